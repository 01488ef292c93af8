"""A column that no export had is not recorded; one that is there and empty says no."""

import pytest
from conftest import INTERNAL
from worked import ask, ask_by, count

from analytics.measures import MEASURES
from expectations.sources import SOURCES


COMPLAINTS = """
complaint_id | stage | received_date | acknowledged_date | responded_date | outcome
A            | 1     | 2024-05-01    | 2024-05-02        | 2024-05-09     | upheld
B            | 1     | 2024-05-01    | 2024-05-02        |                |
A            | 2     | 2024-06-03    | 2024-06-04        | 2024-06-10     | upheld
"""
# A: answered in time at both stages. B: never answered, and late.


def drop(text, *names):
    """A drawn table without some of its columns."""
    lines = [line.split("|") for line in text.strip().splitlines()]
    kept = [n for n, name in enumerate(lines[0]) if name.strip() not in names]
    return "\n".join("|".join(line[n] for n in kept) for line in lines)


def give(text, *names):
    """A drawn table with some more columns, all empty."""
    head, *lines = text.strip().splitlines()
    more = "".join(f" | {name}" for name in names)
    return "\n".join([head + more, *(line + " |" * len(names) for line in lines)])


def test_without_a_column_for_extensions_none_is_not_nought_but_not_recorded(
    make_release,
):
    release = make_release(INTERNAL, complaints=COMPLAINTS)
    for stage in (1, 2):
        result = ask(release, f"ch02_{stage}_with_extension")
        assert (result.status, result.numerator) == ("not_recorded", None)
        assert result.reason == (
            "The day the resident was told of an extension and why: no export had a "
            "column for it."
        )
        # Neither for any part of it.
        [only] = ask_by(release, f"ch02_{stage}_with_extension", "quarter")
        assert only.status == "not_recorded"
    # What was in time without one is known all the same.
    assert count(release, "ch02_1_without_extension") == (1, 2)
    assert count(release, "ch02_1") == (1, 2)


def test_a_column_for_extensions_that_is_empty_says_that_there_was_none(make_release):
    release = make_release(complaints=give(COMPLAINTS, "extension_told_date"))
    assert count(release, "ch02_1_with_extension") == (0, 2)


def test_a_new_day_alone_does_not_say_whether_the_resident_was_told(make_release):
    release = make_release(complaints=give(COMPLAINTS, "extended_to_date"))
    assert ask(release, "ch02_1_with_extension").status == "not_recorded"


def test_without_a_column_for_answers_nothing_is_said_of_them(make_release):
    release = make_release(complaints=drop(COMPLAINTS, "responded_date"))
    for name in (
        "ch02_1",
        "ch02_1_without_extension",
        "ch02_1_strict",
        "answered_in_time_1",
        "response_days_median_1",
        "response_days_p90_1",
        "response_days_1",
        "upheld_share_1",
        "outcomes_1",
        "escalation",
    ):
        assert ask(release, name).status == "not_recorded", name
    # What has no outcome is still open.
    assert count(release, "open_1") == (1, None)
    release = make_release(
        complaints=drop(COMPLAINTS, "responded_date", "outcome"), is_alone=True
    )
    for name in ("open_1", "overdue_1"):
        assert ask(release, name).status == "not_recorded", name
    # Nothing else is hidden.
    assert count(release, "received_1") == (2, None)
    assert count(release, "acknowledged_in_time_1") == (2, 2)


def test_without_a_column_for_outcomes_what_was_upheld_is_not_recorded(make_release):
    release = make_release(complaints=drop(COMPLAINTS, "outcome"))
    assert ask(release, "upheld_share_1").status == "not_recorded"
    # A was closed, with what outcome nobody knows.
    assert count(release, "outcomes_1") == (1, None)


OTHERS = {
    "learning_actions": """
action_id | due_date   | status
1         | 2024-06-01 | completed
""",
    "ombudsman_orders": """
determination_id | order_id | kind  | due_date
1                | 1        | order | 2024-06-01
""",
    "closure_survey": """
complaint_id | stage | sent_date
A            | 1     | 2024-06-01
""",
}


@pytest.mark.parametrize(
    ("measure", "source", "column", "given"),
    [
        # Completed, on a day of which nothing is known: not late; nor known to be kept.
        ("actions_completed_on_time", "learning_actions", "completed_date", (0, 1)),
        ("orders_on_time", "ombudsman_orders", "complied_date", (0, 1)),
        ("orders_overdue", "ombudsman_orders", "complied_date", (1, None)),
        ("closure_response_rate", "closure_survey", "answered_date", (0, 1)),
        ("closure_response_rate", "closure_survey", "score", (0, 1)),
    ],
)
def test_what_other_sources_do_not_give_is_not_recorded(
    make_release, measure, source, column, given
):
    release = make_release(**{source: OTHERS[source]}, is_alone=True)
    assert ask(release, measure).status == "not_recorded"
    release = make_release(**{source: give(OTHERS[source], column)}, is_alone=True)
    assert count(release, measure) == given


def test_a_column_given_once_is_given_and_an_older_release_does_not_say(make_release):
    given = make_release(complaints=give(COMPLAINTS, "extension_told_date"))
    # Appended to what had it.
    others = COMPLAINTS.replace("A  ", "C  ").replace("B  ", "D  ")
    later = make_release(complaints=others)
    assert later.release.appended_to == given.release.id
    assert ask(later, "ch02_1_with_extension").status == "ok"
    del later.release.manifest["columns_given"]
    assert ask(later, "ch02_1_with_extension").status == "ok"


def test_what_a_measure_needs_are_columns_of_its_first_source():
    for measure in MEASURES.values():
        known = {column.name for column in SOURCES[measure.sources[0]].columns}
        for columns in measure.needs:
            assert set(columns) <= known, measure.id
