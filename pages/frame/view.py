"""The open release and the view that the filters in the menu make of it."""

from dataclasses import replace

import streamlit as st

from analytics.figures.open_release import OpenRelease, open_served_release
from analytics.ground.calendar import make_period
from analytics.ground.errors import Refusal
from analytics.release.store import current_stamp
from analytics.view import View
from pages.frame.choices import (
    AS_PUBLISHED,
    PEER_CHOICES,
    STAGES,
    WHOLE_YEAR,
    YEAR_PARTS,
    list_residents,
)


@st.cache_resource(show_spinner=False, max_entries=2)
def open_cached(stamp: tuple[str | None, int]) -> OpenRelease:  # noqa: ARG001
    """The current release, opened once for all readers and again when it changes.

    The stamp is the cache's key; Streamlit would leave one with an underscore out.
    """
    return open_served_release()


@st.cache_resource(show_spinner=False)
def remember() -> dict[str, OpenRelease]:
    """The last release that opened: it stays up if the next one does not."""
    return {}


def open_shown() -> OpenRelease:
    """The release to show; Refusal if there is none and never was one."""
    last = remember()
    try:
        last["good"] = open_cached(current_stamp())
    except Refusal as error:
        if "good" not in last:
            raise
        good = last["good"]
        notice = f"{error} Release {good.release.id} is still shown."
        return replace(good, notice=notice)
    return last["good"]


def read_view() -> View:
    """The view that the filters in the menu make."""
    state = st.session_state
    release = open_shown()
    year = state.get("year") or release.default_period.label
    part = YEAR_PARTS[state.get("part") or WHOLE_YEAR]
    where: dict[str, tuple[str, ...]] = {}
    tenure = list_residents(release).get(state.get("residents", ""))
    if tenure:
        where["tenure"] = (tenure,)
    if state.get("area"):
        where["service_area"] = tuple(state["area"])
    if state.get("ward"):
        where["ward"] = tuple(state["ward"])
    return View(
        release=release,
        period=make_period(f"{year} {part}" if part else year),
        where=where,
        is_published=state.get("residents", AS_PUBLISHED) == AS_PUBLISHED,
        stages=STAGES.get(state.get("stage", ""), (1, 2)),
        peers=PEER_CHOICES.get(state.get("peers", ""), ""),
    )
