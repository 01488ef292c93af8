-- One row per complaint upheld or partly upheld at either stage.
--
-- By complaint, not by stage: an action that answers a stage 1 answers its stage 2.

with

upheld as (

    select
        complaint_id,
        arg_min(tenure, stage) as tenure,
        arg_min(ward_name, stage) as ward_name,
        -- None at any stage is not recorded, as it is in the stages.
        nullif(list_distinct(flatten(list(service_areas))), []) as service_areas,
        max(responded_date) as responded_date
    from complaint_stages
    where is_upheld_any
    group by complaint_id

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
