"""The rows behind a figure are exactly those it counts, and are for insiders only."""

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest
from conftest import AS_AT, INTERNAL, share
from hypothesis import HealthCheck, Phase, assume, given, settings
from test_query import YEARS, list_started, publish_rows, question_lists, releases

from analytics.behind.cases import (
    FOR_INSIDE_ONLY,
    find_case,
    list_rows,
    may_see_rows,
)
from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.ground.errors import Refusal, UsageError
from analytics.measures import MEASURES
from analytics.measures.base import (
    ALL,
    COUNTED,
    PENDING,
    REST,
    UNKNOWN,
    Count,
    Median,
    Rate,
    Ratio,
    Share,
)
from analytics.measures.dimensions import TIME_DIMENSIONS
from analytics.release.models import MODELS
from pages.audit.cases.rows import VERDICT, make_frame


YEAR = make_period("2024-25")

# Tenants and leaseholders, answered in time, late, waiting and withdrawn.
COMPLAINTS = """
complaint_id | stage | tenure    | received_date | acknowledged_date | responded_date | withdrawn_date | outcome    | ward_name | service_areas
in-time      | 1     | lcra      | 2024-05-01    | 2024-05-02        | 2024-05-09     |                | upheld     | Ash       | Repairs;Estates;Repairs
late         | 1     | lcra      | 2024-06-03    | 2024-06-04        | 2024-08-30     |                | not_upheld | Birch     | Repairs
waiting      | 1     | lcra      | 2025-03-28    | 2025-03-28        |                |                |            |           | Estates
overdue      | 1     | lcra      | 2024-10-01    | 2024-10-02        |                |                |            | Ash       | Lifts
withdrawn    | 1     | lcra      | 2024-11-01    | 2024-11-04        |                | 2024-11-05     |            | Ash       | Lifts
leaseholder  | 1     | leasehold | 2024-05-01    | 2024-05-02        | 2024-05-09     |                | upheld     | Ash       | Repairs
in-time      | 2     | lcra      | 2024-06-03    | 2024-06-04        | 2024-06-10     |                | upheld     | Ash       | Estates
earlier      | 1     | lcra      | 2024-03-01    | 2024-03-04        | 2024-03-08     |                | upheld     | Ash       | Repairs
"""  # noqa: E501
SEEN = make_period("2025-04").first


# The complaints above as members see them on 1 April 2025.
inside = share(INTERNAL, complaints=COMPLAINTS, as_at=SEEN)


def list_ids(release, name, part=ALL, period=YEAR, **where):
    """The ids of the complaints behind a figure, in alphabetical order."""
    rows = list_rows(release, MEASURES[name], period, where, part)
    return sorted(rows["complaint_id"].to_pylist())


# --- Which rows -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "ids"),
    [
        # Five of tenants at stage 1 in the year; the leaseholder's is in none.
        (ALL, ["in-time", "late", "overdue", "waiting", "withdrawn"]),
        (COUNTED, ["in-time"]),
        # Withdrawn without an answer is not in time, and not late for that.
        (REST, ["late", "overdue", "withdrawn"]),
        # Due on 11 April, ten days after the as-at date.
        (PENDING, ["waiting"]),
    ],
)
def test_the_rows_of_a_share_are_those_counted_the_rest_and_the_open(inside, part, ids):
    assert list_ids(inside, "ch02_1", part) == ids


def test_the_rows_of_a_ratio_are_its_two_counts(inside):
    assert list_ids(inside, "escalation_ratio", COUNTED) == ["in-time"]
    assert len(list_ids(inside, "escalation_ratio", REST)) == 6
    assert len(list_ids(inside, "escalation_ratio")) == 7


def test_the_rows_of_a_median_are_those_it_is_the_median_of(inside):
    # Answered in the year at stage 1, with a known start; the other is stage 2.
    assert list_ids(inside, "response_days_median_1") == [
        "in-time",
        "late",
        "leaseholder",
    ]


def test_what_stands_at_the_as_at_date_is_listed_whatever_the_period(inside):
    before = make_period("2022-23")
    assert list_ids(inside, "overdue_1", period=before) == ["overdue"]
    assert list_ids(inside, "open_1", period=before) == ["overdue", "waiting"]


