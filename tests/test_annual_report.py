"""The annual report: the six parts of provision 8.1, and every table of section 3."""

from collections.abc import Callable

import pytest
from conftest import INTERNAL

from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import make_period
from analytics.ground.errors import UsageError
from analytics.papers.content import make_paper
from analytics.papers.paper import Paper, Section


YEAR = make_period("2024-25")


@pytest.fixture(scope="module")
def report(sample: OpenRelease) -> Paper:
    return make_paper(sample, "annual", YEAR)


def find(paper: Paper, key: str) -> Section:
    [section] = [each for each in paper.sections if each.key == key]
    return section


# What section 3 of the printed report for 2024-25 holds, table by table: which section
# of ours, and the cells of its rows that hold the same figure.
PRINTED = {
    # 3.2, with its total of both stages.
    "opened": {
        "Stage 1 complaints received": {1: "81"},
        "Stage 2 complaints received": {1: "16"},
        "Both stages": {1: "97"},
    },
    # 3.4, with the two areas that had none, and the total.
    "about": {
        "Repairs and maintenance": {1: "53"},
        "Anti-social behaviour": {1: "13"},
        "Estate management": {1: "12"},
        "Leasehold services": {1: "5"},
        "Moving to a property": {1: "6"},
        "Occupancy rights": {1: "1"},
        "Rents and service charges": {1: "5"},
        "Staff behaviour": {1: "8"},
        "Housing allocations": {1: "9"},
        "Right to buy": {1: "2"},
        "Complaint handling": {1: "0"},
        "Compensation": {1: "0"},
        "All": {1: "114"},
    },
    # 3.5 and 3.6, side by side.
    "decided": {
        "Upheld": {1: "40", 3: "6"},
        "Partly upheld": {1: "19", 3: "4"},
        "Not upheld": {1: "22", 3: "6"},
        "Withdrawn": {1: "0", 3: "0"},
        "All": {1: "81", 3: "16"},
    },
    # 3.8.2. TP09 was printed as 35.9: the page Printed figures says what that is.
    "regulator": {
        "Stage 1 complaints per 1,000 homes": {2: "17.6"},
        "Stage 2 complaints per 1,000 homes": {2: "3.8"},
        "Stage 1 complaints answered in Code time": {2: "85.1%"},
        "Stage 2 complaints answered in Code time": {2: "68.8%"},
        "Satisfaction with complaints handling": {2: "35.8%"},
    },
}


@pytest.mark.parametrize("key", PRINTED)
def test_a_table_of_section_3_comes_out_of_the_records(report: Paper, key: str) -> None:
    [grid] = find(report, key).grids
    rows = {row[0]: row for row in grid.rows}
    for name, cells in PRINTED[key].items():
        assert {place: rows[name][place] for place in cells} == cells
    # No row of ours that the printed table had not.
    assert set(rows) == set(PRINTED[key])


def test_what_section_3_says_of_refusals_and_the_ombudsman(report: Paper) -> None:
    # 3.3.2: reasons were not noted.
    [said] = find(report, "refused").sentences
    assert "not recorded" in said
    # 3.7.1 and 3.7.2: two cases, the one of four heads' three gravest findings.
    rows = find(report, "determined").grids[0].rows
    assert {(row[0], row[3]) for row in rows} == {
        ("202329960", "Severe maladministration"),
        ("202301711", "Service failure"),
    }
    # 3.8.5: what the surveys of both years asked for.
    notes = " ".join(find(report, "regulator").notes)
    assert "listening to tenants and better communication" in notes
    assert "communication, listening to tenants and ease of contact" in notes


def list_statuses(paper: Paper) -> dict[str, str]:
    [grid] = find(paper, "contents").grids
    return {row[0][:3]: row[1] for row in grid.rows}


def test_the_sample_says_which_parts_are_missing(report: Paper) -> None:
    assert list_statuses(report) == {
        "(a)": "Here",
        # Refusals were not recorded.
        "(b)": "In part",
        "(c)": "Here",
        "(d)": "Here",
        # Four findings: no report is written of a landlord with fewer than five.
        "(e)": "Here",
        "(f)": "Not here",
    }


def test_the_demo_has_all_six_parts(demo: OpenRelease) -> None:
    paper = make_paper(demo, "annual", make_period("2025-26"))
    assert set(list_statuses(paper).values()) == {"Here"}
    assert find(paper, "missing").points == ()
    annex = find(paper, "annex")
    assert sum(len(grid.rows) for grid in annex.grids) == 72
    assert not any("not recorded" in row for grid in annex.grids for row in grid.rows)


