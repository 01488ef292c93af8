"""The demo landlord is wholly made up, says so, and shows the changes planted in it."""

import datetime as dt
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import data_in

from analytics.bearing.comparison import compare, compare_many, find_rest
from analytics.behind.printed.reconciling import (
    AGREES,
    DIFFERS,
    EXPLAINED,
    reconcile_printed,
)
from analytics.figures.open_release import OpenRelease, open_current_release
from analytics.figures.query import run
from analytics.ground.calendar import make_year
from analytics.ground.landlord import read_landlord
from analytics.ground.settings import SAMPLE
from analytics.measures import MEASURES, find_measure
from analytics.words.notes import write_banner
from expectations.sources import SOURCES
from expectations.sources.learning_actions import ACTION_STATUSES, ORIGINS
from expectations.sources.ombudsman import FINDINGS


ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "data" / "demo"
YEARS = [make_year(f"{year}-{year % 100 + 1}") for year in range(2021, 2026)]
BEFORE, NOW = YEARS[-2:]
LANDLORD = SAMPLE / "landlord.toml"
WARD, AREA = "Millrace", "Heating and hot water"


def read(name, folder=DEMO):
    """All rows of an extract."""
    return pq.read_table(folder / f"{name}.parquet").to_pylist()


@pytest.fixture(scope="module")
def release(demo_data: Path) -> Iterator[OpenRelease]:
    """The demo, opened."""
    with data_in(demo_data):
        opened = open_current_release()
        yield opened
        opened.warehouse.close()


def find(release, measure_id, period, **where):
    """One figure, of the whole or of what is filtered."""
    [result] = run(release, [find_measure(measure_id)], [period], where=where)
    return result


def find_groups(release, measure_id, period, dimension):
    """The whole, and each group of it by its name."""
    whole, *groups = run(release, [find_measure(measure_id)], [period], by=[dimension])
    return whole, {each.group[dimension]: each for each in groups}


def count(release, condition):
    """How many rows of complaint_stages meet a condition."""
    sql = f"select count(*) from complaint_stages where {condition}"
    [(number,)] = release.warehouse.query(sql)
    return number


def test_its_banner_claims_no_published_figure(release):
    words = write_banner(release.landlord)
    assert "every record of it are made up" in words
    assert "regulator" not in words
    # The sample's own figures are anchored, and its banner says by whom.
    assert "and the regulator published" in write_banner(read_landlord(LANDLORD))


# --- The files ----------------------------------------------------------------------


def test_generating_again_gives_the_same_rows(tmp_path):
    script = str(DEMO / "generate.py")
    subprocess.run([sys.executable, script, str(tmp_path)], check=True)
    for name in SOURCES:
        again = pq.read_table(tmp_path / f"{name}.parquet")
        assert again.equals(pq.read_table(DEMO / f"{name}.parquet")), (
            f"{name}.parquet is not what data/demo/generate.py makes: run it"
        )


def test_every_source_is_supplied_and_no_row_is_rejected(release):
    assert {path.stem for path in DEMO.glob("*.parquet")} == set(SOURCES)
    for name, source in release.release.sources.items():
        assert source["rejected"] == 0, name
        assert source["accepted"] == source["rows_in"] == len(read(name)) > 0
    assert set(release.release.sources) == set(SOURCES)


@pytest.mark.parametrize("name", SOURCES)
def test_every_column_is_filled_in_some_row(name):
    rows = read(name)
    empty = [
        column.name
        for column in SOURCES[name].columns
        if all(row[column.name] is None for row in rows)
    ]
    assert not empty, f"data/demo/generate.py fills no row of these columns of {name}"


# --- Made up, and saying so ---------------------------------------------------------


def test_it_says_first_that_it_is_made_up(release):
    first = (DEMO / "README.md").read_text(encoding="utf-8").splitlines()[0]
    assert "made up" in first
    assert "made up" in release.landlord.name
    assert release.landlord.is_sample
    assert release.landlord.regulator_code == ""


def test_every_figure_says_that_it_is_made_up(release):
    results = run(release, list(MEASURES.values()), YEARS)
    known = [result for result in results if result.is_ok]
    assert {result.measure.id for result in known} == set(MEASURES)
    assert all(result.is_made_up for result in known)


