"""Coverage: whether a source was recorded in a period, so that none is not unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analytics.ground.calendar import Period, write_date
from analytics.release.warehouse import Warehouse


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


class Coverage:
    """What the records of a release reach, source by source."""

    def __init__(self, spells: Mapping[str, Sequence[Spell]], as_at: date) -> None:
        """Take the spells of each source, in order, and the day looked from."""
        self._spells = spells
        self._as_at = as_at

    def find(self, source: str, period: Period) -> Covered:
        """Whether a source was recorded in a period; no spell at all means it was."""
        if period.first > self._as_at:
            return Covered(
                status="not_covered",
                reason=f"It starts after the as-at date, {write_date(self._as_at)}.",
            )
        spells = self._spells.get(source, [])
        last = min(period.last, self._as_at)
        if spells and period.kind == "as_at":
            return self._find_at(source, spells)
        recorded = [
            (max(spell.first, period.first), min(spell.last, last))
            for spell in spells
            if spell.is_recorded and spell.first <= last and spell.last >= period.first
        ]
        if not spells:
            recorded = [(period.first, last)]
        if not recorded:
            return self._explain_gap(source, spells, period)
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

    def _find_at(self, source: str, spells: Sequence[Spell]) -> Covered:
        """Whether what a source holds can speak of the as-at date."""
        recorded = [spell for spell in spells if spell.is_recorded]
        name = source.replace("_", " ")
        if not recorded:
            return Covered(
                status="not_recorded",
                reason=spells[-1].note or f"No {name} were recorded.",
            )
        last = max(spell.last for spell in recorded)
        if last < self._as_at:
            return Covered(
                status="ok",
                reason=(
                    f"Only of {name} up to {write_date(last)}, where the records end."
                ),
            )
        return Covered(status="ok")

    def _explain_gap(
        self, source: str, spells: Sequence[Spell], period: Period
    ) -> Covered:
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
                f"{write_date(min(max(spell.last for spell in known), self._as_at))}."
            ),
        )


def read_coverage(warehouse: Warehouse, as_at: date) -> Coverage:
    """The coverage that a release's extracts speak of.

    A register of complaints that nobody speaks of is taken to begin with the reporting
    year of its first complaint: before that, none is not known to be none.
    """
    spells: dict[str, list[Spell]] = {}
    rows = warehouse.query(
        "select source, from_date, to_date, is_recorded, note from coverage"
    )
    for source, first, last, is_recorded, note in rows:
        spell = Spell(
            first=first, last=last or date.max, is_recorded=is_recorded, note=note
        )
        spells.setdefault(source, []).append(spell)
    [(first_year,)] = warehouse.query(
        "select min(found_value) from dimension_values where column_name = "
        "'reporting_year' and model_name = 'complaint_stages'"
    )
    if "complaints" not in spells and first_year is not None:
        begun = date(int(first_year[:4]), 4, 1)
        whole = Spell(first=begun, last=date.max, is_recorded=True, note=None)
        spells["complaints"] = [whole]
    return Coverage(spells, as_at)


def merge(runs: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Runs of days in order, those that touch or overlap made one."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted(runs):
        if merged and (first - merged[-1][1]).days <= 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
