"""The second, deliberate press: what is agreed to, publishing, and what came of it."""

import streamlit as st

from analytics.behind.records import list_rejected_files
from analytics.behind.rehearsal import Rehearsal
from analytics.ground.errors import Refusal
from analytics.words.names import list_words
from pages.blocks.prose import head_part
from pages.data.bringing_in.beginning import is_beginning_asked
from pages.data.bringing_in.errand import Errand, show_bar, start_again, tell_later
from pages.data.bringing_in.looking_from import is_day_asked
from pages.data.bringing_in.words import put_in_words
from pages.data.extracts.rejected import offer_rejected
from pages.frame.entries import OVERVIEW
from pages.frame.escape import escape, escape_name
from pages.frame.linking import write_link
from pages.frame.markup import Markup, show_markup
from pages.server.own_user import WHO_DOES, may_bring_in


def show_publishing(errand: Errand, rehearsal: Rehearsal) -> None:
    """What wants a yes, each by itself, and the press that publishes."""
    show_markup(head_part("Publish"))
    open_ones = [
        each.key
        for each in rehearsal.objections
        if not st.checkbox(
            escape_name(f"I agree: {put_in_words(each.sentence)}."),
            key=f"yes_{each.key}",
        )
    ]
    asked = {
        "from which day": is_beginning_asked(rehearsal),
        "up to which day": is_day_asked(errand, rehearsal),
    }
    days = [words for words, is_asked in asked.items() if is_asked]
    if days:
        told = (
            f"Publishing waits until you say, above, {list_words(days)} the files go."
        )
    elif open_ones:
        told = (
            "Publishing waits until each box above is ticked, or the files are mended."
        )
    else:
        told = "Everybody who is shown this dashboard then sees these figures."
        if rehearsal.beside:
            told += " You can go back to the release before, below."
    st.markdown(escape(told))
    waits = bool(days or open_ones)
    if st.button("Publish", type="primary", disabled=waits, key="bring_yes"):
        agreed = frozenset(each.key for each in rehearsal.objections)
        publish_errand(errand, agreed - frozenset(open_ones))


def publish_errand(errand: Errand, agreed: frozenset[str]) -> None:
    """Publish exactly what was tried, and say what came of it."""
    try:
        if not may_bring_in():
            raise Refusal(WHO_DOES)
        with show_bar("Publishing") as progress:
            progress("Writing the release", 1)
            errand.publish(agreed)
    except Refusal as error:
        start_again()
        tell_later(str(error))
    st.rerun()


def show_published(errand: Errand) -> None:
    """What was published, with the way to its figures."""
    if errand.published is None:
        return
    release = errand.published.release
    show_markup(
        Markup(
            '<p class="done" role="status">Release {} is published, and everybody '
            "who is shown this dashboard sees it: look at {}.</p>"
        ).format(release.id, write_link(OVERVIEW, "the overview"))
    )
    if list_rejected_files(release):
        offer_rejected(release)
    st.button("Bring in another export", on_click=start_again, key="bring_more")
