"""The first step: files are dropped, and tried."""

from pathlib import Path

import streamlit as st

from analytics.ground.errors import Refusal, UsageError
from analytics.landing.files import SUFFIXES
from analytics.profiles.files import list_profiles
from analytics.release.publish import load_judge
from pages.data.bringing_in.errand import (
    Errand,
    begin,
    count_visits,
    pop_told,
    show_bar,
    start_again,
    write_plain,
)
from pages.data.bringing_in.words import put_in_words
from pages.frame.escape import escape


WHICHEVER = "Whichever knows its headings"


def show_told() -> None:
    """What came of the last press, said once."""
    told = pop_told()
    if told:
        st.error(escape(put_in_words(told)))


def show_uploads() -> bool:
    """A place to drop files, what may be said of them, and the press that tries.

    Gives whether files are there.
    """
    st.markdown(
        "Drop the files that your complaint system or spreadsheet gives you\\. They "
        "are tried first\\: nothing changes until you press “Publish”\\."
    )
    files = st.file_uploader(
        "Files to bring in",
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        accept_multiple_files=True,
        key=f"bring_files_{count_visits()}",
    )
    # Above what opens over it: a calendar would cover the press.
    press = st.container()
    with st.expander("The day it was made, and how it is read"):
        as_at = st.date_input(
            "Up to which day the files go (asked later, if left empty)",
            value=None,
            format="DD/MM/YYYY",
            key="bring_as_at",
        )
        titles = {"": WHICHEVER} | {each.name: each.title for each in list_profiles()}
        profile = st.selectbox(
            "Read it through",
            list(titles),
            format_func=lambda name: titles[name],
            key="bring_profile",
        )
    if not files:
        return False
    load_judge()
    if press.button("Try it", type="primary", key="bring_try"):
        errand = Errand.of([(each.name, each.getvalue()) for each in files])
        errand.as_at, errand.profile = as_at, profile
        begin(errand)
        try_uploads(errand)
    return True


def try_uploads(errand: Errand) -> None:
    """Rehearse what was taken up; what is wrong with a file is said, and it goes."""
    try:
        with show_bar("Reading the files") as progress:
            errand.try_out(progress)
    except (Refusal, UsageError) as error:
        sentence = write_plain(error)
        start_again()
        st.error(escape(sentence))
        return
    st.rerun()


def show_taken(errand: Errand) -> None:
    """Which files are taken up, and the press that puts them away."""
    names = ", ".join(Path(name).name for name in errand.names)
    st.markdown(f"**{escape(names)}**")
    st.button("Choose other files", on_click=start_again, key="bring_again")
