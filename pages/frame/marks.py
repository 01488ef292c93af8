"""That a figure is made up, as a small mark whose meaning stands at a page's foot.

In a sample release the words would stand beside most figures. Files and papers, which
go without the page, keep them; where everything is made up, one chip says it.
"""

import re

import streamlit as st

from analytics.ground.landlord import Landlord
from analytics.words.names import MADE_UP
from pages.frame.view import open_shown


MARK = "†"
# Whether the page in hand has the mark on it.
IS_USED = "mark_is_used"

# In brackets of its own, and at the end of a cell.
ALONE = re.compile(rf" \({MADE_UP}\)|, {MADE_UP}$")
AMONG = re.compile(rf"\(([^()]*), {MADE_UP}\)")

CHIP_ALL = "Demonstration: all made up"
CHIP_SOME = "Sample"
MEANING = f"{MARK} made up; the rest was published."


def mark(text: str) -> str:
    """A sentence with the mark in place of the words."""
    if MADE_UP not in text:
        return text
    sign = use_mark(open_shown().landlord)
    return AMONG.sub(rf"(\1){sign}", ALONE.sub(sign, text))


def use_mark(landlord: Landlord) -> str:
    """The mark beside a made-up figure; none where every figure is one."""
    st.session_state[IS_USED] = True
    return MARK if landlord.anchored else ""


def forget_mark() -> None:
    """Before a page is drawn no mark stands on it."""
    st.session_state[IS_USED] = False


def write_chip(landlord: Landlord) -> str:
    """What one chip says of a sample release."""
    return CHIP_SOME if landlord.anchored else CHIP_ALL


def write_meaning(landlord: Landlord) -> str:
    """What the mark means, at a page's foot; empty where no mark is on the page."""
    return MEANING if landlord.anchored and st.session_state[IS_USED] else ""
