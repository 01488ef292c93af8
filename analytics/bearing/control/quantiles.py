"""Limits by quantiles: what so many of a thousand figures of a steady process pass.

Counts, shares and numbers between events are whole and lopsided where they are small,
so that three standard deviations leave out more or less than they promise. Here each
tail holds at most 0.00135, what three of them leave of a normal distribution.

What is `expected` to follow is the process itself where limits are made, and where they
are held its prediction: the same with the little that a baseline tells of the process
allowed for (a prior of Jeffreys, 1946). All functions of whole numbers.
"""

from collections.abc import Callable

import numpy as np
from scipy.special import bdtr, betainc, betaln, gammaln, pdtr


LEFT_OUT = 0.00135

# What Jeffreys' prior adds to a number that was counted.
JEFFREYS = 0.5

# The probability of at most so many.
Cumulative = Callable[[int], float]


def find_usual(expected: Cumulative) -> tuple[int, int]:
    """The least and the most that would be usual."""
    lower = find_first(lambda number: expected(number) > LEFT_OUT)
    upper = find_first(lambda number: 1 - expected(number) <= LEFT_OUT)
    return lower, upper


def find_first(holds: Callable[[int], bool]) -> int:
    """The first whole number from nought on of which something holds, and of all after."""  # noqa: E501
    step = 1
    while not holds(step - 1):
        step *= 2
    first, last = step // 2, step - 1
    while first < last:
        middle = (first + last) // 2
        if holds(middle):
            last = middle
        else:
            first = middle + 1
    return first


def expect_count(mean: float) -> Cumulative:
    """A count of so many on average: Poisson's."""
    return lambda number: float(pdtr(number, mean))


def predict_count(counted: float, size: float, more: float) -> Cumulative:
    """The count of so much more, after so many were counted in a size: Poisson-gamma."""  # noqa: E501
    shape, odds = counted + JEFFREYS, size / (size + more)
    return lambda number: float(betainc(shape, number + 1, odds))


def expect_share(share: float, cases: int) -> Cumulative:
    """How many of so many cases are counted where a share of all is: binomial."""
    return lambda number: float(bdtr(min(number, cases), cases, share))


def predict_share(counted: float, cases: float, more: int) -> Cumulative:
    """How many of so many more, after so many of the cases were: beta-binomial."""
    one, other = counted + JEFFREYS, cases - counted + JEFFREYS
    numbers = np.arange(more + 1)
    ways = gammaln(more + 1) - gammaln(numbers + 1) - gammaln(more - numbers + 1)
    chances = np.exp(
        ways + betaln(numbers + one, more - numbers + other) - betaln(one, other)
    )
    added = np.cumsum(chances)
    return lambda number: float(added[number]) if number < more else 1.0


def expect_between(share: float) -> Cumulative:
    """How many come before the next where a share of all is one: geometric."""
    return lambda number: float(1 - (1 - share) ** (number + 1))


def predict_between(events: int, others: float) -> Cumulative:
    """The same after so many events with others between them: beta-geometric."""
    one, other = events + JEFFREYS, others + JEFFREYS
    start = betaln(one, other)
    return lambda number: float(1 - np.exp(betaln(one, other + number + 1) - start))
