"""The funnel: limits, overdispersion, ranks with their uncertainty, chart and words."""

from dataclasses import replace
from math import asin, pi, sin, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from regulator import Landlord, write_workbook
from scipy import stats

from analytics.bearing.peers.funnel import (
    LIMITS,
    Funnel,
    explain_no_funnel,
    find_funnel,
    find_scores,
    find_spread_between,
    limit_parts,
    make_funnel,
    rank_last,
    write_funnel,
    write_ordinal,
    write_place,
    write_position,
    write_widening,
)
from analytics.bearing.peers.store import Peers, benchmarks_folder, import_benchmarks
from analytics.drawing.charts import escape_label
from analytics.drawing.funnel import draw_funnel, write_alt_funnel
from analytics.ground.calendar import make_year
from analytics.measures import find_measure
from analytics.measures.result import Result


def make_peers(
    measure: str = "ch01_1",
    numerators: list[float] | None = None,
    denominators: list[float] | None = None,
    group: str = "councils",
) -> Peers:
    """Peers with made-up counts, coded A, B, C …; twelve of a kind by default."""
    counted = numerators or [40.0 + 10 * place for place in range(12)]
    cases = denominators or [2_000.0 + 500 * place for place in range(len(counted))]
    return Peers(
        measure=measure,
        year="2023-24",
        group=group,
        codes=tuple(f"{chr(65 + place)}" for place in range(len(counted))),
        numerators=np.array(counted),
        denominators=np.array(cases),
    )


def make_result(
    measure: str = "ch01_1", numerator: int = 20, denominator: int = 4_216
) -> Result:
    """A final figure of a whole year."""
    chosen = find_measure(measure)
    scale = 1_000 if measure.startswith("ch01") else 100
    return Result(
        measure=chosen,
        period=make_year("2023-24"),
        group={},
        status="ok",
        shown=f"{scale * numerator / denominator:.1f}",
        numerator=numerator,
        denominator=denominator,
        value=scale * numerator // denominator,
        as_at="2024-06-30",
        release="x.1",
    )


# --- Limits ---------------------------------------------------------------------------


def test_the_limits_are_95_and_99_8_in_a_hundred_by_chance_alone():
    assert LIMITS["95"] == pytest.approx(stats.norm.isf(0.025))
    assert LIMITS["99.8"] == pytest.approx(stats.norm.isf(0.001))


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("mean", [3.0, 8.0, 30.0, 150.0, 2_000.0])
def test_limits_of_rates_are_within_a_case_or_so_of_the_exact_ones(limit, mean):
    homes, point = np.array([10_000.0]), LIMITS[limit]
    low, high = limit_parts(True, mean / 10_000, homes, point, 0.0)
    tail = stats.norm.sf(point)
    exact = stats.poisson.ppf([tail, 1 - tail], mean)
    # The square root lies a little high at both ends: by z²/12 and a half, or less.
    assert 10_000 * low[0] == pytest.approx(exact[0], abs=1.8)
    assert 10_000 * high[0] == pytest.approx(exact[1], abs=1.8)


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
@pytest.mark.parametrize("cases", [40, 200, 3_000])
def test_limits_of_shares_are_within_a_case_or_so_of_the_exact_ones(
    limit, share, cases
):
    point = LIMITS[limit]
    low, high = limit_parts(False, share, np.array([float(cases)]), point, 0.0)
    tail = stats.norm.sf(point)
    exact = stats.binom.ppf([tail, 1 - tail], cases, share)
    assert cases * low[0] == pytest.approx(exact[0], abs=2.2)
    assert cases * high[0] == pytest.approx(exact[1], abs=2.2)


def find_slowly(rate: bool, average: float, cases: float, point: float, tau2: float):
    """The limits again, by walking along the scale until one stands so far away."""
    turn = sqrt if rate else (lambda part: asin(sqrt(part)))
    deviation = sqrt(1 / (4 * cases) + tau2)
    steps = [place / 20_000 for place in range((60_000 if rate else 20_000) + 1)]
    inside = [s for s in steps if abs(turn(s) - turn(average)) <= point * deviation]
    return min(inside), max(inside)


