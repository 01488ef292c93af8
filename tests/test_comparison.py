"""Is it a change? One test decides, and no sentence claims more than it bears."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from golden import REGULATOR
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.bearing.comparison import (
    LEVEL,
    compare,
    compare_many,
    find_clear,
    find_difference_interval,
    find_rest,
)
from analytics.bearing.comparison_words import (
    write_comparison,
    write_many,
    write_short_comparison,
)
from analytics.figures.events import Event
from analytics.figures.query import run
from analytics.ground.calendar import make_year
from analytics.measures import MEASURES, find_measure
from analytics.measures.base import Rate
from analytics.measures.result import Result


NOW, BEFORE = make_year("2024-25"), make_year("2023-24")
NEW_SYSTEM = Event(
    event_date=date(2025, 1, 1),
    date_precision="month",
    label="New complaints system",
    breaks_baseline=True,
)


def make(name, numerator, denominator=None, period=NOW, **facts) -> Result:
    """A known figure of a measure with these counts."""
    measure = find_measure(name)
    value: Fraction | int = Fraction(numerator)
    if denominator is not None:
        scale = 1000 if isinstance(measure, Rate) else 100
        value = scale * Fraction(numerator) / Fraction(denominator)
    return Result(
        measure=measure,
        period=period,
        group=facts.pop("group", {}),
        status="ok",
        shown=f"{float(value):.1f}",
        numerator=Fraction(numerator),
        denominator=None if denominator is None else Fraction(denominator),
        value=value,
        as_at="2025-06-30",
        release="2025-06-30.1",
        **facts,
    )


def compare_years(name, now, before, events=()):
    return compare(make(name, *now), make(name, *before, period=BEFORE), events)


# Counts now, counts before, the interval that may be shown and what may be said, in
# points. The first five were worked out apart from this code.
@pytest.mark.parametrize(
    ("now", "before", "interval", "verdict"),
    [
        # The test alone tells them apart, the interval does not.
        ((15, 15), (11, 14), (-3.22, 47.59), "cannot tell"),
        # The interval alone does: its nearer end is shown as no difference.
        ((9, 10), (6, 13), (0, 68.22), "cannot tell"),
        ((3, 3), (0, 3), (0, 100), "cannot tell"),
        # Nine against none of nine is clear, however few.
        ((9, 9), (0, 9), (57.69, 100), "higher"),
        ((0, 9), (9, 9), (-100, -57.69), "lower"),
        # The same share of 300 is the same within ten points, of 74 within twelve.
        ((255, 300), (255, 300), (-5.75, 5.75), "about the same"),
        ((63, 74), (63, 74), (-11.7, 11.7), "cannot tell"),
        # The sample's own pairs.
        ((63, 74), (13, 20), (0.6, 42.76), "higher"),
        ((11, 16), (2, 2), (-55.6, 36.7), "cannot tell"),
        ((59, 81), (11, 26), (9.02, 49.32), "higher"),
    ],
)
def test_test_and_interval_decide_together_on_shares(now, before, interval, verdict):
    found = compare_years("ch02_1", now, before)
    assert found.verdict == verdict
    assert (found.lower, found.upper) == pytest.approx(interval, abs=0.06)


def test_which_differences_matter_is_the_landlords_to_say(make_release):
    # The same share of 300 in both years: within 5.75 points either way.
    made = make_release(complaints="complaint_id\nA", landlord="[matters]\nch02_1 = 5")
    [empty] = run(made, [find_measure("ch02_1")], [make_year("2024-25")])
    for measure, verdict in (
        (find_measure("ch02_1"), "about the same"),
        (empty.measure, "cannot tell"),
    ):
        now, before = (
            replace(each, measure=measure)
            for each in (
                make("ch02_1", 255, 300),
                make("ch02_1", 255, 300, period=BEFORE),
            )
        )
        assert compare(now, before).verdict == verdict
    times = find_measure("ch01_1").given_what_matters(1.1)
    assert times.negligible == (pytest.approx(1 / 1.1), 1.1)


def test_no_verdict_on_shares_contradicts_its_interval():
    # All tables with bases up to 40; those that are another one turned round are as it.
    verdicts = Counter()
    for cases, others in product(range(1, 41), repeat=2):
        if cases > others:
            continue
        for counted, other in product(range(cases + 1), range(others + 1)):
            if 2 * counted > cases:
                continue
            found = compare_years("ch02_1", (counted, cases), (other, others))
            verdicts[found.verdict] += 1
            if found.verdict == "higher":
                assert found.lower > 0
                assert found.p < LEVEL
            elif found.verdict == "lower":
                assert found.upper < 0
                assert found.p < LEVEL
            else:
                assert found.lower <= 0 <= found.upper
            is_same = -10 <= found.lower <= 0 <= found.upper <= 10
            assert (found.verdict == "about the same") == is_same
    # 0 of 40 beside 0 of 40 are the same within nine points.
    assert set(verdicts) == {"higher", "lower", "about the same", "cannot tell"}


def test_rates_are_judged_given_both_counts_together():
    facts = REGULATOR["2024-25"], REGULATOR["2023-24"]
    assert facts  # The counts below are the regulator's for both years.
    found = compare_years("ch01_1", (74, 4202), (20, 4216))
    assert found.verdict == "higher"
    assert (found.lower, found.upper) == pytest.approx((2.296, 6.22), abs=1e-3)
    assert "2.3 times to 6.2 times as many" in write_comparison(found)


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [
        # Nine and none are no accident: 2 × ½⁹, of which the tie counts half: 0.002.
        ((9, 4000), (0, 4000), "higher"),
        ((0, 4000), (9, 4000), "lower"),
        # Six and four are what a coin gives.
        ((6, 4000), (4, 4000), "cannot tell"),
        # None at all in both years tells nothing.
        ((0, 4000), (0, 4000), "cannot tell"),
        # The same number on half the homes is twice the rate.
        ((60, 2000), (60, 4000), "higher"),
        # 155 and 155 lie within a fifth fewer and a quarter more; 154 do not.
        ((155, 1000), (155, 1000), "about the same"),
        ((154, 1000), (154, 1000), "cannot tell"),
    ],
)
def test_test_and_interval_decide_together_on_rates(now, before, verdict):
    found = compare_years("ch01_1", now, before)
    assert found.verdict == verdict
    assert (found.lower <= 1 <= found.upper) == (not found.is_clear)
    assert write_comparison(found)


def test_counts_are_set_against_the_days_in_which_they_were_counted():
    # 2023-24 had 366 days: 366 complaints in it and 365 the year after are one a day.
    found = compare_years("received_1", (365,), (366,))
    assert found.verdict == "about the same"
    # Twice as many in as many days.
    assert compare_years("received_1", (60,), (30,)).verdict == "higher"


def test_weighted_counts_are_judged_by_newcombe_s_interval_alone():
    # Five points up, from 4.7 down to 14.5 up; no exact test is known for them.
    found = compare_years("tp09", ("67.4", "188.1"), (54, 175))
    assert found.p is None
    assert found.verdict == "cannot tell"
    assert (round(found.lower, 1), round(found.upper, 1)) == (-4.7, 14.5)
    clear = compare_years("tp09", ("120.5", "188.1"), (54, 175))
    assert clear.lower > 0
    assert clear.verdict == "higher"


def find_wilson(counted: float, cases: float) -> tuple[float, float]:
    """Wilson's limits, solved from their definition: |x − p| = z √(p(1 − p)/n)."""
    z = stats.norm.ppf(0.975)
    share = counted / cases
    a, b = 1 + z * z / cases, -(2 * share + z * z / cases)
    root = (b * b - 4 * a * share * share) ** 0.5
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


