"""How well a column of an export fits a column of the contract, and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from analytics.profiles.drafts import Surety
from analytics.profiles.examining import Facts
from analytics.profiles.files import read_common
from analytics.profiles.phrases import (
    MAYBE_SAID,
    SURELY_SAID,
    Words,
    drop_small,
    split_words,
)
from analytics.profiles.synonyms import (
    ASIDE,
    NOT_DONE,
    OF_MONEY,
    OF_SERVICES,
    OUTCOMES_IN_WORDS,
    STAGES_IN_WORDS,
)
from analytics.profiles.words import is_like, reduce_words
from expectations.contract import Column, Source


# From this share of its cells on a column is of a kind.
FITS, HARDLY = 0.9, 0.5
# What a sum looks like, and what in it says that it is of money.
SUM = re.compile(
    r"[(+-]* ?(£|gbp)? ?[+-]?[\d,]+(\.\d+)? ?(p|gbp|pounds?|pence)?\)?", re.IGNORECASE
)
MONEY = re.compile(r"£|gbp|\dp\b|pounds?|pence|\.\d\d\b", re.IGNORECASE)
# The heading that is of a service as often as of a part of a town.
EITHER_AREA = frozenset({"area"})
LESS_SURE: dict[Surety, Surety] = {"sure": "likely", "likely": "unsure"}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A column of the export taken for one of the contract: better with more points."""

    facts: Facts
    column: str
    points: float
    sure: Surety
    reason: str
    problem: str = ""


def weigh_columns(source: Source, facts: Facts) -> list[Candidate]:
    """Every column of a source that a column of the export could be."""
    found = [score(source, column, facts) for column in source.columns]
    return [each for each in found if each]


def score(source: Source, column: Column, facts: Facts) -> Candidate | None:
    """A column beside one of the contract; None where it is nothing like it."""
    told = read_heading(source, column, facts)
    if not told:
        return score_cells(column, facts)
    points, sure, reason = told
    fit = find_fit(column, facts, is_exact=points >= 50)
    if fit < HARDLY:
        return None
    problem = ""
    if sure == "unsure" and column.choices and find_known(column, facts) >= FITS:
        sure, reason = "likely", f"{reason}, and its cells are words of it"
    if fit < FITS:
        sure = LESS_SURE.get(sure, sure)
        points -= 15
        if column.kind == "date":
            rows = facts.filled - facts.days
            problem = f'{rows} cells are no dates, such as "{facts.odd}"'
    return Candidate(
        facts=facts,
        column=column.name,
        points=points,
        sure=sure,
        reason=reason,
        problem=problem,
    )


def read_heading(
    source: Source, column: Column, facts: Facts
) -> tuple[float, Surety, str] | None:
    """What the heading alone says: points, how sure, and why."""
    words = facts.phrase.words
    if reduce_words(facts.heading) == reduce_words(column.name):
        return 100, "sure", "it has the contract's own heading"
    says, may_say = list_phrases(source, column)
    if column.name == "compensation_gbp" and is_money(facts):
        # "Redress £" is what was paid, not what was done.
        may_say = [*may_say, *SURELY_SAID["remedies"]]
    for each in (words, words - {"name"}):
        if each in says:
            return 90 - says.index(each), "sure", "its heading says so"
        if each in may_say:
            return 60 - may_say.index(each), "likely", "its heading may mean it"
    if column.kind == "date" and words & NOT_DONE:
        return None
    inside = [len(words - each) for each in says if each < words and each != {"id"}]
    if inside:
        return 30 - min(inside), "unsure", "part of its heading says so"
    return None


def list_phrases(source: Source, column: Column) -> tuple[list[Words], list[Words]]:
    """Words of headings that say a column, and of those that may."""
    own = drop_small(split_words(column.name))
    if source.name != "complaints":
        return [own], []
    return [*SURELY_SAID.get(column.name, [own])], MAYBE_SAID.get(column.name, [])


def score_cells(column: Column, facts: Facts) -> Candidate | None:
    """A column whose heading says nothing and whose cells are a closed set's words."""
    if not facts.cells or not column.choices or facts.phrase.words & NOT_DONE:
        return None
    if find_known(column, facts) < FITS:
        return None
    return Candidate(
        facts=facts,
        column=column.name,
        points=40,
        sure="likely",
        reason="its cells are the contract's words",
    )


