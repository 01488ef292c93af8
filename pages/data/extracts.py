"""Extracts: what this release is made of, what was rejected and why, and every rule."""

import streamlit as st

from pages.shared import pages
from pages.shared.blocks import show_next
from pages.shared.checks import (
    show_coverage,
    show_files,
    show_rejected,
    show_release,
    show_rules,
    show_sources,
    show_warnings,
)
from pages.shared.view import read_view


release = read_view().release

st.title("Extracts", anchor=False)
show_release(release)
show_sources(release)
show_rejected(release)
show_warnings(release)
show_rules(release)
show_coverage(release)
show_files(release)
show_next(pages.OVERVIEW, "Overview")
