"""A page's head: its title with its period, and the sentences that answer it."""

from collections.abc import Sequence

import streamlit as st

from analytics.measures.result import Result
from analytics.view import View, describe_source
from analytics.words.names import write_period
from analytics.words.narrative import write_sentence
from analytics.words.notes import write_fixed
from pages.frame.escape import escape


def show_head(
    title: str,
    view: View,
    results: Sequence[Result],
    also: Sequence[str] = (),
    first: Sequence[str] = (),
) -> None:
    """A page's title with its period, and the sentences that answer its question."""
    st.title(escape(f"{title}, {write_period(view.period)}"), anchor=False)
    with st.container(key="answer"):
        sentences = [*first, *(write_sentence(each) for each in results), *also]
        st.markdown(" ".join(escape(sentence) for sentence in sentences))
    note = write_fixed([result.measure for result in results], view.where)
    if note:
        st.markdown(escape(note))
    st.caption(escape(describe_source(view)))
