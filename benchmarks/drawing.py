"""Pages drawn in this process, through the real menu, without a server."""

from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.ground.settings import PROJECT
from benchmarks.extracts import AREAS
from benchmarks.visits import PAGES


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A page as somebody opens it: its name, its file, and what its address asks."""

    name: str
    path: str
    address: dict[str, list[str]] = field(default_factory=dict)


# The page that asks least of its own.
PLAIN = Visit(name="accessibility", path=PAGES["accessibility"])
AREA_CHOSEN = Visit(
    name="service-areas, one chosen",
    path=PAGES["service-areas"],
    address={"area": [AREAS[2]]},
)
LATE_CASES = Visit(
    name="cases, late at stage 2",
    path=PAGES["cases"],
    address={"measure": ["answered_in_time_2"], "rows": ["rest"]},
)
VISITS = [
    *(Visit(name=name, path=path) for name, path in PAGES.items()),
    AREA_CHOSEN,
    LATE_CASES,
]


def open_menu(visit: Visit) -> AppTest:
    """A session on the default page: only from there can it go to another.

    Filters read the address when a session begins and never again, so it is that of
    the page to be visited.
    """
    menu = str(Path(PROJECT, "pages", "menu.py"))
    session = AppTest.from_file(menu, default_timeout=900)
    for name, values in visit.address.items():
        session.query_params[name] = values
    return session.run()


def draw_visit(session: AppTest, visit: Visit) -> None:
    """Draw a page; RuntimeError if it fails."""
    session.switch_page(visit.path).run()
    if session.exception or session.error:
        told = [*session.exception, *session.error][0]
        raise RuntimeError(f"{visit.name}: {told.value}")


def forget() -> None:
    """Let go of every release held open, as a freshly started server would."""
    st.cache_resource.clear()
    st.cache_data.clear()