@given(st.integers(1, 300), st.integers(1, 300), st.floats(0, 1), st.floats(0, 1))
def test_the_interval_of_a_difference_is_newcombe_s_tenth(cases, others, share, other):
    counted, base = round(cases * share, 1), round(others * other, 1)
    results = (
        make("tp09", str(counted), cases),
        make("tp09", str(base), others, period=BEFORE),
    )
    low, high = find_difference_interval(*results)
    p, q = counted / cases, base / others
    p_low, p_high = find_wilson(counted, cases)
    q_low, q_high = find_wilson(base, others)
    assert low == pytest.approx(
        100 * (p - q - ((p - p_low) ** 2 + (q_high - q) ** 2) ** 0.5), abs=1e-4
    )
    assert high == pytest.approx(
        100 * (p - q + ((p_high - p) ** 2 + (q - q_low) ** 2) ** 0.5), abs=1e-4
    )


def test_what_is_not_final_or_has_no_test_is_not_compared():
    share = make("ch02_1", 63, 74)
    before = make("ch02_1", 13, 20, period=BEFORE)
    # Provisional, hidden, missing, as at a day, of another measure, a median.
    assert compare(replace(share, pending=1), before) is None
    assert compare(replace(share, status="suppressed"), before) is None
    assert compare(share, None) is None
    assert compare(make("overdue_1", 3), make("overdue_1", 4)) is None
    assert compare(share, make("ch02_2", 13, 20, period=BEFORE)) is None
    middle = make("response_days_median_1", 8)
    assert compare(middle, replace(middle, period=BEFORE)) is None
    # Half a year's count is smaller than a year's for that alone; a share is not.
    half = make("received_1", 40, is_part=True)
    assert compare(half, make("received_1", 80, period=BEFORE)) is None
    assert compare(replace(share, is_part=True), before) is not None


