-- One row per complaint upheld or partly upheld at either stage.
--
-- By complaint, not by stage: an action that answers a stage 1 answers its stage 2.

with

of_stage_1 as (

    select * from complaint_stages
    where stage = 1 and is_upheld_any

),

of_stage_2 as (

    select * from complaint_stages
    where stage = 2 and is_upheld_any

),

upheld as (

    -- The two beside each other: to group a million complaints takes three times as
    -- long, and nearly all are upheld at one stage.
    select
        coalesce(of_stage_1.complaint_id, of_stage_2.complaint_id) as complaint_id,
        coalesce(of_stage_1.tenure, of_stage_2.tenure) as tenure,
        coalesce(of_stage_1.ward_name, of_stage_2.ward_name) as ward_name,
        -- None at any stage is not recorded, as it is in the stages.
        nullif(
            list_distinct(
                list_concat(of_stage_1.service_areas, of_stage_2.service_areas)
            ),
            []
        ) as service_areas,
        greatest(of_stage_1.responded_date, of_stage_2.responded_date)
            as responded_date
    from of_stage_1
    full outer join of_stage_2
        on of_stage_1.complaint_id = of_stage_2.complaint_id

),

linked as (

    select distinct complaint_id
    from stg_learning_actions
    where complaint_id is not null

),

links as (

    select count(*) as link_count from linked

),

matched as (

    select
        upheld.*,
        linked.complaint_id is not null as has_action,
        -- Without a single link nothing is known of any complaint's actions.
        links.link_count > 0 as is_link_recorded
    from upheld
    left join linked
        on upheld.complaint_id = linked.complaint_id
    cross join links

)

select * from matched
order by responded_date, complaint_id
