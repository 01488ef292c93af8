"""Definitions: every measure, breakdown, status and column, from the declarations."""

import streamlit as st

from pages.data.definitions.dictionary import (
    find_asked,
    keep_address,
    search,
    show_columns,
    show_dimensions,
    show_measure,
    show_measures,
    show_statuses,
    write_found,
    write_unknown,
)
from pages.frame.escape import escape
from pages.frame.view import open_shown


keep_address()
measure = find_asked()
if measure is not None:
    show_measure(measure, open_shown().landlord)
else:
    st.title("Definitions", anchor=False)
    unknown = write_unknown()
    if unknown:
        st.warning(escape(unknown), icon=":material/link_off:")
    text = st.text_input(
        "Find a definition",
        placeholder="Any words, such as: overdue",
        max_chars=100,
        key="find",
        bind="query-params",
    )
    found = search(text)
    with st.container(key="answer"):
        st.markdown(escape(write_found(found, text)))
    show_measures(found)
    show_dimensions(found)
    show_statuses(found)
    show_columns(found, is_open=bool(text.strip()))
