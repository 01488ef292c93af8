"""Charts of a paper as pictures: the words and colours of the screen, drawn still."""

import io
from collections.abc import Callable, Sequence
from textwrap import wrap
from threading import Lock
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analytics.drawing.palette import (
    ANSWER_COLOURS,
    ANSWER_TEXT_COLOURS,
    BAND,
    GREY,
    GRID,
    INK,
    LANDLORD,
    PAPER,
    QUIET,
)
from analytics.drawing.places import Piece, Side, find_side, list_pieces
from analytics.measures.result import Result
from analytics.papers.fonts import FONT, fit_font
from analytics.papers.markup import clean
from analytics.papers.paper import PaperChart
from analytics.words.cells import write_mark, write_part_of
from analytics.words.names import name_results, name_value, write_part
from analytics.words.notes import write_marks


# In inches: the text of a page of A4, and what a row of a chart needs.
WIDTH = 6.6
ROW = 0.21
TITLE = 0.3
LABELS = 2.0

# Dots to the inch of a picture in a Word document.
SHARP = 200

# Settings are matplotlib's own and shared, so one chart is drawn at a time. A dollar
# is a dollar, and the same chart has the same bytes.
SETTINGS: dict[str, Any] = {
    "font.family": FONT,
    "text.parse_math": False,
    "svg.hashsalt": "paper",
}
ONE_AT_A_TIME = Lock()

# A text that stands to the right of a mark begins at it.
ALIGNED: dict[Side, str] = {"right": "left", "left": "right", "center": "center"}

TEXT: dict[str, Any] = {"fontsize": 8.5, "color": INK}


def draw_chart(chart: PaperChart, form: str, *, is_for_screen: bool = False) -> bytes:
    """A chart as a picture, "svg" or "png", the same bytes every time.

    A paper carries its letters as shapes, to look alike wherever it is opened. On a
    screen the browser sets them, in its own letters where it has no others: the picture
    is a fraction of the bytes, and is drawn sooner.
    """
    stream = io.BytesIO()
    metadata = {"Date": None} if form == "svg" else {"Software": None}
    settings = SETTINGS | ({"svg.fonttype": "none"} if is_for_screen else {})
    with ONE_AT_A_TIME, matplotlib.rc_context(settings):  # type: ignore[arg-type]
        figure = DRAWERS[chart.kind](chart)
        figure.savefig(stream, format=form, dpi=SHARP, metadata=metadata)
    return stream.getvalue()


def make_figure(chart: PaperChart, height: float, left: float) -> tuple[Figure, Axes]:
    """An empty chart: its title above, room for labels at its left."""
    figure = Figure(figsize=(WIDTH, height + TITLE), facecolor=PAPER)
    axes = figure.add_axes(
        (left / WIDTH, 0.0, 1 - (left + 0.1) / WIDTH, height / (height + TITLE))
    )
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=8.5, labelcolor=INK)
    words = ", ".join([chart.title, *write_marks(chart.results)])
    figure.text(
        0, 1 - 0.06 / (height + TITLE), fit(words), fontsize=8.5, color=QUIET, va="top"
    )
    return figure, axes


def fit(text: str, width: int = 0) -> str:
    """A text the font can draw, on several lines if it is wider than that."""
    words = fit_font(clean(text))
    return "\n".join(wrap(words, width)) if width else words


def name_rows(axes: Axes, results: Sequence[Result]) -> None:
    """Labels of rows, the first row at the top."""
    labels = [fit(name, 30) for name in name_results(results)]
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.45, -0.6)


