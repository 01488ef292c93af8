"""Limits that others have printed or stored, for the formulas as they stand there.

From qicharts2 (its stored references to Montgomery's examples) and NHSRplotthedots (its
snapshots); the figures only. Where our charts depart from a formula, a second test of
the series says by how much.
"""

from statistics import fmean

import pytest

from analytics.bearing.control.limits import (
    FEWEST_CASES,
    ROOT,
    SIGMAS,
    XMR_LIMIT,
    Limits,
    find_mean_rate,
    find_rate_limits,
    find_share_limits,
    find_xmr_limits,
    list_ranges,
    make_limits,
)
from analytics.bearing.control.quantiles import expect_share, find_usual


# Montgomery 7.1, cans that leak in samples of 50: 1 to 30 less 15 and 23; 31 to 94.
CANS_REVISED = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12]
CANS_REVISED += [8, 10, 5, 13, 11, 20, 18, 15, 9, 12, 7, 13, 9, 6]
CANS_LATER = [9, 6, 12, 5, 6, 4, 6, 3, 7, 6, 2, 4, 3, 6, 5, 4, 8, 5, 6, 7, 5]
CANS_LATER += [6, 3, 5, 8, 7, 5, 6, 4, 5, 2, 3, 4, 7, 6, 5, 5, 3, 7, 9, 6, 10]
CANS_LATER += [4, 3, 5, 8, 11, 9, 7, 3, 5, 2, 1, 4, 5, 3, 7, 6, 4, 4, 6, 8, 5, 6]

# Table 7.4: samples whose sizes differ.
ORDERS = [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6]
ORDERS += [8, 10, 7, 5, 8, 5, 8, 10, 6, 9]
SIZES = [100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110]
SIZES += [80, 80, 80, 90, 100, 100, 100, 100, 90, 90]

# 7.3: circuit boards less samples 6 and 20; 7.4: faults in shipments of 50.
BOARDS = [21, 24, 16, 12, 15, 28, 20, 31, 25, 20, 24, 16]
BOARDS += [19, 10, 17, 13, 22, 18, 30, 24, 16, 19, 17, 15]
SHIPMENTS = [2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4]

# 7.6: hours between failures of a valve.
FAILURES = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8]
FAILURES += [2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]

# NHSRplotthedots: twenty normal figures; in the second series the fifteenth is 10.
NORMAL = [-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774]
NORMAL += [1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197]
NORMAL += [1.2240818, 0.35981383, 0.40077145, 0.11068272, -0.55584113]
NORMAL += [1.78691314, 0.49785048, -1.96661716, 0.7013559, -0.47279141]
WILD = [*NORMAL[:14], 10, *NORMAL[15:]]


def list_lines(limits: Limits | None) -> tuple[float, float, float]:
    assert limits is not None
    return limits.lower, limits.centre, limits.upper


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        (CANS_REVISED, (4.070283995428955, 21.5, 38.92971600457105)),
        (CANS_LATER, (0.0, 10.96875, 24.226995518120034)),
    ],
)
def test_shares_of_samples_of_fifty(
    counts: list[int], printed: tuple[float, float, float]
) -> None:
    centre = find_mean_rate(counts, [50] * len(counts))
    assert list_lines(find_share_limits(centre, 50)) == pytest.approx(printed, abs=1e-6)


def test_shares_of_samples_of_many_sizes() -> None:
    centre = find_mean_rate(ORDERS, SIZES)
    printed = {
        80: (0.0, 19.409342051458196),
        90: (0.25650562804066107, 18.845535188285865),
        100: (0.7334694727773067, 18.368571343549224),
        110: (1.1438154625052752, 17.958225353821256),
        120: (1.5017344927271539, 17.600306323599373),
    }
    for size, (lower, upper) in printed.items():
        found = list_lines(find_share_limits(centre, size))
        assert found == pytest.approx((lower, 9.551020408163264, upper), abs=1e-6)


def test_exact_limits_of_shares_lie_within_two_cases_of_the_formula() -> None:
    # Of the same series: the exact limits are whole cases, and lie higher where the
    # share is small, because the spread is lopsided.
    centre = find_mean_rate(ORDERS, SIZES)
    for size in (80, 90, 100, 110, 120):
        lower, upper = find_usual(expect_share(centre, size))
        formula = find_share_limits(centre, size)
        assert 0 <= lower - size * formula.lower / 100 < 2
        assert 0 <= upper - size * formula.upper / 100 < 2
    assert FEWEST_CASES < 80


def test_counts() -> None:
    printed = (6.3625319710165975, 19.666666666666668, 32.970801362316735)
    found = find_rate_limits(fmean(BOARDS), 1)
    assert list_lines(found) == pytest.approx(printed, abs=1e-6)


def test_rates() -> None:
    centre = find_mean_rate(SHIPMENTS, [50] * 20)
    printed = (0.0, 0.074, 0.1894123043700281)
    assert list_lines(find_rate_limits(centre, 50)) == pytest.approx(printed, abs=1e-6)


def test_single_figures() -> None:
    for figures, printed in (
        (NORMAL, (-3.01138, 0.1416238, 3.294627)),
        # One range is left out.
        (WILD, (-2.383666, 0.6694159, 3.722497)),
    ):
        found = find_xmr_limits(figures)
        assert list_lines(found) == pytest.approx(printed, abs=1e-5)


def test_single_figures_of_which_no_range_is_left_out() -> None:
    sigma = XMR_LIMIT * fmean(list_ranges(WILD)) / SIGMAS
    found = make_limits(fmean(WILD), sigma)
    printed = (-4.596625, 0.6694159, 5.935457)
    assert list_lines(found) == pytest.approx(printed, abs=1e-5)


def test_nelsons_limits_of_times_between() -> None:
    # His own chart takes the spread from the ranges of the roots. 0.05% for 3 / 1.128,
    # which is 2.6596 and not 2.66.
    found = find_xmr_limits([each ** (1 / ROOT) for each in FAILURES], floor=0)
    lower, centre, upper = (each**ROOT for each in list_lines(found))
    assert lower == 0
    assert centre == pytest.approx(430.04095178975825)
    assert upper == pytest.approx(6937.933488166575, rel=5e-4)