def test_a_complaint_about_several_areas_is_one_row_in_each(inside):
    def ask(**where):
        return list_ids(inside, "received_1", **where)

    # Repairs twice in one complaint is once.
    assert ask(service_area=["Repairs"]) == ["in-time", "late", "leaseholder"]
    assert ask(service_area=["Repairs", "Estates"]) == [
        "in-time",
        "late",
        "leaseholder",
        "waiting",
    ]


def test_a_ward_that_is_not_recorded_is_a_group_too(inside):
    assert list_ids(inside, "received_1", ward=["not recorded"]) == ["waiting"]


def test_a_quarter_and_a_month_are_cut_by_the_figure_s_own_date(inside):
    # Received in June, answered in August: placed by the date each measure goes by.
    assert list_ids(inside, "received_1", quarter=["2024-25 Q1"]) == [
        "in-time",
        "late",
        "leaseholder",
    ]
    assert list_ids(inside, "upheld_share_1", month=["2024-08"]) == ["late"]
    assert list_ids(inside, "upheld_share_1", month=["2024-06"]) == []


def test_the_stages_of_a_case_are_found_in_order_and_an_unknown_one_is_none(inside):
    found = find_case(inside, "in-time")
    assert [(case["complaint_id"], case["stage"]) for case in found] == [
        ("in-time", 1),
        ("in-time", 2),
    ]
    # Neither a part of an id nor a pattern nor SQL finds anything.
    for wrong in ("", "in", "in-tim%", "IN-TIME", "' or true --", "in-time' --"):
        assert find_case(inside, wrong) == []


# --- Who may see them -----------------------------------------------------------------


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_the_public_sees_no_row_about_residents(shared, measure):
    public = replace(
        shared, landlord=replace(shared.landlord, audience="public", threshold=1)
    )
    assert may_see_rows(shared, measure)
    assert may_see_rows(public, measure) is not measure.is_about_residents
    for part in measure.row_parts:
        if measure.is_about_residents:
            with pytest.raises(Refusal) as refused:
                list_rows(public, measure, YEAR, {}, part)
            assert str(refused.value) == FOR_INSIDE_ONLY
        else:
            # The same as inside, without the complaint that an action came from.
            rows = list_rows(public, measure, YEAR, {}, part)
            known = list_rows(shared, measure, YEAR, {}, part)
            named = {"complaint_id"} & set(known.column_names)
            assert rows.equals(known.drop_columns(list(named)))


def test_every_measure_that_counts_from_a_register_of_people_is_about_residents():
    # Were one marked otherwise its rows would be shown to the public.
    people = {
        "complaint_stages",
        "complaint_areas",
        "closure_surveys",
        "upheld_complaints",
        "refused_complaints",
    }
    assert {
        measure.model for measure in MEASURES.values() if measure.is_about_residents
    } == people
    assert not people & {
        each.model for each in MEASURES.values() if not each.is_about_residents
    }


def test_the_public_finds_no_case(inside, as_public):
    for complaint_id in ("in-time", "no such case"):
        with pytest.raises(Refusal) as refused:
            find_case(as_public(inside), complaint_id)
        assert str(refused.value) == FOR_INSIDE_ONLY


# --- What does not exist --------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "part", "hint"),
    [
        ("ch02_1", "lat", "all, counted, rest, pending"),
        ("ch02_1", "pendin", "pending"),
        # Nothing of what was decided can still be decided.
        ("upheld_share_1", PENDING, "all, counted, rest"),
        ("received_1", COUNTED, "all"),
        ("received_1", "", "all"),
    ],
)
def test_a_part_that_a_figure_does_not_have_is_refused(inside, measure, part, hint):
    with pytest.raises(UsageError, match="has no rows called") as refused:
        list_rows(inside, MEASURES[measure], YEAR, {}, part)
    assert hint in str(refused.value)


@pytest.mark.parametrize(
    "where", [{"ward": ["Moon"]}, {"wards": ["Ash"]}, {"month": ["May"]}]
)
def test_a_filter_that_does_not_exist_is_refused(inside, where):
    with pytest.raises(UsageError):
        list_rows(inside, MEASURES["received_1"], YEAR, where)


