"""Personal data: every kind of it in every column is found, rejected and not kept."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from conftest import AGREED, AS_AT, write_table
from contract_rows import LANDLORD, read_good, tell_apart
from publishing import (
    check_nothing_lost,
    name_rules,
    publish_rows,
    publish_tables,
    read_breaches,
    read_rows,
)

from analytics.ground.errors import Refusal
from analytics.release.publish import Publication, publish
from expectations.personal import PERSONAL_PATTERNS
from expectations.sources import SOURCES


# A person of each kind that has no place in an extract.
PERSONS = {
    "an e-mail address": "jane.roe@example.org",
    "a telephone number": "07700 900123",
    "a postcode": "ZE1 0AA",
    "a National Insurance number": "AB 12 34 56 C",
}


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


def test_every_text_of_a_row_with_a_person_is_blank_and_its_dates_stay(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | tenure | received_date | channel        | ward_name | service_areas
            GOOD-1       | lcra   | 2024-04-02    | Post           | Bean      | Repairs
            ROE-JANE     | Mrs    | 2024-04-03    | jr@example.org | Littleton | Jane; Roe
        """,  # noqa: E501
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
        publish([landing], as_at=AS_AT, agreed=AGREED)
    sentence = str(refused.value)
    assert "looks like a telephone number" in sentence
    assert "900123" not in sentence
    assert "Jane" not in sentence


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("01632 960123", True),
        ("01632.960.123", True),
        ("01632.960123", True),
        ("020.7946.0958", True),
        ("01632\u00a0960\u00a0123", True),
        ("+44.1632.960123", True),
        ("(01632) 960-123", True),
        # Dates, numbers and references have dots and noughts too.
        ("visits 01.04.2024 01.05.2024", False),
        ("0.1234567890", False),
        ("0123 01.04.2024", False),
        ("08.30 to 16.30 on 02.05.2024", False),
    ],
)
def test_a_telephone_number_is_told_from_dates_and_numbers(text, is_one):
    pattern = PERSONAL_PATTERNS["a telephone number"]
    with duckdb.connect() as connection:
        [[found]] = connection.execute(
            "select regexp_matches($text, $pattern)",
            {"text": text, "pattern": pattern},
        ).fetchall()
    assert found == is_one == bool(re.search(pattern, text))


def test_ids_are_exempt(landing):
    # A case reference may well have the shape of a telephone number or a postcode.
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id
            07700900123
            ZE1 0AA
        """,
    )
    assert publication.release.sources["complaints"]["accepted"] == 2


def test_the_landlords_own_contacts_are_exempt_and_others_beside_them_are_not(
    landing,
):
    publication = publish_tables(
        landing,
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


def test_an_address_that_only_ends_like_a_contact_is_a_persons(landing):
    publication = publish_tables(
        landing,
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
    publication = publish([landing], as_at=AS_AT, agreed=AGREED)
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


def test_what_looks_like_a_person_is_told_from_what_does_not(landing):
    personal = [line.strip() for line in LOOKS_PERSONAL.strip().splitlines()]
    harmless = [line.strip() for line in LOOKS_HARMLESS.strip().splitlines()]
    publication = publish_tables(
        landing,
        learning_actions="action_id | evidence\n"
        + "\n".join(
            f"L-{number} | {text}" for number, text in enumerate(personal + harmless)
        ),
    )
    accepted = [
        row["evidence"] for row in read_rows(publication, "extracts/learning_actions")
    ]
    assert accepted == harmless
