"""Control charts on a page: does any month stand out from what chance makes?"""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analytics.bearing.control.between import chart_between
from analytics.bearing.control.chart import choose_chart
from analytics.bearing.control.shapes import ControlChart
from analytics.bearing.control.words import (
    write_chart_reason,
    write_findings,
    write_unjudged,
)
from analytics.behind.cases import FOR_INSIDE_ONLY, list_dates, list_waits, may_see_rows
from analytics.drawing.charts import CONFIG
from analytics.drawing.control import describe_control, draw_control
from analytics.figures.events import Event
from analytics.ground.calendar import Period, make_year
from analytics.measures import find_measure
from analytics.measures.base import Measure
from analytics.measures.result import Result
from analytics.view import View
from pages.blocks.figure import fold_figures, show_definitions
from pages.blocks.tables import show_table
from pages.frame.escape import escape


# Three years are 36 months: more than limits need, and near enough to be the same work.
YEARS_BACK = 3


def list_chart_years(view: View) -> list[Period]:
    """The last years of the release up to the one in view, oldest first."""
    years = [make_year(label) for label in reversed(view.release.years)]
    return [year for year in years if year.first <= view.period.last][-YEARS_BACK:]


def list_events(view: View, measure: Measure) -> Sequence[Event]:
    """The events that a measure's chart shows: those of the register it counts."""
    return [event for event in view.release.events if event.concerns(measure)]


def list_case_days(view: View, measure: Measure) -> list[date]:
    """The dates of a measure's cases in those years, with the filters in view."""
    where = find_where(view, measure)
    return list_dates(view.release, measure, list_chart_years(view), where)


def find_where(view: View, measure: Measure) -> dict[str, Sequence[str]]:
    """The filters in view that a measure can be asked with."""
    return {key: each for key, each in view.where.items() if key in measure.dimensions}


def show_controls(
    view: View, *ids: str, among: Mapping[str, str] | None = None
) -> None:
    """Measures month by month, each against what chance alone would make of it.

    Where one is rare, also how many cases of another, given in `among`, lie between.
    """
    # Asked at once: a pass over the complaints costs nearly the same for all of them.
    for results in view.ask_each(*ids, by=["month"], periods=list_chart_years(view)):
        show_control(view, results, (among or {}).get(results[0].measure.id, ""))


def show_control(view: View, results: list[Result], among: str = "") -> None:
    """One measure month by month."""
    measure = results[0].measure
    st.subheader(measure.label, anchor=False)
    events = list_events(view, measure)
    may_see = may_see_rows(view.release, measure)
    waits = None
    if measure.column and may_see:
        years, where = list_chart_years(view), find_where(view, measure)
        waits = list_waits(view.release, measure, years, where)
    chart = choose_chart(results, events, waits=waits)
    can_date = measure.is_of_events
    if chart.is_rare and can_date and may_see:
        chart = choose_chart(results, events, days=list_case_days(view, measure))
    show_chart(chart, view, measure.id)
    if chart.is_rare and can_date and not may_see:
        st.caption(escape(FOR_INSIDE_ONLY))
    if not chart.is_time_between and any(result.is_ok for result in results):
        fold_figures(results, f"control_{measure.id}")
    show_definitions([measure], by=("month",))
    if chart.is_rare and among:
        show_between(view, measure.id, among)


def show_between(view: View, measure_id: str, other_id: str) -> None:
    """How many cases of one measure lie between one case of another and the next."""
    measure, other = find_measure(measure_id), find_measure(other_id)
    if not all(may_see_rows(view.release, each) for each in (measure, other)):
        return
    days, others = list_case_days(view, measure), list_case_days(view, other)
    events = list_events(view, measure)
    chart = chart_between(measure, days, others, other.population, events)
    st.subheader(f"Between one and the next: {other.label}", anchor=False)
    show_chart(chart, view, f"{measure_id}_between")


def show_chart(chart: ControlChart, view: View, key: str) -> None:
    """What stands out, the control chart, and under it which it is and why."""
    say(write_findings(chart), bullets=True)
    # Without limits it would be the trend again, which the page has already.
    if not chart.has_limits:
        say([write_chart_reason(chart)])
    else:
        st.plotly_chart(
            draw_control(chart, list_events(view, chart.measure)),
            config=CONFIG,
            theme=None,
            key=f"chart_control_{key}",
            alt=describe_control(chart, list_events(view, chart.measure)),
        )
        st.caption(escape(write_chart_reason(chart)))
    for sentence in write_unjudged(chart):
        st.caption(escape(sentence))
    if chart.is_time_between and chart.points:
        show_points(chart, key)


def show_points(chart: ControlChart, key: str) -> None:
    """What lies between one case and the next as a table, since no month holds it."""
    unit = chart.between or "days"
    table = pd.DataFrame(
        {unit.capitalize(): [point.shown for point in chart.points]},
        index=pd.Index([point.label for point in chart.points], name="Until"),
    )
    with st.expander("The figures as a table", key=f"figures_control_{key}"):
        show_table(table, f"{chart.measure.label}: {unit}", "figures")


def say(sentences: Sequence[str], *, bullets: bool = False) -> None:
    """Sentences as they are, or one below the other."""
    said = [escape(sentence) for sentence in sentences if sentence]
    if bullets and len(said) > 1:
        st.markdown("\n".join(f"- {each}" for each in said))
    elif said:
        st.markdown(" ".join(said))
