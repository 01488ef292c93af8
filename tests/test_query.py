"""Every measure and dimension equals a slow plain-Python answer on random rows."""

import csv
import datetime as dt
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import INTERNAL, share
from golden import RESULT_KEYS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from second_answer import (
    ANSWERS,
    NO_AREA,
    UNKNOWN,
    SecondAnswer,
    Tables,
    month_of,
    quarter_of,
    year_of,
)

from analytics.figures.counting.counts import count_measures
from analytics.figures.open_release import OpenRelease, open_release
from analytics.figures.query import explain_inapplicable, run
from analytics.ground.calendar import Period, make_period
from analytics.ground.errors import UsageError
from analytics.ground.settings import releases_folder
from analytics.measures import MEASURES
from analytics.measures.base import Count, Measure, Share
from analytics.measures.dimensions import DIMENSIONS, TIME_DIMENSIONS
from analytics.measures.result import Result
from analytics.release.publish import publish
from expectations.sources import SOURCES


AREAS = ("Repairs", "Estates", "Allocations")
WARDS = (None, "Ash", "Birch", "Cedar")
YEARS = ("2022-23", "2023-24", "2024-25")

# Where the Code changes, years end and holidays lie, and days between.
ANCHORS = (
    dt.date(2022, 9, 16),  # The bank holiday of 19 September 2022 follows.
    dt.date(2023, 4, 28),
    dt.date(2023, 12, 22),
    dt.date(2024, 3, 14),
    dt.date(2024, 3, 28),  # Easter, and three days later the 2024 Code.
    dt.date(2024, 4, 1),
    dt.date(2024, 8, 23),
    dt.date(2024, 12, 20),
    dt.date(2025, 2, 20),
    dt.date(2025, 3, 28),
)
AS_ATS = (
    dt.date(2024, 4, 15),
    dt.date(2025, 1, 10),
    dt.date(2025, 3, 31),
    dt.date(2025, 4, 24),
    dt.date(2025, 6, 30),
)

# What stands in a column of each kind that has no meaning for any measure yet.
UNDRAWN: dict[str, tuple[Any, ...]] = {
    "id": ("One", "Two"),
    "text": ("One", "Two"),
    "date": (dt.date(2023, 4, 28), dt.date(2024, 4, 1)),
    "integer": (0, 1),
    "decimal": (1, 2),
    "boolean": (False, True),
}

received_days = st.builds(
    lambda anchor, days: anchor + dt.timedelta(days=days),
    st.sampled_from(ANCHORS),
    st.integers(0, 13),
)


def after(
    draw: st.DrawFn, day: dt.date, as_at: dt.date, gaps: tuple[int | None, ...]
) -> dt.date | None:
    """A day some days after another; none where the gap is, or where it is to come."""
    gap = draw(st.sampled_from(gaps))
    if gap is None or day + dt.timedelta(days=gap) > as_at:
        return None
    return day + dt.timedelta(days=gap)


@st.composite
def stages(draw: st.DrawFn, as_at: dt.date, complaint_id: str, stage: int) -> Any:
    """One stage of a complaint, with any oddity the contract accepts."""
    received = min(draw(received_days), as_at)
    acknowledged = after(draw, received, as_at, (None, 0, 1, 4, 7, 8, 9, 13, 21))
    start = acknowledged or received
    responded = after(
        draw, received, as_at, (None, None, 0, 5, 13, 14, 15, 18, 22, 28, 29, 40, 60)
    )
    told = after(draw, start, as_at, (None, None, 3, 14, 15, 28, 29, 35))
    longer = draw(st.sampled_from((None, 2, 20, 28, 29, 42, 56, 57, 90)))
    outcomes = (None, "upheld", "partially_upheld", "not_upheld", "withdrawn")
    areas = st.one_of(st.lists(st.sampled_from(AREAS), max_size=3), st.just([NO_AREA]))
    return {
        "complaint_id": complaint_id,
        "stage": stage,
        "tenure": draw(st.sampled_from(("lcra", "lcra", "lcho", "leasehold"))),
        "received_date": received,
        # One before receipt is a cell set aside: tests of what is incomplete draw it.
        "logged_date": after(draw, received, as_at, (None, 0, 1, 12)),
        "acknowledged_date": acknowledged,
        "extension_told_date": told,
        "extended_to_date": longer
        and max(told or start, start + dt.timedelta(days=longer)),
        "responded_date": responded,
        "outcome": draw(st.sampled_from(outcomes)),
        "withdrawn_date": after(draw, received, as_at, (None,) * 6 + (9, 30)),
        "service_areas": draw(areas),
        "channel": draw(st.sampled_from((None, "Online form", "Telephone"))),
        "ward_name": draw(st.sampled_from(WARDS)),
    }


