"""How each file was read: through what, what of it is unread, and how to change it."""

import streamlit as st

from analytics.behind.rehearsal import Rehearsal
from analytics.ground.errors import list_first
from analytics.profiles.files import find_profile, is_own
from analytics.profiles.words import is_like
from analytics.words.names import name_source
from pages.blocks.prose import head_part, show_list
from pages.data.bringing_in.errand import Errand
from pages.frame.markup import show_markup


# So many columns of a wide export are named.
UNREAD_TOLD = 12


def show_read_as(errand: Errand, rehearsal: Rehearsal) -> None:
    """Each file with the way it was read; the officer's own ways can be changed."""
    show_markup(head_part("How it is read"))
    for file, name in dict.fromkeys((e.file, e.profile) for e in rehearsal.files):
        shown = shorten(file, rehearsal)
        sources = [
            name_source(each.source).lower()
            for each in rehearsal.files
            if each.file == file
        ]
        title = find_profile(name).title
        show_list(
            [
                f"{shown} was read as {' and '.join(dict.fromkeys(sources))}, "
                f"through “{title}”.",
                *list_unread(file, name, rehearsal),
            ]
        )
        if is_own(name):
            st.button(
                f"Change how {shown} is read",
                on_click=errand.ask_anew,
                args=(file, name),
                key=f"change_{file}",
            )


def list_unread(file: str, name: str, rehearsal: Rehearsal) -> list[str]:
    """Which columns of a file nobody reads, those that look personal apart."""
    unread = rehearsal.told.unknown_columns.get(file, ())
    personal = find_profile(name).personal
    withheld = [
        heading for heading in unread if any(is_like(heading, p) for p in personal)
    ]
    others = [heading for heading in unread if heading not in withheld]
    told = {
        "Columns that are not read": others,
        "Left unread because they look personal": withheld,
    }
    return [
        f"{why}: {list_first(headings, UNREAD_TOLD)}."
        for why, headings in told.items()
        if headings
    ]


def shorten(sentence: str, rehearsal: Rehearsal) -> str:
    """A sentence without the name of a sheet, where a workbook has but one to read."""
    files = {each.file for each in rehearsal.files}
    for file in files:
        book, bracket, _ = file.rpartition(" [")
        if bracket and sum(each.startswith(f"{book} [") for each in files) == 1:
            sentence = sentence.replace(file, book)
    return sentence
