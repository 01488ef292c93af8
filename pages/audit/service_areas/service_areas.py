"""Service areas: all of them in one table, and the chosen beside all together."""

import streamlit as st

from analytics.drawing.bars import COLUMNS
from analytics.drawing.charts import Form
from analytics.drawing.dots import DOTS, LINE
from analytics.words.names import list_words
from analytics.words.narrative import write_leading
from pages.audit.service_areas.areas import (
    AREA,
    ask_areas,
    link_areas,
    offer_shown,
    show_areas,
    show_ombudsmen,
    show_standing,
    write_pairs,
)
from pages.blocks.figure import show_block
from pages.blocks.head import show_head
from pages.blocks.trend import choose_part, list_periods
from pages.frame.view import read_view


# Heading, measures, cut and chart of each block about the chosen areas.
BLOCKS: tuple[tuple[str, list[str], list[str], Form | None], ...] = (
    ("Answered in the Code’s time", ["answered_in_time_{stage}"], [], DOTS),
    (
        "Complaints and mentions",
        ["service_area_mentions", "received_{stage}"],
        [],
        None,
    ),
    (
        "Working days to answer",
        ["response_days_median_{stage}", "response_days_p90_{stage}"],
        [],
        None,
    ),
    ("Upheld or partly upheld", ["upheld_share_{stage}"], [], DOTS),
    ("Outcomes", ["outcomes_{stage}"], ["outcome"], None),
    ("Learning actions", ["actions"], ["status"], None),
)
OVER_TIME = {"received_{stage}": COLUMNS, "answered_in_time_{stage}": LINE}

view = read_view()
chosen = view.where.get(AREA, ())
answers = view.ask(*view.name_measures("answered_in_time_{stage}"))
areas = ask_areas(view)
if chosen:
    show_head(f"Service areas: {list_words(chosen)}", view, answers)
    show_ombudsmen(view)
    shown = []
    for heading, names, by, form in BLOCKS:
        measures = view.name_measures(*names)
        results = view.ask_beside_all(AREA, *measures, by=by)
        shown += results
        key = f"area_{measures[0]}"
        show_block(
            heading,
            results,
            view=view,
            form=form,
            lead=write_pairs(results),
            key=key,
        )
    st.header("Over time", anchor=False)
    part = choose_part(default="quarter")
    periods = list_periods(view, part)
    for name, form in OVER_TIME.items():
        measures = view.name_measures(name)
        both = view.ask_beside_all(AREA, *measures, by=[part], periods=periods)
        for measure in measures:
            results = [each for each in both if each.measure.id == measure]
            shown += results
            show_block(
                results[0].measure.label,
                results,
                view=view,
                form=form.given(dimension=part, events=view.release.events),
                lead=write_pairs(results),
                key=f"over_time_{measure}",
                level=3,
            )
    offer_shown(shown)
    st.header("All areas", anchor=False)
else:
    show_head("Service areas", view, [*answers, areas[0]], [write_leading(areas)])
show_areas(view, areas)
show_standing(areas)
st.header("One area at a time", anchor=False)
link_areas(view, areas)
