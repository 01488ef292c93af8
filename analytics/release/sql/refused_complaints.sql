-- One row per complaint not accepted or not escalated.

with

refusals as (

    select * from stg_refusals

)

select * from refusals
order by refused_date, refusal_id
