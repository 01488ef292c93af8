"""A page's title: what it found, counts first, and nothing that it may not claim."""

import re
from datetime import date

import pytest
from made_results import make

from analytics.ground.calendar import make_as_at
from analytics.measures import MEASURES
from analytics.measures.result import STATUSES
from analytics.words.titles import write_title


LEASEHOLD = {"filters": {"tenure": ("leasehold",)}}


@pytest.mark.parametrize(
    ("results", "title"),
    [
        # A share says how many of how many, and no percentage; the second stage after.
        (
            [make("ch02_1", 63, 74), make("ch02_2", 11, 16)],
            "63 of 74 stage 1 complaints from tenants were answered in time in 2024-25"
            ", and 11 of 16 at stage 2",
        ),
        # Of one stage alone nothing is said of the other.
        (
            [make("ch02_2", 11, 16)],
            "11 of 16 stage 2 complaints from tenants were answered in time in 2024-25",
        ),
        # Whom it is of goes with it.
        (
            [make("answered_in_time_1", 2, 3, **LEASEHOLD)],
            "2 of 3 stage 1 complaints from leaseholders were answered in time in "
            "2024-25",
        ),
        # So does which group: it is not the whole.
        (
            [
                make(
                    "answered_in_time_1",
                    2,
                    3,
                    group={"service_area": "Noise"},
                    by=("service_area",),
                )
            ],
            "Noise: 2 of 3 stage 1 complaints were answered in time in 2024-25",
        ),
        # Weighted answers are no people who could be counted.
        (
            [make("tp09", 67.4, 188.1)],
            "35.8% of tenants surveyed who had complained were satisfied with how "
            "complaints are handled in 2024-25",
        ),
        # A rate is told by what it counts; one is one.
        (
            [make("ch01_1", 74, 4202), make("ch01_2", 1, 4202)],
            "74 stage 1 complaints from tenants in 2024-25, and 1 at stage 2",
        ),
        ([make("ch01_1", 1, 4202)], "1 stage 1 complaint from tenants in 2024-25"),
        # A count, in a part of the year; none is said as people say it.
        (
            [make("received_1", 7, period="2024-25 Q1"), make("received_2", 0)],
            "7 stage 1 complaints in April to June 2024, and 0 at stage 2",
        ),
        ([make("received_1", 0)], "No stage 1 complaints in 2024-25"),
        ([make("received_1", 1204)], "1,204 stage 1 complaints in 2024-25"),
        # A number of days is neither a part of anything nor a count.
        (
            [make("response_days_median_1", 8, 81)],
            "Working days to a stage 1 answer, the middle one: 8 in 2024-25",
        ),
        # What stood so on a day did not happen in it.
        (
            [make("open_1", 3, period=make_as_at(date(2025, 6, 30)))],
            "3 stage 1 complaints waiting for an answer at 30 June 2025",
        ),
        # No case is known to be none.
        (
            [make("ch02_1", 0, 0, status="undefined")],
            "No stage 1 complaints from tenants in 2024-25",
        ),
        # Too few for a percentage are not too few to count.
        (
            [make("maladministration_rate", 3, 4, status="too_few")],
            "3 of 4 findings considered by the Ombudsman were of maladministration in "
            "some degree in 2024-25",
        ),
        # What is not decided yet is no part of it, and is said.
        (
            [make("ch02_1", 2, 3, pending=1), make("ch02_2", 4, 6, pending=1)],
            "2 of 2 judged stage 1 complaints from tenants were answered in time in "
            "2024-25; 1 can still be; 4 of 5 judged at stage 2",
        ),
        # What is hidden, or was not recorded, is not nought.
        (
            [make("received_1", status="suppressed"), make("received_2", 12)],
            "Stage 1 complaints received: too few to show in 2024-25, and 12 at stage "
            "2",
        ),
        (
            [make("ch02_1", 63, 74), make("ch02_2", status="not_recorded")],
            "63 of 74 stage 1 complaints from tenants were answered in time in "
            "2024-25; for stage 2 this is not recorded",
        ),
        # One part made up is said of all.
        (
            [make("received_1", 81), make("received_2", 16, is_made_up=True)],
            "81 stage 1 complaints in 2024-25, and 16 at stage 2 (made up)",
        ),
    ],
)
def test_a_title_says_what_was_found(results, title):
    assert write_title(results) == title


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
@pytest.mark.parametrize("status", ["not_recorded", "not_supplied", "suppressed"])
def test_what_is_not_known_is_no_number_in_a_title(measure, status):
    title = write_title([make(measure.id, status=status)])
    assert title.startswith(f"{measure.label}: {STATUSES[status][0]} ")
    left = title.replace(measure.label, "").replace("2024-25", "")
    assert not re.search(r"\d|\b[Nn]o\b", left)
