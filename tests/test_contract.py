"""Every rule of the contract: good rows pass, bad ones are rejected and say why."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from conftest import AS_AT
from contract_rows import read_good, read_spoilt, tell_apart
from publishing import (
    name_rules,
    publish_rows,
    publish_tables,
    read_breaches,
    read_faults,
    read_rows,
)

from analytics.release.publish import Publication
from expectations.rules import Circumstances, list_rules
from expectations.sources import SOURCES


# The rule in words, as an officer reads it after ", but".
WORDS = {
    "design_effect_below_one": (
        "weighting cannot make answers tell more than they would unweighted"
    ),
    "required_value_missing": "a value is required",
    "cannot_be_read": "it must be ",
    "outside_closed_set": "it ",
    "too_early": "it is before 1990-01-01",
    "dated_after_as_at": "it is after the as-at date 2025-06-30",
    "logged_before_received": "it was logged before it was received",
    "extension_told_before_received": "an extension was told before",
    "extended_to_before_received": "it was extended to a day before",
    "withdrawn_before_received": "it was withdrawn before it was received",
    "acknowledged_before_received": "it was acknowledged before it was received",
    "responded_before_received": "it was answered before it was received",
    "answered_before_sent": "it was answered before it was sent",
    "homes_not_above_nought": "the number of homes must be above nought",
    "spell_ends_before_it_starts": "the spell ends before it starts",
}

# A rule between two dates is named by one of them; spoiling either breaks it.
NAMED_BY = {
    "acknowledged_before_received": "acknowledged_date",
    "logged_before_received": "logged_date",
    "extension_told_before_received": "extension_told_date",
    "extended_to_before_received": "extended_to_date",
    "extended_to_before_told": "extended_to_date",
    "withdrawn_before_received": "withdrawn_date",
    "responded_before_received": "responded_date",
    "answered_before_sent": "answered_date",
    "spell_ends_before_it_starts": "to_date",
}


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


# --- Every rule of every source -------------------------------------------------------


def test_the_drawn_rows_break_every_rejecting_rule_of_the_contract():
    circumstances = Circumstances(
        as_at=AS_AT, first_day=date(1990, 1, 1), service_areas=("Repairs",)
    )
    declared = {
        (source.name, rule.column, rule.name)
        for source in SOURCES.values()
        for rule in list_rules(source, circumstances)
        if rule.severity != "warn"
        # These are drawn apart, further down; no extract of text makes an error of a
        # cell but by a spreadsheet's own sign.
        and rule.name
        not in (
            "looks_like_personal_data",
            "key_repeated",
            "spells_contradict",
            "extended_to_before_told",
        )
        and (rule.name, source.column(rule.column).is_text)
        != ("cannot_be_read", source.column(rule.column).kind != "year")
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
    drawn = 1 + len(read_spoilt(source))
    accepted = drawn - len(read_breaches(spoilt, source))
    assert spoilt.release.sources[source]["accepted"] == accepted


@pytest.mark.parametrize("source", SOURCES)
def test_each_spoilt_row_is_rejected_by_its_rules_and_by_no_other(spoilt, source):
    breaches = read_faults(spoilt, source)
    for number, (column, cell, rules) in enumerate(read_spoilt(source), start=3):
        broken = [(NAMED_BY.get(rule, column), rule) for rule in rules]
        if all(SOURCES[source].column(name).is_settable_aside for name, _ in broken):
            # The cell is set aside, for the first rule that it breaks.
            broken = broken[:1]
        expected = sorted(broken)
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
            is_aside = SOURCES[source].column(column).is_settable_aside
            if is_aside and rule != rules[0]:
                continue
            told = [each for each in spoilt.sentences if each.startswith(start)]
            assert told, start
            assert all(sentence.endswith(".") for sentence in told)


def test_sentences_are_whole_and_plain(spoilt):
    for sentence in (
        'complaints.csv, row 6: stage is "3", but it must be one of 1, 2.',
        'complaints.csv, row 7: stage is "1.4", but it must be a whole number.',
        'complaints.csv, row 12: received_date is "31/13/2024", but it must be a date, '
        "such as 30/04/2024 or 2024-04-30.",
        'complaints.csv, row 43: service_areas is "Gardens", but it is not a service '
        "area listed in landlord.toml; the row counts without it.",
        'homes.csv, row 10: homes_owned is "4,20", but it must be a whole number.',
        'perception_survey.csv, row 4: reporting_year is "2024-26", but it must be a '
        "reporting year written like 2024-25.",
        'complaints.csv, row 47: hazards is "Damp", but it must be one of '
        "damp_and_mould, excess_cold, excess_heat, falls, structural_collapse, fire, "
        "electrical, hygiene; the row counts without it.",
    ):
        assert sentence in spoilt.sentences


def test_the_kept_record_shows_the_rejected_row_as_it_came(spoilt):
    [breach] = read_breaches(spoilt, "homes")[10]
    record = json.loads(breach["record"])
    assert record["homes_owned"] == "4,20"
    assert record["stock_type"] == "lcra"


# --- Warnings -------------------------------------------------------------------------


def test_every_warning_is_kept_counted_and_found(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | stage | received_date | acknowledged_date | extension_told_date | extended_to_date | responded_date | outcome | withdrawn_date
            FINE         | 1     | 2024-04-02    | 2024-04-03        |                     |                  | 2024-04-10     | upheld |
            FINE         | 2     | 2024-04-10    | 2024-04-10        | 2024-05-09          | 2024-06-06       | 2024-05-20     | withdrawn |
            OPEN         | 1     | 2024-04-02    | 2024-04-03        |                     |                  |                | |
            GONE         | 1     | 2024-04-02    | 2024-04-03        |                     |                  |                | withdrawn |
            ACK          | 1     | 2024-04-02    | 2024-04-11        |                     |                  | 2024-04-10     | upheld |
            ORPHAN       | 2     | 2024-04-02    | 2024-04-02        |                     |                  | 2024-04-10     | upheld |
            EARLY        | 1     | 2024-04-02    | 2024-04-02        |                     |                  | 2024-04-10     | upheld |
            EARLY        | 2     | 2024-04-09    | 2024-04-09        |                     |                  | 2024-04-20     | upheld |
            NEVER        | 1     | 2024-04-02    | 2024-04-02        |                     |                  |                | |
            NEVER        | 2     | 2024-04-09    | 2024-04-09        |                     |                  | 2024-04-20     | upheld |
            TOLDLATE     | 1     | 2024-04-02    | 2024-04-02        | 2024-04-17          | 2024-04-24       | 2024-04-24     | upheld |
            TOLDINTIME   | 1     | 2024-04-02    | 2024-04-02        | 2024-04-16          | 2024-04-30       | 2024-04-24     | upheld |
            TOOLONG      | 1     | 2024-04-02    | 2024-04-02        | 2024-04-16          | 2024-05-01       | 2024-04-24     | upheld |
            UNTOLD       | 1     | 2024-04-02    | 2024-04-02        |                     | 2024-04-24       | 2024-04-24     | upheld |
            NODATE       | 1     | 2024-04-02    | 2024-04-02        | 2024-04-16          |                  | 2024-04-24     | upheld |
            NOOUTCOME    | 1     | 2024-04-02    | 2024-04-02        |                     |                  | 2024-04-10     | |
            NOANSWER     | 1     | 2024-04-02    | 2024-04-02        |                     |                  |                | not_upheld |
            BOTH         | 1     | 2024-04-02    | 2024-04-02        |                     |                  | 2024-04-10     | upheld     | 2024-04-11
            SAMEDAY      | 1     | 2024-04-02    | 2024-04-02        |                     |                  | 2024-04-10     | upheld     | 2024-04-10
        """,  # noqa: E501
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
        ("BOTH / 1", "withdrawn_after_answered", "2024-04-11"),
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
    assert (counts["accepted"], counts["rejected"]) == (19, 0)
    counted = {
        verdict["rule"]: verdict["broken"]
        for verdict in publication.release.read_validation()
        if verdict["severity"] == "warn"
    }
    assert counted == {
        rule: sum(each[1] == rule for each in warnings)
        for rule in {rule for _, rule, _ in warnings}
    }


def test_every_warning_the_contract_declares_is_drawn_above(landing):
    publication = publish_tables(landing, complaints="complaint_id\nA")
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
    assert len(declared) == 10


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
        if verdict["severity"] != "warn"
        # A spreadsheet's sign of an error is drawn in no text here.
        and (
            verdict["rule"] != "cannot_be_read"
            or not SOURCES["complaints"].column(verdict["column"]).is_text
        )
    }
    # The table is bad enough that every rule is broken often: agreement is no accident.
    assert min(broken.values()) >= 50, broken
    assert {verdict["rows"] for verdict in verdicts} >= {1501}
