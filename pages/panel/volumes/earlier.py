"""How many complaints in each year known, those only printed among them."""

from analytics.behind.records import Row, list_published_totals
from analytics.drawing.years import YearColumn, draw_years, find_highest
from analytics.ground.rounding import write_rounded
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.narrative import write_alt
from pages.blocks.behind import fold_behind
from pages.blocks.courses import list_same_parts
from pages.blocks.panels import Panel, show_panels


PRINTED = (
    "Outlined: a total the landlord printed. It is not split by stage or residents, "
    "and no rows stand behind it."
)
SO_FAR = "Outlined: a year not yet complete."


def show_years(view: View, ids: list[str]) -> None:
    """Every year that is known on one picture a stage."""
    found = view.ask_each(*ids, periods=list_same_parts(view))
    is_all = not view.where and view.period.kind == "year"
    printed = list_published_totals(view.release) if is_all else []
    columns = [[make_column(each) for each in results] for results in found]
    # Printed totals are of both stages; they stand before the first, marked as such.
    columns[0] = [*reversed([make_printed(row) for row in printed]), *columns[0]]
    top = max(find_highest(each) for each in columns)
    show_panels(
        [
            Panel(
                heading=f"Stage {stage}",
                picture=draw_years(many, top),
                alt=write_alt_years(results, printed if not place else []),
            )
            for place, (stage, many, results) in enumerate(
                zip(view.stages, columns, found, strict=True)
            )
        ],
        [
            PRINTED if printed else "",
            SO_FAR if any(each.is_part for many in found for each in many) else "",
        ],
    )
    fold_behind(view, [each for results in found for each in results], "years")


def make_column(result: Result) -> YearColumn:
    """A year of the release."""
    return YearColumn(
        name=result.period.year,
        value=None if result.value is None else float(result.value),
        text=result.shown if result.is_ok else "?",
        is_whole=not result.is_part,
    )


def make_printed(row: Row) -> YearColumn:
    """A year of which the landlord printed a total."""
    text = write_rounded(row["value"], 0)
    return YearColumn(
        name=row["reporting_year"], value=float(row["value"]), text=text, is_whole=False
    )


def write_alt_years(results: list[Result], printed: list[Row]) -> str:
    """What the picture of the years shows, in words."""
    words = write_alt("Columns", results[0].measure.label, results)
    totals = "; ".join(
        f"{row['reporting_year']} {write_rounded(row['value'], 0)}" for row in printed
    )
    return f"{words} Printed totals: {totals}." if totals else words
