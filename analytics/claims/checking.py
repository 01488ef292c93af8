"""Whether what a draft claims is what the records say, sentence by sentence.

No language is understood here: numbers, directions, ranks and a few turns of phrase are
matched to the landlord's own measures. What is not recognised is said to be so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analytics.claims.beside import check_benchmark
from analytics.claims.candidates import Figure, list_possible
from analytics.claims.claim import (
    AGAINST_CODE,
    AGREES_WITH,
    DISAGREES,
    SAYS_MORE,
    UNMATCHED,
    Checked,
    Claim,
)
from analytics.claims.directions import check_direction
from analytics.claims.phrases import (
    CAUSE,
    FEWER_IS_BETTER,
    MORE_IS_WORSE,
    NO_SIGN,
    OTHER_YEARS,
    UNREAD,
)
from analytics.claims.quantities import Quantity, read_quantities
from analytics.claims.ranks import check_rank
from analytics.claims.reading import Context, Sentence, YearRecords
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import Period


# Letters of a draft that are checked at once, and of a sentence that is read.
LONGEST_DRAFT, LONGEST_SENTENCE = 20_000, 600


SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[A-Z0-9“\"'(])|\n+")


# An abbreviation ends no sentence, and neither does the number of a paragraph.
UNENDED = re.compile(
    r"\b(?:e\.g|i\.e|approx|vs|Cllr|Mr|Mrs|Ms|Dr)\.$|^[-•\s]*\d+(?:\.\d+)*\.?$",
    re.IGNORECASE,
)


def split_sentences(text: str) -> list[str]:
    """The sentences of a draft, in order."""
    sentences: list[str] = []
    for part in SENTENCE_END.split(text):
        if sentences and UNENDED.search(sentences[-1]):
            sentences[-1] = f"{sentences[-1]} {part}"
        elif part.strip():
            sentences.append(part.strip())
    return sentences


def check_claims(release: OpenRelease, text: str, year: Period) -> list[Checked]:
    """Every sentence of a draft about a year, checked against a release."""
    records = YearRecords(release=release, year=year)
    checked: list[Checked] = []
    reading: Sentence | None = None
    for sentence in split_sentences(text):
        if len(sentence) > LONGEST_SENTENCE:
            why = f"A sentence of more than {LONGEST_SENTENCE} characters is not read."
            long = Claim(words=sentence[:40], verdict=UNMATCHED, says=why)
            checked.append(Checked(sentence=sentence, claims=(long,)))
            continue
        reading = Sentence(records, sentence, reading)
        checked.append(check_sentence(reading))
    return checked


def check_sentence(reading: Sentence) -> Checked:
    """One sentence, checked: each number, and what is claimed beside them."""
    sentence = reading.sentence
    quantities = read_quantities(sentence)
    claims = [*check_sense(reading)]
    for each in quantities:
        if each.role == "base":
            parts = [other for other in quantities if other.role == ""]
            claims.append(check_base(reading, each, parts))
        elif each.role not in ("change", "benchmark"):
            claims.append(check_quantity(reading, each))
    claims += check_rank(reading)
    claims += check_direction(reading, quantities)
    claims += check_benchmark(reading, quantities)
    spoken = {each.name for each in reading.topics} - {"complaints"}
    if not claims and (reading.names or (spoken and UNREAD.search(sentence))):
        claims.append(
            Claim(
                words=sentence,
                verdict=UNMATCHED,
                says="It may claim something; nothing in it was recognised.",
            )
        )
    return Checked(sentence=sentence, claims=tuple(claims))


def check_sense(reading: Sentence) -> Iterator[Claim]:
    """Fewer complaints as an aim; a cause that no figure shows."""
    sentence = reading.sentence
    found = FEWER_IS_BETTER.search(sentence) or MORE_IS_WORSE.search(sentence)
    if found and not NO_SIGN.search(sentence):
        yield Claim(
            words=found[0],
            verdict=AGAINST_CODE,
            says=(
                "The Code does not take many complaints for a failing: they can mean "
                "that complaining is easy (3.3)."
            ),
        )
    found = CAUSE.search(sentence)
    if not found and "refus" not in sentence.casefold():
        found = re.search(r"\bbecause\b", sentence, re.IGNORECASE)
    if found:
        yield Claim(
            words=found[0],
            verdict=SAYS_MORE,
            says="YearRecords say what happened and not why.",
        )
    if found := OTHER_YEARS.search(sentence):
        yield Claim(
            words=found[0],
            verdict=UNMATCHED,
            says="Years before the one before are not looked into.",
        )


def check_quantity(reading: Sentence, quantity: Quantity) -> Claim:
    """A number of a sentence against the figures that it can be."""
    words = reading.sentence[quantity.start : quantity.end]
    context = reading.read_context(quantity)
    figures = list(list_possible(reading.records, context, reading.sentence))
    if quantity.value == 0 and figures and figures[0].count is None:
        # What is not recorded is not none.
        return Claim(words=words, verdict=SAYS_MORE, says=figures[0].write())
    known = [
        each for each in figures if each.count is not None or each.value is not None
    ]
    if not figures:
        return Claim(
            words=words, verdict=UNMATCHED, says="No measure was recognised for it."
        )
    if not known:
        gap = figures[0].write()
        verdict = SAYS_MORE if quantity.value == 0 else UNMATCHED
        return Claim(words=words, verdict=verdict, says=gap)
    is_none = quantity.value == 0 and quantity.unit == "number" and not quantity.base
    if is_none and not context.stages:
        # "No complaint was withdrawn" is of both stages.
        severe = [each for each in context.topics if each == "severe"]
        first = replace(context, topics=(*severe, *context.topics)[:1])
        of_topic = list_possible(reading.records, first, reading.sentence)
        ids = {each.result.measure.id: each for each in of_topic}
        wrong = [each for each in ids.values() if not each.fits(quantity)]
        if wrong:
            return Claim(words=words, verdict=DISAGREES, says=wrong[0].write())
        return Claim(words=words, verdict=AGREES_WITH, says=known[0].write())
    fitting = next((each for each in known if each.fits(quantity)), None)
    if fitting is not None:
        return Claim(words=words, verdict=AGREES_WITH, says=fitting.write())
    if why := say_unsure(reading, quantity, context):
        return Claim(words=words, verdict=UNMATCHED, says=why)
    likely = choose_likely(known, quantity)
    if likely is None:
        return Claim(
            words=words, verdict=UNMATCHED, says="No figure of its kind was recognised."
        )
    return Claim(words=words, verdict=DISAGREES, says=likely.write())


def say_unsure(reading: Sentence, quantity: Quantity, context: Context) -> str:
    """Why a number that fits nothing is not called wrong; empty where it is.

    What it is about must have been recognised: then only its figure can be meant.
    """
    if reading.has_other_time:
        return "It speaks of a time that is not looked into."
    unnamed = set(context.topics) <= {"complaints", "received"} and not context.where
    if unnamed and (
        quantity.unit in ("per cent", "fraction") or quantity.base is not None
    ):
        return "What it is a share of was not recognised."
    if quantity.role == "before" and len(context.periods[0].label) > len("2024-25"):
        return "Which time before it is of was not recognised."
    return ""


def choose_likely(figures: Sequence[Figure], quantity: Quantity) -> Figure | None:
    """The figure that a wrong number was most likely meant to be, of its own kind."""
    if quantity.unit in ("per cent", "fraction"):
        return next((each for each in figures if each.shares), None)
    return next((each for each in figures if each.count is not None), None)


def check_base(
    reading: Sentence, quantity: Quantity, parts: Sequence[Quantity]
) -> Claim:
    """The number that others are said to be out of: it must be theirs."""
    words = reading.sentence[quantity.start : quantity.end]
    wrong: Figure | None = None
    for part in parts:
        context = reading.read_context(part)
        for each in list_possible(reading.records, context, reading.sentence):
            if each.count is None or not each.fits(part):
                continue
            if quantity.value in each.bases:
                return Claim(words=words, verdict=AGREES_WITH, says=each.write())
            wrong = wrong or each
    if wrong is None:
        return check_quantity(reading, quantity)
    return Claim(words=words, verdict=DISAGREES, says=wrong.write())
