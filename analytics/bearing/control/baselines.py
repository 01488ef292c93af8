"""Baselines: where a new one begins, what limits it has, and what stands out in it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from analytics.bearing.control.limits import (
    Limits,
    find_between_limits,
    find_days_limits,
    find_rate_limits,
    find_share_limits,
    find_spread,
    find_xmr_limits,
    score_rates,
    score_shares,
)
from analytics.bearing.control.rules import Finding, Signal, list_findings
from analytics.bearing.control.shapes import (
    WHY,
    ChartKind,
    ControlChart,
    Point,
    Segment,
)
from analytics.figures.events import Event
from analytics.ground.calendar import TimePart
from analytics.measures.base import Measure


# Fewer points have no limits; fewer than these have limits that are a trial.
FEWEST_POINTS = 6


def list_breaks(events: Sequence[Event]) -> dict[date, str]:
    """The days on which a new baseline begins, with what happened."""
    return {event.event_date: event.label for event in events if event.breaks_baseline}


def find_place(points: Sequence[Point], day: date) -> int | None:
    """The place of the point a day falls into; None before the first and after all."""
    if not points or day < points[0].first:
        return None
    return next((at for at, point in enumerate(points) if day <= point.last), None)


def cut_segments(points: Sequence[Point], events: Sequence[Event]) -> list[Segment]:
    """The stretches between breaks; the part an event falls in starts a new one."""
    starts: dict[int, tuple[date | None, str]] = {0: (None, "")}
    for day, label in sorted(list_breaks(events).items()):
        place = find_place(points, day)
        if place is not None:
            starts[place] = (day, label)
    edges = [*sorted(starts), len(points)]
    return [
        Segment(start=start, stop=stop, since=starts[start][0], label=starts[start][1])
        for start, stop in pairwise(edges)
    ]


def make_control_chart(
    measure: Measure,
    kind: ChartKind,
    points: Sequence[Point],
    events: Sequence[Event],
    part: TimePart,
) -> ControlChart:
    """A chart with limits and signals, each stretch on its own."""
    judged: list[Point] = []
    segments: list[Segment] = []
    findings: list[Finding] = []
    for segment in cut_segments(points, events) if points else []:
        stretch, segment = set_limits(kind, points, segment)
        found = find_signals(stretch, segment.start)
        segments.append(segment)
        findings += found
        judged += [
            replace(point, signals=list_signals(found, place))
            for place, point in enumerate(stretch, start=segment.start)
        ]
    kind = widen(kind, segments)
    return ControlChart(
        measure=measure,
        kind=kind,
        why=WHY[kind].format(part=part, between="cases"),
        part=part,
        points=tuple(judged),
        segments=tuple(segments),
        findings=tuple(findings),
    )


def find_signals(stretch: Sequence[Point], start: int) -> list[Finding]:
    """What stands out in a stretch, with its places in the whole chart."""
    found = list_findings(
        [point.value for point in stretch], [point.limits for point in stretch]
    )
    return [
        replace(each, places=tuple(start + place for place in each.places))
        for each in found
    ]


def list_signals(findings: Sequence[Finding], place: int) -> tuple[Signal, ...]:
    """The signals of one point, most telling first."""
    found = {each.signal for each in findings if place in each.places}
    return tuple(signal for signal in Signal if signal in found)


def widen(kind: ChartKind, segments: Sequence[Segment]) -> ChartKind:
    """The kind after its spread was looked at: Laney's where a stretch asks for it."""
    wider: dict[ChartKind, ChartKind] = {"c": "u_prime", "u": "u_prime", "p": "p_prime"}
    is_wide = any(segment.spread > 1 for segment in segments)
    return wider.get(kind, kind) if is_wide else kind


def set_limits(
    kind: ChartKind, points: Sequence[Point], segment: Segment
) -> tuple[list[Point], Segment]:
    """The points of a stretch with their limits, and what the limits rest on.

    Points not to be judged get none, so that no line runs beside them.
    """
    stretch = list(points[segment.start : segment.stop])
    count = sum(point.is_used for point in stretch)
    segment = replace(segment, count=count)
    if count < FEWEST_POINTS:
        return stretch, segment
    bounds, spread = FINDERS[kind](stretch)
    limited = [
        replace(point, limits=None if point.unjudged else limits)
        for point, limits in zip(stretch, bounds, strict=True)
    ]
    centre = next((limits.centre for limits in bounds if limits is not None), None)
    return limited, replace(segment, centre=centre, spread=spread)


Bounded = tuple[list[Limits | None], float]


def list_used(points: Sequence[Point], name: str) -> list[float | None]:
    """A number of each point, None where the point is not used."""
    return [getattr(point, name) if point.is_used else None for point in points]


def bound_counts(points: Sequence[Point]) -> Bounded:
    """Limits of counts in equal parts of time."""
    sizes = [1.0] * len(points)
    counts = list_used(points, "numerator")
    spread = find_spread(score_rates(counts, sizes))
    return find_rate_limits(counts, sizes, spread), spread


def bound_rates(points: Sequence[Point]) -> Bounded:
    """Limits of rates per thousand homes."""
    sizes = [(point.denominator or 0) / 1000 for point in points]
    counts = list_used(points, "numerator")
    spread = find_spread(score_rates(counts, sizes))
    return find_rate_limits(counts, sizes, spread), spread


def bound_shares(points: Sequence[Point]) -> Bounded:
    """Limits of shares."""
    sizes = [point.denominator or 0 for point in points]
    counts = list_used(points, "numerator")
    spread = find_spread(score_shares(counts, sizes))
    return find_share_limits(counts, sizes, spread), spread


def bound_figures(points: Sequence[Point]) -> Bounded:
    """Limits of single figures; none of ours can be below nought."""
    limits = find_xmr_limits(list_used(points, "value"), floor=0)
    return [limits] * len(points), 1.0


def bound_days(points: Sequence[Point]) -> Bounded:
    """Limits of days between."""
    return [find_days_limits(list_used(points, "value"))] * len(points), 1.0


def bound_between(points: Sequence[Point]) -> Bounded:
    """Limits of cases between."""
    return [find_between_limits(list_used(points, "value"))] * len(points), 1.0


FINDERS: dict[ChartKind, Callable[[Sequence[Point]], Bounded]] = {
    "c": bound_counts,
    "u": bound_rates,
    "p": bound_shares,
    "xmr": bound_figures,
    "t": bound_days,
    "g": bound_between,
}
