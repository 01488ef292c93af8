"""Which points of a control chart stand out: NHS England's four rules and no more.

They are those of "Making Data Count" as NHSRplotthedots applies them. A point without
limits ends every run, because nothing is known of it or it is not to be judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import isclose

from analytics.bearing.control.limits import Figures, Limits


class Signal(StrEnum):
    """What can make a point stand out, most telling first."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


# What each is called, beside a chart and in every sentence.
WORDS: dict[Signal, str] = {
    Signal.OUTSIDE: "outside the limits",
    Signal.TREND: "part of a trend",
    Signal.TWO_OF_THREE: "two of three near a limit",
    Signal.SHIFT: "part of a shift",
}

# So many points on one side of the centre are a shift; so many that each rise, or each
# fall, a trend, which is one step fewer.
RUN = 7

# Sums of decimals leave a trace: figures as close as this are the same.
TRACE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One signal and the places of the points that show it, in order.

    `is_high` says that they lie above the centre or, of a trend, that they rise.
    """

    signal: Signal
    is_high: bool
    places: tuple[int, ...]


Bounds = Sequence[Limits | None]


def compare_numbers(one: float, other: float) -> int:
    """1 where the first is larger, -1 where it is smaller, 0 where they are equal."""
    if isclose(one, other, rel_tol=TRACE, abs_tol=TRACE):
        return 0
    return 1 if one > other else -1


def list_findings(figures: Figures, bounds: Bounds) -> list[Finding]:
    """Everything that stands out among the figures of one baseline."""
    return [
        *list_outside(figures, bounds),
        *list_trends(figures, bounds),
        *list_two_of_three(figures, bounds),
        *list_shifts(figures, bounds),
    ]


def list_outside(figures: Figures, bounds: Bounds) -> list[Finding]:
    """The points beyond a limit; one that lies on it is not."""
    return [
        Finding(signal=Signal.OUTSIDE, is_high=beyond > 0, places=(place,))
        for place, beyond in enumerate(list_beyond(figures, bounds))
        if beyond
    ]


def list_beyond(figures: Figures, bounds: Bounds) -> list[int]:
    """1 for each point above its upper limit, -1 below its lower one, else 0."""
    return [
        0
        if figure is None or limits is None
        else max(compare_numbers(figure, limits.upper), 0)
        or min(compare_numbers(figure, limits.lower), 0)
        for figure, limits in zip(figures, bounds, strict=True)
    ]


def list_sides(figures: Figures, bounds: Bounds) -> list[int]:
    """1 for each point above the centre, -1 below it, 0 on it or not judged."""
    return [
        0
        if figure is None or limits is None
        else compare_numbers(figure, limits.centre)
        for figure, limits in zip(figures, bounds, strict=True)
    ]


def list_runs(marks: Sequence[int]) -> list[tuple[range, int]]:
    """The unbroken runs of one mark other than 0: their places, and the mark."""
    runs: list[tuple[range, int]] = []
    start = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] != marks[start]:
            if marks[start]:
                runs.append((range(start, place), marks[start]))
            start = place
    return runs if marks else []


def list_shifts(figures: Figures, bounds: Bounds) -> list[Finding]:
    """Runs of 7 points or more on one side; a point on the centre ends a run."""
    return [
        Finding(signal=Signal.SHIFT, is_high=side > 0, places=tuple(run))
        for run, side in list_runs(list_sides(figures, bounds))
        if len(run) >= RUN
    ]


def list_trends(figures: Figures, bounds: Bounds) -> list[Finding]:
    """Runs of 7 points or more that each rise, or each fall; a tie ends a run."""
    judged = [
        None if limits is None else figure
        for figure, limits in zip(figures, bounds, strict=True)
    ]
    steps = [
        0 if now is None or before is None else compare_numbers(now, before)
        for before, now in pairwise(judged)
    ]
    return [
        Finding(
            signal=Signal.TREND,
            is_high=step > 0,
            # One point more than there are steps.
            places=tuple(range(run.start, run.stop + 1)),
        )
        for run, step in list_runs(steps)
        if len(run) >= RUN - 1
    ]


def list_near(figures: Figures, bounds: Bounds) -> list[bool]:
    """Whether each point lies in the last third before a limit, or on the limit."""
    beyond = list_beyond(figures, bounds)
    return [
        figure is not None
        and limits is not None
        and not outside
        and (
            compare_numbers(figure, limits.near_upper) > 0
            or compare_numbers(figure, limits.near_lower) < 0
        )
        for figure, limits, outside in zip(figures, bounds, beyond, strict=True)
    ]


def list_two_of_three(figures: Figures, bounds: Bounds) -> list[Finding]:
    """Points of which two in three lie near a limit, all three on one side.

    Threes that overlap make one finding, which holds only the points near the limit.
    """
    sides, near = list_sides(figures, bounds), list_near(figures, bounds)
    marks = [0] * len(sides)
    for start in range(len(sides) - 2):
        three = range(start, start + 3)
        if {sides[place] for place in three} in ({1}, {-1}):
            close = [place for place in three if near[place]]
            if len(close) >= 2:
                for place in range(close[0], close[-1] + 1):
                    marks[place] = sides[place]
    return [
        Finding(
            signal=Signal.TWO_OF_THREE,
            is_high=side > 0,
            places=tuple(place for place in run if near[place]),
        )
        for run, side in list_runs(marks)
    ]
