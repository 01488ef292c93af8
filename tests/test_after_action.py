"""What followed a completed action: equal times, judged together, and never why."""

from datetime import date

from conftest import INTERNAL

from analytics.bearing.after_action import follow_actions, list_spans
from analytics.behind.records import list_actions


def draw_complaints(counts):
    """So many stage 1 complaints about Repairs in the middle of each month."""
    rows = [
        f"{month}-{n} | {month}-14 | {month}-14 | {month}-15 | Repairs"
        for month, count in counts.items()
        for n in range(count)
    ]
    columns = "complaint_id | received_date | acknowledged_date | responded_date | "
    return columns + "service_areas\n" + "\n".join(rows)


def list_months(first, many, count):
    """The same number of complaints in each of some months in a row."""
    year, month = first
    starts = [(month - 1 + n) for n in range(many)]
    return {f"{year + m // 12}-{m % 12 + 1:02}": count for m in starts}


# Twelve months with four complaints each, the month of the action with nine that count
# on neither side, twelve months with one each.
COUNTS = list_months((2023, 4), 12, 4) | {"2024-04": 9} | list_months((2024, 5), 12, 1)
ACTIONS = """
action_id | service_area | status    | completed_date
done      | Repairs      | completed | 2024-04-20
no_area   |              | completed | 2024-04-20
no_day    | Repairs      | completed |
recent    | Repairs      | completed | 2024-11-20
too_old   | Repairs      | completed | 2023-06-20
"""
AS_AT = date(2025, 4, 30)
# Before it nothing was recorded, and nothing is said of it.
RECORDED = """
source     | from_date  | to_date    | is_recorded
complaints | 2023-04-01 | 2025-04-30 | true
"""


def follow(make_release, actions=ACTIONS, counts=COUNTS, as_at=AS_AT, **drawn):
    """What followed each drawn action, in the order in which they were drawn."""
    release = make_release(
        INTERNAL,
        complaints=draw_complaints(counts),
        learning_actions=actions,
        coverage=RECORDED,
        as_at=as_at,
        **drawn,
    )
    done = [each for each in list_actions(release) if each["status"] == "completed"]
    found = follow_actions(release, done)
    names = [line.split("|")[0].strip() for line in actions.strip().splitlines()[1:]]
    # In the order of the model: by the day it was due, then by id.
    return dict(zip(sorted(names), found, strict=True))


def test_equal_whole_months_on_either_side_are_compared(make_release):
    found = follow(make_release)["done"]
    after, before = found.comparison.result, found.comparison.other
    assert (after.counted, before.counted) == (12, 48)
    assert (after.period.first, after.period.last) == (
        date(2024, 5, 1),
        date(2025, 4, 30),
    )
    assert (before.period.first, before.period.last) == (
        date(2023, 4, 1),
        date(2024, 3, 31),
    )
    assert found.comparison.verdict == "lower"


def test_what_cannot_be_compared_says_why(make_release):
    found = follow(make_release)
    assert found["no_area"].verdict == "They are about no one area"
    assert found["no_day"].verdict == "The day they were done is not recorded"
    # December to April are five months.
    assert found["recent"].verdict.startswith("Too early to say")
    # Its twelve months before begin before the records do.
    assert found["too_old"].comparison is None
    assert "June 2022 to May 2023" in found["too_old"].verdict


def test_six_months_are_enough_and_as_many_are_taken_before(make_release):
    actions = """
    action_id | service_area | status    | completed_date
    half      | Repairs      | completed | 2024-10-20
    """
    found = follow(make_release, actions)["half"].comparison
    assert found.result.counted == 6
    # April 2024 with nine, then five months of one.
    assert found.other.counted == 14


def test_a_change_of_recording_in_between_is_said(make_release):
    events = """
    event_date | date_precision | label      | kind   | breaks_baseline
    2024-07-01 | day            | New system | system | {breaks}
    """
    broken = follow(make_release, events=events.format(breaks="true"))["done"]
    assert broken.verdict == "Lower, recorded differently since"
    whole = follow(make_release, events=events.format(breaks="false"))["done"]
    # The new Code of April 2024 changed no recording of what is received.
    assert whole.verdict == "Lower"


def test_many_actions_are_judged_together(make_release):
    # Alone it would be lower by chance one time in fifty; beside nine that are the same
    # before and after it is not told apart. Before: 11 months of two, and one of five.
    counts = list_months((2023, 4), 12, 2) | {"2023-05": 5}
    counts |= list_months((2024, 4), 13, 1)
    one = """
    action_id | service_area | status    | completed_date
    A         | Repairs      | completed | 2024-04-20
    """
    alone = follow(make_release, one, counts)["A"].comparison
    assert alone.p is not None
    assert 0.01 < alone.p < 0.05
    assert alone.verdict == "lower"
    later = "".join(
        f"L{n} | Repairs | completed | 2024-10-1{n}\n    " for n in range(9)
    )
    beside = follow(make_release, one.rstrip() + "\n    " + later, counts)
    assert beside["A"].comparison.verdict != "lower"


def test_the_month_of_the_action_is_on_neither_side():
    after, before = list_spans(date(2024, 1, 31), 6)
    assert (after.first, after.last) == (date(2024, 2, 1), date(2024, 7, 31))
    assert (before.first, before.last) == (date(2023, 7, 1), date(2023, 12, 31))