def draw_undrawn(draw: st.DrawFn, source: str, row: dict[str, Any]) -> None:
    """Fill the columns of a row that nothing above draws; some of them unknown.

    A measure or a breakdown over such a column then needs no line here.
    """
    for column in SOURCES[source].columns:
        if column.name in row:
            continue
        values: tuple[Any, ...] = column.choices or UNDRAWN[column.kind]
        value = draw(st.sampled_from((None, *values)))
        row[column.name] = [value] if column.is_list and value else value


class Drawn:
    """Rows of every source and the day they are seen from, written short."""

    def __init__(self, as_at: dt.date, tables: Tables) -> None:
        self.as_at = as_at
        self.tables = tables

    def __repr__(self) -> str:
        return f"{len(self.tables['complaints'])} stages as at {self.as_at}"


@st.composite
def releases(draw: st.DrawFn) -> Drawn:
    """An as-at date, and rows for every source that measures are counted from."""
    as_at = draw(st.sampled_from(AS_ATS))
    have = draw(
        st.lists(
            st.sampled_from(((1,), (1,), (1, 2), (1, 2), (2,))),
            min_size=26,
            max_size=42,
        )
    )
    complaints = [
        draw(stages(as_at, f"C-{number}", stage))
        for number, both in enumerate(have)
        for stage in both
    ]
    if draw(st.integers(0, 3)) == 0:
        # A year of one stage without a single acknowledgement.
        for row in complaints:
            if (row["stage"], year_of(row["received_date"])) == (2, "2024-25"):
                row["acknowledged_date"] = None
    if draw(st.integers(0, 3)) == 0:
        # A year of one stage without a single day of an answer.
        for row in complaints:
            if (row["stage"], year_of(row["received_date"])) == (2, "2023-24"):
                row["responded_date"] = None
    ends = [dt.date(year, 3, 31) for year in (2023, 2024, 2025)]
    homes = [
        {"year_end_date": end, "stock_type": stock, "homes_owned": 40 + 7 * n}
        for n, (end, stock) in enumerate(
            (end, stock) for end in ends for stock in ("lcra", "lcho", "leasehold")
        )
        if end <= as_at and draw(st.integers(0, 7))
    ]
    weights = st.integers(0, 400).map(lambda tenths: Fraction(tenths, 10))
    surveys = [
        {
            "reporting_year": year,
            "stock_type": stock,
            **{answer: draw(weights) for answer in ANSWERS},
        }
        for year in (*YEARS, "2025-26")
        for stock in ("lcra", "lcho")
    ]
    if draw(st.booleans()):
        surveys[0]["neither"] = None
    closures = [
        {
            "complaint_id": f"C-{number}",
            "stage": draw(st.sampled_from((1, 2))),
            "sent_date": sent,
            "answered_date": after(draw, sent, as_at, (None, 0, 9)),
            "score": draw(st.sampled_from((None, 1, 3, 4, 5))),
            "theme": draw(st.sampled_from((None, "Delay", "Tone"))),
        }
        for number in range(0, draw(st.integers(1, 24)), 2)
        for sent in [min(draw(received_days), as_at)]
    ]
    has_links = draw(st.booleans())
    has_dues = draw(st.integers(0, 3)) > 0
    actions = [
        {
            "action_id": f"A-{number}",
            "complaint_id": draw(st.sampled_from((None, f"C-{number}", "C-0")))
            if has_links
            else None,
            "service_area": draw(st.sampled_from((None, *AREAS))),
            "theme": draw(st.sampled_from(("Training", "Policy"))),
            "origin": draw(st.sampled_from(("complaint", "audit"))),
            "description": "Something to do",
            "status": draw(st.sampled_from(("proposed", "open", "completed"))),
            "owner": draw(st.sampled_from((None, "Repairs team"))),
            "due_date": draw(st.one_of(st.none(), received_days)) if has_dues else None,
            "completed_date": after(
                draw, min(draw(received_days), as_at), as_at, (None, 0, 5)
            ),
        }
        for number in range(draw(st.integers(1, 12)))
    ]
    refusals = [
        {
            "refusal_id": f"R-{number}",
            "refused_date": min(draw(received_days), as_at),
            "stage": draw(st.sampled_from((1, 2))),
            "service_area": draw(st.sampled_from((None, *AREAS))),
            "reason": draw(st.sampled_from(("Too old", "Not a complaint"))),
            "is_reason_explained": draw(st.sampled_from((True, False, None))),
            "is_ombudsman_signposted": draw(st.sampled_from((True, False, None))),
        }
        for number in range(draw(st.integers(1, 8)))
    ]
    finding_choices = SOURCES["ombudsman_findings"].column("finding").choices
    findings = [
        {
            "determination_id": f"D-{number // 3}",
            "determined_date": min(draw(received_days), as_at),
            "head": f"Head {(number * 7) % 10}",
            "category": draw(st.sampled_from((None, "Repairs", "Handling"))),
            "finding": draw(st.sampled_from(finding_choices)),
            "tenure": draw(st.sampled_from((None, "lcra", "leasehold"))),
        }
        for number in range(draw(st.integers(1, 10)))
    ]
    orders = [
        {
            "determination_id": "D-1",
            "order_id": f"O-{number}",
            "kind": draw(st.sampled_from(("order", "order", "recommendation"))),
            "description": "Pay what is owed",
            "due_date": draw(st.one_of(st.none(), received_days)),
            "complied_date": after(
                draw, min(draw(received_days), as_at), as_at, (None, 0, 5)
            ),
        }
        for number in range(draw(st.integers(1, 8)))
    ]
    tables = {
        "complaints": complaints,
        "homes": homes,
        "perception_survey": surveys,
        "closure_survey": closures,
        "learning_actions": actions,
        "refusals": refusals,
        "ombudsman_findings": findings,
        "ombudsman_orders": orders,
    }
    for name, rows in tables.items():
        for row in rows:
            draw_undrawn(draw, name, row)
    return Drawn(as_at, tables)


