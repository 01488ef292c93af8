"""A release that is open for questions: its warehouse, its landlord, what it covers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from analytics.figures.counting.tallies import Tallies, list_tallies
from analytics.figures.coverage import Coverage, read_coverage
from analytics.figures.events import Event, list_code_changes, read_events
from analytics.ground.calendar import (
    FIRST_DAY,
    Period,
    latest_complete_year,
    make_year,
    name_year,
)
from analytics.ground.errors import Refusal
from analytics.ground.landlord import Landlord
from analytics.measures.base import Measure
from analytics.measures.reading import list_cells_read
from analytics.release.building import find_tables
from analytics.release.clock_rules import ClockRule, read_rules
from analytics.release.models import MODELS
from analytics.release.store import Release, open_current, read_release, verify_release
from analytics.release.warehouse import Warehouse, open_warehouse


@dataclass(frozen=True)
class OpenRelease:
    """One release in memory, with everything a question needs besides the question."""

    release: Release
    landlord: Landlord
    warehouse: Warehouse
    tallies: Tallies
    # Read when it was opened: a pruned release keeps its readers.
    clock_rules: tuple[ClockRule, ...]
    notice: str | None = None

    @property
    def as_at(self) -> date:
        """The day every measure looks from."""
        return self.release.as_at

    @cached_property
    def coverage(self) -> Coverage:
        """What its records reach."""
        return read_coverage(self.warehouse, self.as_at)

    def is_supplied(self, source: str) -> bool:
        """Whether the release has an extract of that source."""
        return source in self.release.sources

    def find_not_given(self, measure: Measure) -> tuple[str, str] | None:
        """The source and column a figure needs and no file gave; None if all are there.

        A release of a time that did not keep which were given is taken to have them.
        """
        source = measure.sources[0]
        given = self.release.manifest.get("columns_given", {}).get(source)
        if given is None or not self.release.count_held(source):
            return None
        for columns in measure.needs:
            if not set(columns) & set(given):
                return source, columns[0]
        return None

    def tell_incomplete(self, measure: Measure, by: Iterable[str] = ()) -> str:
        """What a figure lacks: rows rejected, cells set aside that it reads."""
        aside = self.release.manifest.get("set_aside_columns", {})
        said = []
        for source in measure.sources:
            rejected = self.release.count_missing(source)
            cells = sum(
                aside.get(source, {}).get(column, 0)
                for of, column in list_cells_read(measure, by)
                if of == source
            )
            said.append(write_losses(source, rejected, cells))
        return " ".join(filter(None, said))

    def list_incomplete(self) -> list[str]:
        """What its figures can lack, a sentence a source."""
        aside = self.release.manifest.get("set_aside_columns", {})
        said = [
            write_losses(
                source,
                self.release.count_missing(source),
                sum(aside.get(source, {}).values()),
            )
            for source in self.release.sources
        ]
        return [sentence for sentence in said if sentence]

    @cached_property
    def default_period(self) -> Period:
        """The latest reporting year that had ended and that complaints cover.

        Where they cover none that had ended, the one that had not. Years after the last
        complaint are passed over: an extract that ends early says nothing of them.
        """
        year = latest_complete_year(self.as_at)
        running = make_year(name_year(self.as_at))
        last = max(self.years_received, default=year.label)
        candidate = year
        while candidate.first.year > FIRST_DAY.year:
            covers = self.coverage.find("complaints", candidate).status == "ok"
            if covers and candidate.label <= last:
                return candidate
            candidate = previous_year(candidate)
        is_begun = self.coverage.find("complaints", running).status == "ok"
        return running if is_begun else year

    @cached_property
    def years_received(self) -> set[str]:
        """Reporting years in which complaints were received."""
        rows = self.warehouse.query(
            "select found_value from dimension_values "
            "where column_name = 'reporting_year'"
        )
        return {str(year) for (year,) in rows}

    @cached_property
    def years(self) -> list[str]:
        """Reporting years with complaints or surveys, latest first."""
        rows = self.warehouse.query("select distinct reporting_year from surveys")
        surveyed = {str(year) for (year,) in rows}
        years = self.years_received | surveyed | {self.default_period.label}
        return sorted(
            (year for year in years if year <= name_year(self.as_at)), reverse=True
        )

    @cached_property
    def events(self) -> list[Event]:
        """The dated events, in order: those the landlord tells of, and new Codes."""
        told = read_events(self.warehouse)
        changes = list_code_changes(self.clock_rules, told)
        return sorted([*told, *changes], key=lambda event: event.event_date)


def write_losses(source: str, rejected: int, cells: int) -> str:
    """That rows or cells of a source are in no figure; empty where there are none."""
    parts = []
    if rejected:
        parts.append(
            f"{rejected:,} {'row was' if rejected == 1 else 'rows were'} rejected"
        )
    if cells:
        parts.append(f"{cells:,} {'cell' if cells == 1 else 'cells'} set aside")
    if not parts:
        return ""
    return f"Incomplete: of {source.replace('_', ' ')}, {' and '.join(parts)}."


def previous_year(period: Period) -> Period:
    """The reporting year before that in which a period ends."""
    first_year = int(period.year[:4]) - 1
    return make_year(f"{first_year}-{(first_year + 1) % 100:02}")


# Below so many rows a question takes a few milliseconds without them.
WORTH_TALLYING = 20_000


def open_release(
    release: Release,
    notice: str | None = None,
    tables: Iterable[str] = MODELS,
    *,
    is_tallied: bool = False,
) -> OpenRelease:
    """A release, opened; with only some of its models where that is enough.

    Tallies cost about as much as the questions of two pages: they are made for a server
    that is asked again and again, and not where one question is asked.
    """
    warehouse = open_warehouse(find_tables(release, tables))
    return OpenRelease(
        release=release,
        landlord=release.read_landlord(),
        warehouse=warehouse,
        tallies=make_tallies(warehouse, tables) if is_tallied else {},
        clock_rules=read_rules(release.folder),
        notice=notice,
    )


def make_tallies(warehouse: Warehouse, tables: Iterable[str]) -> Tallies:
    """Count beforehand what the tables hold."""
    tallies = list_tallies({name: warehouse.read_types(name) for name in tables})
    for tally in chain.from_iterable(tallies.values()):
        warehouse.add_table(tally.name, tally.sql)
    return tallies


def open_current_release(*, is_tallied: bool = False) -> OpenRelease:
    """The current release, opened; the newest good one if it is damaged."""
    release, notice = open_current()
    return open_release(release, notice, is_tallied=is_tallied)


def open_served_release() -> OpenRelease:
    """The current release for a server, tallied where its rows are many."""
    release, notice = open_current()
    rows = sum(map(release.count_held, release.sources))
    return open_release(release, notice, is_tallied=rows >= WORTH_TALLYING)


def open_beside(
    release_id: str, shown: OpenRelease, tables: Iterable[str] = MODELS
) -> OpenRelease:
    """Another release, opened to be set beside the one shown; Refusal if it is damaged.

    The stricter audience of the two holds for both: what is hidden now must not be
    read off a release of the time before.
    """
    release = read_release(release_id)
    problems = verify_release(release)
    if problems:
        raise Refusal(problems[0])
    opened = open_release(release, tables=tables)
    both = (opened.landlord, shown.landlord)
    is_public = any(landlord.audience == "public" for landlord in both)
    landlord = replace(
        opened.landlord,
        audience="public" if is_public else "internal",
        threshold=max(landlord.threshold for landlord in both),
    )
    return replace(opened, landlord=landlord)
