"""Bring in an export: files are tried, looked at, and published on a second press."""

import streamlit as st

from pages.data.bringing_in.beginning import ask_beginning
from pages.data.bringing_in.errand import read_errand
from pages.data.bringing_in.files import show_taken, show_told, show_uploads
from pages.data.bringing_in.homes import offer_homes, offer_templates
from pages.data.bringing_in.leading import lead_to
from pages.data.bringing_in.looking_from import ask_day
from pages.data.bringing_in.new_profile import show_new_profile
from pages.data.bringing_in.new_words import ask_words, offer_one_spelling
from pages.data.bringing_in.publishing import show_published, show_publishing
from pages.data.bringing_in.read_as import show_read_as
from pages.data.bringing_in.rehearsed import (
    show_answer,
    show_figures_moved,
    show_not_given,
    show_rehearsed,
)
from pages.data.bringing_in.releases import show_releases
from pages.data.bringing_in.whose import ask_whose
from pages.frame.escape import escape
from pages.server.own_user import WHO_DOES, may_bring_in


# What a press is about: the summary of a dry run, what is asked, or what was published.
WHERE = ".st-key-answer, .st-key-asking, .done"

st.title("Bring in an export", anchor=False)
if may_bring_in():
    show_told()
    errand = read_errand()
    if errand is None:
        if not show_uploads():
            offer_homes(None)
            offer_templates()
    elif errand.published:
        show_published(errand)
    else:
        show_taken(errand)
        if errand.guess:
            show_new_profile(errand, errand.guess)
        elif errand.rehearsal:
            show_answer(errand, errand.rehearsal)
            ask_beginning(errand, errand.rehearsal)
            ask_day(errand, errand.rehearsal)
            ask_whose(errand, errand.rehearsal)
            ask_words(errand, errand.rehearsal)
            offer_one_spelling(errand, errand.rehearsal)
            show_read_as(errand, errand.rehearsal)
            show_rehearsed(errand.rehearsal)
            show_figures_moved(errand.rehearsal)
            show_not_given(errand.rehearsal)
            offer_homes(errand)
            show_publishing(errand, errand.rehearsal)
    show_releases()
    if errand:
        lead_to(WHERE, errand.press)
else:
    st.markdown(escape(WHO_DOES))
