"""Limits by quantiles: each tail at most 0.00135, against sums worked the long way."""

from collections.abc import Iterator
from fractions import Fraction
from math import comb, exp, factorial, gamma

import pytest
from hypothesis import given
from hypothesis import strategies as some

from analytics.bearing.control.quantiles import (
    LEFT_OUT,
    expect_between,
    expect_count,
    expect_share,
    find_first,
    find_usual,
    predict_between,
    predict_count,
    predict_share,
)


def add_up(chances: Iterator[float]) -> tuple[int, int]:
    """The ends of a distribution, from its probabilities one after the other."""
    lower = None
    total = 0.0
    for number, chance in enumerate(chances):
        total += chance
        if lower is None and total > LEFT_OUT:
            lower = number
        if 1 - total <= LEFT_OUT:
            assert lower is not None
            return lower, number
    raise AssertionError(total)


@pytest.mark.parametrize("wanted", range(40))
def test_the_first_number_that_holds_is_found(wanted: int) -> None:
    assert find_first(lambda number: number >= wanted) == wanted


def test_ends_by_hand() -> None:
    # A mean of 6.75: more than 15 with the chance of 0.00169, more than 16 of 0.00065;
    # none of 0.00117, at most one of 0.00907. So 1 to 16 are usual; 6.75 ± 3 × 2.6
    # lets 0 pass and calls 15 outside.
    assert find_usual(expect_count(6.75)) == (1, 16)
    # 95% of 7: at most three with 0.00019, at most four with 0.00376.
    assert find_usual(expect_share(0.95, 7)) == (4, 7)
    # One in five: more than 28 come between with 0.8 to the 29th, 0.00155; more than 29
    # with 0.00124.
    assert find_usual(expect_between(0.2)) == (0, 29)
    # Where all, or none, are counted, nothing else is usual.
    assert find_usual(expect_share(1, 9)) == (9, 9)
    assert find_usual(expect_share(0, 9)) == (0, 0)


def test_predictions_by_hand() -> None:
    # 84 of 84: of the next seven at most six are with the chance of 0.039, at most five
    # of 0.002, at most four of 0.0001. By the share itself, 100%, six would be outside.
    assert find_usual(predict_share(84, 84, 7)) == (5, 7)
    # None in a year: in the next month more than one with 0.0023, than two with 0.0001.
    assert find_usual(predict_count(0, 12, 1)) == (0, 2)


@given(some.floats(0.05, 40))
def test_counts_are_the_slow_answers(mean: float) -> None:
    chances = (exp(-mean) * mean**each / factorial(each) for each in range(170))
    assert find_usual(expect_count(mean)) == add_up(chances)


@given(some.integers(0, 40), some.integers(1, 40))
def test_shares_are_the_slow_answers(counted: int, cases: int) -> None:
    share = Fraction(min(counted, cases), cases)
    chances = (
        float(comb(cases, each) * share**each * (1 - share) ** (cases - each))
        for each in range(cases + 1)
    )
    assert find_usual(expect_share(float(share), cases)) == add_up(chances)


@given(some.integers(1, 30), some.integers(0, 200))
def test_numbers_between_are_the_slow_answers(events: int, others: int) -> None:
    share = events / (events + others)
    chances = (share * (1 - share) ** each for each in range(5000))
    assert find_usual(expect_between(share)) == add_up(chances)


def find_beta(one: float, other: float) -> float:
    return gamma(one) * gamma(other) / gamma(one + other)


@given(some.integers(0, 50), some.integers(0, 50), some.integers(5, 15))
def test_predicted_shares_are_the_slow_answers(yes: int, no: int, more: int) -> None:
    start = find_beta(yes + 0.5, no + 0.5)
    chances = (
        comb(more, each) * find_beta(yes + each + 0.5, no + more - each + 0.5) / start
        for each in range(more + 1)
    )
    assert find_usual(predict_share(yes, yes + no, more)) == add_up(chances)


@given(some.integers(0, 100), some.integers(6, 36))
def test_predicted_counts_are_the_slow_answers(counted: int, parts: int) -> None:
    def list_chances() -> Iterator[float]:
        shape, stay = counted + 0.5, parts / (parts + 1)
        chance = stay**shape
        for each in range(500):
            yield chance
            chance *= (shape + each) / (each + 1) * (1 - stay)

    assert find_usual(predict_count(counted, parts, 1)) == add_up(list_chances())


@given(some.integers(6, 30), some.integers(0, 120))
def test_predicted_numbers_between_are_the_slow_answers(
    events: int, others: int
) -> None:
    def list_chances() -> Iterator[float]:
        one, other = events + 0.5, others + 0.5
        chance = one / (one + other)
        for each in range(5000):
            yield chance
            chance *= (other + each) / (one + other + each + 1)

    assert find_usual(predict_between(events, others)) == add_up(list_chances())


@given(some.integers(12, 600), some.integers(5, 40))
def test_a_prediction_is_never_narrower(counted: int, cases: int) -> None:
    lower, upper = find_usual(expect_count(counted / 12))
    least, most = find_usual(predict_count(counted, 12, 1))
    assert least <= lower + 1
    assert most >= upper
    of_all = 12 * cases
    share = min(counted, of_all) / of_all
    if 0.1 < share < 0.9:
        lower, upper = find_usual(expect_share(share, cases))
        least, most = find_usual(predict_share(share * of_all, of_all, cases))
        assert least <= lower
        assert most >= upper
