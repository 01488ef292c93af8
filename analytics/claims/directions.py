"""Whether a figure moved as a sentence says, clearly, and by how much."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from analytics.bearing.comparison import compare
from analytics.claims.candidates import list_possible
from analytics.claims.claim import (
    AGREES_WITH,
    DISAGREES,
    SAYS_MORE,
    UNMATCHED,
    Claim,
)
from analytics.claims.phrases import (
    DIRECTION_WORDS,
    MORE_THAN_OTHER,
    MOVED,
    NEGATED,
    SIGNIFICANT,
    TIME_BEFORE,
)
from analytics.claims.quantities import Quantity
from analytics.claims.reading import Context, Sentence, find_words
from analytics.claims.topics import YEAR_LABEL
from analytics.figures.open_release import previous_year
from analytics.measures.result import Result
from analytics.words.narrative import write_dated


def check_direction(
    reading: Sentence, quantities: Sequence[Quantity]
) -> Iterator[Claim]:
    """Whether a figure moved as is said, clearly, and by how much."""
    changes = [each for each in quantities if each.role == "change"]
    places = find_words(reading.hidden, DIRECTION_WORDS)
    said = [each for each in places if is_about_time(reading, quantities)]
    if not said and not changes:
        return
    two_years = len(set(YEAR_LABEL.findall(reading.sentence))) > 1
    if not said and not two_years and not TIME_BEFORE.search(reading.sentence):
        for each in changes:
            words = reading.sentence[each.start : each.end]
            yield Claim(
                words=words,
                verdict=UNMATCHED,
                says="It says by how much, and not since when.",
            )
        return
    words = (
        reading.sentence[said[0].start : said[0].end]
        if said
        else reading.sentence[changes[0].start : changes[0].end]
    )
    pair = find_both_years(reading, quantities)
    if pair is None:
        yield Claim(
            words=words, verdict=UNMATCHED, says="No figure of both years was found."
        )
        return
    now, before = pair
    if said:
        yield judge_direction(reading, words, said[0].name, now, before)
    for each in changes:
        yield judge_change(reading, each, now, before)


def is_about_time(reading: Sentence, quantities: Sequence[Quantity]) -> bool:
    """Whether a direction in a sentence is one over time."""
    if MORE_THAN_OTHER.search(reading.hidden) and len(reading.names) > 1:
        return False
    return bool(
        TIME_BEFORE.search(reading.sentence)
        or MOVED.search(reading.sentence)
        or any(each.role == "before" for each in quantities)
    )


def find_both_years(
    reading: Sentence, quantities: Sequence[Quantity]
) -> tuple[Result, Result] | None:
    """The figure that a sentence compares, of its year and of the one before."""
    year = reading.records.year
    first = next((each for each in quantities if each.role == ""), None)
    first = first or next(iter(quantities), None)
    probe = first or Quantity(start=0, end=0, value=Fraction(0), unit="number")
    context = reading.read_context(probe)
    whole = Context(
        topics=context.topics,
        stages=context.stages or (1,),
        population=context.population,
        periods=(year,),
        where=context.where,
    )
    earlier = Context(
        topics=whole.topics,
        stages=whole.stages,
        population=whole.population,
        periods=(previous_year(year),),
        where=whole.where,
    )
    now = find_result(reading, whole, first)
    before = find_result(reading, earlier, None, now)
    return (now, before) if now and before else None


def find_result(
    reading: Sentence,
    context: Context,
    quantity: Quantity | None,
    like: Result | None = None,
) -> Result | None:
    """The result of a context: that which a number fits, else the likeliest."""
    figures = [
        each
        for each in list_possible(reading.records, context, reading.sentence)
        if each.result.is_ok
    ]
    if like is not None:
        return next(
            (
                each.result
                for each in figures
                if each.result.measure == like.measure
                and each.result.group == like.group
            ),
            None,
        )
    if quantity is not None:
        for each in figures:
            if each.fits(quantity):
                return each.result
    return figures[0].result if figures else None


def judge_direction(
    reading: Sentence, words: str, direction: str, now: Result, before: Result
) -> Claim:
    """Whether a figure went the way that is said, and whether that is clear."""
    right = f"{write_dated(now)} {write_dated(before)}"
    moved = find_sign(now, before)
    wished = now.measure.improvement_direction
    if direction in ("better", "worse"):
        if wished not in ("increase", "decrease"):
            says = f"The measure has no good direction. {right}"
            return Claim(words=words, verdict=SAYS_MORE, says=says)
        is_up = (direction == "better") == (wished == "increase")
        said = 1 if is_up else -1
    else:
        said = {"up": 1, "down": -1, "same": 0}[direction]
    if NEGATED.search(reading.sentence) and now.measure.has_parts:
        says = f"It denies and compares at once. {right}"
        return Claim(words=words, verdict=UNMATCHED, says=says)
    if moved != said:
        return Claim(words=words, verdict=DISAGREES, says=right)
    if is_plain_count(now) and not SIGNIFICANT.search(reading.sentence):
        return Claim(words=words, verdict=AGREES_WITH, says=right)
    comparison = compare(now, before, reading.records.release.events)
    if comparison is None or not comparison.is_clear:
        return Claim(
            words=words,
            verdict=SAYS_MORE,
            says=f"The two cannot be told apart. {right}",
        )
    return Claim(words=words, verdict=AGREES_WITH, says=right)


def is_plain_count(result: Result) -> bool:
    """Whether a figure is a number of cases, which is what it is."""
    return not result.measure.has_parts and not result.measure.has_denominator


def find_sign(now: Result, before: Result) -> int:
    """Whether a figure is higher (1), lower (-1) or the same (0)."""
    value, other = (
        Fraction(each.value if each.value is not None else each.counted)
        for each in (now, before)
    )
    return (value > other) - (value < other)


def judge_change(
    reading: Sentence, quantity: Quantity, now: Result, before: Result
) -> Claim:
    """By how much a figure moved: in cases, in points, in per cent, in times."""
    words = reading.sentence[quantity.start : quantity.end]
    right = f"{write_dated(now)} {write_dated(before)}"
    value, other = (
        Fraction(each.value if each.value is not None else each.counted)
        for each in (now, before)
    )
    gap = abs(value - other)
    relative = 100 * gap / other if other else None
    is_share = now.measure.has_parts
    match quantity.unit:
        case "points":
            is_right = is_share and fits_change(quantity, gap)
        case "times":
            is_right = bool(other) and quantity.fits_times(value / other)
        case "per cent" if is_share and fits_change(quantity, gap):
            says = f"These are percentage points, not per cent. {right}"
            return Claim(words=words, verdict=DISAGREES, says=says)
        case "per cent":
            is_right = relative is not None and fits_change(quantity, relative)
        case _:
            is_right = fits_change(
                quantity, abs(Fraction(now.counted) - Fraction(before.counted))
            )
    verdict = AGREES_WITH if is_right else DISAGREES
    return Claim(words=words, verdict=verdict, says=right)


def fits_change(quantity: Quantity, gap: Fraction | int) -> bool:
    """Whether a difference is as it was written; of rounded figures it may differ."""
    room = Fraction(1, 10 ** max(quantity.places, 1)) if quantity.places else 0
    return quantity.fits(gap) or abs(Fraction(gap) - quantity.value) <= room
