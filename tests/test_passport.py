"""What a number is made of: its query, files, checks and past are really its own."""

import hashlib
import json
import math
import re
import shutil
import sys
from fractions import Fraction

import duckdb
import pytest
from conftest import AS_AT, INTERNAL, data_in, publish_drawn
from golden import RESULT_KEYS

from analytics import cli
from analytics.behind.passport import EARLIER_ASKED, explain, list_tables
from analytics.figures.counting.passes import name_cell
from analytics.figures.open_release import (
    open_beside,
    open_current_release,
    open_release,
)
from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.measures import MEASURES
from analytics.measures.base import Rate
from analytics.release.publish import judge_by_great_expectations
from analytics.release.store import list_ids, read_release


YEAR = make_period("2024-25")
PUBLIC = '[disclosure]\naudience = "public"\n'

# Every source, so that every measure has something to count. Of the complaints one is
# rejected, whose tenure there is not; one is warned of, answered without outcome.
TABLES = {
    "complaints": """
        complaint_id | stage | tenure    | received_date | acknowledged_date | extension_told_date | responded_date | outcome    | ward_name | channel | service_areas
        C-1          | 1     | lcra      | 2024-05-01    | 2024-05-02        |                     | 2024-05-09     | upheld     | Ash       | Letter  | Repairs;Noise
        C-2          | 1     | lcra      | 2024-06-03    | 2024-06-04        |                     | 2024-08-30     |            | Ash       | Letter  | Repairs
        C-3          | 1     | lcra      | 2024-08-01    | 2024-08-02        |                     | 2024-08-12     | not_upheld |           |         | Noise
        C-4          | 1     | leasehold | 2024-10-01    | 2024-10-02        |                     | 2024-10-10     | upheld     | Birch     | Letter  | Repairs
        C-5          | 1     | lcra      | 2025-06-20    | 2025-06-23        |                     |                |            | Birch     |         | Lifts
        C-1          | 2     | lcra      | 2024-06-03    | 2024-06-04        |                     | 2024-06-20     | upheld     | Ash       | Letter  | Repairs
        C-6          | 1     | lord      | 2024-06-03    | 2024-06-04        |                     | 2024-06-20     | upheld     | Ash       | Letter  | Repairs
    """,  # noqa: E501
    "homes": """
        year_end_date | stock_type | homes_owned
        2024-03-31    | lcra       | 900
        2025-03-31    | lcra       | 1000
        2025-03-31    | leasehold  | 100
    """,
    "perception_survey": """
        reporting_year | stock_type | very_satisfied | fairly_satisfied | neither | fairly_dissatisfied | very_dissatisfied
        2024-25        | lcra       | 10.5           | 20               | 3       | 4                   | 5.25
    """,  # noqa: E501
    "closure_survey": """
        complaint_id | stage | sent_date  | answered_date | score | theme
        C-1          | 1     | 2024-05-10 | 2024-05-12    | 4     | Delay
        C-2          | 1     | 2024-09-10 |               |       |
    """,
    "learning_actions": """
        action_id | complaint_id | status    | due_date   | completed_date | service_area
        A-1       | C-1          | completed | 2024-07-01 | 2024-06-30     | Repairs
        A-2       |              | open      | 2024-08-01 |                | Noise
    """,  # noqa: E501
    "refusals": """
        refusal_id | refused_date | stage | reason | is_reason_explained | is_ombudsman_signposted
        R-1        | 2024-05-01   | 1     | Too old | true | true
    """,  # noqa: E501
    "ombudsman_findings": """
        determination_id | determined_date | head    | finding
        D-1              | 2024-05-01      | Damp    | maladministration
        D-1              | 2024-05-01      | Repairs | redress
        D-2              | 2024-06-01      | Damp    | service_failure
        D-3              | 2024-06-01      | Damp    | no_maladministration
        D-4              | 2024-06-01      | Damp    | no_maladministration
    """,
    "ombudsman_orders": """
        determination_id | order_id | kind  | due_date   | complied_date
        D-1              | O-1      | order | 2024-07-01 | 2024-06-30
        D-1              | O-2      | order | 2024-07-01 |
    """,
}


