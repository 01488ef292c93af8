"""Worked examples: the yearly survey, and the survey on closure."""

from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import INTERNAL
from golden import REGULATOR
from worked import ask, ask_by, count, groups, share

from analytics.bearing.comparison import compare
from analytics.ground.intervals import find_share_interval
from analytics.words.narrative import write_interval


# Shared owners are surveyed apart; the filter's yes and no are in no figure.
SURVEY = """
reporting_year | stock_type | is_weighted | responses | complained_yes | complained_no | very_satisfied | fairly_satisfied | neither | fairly_dissatisfied | very_dissatisfied
2023-24        | lcra       | true        | 822       | 183.6          | 564.6         | 24.7           | 29.3             | 20.2    | 38.1                | 62.7
2024-25        | lcra       | true        | 977       | 195.7          | 716.0         | 35.6           | 31.8             | 14.1    | 28.3                | 78.3
2024-25        | lcho       | false       | 50        | 12             | 38            | 1              | 2                | 3       | 4                   | 2
"""  # noqa: E501

CLOSURE = """
complaint_id | stage | sent_date  | answered_date | score | theme
A            | 1     | 2024-04-01 | 2024-04-10    | 5     | Delay
A            | 2     | 2025-03-31 | 2025-04-05    | 4     | Delay
B            | 1     | 2024-06-03 | 2024-06-05    | 3     | Tone
C            | 1     | 2024-06-03 |               |       |
D            | 1     | 2024-06-03 | 2024-06-05    |       | Tone
E            | 1     | 2024-06-03 |               | 1     |
F            | 1     | 2024-03-31 | 2024-04-02    | 5     |
"""
# By the day they were sent. C did not answer; D answered without a score; E's score
# has no date and is an answer all the same; F's was sent the year before.


release = share(perception_survey=SURVEY, landlord=INTERNAL)
closed = share(
    closure_survey=CLOSURE,
    complaints="""
    complaint_id | stage | tenure    | received_date | service_areas   | ward_name
    A            | 1     | leasehold | 2024-03-01    | Repairs;Estates | Ash
    B            | 1     | lcra      | 2024-05-01    | Repairs         |
    """,
    landlord="[disclosure]\nthreshold = 1\n",
)


@pytest.mark.parametrize(("year", "facts"), REGULATOR.items())
def test_tp09(release, year, facts):
    numerator, denominator, shown = facts["tp09"]
    result = ask(release, "tp09", year)
    # Weighted counts, exactly: the five answers of tenants, not the filter's yes.
    assert result.numerator == Decimal(numerator)
    assert result.denominator == Decimal(denominator)
    assert result.value == 100 * Fraction(numerator) / Fraction(denominator)
    assert result.shown == shown
    lower, upper = find_share_interval(float(numerator), float(denominator))
    assert (result.lower, result.upper) == (100 * lower, 100 * upper)


def test_a_design_effect_widens_the_interval_and_nothing_else(make_release):
    # 67.4 of 188.1: 29.3 to 42.9, and 28.0 to 44.5 as of 125.4 unweighted answers.
    line = "2024-25 | lcra | 35.6 | 31.8 | 14.1 | 28.3 | 78.3"
    names = "very_satisfied | fairly_satisfied | neither | fairly_dissatisfied"
    heading = f"reporting_year | stock_type | {names} | very_dissatisfied"
    for effect, low, high, words in (
        ("", "29.3", "42.9", "or further: that answers are weighted is not in"),
        ("1.5", "28.0", "44.5", "weighted is in this range (design effect 1.5)"),
    ):
        made = make_release(
            perception_survey=f"{heading} | design_effect\n{line} | {effect}"
        )
        result = ask(made, "tp09", "2024-25")
        assert (result.shown, result.denominator) == ("35.8%", Decimal("188.1"))
        assert (f"{result.lower:.1f}", f"{result.upper:.1f}") == (low, high)
        assert words in write_interval(result)


