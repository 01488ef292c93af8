"""Cases: the rows behind a figure, and the clock of one case explained."""

import streamlit as st

from analytics.behind.cases import FOR_INSIDE_ONLY, may_see_rows
from pages.audit.cases.rows import ask_case, choose_rows, show_case, show_rows
from pages.blocks.head import show_head
from pages.blocks.links import link_number, offer_measures
from pages.frame.address import choose_group, read_cut, read_measure
from pages.frame.entries import CASES
from pages.frame.escape import escape
from pages.frame.view import read_view
from pages.server.own_user import may_bring_in


WHERE_SET = (
    "For whom this dashboard is, is set in landlord.toml, which is published with the "
    'files: audience = "internal" under [disclosure] shows the rows.'
)

view = read_view()
measure = read_measure(f"answered_in_time_{view.stages[0]}")
holder = st.container()
if may_see_rows(view.release, measure):
    offer_measures(CASES)
    result = choose_group(view.ask(measure.id, by=read_cut(measure)))
    with holder:
        show_head("Cases", view, [result])
    part = choose_rows(measure)
    # Whoever pressed a case wants to read of it, not to look for it under a list.
    above = st.container()
    show_rows(result, part, view)
    link_number(measure)
    with above if "case" in st.query_params else st.container():
        st.header("How the clock ran", anchor=False)
        show_case(ask_case(), view)
else:
    with holder:
        show_head("Cases", view, [view.ask_one(measure.id)])
    st.markdown(escape(FOR_INSIDE_ONLY))
    if may_bring_in():
        st.markdown(escape(WHERE_SET))
