"""Which profile a sheet is at home in: by what it is called, and by its headings."""

from collections.abc import Sequence

from analytics.ground.errors import Refusal
from analytics.landing.sheet import Sheet
from analytics.profiles.declared import Block, Profile
from analytics.profiles.files import CONTRACT
from analytics.profiles.matching import Match, match_block, write_missing
from analytics.profiles.words import is_like, reduce_words
from expectations.contract import Source
from expectations.sources import SOURCES


def find_named(sheet: Sheet) -> Source | None:
    """The source that a sheet is named after, in the words of its name or its file's.

    "Complaints 2024-25" is complaints: the longest of the sources' names that it
    begins with, so that "ombudsman orders" are not taken for anything shorter.
    """
    for name in (sheet.name, sheet.stem):
        words = reduce_words(name)
        called = [each for each in SOURCES if words.startswith(reduce_words(each))]
        if called:
            return SOURCES[max(called, key=len)]
    return None


def choose(sheet: Sheet, profiles: Sequence[Profile]) -> list[tuple[Profile, Match]]:
    """The blocks that make rows of a sheet, each with its profile; none if none fits.

    Raises Refusal where the sheet is named after a source whose columns it lacks, or
    fits two profiles equally.
    """
    fitting: list[tuple[int, Profile, list[Match]]] = []
    named = find_named(sheet)
    refused = ""
    for profile in profiles:
        matches = [
            match_block(sheet.file, sheet.headings, profile, block)
            for block in profile.blocks
            if is_for(sheet, profile, block, named)
        ]
        whole = [match for match in matches if match.is_whole]
        if profile.name == CONTRACT:
            # Several sources share columns: the one that fits best is meant.
            whole = sorted(whole, key=count_found, reverse=True)[:1]
            lacking = [match for match in matches if not match.is_whole]
            if named and lacking and not whole:
                refused = write_missing(sheet.file, profile, lacking[0])
        if whole:
            fitting.append((max(map(count_found, whole)), profile, whole))
    best = max((found for found, _, _ in fitting), default=0)
    chosen = [(profile, whole) for found, profile, whole in fitting if found == best]
    if len(chosen) > 1:
        names = " and ".join(profile.name for profile, _ in chosen)
        raise Refusal(
            f"{sheet.file}: its headings fit the profiles {names} alike; say which "
            f"with --profile."
        )
    if not chosen and refused:
        raise Refusal(refused)
    return [(profile, match) for profile, whole in chosen for match in whole]


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
