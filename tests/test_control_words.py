"""What control charts say, beside the chart and in its alt text, and how they look."""

import json
import re
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from control_series import (
    COUNT,
    DAYS,
    RATE,
    SHARE,
    chart_of,
    chart_single,
    chart_waits,
    every,
    make_event,
    make_result,
    make_series,
)
from hypothesis import given
from hypothesis import strategies as some

from analytics.bearing.control.between import chart_between, chart_days_between
from analytics.bearing.control.chart import choose_chart
from analytics.bearing.control.rules import WORDS, Signal
from analytics.bearing.control.shapes import NAMES, UNJUDGED, WHY, ControlChart
from analytics.bearing.control.words import (
    write_chart_reason,
    write_chart_title,
    write_findings,
    write_unjudged,
)
from analytics.drawing.control import (
    MOST_TICKS,
    SYMBOLS,
    describe_control,
    draw_control,
)
from analytics.drawing.palette import GREY, LANDLORD, PAPER, QUIET
from analytics.measures import find_measure


# A year about 6; one that swings about 7.5, with 20 after it; one about 20 and then
# nine months about 15.
STEADY = [5, 6, 7, 6, 5, 6, 7, 6, 5, 6, 7, 6]
WILD = [*[6, 9] * 6, 20]
SINK = [*[21, 19] * 6, *[15, 16] * 4, 15]


def say(chart: ControlChart) -> str:
    return " ".join(
        [write_chart_reason(chart), *write_findings(chart), *write_unjudged(chart)]
    )


def test_a_point_outside_says_what_would_be_usual() -> None:
    # 90 in twelve months: by them more than 18 come with the chance of 0.0008, more
    # than 17 of 0.0019; none with 0.0007, one with 0.0045.
    [sentence] = write_findings(chart_of(COUNT, WILD))
    assert sentence == (
        "April 2023 is outside the limits, above them: 20 stage 1 complaints, where 1 "
        "to 18 would be usual."
    )


def test_what_would_be_usual_is_whole_numbers_inside_the_limits() -> None:
    # 192 in a year: 16 ± 3 × 4 × √(13 / 12) = 3.5 and 28.5.
    for sentence in write_findings(chart_of(COUNT, [16] * 12 + [29, 3])):
        assert "where 4 to 28 would be usual" in sentence
    # 176 in eleven months: 16 ± 3 × 4, and what lies on a limit is still usual.
    trial = chart_of(COUNT, [16] * 11)
    assert "usual 4 to 28." in describe_control(trial)
    chart = chart_of(COUNT, [16] * 12 + [40])
    lower, upper = chart.points[12].lower, chart.points[12].upper
    assert lower is not None
    assert upper is not None
    first, last = re.findall(r"where (\d+) to (\d+)", write_findings(chart)[0])[0]
    assert int(first) - 1 < lower <= int(first)
    assert int(last) <= upper < int(last) + 1


def test_a_shift_in_words() -> None:
    [sentence] = write_findings(chart_of(COUNT, SINK))
    # It begins with the March before, of 19.
    assert sentence == (
        "March 2023 to December 2023: 10 in a row are below the average of 20.0, a "
        "shift."
    )


def test_nothing_stands_out() -> None:
    found = write_findings(chart_of(COUNT, STEADY))
    assert found == [f"Nothing stands out in {len(STEADY)} months."]
    chart = chart_days_between(find_measure("received_2"), every(9, 9))
    assert write_findings(chart) == ["Nothing stands out in 8 times between."]


def test_what_could_not_be_judged_is_not_said_to_be_like_chance() -> None:
    # Two months of four cases, too few to judge, among ten of twenty.
    few = [(10, 20)] * 5 + [(2, 4)] * 2 + [(10, 20)] * 5
    assert write_findings(chart_of(SHARE, few)) == [
        "Of 12 months 10 could be judged; nothing stands out."
    ]


def test_without_limits_nothing_is_said_to_stand_out_or_not() -> None:
    for figures in ([5, 6, 5], [1, 0, 1, 0, 1, 0, 1]):
        assert write_findings(chart_of(COUNT, figures)) == []


# ---- Better and worse.


@pytest.mark.parametrize(
    ("name", "figures", "words"),
    [
        # In time: a rise is wanted.
        (SHARE, [(10, 20)] * 12 + [(7, 20)] * 9 + [(13, 20)] * 9, ["worse", "better"]),
        # Answers slower than usual: a fall is wanted.
        (
            DAYS,
            [[6, 7, 8, 9, 10]] * 12 + [[8] * 5] * 9 + [[9] * 5] * 9,
            ["better", "worse"],
        ),
    ],
)
def test_a_measure_with_a_good_side_says_which_it_is(
    name: str, figures: list[Any], words: list[str]
) -> None:
    make = chart_waits if name == DAYS else partial(chart_of, name)
    shifts = [each for each in write_findings(make(figures)) if "a shift" in each]
    assert len(shifts) == len(words)
    for sentence, word in zip(shifts, words, strict=True):
        assert sentence.endswith(f"That is for the {word}.")


