"""The parts of a paper on one determination of the Ombudsman."""

from collections.abc import Sequence

from analytics.behind.records import (
    Row,
    list_actions,
    list_determinations,
    list_orders,
)
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import Period, write_date
from analytics.ground.errors import UsageError, quote_nearest
from analytics.papers.analysis import tabulate_heads, tabulate_orders
from analytics.papers.closing import name_status, write_list_value
from analytics.papers.paper import Grid, Section
from analytics.view import View
from analytics.words.names import count_words
from analytics.words.narrative import write_dated


def find_determination(release: OpenRelease, period: Period, case: str) -> str:
    """A determination by its id; without one the latest up to a period's end.

    UsageError where there is none.
    """
    rows = list_determinations(release)
    known = list(dict.fromkeys(str(row["determination_id"]) for row in rows))
    if case:
        if case not in known:
            hint = f"; {quote_nearest(case, known)}" if known else ""
            raise UsageError(f'There is no determination "{case}"{hint}.')
        return case
    before = [row for row in rows if row["determined_date"] <= period.last]
    if not before:
        raise UsageError(
            f"No determination of the Ombudsman up to {period.label} is on record."
        )
    return str(before[0]["determination_id"])


def list_heads(view: View, case: str) -> list[Row]:
    """What one determination found, a row for each head."""
    return [
        row
        for row in list_determinations(view.release)
        if row["determination_id"] == case
    ]


def say_case(view: View, case: str) -> Section:
    """What the Ombudsman found in a case."""
    heads = list_heads(view, case)
    day = write_date(heads[0]["determined_date"])
    return Section(
        key="case",
        heading="What the Ombudsman found",
        sentences=(f"Decided on {day}: {count_words(len(heads), 'finding')}.",),
        grids=tabulate_heads(heads),
    )


def say_ordered(view: View, case: str) -> Section:
    """What it ordered in a case, and what became of that."""
    orders = [
        row for row in list_orders(view.release) if row["determination_id"] == case
    ]
    known = view.release.is_supplied("ombudsman_orders")
    none = "No order of this case is on record." if known else "Orders: not supplied."
    return Section(
        key="ordered",
        heading="What it ordered, and what was done",
        sentences=() if orders else (none,),
        grids=tabulate_orders(orders),
    )


def list_areas_of(view: View, heads: Sequence[Row]) -> list[str]:
    """The service areas that the heads of a case name."""
    words = " ".join(f"{row['head']} {row['category'] or ''}" for row in heads)
    names = (area.name for area in view.release.landlord.service_areas)
    return [
        name for name in dict.fromkeys(names) if name.casefold() in words.casefold()
    ]


def say_followed(view: View, case: str) -> Section:
    """Learning actions that came of the Ombudsman, or are about the same areas."""
    areas = list_areas_of(view, list_heads(view, case))
    rows = [
        row
        for row in list_actions(view.release)
        if row["origin"] == "ombudsman" or row["service_area"] in areas
    ]
    gap = "No learning action from the Ombudsman or about its subject is on record."
    if not view.release.is_supplied("learning_actions"):
        gap = "Learning actions: not supplied."
    grid = Grid(
        headings=("Action", "Status", "Due"),
        rows=tuple(
            (
                str(row["description"]),
                name_status(row),
                write_list_value(row["due_date"]),
            )
            for row in rows
        ),
        numbers=(False, False, False),
    )
    return Section(
        key="followed",
        heading="Learning from it",
        sentences=() if rows else (gap,),
        grids=(grid,) if rows else (),
    )


def say_cause(view: View, case: str) -> Section:
    """What else may have the same cause: other decisions, complaints about the same."""
    heads = list_heads(view, case)
    kinds = {row["category"] or row["head"] for row in heads}
    others = [
        row
        for row in list_determinations(view.release)
        if row["determination_id"] != case and (row["category"] or row["head"]) in kinds
    ]
    named = [
        result
        for area in list_areas_of(view, heads)
        for result in View(
            release=view.release, period=view.year, where={"service_area": (area,)}
        ).ask("service_area_mentions", "answered_in_time_1", "upheld_share_1")
    ]
    points = [write_dated(each) for each in named]
    if not others:
        points.append("No other decision on record is about the same.")
    return Section(
        key="cause",
        heading="What else may have the same cause",
        sentences=("Being about the same is not having the same cause.",),
        points=tuple(points),
        grids=tabulate_heads(others),
        results=tuple(named),
    )


# By their keys in a template; each is of one case.
OF_CASE = {
    "case": say_case,
    "ordered": say_ordered,
    "followed": say_followed,
    "cause": say_cause,
}
