"""Pages of the dashboard opened through its menu, as a reader opens them."""

import os
import re

import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.ground.settings import PROJECT
from pages.blocks.analysts import KEY
from pages.frame.entries import DEFAULT, OVERVIEW


# The data folder that the pages of this process showed last.
SHOWN: list[str] = []


def start_menu(**query: str | list[str]) -> AppTest:
    """The menu at an address with filters, still to be run.

    All pages of a process share what is open, as those of a server do. It is forgotten
    when another data folder is in force, so that no test sees what another published.
    """
    folder = os.environ["DATA_DIR"]
    if [folder] != SHOWN:
        st.cache_resource.clear()
        SHOWN[:] = [folder]
    menu = AppTest.from_file(str(PROJECT / "pages/menu.py"), default_timeout=60)
    for key, value in query.items():
        menu.query_params[key] = value
    return menu


def open_page(path: str = OVERVIEW, **query: str | list[str]) -> AppTest:
    """A page opened through the menu, with filters as in an address."""
    page = start_menu(**query).run()
    return page if path == DEFAULT else turn_to(page, path)


def turn_to(page: AppTest, path: str) -> AppTest:
    """Another page of the same visit, with its fold for analysts opened."""
    page.session_state[KEY] = True
    return page.switch_page(path).run()


def unescape(text: object) -> str:
    """Markdown as it is read, in so far as escape() wrote it."""
    return re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", str(text)).replace("\u2060", "")
