"""The landlord among others: a funnel, its place, and a warning where few complain."""

from collections.abc import Iterable

import streamlit as st

from analytics.bearing.peers.funnel import explain_no_funnel, find_funnel, write_funnel
from analytics.bearing.peers.quartiles import (
    is_comparable,
    write_quartiles,
)
from analytics.drawing.charts import CONFIG
from analytics.drawing.funnel import draw_funnel, write_alt_funnel
from analytics.measures.result import Result
from analytics.view import View
from pages.frame.escape import escape


def show_peers(results: Iterable[Result], view: View) -> None:
    """Where figures lie among like landlords: in words, and in a funnel if imported."""
    st.header("Among other landlords", anchor=False)
    for result in results:
        st.subheader(result.measure.label, anchor=False)
        show_among(result, view)


def show_among(result: Result, view: View) -> None:
    """One figure among those of like landlords, or why it is not set among them."""
    landlord = view.release.landlord
    name = landlord.short_name or landlord.name
    band = view.find_band(result)
    if band:
        st.markdown(escape(write_quartiles(band)))
    funnel = find_funnel(result, landlord.regulator_code, view.peer_group)
    if funnel is None:
        st.caption(escape(explain_no_funnel(result, view.peer_group)))
        return
    st.markdown(escape(write_funnel(funnel, name)))
    if is_comparable(result):
        st.plotly_chart(
            draw_funnel(result, funnel, name),
            config=CONFIG,
            theme=None,
            key=f"funnel_{result.measure.id}",
            alt=write_alt_funnel(result, funnel, name),
        )
