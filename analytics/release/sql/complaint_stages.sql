-- One row per complaint per stage, with the flags that measures count.
--
-- A case still open after its due date is late from the day after, not from the day
-- somebody closes it: otherwise leaving cases open would look good. Withdrawn is
-- closed and never overdue, but in time only if it was answered in time: otherwise
-- late cases could be made good by having them withdrawn.

with

complaints as (

    -- A cell that could not be read is not an empty one: what rests on it is unknown.
    select
        * exclude (set_aside_columns),
        coalesce(set_aside_columns, []) as aside,
        coalesce(outcome in ('upheld', 'partially_upheld', 'not_upheld'), false)
            as is_decided
    from stg_complaints

),

escalated as (

    -- The few with a stage 2, and what their stage 1 says: to group all of a million
    -- by complaint takes three times as long.
    select
        second_stage.complaint_id,
        first_stage.complaint_id is not null as has_stage_1,
        first_stage.responded_date as stage_1_responded_date
    from stg_complaints as second_stage
    left join stg_complaints as first_stage
        on
            second_stage.complaint_id = first_stage.complaint_id
            and first_stage.stage = 1
    where second_stage.stage = 2

),

both_stages as (

    -- Joined before the clock, of whose joins the database knows no size.
    select
        complaints.*,
        case
            when complaints.stage = 1 then complaints.responded_date
            else escalated.stage_1_responded_date
        end as stage_1_responded_date,
        complaints.stage = 1 or escalated.has_stage_1 as has_stage_1,
        escalated.complaint_id is not null as has_stage_2
    from complaints
    left join escalated
        on complaints.complaint_id = escalated.complaint_id

),

rules as (

    select
        *,
        lead(valid_from, 1, date '9999-12-31')
            over (partition by stage order by valid_from) as valid_before
    from clock_rules

),

acknowledgement_clock as (

    -- The rule is chosen by the stage's own received date, so a stage 2 asked for
    -- under a new Code is judged by it whatever its stage 1 was judged by.
    select
        both_stages.*,
        rules.code,
        rules.clock_starts_at,
        rules.base_days,
        rules.extension_days,
        received.working_day_number as received_number,
        received.reporting_year,
        received.quarter,
        received.month,
        acknowledgement_due.day as acknowledgement_due_date
    from both_stages
    inner join rules
        on
            both_stages.stage = rules.stage
            and both_stages.received_date >= rules.valid_from
            and both_stages.received_date < rules.valid_before
    inner join calendar as received
        on both_stages.received_date = received.day
    inner join working_days as acknowledgement_due
        on
            received.working_day_number + rules.acknowledgement_days
            = acknowledgement_due.working_day_number

),

started as (

    -- Without an acknowledgement the 2024 clock starts when one was due: starting it
    -- at the answer would reward never acknowledging. It is marked as inferred.
    select
        *,
        case
            when clock_starts_at = 'acknowledged_date'
                then coalesce(acknowledged_date, acknowledgement_due_date)
            else coalesce(logged_date, received_date)
        end as clock_start_date,
        clock_starts_at = 'acknowledged_date' and acknowledged_date is null
            as is_clock_start_inferred
    from acknowledgement_clock

),

strict as (

    -- A late acknowledgement moves the literal clock and can turn a late case into
    -- one in time. The strict reading starts it no later than the day one was due.
    select
        *,
        least(clock_start_date, acknowledgement_due_date) as strict_start_date
    from started

),

due as (

    select
        strict.*,
        clock_start.working_day_number as clock_start_number,
        response_due.day as response_due_date,
        extended_limit.day as extended_limit_date,
        strict_due.day as strict_due_date,
        strict_limit.day as strict_limit_date
    from strict
    inner join calendar as clock_start
        on strict.clock_start_date = clock_start.day
    inner join working_days as response_due
        on
            clock_start.working_day_number + strict.base_days
            = response_due.working_day_number
    inner join working_days as extended_limit
        on
            clock_start.working_day_number + strict.base_days + strict.extension_days
            = extended_limit.working_day_number
    inner join calendar as strict_start
        on strict.strict_start_date = strict_start.day
    inner join working_days as strict_due
        on
            strict_start.working_day_number + strict.base_days
            = strict_due.working_day_number
    inner join working_days as strict_limit
        on
            strict_start.working_day_number + strict.base_days + strict.extension_days
            = strict_limit.working_day_number

),

extended as (

    -- An extension counts if it was told by the day the answer was due: told later it
    -- would excuse what had already failed. It never runs past the permitted limit,
    -- and up to it where the new date is not recorded: that it was told is known.
    select
        due.*,
        coalesce(extension_told_date <= response_due_date, false)
            as is_extension_valid,
        case
            when extension_told_date <= response_due_date
                then
                    greatest(
                        response_due_date,
                        least(extended_to_date, extended_limit_date)
                    )
            else response_due_date
        end as final_due_date,
        case
            when extension_told_date <= strict_due_date
                then
                    greatest(
                        strict_due_date,
                        least(extended_to_date, strict_limit_date)
                    )
            else strict_due_date
        end as strict_final_due_date
    from due

),

recorded as (

    -- Asked once for each stage and year: over every row it would take twice as long.
    select
        complaints.stage,
        received.reporting_year,
        bool_or(
            complaints.acknowledged_date is not null
            or list_contains(complaints.aside, 'acknowledged_date')
        ) as is_acknowledgement_recorded,
        -- Decided, and none on any day: the days of the answers are not recorded.
        bool_or(
            complaints.responded_date is not null
            or list_contains(complaints.aside, 'responded_date')
        )
        or not bool_or(complaints.is_decided) as is_answer_recorded
    from complaints
    inner join calendar as received
        on complaints.received_date = received.day
    group by complaints.stage, received.reporting_year

),

