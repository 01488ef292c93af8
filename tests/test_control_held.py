"""Limits that are held: what they rest on, what they judge, and what a break does."""

from datetime import date
from math import sqrt

import pytest
from control_series import (
    COUNT,
    DAYS,
    SHARE,
    chart_of,
    chart_single,
    chart_waits,
    every,
    make_event,
    make_result,
    make_series,
)

from analytics.bearing.control.between import chart_days_between
from analytics.bearing.control.chart import OBSTACLES, choose_chart
from analytics.bearing.control.rules import Signal
from analytics.bearing.control.words import (
    write_chart_reason,
    write_chart_title,
    write_findings,
    write_unjudged,
)
from analytics.drawing.control import describe_control
from analytics.measures import find_measure


# Twelve months about 10, then six about 20.
DOUBLED = [10, 9, 11, 10, 8, 12, 10, 11, 9, 10, 12, 8, 20, 19, 21, 20, 18, 22]


def test_doubled_counts_are_named_month_by_month() -> None:
    chart = chart_of(COUNT, DOUBLED)
    [segment] = chart.segments
    assert (segment.centre, segment.held_from) == (10, 12)
    # 10 + 3 √10 = 19.49 for those they rest on, and 10 + 3 √(10 × 13 / 12) = 19.87 for
    # those they predict: 20, 21, 20 and 22 lie above, 19 and 18 do not.
    assert chart.points[11].upper == pytest.approx(19.4868, abs=1e-4)
    assert chart.points[12].upper == pytest.approx(10 + 3 * sqrt(10 * 13 / 12))
    assert [(each.signal, each.places) for each in chart.findings] == [
        (Signal.OUTSIDE, (12,)),
        (Signal.OUTSIDE, (14,)),
        (Signal.OUTSIDE, (15,)),
        (Signal.OUTSIDE, (17,)),
    ]
    months = [each.split(" is ")[0] for each in write_findings(chart)]
    assert months == ["April 2023", "June 2023", "July 2023", "September 2023"]
    assert "The limits are those of April 2022 to March 2023" in write_chart_reason(
        chart
    )


def test_later_points_do_not_move_limits() -> None:
    before = chart_of(COUNT, DOUBLED[:12])
    after = chart_of(COUNT, DOUBLED)
    assert before.points == after.points[:12]
    # With eleven they are a trial, and the twelfth moves them.
    trial = chart_of(COUNT, DOUBLED[:11])
    assert trial.points[0].limits != before.points[0].limits


def test_a_month_that_is_not_used_is_none_of_the_twelve() -> None:
    # A hidden month among the first: the thirteenth is the twelfth that is known.
    chart = chart_of(COUNT, [*DOUBLED[:5], None, *DOUBLED[5:]])
    assert chart.segments[0].held_from == 13
    assert chart.segments[0].centre == 10


def test_shares_are_predicted_by_whole_cases() -> None:
    # 84 of 84 in a year. Six of the next seven may be, or five: one that is not is no
    # signal, though the share itself would leave no room for it.
    chart = chart_of(SHARE, [*[(7, 7)] * 12, (6, 7), (4, 7)])
    assert chart.points[11].lower == 100
    assert chart.points[12].lower == pytest.approx(500 / 7)
    assert [each.places for each in chart.findings] == [(13,)]


def test_small_counts_are_predicted_by_whole_numbers() -> None:
    # 24 in a year. In the next month more than 7 come with the chance of 0.0017, more
    # than 8 of 0.0004; the year's own limit is 7.
    chart = chart_of(COUNT, [*[2] * 12, 8, 9])
    assert (chart.points[0].upper, chart.points[12].upper) == (7, 8)
    assert [each.places for each in chart.findings] == [(13,)]


def test_after_a_year_of_none_a_first_one_is_no_signal() -> None:
    # Of none in a year more than two come in a month with the chance of 0.0001.
    chart = chart_of(COUNT, [*[0] * 12, 1, 2, 30, 30])
    assert chart.kind == "c"
    assert chart.points[12].upper == 2
    assert [each.places for each in chart.findings] == [(14,), (15,)]


