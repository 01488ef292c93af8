"""Which points of a control chart stand out: two rules, chosen by their false alarms.

A point outside its limits, and a run of nine on one side of the centre. NHS England's
"Making Data Count" has two more, a trend and two of three near a limit: with limits
that are held, all four find something in three of ten pairs of years in which nothing
changed, and hardly more of what did (`benchmarks/chance.py`). A point without limits
ends every run, because nothing is known of it or it is not to be judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isclose

from analytics.bearing.control.limits import Figures, Limits


class Signal(StrEnum):
    """What can make a point stand out, most telling first."""

    OUTSIDE = "outside"
    SHIFT = "shift"


# What each is called, beside a chart and in every sentence.
WORDS: dict[Signal, str] = {
    Signal.OUTSIDE: "outside the limits",
    Signal.SHIFT: "part of a shift",
}

# So many points on one side of the centre are a shift.
RUN = 9

# Sums of decimals leave a trace: figures as close as this are the same.
TRACE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One signal and the places of the points that show it, in order.

    `is_high` says that they lie above the centre.
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
    """Everything that stands out among the figures of one stretch."""
    return [*list_outside(figures, bounds), *list_shifts(figures, bounds)]


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
    """1 for each point above the centre, -1 below it; 0 where that says nothing.

    It does not on the centre, of a point not judged, and on the side where most points
    of a steady process lie.
    """
    sides = [
        0
        if figure is None or limits is None
        else compare_numbers(figure, limits.centre)
        for figure, limits in zip(figures, bounds, strict=True)
    ]
    return [
        0 if limits is not None and side == limits.likely else side
        for side, limits in zip(sides, bounds, strict=True)
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


def list_shifts(figures: Figures, bounds: Bounds, run: int = RUN) -> list[Finding]:
    """Runs of so many points or more on one side; one on the centre ends a run."""
    return [
        Finding(signal=Signal.SHIFT, is_high=side > 0, places=tuple(places))
        for places, side in list_runs(list_sides(figures, bounds))
        if len(places) >= run
    ]
