"""A dry run of a publish: what it would do, before anybody is shown any of it.

The release is built in a folder that is not in the store and set beside the current
one. Publishing after it puts these very files into the store, so what was looked at is
what is published, whatever has become of the extracts meanwhile.
"""

import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analytics.behind.changes import (
    SourceChange,
    compare_figures,
    compare_source,
    write_compared,
)
from analytics.behind.moving import NONE_MOVING, Moving, list_moving
from analytics.behind.new_words import (
    NewWord,
    SpeltTwice,
    find_new_words,
    find_spelt_twice,
)
from analytics.behind.warned import Warned, list_warned
from analytics.figures.open_release import OpenRelease, open_release
from analytics.ground.calendar import Period, make_year
from analytics.ground.errors import Refusal
from analytics.measures.base import Measure
from analytics.release.append import Base, Objection, find_current
from analytics.release.checking import write_breach
from analytics.release.publish import (
    Prepared,
    Publication,
    check_agreed,
    prepare,
    sign,
)
from analytics.release.store import Release, hold_store, write_release
from analytics.release.warehouse import connect
from expectations.sources import SOURCES


# So many rows of each rule, and so many that would be added, are told one by one.
ROWS_OF_EACH = 5
ADDED_LISTED = 50
# So many years' figures are set beside those of the current release.
YEARS_COMPARED = 4

# What a release that is only rehearsed is called where a release has an id.
DRY_RUN = "dry run"

# What a figure is that cannot be given, whatever the rows are.
GAPS = ("not_recorded", "not_supplied", "not_covered")

RULES_BROKEN = """
select
    source, column_name, rule, reason,
    count(distinct (file, row)),
    list((file, row, value) order by file, row)[1:$first]
from read_parquet($path)
where file in (select unnest($files))
group by all
order by source, count(distinct (file, row)) desc, column_name, rule
"""

WHAT_WAS_SET_ASIDE = """
select
    source, null, 'set_aside', reason,
    count(distinct (file, row)),
    list((file, row, null) order by file, row)[1:$first]
from read_parquet($path)
where file in (select unnest($files))
group by all
order by source, count(distinct (file, row)) desc, reason
"""


LAST_DAYS = """
select
    coalesce(max(received_date) filter (where stage = 1), max(received_date)),
    max(moved),
    arg_max(complaint_id, moved),
    arg_max(
        case moved
            when responded_date then 'responded_date'
            when withdrawn_date then 'withdrawn_date'
            when acknowledged_date then 'acknowledged_date'
            else 'received_date'
        end,
        moved
    )
from (
    select *, greatest(
        received_date, acknowledged_date, responded_date, withdrawn_date
    ) as moved
    from complaint_stages
)
"""


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """Rows that would not be published for one reason, and the first of them."""

    source: str
    column: str | None
    rule: str
    reason: str
    rows: int
    first: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FigureMove:
    """A measure's total as it is shown now, if anything is, and as it would be."""

    measure: Measure
    before: str | None
    after: str
    # Why it cannot be given any more; empty where it is.
    gap: str = ""
    # The rows that count otherwise than before.
    moving: Moving = NONE_MOVING

    @property
    def is_same(self) -> bool:
        """Whether a reader would be shown the same."""
        return self.before == self.after


