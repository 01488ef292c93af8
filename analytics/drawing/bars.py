"""Bars and columns: counts from nought, and pieces of a whole."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analytics.drawing.charts import (
    HEADROOM,
    ROW_HEIGHT,
    Form,
    escape_label,
    is_part,
    make_figure,
    number,
    wrap,
)
from analytics.drawing.palette import (
    ANSWER_COLOURS,
    ANSWER_TEXT_COLOURS,
    LANDLORD,
    PAPER,
)
from analytics.drawing.places import list_pieces
from analytics.measures.result import Result
from analytics.words.cells import write_mark, write_part_of
from analytics.words.names import name_results, name_value, write_part


def draw_bars(results: Sequence[Result], title: str = "") -> go.Figure:
    """Counts of groups as horizontal bars from nought, the number at each bar's end."""
    height = 56 + ROW_HEIGHT * max(len(results), 2)
    figure = make_figure(title or results[0].measure.axis_title, height, results)
    labels = [wrap(name) for name in name_results(results)]
    figure.add_bar(
        orientation="h",
        y=labels,
        x=[number(result) for result in results],
        text=[escape_label(write_mark(result)) for result in results],
        textposition="outside",
        cliponaxis=False,
        marker={"color": LANDLORD},
    )
    highest = max((number(result) or 0 for result in results), default=0)
    figure.layout.xaxis.update(visible=False, range=[0, max(highest, 1) * 1.25])
    figure.layout.yaxis.update(autorange="reversed", showgrid=False, ticks="", dtick=1)
    return figure


BARS = Form("Bar chart", draw_bars)


def draw_trend(results: Sequence[Result], dimension: str) -> go.Figure:
    """Counts over time as columns; parts not yet complete are hatched."""
    figure = make_figure(results[0].measure.axis_title, 330, results)
    labels = [wrap(write_part(result.group[dimension]), 9) for result in results]
    figure.add_bar(
        x=labels,
        y=[number(result) for result in results],
        text=[escape_label(result.shown) for result in results],
        textposition="outside",
        cliponaxis=False,
        marker={
            "color": LANDLORD,
            "pattern": {
                "shape": ["/" if is_part(result) else "" for result in results],
                "fgcolor": PAPER,
            },
        },
    )
    highest = max((number(result) or 0 for result in results), default=0)
    figure.layout.yaxis.update(range=[0, max(highest, 1) * HEADROOM], tickformat="d")
    figure.layout.xaxis.update(type="category", showgrid=False, nticks=len(labels) + 1)
    return figure


COLUMNS = Form("Column chart", draw_trend)


def draw_survey_answers(results: Sequence[Result]) -> go.Figure:
    """The answers to a survey as one bar of a hundred for each year."""
    bars = list_pieces(results)
    figure = make_figure(results[0].measure.axis_title, 90 + 74 * len(bars), results)
    for place, pieces in enumerate(bars):
        for piece in pieces:
            answer = piece.result.group["answer"]
            figure.add_bar(
                orientation="h",
                y=[piece.result.period.label],
                x=[piece.length],
                base=[piece.start],
                width=0.6,
                text=[write_part_of(piece.result, piece.total)],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": ANSWER_TEXT_COLOURS[answer], "size": 14},
                marker={
                    "color": ANSWER_COLOURS[answer],
                    "line": {"color": PAPER, "width": 2},
                },
                name=name_value("answer", answer),
                legendgroup=answer,
                showlegend=not place,
            )
    figure.update_layout(
        barmode="overlay",
        showlegend=True,
        legend={"orientation": "h", "y": -0.1, "x": 0, "font": {"size": 13}},
    )
    figure.layout.xaxis.update(visible=False, range=[0, 100])
    figure.layout.yaxis.update(type="category", autorange="reversed", showgrid=False)
    return figure


PIECES = Form("Stacked bars", draw_survey_answers)
