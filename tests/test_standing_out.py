"""What stands out: the gravest first, and nothing that chance would readily make."""

from dataclasses import replace
from datetime import date

import pytest
from conftest import INTERNAL, share

from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import make_year
from analytics.standing_out import (
    ALWAYS,
    list_busier_wards,
    list_changes,
    list_gaps,
    list_late_areas,
    list_standing_out,
)
from analytics.view import View


HEAD = (
    "complaint_id | tenure | received_date | logged_date | acknowledged_date | "
    "responded_date | service_areas | ward_name\n"
)


def draw(year: int, number: int, late: int, area: str, ward: str = "Ash") -> str:
    """So many stage 1 complaints of a year about an area, of which some were late."""
    lines = []
    for place in range(number):
        day = f"{year}-05-{place % 28 + 1:02}"
        answered = f"{year}-12-02" if place < late else day
        lines.append(
            f"{area}-{ward}-{year}-{place} | lcra | {day} | {day} | {day} | {answered} "
            f"| {area} | {ward}"
        )
    return "\n".join(lines)


def join(*parts: str) -> str:
    """A table of some of them."""
    return HEAD + "\n".join(parts)


AS_AT = {"as_at": date(2026, 6, 30)}
FINDINGS = """
determination_id | determined_date | head | finding
D-1              | 2025-06-07      | A    | severe_maladministration
D-1              | 2025-06-07      | B    | maladministration
"""
ACTIONS = """
action_id | status | due_date
A-1       | open   | 2026-01-31
"""

# Answered within the Code's time fell from 56 of 60 to 20 of 60, nearly all of it about
# lifts. Nothing broke the records between the two years.
grave = share(
    INTERNAL,
    complaints=join(
        draw(2024, 30, 2, "Lifts"),
        draw(2024, 30, 2, "Repairs"),
        draw(2025, 30, 28, "Lifts"),
        draw(2025, 30, 12, "Repairs"),
    ),
    ombudsman_findings=FINDINGS,
    learning_actions=ACTIONS,
    **AS_AT,
)

# The same in both years: three of twenty late in each area.
calm = share(
    INTERNAL,
    complaints=join(
        *(
            draw(year, 20, 3, area)
            for year in (2024, 2025)
            for area in ("Lifts", "Repairs")
        )
    ),
    **AS_AT,
)

# From Elm came five complaints and then thirty; from Ash twenty in both years.
wards = share(
    INTERNAL,
    complaints=join(
        draw(2024, 20, 0, "Lifts", "Ash"),
        draw(2025, 20, 0, "Lifts", "Ash"),
        draw(2024, 5, 0, "Lifts", "Elm"),
        draw(2025, 30, 0, "Lifts", "Elm"),
    ),
    **AS_AT,
)


def look(release: OpenRelease, **chosen: object) -> View:
    """The last year of a release."""
    view = View(release=release, period=make_year("2025-26"), where={})
    return replace(view, **chosen)


def test_the_gravest_is_said_first_and_the_least_last(grave):
    found = list_standing_out(look(grave))
    assert [each.first_sentence for each in found] == [
        # Whatever a percentage says, this is graver.
        "1 of 2 findings of the Ombudsman in 2025-26 is severe maladministration, the "
        "gravest it makes.",
        # Then what is worse than it was, with both counts.
        "20 of 60 stage 1 complaints from tenants were answered in time, 56 of 60 the "
        "year before: worse than chance alone would make it.",
        # Then where it is.
        "Lifts: 28 of 30 stage 1 complaints were not answered in time, in the other "
        "areas 12 of 30.",
        # And last what is not done yet.
        "1 of 1 learning actions are not completed, 1 of them past their due date.",
    ]
    assert [each.is_grave for each in found] == [True, False, False, False]


def test_a_finding_leads_to_the_cases_it_counts(grave):
    _, worse, area, _ = list_standing_out(look(grave))
    assert (worse.measure.id, worse.part, worse.group) == ("ch02_1", "rest", ("", ""))
    assert (area.measure.id, area.part) == ("answered_in_time_1", "rest")
    assert area.group == ("service_area", "Lifts")


def test_every_finding_that_may_be_asked_about_has_its_question(grave):
    for each in list_standing_out(look(grave)):
        assert each.question.endswith("?"), each.sentence
        assert each.question.count(".") == 0


def test_where_nothing_differs_only_the_number_late_is_said(calm):
    view = look(calm)
    assert list_changes(view) == []
    assert list_late_areas(view) == []
    [late] = list_standing_out(view)
    assert late.sentence.startswith("6 of 40 stage 1 complaints from tenants were not ")


def test_what_is_told_as_worse_is_not_told_again_as_late(grave):
    sentences = [each.sentence for each in list_standing_out(look(grave))]
    assert not any(each.startswith("40 of 60") for each in sentences)


@pytest.mark.parametrize(
    "chosen",
    [
        # Of one area alone there are no others to set it beside.
        {"where": {"service_area": ("Lifts",)}},
        # The year before, nothing differed.
        {"period": make_year("2024-25")},
        # There is no stage 2.
        {"stages": (2,)},
    ],
)
def test_an_area_stands_out_only_beside_others_and_where_it_differs(grave, chosen):
    assert list_late_areas(look(grave, **chosen)) == []


def test_a_ward_stands_out_for_members_and_never_for_the_public(wards, as_public):
    [found] = list_busier_wards(look(wards))
    assert found.sentence == (
        "Elm ward: 30 stage 1 complaints, 5 the year before: more than chance alone "
        "would make it."
    )
    assert found.group == ("ward", "Elm")
    # More complaints are not a worse service: what happened is asked, no more is said.
    assert "worse" not in found.sentence
    assert list_busier_wards(look(as_public(wards))) == []
    assert list_busier_wards(look(wards, where={"ward": ("Elm",)})) == []


def test_what_records_cannot_say_is_what_is_not_known_and_what_they_never_can(calm):
    view = look(calm)
    gaps = list_gaps(view, view.ask_pairs("ch02_1"))
    assert gaps == [
        "Not supplied: Refusals; Satisfaction with complaints handling; Closure "
        "surveys; Actions from upheld complaints; Actions on time; Orders on time.",
        ALWAYS,
    ]


def test_a_break_in_how_it_was_recorded_is_a_gap_of_both_years(make_release):
    release = make_release(
        complaints=join(draw(2023, 20, 3, "Lifts"), draw(2024, 20, 3, "Lifts"))
    )
    view = View(release=release, period=make_year("2024-25"), where={})
    [first, *_] = list_gaps(view, view.ask_pairs("ch02_1"))
    # The Code of 2024 lies between them.
    assert first == "Recorded differently since 1 April 2024; differences can be that."
    assert not list_gaps(view, view.ask_pairs("received_1"))[0].startswith("Recorded")
