"""Figures the landlord printed for years before the release's first complaint."""

import streamlit as st

from analytics.behind.records import list_published_totals
from analytics.figures.open_release import OpenRelease
from analytics.ground.rounding import write_rounded
from analytics.words.names import list_words
from pages.frame.escape import escape


def show_earlier(release: OpenRelease) -> None:
    """Say what was published of earlier years, which no row here stands behind."""
    printed = list_published_totals(release)
    if printed:
        words = [
            f"{write_rounded(row['value'], 0)} in {row['reporting_year']}"
            for row in printed
        ]
        st.caption(
            escape(
                f"For earlier years the landlord has printed totals only: "
                f"{list_words(words)}. They are not split by stage or residents and no "
                "number of homes goes with them, so they are in no chart here."
            )
        )
