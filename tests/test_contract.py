"""Every rule of the contract: good rows pass, bad ones are rejected and say why."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import AS_AT, default_cell, write_table

from analytics.ground.errors import Refusal
from analytics.release.publish import Publication, publish
from expectations.rules import Circumstances, list_rules
from expectations.sources import SOURCES


LANDLORD = """
[[service_areas]]
name = "Repairs"

[[service_areas]]
name = "Allocations"

[contacts]
complaints = ["housing@example.gov.uk", "01632 960000"]
"""

# One good row of each source; a column not drawn has what is good for its kind. The
# last day permitted is 30 June 2025, the as-at date of these tests.
GOOD = {
    "complaints": """
        complaint_id = A
        stage = 1
        tenure = lcra
        received_date = 2025-06-30
        logged_date = 2025-06-30
        acknowledged_date = 2025-06-30
        extension_told_date = 2025-06-30
        extended_to_date = 2025-07-14
        responded_date = 2025-06-30
        outcome = upheld
        withdrawn_date = 2025-06-30
        service_areas = Repairs; Allocations
        channel = Telephone
        ward_name = The Bridge
        source_system = New
        remedies = Apology; Repair
        compensation_gbp = 12.50
        is_damp_or_mould = true
    """,
    "homes": """
        year_end_date = 2025-03-31
        stock_type = lcra
        homes_owned = 4202
    """,
    "perception_survey": """
        reporting_year = 2024-25
        stock_type = lcra
        method = Post
        is_weighted = yes
        responses = 500
        complained_yes = 188.1
        complained_no = 0
        very_satisfied = 67.4
        fairly_satisfied = 0
        neither = .5
        fairly_dissatisfied = 1
        very_dissatisfied = 1.0
        published_value = 37.9
        improvement_themes = Speed; Manners
    """,
    "closure_survey": """
        complaint_id = A
        stage = 2
        sent_date = 2025-06-30
        answered_date = 2025-06-30
        score = 5
        theme = Speed
    """,
    "learning_actions": """
        action_id = L
        complaint_id = A
        service_area = Repairs
        theme = Process
        origin = complaint
        description = Write sooner
        status = completed
        owner = Repairs team
        raised_date = 2025-06-30
        due_date = 2026-06-30
        completed_date = 2025-06-30
        evidence = The new letter
    """,
    "refusals": """
        refusal_id = R
        refused_date = 2025-06-30
        stage = 1
        service_area = Repairs
        reason = Older than a year
        is_reason_explained = no
        is_ombudsman_signposted = 1
    """,
    "ombudsman_findings": """
        determination_id = 202400001
        determined_date = 2025-06-30
        head = The handling of repairs
        category = Property condition
        finding = service_failure
        tenure = lcho
    """,
    "ombudsman_orders": """
        determination_id = 202400001
        order_id = 1
        kind = order
        description = Apologise
        due_date = 2025-07-30
        complied_date = 2025-06-30
    """,
    "self_assessment": """
        reporting_year = 2024-25
        provision = 6.3
        complies = yes
        evidence = The policy
        commentary = We do
        improvement = None needed
    """,
    "published_figures": """
        document = Annual report
        published_date = 2025-06-30
        reference = 3.8.2
        statement = Stage 1 answered in time
        measure_id = ch02_1
        reporting_year = 2024-25
        population = Tenants
        numerator = 81
        denominator = 100
        value = -0.5
    """,
    "events": """
        event_date = 2026-01-01
        date_precision = month
        label = New system
        kind = system
        breaks_baseline = FALSE
    """,
    "coverage": """
        source = complaints
        from_date = 2026-01-01
        to_date = 2026-01-01
        is_recorded = 0
        note = Not kept
    """,
}

# The good row again with one cell changed, and every rule that breaks.
SPOILT = {
    "complaints": """
        complaint_id        |                       | required_value_missing
        complaint_id        | \t                    | required_value_missing
        stage               |                       | required_value_missing
        stage               | 3                     | outside_closed_set
        stage               | 1.4                   | cannot_be_read
        stage               | one                   | cannot_be_read
        tenure              |                       | required_value_missing
        tenure              | LCRA                  | outside_closed_set
        received_date       |                       | required_value_missing
        received_date       | 31/12/2024            | cannot_be_read
        received_date       | 2025-06-30 09:15:00   | cannot_be_read
        received_date       | 2025-02-30            | cannot_be_read
        received_date       | 1989-12-31            | too_early
        received_date       | 0025-06-30            | too_early
        received_date       | 2025-07-01            | dated_after_as_at, acknowledged_before_received, responded_before_received
        logged_date         | 30 June 2025          | cannot_be_read
        logged_date         | 1900-01-01            | too_early
        logged_date         | 2025-07-01            | dated_after_as_at
        acknowledged_date   | 20250630              | cannot_be_read
        acknowledged_date   | 1900-01-01            | too_early, acknowledged_before_received
        acknowledged_date   | 2025-06-29            | acknowledged_before_received
        acknowledged_date   | 2025-07-01            | dated_after_as_at
        extension_told_date | soon                  | cannot_be_read
        extension_told_date | 1900-01-01            | too_early
        extension_told_date | 2025-07-01            | dated_after_as_at
        extended_to_date    | 2025-7-14             | cannot_be_read
        extended_to_date    | 1900-01-01            | too_early
        responded_date      | 2025-06-30T10:00      | cannot_be_read
        responded_date      | 1900-01-01            | too_early, responded_before_received
        responded_date      | 2025-06-29            | responded_before_received
        responded_date      | 2025-07-01            | dated_after_as_at
        outcome             | Upheld                | outside_closed_set
        outcome             | partially upheld      | outside_closed_set
        withdrawn_date      | -                     | cannot_be_read
        withdrawn_date      | 1900-01-01            | too_early
        withdrawn_date      | 9999-12-31            | dated_after_as_at
        service_areas       |                       | required_value_missing
        service_areas       | ; ;                   | required_value_missing
        service_areas       | Gardens               | outside_closed_set
        service_areas       | Repairs; repairs      | outside_closed_set
        compensation_gbp    | £12.50                | cannot_be_read
        compensation_gbp    | 1,200                 | cannot_be_read
        is_damp_or_mould    | maybe                 | cannot_be_read
    """,  # noqa: E501
    "homes": """
        year_end_date       |                       | required_value_missing
        year_end_date       | 31 March              | cannot_be_read
        year_end_date       | 1989-03-31            | too_early
        year_end_date       | 2026-03-31            | dated_after_as_at
        stock_type          |                       | required_value_missing
        stock_type          | other                 | outside_closed_set
        homes_owned         |                       | required_value_missing
        homes_owned         | 4,202                 | cannot_be_read
        homes_owned         | 4202.5                | cannot_be_read
        homes_owned         | 99999999999           | cannot_be_read
        homes_owned         | 0                     | homes_not_above_nought
        homes_owned         | -1                    | homes_not_above_nought
    """,
    "perception_survey": """
        reporting_year      |                       | required_value_missing
        reporting_year      | 2024-26               | cannot_be_read
        reporting_year      | 2024/25               | cannot_be_read
        reporting_year      | 2024-2025             | cannot_be_read
        stock_type          |                       | required_value_missing
        stock_type          | Lcra                  | outside_closed_set
        is_weighted         | weighted              | cannot_be_read
        responses           | 12.5                  | cannot_be_read
        complained_yes      | many                  | cannot_be_read
        complained_yes      | -1                    | complained_yes_below_nought
        complained_no       | n/a                   | cannot_be_read
        complained_no       | -0.1                  | complained_no_below_nought
        very_satisfied      | 12%                   | cannot_be_read
        very_satisfied      | -1                    | very_satisfied_below_nought
        fairly_satisfied    | 1e3                   | cannot_be_read
        fairly_satisfied    | -1                    | fairly_satisfied_below_nought
        neither             | nan                   | cannot_be_read
        neither             | -1                    | neither_below_nought
        fairly_dissatisfied | 1 000                 | cannot_be_read
        fairly_dissatisfied | -1                    | fairly_dissatisfied_below_nought
        very_dissatisfied   | .                     | cannot_be_read
        very_dissatisfied   | -1                    | very_dissatisfied_below_nought
        published_value     | 37.9%                 | cannot_be_read
    """,
    "closure_survey": """
        complaint_id        |                       | required_value_missing
        stage               |                       | required_value_missing
        stage               | 0                     | outside_closed_set
        stage               | 1st                   | cannot_be_read
        sent_date           |                       | required_value_missing
        sent_date           | today                 | cannot_be_read
        sent_date           | 1989-12-31            | too_early
        sent_date           | 2025-07-01            | dated_after_as_at, answered_before_sent
        answered_date       | no                    | cannot_be_read
        answered_date       | 1989-12-31            | too_early, answered_before_sent
        answered_date       | 2025-07-01            | dated_after_as_at
        answered_date       | 2025-06-29            | answered_before_sent
        score               | 6                     | outside_closed_set
        score               | 4.5                   | cannot_be_read
    """,  # noqa: E501
    "learning_actions": """
        action_id           |                       | required_value_missing
        service_area        | Gardens               | outside_closed_set
        theme               |                       | required_value_missing
        origin              |                       | required_value_missing
        origin              | Complaint             | outside_closed_set
        description         |                       | required_value_missing
        status              |                       | required_value_missing
        status              | done                  | outside_closed_set
        raised_date         | spring                | cannot_be_read
        raised_date         | 1989-12-31            | too_early
        raised_date         | 2025-07-01            | dated_after_as_at
        due_date            | 01/01/2026            | cannot_be_read
        due_date            | 1989-12-31            | too_early
        completed_date      | yes                   | cannot_be_read
        completed_date      | 1989-12-31            | too_early
        completed_date      | 2025-07-01            | dated_after_as_at
    """,
    "refusals": """
        refusal_id          |                       | required_value_missing
        refused_date        |                       | required_value_missing
        refused_date        | May                   | cannot_be_read
        refused_date        | 1989-12-31            | too_early
        refused_date        | 2025-07-01            | dated_after_as_at
        stage               |                       | required_value_missing
        stage               | 3                     | outside_closed_set
        stage               | first                 | cannot_be_read
        service_area        | Gardens               | outside_closed_set
        reason              |                       | required_value_missing
        is_reason_explained | partly                | cannot_be_read
        is_ombudsman_signposted | 2                 | cannot_be_read
    """,
    "ombudsman_findings": """
        determination_id    |                       | required_value_missing
        determined_date     |                       | required_value_missing
        determined_date     | 2025                  | cannot_be_read
        determined_date     | 1989-12-31            | too_early
        determined_date     | 2025-07-01            | dated_after_as_at
        head                |                       | required_value_missing
        finding             |                       | required_value_missing
        finding             | Service failure       | outside_closed_set
        tenure              | tenant                | outside_closed_set
    """,
    "ombudsman_orders": """
        determination_id    |                       | required_value_missing
        order_id            |                       | required_value_missing
        kind                |                       | required_value_missing
        kind                | advice                | outside_closed_set
        description         |                       | required_value_missing
        due_date            | soon                  | cannot_be_read
        due_date            | 1989-12-31            | too_early
        complied_date       | soon                  | cannot_be_read
        complied_date       | 1989-12-31            | too_early
        complied_date       | 2025-07-01            | dated_after_as_at
    """,
    "self_assessment": """
        reporting_year      |                       | required_value_missing
        reporting_year      | 2024                  | cannot_be_read
        provision           |                       | required_value_missing
        complies            | Yes                   | outside_closed_set
    """,
    "published_figures": """
        document            |                       | required_value_missing
        published_date      | 2025-06               | cannot_be_read
        published_date      | 1989-12-31            | too_early
        published_date      | 2025-07-01            | dated_after_as_at
        reference           |                       | required_value_missing
        statement           |                       | required_value_missing
        reporting_year      |                       | required_value_missing
        reporting_year      | 1999-01               | cannot_be_read
        numerator           | x                     | cannot_be_read
        denominator         | 1/2                   | cannot_be_read
        value               |                       | required_value_missing
        value               | 81%                   | cannot_be_read
    """,
    "events": """
        event_date          |                       | required_value_missing
        event_date          | 2024                  | cannot_be_read
        event_date          | 1989-12-31            | too_early
        date_precision      |                       | required_value_missing
        date_precision      | year                  | outside_closed_set
        label               |                       | required_value_missing
        kind                |                       | required_value_missing
        kind                | staff                 | outside_closed_set
        breaks_baseline     |                       | required_value_missing
        breaks_baseline     | partly                | cannot_be_read
    """,
    "coverage": """
        source              |                       | required_value_missing
        from_date           |                       | required_value_missing
        from_date           | always                | cannot_be_read
        from_date           | 1989-12-31            | too_early
        from_date           | 2026-01-02            | spell_ends_before_it_starts
        to_date             | now                   | cannot_be_read
        to_date             | 1989-12-31            | too_early, spell_ends_before_it_starts
        is_recorded         |                       | required_value_missing
        is_recorded         | some                  | cannot_be_read
    """,  # noqa: E501
}

# The rule in words, as an officer reads it after ", but".
WORDS = {
    "required_value_missing": "a value is required",
    "cannot_be_read": "it must be ",
    "outside_closed_set": "it ",
    "too_early": "it is before 1990-01-01",
    "dated_after_as_at": "it is after the as-at date 2025-06-30",
    "acknowledged_before_received": "it was acknowledged before it was received",
    "responded_before_received": "it was answered before it was received",
    "answered_before_sent": "it was answered before it was sent",
    "homes_not_above_nought": "the number of homes must be above nought",
    "spell_ends_before_it_starts": "the spell ends before it starts",
}

# A rule between two dates is named by one of them; spoiling either breaks it.
NAMED_BY = {
    "acknowledged_before_received": "acknowledged_date",
    "responded_before_received": "responded_date",
    "answered_before_sent": "answered_date",
    "spell_ends_before_it_starts": "to_date",
}

# A person of each kind that has no place in an extract.
PERSONS = {
    "an e-mail address": "jane.roe@example.org",
    "a telephone number": "07700 900123",
    "a postcode": "ZE1 0AA",
    "a National Insurance number": "AB 12 34 56 C",
}


def read_good(source: str) -> dict[str, str]:
    """The good row of a source, every column filled."""
    pairs = (line.split(" = ") for line in GOOD.get(source, "").strip().splitlines())
    drawn = {name.strip(): value.strip() for name, value in pairs}
    columns = {column.name: column for column in SOURCES[source].columns}
    assert drawn.keys() <= columns.keys()
    return {
        name: drawn.get(name) or default_cell(SOURCES[source], column, number=1)
        for name, column in columns.items()
    }


def read_spoilt(source: str) -> list[tuple[str, str, list[str]]]:
    """What is changed in each bad row of a source, and the rules that breaks."""
    lines = SPOILT.get(source, "").strip("\n").splitlines()
    cells = [line.split("|") for line in lines if line.strip()]
    return [
        (column.strip(), cell.strip(" "), [rule.strip() for rule in rules.split(",")])
        for column, cell, rules in cells
    ]


def tell_apart(source: str, row: dict[str, str], number: int) -> dict[str, str]:
    """The row with a key of its own, so that only what is drawn is wrong with it."""
    keys = SOURCES[source].key
    free = {"homes": "year_end_date", "perception_survey": "reporting_year"}
    ids = [name for name in keys if SOURCES[source].column(name).kind == "id"]
    name = free.get(source) or ([*ids, "label"])[0]
    if source == "homes":
        return row | {name: f"{1990 + number % 35}-03-{31 - number // 35:02}"}
    if source == "perception_survey":
        return row | {name: f"{1000 + number}-{(1001 + number) % 100:02}"}
    return row | {name: f"{row[name]}-{number}"}


def write_rows(folder: Path, source: str, rows: list[dict[str, str]]) -> None:
    """A csv of a source with these rows."""
    path = folder / f"{source}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def read_rows(publication: Publication, file: str) -> list[dict[str, Any]]:
    """Rows of one parquet file of the release."""
    path = publication.release.folder / f"{file}.parquet"
    with duckdb.connect() as connection:
        rows = connection.execute("from read_parquet($path)", {"path": str(path)})
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def read_breaches(
    publication: Publication, source: str
) -> dict[int, list[dict[str, Any]]]:
    """What is wrong with each rejected row of a source, by row number."""
    breaches: dict[int, list[dict[str, Any]]] = {}
    for breach in read_rows(publication, "breaches"):
        if breach["source"] == source:
            breaches.setdefault(breach["row"], []).append(breach)
    return breaches


def name_rules(breaches: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Column and rule of each breach, in order."""
    return sorted((breach["column_name"], breach["rule"]) for breach in breaches)


