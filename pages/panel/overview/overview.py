"""Overview: a card for each theme, and what to look at first."""

import streamlit as st

from analytics.attention import list_concerns
from analytics.bearing.comparison import compare
from analytics.bearing.comparison_words import write_together
from pages.blocks.head import show_head
from pages.blocks.links import link_page
from pages.blocks.low_volume import show_low_volume
from pages.frame import entries
from pages.frame.escape import escape
from pages.frame.view import read_view
from pages.panel.overview.cards import link_concern, show_card


CARDS = (
    ("Volumes", entries.VOLUMES, "ch01_{stage}"),
    ("Outcomes", entries.OUTCOMES, "upheld_share_{stage}"),
    ("Timeliness", entries.TIMELINESS, "ch02_{stage}"),
    ("Satisfaction", entries.SATISFACTION, "tp09"),
    ("Learning", entries.LEARNING, "actions_completed"),
)

view = read_view()
ids = [measure.format(stage=view.stages[0]) for _, _, measure in CARDS]
pairs = view.ask_pairs(*ids)
cards = [
    (theme, page, *pair) for (theme, page, _), pair in zip(CARDS, pairs, strict=True)
]

answer = view.ask(*view.name_measures("ch02_{stage}"))
concerns = list_concerns(view.ask, view.period, view.release.events)
# What is grave is said before any percentage.
grave = [each.sentence for each in concerns if each.is_grave]
show_head("Overview", view, answer, first=grave)
for row in (cards[:3], cards[3:]):
    for column, (theme, page, now, before) in zip(
        st.columns(len(row)), row, strict=True
    ):
        with column:
            show_card(theme, page, now, before, view)
show_low_volume([now for now, _ in pairs], view)
together = write_together([compare(*pair) for pair in pairs])
st.caption(escape(together))

link_page(entries.SERVICE_AREAS, "How each service area is doing")

st.header("What to look at first, and why", anchor=False)
for first in concerns:
    st.markdown(f"- {escape(first.sentence)}")
    link_concern(first, view)
