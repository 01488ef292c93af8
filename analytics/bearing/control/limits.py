"""Limits of control charts: how far figures of a steady process stray by chance.

The formulas are Shewhart's as Montgomery prints them (Introduction to Statistical
Quality Control, chapters 6 and 7); XmR is NHS England's "Making Data Count" variant.
Where they are rough, quantiles take their place. None among the figures is a gap:
nothing is measured across it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gamma, inf, sqrt
from statistics import fmean


# Three standard deviations, as a multiple of the mean moving range (3 / 1.128, rounded
# as the NHS does), and the range above which one is dropped.
XMR_LIMIT = 2.66
LARGEST_RANGE = 3.267
# The mean range of two figures drawn from a normal distribution of deviation 1.
MEAN_RANGE = 1.128

# Limits lie this many standard deviations out.
SIGMAS = 3

# Days between events, to the power of 1 / 3.6, are spread like a normal distribution,
# and where events come at random its deviation is this much of its mean.
ROOT = 3.6
ROOT_DEVIATION = sqrt(gamma(1 + 2 / ROOT) / gamma(1 + 1 / ROOT) ** 2 - 1)
# Days are whole: two on one day are half a day apart on average, not none.
HALF_A_DAY = 0.5

# A share of fewer cases has no limits: it can hardly lie anywhere but at its ends.
FEWEST_CASES = 5

# From this many figures on their spread can be told from chance: 95 in 100 series
# that are spread by chance alone pass. Of the mean moving range of normal figures,
# divided by 1.128, the variance is 0.826 over the number of ranges.
ENOUGH_FOR_SPREAD = 12
ONE_SIDED_95 = 1.645
RANGE_VARIANCE = 0.826

Figures = Sequence[float | None]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of one point.

    `likely` is the side of the centre on which most points of a steady process lie, 1
    above and -1 below, where it is far from their middle: to lie there says nothing.
    """

    lower: float
    centre: float
    upper: float
    likely: int = 0


def make_limits(
    centre: float, sigma: float, floor: float = -inf, ceiling: float = inf
) -> Limits:
    """Limits three standard deviations either side of a centre, clipped at two ends."""
    return Limits(
        lower=max(centre - SIGMAS * sigma, floor),
        centre=centre,
        upper=min(centre + SIGMAS * sigma, ceiling),
    )


def list_ranges(figures: Figures) -> list[float]:
    """The moving ranges: how far each figure lies from the one before it."""
    return [
        abs(now - before)
        for before, now in pairwise(figures)
        if now is not None and before is not None
    ]


@dataclass(frozen=True, kw_only=True)
class MeanRange:
    """The mean of so many moving ranges, and how many were left out of it."""

    mean: float
    count: int
    left_out: int = 0


def find_mean_range(figures: Figures) -> MeanRange | None:
    """The mean moving range; those above 3.267 times it are left out once.

    One wild month would otherwise widen the limits that should point it out. Where half
    of the figures or more repeat the one before, that would leave little but noughts,
    and every other point would lie outside: none is left out then. None where no two
    are neighbours.
    """
    ranges = list_ranges(figures)
    if not ranges:
        return None
    mean = fmean(ranges)
    kept = [each for each in ranges if each <= LARGEST_RANGE * mean]
    if 2 * ranges.count(0) >= len(ranges):
        kept = ranges
    return MeanRange(
        mean=fmean(kept), count=len(kept), left_out=len(ranges) - len(kept)
    )


def find_xmr_limits(figures: Figures, floor: float = -inf) -> Limits | None:
    """The limits of single figures, from their own moving ranges (XmR chart)."""
    found = find_mean_range(figures)
    if found is None:
        return None
    centre = fmean(each for each in figures if each is not None)
    return make_limits(centre, XMR_LIMIT * found.mean / SIGMAS, floor)


