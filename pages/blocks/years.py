"""Whole years as columns: those of a figure, each of which opens its cases."""

from collections.abc import Sequence

from analytics.drawing.years import YearColumn, draw_years, list_places
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.cells import write_counts
from analytics.words.narrative import write_alt
from pages.blocks.cases import list_presses
from pages.blocks.panels import Panel


def make_panel(
    view: View,
    heading: str,
    results: Sequence[Result],
    *,
    earlier: Sequence[YearColumn] = (),
    told: str = "",
    top: float | None = None,
) -> Panel:
    """The years of a figure from the first that is known, after some others.

    A share stands by the cases that count, each column with how many of how many;
    what is `told` of the others in words stands after what the picture shows.
    """
    known = trim_years(results)
    places = list_places(len(earlier) + len(known))[len(earlier) :]
    marks = [(each, *place) for each, place in zip(known, places, strict=True)]
    words = write_alt("Columns", results[0].measure.label, known)
    return Panel(
        heading=heading,
        picture=draw_years([*earlier, *make_year_columns(known)], top),
        alt=f"{words} {told}".strip(),
        hits=list_presses(view, marks),
    )


def trim_years(results: Sequence[Result]) -> list[Result]:
    """The years from the first of which anything is known."""
    known = [place for place, each in enumerate(results) if each.cases or each.is_ok]
    return list(results[known[0] :]) if known else []


def make_year_columns(results: Sequence[Result]) -> list[YearColumn]:
    """A column for each year."""
    return [
        YearColumn(
            name=result.period.year,
            value=None if result.numerator is None else float(result.numerator),
            text=write_column(result),
            is_whole=not result.is_part,
        )
        for result in results
    ]


def write_column(result: Result) -> str:
    """What stands above a year: how many, of a share with of how many."""
    if result.numerator is None:
        return "?"
    return write_counts(result) if result.measure.has_parts else result.shown
