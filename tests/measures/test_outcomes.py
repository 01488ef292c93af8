"""Worked examples: what was decided, and how many went on to stage 2."""

from fractions import Fraction

from conftest import INTERNAL, open_drawn
from worked import ask, ask_by, count, groups, share

from analytics.figures.query import run
from analytics.ground.calendar import make_year
from analytics.measures import find_measure


COMPLAINTS = """
complaint_id | stage | received_date | responded_date | outcome          | withdrawn_date
upheld       | 1     | 2024-03-20    | 2024-04-01     | upheld           |
partly       | 1     | 2025-03-20    | 2025-03-31     | partially_upheld |
not_upheld   | 1     | 2024-06-03    | 2024-06-10     | not_upheld       |
undecided    | 1     | 2024-06-03    | 2024-06-10     |                  |
withdrawn    | 1     | 2024-06-03    |                | withdrawn        | 2024-06-07
taken_back   | 1     | 2024-06-03    | 2024-06-10     | withdrawn        | 2024-06-12
waiting      | 1     | 2024-06-03    |                |                  |
unanswered   | 1     | 2024-06-03    |                | upheld           |
year_before  | 1     | 2024-03-20    | 2024-03-28     | upheld           |
year_after   | 1     | 2025-03-31    | 2025-04-01     | upheld           |
upheld       | 2     | 2024-05-01    | 2024-05-08     | not_upheld       |
not_upheld   | 2     | 2024-07-01    | 2024-07-08     | upheld           |
partly       | 2     | 2025-04-10    | 2025-04-17     | partially_upheld |
elsewhere    | 2     | 2024-07-01    |                |                  | 2024-07-03
"""  # noqa: E501
# Placed by the day of the answer, or of the withdrawal where there was none. An outcome
# without an answer date lies on no day, and neither does a complaint still waiting.


release = share(complaints=COMPLAINTS, landlord=INTERNAL)


def test_outcomes_1(release):
    # upheld, partly, not_upheld, undecided, withdrawn and taken_back.
    assert count(release, "outcomes_1") == (6, None)
    assert groups(ask_by(release, "outcomes_1", "outcome")) == {
        "upheld": 1,
        "partially_upheld": 1,
        "not_upheld": 1,
        "withdrawn": 2,
        "not recorded": 1,
    }


def test_outcomes_2(release):
    # upheld, not_upheld, and elsewhere on the day it was withdrawn.
    assert count(release, "outcomes_2") == (3, None)
    assert groups(ask_by(release, "outcomes_2", "outcome")) == {
        "upheld": 1,
        "partially_upheld": 0,
        "not_upheld": 1,
        "withdrawn": 0,
        "not recorded": 1,
    }


def test_what_was_withdrawn_on_no_day_is_not_none(tmp_path):
    """An outcome says that it was withdrawn, and nothing says when."""
    drawn = """
    complaint_id | stage | received_date | responded_date | outcome
    answered     | 1     | 2024-06-03    | 2024-06-10     | upheld
    withdrawn    | 1     | 2024-06-03    |                | withdrawn
    """
    with open_drawn(tmp_path, INTERNAL, complaints=drawn) as opened:
        [total, *by_outcome] = run_by_outcome(opened, "2024-25")
        assert (total.numerator, total.status) == (1, "ok")
        assert "no day is recorded" in total.reason
        found = {each.group["outcome"]: each for each in by_outcome}
        assert found["withdrawn"].status == "not_recorded"
        assert found["upheld"].numerator == 1
        assert found["not_upheld"].numerator == 0
        # The year before, nothing that was withdrawn had come in.
        [total, *by_outcome] = run_by_outcome(opened, "2023-24")
        assert "no day" not in (total.reason or "")


def run_by_outcome(opened, year):
    return run(opened, [find_measure("outcomes_1")], [make_year(year)], by=["outcome"])


def test_upheld_share_1(release):
    # upheld and partly, of those and not_upheld; undecided and withdrawn are left out.
    assert count(release, "upheld_share_1") == (2, 3)
    assert ask(release, "upheld_share_1").shown == "66.7%"


def test_upheld_share_2(release):
    # not_upheld at stage 1, upheld at stage 2; partly's second answer came later.
    assert count(release, "upheld_share_2") == (1, 2)


def test_escalation(release):
    # Of upheld, partly, not_upheld, undecided and taken_back, the first three were
    # taken to stage 2 by the as-at date, partly after the year's end.
    assert count(release, "escalation") == (3, 5)


def test_escalation_ratio(release):
    # Received in the year: at stage 2 upheld, not_upheld and elsewhere; at stage 1
    # partly, not_upheld, undecided, withdrawn, taken_back, waiting, unanswered and
    # year_after.
    result = ask(release, "escalation_ratio")
    assert (result.numerator, result.denominator) == (3, 8)
    assert result.value == Fraction(100 * 3, 8)
    assert (result.shown, result.lower, result.upper) == ("37.5", None, None)


def test_a_ratio_can_pass_a_hundred_and_has_no_value_without_a_base(release):
    # In May 2024 one stage 2 and no stage 1 was received.
    result = ask(release, "escalation_ratio", "2024-05")
    assert (result.status, result.numerator, result.denominator, result.value) == (
        "undefined",
        1,
        0,
        None,
    )
    july = ask(release, "escalation_ratio", "2024-25 Q2")
    assert (july.numerator, july.denominator) == (2, 0)
