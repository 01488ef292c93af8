-- One row per value that a dimension has in a model: what the filters offer.
--
-- Only of the models large enough for a look through them to be felt; an empty cell is
-- a value too, because rows without one are counted and shown.

with

stages as (

    select * from complaint_stages

),

areas as (

    select * from complaint_areas

),

listed as (

    select distinct
        'complaint_stages' as model_name,
        'reporting_year' as column_name,
        reporting_year as found_value
    from stages
    union all
    select distinct
        'complaint_stages' as model_name,
        'tenure' as column_name,
        tenure as found_value
    from stages
    union all
    select distinct
        'complaint_stages' as model_name,
        'ward_name' as column_name,
        ward_name as found_value
    from stages
    union all
    select distinct
        'complaint_stages' as model_name,
        'channel' as column_name,
        channel as found_value
    from stages
    union all
    select distinct
        'complaint_stages' as model_name,
        'outcome' as column_name,
        outcome as found_value
    from stages
    union all
    select distinct
        'complaint_stages' as model_name,
        'response_days' as column_name,
        cast(response_days as varchar) as found_value
    from stages
    union all
    select distinct
        'complaint_areas' as model_name,
        'service_area' as column_name,
        service_area as found_value
    from areas

)

select * from listed
order by model_name, column_name, found_value nulls last
