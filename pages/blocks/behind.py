"""What lies behind a picture, folded: its figures, their cases, what they count."""

from collections.abc import Sequence

import streamlit as st

from analytics.behind.cases import may_see_rows
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.names import name_results
from analytics.words.tables import make_table
from pages.blocks.cases import has_cases, pick_part, write_cases_href
from pages.blocks.downloads import offer_results
from pages.blocks.figure import define
from pages.blocks.tables import show_table
from pages.frame.markup import Markup, show_markup


LABEL = "The figures, and where they come from"


def fold_behind(view: View, results: Sequence[Result], key: str) -> None:
    """A fold with the figures of a picture; made when it is opened."""
    fold = st.expander(LABEL, key=f"fold_{key}", on_change="rerun")
    if not fold.open:
        return
    measures = list(dict.fromkeys(result.measure for result in results))
    with fold:
        for measure in measures:
            members = [each for each in results if each.measure == measure]
            table = make_table(members)
            show_table(table, measure.label, "figures")
            show_cases_links(view, members)
        offer_results(results, key)
        by = next((result.by for result in results if result.by), ())
        define(measures, by)


def show_cases_links(view: View, results: Sequence[Result]) -> None:
    """For each figure of a table the way to its cases, by keyboard as by pointer."""
    links = [
        Markup('<a data-go="" href="{}">{}</a>').format(
            write_cases_href(view, each, pick_part(each)), name
        )
        for each, name in zip(results, name_results(results), strict=True)
        if has_cases(each)
    ]
    if not links:
        return
    what = "Cases of" if may_see_rows(view.release, results[0].measure) else "About"
    show_markup(
        Markup('<p class="note">{}: {}</p>').format(what, Markup(" · ").join(links))
    )