@pytest.mark.parametrize("rate", [True, False])
@pytest.mark.parametrize("tau2", [0.0, 0.002, 0.09])
@pytest.mark.parametrize("cases", [9.0, 120.5])
def test_limits_by_a_slow_second_answer(rate, tau2, cases):
    for point in LIMITS.values():
        fast = limit_parts(rate, 0.3, np.array([cases]), point, tau2)
        slow = find_slowly(rate, 0.3, cases, point, tau2)
        assert min(fast[0][0], 3.0) == pytest.approx(slow[0], abs=1e-4)
        assert min(fast[1][0], 3.0) == pytest.approx(slow[1], abs=1e-4)


@given(
    rate=st.booleans(),
    average=st.floats(0.001, 0.999),
    cases=st.floats(1, 100_000),
    tau2=st.floats(0, 0.3),
)
def test_limits_hold_the_average_widen_and_stay_possible(rate, average, cases, tau2):
    place = np.array([cases])
    ends = [
        limit_parts(rate, average, place, p, f)
        for p in LIMITS.values()
        for f in (0.0, tau2)
    ]
    (low, high), (lower, higher), (outer, upper), (last, top) = [
        (float(a[0]), float(b[0])) for a, b in ends
    ]
    slack = 1e-12
    assert 0 <= last <= lower + slack <= low + 2 * slack <= average + 3 * slack
    assert average - slack <= high <= higher + slack <= top + 2 * slack
    assert outer <= low + slack
    assert upper >= high - slack
    assert rate or top <= 1


def test_more_homes_bring_the_limits_together():
    low, high = limit_parts(True, 0.04, np.array([1e3, 1e4, 1e5]), 1.96, 0.001)
    assert list(low) == sorted(low)
    assert list(high) == sorted(high, reverse=True)


# Worked out apart from this code from the regulator's figures of 2024-25: the mean of
# landlords, the variance between them, and their 95% limits for three sizes.
@pytest.mark.parametrize(
    ("measure", "mean", "between", "sizes", "lower", "upper"),
    [
        (
            "ch02_1 of all",
            86.6657,
            0.03340812,
            [16, 74, 500],
            [47.76, 53.564, 55.059],
            [100.0, 100.0, 99.983],
        ),
        (
            "ch01_1 of councils",
            45.7398,
            0.00235276,
            [1_000, 4_000, 20_000],
            [12.968, 13.817, 14.054],
            [98.509, 96.219, 95.598],
        ),
        (
            "ch02_2 of councils below 5,000",
            87.447,
            0.0890861,
            [16, 74, 500],
            [29.521, 33.066, 33.949],
            [100.0, 100.0, 100.0],
        ),
        (
            "tp09 of associations",
            39.0276,
            0.00315785,
            [16, 74, 500],
            [15.609, 24.372, 27.878],
            [65.537, 54.776, 50.791],
        ),
    ],
)
def test_limits_are_those_found_elsewhere(measure, mean, between, sizes, lower, upper):
    rate = measure.startswith("ch01")
    scale = 1_000 if rate else 100
    cases = np.array(sizes, dtype=float)
    low, high = limit_parts(rate, mean / scale, cases, LIMITS["95"], between)
    assert scale * low == pytest.approx(lower, abs=2e-3)
    assert scale * high == pytest.approx(upper, abs=2e-3)


# --- How much landlords differ --------------------------------------------------------