# --- Publishing -----------------------------------------------------------------------


def write_cell(value: Any) -> str:
    """A value as csv holds it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    return str(float(value)) if isinstance(value, Fraction) else str(value)


def publish_rows(folder: Path, as_at: dt.date, tables: Tables) -> OpenRelease:
    """The release of some rows, all of them accepted; no count is too small to show."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "landlord.toml").write_text("[disclosure]\nthreshold = 1\n")
    for name, rows in tables.items():
        headings = list(rows[0]) if rows else list(SOURCES[name].required)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(headings)
            writer.writerows([write_cell(row[key]) for key in headings] for row in rows)
    # Each example is alone: a publish would append to the one before.
    shutil.rmtree(releases_folder(), ignore_errors=True)
    publication = publish([folder], as_at=as_at, judge=None)
    assert not publication.sentences
    return open_release(publication.release, is_tallied=True)


# --- Comparing ------------------------------------------------------------------------

PERIODS = (
    *YEARS,
    "2025-26",
    "2023-24 Q4",
    "2024-25 Q1",
    "2024-25 Q3",
    "2024-25 Q4",
    "2024-25 Q1 to Q3",
    "2024-03",
    "2024-04",
    "2024-12",
    "2025-03",
)


def list_started(as_at: dt.date) -> list[Period]:
    """The periods that had begun by the as-at date."""
    periods = [make_period(label) for label in PERIODS]
    return [period for period in periods if period.first <= as_at]


def to_fraction(number: Any) -> Fraction | None:
    """A number exactly."""
    return None if number is None else Fraction(number)


