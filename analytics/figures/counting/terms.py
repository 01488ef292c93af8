"""The aggregates that count a measure, and how its numbers are read from them."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import ceil
from typing import Any

from analytics.measures.base import Count, Measure, Median, Rate, Ratio, Share
from expectations.sources.complaints import TENURES


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What was counted for one measure, period and cell, before anything is hidden."""

    numerator: Any = 0
    denominator: Any = 0
    pending: int = 0
    unknown: int = 0
    rows: int = 0
    recorded: int = 0
    tenures: tuple[str, ...] = ()
    design_effect: Any = None
    # How many are in each group that stands beside the whole.
    beside: tuple[int, ...] = ()


# The part of a population that its median does not exceed.
MIDDLE = 0.5


class Terms:
    """The distinct aggregates of one pass: measures that count the same share them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._terms: dict[str, int] = {}

    def add(self, sql: str) -> int:
        """The place of an aggregate among the columns."""
        return self._terms.setdefault(sql, len(self._terms))

    def count(self, condition: str) -> int:
        """The place of how many rows meet a condition.

        Counted by count_if, which takes half the time of a count with a filter.
        """
        return self.add(f"count_if({condition})")

    def sum(self, column: str, condition: str) -> int:
        """The place of a column's sum over the rows that meet a condition."""
        return self.add(f"coalesce(sum({column}) filter (where {condition}), 0)")

    def quantile(self, measure: Median, condition: str) -> dict[str, int]:
        """The place of a quantile among the rows that meet a condition."""
        function = f"quantile_disc({measure.column}, {measure.quantile})"
        if measure.quantile == MIDDLE:
            function = f"median({measure.column})"
        return {"numerator": self.add(f"{function} filter (where {condition})")}

    def list(self) -> list[str]:
        """The aggregates in their places."""
        return list(self._terms)


def plan_measure(measure: Measure, terms: Terms) -> dict[str, int]:
    """Where each number of a measure stands among the aggregates of the pass."""
    rows = f"({measure.population_sql})"

    def total(condition: str) -> int:
        if not measure.weight_column:
            return terms.count(condition)
        return terms.sum(measure.weight_column, condition)

    places = {"rows": terms.count(rows)}
    match measure:
        case Median():
            places |= terms.quantile(measure, rows)
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
                    places[f"has_{tenure}"] = terms.count(
                        f"{rows} and tenure = '{tenure}'"
                    )
        case Count():
            places["numerator"] = total(rows)
    for number, each in enumerate(measure.beside):
        places[f"beside_{number}"] = terms.count(f"({each.sql})")
    if measure.design_column:
        places["design_effect"] = terms.add(
            f"max({measure.design_column}) filter (where {rows})"
        )
    if measure.undecided_sql:
        places["pending"] = total(f"{rows} and ({measure.undecided_sql})")
    if measure.unknown_sql:
        places["unknown"] = total(f"{rows} and {measure.unknown_sql}")
    if measure.recorded_sql:
        among = f"({measure.recorded_among_sql or measure.population_sql})"
        places["among"] = terms.count(among)
        places["recorded"] = terms.count(f"{among} and {measure.recorded_sql}")
    return places


def read_counts(measure: Measure, numbers: Mapping[str, Any]) -> Counts:
    """What was counted of one measure, from the numbers that `plan_measure` names."""
    found = {name: to_exact(number) for name, number in numbers.items()}
    among = found.pop("among", None)
    # Where nothing was asked whether it is recorded, everything is.
    if among is None or not among:
        found["recorded"] = 1
    had = {tenure: found.pop(f"has_{tenure}", None) for tenure in TENURES}
    found["tenures"] = tuple(sorted(tenure for tenure in TENURES if had[tenure]))
    found["beside"] = tuple(
        found.pop(f"beside_{number}") for number in range(len(measure.beside))
    )
    if isinstance(measure, Median) and "values" in found:
        found["numerator"] = find_quantile(measure.quantile, found.pop("values"))
    return Counts(**found)


def find_quantile(part: float, values: Iterable[tuple[int, int]]) -> Fraction | None:
    """The quantile of values that come with how often each occurs; None of none.

    The middle of an even number is halfway between two, as `Median` says.
    """
    known = sorted(values)
    ends = list(accumulate(copies for _, copies in known))
    if not ends:
        return None
    # The place from 1 of the smallest value that so many do not exceed.
    place = ceil(Fraction(str(part)) * ends[-1])
    value = known[bisect_left(ends, place)][0]
    if part != MIDDLE or ends[-1] % 2:
        return Fraction(value)
    return Fraction(value + known[bisect_left(ends, place + 1)][0], 2)


def to_exact(value: Any) -> Any:
    """A decimal sum as an exact fraction; anything else as it is."""
    return Fraction(value) if isinstance(value, Decimal) else value