def check_nothing_lost(publication: Publication) -> None:
    """Every row is accepted or rejected with a reason, and both judges agree."""
    breaches = read_rows(publication, "breaches")
    for name, counts in publication.release.sources.items():
        kept = counts["accepted"] + counts["rejected"] + counts["set_aside"]
        assert counts["rows_in"] == kept
        assert len(read_rows(publication, f"extracts/{name}")) == counts["accepted"]
        rejected = {
            (each["file"], each["row"]) for each in breaches if each["source"] == name
        }
        assert len(rejected) == counts["rejected"]
    found = Counter(
        (each["source"], each["column_name"], each["reason"]) for each in breaches
    )
    for verdict in publication.release.read_validation():
        if verdict["severity"] == "reject" and verdict["rule"] != "key_repeated":
            key = verdict["source"], verdict["column"], verdict["reason"]
            assert verdict["broken"] == found.get(key, 0), verdict


def read_everything(folder: Path) -> str:
    """All that a release holds, as one text."""
    texts = []
    with duckdb.connect() as connection:
        for path in sorted(folder.rglob("*")):
            if path.suffix == ".parquet":
                rows = connection.execute(
                    "from read_parquet($path)", {"path": str(path)}
                )
                texts.append(str(rows.fetchall()))
            elif path.is_file():
                texts.append(path.read_text(encoding="utf-8"))
    return "\n".join(texts)


