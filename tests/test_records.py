"""Rejected rows and warnings as csv: all that is needed to mend them at source."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from analytics.behind.records import make_rejected_csv, make_warnings_csv
from analytics.figures.open_release import OpenRelease


MakeRelease = Callable[..., OpenRelease]


def read_csv(content: bytes) -> list[dict[str, str]]:
    """The rows of a csv, which begins with the mark that Excel needs."""
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), restval="?"))


def test_a_rejected_row_is_there_with_its_reason_and_its_record(
    make_release: MakeRelease,
) -> None:
    release = make_release(
        complaints="""
        complaint_id | received_date | responded_date | tenure | channel
        C-1          | 2024-05-01    | 2024-05-07     | lcra   | post
        C-2          | 2024-05-01    | 2024-04-07     | lord   | post
        """
    )
    rows = read_csv(make_rejected_csv(release.release, "complaints"))
    # One row that breaks two rules is two lines, in the order of their columns.
    assert [(row["row"], row["column"], row["value"]) for row in rows] == [
        ("3", "responded_date", "2024-04-07"),
        ("3", "tenure", "lord"),
    ]
    assert rows[0]["file"] == "complaints.csv"
    assert rows[0]["rule"] == "responded_before_received"
    assert rows[0]["reason"] == "it was answered before it was received"
    for row in rows:
        assert row["record.complaint_id"] == "C-2"
        assert row["record.channel"] == "post"
        assert row["record.ward_name"] == ""


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(
    make_release: MakeRelease,
) -> None:
    release = make_release(
        complaints="""
        complaint_id | received_date | tenure | channel
        C-1          | 2024-05-01    | lcra   | post
        =1+1         | 2024-05-01    | @SUM   | -2+3
        """
    )
    [row] = read_csv(make_rejected_csv(release.release, "complaints"))
    assert row["value"] == "'@SUM"
    assert row["record.complaint_id"] == "'=1+1"
    assert row["record.tenure"] == "'@SUM"
    assert row["record.channel"] == "'-2+3"


def test_a_row_that_seems_to_hold_a_person_stays_withheld(
    make_release: MakeRelease,
) -> None:
    release = make_release(
        complaints="""
        complaint_id | received_date | tenure | channel          | logged_date
        C-1          | 2024-05-01    | lcra   | post             |
        C-2          | 2024-05-01    | lord   | jo@example.org   | 2024-05-02
        """,
        self_assessment="""
        reporting_year | provision | complies | evidence
        2024-25        | 1.1       | yes      | page 4
        2024-25        | 1.2       | yes      | ring 01632 960123
        """,
    )
    content = make_rejected_csv(release.release, "complaints")
    assert b"jo@example.org" not in content
    assert b"C-2" not in content
    rows = read_csv(content)
    assert {row["value"] for row in rows} == {
        "[withheld: looks like an e-mail address]",
        "[withheld]",
    }
    # What was kept is no text: enough to find the row by file and number.
    assert {row["record.received_date"] for row in rows} == {"2024-05-01"}
    assert {row["record.logged_date"] for row in rows} == {"2024-05-02"}
    assert {row["row"] for row in rows} == {"3"}
    # Of this source nothing but text is known, so nothing of the record is kept.
    content = make_rejected_csv(release.release, "self_assessment")
    assert b"960123" not in content
    [row] = read_csv(content)
    assert [name for name in row if name.startswith("record.")] == []


def test_a_line_that_could_not_be_split_has_its_place_and_no_record(
    make_release: MakeRelease, landing: Path
) -> None:
    (landing / "homes.csv").write_text(
        "year_end_date,stock_type,homes_owned\n2025-03-31,lcra,4202\n"
        "2025-03-31,lcra,4,202\n2025-03-31,lcho,0\n",
        encoding="utf-8",
    )
    rows = read_csv(make_rejected_csv(make_release().release, "homes"))
    assert [(row["row"], row["value"]) for row in rows] == [
        ("3", "4 cells"),
        ("4", "0"),
    ]
    assert rows[0]["column"] == rows[0]["record.homes_owned"] == ""
    assert rows[1]["record.homes_owned"] == "0"


def test_every_warning_is_there_with_its_key(make_release: MakeRelease) -> None:
    release = make_release(
        complaints="""
        complaint_id | stage | received_date | responded_date | outcome
        =C-1         | 1     | 2024-05-01    | 2024-05-07     |
        C-2          | 2     | 2024-05-01    |                | upheld
        """
    )
    rows = read_csv(make_warnings_csv(release.release))
    assert {(row["key"], row["rule"]) for row in rows} == {
        ("'=C-1 / 1", "answered_without_outcome"),
        ("C-2 / 2", "outcome_without_answer"),
        ("C-2 / 2", "stage_2_without_stage_1"),
    }
    assert {row["source"] for row in rows} == {"complaints"}
