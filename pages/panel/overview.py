"""Overview: a card for each theme, and what to look at first."""

import streamlit as st

from analytics.first import list_first
from pages.shared import pages
from pages.shared.blocks import link_first, show_card, show_head, show_next
from pages.shared.escape import escape
from pages.shared.view import read_view


CARDS = (
    ("Volumes", pages.VOLUMES, "ch01_{stage}"),
    ("Outcomes", pages.OUTCOMES, "upheld_share_{stage}"),
    ("Timeliness", pages.TIMELINESS, "ch02_{stage}"),
    ("Satisfaction", pages.SATISFACTION, "tp09"),
    ("Learning", pages.LEARNING, "actions_completed"),
)

view = read_view()
ids = [measure.format(stage=view.stages[0]) for _, _, measure in CARDS]
results = view.ask(*ids, periods=[view.period, view.period_before])
found = {(each.measure.id, each.period.year): each for each in results}

answer = view.ask(*(f"ch02_{stage}" for stage in view.stages))
show_head("Overview", view, answer)
for row in (CARDS[:3], CARDS[3:]):
    for column, (theme, page, measure) in zip(st.columns(len(row)), row, strict=True):
        name = measure.format(stage=view.stages[0])
        now = next(each for each in results if each.measure.id == name)
        with column:
            show_card(
                theme, page, now, found.get((name, view.period_before.year)), view
            )

st.header("What to look at first, and why", anchor=False)
for first in list_first(view.ask, view.period, view.release.events):
    st.markdown(f"- {escape(first.sentence)}")
    link_first(first, view)
show_next(pages.VOLUMES, "Volumes")
