"""Releases: who published what and when, and back to another with one press."""

import pandas as pd
import streamlit as st

from analytics.ground.errors import Refusal
from analytics.release.history import HistoryEntry
from analytics.release.store import use_release
from pages.blocks.prose import head_part
from pages.blocks.tables import show_table
from pages.blocks.values import write_value
from pages.data.bringing_in.errand import tell_later
from pages.data.extracts.history import read_history
from pages.frame.markup import show_markup
from pages.server.own_user import WHO_DOES, may_bring_in


# So many releases are listed; the page Extracts has all of them.
LISTED = 10


def show_releases() -> None:
    """The newest releases, and a press that makes one of them the current."""
    show_markup(head_part("Releases"))
    history = read_history()
    if not history:
        st.markdown("Nothing has been published yet\\.")
        return
    listed = history[:LISTED]
    table = pd.DataFrame(
        [describe_signed(entry) for entry in listed],
        index=pd.Index([entry.id for entry in listed], name="Release"),
    )
    show_table(table, "Releases, newest published first")
    others = [
        entry.id
        for entry in history
        if entry.release and not entry.problem and not entry.is_current
    ]
    if not others:
        return
    # The one before the current, anew whenever another becomes it.
    current = next((each.id for each in history if each.is_current), "")
    ids = [entry.id for entry in history]
    after = ids[ids.index(current) + 1 :] if current in ids else ids
    before = next((each for each in after if each in others), others[0])
    chosen = st.selectbox(
        "Go back to", others, index=others.index(before), key=f"back_to_{current}"
    )
    st.button(
        f"Show {chosen} to everybody",
        on_click=go_back_to,
        args=(chosen,),
        key="back",
    )


def describe_signed(entry: HistoryEntry) -> dict[str, str]:
    """Who published a release and when, and what it is."""
    release = entry.release
    words = [*(["current"] if entry.is_current else [])]
    words += ["damaged"] if entry.problem else []
    if release is None:
        return {"Published (UTC)": "–", "By": "–", "What it is": ", ".join(words)}
    words.append("made up" if release.is_sample else "real records")
    published = release.published_at
    return {
        "Published (UTC)": f"{write_value(published)}, {published:%H:%M}",
        "By": release.published_by or "not noted",
        "What it is": ", ".join(words),
    }


def go_back_to(release_id: str) -> None:
    """Make a release the current one; what goes wrong is said on the page."""
    try:
        if not may_bring_in():
            raise Refusal(WHO_DOES)
        use_release(release_id)
    except Refusal as error:
        tell_later(str(error))