def list_differences(results: list[Result], second: SecondAnswer) -> Iterator[str]:
    """A line for every result that the second answer contradicts."""
    for result in results:
        if result.status == "not_applicable":
            continue
        figure = second.answer(
            result.measure.id,
            result.period.first,
            result.period.last,
            result.filters,
            result.group,
        )
        found = (
            result.status,
            to_fraction(result.numerator),
            to_fraction(result.denominator),
            to_fraction(result.value),
            Fraction(result.pending),
        )
        wanted = (
            figure.status,
            figure.numerator,
            figure.denominator,
            figure.value,
            figure.pending,
        )
        if found != wanted:
            yield (
                f"{result.measure.id} {result.period.label} {result.group} "
                f"where {result.filters}: {found}, but the second answer is {wanted}"
            )


def list_parts(results: list[Result]) -> dict[Period, list[Result]]:
    """The groups of each period, without its total."""
    parts = defaultdict[Period, list[Result]](list)
    for result in results:
        if not result.is_total:
            parts[result.period].append(result)
    return parts


def list_lost(
    results: list[Result], measure: Measure, second: SecondAnswer
) -> Iterator[str]:
    """A line for every case that is in a total but in none of its groups."""
    totals = [result for result in results if result.is_total and result.is_ok]
    by_period = list_parts(results)
    for total in totals:
        parts = by_period.get(total.period, [])
        if not parts:
            continue
        names = list(parts[0].group)
        cases = second.pick(
            measure.id, total.period.first, total.period.last, total.filters, {}
        )
        for case in cases:
            if case.in_base and not any(
                all(case.is_in(name, [part.group[name]]) for name in names)
                for part in parts
            ):
                # A survey about no complaint we hold is about no area we know.
                if "service_area" in names and not case.belongs["service_area"]:
                    continue
                yield f"{measure.id} by {names}: {case} is in no group"


def list_unadded(results: list[Result], measure: Measure) -> Iterator[str]:
    """A line for every total that its groups do not add up to."""
    if not isinstance(measure, Count | Share) or any(
        DIMENSIONS[name].list_column and measure.model != "complaint_areas"
        for result in results
        for name in result.group
    ):
        return
    by_period = list_parts(results)
    for total in results:
        groups = by_period.get(total.period, [])
        if not total.is_total or not total.is_ok or not groups:
            continue
        for key in ("numerator", "denominator", "pending"):
            whole = getattr(total, key)
            if whole is None:
                continue
            # A month without a case, or whose clock is not recorded, adds nothing.
            # What is counted beside the whole is no part of it.
            parts = sum(
                Fraction(getattr(each, key) or 0)
                for each in groups
                if measure.id != "service_area_mentions"
                or each.group.get("service_area") not in (UNKNOWN, NO_AREA)
            )
            if parts != whole and all(each.status != "not_recorded" for each in groups):
                names = ", ".join(groups[0].group)
                yield (
                    f"{measure.id} {total.period.label} by {names} where "
                    f"{total.filters}: {key} {whole} is not {parts}"
                )


def list_asked_apart(release: OpenRelease, results: list[Result]) -> Iterator[str]:
    """A line for every measure that answers otherwise when it is asked alone."""
    for measure in MEASURES.values():
        together = [each for each in results if each.measure is measure]
        periods = list(dict.fromkeys(each.period for each in together))
        alone = run(
            release, [measure], periods, by=list(together[-1].group), where=None
        )
        if alone != together:
            yield f"{measure.id} asked alone differs"


FILTER_VALUES = {
    "year": YEARS,
    "quarter": ("2023-24 Q4", "2024-25 Q1", "2024-25 Q3", "2024-25 Q4"),
    "month": ("2024-03", "2024-04", "2024-12", "2025-03"),
    "tenure": ("lcra", "lcho", "leasehold"),
    "outcome": ("upheld", "partially_upheld", "not_upheld", "withdrawn"),
    "stage": ("1", "2"),
    "answer": ANSWERS,
    "status": ("proposed", "open", "completed"),
    "origin": ("complaint", "audit"),
    "finding": ("maladministration", "service_failure", "redress", "withdrawn"),
}


