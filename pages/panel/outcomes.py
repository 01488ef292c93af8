"""Outcomes: how often complaints were upheld, about what, and what went to stage 2."""

import streamlit as st

from analytics.bearing.comparison_words import write_all_before
from analytics.words.narrative import write_leading, write_sentence
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.bars import show_counts
from pages.blocks.behind import fold_behind
from pages.blocks.courses import show_courses
from pages.blocks.figure import show_block
from pages.blocks.head import show_head
from pages.blocks.prose import show_list
from pages.blocks.where import show_where
from pages.frame.view import read_view


view = read_view()
outcomes = view.name_measures("outcomes_{stage}")
shares = view.name_measures("upheld_share_{stage}")
pairs = view.ask_pairs(*shares)
show_head("Outcomes", view, [now for now, _ in pairs])
show_courses(view, shares, "course")

st.header("Is it more than the year before?", anchor=False)
show_list(
    [
        *write_all_before(pairs, view.release.events),
        pairs[0][0].measure.caution,
    ]
)

st.header("What was decided?", anchor=False)
found = view.ask_each(*outcomes, by=["outcome"])
show_counts(
    view,
    "What was decided",
    {
        f"Stage {stage}": results
        for stage, results in zip(view.stages, found, strict=True)
    },
)
fold_behind(view, [each for results in found for each in results], "outcomes")

show_where(view, "upheld_share_{stage}", "What was upheld?", "Upheld")

st.header("How many went on to stage 2?", anchor=False)
escalation = view.ask_pairs("escalation")
show_list(
    [write_sentence(escalation[0][0]), *write_all_before(escalation, ())],
)
fold_behind(view, [now for now, _ in escalation], "escalation")

fold = fold_for_analysts("the ratio often published, outcomes by area")
if fold.open:
    with fold:
        ratio = view.ask_pairs("escalation_ratio")
        show_block(
            "The ratio that is often published",
            [now for now, _ in ratio],
            view=view,
            lead=[
                write_sentence(ratio[0][0]),
                *write_all_before(ratio, view.release.events),
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
