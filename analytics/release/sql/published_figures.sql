-- One row per figure told to a board or the public, as printed.

with

landed as (

    select * exclude (set_aside_columns) from stg_published_figures

)

select * from landed
order by reporting_year, document, reference, statement
