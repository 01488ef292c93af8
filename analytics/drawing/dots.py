"""Dots with their intervals, on a common scale."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analytics.drawing.charts import (
    PERCENT,
    ROW_HEIGHT,
    Form,
    escape_label,
    make_figure,
    number,
    wrap,
)
from analytics.drawing.palette import (
    BAND,
    LANDLORD,
    PAPER,
    QUIET,
)
from analytics.drawing.places import find_side
from analytics.measures.result import Result
from analytics.words.cells import write_mark
from analytics.words.names import name_results


LINE_HEIGHT = 18


def draw_dots(results: Sequence[Result]) -> go.Figure:
    """Shares or rates as dots on a common scale, each with its interval as a bar.

    A provisional share is drawn from all of what is open late to all of it in time.
    Groups without a case are left to the table.
    """
    results = [each for each in results if each.is_total or each.status != "undefined"]
    measure = results[0].measure
    labels = [wrap(name) for name in name_results(results)]
    lines = max(label.count("<br>") + 1 for label in labels)
    row = max(ROW_HEIGHT + 12, LINE_HEIGHT * lines + 10)
    height = 74 + row * max(len(results), 2)
    figure = make_figure(measure.axis_title, height, results)
    # Bars of one row lie over each other, not side by side.
    figure.layout.barmode = "overlay"
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