@pytest.fixture(scope="module")
def whole_data(tmp_path_factory):
    """A data folder with one release of everything above, for members."""
    folder = tmp_path_factory.mktemp("whole")
    landlord = INTERNAL + "threshold = 1\n"
    with data_in(folder / "data"):
        # Judged twice, as its checks say.
        judge = judge_by_great_expectations
        publish_drawn(folder / "landing", landlord, judge=judge, **TABLES)
    return folder / "data"


@pytest.fixture(scope="module")
def opened(whole_data):
    """That release, opened once for all tests of this file."""
    with data_in(whole_data):
        release = open_current_release()
    yield release
    release.warehouse.close()


@pytest.fixture
def whole(opened, whole_data, monkeypatch):
    """That release, open and current."""
    monkeypatch.setenv("DATA_DIR", str(whole_data))
    return opened


# --- Query ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files_alone(whole_data):
    """A database that knows nothing of the product: the release's files as tables."""
    connection = duckdb.connect(":memory:")
    for path in (whole_data / "releases").glob("*/models/*.parquet"):
        connection.read_parquet(str(path)).create(path.stem)
    yield connection
    connection.close()


def read_statement(answer, by):
    """What a statement counts, by group, read by the names of its columns.

    The level is nought for the finest groups; the total has none.
    """
    names = [column[0] for column in answer.description]
    found = {}
    for row in answer.fetchall():
        values = dict(zip(names, row, strict=True))
        # A statement of totals alone has no groups.
        groups = (
            [] if values["level"] else [each for each in by if f"by_{each}" in values]
        )
        cell = name_cell(tuple(groups), tuple(values[f"by_{each}"] for each in groups))
        found[cell] = tuple(
            values.get(each, 0) for each in ("numerator", "denominator", "pending")
        )
    return found


def recount(connection, passport):
    """What a passport's statements count, by group, with homes for what is a rate."""
    result = passport.result
    statements = list(passport.statements)
    homes = {}
    if isinstance(result.measure, Rate):
        rows = connection.execute(statements.pop().sql).fetchall()
        homes = {
            tenure: number for tenure, year, _, number in rows if year == "2024-25"
        }
    found = {}
    for statement in statements:
        answer = connection.execute(statement.sql, statement.parameters)
        found |= read_statement(answer, result.by)
    return found, homes


@pytest.mark.parametrize("by", [(), ("quarter",), ("service_area",), ("tenure",)])
@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_the_statements_alone_give_the_very_figure(whole, files_alone, measure, by):
    if by and (by[0] not in measure.dimensions or measure.is_yearly):
        [passport, *_] = explain(whole, run(whole, [measure], [YEAR], by=by))
        assert (passport.result.status, passport.statements) == ("not_applicable", ())
        return
    passports = explain(whole, run(whole, [measure], [YEAR], by=by))
    for passport in passports:
        result = passport.result
        assert result.status in ("ok", "undefined", "not_supplied"), result
        found, homes = recount(files_alone, passport)
        cell = tuple(result.group.values())
        numerator, denominator, pending = found.get(cell, (0, 0, 0))
        if result.numerator is not None:
            assert Fraction(numerator) == result.numerator
        if isinstance(measure, Rate):
            if result.is_ok and not by:
                stocks = [measure.stock] if measure.stock else list(homes)
                assert sum(homes[stock] for stock in stocks) == result.denominator
        elif result.denominator is not None:
            assert Fraction(denominator) == result.denominator
        assert pending == result.pending
    # Something was there to count.
    assert (
        passports[0].result.counted
        or passports[0].result.cases
        or (
            measure.id in {"overdue_1", "overdue_2", "open_2"}
            or measure.id.endswith("with_extension")
        )
    )


def test_a_filter_s_values_are_parameters_and_never_part_of_the_statement(whole):
    [passport] = explain(
        whole, run(whole, [MEASURES["received_1"]], [YEAR], where={"ward": ["Ash"]})
    )
    [statement] = passport.statements
    assert statement.parameters["where_ward"] == ["Ash"]
    assert "Ash" not in statement.sql
    used = set(re.findall(r"\$(\w+)", statement.sql))
    assert used == set(statement.parameters)