@dataclass(frozen=True, kw_only=True)
class ReadAs:
    """A file, the profile it was read through, and the columns that it lacks."""

    file: str
    source: str
    profile: str
    absent: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """What a publish would do. Whoever holds it can publish exactly that.

    `release` is as it would be, in a folder that goes with this object. `beside` is the
    release that the rows and figures are compared with.
    """

    release: Release
    base: Base
    told: Publication
    files: tuple[ReadAs, ...]
    objections: tuple[Objection, ...]
    stopped: tuple[Stopped, ...]
    # Cells that would become unknown, in rows that count.
    cells: tuple[Stopped, ...]
    rows: tuple[SourceChange, ...]
    # Words of these files that no look-up has, names spelt in several ways, and what
    # rows that count are warned of.
    new_words: tuple[NewWord, ...]
    spelt_twice: tuple[SpeltTwice, ...]
    warned: tuple[Warned, ...]
    # The first day on which a complaint came in, and from which the records are said to
    # hold all of them; None where nobody says.
    first: date | None
    begins: date | None
    # The last day on which a complaint came in, and on which anything was done of one,
    # with its reference and what was done.
    newest: date | None
    last_done: date | None
    last_case: str
    last_column: str
    # The year whose figures these are, and how many would move in each other year.
    period: Period
    figures: tuple[FigureMove, ...]
    moved_elsewhere: dict[str, int]
    folder: "TemporaryDirectory[str]"

    @property
    def beside(self) -> Release | None:
        """The release that would no longer be the current one."""
        return self.base.release or self.base.other

    def publish(self, agreed: frozenset[str] = frozenset()) -> Publication:
        """Put what was rehearsed into the store and make it current.

        Raises Refusal where something has to be agreed to, and where another release
        has become current: then this would be without its rows.
        """

        def build(folder: Path) -> dict[str, Any]:
            shutil.copytree(self.release.folder, folder, dirs_exist_ok=True)
            return self.release.manifest | sign()

        with hold_store():
            current, _ = find_current()
            if current != self.base.current:
                raise Refusal(
                    "Nothing was published: another release has become the current one "
                    "since the dry run. Look at what publishing would do now."
                )
            check_agreed(self.objections, agreed)
            release = write_release(self.release.as_at, build)
        return self.told.of(release)

    def close(self) -> None:
        """Throw away what was rehearsed."""
        self.folder.cleanup()

    def to_dict(self) -> dict[str, Any]:
        """What `publish --dry-run --json` prints."""
        return {
            "as_at": self.release.as_at.isoformat(),
            "is_sample": self.release.is_sample,
            "appended_to": self.release.appended_to,
            "sources": self.release.sources,
            "needs_yes": {each.key: each.sentence for each in self.objections},
            "stopped": [asdict(each) for each in self.stopped],
            "cells_set_aside": [asdict(each) for each in self.cells],
            "rows": [
                {
                    "source": each.source,
                    "added": each.added,
                    "changed": each.changed,
                    "vanishing": each.removed,
                    "first_added": list(each.added_keys[:ADDED_LISTED]),
                    "vanishing_rows": list(each.removed_keys),
                    "changed_cells": [
                        {
                            "row": cell.key,
                            "column": cell.column,
                            "before": cell.before,
                            "after": cell.after,
                        }
                        for cell in each.cells
                    ],
                }
                for each in self.rows
            ],
            "period": self.period.label,
            "figures_moved_in_other_years": self.moved_elsewhere,
            "figures": [
                {
                    "measure": each.measure.id,
                    "before": each.before,
                    "after": each.after,
                    "gap": each.gap,
                    "rows": each.moving.rows,
                    "first_rows": list(each.moving.first),
                }
                for each in self.figures
            ],
            "ignored_files": list(self.told.ignored_files),
            "unknown_columns": {
                file: list(names) for file, names in self.told.unknown_columns.items()
            },
        }


def rehearse(paths: list[Path], **how: Any) -> Rehearsal:
    """What publishing the extracts at some paths would do; changes nothing.

    `how` is what `prepare` takes. Raises Refusal as `publish` does, but where only a
    yes is wanting: what needs one is told.
    """
    holder = TemporaryDirectory(prefix="rehearsal-")
    try:
        with prepare(paths, last_step="Working out the figures", **how) as prepared:
            return look_at(prepared, holder)
    except BaseException:
        holder.cleanup()
        raise


def look_at(prepared: Prepared, holder: "TemporaryDirectory[str]") -> Rehearsal:
    """A prepared publish, written where nobody reads it and set beside what is."""
    folder = Path(holder.name)
    release = Release(id=DRY_RUN, folder=folder, manifest=prepared.write(folder))
    beside = prepared.base.release or prepared.base.other
    opened = open_release(release)
    try:
        newest, last_done, last_case, last_column = find_last_days(opened)
        first, begins = find_first_days(opened)
        complaints = {opened.default_period: 0} | count_by_year(opened)
        # Before the first release nothing moves: the year that readers open on.
        years = complaints if beside else [opened.default_period]
        by_year = {year: move_figures(beside, opened, year) for year in years}
        moved = {year: count_moved(figures) for year, figures in by_year.items()}
        period = max(by_year, key=lambda year: (moved[year], complaints[year]))
    finally:
        opened.warehouse.close()
    return Rehearsal(
        release=release,
        base=prepared.base,
        told=prepared.tell(release),
        files=tuple(
            ReadAs(
                file=each.file,
                source=each.source.name,
                profile=each.profile,
                absent=each.match.absent,
            )
            for each in prepared.landing.files
        ),
        objections=prepared.objections,
        stopped=(
            *list_stopped(release, "breaches", RULES_BROKEN),
            *list_stopped(release, "set_aside", WHAT_WAS_SET_ASIDE),
        ),
        cells=tuple(list_stopped(release, "cells_set_aside", RULES_BROKEN)),
        rows=tuple(move_rows(beside, release)) if beside else (),
        new_words=tuple(find_new_words(release)),
        spelt_twice=tuple(find_spelt_twice(release)),
        warned=tuple(list_warned(release)),
        first=first,
        begins=begins,
        newest=newest,
        last_done=last_done,
        last_case=last_case,
        last_column=last_column,
        period=period,
        figures=tuple(by_year[period]),
        moved_elsewhere={
            year.label: count
            for year, count in moved.items()
            if count and year != period
        },
        folder=holder,
    )


