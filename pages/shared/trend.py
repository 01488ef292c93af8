"""Trends: by which part of the year to show them, and over which periods."""

import streamlit as st

from analytics.calendar import Period, make_year
from analytics.dimensions import DIMENSIONS, TIME_DIMENSIONS
from pages.shared.view import View


# Months first: it is what readers come for.
PARTS = tuple(reversed(TIME_DIMENSIONS))


def choose_part(default: str = PARTS[0]) -> str:
    """The part of the year a trend is shown by, kept in the address."""
    return str(
        st.segmented_control(
            "Show by",
            PARTS,
            default=default,
            required=True,
            format_func=lambda part: DIMENSIONS[part].label,
            key="trend",
            bind="query-params",
        )
    )


def list_periods(view: View, part: str) -> list[Period]:
    """The periods a trend runs over: the chosen one, or every year of the release."""
    if part != "year":
        return [view.period]
    return [make_year(label) for label in reversed(view.release.years)]