def test_the_spread_between_landlords_by_hand():
    # Eleven landlords of 100 homes, 1 to 121 complaints (the squares), so that square
    # roots are 1 to 11. All together: 506 of 1,100, root of a hundred times it 6.782.
    # z is twice the gap of the roots: 2 × (1 − 6.782) … 2 × (11 − 6.782). A tenth of
    # eleven, counted from nought, is the second: the ends are drawn in to 2 and 10. The
    # squares of the gaps: 45.74 for both 2s, 14.31, 7.74, 3.18, 0.61, 0.05, 1.48, 4.92,
    # and 20.71 for both 10s; 98.73 in all, times 4: 394.9, where chance gives 10. Each
    # weighs 400, so that 4,400 − 400 are spare: 384.9 / 4,000 lie between.
    roots = np.arange(1.0, 12.0)
    numerators, homes = roots**2, np.full(11, 100.0)
    scores = find_scores(True, numerators, homes)
    assert scores == pytest.approx(2 * (roots - sqrt(506 / 11)))
    mean, between = find_spread_between(True, numerators, homes)
    assert between == pytest.approx(384.92 / 4_000, abs=1e-5)
    # All weigh alike, so the mean is that of the roots: 6 of 10, squared.
    assert mean == pytest.approx(0.6**2)


def test_the_spread_between_shares_by_hand():
    # Five in ten of all; scores are 2√n × (arcsine √share − 45°).
    numerators, cases = np.array([20.0, 50.0, 80.0] * 4), np.full(12, 100.0)
    gap = 20 * (asin(sqrt(0.8)) - pi / 4)
    assert find_scores(False, numerators, cases)[2] == pytest.approx(gap)
    mean, between = find_spread_between(False, numerators, cases)
    assert between == pytest.approx((8 * gap**2 - 11) / (11 * 400))
    assert mean == pytest.approx(0.5)


def test_a_large_landlord_does_not_draw_the_mean_to_itself():
    # One landlord of a million homes at 10, thirty of a thousand at 40 and 60.
    numerators = np.array([10_000.0, *[40.0, 60.0] * 15])
    homes = np.array([1_000_000.0, *[1_000.0] * 30])
    mean, _ = find_spread_between(True, numerators, homes)
    assert 0.045 < mean < 0.05


def test_landlords_that_are_all_alike_widen_nothing():
    homes = np.full(300, 2_000.0)
    assert find_spread_between(True, np.full(300, 50.0), homes)[1] == 0
    generator = np.random.default_rng(1)
    chance = generator.poisson(80, 300).astype(float)
    # Winsorising takes the ends from what chance alone spreads: below it, so nought.
    assert find_spread_between(True, chance, homes)[1] == 0
    # Rates that truly vary by a tenth of the square root's own 0.2: 0.02² = 0.0004.
    places = generator.normal(0.2, 0.02, 300)
    differing = generator.poisson(2_000 * places**2).astype(float)
    found = find_spread_between(True, differing, homes)[1]
    assert 0.0002 < found < 0.0004


@given(
    counts=st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=30
    ),
    rate=st.booleans(),
)
def test_the_spread_is_never_below_nought_and_the_mean_is_among_them(counts, rate):
    numerators = np.array([float(first) for first, _ in counts])
    denominators = np.array([float(first + second + 1) for first, second in counts])
    mean, between = find_spread_between(rate, numerators, denominators)
    assert between >= 0
    values = numerators / denominators
    assert values.min() - 1e-9 <= mean <= values.max() + 1e-9


# --- Ranks ----------------------------------------------------------------------------


def test_the_rank_is_counted_from_the_lowest():
    numerators, homes = (10.0, 20.0, 40.0, 50.0, 30.0), (1_000.0,) * 5
    rank, low, high = rank_last(True, numerators, homes)
    assert rank == 3
    assert 1 <= low <= 3 <= high <= 5


def test_many_cases_leave_no_doubt_and_few_leave_much():
    sure = rank_last(True, (1e5, 2e5, 4e5, 5e5, 3e5), (1e7,) * 5)
    assert sure == (3, 3, 3)
    few = rank_last(False, (8.0, 9.0, 11.0, 12.0, 10.0), (16.0,) * 5)
    assert few == (3, 1, 5)


