"""Timeliness: acknowledged and answered in time, days taken, what is overdue."""

import streamlit as st

from analytics.bearing.comparison_words import write_named_before
from analytics.drawing.bars import DAYS
from analytics.drawing.dots import DOTS, LINE
from analytics.release.clock_rules import find_limits
from analytics.view import pick
from analytics.words.narrative import write_sentence
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.control import show_controls
from pages.blocks.figure import show_block
from pages.blocks.head import show_head
from pages.blocks.peers import show_peers
from pages.blocks.trend import choose_part, list_periods
from pages.frame.view import read_view


READINGS = ("", "_without_extension", "_with_extension", "_strict")
MIDDLES = ("median", "p90")

view = read_view()
# Asked for both stages at once: one pass over the complaints instead of two.
codes = view.ask(
    *view.name_measures(*(f"ch02_{{stage}}{reading}" for reading in READINGS))
)
heads = [f"ch02_{stage}" for stage in view.stages]
years_before = view.ask(*heads, periods=[view.period_before])
show_head("Timeliness", view, pick(codes, *heads))

st.header("Answered in the Code’s time", anchor=False)
for stage in view.stages:
    results = pick(codes, *(f"ch02_{stage}{reading}" for reading in READINGS))
    before = pick(years_before, f"ch02_{stage}")
    show_block(
        f"Stage {stage}, from tenants",
        results,
        view=view,
        form=DOTS.given(
            find_band=view.find_band,
        ),
        # The figure itself is the page's answer, its range the bar in the picture.
        lead=[write_named_before(results[0], before[0], view.release.events)],
        key=f"code_{stage}",
        level=3,
    )

st.header("Over time", anchor=False)
part = choose_part(default="quarter")
answered = [f"answered_in_time_{stage}" for stage in view.stages]
totals = view.ask(*answered)
trends = view.ask_each(*answered, by=[part], periods=list_periods(view, part))
for total, results in zip(totals, trends, strict=True):
    show_block(
        results[0].measure.label,
        results,
        view=view,
        form=LINE.given(dimension=part, events=view.release.events),
        lead=[write_sentence(total)],
        key=f"trend_{total.measure.id}",
        level=3,
    )

st.header("How many working days answers took", anchor=False)
middles = view.ask(
    *(f"response_days_{part}_{stage}" for stage in view.stages for part in MIDDLES)
)
taken = view.ask_each(
    *(f"response_days_{stage}" for stage in view.stages), by=["response_days"]
)
for stage, results in zip(view.stages, taken, strict=True):
    middle = pick(middles, *(f"response_days_{part}_{stage}" for part in MIDDLES))
    limit = find_limits(view.release.clock_rules, view.period)[stage]
    show_block(
        f"Stage {stage}",
        [*results, *middle],
        view=view,
        form=DAYS.given(limit=limit),
        lead=[write_sentence(result) for result in middle],
        key=f"days_{stage}",
        level=3,
    )

waiting = [f"{name}_{stage}" for name in ("open", "overdue") for stage in view.stages]
show_block(
    "Waiting for an answer now",
    view.ask(*waiting),
    view=view,
    key="waiting",
)

fold = fold_for_analysts("months that stand out, acknowledgements, peers")
if fold.open:
    with fold:
        st.header("Does any month stand out?", anchor=False)
        judged = ("answered_in_time_{stage}", "response_days_median_{stage}")
        show_controls(view, *view.name_measures(*judged))
        show_block(
            "Acknowledged in time",
            view.ask(*view.name_measures("acknowledged_in_time_{stage}")),
            view=view,
            form=DOTS,
            key="acknowledged",
        )
        show_peers(pick(codes, *heads), view)
