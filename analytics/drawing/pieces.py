"""Bars that are a whole, cut into its groups: one for each year, or a single one."""

from collections.abc import Mapping, Sequence

from analytics.drawing.course import WIDTH
from analytics.drawing.palette import INK, PAPER, QUIET
from analytics.drawing.places import list_pieces
from analytics.drawing.svg import draw_box, draw_svg, draw_text
from analytics.measures.result import Result
from analytics.words.cells import write_part_of
from analytics.words.names import name_value, write_period


BAR, GAP, TITLE = 34, 14, 18
KEY_LINE, KEY_BOX = 20, 12
# A piece narrower than this has no room for its number.
NARROWEST = 40


def draw_pieces(
    results: Sequence[Result],
    dimension: str,
    colours: Mapping[str, str],
    inks: Mapping[str, str],
) -> str:
    """Groups of each period as one bar of a hundred, as SVG, with a key below."""
    bars = list_pieces(results)
    marks = []
    down = 0
    for pieces in bars:
        name = write_period(pieces[0].result.period) if pieces else ""
        marks.append(draw_text(0, down + 13, name, anchor="start", colour=QUIET))
        for piece in pieces:
            group = piece.result.group[dimension]
            start, length = WIDTH * piece.start / 100, WIDTH * piece.length / 100
            corner = (start, down + TITLE)
            marks.append(draw_box(corner, (length, BAR), colours[group], PAPER))
            if length >= NARROWEST:
                text = write_part_of(piece.result, piece.total)
                marks.append(write_inside(start + length / 2, down, text, inks[group]))
        down += TITLE + BAR + GAP
    for name, colour in colours.items():
        marks.append(draw_box((0, down), (KEY_BOX, KEY_BOX), colour))
        label = name_value(dimension, name)
        marks.append(draw_text(KEY_BOX + 8, down + 11, label, anchor="start"))
        down += KEY_LINE
    return draw_svg(WIDTH, down, marks)


def write_inside(middle: float, down: float, text: str, ink: str) -> str:
    """A number inside its piece: without a rim, which would cover the piece."""
    height = down + TITLE + BAR / 2 + 5
    return (
        f'<text x="{middle:.1f}" y="{height:.1f}" text-anchor="middle" '
        f'fill="{ink or INK}">{text}</text>'
    )
