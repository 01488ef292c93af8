"""Limits of control charts: how far figures of a steady process stray by chance.

The formulas are Shewhart's as Montgomery prints them (Introduction to Statistical
Quality Control, chapters 6 and 7); XmR is NHS England's "Making Data Count" variant.
None among the figures is a gap: nothing is measured across it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, sqrt
from statistics import fmean, median


# Three standard deviations, as a multiple of the mean moving range (3 / 1.128, rounded
# as the NHS does), and the range above which one is dropped.
XMR_LIMIT = 2.66
LARGEST_RANGE = 3.267
# The mean range of two figures drawn from a normal distribution of deviation 1.
MEAN_RANGE = 1.128

# Limits lie this many standard deviations out; "near" is two thirds of the way.
SIGMAS = 3
NEAR_SIGMAS = 2

# Days between events, to the power of 1 / 3.6, are spread like a normal distribution.
ROOT = 3.6

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
    """The limits of one point, and two thirds of the way to them, never clipped."""

    lower: float
    near_lower: float
    centre: float
    near_upper: float
    upper: float


def make_limits(
    centre: float, sigma: float, floor: float = -inf, ceiling: float = inf
) -> Limits:
    """Limits three standard deviations either side of a centre, clipped at two ends."""
    return Limits(
        lower=max(centre - SIGMAS * sigma, floor),
        near_lower=centre - NEAR_SIGMAS * sigma,
        centre=centre,
        near_upper=centre + NEAR_SIGMAS * sigma,
        upper=min(centre + SIGMAS * sigma, ceiling),
    )


def list_ranges(figures: Figures) -> list[float]:
    """The moving ranges: how far each figure lies from the one before it."""
    return [
        abs(now - before)
        for before, now in pairwise(figures)
        if now is not None and before is not None
    ]


def find_mean_range(figures: Figures) -> float | None:
    """The mean moving range; those above 3.267 times it are dropped once.

    One wild month would otherwise widen the limits that should point it out. Where
    nearly all figures are alike the dropping would leave nothing but noughts, and every
    point would lie outside: none is dropped then. None where no two are neighbours.
    """
    ranges = list_ranges(figures)
    if not ranges:
        return None
    mean = fmean(ranges)
    return fmean(each for each in ranges if each <= LARGEST_RANGE * mean) or mean


def find_xmr_limits(figures: Figures, floor: float = -inf) -> Limits | None:
    """The limits of single figures, from their own moving ranges (XmR chart)."""
    mean_range = find_mean_range(figures)
    if mean_range is None:
        return None
    centre = fmean(each for each in figures if each is not None)
    return make_limits(centre, XMR_LIMIT * mean_range / SIGMAS, floor)


def find_rate_limits(
    counts: Figures, sizes: Sequence[float], spread: float = 1.0
) -> list[Limits | None]:
    """The limits of counts for each unit of size, point by point (u chart).

    With every size 1 they are those of counts (c chart). `spread` above 1 widens them
    as Laney does (u′ chart: Improved Control Charts for Attributes, 2002).
    """
    centre = find_mean_rate(counts, sizes)
    return [
        None
        if count is None
        else make_limits(centre, spread * sqrt(centre / size), floor=0)
        for count, size in zip(counts, sizes, strict=True)
    ]


def find_share_limits(
    counts: Figures, sizes: Sequence[float], spread: float = 1.0
) -> list[Limits | None]:
    """The limits of shares from 0 to 100, point by point (p chart; p′ with `spread`).

    Points of fewer than 5 cases count towards the centre and have no limits.
    """
    centre = find_mean_rate(counts, sizes)
    return [
        None
        if count is None or size < FEWEST_CASES
        else make_limits(
            100 * centre,
            100 * spread * sqrt(centre * (1 - centre) / size),
            floor=0,
            ceiling=100,
        )
        for count, size in zip(counts, sizes, strict=True)
    ]


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


def find_days_limits(days: Figures) -> Limits | None:
    """The limits of days between events (t chart).

    Nelson's way (A Control Chart for Parts-Per-Million Nonconforming Items, 1994): an
    XmR chart of their 3.6th roots, its lines raised to that power again.
    """
    roots = [None if each is None else each ** (1 / ROOT) for each in days]
    found = find_xmr_limits(roots, floor=0)
    if found is None:
        return None
    return Limits(
        lower=raise_root(found.lower),
        near_lower=raise_root(found.near_lower),
        centre=raise_root(found.centre),
        near_upper=raise_root(found.near_upper),
        upper=raise_root(found.upper),
    )


def raise_root(root: float) -> float:
    """The days of a 3.6th root; none where chance reaches below nought."""
    return float(max(root, 0.0) ** ROOT)


def find_between_limits(counts: Figures) -> Limits:
    """The limits of how many cases lie between two events (g chart).

    Geometric, after Benneyan (Number-Between g-Type Statistical Quality Control
    Charts, 2001). The centre is the median: of so lopsided a spread nearly two thirds
    lie below the mean, and runs below it would mean nothing.
    """
    known = [each for each in counts if each is not None]
    mean = fmean(known)
    sigma = sqrt(mean * (mean + 1))
    return Limits(
        lower=max(mean - SIGMAS * sigma, 0.0),
        near_lower=max(mean - NEAR_SIGMAS * sigma, 0.0),
        centre=float(median(known)),
        near_upper=mean + NEAR_SIGMAS * sigma,
        upper=mean + SIGMAS * sigma,
    )
