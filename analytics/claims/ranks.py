"""Whether an area, a channel or a quarter stands where a sentence puts it."""

import re
from collections.abc import Iterator
from fractions import Fraction

from analytics.claims.claim import (
    AGREES_WITH,
    DISAGREES,
    SAYS_MORE,
    UNMATCHED,
    Claim,
)
from analytics.claims.phrases import AFTER_ANOTHER, MORE_THAN_OTHER, MOST_OF, RANKS
from analytics.claims.quantities import Quantity
from analytics.claims.reading import Sentence, find_words
from analytics.measures.dimensions import NOT_RECORDED
from analytics.measures.result import Result
from analytics.words.cells import write_cell
from analytics.words.names import name_group


def check_rank(reading: Sentence) -> Iterator[Claim]:
    """Whether an area, a channel or a quarter stands where it is said to stand."""
    if len(reading.names) > 1 and (found := MORE_THAN_OTHER.search(reading.hidden)):
        yield judge_between(reading, found)
        return
    places = find_words(reading.hidden, RANKS)
    if not places:
        return
    if AFTER_ANOTHER.search(reading.hidden):
        yield Claim(
            words=reading.sentence[places[0].start : places[0].end],
            verdict=UNMATCHED,
            says="A place after another is not looked into.",
        )
        return
    place = places[0]
    words = reading.sentence[place.start : place.end]
    if reading.names:
        name = min(reading.names, key=lambda each: abs(each.start - place.start))
        dimension, value = reading.records.names[name.name]
    elif reading.quarters:
        dimension, value = "quarter", f"Q{reading.quarters[0].name}"
    else:
        return
    results = list_ranked(reading, dimension)
    names = [each.group[dimension].split()[-1] if dimension == "quarter"
             else each.group[dimension] for each in results]  # fmt: skip
    if value not in names:
        yield Claim(words=words, verdict=UNMATCHED, says="It is not in the records.")
        return
    amounts = [each.counted for each in results]
    amount = amounts[names.index(value)]
    above = sum(other > amount for other in amounts)
    below = sum(other < amount and other > 0 for other in amounts)
    where = {"first": above == 0, "second": above == 1, "third": above == 2}
    is_right = where.get(place.name, below == 0)
    top = ", ".join(f"{name_group(each)} {write_cell(each)}" for each in results[:3])
    says = f"{results[0].measure.label}: {top}."
    if is_right and MOST_OF.search(reading.sentence):
        total = sum(amounts)
        if 2 * amount <= total:
            yield Claim(
                words=words,
                verdict=SAYS_MORE,
                says=f"It is the largest, and not more than half. {says}",
            )
            return
    yield Claim(words=words, verdict=AGREES_WITH if is_right else DISAGREES, says=says)


def list_ranked(reading: Sentence, dimension: str) -> list[Result]:
    """Counts by area, ward, channel or quarter of the year, the largest first."""
    probe = Quantity(start=0, end=0, value=Fraction(0), unit="number")
    context = reading.read_context(probe)
    stage = context.stages[0] if context.stages else 1
    is_area = dimension == "service_area"
    name = "service_area_mentions" if is_area else f"received_{stage}"
    year = reading.read_year(probe)
    found = reading.records.ask(name, year, by=dimension)
    groups = [
        each
        for each in found
        if each.group and each.is_ok and NOT_RECORDED not in each.group.values()
    ]
    return sorted(groups, key=lambda each: -each.counted)


def judge_between(reading: Sentence, found: re.Match[str]) -> Claim:
    """Whether one area has more than another, as is said."""
    first, second = reading.names[0], reading.names[-1]
    dimension, value = reading.records.names[first.name]
    other = reading.records.names[second.name][1]
    results = {each.group[dimension]: each for each in list_ranked(reading, dimension)}
    if value not in results or other not in results:
        return Claim(
            words=found[0], verdict=UNMATCHED, says="One of them is not in the records."
        )
    one, two = results[value], results[other]
    is_more = found[1].lower() == "more"
    is_right = one.counted > two.counted if is_more else one.counted < two.counted
    says = f"{value} {write_cell(one)}, {other} {write_cell(two)}."
    return Claim(
        words=found[0], verdict=AGREES_WITH if is_right else DISAGREES, says=says
    )
