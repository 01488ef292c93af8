"""Pictures: what is known is drawn where it belongs, and nothing covers anything."""

from datetime import date
from fractions import Fraction

import pytest
from drawn_svg import Drawn
from hypothesis import given
from hypothesis import strategies as some
from made_results import make, make_quarters

from analytics.bearing.peers.quartiles import find_quartiles
from analytics.drawing.course import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    draw_course,
    draw_spark,
    find_top,
    list_hits,
    trim,
)
from analytics.drawing.days import draw_days
from analytics.drawing.palette import (
    ANSWER_COLOURS,
    ANSWER_TEXT_COLOURS,
    GREY,
    LANDLORD,
    PAPER,
    PEER_BAND,
)
from analytics.drawing.pieces import draw_pieces
from analytics.drawing.years import YearColumn, draw_years
from analytics.figures.events import Event


SHARE, COUNT = "answered_in_time_1", "received_1"


def make_event(year: int, month: int) -> Event:
    """Something that happened in a month."""
    return Event(
        event_date=date(year, month, 2),
        date_precision="month",
        label="New system",
        breaks_baseline=True,
    )


def find_height(value: float, top: float) -> float:
    """How far down a value of a course belongs."""
    return BOTTOM - (BOTTOM - TOP) * value / top


def list_years(figures, name="tp09"):
    """Whole years from 2015-16 on."""
    return [
        make(name, *counts, period=f"{year}-{(year + 1) % 100:02}")
        for year, counts in enumerate(figures, start=2015)
    ]


LETTERED = [
    # Two in one quarter, one right after it, one in the last: four letters in a row.
    ("A", make_event(2023, 5)),
    ("B", make_event(2023, 6)),
    ("C", make_event(2023, 8)),
    ("D", make_event(2025, 2)),
]


@pytest.mark.parametrize(
    ("results", "part", "options"),
    [
        # One quarter has the whole width.
        (make_quarters(SHARE, [(3, 4)]), "quarter", {}),
        # Two years: what a panel sees first.
        (make_quarters(SHARE, [(3, 4)] * 8), "quarter", {"target": 95.0}),
        # Ten: not every year has room for its name.
        (make_quarters(SHARE, [(3, 4)] * 40, year=2015), "quarter", {}),
        # All and none: at the upper and lower end, beside the axis' own.
        (make_quarters(SHARE, [(4, 4), (0, 4)] * 4), "quarter", {}),
        # Many of many: the last counts are wider than the margin.
        (make_quarters(SHARE, [(1234, 1500)] * 8), "quarter", {}),
        # Numbers on columns, up to as many as have one, in one figure and in four.
        (make_quarters(COUNT, [7] * 9), "quarter", {}),
        (make_quarters(COUNT, [1204] * 9), "quarter", {}),
        (make_quarters(COUNT, [1204] * 3), "quarter", {}),
        (make_quarters(COUNT, [12] * 24, year=2019), "quarter", {}),
        # Events beside each other, and at both ends.
        (make_quarters(SHARE, [(3, 4)] * 8), "quarter", {"events": LETTERED}),
        (make_quarters(COUNT, [9] * 8), "quarter", {"events": LETTERED}),
        # A year is a part as well.
        (list_years([(67.4, 188.1)] * 2), "year", {"target": 40.0}),
        (list_years([(67.4, 188.1)] * 10), "year", {}),
    ],
)
def test_no_text_of_a_course_covers_another_and_all_of_it_is_inside(
    results, part, options
):
    drawn = Drawn(draw_course(results, part, **options))
    assert drawn.list_overlaps() == []
    assert drawn.list_outside() == []
    assert len(drawn.dots) + len(drawn.boxes) >= len(results)


def test_a_share_stands_at_its_height_between_nought_and_a_hundred():
    drawn = Drawn(
        draw_course(make_quarters(SHARE, [(0, 4), (1, 4), (4, 4)]), "quarter")
    )
    assert [round(y, 1) for _, y, _ in drawn.dots] == [
        round(find_height(value, 100), 1) for value in (0, 25, 100)
    ]
    assert {"0%", "50%", "100%"} <= set(drawn.words)
    # The last says its counts.
    assert drawn.words[-1] == "4 of 4"


