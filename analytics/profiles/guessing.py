"""Guesses of an export's columns and shape, and what only the officer can say of it.

Everything is guessed from headings and cells together, each guess with how sure it is
and why. What cannot be known is a question: words are never guessed.
"""

from collections.abc import Mapping
from functools import cache, partial

from analytics.landing.sheet import Sheet
from analytics.profiles.asking import (
    ask_extensions,
    ask_judges,
    ask_required,
    find_separators,
    list_absent,
    look_up_words,
    settle_dates,
)
from analytics.profiles.case_rows import (
    find_newest,
    find_outcome_words,
    find_parent,
    find_sieves,
    find_stage_told,
)
from analytics.profiles.choosing import find_named
from analytics.profiles.drafts import Guess
from analytics.profiles.examining import examine
from analytics.profiles.fitting import assign, gather_flags, gather_numbered
from analytics.profiles.phrases import split_words
from analytics.profiles.workings import Look, Workings
from expectations.contract import Source
from expectations.sources import SOURCES


def guess(sheet: Sheet, answers: Mapping[str, str] | None = None) -> Guess:
    """What a sheet's columns are guessed to be, with what has been answered so far."""
    return conclude(sheet, cache(partial(examine, sheet)), answers or {})


def conclude(sheet: Sheet, look: Look, answers: Mapping[str, str]) -> Guess:
    """The guess on columns that are examined once.

    Everything in the order in which one thing rests on another.
    """
    source = find_called(sheet) or SOURCES["complaints"]
    work = Workings(sheet, source, look, answers)
    gather_numbered(work)
    assign(work)
    if work.is_complaints:
        gather_flags(work)
        find_stage_told(work)
        find_parent(work)
        find_outcome_words(work)
        find_newest(work)
        find_sieves(work)
        ask_extensions(work)
    ask_required(work)
    if work.is_complaints:
        ask_judges(work)
    find_separators(work)
    look_up_words(work)
    dates = settle_dates(work)
    list_absent(work)
    return Guess(
        source=source,
        file=sheet.file,
        name=sheet.stem,
        shape=work.shape,
        columns=tuple(map(work.describe, work.facts)),
        questions=tuple(work.questions),
        problems=tuple(work.problems),
        drafts=tuple(work.drafts.values()),
        sieves=tuple(work.sieves),
        dates=dates,
        newest=work.newest,
        personal=tuple(e.heading for e in work.facts if e.personal),
        retry=partial(conclude, sheet, look),
    )


def find_called(sheet: Sheet) -> Source | None:
    """The source that a sheet is called after: "Our homes" too are homes."""
    names = (sheet.name, sheet.stem)
    begun = [name for name in names if "complaint" not in name.casefold()]
    later = [find_named(" ".join(split_words(name)[1:])) for name in begun]
    return next(filter(None, (*map(find_named, names), *later)), None)
