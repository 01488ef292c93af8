"""Whether a figure differs from another, and what may be said of the difference.

One test and one interval decide together. The test is the mid-p (of shares, or given
both counts together of rates); the interval is Newcombe's of the difference of two
shares, and the conditional mid-p one of the ratio of two rates or counts. Weighted
counts have no test, so their interval decides alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from typing import Literal

from analytics.bearing.exact import (
    find_rate_chance,
    find_ratio_interval,
    find_share_chance,
)
from analytics.figures.events import Event
from analytics.ground.intervals import find_share_interval
from analytics.measures.result import Result


Verdict = Literal["higher", "lower", "about the same", "cannot tell"]

# A mid-p below this tells two figures apart.
LEVEL = 0.05

# With fewer cases than this in a group its words are careful.
SMALLEST_BASE = 10


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How a figure stands to another, of another period or another group.

    `lower` and `upper` are the 95% interval, as it may be shown beside the verdict: of
    the difference in percentage points for shares, of how many times the other for
    rates and counts (infinite where the other is nought). `p` is the mid-p, None where
    counts are weighted.
    """

    result: Result
    other: Result
    verdict: Verdict
    lower: float
    upper: float
    p: float | None = None
    # What was recorded differently in between.
    broken_by: tuple[Event, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether the two are told apart."""
        return self.verdict in ("higher", "lower")

    @property
    def is_of_times(self) -> bool:
        """Whether it says how many times the other, and not by how many points."""
        return not self.result.measure.has_parts

    @property
    def matters(self) -> tuple[float, float]:
        """Between which two ends a difference would not matter."""
        return self.result.measure.negligible

    @property
    def is_small(self) -> bool:
        """Whether all that it can be is too small to matter."""
        low, high = self.matters
        return low <= self.lower and self.upper <= high

    @property
    def is_few(self) -> bool:
        """Whether it rests on so few cases that they had better be read."""
        if self.is_of_times:
            return self.result.counted + self.other.counted < SMALLEST_BASE
        return min(self.result.cases, self.other.cases) < SMALLEST_BASE


def compare(
    result: Result, other: Result | None, events: Iterable[Event] = ()
) -> Comparison | None:
    """How one figure of a measure stands to another; None where they cannot be set so.

    That is where either is not known, provisional or only partly covered beside a
    whole, and for medians, which carry no spread with them. Source: DOMAIN of the
    field, section 9: Lancaster 1961, Przyborowski and Wilenski 1940, Newcombe 1998.
    """
    if other is None or not can_compare(result, other):
        return None
    lower, upper = find_interval(result, other)
    found = Comparison(
        result=result,
        other=other,
        verdict="cannot tell",
        lower=lower,
        upper=upper,
        p=find_chance(result, other),
        broken_by=find_breaks(result, other, events),
    )
    return reach_verdict(found, found.p is None or found.p < LEVEL)


def reach_verdict(found: Comparison, is_unlikely: bool) -> Comparison:
    """A comparison with its verdict, and an interval that does not contradict it.

    A direction needs both: a test that finds it unlikely with nothing different, and an
    interval that leaves no difference out. Where only the interval does, its nearer end
    is shown as no difference.
    """
    none = 1.0 if found.is_of_times else 0.0
    if is_unlikely and (found.lower > none or found.upper < none):
        return replace(found, verdict="higher" if found.lower > none else "lower")
    lower, upper = min(found.lower, none), max(found.upper, none)
    shown = replace(found, lower=lower, upper=upper, verdict="cannot tell")
    return replace(shown, verdict="about the same") if shown.is_small else shown


def can_compare(result: Result, other: Result) -> bool:
    """Whether two results are final figures of one measure of a kind with a test."""
    both = (result, other)
    return (
        result.measure.id == other.measure.id
        and result.measure.has_spread
        and not result.measure.is_at_as_at
        and all(each.is_ok and not each.is_provisional for each in both)
        and result.can_stand_beside(other)
    )


def find_chance(result: Result, other: Result) -> float | None:
    """The mid-p of two figures; None where counts are weighted: no test is known."""
    if result.measure.weight_column:
        return None
    counted, other_counted = int(result.counted), int(other.counted)
    if result.measure.has_parts:
        return find_share_chance(
            counted, int(result.cases), other_counted, int(other.cases)
        )
    exposures = measure_exposure(result), measure_exposure(other)
    return find_rate_chance(counted, other_counted, *exposures)


def measure_exposure(result: Result) -> Fraction:
    """What a count is set against: homes, the other count of a ratio, or days."""
    if not result.measure.has_denominator:
        return Fraction((result.period.last - result.period.first).days + 1)
    return Fraction(result.cases)


def find_interval(result: Result, other: Result) -> tuple[float, float]:
    """The 95% interval of a difference of shares, or of the ratio of two others."""
    if result.measure.has_parts:
        return find_difference_interval(result, other)
    counts = int(result.counted), int(other.counted)
    exposures = measure_exposure(result), measure_exposure(other)
    return find_ratio_interval(*counts, *exposures)


def find_difference_interval(result: Result, other: Result) -> tuple[float, float]:
    """The 95% interval of the difference of two shares, in percentage points.

    Newcombe's tenth method, from the Wilson limits of both (Newcombe 1998).
    """
    scale = result.measure.scale
    share, low, high = find_ends(result)
    base, base_low, base_high = find_ends(other)
    return (
        scale * (share - base - sqrt((share - low) ** 2 + (base_high - base) ** 2)),
        scale * (share - base + sqrt((high - share) ** 2 + (base - base_low) ** 2)),
    )


def find_ends(result: Result) -> tuple[float, float, float]:
    """A share and its own 95% limits, as parts of one.

    Weighted answers tell as much as fewer unweighted ones do: the design effect's part.
    """
    effect = float(result.design_effect or 1)
    counted, cases = float(result.counted) / effect, float(result.cases) / effect
    return counted / cases, *find_share_interval(counted, cases)


def find_breaks(
    result: Result, other: Result, events: Iterable[Event]
) -> tuple[Event, ...]:
    """Events after which figures were recorded differently, between two periods."""
    if result.period == other.period:
        return ()
    first = min(result.period.first, other.period.first)
    last = max(result.period.last, other.period.last)
    return tuple(
        event
        for event in events
        if event.breaks_baseline
        and first < event.event_date <= last
        # What changed the register of complaints did not change a survey of tenants.
        and event.concerns(result.measure)
    )


def find_rest(whole: Result, part: Result) -> Result | None:
    """A share of all cases but those of one group; None where that is not known.

    A group is no fair measure of itself, so it is set against the others and not
    against the whole in which it is.
    """
    is_known = whole.is_ok and part.is_ok and whole.measure.has_parts
    cases = whole.cases - part.cases
    if not is_known or cases <= 0:
        return None
    counted = whole.counted - part.counted
    value = whole.measure.make_value(counted, cases)
    return replace(
        whole,
        numerator=counted,
        denominator=cases,
        pending=whole.pending - part.pending,
        value=value,
        shown=whole.measure.write(value),
        lower=None,
        upper=None,
    )


def compare_many(
    pairs: Sequence[tuple[Result, Result | None]],
) -> list[Comparison | None]:
    """Comparisons that stand together, judged so that few are clear by chance alone.

    Benjamini and Hochberg 1995: of those called clear, at most one in twenty is
    expected to be chance. Comparisons without a test of their own stay as they are.
    """
    found = [compare(result, other) for result, other in pairs]
    tested = [
        place
        for place, each in enumerate(found)
        if each is not None and each.p is not None
    ]
    clear = find_clear([found[place].p or 0.0 for place in tested])  # type: ignore[union-attr]
    for place, is_clear in zip(tested, clear, strict=True):
        each = found[place]
        if each is not None and each.is_clear and not is_clear:
            found[place] = reach_verdict(each, is_unlikely=False)
    return found


def find_clear(chances: Sequence[float]) -> list[bool]:
    """Which of several probabilities are small enough together."""
    ordered = sorted(chances)
    bounds = [
        chance
        for rank, chance in enumerate(ordered, start=1)
        if chance <= LEVEL * rank / len(ordered)
    ]
    bound = max(bounds, default=-1.0)
    return [chance <= bound for chance in chances]
