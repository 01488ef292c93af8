"""What control charts say of 24 months in which nothing changed, and of a change.

Each series is drawn from one process at the sample landlord's volumes of 2024-25, or at
three times them, and judged by the dashboard's own charts. A signal in an unchanged
series is false; one within the twelve months after a change is what charts are for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

import numpy as np

from analytics.bearing.control.baselines import make_control_chart
from analytics.bearing.control.between import chart_between
from analytics.bearing.control.chart import choose_chart, list_points
from analytics.bearing.control.shapes import ControlChart
from analytics.ground.calendar import add_months, make_year
from analytics.measures import find_measure
from analytics.measures.result import Result
from benchmarks.plain import print_table


MONTHS, FIRST = 24, date(2023, 4, 1)
# A year of stage 1 complaints received, of stage 2 ones, of stage 1 answers and how
# many of those were in time.
STAGE_1, STAGE_2, ANSWERED, IN_TIME = 81, 20, 74, 63

WAITS = "response_days_median_1"
# Working days to an answer, and how often in twenty each occurs.
DAYS = np.repeat([2, 4, 5, 6, 7, 8, 9, 10, 11, 14], [1, 1, 2, 2, 3, 3, 3, 3, 1, 1])

Draw = Callable[[np.random.Generator, float, float], ControlChart]


@dataclass(frozen=True)
class Process:
    """A chart of a process, and what becomes of it: `change` times as much."""

    label: str
    draw: Draw
    changes: tuple[float, ...]


def make_result(
    name: str, month: int, value: Fraction | None, counted: int = 0, cases: int = 0
) -> Result:
    """One month's figure."""
    return Result(
        measure=find_measure(name),
        period=make_year("2024-25"),
        group={"month": f"{add_months(FIRST, month):%Y-%m}"},
        status="ok",
        shown="",
        as_at="2026-03-31",
        release="simulated",
        by=("month",),
        value=value,
        numerator=counted,
        denominator=cases or None,
    )


def list_levels(change: float) -> list[float]:
    """What each month is of the first: the second year is changed."""
    return [1.0] * 12 + [change] * (MONTHS - 12)


def draw_counts(yearly: int, name: str) -> Draw:
    """Counts by month; where they are rare, the days between."""

    def draw(rng: np.random.Generator, times: float, change: float) -> ControlChart:
        counts = [
            rng.poisson(yearly / 12 * times * each) for each in list_levels(change)
        ]
        results = [
            make_result(name, month, Fraction(int(count)), int(count))
            for month, count in enumerate(counts)
        ]
        return choose_chart(results, days=spread_days(rng, counts))

    return draw


def spread_days(rng: np.random.Generator, counts: list[int]) -> list[date]:
    """So many days of each month, by chance."""
    return [
        add_months(FIRST, month) + timedelta(days=int(day))
        for month, count in enumerate(counts)
        for day in rng.integers(0, 28, count)
    ]


def draw_shares(share: float, name: str = "answered_in_time_1") -> Draw:
    """Shares by month, of as many answers as there are."""

    def draw(rng: np.random.Generator, times: float, change: float) -> ControlChart:
        results = []
        for month, level in enumerate(list_levels(change)):
            cases = int(rng.poisson(ANSWERED / 12 * times))
            counted = int(rng.binomial(cases, share * level))
            value = Fraction(100 * counted, cases) if cases else None
            results.append(make_result(name, month, value, counted, cases))
        return choose_chart(results)

    return draw


def draw_waits(rng: np.random.Generator, times: float, change: float) -> ControlChart:
    """Days to an answer."""
    results, waits = [], []
    for month, level in enumerate(list_levels(change)):
        taken = rng.choice(DAYS, rng.poisson(ANSWERED / 12 * times)) * level
        days = [int(each) for each in taken]
        value = Fraction(median(days)) if days else None
        results.append(make_result(WAITS, month, value, cases=len(days)))
        waits += [(add_months(FIRST, month), each) for each in days]
    return choose_chart(results, waits=waits)


def draw_between(rng: np.random.Generator, times: float, change: float) -> ControlChart:
    """Stage 1 complaints between one stage 2 complaint and the next."""
    seconds = [rng.poisson(STAGE_2 / 12 * each) for each in list_levels(change)]
    firsts = [rng.poisson(STAGE_1 / 12 * times)] * MONTHS
    measure = find_measure("received_2")
    return chart_between(
        measure, spread_days(rng, seconds), spread_days(rng, firsts), "others"
    )


def draw_figures(
    rng: np.random.Generator, _times: float, change: float
) -> ControlChart:
    """Normal figures about 50, with a deviation of 5."""
    results = [
        make_result(WAITS, month, Fraction(each), cases=9)
        for month, each in enumerate(rng.normal(50, 5, MONTHS) * list_levels(change))
    ]
    points = list_points(results, "month")
    return make_control_chart(results[0].measure, "xmr", points, (), "month")


PROCESSES = (
    Process("Stage 1 received", draw_counts(STAGE_1, "received_1"), (2, 0.5)),
    Process("Stage 2 received", draw_counts(STAGE_2, "received_2"), (2, 0.5)),
    Process("In time, 85%", draw_shares(IN_TIME / ANSWERED), (0.5, 0.765)),
    Process("In time, 95%", draw_shares(0.95), (0.5, 0.765)),
    Process("Upheld, 73%", draw_shares(0.73, "upheld_share_1"), (0.5, 0.765)),
    Process("Days to an answer", draw_waits, (2, 0.5)),
    Process("Stage 1 between stage 2", draw_between, (2, 0.5)),
    Process("Single figures", draw_figures, (2, 0.5)),
)


def find_signals(
    process: Process, times: float, change: float, series: int, rng: np.random.Generator
) -> tuple[str, float]:
    """Which chart, and in how many of a hundred series something stands out."""
    charts = [process.draw(rng, times, change) for _ in range(series)]
    kinds = [each.kind.removesuffix("_prime") for each in charts]
    kind = max(set(kinds), key=kinds.count)
    return kind, 100 * sum(bool(each.findings) for each in charts) / series


def measure_charts(series: int, seed: int) -> None:
    """Print how often each chart signals where nothing changed, and where something did."""  # noqa: E501
    lines = []
    for process in PROCESSES:
        for times in (1, 3):
            rng = np.random.default_rng(seed)
            kind, false = find_signals(process, times, 1.0, series, rng)
            found = [
                f"× {each:g}: {find_signals(process, times, each, series, rng)[1]:.0f}%"
                for each in process.changes
            ]
            lines.append([process.label, f"× {times}", kind, f"{false:.1f}%", *found])
    print_table(
        f"Anything that stands out in {MONTHS} months, of {series:,} simulated series",
        ("figure", "volume", "chart", "nothing changed", "changed", "changed"),
        lines,
    )
