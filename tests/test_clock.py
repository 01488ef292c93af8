"""The Code's clock, line by line: what is in time, late, open, overdue or unknown.

Every case is published and read back from `complaint_stages`. Where no bank holiday
lies between, working days after Wednesday 1 May 2024 run: 10 of them end on Thursday
16 May (6 May is a holiday), 20 on Friday 31 May (27 May is another).
"""

import datetime as dt

import pytest
from conftest import AS_AT, draw, share
from golden import WORKING_DAYS

from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.measures import MEASURES


@pytest.fixture
def judge(make_release):
    """A function that publishes complaints and gives columns of their stages, by id."""

    def ask(complaints, *columns, as_at=AS_AT):
        release = make_release(complaints=complaints, as_at=as_at)
        rows = release.warehouse.query(
            f"select complaint_id, stage, {', '.join(columns)} from complaint_stages"
        )
        found = {
            (row[0], row[1]): row[2] if len(columns) == 1 else row[2:] for row in rows
        }
        if {stage for _, stage in found} == {1}:
            return {complaint_id: value for (complaint_id, _), value in found.items()}
        return found

    return ask


def day(text):
    return dt.date.fromisoformat(text)


# --- Due dates ------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [1, 2])
def test_due_dates_are_the_ones_worked_by_hand(judge, stage):
    wanted = [
        row for row in draw(WORKING_DAYS) if day(row["received"]) >= day("2024-04-01")
    ]
    assert len(wanted) == 6
    lines = [
        f"{row['received']} | {stage} | {row['received']} | {row['acknowledged']}"
        for row in wanted
    ]
    found = judge(
        "complaint_id | stage | received_date | acknowledged_date\n" + "\n".join(lines),
        "acknowledgement_due_date",
        "acknowledgement_days",
        "response_due_date",
        "extended_limit_date",
    )
    for row in wanted:
        key = row["received"] if stage == 1 else (row["received"], stage)
        assert found[key] == (
            day(row["due"]),
            int(row["days"]),
            day(row[f"due_{stage}"]),
            day(row[f"limit_{stage}"]),
        )


def test_the_same_arithmetic_holds_before_the_2024_code_from_the_day_of_logging(judge):
    wanted = [
        row for row in draw(WORKING_DAYS) if day(row["received"]) < day("2024-04-01")
    ]
    # Logged on the day the hand-worked case was acknowledged: the same start.
    lines = [
        f"{row['received']} | 1 | {row['received']} | {row['acknowledged']}"
        for row in wanted
    ]
    found = judge(
        "complaint_id | stage | received_date | logged_date\n" + "\n".join(lines),
        "acknowledgement_due_date",
        "response_due_date",
        "extended_limit_date",
    )
    assert len(wanted) == 3
    for row in wanted:
        assert found[row["received"]] == (
            day(row["due"]),
            day(row["due_1"]),
            day(row["limit_1"]),
        )


def test_a_weekend_is_no_day_and_a_holiday_is_none(judge):
    found = judge(
        """
        complaint_id  | received_date | acknowledged_date
        friday        | 2024-06-07    | 2024-06-07
        saturday      | 2024-06-08    | 2024-06-08
        sunday        | 2024-06-09    | 2024-06-09
        christmas_eve | 2024-12-24    | 2024-12-24
        christmas     | 2024-12-25    | 2024-12-25
        boxing_day    | 2024-12-26    | 2024-12-26
        """,
        "acknowledgement_due_date",
        "response_due_date",
        "acknowledgement_days",
    )
    # Friday, Saturday and Sunday: Monday 10 June is day 1 for each.
    week = (day("2024-06-14"), day("2024-06-21"), 0)
    assert found["friday"] == found["saturday"] == found["sunday"] == week
    # Day 1 is Friday 27 December; 1 January is a holiday too.
    christmas = (day("2025-01-03"), day("2025-01-10"), 0)
    assert found["christmas_eve"] == christmas
    assert found["christmas"] == found["boxing_day"] == christmas


