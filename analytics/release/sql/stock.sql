-- One row per stock type per year end: homes owned, by the reporting year they close.

with

homes as (

    select * exclude (set_aside_columns) from stg_homes

),

dated as (

    select
        homes.stock_type as tenure,
        calendar.reporting_year,
        homes.year_end_date,
        homes.homes_owned
    from homes
    inner join calendar
        on homes.year_end_date = calendar.day

)

select * from dated
order by year_end_date, tenure
