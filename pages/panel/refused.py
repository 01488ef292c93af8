"""Refused complaints: how many, why, and whether the resident was told."""

import streamlit as st

from analytics.words.narrative import write_sentence
from pages.blocks.bars import show_counts
from pages.blocks.behind import fold_behind
from pages.blocks.courses import list_years
from pages.blocks.head import show_head
from pages.blocks.lists import show_sentences
from pages.blocks.panels import show_panels
from pages.blocks.prose import show_list, show_note
from pages.blocks.years import make_panel
from pages.frame.view import read_view


# What the Code names as fair grounds, in words of our own (provisions 2.2 and 2.3).
GROUNDS = (
    "Over 12 months passed since it happened, or since the resident learned of it.",
    "It is before a court: the claim was filed.",
    "The landlord has already answered it as a complaint.",
)

view = read_view()
refused = view.ask_one("refusals")
show_head("Refused complaints", view, [refused])
years = [each for each in view.ask("refusals", periods=list_years(view)) if each.is_ok]
if years:
    show_panels([make_panel(view, "Not accepted, or not escalated", years)])
    fold_behind(view, years, "years")

st.header("Why were they refused?", anchor=False)
reasons = view.ask("refusals", by=["reason"])
found = [each for each in reasons if each.group and each.counted]
if found:
    show_counts(view, "Why they were refused", {"Complaints": found})
    fold_behind(view, reasons, "reasons")
else:
    show_list([write_sentence(refused)])

st.header("Was the resident told why, and of the Ombudsman?", anchor=False)
show_sentences(view, view.ask("refusals_explained", "refusals_signposted"), "told")

st.header("What grounds does the Code allow?", anchor=False)
show_list(GROUNDS)
show_note(
    "Complaint Handling Code 2.2 and 2.3. A policy may name others if they are fair; "
    "each case must be looked at by itself (2.5). What sounds like one of them need "
    "not be one."
)