@pytest.mark.parametrize("name", [COUNT, RATE])
def test_a_neutral_measure_is_never_called_better_or_worse(name: str) -> None:
    for figures in (WILD, SINK):
        series: list[Any] = list(figures)
        if name != COUNT:
            series = [(each, 100) for each in figures]
        chart = chart_of(name, series)
        assert chart.findings
        text = say(chart) + describe_control(chart)
        assert not re.search(r"better|worse|improv|good|bad\b", text)


def test_longer_between_is_fewer() -> None:
    # Overdue answers are wanted fewer: a long time without one is for the better.
    days = every(5, 8)
    for step in (8, 5, 8, 400, 5, 8):
        days.append(days[-1] + timedelta(days=step))
    outside = {
        name: next(
            each
            for each in write_findings(chart_days_between(find_measure(name), days))
            if "above them" in each
        )
        for name in ("overdue_1", "received_2")
    }
    assert outside["overdue_1"].endswith("That is for the better.")
    assert outside["received_2"].endswith("days would be usual.")
    assert "400 days since the one before" in outside["received_2"]


# ---- Why this chart.


def test_which_chart_and_why_comes_first() -> None:
    assert write_chart_reason(chart_of(COUNT, STEADY)) == (
        "Each month’s number is set against the usual spread of counts of this size, "
        "in months of much the same length: a c chart."
    )
    for kind, why in WHY.items():
        if kind != "none":
            assert why.endswith(f" {NAMES[kind]}.")


def test_how_little_limits_rest_on_is_said() -> None:
    assert write_chart_reason(chart_of(COUNT, [5, 6, 5])).endswith(
        "April 2022 to June 2022: 3 months, too few for limits, which need 6."
    )
    assert write_chart_reason(chart_of(COUNT, STEADY[:9])).endswith(
        "April 2022 to December 2022: the limits are a trial, because they rest on 9 "
        "months and 12 are wanted."
    )
    assert "April 2022: 1 month, too few" in write_chart_reason(chart_of(COUNT, [5]))
    assert "no month has the 5 cases that limits need" in write_chart_reason(
        chart_of(SHARE, [(2, 4)] * 8)
    )


def test_figures_that_are_never_neighbours_have_no_limits_and_say_so() -> None:
    chart = chart_single([8.0, None] * 6)
    assert not chart.has_limits
    assert "no two figures follow one another" in write_chart_reason(chart)


def test_a_new_baseline_is_said_with_its_event() -> None:
    event = make_event(date(2022, 10, 15), "New *system*")
    text = write_chart_reason(chart_of(COUNT, STEADY, event))
    assert (
        "A new baseline begins with “New *system*” (October 2022): figures before and "
        "after it were recorded differently."
    ) in text


def test_few_times_between_are_said() -> None:
    measure = find_measure("received_2")
    assert "1 time between, too few" in write_chart_reason(
        chart_days_between(measure, every(9, 2))
    )
    chart = chart_days_between(measure, every(9, 8), [make_event(date(2022, 4, 30))])
    text = write_chart_reason(chart)
    assert "10 April 2022 to 28 April 2022: 3 times between, too few" in text
    assert "(April 2022): figures before" in text


def test_a_g_chart_says_what_lies_between() -> None:
    chart = chart_between(
        find_measure("received_2"),
        [*every(6, 8), date(2023, 4, 1)],
        every(1, 400),
        "stage 1 complaints",
    )
    text = say(chart)
    assert "how many stage 1 complaints lie between one and the next: a g chart" in text
    assert "323 stage 1 complaints since the one before, where 0 to" in text
    assert write_chart_title(chart).startswith(
        "Stage 2 complaints received: stage 1 complaints from one to the next"
    )


# ---- What is not judged, and what is made up.


def test_points_not_judged_are_named_with_the_reason() -> None:
    series = make_series(COUNT, STEADY)
    last = make_result(COUNT, "2023-04", 3, is_part=True)
    assert write_unjudged(choose_chart([*series, last])) == [
        "April 2023 is drawn and not judged: records cover only a part."
    ]
    waiting = [make_result(COUNT, f"2023-0{each}", 3, pending=1) for each in (4, 5)]
    assert write_unjudged(choose_chart([*series, *waiting])) == [
        "April 2023 and May 2023 are drawn and not judged: cases can still be decided."
    ]
    many = chart_of(SHARE, [(9, 10)] * 8 + [(1, 2)] * 4)
    assert write_unjudged(many) == [
        "4 months are drawn and not judged: fewer than 5 cases.",
        "Their cases still count in the average.",
    ]
    late = chart_of(SHARE, [(9, 10)] * 12 + [(1, 2)])
    assert write_unjudged(late) == [
        "April 2023 is drawn and not judged: fewer than 5 cases.",
        "Their cases count in no average.",
    ]
    # What is not there is not drawn either.
    assert write_unjudged(chart_of(COUNT, [*STEADY, None, 6])) == []