def test_the_printed_parameters_are_enough_to_run_the_statement(whole, files_alone):
    # Whoever has the document has no Python dates, only what JSON can hold.
    results = run(
        whole, [MEASURES["received_1"]], [YEAR], where={"quarter": ["2024-25 Q1"]}
    )
    [passport] = explain(whole, results)
    [query] = json.loads(json.dumps(passport.to_dict()))["queries"]
    answer = files_alone.execute(query["sql"], query["parameters"])
    assert read_statement(answer, ())[()][0] == 2


# --- Files ----------------------------------------------------------------------------


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_the_hashes_are_those_of_the_manifest_and_of_the_files(whole, measure):
    [passport] = explain(whole, run(whole, [measure], [YEAR])[:1])
    assert {f"extracts/{source}.parquet" for source in measure.sources} < set(
        passport.files
    )
    assert f"models/{measure.model}.parquet" in passport.files
    assert {"landlord.toml", "clock_rules.csv"} < set(passport.files)
    for name, digest in passport.files.items():
        assert digest == whole.release.manifest["files"][name]
        content = (whole.release.folder / name).read_bytes()
        assert digest == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("measure", "by"), [("received_1", ("service_area",)), ("ch01_1", ())]
)
def test_every_table_a_statement_reads_is_among_the_files(whole, measure, by):
    [passport, *_] = explain(whole, run(whole, [MEASURES[measure]], [YEAR], by=by))
    sql = " ".join(statement.sql for statement in passport.statements)
    tables = set(re.findall(r"\bfrom (\w+)", sql)) - {"picked"}
    assert len(tables) == 2
    assert {f"models/{name}.parquet" for name in tables} <= set(passport.files)


# --- Checks ---------------------------------------------------------------------------


def test_the_checks_are_those_of_validation_json(whole):
    [passport] = explain(whole, run(whole, [MEASURES["ch01_1"]], [YEAR]))
    complaints, homes = passport.checks
    verdicts = json.loads(
        (whole.release.folder / "validation.json").read_text(encoding="utf-8")
    )
    for check in passport.checks:
        counts = whole.release.manifest["sources"][check.source]
        assert check.is_supplied
        assert (check.rows_in, check.accepted, check.rejected) == (
            counts["rows_in"],
            counts["accepted"],
            counts["rejected"],
        )
        own = [each for each in verdicts if each["source"] == check.source]
        assert check.rules == len(own) > 5
        assert sum(check.broken.values()) == sum(
            each["broken"] for each in own if each["severity"] == "reject"
        )
    assert (complaints.source, homes.source) == ("complaints", "homes")
    assert (complaints.rows_in, complaints.accepted, complaints.rejected) == (7, 6, 1)
    assert complaints.broken == {
        "tenure: it must be one of lcra, lcho, leasehold, other": 1
    }
    # C-2 was answered on 30 August without an outcome.
    assert complaints.warnings["it was answered but no outcome is given"] == 1
    assert (homes.rows_in, homes.rejected, homes.broken) == (3, 0, {})
    assert homes.warnings == {}


def test_the_warnings_are_those_of_the_source_and_add_up(make_release):
    release = make_release(
        complaints="""
        complaint_id | stage | received_date | acknowledged_date | responded_date | outcome
        C-1          | 1     | 2024-05-01    | 2024-05-13        | 2024-05-09     |
        C-2          | 2     | 2024-05-01    | 2024-05-02        | 2024-05-09     |
        """,  # noqa: E501
        homes=TABLES["homes"],
    )
    [passport] = explain(release, run(release, [MEASURES["ch01_1"]], [YEAR]))
    complaints, homes = passport.checks
    # Both were answered without an outcome; one was acknowledged after its answer, the
    # other is a stage 2 on its own.
    assert complaints.warnings == {
        "it was acknowledged after it was answered": 1,
        "it was answered but no outcome is given": 2,
        "it is a stage 2 whose stage 1 is not in these rows": 1,
    }
    assert list(complaints.warnings) == sorted(complaints.warnings)
    assert homes.warnings == {}


def test_a_source_that_is_not_there_is_said_not_to_be(make_release):
    release = make_release(complaints="complaint_id\nC-1")
    [passport] = explain(release, run(release, [MEASURES["ch01_1"]], [YEAR]))
    complaints, homes = passport.checks
    assert (complaints.is_supplied, homes.is_supplied) == (True, False)
    assert (homes.rows_in, homes.rules, homes.broken, homes.warnings) == (0, 0, {}, {})
    assert "extracts/homes.parquet" not in passport.files


