"""False alarms and misses: what is said where nothing changed, and where something did.

Pairs of years are simulated from one unchanged process at the sample landlord's
volumes. The overview's own comparisons judge them, and beside them the habit of
painting any difference of two figures red or green. Every colour and every "higher" or
"lower" is false, since nothing has changed. Then years in which something has, and
series of months for the control charts. Run with `python -m benchmarks.chance`.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np

from analytics.bearing.comparison import compare
from analytics.ground.calendar import make_year
from analytics.measures import find_measure
from analytics.measures.base import Rate
from analytics.measures.result import Result
from benchmarks.charts import measure_charts
from benchmarks.plain import print_table


SEED = 20241122
NOW, BEFORE = make_year("2024-25"), make_year("2023-24")

# The overview's figures of 2024-25 that it sets beside the year before: how often, of
# how many. A rate is a Poisson count on so many homes, a share a binomial one.
UNCHANGED = {
    "ch01_1": (74, 4202),
    "upheld_share_1": (59, 81),
    "ch02_1": (63, 74),
    "tp09": (67, 188),
}


def make_result(name: str, counted: int, cases: int) -> Result:
    """A figure with these counts, as a release would give it."""
    measure = find_measure(name)
    scale = 1000 if isinstance(measure, Rate) else 100
    return Result(
        measure=measure,
        period=NOW,
        group={},
        status="ok",
        shown="",
        numerator=counted,
        denominator=cases,
        value=scale * Fraction(counted) / cases,
        as_at="2025-06-30",
        release="simulated",
    )


def make_dice(name: str, rng: np.random.Generator) -> Callable[[int], np.ndarray]:
    """Draws counts of a card from its unchanged process, for so many years."""
    counted, cases = UNCHANGED[name]
    if isinstance(find_measure(name), Rate):
        return lambda years: rng.poisson(counted, years)
    return lambda years: rng.binomial(cases, counted / cases, years)


def find_alarms(
    name: str, years: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """For each year, whether each of the two ways raises an alarm on a card."""
    draw = make_dice(name, rng)
    return judge(name, draw(years), draw(years))


def judge(
    name: str, now: np.ndarray, before: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """For each pair of years, whether each of the two ways raises an alarm."""
    known: dict[tuple[int, int], bool] = {}
    for pair in set(zip(now.tolist(), before.tolist(), strict=True)):
        one, other = (make_result(name, each, UNCHANGED[name][1]) for each in pair)
        found = compare(one, replace(other, period=BEFORE))
        known[pair] = found is not None and found.is_clear
    ours = [known[pair] for pair in zip(now.tolist(), before.tolist(), strict=True)]
    return np.array(ours), now != before


def measure_chance(years: int) -> None:
    """Print the false alarms of every card, both ways, on the same years."""
    rng = np.random.default_rng(SEED)
    alarms = {name: find_alarms(name, years, rng) for name in UNCHANGED}
    lines = [
        [find_measure(name).label, *(write_share(each, years) for each in both)]
        for name, both in alarms.items()
    ]
    ours, painted = (np.array(each) for each in zip(*alarms.values(), strict=True))
    lines.append(
        [
            "Any of them",
            *(
                write_share(np.logical_or.reduce(each), years)
                for each in (ours, painted)
            ),
        ]
    )
    lines.append(
        ["Alarms a year", f"{ours.sum() / years:.2f}", f"{painted.sum() / years:.2f}"]
    )
    print_table(
        f"False alarms in {years:,} simulated years in which nothing changed, set "
        "beside the year before",
        ("figure", "overview", "red and green"),
        lines,
    )


def measure_power(years: int) -> None:
    """Print how often the overview says so of a share that has fallen."""
    rng = np.random.default_rng(SEED)
    lines = []
    for before, now in ((0.85, 0.75), (0.85, 0.65), (0.85, 0.425)):
        cases = UNCHANGED["ch02_1"][1]
        first, second = (rng.binomial(cases, each, years) for each in (before, now))
        alarms, painted = judge("ch02_1", second, first)
        lines.append(
            [
                f"from {before:.0%} to {now:.1%}".replace(".0%", "%"),
                write_share(alarms, years),
                write_share(painted, years),
            ]
        )
    print_table(
        f"A share of {cases} answers in time that has fallen, in {years:,} simulated "
        "years, set beside the year before",
        ("fall", "overview", "red and green"),
        lines,
    )


def write_share(alarms: np.ndarray, years: int) -> str:
    """How many years have an alarm, with their share."""
    return f"{alarms.sum():,} ({100 * alarms.sum() / years:.1f}%)"


if __name__ == "__main__":
    measure_chance(10_000)
    measure_power(10_000)
    measure_charts(2_000, SEED)