@pytest.fixture
def publish_tables(landing: Path) -> Callable[..., Publication]:
    """A function that publishes drawn tables and checks that nothing was lost."""

    def make(*, landlord: str = "", **tables: str) -> Publication:
        for name, text in tables.items():
            write_table(landing, name, text)
        if landlord:
            (landing / "landlord.toml").write_text(landlord, encoding="utf-8")
        publication = publish([landing], as_at=AS_AT)
        check_nothing_lost(publication)
        return publication

    return make


def publish_rows(
    folder: Path, rows: dict[str, list[dict[str, str]]], landlord: str = LANDLORD
) -> Publication:
    """A release of these rows; nothing was lost on the way."""
    for source, its_rows in rows.items():
        write_rows(folder, source, its_rows)
    (folder / "landlord.toml").write_text(landlord, encoding="utf-8")
    publication = publish([folder], as_at=AS_AT)
    check_nothing_lost(publication)
    return publication


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    """A release of every source: its good row, then every spoilt one."""
    folder = tmp_path_factory.mktemp("spoilt")
    rows = {
        source: [
            read_good(source),
            *(
                tell_apart(source, read_good(source), number) | {column: cell}
                for number, (column, cell, _) in enumerate(read_spoilt(source), start=1)
            ),
        ]
        for source in SOURCES
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("spoilt_data")))
        yield publish_rows(folder, rows)