# --- Earlier releases -----------------------------------------------------------------

# The first release has one complaint, the second two, and so on to the seventh; lifts
# are complained of from the fifth on.
SEVEN = [
    "complaint_id | received_date | acknowledged_date | service_areas",
    *(
        f"C-{number} | 2024-05-0{number} | 2024-05-09 | "
        f"{'Lifts' if number >= 5 else 'Repairs'}"
        for number in range(1, 8)
    ),
]


@pytest.fixture(scope="module")
def seven_data(tmp_path_factory):
    """A data folder with seven releases, each with a complaint more."""
    folder = tmp_path_factory.mktemp("seven")
    with data_in(folder / "data"):
        for number in range(1, 8):
            complaints = "\n".join(SEVEN[: number + 1])
            publish_drawn(folder / "landing", INTERNAL, complaints=complaints)
    return folder / "data"


@pytest.fixture
def seven(seven_data, data_folder):
    """Those releases in a data folder of the test's own, and the last of them open."""
    shutil.copytree(seven_data, data_folder)
    release = open_current_release()
    yield release
    release.warehouse.close()


def name_release(number):
    return f"{AS_AT}.{number}"


def test_earlier_releases_come_latest_first_and_no_more_than_five(seven):
    [passport] = explain(seven, run(seven, [MEASURES["received_1"]], [YEAR]))
    assert seven.release.id == name_release(7)
    assert EARLIER_ASKED == 5
    assert [(each.release, each.shown) for each in passport.earlier] == [
        (name_release(number), str(number)) for number in (6, 5, 4, 3, 2)
    ]
    assert passport.unasked == 1
    assert {each.as_at for each in passport.earlier} == {AS_AT.isoformat()}
    assert passport.earlier[0].sentence == "6 stage 1 complaints."


@pytest.mark.usefixtures("seven")
def test_releases_published_after_the_one_shown_are_not_its_past():
    third = open_release(read_release(name_release(3)))
    [passport] = explain(third, run(third, [MEASURES["received_1"]], [YEAR]))
    third.warehouse.close()
    assert [each.shown for each in passport.earlier] == ["2", "1"]
    assert passport.unasked == 0
    assert list_ids()[-1] == name_release(7)


def test_several_figures_are_each_set_beside_their_own_past(seven):
    measures = [MEASURES["received_2"], MEASURES["received_1"]]
    results = run(seven, measures, [YEAR], by=("tenure",))
    passports = explain(seven, results)
    assert [passport.result for passport in passports] == results
    assert [passport.result.group for passport in passports] == [
        {},
        {"tenure": "lcra"},
    ] * 2
    # No stage 2 was ever asked for; of stage 1 there was one more each time.
    wanted = [["0"] * 5] * 2 + [["6", "5", "4", "3", "2"]] * 2
    assert [[each.shown for each in one.earlier] for one in passports] == wanted


def test_an_earlier_release_is_opened_with_the_tables_a_figure_needs(seven):
    needed = {
        # A rate needs homes, a breakdown by area the mentions, all of them coverage.
        ("ch01_1", ()): ["complaint_stages", "stock"],
        ("received_1", ("service_area",)): ["complaint_stages", "complaint_areas"],
        ("refusals", ()): ["refused_complaints"],
    }
    for (name, by), tables in needed.items():
        results = run(seven, [MEASURES[name]], [YEAR], by=by)
        wanted = [*tables, "coverage", "dimension_values"]
        assert list_tables(results[:1]) == wanted
        opened = open_beside(name_release(1), seven, list_tables(results))
        again = run(opened, [MEASURES[name]], [YEAR], by=by)
        assert again[0].status == results[0].status
        # What was not asked for is not there.
        with pytest.raises(duckdb.CatalogException):
            opened.warehouse.query("select * from actions")
        opened.warehouse.close()


