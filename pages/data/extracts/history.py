"""Release history: what was published when, and making another release the current."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import write_date
from analytics.ground.errors import Refusal
from analytics.release.history import HistoryEntry, list_history
from analytics.release.store import Release, stamp_files, use_release, verify_release
from pages.blocks.tables import show_table, write_code
from pages.blocks.values import write_value
from pages.frame.escape import escape
from pages.frame.markup import show_markup
from pages.frame.view import open_shown


AT_THE_COMMAND_LINE = (
    "Only the complaints officer does this, at the command line or on the page Bring "
    "in an export: the dashboard has no login, so a button here would be everybody's."
)

# What waits between two presses: the release asked for, and what is to be said.
ASKED, SAID = "release_asked", "release_said"


@st.cache_resource(show_spinner=False, max_entries=1000)
def verify_stamped(stamp: object, _release: Release) -> list[str]:  # noqa: ARG001
    """What is wrong with a release's files, asked again only if one of them changes.

    The stamp alone is the cache's key; Streamlit leaves out what has an underscore.
    """
    return verify_release(_release)


def verify_once(release: Release) -> list[str]:
    """What is wrong with a release's files."""
    return verify_stamped((str(release.folder), stamp_files(release)), release)


def read_history() -> list[HistoryEntry]:
    """Every release, newest published first."""
    return list_history(verify_once)


def show_history(release: OpenRelease, history: Sequence[HistoryEntry]) -> None:
    """Every release with its rows; damaged ones say what is wrong with them."""
    st.header("Release history", anchor=False)
    table = pd.DataFrame(
        [describe_entry(entry, release) for entry in history],
        index=pd.Index([entry.id for entry in history], name="Release"),
    )
    show_table(table, "Releases, newest published first")
    for entry in history:
        if entry.problem:
            st.markdown(f"- {escape(entry.problem)}")


def describe_entry(entry: HistoryEntry, shown: OpenRelease) -> dict[str, str]:
    """A release's cells in the history."""
    release = entry.release
    words = ["current"] if entry.is_current else []
    if entry.id == shown.release.id and not entry.is_current:
        words.append("shown here")
    words += ["damaged"] if entry.problem else []
    if release is None:
        unread = dict.fromkeys(("As at", "Published (UTC)", "Rows in", "Rejected"), "–")
        return unread | {"What it is": ", ".join(words)}
    words.append("sample" if release.is_sample else "real records")
    published = release.published_at
    return {
        "As at": write_value(release.as_at),
        "Published (UTC)": f"{write_value(published)}, {published:%H:%M}",
        "Rows in": f"{release.count_rows():,}",
        "Rejected": f"{release.count_rejected():,}",
        "What it is": ", ".join(words),
    }


def show_going_back(release: OpenRelease, history: Sequence[HistoryEntry]) -> None:
    """How another release is made the one everybody sees: a command, maybe a button."""
    st.subheader("Going back to another release", anchor=False)
    others = {
        entry.id: entry.release
        for entry in history
        if entry.release and not entry.problem and entry.id != release.release.id
    }
    show_said()
    if not others:
        st.markdown("There is no other release to go back to\\.")
        return
    st.markdown(
        "One press on the page Bring in an export makes another release the one "
        "everybody sees\\; so does this command\\. Nothing is deleted\\, and the same "
        "way leads back\\."
    )
    commands = [f"python -m analytics releases use {each}" for each in others]
    show_markup(write_code("\n".join(commands)))
    if release.landlord.may_readers_switch:
        offer_switch(release, others)
    else:
        st.markdown(escape(AT_THE_COMMAND_LINE))


def show_said() -> None:
    """What came of the last press, said once."""
    has_failed, sentence = st.session_state.pop(SAID, (False, ""))
    if sentence:
        (st.error if has_failed else st.success)(escape(sentence))


def offer_switch(release: OpenRelease, others: dict[str, Release]) -> None:
    """The same by two presses: the first asks, the second does it."""
    chosen = st.selectbox("Release to go back to", list(others), key="release_chosen")
    if st.session_state.get(ASKED) != chosen:
        st.button(
            f"Make {chosen} the release everybody sees",
            key="release_ask",
            on_click=ask,
            args=(chosen,),
        )
        return
    st.warning(
        escape(
            f"Everybody will see release {chosen}, as at "
            f"{write_date(others[chosen].as_at)}, instead of {release.release.id}."
        )
    )
    with st.container(horizontal=True):
        st.button(
            f"Yes, show {chosen} to everybody",
            key="release_yes",
            on_click=switch,
            args=(chosen,),
        )
        st.button("No, leave it as it is", key="release_no", on_click=ask, args=(None,))


def ask(release_id: str | None) -> None:
    """Remember which release was asked for; None forgets it."""
    st.session_state[ASKED] = release_id


def switch(release_id: str) -> None:
    """Make a release the current one, if readers still may; say what came of it."""
    ask(None)
    try:
        if not open_shown().landlord.may_readers_switch:
            raise Refusal(AT_THE_COMMAND_LINE)
        use_release(release_id)
    except Refusal as error:
        st.session_state[SAID] = True, str(error)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        st.session_state[SAID] = True, f"The release stays as it is: {reason}."
    else:
        st.session_state[SAID] = (
            False,
            f"Release {release_id} is now the one everybody sees.",
        )
