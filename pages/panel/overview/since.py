"""What changed since the last meeting: figures told there that are others now."""

from collections.abc import Sequence

import streamlit as st

from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import write_date
from analytics.ground.errors import Refusal
from analytics.papers.ledger import Moved, Told, find_last_told, list_moved_since
from analytics.release.store import current_stamp, list_ids
from analytics.view import View
from analytics.words.names import count_words
from pages.blocks.links import link_page
from pages.blocks.prose import show_list
from pages.frame import entries


MOVED_LISTED = 3


def show_since(view: View) -> None:
    """The figures of the last paper told that moved; nothing where none was told."""
    try:
        told = find_last_told(view.release)
    except Refusal:
        show_list(["A record of what a board was told cannot be read: see Papers."])
        return
    if told is None:
        return
    st.header("What changed since the last meeting?", anchor=False)
    moved = find_moved(current_stamp(), told.id, view.release, told)
    whole = count_words(len(told.figures), "figure")
    when = f"told to {told.board} on {write_date(told.told_on)}"
    lines = [f"{len(moved) or 'None'} of {whole} {when} moved."]
    lines += [f"{each.write()}." for each in moved[:MOVED_LISTED]]
    show_list(lines)
    if moved and told.release in list_ids():
        link_page(entries.EXTRACTS, "Which rows changed", before=told.release)


@st.cache_resource(show_spinner=False, max_entries=4)
def find_moved(
    stamp: object,  # noqa: ARG001
    told_id: str,  # noqa: ARG001
    _release: OpenRelease,
    _told: Told,
) -> Sequence[Moved]:
    """The figures that moved, found once; the stamp tells releases apart."""
    return list_moved_since(_release, _told)
