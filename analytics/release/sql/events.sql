-- One row per dated event that a reader of a trend needs to know of.

with

landed as (

    select * exclude (set_aside_columns) from stg_events

)

select * from landed
order by event_date, label