def test_a_damaged_release_says_so_and_the_others_still_answer(seven, data_folder):
    path = (
        data_folder / "releases" / name_release(5) / "models/complaint_stages.parquet"
    )
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)
    [passport] = explain(seven, run(seven, [MEASURES["received_1"]], [YEAR]))
    assert [each.shown for each in passport.earlier] == [
        "6",
        "not known",
        "4",
        "3",
        "2",
    ]
    damaged = passport.earlier[1]
    assert damaged.release == name_release(5)
    assert damaged.as_at == AS_AT.isoformat()
    assert damaged.sentence == (
        f"Release {name_release(5)} is damaged: models/complaint_stages.parquet is not "
        "what was published."
    )


@pytest.mark.parametrize("damage", ["", "[]", '{"as_at": "2025-06-30"}'])
def test_a_release_without_a_readable_manifest_breaks_nothing(
    seven, data_folder, damage
):
    path = data_folder / "releases" / name_release(6) / "manifest.json"
    path.write_text(damage, encoding="utf-8")
    [passport] = explain(seven, run(seven, [MEASURES["received_1"]], [YEAR]))
    assert name_release(7) not in {each.release for each in passport.earlier}
    assert [each.shown for each in passport.earlier][:2] == ["5", "4"]


def test_a_release_that_does_not_know_a_filter_s_value_says_so(seven):
    results = run(
        seven, [MEASURES["received_1"]], [YEAR], where={"service_area": ["Lifts"]}
    )
    [passport] = explain(seven, results)
    assert [each.shown for each in passport.earlier] == [
        "2",
        "1",
        "not known",
        "not known",
        "not known",
    ]
    assert 'service_area has no "Lifts"' in passport.earlier[2].sentence


def test_a_release_that_has_no_such_group_says_so(seven):
    results = run(seven, [MEASURES["received_1"]], [YEAR], by=("service_area",))
    [lifts] = [
        passport
        for passport in explain(seven, results)
        if passport.result.group == {"service_area": "Lifts"}
    ]
    assert [each.shown for each in lifts.earlier] == ["2", "1", *["not known"] * 3]
    assert lifts.earlier[-1].sentence == "It had no such group."


# Two leaseholders of sixteen: hidden from the public, because few.
FEW = "\n".join(
    [
        "complaint_id | received_date | acknowledged_date | tenure",
        *(
            f"C-{number} | 2024-05-01 | 2024-05-02 | "
            f"{'leasehold' if number < 2 else 'lcra' if number < 9 else 'lcho'}"
            for number in range(16)
        ),
    ]
)


@pytest.mark.parametrize(
    ("before", "now", "is_hidden"),
    [
        # What is hidden now must not be read off a release of the time before,
        (INTERNAL, PUBLIC, True),
        # nor what was hidden then off one that is for members now.
        (PUBLIC, INTERNAL, True),
        (PUBLIC, PUBLIC, True),
        (INTERNAL, INTERNAL, False),
    ],
)
def test_the_stricter_audience_of_two_releases_holds_for_both(
    landing, before, now, is_hidden
):
    publish_drawn(landing, before, complaints=FEW)
    release = open_release(publish_drawn(landing, now, complaints=FEW))
    results = run(release, [MEASURES["received_1"]], [YEAR], by=("tenure",))
    found = {
        each.result.group.get("tenure"): each.earlier[0]
        for each in explain(release, results)
    }
    release.warehouse.close()
    shown = found["leasehold"].shown
    assert shown == ("too few to show" if is_hidden else "2")
    # The whole is nobody's secret.
    assert found[None].shown == "16"
    if is_hidden:
        assert not re.search(r"\b2\b", found["leasehold"].sentence)


def test_the_higher_threshold_of_two_releases_holds_for_both(landing):
    publish_drawn(landing, PUBLIC + "threshold = 1\n", complaints=FEW)
    release = open_release(
        publish_drawn(landing, PUBLIC + "threshold = 9\n", complaints=FEW)
    )
    results = run(
        release, [MEASURES["received_1"]], [YEAR], where={"tenure": ["leasehold"]}
    )
    [passport] = explain(release, results)
    release.warehouse.close()
    assert passport.earlier[0].shown == "too few to show"


