"""Every status drawn once: why there is a figure, and why there is none."""

import datetime as dt
from pathlib import Path

import pytest
from conftest import INTERNAL
from worked import ask, ask_by, groups, share

from analytics.measures import MEASURES
from analytics.measures.result import STATUSES


ONE = """
complaint_id | received_date | acknowledged_date | responded_date | outcome
A            | 2024-06-03    | 2024-06-03        | 2024-06-10     | upheld
"""


plain = share(complaints=ONE)


def test_every_measure_has_a_worked_example():
    text = "".join(
        path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py")
    )
    missing = [name for name in MEASURES if f"def test_{name}(" not in text]
    assert not missing


def draw_covered(*spells):
    """A coverage table of complaints with some spells."""
    return "\n".join(
        ["source | from_date | to_date | is_recorded | note"]
        + [f"complaints | {spell}" for spell in spells]
    )


# --- One by one -----------------------------------------------------------------------


def test_ok(plain):
    result = ask(plain, "received_1")
    assert (result.status, result.shown, result.reason) == ("ok", "1", None)


def test_none_of_a_recorded_thing_is_nought(plain):
    result = ask(plain, "received_2")
    assert (result.status, result.numerator, result.shown) == ("ok", 0, "0")


def test_not_recorded_where_the_coverage_says_so(make_release):
    release = make_release(
        refusals="refusal_id | refused_date | stage | reason",
        coverage="""
        source   | from_date  | to_date    | is_recorded | note
        refusals | 2023-04-01 | 2025-03-31 | false       | No list was kept.
        """,
    )
    result = ask(release, "refusals")
    assert (result.status, result.numerator, result.shown, result.reason) == (
        "not_recorded",
        None,
        "not recorded",
        "No list was kept.",
    )


def test_not_supplied_without_an_extract(plain):
    for name in ("ch01_1", "refusals", "tp09", "actions", "learning_coverage"):
        result = ask(plain, name)
        assert (result.status, result.numerator) == ("not_supplied", None), name


def test_before_the_first_complaints_year_none_is_not_known_to_be_none(make_release):
    # Records begin in May 2025, and nobody says since when there were any.
    release = make_release(
        complaints="""
        complaint_id | stage | received_date
        A            | 1     | 2025-05-06
        """,
        homes="""
        year_end_date | stock_type | homes_owned
        2024-03-31    | lcra       | 1000
        2025-03-31    | lcra       | 1000
        """,
        as_at=dt.date(2025, 9, 30),
    )
    for year in ("2023-24", "2024-25"):
        for name in ("received_1", "ch01_1", "ch02_1", "upheld_share_1"):
            result = ask(release, name, year)
            assert (result.status, result.numerator) == ("not_covered", None), name
        assert result.reason == (
            "The records of complaints run from 1 April 2025 to 30 September 2025."
        )
    result = ask(release, "received_1", "2025-26")
    assert (result.status, result.shown) == ("ok", "1")
    # The year that has not ended is the only one there is to open on.
    assert release.default_period.label == "2025-26"


def test_a_release_opens_on_the_last_year_that_has_complaints(make_release):
    # Of the years after it an extract that ended early says nothing.
    release = make_release(
        complaints="""
        complaint_id | stage | received_date
        A            | 1     | 2022-05-06
        B            | 1     | 2023-05-06
        """,
        as_at=dt.date(2026, 9, 30),
    )
    assert release.default_period.label == "2023-24"


def test_not_covered_where_no_spell_speaks_of_the_period(make_release):
    release = make_release(
        complaints=ONE,
        coverage=draw_covered("2023-04-01 | 2025-03-31 | true |"),
    )
    for period in ("2025-26", "2022-23", "2025-04", "2022-23 Q4"):
        result = ask(release, "received_1", period)
        assert (result.status, result.numerator) == ("not_covered", None), period
    assert (
        "1 April 2023 to 31 March 2025" in ask(release, "received_1", "2025-26").reason
    )