@pytest.fixture(scope="module")
def persons(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    """A release with every kind of person in every column that is not an id."""
    folder = tmp_path_factory.mktemp("persons")
    rows = {}
    for source in SOURCES.values():
        cells = [
            (column.name, person)
            for column in source.columns
            if column.kind != "id"
            for person in PERSONS.values()
        ]
        rows[source.name] = [
            read_good(source.name),
            *(
                tell_apart(source.name, read_good(source.name), number) | {name: person}
                for number, (name, person) in enumerate(cells, start=1)
            ),
        ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("persons_data")))
        yield publish_rows(folder, rows)


# --- Every rule of every source -------------------------------------------------------


def test_the_drawn_rows_break_every_rejecting_rule_of_the_contract():
    circumstances = Circumstances(
        as_at=AS_AT, first_day=date(1990, 1, 1), service_areas=("Repairs",)
    )
    declared = {
        (source.name, rule.column, rule.name)
        for source in SOURCES.values()
        for rule in list_rules(source, circumstances)
        if rule.severity == "reject"
        # These two are drawn apart, further down.
        and rule.name not in ("looks_like_personal_data", "key_repeated")
    }
    drawn = {
        (source, NAMED_BY.get(rule, column), rule)
        for source in SOURCES
        for column, _, rules in read_spoilt(source)
        for rule in rules
    }
    assert drawn == declared, (
        f"SPOILT has no row that breaks {sorted(declared - drawn)}, "
        f"and rows for what is no rule: {sorted(drawn - declared)}"
    )


@pytest.mark.parametrize("source", SOURCES)
def test_a_good_row_is_accepted_up_to_the_last_day_permitted(spoilt, source):
    assert 2 not in read_breaches(spoilt, source)
    assert spoilt.release.sources[source]["accepted"] == 1


