"""Volumes: how many complaints, in every year known, from whom and about what."""

import streamlit as st

from analytics.bearing.comparison_words import write_all_before
from analytics.bearing.peers.quartiles import write_bands
from analytics.drawing.bars import BARS
from analytics.words.narrative import write_sentence
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.bars import show_counts
from pages.blocks.behind import fold_behind
from pages.blocks.control import show_controls
from pages.blocks.courses import show_courses
from pages.blocks.figure import show_block
from pages.blocks.head import show_head
from pages.blocks.low_volume import show_low_volume
from pages.blocks.peers import show_peers
from pages.blocks.prose import show_list
from pages.frame.view import read_view
from pages.panel.volumes.years import show_years


view = read_view()
counts = view.name_measures("received_{stage}")
rates = view.name_measures("ch01_{stage}")
show_head("Volumes", view, view.ask(*counts))
show_years(view, counts)

st.header("Is that many?", anchor=False)
pairs = view.ask_pairs(*rates)
now = [result for result, _ in pairs]
show_list(
    [
        *(
            " ".join([write_sentence(each), *write_bands([view.find_band(each)])])
            for each in now
        ),
        *write_all_before(pairs, view.release.events),
    ]
)
fold_behind(view, now, "rates")
show_low_volume(now, view)

st.header("Quarter by quarter", anchor=False)
show_courses(view, counts, "course")

for title, dimension in (
    ("Who complained?", "tenure"),
    ("What about?", "service_area"),
):
    st.header(title, anchor=False)
    found = view.ask_each(*counts, by=[dimension])
    columns = {
        f"Stage {stage}": results
        for stage, results in zip(view.stages, found, strict=True)
    }
    show_counts(view, title, columns)
    fold_behind(view, [each for results in found for each in results], dimension)

fold = fold_for_analysts("months that stand out, rates by residents, peers")
if fold.open:
    with fold:
        st.header("Does any month stand out?", anchor=False)
        show_controls(view, *counts, among={"received_2": "received_1"})
        show_block(
            "For every 1,000 homes of the same residents",
            view.ask(*view.name_measures("received_per_1000_{stage}"), by=["tenure"]),
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
        show_peers(now, view)
