"""A release that is open for questions: its warehouse, its landlord, what it covers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from analytics.counting.tallies import Tallies, list_tallies
from analytics.ground.calendar import (
    Period,
    latest_complete_year,
    make_year,
    name_year,
    write_date,
)
from analytics.ground.errors import Refusal
from analytics.ground.landlord import Landlord
from analytics.release.building import find_tables
from analytics.release.clock_rules import ClockRule, read_rules
from analytics.release.models import MODELS
from analytics.release.store import Release, open_current, read_release, verify_release
from analytics.release.warehouse import Warehouse, open_warehouse


@dataclass(frozen=True, kw_only=True)
class Spell:
    """A run of days for which a source was, or was not, recorded."""

    first: date
    last: date
    is_recorded: bool
    note: str | None


@dataclass(frozen=True, kw_only=True)
class Covered:
    """Whether a source covers a period: a status, and a sentence where in part."""

    status: str
    reason: str | None = None


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
    def spells(self) -> dict[str, list[Spell]]:
        """Spells of each source that the extracts speak of, in order."""
        spells: dict[str, list[Spell]] = {}
        rows = self.warehouse.query(
            "select source, from_date, to_date, is_recorded, note from coverage"
        )
        for source, first, last, is_recorded, note in rows:
            spell = Spell(
                first=first,
                last=last or date.max,
                is_recorded=is_recorded,
                note=note,
            )
            spells.setdefault(source, []).append(spell)
        return spells

    def is_supplied(self, source: str) -> bool:
        """Whether the release has an extract of that source."""
        return source in self.release.sources

    def find_coverage(self, source: str, period: Period) -> Covered:
        """Whether a source was recorded in a period; no spell at all means it was."""
        if period.first > self.as_at:
            return Covered(
                status="not_covered",
                reason=f"It starts after the as-at date, {write_date(self.as_at)}.",
            )
        spells = self.spells.get(source, [])
        last = min(period.last, self.as_at)
        if spells and period.kind == "as_at":
            return self.find_coverage_at(source, spells)
        recorded = [
            (max(spell.first, period.first), min(spell.last, last))
            for spell in spells
            if spell.is_recorded and spell.first <= last and spell.last >= period.first
        ]
        if not spells:
            recorded = [(period.first, last)]
        if not recorded:
            return self.explain_gap(source, spells, period)
        recorded = merge(recorded)
        if recorded != [(period.first, last)]:
            runs = " and ".join(
                f"{write_date(start)} to {write_date(end)}" for start, end in recorded
            )
            return Covered(
                status="ok", reason=f"The records cover only {runs} of this period."
            )
        if last < period.last:
            return Covered(
                status="ok",
                reason=f"Year to date, up to {write_date(last)}."
                if period.kind == "year"
                else f"To date, up to {write_date(last)}.",
            )
        return Covered(status="ok")

    def find_coverage_at(self, source: str, spells: list[Spell]) -> Covered:
        """Whether what a source holds can speak of the as-at date."""
        recorded = [spell for spell in spells if spell.is_recorded]
        name = source.replace("_", " ")
        if not recorded:
            return Covered(
                status="not_recorded",
                reason=spells[-1].note or f"No {name} were recorded.",
            )
        last = max(spell.last for spell in recorded)
        if last < self.as_at:
            return Covered(
                status="ok",
                reason=(
                    f"Only of {name} up to {write_date(last)}, where the records end."
                ),
            )
        return Covered(status="ok")

    def explain_gap(self, source: str, spells: list[Spell], period: Period) -> Covered:
        """Why no day of a period is recorded: known not to be, or not spoken of."""
        name = source.replace("_", " ")
        for spell in spells:
            if spell.first <= period.last and spell.last >= period.first:
                return Covered(
                    status="not_recorded",
                    reason=spell.note or f"No {name} were recorded in this period.",
                )
        known = [spell for spell in spells if spell.is_recorded] or spells
        return Covered(
            status="not_covered",
            reason=(
                f"The records of {name} run from "
                f"{write_date(min(spell.first for spell in known))} to "
                f"{write_date(min(max(spell.last for spell in known), self.as_at))}."
            ),
        )

    @cached_property
    def default_period(self) -> Period:
        """The latest reporting year that had ended and that complaints cover."""
        year = latest_complete_year(self.as_at)
        candidate = year
        for _ in range(50):
            if self.find_coverage("complaints", candidate).status == "ok":
                return candidate
            candidate = previous_year(candidate)
        return year

    @cached_property
    def years(self) -> list[str]:
        """Reporting years with complaints or surveys, latest first."""
        rows = self.warehouse.query(
            "select found_value from dimension_values "
            "where column_name = 'reporting_year' "
            "union select distinct reporting_year from surveys"
        )
        years = {str(row[0]) for row in rows} | {self.default_period.label}
        return sorted(
            (year for year in years if year <= name_year(self.as_at)), reverse=True
        )

    @cached_property
    def events(self) -> list[dict[str, Any]]:
        """The dated events, in order."""
        rows = self.warehouse.query(
            "select event_date, date_precision, label, breaks_baseline from events"
        )
        keys = ("event_date", "date_precision", "label", "breaks_baseline")
        return [dict(zip(keys, row, strict=True)) for row in rows]


def merge(runs: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Runs of days in order, those that touch or overlap made one."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted(runs):
        if merged and (first - merged[-1][1]).days <= 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def previous_year(period: Period) -> Period:
    """The reporting year before that in which a period ends."""
    first_year = int(period.year[:4]) - 1
    return make_year(f"{first_year}-{(first_year + 1) % 100:02}")


def open_release(
    release: Release, notice: str | None = None, tables: Iterable[str] = MODELS
) -> OpenRelease:
    """A release, opened; with only some of its models where that is enough."""
    warehouse = open_warehouse(find_tables(release, tables))
    return OpenRelease(
        release=release,
        landlord=release.read_landlord(),
        warehouse=warehouse,
        tallies=make_tallies(warehouse, tables),
        clock_rules=read_rules(release.folder),
        notice=notice,
    )


def make_tallies(warehouse: Warehouse, tables: Iterable[str]) -> Tallies:
    """Count beforehand what the tables hold."""
    tallies = list_tallies({name: warehouse.read_types(name) for name in tables})
    for tally in chain.from_iterable(tallies.values()):
        warehouse.add_table(tally.name, tally.sql)
    return tallies


def open_current_release() -> OpenRelease:
    """The current release, opened; the newest good one if it is damaged."""
    release, notice = open_current()
    return open_release(release, notice)


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
