"""Suppression applied to questions: which months a figure really covers, and whether
any of its parts is hidden.
"""

from functools import cache, lru_cache
from itertools import product

from analytics.figures.counting.counts import count_measures
from analytics.figures.counting.groups import list_values
from analytics.figures.counting.terms import Counts
from analytics.figures.disclosure import Cell, HiddenCells, Size, is_at_risk
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import (
    Period,
    TimePart,
    list_parts,
    make_as_at,
    make_month,
    make_part,
    make_year,
    name_quarter,
    name_year,
)
from analytics.measures.base import Measure
from analytics.measures.dimensions import DIMENSIONS, TIME_DIMENSIONS


Values = dict[str, tuple[str, ...]]
Times = tuple[tuple[TimePart, tuple[str, ...]], ...]


class Suppression:
    """What of a release may not be shown to its audience."""

    def __init__(self, release: OpenRelease) -> None:
        """Judge for one release."""
        self._release = release
        self._find_hidden = cache(self._find_hidden_cells)

    def is_hidden(self, measure: Measure, period: Period, values: Values) -> bool:
        """Whether a figure could point to a person.

        `values` are its filters and its own groups. Times among them, and the period,
        are first brought to the months that are really counted, so that a month is
        judged alike however it is asked for.
        """
        if not measure.is_about_residents:
            return False
        groups = {
            name: chosen
            for name, chosen in values.items()
            if name not in TIME_DIMENSIONS
        }
        if measure.is_at_as_at:
            return self._is_part_hidden(
                measure, make_as_at(self._release.as_at), groups
            )
        times = tuple(
            (name, chosen) for name, chosen in values.items() if name in TIME_DIMENSIONS
        )
        return any(
            self._is_part_hidden(measure, year, groups | inside)
            for year, inside in list_counted(period, times)
        )

    def _is_part_hidden(self, measure: Measure, year: Period, values: Values) -> bool:
        """Whether any of a figure's parts in one reporting year is hidden."""
        if not is_at_risk(values, self._release.landlord.audience):
            return False
        return self._find_hidden(measure, year).is_hidden(values)

    def _find_hidden_cells(self, measure: Measure, year: Period) -> HiddenCells:
        """What is hidden of a measure in a reporting year."""
        release = self._release

        @cache
        def fetch(names: tuple[str, ...]) -> dict[Cell, Size]:
            counted = count_measures(release, [measure], [year], names)
            found = {cell: counts for (_, _, cell), counts in counted.items()}
            return {
                cell: measure_size(measure, found.get(cell, Counts()))
                for cell in product(*(list_all(name) for name in names))
            }

        @cache
        def list_all(name: str) -> list[str]:
            # Noughts too: beside a published total a nought can give the rest away.
            part = DIMENSIONS[name].part
            if part:
                return list_parts(year, part)
            return list_values(release, name, measure.model)

        landlord = release.landlord
        return HiddenCells(fetch, landlord.audience, landlord.threshold)


# Asked for each figure of each group, and again at every reading of a page.
@lru_cache(10_000)
def list_counted(period: Period, times: Times) -> tuple[tuple[Period, Values], ...]:
    """The reporting years that a figure counts in, and which times of each."""
    months = list_months(period, times)
    years = [name_year(make_month(month).first) for month in sorted(months)]
    counted = []
    for year in map(make_year, dict.fromkeys(years)):
        inside = [each for each in list_parts(year, "month") if each in months]
        counted.append((year, name_times(year, inside)))
    return tuple(counted)


def list_months(period: Period, times: Times) -> set[str]:
    """The months a figure counts: those of its period that its times leave in."""
    months = set(list_parts(period, "month"))
    for part, labels in times:
        months &= {
            month
            for label in labels
            for month in list_parts(make_part(part, label), "month")
        }
    return months


def name_times(year: Period, months: list[str]) -> Values:
    """Months of a year as the coarsest times that say the same; nothing for all."""
    if len(months) == len(list_parts(year, "month")):
        return {}
    part: TimePart = "quarter"
    quarters = list(
        dict.fromkeys(name_quarter(make_month(month).first) for month in months)
    )
    if len(months) == 3 * len(quarters):
        return {part: tuple(quarters)}
    return {"month": tuple(months)}


def measure_size(measure: Measure, counts: Counts) -> Size:
    """The counts that give a figure's cases away."""
    if measure.has_parts:
        rest = counts.denominator - counts.numerator
        late = rest - counts.pending
        still_open = counts.pending - counts.unknown
        parts = (
            *(counts.numerator, rest, counts.pending, late),
            *(counts.unknown, still_open),
        )
        return Size(total=counts.denominator, parts=parts)
    if measure.kind == "ratio":
        both = (counts.numerator, counts.denominator)
        return Size(total=sum(both), parts=both)
    if measure.beside:
        # Each is told beside the whole, and would be found from it.
        parts = (counts.numerator, *counts.beside)
        return Size(total=sum(parts), parts=parts)
    return Size(total=counts.denominator if measure.has_cases else counts.numerator)
