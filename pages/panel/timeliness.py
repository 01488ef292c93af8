"""Timeliness: acknowledged and answered in time, days taken, what is overdue."""

from functools import partial

import streamlit as st

from analytics.bearing.comparison_words import write_before
from analytics.drawing.charts import draw_days, draw_dots, draw_line
from analytics.release.clock_rules import find_limits
from analytics.view import pick
from analytics.words.narrative import write_interval, write_sentence
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
    *(f"ch02_{stage}{reading}" for stage in view.stages for reading in READINGS)
)
heads = [f"ch02_{stage}" for stage in view.stages]
years_before = view.ask(*heads, periods=[view.period_before])
show_head("Timeliness", view, [each for each in codes if each.measure.id in heads])

st.header("Answered in the Code’s time", anchor=False)
for stage in view.stages:
    results = pick(codes, f"ch02_{stage}")
    before = pick(years_before, f"ch02_{stage}")
    show_block(
        f"Stage {stage}, from tenants",
        results,
        view=view,
        draw=partial(
            draw_dots,
            title="Answered in time, of complaints received (%)",
            find_band=view.find_band,
        ),
        kind="Dots with bars",
        lead=[
            write_sentence(results[0]),
            write_interval(results[0]),
            write_before(results[0], before[0], view.release.events),
        ],
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
        draw=partial(draw_line, dimension=part, events=view.release.events),
        kind="Line with bars",
        lead=[write_sentence(total)],
        key=f"trend_{total.measure.id}",
        level=3,
    )

st.header("Does any month stand out?", anchor=False)
judged = ("answered_in_time_{stage}", "response_days_median_{stage}")
show_controls(view, *view.name_measures(*judged))

results = view.ask(*(f"acknowledged_in_time_{stage}" for stage in view.stages))
show_block(
    "Acknowledged in time",
    results,
    view=view,
    draw=partial(draw_dots, title="Acknowledged in time, of complaints received (%)"),
    kind="Dots with bars",
    key="acknowledged",
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
        draw=partial(draw_days, limit=limit),
        kind="Column chart",
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
show_peers([each for each in codes if each.measure.id in heads], view)