def test_the_code_is_that_of_the_day_each_stage_was_received(judge):
    found = judge(
        """
        complaint_id | stage | received_date | logged_date | acknowledged_date
        old          | 1     | 2024-03-31    | 2024-04-02  | 2024-04-05
        old          | 2     | 2024-04-01    | 2024-04-02  | 2024-04-05
        older        | 2     | 2024-03-31    | 2024-04-02  | 2024-04-05
        new          | 1     | 2024-04-01    | 2024-04-02  | 2024-04-05
        """,
        "code",
        "clock_start_date",
        "response_due_date",
        "extended_limit_date",
    )
    before, after = "Complaint Handling Code 2022", "Complaint Handling Code 2024"
    logged, acknowledged = day("2024-04-02"), day("2024-04-05")
    # Stage 1: 10 + 10 under both, from logging and from acknowledgement.
    assert found["old", 1] == (before, logged, day("2024-04-16"), day("2024-04-30"))
    assert found["new", 1] == (
        after,
        acknowledged,
        day("2024-04-19"),
        day("2024-05-03"),
    )
    # Stage 2: 20 + 10 before, 20 + 20 from then, whatever stage 1 was judged by.
    assert found["older", 2] == (before, logged, day("2024-04-30"), day("2024-05-15"))
    assert found["old", 2] == (
        after,
        acknowledged,
        day("2024-05-03"),
        day("2024-06-04"),
    )


def test_before_the_2024_code_the_clock_starts_at_logging_else_at_receipt(judge):
    found = judge(
        """
        complaint_id | received_date | logged_date | acknowledged_date | responded_date
        logged       | 2023-06-01    | 2023-06-05  | 2023-06-07        | 2023-06-19
        unlogged     | 2023-06-01    |             | 2023-06-07        | 2023-06-19
        """,
        "clock_start_date",
        "is_clock_start_inferred",
        "response_days",
        "is_in_code_time",
    )
    # From 5 June the answer took 10 working days; from 1 June it took 12.
    assert found["logged"] == (day("2023-06-05"), False, 10, True)
    assert found["unlogged"] == (day("2023-06-01"), False, 12, False)


# --- Acknowledgement ------------------------------------------------------------------


def test_acknowledged_within_five_working_days_is_in_time(judge):
    found = judge(
        """
        complaint_id | received_date | acknowledged_date
        same_day     | 2024-06-03    | 2024-06-03
        fifth        | 2024-06-03    | 2024-06-10
        sixth        | 2024-06-03    | 2024-06-11
        never        | 2024-06-03    |
        old_fifth    | 2023-06-05    | 2023-06-12
        old_sixth    | 2023-06-05    | 2023-06-13
        """,
        "acknowledgement_days",
        "is_acknowledged_in_time",
    )
    assert found == {
        "same_day": (0, True),
        "fifth": (5, True),
        "sixth": (6, False),
        "never": (None, False),
        "old_fifth": (5, True),
        "old_sixth": (6, False),
    }


def test_without_an_acknowledgement_the_clock_starts_when_one_was_due(judge):
    found = judge(
        """
        complaint_id | received_date | acknowledged_date | responded_date
        in_time      | 2024-06-03    |                   | 2024-06-24
        late         | 2024-06-03    |                   | 2024-06-25
        known        | 2024-06-03    | 2024-06-03        | 2024-06-17
        """,
        "clock_start_date",
        "is_clock_start_inferred",
        "response_days",
        "is_in_code_time",
    )
    # Due 10 June, so answers were due 24 June; days are not told from a start inferred.
    assert found["in_time"] == (day("2024-06-10"), True, None, True)
    assert found["late"] == (day("2024-06-10"), True, None, False)
    assert found["known"] == (day("2024-06-03"), False, 10, True)


def test_an_answer_before_its_acknowledgement_is_in_time_but_has_no_days(judge):
    found = judge(
        """
        complaint_id | received_date | acknowledged_date | responded_date
        A            | 2024-06-03    | 2024-06-10        | 2024-06-06
        """,
        "response_due_date",
        "response_days",
        "is_in_code_time",
        "is_in_time_without_extension",
    )
    assert found["A"] == (day("2024-06-24"), None, True, True)


# --- Answers and extensions -----------------------------------------------------------

FLAGS = ("is_in_time_without_extension", "is_in_time_with_extension", "is_in_code_time")
WITHOUT, WITH, LATE = (True, False, True), (False, True, True), (False, False, False)


