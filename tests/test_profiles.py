"""A profile at a publish: found or named, its rows counted, its slips told."""

import sys

import pyarrow.parquet as pq
import pytest
from conftest import AS_AT
from openpyxl import Workbook

from analytics import cli
from analytics.ground.errors import Refusal, UsageError
from analytics.landing.opening import open_sheets
from analytics.profiles.choosing import choose
from analytics.profiles.files import find_profile, list_profiles, own_folder
from analytics.release.publish import publish


PROFILE = """\
dates = "day first"

[complaints]
aside = [{ column = "Status", values = ["Duplicate"] }]

[complaints.columns]
complaint_id = "Ref"
stage = "Stage no"
tenure = "Tenure"
received_date = "Received on"
service_areas = "Service"
"""

EXPORT = """\
Ref,Status,Received on,Service,Tenure,Stage no,Officer
C-1,Closed,01/05/2024,Repairs,lcra,1,Somebody
C-1,Duplicate,02/05/2024,Repairs,lcra,1,Somebody
C-2,Open,yesterday,Repairs,lcra,1,Somebody
C-3,Duplicate,02/05/2024,Repairs,lcra,1,Somebody
C-4,,03/06/2024,Repairs,lcra,1,Somebody
"""

HOMES = """\
year_end_date,stock_type,homes_owned
2025-03-31,lcra,10
"""

AGREED = frozenset({"rejected:complaints"})


def keep_profile(name, text=PROFILE):
    """A profile where an officer's own lie."""
    own_folder().mkdir(parents=True, exist_ok=True)
    path = own_folder() / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def export(landing):
    """A folder with a system's export, and homes as the contract has them."""
    (landing / "cases.csv").write_text(EXPORT, encoding="utf-8")
    (landing / "homes.csv").write_text(HOMES, encoding="utf-8")
    return landing


def test_a_profile_is_found_by_its_headings_and_what_it_sets_aside_is_counted(export):
    keep_profile("case-system")
    publication = publish([export], as_at=AS_AT, judge=None, agreed=AGREED)
    sources = publication.to_dict()["sources"]
    assert sources["homes"]["accepted"] == 1
    counts = sources["complaints"]
    # C-1 and C-4 are good, C-2 has no date; a duplicate each of C-1 and C-3.
    assert [
        counts[key] for key in ("rows_in", "accepted", "rejected", "set_aside")
    ] == [5, 2, 1, 2]
    assert publication.unknown_columns == {"cases.csv": ("Officer",)}
    assert publication.release.manifest["profiles"] == ["case-system", "contract"]


def test_a_release_keeps_which_rows_were_set_aside_and_why(export):
    keep_profile("case-system")
    release = publish([export], as_at=AS_AT, judge=None, agreed=AGREED).release
    kept = pq.read_table(release.folder / "set_aside.parquet").to_pylist()
    assert [(each["file"], each["row"], each["reason"]) for each in kept] == [
        ("cases.csv", row, 'its Status is "Duplicate"') for row in (3, 5)
    ]
    assert "set_aside.parquet" in release.manifest["files"]


def test_a_profile_can_be_named_by_its_file(export, tmp_path):
    path = tmp_path / "elsewhere.toml"
    path.write_text(PROFILE, encoding="utf-8")
    release = publish(
        [export],
        as_at=AS_AT,
        judge=None,
        agreed=AGREED,
        profile=find_profile(str(path)),
    ).release
    assert release.manifest["profiles"] == ["contract", "elsewhere"]


def test_the_contract_is_the_profile_where_nothing_else_fits(landing):
    (landing / "homes.csv").write_text(HOMES, encoding="utf-8")
    release = publish([landing], as_at=AS_AT, judge=None).release
    assert release.manifest["profiles"] == ["contract"]


def test_an_unknown_profile_is_told_with_the_nearest(landing, capsys, monkeypatch):
    with pytest.raises(UsageError, match=r'no source profile "contrct"; the nearest'):
        find_profile("contrct")
    words = ["analytics", "publish", str(landing), "--profile", "contrct"]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert "the nearest is contract" in capsys.readouterr().err


def test_a_profile_that_nearly_fits_says_what_is_missing(landing):
    keep_profile("case-system")
    lacking = EXPORT.replace("Stage no", "Level")
    (landing / "cases.csv").write_text(lacking, encoding="utf-8")
    with pytest.raises(Refusal, match=r"cases\.csv: the required column Stage no"):
        publish([landing], as_at=AS_AT, profile=find_profile("case-system"))


def test_a_file_that_fits_two_profiles_alike_is_refused(export):
    keep_profile("first")
    keep_profile("second")
    with pytest.raises(Refusal, match="fit the profiles first and second alike"):
        publish([export], as_at=AS_AT)


