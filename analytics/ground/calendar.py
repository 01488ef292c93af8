"""Days: working days in England, reporting years, quarters and months.

A working day is Monday to Friday less England's bank holidays. The start day is
day 0 and the next working day is day 1. The Code does not define the term; this is
the usual reading of it. A bank holiday announced after this version was made is named
in landlord.toml and given to whatever counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from analytics.ground.errors import UsageError


# Dates before this are typing errors or a system's "empty", not complaints.
FIRST_DAY = date(1990, 1, 1)

# How far past the as-at date a due date can lie: 5 + 20 + 20 working days are about
# ten weeks, so two more calendar years are ample.
YEARS_AHEAD = 2


@dataclass(frozen=True, kw_only=True)
class Day:
    """One date with its place among working days and in the reporting year."""

    day: date
    is_working_day: bool
    working_day_number: int
    reporting_year: str
    quarter: str
    month: str


# Bank holidays that the landlord had to name: each day, with what it is for.
Announced = tuple[tuple[date, str], ...]


@lru_cache(maxsize=4)
def bank_holidays(last_year: int) -> frozenset[date]:
    """England's bank holidays from FIRST_DAY to the end of a year.

    `subdiv` matters: without it Easter Monday and the August holiday are missing.
    """
    import holidays  # a page that only reads a release does without it

    years = range(FIRST_DAY.year, last_year + 1)
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))


def list_days(as_at: date, announced: Announced = ()) -> Iterator[Day]:
    """Every date the release can need, in order.

    `working_day_number` counts the working days up to and including the date, so the
    working days from one date to another are the difference of their numbers.
    """
    last_year = as_at.year + YEARS_AHEAD
    free = bank_holidays(last_year) | {day for day, _ in announced}
    number = 0
    day = FIRST_DAY
    while day.year <= last_year:
        is_working_day = day.weekday() < 5 and day not in free
        number += is_working_day
        yield Day(
            day=day,
            is_working_day=is_working_day,
            working_day_number=number,
            reporting_year=name_year(day),
            quarter=name_quarter(day),
            month=name_month(day),
        )
        day += timedelta(days=1)


@lru_cache(maxsize=4)
def number_days(last_year: int, announced: Announced) -> dict[date, int]:
    """The number of working days up to and including each date, to a year's end."""
    days = list_days(date(last_year - YEARS_AHEAD, 1, 1), announced)
    return {each.day: each.working_day_number for each in days}


def count_working_days(start: date, end: date, announced: Announced) -> int:
    """Working days from one date to another: the next working day is 1."""
    numbers = number_days(max(start, end).year + 1, announced)
    return numbers[end] - numbers[start]


def list_holidays(
    first: date, last: date, announced: Announced
) -> list[tuple[date, str]]:
    """England's bank holidays from one date to another, with their names.

    Those on a weekend are left out: it is the substitute day that is free.
    """
    import holidays

    years = range(first.year, last.year + 1)
    found = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return [
        (day, name)
        for day, name in sorted((dict(announced) | dict(found)).items())
        if first <= day <= last and day.weekday() < 5
    ]


def name_year(day: date) -> str:
    """The reporting year of a date, 1 April to 31 March: "2024-25"."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def name_quarter(day: date) -> str:
    """The quarter of the reporting year of a date: "2024-25 Q3"."""
    return f"{name_year(day)} Q{(day.month - 4) % 12 // 3 + 1}"


def name_month(day: date) -> str:
    """The month of a date: "2024-12"."""
    return f"{day.year}-{day.month:02}"


TimePart = Literal["year", "quarter", "month"]
PeriodKind = Literal["year", "quarters", "quarter", "month", "as_at"]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A named run of days, both ends included."""

    label: str
    kind: PeriodKind
    first: date
    last: date

    @property
    def year(self) -> str:
        """The reporting year in which the period ends."""
        return name_year(self.last)