@pytest.mark.parametrize(
    ("day", "breaks", "is_told"),
    [
        # On the first day of the year before both years are after it.
        (date(2023, 4, 1), True, False),
        (date(2023, 4, 2), True, True),
        (date(2025, 3, 31), True, True),
        (date(2025, 4, 1), True, False),
        # An event that changed nothing in how complaints are recorded.
        (date(2025, 1, 1), False, False),
    ],
)
def test_a_break_between_two_periods_is_told(day, breaks, is_told):
    event = replace(NEW_SYSTEM, event_date=day, breaks_baseline=breaks)
    found = compare_years("ch02_1", (63, 74), (13, 20), [event])
    assert found.broken_by == ((event,) if is_told else ())
    month = f"{day:%B %Y}"
    told = f"Recorded differently since {month}: higher than"
    assert write_comparison(found).startswith(told) == is_told
    assert write_short_comparison(found).startswith(told) == is_told


def test_a_break_in_the_register_is_none_of_the_survey_or_of_two_groups():
    survey = compare_years("tp09", (67, 188), (54, 175), [NEW_SYSTEM])
    assert survey.broken_by == ()
    groups = [make("upheld_share_1", 5, 20, group={"channel": name}) for name in "ab"]
    assert compare(*groups, [NEW_SYSTEM]).broken_by == ()


def test_many_are_judged_together():
    # Benjamini and Hochberg's own rule, by hand: of 0.01, 0.02, 0.03 and 0.9 the
    # bounds are 0.0125, 0.025, 0.0375 and 0.05, so the first three pass.
    assert find_clear([0.03, 0.9, 0.01, 0.02]) == [True, False, True, True]
    # Alone 0.04 would pass; beside eleven that do not it is what chance gives.
    assert find_clear([0.04] + [0.5] * 11) == [False] * 12
    # A later one that passes takes the earlier with it: 0.045 ≤ 0.05 × 2/2.
    assert find_clear([0.045, 0.045]) == [True, True]
    assert find_clear([]) == []
    assert find_clear([LEVEL]) == [True]


@given(st.lists(st.floats(0, 1), max_size=15))
def test_judging_together_is_what_scipy_s_adjustment_says(chances):
    expected = (
        [bool(p <= LEVEL) for p in stats.false_discovery_control(chances)]
        if chances
        else []
    )
    # At the very bound the two divide in another order.
    near = any(
        abs(p - LEVEL * rank / len(chances)) < 1e-12
        for p, rank in product(chances, range(1, len(chances) + 1))
    )
    assert near or find_clear(chances) == expected


