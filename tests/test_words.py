"""What no sentence may do, for every measure, status and number of cases."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.bearing.comparison_words import write_base, write_before, write_card
from analytics.ground.calendar import make_year
from analytics.measures import MEASURES
from analytics.measures.base import Count, Median, Rate, Ratio, Share
from analytics.measures.result import FEW_CASES, STATUSES, Result
from analytics.words.cells import write_cell, write_figure
from analytics.words.narrative import (
    write_alt,
    write_alt_strip,
    write_interval,
    write_sentence,
)


NOW, BEFORE = make_year("2024-25"), make_year("2023-24")

# Whatever says something of a figure, from the figure alone or beside the year before.
WRITERS = {
    "sentence": write_sentence,
    "card": lambda result: write_card(result, result, []),
    "beside the year before": lambda result: write_before(result, result, []),
    "interval": write_interval,
    "figure": write_figure,
    "cell": write_cell,
    "base": write_base,
    "alt of a chart": lambda result: write_alt("Bars", "Figures", [result]),
    "alt of a strip": lambda result: write_alt_strip(result, result),
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
    for name in ("card", "figure", "cell", "alt of a strip"):
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
        # Rounded to the nearest tenth, and in order.
        assert abs(int(found[1]) - low / 10) <= 0.5
        assert abs(int(found[2]) - high / 10) <= 0.5
    else:
        assert words.startswith("Chance alone could put it anywhere from ")


def test_the_issue_s_own_example():
    # 11 of 16, whose Wilson interval is 44.4 to 85.8.
    result = make(
        MEASURES["ch02_2"], numerator=11, denominator=16, lower=44.4, upper=85.8
    )
    assert write_interval(result) == "With so few, anything from 4 to 9 in 10 fits."
    assert write_sentence(result).startswith("11 of 16 stage 2 complaints from tenants")