def test_one_point_is_a_dot_and_no_line():
    drawn = Drawn(draw_course(make_quarters(SHARE, [(3, 4)]), "quarter"))
    assert len(drawn.dots) == 1
    assert drawn.lines == []


@pytest.mark.parametrize(
    "status", ["suppressed", "not_recorded", "undefined", "too_few"]
)
@pytest.mark.parametrize(
    "draw", [lambda each: draw_course(each, "quarter"), draw_spark]
)
def test_what_is_not_known_is_a_gap_and_the_line_ends_at_it(status, draw):
    counts = [(3, 4), (2, 4), status, (1, 4), (4, 4)]
    drawn = Drawn(draw(make_quarters(SHARE, counts)))
    whole = Drawn(draw(make_quarters(SHARE, [(3, 4), (2, 4), (2, 4), (1, 4), (4, 4)])))
    assert [len(line) for line in drawn.lines] == [2, 2]
    [line] = whole.lines
    # The others stand where they would with it.
    places = [x for x, _ in line]
    assert [x for run in drawn.lines for x, _ in run] == places[:2] + places[3:]


def test_a_column_that_is_not_known_is_a_gap_and_none_is_a_number():
    drawn = Drawn(draw_course(make_quarters(COUNT, [5, "suppressed", 0]), "quarter"))
    assert [box.bottom - box.top > 0 for box in drawn.boxes] == [True, False]
    texts = {
        each.text for each in drawn.texts if each.bottom < BOTTOM and each.left > LEFT
    }
    assert texts == {"5", "0"}


def test_what_is_not_there_at_an_end_is_cut_off_and_what_is_hidden_is_not():
    results = make_quarters(
        SHARE, ["not_covered", "suppressed", (3, 4), "undefined", "undefined"]
    )
    assert trim(results) == results[1:3]


@pytest.mark.parametrize("results", [[], make_quarters(SHARE, ["not_recorded"] * 4)])
def test_nothing_known_is_an_empty_picture(results):
    for svg in (draw_course(results, "quarter"), draw_spark(results)):
        drawn = Drawn(svg)
        assert (drawn.dots, drawn.lines, drawn.boxes) == ([], [], [])


def test_a_value_above_a_given_end_stays_inside():
    drawn = Drawn(draw_course(make_quarters(COUNT, [5, 50]), "quarter", top=10.0))
    low, high = drawn.boxes
    assert low.top == pytest.approx(find_height(5, 10), abs=0.1)
    assert high.top == TOP


def test_what_is_still_open_is_hollow_and_says_what_is_decided():
    results = make_quarters(SHARE, [(3, 4), (2, 3)])
    open_ = make_quarters(SHARE, [(3, 4), (2, 3)], pending=1)[1]
    drawn = Drawn(draw_course([results[0], open_], "quarter"))
    assert [fill for _, _, fill in drawn.dots] == [LANDLORD, PAPER]
    assert drawn.words[-1] == "2 of 2"
    # It stands where its label says: what is open is not counted as late.
    assert drawn.dots[-1][1] == TOP
    # Behind it, from all of it late to all of it in time.
    [span] = drawn.boxes
    assert span.bottom == pytest.approx(find_height(200 / 3, 100), abs=0.1)
    assert span.top == TOP


def test_the_target_and_the_middle_half_stand_at_their_heights_and_years():
    band = find_quartiles("ch02_1", "2024-25", "councils")
    drawn = Drawn(
        draw_course(
            make_quarters(SHARE, [(3, 4)] * 8),
            "quarter",
            target=95.0,
            bands={"2024-25": band},
        )
    )
    [(x1, y1, x2, y2)] = drawn.dashed
    assert (x1, x2) == (LEFT, RIGHT)
    assert y1 == y2 == pytest.approx(find_height(95, 100), abs=0.1)
    [box] = [each for each in drawn.boxes if each.fill == PEER_BAND]
    # The second of two years, from the first to the third quarter of landlords.
    assert (box.left, box.right) == ((LEFT + RIGHT) / 2, RIGHT)
    assert box.top == pytest.approx(find_height(band.q3, 100), abs=0.1)
    assert box.bottom == pytest.approx(find_height(band.q1, 100), abs=0.1)


