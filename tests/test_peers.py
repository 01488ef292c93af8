"""The middle half of like landlords, and the warning where few people complain."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from golden import QUARTILES
from regulator import Landlord, write_workbook
from test_funnel import make_result

from analytics.bearing.peers.low_volume import (
    CHECKS,
    REASON,
    is_in_lowest_tenth,
    warn_of_low_volume,
)
from analytics.bearing.peers.quartiles import (
    PEER_MEASURES,
    find_band,
    find_quartiles,
    read_quartiles,
    write_peer_value,
    write_quartiles,
)
from analytics.bearing.peers.store import benchmarks_folder, import_benchmarks
from analytics.ground.calendar import make_year
from analytics.ground.errors import Refusal, UsageError
from analytics.ground.landlord import read_landlord
from analytics.ground.peer_groups import DEFAULT_GROUP, GROUPS, find_group
from analytics.ground.settings import SAMPLE
from analytics.measures import MEASURES
from analytics.measures.result import Result


# --- What is shipped ------------------------------------------------------------------


def test_every_group_year_and_measure_is_shipped_once():
    keys = [(each.year, each.group.id, each.measure_id) for each in read_quartiles()]
    years = ("2023-24", "2024-25")
    assert sorted(keys) == sorted(
        (year, group, measure)
        for year in years
        for group in GROUPS
        for measure in PEER_MEASURES
    )
    assert set(PEER_MEASURES) <= set(MEASURES)
    for year, group, measure in QUARTILES:
        assert (year, group, measure) in keys


@pytest.mark.parametrize("key", QUARTILES)
def test_the_shipped_quartiles_are_the_computed_facts(key):
    year, group, measure = key
    found = find_quartiles(measure, year, group)
    assert (found.landlords, found.q1, found.median, found.q3) == QUARTILES[key]


@pytest.mark.parametrize(
    "each", read_quartiles(), ids=lambda q: f"{q.year} {q.measure_id} {q.group.id}"
)
def test_a_shipped_distribution_is_in_order(each):
    assert each.q1 <= each.median <= each.q3
    assert each.landlords > 40
    assert each.source.startswith("RSH open data 202")
    for bound in (each.p10_low, each.p10_high):
        assert bound is None or 0 <= bound < each.q1
    # In the earlier year the tenth is known; in the later only a bound of it can be.
    if each.year == "2023-24":
        assert each.p10_low == each.p10_high is not None
    else:
        assert each.p10_low is None or each.p10_high is None


def test_what_nobody_shipped_or_imported_is_not_known():
    assert find_quartiles("ch01_1", "2021-22", "councils") is None
    assert find_quartiles("received_1", "2024-25", "councils") is None
    with pytest.raises(UsageError, match='"council"; the nearest is councils'):
        find_quartiles("ch01_1", "2024-25", "council")


def test_a_landlord_that_has_not_said_stands_beside_all():
    assert find_group("") is GROUPS[DEFAULT_GROUP]
    assert find_quartiles("ch01_1", "2024-25").group.id == "all"


# --- The landlord's own group ---------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS)
def test_landlord_toml_may_name_any_group(tmp_path, group):
    path = tmp_path / "landlord.toml"
    path.write_text(f'peer_group = "{group}"', encoding="utf-8")
    assert read_landlord(path).peer_group == group


@pytest.mark.parametrize(
    ("group", "hint"),
    [
        ("council", "the nearest is councils"),
        ("associatoins", "the nearest is associations"),
        ("x", "known are: all, councils, councils_below_5000, associations"),
    ],
)
def test_landlord_toml_may_name_no_other(tmp_path, group, hint):
    path = tmp_path / "landlord.toml"
    path.write_text(f'peer_group = "{group}"', encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_landlord(path)
    assert str(refused.value) == (
        f'landlord.toml: the peer_group "{group}" is not known: {hint}.'
    )


def test_the_sample_names_its_group():
    assert read_landlord(SAMPLE / "landlord.toml").peer_group == "councils"


# --- Words ----------------------------------------------------------------------------


def test_a_band_in_words():
    rates = find_quartiles("ch01_1", "2024-25", "councils")
    assert write_quartiles(rates) == (
        "The middle half of 159 councils in 2024-25: 28.6 to 64.6, half of them at or "
        "below 44.9."
    )
    shares = find_quartiles("tp09", "2024-25", "councils_below_5000")
    assert write_quartiles(shares).startswith(
        "The middle half of 53 councils below 5,000 homes in 2024-25: 28.1% to 40.1%"
    )
    assert write_peer_value("ch02_1", 81.25) == "81.3%"


@pytest.mark.parametrize("group", GROUPS.values(), ids=lambda group: group.id)
def test_a_group_is_named_in_order(group):
    assert group.label[0].isupper()
    assert group.noun[0].islower()
    assert not group.label.endswith(".")


def test_a_band_is_for_final_figures_of_whole_years():
    result = make_result()
    assert find_band(result, "councils").year == "2023-24"
    for changes in (
        {"pending": 1},
        {"is_part": True},
        {"group": {"month": "2023-05"}},
        {"status": "not_covered"},
        {"measure": MEASURES["received_1"]},
    ):
        assert find_band(replace(result, **changes), "councils") is None


# --- A year that was imported ---------------------------------------------------------


def bring_in(folder: Path, rates: range) -> None:
    """Councils with these rates per 1,000 homes, imported for 2023-24."""
    landlords = [
        Landlord(f"00{rate:04}", homes=1_000, stage_1=(rate, rate)) for rate in rates
    ]
    import_benchmarks(write_workbook(folder / "tsm.xlsx", landlords))


def test_an_imported_year_takes_the_place_of_the_shipped_one(tmp_path):
    bring_in(tmp_path, range(10, 31))
    found = find_quartiles("ch01_1", "2023-24", "councils")
    # Twenty-one landlords: every tenth is one of them exactly.
    assert (found.landlords, found.p10_low, found.q1) == (21, 12, 15)
    assert (found.median, found.q3) == (20, 25)
    assert "imported" in found.source
    # No association came with it, so of them the shipped ones are known.
    assert find_quartiles("ch01_1", "2023-24", "associations").landlords == 197


def test_a_damaged_import_leaves_what_is_shipped(tmp_path):
    bring_in(tmp_path, range(10, 31))
    (benchmarks_folder() / "2023-24.parquet").write_bytes(b"nothing")
    assert find_quartiles("ch01_1", "2023-24", "councils").landlords == 157


def test_fewer_than_ten_are_no_group(tmp_path):
    bring_in(tmp_path, range(10, 19))
    assert find_quartiles("ch01_1", "2023-24", "councils").landlords == 157
    bring_in(tmp_path, range(10, 20))
    assert find_quartiles("ch01_1", "2023-24", "councils").landlords == 10


# --- Few complaints are a warning -----------------------------------------------------


def make_rate(made: int, homes: int = 1_000, year: str = "2023-24") -> Result:
    """A year's stage 1 complaints per 1,000 homes."""
    result = make_result("ch01_1", made, homes)
    rate = 1_000 * made / homes
    return replace(result, period=make_year(year), shown=f"{rate:.1f}")