def test_single_figures_are_predicted_by_students_t() -> None:
    # 8 and 10 by turns: mean 9, every range 2. Eleven ranges are worth 11 / 0.826 / 2 =
    # 6.66 degrees of freedom, at which Student's t leaves 0.00135 above 4.64, so that
    # limits are 4.64 / 3 × √(13 / 12) = 1.61 times as far as 2.66 × 2.
    chart = chart_single([8.0, 10.0] * 6 + [9.0])
    assert chart.points[11].upper == pytest.approx(9 + 5.32)
    assert chart.points[12].upper == pytest.approx(9 + 5.32 * 1.61, abs=0.02)


def test_what_was_left_out_of_single_figures_is_said() -> None:
    chart = chart_single([5.0, 6, 5, 6, 5, 6, 46, 6, 5, 6, 5, 6, 5])
    assert "leave out 2 steps from one month to the next" in write_chart_reason(chart)
    assert "leave out" not in write_chart_reason(chart_single([5.0, 6.0] * 6))


def test_twelve_times_between_are_held_once_they_span_a_year() -> None:
    measure = find_measure("received_2")
    # Every 20 days: the twelfth ends after 240 days, the nineteenth after 380.
    chart = chart_days_between(measure, every(20, 30))
    assert chart.segments[0].held_from == 19
    # Every 40 days: the twelfth ends after 480.
    chart = chart_days_between(measure, every(40, 30))
    assert chart.segments[0].held_from == 12
    # Within a year none are held, and all make the limits.
    chart = chart_days_between(measure, every(20, 15))
    assert chart.segments[0].held_from == 14
    assert not chart.is_trial


# ---- A break.


def test_until_it_has_twelve_a_new_stretch_is_judged_by_the_one_before() -> None:
    event = make_event(date(2023, 4, 1))
    chart = chart_of(COUNT, DOUBLED, event)
    first, second = chart.segments
    assert second.borrows
    assert second.baseline is first.baseline
    assert [each.places for each in chart.findings] == [(12,), (14,), (15,), (17,)]
    assert write_findings(chart)[0] == (
        "April 2023 is outside the limits of April 2022 to March 2023, above them: 20 "
        "stage 1 complaints, where 1 to 19 would be usual; it has also been "
        "recorded differently since April 2023."
    )
    reason = write_chart_reason(chart)
    assert (
        "April 2023 to September 2023: 6 months, and limits of their own want 12; "
        "until then they are set against those of April 2022 to March 2023."
    ) in reason


def test_with_twelve_a_new_stretch_has_limits_of_its_own() -> None:
    chart = chart_of(COUNT, [*DOUBLED[:12], *[20] * 12], make_event(date(2023, 4, 1)))
    assert [each.borrows for each in chart.segments] == [False, False]
    assert [each.centre for each in chart.segments] == [10, 20]
    assert chart.findings == ()


def test_the_last_stretch_with_limits_is_borrowed_from() -> None:
    # A year of 10, three months of 20, three of 20 after another break.
    chart = chart_of(
        COUNT,
        [*DOUBLED[:12], *[20] * 6],
        make_event(date(2023, 4, 1)),
        make_event(date(2023, 7, 1), "Second system"),
    )
    assert [each.borrows for each in chart.segments] == [False, True, True]
    assert "recorded differently since July 2023" in write_findings(chart)[-1]


def test_a_shift_away_from_a_borrowed_average_says_whose_it_is() -> None:
    event = make_event(date(2023, 4, 1))
    chart = chart_of(COUNT, [*[9, 11] * 6, *[13] * 10], event)
    assert write_findings(chart) == [
        "April 2023 to January 2024: 10 in a row are above the average of April 2022 "
        "to March 2023, 10.0, a shift; it has also been recorded differently since "
        "April 2023."
    ]


def test_no_run_reaches_over_a_break() -> None:
    above = [*[9, 11] * 6, *[13] * 12]
    [shift] = chart_of(COUNT, above).findings
    assert shift.places == tuple(range(11, 24))
    event = make_event(date(2023, 8, 1))
    # Five of them before it, eight after: no nine.
    assert chart_of(COUNT, above, event).findings == ()


# ---- Runs of shares.


