"""A page's head: which page it is, and what it found as its title."""

import re
from collections.abc import Sequence

import streamlit as st

from analytics.ground.calendar import write_date
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.names import list_words, write_period
from analytics.words.titles import write_title
from pages.frame.escape import escape
from pages.frame.marks import mark
from pages.frame.markup import Markup, show_markup


YEAR_HYPHEN = re.compile(r"(\d)-(?=\d)")


def show_head(
    name: str, view: View, results: Sequence[Result], first: Sequence[str] = ()
) -> None:
    """Which page it is and of which period, and what it found, counts first.

    What is graver than any percentage is given to stand `first`, as the title.
    """
    # A figure that comes once a year is of its year, whatever part is in view.
    period = results[0].period if results else view.period
    told = write_period(period)
    as_at = view.release.as_at
    if period.first <= as_at < period.last and period.kind != "as_at":
        told += f", up to {write_date(as_at)}"
    ignored = [
        DIMENSIONS[each].label.lower()
        for each in view.where
        if results and each not in results[0].measure.dimensions
    ]
    if ignored:
        told += f": not by {list_words(ignored)}"
    show_title(name, told, first[0] if first else write_title(results))


def show_title(name: str, period: str, title: str) -> None:
    """A page's name with its period, small, and its title under it."""
    words = f"{name}, {period}" if period else name
    show_markup(Markup('<p class="kicker">{}</p>').format(words))
    # Without a break in the middle of a year.
    whole = YEAR_HYPHEN.sub("\\1-\u2060", mark(title).removesuffix("."))
    st.title(escape(whole), anchor=False)
