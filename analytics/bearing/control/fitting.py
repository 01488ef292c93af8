"""What limits rest on: the figures of a baseline, and what they let expect of others.

Each kind of chart has its own way from the points of a baseline to the limits of any
point: of one of their own, or of a later one, for which limits are held. Held limits
are predictions: they allow for how little so few points tell of the centre.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, sqrt
from statistics import fmean, median

from scipy.special import stdtrit

from analytics.bearing.control.limits import (
    FEWEST_CASES,
    RANGE_VARIANCE,
    SIGMAS,
    XMR_LIMIT,
    Limits,
    find_days_limits,
    find_mean_range,
    find_mean_rate,
    find_rate_limits,
    find_share_limits,
    find_spread,
    make_limits,
    score_days,
    score_rates,
    score_shares,
)
from analytics.bearing.control.quantiles import (
    LEFT_OUT,
    Cumulative,
    expect_between,
    expect_count,
    expect_share,
    find_usual,
    predict_between,
    predict_count,
    predict_share,
)
from analytics.bearing.control.shapes import Baseline, Bound, ChartKind, Point
from analytics.figures.counting.terms import find_quantile
from analytics.ground.rounding import write_rounded
from analytics.measures.base import Measure, Median


# Counts of fewer on average are too lopsided for three standard deviations.
LOPSIDED_BELOW = 10

# Where more of a steady process than this lie on one side of its centre, it is far from
# their middle, and a run on that side tells of no shift.
MOST_ON_A_SIDE = 0.6


def fit_baseline(
    kind: ChartKind, measure: Measure, points: Sequence[Point]
) -> Baseline | None:
    """The baseline that some points make; None where they set no limits."""
    if kind == "slow" and isinstance(measure, Median):
        return fit_slow(measure, points)
    return FITS[kind](points)


def list_used(points: Sequence[Point], name: str) -> list[float | None]:
    """A number of each point, None where the point is not used."""
    return [getattr(point, name) if point.is_used else None for point in points]


def make_baseline(
    points: Sequence[Point],
    centre: float,
    bound: Bound,
    spread: float = 1.0,
    left_out: int = 0,
) -> Baseline:
    """A baseline of some points."""
    return Baseline(
        first=points[0],
        last=points[-1],
        count=count_used(points),
        centre=centre,
        bound=bound,
        spread=spread,
        left_out=left_out,
    )


def count_used(points: Sequence[Point]) -> int:
    """How many points have a part in the centre and limits."""
    return sum(point.is_used for point in points)


def add_used(
    counts: Sequence[float | None], sizes: Sequence[float]
) -> tuple[float, float]:
    """What was counted of the points used, and of how much."""
    used = [
        (count, size)
        for count, size in zip(counts, sizes, strict=True)
        if count is not None
    ]
    return sum(count for count, _ in used), sum(size for _, size in used)


def allow_for(count: int) -> float:
    """By how much a prediction from so many points is wider than what it rests on."""
    return sqrt(1 + 1 / count)


def fit_counts(points: Sequence[Point]) -> Baseline:
    """Counts in equal parts of time."""
    return fit_sizes(points, lambda _: 1.0)


def fit_rates(points: Sequence[Point]) -> Baseline:
    """Rates per thousand homes."""
    return fit_sizes(points, lambda point: (point.denominator or 0) / 1000)


def fit_sizes(points: Sequence[Point], find_size: Callable[[Point], float]) -> Baseline:
    """Counts for each unit of a size."""
    counts = list_used(points, "numerator")
    sizes = [find_size(point) for point in points]
    centre = find_mean_rate(counts, sizes)
    counted, exposed = add_used(counts, sizes)
    spread = find_spread(score_rates(counts, sizes))

    def bound(point: Point, is_held: bool) -> Limits:
        size = find_size(point)
        if spread > 1 or centre * size >= LOPSIDED_BELOW:
            wider = allow_for(count_used(points)) if is_held else 1.0
            return find_rate_limits(centre, size, spread * wider)
        expected = (
            predict_count(counted, exposed, size)
            if is_held
            else expect_count(centre * size)
        )
        lower, upper = find_usual(expected)
        return Limits(lower=lower / size, centre=centre, upper=upper / size)

    return make_baseline(points, centre, bound, spread)


def fit_shares(points: Sequence[Point]) -> Baseline | None:
    """Shares; those of fewer than 5 cases count towards the centre and have no limits.

    None where no point has 5.
    """
    counts = list_used(points, "numerator")
    sizes = [point.denominator or 0 for point in points]
    if not any(
        size >= FEWEST_CASES and count is not None
        for count, size in zip(counts, sizes, strict=True)
    ):
        return None
    share = find_mean_rate(counts, sizes)
    counted, cases = add_used(counts, sizes)
    spread = find_spread(score_shares(counts, sizes))

    def bound(point: Point, is_held: bool) -> Limits | None:
        size = int(point.denominator or 0)
        if size < FEWEST_CASES:
            return None
        expected = expect_share(share, size)
        likely = find_likely(expected, share * size)
        if spread > 1:
            wider = allow_for(count_used(points)) if is_held else 1.0
            return replace(
                find_share_limits(share, size, spread * wider), likely=likely
            )
        lower, upper = find_usual(
            predict_share(counted, cases, size) if is_held else expected
        )
        return Limits(
            lower=100 * lower / size,
            centre=100 * share,
            upper=100 * upper / size,
            likely=likely,
        )

    return make_baseline(points, 100 * share, bound, spread)


def find_likely(expected: Cumulative, centre: float) -> int:
    """The side of the centre on which more than six in ten lie: 1, -1, or 0."""
    below = expected(ceil(round(centre, 9)) - 1) if centre > 0 else 0.0
    above = 1 - expected(floor(round(centre, 9)))
    return (above > MOST_ON_A_SIDE) - (below > MOST_ON_A_SIDE)


def fit_figures(points: Sequence[Point]) -> Baseline | None:
    """Single figures, none of which can be below nought, by their own ups and downs.

    Few ranges tell little of how far figures stray, so that held limits are those of
    Student's t, with the degrees of freedom that so many moving ranges are worth. None
    where no two follow one another.
    """
    figures = list_used(points, "value")
    ranges = find_mean_range(figures)
    if ranges is None:
        return None
    centre = fmean(each for each in figures if each is not None)
    freedom = ranges.count / RANGE_VARIANCE / 2
    wider = (
        float(stdtrit(freedom, 1 - LEFT_OUT)) / SIGMAS * allow_for(count_used(points))
    )

    def bound(_: Point, is_held: bool) -> Limits:
        sigma = XMR_LIMIT * ranges.mean / SIGMAS
        return make_limits(centre, sigma * wider if is_held else sigma, floor=0)

    return make_baseline(points, centre, bound, left_out=ranges.left_out)


def fit_days(points: Sequence[Point]) -> Baseline:
    """Days between events."""
    days = list_used(points, "value")
    known = [each for each in days if each is not None]
    spread = find_spread(score_days(days))

    def bound(_: Point, is_held: bool) -> Limits:
        return find_days_limits(
            known, spread * (allow_for(len(known)) if is_held else 1.0)
        )

    centre = find_days_limits(known).centre
    return make_baseline(points, centre, bound, spread)


def fit_between(points: Sequence[Point]) -> Baseline:
    """How many cases lie between two events, about their median.

    Of so lopsided a spread nearly two thirds lie below the mean, and runs below it
    would mean nothing. After Benneyan (Number-Between g-Type Statistical Quality
    Control Charts, 2001), with quantiles in place of standard deviations.
    """
    known = [each for each in list_used(points, "value") if each is not None]
    events, others = len(known), sum(known)
    centre = float(median(known))

    def bound(_: Point, is_held: bool) -> Limits:
        lower, upper = find_usual(
            predict_between(events, others)
            if is_held
            else expect_between(events / (events + others))
        )
        return Limits(lower=lower, centre=centre, upper=upper)

    return make_baseline(points, centre, bound)


def fit_slow(measure: Median, points: Sequence[Point]) -> Baseline | None:
    """Answers slower than what so many of the baseline's own did not exceed."""
    waits = Counter(wait for point in points if point.is_used for wait in point.waits)
    usual = find_quantile(measure.quantile, sorted(waits.items()))
    if usual is None:
        return None
    found = fit_shares([restate(point, measure, usual) for point in points])
    return None if found is None else replace(found, usual=usual)


def restate(point: Point, measure: Measure, usual: Fraction) -> Point:
    """A point of days as the share of its answers that took longer than usual."""
    if point.value is None:
        return point
    slow, cases = sum(wait > usual for wait in point.waits), len(point.waits)
    share = f"{write_rounded(Fraction(100 * slow, cases), 1)}%"
    return replace(
        point,
        value=100 * slow / cases,
        numerator=float(slow),
        denominator=float(cases),
        shown=share,
        said=(
            f"{slow} of {cases} {measure.population} took more than "
            f"{measure.write(usual)} {measure.unit} ({share})"
        ),
    )


FITS: dict[ChartKind, Callable[[Sequence[Point]], Baseline | None]] = {
    "c": fit_counts,
    "u": fit_rates,
    "p": fit_shares,
    "xmr": fit_figures,
    "t": fit_days,
    "g": fit_between,
}