def test_what_is_made_up_says_so_in_every_sentence() -> None:
    for figures in (STEADY, WILD, SINK):
        series = [
            make_result(COUNT, each.group["month"], each.value, is_made_up=True)
            for each in make_series(COUNT, list(figures))
        ]
        chart = choose_chart(series)
        assert all("(made up)." in each for each in write_findings(chart))
        assert "made up" in write_chart_title(chart)
        assert describe_control(chart).count("made up") > len(figures)
    one = make_result(COUNT, "2023-04", 6, is_made_up=True)
    chart = choose_chart([*make_series(COUNT, STEADY), one])
    assert "partly made up" in write_chart_title(chart)
    assert "made up" not in describe_control(chart_of(COUNT, STEADY))


@given(
    some.lists(
        some.integers(0, 30).flatmap(
            lambda size: some.tuples(some.integers(0, size), some.just(size))
        ),
        min_size=1,
        max_size=30,
    )
)
def test_no_sentence_calls_points_per_cent_or_leaves_a_trace_of_decimals(
    pairs: list[tuple[int, int]],
) -> None:
    figures = [pair if pair[1] else None for pair in pairs]
    chart = chart_of(SHARE, figures)
    text = say(chart) + describe_control(chart)
    assert not re.search(r"per cent|percent|points?\b.{0,9}%|nan|None%", text)
    assert not re.search(r"\d\.\d\d", text.replace("shown", ""))


def test_the_level_of_each_chart_has_its_unit() -> None:
    # 8 and 10 by turns are 9 ± 2.66 × 2; held, 1.61 times as far.
    texts = {
        SHARE: (chart_of(SHARE, [(18, 20)] * 12 + [(1, 20)]), "% to 100.0% would be"),
        DAYS: (chart_single([8.0, 10.0] * 6 + [18.0]), "where 0.4 to 17.6 would be"),
    }
    for chart, words in texts.values():
        [outside] = [each for each in write_findings(chart) if "outside" in each]
        assert words in outside, outside


# ---- The alt text.


def test_the_alt_text_has_every_figure_limit_signal_and_event() -> None:
    event = make_event(date(2022, 8, 1), "A team", breaks=False)
    outside_all = make_event(date(2032, 8, 1), "A far day", breaks=True)
    chart = chart_of(COUNT, WILD, event)
    text = describe_control(chart, [event, outside_all])
    assert text.startswith("Control chart. Stage 1 complaints received (complaints)")
    assert write_chart_reason(chart) in text
    assert (
        "April 2022 to April 2023: centre 7.5, usual 1 to 17, and 1 to 18 "
        "of later figures." in text
    )
    assert "April 2022 6; May 2022 9; " in text
    assert "April 2023 20, outside the limits." in text
    assert "Events: A team (August 2022)." in text
    assert "A far day" not in text
    assert write_findings(chart)[0] in text


def test_the_alt_text_says_that_limits_vary_and_that_nothing_is_there() -> None:
    # Of ten at most 5 are with the chance of 0.0016, at most 4 with 0.0001.
    chart = chart_of(SHARE, [(9, 10), (18, 20)] * 6)
    assert "usual 50.0% to 100.0% at first, then varying" in describe_control(chart)
    assert describe_control(choose_chart([make_result(COUNT, "", 4)])).endswith(
        "There is no figure to show. Nothing to show."
    )


@pytest.mark.parametrize("reason", [each for each in UNJUDGED if each != "few"])
def test_every_reason_is_a_phrase(reason: Any) -> None:
    assert UNJUDGED[reason][0].islower()
    assert not UNJUDGED[reason].endswith(".")


# ---- The drawing.


def list_traces(figure: Any) -> list[dict[str, Any]]:
    return list(json.loads(figure.to_json())["data"])


def list_marks(figure: Any) -> list[dict[str, Any]]:
    return [
        each
        for each in list_traces(figure)
        if "text" in each.get("mode", "") and "markers" in each["mode"]
    ]


def test_every_signal_has_words_and_a_shape_of_its_own() -> None:
    assert set(WORDS) == set(SYMBOLS) == set(Signal)
    assert len(set(SYMBOLS.values())) == len(set(WORDS.values())) == len(Signal)


