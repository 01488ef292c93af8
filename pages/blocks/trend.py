"""Trends: by which part of the year to show them, and over which periods."""

import streamlit as st

from analytics.ground.calendar import Period, make_year
from analytics.view import View
from pages.frame.choices import TRENDS


def choose_part(default: str = "month") -> str:
    """The part of the year a trend is shown by, kept in the address."""
    words = {name: label for label, name in TRENDS.items()}
    chosen = st.segmented_control(
        "Show by",
        list(TRENDS),
        default=words[default],
        required=True,
        key="trend",
        bind="query-params",
    )
    return TRENDS[chosen or words[default]]


def list_periods(view: View, part: str) -> list[Period]:
    """The periods a trend runs over: the chosen one, or every year of the release."""
    if part != "year":
        return [view.period]
    return [make_year(label) for label in reversed(view.release.years)]
