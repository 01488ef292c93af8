"""Worked examples: acknowledged and answered inside the Code's time, and how fast."""

import datetime as dt
from fractions import Fraction

import pytest
from conftest import INTERNAL
from golden import REGULATOR
from worked import ask, ask_by, count, groups, share

from analytics.ground.intervals import find_share_interval


# At stage 1, 10 working days from Monday 3 June 2024 end on 17 June, 20 on 1 July.
STAGE_1 = """
complaint_id | tenure    | received_date | acknowledged_date | extension_told_date | extended_to_date | responded_date | withdrawn_date
in_time      | lcra      | 2024-06-03    | 2024-06-03        |                     |                  | 2024-06-17     |
a_day_late   | lcra      | 2024-06-03    | 2024-06-03        |                     |                  | 2024-06-18     |
extended     | lcra      | 2024-06-03    | 2024-06-03        | 2024-06-17          | 2024-06-28       | 2024-06-28     |
told_late    | lcra      | 2024-06-03    | 2024-06-03        | 2024-06-18          | 2024-06-28       | 2024-06-28     |
moved        | lcra      | 2024-06-03    | 2024-06-12        |                     |                  | 2024-06-26     |
withdrawn    | lcra      | 2024-06-03    | 2024-06-03        |                     |                  |                | 2024-06-10
overdue      | lcra      | 2024-06-03    | 2024-06-04        |                     |                  |                |
can_still_be | lcra      | 2025-03-28    | 2025-03-28        |                     |                  |                |
leaseholder  | leasehold | 2024-06-03    | 2024-06-03        |                     |                  | 2024-06-10     |
before       | lcra      | 2024-03-28    | 2024-03-28        |                     |                  | 2024-04-03     |
"""  # noqa: E501
# moved: acknowledged on the seventh working day; the literal clock ends 26 June, the
# strict one 24 June. can_still_be: due 11 April 2025.
AS_AT = dt.date(2025, 4, 1)

# At stage 2, 20 working days from 3 June 2024 end on 1 July, 40 on 29 July.
STAGE_2 = "\n".join(
    [
        STAGE_1.strip().splitlines()[0] + " | stage",
        *(
            line + " | 2"
            for line in (
                "in_time | lcra | 2024-06-03 | 2024-06-03 | | | 2024-07-01 |",
                "a_day_late | lcra | 2024-06-03 | 2024-06-03 | | | 2024-07-02 |",
                "extended | lcra | 2024-06-03 | 2024-06-03 | 2024-07-01 | 2024-07-31 "
                "| 2024-07-29 |",
                "moved | lcra | 2024-06-03 | 2024-06-12 | | | 2024-07-10 |",
                "overdue | lcra | 2024-06-03 | | | | |",
                "can_still_be | lcra | 2025-03-28 | | | | |",
                "leaseholder | leasehold | 2024-06-03 | 2024-06-03 | | | 2024-06-10 |",
            )
        ),
    ]
)


first = share(complaints=STAGE_1, as_at=AS_AT, landlord=INTERNAL)
second = share(complaints=STAGE_2, as_at=AS_AT, landlord=INTERNAL)


def test_ch02_1(first):
    # in_time, extended and moved, of the eight of tenants received in the year; the
    # withdrawn, the overdue and the one that can still be decided are in the eight.
    assert count(first, "ch02_1") == (3, 8)
    result = ask(first, "ch02_1")
    assert (result.pending, result.is_provisional) == (1, True)
    assert result.reason == "1 can still be decided."
    assert result.shown == "37.5%"


def test_ch02_1_without_extension(first):
    # in_time and moved.
    assert count(first, "ch02_1_without_extension") == (2, 8)


def test_ch02_1_with_extension(first):
    # extended; told_late does not count.
    assert count(first, "ch02_1_with_extension") == (1, 8)


def test_ch02_1_strict(first):
    # moved is late when its late acknowledgement does not move the clock.
    assert count(first, "ch02_1_strict") == (2, 8)


