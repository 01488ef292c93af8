"""Satisfaction: the yearly survey on complaint handling, and closure surveys."""

import streamlit as st

from analytics.bearing.comparison_words import write_all_before
from analytics.drawing.course import draw_course
from analytics.drawing.palette import ANSWER_COLOURS, ANSWER_TEXT_COLOURS
from analytics.drawing.pieces import draw_pieces
from analytics.words.narrative import (
    write_alt,
    write_interval,
    write_known_or_gap,
    write_sentence,
)
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.behind import fold_behind
from pages.blocks.courses import find_bands, list_years, show_courses
from pages.blocks.head import show_head
from pages.blocks.panels import Panel, show_panels
from pages.blocks.peers import show_peers
from pages.blocks.prose import show_list
from pages.frame.view import read_view
from pages.panel.satisfaction.themes import show_survey_themes


CLOSURE = ("closure_satisfaction", "closure_response_rate")

view = read_view()
years = list_years(view)
course = view.ask("tp09", periods=years)
bands = find_bands(view, ["tp09"], years).get("tp09", {})
pairs = view.ask_pairs("tp09")
result = pairs[0][0]
show_head("Satisfaction", view, [result])
answers = view.ask("tp09_answers", by=["answer"], periods=years[-2:])
band = next(iter(bands.values()), None)
target = view.release.landlord.targets.get("tp09")
pieces = [each for each in answers if each.group and each.is_ok]
panels = [
    Panel(
        heading="Satisfied, year by year",
        picture=draw_course(
            course,
            "year",
            bands=bands,
            target=target.value if target else None,
        ),
        alt=write_alt("Line over time", result.measure.label, course),
    )
]
if pieces:
    panels.append(
        Panel(
            heading="The five answers",
            picture=draw_pieces(pieces, "answer", ANSWER_COLOURS, ANSWER_TEXT_COLOURS),
            alt=write_alt("Stacked bars", pieces[0].measure.label, pieces),
        )
    )
if any(each.is_ok for each in course):
    show_panels(
        panels,
        [
            "Each dot is a year; the pale bar is what asking others could have given.",
            f"Grey boxes: the middle half of {band.group.noun}." if band else "",
        ],
    )
fold_behind(view, [*course, *answers], "survey")

st.header("Is it better than the year before?", anchor=False)
show_list(
    [
        *write_all_before(pairs, view.release.events),
        "The survey asks all tenants once a year: it has no areas and no months.",
    ]
)
show_survey_themes(view.release, view.period.year)

st.header("What do people say when a complaint is closed?", anchor=False)
closure = view.ask(*CLOSURE)
if any(each.is_ok for each in closure):
    show_list(write_sentence(each) for each in closure)
    names = [each.measure.label for each in closure]
    show_courses(view, CLOSURE, "closure", headings=names)
else:
    show_list(write_known_or_gap(closure))

fold = fold_for_analysts("peers, closure by theme")
if fold.open:
    with fold:
        show_list([write_interval(result)])
        fold_behind(view, view.ask(CLOSURE[0], by=["theme"]), "closure_theme")
        show_peers([result], view)
