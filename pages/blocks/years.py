"""Whole years as columns: those of a figure, each of which opens its cases."""

from collections.abc import Sequence

from analytics.drawing.years import YearColumn, draw_years, list_spots
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.cells import write_counts
from analytics.words.narrative import write_alt
from pages.blocks.cases import list_presses
from pages.blocks.panels import Panel


def make_panel(
    view: View, heading: str, results: Sequence[Result], top: float | None = None
) -> Panel:
    """The years of a figure from the first that is known.

    A share stands as the filled part of all its cases, with how many of how many.
    """
    known = trim_years(results)
    columns = make_year_columns(known)
    # A press anywhere on a column opens its cases.
    spots = [lower._replace(down=0.0, height=100.0) for lower, _ in list_spots(columns)]
    return Panel(
        heading=heading,
        picture=draw_years(columns, top),
        alt=write_alt("Columns", results[0].measure.label, known),
        hits=list_presses(view, zip(known, spots, strict=True)),
    )


def trim_years(results: Sequence[Result]) -> list[Result]:
    """The years from the first of which anything is known."""
    known = [place for place, each in enumerate(results) if each.cases or each.is_ok]
    return list(results[known[0] :]) if known else []


def make_year_columns(results: Sequence[Result]) -> list[YearColumn]:
    """A column for each year: a share as the filled part of all its cases."""
    return [
        YearColumn(
            name=result.period.year,
            value=find_height(result),
            text=write_column(result),
            is_whole=not result.is_part,
            upper=float(result.rest) if result.measure.has_parts else 0.0,
            is_filled=False,
        )
        for result in results
    ]


def find_height(result: Result) -> float | None:
    """How many cases a column stands for; None where that is not known."""
    if result.numerator is None:
        return None
    return float(result.cases if result.measure.has_parts else result.counted)


def write_column(result: Result) -> str:
    """What stands above a year: how many, of a share with of how many."""
    if result.numerator is None:
        return "?"
    return write_counts(result) if result.measure.has_parts else result.shown
