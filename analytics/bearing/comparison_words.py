"""What a comparison bears, in words: a direction only where it is more than chance."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf

from analytics.bearing.comparison import LEVEL, Comparison, compare
from analytics.figures.events import Event
from analytics.ground.rounding import write_count, write_rounded
from analytics.measures.result import Result
from analytics.words.cells import write_counts
from analytics.words.names import (
    MADE_UP,
    count_words,
    list_words,
    name_group,
    write_event_date,
    write_period,
)
from analytics.words.narrative import (
    write_dated,
)


Events = Iterable[Event]


def write_comparison(comparison: Comparison, name: str = "") -> str:
    """A comparison as a sentence; the name says what it is set against."""
    other = f"{name or name_other(comparison)} ({write_base(comparison.other)})"
    span = write_span(comparison)
    match comparison.verdict:
        case "cannot tell":
            words = f"Cannot tell whether it differs from {other}: {span} is possible"
        case "about the same":
            words = f"About the same as {other}: {span}"
        case direction:
            words = f"{direction.capitalize()}{write_size(comparison)} than {other}"
            words += f", by {span}" if not comparison.is_of_times else f": {span}"
    return f"{lead_in(comparison, words)}.{write_care(comparison)}"


def write_short_comparison(comparison: Comparison) -> str:
    """A comparison where there is little room: the verdict without its interval."""
    other = f"{name_other(comparison)} ({write_base(comparison.other)})"
    match comparison.verdict:
        case "cannot tell":
            words = f"Cannot tell whether it differs from {other}"
        case "about the same":
            words = f"About the same as {other}"
        case direction:
            words = f"{direction.capitalize()}{write_size(comparison)} than {other}"
    return f"{lead_in(comparison, words)}.{write_care(comparison)}"


def write_judgement(comparison: Comparison) -> str:
    """The verdict as a word: better or worse where a measure says which way is good."""
    good = {"increase": "higher", "decrease": "lower"}
    direction = comparison.result.measure.improvement_direction
    if direction not in good or not comparison.is_clear:
        return comparison.verdict
    return "better" if comparison.verdict == good[direction] else "worse"


def lead_in(comparison: Comparison, words: str) -> str:
    """The words, after since when it was recorded differently, if it was in between.

    What changed then stands at the events on the charts and in what to look at first.
    """
    if not comparison.broken_by:
        return words
    since = [write_event_date(event) for event in comparison.broken_by]
    rest = words[0].lower() + words[1:]
    return f"Recorded differently since {list_words(since)}: {rest}"


def write_care(comparison: Comparison) -> str:
    """That a verdict rests on few cases, where one is given; empty for many."""
    if not comparison.is_few or not comparison.is_clear:
        return ""
    return " With so few, read the cases as well."


def write_size(comparison: Comparison) -> str:
    """That all a clear difference can be is too small to matter; empty if it is not."""
    if not comparison.is_small:
        return ""
    low, high = comparison.matters
    if comparison.is_of_times:
        share = high - 1 if comparison.verdict == "higher" else 1 - low
        return f", by less than {share:.0%},"
    points = high if comparison.verdict == "higher" else -low
    return f", by less than {points:g} points,"


def write_before(result: Result, before: Result | None, events: Events) -> str:
    """How a figure stands to the year before; that year alone if it bears no more."""
    comparison = compare(result, before, events)
    if comparison is not None:
        return write_comparison(comparison)
    return "" if before is None else write_dated(before)


def write_named_before(result: Result, before: Result | None, events: Events) -> str:
    """The same where several figures are compared: which one it is comes first."""
    comparison = compare(result, before, events)
    if comparison is None:
        return write_before(result, before, events)
    words = write_comparison(comparison)
    return f"{result.measure.short_label}: {words[0].lower()}{words[1:]}"


def write_all_before(
    pairs: Iterable[tuple[Result, Result | None]], events: Sequence[Event]
) -> list[str]:
    """How several figures stand to the year before, a sentence for each.

    Since when they were recorded differently is said once, before them.
    """
    compared = [(now, compare(now, before, events), before) for now, before in pairs]
    breaks = dict.fromkeys(
        event for _, found, _ in compared if found for event in found.broken_by
    )
    said = [write_named_before(now, before, ()) for now, _, before in compared]
    if breaks:
        since = list_words([write_event_date(event) for event in breaks])
        said.insert(
            0,
            f"Recorded differently since {since}: part of any difference can be that.",
        )
    return [each for each in said if each]


def name_other(comparison: Comparison) -> str:
    """What a figure is set against: a period, or a group of the same period."""
    other = comparison.other
    if other.period != comparison.result.period:
        return write_period(other.period)
    return name_group(other)


def write_base(result: Result) -> str:
    """The other figure with its counts: "65.0%, 13 of 20"."""
    words = result.shown
    if result.measure.has_parts:
        words += f", {write_counts(result)}"
    elif result.measure.is_per_home:
        words += f", {write_count(result.counted)}"
    elif result.measure.kind == "ratio":
        words += f", {write_counts(result)}"
    return f"{words}, {MADE_UP}" if result.is_made_up else words


def write_span(comparison: Comparison) -> str:
    """The interval in words: "anything from 4.7 points lower to 14.5 points higher"."""
    ends = comparison.lower, comparison.upper
    if comparison.is_of_times:
        low = write_times(comparison.lower)
        if comparison.upper == inf:
            return f"{low} as many or more"
        return f"{low} to {write_times(comparison.upper)} as many"
    if comparison.is_clear:
        near, far = sorted(abs(end) for end in ends)
        return f"{write_rounded(near, 1)} to {write_rounded(far, 1)} percentage points"
    low, high = (write_end(end) for end in ends)
    return f"anything from {low} to {high}"


def write_end(points: float) -> str:
    """A difference of shares with its direction: "4.7 percentage points lower"."""
    amount = write_rounded(abs(points), 1)
    if not any(digit in amount for digit in "123456789"):
        return "no difference"
    return f"{amount} percentage points {'lower' if points < 0 else 'higher'}"


def write_times(times: float) -> str:
    """How many times: "2.3 times", with two decimals where one says too little."""
    return f"{write_rounded(times, 1 if times >= 2 else 2)} times"


def write_by_chance(tested: int) -> str:
    """How many of so many comparisons would look clear with nothing different."""
    return write_rounded(tested * Fraction(str(LEVEL)), 1)


def write_many(comparisons: Sequence[Comparison | None], group: str) -> str:
    """How many of several comparisons stand out, and how many would by chance."""
    tested = [each for each in comparisons if each is not None]
    if not tested:
        return f"No {group} can be set against the others."
    clear = sum(each.is_clear for each in tested)
    found = f"{clear} {'does' if clear == 1 else 'do'}" if clear else "none does"
    are = "is" if len(tested) == 1 else "are"
    return (
        f"{count_words(len(tested), group)} {are} set against the others. Judged one by"
        f" one about {write_by_chance(len(tested))} would stand out though nothing was "
        f"different; judged together, {found}."
    )