def test_its_parts_stand_in_the_order_of_the_code(report: Paper) -> None:
    keys = [section.key for section in report.sections]
    parts = ["assessment", "opened", "handling", "improvements"]
    parts += ["ombudsman_report", "ombudsman_publications", "annex"]
    assert [key for key in keys if key in parts] == parts
    assert keys[0] == "contents"


def test_it_is_about_everybody_in_a_whole_year(sample: OpenRelease) -> None:
    with pytest.raises(UsageError, match="all residents in a whole year"):
        make_paper(sample, "annual", make_period("2024-25 Q3"))
    with pytest.raises(UsageError, match="all residents in a whole year"):
        make_paper(sample, "annual", YEAR, {"ward": ["Town"]})


COMPLAINTS = """
    complaint_id | received_date | acknowledged_date | responded_date | outcome
    A            | 2024-04-03    | 2024-04-04        | 2024-04-10     | upheld
"""
FINDINGS = """
    determination_id | determined_date | head | category | finding
    D-1 | 2024-06-03 | Complaint handling |              | service_failure
    D-2 | 2024-07-03 | Letters | Complaint handling      | no_maladministration
    D-3 | 2024-08-03 | Damp    | Property condition      | maladministration
    D-4 | 2023-08-03 | Complaint handling |              | maladministration
"""


def test_findings_about_complaint_handling_are_told_apart(
    make_release: Callable[..., OpenRelease],
) -> None:
    # By the head's words; by its category; about something else; of another year.
    release = make_release(
        landlord=INTERNAL, complaints=COMPLAINTS, ombudsman_findings=FINDINGS
    )
    section = find(make_paper(release, "annual", YEAR), "handling")
    assert section.sentences == (
        "Of 3 findings of the Ombudsman in the period, 2 were about how a complaint "
        "was handled and 1 of these went against the landlord.",
    )
    assert len(section.points) == 2


ACTIONS = """
    action_id | description | status    | completed_date
    L-1       | In the year | completed | 2024-06-03
    L-2       | Before it   | completed | 2023-06-03
    L-3       | Some day    | completed |
    L-4       | Open still  | open      |
"""


def test_improvements_are_those_completed_in_the_year_or_on_no_known_day(
    make_release: Callable[..., OpenRelease],
) -> None:
    release = make_release(
        landlord=INTERNAL, complaints=COMPLAINTS, learning_actions=ACTIONS
    )
    section = find(make_paper(release, "annual", YEAR), "improvements")
    done = {row[0] for grid in section.grids for row in grid.rows}
    assert done == {"In the year", "Some day"}
    assert section.sentences == (
        "2 actions completed.",
        "For 1 of them the day is not recorded: it can be in another year.",
    )


EVENTS = """
    event_date | date_precision | label   | kind                  | breaks_baseline
    2024-10-01 | day            | On us   | ombudsman_report      | no
    2024-11-01 | day            | On damp | ombudsman_publication | no
    2023-10-01 | day            | Before  | ombudsman_report      | no
    2024-12-01 | day            | Notice  | handling_failure      | no
"""


def test_what_the_ombudsman_wrote_stands_in_its_part_and_on_no_chart(
    make_release: Callable[..., OpenRelease],
) -> None:
    release = make_release(landlord=INTERNAL, complaints=COMPLAINTS, events=EVENTS)
    paper = make_paper(release, "annual", YEAR)
    assert find(paper, "ombudsman_report").points == ("1 October 2024: On us.",)
    written = find(paper, "ombudsman_publications").points
    assert written == ("1 November 2024: On damp.",)
    assert "1 December 2024: Notice." in find(paper, "handling").points
    labels = {event.label for event in release.events}
    assert labels.isdisjoint({"On us", "On damp", "Before", "Notice"})


def test_without_records_no_report_is_not_said_to_be_none(
    make_release: Callable[..., OpenRelease],
) -> None:
    # No extract of findings: whether five were made is not known.
    paper = make_paper(
        make_release(landlord=INTERNAL, complaints=COMPLAINTS), "annual", YEAR
    )
    [said] = find(paper, "ombudsman_report").sentences
    assert said.endswith("do not show that none was written.")
    assert list_statuses(paper)["(e)"] == "Not here"
    assert list_statuses(paper)["(a)"] == "Not here"


def test_no_sentence_stands_twice(report: Paper) -> None:
    said = [*report.answer]
    for section in report.sections:
        said += [*section.sentences, *section.points]
    assert sorted(set(said)) == sorted(said)
