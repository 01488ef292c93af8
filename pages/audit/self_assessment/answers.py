"""A landlord's answers to the Code: how many are yes, and which want a question."""

from collections.abc import Sequence

import streamlit as st

from analytics.behind.self_assessment import (
    CODE_PARTS,
    Answer,
    count_yes,
    list_provisions,
    list_unassessed,
)
from analytics.view import View
from analytics.words.names import list_words
from analytics.words.narrative import write_sentence
from pages.blocks.bars import Amount, show_amounts
from pages.blocks.behind import fold_behind
from pages.blocks.head import show_title
from pages.blocks.prose import show_list, show_note
from pages.blocks.tables import write_table
from pages.frame.markup import show_markup


ASSESSED = "Self-assessment"
COLUMNS_OF_ANSWERS = (
    "Provision",
    "Answer",
    "The records",
    "Why, and where",
    "To improve",
)


def show_none(view: View) -> None:
    """A year that no self-assessment is of."""
    year = view.year.label
    show_title(ASSESSED, year, f"The self-assessment of {year} is not recorded")
    show_note(
        "It comes with the source “self_assessment”: one row for each provision and "
        "year."
    )


def show_yes(view: View, answers: Sequence[Answer]) -> None:
    """How many answers are yes, in all and in each part of the Code."""
    yes, total = count_yes(answers), len(list_provisions())
    title = f"{yes.total()} of {total} provisions of the Code answered yes"
    show_title(ASSESSED, view.year.label, title)
    sizes = {
        part: sum(each.section == part for each in list_provisions())
        for part in CODE_PARTS.values()
    }
    show_amounts(
        "Provisions answered yes",
        "Answered yes",
        {
            part: Amount(yes[part], f"{yes[part]} of {size}", size)
            for part, size in sizes.items()
        },
    )


def show_contradicted(view: View, answers: Sequence[Answer]) -> None:
    """Answers of yes beside records of cases that were not so."""
    st.header("Which answers do the records not bear out?", anchor=False)
    found = {
        each.provision.name: each.measured
        for each in answers
        if each.is_contradicted and each.measured
    }
    if not found:
        show_list(["No yes that something is measured of."])
        return
    show_list([f"{name}: yes. {write_sentence(each)}" for name, each in found.items()])
    show_note("A yes can be about the policy; the records are about what was done.")
    fold_behind(view, list(found.values()), "contradicted")


def show_not_yes(answers: Sequence[Answer]) -> None:
    """Answers of no, and provisions without one."""
    st.header("Which answers are not yes?", anchor=False)
    others = [each.write() for each in answers if each.complies != "yes"]
    show_list(others or ["Every answer is yes."])


def show_changed(answers: Sequence[Answer]) -> None:
    """Answers that differ from those of the year before."""
    st.header("What changed since the year before?", anchor=False)
    changed = [
        f"{each.provision.name}: {each.complies}, {each.before} before."
        for each in answers
        if each.is_changed
    ]
    if any(each.before for each in answers):
        show_list(changed or ["No answer."])
    else:
        show_list(["The year before has no self-assessment on record."])


def show_all_answers(view: View, answers: Sequence[Answer]) -> None:
    """Every answer with its reasons, in the order of the Code, in a fold."""
    if unassessed := list_unassessed(view.release, view.year):
        listed = list_words(unassessed)
        show_note(f"Not shown: {listed}, which the Code does not have assessed.")
    label = f"All {len(answers)} answers"
    fold = st.expander(label, key="fold_answers", on_change="rerun")
    if not fold.open:
        return
    with fold:
        for part in CODE_PARTS.values():
            st.subheader(part, anchor=False)
            rows = [
                (
                    each.provision.name,
                    each.complies or "Not recorded",
                    write_sentence(each.measured) if each.measured else "–",
                    " ".join(filter(None, (each.commentary, each.evidence))) or "–",
                    each.improvement or "–",
                )
                for each in answers
                if each.provision.section == part
            ]
            show_markup(write_table(part, COLUMNS_OF_ANSWERS, rows))
