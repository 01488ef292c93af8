"""Check a draft: what a paragraph claims, against the records."""

import streamlit as st

from analytics.claims.checking import check_claims
from pages.cabinet.claims.checked import ask_draft, show_checked
from pages.frame.view import read_view


st.title("Check a draft", anchor=False)
view = read_view().unfiltered
draft = ask_draft(view.year.label)
if draft:
    show_checked(check_claims(view.release, draft, view.year))
