"""Audits of cases: drawn by lot, checked against the Code, with rates and intervals."""

import streamlit as st

from analytics.ground.errors import Refusal
from pages.audit.audits.audited import (
    choose_audit,
    offer_drawing,
    offer_marking,
    read_audits,
    show_rates,
)
from pages.frame.escape import escape
from pages.frame.view import read_view
from pages.server.own_user import may_bring_in


view = read_view().unfiltered
st.title("Audits of cases", anchor=False)
try:
    audits = read_audits(view)
    audit = choose_audit(audits)
    if audit:
        show_rates(audit)
        if may_bring_in():
            offer_marking(audit)
    if may_bring_in():
        offer_drawing(view)
except Refusal as refusal:
    st.error(escape(str(refusal)))