def test_the_due_date_itself_is_in_time_and_the_day_after_is_late(judge):
    found = judge(
        """
        complaint_id | stage | received_date | acknowledged_date | responded_date
        on           | 1     | 2024-05-01    | 2024-05-01        | 2024-05-16
        after        | 1     | 2024-05-01    | 2024-05-01        | 2024-05-17
        on           | 2     | 2024-05-01    | 2024-05-01        | 2024-05-31
        after        | 2     | 2024-05-01    | 2024-05-01        | 2024-06-01
        """,
        *FLAGS,
    )
    # 1 June is a Saturday: one calendar day late is late, though no working day passed.
    assert found == {
        ("on", 1): WITHOUT,
        ("after", 1): LATE,
        ("on", 2): WITHOUT,
        ("after", 2): LATE,
    }


# Acknowledged 1 May 2024: due 16 May, at most 31 May.
EXTENSIONS = """
complaint_id       | acknowledged_date | extension_told_date | extended_to_date | responded_date
in_time_anyway     | 2024-05-01        | 2024-05-10          | 2024-05-24       | 2024-05-16
inside_it          | 2024-05-01        | 2024-05-10          | 2024-05-24       | 2024-05-24
past_it            | 2024-05-01        | 2024-05-10          | 2024-05-24       | 2024-05-28
told_on_the_day    | 2024-05-01        | 2024-05-16          | 2024-05-24       | 2024-05-20
told_a_day_late    | 2024-05-01        | 2024-05-17          | 2024-05-24       | 2024-05-20
too_long_in_limit  | 2024-05-01        | 2024-05-10          | 2024-06-28       | 2024-05-31
too_long_past_it   | 2024-05-01        | 2024-05-10          | 2024-06-28       | 2024-06-03
before_due_in_time | 2024-05-01        | 2024-05-10          | 2024-05-13       | 2024-05-16
before_due_late    | 2024-05-01        | 2024-05-10          | 2024-05-13       | 2024-05-17
never_told         | 2024-05-01        |                     | 2024-05-24       | 2024-05-20
late_telling_early | 2024-05-01        | 2024-05-20          | 2024-05-24       | 2024-05-15
"""  # noqa: E501


def test_an_extension_counts_if_told_by_the_due_date_and_within_the_limit(judge):
    lines = EXTENSIONS.strip().splitlines()
    table = [
        lines[0] + " | received_date",
        *(f"{row} | 2024-05-01" for row in lines[1:]),
    ]
    assert judge("\n".join(table), *FLAGS) == {
        # Answered by the original due date: without extension, always.
        "in_time_anyway": WITHOUT,
        "inside_it": WITH,
        "past_it": LATE,
        "told_on_the_day": WITH,
        "told_a_day_late": LATE,
        # Longer than permitted counts up to what is permitted.
        "too_long_in_limit": WITH,
        "too_long_past_it": LATE,
        # An extension cannot bring the due date forward.
        "before_due_in_time": WITHOUT,
        "before_due_late": LATE,
        # A new date of which nobody was told is none.
        "never_told": LATE,
        "late_telling_early": WITHOUT,
    }


def test_stage_2_may_be_extended_by_20_days_and_before_the_2024_code_by_10(judge):
    found = judge(
        """
        complaint_id | stage | received_date | logged_date | acknowledged_date | extension_told_date | extended_to_date | responded_date
        new_limit    | 2     | 2024-05-01    | 2024-05-01  | 2024-05-01        | 2024-05-08          | 2024-07-31       | 2024-06-28
        new_past     | 2     | 2024-05-01    | 2024-05-01  | 2024-05-01        | 2024-05-08          | 2024-07-31       | 2024-07-01
        old_limit    | 2     | 2023-06-01    | 2023-06-01  | 2023-06-01        | 2023-06-08          | 2023-07-31       | 2023-07-13
        old_past     | 2     | 2023-06-01    | 2023-06-01  | 2023-06-01        | 2023-06-08          | 2023-07-31       | 2023-07-14
        """,  # noqa: E501
        *FLAGS,
    )
    # 40 working days after 1 May 2024; 30 after 1 June 2023, where 40 were too many.
    assert found == {
        ("new_limit", 2): WITH,
        ("new_past", 2): LATE,
        ("old_limit", 2): WITH,
        ("old_past", 2): LATE,
    }