@pytest.mark.parametrize(
    ("measure", "where"),
    [
        # Its population is fixed by the regulator: there is no such figure.
        ("ch02_1", {"ward": ["Ash"]}),
        # Its model has no such column, and DuckDB says so in a traceback.
        ("actions", {"tenure": ["lcra"]}),
    ],
)
def test_a_filter_that_a_figure_cannot_take_is_refused(inside, measure, where):
    with pytest.raises(UsageError):
        list_rows(inside, MEASURES[measure], YEAR, where)


# --- What a page shows of them --------------------------------------------------------


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One row of everything that rows are listed of, for members."""
    folder = tmp_path_factory.mktemp("shared")
    day = YEAR.first
    complaint = {
        "complaint_id": "C-1",
        "stage": 1,
        "tenure": "lcra",
        "received_date": day,
        "acknowledged_date": day,
        "responded_date": day,
        "outcome": "upheld",
        "service_areas": ["Repairs"],
        "ward_name": "Ash",
        "channel": "Letter",
    }
    survey = {"reporting_year": "2024-25", "stock_type": "lcra"}
    answers = ("very_satisfied", "fairly_satisfied", "neither")
    answers += ("fairly_dissatisfied", "very_dissatisfied")
    survey |= {answer: Fraction(3, 2) for answer in answers}
    finding = {"determination_id": "D-1", "determined_date": day, "head": "Damp"}
    order = {"determination_id": "D-1", "order_id": "O-1", "kind": "order"}
    tables = {
        "complaints": [complaint],
        "perception_survey": [survey],
        "closure_survey": [
            {"complaint_id": "C-1", "stage": 1, "sent_date": day, "score": 4},
            {"complaint_id": "C-2", "stage": 1, "sent_date": day, "score": None},
        ],
        "learning_actions": [
            {
                "action_id": "A-1",
                "complaint_id": "C-1",
                "theme": "Training",
                "origin": "complaint",
                "description": "Train",
                "status": "open",
                "due_date": day,
            }
        ],
        "refusals": [
            {"refusal_id": "R-1", "refused_date": day, "stage": 1, "reason": "Old"}
        ],
        "ombudsman_findings": [finding | {"finding": "redress"}],
        "ombudsman_orders": [order | {"description": "Pay", "due_date": day}],
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(folder / "data"))
        release = publish_rows(folder / "landing", AS_AT, tables)
    yield replace(release, landlord=replace(release.landlord, audience="internal"))
    release.warehouse.close()


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
@pytest.mark.parametrize("year", ["2024-25", "2022-23"])
def test_a_page_shows_of_a_row_what_is_listed_and_nothing_else(shared, measure, year):
    # Of a year with rows and of one without.
    rows = list_rows(shared, measure, make_period(year), {})
    frame = make_frame(rows, measure.model, ())
    assert len(frame) == rows.num_rows
    assert set(frame.columns) <= {*MODELS[measure.model].columns.values(), VERDICT}
    shown = {model.name for model in MODELS.values() if model.columns}
    assert shown == {each.model for each in MEASURES.values()}


@pytest.mark.parametrize("model", MODELS)
def test_no_row_names_a_person_or_quotes_one(model):
    # Evidence and free text stay in the release; ids lead to them for who may.
    assert not {"evidence", "source_system", "remedies"} & set(MODELS[model].columns)


def test_working_days_and_scores_stay_whole_numbers_beside_an_empty_cell(
    inside, shared
):
    rows = list_rows(inside, MEASURES["received_1"], YEAR, {})
    days = make_frame(rows, "complaint_stages", ())["Working days taken"]
    rows = list_rows(shared, MEASURES["closure_response_rate"], YEAR, {})
    scores = make_frame(rows, "closure_surveys", ())["Score"]
    # From 4 June to 30 August, less the holiday of 26 August.
    assert {str(each) for each in days.dropna()} == {"4", "62"}
    assert [str(each) for each in scores.dropna()] == ["4"]


# --- Against the figures --------------------------------------------------------------


def size(measure, rows):
    """How much some rows count: their number, or the sum of their weights."""
    if not measure.weight_column:
        return rows.num_rows
    weights = rows[measure.weight_column].to_pylist()
    return sum((Fraction(each) for each in weights if each is not None), Fraction(0))


def find_sizes(result):
    """How much each part of a figure's rows must count, by the figure itself."""
    numerator = Fraction(result.numerator or 0)
    match result.measure:
        case Share():
            denominator = Fraction(result.denominator)
            sizes = {
                ALL: denominator,
                COUNTED: numerator,
                REST: denominator - numerator - result.pending,
            }
            if result.measure.pending_sql:
                sizes[PENDING] = Fraction(result.pending - result.unknown)
            if result.measure.unknown_sql:
                sizes[UNKNOWN] = Fraction(result.unknown)
            return sizes
        case Ratio():
            base = Fraction(result.denominator)
            return {ALL: numerator + base, COUNTED: numerator, REST: base}
        case Median():
            return {ALL: Fraction(result.denominator)}
        case Count() | Rate():
            return {ALL: numerator}
    raise AssertionError(result.measure)


