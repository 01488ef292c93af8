"""How many complaints in each year known, those only printed among them."""

from analytics.behind.records import Row, list_published_totals
from analytics.drawing.years import YearColumn, find_highest
from analytics.ground.rounding import write_rounded
from analytics.view import View
from pages.blocks.behind import fold_behind
from pages.blocks.courses import list_same_parts
from pages.blocks.panels import show_panels
from pages.blocks.years import make_panel, make_year_columns


PRINTED = (
    "Outlined: a total the landlord printed. It is not split by stage or residents, "
    "and no rows stand behind it."
)
SO_FAR = "Outlined: a year not yet complete."


def show_years(view: View, ids: list[str]) -> None:
    """Every year that is known on one picture a stage."""
    found = view.ask_each(*ids, periods=list_same_parts(view))
    is_all = not view.where and view.period.kind == "year"
    rows = list_published_totals(view.release) if is_all else []
    # Printed totals are of both stages; they stand before the first, marked as such.
    printed = [make_printed(row) for row in reversed(rows)]
    told = "; ".join(f"{each.name} {each.text}" for each in printed)
    top = find_highest(
        [*printed, *(each for many in found for each in make_year_columns(many))]
    )
    show_panels(
        [
            make_panel(
                view,
                f"Stage {stage}",
                results,
                earlier=[] if place else printed,
                told=f"Printed totals: {told}." if told and not place else "",
                top=top,
            )
            for place, (stage, results) in enumerate(
                zip(view.stages, found, strict=True)
            )
        ],
        [
            PRINTED if printed else "",
            SO_FAR if any(each.is_part for many in found for each in many) else "",
        ],
    )
    fold_behind(view, [each for results in found for each in results], "years")


def make_printed(row: Row) -> YearColumn:
    """A year of which the landlord printed a total."""
    text = write_rounded(row["value"], 0)
    return YearColumn(
        name=row["reporting_year"], value=float(row["value"]), text=text, is_whole=False
    )
