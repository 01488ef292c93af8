"""A block: one result shown as sentence, chart, table, definition and download."""

from collections.abc import Sequence

import streamlit as st

from analytics.bearing.peers.quartiles import write_bands
from analytics.drawing.charts import CONFIG, Form
from analytics.measures.base import Measure
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.names import MADE_UP
from analytics.words.narrative import write_alt, write_sentence
from analytics.words.notes import (
    list_cautions,
    write_fixed,
    write_remarks,
    write_rounding,
    write_target,
)
from analytics.words.tables import make_table
from pages.blocks.downloads import offer_results
from pages.blocks.links import link_number
from pages.blocks.tables import show_table
from pages.frame.escape import escape
from pages.frame.marks import mark
from pages.frame.view import open_shown


# More sentences, or more words, are easier to read one below the other.
SENTENCES_IN_A_LINE = 3
WORDS_IN_A_LINE = 40


def show_block(
    heading: str,
    results: Sequence[Result],
    *,
    view: View,
    form: Form | None = None,
    lead: Sequence[str] = (),
    key: str,
    level: int = 2,
) -> None:
    """One result shown as sentence, chart, table, definition and download."""
    (st.header if level == 2 else st.subheader)(heading, anchor=False)
    known = [result for result in results if result.is_ok]
    sentences = list(lead)
    if not known or not sentences:
        sentences = [write_sentence(result) for result in results if result.is_total]
    if known:
        sentences += list_cautions(results)
    said = [escape(mark(each)) for each in dict.fromkeys(sentences) if each]
    words = sum(len(each.split()) for each in said)
    is_list = len(said) > SENTENCES_IN_A_LINE or (
        len(said) > 1 and words > WORDS_IN_A_LINE
    )
    st.markdown("\n".join(f"- {each}" for each in said) if is_list else " ".join(said))
    # The whole is in the sentence; where a cut was asked the chart is of its parts.
    is_cut = any(result.by for result in results)
    parts = [result for result in results if not (is_cut and result.is_total)]
    if form is not None and any(part.value for part in parts):
        st.plotly_chart(
            form(parts),
            config=CONFIG,
            theme=None,
            key=f"chart_{key}",
            alt=write_alt(form.name, heading, parts),
        )
    # Under the picture: what it shows comes before what must be known of it.
    for note in write_notes(results, view):
        st.caption(escape(note))
    if known:
        fold_figures(results, key)
    by = next((result.by for result in results if result.by), ())
    show_definitions(list(dict.fromkeys(result.measure for result in results)), by)


def write_notes(results: Sequence[Result], view: View) -> list[str]:
    """What must be said under a block's sentence: filters ignored, remarks, made up."""
    measures = list(dict.fromkeys(result.measure for result in results))
    notes = [write_fixed(measures, view.where)]
    notes += write_remarks(result for result in results if result.is_total)
    now = [result for result in results if result.period.year == view.period.year]
    notes.append(write_rounding(results))
    notes += write_bands(view.find_band(result) for result in now)
    if all(result.is_made_up for result in results if result.is_ok) and any(
        result.is_made_up for result in results
    ):
        notes.append("Every figure of this block is made up.")
    elif any(result.is_made_up for result in results if not result.is_total):
        notes.append(f"Figures marked “{MADE_UP}” in the table are not published ones.")
    return [note for note in notes if note]


def fold_figures(results: Sequence[Result], key: str) -> None:
    """The figures of a block as tables, one for each measure, and as a download."""
    with st.expander("The figures as a table", key=f"figures_{key}"):
        for measure in dict.fromkeys(result.measure for result in results):
            members = [result for result in results if result.measure == measure]
            table = make_table(members)
            show_table(table, measure.label, "figures")
        offer_results(results, key)


def show_definitions(measures: Sequence[Measure], by: Sequence[str] = ()) -> None:
    """What a block counts, why, by which rule, and what it does not say."""
    with st.expander("What this counts, and where it comes from"):
        define(measures, by)


def define(measures: Sequence[Measure], by: Sequence[str] = ()) -> None:
    """What measures count, why, by which rule, and what they do not say."""
    for measure in measures:
        st.markdown(
            f"**{escape(measure.label)}** ({escape(measure.unit)})  \n"
            f"{escape(measure.definition)} {escape(measure.why_it_matters)}"
        )
        for caveat in measure.caveats:
            st.markdown(f"- {escape(caveat)}")
        target = write_target(measure, open_shown().landlord)
        if target:
            st.markdown(escape(target))
        st.markdown(
            f"Source: {escape(measure.authority)}\\. Its name for scripts is "
            f"`{measure.id}`\\."
        )
        link_number(measure, by)
