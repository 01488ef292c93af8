"""From which day figures look: asked where the files seem to be of an earlier one."""

from calendar import monthrange
from datetime import date

import streamlit as st

from analytics.behind.rehearsal import Rehearsal
from analytics.ground.calendar import write_date
from analytics.words.columns import say_column
from pages.data.bringing_in.errand import Errand
from pages.data.bringing_in.files import try_uploads
from pages.frame.escape import escape


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


def is_day_asked(errand: Errand, rehearsal: Rehearsal) -> bool:
    """Whether only the officer can say up to which day the files go.

    Where nothing was done in the month of the day that figures would look from: an
    export up to the end of a month is often brought in during the next.
    """
    newest, last_done = rehearsal.newest, rehearsal.last_done
    if errand.as_at or is_day_kept(rehearsal) or not newest or not last_done:
        return False
    return last_done < rehearsal.release.as_at.replace(day=1)


def ask_day(errand: Errand, rehearsal: Rehearsal) -> None:
    """Up to which day the files go; publishing waits for it."""
    newest, last_done = rehearsal.newest, rehearsal.last_done
    if not is_day_asked(errand, rehearsal) or not newest or not last_done:
        return
    as_at = rehearsal.release.as_at
    st.warning(
        escape(
            f"The newest complaint came in on {write_date(newest)}, and figures would "
            f"look from {write_date(as_at)}: every case still open would be counted as "
            "open until then. Say up to which day the files go."
        )
    )
    day = st.date_input(
        "Up to which day do the files go?",
        value=find_month_end(last_done),
        format="DD/MM/YYYY",
        key="bring_up_to",
    )
    is_said = st.button("Look from that day", type="primary", key="bring_look_from")
    if st.button(f"They go up to {write_date(as_at)}", key="bring_up_to_now"):
        look_from(errand, as_at)
    # Said here: a box that refuses a day itself would hand over another without a word.
    elif is_said and not newest <= day <= as_at:
        st.error(
            escape(
                f"The newest complaint came in on {write_date(newest)}, so the files "
                f"go to that day at least, and to {write_date(as_at)} at most."
            )
        )
    elif is_said and last_done <= day:
        look_from(errand, day)
    elif is_said or errand.early:
        errand.early = day if is_said else errand.early
        ask_again(errand, rehearsal)


def ask_again(errand: Errand, rehearsal: Rehearsal) -> None:
    """A day before the last on which anything was done: a slip there, or here."""
    early, last_done = errand.early, rehearsal.last_done
    if not early or not last_done:
        return
    column = rehearsal.last_column
    means = (
        "the row is rejected"
        if column == "received_date"
        else "it is unknown, and the case counts without it"
    )
    st.error(
        escape(
            f"In {rehearsal.last_case} the {say_column(column)} is "
            f"{write_date(last_done)}. Either the files go to that day at least, or "
            f"the cell is wrong: then {means}."
        )
    )
    if st.button(
        f"Look from {write_date(early)}; later days are wrong", key="bring_look_early"
    ):
        look_from(errand, early)


def look_from(errand: Errand, day: date) -> None:
    """Try the files again as of a day."""
    errand.as_at = day
    try_uploads(errand)


def find_month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
