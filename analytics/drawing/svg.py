"""Small SVG pictures: their frame, their rules and their texts.

A picture is drawn as wide as a telephone shows it, so that its letters are the size of
a page's own wherever it stands; wider pages put several beside each other.
"""

from html import escape
from typing import NamedTuple

from analytics.drawing.palette import FONT, INK, PAPER


LETTERS = 13
# About how wide a letter of that size is, and one of those that are not.
LETTER, THIN_LETTER = 7.0, 3.2
THIN = " ,."


class Spot(NamedTuple):
    """A part of a picture: from where and how far, in per cent of it."""

    start: float
    width: float
    down: float = 0.0
    height: float = 100.0


def draw_svg(width: int, height: int, marks: list[str]) -> str:
    """A picture made of marks."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{FONT}" '
        f'font-size="{LETTERS}">{"".join(marks)}</svg>'
    )


def draw_text(
    across: float,
    down: float,
    text: str,
    *,
    anchor: str = "middle",
    colour: str = INK,
    weight: int = 400,
    size: int = LETTERS,
) -> str:
    """A text, with a rim of paper round it, so that no line strikes through it."""
    return (
        f'<text x="{across:.1f}" y="{down:.1f}" text-anchor="{anchor}" '
        f'fill="{colour}" font-weight="{weight}" font-size="{size}" '
        f'stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" '
        f'paint-order="stroke">{escape(text)}</text>'
    )


def find_width(text: str, size: int = LETTERS) -> float:
    """About how wide a text is."""
    width = sum(THIN_LETTER if each in THIN else LETTER for each in text)
    return width * size / LETTERS


def draw_rule(
    ends: tuple[float, float, float, float],
    colour: str,
    width: float = 1,
    dash: str = "",
) -> str:
    """A straight line from x1, y1 to x2, y2."""
    x1, y1, x2, y2 = ends
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width}"{dashed}/>'
    )


def draw_box(
    corner: tuple[float, float],
    size: tuple[float, float],
    fill: str,
    stroke: str = "none",
) -> str:
    """A rectangle from its upper left corner."""
    (x, y), (width, height) = corner, size
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" '
        f'height="{max(height, 0):.1f}" fill="{fill}" stroke="{stroke}"/>'
    )


def draw_dot(
    across: float, down: float, radius: float, fill: str, stroke: str = "none"
) -> str:
    """A dot, or a ring."""
    return (
        f'<circle cx="{across:.1f}" cy="{down:.1f}" r="{radius}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="1.8"/>'
    )