def add_months(first: date, count: int) -> date:
    """The first day of the month that is `count` months after that of a date."""
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def make_year(label: str) -> Period:
    """The reporting year of a label like 2024-25; UsageError if it is none."""
    first_year, _, second = label.partition("-")
    is_year = (
        len(first_year) == 4
        and first_year.isdigit()
        and second == f"{(int(first_year) + 1) % 100:02}"
        and int(first_year) >= FIRST_DAY.year
    )
    if not is_year:
        raise UsageError(
            f'The year "{label}" is not a reporting year: write it like 2024-25.'
        )
    first = date(int(first_year), 4, 1)
    last = add_months(first, 12) - timedelta(days=1)
    return Period(label=label, kind="year", first=first, last=last)


def make_period(label: str) -> Period:
    """The period of a label: 2024-25, "2024-25 Q3", "2024-25 Q1 to Q3" or 2024-12.

    Raises UsageError, saying how to write one, if the label is none of them.
    """
    year, _, quarters = label.partition(" ")
    if quarters:
        return make_quarters(label, year, quarters)
    # 2011-12 can be read both ways; a reporting year is the commoner wish.
    for make in (make_year, make_month):
        try:
            return make(label)
        except UsageError as error:
            refused = error
    raise UsageError(
        f'The period "{label}" is not understood: write 2024-25, "2024-25 Q3", '
        '"2024-25 Q1 to Q3" or 2024-12.'
    ) from refused


def make_month(label: str) -> Period:
    """The month of a label like 2024-12; UsageError if it is none."""
    year, _, month = label.partition("-")
    is_month = len(label) == 7 and year.isdigit() and month.isdigit()
    if not is_month or int(year) < FIRST_DAY.year or not 1 <= int(month) <= 12:
        raise UsageError(f'"{label}" is not a month: write it like 2024-12.')
    first = date(int(year), int(month), 1)
    last = add_months(first, 1) - timedelta(days=1)
    return Period(label=label, kind="month", first=first, last=last)


def make_part(part: TimePart, label: str) -> Period:
    """The reporting year, quarter or month of a label that is known to be one."""
    if part == "month":
        return make_month(label)
    period = make_period(label)
    if period.kind != part:
        raise UsageError(f'"{label}" is not a {part}.')
    return period


def make_quarters(label: str, year: str, quarters: str) -> Period:
    """The quarter, or run of quarters, of a reporting year."""
    start, _, end = quarters.partition(" to ")
    names = ("Q1", "Q2", "Q3", "Q4")
    if start not in names or (end or start) not in names or (end and end <= start):
        raise UsageError(
            f'The period "{label}" is not understood: write "2024-25 Q3" or '
            '"2024-25 Q1 to Q3".'
        )
    opening = make_year(year).first
    first = add_months(opening, 3 * names.index(start))
    last = add_months(opening, 3 * names.index(end or start) + 3) - timedelta(days=1)
    kind: PeriodKind = "quarters" if end else "quarter"
    return Period(label=label, kind=kind, first=first, last=last)


def read_day(text: str, name: str = "as-at date") -> date:
    """The date given; UsageError if it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python also reads 20250630 and 2025-W27-1; a script that passes those is wrong.
    if day is None or day.isoformat() != text:
        raise UsageError(
            f'The {name} "{text}" is not a date: write it like 2025-06-30.'
        )
    return day


def make_as_at(as_at: date) -> Period:
    """The single day a release looks from."""
    return Period(label=f"as at {as_at}", kind="as_at", first=as_at, last=as_at)


def latest_complete_year(as_at: date) -> Period:
    """The last reporting year that had ended by the as-at date."""
    is_last_day = (as_at.month, as_at.day) == (3, 31)
    first_year = int(name_year(as_at)[:4]) - (0 if is_last_day else 1)
    return make_year(f"{first_year}-{(first_year + 1) % 100:02}")


def list_parts(period: Period, part: TimePart) -> list[str]:
    """Names of the reporting years, quarters or months a period touches, in order."""
    name = {"year": name_year, "quarter": name_quarter, "month": name_month}[part]
    labels = []
    month = period.first.replace(day=1)
    while month <= period.last:
        label = name(month)
        if label not in labels:
            labels.append(label)
        month = add_months(month, 1)
    return labels


def write_date(day: date) -> str:
    """A date as people write it: 30 June 2025."""
    return f"{day.day} {day:%B %Y}"


def write_weekday(day: date) -> str:
    """A date with its day of the week: Monday 30 June 2025."""
    return f"{day:%A} {write_date(day)}"
