"""Headings taken apart: their words without small ones, and the stage they name."""

import re
from dataclasses import dataclass

from analytics.profiles.synonyms import (
    BESIDE,
    MAY_SAY,
    PERSONS,
    SAME_WORDS,
    SAYS,
    SMALL_WORDS,
    STAGE_2_WORDS,
    WRITINGS,
)
from analytics.profiles.words import reduce_words


Words = frozenset[str]

NAMED_STAGE = re.compile(r"\b(?:stage|stg|s) ?(1|2|one|two|ii|i)\b")
ORDERED_STAGE = re.compile(r"\b(first|1 st|second|2 nd) (?:stage|review)\b")
NUMBER_AT_END = re.compile(r"^(.*\D)[ _-]*(\d{1,2})\W*$")


@dataclass(frozen=True)
class Phrase:
    """A heading's words, and the stage it names: nought where it names none."""

    words: Words
    stage: int = 0


def split_words(text: str) -> list[str]:
    """The words of a heading in small letters: "DateReceived2" is three of them."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return re.findall(r"[^\W\d_]+|\d+", parted.casefold())


def drop_small(words: list[str]) -> Words:
    """Words without the small ones; all of them where nothing else is there."""
    kept = [SAME_WORDS.get(word, word) for word in words if word not in SMALL_WORDS]
    return frozenset(kept or words)


def read_phrase(heading: str) -> Phrase:
    """A heading's own words, its table's name before a point left out.

    A point before a blank, or at the end, is an abbreviation's: "Ack. sent", "Case No."
    """
    parted = re.fullmatch(r"(.*)(\.)(?=\S)(.*)", heading.strip(), re.DOTALL)
    table, point, own = parted.groups() if parted else ("", "", heading)
    stage, rest = cut_stage(" ".join(split_words(own if point else heading)))
    if not stage and point:
        stage, _ = cut_stage(" ".join(split_words(table)))
    words = drop_small(rest.split())
    if not stage and words & STAGE_2_WORDS:
        return Phrase(words - STAGE_2_WORDS or frozenset({"received"}), 2)
    return Phrase(words, stage)


def cut_stage(text: str) -> tuple[int, str]:
    """The stage that words name, and the words without it."""
    for pattern in (NAMED_STAGE, ORDERED_STAGE):
        if found := pattern.search(text):
            is_first = found[1] in ("1", "one", "i", "first", "1 st")
            return 1 if is_first else 2, text.replace(found[0], " ", 1)
    return 0, text


def find_numbered(heading: str) -> str:
    """What a heading numbers: "category" of "Category 2"; "" where it numbers none."""
    found = NUMBER_AT_END.match(heading)
    return reduce_words(found[1]) if found else ""


def split_phrases(phrases: dict[str, tuple[str, ...]]) -> dict[str, list[Words]]:
    """The words of each of some phrases, in their order."""
    return {
        name: [drop_small(split_words(each)) for each in listed]
        for name, listed in phrases.items()
    }


SURELY_SAID = split_phrases(SAYS)
MAYBE_SAID = split_phrases(MAY_SAY)
BESIDE_SAID = split_phrases(BESIDE)


def names_writing(heading: str) -> bool:
    """Whether of a heading's words on persons all name what is sent: "Letter sent".

    Under it stand days, or what was written.
    """
    told = PERSONS & {*split_words(heading), reduce_words(heading)}
    return is_known_of_persons(heading) and bool(told) and told <= WRITINGS


def is_about_persons(heading: str) -> bool:
    """Whether a heading tells of persons or of typed text, whatever stands under it."""
    return is_known_of_persons(heading) and not names_writing(heading)


def says_by(heading: str) -> bool:
    """Whether a heading asks by whom or by what: only its cells can tell."""
    words = split_words(heading)
    return "by" in words and not PERSONS & {*words, reduce_words(heading)}


def is_known_of_persons(heading: str) -> bool:
    """Whether the words of a heading tell of persons, or of text that anybody typed."""
    every = split_words(heading)
    words = drop_small(every)
    known = [*SURELY_SAID.values(), *MAYBE_SAID.values(), *BESIDE_SAID.values()]
    if "by" in every and "received" not in every:
        return True
    if any(each in phrases for phrases in known for each in (words, words - {"name"})):
        return False
    return bool(PERSONS & {*every, reduce_words(heading)})
