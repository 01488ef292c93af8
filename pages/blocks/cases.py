"""From a figure to its cases, for whoever may see them; to its origin for others."""

from collections.abc import Iterable, Sequence

from analytics.behind.cases import may_see_rows
from analytics.drawing.svg import Spot
from analytics.measures.base import ALL, COUNTED, REST
from analytics.measures.dimensions import TIME_DIMENSIONS
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.cells import write_counted
from analytics.words.names import name_group, write_period
from pages.blocks.panels import Hit
from pages.frame import entries
from pages.frame.address import write_group
from pages.frame.choices import SEVERAL, WHOLE_YEAR
from pages.frame.linking import write_href


def pick_part(result: Result) -> str:
    """Which of a figure's rows want a look: those that fell short, else those counted.

    All of them where there is none of those.
    """
    measure = result.measure
    if not measure.has_parts:
        return ALL
    falls_short = measure.improvement_direction == "increase"
    part, amount = (REST, result.rest) if falls_short else (COUNTED, result.counted)
    return part if amount > 0 else ALL


def write_cases_href(view: View, result: Result, part: str = "") -> str:
    """The address of the cases behind a figure; of its origin where rows are hidden."""
    carried: dict[str, str | Sequence[str]] = {"measure": result.measure.id}
    if not result.measure.is_at_as_at:
        carried["year"] = result.period.year
    # A page asks some of its figures without a filter that is in force.
    for key, name in SEVERAL.items():
        if name in result.measure.dimensions:
            carried[key] = result.filters.get(name, ())
    if result.group:
        carried |= {"by": ",".join(result.group), "group": write_group(result)}
    if any(name in result.group for name in TIME_DIMENSIONS):
        # The part of the year is in the group.
        carried["part"] = WHOLE_YEAR
    if not may_see_rows(view.release, result.measure):
        return write_href(entries.NUMBER, carried)
    return write_href(entries.CASES, {**carried, "rows": part or pick_part(result)})


def has_cases(result: Result) -> bool:
    """Whether cases stand behind a figure, and how many is known."""
    is_known = result.is_ok or result.status == "too_few"
    return is_known and bool(result.cases or result.counted)


def list_presses(view: View, places: Iterable[tuple[Result, Spot]]) -> tuple[Hit, ...]:
    """The marks of a picture that open their cases, or what they are made of."""
    return tuple(
        Hit(
            spot=spot,
            href=write_cases_href(view, result),
            words=f"{write_name(result)}: {write_counted(result)}",
        )
        for result, spot in places
        if has_cases(result)
    )


def write_name(result: Result) -> str:
    """What a mark is of: its group, or its period."""
    return name_group(result) if result.group else write_period(result.period)