def test_answered_in_time_1(first):
    # The three of CH02 and the leaseholder.
    assert count(first, "answered_in_time_1") == (4, 9)
    assert count(first, "answered_in_time_1", tenure=["leasehold"]) == (1, 1)


def test_acknowledged_in_time_1(first):
    # All but moved.
    assert count(first, "acknowledged_in_time_1") == (8, 9)


def test_response_days_median_1(first):
    # Answered in the year: in_time 10, a_day_late 11, extended 19, told_late 19,
    # moved 10, leaseholder 5, and before, 3 from the day received under the old Code.
    result = ask(first, "response_days_median_1")
    days = sorted([10, 11, 19, 19, 10, 5, 2])
    assert (result.numerator, result.denominator) == (None, len(days))
    assert result.value == days[3] == 10
    assert (result.shown, result.lower, result.upper) == ("10", None, None)


def test_response_days_p90_1(first):
    # Nine in ten of seven: the seventh.
    result = ask(first, "response_days_p90_1")
    assert (result.value, result.denominator) == (19, 7)


def test_response_days_1(first):
    assert count(first, "response_days_1") == (7, None)
    # Easter Monday 1 April 2024 lies between: before took 2 working days.
    assert groups(ask_by(first, "response_days_1", "response_days")) == {
        "2": 1,
        "5": 1,
        "10": 2,
        "11": 1,
        "19": 2,
    }


def test_open_1(first):
    # overdue and can_still_be; withdrawn is closed.
    assert count(first, "open_1") == (2, None)
    assert ask(first, "open_1").period.label == "as at 2025-04-01"


def test_overdue_1(first):
    # can_still_be is due ten days after the as-at date.
    assert count(first, "overdue_1") == (1, None)


def test_ch02_2(second):
    # in_time, extended (29 July is the limit though 31 July was told) and moved.
    assert count(second, "ch02_2") == (3, 6)
    assert ask(second, "ch02_2").pending == 1


def test_ch02_2_without_extension(second):
    assert count(second, "ch02_2_without_extension") == (2, 6)


def test_ch02_2_with_extension(second):
    assert count(second, "ch02_2_with_extension") == (1, 6)


def test_ch02_2_strict(second):
    # Not moved: its strict clock ends 8 July.
    assert count(second, "ch02_2_strict") == (2, 6)


def test_answered_in_time_2(second):
    assert count(second, "answered_in_time_2") == (4, 7)


def test_acknowledged_in_time_2(second):
    # Not moved, not overdue, and can_still_be not yet: due 4 April 2025.
    assert count(second, "acknowledged_in_time_2") == (4, 7)
    assert ask(second, "acknowledged_in_time_2").pending == 1


def test_response_days_median_2(second):
    # in_time 20, a_day_late 21, extended 40, moved 20, leaseholder 5.
    result = ask(second, "response_days_median_2")
    assert (result.value, result.denominator) == (sorted([20, 21, 40, 20, 5])[2], 5)


def test_response_days_p90_2(second):
    assert ask(second, "response_days_p90_2").value == 40


def test_response_days_2(second):
    assert count(second, "response_days_2") == (5, None)


def test_open_2(second):
    assert count(second, "open_2") == (2, None)


def test_overdue_2(second):
    # Nothing acknowledged it: its clock starts on 10 June 2024, when one was due.
    assert count(second, "overdue_2") == (1, None)


# --- Beyond one measure ---------------------------------------------------------------


@pytest.mark.parametrize("stage", [1, 2])
def test_the_two_parts_of_ch02_add_up_to_it(first, second, stage):
    release = {1: first, 2: second}[stage]
    whole, base = count(release, f"ch02_{stage}")
    without, base_without = count(release, f"ch02_{stage}_without_extension")
    extended, base_extended = count(release, f"ch02_{stage}_with_extension")
    assert without + extended == whole
    assert base == base_without == base_extended


