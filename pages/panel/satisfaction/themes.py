"""What people surveyed asked to be improved."""

import streamlit as st

from analytics.behind.records import (
    list_survey_themes,
)
from analytics.figures.open_release import OpenRelease
from analytics.measures.dimensions import DIMENSIONS, NOT_RECORDED
from analytics.words.names import list_words, lower_first
from pages.blocks.prose import show_list


def show_survey_themes(release: OpenRelease, year: str) -> None:
    """What people surveyed most often asked to be improved, in a year or before it.

    The landlord lists the themes, without their numbers.
    """
    rows = [
        row
        for row in list_survey_themes(release)
        if row["improvement_themes"] and row["reporting_year"] <= year
    ]
    st.header("What did people ask to be improved?", anchor=False)
    if not rows:
        st.markdown("The release does not have what people asked to be improved\\.")
        return
    latest = rows[0]["reporting_year"]
    asked: dict[str, list[str]] = {}
    for row in rows:
        if row["reporting_year"] == latest:
            words = list_words(row["improvement_themes"])
            tenure = row["tenure"] or NOT_RECORDED
            asked.setdefault(words, []).append(DIMENSIONS["tenure"].name_value(tenure))
    show_list(
        f"{latest}, {lower_first(list_words(people))}: {words}."
        for words, people in asked.items()
    )
