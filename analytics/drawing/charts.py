"""Charts from results: their words come from the measure and from words/ alone.

Each way of drawing has its name beside it: what it is called where it cannot be seen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

import plotly.graph_objects as go

from analytics.bearing.peers.quartiles import Quartiles
from analytics.drawing.palette import (
    ANSWER_COLOURS,
    ANSWER_TEXT_COLOURS,
    BAND,
    FONT,
    GREY,
    GRID,
    INK,
    LANDLORD,
    PAPER,
    PEER_BAND,
    QUIET,
)
from analytics.drawing.places import find_side, list_pieces
from analytics.figures.events import Event
from analytics.ground.calendar import name_month, name_quarter, name_year
from analytics.measures.result import Result
from analytics.words.cells import write_counts, write_mark, write_part_of
from analytics.words.names import name_filters, name_results, name_value, write_part
from analytics.words.notes import write_marks


# No toolbar: its buttons are eight stops of the keyboard on every chart.
CONFIG = {"displayModeBar": False, "responsive": True}

PERCENT = {"tickvals": [0, 50, 100], "ticktext": ["0%", "50%", "100%"]}

# Room above the marks for the labels of events.
HEADROOM = 1.75

# Below about this many pixels tick labels are cut off.
ROW_HEIGHT = 34
LINE_HEIGHT = 18
MARGIN = {"l": 8, "r": 24, "t": 44, "b": 8}


@dataclass(frozen=True)
class Form:
    """A form of chart: its name, and the function that draws results in it."""

    name: str
    draw: Callable[..., go.Figure]
    options: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, results: Sequence[Result]) -> go.Figure:
        """A chart of some results."""
        return self.draw(results, **self.options)

    def given(self, **options: Any) -> "Form":
        """The same form, drawn with some options."""
        return replace(self, options={**self.options, **options})


def find_none(_result: Result) -> None:
    """No band: other landlords are not set beside these figures."""


def escape_label(text: str) -> str:
    """A text that plotly draws as it is: it reads a little HTML, links among it."""
    return escape(text, quote=False).replace("\n", " ")


def wrap(text: str, length: int = 26) -> str:
    """A long label on two or more lines, so that it does not crowd out the bars."""
    lines = [""]
    # At plain spaces alone: a space that must not break holds words together.
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= length and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(escape_label(line) for line in lines)


def make_figure(title: str, height: int, results: Sequence[Result]) -> go.Figure:
    """An empty chart in the house style.

    Its title is the axis' label and unit, and what must be said of its figures.
    """
    axis = {
        "fixedrange": True,
        "automargin": True,
        "gridcolor": GRID,
        "zeroline": False,
    }
    # On a phone some 46 letters fit in a line.
    text = wrap(", ".join([title, *write_marks(results)]), 46)
    text = text.replace("made<br>up", "<br>made up")
    extra = 18 * text.count("<br>")
    # In one piece: every later change of a layout is checked anew, and that is slow.
    layout = {
        "height": height + extra,
        "margin": MARGIN | {"t": MARGIN["t"] + extra},
        "showlegend": False,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": FONT, "size": 14, "color": INK},
        "title": {
            "text": text,
            "font": {"size": 14, "color": QUIET, "weight": 400},
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 8 + extra, "l": 8},
        },
        "dragmode": False,
        "hovermode": False,
        "bargap": 0.3,
        "xaxis": {**axis, "nticks": 5},
        "yaxis": {**axis, "nticks": 4},
    }
    return go.Figure(layout=layout)


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


def number(result: Result) -> float | None:
    """A result's value for plotting; None where there is no figure."""
    return None if result.value is None else float(result.value)


def draw_trend(
    results: Sequence[Result], dimension: str, events: Sequence[Event] = ()
) -> go.Figure:
    """Counts over time as columns; parts not yet complete are hatched.

    Figures of other filters are left to the table: on one scale they would dwarf these.
    """
    results = split_series(results)[0]
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
    draw_events(figure, results, dimension, events)
    return figure