def test_not_covered_after_the_as_at_date(plain):
    result = ask(plain, "received_1", "2025-26 Q2")
    assert (result.status, result.numerator) == ("not_covered", None)
    assert "30 June 2025" in result.reason


def test_not_applicable_to_a_fixed_population(plain):
    for name in ("ch01_1", "ch02_1", "tp09"):
        result = ask(plain, name, tenure=["lcra"])
        assert (result.status, result.numerator) == ("not_applicable", None), name


def test_undefined_without_a_case(plain):
    for name in ("ch02_2", "upheld_share_2", "answered_in_time_2"):
        result = ask(plain, name)
        assert (result.status, result.denominator, result.value, result.shown) == (
            "undefined",
            0,
            None,
            "no cases",
        ), name


def test_too_few_for_a_rate(make_release):
    def draw_findings(count):
        return "\n".join(
            ["determination_id | head | finding"]
            + [f"{n} | Repairs | service_failure" for n in range(count)]
        )

    four = ask(
        make_release(ombudsman_findings=draw_findings(4)), "maladministration_rate"
    )
    assert (four.status, four.numerator, four.denominator, four.value) == (
        "too_few",
        4,
        4,
        None,
    )
    five = ask(
        make_release(ombudsman_findings=draw_findings(5)), "maladministration_rate"
    )
    assert (five.status, five.shown) == ("ok", "100.0%")


def test_suppressed_by_ward(make_release):
    release = make_release(
        complaints="""
        complaint_id | received_date | ward_name
        A            | 2024-06-03    | Ash
        B            | 2024-06-03    | Birch
        """,
        landlord=INTERNAL,
    )
    result = ask(release, "received_1", ward=["Ash"])
    assert (result.status, result.numerator, result.shown) == (
        "suppressed",
        None,
        "too few to show",
    )


def test_every_status_stands_above():
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f"def test_{status}" in text for status in STATUSES)


# --- Coverage -------------------------------------------------------------------------


def test_a_period_covered_in_part_says_which_part(make_release):
    release = make_release(
        complaints=ONE,
        coverage=draw_covered("2024-06-01 | 2024-12-31 | true |"),
    )
    result = ask(release, "received_1")
    assert (result.status, result.numerator) == ("ok", 1)
    assert "only 1 June 2024 to 31 December 2024" in result.reason


def test_an_unrecorded_spell_inside_a_period_leaves_two_runs(make_release):
    release = make_release(
        complaints=ONE,
        coverage=draw_covered(
            "2024-04-01 | 2024-08-31 | true |",
            "2024-09-01 | 2024-10-31 | false | The system was changed.",
            "2024-11-01 |            | true |",
        ),
    )
    reason = ask(release, "received_1").reason
    assert "1 April 2024 to 31 August 2024 and 1 November 2024 to 31 March 2025" in (
        reason
    )
    inside = ask(release, "received_1", "2024-09")
    assert (inside.status, inside.reason) == ("not_recorded", "The system was changed.")


def test_spells_that_follow_each_other_cover_a_period_whole(make_release):
    release = make_release(
        complaints=ONE,
        coverage=draw_covered(
            "2024-04-01 | 2024-08-31 | true |", "2024-09-01 | | true |"
        ),
    )
    assert ask(release, "received_1").reason is None


def test_each_group_of_time_has_its_own_coverage(make_release):
    release = make_release(
        complaints=ONE,
        coverage=draw_covered("2024-06-01 | 2024-12-31 | true |"),
    )
    results = ask_by(release, "received_1", "quarter")
    assert groups(results, "status") == {
        "2024-25 Q1": "ok",
        "2024-25 Q2": "ok",
        "2024-25 Q3": "ok",
        "2024-25 Q4": "not_covered",
    }
    assert [bool(result.reason) for result in results[1:3]] == [True, False]