@pytest.mark.parametrize("source", SOURCES)
def test_each_spoilt_row_is_rejected_by_its_rules_and_by_no_other(spoilt, source):
    breaches = read_breaches(spoilt, source)
    for number, (column, cell, rules) in enumerate(read_spoilt(source), start=3):
        expected = sorted((NAMED_BY.get(rule, column), rule) for rule in rules)
        assert name_rules(breaches.get(number, [])) == expected, (column, cell)
    assert len(breaches) == len(read_spoilt(source))


@pytest.mark.parametrize("source", SOURCES)
def test_each_sentence_names_file_row_column_value_and_rule(spoilt, source):
    for number, (column, cell, rules) in enumerate(read_spoilt(source), start=3):
        value = f'"{cell}"' if cell.strip(" ;\t") else "empty"
        for rule in rules:
            # A rule between two dates quotes the one it is named by.
            if NAMED_BY.get(rule, column) != column:
                continue
            reason = WORDS.get(rule, "a count cannot be below nought")
            start = f"{source}.csv, row {number}: {column} is {value}, but {reason}"
            told = [each for each in spoilt.sentences if each.startswith(start)]
            assert told, start
            assert all(sentence.endswith(".") for sentence in told)


def test_sentences_are_whole_and_plain(spoilt):
    for sentence in (
        'complaints.csv, row 6: stage is "3", but it must be one of 1, 2.',
        'complaints.csv, row 7: stage is "1.4", but it must be a whole number.',
        'complaints.csv, row 12: received_date is "31/12/2024", but it must be a date '
        "written like 2024-04-30, without a time.",
        'complaints.csv, row 41: service_areas is "Gardens", but it is not a service '
        "area listed in landlord.toml.",
        'homes.csv, row 10: homes_owned is "4,202", but it must be a whole number.',
        'perception_survey.csv, row 4: reporting_year is "2024-26", but it must be a '
        "reporting year written like 2024-25.",
        'complaints.csv, row 45: is_damp_or_mould is "maybe", but it must be true or '
        "false.",
    ):
        assert sentence in spoilt.sentences


def test_the_kept_record_shows_the_rejected_row_as_it_came(spoilt):
    [breach] = read_breaches(spoilt, "homes")[10]
    record = json.loads(breach["record"])
    assert record["homes_owned"] == "4,202"
    assert record["stock_type"] == "lcra"


# --- What may be written in more than one way ----------------------------------------


def test_whole_numbers_and_dates_are_read_as_excel_and_pandas_write_them(
    publish_tables,
):
    # 1.0 is what pandas makes of a whole number beside an empty cell; a midnight is
    # what Excel makes of a date; blanks around a cell are nobody's meaning.
    publication = publish_tables(
        complaints="""
            complaint_id | stage | received_date           | logged_date
            A            | 1.0   | 2024-04-30 00:00:00     | 2024-04-30T00:00:00.000
            B            | +2    | 2024-04-30 00:00        | 2024-04-30
        """
    )
    rows = read_rows(publication, "extracts/complaints")
    assert [row["stage"] for row in rows] == [1, 2]
    assert {row["received_date"] for row in rows} == {date(2024, 4, 30)}
    assert {row["logged_date"] for row in rows} == {date(2024, 4, 30)}


def test_true_and_false_may_be_written_as_officers_write_them(publish_tables):
    publication = publish_tables(
        complaints="""
            complaint_id | is_damp_or_mould
            A            | true
            B            | Yes
            C            | 1
            D            | FALSE
            E            | no
            F            | 0
            G            |
        """
    )
    rows = read_rows(publication, "extracts/complaints")
    said = [row["is_damp_or_mould"] for row in rows]
    # An empty cell is unknown, not no.
    assert said == [True, True, True, False, False, False, None]


def test_items_of_a_list_lose_their_blanks_and_empty_items_go(publish_tables):
    publication = publish_tables(
        complaints="""
            complaint_id | service_areas         | remedies
            A            | Repairs ;Allocations  | ; ;
            B            | ;Repairs;;            | Apology
        """
    )
    rows = read_rows(publication, "extracts/complaints")
    assert [row["service_areas"] for row in rows] == [
        ["Repairs", "Allocations"],
        ["Repairs"],
    ]
    # A list of nothing is unknown, not an empty list.
    assert [row["remedies"] for row in rows] == [None, ["Apology"]]


def test_decimals_are_exact(publish_tables):
    publication = publish_tables(
        perception_survey="""
            very_satisfied | fairly_satisfied
            67.4           | 120.7
        """
    )
    [row] = read_rows(publication, "extracts/perception_survey")
    # As binary floats they would add up to 188.10000000000002.
    assert row["very_satisfied"] + row["fairly_satisfied"] == Decimal("188.1")


def test_any_service_area_is_taken_where_the_landlord_lists_none(publish_tables):
    publication = publish_tables(
        complaints="""
            complaint_id | service_areas
            A            | Anything at all; And more
        """
    )
    assert publication.release.sources["complaints"]["accepted"] == 1


def test_the_century_end_is_a_reporting_year(publish_tables):
    publication = publish_tables(
        self_assessment="""
            provision | reporting_year
            1.1       | 1999-00
            1.2       | 2000-01
            1.3       | 2099-99
        """
    )
    breaches = read_breaches(publication, "self_assessment")
    assert list(breaches) == [4]


