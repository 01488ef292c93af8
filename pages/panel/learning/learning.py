"""Learning: what was promised and done, what was refused, what the Ombudsman found."""

import streamlit as st

from analytics.attention import list_severe
from analytics.drawing.bars import BARS
from analytics.words.narrative import write_leading, write_sentence
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.control import show_controls
from pages.blocks.figure import show_block, show_gap
from pages.blocks.head import show_head
from pages.frame.view import read_view
from pages.panel.learning.lists import show_actions, show_determinations


view = read_view()
findings = view.ask("findings", by=["finding"])
show_head(
    "Learning",
    view,
    [view.ask_one("actions_completed"), view.ask_one("actions_overdue")],
    first=[each.sentence for each in list_severe(findings)],
)

st.header("What the Ombudsman found", anchor=False)
show_block(
    "Findings",
    findings,
    view=view,
    form=BARS,
    lead=[
        write_sentence(view.ask_one("determinations")),
        write_sentence(view.ask_one("maladministration_rate")),
    ],
    key="findings",
    level=3,
)
show_determinations(view.release)
show_gap(view.ask_one("orders_on_time"))

st.header("Learning actions", anchor=False)
for dimension in ("status", "theme", "owner"):
    results = view.ask("actions", by=[dimension])
    show_block(
        f"By {dimension}",
        results,
        view=view,
        form=BARS,
        lead=[write_leading(results)],
        key=f"actions_{dimension}",
        level=3,
    )
show_actions(view.release)

st.header("Were promises kept?", anchor=False)
for name in ("actions_completed_on_time", "learning_coverage"):
    show_gap(view.ask_one(name))

st.header("What was not accepted", anchor=False)
show_gap(view.ask_one("refusals"))

fold = fold_for_analysts("time between determinations")
if fold.open:
    with fold:
        show_controls(view, "determinations")
