"""Satisfaction: the yearly survey on complaint handling, and closure surveys."""

import streamlit as st

from analytics.bearing.comparison_words import write_before
from analytics.drawing.bars import PIECES
from analytics.drawing.dots import DOTS
from analytics.words.narrative import write_dated, write_interval, write_sentence
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.figure import show_block
from pages.blocks.head import show_head
from pages.blocks.peers import show_peers
from pages.frame.view import read_view
from pages.panel.satisfaction.themes import show_survey_themes


view = read_view()
years = [view.year, view.period_before]
results = view.ask("tp09", periods=years)
result, before = results[0], results[-1]
show_head("Satisfaction", view, [result], [write_interval(result)])

show_block(
    "What tenants say in the yearly survey",
    results,
    view=view,
    form=DOTS.given(find_band=view.find_band),
    lead=[
        write_dated(result),
        write_before(result, before, view.release.events),
    ],
    key="tp09",
)
answers = view.ask("tp09_answers", by=["answer"], periods=years)
show_block(
    "The five answers",
    answers,
    view=view,
    form=PIECES,
    key="answers",
)
show_survey_themes(view.release)

st.header("When a complaint is closed", anchor=False)
for name, dimension in (
    ("closure_satisfaction", "quarter"),
    ("closure_response_rate", "quarter"),
    ("closure_satisfaction", "theme"),
):
    results = view.ask(name, by=[dimension])
    show_block(
        f"{results[0].measure.label}, by {dimension}",
        results,
        view=view,
        form=DOTS,
        lead=[write_sentence(results[0])],
        key=f"{name}_{dimension}",
        level=3,
    )

fold = fold_for_analysts("peers")
if fold.open:
    with fold:
        show_peers([result], view)
