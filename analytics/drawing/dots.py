"""Dots with their intervals: on a common scale, or over time."""

from collections.abc import Callable, Mapping, Sequence

import plotly.graph_objects as go

from analytics.bearing.peers.quartiles import Quartiles
from analytics.drawing.charts import (
    HEADROOM,
    PERCENT,
    ROW_HEIGHT,
    Form,
    draw_events,
    escape_label,
    is_part,
    make_figure,
    number,
    split_series,
    wrap,
)
from analytics.drawing.palette import (
    BAND,
    GREY,
    LANDLORD,
    PAPER,
    PEER_BAND,
    QUIET,
)
from analytics.drawing.places import find_side
from analytics.figures.events import Event
from analytics.measures.result import Result
from analytics.words.cells import write_counts, write_mark
from analytics.words.names import name_filters, name_results, write_part


LINE_HEIGHT = 18


def find_none(_result: Result) -> None:
    """No band: other landlords are not set beside these figures."""


def draw_dots(
    results: Sequence[Result],
    title: str = "",
    find_band: Callable[[Result], Quartiles | None] = find_none,
) -> go.Figure:
    """Shares or rates as dots on a common scale, each with its interval as a bar.

    A provisional share is drawn from all of what is open late to all of it in time.
    Groups without a case are left to the table. Behind a figure may stand the middle
    half of like landlords, as a grey band.
    """
    results = [each for each in results if each.is_total or each.status != "undefined"]
    measure = results[0].measure
    labels = [wrap(name) for name in name_results(results)]
    lines = max(label.count("<br>") + 1 for label in labels)
    row = max(ROW_HEIGHT + 12, LINE_HEIGHT * lines + 10)
    height = 74 + row * max(len(results), 2)
    bands = {
        label: find_band(each) for label, each in zip(labels, results, strict=True)
    }
    named = [
        f"grey: middle half of {band.group.noun}" for band in bands.values() if band
    ]
    title = ", ".join([title or measure.axis_title, *dict.fromkeys(named)])
    figure = make_figure(title, height, results)
    # Bars of one row lie over each other, not side by side.
    figure.layout.barmode = "overlay"
    draw_bands(figure, bands)
    for label, result in zip(labels, results, strict=True):
        draw_range(figure, label, result)
    highest = max((number(result) or 0 for result in results), default=0)
    figure.add_scatter(
        y=labels,
        x=[number(result) for result in results],
        mode="markers+text",
        text=[escape_label(write_mark(result)) for result in results],
        textposition=[f"top {find_side(each, highest)}" for each in results],
        cliponaxis=False,
        marker={"color": LANDLORD, "size": 12},
    )
    if measure.ceiling:
        figure.layout.xaxis.update(range=[-4, 104], **PERCENT)
    else:
        figure.layout.xaxis.update(rangemode="tozero")
    figure.layout.yaxis.update(
        autorange=False,
        type="category",
        range=[len(labels) - 0.5, -0.75],
        showgrid=False,
        categoryarray=labels,
        dtick=1,
    )
    return figure


DOTS = Form("Dots with bars", draw_dots)


def draw_bands(figure: go.Figure, bands: Mapping[str, Quartiles | None]) -> None:
    """Grey bands from the first to the third quartile, behind everything else."""
    for label, band in bands.items():
        if band:
            figure.add_bar(
                orientation="h",
                y=[label],
                x=[band.q3 - band.q1],
                base=[band.q1],
                width=0.8,
                marker={"color": PEER_BAND, "line": {"color": GREY, "width": 1}},
            )


def draw_range(figure: go.Figure, label: str, result: Result) -> None:
    """The bar behind a dot: its interval, or what a provisional share can still be."""
    if result.value is None:
        figure.add_annotation(
            y=label,
            x=0,
            xanchor="left",
            text=escape_label(result.shown),
            showarrow=False,
            font={"color": QUIET},
        )
        return
    if result.span is None:
        return
    low, high = result.span
    hatched = {"shape": "/", "fgcolor": LANDLORD, "bgcolor": PAPER}
    figure.add_bar(
        orientation="h",
        y=[label],
        x=[high - low],
        base=[low],
        width=0.3,
        marker={
            "color": BAND,
            "line": {"color": LANDLORD, "width": 1},
            "pattern": hatched if result.is_provisional else {},
        },
    )


def draw_line(
    results: Sequence[Result], dimension: str, events: Sequence[Event] = ()
) -> go.Figure:
    """A share or number of days over time, with its intervals as vertical bars.

    Figures of other filters stand beside the first in grey, named in the title.
    """
    results, *others = split_series(results)
    measure = results[0].measure
    names = [f"grey: {name_filters(each[0], results[0])}" for each in others]
    figure = make_figure(", ".join([measure.axis_title, *names]), 330, results)
    labels = [wrap(write_part(result.group[dimension]), 9) for result in results]
    values = [number(result) for result in results]
    for series in others:
        figure.add_scatter(
            x=labels,
            y=[number(result) for result in series],
            mode="lines+markers",
            cliponaxis=False,
            line={"color": GREY, "width": 2, "dash": "dash"},
            marker={"size": 8, "color": GREY, "symbol": "diamond"},
        )
    figure.add_scatter(
        x=labels,
        y=values,
        mode="lines+markers",
        cliponaxis=False,
        line={"color": LANDLORD, "width": 2},
        marker={
            "size": 10,
            "color": LANDLORD,
            "symbol": [
                "circle-open" if is_part(result) else "circle" for result in results
            ],
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [gap(result.upper, result) for result in results],
            "arrayminus": [-gap(result.lower, result) for result in results],
            "color": GREY,
            "thickness": 6,
            "width": 0,
        },
    )
    # The text stands above the interval, where no bar runs through it.
    figure.add_scatter(
        x=labels,
        y=[
            number(result) if result.upper is None else result.upper
            for result in results
        ],
        mode="text",
        text=[write_point(result) for result in results],
        textposition="top center",
        cliponaxis=False,
    )
    highest = max((value or 0 for value in values), default=0)
    top = measure.ceiling or max(highest, 1)
    figure.layout.yaxis.update(
        range=[0, top * HEADROOM], **(PERCENT if measure.ceiling else {})
    )
    figure.layout.xaxis.update(
        type="category", showgrid=False, range=[-0.5, len(labels) - 0.5]
    )
    draw_events(figure, results, dimension, events)
    return figure


LINE = Form("Line with bars", draw_line)


def gap(end: float | None, result: Result) -> float:
    """How far the end of an interval lies from its value."""
    return 0.0 if end is None or result.value is None else end - float(result.value)


def write_point(result: Result) -> str:
    """The text at a point of a line: counts where they are few, else the figure."""
    if result.measure.has_parts and result.is_ok and result.has_few_cases:
        return write_counts(result)
    return escape_label(result.shown)
