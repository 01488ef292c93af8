"""Sentences as one list."""

from collections.abc import Iterable

import streamlit as st

from pages.frame.escape import escape
from pages.frame.marks import mark


def show_list(sentences: Iterable[str]) -> None:
    """Sentences as one list, so that a screen reader counts them; none empty."""
    said = [escape(mark(sentence)) for sentence in sentences if sentence]
    st.markdown("\n".join(f"- {sentence}" for sentence in said))
