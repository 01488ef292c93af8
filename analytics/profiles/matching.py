"""Which columns of a sheet a profile reads, found by the words of the headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from analytics.ground.errors import Refusal, quote_nearest
from analytics.profiles.declared import Block, Profile, Reading
from analytics.profiles.words import find_places, is_like, reduce_words
from expectations.personal import ANY_PERSONAL_PATTERN


# A column of the contract as a block reads it: its stage, nought for every row's.
Slot = tuple[int, str]


@dataclass(frozen=True, kw_only=True)
class Match:
    """A block beside the headings of a sheet.

    `places` says where the cells of each column of the contract stand, heading by
    heading as the profile writes them, `flags` where yes/no columns stand and for what
    in its list; `missing` are required columns of which no
    heading is there, `absent` others, and yes/no columns that are gone where others of
    their list are there. `words` are the places of columns that are read
    for their words alone. `unknown` are the headings of what is not read.
    """

    block: Block
    headings: tuple[str, ...]
    places: dict[Slot, tuple[int, ...]] = field(default_factory=dict)
    flags: dict[Slot, dict[int, str]] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    missing: tuple[Slot, ...] = ()
    absent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all that a row must have is there."""
        return not self.missing

    @property
    def read(self) -> tuple[int, ...]:
        """Every place that is read, in the order of the headings."""
        places = {place for each in self.places.values() for place in each}
        flags = {place for each in self.flags.values() for place in each}
        return tuple(sorted(places | flags | set(self.words.values())))


def match_block(
    file: str, headings: Sequence[str], profile: Profile, block: Block
) -> Match:
    """Where a block finds its columns; Refusal if one comes twice."""
    places: dict[Slot, tuple[int, ...]] = {}
    flags: dict[Slot, dict[int, str]] = {}
    missing, given, gone = [], set(), list[str]()
    for stage, name, reading in block.list_readings():
        found = find_reading(file, headings, profile, reading)
        said = {
            place: item
            for flag, item in reading.flags.items()
            for place in find_single(file, headings, profile, (flag,))
        }
        if said:
            flags[stage, name] = said
            gone += [
                flag
                for flag in reading.flags
                if not find_single(file, headings, profile, (flag,))
            ]
        if found or said or reading.constant:
            places[stage, name] = found
            given.add(name)
        elif block.source.column(name).is_required:
            missing.append((stage, name))
    absent = [
        column.name
        for column in block.source.columns
        if column.name not in given and not column.is_required
    ]
    words = {
        wanted[0]: place
        for wanted in list_sieved(block)
        for place in find_single(file, headings, profile, wanted)
    }
    match = Match(
        block=block,
        headings=tuple(headings),
        places=places,
        flags=flags,
        words=words,
        missing=tuple(missing),
        absent=(*absent, *gone),
    )
    return replace(
        match,
        unknown=tuple(
            withhold(heading)
            for place, heading in enumerate(headings)
            if heading and place not in match.read
        ),
    )


def list_sieved(block: Block) -> Iterable[tuple[str, ...]]:
    """Headings read for their words alone; of several the first that is there."""
    for sieve in (*block.only, *block.aside):
        yield (sieve.column,)
    if block.newest:
        yield block.newest


def find_reading(
    file: str, headings: Sequence[str], profile: Profile, reading: Reading
) -> tuple[int, ...]:
    """The places that a reading takes its cells from; none where nothing is there."""
    if reading.columns and reading.takes == "first":
        return find_single(file, headings, profile, reading.columns)
    return tuple(
        place
        for pattern in (*reading.columns, *reading.gathered)
        for place in find_read(headings, profile, pattern)
    )


def find_single(
    file: str, headings: Sequence[str], profile: Profile, patterns: Sequence[str]
) -> tuple[int, ...]:
    """The one place of the first pattern that is there; Refusal if it comes twice."""
    for pattern in patterns:
        found = find_read(headings, profile, pattern)
        # Of two with the same words, the one that is written alike is meant.
        alike = [place for place in found if headings[place] == pattern]
        found = alike if len(alike) == 1 else found
        if len(found) > 1:
            raise refuse_several(file, [headings[place] for place in found])
        if found:
            return tuple(found)
    return ()


class SeveralFit(Refusal):
    """Of several headings a profile cannot say which it reads: it may be another's."""


def refuse_several(file: str, fitting: Sequence[str]) -> Refusal:
    """The sentence on several headings where a profile reads one."""
    first, second, *_ = fitting
    if reduce_words(first) != reduce_words(second):
        return SeveralFit(
            f'{file}: "{first}" and "{second}" may both be what is read for the same; '
            "take one of the two out, or give it another heading."
        )
    return Refusal(
        f'{file}: the column "{first}" comes twice; take one of the two out, or give '
        "it another heading."
    )


def find_read(headings: Sequence[str], profile: Profile, pattern: str) -> list[int]:
    """Where a pattern's headings stand, those of persons left out."""
    return [
        place
        for place in find_places(headings, pattern)
        if not any(is_like(headings[place], personal) for personal in profile.personal)
    ]


# So many letters of a heading are told: what is longer is a cell out of its place.
LETTERS_TOLD = 200
# And so many headings: a wide export has hundreds.
HEADINGS_TOLD = 8


def withhold(heading: str) -> str:
    """A heading as it may be told: in a file without them it can be anybody's data.

    On one line: a quote that is closed far below makes a heading of many.
    """
    if re.search(ANY_PERSONAL_PATTERN, heading[: 2 * LETTERS_TOLD]):
        return "[withheld]"
    line = " ".join(heading.split())
    return f"{line[:LETTERS_TOLD]}…" if len(line) > LETTERS_TOLD else line


def name_wanted(match: Match) -> str:
    """What a profile calls the first column that it needs and does not find."""
    stage, name = match.missing[0]
    readings = dict(match.block.columns) if not stage else match.block.stages[stage]
    return next(readings[name].list_headings(), name)


def write_missing(file: str, profile: Profile, match: Match) -> str:
    """The sentence that says which column is missing, and which is the nearest."""
    _, name = match.missing[0]
    wanted = name_wanted(match)
    known = [each for each in match.unknown if each]
    hint = quote_nearest(wanted, known, HEADINGS_TOLD)
    hint = hint.replace("known are", "columns not known here are")
    of = "" if wanted == name else f" ({name} of {match.block.source.name})"
    by = "" if profile.name == "contract" else f', which the profile "{profile.name}"'
    says = f"{by} reads," if by else ""
    return f"{file}: the required column {wanted}{of}{says} is missing; {hint}."
