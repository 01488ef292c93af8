"""The homes that rates are taken of: those of the year, or the latest known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analytics.ground.calendar import Period, make_year
from analytics.measures.dimensions import DIMENSIONS
from analytics.release.warehouse import Warehouse


HOMES_SQL = "select tenure, reporting_year, year_end_date, homes_owned from stock"


@dataclass(frozen=True, kw_only=True)
class Homes:
    """Homes of one stock, and whether they are the latest known, not the year's."""

    number: int
    counted_on: date
    is_latest: bool


class Stock:
    """The homes of a release, by whose they are and by reporting year."""

    def __init__(self, warehouse: Warehouse, as_at: date) -> None:
        """Read them once."""
        self._as_at = as_at
        self._known = {
            (tenure, year): Homes(number=homes, counted_on=day, is_latest=False)
            for tenure, year, day, homes in warehouse.query(HOMES_SQL)
        }

    def find(
        self, wanted: Iterable[str], complained: Iterable[str], part: Period
    ) -> tuple[list[Homes], str | None]:
        """The homes of some tenures in a part of a year, or why they are not known.

        Where none is wanted they are those of all who complained and of all others
        whose homes are known.
        """
        known = {tenure for tenure, _ in self._known if self._pick(tenure, part)}
        homes = []
        for tenure in tuple(wanted) or sorted({*complained, *known}):
            found = self._pick(tenure, part)
            if found is None:
                label = DIMENSIONS["tenure"].name_value(tenure).lower()
                return [], f"No number of homes of {label} is given for {part.year}."
            homes.append(found)
        if not homes:
            return [], f"No number of homes is given for {part.year}."
        return homes, None

    def _pick(self, tenure: str, part: Period) -> Homes | None:
        """Homes at the period's year end; before that day, the latest known."""
        if (tenure, part.year) in self._known:
            return self._known[tenure, part.year]
        if self._as_at >= make_year(part.year).last:
            return None
        earlier = [
            homes
            for (stock, _), homes in self._known.items()
            if stock == tenure and homes.counted_on <= self._as_at
        ]
        if not earlier:
            return None
        latest = max(earlier, key=lambda homes: homes.counted_on)
        return Homes(number=latest.number, counted_on=latest.counted_on, is_latest=True)