def test_without_a_spell_everything_up_to_as_at_is_covered(make_release):
    release = make_release(complaints=ONE, as_at=dt.date(2024, 12, 31))
    assert ask(release, "received_1").reason == (
        "Year to date, up to 31 December 2024."
    )
    assert ask(release, "received_1", "2024-25 Q3").reason is None
    # Before the year of the first complaint nobody has said that there was none.
    assert ask(release, "received_1", "2023-24").status == "not_covered"


# --- At the as-at date ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["open_1", "overdue_1", "actions", "actions_open"])
def test_what_stands_at_as_at_gives_one_result_whatever_is_asked(make_release, name):
    release = make_release(
        complaints=ONE.replace("2024-06-10     | upheld", "               |"),
        learning_actions="action_id | status\nA | open",
    )
    for period in ("2024-25", "2023-24", "2030-31"):
        result = ask(release, name, period)
        assert result.period.label == "as at 2025-06-30"
        assert result.numerator == 1


def test_what_stands_at_as_at_says_where_the_records_end(make_release):
    release = make_release(
        complaints=ONE,
        coverage=draw_covered("2023-04-01 | 2025-03-31 | true |"),
    )
    result = ask(release, "open_1")
    assert result.status == "ok"
    assert "up to 31 March 2025" in result.reason


def test_what_stands_at_as_at_has_no_times(plain):
    [result] = ask_by(plain, "open_1", "month")
    assert result.status == "not_applicable"


# --- The neutral landlord, and the sample ---------------------------------------------


def test_without_a_landlord_file_every_area_is_taken_and_nothing_is_made_up(plain):
    assert plain.landlord.name == ""
    assert (plain.landlord.audience, plain.landlord.threshold) == ("public", 5)
    results = ask_by(plain, "received_1", "service_area")
    assert groups(results) == {"Repairs": 1}
    assert not any(result.is_made_up for result in results)


def test_areas_of_the_landlord_are_listed_while_their_name_was_in_use(make_release):
    release = make_release(
        complaints=ONE,
        coverage=draw_covered("2023-04-01 | 2025-06-30 | true |"),
        landlord="""
        [[service_areas]]
        name = "Repairs"
        [[service_areas]]
        name = "Estates"
        from = 2024-04-01
        [[service_areas]]
        name = "Caretaking"
        to = 2024-03-31
        """,
    )
    assert groups(ask_by(release, "received_1", "service_area")) == {
        "Repairs": 1,
        "Estates": 0,
    }
    before = ask_by(release, "received_1", "service_area", period="2023-24")
    assert groups(before) == {"Repairs": 0, "Caretaking": 0}


SAMPLE = """
[sample.anchored]
received_1 = ["2024-25"]
outcomes_1 = ["2024-25"]
"outcomes_1 by outcome" = ["2024-25"]
open_1 = ["as at 2025-06-30"]
"""


sample = share(
    complaints=ONE,
    landlord=SAMPLE,
    coverage=draw_covered("2023-04-01 | 2025-06-30 | true |"),
)


def test_a_samples_figure_is_made_up_unless_its_period_is_anchored(sample):
    assert not ask(sample, "received_1").is_made_up
    assert not ask(sample, "open_1").is_made_up
    for name, period in [
        ("received_1", "2023-24"),
        ("received_1", "2024-25 Q1"),
        ("received_2", "2024-25"),
        ("answered_in_time_1", "2024-25"),
    ]:
        assert ask(sample, name, period).is_made_up, name


def test_a_samples_groups_are_anchored_apart_from_their_total(sample):
    outcomes = ask_by(sample, "outcomes_1", "outcome")
    assert not any(result.is_made_up for result in outcomes)
    received = ask_by(sample, "received_1", "channel")
    assert [result.is_made_up for result in received] == [False] + [True] * (
        len(received) - 1
    )


def test_a_samples_filtered_figure_is_always_made_up(sample):
    assert ask(sample, "received_1", service_area=["Repairs"]).is_made_up


def test_what_is_no_figure_is_not_made_up(sample):
    # Not supplied twice, and no cases.
    for name in ("ch01_1", "refusals", "answered_in_time_2"):
        assert not ask(sample, name).is_made_up
