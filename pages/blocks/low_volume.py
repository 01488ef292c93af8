"""The warning where few complain: Code 3.3 asks what lies behind it."""

from collections.abc import Iterable

import streamlit as st

from analytics.bearing.peers.low_volume import warn_of_low_volume
from analytics.measures.result import Result
from analytics.view import View
from pages.frame.escape import escape


def show_low_volume(results: Iterable[Result], view: View) -> None:
    """The warning of Code 3.3, where a year's volume is among the lowest."""
    code = view.release.landlord.regulator_code
    found = [warn_of_low_volume(each, code, view.peer_group) for each in results]
    warnings = [warning for warning in found if warning]
    if not warnings:
        return
    sentences = "  \n".join(f"**{escape(each.sentence)}**" for each in warnings)
    st.warning(f"{sentences}\n\n{escape(warnings[0].reason)}", icon=":material/info:")
    with st.expander("What to check where few complain"):
        st.markdown("\n".join(f"- {escape(each)}" for each in warnings[0].checks))