def test_signals_are_shapes_and_words_and_never_colours() -> None:
    figure = draw_control(chart_of(COUNT, WILD))
    [marks] = list_marks(figure)
    assert marks["marker"]["symbol"] == ["circle"] * 12 + ["diamond"]
    assert marks["text"] == [""] * 12 + ["20"]
    colours = set(
        re.findall(
            r'"color":"(#\w+)"', json.dumps(list_traces(figure), separators=(",", ":"))
        )
    )
    assert colours <= {LANDLORD, QUIET, GREY, PAPER}
    names = [each.get("name") for each in list_traces(figure) if each["showlegend"]]
    assert names == ["outside the limits", "average", "limits of the usual"]


def test_a_point_not_judged_is_hollow_and_no_limit_runs_beside_it() -> None:
    series = make_series(COUNT, STEADY)
    last = make_result(COUNT, "2023-04", 30, is_part=True)
    figure = draw_control(choose_chart([*series, last]))
    [marks] = list_marks(figure)
    assert marks["marker"]["symbol"][-1] == "circle-open"
    limits = [each for each in list_traces(figure) if each["mode"] == "lines"][1]
    assert max(each for each in limits["x"] if each is not None) == 11.5


def test_limits_are_steps_of_their_own_in_each_stretch() -> None:
    figures = [(9, 10), (18, 20)] * 2 + [(1, 2)] + [(9, 10), (5, 10)] * 5
    figure = draw_control(chart_of(SHARE, figures, make_event(date(2022, 10, 1))))
    lines = [
        each
        for each in list_traces(figure)
        if each["mode"] == "lines" and each["x"] != [None]
    ]
    # Centre, lower and upper of each of two stretches; the fifth month has no limits.
    assert len(lines) == 6 if len(figures) >= 18 else 3
    spans = [[at for at in each["x"] if at is not None] for each in lines]
    assert all(min(span) >= -0.5 for span in spans)


def test_without_limits_no_line_is_drawn() -> None:
    figure = draw_control(chart_of(COUNT, [5, 6, 5]))
    assert not [each for each in list_traces(figure) if each["mode"] == "lines"]
    assert "too few points for limits" in figure.layout.title.text.replace("<br>", " ")
    empty = draw_control(chart_of(COUNT, [None] * 3))
    assert empty.layout.title.text


def test_trial_limits_are_said_in_the_title() -> None:
    assert "trial limits" in write_chart_title(chart_of(COUNT, STEADY[:8]))
    assert "trial" not in write_chart_title(chart_of(COUNT, STEADY))


@pytest.mark.parametrize("count", [1, 6, 7, 24, 25, 60, 120])
def test_month_labels_leave_room_for_one_another(count: int) -> None:
    figure = draw_control(chart_of(COUNT, ([5, 6] * 60)[:count]))
    labels = figure.layout.xaxis.ticktext
    assert 1 <= len(labels) <= MOST_TICKS
    assert len(set(labels)) == len(labels)


def test_events_are_lines_with_labels_and_a_break_is_solid() -> None:
    events = [
        make_event(date(2022, 5, 9), "A <b>team</b>", breaks=False),
        make_event(date(2023, 2, 1), "New system"),
        make_event(date(2019, 2, 1), "Long ago"),
    ]
    figure = draw_control(chart_of(COUNT, STEADY, *events), events)
    lines = [(each.x0, each.line.dash) for each in figure.layout.shapes]
    assert lines == [(0.5, "dot"), (9.5, "solid")]
    texts = [each.text for each in figure.layout.annotations]
    assert texts == ["A &lt;b&gt;team&lt;/b&gt;", "New system"]


def test_time_between_is_drawn_at_the_day_it_ended() -> None:
    chart = chart_days_between(
        find_measure("received_2"), every(9, 12), until=date(2022, 8, 1)
    )
    figure = draw_control(chart, [make_event(date(2022, 5, 1))])
    assert figure.layout.xaxis.ticktext[0] == "Apr<br>2022"
    assert "Days from one to the next" in figure.layout.title.text.replace("<br>", " ")
    names = [each.get("name") for each in list_traces(figure)]
    assert "middle" in names
    assert "not judged" in names


def test_a_hidden_figure_is_in_no_part_of_the_drawing() -> None:
    chart = chart_of(COUNT, [*STEADY, None, 6])
    [marks] = list_marks(draw_control(chart))
    assert marks["y"][12] is None
    assert "too few to show" in describe_control(
        choose_chart(
            [
                *make_series(COUNT, STEADY),
                make_result(COUNT, "2023-04", None, shown="too few to show"),
                make_result(COUNT, "2023-05", 6),
            ]
        )
    )
