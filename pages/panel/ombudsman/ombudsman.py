"""Ombudsman: what it found, decision by decision, what it ordered, what was done."""

import streamlit as st

from analytics.attention import list_severe_since
from analytics.behind.records import list_actions
from analytics.drawing.years import find_highest
from analytics.words.narrative import write_known_or_gap
from pages.blocks.actions import show_actions
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.behind import fold_behind
from pages.blocks.control import show_controls
from pages.blocks.courses import list_years
from pages.blocks.head import show_head
from pages.blocks.links import link_page
from pages.blocks.panels import show_panels
from pages.blocks.prose import show_list, show_note
from pages.blocks.years import make_panel, make_year_columns
from pages.frame import entries
from pages.frame.view import read_view
from pages.panel.ombudsman.decisions import show_decisions
from pages.panel.ombudsman.kinds import show_kinds


view = read_view()
determinations = view.ask_one("determinations")
show_head(
    "Ombudsman",
    view,
    [determinations],
    first=[each.sentence for each in list_severe_since(view)],
)
rate = view.ask_one("maladministration_rate")
orders = view.ask("orders_on_time", "orders_overdue")
show_list(write_known_or_gap([determinations, rate, *orders]))

years = list_years(view)
findings, faults = view.ask_each("findings", "maladministration_rate", periods=years)
top = find_highest(make_year_columns([*findings, *faults]))
show_panels(
    [
        make_panel(view, "All findings", findings, top=top),
        make_panel(view, "Of maladministration", faults, top=top),
    ],
    [
        "One case can have several findings, one for each thing complained of. Those "
        "withdrawn or outside its powers are in the first picture alone."
    ],
)
fold_behind(view, [*findings, *faults], "years")

st.header("What did it decide, and was it done?", anchor=False)
show_decisions(view)
if any(each.is_ok for each in orders):
    show_note("An order counts in the period in which it is due.")
fold_behind(view, orders, "orders")

show_kinds(view, "What did it find?", "finding")
show_kinds(view, "About what?", "category")

st.header("What has the landlord changed since?", anchor=False)
actions = [row for row in list_actions(view.release) if row["origin"] == "ombudsman"]
if actions:
    show_actions(view.release, actions, "actions")
else:
    show_list(["No learning action is recorded as coming from the Ombudsman."])
link_page(entries.LEARNING, "All learning actions")

fold = fold_for_analysts("time between determinations")
if fold.open:
    with fold:
        show_controls(view, "determinations")
