"""The two exact tests: how likely chance alone makes a table at least as unlike.

Two-sided: the probabilities of all tables no likelier than the one at hand are added.
Of few cases they are counted in whole numbers, so that ties are ties; of many scipy's
own tests are asked, which take most of a second to load.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import comb


# Up to so many cases whole numbers are as quick as anything.
COUNTED_UP_TO = 1_000


def find_fisher(
    counted: int, cases: int, other_counted: int, other_cases: int
) -> float:
    """The probability, by Fisher's exact test, for two shares.

    Of `cases` so many are `counted`; likewise of the other. Source: Fisher 1922.
    """
    if cases + other_cases > COUNTED_UP_TO:
        from scipy.stats import fisher_exact

        table = [
            [counted, cases - counted],
            [other_counted, other_cases - other_counted],
        ]
        return float(fisher_exact(table).pvalue)
    return add_unlikely(
        counted,
        weigh_shares(cases, other_cases, counted + other_counted),
        comb(cases + other_cases, counted + other_counted),
    )


def weigh_shares(
    cases: int, other_cases: int, counted: int
) -> Iterator[tuple[int, int]]:
    """Each count that one share can have, with the number of ways to it."""
    for part in range(max(0, counted - other_cases), min(cases, counted) + 1):
        yield part, comb(cases, part) * comb(other_cases, counted - part)


def find_conditional(
    counted: int, other_counted: int, exposure: Fraction, other_exposure: Fraction
) -> float:
    """The probability, by the exact conditional test, for two counts.

    An exposure is what a count is set against: homes, days or another count. Source:
    Przyborowski and Wilenski 1940.
    """
    both = counted + other_counted
    share = exposure / (exposure + other_exposure)
    if both > COUNTED_UP_TO:
        from scipy.stats import binomtest

        return float(binomtest(counted, both, float(share)).pvalue)
    part, whole = share.numerator, share.denominator
    return add_unlikely(counted, weigh_counts(both, part, whole - part), whole**both)


def weigh_counts(both: int, part: int, rest: int) -> Iterator[tuple[int, int]]:
    """Each count that one of the two can have, with its weight, from the one before."""
    weight = rest**both
    for counted in range(both + 1):
        yield counted, weight
        weight = weight * (both - counted) * part // ((counted + 1) * rest)


def add_unlikely(counted: int, weights: Iterator[tuple[int, int]], whole: int) -> float:
    """What part of the whole those weights are that are no heavier than a count's."""
    found = dict(weights)
    return float(
        Fraction(sum(each for each in found.values() if each <= found[counted]), whole)
    )
