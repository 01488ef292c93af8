"""Remarks that are kept, and a form for one more, checked before it is kept."""

from collections.abc import Sequence

import streamlit as st

from analytics.claims.claim import Checked
from analytics.ground.errors import Refusal, UsageError
from analytics.measures import MEASURES
from analytics.papers.commentary import (
    KeptRemark,
    Kind,
    check_remark,
    keep_remark,
    list_remarks,
    write_remarks_of,
)
from analytics.view import View
from pages.blocks.prose import show_list, show_note
from pages.frame.escape import escape


REMARK_KINDS: dict[str, Kind] = {
    "A comment on a figure": "comment",
    "A question": "question",
    "An answer to a question": "answer",
}
# What is written and was found to want a second look, until that is taken.
WAITING = "remark_waiting"


def show_every_remark(view: View) -> None:
    """Every remark of the year, its answers after it."""
    try:
        remarks = list_remarks(view.release)
    except Refusal as refusal:
        st.error(escape(str(refusal)))
        return
    of_year = [each for each in remarks if each.year == view.year.label]
    if not of_year:
        show_note(f"Nothing is kept on figures of {view.year.label}.")
        return
    show_list(write_remarks_of(of_year))


def offer_remark(view: View) -> None:
    """A form for a remark; what its words claim is checked before it is kept."""
    st.header("Add one", anchor=False)
    labels = {measure.label: name for name, measure in MEASURES.items()}
    questions = [each for each in list_quietly(view) if each.kind == "question"]
    with st.form("remark", enter_to_submit=False):
        kind = st.radio("What is it?", list(REMARK_KINDS), key="remark_kind")
        label = st.selectbox("About which figure?", list(labels), key="remark_measure")
        to = st.selectbox(
            "If it is an answer: to which question?",
            [""] + [each.id for each in questions],
            key="remark_to",
        )
        text = st.text_area("Why is it so, or what is asked?", key="remark_text")
        done = st.text_input("What was done? (may be empty)", key="remark_done")
        owner = st.text_input("Who does it? (may be empty)", key="remark_owner")
        by_when = st.text_input("By when? (may be empty)", key="remark_by_when")
        author = st.text_input("Whose words are these?", key="remark_author")
        day = st.date_input(
            "Of which day?", value=None, format="DD/MM/YYYY", key="remark_day"
        )
        is_sent = st.form_submit_button("Check and keep", type="primary")
    if is_sent:
        st.session_state.pop(WAITING, None)
        if day is None:
            st.error("Say of which day it is\\.")
            return
        remark = KeptRemark(
            kind=REMARK_KINDS[kind],
            measure_id=labels[label],
            period=view.year.label,
            author=author,
            written_on=day,
            text=text,
            done=done,
            owner=owner,
            by_when=by_when,
            to=to if REMARK_KINDS[kind] == "answer" else "",
        )
        check_and_keep(view, remark)
    elif WAITING in st.session_state:
        confirm(view, st.session_state[WAITING])


def list_quietly(view: View) -> list[KeptRemark]:
    """Remarks that are kept; none where one is spoilt, which is said above."""
    try:
        return list_remarks(view.release)
    except Refusal:
        return []


def check_and_keep(view: View, remark: KeptRemark) -> None:
    """Keep a remark that the records bear out; of another say why not first."""
    try:
        doubtful = check_remark(view.release, remark)
        if not doubtful:
            keep_and_say(view, remark)
            return
    except (Refusal, UsageError) as refusal:
        st.error(escape(str(refusal)))
        return
    st.session_state[WAITING] = (remark, doubtful)
    confirm(view, (remark, doubtful))


def confirm(view: View, waiting: tuple[KeptRemark, Sequence[Checked]]) -> None:
    """What the records say otherwise, and a second press to keep it all the same."""
    remark, doubtful = waiting
    st.warning("The records do not bear this out\\. It is not kept yet\\.")
    show_list(
        f"“{each.words}”: {each.verdict}. {each.says}"
        for checked in doubtful
        for each in checked.claims
        if each.says
    )
    if st.button("Keep it all the same", key="remark_anyway"):
        st.session_state.pop(WAITING, None)
        try:
            keep_and_say(view, remark)
        except (Refusal, UsageError) as refusal:
            st.error(escape(str(refusal)))


def keep_and_say(view: View, remark: KeptRemark) -> None:
    """Keep it, and say so."""
    kept = keep_remark(view.release, remark)
    st.success(escape(f"Kept: {kept.id}."))
