-- One row per complaint head per Ombudsman determination.
--
-- Considered leaves out what the Ombudsman could not look at and what was withdrawn;
-- keeping them in would lower every landlord's rate.

with

heads as (

    select * exclude (set_aside_columns) from stg_ombudsman_findings

),

flagged as (

    select
        determination_id,
        head,
        category,
        finding,
        tenure,

        determined_date,

        head = min(head) over (partition by determination_id)
            as is_first_of_determination,
        finding not in ('outside_jurisdiction', 'withdrawn') as is_considered,
        finding in (
            'severe_maladministration', 'maladministration', 'service_failure'
        ) as is_maladministration
    from heads

)

select * from flagged
order by determined_date, determination_id, head
