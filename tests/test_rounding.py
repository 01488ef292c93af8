"""Half up, once, at the edge: the ties that really occur in this data."""

from decimal import Decimal
from fractions import Fraction

import pytest

from analytics.ground.rounding import write_count, write_rounded


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        # 5 of 16, 11 of 16 and 10 of 16: Python's own round gives 31.2 and 62.
        (Fraction(500, 16), 1, "31.3"),
        (Fraction(1100, 16), 1, "68.8"),
        (Fraction(1000, 16), 1, "62.5"),
        (Fraction(1000, 16), 0, "63"),
        (31.25, 1, "31.3"),
        (Decimal("68.75"), 1, "68.8"),
        (Decimal("0.05"), 1, "0.1"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("3.5"), 0, "4"),
    ],
)
def test_a_tie_goes_up(number, places, text):
    assert write_rounded(number, places) == text


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Fraction(6300, 74), 1, "85.1"),
        (Fraction(74_000, 4202), 1, "17.6"),
        (Fraction(16_000, 4202), 1, "3.8"),
        (100 * Fraction("67.4") / Fraction("188.1"), 1, "35.8"),
        (Fraction(200, 3), 1, "66.7"),
        (Fraction(100, 3), 0, "33"),
        (0, 1, "0.0"),
        (100, 1, "100.0"),
        (7, 0, "7"),
        (Decimal("9.96"), 1, "10.0"),
        (Decimal("1234567.891"), 1, "1,234,567.9"),
        (999.5, 0, "1,000"),
    ],
)
def test_a_number_is_written_with_so_many_places(number, places, text):
    assert write_rounded(number, places) == text


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        # Half up is towards the larger number, so minus 2.5 becomes minus 2.
        (Decimal("-2.5"), 0, "-2"),
        (Decimal("-31.25"), 1, "-31.2"),
        (Decimal("-4.7"), 1, "-4.7"),
        (Decimal("-12.06"), 1, "-12.1"),
        (-1234, 0, "-1,234"),
    ],
)
def test_a_negative_number_keeps_its_sign(number, places, text):
    assert write_rounded(number, places) == text


def test_no_negative_nought_is_written():
    assert write_rounded(Decimal("-0.04"), 1) == "0.0"


def test_a_float_is_taken_as_the_number_it_is():
    # The float 0.15 lies just below 0.15; the Decimal is a tie.
    assert write_rounded(0.15, 1) == "0.1"
    assert write_rounded(Decimal("0.15"), 1) == "0.2"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (4202, "4,202"),
        (Decimal("54.00000000"), "54"),
        (Decimal("67.40000000"), "67.4"),
        (Decimal("188.15"), "188.2"),
        (Fraction(1, 4), "0.3"),
    ],
)
def test_a_count_has_a_decimal_only_where_it_is_not_whole(number, text):
    assert write_count(number) == text
