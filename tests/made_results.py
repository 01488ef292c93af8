"""Results made by hand, for tests of what is written and drawn of them."""

from fractions import Fraction
from typing import Any

from analytics.ground.calendar import Period, make_period
from analytics.measures import find_measure
from analytics.measures.base import Count, Median, Rate
from analytics.measures.result import STATUSES, Result


def make(
    name: str,
    numerator: float | None = None,
    denominator: float | None = None,
    *,
    period: str | Period = "2024-25",
    status: str = "ok",
    **facts: Any,
) -> Result:
    """A figure of a measure with these counts, or for a status the lack of one."""
    measure = find_measure(name)
    value = None
    if status == "ok":
        assert numerator is not None
        value = Fraction(str(numerator))
        if not isinstance(measure, Count | Median):
            scale = 1000 if isinstance(measure, Rate) else 100
            value = scale * value / Fraction(str(denominator))
    given = {
        "measure": measure,
        "period": make_period(period) if isinstance(period, str) else period,
        "group": {},
        "status": status,
        "shown": STATUSES[status][0] if value is None else measure.write(value),
        "numerator": None if numerator is None else Fraction(str(numerator)),
        "denominator": None if denominator is None else Fraction(str(denominator)),
        "value": value,
        "as_at": "2025-06-30",
        "release": "2025-06-30.1",
    }
    return Result(**{**given, **facts})


def make_quarters(
    name: str, figures: list[Any], year: int = 2023, **facts: Any
) -> list[Result]:
    """Figures quarter by quarter from April of a year on.

    A count, a pair of counts, or in words why there is none.
    """
    results = []
    for place, figure in enumerate(figures):
        first = year + place // 4
        label = f"{first}-{(first + 1) % 100:02} Q{place % 4 + 1}"
        asked = {"group": {"quarter": label}, "by": ("quarter",), **facts}
        if isinstance(figure, str):
            results.append(make(name, status=figure, period=label[:7], **asked))
        else:
            counts = figure if isinstance(figure, tuple) else (figure,)
            results.append(make(name, *counts, period=label[:7], **asked))
    return results