@st.composite
def questions(draw: st.DrawFn, measure: Measure) -> Any:
    """Up to two dimensions to cut a measure by, and up to two to filter it by."""
    names = [name for name in measure.dimensions if not measure.is_yearly]
    if not names:
        return (), {}
    by = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    able = [name for name in names if name in FILTER_VALUES]
    where = {}
    if able:
        for name in draw(st.lists(st.sampled_from(able), max_size=2, unique=True)):
            values = st.sampled_from(FILTER_VALUES[name])
            where[name] = draw(st.lists(values, min_size=1, max_size=3, unique=True))
    return tuple(by), where


question_lists = st.tuples(*(questions(measure) for measure in MEASURES.values()))


def list_unlike_rows(release, measures, periods, by, where):
    """Measures that tallies count otherwise than the rows they were made of."""
    alone = replace(release, tallies={})
    tallied = count_measures(release, measures, periods, by, where)
    counted = count_measures(alone, measures, periods, by, where)
    return [
        f"{key[0]} {key[1:]} by {by} where {where}: {tallied.get(key)} of a tally, "
        f"{counted.get(key)} of the rows"
        for key in sorted(tallied.keys() | counted, key=str)
        if tallied.get(key) != counted.get(key)
    ]


@settings(
    max_examples=5,
    # Without shrinking: every try is a publish, and the message says enough.
    phases=[Phase.generate],
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(drawn=releases(), asked=question_lists)
def test_everything_equals_the_second_answer(tmp_path, drawn, asked):
    as_at, tables = drawn.as_at, drawn.tables
    second = SecondAnswer(tables, as_at)
    release = publish_rows(tmp_path / "landing", as_at, tables)
    periods = list_started(as_at)
    wrong: list[str] = []
    try:
        totals = run(release, list(MEASURES.values()), periods)
        wrong += list_differences(totals, second)
        wrong += list_asked_apart(release, totals)
        for name in DIMENSIONS:
            able = [each for each in MEASURES.values() if name in each.dimensions]
            some = periods if name in TIME_DIMENSIONS else periods[1:3]
            results = run(release, able, some, by=(name,))
            wrong += list_differences(results, second)
            wrong += list_unlike_rows(release, able, some, (name,), {})
            for measure in able:
                own = [each for each in results if each.measure is measure]
                wrong += list_lost(own, measure, second)
                wrong += list_unadded(own, measure)
        for measure, (by, where) in zip(MEASURES.values(), asked, strict=True):
            own = run(release, [measure], periods, by=by, where=where)
            wrong += list_differences(own, second)
            if not explain_inapplicable(measure, tuple(by), where):
                wrong += list_unlike_rows(release, [measure], periods, tuple(by), where)
            wrong += list_lost(own, measure, second)
            wrong += list_unadded(own, measure)
    finally:
        release.warehouse.close()
    # One line for each measure is enough to see what is wrong.
    lines = {line.split()[0]: line for line in reversed(wrong)}
    assert not lines, "\n".join(lines.values())


# --- Shape ----------------------------------------------------------------------------

# One answered, one open, one of a leaseholder for whom no homes are given.
COMPLAINTS = """
complaint_id | stage | tenure    | received_date | acknowledged_date | responded_date | outcome | ward_name | service_areas
A            | 1     | lcra      | 2024-05-01    | 2024-05-02        | 2024-05-09     | upheld  | Ash       | Repairs;Estates
B            | 1     | lcra      | 2025-03-20    | 2025-03-21        |                |         |           | Repairs
C            | 1     | leasehold | 2024-08-01    | 2024-08-01        | 2024-09-20     |         | Birch     | Estates
A            | 2     | lcra      | 2024-06-03    |                   |                |         | Ash       | Repairs
"""  # noqa: E501
HOMES = """
year_end_date | stock_type | homes_owned
2025-03-31    | lcra       | 1000
"""
YEAR = make_period("2024-25")

small = share(
    INTERNAL,
    complaints=COMPLAINTS,
    homes=HOMES,
    as_at=dt.date(2025, 4, 1),
    is_tallied=True,
)


def test_every_result_has_the_same_keys_in_the_same_order(small):
    for result in run(small, list(MEASURES.values()), [YEAR]):
        assert list(result.to_dict()) == RESULT_KEYS


def test_no_result_holds_a_nan(small):
    for names in [(), ("month",), ("tenure",), ("service_area",)]:
        able = [m for m in MEASURES.values() if set(names) <= set(m.dimensions)]
        results = run(small, able, [YEAR], by=names)
        text = json.dumps([each.to_dict() for each in results], allow_nan=False)
        assert json.loads(text)[0]["group"] == {}


def test_the_total_comes_first_and_only_once(small):
    results = run(small, [MEASURES["received_1"]], [YEAR], by=("tenure", "month"))
    assert [each.is_total for each in results[:2]] == [True, False]
    assert sum(each.is_total for each in results) == 1
    assert results[0].numerator == 3


def test_results_come_by_measure_then_period(small):
    measures = [MEASURES["received_2"], MEASURES["received_1"]]
    periods = [make_period("2024-25 Q2"), make_period("2024-05")]
    found = [(r.measure.id, r.period.label) for r in run(small, measures, periods)]
    assert found == [
        ("received_2", "2024-25 Q2"),
        ("received_2", "2024-05"),
        ("received_1", "2024-25 Q2"),
        ("received_1", "2024-05"),
    ]


def test_the_same_dimension_twice_means_either_and_two_mean_both(small):
    def ask(**where):
        [total] = run(small, [MEASURES["received_1"]], [YEAR], where=where)
        return total.numerator

    # A and B are about repairs, A and C about estates.
    assert ask(service_area=["Repairs"]) == 2
    assert ask(service_area=["Repairs", "Estates"]) == 3
    assert ask(service_area=["Estates"], tenure=["lcra"]) == 1


def test_months_still_to_come_are_no_groups(small):
    results = run(
        small, [MEASURES["received_1"]], [make_period("2025-26")], by=("month",)
    )
    # As at 1 April 2025 one month of the year has begun.
    assert [each.group for each in results] == [{}, {"month": "2025-04"}]


def test_a_group_without_a_case_is_a_true_nought(small):
    results = run(small, [MEASURES["received_1"]], [YEAR], by=("month",))
    months = {each.group["month"]: each.numerator for each in results[1:]}
    assert len(months) == 12
    assert {month for month, count in months.items() if count} == {
        "2024-05",
        "2024-08",
        "2025-03",
    }


@pytest.mark.parametrize(
    ("by", "where", "words"),
    [
        (("wards",), {}, "ward"),
        ((), {"tenures": ["lcra"]}, "tenure"),
        ((), {"tenure": ["lcraa"]}, "lcra"),
        ((), {"ward": ["Ashe"]}, "Ash"),
        ((), {"month": ["May"]}, "2024-12"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(small, by, where, words):
    with pytest.raises(UsageError, match=words):
        run(small, [MEASURES["received_1"]], [YEAR], by=by, where=where)


@pytest.mark.parametrize(
    "where",
    [
        {"quarter": ["2024-25"]},  # A year is no quarter: it must not mean its first.
        {"quarter": ["2024-05"]},
        {"month": ["2024-25"]},
        {"month": ["2024-25 Q1"]},
        {"year": ["2024-05"]},
        {"year": ["2024-25 Q1"]},
    ],
)
def test_a_time_of_another_kind_is_refused_and_not_taken_for_its_start(small, where):
    with pytest.raises(UsageError):
        run(small, [MEASURES["received_1"]], [YEAR], where=where)


def test_what_cannot_be_cut_so_does_not_apply(small):
    [result] = run(small, [MEASURES["ch02_1"]], [YEAR], where={"ward": ["Ash"]})
    assert (result.status, result.numerator, result.shown) == (
        "not_applicable",
        None,
        "does not apply",
    )
    assert "stage 1 complaints from tenants" in result.reason
    assert explain_inapplicable(MEASURES["ch02_1"], ("month",), {}) is None


def test_the_names_of_times_agree_with_the_second_answer():
    day = dt.date(2022, 1, 1)
    while day < dt.date(2026, 1, 1):
        for name in (year_of(day), quarter_of(day), month_of(day)):
            period = make_period(name)
            assert period.first <= day <= period.last, name
        day += dt.timedelta(days=1)