def test_a_release_of_an_earlier_version_without_a_model_breaks_nothing(
    seven, data_folder
):
    # Whole by its own manifest, but it was made before this model was thought of.
    folder = data_folder / "releases" / name_release(6)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["files"]["models/orders.parquet"]
    folder.chmod(0o755)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "models" / "orders.parquet").unlink()
    [passport] = explain(seven, run(seven, [MEASURES["received_1"]], [YEAR]))
    assert [each.shown for each in passport.earlier][1:] == ["5", "4", "3", "2"]


def test_a_group_of_a_figure_that_was_not_recorded_says_why(landing):
    # Nothing is acknowledged in the first release, so its clock is not known.
    heading = "complaint_id | received_date | acknowledged_date | responded_date"
    publish_drawn(landing, INTERNAL, complaints=f"{heading}\nC-1 | 2024-05-01 | |")
    text = f"{heading}\nC-1 | 2024-05-01 | 2024-05-02 |"
    release = open_release(publish_drawn(landing, INTERNAL, complaints=text))
    results = run(release, [MEASURES["answered_in_time_1"]], [YEAR], by=("tenure",))
    passport = explain(release, results)[1]
    release.warehouse.close()
    assert passport.earlier[0].shown == "not recorded"


# --- As a document --------------------------------------------------------------------


def list_numbers(document):
    """Every number anywhere in a document."""
    if isinstance(document, dict):
        document = list(document.values())
    if isinstance(document, list):
        return [number for each in document for number in list_numbers(each)]
    return [document] if isinstance(document, float) else []


def test_a_passport_is_json_without_a_nan(whole):
    for by in ((), ("month",), ("service_area",)):
        results = run(whole, list(MEASURES.values()), [YEAR], by=by)
        for passport in explain(whole, results):
            document = passport.to_dict()
            text = json.dumps(document, allow_nan=False)
            again = json.loads(text)
            assert list(again) == list(document)
            assert not any(math.isnan(each) for each in list_numbers(again))
            assert again["label"] == passport.result.measure.label
            assert again["definition"] == passport.result.measure.definition


@pytest.fixture
def ask(monkeypatch, capsys):
    """A function that runs a command in this process: its status and what it wrote."""

    def run_command(*arguments):
        monkeypatch.setattr(sys, "argv", ["analytics", *arguments])
        status = 0
        try:
            cli.main()
        except SystemExit as left:
            status = left.code or 0
        return status, *capsys.readouterr()

    return run_command


@pytest.mark.usefixtures("whole")
def test_measures_explained_are_one_document_with_the_usual_keys(ask):
    plain = ["measures", "--year", "2024-25", "--by", "tenure", "--json"]
    status, out, err = ask(*plain)
    usual = json.loads(out)
    assert (status, err) == (0, "")
    status, out, err = ask(*plain, "--explain")
    assert (status, err) == (0, "")
    explained = json.loads(out)
    assert len(explained) == len(usual) > len(MEASURES)
    for result, before in zip(explained, usual, strict=True):
        assert set(before) == set(RESULT_KEYS)
        assert list(result) == [*before, "explanation"]
        explanation = result.pop("explanation")
        assert result == before
        assert explanation["label"] == MEASURES[result["measure"]].label
        has_query = result["status"] != "not_applicable"
        assert bool(explanation["queries"]) is has_query


@pytest.mark.usefixtures("whole")
def test_an_explanation_names_its_filters(ask):
    status, out, _ = ask(
        "measures", "--measure", "received_1", "--where", "tenure=lcra",
        "--where", "tenure=lcho", "--explain", "--json",
    )  # fmt: skip
    [result] = json.loads(out)
    assert status == 0
    assert result["explanation"]["filters"] == {"tenure": ["lcra", "lcho"]}


@pytest.mark.usefixtures("whole")
def test_an_explanation_for_people_is_text(ask):
    status, out, err = ask("measures", "--measure", "received_1", "--explain")
    assert (status, err) == (0, "")
    with pytest.raises(json.JSONDecodeError):
        json.loads(out)
    assert "received_1" in out
    assert "from complaint_stages" in out
    assert MEASURES["received_1"].definition in out


def test_explaining_before_anything_is_published_is_refused(ask):
    status, out, err = ask("measures", "--explain", "--json")
    assert (status, out) == (1, "")
    assert err == "Nothing has been published yet.\n"
