"""Whether a figure differs from another by more than chance would make it.

One test decides: Fisher's exact for shares, the exact conditional test for rates and
counts, and, only where counts are weighted, whether the interval of the difference
leaves nought out. The difference and its interval are shown and decide nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from typing import Literal

from analytics.bearing.exact import find_conditional, find_fisher
from analytics.figures.events import Event
from analytics.ground.intervals import find_count_interval, find_share_interval
from analytics.measures.result import Result


Verdict = Literal["higher", "lower", "no clear change", "too few to say"]

# Below this a difference as large as chance makes is called none.
LEVEL = 0.05

# With fewer cases than this in a group nothing is said of it.
SMALLEST_BASE = 10


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How a figure stands to another, of another period or another group.

    The difference is the figure less the other: percentage points for shares, per
    1,000 for rates, a number for counts; `lower` and `upper` are its 95% interval.
    `p` is None where no test of its own decided.
    """

    result: Result
    other: Result
    verdict: Verdict
    difference: Fraction
    lower: float
    upper: float
    p: float | None = None
    # What was recorded differently in between: the event's label.
    broken_by: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether the difference is more than chance would make."""
        return self.verdict in ("higher", "lower")


def compare(
    result: Result, other: Result | None, events: Iterable[Event] = ()
) -> Comparison | None:
    """How one figure of a measure stands to another; None where they cannot be set so.

    That is where either is not known, provisional or only partly covered beside a
    whole, and for medians, which carry no spread with them. Source: DOMAIN of the
    field: Fisher 1922, Przyborowski and Wilenski 1940, Newcombe 1998.
    """
    if other is None or not can_compare(result, other):
        return None
    p, is_many = find_chance(result, other)
    difference = Fraction(result.value or 0) - Fraction(other.value or 0)
    lower, upper = find_difference_interval(result, other)
    is_clear = not lower <= 0 <= upper if p is None else p < LEVEL
    verdict: Verdict = "no clear change"
    if not is_many:
        verdict = "too few to say"
    elif is_clear:
        verdict = "higher" if difference > 0 else "lower"
    return Comparison(
        result=result,
        other=other,
        verdict=verdict,
        difference=difference,
        lower=lower,
        upper=upper,
        p=p,
        broken_by=find_breaks(result, other, events),
    )


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


def find_chance(result: Result, other: Result) -> tuple[float | None, bool]:
    """The probability of a difference at least as large by chance; whether cases do.

    None where counts are weighted, for which no exact test is known.
    """
    if result.measure.has_parts:
        is_many = min(result.cases, other.cases) >= SMALLEST_BASE
        if result.measure.weight_column:
            return None, is_many
        counts = [
            int(n) for each in (result, other) for n in (each.counted, each.cases)
        ]
        return find_fisher(*counts), is_many
    counted, other_counted = int(result.counted), int(other.counted)
    # A few beside many is clear; a few beside a few is not. So both count together.
    is_many = counted + other_counted >= SMALLEST_BASE
    exposures = measure_exposure(result), measure_exposure(other)
    return find_conditional(counted, other_counted, *exposures), is_many


def measure_exposure(result: Result) -> Fraction:
    """What a count is set against: homes, the other count of a ratio, or days."""
    if not result.measure.has_denominator:
        return Fraction((result.period.last - result.period.first).days + 1)
    return Fraction(result.cases)


def find_difference_interval(result: Result, other: Result) -> tuple[float, float]:
    """The 95% interval of a difference, from those of its two ends.

    For shares this is Newcombe's tenth method; for counts and rates the same is done
    with their exact or Byar limits. Source: Zou and Donner 2008.
    """
    value, low, high = find_ends(result)
    base, base_low, base_high = find_ends(other)
    difference = value - base
    return (
        difference - sqrt((value - low) ** 2 + (base_high - base) ** 2),
        difference + sqrt((high - value) ** 2 + (base - base_low) ** 2),
    )


def find_ends(result: Result) -> tuple[float, float, float]:
    """A figure and its own 95% limits, in its own unit."""
    value = float(result.value or 0)
    counted, cases = float(result.counted), float(result.cases)
    if result.measure.has_parts:
        lower, upper = find_share_interval(counted, cases)
        return value, result.measure.scale * lower, result.measure.scale * upper
    lower, upper = find_count_interval(counted)
    # A count stands for itself; a rate or ratio for so many of its base.
    scale = result.measure.scale / (cases or 1.0)
    return value, scale * lower, scale * upper


def find_breaks(
    result: Result, other: Result, events: Iterable[Event]
) -> tuple[str, ...]:
    """Events after which figures were recorded differently, between two periods."""
    # What changed the register of complaints did not change a survey of tenants.
    if result.period == other.period or not result.measure.is_of_register:
        return ()
    first = min(result.period.first, other.period.first)
    last = max(result.period.last, other.period.last)
    return tuple(
        event.label
        for event in events
        if event.breaks_baseline and first < event.event_date <= last
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
        if each is not None and each.p is not None and each.verdict != "too few to say"
    ]
    clear = find_clear([found[place].p or 0.0 for place in tested])  # type: ignore[union-attr]
    for place, is_clear in zip(tested, clear, strict=True):
        each = found[place]
        if each is not None and each.is_clear and not is_clear:
            found[place] = replace(each, verdict="no clear change")
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
