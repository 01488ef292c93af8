-- One row per complaint per stage per service area: a mention, not a complaint.
--
-- A complaint about two areas stands here twice. Choosing one "main" area instead
-- would let whoever enters it decide which area looks better.

with

stages as (

    select * from complaint_stages

),

mentions as (

    select
        * exclude (service_areas),
        -- A complaint whose area is not recorded is counted, as just that. In the
        -- order of the stages, and of the names in each: sorted again for nothing.
        unnest(
            case
                when len(service_areas) = 1 then service_areas
                else coalesce(list_sort(list_distinct(service_areas)), [null])
            end
        ) as service_area
    from stages

)

select * from mentions
