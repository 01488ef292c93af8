"""Bars: counts of groups from nought."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analytics.drawing.charts import (
    ROW_HEIGHT,
    Form,
    escape_label,
    make_figure,
    number,
    wrap,
)
from analytics.drawing.palette import (
    LANDLORD,
)
from analytics.measures.result import Result
from analytics.words.cells import write_mark
from analytics.words.names import name_results


def draw_bars(results: Sequence[Result]) -> go.Figure:
    """Counts of groups as horizontal bars from nought, the number at each bar's end."""
    height = 56 + ROW_HEIGHT * max(len(results), 2)
    figure = make_figure(results[0].measure.axis_title, height, results)
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
