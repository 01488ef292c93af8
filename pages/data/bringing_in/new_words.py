"""Words that the way a file is read does not know: what each means is said here."""

import streamlit as st

from analytics.behind.new_words import NewWord, find_new_words
from analytics.behind.rehearsal import Rehearsal
from analytics.profiles.drafts import LEFT_EMPTY
from analytics.profiles.learnt import learn_words
from analytics.words.names import count_words
from pages.blocks.prose import head_part
from pages.data.bringing_in.errand import Errand
from pages.data.bringing_in.files import try_uploads
from pages.data.bringing_in.new_profile import name_choice
from pages.data.bringing_in.words import put_in_words
from pages.frame.escape import escape, escape_name
from pages.frame.markup import show_markup


# More are asked about once these are answered.
MOST_ASKED = 12


def ask_words(errand: Errand, rehearsal: Rehearsal) -> None:
    """What each new word means; what is said is kept for every later export."""
    ways = {each.file: each.profile for each in rehearsal.files}
    words = [each for each in find_new_words(rehearsal.release) if each.file in ways]
    if not words:
        return
    show_markup(head_part("Words that are not known yet"))
    st.markdown(
        escape(
            "Say what they mean, and their rows are read again. What you say is kept "
            "for the next export like this one."
        )
    )
    said = {each: ask_meaning(each) for each in words[:MOST_ASKED]}
    if len(words) > MOST_ASKED:
        more = count_words(len(words) - MOST_ASKED, "word")
        st.markdown(escape(f"And {more} more, once these are answered."))
    answered = {each: meaning for each, meaning in said.items() if meaning}
    if st.button("Keep and try again", disabled=not answered, key="words_keep"):
        for each, meaning in answered.items():
            learn_words(ways[each.file], {each.column.name: {each.word: meaning}})
        try_uploads(errand)


def ask_meaning(new: NewWord) -> str:
    """The contract's word for a new one, or nothing yet."""
    column = put_in_words(new.column.name)
    said = st.selectbox(
        escape_name(f"“{new.word}” as {column}, in {count_words(new.rows, 'row')}"),
        [*new.column.choices, LEFT_EMPTY],
        index=None,
        placeholder="Choose",
        format_func=lambda choice: name_choice(choice, f"value:{new.column.name}:"),
        key=f"word_{new.file}_{new.column.name}_{new.word}",
    )
    return said or ""
