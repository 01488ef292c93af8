"""The filters, drawn once for all pages, each bound to the address of the page."""

from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st

from analytics.figures.open_release import OpenRelease
from analytics.ground.peer_groups import find_group
from analytics.measures.dimensions import DIMENSIONS
from analytics.words.names import list_words
from pages.frame.choices import CARRIED
from pages.frame.escape import escape


# The name under which links carry the filters, and those that can have several values.
KEPT = "keep"
SEVERAL = ("area", "ward")


def find_unknown(options: dict[str, list[str]]) -> list[str]:
    """What the address asks for and no filter knows, in words.

    Streamlit drops such values without a word, and figures of the whole landlord would
    be read as the ones asked for.
    """
    unknown = []
    for key in st.query_params:
        for value in st.query_params.get_all(key):
            if key in CARRIED:
                continue
            if key not in options:
                unknown.append(f"a filter called “{key}”")
            elif value not in options[key]:
                unknown.append(f"“{value}” as {key}")
    return unknown


def keep_filters(address: str) -> dict[str, str | list[str]]:
    """The filters in force, as a link to the page at an address carries them.

    To another page under a name of their own: the browser carries what a filter is
    bound to by itself, and under the same names each press would double the address,
    while a new tab has nothing but the link. To the page it stands on the browser
    carries nothing.
    """
    filters = {
        key: st.query_params.get_all(key)
        for key in st.query_params
        if key not in CARRIED
    }
    here = urlsplit(st.context.url or "").path.rpartition("/")[2]
    if here == address:
        return dict(filters)
    return {KEPT: urlencode(filters, doseq=True)} if filters else {}


def take_kept(options: dict[str, list[str]]) -> None:
    """Set the filters that a link brought into a new tab, and put them in its address.

    Where the reader was here before, the filters stand already. What nobody knows is
    put in the address alone, where it is found and told.
    """
    kept = parse_qs(st.query_params.pop(KEPT, ""))
    if any(key in st.session_state for key in options):
        return
    for key, values in kept.items():
        # What is Streamlit's own in an address may not be set.
        if key.startswith("embed"):
            continue
        st.query_params[key] = values
        known = [value for value in values if value in options.get(key, ())]
        if known:
            st.session_state[key] = known if key in SEVERAL else known[0]


def show_filters(release: OpenRelease, options: dict[str, list[str]]) -> None:
    """The filters, in the sidebar; their keys are the names in the address."""
    st.subheader("Show", anchor=False)
    default = options["year"].index(release.default_period.label)
    labels = {
        "year": "Reporting year",
        "part": "Part of the year",
        "residents": DIMENSIONS["tenure"].label,
        "stage": DIMENSIONS["stage"].label,
    }
    for key, label in labels.items():
        st.selectbox(
            label,
            options[key],
            index=default if key == "year" else 0,
            key=key,
            bind="query-params",
        )
    st.multiselect(
        DIMENSIONS["service_area"].label,
        options["area"],
        placeholder="All service areas",
        key="area",
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
    own = find_group(release.landlord.peer_group).label
    st.selectbox(
        "Beside which landlords",
        options["peers"],
        index=options["peers"].index(own),
        key="peers",
        bind="query-params",
    )


def show_unknown(unknown: list[str]) -> None:
    """Say what of a link was not recognised, so that nobody misreads what is shown."""
    if unknown:
        words = list_words(unknown)
        st.warning(
            f"The link asks for {escape(words)}\\, which this release does not have\\. "
            "That part of the link is left out of what you see\\.",
            icon=":material/link_off:",
        )
