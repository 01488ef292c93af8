"""Working days in England, reporting years, and how periods are written."""

import datetime as dt

import pytest
from golden import HOLIDAYS
from second_answer import count_working_days

from analytics.ground.calendar import (
    FIRST_DAY,
    Period,
    bank_holidays,
    latest_complete_year,
    list_days,
    list_holidays,
    list_parts,
    make_as_at,
    make_period,
    name_month,
    name_quarter,
    name_year,
    write_date,
)
from analytics.ground.calendar import count_working_days as days_between
from analytics.ground.errors import UsageError


def day(text):
    return dt.date.fromisoformat(text)


# --- Working days ---------------------------------------------------------------------


@pytest.mark.parametrize("text", HOLIDAYS)
def test_englands_bank_holidays_are_no_working_days(text):
    assert day(text) in bank_holidays(2027)


@pytest.mark.parametrize(
    "text",
    [
        "2022-05-30",  # Late May's usual Monday, moved that year.
        "2020-05-04",  # Early May's usual Monday, moved that year.
        "2024-01-02",  # Scotland's.
        "2024-03-18",  # Northern Ireland's.
        "2024-12-27",  # Between Christmas and New Year offices close, but it counts.
    ],
)
def test_other_weekdays_are_working_days(text):
    assert day(text).weekday() < 5
    assert day(text) not in bank_holidays(2027)


def test_england_has_eight_bank_holidays_in_a_plain_year():
    assert len([each for each in bank_holidays(2027) if each.year == 2024]) == 8


def test_every_day_is_listed_once_and_past_what_can_fall_due():
    days = [each.day for each in list_days(day("2025-06-30"))]
    assert (days[0], days[-1]) == (FIRST_DAY, day("2027-12-31"))
    assert len(days) == len(set(days)) == (days[-1] - days[0]).days + 1


def test_the_difference_of_two_numbers_is_the_working_days_between():
    listed = {each.day: each for each in list_days(day("2025-06-30"))}
    start = day("2024-03-27")
    for gap in range(120):
        end = start + dt.timedelta(days=gap)
        between = listed[end].working_day_number - listed[start].working_day_number
        assert between == count_working_days(start, end), end


def test_a_day_carries_its_year_quarter_and_month():
    listed = {each.day: each for each in list_days(day("2025-06-30"))}
    found = listed[day("2025-01-01")]
    assert (found.is_working_day, found.reporting_year) == (False, "2024-25")
    assert (found.quarter, found.month) == ("2024-25 Q4", "2025-01")


def test_a_bank_holiday_announced_late_is_no_working_day():
    announced = ((day("2026-07-13"), "A day of thanks"),)
    plain, named = (
        {each.day: each for each in list_days(day("2026-06-30"), given)}
        for given in ((), announced)
    )
    assert plain[day("2026-07-13")].is_working_day
    assert not named[day("2026-07-13")].is_working_day
    # Friday to Tuesday: two working days, or one.
    friday, tuesday = day("2026-07-10"), day("2026-07-14")
    assert days_between(friday, tuesday, ()) == 2
    assert days_between(friday, tuesday, announced) == 1
    assert days_between(friday, day("2026-07-10"), announced) == 0


def test_a_bank_holiday_has_one_name_however_often_it_is_announced():
    first, last = day("2026-12-24"), day("2027-01-01")
    known = list_holidays(first, last, ())
    assert [found for found, _ in known] == [
        day("2026-12-25"),
        day("2026-12-28"),
        day("2027-01-01"),
    ]
    # Once a new version knows it too, the line in landlord.toml does no harm.
    announced = ((day("2026-12-25"), "Christmas"), (day("2026-12-29"), "Thanks"))
    named = list_holidays(first, last, announced)
    assert named == sorted([*known, (day("2026-12-29"), "Thanks")])