# --- Repeated keys --------------------------------------------------------------------


def test_identical_copies_keep_the_first_and_differing_copies_lose_all(publish_tables):
    publication = publish_tables(
        complaints="""
            complaint_id | stage | received_date | channel
            A            | 1     | 2024-04-02    | Post
            B            | 1     | 2024-04-02    | Post
            B            | 1     | 2024-04-02    | Post
            C            | 1     | 2024-04-02    | Post
            C            | 1     | 2024-04-02    | Telephone
            D            | 1     | 2024-04-02    | Post
            D            | 2     | 2024-04-02    | Post
            B            | 1     | 2024-04-02    | Post
            C            | 1     | 2024-04-02    | Post
        """
    )
    # A is alone. B comes three times alike: rows 4 and 9 are spare. C contradicts
    # itself: rows 5, 6 and 10 all go. D is two stages, so two keys.
    breaches = read_breaches(publication, "complaints")
    assert sorted(breaches) == [4, 5, 6, 9, 10]
    assert {name for each in breaches.values() for name in name_rules(each)} == {
        ("complaint_id", "key_repeated")
    }
    kept = [
        (row["complaint_id"], row["stage"])
        for row in read_rows(publication, "extracts/complaints")
    ]
    assert kept == [("A", 1), ("B", 1), ("D", 1), ("D", 2)]
    assert (
        'complaints.csv, row 5: complaint_id is "C / 1", but the same complaint_id and '
        "stage comes more than once." in publication.sentences
    )


def test_copies_that_are_written_differently_but_mean_the_same_are_copies(
    publish_tables,
):
    publication = publish_tables(
        homes="""
            year_end_date       | stock_type | homes_owned
            2024-03-31          | lcra       | 4202
            2024-03-31 00:00:00 | lcra       | 4202.0
        """
    )
    assert list(read_breaches(publication, "homes")) == [3]


def test_a_missing_key_is_not_a_repeated_key(publish_tables):
    publication = publish_tables(
        complaints="""
            complaint_id | stage
            A            | 1
                         | 1
                         | 1
        """
    )
    breaches = read_breaches(publication, "complaints")
    assert [name_rules(each) for each in breaches.values()] == [
        [("complaint_id", "required_value_missing")]
    ] * 2


def test_every_source_drops_spare_copies_and_contradictions(landing):
    rows = {}
    for source in SOURCES.values():
        good = read_good(source.name)
        spare = tell_apart(source.name, good, 1)
        contradicted = tell_apart(source.name, good, 2)
        # The last column is in no key, so changing it contradicts.
        last = source.columns[-1]
        changed = {
            "boolean": "true" if good[last.name] in ("0", "no", "FALSE") else "no",
            "choice": "other",
            "date": "2025-06-29",
            "decimal": "7",
            "integer": "7",
            "text": "Something else",
        }[last.kind]
        contradiction = contradicted | {last.name: changed}
        rows[source.name] = [good, spare, spare, contradicted, contradiction]
    publication = publish_rows(landing, rows)
    for source in SOURCES:
        breaches = read_breaches(publication, source)
        # Row 4 is the spare copy of row 3; rows 5 and 6 contradict each other.
        assert sorted(breaches) == [4, 5, 6], source
        for each in breaches.values():
            assert [rule for _, rule in name_rules(each)] == ["key_repeated"], source
        assert publication.release.sources[source]["accepted"] == 2


# --- Personal data --------------------------------------------------------------------


def test_every_kind_of_person_in_every_column_is_rejected_and_withheld(persons):
    for source in SOURCES.values():
        breaches = read_breaches(persons, source.name)
        cells = [
            (column.name, looks)
            for column in source.columns
            if column.kind != "id"
            for looks in PERSONS
        ]
        assert len(breaches) == len(cells), source.name
        for number, (name, looks) in enumerate(cells, start=3):
            values = {
                (each["column_name"], each["rule"]): each["value"]
                for each in breaches[number]
            }
            found = values.pop((name, "looks_like_personal_data"), None)
            assert found == f"[withheld: looks like {looks}]", (source.name, name)
            # For whatever other rule the row is kept, its value is blank too.
            assert set(values.values()) <= {"[withheld]"}


def test_nothing_of_the_person_is_in_any_file_of_the_release_or_in_a_sentence(persons):
    everything = read_everything(persons.release.folder)
    told = "\n".join(persons.sentences)
    assert "withheld" in everything
    assert "withheld" in told
    for person in PERSONS.values():
        assert person not in everything
        assert person not in told


def test_every_text_of_a_row_with_a_person_is_blank_and_its_dates_stay(publish_tables):
    publication = publish_tables(
        complaints="""
            complaint_id | tenure | received_date | channel        | ward_name | service_areas
            GOOD-1       | lcra   | 2024-04-02    | Post           | Bean      | Repairs
            ROE-JANE     | Mrs    | 2024-04-03    | jr@example.org | Littleton | Jane; Roe
        """  # noqa: E501
    )
    breaches = read_breaches(publication, "complaints")
    assert name_rules(breaches[3]) == [
        ("channel", "looks_like_personal_data"),
        ("tenure", "outside_closed_set"),
    ]
    for breach in breaches[3]:
        record = json.loads(breach["record"])
        assert record["received_date"] == "2024-04-03"
        texts = ("ROE-JANE", "Mrs", "example", "Littleton", "Jane", "Roe")
        assert not [text for text in texts if text in str(breach)]
    everything = read_everything(publication.release.folder)
    assert "Littleton" not in everything
    assert "ROE-JANE" not in everything + "".join(publication.sentences)


