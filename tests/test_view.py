"""Which measure answers for what a reader chose, and what it says of whom."""

from dataclasses import replace

import pytest
from conftest import INTERNAL, share

from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import make_year
from analytics.measures import MEASURES, find_measure
from analytics.view import View
from analytics.words.titles import write_title


# Tenants: three, one of them late, two about repairs. Leaseholders: one, about repairs,
# in time. At stage 2 one of each, both in time.
release = share(
    INTERNAL,
    complaints="""
    complaint_id | stage | tenure    | received_date | acknowledged_date | responded_date | service_areas
    T-1          | 1     | lcra      | 2024-05-01    | 2024-05-01        | 2024-05-09     | Repairs
    T-2          | 1     | lcra      | 2024-05-02    | 2024-05-02        | 2024-09-02     | Repairs
    T-3          | 1     | lcra      | 2024-05-03    | 2024-05-03        | 2024-05-10     | Noise
    L-1          | 1     | leasehold | 2024-05-07    | 2024-05-07        | 2024-05-14     | Repairs
    T-1          | 2     | lcra      | 2024-06-03    | 2024-06-03        | 2024-06-10     | Repairs
    L-1          | 2     | leasehold | 2024-06-04    | 2024-06-04        | 2024-06-11     | Repairs
    """,  # noqa: E501
    homes="""
    year_end_date | stock_type | homes_owned
    2025-03-31    | lcra       | 1000
    2025-03-31    | leasehold  | 500
    """,
)

PUBLISHED: dict[str, object] = {}
ALL = {"is_published": False}
LEASEHOLD = {"is_published": False, "where": {"tenure": ("leasehold",)}}
# An area says nothing of residents: the choice among them is as it is published.
REPAIRS = {"where": {"service_area": ("Repairs",)}}
BOTH = {**LEASEHOLD, **{"where": {**LEASEHOLD["where"], **REPAIRS["where"]}}}
STAGE_2 = {"stages": (2,)}


def look(release: OpenRelease, **chosen: object) -> View:
    """The year, with what is chosen."""
    view = View(release=release, period=make_year("2024-25"), where={})
    return replace(view, **chosen)


@pytest.mark.parametrize(
    ("asked", "chosen", "answers"),
    [
        # As published the regulator's figures are the regulator's.
        ("ch02_1", PUBLISHED, "ch02_1"),
        ("ch01_1", PUBLISHED, "ch01_1"),
        # All residents: by the same rules, of everybody.
        ("ch02_1", ALL, "answered_in_time_1"),
        # A rate needs the homes of all of them, which few know: complaints are counted.
        ("ch01_1", ALL, "received_1"),
        ("ch02_2", LEASEHOLD, "answered_in_time_2"),
        ("ch01_1", LEASEHOLD, "received_1"),
        ("ch01_1", REPAIRS, "received_1"),
        ("ch01_1", BOTH, "received_1"),
        ("ch02_1", REPAIRS, "answered_in_time_1"),
        # A stage is no choice of whom: the regulator's figure stays.
        ("ch02_2", STAGE_2, "ch02_2"),
        # What counts the chosen stays; so does what nothing stands in for.
        ("received_1", BOTH, "received_1"),
        ("tp09", LEASEHOLD, "tp09"),
    ],
)
def test_a_figure_gives_way_to_one_that_counts_what_is_chosen(
    release, asked, chosen, answers
):
    assert look(release, **chosen).settle(asked) == answers


@pytest.mark.parametrize(
    ("chosen", "title"),
    [
        (
            PUBLISHED,
            "2 of 3 stage 1 complaints from tenants were answered in time in 2024-25, "
            "and 1 of 1 at stage 2",
        ),
        (
            ALL,
            "3 of 4 stage 1 complaints were answered in time in 2024-25, and 2 of 2 at "
            "stage 2",
        ),
        (
            LEASEHOLD,
            "1 of 1 stage 1 complaints from leaseholders were answered in time in "
            "2024-25, and 1 of 1 at stage 2",
        ),
        (
            REPAIRS,
            "2 of 3 stage 1 complaints about Repairs were answered in time in 2024-25, "
            "and 2 of 2 at stage 2",
        ),
        (
            BOTH,
            "1 of 1 stage 1 complaints from leaseholders about Repairs were answered "
            "in time in 2024-25, and 1 of 1 at stage 2",
        ),
        (
            {**REPAIRS, **STAGE_2},
            "2 of 2 stage 2 complaints about Repairs were answered in time in 2024-25",
        ),
    ],
)
def test_what_is_said_is_of_whom_was_chosen(release, chosen, title):
    view = look(release, **chosen)
    assert write_title(view.ask(*view.name_measures("ch02_{stage}"))) == title


def test_two_questions_with_one_answer_are_asked_once(release):
    view = look(release, **REPAIRS)
    assert view.name_measures("ch01_{stage}", "received_{stage}") == [
        "received_1",
        "received_2",
    ]


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_what_stands_in_for_a_measure_counts_more_choices_of_the_same(measure):
    if not measure.of_chosen:
        return
    other = find_measure(measure.of_chosen)
    assert set(measure.dimensions) < set(other.dimensions)
    assert (other.model, other.time_dimension) == (
        measure.model,
        measure.time_dimension,
    )
    assert other.improvement_direction == measure.improvement_direction
    # It is of the same stage.
    assert other.id[-1] == measure.id[-1]


def test_without_a_filter_the_others_stay(release):
    view = look(release, **BOTH)
    assert view.without("service_area").where == {"tenure": ("leasehold",)}
    assert view.without("ward").where == view.where
