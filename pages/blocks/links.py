"""Links between pages: they keep the filters, and carry what else a page is about."""

from collections.abc import Sequence

import streamlit as st

from analytics.measures.base import Measure
from pages.frame import entries
from pages.frame.entries import find_address, find_next
from pages.frame.escape import escape
from pages.frame.filters import keep_filters


def link_page(page: str, label: str, **carried: str | Sequence[str]) -> None:
    """A link to another page that keeps the filters, and what else it should carry."""
    kept = keep_filters(find_address(page))
    st.page_link(page, label=escape(label), query_params={**kept, **carried})


def link_number(measure: Measure, by: Sequence[str] = (), label: str = "") -> None:
    """The link to where a number comes from: its rows, query, checks and past."""
    cut = {"by": ",".join(name for name in by if name in measure.dimensions)}
    link_page(
        entries.NUMBER,
        label or f"Where the number comes from: {measure.label}",
        measure=measure.id,
        **{name: value for name, value in cut.items() if value},
    )


def show_next(address: str) -> None:
    """The link to the page that follows in the menu, at a page's end."""
    following = find_next(address)
    st.divider()
    link_page(following.path, f"Next: {following.title}")
