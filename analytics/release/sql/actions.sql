-- One row per learning action, with whether it is overdue at the as-at date.
--
-- An action without a due date is neither in time nor overdue: that is not known.

with

learning_actions as (

    select
        * exclude (set_aside_columns),
        list_contains(coalesce(set_aside_columns, []), 'completed_date')
            as is_completed_date_unreadable
    from stg_learning_actions

),

flagged as (

    select
        learning_actions.action_id,
        learning_actions.complaint_id,
        learning_actions.service_area,
        learning_actions.theme,
        learning_actions.origin,
        learning_actions.status,
        learning_actions.owner,
        learning_actions.description,
        learning_actions.evidence,

        learning_actions.raised_date,
        learning_actions.due_date,
        learning_actions.completed_date,

        learning_actions.status <> 'completed' as is_open,
        learning_actions.due_date is not null as has_due_date,
        learning_actions.status <> 'completed'
        and coalesce(learning_actions.due_date < release_facts.as_at, false)
            as is_overdue,
        -- Due is what has come due by the as-at date: what is not yet due can still
        -- be done in time and belongs in no share.
        coalesce(learning_actions.due_date <= release_facts.as_at, false) as is_due,
        learning_actions.status = 'completed'
        and coalesce(
            learning_actions.completed_date <= learning_actions.due_date, false
        ) as is_completed_on_time,
        -- A date that could not be read is not an empty one.
        learning_actions.status = 'completed'
        and learning_actions.is_completed_date_unreadable as is_completion_unknown
    from learning_actions
    cross join release_facts

)

select * from flagged
order by is_overdue desc, is_open desc, due_date nulls last, action_id
