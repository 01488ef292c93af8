"""The filters, drawn once for all pages, each bound to the address of the page."""

import streamlit as st

from analytics.calendar import make_period
from analytics.counting import list_values
from analytics.dimensions import DIMENSIONS, NOT_RECORDED, TIME_DIMENSIONS
from analytics.narrative import list_words, write_months
from analytics.open_release import OpenRelease
from pages.shared.view import ALL_RESIDENTS, BOTH_STAGES, WHOLE_YEAR


# Every run of quarters inside a reporting year.
PARTS = (
    WHOLE_YEAR,
    *(
        f"Q{start}" if start == end else f"Q{start} to Q{end}"
        for length in range(3)
        for start in range(1, 5 - length)
        for end in [start + length]
    ),
)


def list_options(release: OpenRelease) -> dict[str, list[str]]:
    """The values each filter may have in a release, by the filter's key."""
    areas = list_values(release, "service_area", "complaint_stages")
    wards = list_values(release, "ward", "complaint_stages")
    return {
        "year": release.years,
        "part": list(PARTS),
        "residents": [
            ALL_RESIDENTS,
            *list_values(release, "tenure", "complaint_stages"),
        ],
        "area": [area for area in areas if area != NOT_RECORDED],
        "stage": [BOTH_STAGES, "1", "2"],
        "ward": [ward for ward in wards if ward != NOT_RECORDED],
        "trend": list(TIME_DIMENSIONS),
    }


def find_unknown(options: dict[str, list[str]]) -> list[str]:
    """What the address asks for and no filter knows, in words.

    Streamlit drops such values without a word, and figures of the whole landlord would
    be read as the ones asked for.
    """
    unknown = []
    for key in st.query_params:
        for value in st.query_params.get_all(key):
            if key not in options:
                unknown.append(f"a filter called “{key}”")
            elif value not in options[key]:
                unknown.append(f"“{value}” as {key}")
    return unknown


def name_part(part: str, year: str) -> str:
    """A part of the year as people read it: "Q1 (April to June 2024)"."""
    if part == WHOLE_YEAR:
        return part
    period = make_period(f"{year} {part}")
    return f"{part} ({write_months(period.first, period.last)})"


def show_filters(release: OpenRelease, options: dict[str, list[str]]) -> None:
    """The filters, in the sidebar; their keys are the names in the address."""
    st.subheader("Show", anchor=False)
    default = options["year"].index(release.default_period.label)
    year = st.selectbox(
        "Reporting year",
        options["year"],
        index=default,
        key="year",
        bind="query-params",
    )
    st.selectbox(
        "Part of the year",
        options["part"],
        format_func=lambda part: name_part(part, year or release.default_period.label),
        key="part",
        bind="query-params",
    )
    labels = DIMENSIONS["tenure"].value_labels | {ALL_RESIDENTS: "All residents"}
    st.selectbox(
        DIMENSIONS["tenure"].label,
        options["residents"],
        format_func=lambda value: labels.get(value, value),
        key="residents",
        bind="query-params",
    )
    st.multiselect(
        DIMENSIONS["service_area"].label,
        options["area"],
        placeholder="All service areas",
        key="area",
        bind="query-params",
    )
    stages = DIMENSIONS["stage"].value_labels | {BOTH_STAGES: "Both stages"}
    st.selectbox(
        DIMENSIONS["stage"].label,
        options["stage"],
        format_func=lambda value: stages[value],
        key="stage",
        bind="query-params",
    )
    if options["ward"]:
        st.multiselect(
            DIMENSIONS["ward"].label,
            options["ward"],
            placeholder="All wards",
            key="ward",
            bind="query-params",
        )
    else:
        st.caption("Wards are not recorded in this release.")


def show_unknown(unknown: list[str]) -> None:
    """Say what of a link was not recognised, so that nobody misreads what is shown."""
    if unknown:
        words = list_words(unknown)
        st.warning(
            f"The link asks for {words}, which this release does not have. That part "
            "of the link is left out of what you see.",
            icon=":material/link_off:",
        )