def test_of_two_sheets_the_one_that_fits_is_taken_and_the_other_listed(landing):
    rows = [
        ["complaint_id", "stage", "tenure", "received_date", "service_areas"],
        ["C-1", "1", "lcra", "2024-05-01", "Repairs"],
    ]
    book = Workbook()
    book.active.title = "Cover"
    book.active.append(["Notes"])
    data = book.create_sheet("Data")
    for row in rows:
        data.append(row)
    book.save(landing / "complaints.xlsx")
    publication = publish([landing], as_at=AS_AT, judge=None)
    assert publication.to_dict()["sources"]["complaints"]["accepted"] == 1
    assert publication.ignored_files == ("complaints.xlsx [Cover]",)


REOPENED = """\
complaint_id,stage,tenure,received_date,responded_date,outcome,service_areas
C001,1,lcra,2024-06-03,2024-06-12,not_upheld,Repairs
C001,1,lcra,2024-08-01,2024-08-09,upheld,Repairs
C002,1,lcra,2024-06-03,2024-06-12,upheld,Repairs
"""


def test_a_case_opened_again_is_counted_once_at_a_publish(landing):
    (landing / "complaints.csv").write_text(REOPENED, encoding="utf-8")
    publication = publish([landing], as_at=AS_AT, judge=None)
    counts = publication.to_dict()["sources"]["complaints"]
    assert [
        counts[key] for key in ("rows_in", "accepted", "rejected", "set_aside")
    ] == [3, 2, 0, 1]
    [path] = (publication.release.folder / "extracts").glob("complaints*.parquet")
    rows = pq.read_table(path).to_pylist()
    [joined] = [each for each in rows if each["complaint_id"] == "C001"]
    assert joined["received_date"].isoformat() == "2024-06-03"
    assert joined["responded_date"].isoformat() == "2024-08-09"
    warned = pq.read_table(publication.release.folder / "warnings.parquet").to_pylist()
    assert [each["rule"] for each in warned if each["rule"] == "reopened"] == [
        "reopened"
    ]


def test_a_cell_out_of_its_place_among_headings_is_told_by_its_beginning(landing):
    headings = f"{'x' * 40_000},stage,tenure,received_date"
    (landing / "complaints.csv").write_text(
        f"{headings}\nC-1,1,lcra,2024-05-01\n", encoding="utf-8"
    )
    with pytest.raises(Refusal) as refused:
        publish([landing], as_at=AS_AT, profile=find_profile("contract"))
    assert str(refused.value) == (
        "complaints.csv: the required column complaint_id is missing; "
        f"columns not known here are: {'x' * 200}…."
    )


def test_headings_that_several_fit_are_refused_only_through_the_profile_asked_for(
    landing,
):
    # What Zendesk calls "Stage [list]", its profile reads as whatever begins so.
    path = landing / "cases.csv"
    path.write_text(
        "Ticket ID,Created at,Stage 1 received,Stage 2 received,Tenure\n"
        "1,2024-05-01,2024-05-01,,LCRA\n",
        encoding="utf-8",
    )
    [sheet] = open_sheets(path, path.name)
    assert not choose(sheet, list_profiles()).matches
    with pytest.raises(Refusal) as refused:
        choose(sheet, [find_profile("zendesk")])
    assert str(refused.value) == (
        'cases.csv: "Stage 1 received" and "Stage 2 received" may both be what is read '
        "for the same; take one of the two out, or give it another heading."
    )


def test_of_hundreds_of_headings_that_nobody_knows_the_first_are_told(landing):
    headings = ",".join(
        ["stage", "tenure", "received_date", *map(str, range(100, 400))]
    )
    path = landing / "complaints.csv"
    path.write_text(f"{headings}\n1,lcra,2024-05-01\n", encoding="utf-8")
    [sheet] = open_sheets(path, path.name)
    assert choose(sheet, [find_profile("contract")]).lacks == (
        "complaints.csv: the required column complaint_id is missing; columns not "
        "known here are: 100, 101, 102, 103, 104, 105, 106, 107 and 292 more."
    )


def test_a_heading_of_many_lines_is_told_by_its_beginning(landing):
    # A quote that is closed far below makes one heading of what stands between.
    heading = "Note\n" + "\n".join(f"C-{each},01/05/2024" for each in range(40))
    text = f'complaint_id,"{heading}"\nC-1,x\n'
    (landing / "complaints.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        publish([landing], as_at=AS_AT, judge=None)
    said = str(refused.value)
    assert "\n" not in said
    assert "Note C-0,01/05/2024 C-1" in said
    assert len(said) < 400