def find_known(column: Column, facts: Facts) -> float:
    """What share of the rows has a word that needs no look-up of its own."""
    return facts.share(
        sum(
            rows
            for cell, rows in facts.cells.items()
            if not cell.isdigit() and reduce_words(cell) in list_known(column)
        )
    )


def find_fit(column: Column, facts: Facts, *, is_exact: bool) -> float:
    """What share of the cells can be of a column's kind."""
    if not facts.filled:
        return 1.0
    days = facts.share(facts.days)
    undoubted = facts.share(facts.days - facts.serials)
    if column.kind == "date":
        return days if is_exact else undoubted
    if column.kind == "id":
        return 1.0 if is_exact else 1 - undoubted
    if column.kind == "boolean":
        return float(facts.is_yes_no)
    if column.name == "stage":
        return find_stage_share(facts)
    if column.name == "compensation_gbp":
        return facts.share(count_sums(facts))
    if column.kind in ("decimal", "integer"):
        return facts.share(facts.numbers)
    if column.name == "remedies" and count_sums(facts) >= HARDLY * facts.filled:
        return 0.0
    if column.name == "outcome" and not is_outcome(facts):
        return 0.0
    if column.is_list and (facts.is_yes_no or is_case_type(facts)):
        return 0.0
    if column.kind == "text" and (facts.is_yes_no or tells_kinds(facts)):
        return 0.0
    if facts.phrase.words == EITHER_AREA and column.name in (
        "ward_name",
        "service_areas",
    ):
        return float(tells_services(facts) == column.is_list)
    return 1 - undoubted


def find_stage_share(facts: Facts) -> float:
    """What share of the rows tells a stage, in the contract's words or in its own."""
    known = read_common()["values"]["stage"] | {"1": 1, "2": 2}
    words = {reduce_words(word) for word in known}
    rows = sum(
        rows
        for cell, rows in facts.cells.items()
        if reduce_words(cell) in words or find_like(cell, STAGES_IN_WORDS)
    )
    return facts.share(rows)


def is_outcome(facts: Facts) -> bool:
    """Whether a column can hold outcomes: of a status, only if some are in it."""
    if not {"status", "state", "resolution", "closure"} & facts.phrase.words:
        return True
    return any(find_like(cell, OUTCOMES_IN_WORDS) for cell in facts.cells)


def is_money(facts: Facts) -> bool:
    """Whether sums of money stand in a column, by its cells or by its heading."""
    if count_sums(facts) < FITS * facts.filled:
        return False
    told = {*split_words(facts.heading), *(sign for sign in facts.heading)}
    return bool(OF_MONEY & told) or any(MONEY.search(cell) for cell in facts.cells)


def count_sums(facts: Facts) -> int:
    """How many cells are sums, with or without a sign of money."""
    sums = sum(rows for cell, rows in facts.cells.items() if SUM.fullmatch(cell))
    return max(facts.numbers, sums)


def is_case_type(facts: Facts) -> bool:
    """Whether cells tell complaints from what is none."""
    return any("complaint" in cell.casefold() for cell in facts.cells) or any(
        is_aside(cell) for cell in facts.cells
    )


def tells_kinds(facts: Facts) -> bool:
    """Whether some cells say complaint and some what is none, whatever stands above."""
    words = map(reduce_words, facts.cells)
    return any(word.endswith(("complaint", "complaints")) for word in words) and any(
        is_aside(cell) for cell in facts.cells
    )


def tells_services(facts: Facts) -> bool:
    """Whether what a landlord does stands in most cells, and not where."""
    rows = sum(
        rows for cell, rows in facts.cells.items() if OF_SERVICES & {*split_words(cell)}
    )
    return facts.filled > 0 and facts.share(rows) >= HARDLY


def is_aside(cell: str) -> bool:
    """Whether a cell says that its row is no complaint."""
    return any(is_like(cell, pattern) for pattern in ASIDE)


def find_like(cell: str, patterns: Mapping[str, str]) -> str:
    """What the first pattern that a cell has the words of stands for; "" for none."""
    return next(
        (meaning for pattern, meaning in patterns.items() if is_like(cell, pattern)), ""
    )


@cache
def list_known(column: Column) -> frozenset[str]:
    """The words for the choices of a column that need no look-up of their own."""
    shared = read_common()["values"].get(column.name, {})
    return frozenset(map(reduce_words, (*column.choices, *shared)))
