"""Learning: what was promised and done, and what it came from."""

import streamlit as st

from analytics.behind.records import list_actions
from analytics.drawing.palette import STATUS_COLOURS, STATUS_TEXT_COLOURS
from analytics.drawing.pieces import draw_pieces
from analytics.words.narrative import write_alt, write_sentence
from pages.blocks.actions import show_actions
from pages.blocks.bars import show_counts
from pages.blocks.behind import fold_behind
from pages.blocks.courses import list_years
from pages.blocks.head import show_head
from pages.blocks.links import link_page
from pages.blocks.lists import show_sentences
from pages.blocks.panels import Panel, show_panels
from pages.blocks.prose import show_list
from pages.blocks.years import make_panel
from pages.frame import entries
from pages.frame.view import read_view


view = read_view()
completed = view.ask_one("actions_completed")
show_head("Learning", view, [completed])
status = view.ask("actions", by=["status"])
known = {each.group["status"]: each for each in status if each.group and each.is_ok}
pieces = [known[name] for name in STATUS_COLOURS if name in known]
on_time = view.ask("actions_completed_on_time", periods=list_years(view))
panels = []
if any(each.counted for each in pieces):
    panels.append(
        Panel(
            heading="How far the actions have come",
            picture=draw_pieces(pieces, "status", STATUS_COLOURS, STATUS_TEXT_COLOURS),
            alt=write_alt("Stacked bars", status[0].measure.label, pieces),
        )
    )
if any(each.is_ok for each in on_time):
    heading = "Due in the year, and completed on time"
    panels.append(make_panel(view, heading, [each for each in on_time if each.is_ok]))
if panels:
    show_panels(panels)
fold_behind(view, [*status, *on_time], "status")

st.header("Which actions are not done?", anchor=False)
show_list([write_sentence(view.ask_one("actions_overdue"))])
areas = view.where.get("service_area")
actions = list_actions(view.release)
show_actions(
    view.release,
    [each for each in actions if not areas or each["service_area"] in areas],
    "actions",
)

st.header("What are they about?", anchor=False)
names = {"Not completed": "actions_open", "All actions": "actions"}
found = view.ask_each(*names.values(), by=["theme"])
show_counts(view, "What actions are about", dict(zip(names, found, strict=True)))
fold_behind(view, [each for results in found for each in results], "theme")

st.header("Do upheld complaints lead to an action?", anchor=False)
show_sentences(view, view.ask("learning_coverage"), "coverage")

link_page(entries.REFUSED, "What was not accepted")
link_page(entries.OMBUDSMAN, "What the Ombudsman found")