def test_an_event_stands_before_the_part_it_was_in_and_no_other_event_does():
    events = [("A", make_event(2024, 5)), ("B", make_event(2031, 5))]
    drawn = Drawn(
        draw_course(make_quarters(SHARE, [(3, 4)] * 8), "quarter", events=events)
    )
    [(x1, _, x2, _)] = drawn.dashed
    assert x1 == x2 == (LEFT + RIGHT) / 2
    assert "A" in drawn.words
    assert "B" not in drawn.words


@pytest.mark.parametrize(
    "results", [make_quarters(SHARE, [(3, 4)] * 5), make_quarters(COUNT, [3] * 5)]
)
def test_a_press_on_a_mark_is_a_press_on_what_it_shows(results):
    drawn = Drawn(draw_course(results, "quarter"))
    middles = [x for x, _, _ in drawn.dots] or [
        (each.left + each.right) / 2 for each in drawn.boxes
    ]
    for (result, spot), middle, expected in zip(
        list_hits(results), middles, results, strict=True
    ):
        assert result is expected
        place = spot.start + spot.width / 2
        assert place == pytest.approx(100 * middle / drawn.width, abs=0.1)


@given(some.lists(some.integers(0, 10**6), max_size=6))
def test_the_end_of_a_scale_is_round_and_above_all(values):
    top = find_top(map(float, values))
    assert top >= max([1, *values])
    # So is its middle, which the axis names too.
    assert Fraction(top) / 2 == int(top / 2)
    # It is not so far above that columns look small.
    assert top <= 2 * max([1, *values])


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ((4, 15), ["4 of 15"]),
        # In letters a third wider, as a machine without our fonts has, it would be cut.
        ((74, 111), ["74 of", "111"]),
        ((1204, 1500), ["1,204 of", "1,500"]),
    ],
)
def test_the_last_counts_stand_on_two_lines_where_one_could_be_cut(last, words):
    drawn = Drawn(draw_course(make_quarters(SHARE, [last] * 4), "quarter"))
    assert drawn.words[-len(words) :] == words
    assert drawn.list_outside() == []


def test_a_spark_marks_its_last_part_and_several_can_be_of_one_scale():
    drawn = Drawn(draw_spark(make_quarters(COUNT, [4, 8, 2])))
    assert [each.fill for each in drawn.boxes] == [GREY, GREY, LANDLORD]
    twice = Drawn(draw_spark(make_quarters(COUNT, [4, 8, 2]), top=16.0))
    for small, large in zip(twice.boxes, drawn.boxes, strict=True):
        assert small.bottom == large.bottom
        assert small.top > large.top
    assert drawn.list_outside() == []


# --- Days -----------------------------------------------------------------------------


def make_days(counts):
    """So many answers by working days taken."""
    return [
        make(
            "response_days_1",
            number,
            group={"response_days": str(day)},
            by=("response_days",),
        )
        for day, number in counts.items()
    ]


@pytest.mark.parametrize("limit", [10, 20])
def test_answers_past_the_limit_are_of_another_colour_and_beyond_its_line(limit):
    counts = {3: 4, limit: 2, limit + 1: 1, 44: 1, 45: 2, 300: 1}
    drawn = Drawn(draw_days(make_days(counts), limit))
    colours = [each.fill for each in drawn.boxes]
    # What took longest stands in one last column.
    assert colours == [LANDLORD, LANDLORD, GREY, GREY, GREY]
    [(spot, *_)] = drawn.dashed
    assert [box.right <= spot for box in drawn.boxes] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert drawn.boxes[2].left >= spot
    heights = [box.bottom - box.top for box in drawn.boxes]
    assert heights[-1] == pytest.approx(heights[0] * 3 / 4, abs=0.2)
    assert f"due by day {limit}" in drawn.words
    assert drawn.list_overlaps() == []
    assert drawn.list_outside() == []


