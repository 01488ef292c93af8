"""What changed between two releases: figure by figure, and row by row.

It says what differs and makes no claim of why: a figure can differ because a row was
mended, because time went on, or because something happened.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from analytics.figures.open_release import OpenRelease
from analytics.figures.query import run
from analytics.ground.calendar import Period, make_period
from analytics.ground.errors import Refusal
from analytics.ground.landlord import Landlord
from analytics.measures import MEASURES
from analytics.measures.base import Measure
from analytics.measures.result import Result
from analytics.release.row_changes import Cells, Difference, compare_extracts
from analytics.release.store import Release, verify_release
from analytics.words.cells import write_counts, write_mark
from analytics.words.names import MADE_UP, PROVISIONAL
from expectations.contract import Source
from expectations.sources import SOURCES


# How many rows of a source are spelled out, of each kind of change.
ROWS_LISTED = 50


@dataclass(frozen=True, kw_only=True)
class FigureChange:
    """One measure's total as two releases give it."""

    before: Result
    after: Result

    @property
    def measure(self) -> Measure:
        """The measure that both are of."""
        return self.after.measure

    @property
    def is_same(self) -> bool:
        """Whether a reader is shown the same, counts included."""
        return write_compared(self.before) == write_compared(self.after)


@dataclass(frozen=True, kw_only=True)
class CellChange:
    """A cell as two releases hold it, in an extract's own writing; None is empty."""

    key: str
    column: str
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class SourceChange:
    """What happened to the rows of one source between two releases.

    The counts are of all rows. The first rows themselves are there for the internal
    audience alone. `problem` is a sentence where rows cannot be compared.
    """

    source: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    is_new: bool = False
    is_gone: bool = False
    uncompared: tuple[str, ...] = ()
    added_keys: tuple[str, ...] = ()
    removed_keys: tuple[str, ...] = ()
    cells: tuple[CellChange, ...] = ()
    problem: str | None = None

    @property
    def is_same(self) -> bool:
        """Whether no row differs and all could be compared."""
        counts = (self.added, self.removed, self.changed)
        return not any(counts) and self.problem is None


def may_list_rows(*landlords: Landlord) -> bool:
    """Whether single rows may be shown: only if none of them says "public"."""
    return all(landlord.audience == "internal" for landlord in landlords)


def compare_figures(
    before: OpenRelease, after: OpenRelease, period: Period
) -> list[FigureChange]:
    """Every measure's total for the whole landlord in a period, in both releases.

    Measures of the as-at date are each release's own; those that come once a year are
    asked for the whole year.
    """
    totals = [ask_totals(release, period) for release in (before, after)]
    return [
        FigureChange(before=old, after=new) for old, new in zip(*totals, strict=True)
    ]


def ask_totals(release: OpenRelease, period: Period) -> list[Result]:
    """The total of every measure, in the order they are declared."""
    found = {}
    for is_yearly, asked in ((False, period), (True, make_period(period.year))):
        members = [each for each in MEASURES.values() if each.is_yearly == is_yearly]
        for result in run(release, members, [asked]):
            found[result.measure.id] = result
    return [found[measure_id] for measure_id in MEASURES]


def write_compared(result: Result) -> str:
    """A figure with its counts: "85.1% (63 of 74)", "17.6 (74 on 4,202 homes)"."""
    words = [write_with_counts(result) if result.is_ok else result.shown]
    words += [PROVISIONAL] if result.is_provisional else []
    words += [MADE_UP] if result.is_made_up else []
    return ", ".join(words)


def write_with_counts(result: Result) -> str:
    """A figure that is known, with its counts."""
    if result.measure.has_parts:
        return write_mark(result)
    if not result.measure.has_denominator:
        return result.shown
    return f"{result.shown} ({write_counts(result)})"


def compare_rows(before: OpenRelease, after: OpenRelease) -> list[SourceChange]:
    """What happened to the rows of every source that either release was given.

    The first rows are listed if the audience of both releases is the internal one.
    Raises Refusal, in a sentence, if a file of either is not what was published.
    """
    for release in (before.release, after.release):
        for problem in verify_release(release):
            raise Refusal(problem)
    limit = ROWS_LISTED if may_list_rows(before.landlord, after.landlord) else 0
    return [
        compare_source(source, before.release, after.release, limit)
        for source in SOURCES.values()
        if before.is_supplied(source.name) or after.is_supplied(source.name)
    ]


def compare_source(
    source: Source, before: Release, after: Release, limit: int
) -> SourceChange:
    """What happened to the rows of one source."""
    paths = [
        release.folder / "extracts" / f"{source.name}.parquet"
        if source.name in release.sources
        else None
        for release in (before, after)
    ]
    try:
        found = compare_extracts(source, paths[0], paths[1], limit)
    except KeyError as error:
        name = error.args[0]
        return SourceChange(
            source=source.name,
            problem=(
                f"Its rows are told apart by {name}, which one of the two releases "
                "does not have."
            ),
        )
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        # Somebody pruned or damaged it since its files were verified.
        raise Refusal(
            f"The rows of {source.name} in release {before.id} or {after.id} can no "
            "longer be read."
        ) from error
    return describe_difference(source, found, paths[0] is None, paths[1] is None)


def describe_difference(
    source: Source, found: Difference, is_new: bool, is_gone: bool
) -> SourceChange:
    """A difference in the words of an extract."""
    return SourceChange(
        source=source.name,
        added=found.counts["added"],
        removed=found.counts["removed"],
        changed=found.counts["changed"],
        is_new=is_new,
        is_gone=is_gone,
        uncompared=found.uncompared,
        added_keys=tuple(write_key(cells) for cells in found.added),
        removed_keys=tuple(write_key(cells) for cells in found.removed),
        cells=tuple(
            CellChange(
                key=write_key(row.key),
                column=name,
                before=write_extract_value(old),
                after=write_extract_value(new),
            )
            for row in found.changed
            for name, old, new in row.cells
        ),
    )


def write_key(cells: Cells) -> str:
    """A row's key as warnings write it: "C-1 / 2"."""
    return " / ".join(write_extract_value(cell) or "" for cell in cells)


def write_extract_value(value: Any) -> str | None:
    """A cell as an extract writes it; None where it is empty."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case list():
            return "; ".join(write_extract_value(item) or "" for item in value)
    return str(value)