def draw_bars(chart: PaperChart) -> Figure:
    """Counts of groups as bars from nought, the number at each bar's end."""
    results = chart.results
    figure, axes = make_figure(chart, ROW * len(results) + 0.12, LABELS)
    values = [float(result.value or 0) for result in results]
    axes.barh(range(len(results)), values, height=0.62, color=LANDLORD)
    for place, (result, value) in enumerate(zip(results, values, strict=True)):
        axes.annotate(
            fit(write_mark(result)),
            (value, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            **TEXT,
        )
    axes.set_xlim(0, max([*values, 1]) * 1.25)
    axes.set_xticks([])
    name_rows(axes, results)
    return figure


def draw_columns(chart: PaperChart) -> Figure:
    """Counts over time as columns; parts not yet complete are hatched."""
    results = chart.results
    height = 1.35
    figure, axes = make_figure(chart, height, 0.1)
    axes.set_position(
        (0, 0.36 / (height + TITLE), 1, (height - 0.36) / (height + TITLE))
    )
    for place, result in enumerate(results):
        is_open = result.is_provisional or result.is_part
        value = float(result.value or 0)
        axes.bar(
            place,
            value,
            width=0.62,
            color=PAPER if is_open else LANDLORD,
            edgecolor=LANDLORD,
            hatch="////" if is_open else None,
        )
        axes.annotate(
            fit(result.shown, 12),
            (place, value),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            **TEXT,
        )
    labels = [fit(write_part(each.group[chart.dimension]), 9) for each in results]
    axes.set_xticks(range(len(labels)), labels)
    axes.set_yticks([])
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.set_ylim(0, max([float(each.value or 0) for each in results] + [1]) * 1.25)
    axes.set_xlim(-0.6, max(len(results), 4) - 0.4)
    return figure


def draw_dots(chart: PaperChart) -> Figure:
    """Shares as dots, each with its interval, or what it can still become."""
    results = [
        each for each in chart.results if each.is_total or each.status != "undefined"
    ]
    height = (ROW + 0.13) * len(results) + 0.34
    figure, axes = make_figure(chart, height, LABELS + 0.4)
    for place, result in enumerate(results):
        if result.value is None:
            axes.text(
                0, place, fit(result.shown), va="center", fontsize=8.5, color=QUIET
            )
            continue
        draw_range(axes, place, result)
        axes.plot(float(result.value), place, "o", color=LANDLORD, markersize=7)
        axes.annotate(
            fit(write_mark(result)),
            (float(result.value), place),
            xytext=(0, 8),
            textcoords="offset points",
            ha=ALIGNED[find_side(result)],
            **TEXT,
        )
    base = 0.3 / (height + TITLE)
    left = (LABELS + 0.4) / WIDTH
    axes.set_position((left, base, 0.97 - left, height / (height + TITLE) - base))
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlim(-2, 102)
    axes.set_xticks([0, 50, 100], ["0%", "50%", "100%"])
    name_rows(axes, results)
    axes.set_ylim(len(results) - 0.5, -0.8)
    return figure


def draw_range(axes: Axes, place: int, result: Result) -> None:
    """The bar behind a dot."""
    low, high = result.span or (0.0, 0.0)
    axes.barh(
        place,
        high - low,
        left=low,
        height=0.34,
        color=PAPER if result.pending else BAND,
        edgecolor=LANDLORD,
        linewidth=0.8,
        hatch="////" if result.pending else None,
    )


def draw_survey_answers(chart: PaperChart) -> Figure:
    """The answers to a survey as one bar of a hundred for each year."""
    bars = list_pieces(chart.results)
    years = [pieces[0].result.period.label for pieces in bars]
    height = 0.36 * len(years) + 0.45
    figure, axes = make_figure(chart, height, 0.65)
    base = 0.46 / (height + TITLE)
    axes.set_position(
        (0.65 / WIDTH, base, 1 - 0.65 / WIDTH, height / (height + TITLE) - base)
    )
    for place, pieces in enumerate(bars):
        for piece in pieces:
            draw_piece(axes, place, piece)
    axes.set_xlim(0, 100)
    axes.set_xticks([])
    axes.set_yticks(range(len(years)), years)
    axes.set_ylim(len(years) - 0.5, -0.5)
    figure.legend(
        loc="lower left",
        ncols=3,
        fontsize=8,
        frameon=False,
        borderaxespad=0,
        handlelength=1,
        columnspacing=1.4,
        labelcolor=INK,
    )
    return figure


def draw_piece(axes: Axes, place: int, piece: Piece) -> None:
    """One answer of a bar, its share in it; named once for the legend."""
    answer = piece.result.group.get("answer", "")
    axes.barh(
        place,
        piece.length,
        left=piece.start,
        height=0.72,
        color=ANSWER_COLOURS[answer],
        edgecolor=PAPER,
        linewidth=1.5,
        label=None if place else fit(name_value("answer", answer)),
    )
    if piece.length:
        axes.text(
            piece.start + piece.length / 2,
            place,
            fit(write_part_of(piece.result, piece.total)),
            ha="center",
            va="center",
            fontsize=8,
            color=ANSWER_TEXT_COLOURS[answer],
        )


DRAWERS: dict[str, Callable[[PaperChart], Figure]] = {
    "bars": draw_bars,
    "columns": draw_columns,
    "dots": draw_dots,
    "answers": draw_survey_answers,
}
