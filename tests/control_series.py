"""Series of results for the tests of control charts, drawn month by month."""

from datetime import date, timedelta
from fractions import Fraction
from statistics import median
from typing import Any

from analytics.bearing.control.baselines import make_control_chart
from analytics.bearing.control.chart import choose_chart, list_points
from analytics.bearing.control.shapes import ControlChart
from analytics.figures.events import Event
from analytics.ground.calendar import add_months, make_year
from analytics.measures import find_measure
from analytics.measures.result import Result


COUNT, RATE, SHARE = "received_1", "ch01_1", "answered_in_time_1"
DAYS, RATIO = "response_days_median_1", "escalation_ratio"


def make_result(name: str, label: str, figure: Any, **changes: Any) -> Result:
    """A result of one month: a count, a median, or (numerator, denominator)."""
    measure = find_measure(name)
    numbers: dict[str, Any] = {"value": figure, "numerator": figure}
    if isinstance(figure, tuple):
        numerator, denominator = figure
        scale = 1000 if name == RATE else 100
        numbers = {
            "value": Fraction(scale * numerator, denominator),
            "numerator": numerator,
            "denominator": denominator,
        }
    elif name == DAYS:
        numbers = {"value": figure, "denominator": 9}
    if figure is None:
        numbers = {}
    given = {
        "measure": measure,
        "period": make_year("2024-25"),
        "group": {"month": label} if label else {},
        "status": "ok" if numbers else "suppressed",
        "shown": str(figure),
        "as_at": "2030-03-31",
        "release": "r",
        "by": ("month",),
    }
    return Result(**{**given, **numbers, **changes})


def name_months(count: int) -> list[str]:
    """So many months from April 2022 on."""
    return [f"{add_months(date(2022, 4, 1), place):%Y-%m}" for place in range(count)]


def make_series(name: str, figures: list[Any]) -> list[Result]:
    """Results of a measure month by month."""
    return [
        make_result(name, label, figure)
        for label, figure in zip(name_months(len(figures)), figures, strict=True)
    ]


def make_event(day: date, label: str = "New system", breaks: bool = True) -> Event:
    return Event(
        event_date=day, date_precision="day", label=label, breaks_baseline=breaks
    )


def chart_of(name: str, figures: list[Any], *events: Any) -> ControlChart:
    return choose_chart(make_series(name, figures), events)


def chart_single(figures: list[float | None], *events: Any) -> ControlChart:
    """An XmR chart of figures that are neither counts nor shares of anything."""
    points = list_points(make_series(DAYS, figures), "month")
    return make_control_chart(find_measure(DAYS), "xmr", points, events, "month")


def chart_waits(months: list[list[int]], *events: Any) -> ControlChart:
    """The chart of answers slower than usual, from the days of each, by month."""
    names = name_months(len(months))
    series = [
        make_result(
            DAYS, name, median(taken) if taken else None, denominator=len(taken)
        )
        for name, taken in zip(names, months, strict=True)
    ]
    waits = [
        (date.fromisoformat(f"{name}-15"), each)
        for name, taken in zip(names, months, strict=True)
        for each in taken
    ]
    return choose_chart(series, events, waits=waits)


def every(days: int, count: int, start: date = date(2022, 4, 1)) -> list[date]:
    """Dates so many days apart."""
    return [start + timedelta(days=days * place) for place in range(count)]