def test_the_interval_of_two_landlords_against_arithmetic():
    # Twelve and eight on the same homes: the chance that the second is truly the lower
    # is that of a beta below a half, about 0.82, so either rank is possible at 95%.
    below = stats.beta.sf(0.5, 12.5, 8.5)
    assert 0.05 < below < 0.95
    assert rank_last(True, (12.0, 8.0), (100.0, 100.0)) == (1, 1, 2)
    below = stats.beta.sf(0.5, 40.5, 8.5)
    assert below > 0.999
    assert rank_last(True, (40.0, 8.0), (100.0, 100.0)) == (1, 1, 1)


def test_nothing_is_taken_for_known_before_a_case_is():
    # None and four: by Jeffreys' prior the first is truly the higher in 1 of 100, so
    # that it stands lowest for sure; by a uniform prior it would be in 3 of 100.
    assert stats.beta.sf(0.5, 0.5, 4.5) < 0.015 < 0.03 < stats.beta.sf(0.5, 1, 5)
    assert rank_last(True, (4.0, 0.0), (100.0, 100.0)) == (1, 1, 1)


def test_a_published_rank_that_is_unlikely_is_still_in_the_interval():
    # None on one home, among landlords of one in 100,000: lowest as published, though
    # its true rate is most likely the highest of all.
    rank, low, high = rank_last(True, (1.0,) * 9 + (0.0,), (1e5,) * 9 + (1.0,))
    assert (rank, low, high) == (1, 1, 10)
    assert stats.gamma.cdf(1e-5, 0.5) < 0.01


def test_ranks_by_a_slow_second_answer():
    # The chance of every rank, by adding landlords one after the other over a grid of
    # what the last one's true rate may be.
    counts = (5.0, 9.0, 14.0, 20.0, 30.0, 12.0)
    homes = (900.0, 1_000.0, 1_100.0, 1_000.0, 1_000.0, 1_000.0)
    grid = stats.gamma.ppf((np.arange(4_000) + 0.5) / 4_000, 12.5, scale=1 / 1_000)
    chances = np.zeros(6)
    for rate in grid:
        ranks = np.array([1.0])
        for count, home in zip(counts[:-1], homes[:-1], strict=True):
            lower = stats.gamma.cdf(rate, count + 0.5, scale=1 / home)
            ranks = np.append(ranks, 0) * (1 - lower) + np.append(0, ranks) * lower
        chances += ranks / len(grid)
    total = np.cumsum(chances)
    low = int(np.argmax(total >= 0.025)) + 1
    high = int(np.argmax(total >= 0.975)) + 1
    assert rank_last(True, counts, homes)[1:] == (low, high)


def test_the_same_counts_always_give_the_same_words():
    peers = make_peers()
    first = write_funnel(make_funnel(peers, "Z", 20, 4_000, "5.0"))
    rank_last.cache_clear()
    assert write_funnel(make_funnel(peers, "Z", 20, 4_000, "5.0")) == first


@settings(max_examples=50)
@given(
    counts=st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=15
    ),
    rate=st.booleans(),
)
def test_the_interval_holds_the_rank_as_published(counts, rate):
    # Ties at 100% of two among them: what is likely lies elsewhere.
    numerators = tuple(float(first) for first, _ in counts)
    denominators = tuple(float(first + second + 1) for first, second in counts)
    rank, low, high = rank_last(rate, numerators, denominators)
    assert 1 <= low <= rank <= high <= len(counts)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (102, "102nd"),
        (111, "111th"),
        (120, "120th"),
    ],
)
def test_ordinals(number, words):
    assert write_ordinal(number) == words


# --- A landlord among its peers -------------------------------------------------------


def test_a_landlord_takes_the_place_of_its_own_row():
    peers = make_peers()
    funnel = make_funnel(peers, "C", 20, 4_000, "5.0")
    assert (funnel.is_member, funnel.landlords) == (True, 12)
    assert funnel.rank == 1
    assert funnel.value == 5
    # The centre and the limits are those of the regulator's file, its own row included.
    mean, between = find_spread_between(True, peers.numerators, peers.denominators)
    assert (funnel.average, funnel.between) == (pytest.approx(1_000 * mean), between)
    assert write_place(funnel).endswith(" of 12 councils")