# --- Names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "year", "quarter", "month"),
    [
        ("2024-03-31", "2023-24", "2023-24 Q4", "2024-03"),
        ("2024-04-01", "2024-25", "2024-25 Q1", "2024-04"),
        ("2024-06-30", "2024-25", "2024-25 Q1", "2024-06"),
        ("2024-07-01", "2024-25", "2024-25 Q2", "2024-07"),
        ("2024-10-01", "2024-25", "2024-25 Q3", "2024-10"),
        ("2025-01-01", "2024-25", "2024-25 Q4", "2025-01"),
        ("1999-12-31", "1999-00", "1999-00 Q3", "1999-12"),
        ("2009-01-05", "2008-09", "2008-09 Q4", "2009-01"),
    ],
)
def test_a_day_lies_in_its_reporting_year(text, year, quarter, month):
    found = (name_year(day(text)), name_quarter(day(text)), name_month(day(text)))
    assert found == (year, quarter, month)


# --- Periods --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "kind", "first", "last"),
    [
        ("2024-25", "year", "2024-04-01", "2025-03-31"),
        ("2023-24", "year", "2023-04-01", "2024-03-31"),
        ("1999-00", "year", "1999-04-01", "2000-03-31"),
        ("2024-25 Q1", "quarter", "2024-04-01", "2024-06-30"),
        ("2024-25 Q2", "quarter", "2024-07-01", "2024-09-30"),
        ("2024-25 Q3", "quarter", "2024-10-01", "2024-12-31"),
        ("2024-25 Q4", "quarter", "2025-01-01", "2025-03-31"),
        ("2024-25 Q1 to Q3", "quarters", "2024-04-01", "2024-12-31"),
        ("2024-25 Q1 to Q4", "quarters", "2024-04-01", "2025-03-31"),
        ("2024-12", "month", "2024-12-01", "2024-12-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2023-02", "month", "2023-02-01", "2023-02-28"),
        # Both a year and a month: a year is the commoner wish.
        ("2011-12", "year", "2011-04-01", "2012-03-31"),
    ],
)
def test_a_label_names_a_period(label, kind, first, last):
    period = make_period(label)
    assert period == Period(label=label, kind=kind, first=day(first), last=day(last))


@pytest.mark.parametrize(
    "label",
    [
        "",
        "2024",
        "24-25",
        "2024-26",
        "2024-13",
        "2024-00",
        "2024/25",
        "2024-25 Q5",
        "2024-25 Q0",
        "2024-25 q1",
        "2024-25 Q3 to Q1",
        "2024-25 Q1 to Q1",
        "2024-25 Q1 to",
        "2024-26 Q1",
        "2024-12 Q1",
        "1989-90",
        "1980-05",
        "last year",
        "2024-1",
        "２０２４-25 Q1 to Q9",
    ],
)
def test_what_names_no_period_is_refused_and_quoted(label):
    with pytest.raises(UsageError) as refusal:
        make_period(label)
    assert label.partition(" ")[0] in str(refusal.value)


def test_the_period_of_as_at_is_that_day():
    period = make_as_at(day("2025-06-30"))
    assert (period.label, period.kind) == ("as at 2025-06-30", "as_at")
    assert period.first == period.last == day("2025-06-30")
    assert period.year == "2025-26"


@pytest.mark.parametrize(
    ("as_at", "year"),
    [
        ("2025-06-30", "2024-25"),
        ("2025-04-01", "2024-25"),
        ("2025-03-31", "2024-25"),
        ("2025-03-30", "2023-24"),
        ("2024-12-31", "2023-24"),
    ],
)
def test_a_year_is_complete_on_its_last_day(as_at, year):
    assert latest_complete_year(day(as_at)).label == year


def test_a_period_has_its_parts_in_order():
    year = make_period("2024-25")
    assert list_parts(year, "year") == ["2024-25"]
    assert list_parts(year, "quarter") == [f"2024-25 Q{n}" for n in (1, 2, 3, 4)]
    months = list_parts(year, "month")
    assert (len(months), months[0], months[8], months[11]) == (
        12,
        "2024-04",
        "2024-12",
        "2025-03",
    )
    assert list_parts(make_period("2024-12"), "quarter") == ["2024-25 Q3"]


def test_a_date_is_written_as_people_do():
    assert write_date(day("2025-06-03")) == "3 June 2025"
