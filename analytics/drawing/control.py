"""Drawing control charts: limits step by step, signals by shape, events by name."""

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from analytics.bearing.control.baselines import find_place
from analytics.bearing.control.rules import WORDS, Signal
from analytics.bearing.control.shapes import ControlChart, Point
from analytics.bearing.control.words import (
    write_alt_control,
    write_chart_title,
    write_event,
    write_tick,
)
from analytics.drawing.charts import (
    HEADROOM,
    PERCENT,
    escape_label,
    make_figure,
    mark_events,
    wrap,
)
from analytics.drawing.palette import LANDLORD, PAPER, QUIET
from analytics.figures.events import Event


# A shape for each signal.
SYMBOLS: dict[Signal, str] = {Signal.OUTSIDE: "diamond", Signal.SHIFT: "star"}
USUAL = "circle"
HOLLOW = "circle-open"

SIZE = 7
SIGNAL_SIZE = 12

# So many labels stand side by side on a phone, and every so manieth is written.
MOST_TICKS = 6
TICK_STEPS = (1, 2, 3, 6, 12, 24, 48)

# Short enough that a limit of a single month is still seen to be dashed.
DASHES = "4px,3px"

HEIGHT = 360
LEGEND_LINE = 22


def draw_control(chart: ControlChart, events: Sequence[Event] = ()) -> go.Figure:
    """A control chart; without limits where it has none."""
    entries = list_legend(chart)
    height = HEIGHT + LEGEND_LINE * len(entries)
    figure = make_figure(write_chart_title(chart), height, [])
    draw_limits(figure, chart)
    draw_points(figure, chart)
    for name, looks in entries:
        figure.add_scatter(x=[None], y=[None], name=name, showlegend=True, **looks)
    scale(figure, chart)
    draw_control_events(figure, chart, events)
    figure.update_layout(
        showlegend=True,
        # One below the other, so that words are never cut on a phone.
        legend={
            "orientation": "v",
            "x": 0,
            "xanchor": "left",
            "y": -0.2,
            "yanchor": "top",
            "font": {"size": 13},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    return figure


def describe_control(chart: ControlChart, events: Sequence[Event] = ()) -> str:
    """The alt text of a control chart with the events that are drawn in it."""
    shown = [
        write_event(event.event_date, event.label)
        for event, _ in list_placed(chart, events)
    ]
    return write_alt_control(chart, shown)


def list_legend(chart: ControlChart) -> list[tuple[str, dict[str, object]]]:
    """What the legend names: only what the chart really holds, and how it looks."""
    entries: list[tuple[str, dict[str, object]]] = []
    for signal in Signal:
        if any(signal in point.signals for point in chart.points):
            mark = {"symbol": SYMBOLS[signal], "size": 12, "color": LANDLORD}
            entries.append((WORDS[signal], {"mode": "markers", "marker": mark}))
    if any(point.unjudged and point.value is not None for point in chart.points):
        mark = {"symbol": HOLLOW, "size": 9, "color": LANDLORD}
        entries.append(("not judged", {"mode": "markers", "marker": mark}))
    if chart.has_limits:
        centre = "middle" if chart.is_time_between else "average"
        line = {"color": QUIET, "width": 1.5}
        entries.append((centre, {"mode": "lines", "line": line}))
        limits = {"color": QUIET, "width": 1.5, "dash": DASHES}
        entries.append(("limits of the usual", {"mode": "lines", "line": limits}))
    return entries


def draw_limits(figure: go.Figure, chart: ControlChart) -> None:
    """Centre and limits as steps, each stretch by itself."""
    for segment in chart.segments:
        for name, dash in (("centre", "solid"), ("lower", DASHES), ("upper", DASHES)):
            levels = [
                getattr(point, name)
                for point in chart.points[segment.start : segment.stop]
            ]
            if name == "centre" and segment.has_limits:
                levels = [segment.centre] * len(levels)
            across, up = make_steps(levels, segment.start)
            if across:
                figure.add_scatter(
                    x=across,
                    y=up,
                    mode="lines",
                    line={"color": QUIET, "width": 1.2, "dash": dash},
                    showlegend=False,
                )


def make_steps(
    levels: Sequence[float | None], start: int
) -> tuple[list[float | None], list[float | None]]:
    """The corners of a line that holds each level for the width of its point."""
    across: list[float | None] = []
    up: list[float | None] = []
    for place, level in enumerate(levels, start=start):
        if level is None:
            # A gap in the line, and never two of them.
            if across and across[-1] is not None:
                across.append(None)
                up.append(None)
        else:
            across += [place - 0.5, place + 0.5]
            up += [level, level]
    return across, up


def draw_points(figure: go.Figure, chart: ControlChart) -> None:
    """The figures, joined within a stretch; what stands out by shape and number."""
    for segment in chart.segments:
        places = range(segment.start, segment.stop)
        points = chart.points[segment.start : segment.stop]
        figure.add_scatter(
            x=list(places),
            y=[point.value for point in points],
            mode="lines+markers+text",
            line={"color": LANDLORD, "width": 1},
            marker={
                "color": LANDLORD,
                "symbol": [choose_symbol(point) for point in points],
                "size": [SIGNAL_SIZE if point.signals else SIZE for point in points],
                "line": {"color": PAPER, "width": 1},
                "opacity": 1,
            },
            text=[label_point(point) for point in points],
            textposition="top center",
            textfont={"size": 12},
            cliponaxis=False,
            showlegend=False,
        )


def label_point(point: Point) -> str:
    """The number at a point outside its limits; elsewhere they would run together."""
    return escape_label(point.shown) if Signal.OUTSIDE in point.signals else ""


def choose_symbol(point: Point) -> str:
    """A point's shape: its most telling signal, else whether it is judged."""
    if not point.signals:
        return HOLLOW if point.unjudged else USUAL
    return SYMBOLS[point.signals[0]]


def scale(figure: go.Figure, chart: ControlChart) -> None:
    """Both axes: room above for events, and labels that never run together."""
    tops = [point.upper or 0 for point in chart.points]
    values = [point.value or 0 for point in chart.points]
    top = chart.ceiling or max([*tops, *values, 1])
    low = -0.04 * top
    figure.layout.yaxis.update(
        range=[low, top * HEADROOM], **(PERCENT if chart.ceiling else {})
    )
    step = next(
        (each for each in TICK_STEPS if len(chart.points) <= each * MOST_TICKS),
        TICK_STEPS[-1],
    )
    marked = range(0, len(chart.points), step)
    figure.layout.xaxis.update(
        range=[-0.7, len(chart.points) - 0.3],
        tickvals=list(marked),
        ticktext=[wrap(write_tick(chart, chart.points[at]), 6) for at in marked],
        tickangle=0,
        showgrid=False,
    )


def list_placed(
    chart: ControlChart, events: Sequence[Event]
) -> Iterator[tuple[Event, int]]:
    """The events that fall within a chart, with the place each comes before."""
    for event in events:
        place = find_place(chart.points, event.event_date)
        if place is not None:
            yield event, place


def draw_control_events(
    figure: go.Figure, chart: ControlChart, events: Sequence[Event]
) -> None:
    """Events as thin lines with labels; one that starts a new baseline is solid."""
    marks = [
        (place, event.label, "solid" if event.breaks_baseline else "dot")
        for event, place in list_placed(chart, events)
    ]
    mark_events(figure, marks, len(chart.points))
