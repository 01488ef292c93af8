"""Charts of what lies between rare events: days (t), or cases of another kind (g)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from analytics.bearing.control.baselines import list_breaks, make_control_chart
from analytics.bearing.control.shapes import WHY, ControlChart, Point
from analytics.figures.events import Event
from analytics.ground.calendar import TimePart
from analytics.measures.base import Measure


def chart_days_between(
    measure: Measure,
    days: Sequence[date],
    events: Sequence[Event] = (),
    *,
    part: TimePart = "month",
    until: date | None = None,
    unrecorded: Sequence[Point] = (),
    is_made_up: bool = False,
) -> ControlChart:
    """The t chart of the days from each case to the next.

    `days` has one date for each case, in any order. The time from the last of them to
    `until`, the last day that records cover, is drawn and not judged.
    """
    points = [
        make_gap(before, now, (now - before).days, "day", is_made_up)
        for before, now in pairwise(sorted(days))
    ]
    if days and until is not None and until > max(days):
        open_days = (until - max(days)).days
        gap = make_gap(max(days), until, open_days, "day", is_made_up)
        shown = f"{gap.shown} so far"
        points.append(replace(gap, shown=shown, unjudged="open"))
    points = [mark_gap(point, events, unrecorded) for point in points]
    return make_control_chart(measure, "t", points, events, part)


def chart_between(
    measure: Measure,
    days: Sequence[date],
    others: Sequence[date],
    between: str,
    events: Sequence[Event] = (),
    *,
    part: TimePart = "month",
    is_made_up: bool = False,
) -> ControlChart:
    """The g chart of how many other cases lie between each case and the next.

    `between` names them: "stage 1 complaints" received between stage 2 ones.
    """
    ordered = sorted(days)
    counts = count_between(ordered, others)
    points = [
        mark_gap(make_gap(before, now, count, "", is_made_up), events, ())
        for (before, now), count in zip(pairwise(ordered), counts, strict=True)
    ]
    chart = make_control_chart(measure, "g", points, events, part)
    why = WHY["g"].format(part=part, between=between)
    return replace(chart, between=between, why=why)


def count_between(days: Sequence[date], others: Sequence[date]) -> list[int]:
    """How many others come after each day and up to the next, that day included."""
    return [
        sum(before < other <= now for other in others)
        for before, now in pairwise(sorted(days))
    ]


def make_gap(before: date, now: date, value: int, unit: str, is_made_up: bool) -> Point:
    """What lies between two cases as a point, placed at the second of them."""
    words = f" {unit}" if value == 1 else f" {unit}s"
    return Point(
        label=now.isoformat(),
        first=min(before + timedelta(days=1), now),
        last=now,
        shown=f"{value:,}{words if unit else ''}",
        value=float(value),
        is_made_up=is_made_up,
    )


def mark_gap(
    point: Point, events: Sequence[Event], unrecorded: Sequence[Point]
) -> Point:
    """A gap, not to be judged if it reaches over a break or over what is unknown."""
    if point.unjudged:
        return point
    if any(point.first <= day <= point.last for day in list_breaks(events)):
        return replace(point, unjudged="straddles")
    if any(
        point.first <= each.last and each.first <= point.last for each in unrecorded
    ):
        return replace(point, unjudged="unrecorded")
    return point
