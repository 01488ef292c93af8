"""Rounding: half up, once, at the edge, from the exact numerator and denominator.

Python, numpy and DuckDB disagree about ties that occur in this very data (5 of 16 is
31.25%), so no number is rounded anywhere else.
"""

from decimal import Decimal
from fractions import Fraction
from math import floor


Number = int | float | Fraction | Decimal


def write_rounded(number: Number, places: int) -> str:
    """A number with so many decimals, rounded half up, thousands with commas."""
    scale = 10**places
    units = floor(Fraction(number) * scale + Fraction(1, 2))
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), scale)
    return f"{sign}{whole:,}" + (f".{rest:0{places}}" if places else "")


def write_count(number: Number) -> str:
    """A count; weighted ones, which need not be whole, with one decimal."""
    return write_rounded(number, 0 if Fraction(number).denominator == 1 else 1)
