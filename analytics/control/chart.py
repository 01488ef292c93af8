"""Control charts: which suits a measure, where its limits lie, and what stands out.

From results by month (or quarter) alone; rare events need their dates besides. Nothing
here draws or writes sentences but the one that says which chart it is and why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from analytics.calendar import Period, TimePart, list_parts, make_part
from analytics.control.limits import (
    FEWEST_CASES,
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
from analytics.control.rules import Finding, Signal, list_findings
from analytics.measures.base import Count, Measure, Median, Rate, Share
from analytics.narrative import write_known
from analytics.result import Result


Kind = Literal["xmr", "c", "u", "u_prime", "p", "p_prime", "g", "t", "none"]
Event = dict[str, Any]

# Fewer points have no limits; fewer than these have limits that are a trial.
FEWEST_POINTS = 6
ENOUGH_POINTS = 12

# Below this many a month on average the time between them says more than counts.
RARE_BELOW = 2

NAMES: dict[Kind, str] = {
    "xmr": "XmR chart",
    "c": "c chart",
    "u": "u chart",
    "u_prime": "u′ chart",
    "p": "p chart",
    "p_prime": "p′ chart",
    "g": "g chart",
    "t": "t chart",
    "none": "no control chart",
}

WHY: dict[Kind, str] = {
    "xmr": (
        "The figure is neither a count nor a share, so its own ups and downs from one "
        "{part} to the next set the limits: an XmR chart."
    ),
    "c": (
        "Each {part}’s number is set against the usual spread of counts of this size, "
        "in {part}s of much the same length: a c chart."
    ),
    "u": (
        "Each {part}’s number is set against the homes it comes from and the usual "
        "spread of counts of this size: a u chart."
    ),
    "u_prime": (
        "The numbers vary more from one {part} to the next than counts of this size "
        "do by chance, so the limits are widened to match (Laney): a u′ chart."
    ),
    "p": (
        "Each {part}’s share is set against the spread that chance gives a share of "
        "so many cases; fewer cases have wider limits: a p chart."
    ),
    "p_prime": (
        "The shares vary more from one {part} to the next than chance makes them, so "
        "the limits are widened to match (Laney): a p′ chart."
    ),
    "g": (
        "There are too few of them to count by {part}, so what is shown is how many "
        "{between} lie between one and the next: a g chart."
    ),
    "t": (
        "There are fewer than 2 a {part} on average, so what is shown is the days "
        "from one to the next: a t chart."
    ),
    "none": "",
}

# Why there is no control chart.
OBSTACLES: dict[str, str] = {
    "yearly": "It comes once a year: too seldom to tell chance from change.",
    "as_at": "It is counted on one day only, so it has no course over time.",
    "promised": (
        "It is a list of what was promised and no sample of anything, so chance sets "
        "it no limits."
    ),
    "rare": (
        "There are fewer than 2 a {part} on average: limits on so few would say "
        "nothing, and the time between them says more."
    ),
    "unknown": "There is no figure to show.",
}

# Why a point is drawn but neither used for limits nor judged, or, if it is one of few
# cases, used but not judged.
Unjudged = Literal[
    "", "provisional", "part", "few", "missing", "straddles", "unrecorded", "open"
]
UNJUDGED: dict[Unjudged, str] = {
    "provisional": "cases can still be decided",
    "part": "records cover only a part",
    "few": f"fewer than {FEWEST_CASES} cases, so counted in the average only",
    "missing": "no figure",
    "straddles": "reaching from before a new baseline to after it",
    "unrecorded": "records are missing for a part",
    "open": "not ended yet",
}


@dataclass(frozen=True, kw_only=True)
class Point:
    """One figure of a control chart: a part of the year, or what lies between events.

    `first` and `last` are the days it stands for; `said` is the figure with its counts
    and population, as every other sentence has it.
    """

    label: str
    first: date
    last: date
    shown: str
    said: str = ""
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unjudged: Unjudged = ""
    is_made_up: bool = False
    limits: Limits | None = None
    signals: tuple[Signal, ...] = ()

    @property
    def is_used(self) -> bool:
        """Whether it has a part in the centre and limits."""
        return self.unjudged in ("", "few")

    @property
    def lower(self) -> float | None:
        """The lower limit, None where it has none."""
        return None if self.limits is None else self.limits.lower

    @property
    def centre(self) -> float | None:
        """The centre, None where it has none."""
        return None if self.limits is None else self.limits.centre

    @property
    def upper(self) -> float | None:
        """The upper limit, None where it has none."""
        return None if self.limits is None else self.limits.upper


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A stretch of points with one baseline: places from `start` up to `stop`.

    `label` and `since` are the event it begins with, empty for the first; `count` is
    how many points its limits rest on; `spread` by how much Laney's way widens them.
    """

    start: int
    stop: int
    label: str = ""
    since: date | None = None
    count: int = 0
    centre: float | None = None
    spread: float = 1.0

    @property
    def has_limits(self) -> bool:
        """Whether it has limits at all."""
        return self.centre is not None

    @property
    def is_trial(self) -> bool:
        """Whether its limits rest on so few points that they may yet move."""
        return self.has_limits and self.count < ENOUGH_POINTS


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A control chart: its points, its baselines, and what stands out.

    `is_rare` says that dates would make it a chart of the time between; `between`
    says what is counted between two events in a g chart.
    """

    measure: Measure
    kind: Kind
    why: str
    part: TimePart = "month"
    points: tuple[Point, ...] = ()
    segments: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_rare: bool = False
    between: str = ""

    @property
    def has_limits(self) -> bool:
        """Whether any stretch has limits."""
        return any(segment.has_limits for segment in self.segments)

    @property
    def is_trial(self) -> bool:
        """Whether the limits of any stretch are a trial."""
        return any(segment.is_trial for segment in self.segments)

    @property
    def is_time_between(self) -> bool:
        """Whether it shows what lies between events instead of counting them."""
        return self.kind in ("g", "t")


def choose_chart(
    results: Sequence[Result],
    events: Sequence[Event] = (),
    days: Sequence[date] | None = None,
) -> Chart:
    """The control chart of one measure's results by month or quarter.

    `days` are the dates of its cases, one for each, wanted only where they are rare
    (`is_rare`): without them such a measure has no chart. Totals are passed over.
    """
    measure = results[0].measure
    filters = results[0].filters
    series = [each for each in results if each.group and each.filters == filters]
    part = find_part(series)
    obstacle = find_obstacle(measure, series)
    points = list_points(series, part) if not obstacle else []
    if not obstacle and not any(point.is_used for point in points):
        obstacle = "unknown"
    if obstacle:
        return refuse(measure, part, obstacle, points)
    if not is_rare(measure, points):
        return make_chart(measure, choose_kind(measure), points, events, part)
    if days is None:
        chart = refuse(measure, part, "rare", points)
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
) -> Chart:
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
    if isinstance(measure, Share) and not measure.has_interval:
        return "promised"
    if measure.is_at_as_at:
        return "as_at"
    return "" if series else "unknown"


def refuse(
    measure: Measure, part: TimePart, obstacle: str, points: Sequence[Point]
) -> Chart:
    """A chart without limits that says why; its points are there to be drawn."""
    why = OBSTACLES[obstacle].format(part=part)
    segments = [Segment(start=0, stop=len(points))] if points else []
    return Chart(
        measure=measure,
        kind="none",
        why=why,
        part=part,
        points=tuple(points),
        segments=tuple(segments),
    )


def choose_kind(measure: Measure) -> Kind:
    """The chart a measure's kind asks for, before its spread is looked at."""
    match measure:
        case Count():
            return "c"
        case Rate():
            return "u"
        case Share():
            return "p"
    return "xmr"


