-- One row per survey sent on closure, with the complaint it was about where we hold it.

with

surveys as (

    select
        * exclude (set_aside_columns),
        coalesce(set_aside_columns, []) as aside
    from stg_closure_survey

),

stages as (

    select * from complaint_stages

),

matched as (

    select
        surveys.complaint_id,
        surveys.stage,
        stages.tenure,
        stages.service_areas,
        stages.ward_name,
        surveys.theme,

        surveys.sent_date,
        surveys.answered_date,

        surveys.score,

        -- A score without a date is still an answer, and so is one nobody can read.
        surveys.answered_date is not null
        or surveys.score is not null
        or list_has_any(surveys.aside, ['answered_date', 'score'])
            as is_answered,
        surveys.score is not null
        or list_contains(surveys.aside, 'score')
            as is_scored,
        list_contains(surveys.aside, 'score') as is_score_unknown,
        coalesce(surveys.score >= 4, false) as is_satisfied
    from surveys
    left join stages
        on
            surveys.complaint_id = stages.complaint_id
            and surveys.stage = stages.stage

)

select * from matched
order by sent_date, complaint_id, stage