closed as (

    select
        extended.*,
        recorded.is_acknowledgement_recorded,
        recorded.is_answer_recorded,
        acknowledged.working_day_number as acknowledged_number,
        responded.working_day_number as responded_number,
        release_facts.as_at,
        hazard_dates.since as hazard_dates,
        extended.withdrawn_date is not null
        or coalesce(extended.outcome = 'withdrawn', false) as is_withdrawn,
        -- When its clock started; whether it was answered or withdrawn, and when;
        -- and whether it was extended.
        list_contains(extended.aside, case
            when extended.clock_starts_at = 'acknowledged_date'
                then 'acknowledged_date'
            else 'logged_date'
        end) as is_start_unknown,
        list_contains(extended.aside, 'responded_date')
        or (
            extended.responded_date is null
            and (
                list_has_any(extended.aside, ['withdrawn_date', 'outcome'])
                or (not recorded.is_answer_recorded and extended.is_decided)
            )
        ) as is_end_unknown,
        list_has_any(extended.aside, ['extension_told_date', 'extended_to_date'])
            as is_extension_unknown
    from extended
    inner join recorded
        on
            extended.stage = recorded.stage
            and extended.reporting_year = recorded.reporting_year
    left join calendar as acknowledged
        on extended.acknowledged_date = acknowledged.day
    left join calendar as responded
        on extended.responded_date = responded.day
    cross join release_facts
    cross join hazard_dates

),

judgeable as (

    select
        *,
        is_start_unknown or is_end_unknown as is_base_clock_unknown,
        is_start_unknown or is_end_unknown or is_extension_unknown
            as is_clock_unknown,
        list_contains(aside, 'acknowledged_date') as is_acknowledgement_unknown,
        list_contains(aside, 'outcome') as is_outcome_unknown
    from closed

),

flagged as (

    select
        complaint_id,
        stage,
        tenure,
        service_areas,
        ward_name,
        channel,
        source_system,
        outcome,
        hazards,
        -- A tag from before its kind was a hazard in law is kept and not counted.
        case
            when hazards is not null
                then
                    nullif(
                        list_filter(
                            hazards,
                            lambda hazard: received_date >= hazard_dates[hazard]
                        ),
                        []
                    )
        end as counted_hazards,
        code,
        reporting_year,
        quarter,
        month,

        received_date,
        logged_date,
        acknowledged_date,
        acknowledgement_due_date,
        clock_start_date,
        response_due_date,
        extension_told_date,
        extended_to_date,
        extended_limit_date,
        final_due_date,
        strict_final_due_date,
        responded_date,
        withdrawn_date,
        -- Without this a complaint withdrawn before its answer would be in no outcome.
        coalesce(responded_date, withdrawn_date) as closed_date,
        stage_1_responded_date,

        acknowledged_number - received_number as acknowledgement_days,
        -- An answer before its own clock started is warned of, not counted as quick.
        case
            when
                not is_start_unknown
                and not is_clock_start_inferred
                and responded_date >= clock_start_date
                then responded_number - clock_start_number
        end as response_days,
        base_days,

        has_stage_1,
        is_clock_start_inferred,
        -- Whether this stage and year can be judged at all: with no acknowledgement, or
        -- no answer, recorded anywhere the clock is unknown, and never approximated.
        is_answer_recorded
        and (clock_starts_at <> 'acknowledged_date' or is_acknowledgement_recorded)
            as is_clock_recorded,
        is_answer_recorded,
        is_acknowledgement_recorded,
        is_acknowledgement_unknown,
        is_clock_unknown,
        is_base_clock_unknown,
        is_outcome_unknown,
        coalesce(acknowledged_date <= acknowledgement_due_date, false)
            as is_acknowledged_in_time,
        acknowledged_date is null
        and not is_acknowledgement_unknown
        and not is_end_unknown
        and responded_date is null
        and not is_withdrawn
        and as_at <= acknowledgement_due_date as is_acknowledgement_provisional,
        is_extension_valid,
        -- No answer date means not answered by the as-at date, so not in time so far.
        not is_base_clock_unknown
        and coalesce(responded_date <= response_due_date, false)
            as is_in_time_without_extension,
        not is_clock_unknown
        and coalesce(
            responded_date > response_due_date and responded_date <= final_due_date,
            false
        ) as is_in_time_with_extension,
        not is_clock_unknown
        and coalesce(responded_date <= final_due_date, false) as is_in_code_time,
        not is_clock_unknown
        and coalesce(responded_date <= strict_final_due_date, false)
            as is_in_strict_code_time,
        responded_date is not null as is_answered,
        is_withdrawn,
        responded_date is null
        and not is_withdrawn
        and not is_end_unknown as is_open,
        responded_date is null
        and not is_withdrawn
        and not is_clock_unknown
        and as_at > final_due_date as is_overdue,
        responded_date is null
        and not is_withdrawn
        and not is_clock_unknown
        and as_at <= final_due_date as is_provisional,
        responded_date is null
        and not is_withdrawn
        and not is_clock_unknown
        and as_at <= strict_final_due_date as is_strict_provisional,
        is_decided,
        coalesce(outcome in ('upheld', 'partially_upheld'), false) as is_upheld_any,
        stage = 1 and has_stage_2 as is_escalated
    from judgeable

)

-- By date, so that a question about one period reads only that part of the table.
select * from flagged
order by received_date, complaint_id, stage
