"""What a landlord declares of the Code, beside what its records say."""

from collections import Counter
from datetime import date

from conftest import share

from analytics.behind.self_assessment import (
    count_yes,
    list_measured,
    list_provisions,
    list_unassessed,
    read_answers,
)
from analytics.ground.calendar import make_period
from analytics.measures import MEASURES
from analytics.view import View


# Stage 1 of 2024-25: two in time, one late, one not due yet; stage 2: one, in time.
COMPLAINTS = """
complaint_id | stage | received_date | acknowledged_date | responded_date
in_time      | 1     | 2024-06-03    | 2024-06-04        | 2024-06-10
also         | 1     | 2024-06-03    | 2024-06-04        | 2024-06-10
late         | 1     | 2024-06-03    | 2024-06-04        | 2024-09-02
in_time      | 2     | 2024-07-01    | 2024-07-02        | 2024-07-03
"""
# Of 6.14 the records agree with the yes; of 6.3 they do not; 6.2 is a no and 6.11 is
# unsaid, so that neither is contradicted; 9.1 is not for every case.
DECLARED = """
reporting_year | provision | complies | evidence | commentary | improvement
2023-24        | 6.2       | yes      |          |            |
2023-24        | 6.3       | yes      |          |            |
2024-25        | 6.2       | no       | Records  | Some late  | Send them by itself
2024-25        | 6.3       | yes      | Policy   |            |
2024-25        | 6.11      |          |          |            |
2024-25        | 6.14      | yes      |          |            |
2024-25        | 9.1       | yes      |          |            |
2024-25        | 6.3.1     | yes      |          |            |
"""

release = share(complaints=COMPLAINTS, self_assessment=DECLARED)


def answer(release, year="2024-25"):
    """The answers of a year by provision, with what is measured beside them."""
    view = View(release=release, period=make_period(year), where={})
    measured = {each.measure.id: each for each in view.ask(*list_measured())}
    found = read_answers(release, make_period(year), measured)
    return {each.provision.number: each for each in found}


def test_the_provisions_are_those_the_code_has_assessed():
    parts = Counter(each.number.partition(".")[0] for each in list_provisions())
    # As the Code's own form has them; 1.1 is an introduction.
    assert [*parts.values()] == [5, 5, 7, 3, 15, 20, 4, 5, 8]
    assert len({each.number for each in list_provisions()}) == 72
    assert len({each.title for each in list_provisions()}) == 72
    assert set(list_measured()) <= set(MEASURES)


def test_a_yes_is_contradicted_by_one_case_that_was_not_so(release):
    answers = answer(release)
    contradicted = [number for number, each in answers.items() if each.is_contradicted]
    assert contradicted == ["6.3"]
    assert (answers["6.3"].measured.counted, answers["6.3"].measured.cases) == (2, 3)


def test_what_can_still_turn_out_either_way_contradicts_nothing(make_release):
    release = make_release(
        complaints="""
        complaint_id | stage | received_date | acknowledged_date | responded_date
        in_time      | 1     | 2025-03-03    | 2025-03-04        | 2025-03-10
        open         | 1     | 2025-03-28    | 2025-03-28        |
        """,
        self_assessment=DECLARED,
        as_at=date(2025, 3, 31),
    )
    asked = answer(release)["6.3"]
    assert (asked.measured.counted, asked.measured.cases) == (1, 2)
    assert asked.measured.pending == 1
    assert not asked.is_contradicted


def test_an_answer_is_kept_with_what_was_said_of_it_and_the_year_before(release):
    answers = answer(release)
    assert len(answers) == 72
    changed = answers["6.2"]
    assert (changed.complies, changed.before, changed.is_changed) == ("no", "yes", True)
    assert (changed.evidence, changed.commentary) == ("Records", "Some late")
    assert changed.improvement == "Send them by itself"
    # Nobody answered it, which is no answer and no change.
    assert (answers["6.11"].complies, answers["6.11"].is_changed) == (None, False)
    assert not answers["6.3"].is_changed
    assert count_yes(answers.values()) == {
        "The two stages": 2,
        "Learning and oversight": 1,
    }


def test_a_number_that_is_no_provision_is_told(release):
    assert list_unassessed(release, make_period("2024-25")) == ["6.3.1"]


def test_a_year_without_an_assessment_has_no_answers(release):
    assert answer(release, "2022-23") == {}