def test_an_extension_told_without_a_date_reaches_to_the_limit(judge):
    found = judge(
        """
        complaint_id | received_date | acknowledged_date | extension_told_date | extended_to_date | responded_date
        within       | 2024-05-01    | 2024-05-01        | 2024-05-10          |                  | 2024-05-31
        beyond       | 2024-05-01    | 2024-05-01        | 2024-05-10          |                  | 2024-06-03
        """,  # noqa: E501
        *FLAGS,
    )
    assert found == {"within": WITH, "beyond": LATE}


# --- The strict reading ---------------------------------------------------------------


def test_the_strict_reading_undoes_what_a_late_acknowledgement_moved(judge):
    found = judge(
        """
        complaint_id | received_date | acknowledged_date | responded_date
        moved        | 2024-06-03    | 2024-06-14        | 2024-06-28
        still_good   | 2024-06-03    | 2024-06-14        | 2024-06-24
        prompt       | 2024-06-03    | 2024-06-04        | 2024-06-18
        prompt_late  | 2024-06-03    | 2024-06-04        | 2024-06-19
        """,
        "is_in_code_time",
        "is_in_strict_code_time",
    )
    # Acknowledgement was due 10 June: strictly due 24 June, literally 28 June.
    # It starts no later than that, so a prompt one still starts it early.
    assert found == {
        "moved": (True, False),
        "still_good": (True, True),
        "prompt": (True, True),
        "prompt_late": (False, False),
    }


def test_the_strict_reading_judges_the_extension_by_its_own_due_date(judge):
    found = judge(
        """
        complaint_id | received_date | acknowledged_date | extension_told_date | extended_to_date | responded_date
        told_between | 2024-06-03    | 2024-06-14        | 2024-06-26          | 2024-07-05       | 2024-07-04
        told_before  | 2024-06-03    | 2024-06-14        | 2024-06-24          | 2024-07-05       | 2024-07-04
        past_limit   | 2024-06-03    | 2024-06-14        | 2024-06-24          | 2024-07-12       | 2024-07-09
        """,  # noqa: E501
        "is_in_code_time",
        "is_in_strict_code_time",
    )
    # Strictly due 24 June and at most 8 July; literally 28 June and 12 July.
    assert found == {
        "told_between": (True, False),
        "told_before": (True, True),
        "past_limit": (True, False),
    }


# --- Open, overdue, provisional, withdrawn --------------------------------------------


@pytest.mark.parametrize(
    ("as_at", "is_provisional", "is_overdue"),
    [
        ("2024-05-15", True, False),
        ("2024-05-16", True, False),
        ("2024-05-17", False, True),
        ("2024-05-18", False, True),
    ],
)
def test_unanswered_is_late_from_the_day_after_the_due_date(
    judge, as_at, is_provisional, is_overdue
):
    found = judge(
        """
        complaint_id | received_date | acknowledged_date
        A            | 2024-05-01    | 2024-05-01
        """,
        "is_open",
        "is_provisional",
        "is_overdue",
        "is_in_code_time",
        as_at=day(as_at),
    )
    assert found["A"] == (True, is_provisional, is_overdue, False)


@pytest.mark.parametrize(
    ("as_at", "valid", "capped", "told_late"),
    [
        # Due 16 May; the extension to 24 May; the permitted limit 31 May.
        ("2024-05-17", "provisional", "provisional", "overdue"),
        ("2024-05-24", "provisional", "provisional", "overdue"),
        ("2024-05-25", "overdue", "provisional", "overdue"),
        ("2024-05-31", "overdue", "provisional", "overdue"),
        ("2024-06-01", "overdue", "overdue", "overdue"),
    ],
)
def test_a_valid_extension_keeps_an_open_case_provisional_until_it_ends(
    judge, as_at, valid, capped, told_late
):
    found = judge(
        """
        complaint_id | received_date | acknowledged_date | extension_told_date | extended_to_date
        valid        | 2024-05-01    | 2024-05-01        | 2024-05-10          | 2024-05-24
        capped       | 2024-05-01    | 2024-05-01        | 2024-05-10          | 2024-12-31
        told_late    | 2024-05-01    | 2024-05-01        | 2024-05-17          | 2024-05-24
        """,  # noqa: E501
        "case when is_provisional then 'provisional' end",
        "case when is_overdue then 'overdue' end",
        as_at=day(as_at),
    )
    states = {name: first or second for name, (first, second) in found.items()}
    assert states == {"valid": valid, "capped": capped, "told_late": told_late}


