"""Single values in a list: a date in words, a value by its label."""

from datetime import date

from analytics.measures.dimensions import DIMENSIONS, NOT_RECORDED


def write_value(value: object, dimension: str = "") -> str:
    """A cell of a list: a date in words, a value by its label."""
    if value is None:
        return NOT_RECORDED
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    text = str(value)
    return DIMENSIONS[dimension].name_value(text) if dimension else text
