"""The passport of a number, drawn: what it counts, its rows, query, checks, past."""

from collections.abc import Hashable, Iterable

import pandas as pd
import streamlit as st

from analytics.behind.cases import FOR_INSIDE_ONLY, may_see_rows
from analytics.behind.passport import Passport, explain
from analytics.behind.records import list_homes
from analytics.ground.calendar import write_date
from analytics.ground.rounding import write_count
from analytics.measures.base import PENDING, Measure
from analytics.measures.result import Result
from analytics.release.store import current_stamp
from analytics.view import View
from analytics.words.narrative import write_interval, write_rows_label
from analytics.words.notes import write_target, write_valid_from
from pages.blocks.links import link_page, write_onward
from pages.blocks.lists import write_list
from pages.blocks.tables import show_code, show_table
from pages.blocks.values import write_value
from pages.frame import entries
from pages.frame.escape import escape
from pages.frame.markup import Markup, show_markup


def show_meaning(measure: Measure, view: View) -> None:
    """What a figure counts, by which authority, and what it does not say."""
    st.header("What it counts", anchor=False)
    said = [
        f"{measure.definition} {measure.why_it_matters}",
        write_fact("Authority", measure.authority),
        write_fact("Population", measure.population),
        write_fact("Unit", measure.unit),
        write_valid_from(measure),
        write_target(measure, view.release.landlord),
    ]
    link = write_onward(
        entries.DEFINITIONS, f"The definition of “{measure.label}”", measure=measure.id
    )
    show_markup(write_paragraphs(said) + write_list(measure.caveats) + link)


def write_fact(name: str, fact: str) -> Markup:
    """A fact behind its name."""
    return Markup("<strong>{}</strong>: {}").format(name, fact)


def write_paragraphs(sentences: Iterable[str]) -> Markup:
    """Sentences below each other; none empty."""
    said = [Markup("<p>{}</p>").format(each) for each in sentences if each]
    return Markup("").join(said)


def show_numbers(result: Result, view: View) -> None:
    """Numerator and denominator, with the way to their rows."""
    st.header("What it is made of", anchor=False)
    numbers = {
        "Counted (numerator)": result.numerator,
        "Of (denominator)": result.denominator,
    }
    said = [
        write_fact(name, write_count(number))
        for name, number in numbers.items()
        if number is not None
    ]
    show_markup(write_paragraphs([*said, write_interval(result)]))
    if result.measure.is_per_home:
        show_homes(view)
    if not may_see_rows(view.release, result.measure):
        st.markdown(escape(FOR_INSIDE_ONLY))
        return
    if result.status == "suppressed":
        return
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
        if part != PENDING or result.pending
    ]
    show_markup(Markup("").join(links))


def show_homes(view: View) -> None:
    """The rows of homes that rates are taken of."""
    rows = [
        {
            "Homes of": write_value(row["tenure"], "tenure"),
            "Owned on": write_value(row["year_end_date"]),
            "Homes": f"{row['homes_owned']:,}",
        }
        for row in list_homes(view.release)
        if row["reporting_year"] == view.period.year
    ]
    if rows:
        table = pd.DataFrame(rows).set_index("Homes of")
        show_table(table, "Homes owned", "figures")


def show_queries(passport: Passport) -> None:
    """The queries that count the figure, with their parameters."""
    st.header("How it is counted", anchor=False)
    if not passport.statements:
        st.markdown("Nothing is counted\\: the figure does not apply here\\.")
        return
    st.markdown(
        "Run by DuckDB over the release’s models, this gives the figure\\. Whatever "
        "follows a dollar sign is a parameter\\."
    )
    for statement in passport.statements:
        show_code(statement.sql)
        if statement.parameters:
            table = pd.DataFrame(
                {
                    "Value": [
                        ", ".join(map(str, value)) if isinstance(value, list) else value
                        for value in statement.parameters.values()
                    ]
                },
                index=pd.Index(list(statement.parameters), name="Parameter"),
            )
            show_table(table, "Parameters of the query")


def show_release_source(passport: Passport, view: View) -> None:
    """The release and the hashes of the files the figure rests on."""
    st.header("Which release", anchor=False)
    release = view.release.release
    st.markdown(
        escape(
            f"Release {release.id}, as at {write_date(view.release.as_at)}, published "
            f"{passport.published_at[:10]}."
        )
    )
    with st.expander("Its files and their sha256"):
        for name, digest in passport.files.items():
            show_code(f"{digest}  {name}")


def show_checks(passport: Passport) -> None:
    """What was checked of the sources, and the warnings that were raised."""
    st.header("How its sources were checked", anchor=False)
    for check in passport.checks:
        first, *found = (escape(sentence) for sentence in check.write())
        st.markdown("\n    - ".join([f"- {first}", *found]))
    link_page(entries.EXTRACTS, "Every check, on the page Extracts")


def show_earlier_figures(passport: Passport) -> None:
    """What the figure was in the releases before."""
    st.header("What it was in earlier releases", anchor=False)
    if not passport.earlier:
        st.markdown("No release was published before this one\\.")
        return
    table = pd.DataFrame(
        [
            {"Figure": each.shown, "In words": each.sentence}
            for each in passport.earlier
        ],
        index=pd.Index([each.release for each in passport.earlier], name="Release"),
    )
    show_table(table, "The figure in earlier releases")
    if passport.unasked:
        st.caption(escape(f"{passport.unasked} still earlier are not looked at."))


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
    show_numbers(result, view)
    show_meaning(result.measure, view)
    show_queries(passport)
    show_release_source(passport, view)
    show_checks(passport)
    show_earlier_figures(passport)


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