# --- What the README promises -------------------------------------------------------


def test_five_years_of_rising_volumes(release):
    received = [find(release, "received_1", year).numerator for year in YEARS]
    assert received == [110, 126, 146, 166, 190]
    for year in YEARS:
        assert 12 <= find(release, "escalation_ratio", year).value < 17


def test_about_six_thousand_homes_every_year_end():
    homes = Counter()
    for row in read("homes"):
        homes[row["year_end_date"]] += row["homes_owned"]
    assert set(homes) == {dt.date(year, 3, 31) for year in range(2022, 2027)}
    assert all(5900 <= number <= 6100 for number in homes.values())


def test_cases_wait_at_the_as_at_date_and_leave_the_year_final(release):
    assert release.as_at == dt.date(2026, 4, 15)
    assert release.default_period == NOW
    assert count(release, "is_provisional") >= 12
    assert count(release, "is_provisional and stage = 2") >= 3
    march = "is_provisional and received_date < date '2026-04-01'"
    assert count(release, march) >= 1
    assert count(release, f"{march} and (stage = 1 or tenure = 'lcra')") == 0
    for name in ("ch02_1", "ch02_2", "answered_in_time_1"):
        assert not find(release, name, NOW).is_provisional
    assert find(release, "answered_in_time_2", NOW).is_provisional


@pytest.mark.parametrize(
    "condition",
    [
        "is_overdue and stage = 1",
        "is_overdue and stage = 2",
        "is_withdrawn",
        "acknowledged_date is null and is_answered",
        "acknowledged_date > acknowledgement_due_date",
        "is_in_time_with_extension",
        "extension_told_date > response_due_date",
        "is_extension_valid and extended_to_date > extended_limit_date",
    ],
)
def test_odd_cases_are_there(release, condition):
    assert count(release, condition) >= 2


def test_two_years_have_residents_whose_homes_are_not_known(release):
    statuses = [find(release, "received_per_1000_1", year).status for year in YEARS]
    assert statuses == ["not_supplied", "not_supplied", "ok", "ok", "ok"]


def test_what_was_not_recorded_before_april_2023_is_not_nought(release):
    for name in ("refusals", "closure_satisfaction"):
        statuses = [find(release, name, year).status for year in YEARS]
        assert statuses == ["not_recorded", "not_recorded", "ok", "ok", "ok"]


def test_learning_actions_have_every_status_and_origin():
    rows = read("learning_actions")
    complaints = {row["complaint_id"] for row in read("complaints")}
    linked = [row["complaint_id"] for row in rows if row["complaint_id"]]
    assert len(rows) == 30
    assert {row["status"] for row in rows} == set(ACTION_STATUSES)
    assert {row["origin"] for row in rows} == set(ORIGINS)
    assert len(set(linked)) == len(linked) == 15
    assert set(linked) <= complaints
    for row in rows:
        assert (row["status"] == "completed") == (row["completed_date"] is not None)


def test_an_action_comes_after_the_answer_that_led_to_it():
    answered = {
        row["complaint_id"]: row["responded_date"]
        for row in read("complaints")
        if row["outcome"] in ("upheld", "partially_upheld") and row["stage"] == 1
    }
    for row in read("learning_actions"):
        if row["complaint_id"] in answered:
            assert answered[row["complaint_id"]] < row["raised_date"]


def test_refusals_know_and_do_not_know():
    rows = read("refusals")
    assert len(rows) == 25
    for flag in ("is_reason_explained", "is_ombudsman_signposted"):
        assert {row[flag] for row in rows} == {True, False, None}


def test_determinations_have_every_finding_and_one_severe_this_year():
    rows = read("ombudsman_findings")
    assert len({row["determination_id"] for row in rows}) == 8
    assert {row["finding"] for row in rows} == set(FINDINGS)
    [severe] = [row for row in rows if row["finding"] == "severe_maladministration"]
    assert NOW.first <= severe["determined_date"] <= NOW.last


