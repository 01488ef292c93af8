"""How many complaints about an area came before and after an action on it was done.

It says what the numbers did and makes no claim that the action did it: other things
changed in the same months too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from analytics.bearing.comparison import Comparison, compare_many, find_breaks
from analytics.figures.open_release import OpenRelease
from analytics.figures.query import run
from analytics.ground.calendar import Period, add_months
from analytics.measures import find_measure
from analytics.measures.result import Result
from analytics.words.names import write_period


# What is compared, and over how many whole months on either side, the same on both.
MEASURED = "received_1"
MOST_MONTHS, FEWEST_MONTHS = 12, 6

# How an action of a model's row begins: it is done, about an area, on a day.
Action = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class After:
    """What followed an action: a comparison of equal times, or why there is none."""

    comparison: Comparison | None = None
    reason: str = ""

    @property
    def verdict(self) -> str:
        """What the comparison bears, and whether it was recorded differently since."""
        if self.comparison is None:
            return self.reason
        broken = ", recorded differently since" if self.comparison.broken_by else ""
        return f"{self.comparison.verdict.capitalize()}{broken}"


def follow_actions(release: OpenRelease, actions: Sequence[Action]) -> list[After]:
    """What followed each of some actions, judged together.

    With many actions some would be followed by a clear change through chance alone.
    """
    pairs: list[tuple[Result, Result] | str] = [
        find_pair(release, action) for action in actions
    ]
    found = iter(compare_many([pair for pair in pairs if not isinstance(pair, str)]))
    followed = []
    for pair in pairs:
        if isinstance(pair, str):
            followed.append(After(reason=pair))
            continue
        comparison = next(found)
        if comparison is None:
            followed.append(After(reason="The two times cannot be set side by side"))
            continue
        breaks = find_breaks(*pair, release.events)
        followed.append(After(comparison=replace(comparison, broken_by=breaks)))
    return followed


def find_pair(release: OpenRelease, action: Action) -> tuple[Result, Result] | str:
    """Complaints about an action's area after it and before it, or why not."""
    area, day = action["service_area"], action["completed_date"]
    if not area:
        return "They are about no one area"
    if not day:
        return "The day they were done is not recorded"
    months = count_months_after(release, day)
    if months < FEWEST_MONTHS:
        return f"Too early to say: it takes {FEWEST_MONTHS} whole months"
    spans = list_spans(day, months)
    where = {"service_area": (area,)}
    after, before = (
        run(release, [find_measure(MEASURED)], [span], where=where)[0] for span in spans
    )
    for each, span in zip((after, before), spans, strict=True):
        if not each.is_ok or each.is_part:
            status = "only partly covered" if each.is_ok else each.shown
            return f"Complaints of {write_period(span)} are {status}"
    return after, before


def count_months_after(release: OpenRelease, day: date) -> int:
    """How many whole months of records there are after the month of a day."""
    first = add_months(day, 1)
    months = 0
    while months < MOST_MONTHS:
        last = add_months(first, months + 1) - timedelta(days=1)
        covered = release.coverage.find("complaints", make_span(first, months + 1))
        if last > release.as_at or covered.status != "ok" or covered.reason:
            break
        months += 1
    return months


def list_spans(day: date, months: int) -> tuple[Period, Period]:
    """The whole months after that of a day, and as many before it."""
    after = add_months(day, 1)
    before = add_months(day, -months)
    return make_span(after, months), make_span(before, months)


def make_span(first: date, months: int) -> Period:
    """Some whole months as a period."""
    last = add_months(first, months) - timedelta(days=1)
    return Period(label=f"{first} to {last}", kind="quarters", first=first, last=last)
