"""How many complaints in each year known, those only printed among them."""

from collections.abc import Sequence

from analytics.behind.records import Row, list_published_totals
from analytics.drawing.years import YearColumn, draw_years, list_spots
from analytics.ground.rounding import write_rounded
from analytics.measures.result import Result
from analytics.view import View
from pages.blocks.behind import fold_behind
from pages.blocks.cases import list_presses
from pages.blocks.courses import list_same_parts
from pages.blocks.panels import Panel, show_panels


BOTH = "Stage 1 below, stage 2 above it."
PRINTED = (
    "Outlined: a total of both that the landlord printed. It is not split by stage or "
    "residents, and no rows stand behind it."
)
SO_FAR = "Outlined: a year not yet complete."
# With more columns there is room for one number above each.
ROOM = 5


def show_years(view: View, ids: Sequence[str]) -> None:
    """Every year that is known on one picture, the stages in view upon each other."""
    found = view.ask_each(*ids, periods=list_same_parts(view))
    years = [list(stages) for stages in zip(*found, strict=True)]
    while years and not any(each.is_ok for each in years[0]):
        years.pop(0)
    is_both = len(view.stages) == 2
    is_whole = is_both and not view.where and view.period.kind == "year"
    rows = list_published_totals(view.release) if is_whole else []
    printed = [make_printed(row) for row in reversed(rows)]
    is_roomy = len(printed) + len(years) <= ROOM
    columns = [*printed, *(make_column(stages, is_roomy=is_roomy) for stages in years)]
    spots = list_spots(columns)[len(printed) :]
    is_part = any(each.is_part for stages in years for each in stages)
    show_panels(
        [
            Panel(
                picture=draw_years(columns),
                alt=write_alt_years(years, printed),
                hits=list_presses(
                    view,
                    [
                        pair
                        for stages, two in zip(years, spots, strict=True)
                        for pair in zip(stages, two, strict=False)
                    ],
                ),
            )
        ],
        [
            " ".join(
                [
                    BOTH if is_both else "",
                    PRINTED if printed else "",
                    SO_FAR if is_part else "",
                ]
            ).strip()
        ],
    )
    fold_behind(view, [each for results in found for each in results], "years")


def make_column(stages: Sequence[Result], *, is_roomy: bool) -> YearColumn:
    """A year of the release: its stages upon each other, as far as they are known."""
    counts = [float(each.value or 0) for each in stages]
    texts = [each.shown if each.is_ok else "?" for each in stages]
    is_known = all(each.is_ok for each in stages)
    return YearColumn(
        name=stages[0].period.year,
        value=sum(counts),
        upper=sum(counts[1:]),
        text=" + ".join(texts) if is_roomy or not is_known else f"{sum(counts):,.0f}",
        is_whole=not any(each.is_part for each in stages),
    )


def make_printed(row: Row) -> YearColumn:
    """A year of which the landlord printed a total."""
    text = write_rounded(row["value"], 0)
    return YearColumn(
        name=row["reporting_year"], value=float(row["value"]), text=text, is_whole=False
    )


def write_alt_years(
    years: Sequence[Sequence[Result]], printed: Sequence[YearColumn]
) -> str:
    """What the picture of the years shows, in words."""
    stages = " + ".join(each.measure.short_label for each in years[-1]) if years else ""
    columns = [make_column(stages, is_roomy=True) for stages in years]
    words = "; ".join(f"{each.name} {each.text}" for each in columns)
    said = f"Columns. {stages}: {words}."
    if printed:
        totals = "; ".join(f"{each.name} {each.text}" for each in printed)
        said += f" Printed totals of both stages: {totals}."
    return said