def test_ch02_is_taken_of_the_complaints_of_ch01(make_release):
    release = make_release(
        complaints=STAGE_1,
        homes="""
        year_end_date | homes_owned
        2025-03-31    | 1000
        """,
        as_at=AS_AT,
    )
    for period in ("2024-25", "2024-25 Q1", "2024-25 Q4", "2024-06"):
        assert ask(release, "ch02_1", period).denominator == (
            ask(release, "ch01_1", period).numerator
        )


@pytest.mark.parametrize(("year", "facts"), REGULATOR.items())
@pytest.mark.parametrize("stage", [1, 2])
def test_a_share_is_the_one_the_regulator_publishes(make_release, year, facts, stage):
    in_time, made = facts[f"stage_{stage}"]
    received = f"{year[:4]}-06-05"
    rows = "\n".join(
        f"C{n} | {stage} | {received} | {received} | {year[:4]}-"
        + ("06-12" if n < in_time else "09-12")
        for n in range(made)
    )
    release = make_release(
        complaints="complaint_id | stage | received_date | acknowledged_date | "
        f"responded_date\n{rows}"
    )
    result = ask(release, f"ch02_{stage}", year)
    assert (result.numerator, result.denominator) == (in_time, made)
    assert result.value == 100 * Fraction(in_time, made)
    assert result.shown == facts["ch02"][stage - 1]
    lower, upper = find_share_interval(in_time, made)
    assert (result.lower, result.upper) == (100 * lower, 100 * upper)


@pytest.mark.parametrize(
    ("days", "median", "p90", "shown"),
    [
        # The day of the answer is this many working days after 3 June 2024.
        ([1, 2], Fraction(3, 2), 2, "1.5"),
        ([4], 4, 4, "4"),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Fraction(11, 2), 9, "5.5"),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10], 6, 10, "6"),
        ([0, 0, 0, 9], 0, 9, "0"),
    ],
)
def test_the_middle_may_lie_between_and_nine_in_ten_was_observed(
    make_release, days, median, p90, shown
):
    june = [3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 17]
    rows = "\n".join(
        f"C{n} | 2024-06-03 | 2024-06-03 | 2024-06-{june[taken]:02}"
        for n, taken in enumerate(days)
    )
    release = make_release(
        complaints="complaint_id | received_date | acknowledged_date | "
        f"responded_date\n{rows}"
    )
    middle = ask(release, "response_days_median_1")
    assert (middle.value, middle.shown) == (median, shown)
    assert ask(release, "response_days_p90_1").value == p90


def test_answers_without_a_known_clock_are_in_no_days(make_release):
    release = make_release(
        complaints="""
        complaint_id | received_date | acknowledged_date | responded_date
        A            | 2024-06-03    | 2024-06-04        | 2024-06-07
        no_clock     | 2024-06-03    |                   | 2024-06-10
        no_answer    | 2024-06-03    | 2024-06-04        |
        too_early    | 2024-06-03    | 2024-06-06        | 2024-06-05
        """
    )
    result = ask(release, "response_days_median_1")
    assert (result.value, result.denominator) == (3, 1)
    assert count(release, "response_days_1") == (1, None)


def test_days_are_placed_by_the_day_of_the_answer(make_release):
    release = make_release(
        complaints="""
        complaint_id | received_date | acknowledged_date | responded_date
        A            | 2025-03-28    | 2025-03-28        | 2025-04-01
        """
    )
    assert ask(release, "response_days_median_1").status == "undefined"
    assert ask(release, "response_days_median_1", "2025-26").value == 2
    assert count(release, "ch02_1") == (1, 1)


def test_days_to_an_answer_are_not_recorded_where_no_clock_is_and_not_none(
    make_release,
):
    release = make_release(
        complaints="""
            complaint_id | received_date | responded_date
            A            | 2024-05-01    | 2024-05-08
            B            | 2024-05-01    | 2024-05-09
        """
    )
    for name in ("response_days_median_1", "response_days_p90_1", "response_days_1"):
        assert ask(release, name).status == "not_recorded"
