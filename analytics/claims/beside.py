"""Whether what a sentence says of other landlords is right, and of this year."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from analytics.bearing.peers.quartiles import Quartiles, find_quartiles, write_quartiles
from analytics.claims.claim import (
    AGREES_WITH,
    DISAGREES,
    OTHER_BENCHMARK,
    SAYS_MORE,
    UNMATCHED,
    Claim,
)
from analytics.claims.phrases import BENCHMARK
from analytics.claims.quantities import Quantity
from analytics.claims.reading import Sentence
from analytics.claims.topics import TOPICS
from analytics.ground.calendar import Period
from analytics.measures import find_measure
from analytics.words.narrative import write_dated


def check_benchmark(
    reading: Sentence, quantities: Sequence[Quantity]
) -> Iterator[Claim]:
    """Whether what is said of other landlords is of this year, and right."""
    found = BENCHMARK.search(reading.sentence)
    if not found or re.search(r"median (?:time|of \w+ working)", reading.sentence):
        return
    is_of_days = "days" in reading.sentence and found[0].lower() == "median"
    if is_of_days:
        return
    words = found[0]
    context = reading.read_context(
        Quantity(start=found.start(), end=found.end(), value=Fraction(0), unit="number")
    )
    spoken = {each.name for each in reading.topics}
    ids = [
        name.format(stage=stage)
        for topic, _, names in TOPICS
        if topic in spoken
        for name in names[:1]
        for stage in context.stages or (1,)
    ]
    year = reading.records.year
    group = name_group_of(reading.sentence)
    band = find_band_of(ids, year, group or "all")
    if band is None:
        yield Claim(
            words=words,
            verdict=OTHER_BENCHMARK,
            says=f"No figures of other landlords of {year.label} are held for it.",
        )
        return
    said = [each for each in quantities if each.role == "benchmark"]
    if not group:
        yield Claim(
            words=words,
            verdict=SAYS_MORE,
            says=f"It does not say which landlords. {write_quartiles(band)}",
        )
        return
    for each in said:
        number = reading.sentence[each.start : each.end]
        is_right = each.fits(Fraction(str(band.median)))
        yield judge_middle(number, each, band, is_right=is_right)
    yield from judge_standing(reading, band, words, has_number=bool(said))


def judge_middle(
    number: str, quantity: Quantity, band: Quartiles, *, is_right: bool
) -> Claim:
    """Whether a number said of other landlords is their middle one, of which year."""
    if is_right:
        return Claim(words=number, verdict=AGREES_WITH, says=write_quartiles(band))
    for label in ("2023-24", "2024-25", "2025-26"):
        other = find_quartiles(band.measure_id, label, band.group.id)
        if other and label != band.year and quantity.fits(Fraction(str(other.median))):
            return Claim(
                words=number,
                verdict=OTHER_BENCHMARK,
                says=f"That was {label}. {write_quartiles(band)}",
            )
    return Claim(words=number, verdict=DISAGREES, says=write_quartiles(band))


def name_group_of(sentence: str) -> str:
    """Which landlords a sentence speaks of; empty where it does not say."""
    if re.search(r"\bcouncils?['’]?\b(?! (?:received|made|is|was))", sentence, re.I):
        return "councils"
    if re.search(r"\b(?:all|national|landlords|sector)\b", sentence, re.IGNORECASE):
        return "all"
    return ""


def find_band_of(ids: Sequence[str], year: Period, group: str) -> Quartiles | None:
    """The figures of other landlords for the first measure that has them."""
    for name in ids:
        band = find_quartiles(name, year.label, group)
        if band is not None:
            return band
    return None


def judge_standing(
    reading: Sentence, band: Quartiles, words: str, *, has_number: bool
) -> Iterator[Claim]:
    """Whether the landlord lies where it is said to lie among them."""
    own = reading.records.ask(band.measure_id, reading.records.year)
    if not own or not own[0].is_ok or own[0].value is None:
        yield Claim(words=words, verdict=UNMATCHED, says=write_quartiles(band))
        return
    value = float(own[0].value)
    measure = find_measure(band.measure_id)
    is_high_good = measure.improvement_direction != "decrease"
    top, bottom = (band.q3, band.q1) if is_high_good else (band.q1, band.q3)
    sentence = reading.sentence
    checks: list[bool] = []
    if re.search(r"top quartile|upper quartile|best quarter", sentence, re.IGNORECASE):
        checks.append(value >= top if is_high_good else value <= top)
    if re.search(r"bottom quartile|lower quartile|worst quarter", sentence, re.I):
        checks.append(value <= bottom if is_high_good else value >= bottom)
    if re.search(
        r"\b(?:above|higher than|better than|over|(?<!no )more (?:\w+ )?than)\b",
        sentence,
        re.IGNORECASE,
    ):
        checks.append(value > band.median)
    if re.search(
        r"\b(?:below|lower than|worse than|under|(?:less|fewer) (?:\w+ )?than)\b",
        sentence,
        re.IGNORECASE,
    ):
        checks.append(value < band.median)
    if not checks and not has_number:
        checks.append(band.q1 <= value <= band.q3)
    for is_right in checks:
        yield Claim(
            words=words,
            verdict=AGREES_WITH if is_right else DISAGREES,
            says=f"{write_dated(own[0])} {write_quartiles(band)}",
        )
