"""Timeliness: answered in time, how late, about what, and what is waiting."""

import streamlit as st

from analytics.bearing.comparison_words import write_all_before
from analytics.drawing.days import draw_days, list_day_hits
from analytics.drawing.dots import DOTS
from analytics.release.clock_rules import find_limits
from analytics.view import pick
from analytics.words.narrative import write_alt, write_sentence
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.behind import fold_behind
from pages.blocks.cases import list_presses
from pages.blocks.control import show_controls
from pages.blocks.courses import show_courses
from pages.blocks.figure import show_block
from pages.blocks.head import show_head
from pages.blocks.lists import show_linked
from pages.blocks.panels import Panel, show_panels
from pages.blocks.peers import show_peers
from pages.blocks.prose import show_list, show_note
from pages.blocks.where import show_where
from pages.frame.view import read_view


READINGS = (
    "ch02_{stage}",
    "ch02_{stage}_without_extension",
    "ch02_{stage}_with_extension",
    "ch02_{stage}_strict",
)

view = read_view()
heads = view.name_measures("ch02_{stage}")
pairs = view.ask_pairs(*heads)
now = [result for result, _ in pairs]
show_head("Timeliness", view, now)
show_courses(view, heads, "course")

st.header("Is it better than the year before?", anchor=False)
show_list(write_all_before(pairs, view.release.events))

st.header("How late are late answers?", anchor=False)
days = view.name_measures("response_days_{stage}")
middles = view.ask(*view.name_measures("response_days_median_{stage}"))
limits = find_limits(view.release.clock_rules, view.period)
taken = view.ask_each(*days, by=["response_days"])
extended = view.ask(*view.name_measures("ch02_{stage}_with_extension"))
show_panels(
    [
        Panel(
            heading=f"Stage {stage}",
            words=write_sentence(middle),
            picture=draw_days(results, limits[stage]),
            alt=write_alt("Columns", results[0].measure.label, results),
            hits=list_presses(view, list_day_hits(results, limits[stage])),
        )
        for stage, results, middle in zip(view.stages, taken, middles, strict=True)
    ],
    [
        "Working days from the start of the clock to the answer. Grey: past the limit"
        + (
            ", some of them with a permitted extension."
            if any(each.is_ok for each in extended)
            else "; extensions are not recorded."
        )
    ],
)
fold_behind(view, [each for results in taken for each in results], "days")

show_where(view, "answered_in_time_{stage}", "Where are answers late?", "Late", now)

st.header("Who is waiting now?", anchor=False)
waiting = view.ask(*view.name_measures("open_{stage}", "overdue_{stage}"))
show_linked(view, waiting)
if any(each.counted for each in pick(waiting, *view.name_measures("overdue_{stage}"))):
    show_note("Overdue ones are among the late of the period they were received in.")
fold_behind(view, waiting, "waiting")

fold = fold_for_analysts("months that stand out, acknowledgements, peers")
if fold.open:
    with fold:
        st.header("With and without an extension", anchor=False)
        ids = [each.format(stage=stage) for stage in view.stages for each in READINGS]
        codes = view.ask(*ids)
        for stage in view.stages:
            results = pick(codes, *(each.format(stage=stage) for each in READINGS))
            show_block(
                f"Stage {stage}, from tenants",
                results,
                view=view,
                form=DOTS,
                key=f"code_{stage}",
                level=3,
            )
        st.header("Does any month stand out?", anchor=False)
        judged = ("ch02_{stage}", "response_days_median_{stage}")
        show_controls(view, *view.name_measures(*judged))
        show_block(
            "Acknowledged in time",
            view.ask(*view.name_measures("acknowledged_in_time_{stage}")),
            view=view,
            form=DOTS,
            key="acknowledged",
        )
        show_peers(now, view)
