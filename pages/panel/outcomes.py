"""Outcomes: what was decided, about what, and how many went on to stage 2."""

import streamlit as st

from analytics.bearing.comparison_words import write_before, write_named_before
from analytics.drawing.bars import BARS
from analytics.drawing.dots import DOTS
from analytics.view import flatten
from analytics.words.narrative import write_leading, write_sentence
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.figure import show_block
from pages.blocks.head import show_head
from pages.frame.view import read_view


view = read_view()
outcomes = [f"outcomes_{stage}" for stage in view.stages]
shares = [f"upheld_share_{stage}" for stage in view.stages]
decided = view.ask_pairs(*shares)
show_head("Outcomes", view, [now for now, _ in decided])

st.header("What was decided", anchor=False)
for results in view.ask_each(*outcomes, by=["outcome"]):
    show_block(
        results[0].measure.label,
        results,
        view=view,
        form=BARS,
        lead=[write_sentence(results[0]), write_leading(results)],
        key=results[0].measure.id,
        level=3,
    )

show_block(
    "Upheld or partly upheld",
    flatten(decided),
    view=view,
    form=DOTS,
    lead=[
        *(write_named_before(*pair, view.release.events) for pair in decided),
    ],
    key="upheld",
)

st.header("Upheld or partly upheld, by service area", anchor=False)
for results in view.ask_each(*shares, by=["service_area"]):
    show_block(
        results[0].measure.label,
        results,
        view=view,
        form=DOTS,
        lead=[
            "Most areas have few complaints, so the bars, which show how else they "
            "could have come out, are wide."
        ],
        key=f"areas_{results[0].measure.id}",
        level=3,
    )

st.header("Going on to stage 2", anchor=False)
pairs = view.ask_pairs("escalation")
show_block(
    "The same complaints, followed",
    flatten(pairs),
    view=view,
    lead=[write_sentence(pairs[0][0]), write_before(*pairs[0], view.release.events)],
    key="escalation",
    level=3,
)
fold = fold_for_analysts("the ratio often published, outcomes by area")
if fold.open:
    with fold:
        pairs = view.ask_pairs("escalation_ratio")
        show_block(
            "The ratio that is often published",
            flatten(pairs),
            view=view,
            lead=[
                write_sentence(pairs[0][0]),
                write_before(*pairs[0], view.release.events),
            ],
            key="escalation_ratio",
            level=3,
        )
        st.header("What was decided, by service area", anchor=False)
        for results in view.ask_each(*outcomes, by=["service_area", "outcome"]):
            show_block(
                results[0].measure.label,
                results,
                view=view,
                lead=[
                    write_leading(results),
                    "The table has every area and outcome.",
                ],
                key=f"areas_{results[0].measure.id}",
                level=3,
            )