def find_rate_limits(centre: float, size: float, spread: float = 1.0) -> Limits:
    """The limits of a count for each unit of size about the rate of all (u chart).

    With size 1 they are those of counts (c chart). `spread` above 1 widens them as
    Laney does (u′ chart: Improved Control Charts for Attributes, 2002).
    """
    return make_limits(centre, spread * sqrt(centre / size), floor=0)


def find_share_limits(centre: float, size: float, spread: float = 1.0) -> Limits:
    """The limits of a share from 0 to 100 of so many cases (p chart; Laney's p′)."""
    return make_limits(
        100 * centre,
        100 * spread * sqrt(centre * (1 - centre) / size),
        floor=0,
        ceiling=100,
    )


def find_days_limits(days: Sequence[float], widened: float = 1.0) -> Limits:
    """The limits of days between events (t chart).

    Nelson's way (A Control Chart for Parts-Per-Million Nonconforming Items, 1994): days
    are judged by their 3.6th roots, half a day added. Their spread is that of events
    that come at random, and not of the few at hand: nothing is left out of it. Less
    than a day is no limit: two on one day are never too near.
    """
    centre = fmean(find_root(each) for each in days)
    found = make_limits(centre, widened * ROOT_DEVIATION * centre, floor=0)
    lower = raise_root(found.lower) - HALF_A_DAY
    return Limits(
        lower=lower if lower >= 1 else 0.0,
        centre=raise_root(centre) - HALF_A_DAY,
        upper=raise_root(found.upper) - HALF_A_DAY,
    )


def find_root(days: float) -> float:
    """The 3.6th root of some days and a half."""
    return float((days + HALF_A_DAY) ** (1 / ROOT))


def raise_root(root: float) -> float:
    """The days of a 3.6th root."""
    return float(root**ROOT)


def find_mean_rate(counts: Figures, sizes: Sequence[float]) -> float:
    """All counts together for each unit of size."""
    known = [
        (count, size)
        for count, size in zip(counts, sizes, strict=True)
        if count is not None
    ]
    return sum(count for count, _ in known) / sum(size for _, size in known)


def score_rates(counts: Figures, sizes: Sequence[float]) -> list[float | None]:
    """How many of its standard deviations each rate lies from the centre."""
    centre = find_mean_rate(counts, sizes)
    return [
        None
        if count is None or not centre
        else (count / size - centre) / sqrt(centre / size)
        for count, size in zip(counts, sizes, strict=True)
    ]


def score_shares(counts: Figures, sizes: Sequence[float]) -> list[float | None]:
    """How many of its standard deviations each share lies from the centre."""
    centre = find_mean_rate(counts, sizes)
    variance = centre * (1 - centre)
    return [
        None
        if count is None or size < FEWEST_CASES or not variance
        else (count / size - centre) / sqrt(variance / size)
        for count, size in zip(counts, sizes, strict=True)
    ]


def score_days(days: Figures) -> list[float | None]:
    """How many standard deviations of random events each root lies from the centre."""
    roots = [None if each is None else find_root(each) for each in days]
    centre = fmean(each for each in roots if each is not None)
    return [
        None if root is None else (root - centre) / (ROOT_DEVIATION * centre)
        for root in roots
    ]


def find_sigma_z(scores: Figures) -> float:
    """Laney's sigma z: the spread of scores from month to month, 1 by chance alone."""
    ranges = list_ranges(scores)
    return fmean(ranges) / MEAN_RANGE if ranges else 1.0


def find_spread(scores: Figures) -> float:
    """By how much limits are to be widened: sigma z where it shows, else 1.

    Half of all steady series have a sigma z above 1, so that alone asks for nothing;
    it must lie above what 95 in 100 of them reach. It never narrows limits.
    """
    ranges = len(list_ranges(scores))
    if ranges < ENOUGH_FOR_SPREAD - 1:
        return 1.0
    largest = 1 + ONE_SIDED_95 * sqrt(RANGE_VARIANCE / ranges)
    sigma_z = find_sigma_z(scores)
    return sigma_z if sigma_z > largest else 1.0
