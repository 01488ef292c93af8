"""Control charts: which suits a measure, or why none does.

From results by month (or quarter) alone; rare events need their dates besides. Nothing
here draws or writes sentences but the one that says which chart it is and why.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.bearing.control.baselines import make_control_chart
from analytics.bearing.control.between import chart_days_between
from analytics.bearing.control.limits import FEWEST_CASES
from analytics.bearing.control.shapes import (
    ChartKind,
    ControlChart,
    Point,
    Segment,
    Unjudged,
)
from analytics.figures.events import Event
from analytics.ground.calendar import Period, TimePart, list_parts, make_part
from analytics.measures.base import Measure
from analytics.measures.result import Result
from analytics.words.narrative import write_known


# Below this many a month on average the time between them says more than counts.
RARE_BELOW = 2

# Why there is no control chart.
OBSTACLES: dict[str, str] = {
    "yearly": "It comes once a year: too seldom to tell chance from change.",
    "as_at": "It is counted on one day only, so it has no course over time.",
    "promised": (
        "It is a list of what was promised and no sample of anything, so chance sets "
        "it no limits."
    ),
    "ratio": (
        "It sets two counts side by side, and each of them has a chart of its own."
    ),
    "waits": "How long each single answer took is for the internal audience only.",
    "rare": (
        "There are fewer than 2 a {part} on average: limits on so few would say "
        "nothing, and the time between them says more."
    ),
    "unknown": "There is no figure to show.",
}


def choose_chart(
    results: Sequence[Result],
    events: Sequence[Event] = (),
    days: Sequence[date] | None = None,
    waits: Sequence[tuple[date, int]] | None = None,
) -> ControlChart:
    """The control chart of one measure's results by month or quarter.

    `days` are the dates of its cases, one for each, wanted only where they are rare
    (`is_rare`); `waits` those of its answers with the days that each took, wanted of a
    median: without them such a measure has no chart. Totals are passed over.
    """
    measure = results[0].measure
    filters = results[0].filters
    series = [each for each in results if each.group and each.filters == filters]
    part = find_part(series)
    obstacle = find_obstacle(measure, series)
    points = list_points(series, part) if not obstacle else []
    if not obstacle and not any(point.is_used for point in points):
        obstacle = "unknown"
    if not obstacle and measure.kind == "median" and waits is None:
        obstacle = "waits"
    if obstacle:
        return explain_no_chart(measure, part, obstacle, points)
    if waits is not None:
        points = add_waits(points, waits)
    if not is_rare(measure, points):
        return make_control_chart(measure, choose_kind(measure), points, events, part)
    if days is None:
        chart = explain_no_chart(measure, part, "rare", points)
    else:
        as_at = date.fromisoformat(series[0].as_at)
        chart = chart_rare(measure, days, events, part, points, as_at)
    return replace(chart, is_rare=True)


def chart_rare(
    measure: Measure,
    days: Sequence[date],
    events: Sequence[Event],
    part: TimePart,
    points: Sequence[Point],
    as_at: date,
) -> ControlChart:
    """The t chart that takes the place of counts too small, over the same time."""
    return chart_days_between(
        measure,
        days,
        events,
        part=part,
        until=min(points[-1].last, as_at),
        unrecorded=[point for point in points if point.unjudged == "missing"],
        is_made_up=any(point.is_made_up for point in points),
    )


def find_part(series: Sequence[Result]) -> TimePart:
    """The part of the year that results are broken down by."""
    parts: tuple[TimePart, ...] = ("month", "quarter", "year")
    return next((each for each in parts if series and each in series[0].group), "month")


def find_obstacle(measure: Measure, series: Sequence[Result]) -> str:
    """Why a measure can have no control chart, empty where it can."""
    if measure.is_yearly or measure.weight_column:
        return "yearly"
    if measure.is_of_promises:
        return "promised"
    if measure.is_at_as_at:
        return "as_at"
    if measure.kind == "ratio":
        return "ratio"
    return "" if series else "unknown"


def explain_no_chart(
    measure: Measure, part: TimePart, obstacle: str, points: Sequence[Point]
) -> ControlChart:
    """A chart without limits that says why; its points are there to be drawn."""
    why = OBSTACLES[obstacle].format(part=part)
    segments = [Segment(start=0, stop=len(points))] if points else []
    return ControlChart(
        measure=measure,
        kind="none",
        why=why,
        part=part,
        points=tuple(points),
        segments=tuple(segments),
    )


def choose_kind(measure: Measure) -> ChartKind:
    """The chart a measure's kind asks for, before its spread is looked at.

    What is made neither of counts nor of cases has an XmR chart.
    """
    kinds: dict[str, ChartKind] = {
        "count": "c",
        "rate": "u",
        "share": "p",
        "median": "slow",
    }
    return kinds.get(measure.kind, "xmr")


def add_waits(
    points: Sequence[Point], waits: Sequence[tuple[date, int]]
) -> list[Point]:
    """Points with the days that each of their answers took."""
    return [
        replace(
            point,
            waits=tuple(
                taken for day, taken in waits if point.first <= day <= point.last
            ),
        )
        for point in points
    ]


def is_rare(measure: Measure, points: Sequence[Point]) -> bool:
    """Whether there are fewer than 2 for each point on average."""
    if not measure.is_of_events:
        return False
    counts = [point.numerator or 0 for point in points if point.is_used]
    return sum(counts) < RARE_BELOW * len(counts)


def list_points(series: Sequence[Result], part: TimePart) -> list[Point]:
    """Results as points in order; a part that was not asked for is a gap.

    What lies before or after all records is left out.
    """
    found = {result.group[part]: result for result in series}
    periods = sorted((make_part(part, each) for each in found), key=lambda it: it.first)
    whole = replace(periods[0], last=periods[-1].last)
    points = [
        make_point(make_part(part, label), found.get(label))
        for label in list_parts(whole, part)
    ]
    covered = [
        place
        for place, point in enumerate(points)
        if point.label in found and found[point.label].status != "not_covered"
    ]
    return points[covered[0] : covered[-1] + 1] if covered else []


def make_point(period: Period, result: Result | None) -> Point:
    """One result as a point; a gap where there is none."""
    if result is None or result.value is None:
        shown = "not asked for" if result is None else result.shown
        return Point(
            label=period.label,
            first=period.first,
            last=period.last,
            shown=shown,
            unjudged="missing",
        )
    return Point(
        label=period.label,
        first=period.first,
        last=period.last,
        shown=result.shown,
        said=write_known(result),
        value=float(result.value),
        numerator=None if result.numerator is None else float(result.numerator),
        denominator=None if result.denominator is None else float(result.denominator),
        unjudged=find_unjudged(result),
        is_made_up=result.is_made_up,
    )


def find_unjudged(result: Result) -> Unjudged:
    """Why a known result is not to be judged, empty where it is."""
    if result.is_provisional:
        return "provisional"
    if result.is_part:
        return "part"
    return "few" if result.measure.has_cases and result.cases < FEWEST_CASES else ""
