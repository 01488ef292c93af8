"""Baselines: where a new one begins, which points it judges, and what stands out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from analytics.bearing.control.fitting import fit_baseline, restate
from analytics.bearing.control.rules import Finding, Signal, list_findings
from analytics.bearing.control.shapes import (
    ENOUGH_POINTS,
    FEWEST_POINTS,
    WHY,
    Baseline,
    ChartKind,
    ControlChart,
    Point,
    Segment,
)
from analytics.figures.events import Event
from analytics.ground.calendar import TimePart, add_months
from analytics.measures.base import Measure


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
    """A chart with limits and signals; no run reaches over a break."""
    judged: list[Point] = []
    segments: list[Segment] = []
    findings: list[Finding] = []
    for segment in cut_segments(points, events) if points else []:
        earlier = [each.baseline for each in segments if each.baseline is not None]
        segment = set_baseline(kind, measure, points, segment, earlier[-1:])
        stretch = judge_stretch(measure, points, segment)
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


def set_baseline(
    kind: ChartKind,
    measure: Measure,
    points: Sequence[Point],
    segment: Segment,
    earlier: Sequence[Baseline],
) -> Segment:
    """A stretch with the baseline that judges it: its own, or the one before.

    Until it has points enough of its own, its points are judged by those before a
    break, if there are limits there.
    """
    used = [
        place for place in range(segment.start, segment.stop) if points[place].is_used
    ]
    segment = replace(segment, count=len(used))
    if len(used) < ENOUGH_POINTS and earlier:
        return replace(
            segment, baseline=earlier[0], held_from=segment.start, borrows=True
        )
    if len(used) < FEWEST_POINTS:
        return segment
    until = find_end(points, used)
    found = fit_baseline(kind, measure, points[segment.start : until])
    return replace(segment, baseline=found, held_from=until)


def find_end(points: Sequence[Point], used: Sequence[int]) -> int:
    """The place after a baseline's last point: 12 are enough if they span a year.

    Times between events can be so short that 12 of them are a season.
    """
    year = add_months(points[used[0]].first, 12)
    wanted = [
        place
        for count, place in enumerate(used, start=1)
        if count == len(used)
        or (count >= ENOUGH_POINTS and points[place].last >= year - timedelta(days=1))
    ]
    return wanted[0] + 1


def judge_stretch(
    measure: Measure, points: Sequence[Point], segment: Segment
) -> list[Point]:
    """The points of a stretch with their limits.

    Points not to be judged get none, so that no line runs beside them.
    """
    stretch = list(points[segment.start : segment.stop])
    baseline = segment.baseline
    if baseline is None:
        return stretch
    if baseline.usual is not None:
        stretch = [restate(point, measure, baseline.usual) for point in stretch]
    return [
        replace(
            point,
            limits=None
            if point.unjudged
            else baseline.bound(point, place >= segment.held_from),
        )
        for place, point in enumerate(stretch, start=segment.start)
    ]


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
    wider: dict[ChartKind, ChartKind] = {
        "c": "u_prime",
        "u": "u_prime",
        "p": "p_prime",
        "slow": "slow_prime",
    }
    is_wide = any(each.baseline and each.baseline.spread > 1 for each in segments)
    return wider.get(kind, kind) if is_wide else kind
