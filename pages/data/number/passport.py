"""The passport of a number, drawn: what it counts, its rows, query, checks, past."""

from collections.abc import Hashable

import streamlit as st

from analytics.behind.cases import FOR_INSIDE_ONLY, may_see_rows
from analytics.behind.passport import Passport, explain
from analytics.behind.records import list_homes
from analytics.ground.calendar import write_date
from analytics.ground.rounding import write_count
from analytics.measures.base import PENDING, UNKNOWN, Measure
from analytics.measures.result import Result
from analytics.release.store import current_stamp
from analytics.view import View
from analytics.words.narrative import write_interval, write_rows_label
from analytics.words.notes import write_target, write_valid_from
from pages.blocks.links import write_onward
from pages.blocks.prose import (
    head_part,
    write_fact,
    write_fold,
    write_list,
    write_paragraphs,
)
from pages.blocks.tables import write_code, write_table
from pages.blocks.values import write_value
from pages.frame import entries
from pages.frame.markup import Markup, show_markup


def write_definition(measure: Measure, view: View) -> Markup:
    """What a figure counts, by which authority, and what it does not say."""
    said = [
        f"{measure.definition} {measure.why_it_matters}",
        write_fact("Authority", measure.authority),
        write_fact("Population", measure.population),
        write_fact("Unit", measure.unit),
        write_valid_from(measure),
        write_target(measure, view.release.landlord),
    ]
    return (
        head_part("What it counts")
        + write_paragraphs(said)
        + write_list(measure.caveats)
        + write_onward(
            entries.DEFINITIONS,
            f"The definition of “{measure.label}”",
            measure=measure.id,
        )
    )


def write_numbers(result: Result, view: View) -> Markup:
    """Numerator and denominator, with the way to their rows."""
    numbers = {
        "Counted (numerator)": result.numerator,
        "Of (denominator)": result.denominator,
    }
    said: list[str] = [
        write_fact(name, write_count(number))
        for name, number in numbers.items()
        if number is not None
    ]
    said.append(write_interval(result))
    if not may_see_rows(view.release, result.measure):
        said.append(FOR_INSIDE_ONLY)
    return (
        head_part("What it is made of")
        + write_paragraphs(said)
        + (write_homes_owned(view) if result.measure.is_per_home else Markup(""))
        + write_row_links(result, view)
    )


def write_row_links(result: Result, view: View) -> Markup:
    """The way to the rows of a figure, for whoever may see them."""
    is_hidden = result.status == "suppressed"
    if is_hidden or not may_see_rows(view.release, result.measure):
        return Markup("")
    carried = {"measure": result.measure.id}
    if result.group:
        carried |= {
            "by": ",".join(result.group),
            "group": " | ".join(result.group.values()),
        }
    links = [
        write_onward(
            entries.CASES, write_rows_label(result, part), rows=part, **carried
        )
        for part in result.measure.row_parts
        if {PENDING: result.still_open, UNKNOWN: result.unknown}.get(part, True)
    ]
    return Markup("").join(links)


def write_homes_owned(view: View) -> Markup:
    """The rows of homes that rates are taken of."""
    rows = [
        (
            write_value(row["tenure"], "tenure"),
            write_value(row["year_end_date"]),
            f"{row['homes_owned']:,}",
        )
        for row in list_homes(view.release)
        if row["reporting_year"] == view.period.year
    ]
    if not rows:
        return Markup("")
    headings = ("Homes of", "Owned on", "Homes")
    return write_table("Homes owned", headings, rows, "figures")


def write_queries(passport: Passport) -> Markup:
    """The queries that count the figure, with their parameters."""
    heading = head_part("How it is counted")
    if not passport.statements:
        none = "Nothing is counted: the figure does not apply here."
        return heading + write_paragraphs([none])
    lead = (
        "Run by DuckDB over the release’s models, this gives the figure. Whatever "
        "follows a dollar sign is a parameter."
    )
    parts = [heading, write_paragraphs([lead])]
    for statement in passport.statements:
        parts.append(write_code(statement.sql))
        rows = [
            (
                name,
                ", ".join(map(str, value)) if isinstance(value, list) else str(value),
            )
            for name, value in statement.parameters.items()
        ]
        if rows:
            headings = ("Parameter", "Value")
            parts.append(write_table("Parameters of the query", headings, rows))
    return Markup("").join(parts)


def write_source(passport: Passport, view: View) -> Markup:
    """The release and the hashes of the files the figure rests on."""
    release = view.release.release
    said = (
        f"Release {release.id}, as at {write_date(view.release.as_at)}, published "
        f"{passport.published_at[:10]}."
    )
    files = [f"{digest}  {name}" for name, digest in passport.files.items()]
    return (
        head_part("Which release")
        + write_paragraphs([said])
        + write_fold("Its files and their sha256", write_code("\n".join(files)))
    )


def write_checks(passport: Passport) -> Markup:
    """What was checked of the sources, and the warnings that were raised."""
    items = []
    for check in passport.checks:
        first, *found = check.write()
        items.append(Markup("<li>{}{}</li>").format(first, write_list(found)))
    return (
        head_part("How its sources were checked")
        + Markup("<ul>{}</ul>").format(Markup("").join(items))
        + write_onward(entries.EXTRACTS, "Every check, on the page Extracts")
    )


def write_earlier_figures(passport: Passport) -> Markup:
    """What the figure was in the releases before."""
    heading = head_part("What it was in earlier releases")
    if not passport.earlier:
        none = "No release was published before this one."
        return heading + write_paragraphs([none])
    rows = [(each.release, each.shown, each.sentence) for each in passport.earlier]
    headings = ("Release", "Figure", "In words")
    table = write_table("The figure in earlier releases", headings, rows)
    more = f"{passport.unasked} still earlier are not looked at."
    return heading + table + write_paragraphs([more if passport.unasked else ""])


def show_passport(result: Result, view: View) -> None:
    """Everything a figure was made of."""
    question = (
        result.measure.id,
        result.period.label,
        result.by,
        tuple(result.group.values()),
        tuple(result.filters.items()),
    )
    passport = fetch_passport(current_stamp(), question, view, result)
    show_markup(
        write_numbers(result, view)
        + write_definition(result.measure, view)
        + write_queries(passport)
        + write_source(passport, view)
        + write_checks(passport)
        + write_earlier_figures(passport)
    )


@st.cache_resource(show_spinner=False, max_entries=200)
def fetch_passport(
    stamp: Hashable,  # noqa: ARG001
    question: Hashable,  # noqa: ARG001
    _view: View,
    _result: Result,
) -> Passport:
    """The passport of a figure; kept, because earlier releases are opened for it.

    Stamp and question are the cache's key; they say which figure of which release.
    """
    [passport] = explain(_view.release, [_result])
    return passport
