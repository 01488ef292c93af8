"""What no sentence may do, for every measure, status and number of cases."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.bearing.comparison_words import write_base, write_before
from analytics.ground.calendar import make_year
from analytics.measures import MEASURES
from analytics.measures.base import Count, Median, Rate, Ratio, Share
from analytics.measures.result import FEW_CASES, STATUSES, Result
from analytics.words.cells import write_cell, write_figure
from analytics.words.narrative import (
    write_alt,
    write_interval,
    write_leading,
    write_sentence,
)
from analytics.words.notes import write_rounding
from analytics.words.titles import write_title


NOW, BEFORE = make_year("2024-25"), make_year("2023-24")

# Whatever says something of a figure, from the figure alone or beside the year before.
WRITERS = {
    "sentence": write_sentence,
    "title": lambda result: write_title([result]),
    "beside the year before": lambda result: write_before(result, result, []),
    "interval": write_interval,
    "figure": write_figure,
    "cell": write_cell,
    "base": write_base,
    "alt of a chart": lambda result: write_alt("Bars", "Figures", [result]),
}
MISSING = [status for status in STATUSES if status not in ("ok", "too_few")]


def make(measure, status="ok", numerator=3, denominator=11, period=NOW, **facts):
    """A figure of a measure, or the lack of one."""
    is_known = status in ("ok", "too_few")
    divided = not isinstance(measure, Count)
    value = Fraction(numerator)
    if isinstance(measure, Share | Ratio):
        value = 100 * Fraction(numerator, denominator)
    elif isinstance(measure, Rate):
        value = 1000 * Fraction(numerator, denominator)
    return Result(
        measure=measure,
        period=period,
        group={},
        status=status,
        shown=f"{float(value):.1f}" if status == "ok" else STATUSES[status][0],
        reason=facts.pop("reason", STATUSES[status][1] if status != "ok" else None),
        numerator=numerator if is_known and not isinstance(measure, Median) else None,
        denominator=denominator if is_known and divided else None,
        value=value if status == "ok" else None,
        as_at="2025-06-30",
        release="2025-06-30.1",
        **facts,
    )


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_a_known_figure_names_whom_it_is_about(measure):
    words = write_sentence(make(measure))
    # A ratio names both sides; everything else its population.
    named = (
        [measure.counted, measure.base]
        if isinstance(measure, Ratio)
        else [measure.population]
    )
    for name in named:
        assert name in words
    filtered = write_sentence(make(measure, filters={"tenure": ("leasehold",)}))
    assert "from leaseholders" in filtered


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
@pytest.mark.parametrize("status", MISSING)
def test_what_is_missing_is_said_and_never_as_none(measure, status):
    result = make(measure, status)
    words = write_sentence(result)
    if status == "undefined":
        # No case is known to be none: here, and only here, that is what it says.
        assert words == f"No {measure.population}."
        return
    assert STATUSES[status][0] in words
    assert measure.label in words
    # Neither a number nor a word for none stands where nothing is known.
    left = words.replace(measure.label, "").replace(STATUSES[status][1], "")
    assert not re.search(r"\b(no|none|nought|zero|0)\b", left, re.IGNORECASE), words
    for name in ("title", "figure", "cell", "alt of a chart"):
        assert STATUSES[status][0] in WRITERS[name](result), name


@pytest.mark.parametrize("writer", WRITERS.values(), ids=list(WRITERS))
@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_nothing_is_called_better_or_worse_or_a_percentage_a_per_cent(measure, writer):
    for facts in ({}, {"is_made_up": True}, {"is_part": True, "reason": "To date."}):
        words = writer(make(measure, **facts))
        about = words.replace(measure.label, "").replace(measure.population, "")
        assert not re.search(r"\b(better|worse|improv\w*|declin\w*)\b", about), words
        assert "per cent" not in words
        if facts.get("is_made_up") and writer not in (write_interval, write_figure):
            assert not words or "made up" in words


@given(
    st.sampled_from([each for each in MEASURES.values() if isinstance(each, Share)]),
    st.integers(0, 60),
    st.integers(1, 60),
)
def test_few_cases_are_told_in_so_many_of_ten(measure, counted, cases):
    counted = min(counted, cases)
    low, high = 100 * counted / cases / 2, 50 + 50 * counted / cases
    words = write_interval(
        make(measure, numerator=counted, denominator=cases, lower=low, upper=high)
    )
    if cases < FEW_CASES:
        found = re.fullmatch(
            r"With so few, anything from (\d+) to (\d+) in 10 fits\.", words
        )
        assert found, words
        # Outward to the next tenth.
        assert 0 <= low / 10 - int(found[1]) < 1
        assert 0 <= int(found[2]) - high / 10 < 1
    else:
        assert "could have" in words
        # Who else could have been asked is another matter than what else could happen.
        assert words.startswith("Asking others") == bool(measure.weight_column)


@pytest.mark.parametrize(
    ("counts", "interval", "tenths"),
    [
        # Wilson's intervals; each rounds outward.
        ((11, 16), (44.4, 85.8), "4 to 9"),
        ((4, 7), (25.0, 84.2), "2 to 9"),
        ((9, 11), (52.3, 94.9), "5 to 10"),
    ],
)
def test_tenths_leave_out_nothing_that_fits(counts, interval, tenths):
    numerator, denominator = counts
    lower, upper = interval
    result = make(
        MEASURES["ch02_2"],
        numerator=numerator,
        denominator=denominator,
        lower=lower,
        upper=upper,
    )
    assert write_interval(result) == f"With so few, anything from {tenths} in 10 fits."


def test_the_issue_s_own_example():
    result = make(
        MEASURES["ch02_2"], numerator=11, denominator=16, lower=44.4, upper=85.8
    )
    assert write_sentence(result).startswith("11 of 16 stage 2 complaints from tenants")


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            {"upheld": 6, "partially_upheld": 4},
            "Most: Upheld, 6 of 10 stage 2 complaints closed (60.0%).",
        ),
        # Two and three that tie are named; four are counted.
        (
            {"upheld": 6, "partially_upheld": 4, "not_upheld": 6},
            "Most: Upheld and Not upheld, 6 each of 16 stage 2 complaints closed "
            "(37.5%).",
        ),
        (
            dict.fromkeys(["upheld", "partially_upheld", "not_upheld", "withdrawn"], 2),
            "Most: 4 of 4 groups, 2 each of 8 stage 2 complaints closed (25.0%).",
        ),
        ({"upheld": 0}, ""),
    ],
)
def test_all_that_tie_for_the_most_are_named(counts, words):
    measure = MEASURES["outcomes_2"]

    def count(number, **group):
        result = make(measure, numerator=number)
        return replace(result, group=group, shown=str(number))

    groups = [count(number, outcome=name) for name, number in counts.items()]
    assert write_leading([count(sum(counts.values())), *groups]) == words


def list_outcomes(*counts, period=NOW, by=("outcome",)):
    """A count by outcome, with its whole."""
    measure = MEASURES["outcomes_1"]
    whole = make(measure, numerator=sum(counts), period=period, by=by)
    groups = [
        replace(
            make(measure, numerator=each, period=period, by=by), group={by[0]: name}
        )
        for name, each in zip("abcdef", counts, strict=False)
    ]
    return [whole, *groups]


@pytest.mark.parametrize(
    ("counts", "added"),
    [
        # A third is 33.3%, three of them 99.9; a sixth and two are 16.7, 16.7, 66.7.
        ((1, 1, 1), "99.9%"),
        ((1, 1, 4), "100.1%"),
        ((1, 1), ""),
        ((13, 7, 0), ""),
        # Of nothing there are no parts.
        ((0, 0), ""),
    ],
)
def test_parts_that_do_not_add_up_say_so(counts, added):
    words = write_rounding(list_outcomes(*counts))
    assert words == (
        f"Percentages are rounded one by one: they add up to {added} in 2024-25."
        if added
        else ""
    )


def test_parts_of_two_years_are_added_up_apart():
    both = [*list_outcomes(1, 1, 1), *list_outcomes(1, 1, 4, period=BEFORE)]
    assert write_rounding(both).endswith(
        "add up to 99.9% in 2024-25 and 100.1% in 2023-24."
    )
    # Groups that overlap are no parts of a whole.
    assert write_rounding(list_outcomes(1, 1, 1, by=("service_area",))) == ""