def is_rare(measure: Measure, points: Sequence[Point]) -> bool:
    """Whether there are fewer than 2 for each point on average."""
    if not isinstance(measure, Count | Rate):
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
    has_cases = isinstance(result.measure, Share | Median)
    return "few" if has_cases and result.cases < FEWEST_CASES else ""


# ---- Time between


def chart_days_between(
    measure: Measure,
    days: Sequence[date],
    events: Sequence[Event] = (),
    *,
    part: TimePart = "month",
    until: date | None = None,
    unrecorded: Sequence[Point] = (),
    is_made_up: bool = False,
) -> Chart:
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
    return make_chart(measure, "t", points, events, part)


def chart_between(
    measure: Measure,
    days: Sequence[date],
    others: Sequence[date],
    between: str,
    events: Sequence[Event] = (),
    *,
    part: TimePart = "month",
    is_made_up: bool = False,
) -> Chart:
    """The g chart of how many other cases lie between each case and the next.

    `between` names them: "stage 1 complaints" received between stage 2 ones.
    """
    ordered = sorted(days)
    counts = count_between(ordered, others)
    points = [
        mark_gap(make_gap(before, now, count, "", is_made_up), events, ())
        for (before, now), count in zip(pairwise(ordered), counts, strict=True)
    ]
    chart = make_chart(measure, "g", points, events, part)
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