def list_wrong(release, result):
    """A line for every part of a figure whose rows are not what it counts."""
    if result.numerator is None and result.denominator is None:
        return
    where = {name: list(values) for name, values in result.filters.items()}
    where |= {name: [value] for name, value in result.group.items()}
    measure, wanted = result.measure, find_sizes(result)
    assert list(wanted) == list(measure.row_parts)
    for part, number in wanted.items():
        rows = list_rows(release, measure, result.period, where, part)
        if size(measure, rows) != number:
            yield (
                f"{measure.id} {result.period.label} {result.group} where "
                f"{result.filters}: {size(measure, rows)} rows are {part}, not {number}"
            )
        if measure.model == "complaint_stages":
            keys = [rows["complaint_id"].to_pylist(), rows["stage"].to_pylist()]
            if len(set(zip(*keys, strict=True))) != rows.num_rows:
                yield f"{measure.id} {result.group}: a row comes twice"


def pick_some(results, chance):
    """The totals, and some of the groups, those with something in them first."""
    totals = [result for result in results if result.is_total]
    groups = [result for result in results if not result.is_total]
    chance.shuffle(groups)
    groups.sort(key=lambda each: not (each.counted or each.cases))
    return totals + groups[:2]


@settings(
    max_examples=2,
    phases=[Phase.generate],
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(drawn=releases(), asked=question_lists)
def test_the_rows_of_every_figure_are_as_many_as_it_counts(tmp_path, drawn, asked):
    # The smallest of all releases comes first, and has next to nothing in it.
    assume(len(drawn.tables["complaints"]) > 30)
    release = publish_rows(tmp_path / "landing", drawn.as_at, drawn.tables)
    release = replace(release, landlord=replace(release.landlord, audience="internal"))
    chance = random.Random(7)  # noqa: S311
    periods = list_started(drawn.as_at)
    years = [period for period in periods if period.label in YEARS]
    wrong, compared = [], 0
    try:
        for measure, (by, where) in zip(MEASURES.values(), asked, strict=True):
            cuts = [((name,), {}) for name in measure.dimensions]
            if measure.is_yearly:
                cuts = [cut for cut in cuts if cut[0][0] not in TIME_DIMENSIONS]
            cuts = chance.sample(cuts, min(3, len(cuts)))
            for cut, filters in [((), {}), (by, where), *cuts]:
                some = [chance.choice(years), chance.choice(periods)]
                some = some[:1] if measure.is_yearly or cut in cuts else some
                results = run(release, [measure], some, by=cut, where=filters)
                for result in pick_some(results, chance):
                    wrong += list_wrong(release, result)
                    compared += bool(result.counted or result.cases)
    finally:
        release.warehouse.close()
    # One line for each measure is enough to see what is wrong.
    lines = {line.split()[0]: line for line in wrong}
    assert not lines, "\n".join(lines.values())
    # Figures with nothing in them prove little.
    assert compared > 200


def test_the_parts_of_a_figure_are_apart_and_together_all_of_it(inside):
    for measure in MEASURES.values():
        if not isinstance(measure, Share) or measure.model != "complaint_stages":
            continue
        parts = {
            part: {
                (row["complaint_id"], row["stage"])
                for row in list_rows(inside, measure, YEAR, {}, part).to_pylist()
            }
            for part in measure.row_parts
        }
        whole = parts.pop(ALL)
        assert set().union(*parts.values()) == whole
        for one, other in itertools.combinations(parts.values(), 2):
            assert not one & other
