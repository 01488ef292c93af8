"""The exact tests and the interval of a ratio: by hand, by a slow answer, by scipy."""

from fractions import Fraction
from math import comb, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import binom, hypergeom

from analytics.bearing.exact import (
    COUNTED_UP_TO,
    find_rate_chance,
    find_ratio_interval,
    find_share_chance,
)


def add_mid(own: Fraction, chances: list[Fraction]) -> Fraction:
    """The mid-p from its definition: all less likely ones, and half of those as."""
    less = sum((each for each in chances if each < own), Fraction(0))
    return less + sum((each for each in chances if each == own), Fraction(0)) / 2


def test_every_table_of_few_cases_has_its_mid_p():
    # All tables with bases up to 7: at the ends, with ties, with nobody counted.
    for cases in range(1, 8):
        for others in range(1, 8):
            for both in range(cases + others + 1):
                chances = {
                    part: Fraction(
                        comb(cases, part) * comb(others, both - part),
                        comb(cases + others, both),
                    )
                    for part in range(max(0, both - others), min(cases, both) + 1)
                }
                for part, own in chances.items():
                    found = find_share_chance(part, cases, both - part, others)
                    assert found == float(add_mid(own, list(chances.values())))


# The counts of two shares, and the mid-p that was worked out apart from this code.
@pytest.mark.parametrize(
    ("now", "before", "chance"),
    [
        ((63, 74), (13, 20), 0.038506),
        ((26, 27), (8, 11), 0.034647),
        ((11, 16), (2, 2), 0.745098),
        ((59, 81), (11, 26), 0.006285),
        ((15, 15), (11, 14), 0.049808),
        ((9, 10), (6, 13), 0.056804),
        ((3, 3), (0, 3), 0.05),
        ((9, 9), (0, 9), 0.000021),
    ],
)
def test_shares_have_the_chance_that_was_found_elsewhere(now, before, chance):
    assert round(find_share_chance(*now, *before), 6) == chance


@pytest.mark.parametrize(
    ("now", "before", "chance"),
    [
        ((74, 4202), (20, 4216), 7.95631e-09),
        ((16, 4202), (2, 4216), 0.000430108),
        ((0, 4202), (9, 4216), 0.00291536),
    ],
)
def test_rates_have_the_chance_that_was_found_elsewhere(now, before, chance):
    found = find_rate_chance(now[0], before[0], Fraction(now[1]), Fraction(before[1]))
    assert found == pytest.approx(chance, rel=1e-5)


@given(
    st.integers(0, 60), st.integers(0, 60), st.integers(1, 6000), st.integers(1, 6000)
)
def test_two_counts_have_their_mid_p(counted, other, homes, others):
    both, share = counted + other, Fraction(homes, homes + others)
    chances = [
        comb(both, each) * share**each * (1 - share) ** (both - each)
        for each in range(both + 1)
    ]
    found = find_rate_chance(counted, other, Fraction(homes), Fraction(others))
    assert found == pytest.approx(float(add_mid(chances[counted], chances)), rel=1e-12)


def add_nearly(own: float, chances: list[float]) -> float:
    """The same of rounded probabilities: those that differ by a millionth are alike."""
    alike = sum(each for each in chances if abs(each - own) <= 1e-6 * own)
    return sum(each for each in chances if each < own * (1 - 1e-6)) + alike / 2


@pytest.mark.parametrize("extra", [0, 1])
def test_few_and_many_agree_where_one_follows_the_other(extra):
    cases = COUNTED_UP_TO // 2
    chances = hypergeom.pmf(range(531), 2 * cases + extra, cases, 530)
    wanted = add_nearly(chances[250], chances)
    found = find_share_chance(250, cases, 280, cases + extra)
    assert found == pytest.approx(wanted, rel=1e-6)
    counted = COUNTED_UP_TO // 2 + extra
    chances = binom.pmf(range(counted + 481), counted + 480, 900 / 1900)
    wanted = add_nearly(chances[counted], chances)
    found = find_rate_chance(counted, 480, Fraction(900), Fraction(1000))
    assert found == pytest.approx(wanted, rel=1e-6)


def test_ties_are_counted_half_however_they_are_rounded():
    # 1 of 3 beside 2 of 3: of 20 tables 9 are like it, 9 mirrored, 2 less likely.
    assert find_share_chance(1, 3, 2, 3) == (2 + 18 / 2) / 20
    # The same with bases above what is counted in whole numbers.
    assert find_share_chance(600, 1000, 600, 1000) == pytest.approx(
        find_share_chance(400, 1000, 400, 1000), rel=1e-9
    )


# Counts on homes, how many times one is the other, and the interval of that.
@pytest.mark.parametrize(
    ("now", "before", "interval"),
    [
        ((74, 4202), (20, 4216), (2.296, 6.22)),
        ((16, 4202), (2, 4216), (2.121, 51.621)),
        ((155, 1000), (155, 1000), (0.80008, 1.24988)),
        ((154, 1000), (154, 1000), (0.799, 1.251)),
    ],
)
def test_a_ratio_has_the_interval_that_was_found_elsewhere(now, before, interval):
    found = find_ratio_interval(
        now[0], before[0], Fraction(now[1]), Fraction(before[1])
    )
    # Found elsewhere to three or four digits.
    assert found == pytest.approx(interval, rel=1e-3)


@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.1, 10))
def test_the_interval_of_a_ratio_solves_its_definition(counted, other, homes):
    both = counted + other
    exposure = Fraction(homes)
    lower, upper = find_ratio_interval(counted, other, exposure, Fraction(1))

    def leave_out(share: float, tail: float) -> float:
        mid = binom.cdf(counted, both, share) - binom.pmf(counted, both, share) / 2
        return float(mid - tail)

    if counted:
        share = brentq(leave_out, 1e-12, 1 - 1e-12, (0.975,), xtol=1e-14)
        assert lower == pytest.approx(share / (1 - share) / homes, rel=1e-6)
    else:
        assert lower == 0.0
    if other:
        share = brentq(leave_out, 1e-12, 1 - 1e-12, (0.025,), xtol=1e-14)
        assert upper == pytest.approx(share / (1 - share) / homes, rel=1e-6)
    else:
        assert upper == inf