def test_a_refusal_does_not_say_the_person_either(landing):
    write_table(
        landing,
        "learning_actions",
        """
        action_id | description            | owner
        L-1       | Call Jo on 07700900123 | Roe, Jane
        """,
    )
    with pytest.raises(Refusal) as refused:
        publish([landing], as_at=AS_AT)
    sentence = str(refused.value)
    assert "looks like a telephone number" in sentence
    assert "900123" not in sentence
    assert "Jane" not in sentence


def test_ids_are_exempt(publish_tables):
    # A case reference may well have the shape of a telephone number or a postcode.
    publication = publish_tables(
        complaints="""
            complaint_id
            07700900123
            ZE1 0AA
        """
    )
    assert publication.release.sources["complaints"]["accepted"] == 2


def test_the_landlords_own_contacts_are_exempt_and_others_beside_them_are_not(
    publish_tables,
):
    publication = publish_tables(
        landlord=LANDLORD,
        learning_actions="""
            action_id | service_area | evidence
            L-1       | Repairs      | Write to housing@example.gov.uk or 01632 960000.
            L-2       | Repairs      | housing@example.gov.uk and jr@example.org
        """,
    )
    breaches = read_breaches(publication, "learning_actions")
    assert {row: name_rules(each) for row, each in breaches.items()} == {
        3: [("evidence", "looks_like_personal_data")]
    }


def test_an_address_that_only_ends_like_a_contact_is_a_persons(publish_tables):
    publication = publish_tables(
        landlord=LANDLORD,
        learning_actions="""
            action_id | service_area | evidence
            L-1       | Repairs      | The new letter
            L-2       | Repairs      | jane.roe.housing@example.gov.uk
        """,
    )
    assert list(read_breaches(publication, "learning_actions")) == [3]


def test_a_person_in_a_line_that_cannot_be_split_is_not_kept(landing):
    (landing / "homes.csv").write_text(
        "year_end_date,stock_type,homes_owned\n"
        "2024-03-31,lcra,10\n"
        "jr@example.org,ZE1 0AA\n",
        encoding="utf-8",
    )
    publication = publish([landing], as_at=AS_AT)
    check_nothing_lost(publication)
    assert publication.sentences == (
        "homes.csv, row 3: it has 2 cells, but the heading has 3 cells.",
    )
    everything = read_everything(publication.release.folder)
    assert "example.org" not in everything
    assert "ZE1" not in everything


LOOKS_PERSONAL = """
    jane.o'neil+home@example.co.uk
    write to <jr@example.org>.
    JR@EXAMPLE.ORG
    Tel 07700 900123
    07700900123
    (01632) 960 123
    01632-960123
    +44 7700 900123
    +44 (0)7700 900123
    0044 7700 900123
    12 High Street ZE1 0AA
    ze10aa
    SW1A 2AA
    M1 1AE
    NI ab123456c
    AB 12 34 56 C
"""

LOOKS_HARMLESS = """
    Q1 2nd letter
    from 01/04/2024 to 31/03/2025
    Code 6.3 and 6.14
    Section 11, 1985
    case 202412345
    £1,200.50
    10 working days at 09:30
    at the office @ Bean
    B12 is the form
    0 of 20
    order 0012345
    HO/2024/0912
    1,234,567,890 rows
"""


def test_what_looks_like_a_person_is_told_from_what_does_not(publish_tables):
    personal = [line.strip() for line in LOOKS_PERSONAL.strip().splitlines()]
    harmless = [line.strip() for line in LOOKS_HARMLESS.strip().splitlines()]
    publication = publish_tables(
        learning_actions="action_id | evidence\n"
        + "\n".join(
            f"L-{number} | {text}" for number, text in enumerate(personal + harmless)
        )
    )
    accepted = [
        row["evidence"] for row in read_rows(publication, "extracts/learning_actions")
    ]
    assert accepted == harmless


# --- Warnings -------------------------------------------------------------------------