def test_no_answer_is_an_axis_with_its_limit():
    drawn = Drawn(draw_days([], 10))
    assert drawn.boxes == []
    assert "due by day 10" in drawn.words
    assert drawn.list_overlaps() == []


# --- Years ----------------------------------------------------------------------------


def make_columns(values):
    """A column a year from 2012-13 on; None is not known."""
    return [
        YearColumn(
            name=f"{year}-{(year + 1) % 100:02}",
            value=value,
            text="?" if value is None else f"{value:,.0f}",
        )
        for year, value in enumerate(values, start=2012)
    ]


@pytest.mark.parametrize(
    "values",
    [
        # One year; what is known of a landlord at first; as far back as reports go.
        [81.0],
        [20.0, 81.0],
        [1204.0] * 6,
        [1204.0] * 14,
        [1204.0] * 30,
        # Unknown in between, and none.
        [81.0, None, 0.0, 12.0],
        [],
    ],
)
def test_years_stand_beside_each_other_with_their_numbers(values):
    drawn = Drawn(draw_years(make_columns(values)))
    assert drawn.list_overlaps() == []
    assert drawn.list_outside() == []
    assert len(drawn.boxes) == sum(value is not None for value in values)
    # The last year is the one a reader looks for.
    for each in make_columns(values)[-1:]:
        assert {each.name, each.text} <= set(drawn.words)


def test_a_year_that_was_only_printed_is_an_outline():
    columns = [
        YearColumn(name="2022-23", value=30, text="30", is_whole=False),
        YearColumn(name="2023-24", value=20, text="20"),
        YearColumn(name="2024-25", value=None, text="?"),
    ]
    drawn = Drawn(draw_years(columns))
    assert [box.fill for box in drawn.boxes] == [PAPER, LANDLORD]
    outline, whole = drawn.boxes
    assert (outline.bottom - outline.top) / (whole.bottom - whole.top) == pytest.approx(
        1.5, abs=0.01
    )
    assert "?" in drawn.words


# --- Pieces ---------------------------------------------------------------------------


def make_answers(counts, period="2024-25"):
    """So many of each of the five answers."""
    return [
        make(
            "tp09_answers",
            number,
            group={"answer": answer},
            by=("answer",),
            period=period,
        )
        for answer, number in zip(ANSWER_COLOURS, counts, strict=True)
    ]


@pytest.mark.parametrize(
    ("counts", "numbers"),
    [
        # Each piece with its part of the whole.
        ((20, 20, 20, 20, 20), ["20.0%"] * 5),
        # One too narrow for its number has none; the key and the table have it.
        ((1, 9, 30, 30, 30), ["30.0%"] * 3),
        ((100, 0, 0, 0, 0), ["100.0%"]),
    ],
)
def test_the_pieces_of_a_bar_are_the_whole(counts, numbers):
    svg = draw_pieces(
        make_answers(counts), "answer", ANSWER_COLOURS, ANSWER_TEXT_COLOURS
    )
    drawn = Drawn(svg)
    pieces = drawn.boxes[:5]
    assert sum(each.right - each.left for each in pieces) == pytest.approx(
        drawn.width, abs=0.5
    )
    assert [each.fill for each in pieces] == list(ANSWER_COLOURS.values())
    assert [each for each in drawn.words if each.endswith("%")] == numbers
    assert drawn.list_overlaps() == []
    assert drawn.list_outside() == []


def test_two_years_are_two_bars_and_one_key():
    answers = [
        *make_answers((1, 1, 1, 1, 1), "2023-24"),
        *make_answers((2, 2, 2, 2, 2)),
    ]
    drawn = Drawn(draw_pieces(answers, "answer", ANSWER_COLOURS, ANSWER_TEXT_COLOURS))
    assert drawn.words.count("Very satisfied") == 1
    assert {"2023-24", "2024-25"} <= set(drawn.words)
    assert len(drawn.boxes) == 5 + 5 + 5
    assert drawn.list_overlaps() == []
