"""Overview: a card for each theme, and what to look at first."""

import streamlit as st

from analytics.attention import list_first
from analytics.bearing.comparison import compare
from analytics.bearing.comparison_words import write_together
from pages.shared import pages
from pages.shared.blocks import link_first, link_page, show_card, show_head, show_next
from pages.shared.escape import escape
from pages.shared.peers import show_low_volume
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
pairs = view.ask_pairs(*ids)
cards = [
    (theme, page, *pair) for (theme, page, _), pair in zip(CARDS, pairs, strict=True)
]

answer = view.ask(*view.name_measures("ch02_{stage}"))
show_head("Overview", view, answer)
for row in (cards[:3], cards[3:]):
    for column, (theme, page, now, before) in zip(
        st.columns(len(row)), row, strict=True
    ):
        with column:
            show_card(theme, page, now, before, view)
show_low_volume([now for now, _ in pairs], view)
together = write_together([compare(*pair) for pair in pairs])
st.caption(escape(together))

link_page(pages.SERVICE_AREAS, "How each service area is doing")

st.header("What to look at first, and why", anchor=False)
for first in list_first(view.ask, view.period, view.release.events):
    st.markdown(f"- {escape(first.sentence)}")
    link_first(first, view)
show_next(pages.VOLUMES, "Volumes")
