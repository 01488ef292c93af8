"""Comments and questions: what officers say of figures, what members ask."""

import streamlit as st

from pages.cabinet.comments.remarks import offer_remark, show_every_remark
from pages.frame.view import read_view
from pages.server.own_user import may_bring_in


view = read_view().unfiltered
st.title("Comments and questions", anchor=False)
show_every_remark(view)
if may_bring_in():
    offer_remark(view)
