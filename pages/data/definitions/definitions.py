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
from pages.frame.entries import DEFINITIONS
from pages.frame.escape import escape
from pages.frame.linking import write_question
from pages.frame.markup import show_markup
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
    text = st.query_params.get("find", "")
    hint = "Any words, such as: overdue"
    show_markup(write_question(DEFINITIONS, "Find a definition", "find", "Find", hint))
    found = search(text)
    with st.container(key="answer"):
        st.markdown(escape(write_found(found, text)))
    show_measures(found)
    show_dimensions(found)
    show_statuses(found)
    show_columns(found, is_open=bool(text.strip()))
