"""What officers and members said of a theme's figures, at the foot of its page."""

import streamlit as st

from analytics.ground.errors import Refusal
from analytics.measures import find_measure
from analytics.papers.commentary import list_remarks, write_remarks_of
from analytics.view import View
from pages.blocks.prose import show_list
from pages.frame.escape import escape


def show_remarks(view: View, theme: str) -> None:
    """The remarks on a theme's figures of the year; nothing where there is none."""
    try:
        remarks = list_remarks(view.release)
    except Refusal as refusal:
        st.error(escape(str(refusal)))
        return
    of_theme = [
        each
        for each in remarks
        if find_measure(each.measure_id).theme == theme and each.year == view.year.label
    ]
    if of_theme:
        st.header("What officers say", anchor=False)
        show_list(write_remarks_of(of_theme))