def rate(made: int, homes: int, year: str, measure: str = "ch01_1") -> Result:
    """A year's rate with its exact value."""
    return replace(
        make_rate(made, homes, year),
        measure=MEASURES[measure],
        value=Fraction(1_000 * made, homes),
    )


def test_the_lowest_tenth_of_an_imported_group_is_warned_of(tmp_path):
    bring_in(tmp_path, range(10, 31))
    # The tenth of 10 to 30 is 12: at it, yes; above it, no.
    warning = warn_of_low_volume(rate(12, 1_000, "2023-24"), "", "councils")
    assert warning.is_tenth
    assert warning.sentence == (
        "Stage 1 complaints per 1,000 homes, 2023-24: 12.0 is between the 1st and the "
        "12th lowest, if it were counted among the 21 councils (at 95%), and as "
        "counted in their lowest tenth."
    )
    assert (warning.reason, warning.checks) == (REASON, CHECKS)
    assert warn_of_low_volume(rate(13, 1_000, "2023-24"), "", "councils") is None


@pytest.mark.parametrize(
    ("made", "homes", "year", "is_tenth"),
    [
        (20, 4_216, "2023-24", True),  # 4.7; a tenth lie at or below 12.3.
        (123, 10_000, "2023-24", True),  # At it, as it is shown.
        (124, 10_000, "2023-24", None),
        (74, 4_202, "2024-25", True),  # 17.6: known to be within it.
        (200, 10_000, "2024-25", False),  # 20.0: in the quarter, no more is known.
        (286, 10_000, "2024-25", False),
        (287, 10_000, "2024-25", None),
        (500, 10_000, "2024-25", None),
    ],
)
def test_what_is_shipped_is_used_as_far_as_it_goes(made, homes, year, is_tenth):
    warning = warn_of_low_volume(rate(made, homes, year), "", "councils")
    assert (warning and warning.is_tenth) == is_tenth


def test_a_quarter_says_that_no_more_is_known():
    warning = warn_of_low_volume(rate(200, 10_000, "2024-25"), "", "councils")
    assert warning.sentence == (
        "Stage 1 complaints per 1,000 homes, 2024-25: 20.0 is as counted in the lowest "
        "quarter of 159 councils. Whether it is in the lowest tenth is not known "
        "without the regulator's file of that year."
    )


def test_what_is_known_to_lie_above_the_tenth_is_not_warned_of():
    # Stage 2 of 2024-25: a landlord of 3.8 was the 25th of 159, so above the tenth.
    low = rate(16, 4_202, "2024-25", "ch01_2")
    assert warn_of_low_volume(low, "", "councils") is None
    lower = rate(15, 4_202, "2024-25", "ch01_2")
    assert warn_of_low_volume(lower, "", "councils").is_tenth is False
    found = find_quartiles("ch01_2", "2024-25", "councils")
    assert [is_in_lowest_tenth(value, found) for value in (3.7, 3.8)] == [None, False]


def test_a_low_share_and_a_year_to_date_are_not_warned_of():
    low = rate(20, 4_216, "2023-24")
    assert warn_of_low_volume(replace(low, is_part=True), "", "councils") is None
    assert warn_of_low_volume(make_result("ch02_1", 1, 100), "", "councils") is None
    assert warn_of_low_volume(rate(20, 4_216, "2021-22"), "", "councils") is None


def test_nobody_complaining_is_the_lowest_of_all():
    warning = warn_of_low_volume(rate(0, 4_216, "2023-24"), "", "councils")
    assert warning.is_tenth
    assert "0.0 is as counted in the lowest tenth" in warning.sentence
