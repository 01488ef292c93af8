"""The cards of the overview, and the links under what needs a look first."""

import streamlit as st

from analytics.attention import Concern
from analytics.bearing.comparison_words import write_card
from analytics.bearing.peers.quartiles import write_bands
from analytics.behind.cases import may_see_rows
from analytics.drawing.strips import WIDTH as STRIP_WIDTH
from analytics.drawing.strips import draw_strip
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.cells import write_figure
from analytics.words.names import MADE_UP
from analytics.words.narrative import write_alt_strip
from analytics.words.notes import write_fixed, write_origin
from pages.blocks.links import link_number, link_page
from pages.frame import entries
from pages.frame.escape import escape


def show_card(
    theme: str, page: str, result: Result, before: Result | None, view: View
) -> None:
    """A theme on the overview: name, figure, strip and one sentence."""
    with st.container(border=True, height="stretch", key=f"card_{theme.lower()}"):
        link_page(page, theme)
        made_up = f" ({MADE_UP})" if result.is_made_up else ""
        st.markdown(f"**{escape(write_figure(result))}**{made_up}")
        st.markdown(escape(result.measure.label))
        band = view.find_band(result)
        if result.is_ok:
            st.image(
                draw_strip(result, before, band),
                width=STRIP_WIDTH,
                alt=" ".join([write_alt_strip(result, before), *write_bands([band])]),
            )
        st.caption(escape(write_card(result, before, view.release.events)))
        note = write_fixed([result.measure], view.where)
        if note:
            st.caption(escape(note))
        link_number(result.measure, label=write_origin(result))


def link_concern(first: Concern, view: View) -> None:
    """The links under what to look at first: its theme, and the cases it is about."""
    link_page(entries.THEMES[first.theme], f"See {first.theme}")
    if first.measure and may_see_rows(view.release, first.measure):
        link_page(
            entries.CASES,
            first.link,
            measure=first.measure.id,
            rows=first.part,
        )
