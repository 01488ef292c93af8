"""Control charts of rare events: days and cases between one and the next, by hand."""

from datetime import date, timedelta

from control_series import (
    COUNT,
    DAYS,
    RATE,
    chart_of,
    every,
    make_event,
    make_result,
    make_series,
)

from analytics.bearing.control.between import (
    chart_between,
    chart_days_between,
    count_between,
)
from analytics.bearing.control.chart import choose_chart
from analytics.measures import find_measure


# ---- Rare events.


def test_below_two_a_month_counts_have_no_limits() -> None:
    # 23 in 12 months are below 2 a month, 24 are not; nought is a count like any.
    assert chart_of(COUNT, [2] * 12).kind == "c"
    chart = chart_of(COUNT, [2] * 11 + [1])
    assert (chart.kind, chart.is_rare) == ("none", True)
    assert chart.points
    assert chart_of(COUNT, [0] * 12).is_rare
    assert chart_of(RATE, [(1, 4200)] * 12).is_rare
    assert not chart_of(DAYS, [1] * 12).is_rare


def test_with_dates_rare_events_have_a_t_chart() -> None:
    # Cases on the 1st, 5th and 25th of April: 4 and 20 days; records go on to 30 June.
    series = make_series(COUNT, [3, 0, 0])
    days = [date(2022, 4, 25), date(2022, 4, 1), date(2022, 4, 5)]
    chart = choose_chart(series, days=days)
    assert (chart.kind, chart.is_rare) == ("t", True)
    assert [point.value for point in chart.points] == [4, 20, 66]
    assert [point.shown for point in chart.points] == [
        "4 days",
        "20 days",
        "66 days so far",
    ]
    assert chart.points[-1].unjudged == "open"
    assert chart.segments[0].count == 2


def test_the_time_so_far_ends_at_the_as_at_date() -> None:
    series = [
        make_result(COUNT, label, number, as_at="2022-05-10")
        for label, number in (("2022-04", 1), ("2022-05", 0))
    ]
    [point] = choose_chart(series, days=[date(2022, 4, 30)]).points
    assert (point.value, point.last) == (10, date(2022, 5, 10))


def test_time_over_months_not_recorded_is_not_judged() -> None:
    # From 9 April to 2 June lies May, of which nothing is known.
    series = make_series(COUNT, [2, None, 1])
    days = [date(2022, 4, 1), date(2022, 4, 9), date(2022, 6, 2)]
    chart = choose_chart(series, days=days)
    assert [point.unjudged for point in chart.points] == ["", "unrecorded", "open"]


def test_a_long_time_without_one_is_outside() -> None:
    # 5 and 8 days by turns for a year, about 6.3: their limit is some 72 days.
    steps = [5, 8] * 29 + [400] + [5, 8] * 2
    days = [date(2022, 4, 1)]
    for step in steps:
        days.append(days[-1] + timedelta(days=step))
    chart = chart_days_between(find_measure("received_2"), days)
    assert [each.places for each in chart.findings if each.signal == "outside"] == [
        (58,)
    ]
    assert chart.points[58].label == days[59].isoformat()


def test_two_on_one_day_are_nought_days_apart() -> None:
    days = [date(2022, 4, 1), *every(9, 8)]
    chart = chart_days_between(find_measure("received_2"), days)
    assert chart.points[0].value == 0
    assert chart.points[0].shown == "0 days"
    assert chart.points[0].lower is not None


def test_time_that_reaches_over_a_break_belongs_to_no_baseline() -> None:
    # Every 10 days from 1 April; the break on 4 June lies between 31 May and 10 June.
    days = every(10, 20)
    chart = chart_days_between(
        find_measure("received_2"), days, [make_event(date(2022, 6, 4))]
    )
    assert [(each.start, each.count) for each in chart.segments] == [(0, 6), (6, 12)]
    assert chart.points[6].unjudged == "straddles"
    # On the very day of a case, the time up to it still began before.
    chart = chart_days_between(
        find_measure("received_2"), days, [make_event(date(2022, 5, 31))]
    )
    assert chart.points[5].unjudged == "straddles"


def test_no_dates_and_one_have_no_time_between() -> None:
    measure = find_measure("received_2")
    assert chart_days_between(measure, []).points == ()
    assert chart_days_between(measure, [date(2022, 4, 1)]).points == ()
    until = date(2022, 4, 2)
    [point] = chart_days_between(measure, [date(2022, 4, 1)], until=until).points
    assert point.shown == "1 day so far"
    assert not chart_days_between(measure, [date(2022, 4, 2)], until=until).points


def test_cases_between_are_counted_after_one_and_up_to_the_next() -> None:
    # Between 1 and 10 April: the 2nd and the 10th, not the 1st. To the 20th: none.
    days = [date(2022, 4, 10), date(2022, 4, 1), date(2022, 4, 20)]
    others = [date(2022, 4, 1), date(2022, 4, 2), date(2022, 4, 10), date(2022, 4, 21)]
    assert count_between(days, others) == [2, 0]
    chart = chart_between(find_measure("received_2"), days, others, "others")
    assert (chart.kind, [point.shown for point in chart.points]) == ("g", ["2", "0"])
    assert "how many others lie between" in chart.why


def test_a_g_chart_by_hand() -> None:
    # 2 and 4 by turns: one in four is an event. More than 22 others come between with
    # the chance of 0.75 to the 23rd, 0.0013; more than 21 with 0.0018.
    steps = [2, 4] * 6
    stage_2 = [date(2022, 4, 1)]
    for step in steps:
        stage_2.append(stage_2[-1] + timedelta(days=step))
    stage_1 = every(1, 120, date(2022, 4, 2))
    measure = find_measure("received_2")
    chart = chart_between(measure, stage_2, stage_1, "stage 1 complaints")
    limits = chart.points[0].limits
    assert limits is not None
    assert (limits.lower, limits.centre, limits.upper) == (0, 3, 22)
    assert chart.findings == ()
    # With 40 added, 76 others lie between 13: more than 43 come with 0.00134.
    longer = [*stage_2, stage_2[-1] + timedelta(days=40)]
    assert not chart_between(measure, longer, stage_1, "x").findings
