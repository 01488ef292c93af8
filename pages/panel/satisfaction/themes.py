"""What people surveyed asked to be improved."""

import streamlit as st

from analytics.behind.records import (
    list_survey_themes,
)
from analytics.figures.open_release import OpenRelease
from analytics.words.names import list_words
from pages.blocks.values import write_value
from pages.frame.escape import escape


def show_survey_themes(release: OpenRelease) -> None:
    """What people surveyed most often asked to be improved, year by year."""
    st.header("What people asked to be improved", anchor=False)
    rows = [row for row in list_survey_themes(release) if row["improvement_themes"]]
    if not rows:
        st.markdown("The release does not have what people asked to be improved\\.")
    has_groups = len({row["tenure"] for row in rows}) > 1
    for row in rows:
        themes = list_words(row["improvement_themes"])
        asked = f", {write_value(row['tenure'], 'tenure')}" if has_groups else ""
        year = f"{escape(row['reporting_year'])}{asked}"
        st.markdown(f"**{year}**\\: {escape(themes)}\\.")
    if rows:
        st.caption("The themes as the landlord lists them, without their numbers.")
