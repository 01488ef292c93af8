"""Which profile a sheet is at home in: by what it is called, and by its headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.ground.errors import Refusal
from analytics.landing.sheet import Sheet
from analytics.profiles.declared import Block, Profile
from analytics.profiles.files import CONTRACT
from analytics.profiles.matching import (
    Match,
    SeveralFit,
    match_block,
    name_wanted,
    write_missing,
)
from analytics.profiles.words import is_like, reduce_words
from expectations.contract import Source
from expectations.sources import SOURCES


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The blocks that make rows of a sheet, with their profile; none if none fits.

    Then `lacks` says which column it would need to be what it is named after, or what
    it is nearly: empty where it is nothing like a source. `nearest` is the profile that
    reads that column, and `wanted` what the profile calls it.
    """

    profile: Profile | None = None
    matches: tuple[Match, ...] = ()
    lacks: str = ""
    nearest: Profile | None = None
    wanted: str = ""


def find_named(name: str) -> Source | None:
    """The source that a name begins with, in its words: the longest of several.

    "Complaints 2024-25" is complaints.
    """
    words = reduce_words(name)
    called = [each for each in SOURCES if words.startswith(reduce_words(each))]
    return SOURCES[max(called, key=len)] if called else None


def choose(sheet: Sheet, profiles: Sequence[Profile]) -> Choice:
    """What a sheet is: the profile that finds the most of its columns.

    Raises Refusal where it fits two profiles equally.
    """
    named = find_named(sheet.name) or find_named(sheet.stem)
    fitting: list[tuple[int, Profile, tuple[Match, ...]]] = []
    lacking: list[tuple[float, Profile, Match]] = []
    refused: list[Refusal] = []
    for profile in profiles:
        try:
            matches = [
                match_block(sheet.file, sheet.headings, profile, block)
                for block in profile.blocks
                if is_for(sheet, profile, block, named)
            ]
        except Refusal as refusal:
            # A column that comes twice for one profile may be told apart by another;
            # and an export of columns that differ need not be of that profile at all.
            if len(profiles) == 1 or not isinstance(refusal, SeveralFit):
                refused.append(refusal)
            continue
        whole = [match for match in matches if match.is_whole]
        if profile.name == CONTRACT:
            # Several sources share columns: the one that fits best is meant.
            whole = sorted(whole, key=count_found, reverse=True)[:1]
        if whole:
            fitting.append((max(map(count_found, whole)), profile, tuple(whole)))
        lacking += [
            (find_nearness(match, named), profile, match)
            for match in matches
            if not match.is_whole
        ]
    if not fitting and refused:
        raise refused[0]
    if not fitting:
        return tell_lacking(sheet, lacking)
    best = max(columns for columns, _, _ in fitting)
    chosen = [(profile, each) for columns, profile, each in fitting if columns == best]
    if len(chosen) > 1:
        names = " and ".join(profile.name for profile, _ in chosen)
        raise Refusal(
            f"{sheet.file}: its headings fit the profiles {names} alike; say which "
            f"with --profile."
        )
    [(profile, found)] = chosen
    return Choice(profile=profile, matches=found)


def tell_lacking(
    sheet: Sheet, lacking: Sequence[tuple[float, Profile, Match]]
) -> Choice:
    """What a sheet that fits nothing would need to be what it is nearest to."""
    near = [
        (nearness, write_missing(sheet.file, profile, match), profile, match)
        for nearness, profile, match in lacking
        if nearness >= NEARLY
    ]
    if not near:
        return Choice()
    _, sentence, profile, match = max(near, key=lambda each: each[:2])
    return Choice(lacks=sentence, nearest=profile, wanted=name_wanted(match))


# From this share of what a source must have on, a sheet without the rest is a slip.
NEARLY = 0.5


def find_nearness(match: Match, named: Source | None) -> float:
    """What share of a source's required columns a sheet has; 1 more if it is named so.

    Of the profiles for the source it is named after, the nearest is what it lacks.
    """
    needed = {name for _, name, _ in match.block.list_readings()}
    needed &= set(match.block.source.required)
    missing = {name for _, name in match.missing}
    return len(needed - missing) / len(needed) + (match.block.source is named)


def is_for(sheet: Sheet, profile: Profile, block: Block, named: Source | None) -> bool:
    """Whether a block is meant for a sheet of that name."""
    if profile.name == CONTRACT and named:
        return block.source is named
    return not block.sheets or any(
        is_like(name, pattern)
        for pattern in block.sheets
        for name in (sheet.name, sheet.stem)
    )


def count_found(match: Match) -> int:
    """How many columns of the contract a block finds."""
    return sum(bool(places) for places in match.places.values())
