"""One service area in its own words, with all areas beside it."""

import streamlit as st

from analytics.ground.landlord import OMBUDSMAN_NAMES
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.cells import write_counted
from pages.audit.service_areas.areas import AREA, find_ombudsman
from pages.blocks.behind import fold_behind
from pages.blocks.cases import has_cases, write_cases_href
from pages.blocks.courses import show_courses
from pages.frame.marks import use_mark
from pages.frame.markup import Markup, show_markup


# What is said of an area, each with all areas together after it.
SAID = (
    "received_{stage}",
    "answered_in_time_{stage}",
    "response_days_median_{stage}",
    "upheld_share_{stage}",
)
COUNTED = ("service_area_mentions", "actions_open")


def show_area(view: View, number: int) -> None:
    """An area's course at the first stage in view, and its figures beside all areas'.

    Its number tells it apart from others that are chosen.
    """
    [name] = view.where[AREA]
    st.header(name, anchor=False)
    stage = view.stages[0]
    key = f"area_{number}"
    show_courses(
        view,
        [f"received_{stage}", f"answered_in_time_{stage}"],
        key,
        headings=[f"Complaints, stage {stage}", f"Answered in time, stage {stage}"],
        names_events=number == 0,
    )
    ids = [*view.name_measures(*SAID), *COUNTED]
    results = view.ask_beside_all(AREA, *ids)
    show_markup(write_beside_all(view, name, results))
    ombudsman = find_ombudsman(view.release.landlord, name)
    words = (
        f"they go to the {OMBUDSMAN_NAMES[ombudsman][1]}."
        if ombudsman
        else "the landlord’s list does not say which Ombudsman they go to."
    )
    show_markup(
        Markup('<p class="note">Complaints about {}: {}</p>').format(name, words)
    )
    fold_behind(view, results, f"{key}_figures")


def write_beside_all(view: View, name: str, results: list[Result]) -> Markup:
    """The figures of an area, each beside that of all areas; each opens its cases."""
    rows = [
        Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>').format(
            result.measure.short_label,
            write_linked(view, result),
            write_linked(view, other),
        )
        for result, other in zip(results[::2], results[1::2], strict=True)
    ]
    return Markup(
        '<table class="bars"><thead><tr><td></td><th scope="col">{}</th>'
        '<th scope="col">All areas</th></tr></thead><tbody>{}</tbody></table>'
    ).format(name, Markup("").join(rows))


def write_linked(view: View, result: Result) -> Markup:
    """A figure, counts first, which opens its cases where it has any."""
    words = write_counted(result)
    sign = use_mark(view.release.landlord) if result.is_made_up else ""
    if not has_cases(result):
        return Markup("{}{}").format(words, sign)
    return Markup('<a data-go="" href="{}"><span>{}{}</span></a>').format(
        write_cases_href(view, result), words, sign
    )