def find_last_days(
    release: OpenRelease,
) -> tuple[date | None, date | None, str, str]:
    """When the last complaint of a release came in, the last was moved on, which, how.

    That one is taken to stage 2 is no complaint that came in, where there are others.
    """
    [[newest, last, case, column]] = release.warehouse.query(LAST_DAYS)
    return make_day(newest), make_day(last), case or "", column or ""


def find_first_days(release: OpenRelease) -> tuple[date | None, date | None]:
    """When the first complaint of a release came in, and since when all are there."""
    [[first]] = release.warehouse.query(
        "select min(received_date) from complaint_stages"
    )
    [[begins]] = release.warehouse.query(
        "select min(from_date) from coverage "
        "where source = 'complaints' and is_recorded"
    )
    return make_day(first), make_day(begins)


def make_day(day: object) -> date | None:
    """A day that the database gave, if it gave one."""
    return date.fromisoformat(str(day)[:10]) if day else None


def count_by_year(release: OpenRelease) -> dict[Period, int]:
    """The last reporting years in which complaints came in, and how many."""
    rows = release.warehouse.query(
        "select reporting_year, count(*) from complaint_stages "
        "group by reporting_year order by reporting_year desc limit $years",
        {"years": YEARS_COMPARED},
    )
    return {make_year(year): count for year, count in rows}


def count_moved(figures: Iterable[FigureMove]) -> int:
    """How many of a year's own figures that can be given would be another than now."""
    return sum(
        not (each.gap or each.is_same or each.measure.is_at_as_at) for each in figures
    )


def move_figures(
    beside: Release | None, after: OpenRelease, period: Period
) -> list[FigureMove]:
    """Every measure's total, as it is and as it would be."""
    before = open_release(beside) if beside else None
    try:
        return [
            FigureMove(
                measure=each.measure,
                before=write_compared(each.before) if before else None,
                after=write_compared(each.after),
                gap=each.after.reason or "" if each.after.status in GAPS else "",
                moving=NONE_MOVING
                if before is None or each.is_same
                else list_moving(before, after, each.measure, period),
            )
            for each in compare_figures(before or after, after, period)
        ]
    finally:
        if before:
            before.warehouse.close()


def move_rows(before: Release, after: Release) -> list[SourceChange]:
    """What would happen to the rows of every source, each that would go or change."""
    found = []
    for source in SOURCES.values():
        if source.name in before.sources or source.name in after.sources:
            counts = compare_source(source, before, after, 0)
            limit = max(counts.removed, counts.changed, ADDED_LISTED)
            found.append(compare_source(source, before, after, limit))
    return found


def list_stopped(release: Release, table: str, sql: str) -> list[Stopped]:
    """What would not be published of rows or cells, for each reason."""
    connection = connect()
    try:
        path = str(release.folder / f"{table}.parquet")
        # What was told of earlier files is no news of these.
        files = release.manifest["landing_files"]
        rows = connection.execute(
            sql, {"path": path, "first": ROWS_OF_EACH, "files": files}
        )
        return [
            Stopped(
                source=source,
                column=column,
                rule=rule,
                reason=reason,
                rows=count,
                first=tuple(
                    write_stopped(file, row, column, value, reason)
                    for file, row, value in first
                ),
            )
            for source, column, rule, reason, count, first in rows.fetchall()
        ]
    finally:
        connection.close()


def write_stopped(
    file: str, row: int, column: str | None, value: str | None, reason: str
) -> str:
    """One row that would not be published, as a sentence."""
    if column is None and value is None:
        return f"{file}, row {row}: set aside, {reason}."
    return write_breach(file, row, column, value, reason)
