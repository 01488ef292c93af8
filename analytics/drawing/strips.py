"""Strips: one horizontal line for one figure, as a small SVG picture.

A dot for the value, a bar for what chance alone could have made of it, a hollow dot
for the year before, each with its label. They are pictures and not plotly, because
five plotly strips cost five times the server's time and load four megabytes.
"""

from html import escape
from math import ceil

from analytics.bearing.peers.quartiles import Quartiles
from analytics.drawing.palette import (
    BAND,
    FONT,
    GREY,
    INK,
    LANDLORD,
    PAPER,
    PEER_BAND,
    QUIET,
)
from analytics.measures.result import Result
from analytics.words.cells import write_reach
from analytics.words.names import write_period


WIDTH, HEIGHT = 220, 88
# With the label of a band under it.
BANDED = 116
BAND_LABEL = "Pale band: the middle half of"
LEFT, RIGHT = 10, 210
AXIS = 36
LETTER = 7.6
LETTERS = 14


def find_top(result: Result, before: Result | None, band: Quartiles | None) -> float:
    """The right end of a strip: 100 for shares, a round number above all for others."""
    if result.measure.ceiling:
        return float(result.measure.ceiling)
    known = [
        float(end)
        for each in (result, before)
        if each is not None
        for end in (each.value, each.upper)
        if end is not None
    ]
    known += [band.q3] if band else []
    highest = max(known, default=1.0)
    step = 5 if highest > 10 else 1
    return float(max(step, ceil(highest / step) * step))


def draw_strip(
    result: Result, before: Result | None, band: Quartiles | None = None
) -> str:
    """The strip of a result as SVG; an empty line where there is no figure.

    A pale band behind it is the middle half of like landlords.
    """
    top = find_top(result, before, band)

    def place(value: float) -> float:
        return LEFT + (RIGHT - LEFT) * min(max(value / top, 0.0), 1.0)

    marks = [
        draw_rule(LEFT, RIGHT, AXIS, GREY, 1.5),
        draw_text(LEFT, AXIS + 42, "0", "start", QUIET),
        draw_text(RIGHT, AXIS + 42, f"{top:.0f}{result.measure.sign}", "end", QUIET),
    ]
    if band:
        start, end = place(band.q1), place(band.q3)
        marks.insert(
            0,
            f'<rect x="{start:.1f}" y="{AXIS - 13}" width="{max(end - start, 2):.1f}" '
            f'height="26" fill="{PEER_BAND}" stroke="{GREY}" stroke-width="1"/>',
        )
        for height, words in ((60, BAND_LABEL), (75, band.group.noun)):
            marks.append(draw_text(LEFT, AXIS + height, words, "start", QUIET, size=12))
    if result.span is not None:
        start, end = (place(edge) for edge in result.span)
        marks.append(
            f'<rect x="{start:.1f}" y="{AXIS - 6}" width="{max(end - start, 2):.1f}" '
            f'height="12" rx="3" fill="{BAND}" stroke="{LANDLORD}" stroke-width="1"/>'
        )
    if before is not None and before.value is not None:
        spot = place(float(before.value))
        marks.append(
            f'<circle cx="{spot:.1f}" cy="{AXIS}" r="5.5" fill="{PAPER}" '
            f'stroke="{INK}" stroke-width="1.8"/>'
        )
        label = f"{write_period(before.period)}: {before.shown}"
        marks.append(draw_label(spot, AXIS + 25, label, QUIET))
    if result.value is not None:
        spot = place(float(result.value))
        marks.append(f'<circle cx="{spot:.1f}" cy="{AXIS}" r="6.5" fill="{LANDLORD}"/>')
        label = write_reach(result) if result.is_provisional else result.shown
        marks.append(draw_label(spot, AXIS - 16, label, INK, weight=600))
    height = BANDED if band else HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="{FONT}" font-size="{LETTERS}">'
        f"{''.join(marks)}</svg>"
    )


def draw_rule(
    start: float, end: float, height: float, colour: str, width: float
) -> str:
    """A horizontal line."""
    return (
        f'<line x1="{start}" x2="{end}" y1="{height}" y2="{height}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def draw_label(
    spot: float, height: float, text: str, colour: str, weight: int = 400
) -> str:
    """A label centred on a mark, kept inside the picture."""
    half = len(text) * LETTER / 2
    middle = min(max(spot, half + 2), WIDTH - half - 2)
    return draw_text(middle, height, text, "middle", colour, weight)


def draw_text(
    across: float,
    height: float,
    text: str,
    anchor: str,
    colour: str,
    weight: int = 400,
    size: int = LETTERS,
) -> str:
    """A text of a strip."""
    return (
        f'<text x="{across:.1f}" y="{height:.1f}" text-anchor="{anchor}" '
        f'fill="{colour}" font-weight="{weight}" font-size="{size}">'
        f"{escape(text)}</text>"
    )
