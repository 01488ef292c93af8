"""Where things stand in a chart, whatever draws it: on the screen or on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from analytics.measures.result import Result


Side = Literal["left", "center", "right"]

# Nearer than this part of the scale to an end, a text is put on the other side.
NEAR = 0.2


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One group of a bar that is the whole: from where, how long, both in per cent."""

    result: Result
    start: float
    length: float
    total: Fraction


def find_side(result: Result, highest: float = 0.0) -> Side:
    """On which side of its mark a text stands, so that it stays inside the chart.

    Of figures without a ceiling the scale is as long as the highest of them.
    """
    if result.value is None:
        return "center"
    ceiling = result.measure.ceiling
    value = float(result.value)
    if value < NEAR * (ceiling or highest):
        return "right"
    return "left" if ceiling and value > (1 - NEAR) * ceiling else "center"


def list_pieces(results: Sequence[Result]) -> list[list[Piece]]:
    """The groups of each period one after the other, as a bar that is the whole."""
    bars = []
    for period in dict.fromkeys(result.period for result in results):
        members = [each for each in results if each.period == period]
        total = sum((Fraction(each.counted) for each in members), Fraction())
        pieces, start = [], 0.0
        for result in members:
            length = 100 * float(result.counted / total) if total else 0.0
            pieces.append(Piece(result=result, start=start, length=length, total=total))
            start += length
        bars.append(pieces)
    return bars
