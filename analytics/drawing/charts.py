"""What charts have in common: the house style, labels and events.

Their words come from the measure and from words/ alone. Each form of chart stands by
the function that draws it, with its name: what it is called where it cannot be seen.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from analytics.drawing.palette import (
    FONT,
    GRID,
    INK,
    PAPER,
    QUIET,
)
from analytics.measures.result import Result
from analytics.words.notes import write_marks


# No toolbar: its buttons are eight stops of the keyboard on every chart.
CONFIG = {"displayModeBar": False, "responsive": True}

PERCENT = {"tickvals": [0, 50, 100], "ticktext": ["0%", "50%", "100%"]}

# Room above the marks for the labels of events.
HEADROOM = 1.75

# Below about this many pixels tick labels are cut off.
ROW_HEIGHT = 34
MARGIN = {"l": 8, "r": 24, "t": 44, "b": 8}


@dataclass(frozen=True)
class Form:
    """A form of chart: its name, and the function that draws results in it."""

    name: str
    draw: Callable[[Sequence[Result]], go.Figure]

    def __call__(self, results: Sequence[Result]) -> go.Figure:
        """A chart of some results."""
        return self.draw(results)


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


def number(result: Result) -> float | None:
    """A result's value for plotting; None where there is no figure."""
    return None if result.value is None else float(result.value)


def is_part(result: Result) -> bool:
    """Whether a part of a trend is provisional or only partly covered."""
    return result.is_provisional or result.is_part


def mark_events(
    figure: go.Figure, marks: Iterable[tuple[int, str, str]], points: int
) -> None:
    """Thin lines before some of so many points, each with its label beside it.

    A mark is a point's place, a label and how the line is dashed. Labels that follow
    each other stand on three levels, so that none covers the next.
    """
    lines, labels = [], []
    for level, (point, label, dash) in enumerate(marks):
        place = point - 0.5
        on_right = place > points / 2
        ends = {"x0": place, "x1": place, "y0": 0, "y1": 1}
        line = {"color": QUIET, "width": 1, "dash": dash}
        lines.append({"type": "line", "yref": "y domain", "line": line, **ends})
        labels.append(
            {
                "x": place,
                "y": 1 - 0.13 * (level % 3),
                "yref": "paper",
                "yanchor": "top",
                "text": wrap(label, 24),
                "showarrow": False,
                "xanchor": "right" if on_right else "left",
                "align": "right" if on_right else "left",
                "xshift": -4 if on_right else 4,
                "font": {"size": 12, "color": QUIET},
                "bgcolor": PAPER,
            }
        )
    # All at once: plotly looks at every one again for each that is added.
    figure.update_layout(
        shapes=[*figure.layout.shapes, *lines],
        annotations=[*figure.layout.annotations, *labels],
    )
