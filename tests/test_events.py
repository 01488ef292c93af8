"""Events: those a landlord tells of, and the Codes that every landlord had."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import share

from analytics.attention import list_concerns
from analytics.bearing.comparison import compare
from analytics.figures.open_release import OpenRelease
from analytics.figures.query import run
from analytics.ground.calendar import make_year
from analytics.measures import MEASURES, find_measure
from analytics.view import View


NOW, BEFORE = make_year("2024-25"), make_year("2023-24")
CODE_DAY = date(2024, 4, 1)

# One complaint in each year, and no events file.
COMPLAINTS = """
complaint_id | received_date | logged_date | acknowledged_date | responded_date
C-1          | 2023-05-02    | 2023-05-02  | 2023-05-03        | 2023-05-10
C-2          | 2024-05-02    | 2024-05-02  | 2024-05-03        | 2024-05-10
"""
HOMES = """
year_end_date | homes_owned
2024-03-31    | 1000
2025-03-31    | 1000
"""
TOLD = """
event_date | date_precision | label    | kind | breaks_baseline
2024-04-01 | day            | Our Code | code | true
"""

untold = share(complaints=COMPLAINTS, homes=HOMES)
told = share(complaints=COMPLAINTS, homes=HOMES, events=TOLD)


def find_breaks(release: OpenRelease, name: str) -> list[str]:
    """What lies between the two years of a measure."""
    now, before = (
        run(release, [find_measure(name)], [year])[0] for year in (NOW, BEFORE)
    )
    found = compare(now, before, release.events)
    assert found is not None
    return [event.label for event in found.broken_by]


def test_a_new_code_is_known_without_being_told(untold: OpenRelease) -> None:
    [event] = untold.events
    assert (event.event_date, event.label) == (CODE_DAY, "Complaint Handling Code 2024")
    assert event.breaks_baseline


@pytest.mark.parametrize(
    ("name", "is_broken"),
    [
        ("ch02_1", True),
        ("answered_in_time_1", True),
        # Volumes, and acknowledgements, are judged alike under both Codes.
        ("ch01_1", False),
        ("received_1", False),
        ("acknowledged_in_time_1", False),
    ],
)
def test_it_breaks_what_the_clock_judges_alone(
    untold: OpenRelease, name: str, is_broken: bool
) -> None:
    expected = ["Complaint Handling Code 2024"] if is_broken else []
    assert find_breaks(untold, name) == expected


def test_what_a_landlord_tells_of_that_day_takes_its_place(told: OpenRelease) -> None:
    assert [event.label for event in told.events] == ["Our Code"]
    assert find_breaks(told, "ch02_1") == find_breaks(told, "ch01_1") == ["Our Code"]


def test_what_to_look_at_says_which_figures_it_touches(untold: OpenRelease) -> None:
    [found] = [
        each.sentence
        for each in list_concerns(View(release=untold, period=NOW, where={}))
        if "Code 2024" in each.sentence
    ]
    assert "judged by other rules" in found


def test_every_measure_of_time_to_answer_says_so() -> None:
    judged = {name for name, each in MEASURES.items() if each.is_of_clock}
    by_clock = {
        name
        for name, each in MEASURES.items()
        if each.recorded_sql == "is_clock_recorded"
        or "response_days" in each.population_sql
    }
    assert judged == by_clock


FINDINGS = """
determination_id | determined_date | head | finding
D-1              | 2024-06-07      | A    | severe_maladministration
D-1              | 2024-06-07      | B    | maladministration
D-2              | 2024-12-18      | A    | severe_maladministration
D-3              | 2023-12-18      | A    | severe_maladministration
"""


@pytest.mark.parametrize(
    ("year", "words"),
    [
        # Three findings fall in the year, one in the year before: of that year the
        # later ones are said too, and first.
        ("2024-25", ["2 of 3 findings of the Ombudsman in 2024-25 are severe"]),
        (
            "2023-24",
            [
                "2 of 3 findings of the Ombudsman in 2024-25 are severe",
                "1 of 1 finding of the Ombudsman in 2023-24 is severe",
            ],
        ),
        # A year after them all.
        ("2025-26", []),
    ],
)
def test_severe_maladministration_is_said_first(
    make_release: Callable[..., OpenRelease], year: str, words: list[str]
) -> None:
    release = make_release(ombudsman_findings=FINDINGS)
    found = list_concerns(View(release=release, period=make_year(year), where={}))
    grave = [each for each in found if each.is_grave]
    assert grave == found[: len(grave)]
    for each, beginning in zip(grave, words, strict=True):
        assert each.sentence.startswith(beginning)