def test_every_warning_is_kept_counted_and_found(publish_tables):
    publication = publish_tables(
        complaints="""
            complaint_id | stage | received_date | acknowledged_date | extension_told_date | extended_to_date | responded_date | outcome
            FINE         | 1     | 2024-04-02    | 2024-04-03        |                     |                  | 2024-04-10     | upheld
            FINE         | 2     | 2024-04-10    | 2024-04-10        | 2024-05-09          | 2024-06-06       | 2024-05-20     | withdrawn
            OPEN         | 1     | 2024-04-02    | 2024-04-03        |                     |                  |                |
            GONE         | 1     | 2024-04-02    | 2024-04-03        |                     |                  |                | withdrawn
            ACK          | 1     | 2024-04-02    | 2024-04-11        |                     |                  | 2024-04-10     | upheld
            ORPHAN       | 2     | 2024-04-02    | 2024-04-02        |                     |                  | 2024-04-10     | upheld
            EARLY        | 1     | 2024-04-02    | 2024-04-02        |                     |                  | 2024-04-10     | upheld
            EARLY        | 2     | 2024-04-09    | 2024-04-09        |                     |                  | 2024-04-20     | upheld
            NEVER        | 1     | 2024-04-02    | 2024-04-02        |                     |                  |                |
            NEVER        | 2     | 2024-04-09    | 2024-04-09        |                     |                  | 2024-04-20     | upheld
            TOLDLATE     | 1     | 2024-04-02    | 2024-04-02        | 2024-04-17          | 2024-04-24       | 2024-04-24     | upheld
            TOLDINTIME   | 1     | 2024-04-02    | 2024-04-02        | 2024-04-16          | 2024-04-30       | 2024-04-24     | upheld
            TOOLONG      | 1     | 2024-04-02    | 2024-04-02        | 2024-04-16          | 2024-05-01       | 2024-04-24     | upheld
            UNTOLD       | 1     | 2024-04-02    | 2024-04-02        |                     | 2024-04-24       | 2024-04-24     | upheld
            NODATE       | 1     | 2024-04-02    | 2024-04-02        | 2024-04-16          |                  | 2024-04-24     | upheld
            NOOUTCOME    | 1     | 2024-04-02    | 2024-04-02        |                     |                  | 2024-04-10     |
            NOANSWER     | 1     | 2024-04-02    | 2024-04-02        |                     |                  |                | not_upheld
        """  # noqa: E501
    )
    # FINE stays just inside every rule: stage 2 asked for on the day of the answer,
    # extension told on its due date. Working days after 2 April 2024: the 10th is
    # 16 April and the 20th, the most that is permitted, 30 April.
    warnings = [
        (row["key"], row["rule"], row["value"])
        for row in read_rows(publication, "warnings")
    ]
    assert sorted(warnings) == [
        ("ACK / 1", "acknowledged_after_answered", "2024-04-11"),
        ("EARLY / 2", "stage_2_before_stage_1_answer", "2024-04-09"),
        ("NEVER / 2", "stage_2_before_stage_1_answer", "2024-04-09"),
        ("NOANSWER / 1", "outcome_without_answer", "not_upheld"),
        ("NODATE / 1", "extension_without_new_date", "2024-04-16"),
        ("NOOUTCOME / 1", "answered_without_outcome", None),
        ("ORPHAN / 2", "stage_2_without_stage_1", "2"),
        ("TOLDLATE / 1", "extension_told_late", "2024-04-17"),
        ("TOOLONG / 1", "extension_too_long", "2024-05-01"),
        ("UNTOLD / 1", "extension_without_told_date", "2024-04-24"),
    ]
    counts = publication.release.sources["complaints"]
    assert (counts["accepted"], counts["rejected"]) == (17, 0)
    counted = {
        verdict["rule"]: verdict["broken"]
        for verdict in publication.release.read_validation()
        if verdict["severity"] == "warn"
    }
    assert counted == {
        rule: sum(each[1] == rule for each in warnings)
        for rule in {rule for _, rule, _ in warnings}
    }


def test_every_warning_the_contract_declares_is_drawn_above(publish_tables):
    publication = publish_tables(complaints="complaint_id\nA")
    declared = {
        expect.name
        for source in SOURCES.values()
        for expect in source.expects
        if expect.severity == "warn"
    }
    judged = {
        verdict["rule"]
        for verdict in publication.release.read_validation()
        if verdict["severity"] == "warn"
    }
    assert judged == declared
    assert len(declared) == 9


# --- Two judges -----------------------------------------------------------------------

# Cells an export may hold, good and bad; each column takes them in a step of its own,
# so that over many rows bad cells meet in every combination.
CELLS = {
    "id": ("A", "B", "C-1", "", "07700900123", "x'); drop table y", "é"),
    "text": ("Post", "", "jr@example.org", "ZE1 0AA", "a;b", "'quoted'", "\u00a0"),
    "choice": ("upheld", "lcra", "other", "", "UPHELD", "jr@example.org", "a\tb"),
    "date": (
        "2024-04-30",
        "",
        "2025-07-01",
        "1899-12-30",
        "9999-12-31",
        "0001-01-01",
        "30/04/2024",
        "2025-06-30 00:00:00",
        "2024-05-01",
        "2024-02-30",
        "2024-04-29",
        "since ZE1 0AA",
    ),
    "integer": ("1", "2", "1.0", "3", "", "-1", "99999999999", "1.5", "07700 900123"),
    "decimal": ("1", "0.1", "", "-3", "1e5", "nan", "ZE1 0AA", "99999999999999", "5."),
    "boolean": ("true", "no", "", "2", "TRUE", "AB123456C", "0"),
}


def test_great_expectations_and_sql_count_the_same_on_many_bad_rows(landing):
    columns = SOURCES["complaints"].columns
    rows = [
        {
            column.name: CELLS[column.kind][
                number * (place + 1) // 7 % len(CELLS[column.kind])
            ]
            for place, column in enumerate(columns)
        }
        for number in range(1500)
    ]
    rows.append(read_good("complaints") | {"complaint_id": "GOOD"})
    # Publishing stops with an error if the two counts differ for any rule.
    publication = publish_rows(landing, {"complaints": rows})
    verdicts = publication.release.read_validation()
    broken = {
        (verdict["column"], verdict["rule"]): verdict["broken"]
        for verdict in verdicts
        if verdict["severity"] == "reject"
    }
    # The table is bad enough that every rule is broken often: agreement is no accident.
    assert min(broken.values()) >= 50, broken
    assert {verdict["rows"] for verdict in verdicts} >= {1501}
