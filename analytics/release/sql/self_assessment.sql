-- One row per provision of the Code per reporting year, as the landlord declared it.

with

declared as (

    select * exclude (set_aside_columns) from stg_self_assessment

)

select * from declared
order by reporting_year, provision
