"""Results as tables of plain text: the same on a page and in a paper."""

from collections.abc import Sequence

import pandas as pd

from analytics.ground.rounding import write_count
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.words.cells import total_of, write_cell, write_part_of
from analytics.words.names import RANGE, name_results


# Cuts whose groups add up to the whole, so that parts of it say something.
SHARED = (("answer",), ("outcome",), ("finding",), ("status",))


def make_table(results: Sequence[Result]) -> pd.DataFrame:
    """Results with the same measure: group by group, counts beside the figure.

    Columns that would say nothing are left out; the whole comes last.
    """
    measure = results[0].measure
    ordered = [result for result in results if not result.is_total]
    ordered += [result for result in results if result.is_total]
    rows = []
    for result in ordered:
        row = {}
        if measure.has_cases and not measure.has_parts:
            row["Cases"] = write_number(result.denominator)
        elif measure.has_denominator:
            row["Counted"] = write_number(result.numerator)
            row["Of"] = write_number(result.denominator)
        row[f"{measure.label} ({measure.unit})"] = write_cell(result)
        if not measure.has_denominator and result.by in SHARED:
            total = result.counted if result.is_total else total_of(result, results)
            row["Of all"] = write_part_of(result, total)
        if any(each.lower is not None for each in ordered):
            row[RANGE] = write_interval_cell(result)
        rows.append(row)
    heading = " and ".join(
        DIMENSIONS[name].label
        for name in dict.fromkeys(name for result in results for name in result.group)
    )
    varied = [
        DIMENSIONS[name].label
        for name in dict.fromkeys(name for result in results for name in result.filters)
        if len({result.filters.get(name) for result in results}) > 1
    ]
    heading = " and ".join([part for part in (heading, *varied) if part])
    names = name_results(ordered)
    if [result.is_total for result in ordered].count(True) == 1 and len(ordered) > 1:
        names[-1] = "All"
    index = pd.Index(names, name=heading or "Period")
    return pd.DataFrame(rows, index=index)


def write_number(amount: object) -> str:
    """A count in a table; a dash where there is none to give."""
    return "–" if amount is None else write_count(amount)  # type: ignore[arg-type]


def write_interval_cell(result: Result) -> str:
    """An interval in a table."""
    if result.lower is None or result.upper is None:
        return "–"
    return f"{result.lower:.1f} to {result.upper:.1f}"