def test_an_area_alone_would_stand_out_but_not_among_twelve():
    def area(name, counted, cases):
        return make("answered_in_time_1", counted, cases, group={"service_area": name})

    whole = make("answered_in_time_1", 240, 300)
    # 14 of 25 against 226 of 275: 0.004 alone.
    odd = area("Odd", 14, 25)
    assert compare(odd, find_rest(whole, odd)).verdict == "lower"
    others = [area(str(number), 20, 25) for number in range(11)]
    pairs = [(each, find_rest(whole, each)) for each in [odd, *others]]
    assert compare_many(pairs)[0].verdict == "lower"
    # 16 of 25 against 224 of 275, 0.06; and 15, 0.02: clear alone, not among twelve.
    odd = area("Odd", 15, 25)
    alone = compare(odd, find_rest(whole, odd))
    assert 0.05 / 12 < alone.p < 0.05
    pairs = [(each, find_rest(whole, each)) for each in [odd, *others]]
    found = compare_many(pairs)
    assert [each.verdict for each in found] == ["cannot tell"] * 12
    # The interval beside it no longer says what the verdict does not.
    assert all(each.lower <= 0 <= each.upper for each in found)
    told = write_many(found, "area")
    assert "12 areas are set against the others" in told
    assert "about 0.6 would stand out though nothing was different" in told
    assert "none does" in told


def test_the_rest_is_the_whole_without_the_group():
    whole = make("answered_in_time_1", 68, 81)
    rest = find_rest(whole, make("answered_in_time_1", 37, 41))
    assert (rest.numerator, rest.denominator, rest.shown) == (31, 40, "77.5%")
    # All cases are the group's, or one of the two is hidden: there is no rest to see.
    assert find_rest(whole, whole) is None
    hidden = replace(whole, status="suppressed", numerator=None, denominator=None)
    assert find_rest(whole, hidden) is None
    assert find_rest(make("received_1", 5), make("received_1", 2)) is None


COUNTS = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(
    lambda pair: (min(pair), max(pair))
)
CLAIM = re.compile(r"\b(higher|lower)[^.]{0,40} than\b", re.I)


@given(COUNTS, COUNTS, st.sampled_from(["ch02_1", "ch01_1", "upheld_share_2", "tp09"]))
def test_no_sentence_claims_a_direction_its_comparison_does_not_bear(now, before, name):
    result = make(name, *now)
    other = make(name, *before, period=BEFORE)
    found = compare(result, other, [NEW_SYSTEM])
    for words in (
        write_comparison(found),
        write_short_comparison(found),
    ):
        claimed = {each.lower() for each in CLAIM.findall(words)}
        assert claimed == ({found.verdict} if found.is_clear else set()), words
        assert ("annot tell" in words) == (found.verdict == "cannot tell")
        assert ("bout the same" in words) == (found.verdict == "about the same")
        # A direction that is claimed is that of the figures.
        if found.is_clear:
            assert (result.value > other.value) == (found.verdict == "higher")
        assert not re.search(r"\b(rose|fell|better|worse|nan|inf)\b", words)
        # Percentages differ by points; the words "per cent" and "+5%" are never used.
        assert "per cent" not in words
        assert not re.search(r"[+−-]\d[\d.]*%", words)


def test_a_clear_difference_too_small_to_matter_says_so():
    # 50% and 46% of five thousand: clear, and at most six points.
    small = compare_years("ch02_1", (2500, 5000), (2300, 5000))
    assert write_comparison(small).startswith("Higher, by less than 10 points, than")
    fewer = compare_years("ch01_1", (9000, 4000), (10000, 4000))
    assert write_comparison(fewer).startswith("Lower, by less than 20%, than")


def test_few_cases_make_words_careful_and_not_silent():
    clear = compare_years("ch02_1", (9, 9), (0, 9))
    assert write_comparison(clear).endswith("With so few, read the cases as well.")
    assert "With so few" not in write_comparison(
        compare_years("ch02_1", (63, 74), (13, 20))
    )


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda each: each.id)
def test_no_measure_breaks_the_comparison(measure):
    # Any measure may be asked; what cannot be compared gives nothing.
    pair = (make(measure.id, 30, 60), make(measure.id, 20, 60, period=BEFORE))
    found = compare(*pair)
    assert found is None or write_comparison(found)
