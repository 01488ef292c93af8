"""Signals of a control chart: both rules by hand.

Each drawn series says in a comment how the rule gives what is expected of it."""

from dataclasses import replace

import pytest

from analytics.bearing.control.limits import Limits, make_limits
from analytics.bearing.control.rules import Signal, list_findings, list_shifts


# A centre of 10 and limits of 4 and 16.
FIXED = make_limits(10, 2)


def judge(*figures: float | None) -> dict[str, list[tuple[int, ...]]]:
    """The places of each signal of a series with limits 4 and 16 about 10."""
    found: dict[str, list[tuple[int, ...]]] = {}
    for each in list_findings(figures, [FIXED] * len(figures)):
        found.setdefault(each.signal, []).append(each.places)
    return found


# ---- Rule: outside the limits.


def test_a_point_beyond_a_limit_is_outside_and_one_on_it_is_not() -> None:
    # Limits 4 and 16: 16 and 4 lie on them; 16.1 and 3.9 lie beyond.
    found = judge(10, 16, 10, 4, 10, 16.1, 10, 3.9, 10)
    assert found == {"outside": [(5,), (7,)]}


# ---- Rule: a shift is 9 in a row on one side.


def test_nine_in_a_row_on_one_side_are_a_shift_and_eight_are_none() -> None:
    nine = [11, 12, 11, 12, 11, 12, 11, 12, 11]
    assert judge(9, *nine[1:], 9) == {}
    assert judge(9, *nine, 9) == {"shift": [tuple(range(1, 10))]}
    assert judge(11, *[20 - each for each in nine])["shift"] == [tuple(range(1, 10))]


@pytest.mark.parametrize(
    ("sides", "places"),
    # What NHSRplotthedots finds with its run of seven.
    [([1] * 6, []), ([1] * 8 + [-1], [tuple(range(8))])],
)
def test_a_run_of_seven_is_what_nhsrplotthedots_finds(
    sides: list[int], places: list[tuple[int, ...]]
) -> None:
    figures = [10 + side for side in sides]
    found = list_shifts(figures, [FIXED] * len(figures), run=7)
    assert [each.places for each in found] == places


def test_a_longer_run_is_one_shift() -> None:
    assert judge(*[11, 12] * 5)["shift"] == [tuple(range(10))]


def test_a_point_on_the_centre_breaks_a_run() -> None:
    # Eight above, one on the centre, eight above: never nine.
    assert judge(*[11, 12] * 4, 10, *[11, 12] * 4) == {}


def test_a_centre_that_decimals_miss_by_a_trace_is_still_the_centre() -> None:
    # 0.1 + 0.2 is 0.30000000000000004 and is no nearer to being above 0.3.
    figures = [0.4, 0.5, 0.4, 0.5, 0.1 + 0.2, 0.5, 0.4, 0.5, 0.4]
    assert list_findings(figures, [make_limits(0.3, 9)] * 9) == []


def test_a_run_on_the_side_where_most_points_lie_is_no_shift() -> None:
    for likely, side in ((1, 12), (-1, 8)):
        bounds = [replace(FIXED, likely=likely)] * 9
        assert list_findings([side] * 9, bounds) == []
        [other] = list_findings([20 - side] * 9, bounds)
        assert other.signal is Signal.SHIFT


# ---- Gaps.


def test_a_gap_breaks_every_run() -> None:
    assert judge(*[11, 12] * 4, None, *[12, 11] * 4) == {}


def test_a_point_without_limits_is_not_judged_and_breaks_runs() -> None:
    bounds: list[Limits | None] = [FIXED] * 10
    bounds[3] = None
    assert list_findings([11, 12, 11, 99, 12, 11, 12, 11, 12, 11], bounds) == []