def test_a_landlord_of_another_group_is_set_among_it_in_words():
    funnel = make_funnel(make_peers(group="associations"), "Z", 20, 4_000, "5.0")
    assert (funnel.is_member, funnel.landlords) == (False, 13)
    assert write_place(funnel) == (
        "the 1st lowest, if it were counted among the 12 housing associations"
    )


def stand(numerator: float) -> Funnel:
    """A landlord of 10,000 homes among twenty others that are alike at 40 per 1,000."""
    peers = make_peers(numerators=[400.0] * 20, denominators=[10_000.0] * 20)
    return make_funnel(peers, "Z", numerator, 10_000, f"{numerator / 10:.1f}")


@pytest.mark.parametrize(
    ("numerator", "where"),
    [
        (400, "inside"),
        (365, "inside"),
        (355, "below 95"),
        (330, "below 99.8"),
        (445, "above 95"),
        (470, "above 99.8"),
    ],
)
def test_where_a_landlord_stands(numerator, where):
    # Chance alone: 361.8 to 440.2 and 340.6 to 464.2 on the square root's scale.
    assert stand(numerator).judge() == where


def test_the_position_is_said_without_praise_or_blame():
    assert write_position(stand(330)) == (
        "It lies below the 99.8% limit round the mean of councils (40.0), which allows "
        "for its size and for how much landlords differ: it stands apart from them."
    )
    # One in ten of the others lies far outside, so that lying inside says something.
    peers = make_peers(
        numerators=[400.0] * 18 + [100.0, 900.0], denominators=[10_000.0] * 20
    )
    inside = make_funnel(peers, "Z", 400, 10_000, "40.0")
    assert write_position(inside).startswith("It lies inside the 95% limits round the")


def test_a_funnel_that_holds_everything_says_that_it_cannot_tell():
    assert write_position(stand(400)) == (
        "The funnel cannot tell it from others: limits for its size hold 100 of a "
        "hundred councils."
    )
    # Wider limits hold what stood outside.
    assert stand(330).can_tell
    assert not replace(stand(330), between=0.01).can_tell


def test_the_widening_is_said_where_there_is_one():
    assert write_widening(stand(400)) == ""
    # 1 and 4 × 10,000 × 0.00013125, which is 5.25: the root of 6.25.
    wide = replace(stand(400), between=0.00013125)
    assert write_widening(wide).startswith("At its size the limits are 2.5 times as")
    assert wide.judge() == stand(400).judge() == "inside"
    assert replace(stand(330), between=0.00013125).judge() == "inside"


def test_the_words_of_a_funnel():
    words = write_funnel(stand(330), "Anytown")
    assert words.startswith("Anytown: 33.0 in 2023-24, between the 1st and the 2nd")
    assert "(at 95%). It lies below the 99.8% limit" in words
    assert write_funnel(stand(330)).startswith("This landlord: ")


# --- From a file to a funnel ----------------------------------------------------------


@pytest.fixture
def imported(tmp_path: Path) -> None:
    """Twenty made-up councils and five associations, imported."""
    landlords = [
        Landlord(
            f"00X{chr(65 + place)}",
            homes=2_000 + 300 * place,
            stage_1=(30 + 12 * place, 20 + 10 * place),
        )
        for place in range(20)
    ]
    others = [Landlord(f"L{place}", "PRP") for place in range(5)]
    import_benchmarks(write_workbook(tmp_path / "tsm.xlsx", [*landlords, *others]))


@pytest.mark.usefixtures("imported")
def test_a_figure_finds_its_funnel():
    funnel = find_funnel(make_result(), "00XC", "councils")
    assert funnel is not None
    assert (funnel.landlords, funnel.is_member) == (20, True)
    assert find_funnel(make_result(), "29UD", "councils").landlords == 21
    assert find_funnel(make_result("ch02_1", 13, 20), "29UD", "all").landlords == 26
    assert explain_no_funnel(make_result(), "councils") == ""


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    "changes",
    [
        {"status": "not_recorded"},
        {"pending": 2},
        {"is_part": True},
        {"group": {"month": "2023-04"}},
        {"filters": {"tenure": ("lcra",)}},
        {"measure": find_measure("upheld_share_1")},
    ],
)
def test_what_is_not_final_whole_and_of_a_year_has_no_funnel(changes):
    result = replace(make_result(), **changes)
    assert find_funnel(result, "29UD", "councils") is None
    assert explain_no_funnel(result, "councils").startswith("Only a final figure")


