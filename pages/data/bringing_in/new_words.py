"""Words that the way a file is read does not know, and names that it knows twice."""

import streamlit as st

from analytics.behind.new_words import NewWord
from analytics.behind.rehearsal import Rehearsal
from analytics.profiles.drafts import LEFT_EMPTY
from analytics.profiles.learnt import learn_words, read_learnt
from analytics.words.names import count_words
from pages.blocks.prose import head_part, show_list
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
    words = [each for each in rehearsal.new_words if each.file in ways]
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


def offer_one_spelling(errand: Errand, rehearsal: Rehearsal) -> None:
    """Names that look like one, and the press that writes each of them one way."""
    ways = {(each.source, each.profile) for each in rehearsal.files}
    found = [
        (way, each)
        for each in rehearsal.spelt_twice
        for source, way in sorted(ways)
        # Rows that are there already keep their spelling, whatever is said here.
        if source == each.source
        and each.name not in read_learnt(way).get(each.column, {})
    ]
    if not found:
        return
    show_markup(head_part("Names spelt in several ways"))
    st.markdown(escape("Each of these looks like one name, and is counted apart."))
    show_list(
        dict.fromkeys(
            f"{put_in_words(each.column).capitalize()}: {each.spellings}."
            for _, each in found
        )
    )
    if st.button("Write each of them one way", key="spell_one_way"):
        for way, each in found:
            learn_words(way, {each.column: {each.name: each.name}})
        try_uploads(errand)
