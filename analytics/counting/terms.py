"""The aggregates that count a measure, and how its numbers are read from them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from analytics.measures.base import Count, Measure, Median, Rate, Ratio, Share
from expectations.sources.complaints import TENURES


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What was counted for one measure, period and cell, before anything is hidden."""

    numerator: Any = 0
    denominator: Any = 0
    pending: int = 0
    rows: int = 0
    recorded: int = 0
    tenures: tuple[str, ...] = ()


class Terms:
    """The distinct aggregates of one pass: measures that count the same share them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._terms: dict[str, int] = {}

    def add(self, sql: str) -> int:
        """The place of an aggregate among the columns."""
        return self._terms.setdefault(sql, len(self._terms))

    def write(self) -> str:
        """The aggregates as select items."""
        return ",\n    ".join(self._terms)


def plan_measure(measure: Measure, terms: Terms) -> dict[str, int]:
    """Where each number of a measure stands among the aggregates of the pass.

    Counted by count_if, which takes half the time of a count with a filter.
    """
    rows = f"({measure.population_sql})"

    def total(condition: str) -> int:
        if not measure.weight_column:
            return terms.add(f"count_if({condition})")
        weights = f"sum({measure.weight_column}) filter (where {condition})"
        return terms.add(f"coalesce({weights}, 0)")

    places = {"rows": terms.add(f"count_if({rows})")}
    match measure:
        case Median():
            function = "median" if measure.quantile == 0.5 else "quantile_disc"
            arguments = measure.column
            if function == "quantile_disc":
                arguments += f", {measure.quantile}"
            places["numerator"] = terms.add(
                f"{function}({arguments}) filter (where {rows})"
            )
            places["denominator"] = places["rows"]
        case Share():
            places["numerator"] = total(f"{rows} and {measure.counted_sql}")
            places["denominator"] = total(rows)
        case Ratio():
            places["numerator"] = total(f"{rows} and {measure.counted_sql}")
            places["denominator"] = total(f"{rows} and {measure.base_sql}")
        case Rate():
            places["numerator"] = total(rows)
            if not measure.stock:
                # A count for each costs less than a list of distinct values.
                for tenure in TENURES:
                    places[f"has_{tenure}"] = terms.add(
                        f"count_if({rows} and tenure = '{tenure}')"
                    )
        case Count():
            places["numerator"] = total(rows)
    if measure.pending_sql:
        places["pending"] = total(f"{rows} and {measure.pending_sql}")
    if measure.recorded_sql:
        among = f"({measure.recorded_among_sql or measure.population_sql})"
        places["among"] = terms.add(f"count_if({among})")
        places["recorded"] = terms.add(f"count_if({among} and {measure.recorded_sql})")
    return places


def read_counts(places: dict[str, int], values: tuple[Any, ...]) -> Counts:
    """The numbers of one measure in one row of a pass."""
    found = {name: to_exact(values[place]) for name, place in places.items()}
    among = found.pop("among", None)
    # Where nothing was asked whether it is recorded, everything is.
    if among is None or not among:
        found["recorded"] = 1
    had = {tenure: found.pop(f"has_{tenure}", None) for tenure in TENURES}
    found["tenures"] = tuple(sorted(tenure for tenure in TENURES if had[tenure]))
    return Counts(**found)


def to_exact(value: Any) -> Any:
    """A decimal sum as an exact fraction; anything else as it is."""
    return Fraction(value) if isinstance(value, Decimal) else value