@pytest.mark.usefixtures("imported")
def test_too_few_peers_or_no_file_make_no_funnel():
    # Five associations are no distribution.
    assert find_funnel(make_result(), "29UD", "associations") is None
    assert explain_no_funnel(make_result(), "associations") == (
        "The regulator's file of 2023-24 has too few housing associations to be set "
        "beside."
    )
    other = replace(make_result(), period=make_year("2021-22"))
    assert find_funnel(other, "29UD", "councils") is None
    assert explain_no_funnel(other, "councils").startswith(
        "The regulator's figures of 2021-22 have not been imported"
    )


@pytest.mark.usefixtures("imported")
def test_a_damaged_file_is_said_where_the_funnel_would_stand():
    (benchmarks_folder() / "2023-24.parquet").write_bytes(b"nothing")
    assert find_funnel(make_result(), "29UD", "councils") is None
    assert "are damaged" in explain_no_funnel(make_result(), "councils")


# --- The chart ------------------------------------------------------------------------


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    "result",
    [make_result(), make_result("ch02_1", 13, 20), make_result("tp09", 54, 175)],
)
def test_the_chart_names_nobody_but_the_landlord(result):
    funnel = find_funnel(result, "00XC", "councils")
    figure = draw_funnel(result, funnel, "Anytown <b>")
    text = figure.to_json()
    assert not [code for code in funnel.peers.codes if f'"{code}"' in text]
    labels = [each.text for each in figure.layout.annotations]
    assert labels.count("95%") == labels.count("99.8%") == 2
    assert "average of councils" in labels
    [own] = [label for label in labels if escape_label("Anytown <b>") in label]
    assert own.startswith("<b>")
    assert figure.layout.showlegend is False
    assert figure.layout.hovermode is False
    dots = [trace for trace in figure.data if trace.mode == "markers"]
    assert [len(trace.x) for trace in dots] == [20, 1]
    lines = [trace.line.dash for trace in figure.data if trace.mode == "lines"]
    assert lines == ["dash", "dash", "dot", "dot"]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("homes", [1_900, 4_000, 9_000])
@pytest.mark.parametrize("made", [1, 150, 900])
def test_every_mark_lies_in_the_chart(homes, made):
    result = make_result("ch01_1", made, homes)
    funnel = find_funnel(result, "29UD", "councils")
    figure = draw_funnel(result, funnel)
    low, high = (10**edge for edge in figure.layout.xaxis.range)
    assert all(low < x < high for trace in figure.data[-2:] for x in trace.x)
    assert all(low <= mark <= high for mark in figure.layout.xaxis.tickvals)
    assert len(figure.layout.xaxis.tickvals) >= 1
    top = figure.layout.yaxis.range[1]
    assert all(0 <= y < top for trace in figure.data[-2:] for y in trace.y)


@pytest.mark.usefixtures("imported")
def test_the_alt_text_says_what_the_chart_shows():
    result = replace(make_result(), is_made_up=True)
    funnel = find_funnel(result, "29UD", "councils")
    alt = write_alt_funnel(result, funnel, "Anytown")
    assert alt.startswith(
        "Funnel chart. Stage 1 complaints per 1,000 homes, 2023-24: 20 councils, "
        "without names. Anytown 4.7, made up, the 1st lowest, if it were counted"
    )
    assert "The 95% limits for its size are " in alt
    assert write_position(funnel) in alt


def test_the_arcsine_is_its_own_way_back():
    # A check of the slow answer's scale: what is turned comes back.
    assert sin(asin(sqrt(0.3))) ** 2 == pytest.approx(0.3)
