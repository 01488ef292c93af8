"""Papers: one of them, to read here and to take away."""

import streamlit as st

from pages.cabinet.briefing.paper import (
    choose_paper,
    read_paper,
    show_downloads,
    show_sections,
)
from pages.cabinet.briefing.told import show_papers_told
from pages.frame.escape import escape
from pages.frame.view import read_view


view = read_view()
paper = read_paper(view, choose_paper())
if paper is None:
    st.stop()
st.title(paper.title, anchor=False)
with st.container(key="answer"):
    st.markdown(" ".join(escape(sentence) for sentence in paper.answer))
st.caption("  \n".join(escape(note) for note in (*paper.notes, paper.quiet)))
show_downloads(paper)
show_sections(view, paper.sections)
show_papers_told(view, paper)
