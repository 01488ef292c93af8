"""Volumes: how many complaints, over time, from whom and about what."""

import streamlit as st

from analytics.bearing.comparison_words import write_named_before
from analytics.drawing.bars import BARS, COLUMNS
from analytics.drawing.dots import DOTS
from analytics.view import flatten
from analytics.words.narrative import write_leading, write_sentence
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.control import show_controls
from pages.blocks.figure import show_block
from pages.blocks.head import show_head
from pages.blocks.low_volume import show_low_volume
from pages.blocks.peers import show_peers
from pages.blocks.trend import choose_part, list_periods
from pages.frame.view import read_view
from pages.panel.volumes.earlier import show_earlier


view = read_view()
rates = [f"ch01_{stage}" for stage in view.stages]
counts = [f"received_{stage}" for stage in view.stages]
homes = [f"received_per_1000_{stage}" for stage in view.stages]

pairs = view.ask_pairs(*rates)
heads = [now for now, _ in pairs]
show_head("Volumes", view, heads)

show_block(
    "Tenants’ complaints for every 1,000 homes",
    flatten(pairs),
    view=view,
    form=DOTS.given(find_band=view.find_band),
    lead=[
        *(write_named_before(*pair, view.release.events) for pair in pairs),
    ],
    key="rates",
)
show_low_volume(heads, view)

st.header("Complaints received over time", anchor=False)
part = choose_part()
totals = view.ask(*counts)
trends = view.ask_each(*counts, by=[part], periods=list_periods(view, part))
for total, trend in zip(totals, trends, strict=True):
    show_block(
        trend[0].measure.label,
        trend,
        view=view,
        form=COLUMNS.given(dimension=part, events=view.release.events),
        lead=[write_sentence(total)],
        key=f"trend_{total.measure.id}",
        level=3,
    )
show_earlier(view.release)

for title, dimension in (
    ("Who complained", "tenure"),
    ("What they were about", "service_area"),
):
    st.header(title, anchor=False)
    for results in view.ask_each(*counts, by=[dimension]):
        show_block(
            results[0].measure.label,
            results,
            view=view,
            form=BARS,
            lead=[write_leading(results)],
            key=f"{dimension}_{results[0].measure.id}",
            level=3,
        )

fold = fold_for_analysts("months that stand out, rates by residents, peers")
if fold.open:
    with fold:
        st.header("Does any month stand out?", anchor=False)
        show_controls(view, *counts, among={"received_2": "received_1"})
        show_block(
            "For every 1,000 homes of the same residents",
            view.ask(*homes, by=["tenure"]),
            view=view,
            key="homes",
            level=3,
        )
        mentions = view.ask("service_area_mentions", by=["service_area"])
        show_block(
            "Mentions of service areas",
            mentions,
            view=view,
            form=BARS,
            lead=[write_sentence(mentions[0])],
            key="mentions",
        )
        show_peers(heads, view)
