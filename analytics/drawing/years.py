"""Counts of whole years as columns, those that were only printed among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from analytics.drawing.course import find_top
from analytics.drawing.palette import GRID, LANDLORD, PAPER, QUIET, SECOND
from analytics.drawing.svg import (
    Spot,
    draw_box,
    draw_rule,
    draw_svg,
    draw_text,
    find_width,
)


WIDTH, HEIGHT = 344, 190
LEFT, RIGHT, TOP, BOTTOM = 8, 336, 30, 158
WIDEST = 54
NAME_SIZE = 12


@dataclass(frozen=True, kw_only=True)
class YearColumn:
    """One year: its name, its count, and whether rows stand behind all of it.

    `value` is None where the year is not known.
    """

    name: str
    value: float | None
    text: str
    is_whole: bool = True
    # How much of it, at its top, is a second part; empty if it is what fell short.
    upper: float = 0.0
    is_filled: bool = True


def list_spots(columns: Sequence[YearColumn]) -> list[tuple[Spot, Spot]]:
    """Where the lower and the upper part of each column can be pressed.

    What is above a column belongs to its upper part; all to the lower if it has none.
    """
    highest = find_highest(columns)
    step = 100 * (RIGHT - LEFT) / max(len(columns), 1) / WIDTH
    spots = []
    for place, column in enumerate(columns):
        start = 100 * LEFT / WIDTH + step * place
        lower = (column.value or 0) - column.upper
        cut = 100 * (BOTTOM - (BOTTOM - TOP) * lower / highest) / HEIGHT
        cut = cut if column.upper else 0.0
        spots.append((Spot(start, step, cut, 100 - cut), Spot(start, step, 0.0, cut)))
    return spots


def draw_years(columns: Sequence[YearColumn], top: float | None = None) -> str:
    """Columns from nought as SVG; what is printed only, or not complete, is an outline.

    Given a `top`, several pictures are of one scale. Where not every column has room
    for its name and number, every other has, or every third, counted from the last.
    """
    highest = top or find_highest(columns)
    step = (RIGHT - LEFT) / max(len(columns), 1)
    width = min(step * 0.72, WIDEST)
    marks = [draw_rule((LEFT, BOTTOM, RIGHT, BOTTOM), GRID)]
    widths = [
        max(find_width(each.name, NAME_SIZE), find_width(each.text)) for each in columns
    ]
    widest = max(widths, default=0)
    # With a little space between, which the last gives up where it would not fit.
    every = ceil((widest + 6) / step)
    for place, column in enumerate(columns):
        middle = LEFT + step * (place + 0.5)
        height = (BOTTOM - TOP) * (column.value or 0) / highest
        if column.value is not None:
            corner = (middle - width / 2, BOTTOM - height)
            lower, upper = (LANDLORD, SECOND) if column.is_whole else (PAPER, PAPER)
            marks.append(draw_box(corner, (width, height), lower, LANDLORD))
            if column.upper:
                part = (BOTTOM - TOP) * column.upper / highest
                colour = upper if column.is_filled else PAPER
                marks.append(draw_box(corner, (width, part), colour, LANDLORD))
        if (len(columns) - 1 - place) % every:
            continue
        middle = min(max(middle, widest / 2), WIDTH - widest / 2)
        marks += [
            draw_text(middle, BOTTOM + 20, column.name, colour=QUIET, size=NAME_SIZE),
            draw_text(middle, BOTTOM - height - 7, column.text, weight=600),
        ]
    return draw_svg(WIDTH, HEIGHT, marks)


def find_highest(columns: Sequence[YearColumn]) -> float:
    """The upper end of a scale for some columns."""
    return find_top(each.value for each in columns if each.value is not None)