# ---- Baselines, limits and signals


def list_breaks(events: Sequence[Event]) -> dict[date, str]:
    """The days on which a new baseline begins, with what happened."""
    return {
        event["event_date"]: event["label"]
        for event in events
        if event["breaks_baseline"]
    }


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


def make_chart(
    measure: Measure,
    kind: Kind,
    points: Sequence[Point],
    events: Sequence[Event],
    part: TimePart,
) -> Chart:
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
    return Chart(
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


def widen(kind: Kind, segments: Sequence[Segment]) -> Kind:
    """The kind after its spread was looked at: Laney's where a stretch asks for it."""
    wider: dict[Kind, Kind] = {"c": "u_prime", "u": "u_prime", "p": "p_prime"}
    is_wide = any(segment.spread > 1 for segment in segments)
    return wider.get(kind, kind) if is_wide else kind


def set_limits(
    kind: Kind, points: Sequence[Point], segment: Segment
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


Bounds = tuple[list[Limits | None], float]


def list_used(points: Sequence[Point], name: str) -> list[float | None]:
    """A number of each point, None where the point is not used."""
    return [getattr(point, name) if point.is_used else None for point in points]


def bound_counts(points: Sequence[Point]) -> Bounds:
    """Limits of counts in equal parts of time."""
    sizes = [1.0] * len(points)
    counts = list_used(points, "numerator")
    spread = find_spread(score_rates(counts, sizes))
    return find_rate_limits(counts, sizes, spread), spread


def bound_rates(points: Sequence[Point]) -> Bounds:
    """Limits of rates per thousand homes."""
    sizes = [(point.denominator or 0) / 1000 for point in points]
    counts = list_used(points, "numerator")
    spread = find_spread(score_rates(counts, sizes))
    return find_rate_limits(counts, sizes, spread), spread


def bound_shares(points: Sequence[Point]) -> Bounds:
    """Limits of shares."""
    sizes = [point.denominator or 0 for point in points]
    counts = list_used(points, "numerator")
    spread = find_spread(score_shares(counts, sizes))
    return find_share_limits(counts, sizes, spread), spread


def bound_figures(points: Sequence[Point]) -> Bounds:
    """Limits of single figures; none of ours can be below nought."""
    limits = find_xmr_limits(list_used(points, "value"), floor=0)
    return [limits] * len(points), 1.0


def bound_days(points: Sequence[Point]) -> Bounds:
    """Limits of days between."""
    return [find_days_limits(list_used(points, "value"))] * len(points), 1.0


def bound_between(points: Sequence[Point]) -> Bounds:
    """Limits of cases between."""
    return [find_between_limits(list_used(points, "value"))] * len(points), 1.0


FINDERS: dict[Kind, Callable[[Sequence[Point]], Bounds]] = {
    "c": bound_counts,
    "u": bound_rates,
    "p": bound_shares,
    "xmr": bound_figures,
    "t": bound_days,
    "g": bound_between,
}
