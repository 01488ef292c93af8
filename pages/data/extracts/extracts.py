"""Extracts: what this release is made of, what was rejected, and what changed since."""

import streamlit as st

from pages.data.extracts.changes import show_changes, show_unknown_releases
from pages.data.extracts.checks import (
    show_coverage,
    show_files,
    show_release,
    show_rules,
    show_sources,
)
from pages.data.extracts.history import read_history, show_going_back, show_history
from pages.data.extracts.rejected import (
    show_cells_set_aside,
    show_rejected,
    show_warnings,
)
from pages.frame.view import read_view


view = read_view()
release = view.release
history = read_history()

st.title("Extracts", anchor=False)
show_unknown_releases(history)
show_release(release)
show_sources(release)
show_rejected(release)
show_cells_set_aside(release)
show_warnings(release)
show_history(release, history)
show_going_back(release, history)
show_changes(view, history)
show_rules(release)
show_coverage(release)
show_files(release)