COLUMNS = Form("Column chart", draw_trend)


def is_part(result: Result) -> bool:
    """Whether a part of a trend is provisional or only partly covered."""
    return result.is_provisional or result.is_part


def draw_events(
    figure: go.Figure,
    results: Sequence[Result],
    dimension: str,
    events: Sequence[Event],
) -> None:
    """Events as thin lines between the parts of a trend, each with its label."""
    name = {"month": name_month, "quarter": name_quarter, "year": name_year}[dimension]
    places = {result.group[dimension]: place for place, result in enumerate(results)}
    for level, event in enumerate(
        event for event in events if name(event.event_date) in places
    ):
        place = places[name(event.event_date)] - 0.5
        mark_event(figure, place, level, len(results), event.label)


def mark_event(
    figure: go.Figure,
    place: float,
    level: int,
    points: int,
    label: str,
    dash: str = "dot",
) -> None:
    """A thin line between two of so many points, with its label beside it.

    Labels that follow each other stand on three levels, so that none covers the next.
    """
    on_right = place > points / 2
    figure.add_vline(x=place, line={"color": QUIET, "width": 1, "dash": dash})
    figure.add_annotation(
        x=place,
        y=1 - 0.13 * (level % 3),
        yref="paper",
        yanchor="top",
        text=wrap(label, 24),
        showarrow=False,
        xanchor="right" if on_right else "left",
        align="right" if on_right else "left",
        xshift=-4 if on_right else 4,
        font={"size": 12, "color": QUIET},
        bgcolor=PAPER,
    )


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


def split_series(results: Sequence[Result]) -> list[list[Result]]:
    """Results by the filters they were asked with, those asked first coming first."""
    series: dict[tuple[object, ...], list[Result]] = {}
    for result in results:
        series.setdefault(tuple(result.filters.items()), []).append(result)
    return list(series.values())


def gap(end: float | None, result: Result) -> float:
    """How far the end of an interval lies from its value."""
    return 0.0 if end is None or result.value is None else end - float(result.value)


def write_point(result: Result) -> str:
    """The text at a point of a line: counts where they are few, else the figure."""
    if result.measure.has_parts and result.is_ok and result.has_few_cases:
        return write_counts(result)
    return escape_label(result.shown)


def draw_days(results: Sequence[Result], limit: int, longest: int = 45) -> go.Figure:
    """Answers by working days taken, with the Code's limit as a line.

    Anything beyond `longest` working days is put into one last column.
    """
    figure = make_figure(results[0].measure.axis_title, 300, results)
    counts: dict[int, int] = {}
    for result in results:
        taken = result.group["response_days"]
        if result.value is not None and taken.isdigit():
            day = min(int(taken), longest)
            counts[day] = counts.get(day, 0) + int(result.value)
    last = max([*counts, limit + 2])
    days = list(range(last + 1))
    figure.add_bar(
        x=days,
        y=[counts.get(day, 0) for day in days],
        marker={"color": [LANDLORD if day <= limit else GREY for day in days]},
    )
    figure.add_vline(x=limit + 0.5, line={"color": INK, "width": 1.5, "dash": "dash"})
    figure.add_annotation(
        x=limit + 0.5,
        y=1,
        yref="paper",
        text=f"{limit} working days: due without an extension",
        showarrow=False,
        xanchor="right" if limit > last / 2 else "left",
        xshift=-6 if limit > last / 2 else 6,
        font={"size": 12, "color": INK},
        bgcolor=PAPER,
    )
    ticks = [day for day in days if day % 5 == 0]
    names = [f"{day} or more" if day == longest else str(day) for day in ticks]
    figure.layout.xaxis.update(
        tickvals=ticks,
        ticktext=names,
        showgrid=False,
        title={
            "text": "Working days from the start of the clock",
            "font": {"size": 13},
        },
    )
    highest = max([*counts.values(), 1])
    figure.layout.yaxis.update(range=[0, highest * 1.3], tickformat="d")
    return figure


DAYS = Form("Column chart", draw_days)


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
