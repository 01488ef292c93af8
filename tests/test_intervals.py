"""Intervals at 95%, against values worked by hand and against scipy's own."""

import pytest
from golden import RATES, WILSON
from scipy.stats import binomtest, chi2, norm

from analytics.ground.intervals import (
    BYAR_FROM,
    Z,
    find_byar_interval,
    find_count_interval,
    find_share_interval,
)


@pytest.mark.parametrize(("numerator", "denominator", "lower", "upper"), WILSON)
def test_a_share_has_wilsons_interval(numerator, denominator, lower, upper):
    found = [100 * end for end in find_share_interval(numerator, denominator)]
    assert found == pytest.approx([lower, upper], abs=0.00006)


@pytest.mark.parametrize(("numerator", "homes", "lower", "upper"), RATES)
def test_a_rate_has_byars_or_the_exact_interval(numerator, homes, lower, upper):
    found = [1000 * end / homes for end in find_count_interval(numerator)]
    assert found == pytest.approx([lower, upper], abs=0.00006)


@pytest.mark.parametrize("denominator", [1, 2, 7, 16, 74, 1000])
def test_wilsons_interval_is_scipys_for_every_numerator(denominator):
    for numerator in range(0, denominator + 1, max(1, denominator // 25)):
        theirs = binomtest(numerator, denominator).proportion_ci(method="wilson")
        ours = find_share_interval(numerator, denominator)
        assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_none_and_all_have_exact_ends():
    assert find_share_interval(0, 5)[0] == 0.0
    assert find_share_interval(5, 5)[1] == 1.0
    assert find_share_interval(0, 5)[1] == pytest.approx(
        1 - find_share_interval(5, 5)[0]
    )


@pytest.mark.parametrize("count", range(BYAR_FROM))
def test_below_ten_the_interval_of_a_count_is_the_exact_poisson_one(count):
    lower = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    upper = chi2.ppf(0.975, 2 * count + 2) / 2
    assert find_count_interval(count) == pytest.approx((lower, upper), rel=1e-9)


@pytest.mark.parametrize("count", [10, 11, 16, 74, 400, 12_000])
def test_from_ten_byars_interval_is_close_to_the_exact_one(count):
    exact = chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2
    assert find_count_interval(count) == find_byar_interval(count)
    assert find_count_interval(count) == pytest.approx(exact, rel=0.002)


@pytest.mark.parametrize("count", [0.5, 3.2, 9.99])
def test_a_weighted_count_below_ten_lies_between_its_neighbours(count):
    below, above = find_count_interval(int(count)), find_count_interval(int(count) + 1)
    lower, upper = find_count_interval(count)
    assert below[0] < lower < above[0] or int(count) + 1 == BYAR_FROM
    assert below[1] < upper < above[1]
    assert lower < count < upper


@pytest.mark.parametrize("share", [0.1, 0.36, 0.5, 0.9])
def test_a_weighted_share_lies_inside_its_interval_and_more_answers_narrow_it(share):
    widths = []
    for denominator in (12.5, 61.7, 188.1):
        lower, upper = find_share_interval(share * denominator, denominator)
        assert 0 < lower < share < upper < 1
        widths.append(upper - lower)
    assert widths == sorted(widths, reverse=True)


def test_the_point_of_the_normal_distribution_is_the_right_one():
    assert pytest.approx(norm.ppf(0.975), abs=1e-15) == Z
