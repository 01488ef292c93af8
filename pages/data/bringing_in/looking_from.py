"""From which day figures look: asked where the files seem to be of an earlier one."""

from calendar import monthrange
from datetime import date, timedelta

import streamlit as st

from analytics.behind.rehearsal import Rehearsal
from analytics.ground.calendar import write_date
from pages.data.bringing_in.errand import Errand
from pages.data.bringing_in.files import try_uploads
from pages.frame.escape import escape


# Longer without a complaint than any landlord of some size is.
SILENCE = timedelta(days=45)


def say_day(errand: Errand, rehearsal: Rehearsal) -> str:
    """From which day figures would look, and who said so."""
    as_at = rehearsal.release.as_at
    if errand.as_at:
        why = "as you said"
    elif is_day_kept(rehearsal):
        why = "as they do now, because the files tell of nothing after it"
    else:
        why = "because nobody said another day"
    return f"Figures would look from {write_date(as_at)}, {why}."


def is_day_kept(rehearsal: Rehearsal) -> bool:
    """Whether figures look from the same day as those of the current release."""
    current = rehearsal.base.release
    return current is not None and current.as_at == rehearsal.release.as_at


def ask_day(errand: Errand, rehearsal: Rehearsal) -> None:
    """Up to which day the files go, where nothing was done for long before theirs."""
    newest, last_done = rehearsal.newest, rehearsal.last_done
    as_at = rehearsal.release.as_at
    if errand.as_at or is_day_kept(rehearsal) or not newest or not last_done:
        return
    if as_at - last_done <= SILENCE:
        return
    st.warning(
        escape(
            f"The newest complaint came in on {write_date(newest)}, and figures would "
            f"look from {write_date(as_at)}: every case still open would be counted as "
            "open until then. If the files end earlier, say when."
        )
    )
    day = st.date_input(
        "Up to which day do the files go?",
        value=find_month_end(last_done),
        format="DD/MM/YYYY",
        key="bring_up_to",
    )
    if not st.button("Look from that day", type="primary", key="bring_look_from"):
        return
    # Said here: a box that refuses a day itself would hand over another without a word.
    if not last_done <= day <= as_at:
        st.error(
            escape(
                f"The files tell of {write_date(last_done)}, so they go to that day at "
                f"least, and to {write_date(as_at)} at most."
            )
        )
        return
    errand.as_at = day
    try_uploads(errand)


def find_month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