def test_orders_are_in_time_late_and_still_due(release):
    orders = [row for row in read("ombudsman_orders") if row["kind"] == "order"]
    late = [
        row
        for row in orders
        if row["complied_date"] and row["complied_date"] > row["due_date"]
    ]
    due = [row["due_date"] for row in orders if row["complied_date"] is None]
    assert len(late) == 3
    assert min(due) < release.as_at < max(due)


def test_both_self_assessments_have_all_72_provisions():
    rows = read("self_assessment")
    sections = {"1": 5, "2": 5, "3": 7, "4": 3, "5": 15, "6": 20, "7": 4, "8": 5}
    sections |= {"9": 8}
    for year in ("2024-25", "2025-26"):
        of_year = [row for row in rows if row["reporting_year"] == year]
        assert Counter(row["provision"].split(".")[0] for row in of_year) == sections
        not_met = [row for row in of_year if row["complies"] == "no"]
        assert 1 < len(not_met) < 6
        assert all(row["improvement"] for row in not_met)


def test_one_printed_figure_does_not_agree_with_the_rows(release):
    # And one calls percentage points per cent.
    unlike = {
        each.printed.statement: each.verdict
        for each in reconcile_printed(release)
        if each.printed.measure_id and each.verdict != AGREES
    }
    assert unlike == {
        "Stage 2 answered in Code time, per cent": DIFFERS,
        "Change in stage 1 answered in time": EXPLAINED,
    }


# --- What was planted ---------------------------------------------------------------


def test_stage_2_answers_are_later_than_the_year_before(release):
    now, before = (find(release, "ch02_2", year) for year in (NOW, BEFORE))
    assert compare(now, before).verdict == "lower"
    assert compare(now, before).broken_by == ()


def test_stage_2_answers_are_late_from_october_only(release):
    halves = {
        (year.label, half): find(
            release,
            "ch02_2",
            year,
            quarter=[f"{year.label} Q{n}" for n in (2 * half - 1, 2 * half)],
        )
        for year in (BEFORE, NOW)
        for half in (1, 2)
    }
    first, second = halves["2025-26", 1], halves["2025-26", 2]
    assert compare(second, first).verdict == "lower"
    assert second.value < 50 < 80 < first.value
    assert not compare(first, halves["2024-25", 1]).is_clear


def test_one_ward_complains_about_twice_as_much_and_no_other_more(release):
    _, now = find_groups(release, "received_1", NOW, "ward")
    _, before = find_groups(release, "received_1", BEFORE, "ward")
    assert len(now) == 8
    found = compare_many([(now[ward], before.get(ward)) for ward in now])
    verdicts = dict(zip(now, (each.verdict for each in found), strict=True))
    assert verdicts.pop(WARD) == "higher"
    assert set(verdicts.values()) == {"cannot tell"}
    assert 1.7 < now[WARD].value / before[WARD].value < 2.4


def compare_areas(release, period):
    """The verdict on each service area's stage 1 answers beside the others'."""
    whole, areas = find_groups(release, "answered_in_time_1", period, "service_area")
    found = compare_many([(area, find_rest(whole, area)) for area in areas.values()])
    return dict(zip(areas, (each.verdict for each in found), strict=True))


def test_one_area_answers_later_than_the_others_and_no_other_does(release):
    verdicts = compare_areas(release, NOW)
    assert len(verdicts) == 9
    assert verdicts.pop(AREA) == "lower"
    assert set(verdicts.values()) == {"cannot tell"}


def test_no_area_stood_out_the_year_before(release):
    assert set(compare_areas(release, BEFORE).values()) == {"cannot tell"}


def test_nothing_else_differs_clearly_from_the_year_before(release):
    # Stage 1 in time over all is among them: one slow area does not move the whole.
    planted = {"ch02_2", "ch02_2_without_extension", "ch02_2_strict"}
    clear = set()
    compared = set()
    for measure in MEASURES.values():
        if not measure.is_at_as_at:
            found = compare(
                find(release, measure.id, NOW), find(release, measure.id, BEFORE)
            )
            compared |= {measure.id} if found else set()
            clear |= {measure.id} if found and found.is_clear else set()
    assert {"ch01_1", "ch02_1", "ch02_2", "tp09", "upheld_share_1"} <= compared
    assert "ch02_2" in clear
    assert clear <= planted
