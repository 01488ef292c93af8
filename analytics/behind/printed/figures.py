"""Figures that were printed, each with the decimals and the unit it was printed in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from analytics.behind.records import Row, fetch
from analytics.figures.open_release import OpenRelease
from analytics.ground.rounding import write_count, write_rounded
from analytics.measures import MEASURES
from analytics.measures.base import Measure
from expectations.sources.published_figures import CHANGE, PER_CENT, PUBLISHED_FIGURES


# Words by which a sentence says the contrary of what a share counts.
CONTRARY = re.compile(r"\b(not|never|late|missed|outside|fail\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Printed:
    """One figure as it was printed.

    `places` is how many decimals figures have that stand in the same place of the same
    document, because a 65.0 is kept as 65.
    """

    document: str
    published_date: date | None
    reference: str
    statement: str
    measure_id: str | None
    reporting_year: str
    population: str | None
    breakdown: str | None
    category: str | None
    unit: str | None
    numerator: Fraction | None
    denominator: Fraction | None
    value: Fraction
    places: int

    @property
    def measure(self) -> Measure | None:
        """The measure it is said to be of; None where none here is."""
        return MEASURES.get(self.measure_id or "")

    @property
    def is_contrary(self) -> bool:
        """Whether its words are about those that its measure does not count."""
        measure = self.measure
        if measure is None or measure.kind != "share" or self.unit == CHANGE:
            return False
        counts_so = CONTRARY.search(measure.counted)
        return bool(CONTRARY.search(self.statement)) and not counts_so

    @property
    def table(self) -> tuple[str, str, str, str | None]:
        """Where it stands, and of what: figures of one table have it in common."""
        return self.document, self.reference, self.reporting_year, self.measure_id

    @property
    def is_count(self) -> bool:
        """Whether a number of cases was printed, and not a share or a rate of them."""
        if self.unit:
            return self.unit == "number"
        is_of_counts = self.measure is not None and self.measure.kind == "count"
        return is_of_counts or self.value == self.numerator

    @property
    def sign(self) -> str:
        """What is written after it."""
        if self.unit in (PER_CENT, CHANGE):
            return "%"
        return "" if self.is_count or not self.measure else self.measure.sign

    @property
    def shown(self) -> str:
        """The figure as it was printed, with its counts where they were printed too."""
        places = 0 if self.is_count else self.places
        text = f"{write_rounded(self.value, places)}{self.sign}"
        if self.denominator is None:
            return text
        counts = (
            f"{write_count(self.numerator or 0)} of {write_count(self.denominator)}"
        )
        return counts if self.is_count else f"{text} ({counts})"


def read_printed(release: OpenRelease) -> list[Printed]:
    """Every printed figure of a release, by year, the latest first, and document."""
    columns = tuple(column.name for column in PUBLISHED_FIGURES.columns)
    rows = fetch(
        release,
        columns,
        "from published_figures order by reporting_year desc, document, reference, "
        "statement",
    )
    places = count_places(rows)
    return [
        Printed(
            **{
                **row,
                **{
                    name: read_fraction(row[name])
                    for name in ("numerator", "denominator")
                },
                "value": Fraction(row["value"]),
                "places": places[row["document"], row["reference"]],
            }
        )
        for row in rows
    ]


def read_fraction(cell: Decimal | None) -> Fraction | None:
    """An exact number of a cell; nothing of an empty one."""
    return None if cell is None else Fraction(cell)


def count_places(rows: Iterable[Row]) -> dict[tuple[str, str], int]:
    """The most decimals in each place of each document."""
    places: dict[tuple[str, str], int] = {}
    for row in rows:
        exponent = Decimal(row["value"]).normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        key = row["document"], row["reference"]
        places[key] = max(places.get(key, 0), decimals)
    return places
