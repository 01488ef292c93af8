"""Dates of an export, in every writing that is known, as London's days."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.profiles.readings import load_macros


# What is written, with the day first and with the month first.
WRITINGS = [
    ("2024-04-30", "2024-04-30", "2024-04-30"),
    ("20240430", "2024-04-30", "2024-04-30"),
    ("03/04/2024", "2024-04-03", "2024-03-04"),
    ("3.4.24", "2024-04-03", "2024-03-04"),
    ("Wed 03/04/2024", "2024-04-03", "2024-03-04"),
    # No such month, or no such day.
    ("30/04/2024", "2024-04-30", None),
    ("31/04/2024", None, None),
    ("2024-02-30T10:00:00", None, None),
    ("30 June 2025", "2025-06-30", "2025-06-30"),
    ("30 Apr 2024", "2024-04-30", "2024-04-30"),
    ("Tue 30th April 2024", "2024-04-30", "2024-04-30"),
    ("30th of April 2024", "2024-04-30", "2024-04-30"),
    ("Tuesday, 1 of May, 2024", "2024-05-01", "2024-05-01"),
    ("30-Apr-24", "2024-04-30", "2024-04-30"),
    ("April 30, 2024", "2024-04-30", "2024-04-30"),
    # A spreadsheet's serial, with a time of day behind its point.
    ("45412", "2024-04-30", "2024-04-30"),
    ("45412.75", "2024-04-30", "2024-04-30"),
    # 23:30 UTC in June is the next day in London; in December it is not.
    ("2025-06-30T23:30:00Z", "2025-07-01", "2025-07-01"),
    ("2025-12-30T23:30:00Z", "2025-12-30", "2025-12-30"),
    ("2025-06-30 23:30:00 BST", "2025-06-30", "2025-06-30"),
    ("2025-07-01T00:30:00+02:00", "2025-06-30", "2025-06-30"),
    # A time that names no zone is London's.
    ("2025-06-30 23:30", "2025-06-30", "2025-06-30"),
    ("30/06/2025 11:30 PM", "2025-06-30", None),
    ("30/06/2025 25:00", None, None),
    # A time with a dash before it, without its colon, or with a point.
    ("30/04/2024 - 09:30", "2024-04-30", None),
    ("2024-04-30 0930", "2024-04-30", "2024-04-30"),
    ("20240430 2359", "2024-04-30", "2024-04-30"),
    ("30/04/24 09.30", "2024-04-30", None),
    ("30 Apr 2024, 9.30pm", "2024-04-30", "2024-04-30"),
    ("April 30, 2024 0930", "2024-04-30", "2024-04-30"),
    # No such time, and what may be something else.
    ("30/04/2024 2430", None, None),
    ("30/04/2024 930", None, None),
    ("01.04.2024 - 12.04", None, None),
    ("30/04/2024 - 2025", None, None),
    ("April 2024 2025", None, None),
    # A day ends as a time does.
    ("Wed 3.04.24", "2024-04-03", "2024-03-04"),
    ("1 of 2024", None, None),
    ("yesterday", None, None),
    ("30 Foo 2024", None, None),
]


@pytest.fixture(scope="module")
def readings():
    """A database with the macros that read cells."""
    connection = duckdb.connect()
    load_macros(connection, "cells", "dates")
    yield connection
    connection.close()


def read_day(readings, cell, order, zone="Europe/London"):
    """London's day of a cell, as the macros read it."""
    [[day]] = readings.execute(
        f"select read_day(?, {str(order == 'day').lower()}, '{zone}')", [cell]
    ).fetchall()
    return day


@pytest.mark.parametrize(("cell", "by_day", "by_month"), WRITINGS)
def test_a_date_is_read_in_every_writing_that_is_known(
    readings, cell, by_day, by_month
):
    assert read_day(readings, cell, "day") == by_day
    assert read_day(readings, cell, "month") == by_month


def test_a_profile_can_name_the_zone_of_times_that_name_none(readings):
    assert read_day(readings, "2025-06-30 23:30", "day", "UTC") == "2025-07-01"
    # A time that names its own zone keeps it.
    assert read_day(readings, "2025-06-30 23:30 BST", "day", "UTC") == "2025-06-30"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("30/06/2025 2330", "2025-07-01"),
        ("30/06/2025 11.30 pm", "2025-07-01"),
        ("30/06/2025 - 23:30", "2025-07-01"),
        ("30/06/2025 2230", "2025-06-30"),
        ("30/06/2025 22.30", "2025-06-30"),
    ],
)
def test_a_time_without_its_colon_is_the_same_time(readings, cell, day):
    # An hour behind the clocks of London in summer.
    assert read_day(readings, cell, "day", "UTC") == day


# How the second reading writes a moment, and the same with the month first.
FORMATS = [
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%d %b %Y %H:%M",
    "%d %b %Y %H%M",
    "%d/%m/%Y %H.%M",
    "%d/%m/%Y - %H:%M",
]


@given(
    day=st.dates(date(2000, 1, 1), date(2069, 12, 31)),
    clock=st.times(),
    written=st.sampled_from(FORMATS),
    zone=st.sampled_from(["Europe/London", "UTC", "Asia/Tokyo"]),
)
def test_a_plain_second_reading_gives_the_same_days(
    readings, day, clock, written, zone
):
    cell = datetime.combine(day, clock, ZoneInfo(zone)).strftime(written)
    read = datetime.strptime(cell, written).replace(tzinfo=ZoneInfo(zone))
    expected = read.astimezone(ZoneInfo("Europe/London")).date().isoformat()
    order = "month" if written.startswith("%m") else "day"
    assert read_day(readings, cell, order, zone) == expected
