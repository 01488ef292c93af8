"""HTML of our own, in which what is not ours was escaped when it was put in."""

from typing import Literal

import streamlit as st
from markupsafe import Markup


__all__ = ["Markup", "show_markup"]


def show_markup(
    markup: Markup, width: Literal["stretch", "content"] = "stretch"
) -> None:
    """HTML as one element of a page; none where there is nothing to show."""
    if markup:
        st.html(str(markup), width=width)
