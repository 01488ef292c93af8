"""Worked examples: actions, and what they came from."""

import pytest
from worked import ask, ask_by, count, groups, share


# The as-at date is 30 June 2025.
ACTIONS = """
action_id | complaint_id | status    | due_date   | completed_date | service_area
on_time   | A            | completed | 2024-04-01 | 2024-04-01     | Repairs
late      | A            | completed | 2024-06-03 | 2024-06-04     | Repairs
undated   | B            | completed | 2024-06-03 |                |
overdue   |              | open      | 2024-06-03 |                |
due_today |              | open      | 2025-06-30 |                |
not_due   |              | proposed  | 2025-07-01 |                |
no_date   |              | open      |            |                | Estates
done      |              | completed |            | 2024-06-03     |
"""


release = share(learning_actions=ACTIONS)


def test_actions(release):
    assert count(release, "actions") == (8, None)
    assert ask(release, "actions").period.label == "as at 2025-06-30"
    assert groups(ask_by(release, "actions", "service_area")) == {
        "Estates": 1,
        "Repairs": 2,
        "not recorded": 5,
    }


def test_actions_open(release):
    # overdue, due_today, not_due and no_date.
    assert count(release, "actions_open") == (4, None)
    assert groups(ask_by(release, "actions_open", "status")) == {
        "proposed": 1,
        "open": 3,
        "completed": 0,
    }


def test_actions_completed(release):
    # on_time, late, undated and done, of all.
    assert count(release, "actions_completed") == (4, 8)
    # A list of promises is no sample: chance has no part in it.
    assert ask(release, "actions_completed").lower is None


def test_actions_overdue(release):
    # Not due_today: it can still be done today. Not no_date: nobody said when.
    assert count(release, "actions_overdue") == (1, None)


def test_actions_completed_on_time(release):
    # Due in the year: on_time; late, undated and overdue are not shown to be in time.
    assert count(release, "actions_completed_on_time") == (1, 4)
    # Due by the as-at date: due_today, not done; not_due is in no share yet.
    assert count(release, "actions_completed_on_time", "2025-26") == (0, 1)


def test_learning_coverage(make_release):
    release = make_release(
        complaints="""
        complaint_id | stage | received_date | responded_date | outcome
        A            | 1     | 2024-06-03    | 2024-06-10     | upheld
        A            | 2     | 2024-07-01    | 2024-07-08     | partially_upheld
        B            | 1     | 2024-06-03    | 2024-06-10     | not_upheld
        C            | 1     | 2024-06-03    | 2024-06-10     | partially_upheld
        D            | 1     | 2024-03-01    | 2024-03-28     | upheld
        E            | 1     | 2025-03-03    | 2025-03-10     | upheld
        E            | 2     | 2025-03-31    | 2025-04-10     | upheld
        F            | 1     | 2024-06-03    |                | upheld
        """,
        learning_actions=ACTIONS,
    )
    # A once for both its stages, with two actions, and C, with none. B was not upheld,
    # so its action does not matter; D was answered before, E's last answer came after,
    # and F's on no known day.
    assert count(release, "learning_coverage") == (1, 2)
    assert count(release, "learning_coverage", "2025-26") == (0, 1)


# --- Where there is no figure ---------------------------------------------------------


@pytest.mark.parametrize("measure", ["actions_overdue", "actions_completed_on_time"])
def test_without_a_single_due_date_nothing_is_known_of_them(make_release, measure):
    release = make_release(
        learning_actions="""
        action_id | status    | due_date
        A         | completed |
        B         | open      |
        """
    )
    result = ask(release, measure)
    assert (result.status, result.numerator) == ("not_recorded", None)
    assert count(release, "actions_open") == (1, None)


def test_without_a_single_link_learning_coverage_is_not_recorded(make_release):
    release = make_release(
        complaints="""
        complaint_id | received_date | responded_date | outcome
        A            | 2024-06-03    | 2024-06-10     | upheld
        """,
        learning_actions="""
        action_id | complaint_id
        1         |
        """,
    )
    result = ask(release, "learning_coverage")
    assert (result.status, result.denominator) == ("not_recorded", None)
    assert "which complaint" in result.reason


def test_an_action_is_not_late_for_an_area_without_open_actions(release):
    # Of Repairs' two both are completed: none is overdue, and that is known.
    assert count(release, "actions_overdue", service_area=["Repairs"]) == (0, None)
    # Of Estates' one it is not known when it is due.
    assert ask(release, "actions_overdue", service_area=["Estates"]).status == (
        "not_recorded"
    )
