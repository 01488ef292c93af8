-- One row per complaint not accepted or not escalated.

with

refusals as (

    select * exclude (set_aside_columns) from stg_refusals

)

select * from refusals
order by refused_date, refusal_id
