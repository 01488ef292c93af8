-- One row per survey year per stock type: how it was done and what people asked for.

with

surveys as (

    select * exclude (set_aside_columns) from stg_perception_survey

),

renamed as (

    select
        stock_type as tenure,
        reporting_year,
        method,
        improvement_themes,

        responses,
        complained_yes,
        complained_no,
        published_value,

        is_weighted
    from surveys

)

select * from renamed
order by reporting_year, tenure
