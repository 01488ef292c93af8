"""Control charts: which one a measure has, how long it must be, where it breaks."""

from datetime import date
from typing import Any

import pytest
from control_series import (
    COUNT,
    RATE,
    RATIO,
    SHARE,
    chart_of,
    chart_single,
    make_event,
    make_result,
    make_series,
    name_months,
)

from analytics.bearing.control.chart import OBSTACLES, choose_chart
from analytics.bearing.control.shapes import NAMES, Unjudged


# ---- Which chart.


@pytest.mark.parametrize(
    ("name", "figures", "kind"),
    [
        (COUNT, [5, 6, 7, 5, 6, 7], "c"),
        (RATE, [(5, 4200), (6, 4210)] * 4, "u"),
        (SHARE, [(7, 10), (8, 10)] * 4, "p"),
    ],
)
def test_the_chart_follows_from_the_measure(
    name: str, figures: list[Any], kind: str
) -> None:
    chart = chart_of(name, figures)
    assert chart.kind == kind
    assert chart.has_limits
    assert chart.is_trial
    assert chart.why.endswith(f" {NAMES[chart.kind]}.")


def test_a_rate_is_for_a_thousand_homes() -> None:
    # 96 complaints on 6 × 4,000 homes: 4 for every 1,000; √(4 / 4) × 3 = 3.
    chart = chart_of(RATE, [(16, 4000)] * 6)
    assert (chart.points[0].lower, chart.points[0].centre) == (1, 4)
    assert chart.points[0].upper == pytest.approx(7)
    # 4 a month are too few for three deviations: more than 11 come with 0.0009.
    chart = chart_of(RATE, [(4, 4000)] * 6)
    assert (chart.points[0].lower, chart.points[0].upper) == (0, 11 / 4)


def test_limits_of_shares_vary_with_the_cases() -> None:
    # 45 of 90 in all: 50%. Of 25 cases 5 to 20 are usual (at most 4 have 0.0005, at
    # most 5 have 0.0020); of 5 any number (none has 0.031).
    chart = chart_of(SHARE, [(13, 25), (12, 25), (13, 25), (2, 5), (3, 5), (2, 5)])
    assert (chart.points[0].lower, chart.points[0].upper) == (20, 80)
    assert (chart.points[3].lower, chart.points[3].upper) == (0, 100)


def test_a_share_of_fewer_than_five_has_no_limits_and_is_not_judged() -> None:
    # The fourth month has 4 cases; none in time would be outside any limits.
    figures = [(9, 10)] * 3 + [(0, 4)] + [(9, 10)] * 3
    chart = chart_of(SHARE, figures)
    point = chart.points[3]
    assert (point.limits, point.unjudged, point.signals) == (None, "few", ())
    # It does count in the average: 54 of 64.
    assert chart.segments[0].centre == pytest.approx(100 * 54 / 64)
    assert chart_of(SHARE, [(9, 10)] * 3 + [(0, 5)] + [(9, 10)] * 3).points[3].signals


def test_shares_of_which_no_month_has_five_have_no_limits() -> None:
    chart = chart_of(SHARE, [(2, 4)] * 8)
    assert not chart.has_limits
    assert chart.segments[0].count == 8


def test_a_ratio_has_no_chart_since_each_of_its_counts_has_one() -> None:
    chart = chart_of(RATIO, [(1, 10), (2, 10)] * 4)
    assert (chart.kind, chart.why) == ("none", OBSTACLES["ratio"])


@pytest.mark.parametrize("figure", [0, 10])
def test_shares_that_are_all_none_or_all_have_no_signal(figure: int) -> None:
    chart = chart_of(SHARE, [(figure, 10)] * 12)
    assert chart.kind == "p"
    assert chart.findings == ()
    assert chart.points[0].lower == chart.points[0].upper == 10 * figure


def test_totals_and_other_filters_are_passed_over() -> None:
    series = make_series(COUNT, [5, 6, 7, 5, 6, 7])
    other = make_result(COUNT, "2022-04", 99, filters={"tenure": ("lcra",)})
    total = make_result(COUNT, "", 36)
    chart = choose_chart([*series, total, other])
    assert [point.value for point in chart.points] == [5, 6, 7, 5, 6, 7]


def test_quarters_have_charts_too() -> None:
    series = [
        make_result(COUNT, "", 9, group={"quarter": f"{year} Q{number}"})
        for year in ("2022-23", "2023-24")
        for number in range(1, 5)
    ]
    chart = choose_chart(series)
    assert (chart.part, chart.kind, len(chart.points)) == ("quarter", "c", 8)
    assert "Each quarter’s number" in chart.why


@pytest.mark.parametrize(
    ("name", "obstacle"),
    [("tp09", "yearly"), ("tp09_answers", "yearly"), ("open_1", "as_at")],
)
def test_what_has_no_course_over_time_has_no_chart(name: str, obstacle: str) -> None:
    chart = choose_chart([make_result(name, "2022-04", None)])
    assert (chart.kind, chart.why) == ("none", OBSTACLES[obstacle])
    assert chart.points == ()


def test_what_was_promised_has_no_chart() -> None:
    chart = choose_chart([make_result("actions_completed", "2022-04", (9, 10))])
    assert (chart.kind, chart.why) == ("none", OBSTACLES["promised"])


