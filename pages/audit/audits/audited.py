"""An audit on the page: its rates, a form for a case, a form to draw another."""

from collections.abc import Sequence

import streamlit as st

from analytics.behind.audits import (
    AUDIT_MARKS,
    CASE_CHECKS,
    FEWEST_DRAWN,
    MOST_DRAWN,
    Audit,
    list_audits,
    list_rates,
    mark_case,
    start_audit,
)
from analytics.ground.calendar import write_date
from analytics.ground.errors import UsageError
from analytics.view import View
from analytics.words.names import count_words
from pages.blocks.bars import Amount, show_amounts
from pages.blocks.prose import show_note
from pages.blocks.tables import write_table
from pages.frame.escape import escape
from pages.frame.markup import show_markup


COLUMNS_OF_RATES = ("What the Code asks", "Provision", "Found")


def read_audits(view: View) -> list[Audit]:
    """The audits that may be shown; a sentence where there is none."""
    audits = list_audits(view.release)
    if not audits:
        show_note(
            "No audit is on record. One draws cases by lot, so that nobody chooses "
            "them, and asks six things of each."
        )
    return audits


def choose_audit(audits: Sequence[Audit]) -> Audit | None:
    """The audit that is shown, the latest first."""
    if not audits:
        return None
    names = {name_audit(each): each for each in audits}
    chosen = st.selectbox("Which audit?", list(names), key="audit")
    return names[chosen or next(iter(names))]


def name_audit(audit: Audit) -> str:
    """What an audit is of, and when it was drawn."""
    return (
        f"Stage {audit.stage}, {audit.period}, drawn {write_date(audit.drawn_on)} "
        f"({audit.id})"
    )


def show_rates(audit: Audit) -> None:
    """In how many of the cases each check held, and what that says of all of them."""
    done = sum(each.is_done for each in audit.cases)
    drawn = count_words(len(audit.cases), "case")
    how = ", so many of each service area as its part of all" if audit.by_area else ""
    show_note(
        f"{drawn} drawn by lot{how} from {audit.handled:,} answered at stage "
        f"{audit.stage} in {audit.period}; {done} looked at."
    )
    rates = list_rates(audit.cases)
    if any(each.judged for each in rates):
        show_amounts(
            "In how many cases each was so",
            "Cases",
            {
                CASE_CHECKS[each.check][0]: Amount(
                    each.yes, f"{each.yes} of {each.judged}", each.judged
                )
                for each in rates
                if each.judged
            },
        )
    rows = [
        (
            CASE_CHECKS[each.check][0],
            CASE_CHECKS[each.check][1][audit.stage - 1],
            each.write(),
        )
        for each in rates
    ]
    show_markup(write_table("What was found", COLUMNS_OF_RATES, rows))
    show_note("Between these two it lies for all handled, 19 times in 20.")


def offer_marking(audit: Audit) -> None:
    """A form in which what was found in one case is said."""
    st.header("Look at a case", anchor=False)
    places = {
        f"{each.complaint_id}{'' if each.is_done else ', not looked at yet'}": each
        for each in sorted(audit.cases, key=lambda each: each.is_done)
    }
    name = st.selectbox("Which case?", list(places), key="audit_case")
    case = places[name or next(iter(places))]
    with st.form("marking", enter_to_submit=False):
        marks = {}
        for check, (words, provisions) in CASE_CHECKS.items():
            kept = case.marks.get(check)
            marks[check] = st.radio(
                f"{words} ({provisions[audit.stage - 1]})",
                AUDIT_MARKS,
                index=AUDIT_MARKS.index(kept) if kept else None,
                horizontal=True,
                key=f"mark_{audit.id}_{case.complaint_id}_{check}",
            )
        is_sent = st.form_submit_button("Keep what was found", type="primary")
    if is_sent:
        given = {check: mark for check, mark in marks.items() if mark}
        mark_case(audit, case.complaint_id, given)
        st.rerun()


def offer_drawing(view: View) -> None:
    """A form that draws another audit."""
    st.header("Draw cases", anchor=False)
    with st.form("drawing", enter_to_submit=False):
        stage = st.radio("Of which stage?", (1, 2), horizontal=True, key="audit_stage")
        size = st.number_input(
            "How many cases?", FEWEST_DRAWN, MOST_DRAWN, 20, key="audit_size"
        )
        by_area = st.checkbox(
            "So many of each service area as its part of all", key="audit_by_area"
        )
        day = st.date_input(
            "On which day are they drawn?", None, format="DD/MM/YYYY", key="audit_day"
        )
        is_sent = st.form_submit_button("Draw them")
    if not is_sent:
        return
    if day is None:
        st.error("Say on which day they are drawn\\.")
        return
    try:
        start_audit(
            view.release, int(stage), view.year, int(size), day, by_area=by_area
        )
    except UsageError as error:
        st.error(escape(str(error)))
        return
    st.rerun()
