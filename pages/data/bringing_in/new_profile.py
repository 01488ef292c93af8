"""How an export is to be read: what is guessed, what is asked, and where it is kept."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics.ground.errors import Refusal
from analytics.measures.dimensions import DIMENSIONS
from analytics.profiles.answering import (
    answer,
    change_profile,
    keep_asked,
    save_profile,
)
from analytics.profiles.declared import Profile
from analytics.profiles.drafts import (
    LEAVE_OUT,
    LEFT_EMPTY,
    NONE_SAYS,
    NOT_READ,
    PERSONAL,
    TELLS_KIND,
    Guess,
    OfficersQuestion,
    name_target,
)
from analytics.profiles.recalling import recall
from analytics.profiles.workings import list_slots
from analytics.words.names import lower_first, name_source
from pages.blocks.prose import head_part, show_list
from pages.blocks.tables import show_table
from pages.data.bringing_in.errand import Errand
from pages.data.bringing_in.files import try_uploads
from pages.data.bringing_in.words import put_in_words
from pages.frame.escape import escape, escape_name
from pages.frame.markup import show_markup


NOT_KNOWN_YET = (
    "We have not seen an export like this before\\. Answer what is asked below\\; what "
    "you say is kept\\, so that the next one is known at once\\."
)
CHANGED = (
    "Change how this export is read\\: what was said before stands below\\, and "
    "nothing is changed until you press “Save and try it”\\."
)
WITHHELD = "left unread: it looks personal"
# A longer sample says no more, and makes a line of three.
LONGEST_SAMPLE = 40


def show_new_profile(errand: Errand, first: Guess) -> None:
    """Every column with its guess, every question; then it is saved and tried."""
    with st.container(key="asking"):
        st.markdown(CHANGED if errand.changed else NOT_KNOWN_YET)
    show_list([errand.lacks])
    answers = dict(errand.corrected)
    guess = first.retry(answers)
    columns = st.container()
    show_markup(head_part("Questions"))
    asked: set[str] = set()
    # An answer can raise a question, which is asked below it at once.
    while new := [each for each in guess.questions if each.id not in asked]:
        for question in new:
            said = ask_officer(question, guess, errand.changed)
            answers |= {question.id: said} if said else {}
            asked.add(question.id)
        guess = first.retry(answers)
    # An answer can also make an earlier one needless.
    answers = keep_asked(first, answers)
    guess = first.retry(answers)
    if not asked:
        st.markdown("Nothing is left to ask\\.")
    with columns:
        show_guessed(errand, guess)
    offer_saving(errand, guess, answers)


def show_guessed(errand: Errand, guess: Guess) -> None:
    """All columns with samples, what they are taken for, and what is wrong."""
    show_markup(head_part("What the columns seem to be"))
    st.markdown(
        escape(f"{guess.file}: {name_source(guess.source.name)}, {guess.shape}.")
    )
    table = pd.DataFrame(
        [
            {
                "Taken for": put_in_words(each.target),
                "How sure": put_in_words(
                    "; ".join(filter(None, (each.sure, *each.problems))) or "–"
                ),
                "Samples": WITHHELD
                if each.target == PERSONAL
                else ", ".join(cut(sample) for sample in each.samples[:3]),
            }
            for each in guess.columns
        ],
        index=pd.Index([each.heading for each in guess.columns], name="Column"),
    )
    show_table(table, "Columns of the export, and what they are taken for")
    show_list(
        f"{problem[:1].upper()}{put_in_words(problem[1:]).rstrip('.')}."
        for problem in guess.problems
    )
    show_list(list_corrected(errand))
    with st.expander("Change what a column is taken for"):
        correct_column(errand, guess)


def cut(sample: str) -> str:
    """A sample, not longer than helps."""
    is_long = len(sample) > LONGEST_SAMPLE
    return f"{sample[:LONGEST_SAMPLE]}…" if is_long else sample


def correct_column(errand: Errand, guess: Guess) -> None:
    """A column of the export, and what it is instead."""
    headings = [each.heading for each in guess.columns]
    heading = st.selectbox(
        "Column", headings, index=None, placeholder="Choose", key="correct_column"
    )
    targets = [
        NOT_READ,
        PERSONAL,
        TELLS_KIND,
        *map(name_target, list_slots(guess.source)),
    ]
    target = st.selectbox(
        "What it is",
        targets,
        index=None,
        placeholder="Choose",
        format_func=put_in_words,
        key="correct_target",
    )
    if not heading or not target:
        return
    st.button(
        "Take it for that",
        on_click=take_for,
        args=(errand, heading, target),
        key="correct",
    )


def take_for(errand: Errand, heading: str, target: str) -> None:
    """Keep what a column is, and empty the boxes: the next is another's."""
    errand.corrected[f"column:{heading}"] = target
    for box in ("correct_column", "correct_target"):
        st.session_state[box] = None


