"""All service areas side by side, and which Ombudsman each goes to."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analytics.bearing.comparison import compare_many, find_rest
from analytics.bearing.comparison_words import write_comparison, write_many
from analytics.ground.landlord import OMBUDSMAN_NAMES, Landlord
from analytics.measures import find_measure
from analytics.measures.dimensions import NOT_RECORDED
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.cells import write_cell, write_counted
from analytics.words.names import MADE_UP, name_group
from pages.blocks.downloads import offer_results
from pages.blocks.figure import show_definitions
from pages.blocks.tables import show_table
from pages.frame.address import warn
from pages.frame.choices import list_areas
from pages.frame.escape import escape
from pages.frame.marks import mark


AREA = "service_area"

# The columns of the table, by measure, and by what they sort it.
SHOWN = {
    "service_area_mentions": "Mentions",
    "answered_in_time_1": "Late at stage 1",
    "answered_in_time_2": "Late at stage 2",
    "upheld_share_1": "Upheld at stage 1",
    "actions_open": "Actions not completed",
}
BY_NAME = "Name"

# Narrow enough for a phone, so two tables instead of one.
LAST_TABLE = "Outcomes and actions"
TABLES = {
    "Complaints": list(SHOWN)[:3],
    LAST_TABLE: list(SHOWN)[3:],
}

# An area that is in none of these was not in use in the period.
IN_USE = ("service_area_mentions", "answered_in_time_1")


def count_what_matters(result: Result) -> float:
    """What an area is sorted by: how many were late, upheld, or simply how many."""
    if not result.is_ok and result.status != "too_few":
        return -1.0
    # Where more is wanted, it is those that fell short that want a look.
    if result.measure.has_parts and result.measure.improvement_direction == "increase":
        return float(result.rest)
    return float(result.counted)


def choose_order() -> str:
    """What the table of areas is sorted by, kept in the address."""
    options = [*SHOWN.values(), BY_NAME]
    wanted = st.query_params.get("sort", options[0])
    if wanted not in options:
        warn(f"The table cannot be sorted by “{wanted}”.")
    return st.segmented_control(
        "Sort by the number of",
        options,
        default=options[0],
        required=True,
        key="sort",
        bind="query-params",
    )


def ask_areas(view: View) -> list[Result]:
    """The figures of the table: each measure, the whole and by area."""
    return view.without(AREA).ask(*SHOWN, by=[AREA])


def show_areas(view: View, results: list[Result]) -> None:
    """Every area in two tables, counts first, and a download of them."""
    order = choose_order()
    rows = {
        measure: {
            result.group.get(AREA, ""): result
            for result in results
            if result.measure.id == measure
        }
        for measure in SHOWN
    }
    names = sorted(list_shown(rows), key=make_sort_key(rows, order))
    for title, measures in TABLES.items():
        columns = {
            write_heading(measure, rows[measure]): [
                write_area(rows[measure].get(name)) for name in [*names, ""]
            ]
            for measure in measures
        }
        if title == LAST_TABLE:
            columns["Ombudsman"] = [*(name_ombudsman(view, name) for name in names), ""]
        index = [*names, "All areas together"]
        table = pd.DataFrame(columns, index=pd.Index(index, name="Service area"))
        st.subheader(title, anchor=False)
        show_table(table, f"Service areas: {title}", "figures")
    st.caption(
        escape(
            "A complaint can be about several areas, so mentions add up to more than "
            "complaints, and an area’s complaints can be in those of others too."
        )
    )
    offer_results(results, "service_areas", "both tables")
    show_definitions([find_measure(each) for each in SHOWN], by=[AREA])


def list_shown(rows: dict[str, dict[str, Result]]) -> list[str]:
    """The areas to show: those in use in the period, or with anything to count."""
    names = dict.fromkeys(name for groups in rows.values() for name in groups if name)
    return [
        name
        for name in names
        if any(name in rows[measure] for measure in IN_USE)
        or any(groups[name].counted for groups in rows.values() if name in groups)
    ]


def show_standing(results: list[Result]) -> None:
    """Which areas differ from the others by more than chance would make."""
    for measure in SHOWN:
        parts = [each for each in results if each.measure.id == measure]
        whole, *areas = parts
        if not whole.measure.has_parts:
            continue
        pairs = [(area, find_rest(whole, area)) for area in areas]
        comparisons = compare_many(pairs)
        clear = [
            f"{name_group(each.result)}, {write_counted(each.result)}: "
            f"{write_comparison(each, 'the other areas')}"
            for each in comparisons
            if each is not None and each.is_clear
        ]
        sentences = [
            f"**{escape(whole.measure.short_label)}**\\: "
            f"{escape(write_many(comparisons, 'area'))}",
            *(escape(mark(sentence)) for sentence in clear),
        ]
        st.markdown("\n".join(f"- {sentence}" for sentence in sentences))


def make_sort_key(
    rows: dict[str, dict[str, Result]], order: str
) -> Callable[[str], tuple[bool, float, str]]:
    """The key that puts most first, then by name; what is not recorded last."""
    measure = next((each for each, words in SHOWN.items() if words == order), "")

    def find_key(name: str) -> tuple[bool, float, str]:
        result = rows.get(measure, {}).get(name)
        size = count_what_matters(result) if result else 0.0
        return (name == NOT_RECORDED, -size, name.lower())

    return find_key


def write_heading(measure: str, groups: dict[str, Result]) -> str:
    """A column's heading; it says so if everything in the column is made up."""
    known = [result for result in groups.values() if result.is_ok and result.group]
    made_up = (
        f" ({MADE_UP})" if known and all(each.is_made_up for each in known) else ""
    )
    return find_measure(measure).short_label + made_up


def write_area(result: Result | None) -> str:
    """A cell of the table."""
    if result is None:
        return "–"
    if result.measure.has_parts:
        return write_counted(result)
    return result.shown if result.group else write_cell(result)


def name_ombudsman(view: View, area: str) -> str:
    """Which Ombudsman complaints about an area go to, in short."""
    ombudsman = find_ombudsman(view.release.landlord, area)
    return OMBUDSMAN_NAMES[ombudsman][0] if ombudsman else "not said"


def find_ombudsman(landlord: Landlord, area: str) -> str | None:
    """The Ombudsman landlord.toml gives for an area; None if it names no such area."""
    named = {each.name: each.ombudsman for each in landlord.service_areas}
    return named.get(area)


def list_named(view: View, results: list[Result]) -> list[str]:
    """Areas the landlord lists that nobody complained about in the view.

    Of an area whose number is not shown it is not said that there were none.
    """
    found = {
        result.group[AREA]
        for result in results
        if result.group
        and result.measure.id == IN_USE[0]
        and (result.counted or not result.is_ok)
    }
    return [name for name in list_areas(view.release) if name not in found]