def test_where_the_centre_is_far_from_the_median_a_run_says_nothing() -> None:
    # 95 of 100: of seven more than 6.65 are counted in seven of ten months, so that
    # nine full months on end are as usual as not. Nine months below are not.
    full = [(19, 20), (7, 7), (5, 6)] * 4
    chart = chart_of(SHARE, [*full, *[(7, 7)] * 9])
    assert chart.points[15].limits is not None
    assert chart.points[15].limits.likely == 1
    assert chart.findings == ()
    [shift] = [
        each
        for each in chart_of(SHARE, [*full, *[(6, 7)] * 9]).findings
        if each.signal is Signal.SHIFT
    ]
    assert not shift.is_high


# ---- Answers slower than usual.


def test_days_are_charted_as_the_share_of_answers_slower_than_usual() -> None:
    # In the first year every month has 6, 7, 8, 9 and 10 days: the middle is 8, and two
    # of five took more. Then five months in which all took 12.
    chart = chart_waits([[6, 7, 8, 9, 10]] * 12 + [[12] * 5] * 5)
    assert (chart.kind, chart.sign, chart.ceiling) == ("slow", "%", 100)
    [segment] = chart.segments
    assert segment.baseline is not None
    assert segment.baseline.usual == 8
    assert segment.centre == 40
    assert [point.value for point in chart.points] == [40] * 12 + [100] * 5
    assert (
        "Longer than usual is more than 8 working days, the figure of April 2022"
        in (write_chart_reason(chart))
    )
    assert write_chart_title(chart).startswith(
        "Answers that took longer than usual (% of stage 1 complaints answered), p"
    )


def test_months_of_slow_answers_stand_out() -> None:
    # 2 of 5 are usual. Of 20 answers that took 12 days all took longer.
    chart = chart_waits([[6, 7, 8, 9, 10]] * 12 + [[12] * 20])
    [sentence] = write_findings(chart)
    assert sentence == (
        "April 2023 is outside the limits, above them: 20 of 20 stage 1 complaints "
        "answered took more than 8 working days (100.0%), where 5.0% to 80.0% would "
        "be usual. That is for the worse."
    )
    text = describe_control(chart)
    assert "April 2023 100.0%, outside the limits" in text
    assert "centre 40.0%, usual" in text


def test_quick_answers_are_for_the_better() -> None:
    chart = chart_waits([[6, 7, 8, 9, 10]] * 12 + [[3] * 40])
    [sentence] = write_findings(chart)
    assert "below them: 0 of 40" in sentence
    assert sentence.endswith("That is for the better.")


def test_each_stretch_has_its_own_usual_and_a_short_one_borrows_it() -> None:
    months = [[6, 7, 8, 9, 10]] * 12 + [[1, 2, 3, 4, 5]] * 12 + [[3, 3, 4, 4, 5]] * 3
    breaks = [make_event(date(2023, 4, 1)), make_event(date(2024, 4, 1), "Third")]
    chart = chart_waits(months, *breaks)
    usual = [each.baseline and each.baseline.usual for each in chart.segments]
    assert usual == [8, 3, 3]
    assert [point.value for point in chart.points[24:]] == [60, 60, 60]


def test_months_with_few_answers_count_in_the_average_alone() -> None:
    chart = chart_waits([[6, 7, 8, 9, 10]] * 11 + [[20]] + [[20, 30]])
    assert chart.points[11].unjudged == chart.points[12].unjudged == "few"
    # 22 and one of 56; the last comes after the twelve.
    assert chart.segments[0].centre == pytest.approx(100 * 23 / 56)
    assert write_unjudged(chart) == [
        "March 2023 and April 2023 are drawn and not judged: fewer than 5 cases.",
        "The cases of 1 of them still count in the average.",
    ]


def test_without_the_days_of_each_answer_there_is_no_chart() -> None:
    chart = choose_chart(make_series(DAYS, [8, 9] * 6))
    assert (chart.kind, chart.why) == ("none", OBSTACLES["waits"])


def test_nine_in_ten_have_a_chart_too() -> None:
    # 1 to 10 each month: nine in ten took 9 days or fewer.
    series = [
        make_result("response_days_p90_1", f"2022-{month:02}", 9, denominator=10)
        for month in range(4, 13)
    ]
    waits = [
        (date(2022, month, 3), taken)
        for month in range(4, 13)
        for taken in range(1, 11)
    ]
    chart = choose_chart(series, waits=waits)
    assert chart.segments[0].baseline is not None
    assert chart.segments[0].baseline.usual == 9
    assert chart.segments[0].centre == 10