def list_corrected(errand: Errand) -> list[str]:
    """What was said of columns, in sentences."""
    said = {name.partition(":")[2]: each for name, each in errand.corrected.items()}
    return [
        f"{heading} is now left unread."
        if target in (NOT_READ, PERSONAL)
        else f"{heading} now tells {target}."
        if target == TELLS_KIND
        else f"{heading} is now read as {put_in_words(target)}."
        for heading, target in said.items()
    ]


def ask_officer(
    question: OfficersQuestion, guess: Guess, changed: Profile | None
) -> str:
    """One question as a box; what was said, or nothing yet.

    Where it is asked anew, what was said before stands in it.
    """
    before = recall(guess, question, changed) if changed else ""
    choices = list(question.choices) or [
        each.heading for each in guess.columns if each.target != PERSONAL
    ]
    if before and before not in choices and not question.choices:
        choices.append(before)
    default = before or question.default
    is_always = question.id.startswith("where:")
    headings = {each.heading for each in guess.columns}
    said = st.selectbox(
        escape_name(put_in_words(question.text)),
        choices,
        index=choices.index(default) if default in choices else None,
        placeholder="Choose" if question.choices else "Choose a column, or type",
        format_func=lambda choice: (
            f"column “{choice}”"
            if choice in headings
            else f"always {name_choice(choice, question.id)}"
            if is_always and choice not in (LEAVE_OUT, NONE_SAYS)
            else name_choice(choice, question.id)
        ),
        accept_new_options=not question.choices,
        key=f"asked_{question.id}",
    )
    return said or ""


def name_choice(choice: str, asked: str) -> str:
    """What can be answered, in words."""
    if choice == LEFT_EMPTY:
        is_outcome = asked.split(":")[1:2] == ["outcome"]
        return "no outcome yet" if is_outcome else "none: as if nothing stood there"
    if choice in ("1", "2") and asked.split(":")[1] == "stage":
        return f"stage {choice}"
    named = DIMENSIONS["tenure"].name_value(choice)
    return put_in_words(choice) if choice == named else lower_first(named)


def offer_saving(errand: Errand, guess: Guess, answers: Mapping[str, str]) -> None:
    """The name it is kept under and the press that saves and tries."""
    left = [each for each in guess.open_questions if each.id not in answers]
    if left:
        words = "question is" if len(left) == 1 else "questions are"
        st.markdown(f"{len(left)} {words} still open\\.")
        return
    changed = errand.changed
    name = st.text_input(
        "Keep it under the name",
        changed.title if changed else guess.name,
        key="profile_name",
    ).strip()
    name = name or guess.name
    if st.button("Save and try it", type="primary", key="profile_save"):
        try:
            text = answer(guess, answers, name, changed)
        except Refusal as error:
            st.error(escape(put_in_words(str(error))))
            return
        try:
            path = (
                change_profile(changed.name, name, text)
                if changed
                else save_profile(name, text)
            )
        except Refusal:
            st.error(escape(f"The name “{name}” is taken already; give another."))
            return
        errand.profile = path.stem if errand.profile else ""
        try_uploads(errand)
