"""The exact tests against scipy's own, which is a second answer by another hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact

from analytics.bearing.exact import COUNTED_UP_TO, find_conditional, find_fisher


def test_every_table_of_few_cases_has_fisher_s_probability():
    # All tables with bases up to 9: at the ends, with ties, with nobody counted.
    for cases in range(1, 10):
        for other_cases in range(1, 10):
            for counted in range(cases + 1):
                for other in range(other_cases + 1):
                    table = [[counted, cases - counted], [other, other_cases - other]]
                    found = find_fisher(counted, cases, other, other_cases)
                    assert found == pytest.approx(fisher_exact(table).pvalue, rel=1e-9)


@given(st.integers(1, 400), st.integers(1, 400), st.floats(0, 1), st.floats(0, 1))
def test_larger_tables_too(cases, other_cases, share, other_share):
    counted, other = int(share * cases), int(other_share * other_cases)
    table = [[counted, cases - counted], [other, other_cases - other]]
    found = find_fisher(counted, cases, other, other_cases)
    # scipy calls tables alike that differ by a ten-millionth: it works in floats.
    assert found == pytest.approx(fisher_exact(table).pvalue, rel=1e-6, abs=1e-12)


@given(
    st.integers(0, 90),
    st.integers(0, 90),
    st.integers(1, 6000),
    st.integers(1, 6000),
)
def test_two_counts_have_the_conditional_probability(counted, other, homes, others):
    found = find_conditional(counted, other, Fraction(homes), Fraction(others))
    both = counted + other
    # Nothing happened on either side: that is as alike as two counts can be.
    wanted = 1.0
    if both:
        wanted = binomtest(counted, both, homes / (homes + others)).pvalue
    assert found == pytest.approx(wanted, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("extra", [0, 1])
def test_few_and_many_agree_where_one_follows_the_other(extra):
    cases = COUNTED_UP_TO // 2
    table = [[250, cases - 250], [280, cases + extra - 280]]
    found = find_fisher(250, cases, 280, cases + extra)
    assert found == pytest.approx(fisher_exact(table).pvalue, rel=1e-9)
    counted = COUNTED_UP_TO // 2 + extra
    found = find_conditional(counted, 480, Fraction(900), Fraction(1000))
    wanted = binomtest(counted, counted + 480, 900 / 1900).pvalue
    assert found == pytest.approx(wanted, rel=1e-6)


def test_ties_are_counted_however_they_are_rounded():
    # 1 of 3 beside 2 of 3: the mirrored table is exactly as likely, so all are in.
    assert find_fisher(1, 3, 2, 3) == 1.0
    assert find_conditional(2, 4, Fraction(1), Fraction(1)) == 0.6875
