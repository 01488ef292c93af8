"""Signals of a control chart: each rule of DOMAIN 4.1 by hand.

Each drawn series says in a comment how the rule gives what is expected of it."""

from analytics.bearing.control.limits import (
    Limits,
    make_limits,
)
from analytics.bearing.control.rules import Signal, list_findings


# A centre of 10 and limits of 4 and 16: two thirds of the way are 6 and 14.
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


# ---- Rule: a shift is 7 in a row on one side.


def test_seven_in_a_row_on_one_side_are_a_shift_and_six_are_none() -> None:
    assert judge(9, 11, 12, 11, 12, 11, 12, 9) == {}
    assert judge(9, 11, 12, 11, 12, 11, 12, 11, 9) == {"shift": [(1, 2, 3, 4, 5, 6, 7)]}
    assert judge(11, 9, 8, 9, 8, 9, 8, 9)["shift"] == [(1, 2, 3, 4, 5, 6, 7)]


def test_a_longer_run_is_one_shift() -> None:
    assert judge(*[11, 12] * 5)["shift"] == [tuple(range(10))]


def test_a_point_on_the_centre_breaks_a_run() -> None:
    # Six above, one on the centre, six above: never seven.
    assert judge(11, 12, 11, 12, 11, 12, 10, 11, 12, 11, 12, 11, 12) == {}


def test_a_centre_that_decimals_miss_by_a_trace_is_still_the_centre() -> None:
    # 0.1 + 0.2 is 0.30000000000000004 and is no nearer to being above 0.3.
    figures = [0.4, 0.5, 0.4, 0.1 + 0.2, 0.5, 0.4, 0.5]
    assert list_findings(figures, [make_limits(0.3, 9)] * 7) == []


# ---- Rule: a trend is 7 points of which each rises, or each falls.


def test_six_steps_up_are_a_trend_and_five_are_none() -> None:
    # 7, 8 … 13 has 7 points and 6 steps; 10 is on the centre, so no shift.
    assert judge(7, 8, 9, 10, 11, 12, 13) == {"trend": [tuple(range(7))]}
    assert judge(7, 8, 9, 10, 11, 12) == {}


def test_six_steps_down_are_a_trend_that_falls() -> None:
    [finding] = list_findings([13, 12, 11, 10, 9, 8, 7], [FIXED] * 7)
    assert (finding.signal, finding.is_high) == (Signal.TREND, False)


def test_a_tie_breaks_a_trend() -> None:
    # Four steps, a tie, three steps.
    assert judge(7, 8, 9, 10, 11, 11, 12, 13, 13.5) == {}


def test_a_turn_ends_a_trend_and_its_top_belongs_to_both_ways() -> None:
    figures = [7, 8, 9, 10, 11, 12, 13, 12, 11, 10, 9, 8, 7]
    assert judge(*figures)["trend"] == [tuple(range(7)), tuple(range(6, 13))]


# ---- Rule: two of three between two thirds of the limit and the limit.


def test_two_of_three_near_a_limit_on_one_side() -> None:
    # Two thirds of the way up is 14: 14.5 and 15 are near; 11 is on the same side.
    assert judge(9, 14.5, 11, 15, 9) == {"two_of_three": [(1, 3)]}
    assert judge(9, 5.5, 9, 5, 11) == {"two_of_three": [(1, 3)]}


def test_the_third_must_lie_on_the_same_side() -> None:
    assert judge(11, 14.5, 9, 15, 9) == {}
    # On the centre is on neither side.
    assert judge(11, 14.5, 10, 15, 9) == {}


def test_near_ends_at_the_two_thirds_line_and_holds_the_limit_itself() -> None:
    # 14 lies on the line and is not beyond it; 16 lies on the limit, not outside.
    assert judge(9, 14, 14, 14, 9) == {}
    assert judge(9, 16, 16, 11, 9) == {"two_of_three": [(1, 2)]}


def test_a_point_outside_is_not_near_but_may_be_the_third() -> None:
    # 17 is outside. With 15 and 15 it makes three on one side, two of them near.
    found = judge(9, 17, 15, 15, 9)
    assert found == {"outside": [(1,)], "two_of_three": [(2, 3)]}
    assert judge(9, 17, 15, 11, 9) == {"outside": [(1,)]}


def test_threes_that_overlap_are_one_finding() -> None:
    assert judge(9, 15, 15, 15, 15, 9)["two_of_three"] == [(1, 2, 3, 4)]


def test_fewer_than_three_points_are_never_two_of_three() -> None:
    assert judge(15, 15) == {}
    assert judge() == {}


# ---- Gaps.


def test_a_gap_breaks_every_run() -> None:
    assert judge(11, 12, 11, None, 12, 11, 12, 11) == {}
    assert judge(7, 8, 9, None, 10, 11, 12, 13) == {}
    assert judge(9, 15, None, 15, 9) == {}


def test_a_point_without_limits_is_not_judged_and_breaks_runs() -> None:
    bounds: list[Limits | None] = [FIXED] * 8
    bounds[3] = None
    assert list_findings([11, 12, 11, 99, 12, 11, 12, 11], bounds) == []
    assert list_findings([7, 8, 9, 9.5, 10.5, 11, 12, 13], bounds) == []
