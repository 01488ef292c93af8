-- One row per source per spell: whether it was recorded then.

with

landed as (

    select * exclude (set_aside_columns) from stg_coverage

)

select * from landed
order by source, from_date
