"""The funnel as a chart: peers without names, the landlord as the one labelled dot."""

from math import ceil, log10

import numpy as np
import plotly.graph_objects as go

from analytics.bearing.peers.funnel import (
    LIMITS,
    Funnel,
    Limit,
    write_peer_figure,
    write_place,
    write_position,
    write_widening,
)
from analytics.drawing.charts import PERCENT, escape_label, make_figure
from analytics.drawing.palette import GREY, INK, LANDLORD, PAPER, QUIET
from analytics.measures.result import Result
from analytics.words.names import MADE_UP


HEIGHT = 400
POINTS = 60

SMALL = {"size": 13}

# How the two limits are drawn: the outer one is the fainter.
DASHES: dict[Limit, str] = {"95": "dash", "99.8": "dot"}

# Marks of an axis on which every step is a multiple.
ROUND_STEPS = (1, 3)

# Labels of limits closer than this part of the height would run into each other.
CLOSEST = 0.075


def draw_funnel(result: Result, funnel: Funnel, name: str = "") -> go.Figure:
    """The funnel in which a figure stands: homes or cases across, the measure up."""
    figure = make_figure(result.measure.axis_title, HEIGHT, [result])
    top = find_top(funnel)
    draw_limits(figure, funnel, top)
    draw_average(figure, funnel)
    figure.add_scatter(
        x=funnel.peers.denominators,
        y=funnel.peers.values,
        mode="markers",
        marker={"color": GREY, "size": 6, "opacity": 0.55},
    )
    draw_landlord(figure, funnel, name or "This landlord", top)
    across = "Homes owned" if funnel.measure.is_per_home else name_cases(funnel)
    marks = list_marks(funnel)
    figure.layout.xaxis.update(
        type="log",
        range=[log10(edge) for edge in find_span(funnel)],
        tickvals=marks,
        ticktext=[f"{mark:,}" for mark in marks],
        showgrid=False,
        title={"text": f"{across} (each mark about 3 times the last)", "font": SMALL},
    )
    is_share = not funnel.measure.is_per_home
    figure.layout.yaxis.update(
        range=[-0.03 * top, top], **(PERCENT if is_share else {})
    )
    figure.layout.margin.r = 52
    return figure


def name_cases(funnel: Funnel) -> str:
    """What a share's cases are."""
    is_survey = funnel.peers.measure == "tp09"
    return "Answers" if is_survey else "Complaints"


def find_top(funnel: Funnel) -> float:
    """The upper end of the scale: shares at 100, rates above every dot."""
    if not funnel.measure.is_per_home:
        return 108.0
    return 1.12 * max(float(funnel.peers.values.max()), funnel.value)


def find_span(funnel: Funnel) -> tuple[float, float]:
    """The smallest and largest number of homes or cases, with a little room."""
    cases = np.append(funnel.peers.denominators, funnel.denominator)
    return float(cases.min()) / 1.15, float(cases.max()) * 1.15


def list_marks(funnel: Funnel) -> list[int]:
    """Round numbers of homes or cases along the axis: 1,000, 3,000, 10,000."""
    first, last = find_span(funnel)
    marks = [
        step * 10**power
        for power in range(ceil(log10(last)) + 1)
        for step in ROUND_STEPS
    ]
    return [mark for mark in marks if first <= mark <= last]


def draw_limits(figure: go.Figure, funnel: Funnel, top: float) -> None:
    """The limits as dashed lines, each labelled where it ends."""
    cases = np.geomspace(*find_span(funnel), POINTS)
    ends = []
    for limit in LIMITS:
        lines = funnel.find_limits(limit, cases)
        ends.append((float(lines[0][-1]), float(lines[1][-1])))
        for line in lines:
            figure.add_scatter(
                x=cases,
                y=line,
                mode="lines",
                line={"color": QUIET, "width": 1.5, "dash": DASHES[limit]},
            )
    (low, high), (lowest, highest) = ends
    # Labels are pushed apart where their lines end too close for both.
    label_end(figure, low, "95%")
    label_end(figure, high, "95%")
    label_end(figure, min(lowest, low - CLOSEST * top), "99.8%")
    label_end(figure, max(highest, high + CLOSEST * top), "99.8%")


def label_end(figure: go.Figure, height: float, text: str) -> None:
    """A limit's name, right of where its line ends."""
    figure.add_annotation(
        x=1,
        xref="paper",
        y=height,
        text=text,
        showarrow=False,
        xanchor="left",
        xshift=4,
        font={"size": 12, "color": QUIET},
    )


def draw_average(figure: go.Figure, funnel: Funnel) -> None:
    """The line of all together, named at the end that the landlord leaves free."""
    side = "left" if is_on_right(funnel) else "right"
    figure.add_hline(y=funnel.average, line={"color": INK, "width": 1})
    figure.add_annotation(
        x=0 if side == "left" else 1,
        xref="paper",
        y=funnel.average,
        text=escape_label(f"average of {funnel.group.noun}"),
        showarrow=False,
        xanchor=side,
        # On the other side of its line than the landlord's own label.
        yanchor="top" if funnel.value >= funnel.average else "bottom",
        xshift=4 if side == "left" else -4,
        font={"size": 12, "color": INK},
        bgcolor=PAPER,
        opacity=0.9,
    )


def is_on_right(funnel: Funnel) -> bool:
    """Whether the landlord's dot lies in the right half of the chart."""
    first, last = find_span(funnel)
    return funnel.denominator**2 > first * last


def draw_landlord(figure: go.Figure, funnel: Funnel, name: str, top: float) -> None:
    """The landlord's own dot, the only one with a name."""
    figure.add_scatter(
        x=[funnel.denominator],
        y=[funnel.value],
        mode="markers",
        cliponaxis=False,
        marker={"color": LANDLORD, "size": 13, "line": {"color": PAPER, "width": 2}},
    )
    is_right = is_on_right(funnel)
    is_above = funnel.value >= funnel.average or funnel.value < 0.12 * top
    is_top = funnel.value > 0.85 * top
    figure.add_annotation(
        x=log10(funnel.denominator),
        y=funnel.value,
        text=f"<b>{escape_label(name)}</b> {escape_label(funnel.shown)}",
        showarrow=False,
        xanchor="right" if is_right else "left",
        xshift=-10 if is_right else 10,
        yshift=12 if is_above and not is_top else -12,
        font={"size": 13, "color": LANDLORD},
        bgcolor=PAPER,
        opacity=0.9,
    )


def write_alt_funnel(result: Result, funnel: Funnel, name: str = "") -> str:
    """The alt text of the funnel: what it is, where the landlord stands, how sure."""
    low, high = (
        float(ends[0])
        for ends in funnel.find_limits("95", np.array([funnel.denominator]))
    )
    made_up = f", {MADE_UP}" if result.is_made_up else ""
    sentences = [
        f"Funnel chart. {result.measure.label}, {funnel.peers.year}: "
        f"{len(funnel.peers):,} {funnel.group.noun}, without names.",
        f"{name or 'This landlord'} {funnel.shown}{made_up}, "
        f"{write_place(funnel)} (at 95%).",
        f"The 95% limits for its size are {write_peer_figure(funnel, low)} and "
        f"{write_peer_figure(funnel, high)}.",
        write_position(funnel),
        write_widening(funnel),
    ]
    return " ".join(sentence for sentence in sentences if sentence)
