"""The filters, drawn once for all pages, each bound to the address of the page."""

import streamlit as st

from analytics.figures.open_release import OpenRelease
from analytics.ground.peer_groups import find_group
from analytics.measures.dimensions import DIMENSIONS
from analytics.words.names import list_words, lower_first
from pages.frame.choices import (
    ALL_RESIDENTS,
    AS_PUBLISHED,
    BOTH_STAGES,
    CARRIED,
    SEVERAL,
    WHOLE_YEAR,
)
from pages.frame.escape import escape
from pages.frame.marks import write_chip
from pages.frame.markup import Markup, show_markup


# Where the filters in force are kept for links.
IN_FORCE = "filters_in_force"

WHO_IS_COUNTED = (
    "As published: the regulator’s figures count tenants of low cost rental homes, "
    "the rest count all residents. Any other choice counts the residents chosen by the "
    "same rules."
)
COPY = Markup('<button type="button" class="plain" data-copy="">Copy link</button>')


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


def note_in_force(release: OpenRelease, options: dict[str, list[str]]) -> None:
    """Keep which filters differ from what a page opens with, for the links on it."""
    usual = {key: values[:1] for key, values in options.items() if key not in SEVERAL}
    usual["year"] = [release.default_period.label]
    usual["peers"] = [find_group(release.landlord.peer_group).label]
    chosen = {}
    for key in options:
        values = read_chosen(key, options)
        if values and values != usual.get(key):
            chosen[key] = values
    st.session_state[IN_FORCE] = chosen


def read_in_force() -> dict[str, list[str]]:
    """The filters that differ from what a page opens with, by their keys."""
    return dict(st.session_state.get(IN_FORCE, {}))


def show_filters(release: OpenRelease, options: dict[str, list[str]]) -> None:
    """What is in force, the filters behind it, and tags with which they come off.

    Drawn above a page's title; the filters' keys are the names in the address.
    """
    with st.container(horizontal=True, key="in_force", vertical_alignment="center"):
        words = write_in_force(release, options)
        # A popover is read out by its label as it is written, backslashes and all.
        with st.popover(escape(words).replace("\\-", "-")):
            draw_filters(release, options)
        if write_in_force(release, options) != words:
            # After Back, or a link to another year: the boxes have only now read it.
            st.rerun()
        for key, value, name in list_tags(options):
            st.button(
                escape(name),
                icon=":material/close:",
                icon_position="right",
                help=f"Show without: {escape(name)}",
                key=f"tag_{key}_{value}",
                on_click=take_off,
                args=(key, value, options[key][0]),
            )
        if release.release.is_sample:
            chip = write_chip(release.landlord)
            show_markup(Markup('<span class="chip">{}</span>').format(chip), "content")
        show_markup(COPY, "content")


def read_chosen(key: str, options: dict[str, list[str]]) -> list[str]:
    """What is chosen of a filter, whether it was drawn before or is about to be."""
    value = st.session_state.get(key)
    if value is None:
        return [each for each in st.query_params.get_all(key) if each in options[key]]
    return list(value) if isinstance(value, list) else [value]


def write_in_force(release: OpenRelease, options: dict[str, list[str]]) -> str:
    """What every figure of a page is about: year, part, residents and stages."""
    chosen = {key: read_chosen(key, options) for key in options}
    residents = (chosen["residents"] or [AS_PUBLISHED])[0]
    if residents == AS_PUBLISHED and (chosen["area"] or chosen["ward"]):
        residents = ALL_RESIDENTS
    words = [
        *(chosen["year"] or [release.default_period.label]),
        *(part for part in chosen["part"] if part != WHOLE_YEAR),
        lower_first(residents),
        lower_first((chosen["stage"] or [BOTH_STAGES])[0]),
        *chosen["area"],
        *chosen["ward"],
    ]
    return " · ".join(words)


def list_tags(options: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """What a reader has chosen: the filter's key, the value and its name."""
    tags = []
    for key in ("part", "residents", "stage", *SEVERAL):
        usual = () if key in SEVERAL else options[key][:1]
        chosen = read_chosen(key, options)
        tags += [(key, each, each) for each in chosen if each not in usual]
    return tags


def take_off(key: str, value: str, usual: str) -> None:
    """Undo one choice: without that value, or back to the usual one."""
    if key in SEVERAL:
        rest = [each for each in st.session_state[key] if each != value]
        st.session_state[key] = rest
    else:
        st.session_state[key] = usual


def draw_filters(release: OpenRelease, options: dict[str, list[str]]) -> None:
    """The boxes of the filters, bound to the address."""
    default = options["year"].index(release.default_period.label)
    labels = {
        "year": "Reporting year",
        "part": "Part of the year",
        "residents": "Who is counted",
        "stage": DIMENSIONS["stage"].label,
    }
    for key, label in labels.items():
        st.selectbox(
            label,
            options[key],
            index=default if key == "year" else 0,
            key=key,
            bind="query-params",
            help=WHO_IS_COUNTED if key == "residents" else None,
        )
    for key, name in SEVERAL.items():
        if not options[key]:
            st.caption(f"{DIMENSIONS[name].label}s are not recorded in this release.")
            continue
        st.multiselect(
            DIMENSIONS[name].label,
            options[key],
            placeholder=f"All {DIMENSIONS[name].label.lower()}s",
            key=key,
            bind="query-params",
        )
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
