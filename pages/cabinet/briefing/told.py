"""Papers that were told to a board: what moved since, and keeping the one in view."""

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from analytics.ground.calendar import write_date
from analytics.ground.errors import Refusal, UsageError
from analytics.papers.ledger import (
    Told,
    keep_paper,
    list_moved_since,
    list_told_beside,
)
from analytics.papers.paper import Paper
from analytics.view import View
from analytics.words.names import count_words
from pages.blocks.tables import write_table
from pages.frame.escape import escape
from pages.frame.markup import show_markup
from pages.server.own_user import may_bring_in


COLUMNS_OF_TOLD = ("Told on", "To", "Paper", "Since then")


def show_papers_told(view: View, paper: Paper) -> None:
    """What was told before, and a form to keep this paper as told, folded away."""
    fold = st.expander("What was told to boards", key="fold_told", on_change="rerun")
    if not fold.open:
        return
    with fold:
        if may_bring_in():
            offer_keeping(view, paper)
        try:
            told = list_told_beside(view.release)
        except Refusal as refusal:
            st.error(escape(str(refusal)))
            return
        if not told:
            st.markdown("No paper is kept as told to anybody\\.")
            return
        rows = [
            (
                write_date(each.told_on),
                each.board,
                f"{each.title}, release {each.release}",
                write_moved(view, each),
            )
            for each in told
        ]
        show_markup(write_table("What was told to boards", COLUMNS_OF_TOLD, rows))


def write_moved(view: View, told: Told) -> str:
    """What became of a paper's figures, as the release shown has them."""
    moved = list_moved_since(view.release, told)
    if not moved:
        return f"All {count_words(len(told.figures), 'figure')} as told"
    return ". ".join(each.write() for each in moved)


def offer_keeping(view: View, paper: Paper) -> None:
    """Keep the paper in view as told to a board on a day."""
    with st.form("keep_told", enter_to_submit=False):
        board = st.text_input(
            "To whom was this paper told?",
            view.release.landlord.governing_body,
            key="told_board",
        )
        day = st.date_input("When?", value=None, format="DD/MM/YYYY", key="told_on")
        is_pressed = st.form_submit_button("Keep it as told")
    if not is_pressed:
        return
    if day is None:
        st.error("Say on which day it was told\\.")
        return
    # What draws and sets a paper is loaded only here.
    from analytics.papers.write import write_paper

    with TemporaryDirectory() as name:
        try:
            files = write_paper(paper, Path(name))
            told = keep_paper(view.release, paper, files, board, day)
        except (Refusal, UsageError) as refusal:
            st.error(escape(str(refusal)))
            return
    st.success(escape(f"Kept as told to {told.board} on {write_date(told.told_on)}."))