def test_a_design_effect_is_in_a_comparison_too(make_release):
    # 30.9% of 175.0 and 35.8% of 188.1: five points, and what is possible is wider.
    plain, widened = (
        make_release(perception_survey=SURVEY),
        make_release(
            perception_survey="\n".join(
                f"{line} | {'design_effect' if 'year' in line else '1.5'}"
                for line in SURVEY.strip().splitlines()
            )
        ),
    )
    spans = []
    for made in (plain, widened):
        now, before = (ask(made, "tp09", year) for year in ("2024-25", "2023-24"))
        found = compare(now, before)
        assert found.verdict == "cannot tell"
        spans.append((found.lower, found.upper))
    assert spans[1][0] < spans[0][0] < spans[0][1] < spans[1][1]


def test_tp09_answers(release):
    results = ask_by(release, "tp09_answers", "answer")
    assert results[0].numerator == Decimal("188.1")
    assert results[0].shown == "188.1"
    assert groups(results, "shown") == {
        "very_satisfied": "35.6",
        "fairly_satisfied": "31.8",
        "neither": "14.1",
        "fairly_dissatisfied": "28.3",
        "very_dissatisfied": "78.3",
    }


def test_closure_satisfaction(closed):
    # Scores of A, A, B and E: 5 and 4 of 5, 4, 3, 1.
    assert count(closed, "closure_satisfaction") == (2, 4)
    # A's first score, where the complaint is known; its second is of a stage we lack.
    assert count(closed, "closure_satisfaction", tenure=["leasehold"]) == (1, 1)
    assert count(closed, "closure_satisfaction", theme=["Delay"]) == (2, 2)


def test_closure_response_rate(closed):
    # All but C, of the six sent in the year.
    assert count(closed, "closure_response_rate") == (5, 6)
    assert groups(ask_by(closed, "closure_response_rate", "service_area")) == {
        "Estates": 1,
        "Repairs": 2,
        # Of complaints that are not in the release no area is known.
        "not recorded": 3,
    }


# --- Where there is no figure ---------------------------------------------------------


@pytest.mark.parametrize("measure", ["tp09", "tp09_answers"])
def test_a_year_without_a_survey_is_not_supplied_and_not_nought(release, measure):
    result = ask(release, measure, "2022-23")
    assert (result.status, result.numerator, result.value) == (
        "not_supplied",
        None,
        None,
    )


@pytest.mark.parametrize("measure", ["tp09", "tp09_answers"])
def test_a_survey_with_an_answer_missing_is_not_recorded(make_release, measure):
    release = make_release(
        perception_survey="""
        reporting_year | very_satisfied | fairly_satisfied | neither | fairly_dissatisfied | very_dissatisfied
        2024-25        | 1              | 2                |         | 4                   | 5
        """  # noqa: E501
    )
    result = ask(release, measure)
    assert (result.status, result.numerator) == ("not_recorded", None)
    assert "five answers" in result.reason


def test_a_survey_that_nobody_answered_is_undefined(make_release):
    release = make_release(
        perception_survey="""
        reporting_year | very_satisfied | fairly_satisfied | neither | fairly_dissatisfied | very_dissatisfied
        2024-25        | 0              | 0                | 0       | 0                   | 0
        """  # noqa: E501
    )
    result = ask(release, "tp09")
    assert (result.status, result.numerator, result.denominator) == ("undefined", 0, 0)


@pytest.mark.parametrize("period", ["2024-25 Q1", "2024-12", "2024-25 Q1 to Q3"])
def test_a_yearly_survey_has_no_part_of_a_year(release, period):
    assert ask(release, "tp09", period).status == "not_applicable"


@pytest.mark.parametrize("name", ["quarter", "month"])
def test_a_yearly_survey_cannot_be_cut_by_a_part_of_a_year(release, name):
    [result] = ask_by(release, "tp09", name)
    assert result.status == "not_applicable"
