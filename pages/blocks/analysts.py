"""The fold of a page that holds what its first readers can do without."""

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from pages.frame.escape import escape


# The fold's own state, by which a test opens it.
KEY = "for_analysts"


def fold_for_analysts(holds: str) -> ExpanderContainer:
    """One fold, "For analysts", and what it holds: draw in it only if it is `open`."""
    return st.expander(escape(f"For analysts: {holds}"), key=KEY, on_change="rerun")
