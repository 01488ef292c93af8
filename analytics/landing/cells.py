"""Cells as the text a csv would hold."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any


def write_text(cell: Any) -> str | None:
    """A cell as text: dates as ISO writes them, numbers plain; None where empty."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | Decimal):
        return write_plain_number(cell)
    if isinstance(cell, datetime):
        return write_moment(cell)
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(abs(round(cell.total_seconds())), 60)
        sign = "-" if cell < timedelta() else ""
        return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell)


def write_plain_number(number: float | Decimal) -> str:
    """A number without exponent, and without a point where it is whole."""
    if isinstance(number, float) and not isfinite(number):
        # No number, and no empty cell either.
        return str(number)
    text = format(Decimal(str(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_moment(moment: datetime) -> str:
    """A moment; only the date where it is midnight and no zone is known.

    Excel keeps times as parts of a day, which are whole seconds but for rounding.
    """
    if moment.tzinfo:
        return moment.isoformat(timespec="seconds")
    if moment.microsecond:
        moment += timedelta(microseconds=500_000)
    if not (moment.hour or moment.minute or moment.second):
        return moment.date().isoformat()
    return moment.isoformat(sep=" ", timespec="seconds")