def test_an_open_case_can_be_past_the_strict_due_date_and_still_be_provisional(judge):
    found = judge(
        """
        complaint_id | received_date | acknowledged_date
        A            | 2024-06-03    | 2024-06-14
        """,
        "is_provisional",
        "is_strict_provisional",
        as_at=day("2024-06-25"),
    )
    # Strictly due 24 June, literally 28 June.
    assert found["A"] == (True, False)


def test_withdrawn_is_closed_and_in_time_only_if_it_was_answered_in_time(judge):
    found = judge(
        """
        complaint_id   | received_date | acknowledged_date | responded_date | outcome   | withdrawn_date
        by_date        | 2024-05-01    | 2024-05-01        |                |           | 2024-05-08
        by_outcome     | 2024-05-01    | 2024-05-01        |                | withdrawn |
        answered_first | 2024-05-01    | 2024-05-01        | 2024-05-16     | upheld    | 2024-05-20
        answered_late  | 2024-05-01    | 2024-05-01        | 2024-05-17     | upheld    | 2024-05-20
        """,  # noqa: E501
        "is_withdrawn",
        "is_open or is_overdue or is_provisional",
        "is_in_code_time",
    )
    assert found == {
        "by_date": (True, False, False),
        "by_outcome": (True, False, False),
        "answered_first": (True, False, True),
        "answered_late": (True, False, False),
    }


def test_an_acknowledgement_is_provisional_until_the_day_it_is_due(judge):
    table = """
        complaint_id | received_date | acknowledged_date | responded_date | withdrawn_date
        waiting      | 2024-06-03    |                   |                |
        sent         | 2024-06-03    | 2024-06-04        |                |
        answered     | 2024-06-03    |                   | 2024-06-06     |
        withdrawn    | 2024-06-03    |                   |                | 2024-06-05
        """  # noqa: E501
    column = "is_acknowledgement_provisional"
    on_the_day = judge(table, column, as_at=day("2024-06-10"))
    assert {name for name, value in on_the_day.items() if value} == {"waiting"}
    assert not any(judge(table, column, as_at=day("2024-06-11")).values())


# --- Not recorded ---------------------------------------------------------------------

# Stage 1 of 2024-25 has one acknowledgement, of a leaseholder; stage 2 has none; of
# 2023-24 nothing is acknowledged, but its clock does not run from there.
UNACKNOWLEDGED = """
complaint_id | stage | tenure    | received_date | acknowledged_date | responded_date | extension_told_date
A            | 1     | lcra      | 2024-06-03    |                   | 2024-06-24 |
B            | 1     | lcra      | 2024-06-03    |                   | 2024-06-25 |
C            | 1     | leasehold | 2024-06-03    | 2024-06-03        | 2024-06-25 |
A            | 2     | lcra      | 2024-07-01    |                   | 2024-07-08 |
D            | 1     | lcra      | 2023-06-01    |                   | 2023-06-15 |
"""  # noqa: E501

CLOCKED = ("ch02", "ch02_without_extension", "ch02_with_extension", "ch02_strict")


def name_of(family, stage):
    return family.replace("ch02", f"ch02_{stage}", 1)


unacknowledged = share(complaints=UNACKNOWLEDGED)


@pytest.mark.parametrize("family", CLOCKED)
def test_a_stage_and_year_without_any_acknowledgement_is_not_recorded(
    unacknowledged, family
):
    release = unacknowledged
    measures = [MEASURES[name_of(family, stage)] for stage in (1, 2)]
    year, before = make_period("2024-25"), make_period("2023-24")
    found = {
        (result.measure.id[5], result.period.label): result
        for result in run(release, measures, [year, before])
    }
    # One acknowledgement in the stage and year is enough; the others are inferred.
    assert found["1", "2024-25"].status == "ok"
    assert found["1", "2024-25"].denominator == 2
    second = found["2", "2024-25"]
    assert (second.status, second.numerator, second.denominator, second.value) == (
        "not_recorded",
        None,
        None,
        None,
    )
    assert "acknowledged" in second.reason
    # The earlier Code's clock needs no acknowledgement.
    assert found["1", "2023-24"].status == "ok"
    assert found["2", "2023-24"].status == "undefined"


