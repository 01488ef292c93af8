"""Rejected rows and warnings as files: all that is needed to mend them at source."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
from conftest import AS_AT
from openpyxl import load_workbook

from analytics.behind.records import (
    list_rejected_files,
    make_rejected_csv,
    make_rejected_xlsx,
    make_warnings_csv,
)
from analytics.figures.open_release import OpenRelease
from analytics.release.publish import publish


MakeRelease = Callable[..., OpenRelease]


def read_csv(content: bytes) -> list[dict[str, str]]:
    """The rows of a csv, which begins with the mark that Excel needs."""
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), restval="?"))


def read_rejected(release: OpenRelease, file: str = "complaints.csv") -> bytes:
    """The csv of one file's rejected rows."""
    [path] = [
        each["path"]
        for each in list_rejected_files(release.release)
        if each["file"] == file
    ]
    return make_rejected_csv(release.release, path)


def test_a_rejected_row_is_one_line_in_its_file_s_own_columns_with_every_reason(
    make_release: MakeRelease,
) -> None:
    release = make_release(
        complaints="""
        complaint_id | received_date | responded_date | tenure | channel
        C-1          | 2024-05-01    | 2024-05-07     | lcra   | post
        C-2          | 1/5/2024      |                | lord   | post
        C-3          | yesterday     |                | lord   | post
        """
    )
    rows = read_csv(read_rejected(release))
    assert [(row["Row in the export"], row["Why it was rejected"]) for row in rows] == [
        ("3", 'tenure is "lord", but it must be one of lcra, lcho, leasehold, other'),
        # One line for the row, whatever number of its cells broke a rule.
        (
            "4",
            'received_date is "yesterday", but it must be a date, such as '
            '30/04/2024 or 2024-04-30; tenure is "lord", but it must be one of lcra, '
            "lcho, leasehold, other",
        ),
    ]
    # As the export wrote it, and not as it was read.
    assert rows[0]["received_date"] == "1/5/2024"
    assert rows[0]["complaint_id"] == "C-2"
    assert list(rows[0])[:3] == ["Row in the export", "complaint_id", "received_date"]


def test_mended_it_can_be_brought_in(make_release: MakeRelease, landing: Path) -> None:
    release = make_release(
        complaints="""
        complaint_id | received_date | tenure | compensation_gbp
        C-1          | 2024-05-01    | Tenant | -50.00
        C-2          | 2024-05-01    | lcra   |
        """
    )
    content = read_rejected(release).decode("utf-8-sig")
    # A number is a number: nothing stands before it.
    assert ",-50.00," in content
    mended = content.replace("Tenant", "lcra", 1)
    (landing / "complaints.csv").write_text(mended, encoding="utf-8")
    (landing / "homes.csv").unlink(missing_ok=True)
    publication = publish([landing], as_at=AS_AT, judge=None)
    assert publication.to_dict()["sources"]["complaints"]["accepted"] == 1
    assert publication.unknown_columns == {
        "complaints.csv": ("Row in the export", "Why it was rejected")
    }
    table = pq.read_table(publication.release.folder / "extracts/complaints.parquet")
    # It is added to the row that had been good, whose own file need not come again.
    assert sorted(table["complaint_id"].to_pylist()) == ["C-1", "C-2"]


def test_as_a_workbook_its_numbers_are_numbers(make_release: MakeRelease) -> None:
    release = make_release(
        complaints="""
        complaint_id | received_date | tenure | compensation_gbp
        007          | 2024-05-01    | lord   | -50.25
        C-2          | 2024-05-01    | lcra   |
        """
    )
    [each] = list_rejected_files(release.release)
    content = make_rejected_xlsx(release.release, each["path"], each["file"])
    book = load_workbook(io.BytesIO(content))
    headings, row = book["Rejected rows"].iter_rows(max_row=2, values_only=True)
    cells = dict(zip(headings, row, strict=True))
    assert cells["compensation_gbp"] == -50.25
    # An id with noughts before it is no number.
    assert (cells["complaint_id"], cells["Row in the export"]) == ("007", 2)


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
    [row] = read_csv(read_rejected(release))
    assert row["complaint_id"] == "'=1+1"
    assert row["tenure"] == "'@SUM"
    assert row["channel"] == "'-2+3"


def test_of_a_row_that_seems_to_hold_a_person_no_cell_is_kept(
    make_release: MakeRelease,
) -> None:
    release = make_release(
        complaints="""
        complaint_id | received_date | tenure | channel          | logged_date
        C-1          | 2024-05-01    | lcra   | post             |
        C-2          | 2024-05-01    | lord   | jo@example.org   | 2024-05-02
        """,
    )
    content = read_rejected(release)
    assert b"jo@example.org" not in content
    assert b"C-2" not in content
    [row] = read_csv(content)
    why = row.pop("Why it was rejected")
    assert "[withheld: looks like an e-mail address]" in why
    assert {name: cell for name, cell in row.items() if cell} == {
        "Row in the export": "3"
    }


def test_a_line_that_could_not_be_split_has_its_place_and_no_cells(
    make_release: MakeRelease, landing: Path
) -> None:
    (landing / "homes.csv").write_text(
        "year_end_date,stock_type,homes_owned\n2025-03-31,lcra,4202\n"
        "2025-03-31,lcra,4,202\n2025-03-31,lcho,0\n",
        encoding="utf-8",
    )
    rows = read_csv(read_rejected(make_release(), "homes.csv"))
    assert [tuple(row.values()) for row in rows] == [
        ("3", "", "", "", "it has 4 cells, but the heading has 3 cells"),
        (
            "4",
            "2025-03-31",
            "lcho",
            "0",
            'homes_owned is "0", but the number of homes must be above nought',
        ),
    ]


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


# Its second stage came on a day that never was.
BESIDE = """\
reference,Channel,service,Tenure,stage_1_sla_start_date,stage_1_decision_date,\
stage_1_decision,stage_2_sla_start_date,stage_2_decision_date,stage_2_decision
J-1,Post,Repairs,lcra,2024-05-01,2024-05-08,Upheld,,,
J-2,Post,Repairs,lcra,2024-05-02,2024-05-09,Upheld,31/02/2024,,
"""


def test_of_two_stages_in_one_row_the_reason_names_the_column_of_the_bad_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "jadu.csv"
    path.write_text(BESIDE, encoding="utf-8")
    agreed = frozenset({"rejected:complaints"})
    release = publish([path], as_at=AS_AT, agreed=agreed, judge=None).release
    [entry] = list_rejected_files(release)
    [row] = read_csv(make_rejected_csv(release, entry["path"]))
    assert row["Why it was rejected"].startswith(
        'stage_2_sla_start_date is "31/02/2024"'
    )
