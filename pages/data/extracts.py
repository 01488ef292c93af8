"""Extracts: what this release is made of, what was rejected, and what changed since."""

import streamlit as st

from pages.shared import pages
from pages.shared.blocks import show_next
from pages.shared.checks import (
    show_coverage,
    show_files,
    show_release,
    show_rules,
    show_sources,
)
from pages.shared.compare import show_changes, show_unknown_releases
from pages.shared.history import read_history, show_going_back, show_history
from pages.shared.rejected import show_rejected, show_warnings
from pages.shared.view import read_view


view = read_view()
release = view.release
history = read_history()

st.title("Extracts", anchor=False)
show_unknown_releases(history)
show_release(release)
show_sources(release)
show_rejected(release)
show_warnings(release)
show_history(release, history)
show_going_back(release, history)
show_changes(view, history)
show_rules(release)
show_coverage(release)
show_files(release)
show_next(pages.DEFINITIONS, "Definitions")
