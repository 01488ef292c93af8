"""Accessibility: how far everybody can use this, what fails, and whom to tell."""

import streamlit as st

from pages.blocks.prose import show_list
from pages.data.accessibility.statement import (
    ANSWER,
    CONTACT_HEADING,
    ENFORCEMENT,
    PREPARATION,
    SECTIONS,
    write_contact,
)
from pages.frame.escape import escape
from pages.frame.view import open_shown


landlord = open_shown().landlord

st.title("Accessibility", anchor=False)
with st.container(key="answer"):
    st.markdown(escape(ANSWER))
for section in SECTIONS:
    st.header(section.heading, anchor=False)
    for paragraph in section.paragraphs:
        st.markdown(escape(paragraph))
    if section.points:
        show_list(section.points)
st.header(CONTACT_HEADING, anchor=False)
st.markdown(escape(write_contact(landlord)))
if landlord.accessibility_contact:
    # Plain text, so that an address in it can be copied whole: escaped it would be
    # broken by a mark that nobody sees.
    st.text(landlord.accessibility_contact)
for section in (ENFORCEMENT, PREPARATION):
    st.header(section.heading, anchor=False)
    for paragraph in section.paragraphs:
        st.markdown(escape(paragraph))