def test_acknowledged_in_time_is_not_recorded_where_nothing_is_acknowledged(
    unacknowledged,
):
    measures = [MEASURES["acknowledged_in_time_1"], MEASURES["acknowledged_in_time_2"]]
    periods = [make_period("2024-25"), make_period("2023-24")]
    found = [
        (result.status, result.numerator, result.denominator)
        for result in run(unacknowledged, measures, periods)
    ]
    assert found == [
        ("ok", 1, 3),
        ("not_recorded", None, None),
        ("not_recorded", None, None),
        ("undefined", 0, 0),
    ]


def test_unrecorded_stays_unrecorded_for_residents_and_months(make_release):
    release = make_release(
        complaints=UNACKNOWLEDGED, landlord="[disclosure]\nthreshold = 1\n"
    )
    [year] = [make_period("2024-25")]
    results = run(release, [MEASURES["answered_in_time_2"]], [year], by=("tenure",))
    assert {result.status for result in results} == {"not_recorded"}
    [july] = run(release, [MEASURES["ch02_2"]], [make_period("2024-07")])
    assert july.status == "not_recorded"


UNDATED = """
complaint_id | stage | tenure    | received_date | acknowledged_date | responded_date | outcome
A            | 1     | lcra      | 2024-06-03    | 2024-06-03        | 2024-06-10     | upheld
A            | 2     | lcra      | 2024-07-01    | 2024-07-01        |                | upheld
B            | 2     | lcra      | 2024-07-01    | 2024-07-01        |                | not_upheld
C            | 2     | leasehold | 2024-07-01    | 2024-07-01        |                |
D            | 2     | lcra      | 2023-07-03    |                   |                |
"""  # noqa: E501


def test_decided_and_no_answer_dated_is_not_recorded_and_not_overdue(make_release):
    release = make_release(complaints=UNDATED, as_at=dt.date(2025, 4, 1))
    names = ["ch02_1", "ch02_2", "answered_in_time_2", "acknowledged_in_time_2"]
    names += ["open_2", "overdue_2"]
    this, before = "2024-25", "2023-24"
    found = {
        (each.measure.id, year): (each.status, each.numerator)
        for year in (this, before)
        for each in run(
            release, [MEASURES[name] for name in names], [make_period(year)]
        )
    }
    assert found["ch02_1", this] == ("ok", 1)
    # A and B were decided on days that nobody wrote down: neither late nor in time.
    assert found["ch02_2", this] == ("not_recorded", None)
    assert found["answered_in_time_2", this] == ("not_recorded", None)
    # Their acknowledgements are known all the same.
    assert found["acknowledged_in_time_2", this] == ("ok", 3)
    # D was neither decided nor answered: it is late, as ever.
    assert found["ch02_2", before] == ("ok", 0)
    # C and D wait: A and B do not.
    assert found["open_2", this] == ("ok", 2)
    assert found["overdue_2", this] == ("ok", 2)


# --- Stages of one complaint ----------------------------------------------------------


def test_a_stage_1_is_escalated_if_a_stage_2_is_there(judge):
    found = judge(
        """
        complaint_id | stage | received_date
        A            | 1     | 2024-05-01
        A            | 2     | 2024-08-01
        B            | 1     | 2024-05-01
        C            | 2     | 2024-05-01
        """,
        "is_escalated",
        "has_stage_1",
    )
    assert found == {
        ("A", 1): (True, True),
        ("A", 2): (False, True),
        ("B", 1): (False, True),
        ("C", 2): (False, False),
    }


def test_every_stage_lies_in_the_year_quarter_and_month_it_was_received(judge):
    found = judge(
        """
        complaint_id | stage | received_date
        A            | 1     | 2024-03-31
        A            | 2     | 2024-04-01
        B            | 1     | 2024-12-31
        C            | 1     | 2025-01-01
        """,
        "reporting_year",
        "quarter",
        "month",
    )
    assert found == {
        ("A", 1): ("2023-24", "2023-24 Q4", "2024-03"),
        ("A", 2): ("2024-25", "2024-25 Q1", "2024-04"),
        ("B", 1): ("2024-25", "2024-25 Q3", "2024-12"),
        ("C", 1): ("2024-25", "2024-25 Q4", "2025-01"),
    }
