"""What a comparison bears, in words: a direction only where it is more than chance."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from analytics.bearing.comparison import LEVEL, SMALLEST_BASE, Comparison, compare
from analytics.figures.events import Event
from analytics.ground.rounding import write_count, write_rounded
from analytics.measures.result import Result
from analytics.words.cells import write_counts
from analytics.words.names import (
    MADE_UP,
    count_words,
    list_words,
    name_group,
    write_period,
)
from analytics.words.narrative import (
    write_dated,
    write_gap,
    write_interval,
    write_sentence,
)


Events = Iterable[Event]

MINUS = "\N{MINUS SIGN}"


def write_comparison(comparison: Comparison, name: str = "") -> str:
    """A comparison in one or two sentences; the name says what it is set against."""
    other = f"{name or name_other(comparison)} ({write_base(comparison.other)})"
    by = write_difference(comparison)
    match comparison.verdict:
        case "too few to say":
            words = (
                f"Too few to say whether it differs from {other}: below "
                f"{SMALLEST_BASE} cases one more or less is chance."
            )
        case "no clear change":
            words = (
                f"{write_none(comparison)} {other}: a difference of {by} is one that "
                f"chance alone could make ({write_range(comparison)})."
            )
        case direction:
            words = (
                f"{direction.capitalize()} than {other} by {by} "
                f"({write_range(comparison)}): more than chance alone would make."
            )
    return words + write_breaks(comparison)


def write_short_comparison(comparison: Comparison) -> str:
    """A comparison where there is little room: the verdict without its interval."""
    other = f"{name_other(comparison)} ({write_base(comparison.other)})"
    match comparison.verdict:
        case "too few to say":
            words = f"Too few to say whether it differs from {other}."
        case "no clear change":
            words = f"{write_none(comparison)} {other}."
        case direction:
            words = (
                f"{direction.capitalize()} than {other}: more than chance alone would "
                "make."
            )
    return words + write_breaks(comparison)


def write_before(result: Result, before: Result | None, events: Events) -> str:
    """How a figure stands to the year before; that year alone if it bears no more."""
    comparison = compare(result, before, events)
    if comparison is not None:
        return write_comparison(comparison)
    return "" if before is None else write_dated(before)


def write_card(result: Result, before: Result | None, events: Events) -> str:
    """The sentence of a card: counts, interval, how it stands to the year before."""
    if not result.is_ok:
        return write_gap(result)
    parts = [write_sentence(result), write_interval(result)]
    if result.is_part:
        parts.append(result.reason or "")
    comparison = compare(result, before, events)
    if comparison is not None:
        parts.append(write_short_comparison(comparison))
    elif before is not None:
        year = write_period(before.period)
        base = write_base(before) if before.is_ok else before.shown
        parts.append(f"The year before ({year}): {base}.")
    return " ".join(part for part in parts if part)


def write_none(comparison: Comparison) -> str:
    """That nothing clear is seen: between periods a change, between groups another."""
    is_change = comparison.other.period != comparison.result.period
    return f"No clear {'change' if is_change else 'difference'} from"


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
    return f"{words}, {MADE_UP}" if result.is_made_up else words


def write_difference(comparison: Comparison) -> str:
    """How large a difference is, without its direction."""
    places = comparison.result.measure.places
    amount = write_rounded(abs(comparison.difference), places)
    return f"{amount} {comparison.result.measure.difference_unit}"


def write_range(comparison: Comparison) -> str:
    """The interval of a difference, as what chance leaves possible."""
    places = comparison.result.measure.places
    low, high = (
        write_signed(end, places) for end in (comparison.lower, comparison.upper)
    )
    return f"anywhere from {low} to {high}"


def write_signed(number: float, places: int) -> str:
    """A number with its sign, plus or minus; nought has none."""
    text = write_rounded(abs(Fraction(number)), places)
    if not any(digit in text for digit in "123456789"):
        return text
    return f"{MINUS if number < 0 else '+'}{text}"


def write_breaks(comparison: Comparison) -> str:
    """What was recorded differently in between; empty if nothing was."""
    if not comparison.broken_by:
        return ""
    return f" Recorded differently in between: {list_words(comparison.broken_by)}."


def write_together(comparisons: Sequence[Comparison | None]) -> str:
    """How many of a few comparisons would stand out by chance; empty for one."""
    judged = [each for each in comparisons if each and each.verdict != "too few to say"]
    if len(judged) < 2:
        return ""
    chance = write_by_chance(len(judged))
    return (
        f"Each figure is set against the year before by itself. Of {len(judged)} such "
        f"comparisons about {chance} would stand out by chance alone."
    )


def write_by_chance(tested: int) -> str:
    """How many of so many comparisons chance alone would make look clear."""
    return write_rounded(tested * Fraction(str(LEVEL)), 1)


def write_many(comparisons: Sequence[Comparison | None], group: str) -> str:
    """How many of several comparisons stand out, and how many would by chance alone."""
    judged = [each for each in comparisons if each is not None]
    few = [each for each in judged if each.verdict == "too few to say"]
    tested, clear = len(judged) - len(few), sum(each.is_clear for each in judged)
    if not tested:
        return f"No {group} has cases enough to be set against the others."
    chance = write_by_chance(tested)
    found = f"{clear} {'does' if clear == 1 else 'do'}" if clear else "none does"
    others = f"{count_words(len(few), 'other')} {'has' if len(few) == 1 else 'have'}"
    return (
        f"{count_words(tested, group)} {'has' if tested == 1 else 'have'} cases enough "
        "to be set against the others. Judged one "
        f"by one about {chance} would stand out by chance alone; judged together, "
        f"{found}. {others} too few."
    )