def test_nothing_known_has_no_chart() -> None:
    assert choose_chart([make_result(COUNT, "", 4)]).why == OBSTACLES["unknown"]
    assert chart_of(COUNT, [None] * 8).why == OBSTACLES["unknown"]


# ---- Six and twelve points.


@pytest.mark.parametrize(
    ("count", "has_limits", "is_trial"),
    [(5, False, False), (6, True, True), (11, True, True), (12, True, False)],
)
def test_how_many_points_limits_want(
    count: int, has_limits: bool, is_trial: bool
) -> None:
    chart = chart_of(COUNT, ([5, 6] * 6)[:count])
    assert (chart.has_limits, chart.is_trial) == (has_limits, is_trial)


def test_without_limits_nothing_is_judged() -> None:
    chart = chart_of(COUNT, [5, 6, 90, 6, 5])
    assert chart.findings == ()
    assert all(point.limits is None for point in chart.points)


# ---- Breaks.


def test_a_break_starts_a_baseline_in_the_month_it_falls_in() -> None:
    # Ten a month until March 2023; the event of 15 April begins April's.
    event = make_event(date(2023, 4, 15))
    chart = chart_of(COUNT, [10] * 12 + [30] * 12, event)
    assert [(each.start, each.stop) for each in chart.segments] == [(0, 12), (12, 24)]
    assert [each.centre for each in chart.segments] == [10, 30]
    assert [each.label for each in chart.segments] == ["", "New system"]
    assert chart.findings == ()
    # Without the break the second year stands out, month by month and as a shift.
    assert len(chart_of(COUNT, [10] * 12 + [30] * 12).findings) == 13


@pytest.mark.parametrize("day", [date(2022, 10, 1), date(2022, 10, 31)])
def test_the_first_and_last_day_of_a_month_are_in_it(day: date) -> None:
    segments = chart_of(COUNT, [10] * 12, make_event(day)).segments
    assert [each.start for each in segments] == [0, 6]


def test_an_event_that_breaks_nothing_leaves_the_baseline_alone() -> None:
    event = make_event(date(2022, 10, 1), breaks=False)
    assert len(chart_of(COUNT, [10] * 12, event).segments) == 1


@pytest.mark.parametrize("day", [date(2022, 3, 31), date(2023, 4, 1)])
def test_a_break_before_or_after_all_points_starts_nothing(day: date) -> None:
    [segment] = chart_of(COUNT, [10] * 12, make_event(day)).segments
    assert (segment.start, segment.stop) == (0, 12)


def test_a_break_in_the_first_month_names_the_only_baseline() -> None:
    [segment] = chart_of(COUNT, [10] * 12, make_event(date(2022, 4, 1))).segments
    assert segment.label == "New system"


def test_a_stretch_too_short_before_any_limits_has_none() -> None:
    chart = chart_of(COUNT, [10] * 5 + [30] * 12, make_event(date(2022, 9, 1)))
    assert [each.has_limits for each in chart.segments] == [False, True]
    assert all(point.limits is None for point in chart.points[:5])


# ---- Points that are drawn and not judged.


@pytest.mark.parametrize(
    ("changes", "why"), [({"pending": 3}, "provisional"), ({"is_part": True}, "part")]
)
def test_a_last_point_that_can_change_is_neither_used_nor_judged(
    changes: dict[str, Any], why: Unjudged
) -> None:
    series = make_series(COUNT, [10, 11] * 6)
    last = make_result(COUNT, "2023-04", 90, **changes)
    chart = choose_chart([*series, last])
    point = chart.points[-1]
    assert (point.value, point.unjudged) == (90, why)
    assert (point.limits, point.signals) == (None, ())
    assert chart.segments[0].centre == 10.5
    assert chart.segments[0].count == 12


def test_limits_of_single_figures_do_not_run_on_to_a_point_not_judged() -> None:
    chart = chart_single([*[8.0, 10.0] * 6, None, 9.0])
    assert chart.points[11].limits is not None
    assert chart.points[12].limits is None
    assert chart.points[13].limits is not None


def test_hidden_figures_are_gaps() -> None:
    # Eight above the average, one hidden, eight above: no shift.
    chart = chart_of(COUNT, [10] * 12 + [13] * 8 + [None] + [13] * 8)
    point = chart.points[20]
    assert (point.value, point.shown, point.unjudged) == (None, "None", "missing")
    assert chart.findings == ()
    assert chart.segments[0].count == 28


def test_a_month_that_was_not_asked_for_is_a_gap() -> None:
    series = make_series(COUNT, [5] * 9)
    chart = choose_chart([*series[:4], *series[5:]])
    assert [point.value for point in chart.points][3:6] == [5, None, 5]
    assert chart.points[4].label == "2022-08"


def test_months_before_and_after_all_records_are_left_out() -> None:
    none = {"status": "not_covered"}
    series = make_series(COUNT, [None, 5, 6, None, 5, 6, 5, 6, None])
    series[0] = make_result(COUNT, "2022-04", None, **none)
    series[8] = make_result(COUNT, "2022-12", None, **none)
    chart = choose_chart(series)
    assert [point.value for point in chart.points] == [5, 6, None, 5, 6, 5, 6]
    outside = [make_result(COUNT, label, None, **none) for label in name_months(3)]
    assert choose_chart(outside).points == ()
