"""Between landing and contract: a profile reads, shapes and sets rows aside.

`CaseSystem` is what a profile of a real system would look like.
"""

from dataclasses import dataclass

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from analytics.release.profiles import CONTRACT, Matched, SetAside, find_profile
from conftest import AS_AT

from analytics import cli
from analytics.ground.errors import UsageError
from analytics.release.publish import publish


COLUMNS = {
    "Ref": "complaint_id",
    "Stage no": "stage",
    "Tenure": "tenure",
    "Received on": "received_date",
    "Service": "service_areas",
}


@dataclass(frozen=True)
class CaseSystem:
    """A system with headings of its own, whose duplicates say that they are."""

    name: str = "case-system"
    loses: bool = False

    def match(self, file, source, headings):
        """Its columns by its headings; its status is read for itself alone."""
        if source.name != "complaints":
            return CONTRACT.match(file, source, headings)
        places = {COLUMNS[name]: headings.index(name) for name in COLUMNS}
        known = {*COLUMNS, "Status"}
        return Matched(
            places=places,
            extra={"status": headings.index("Status")},
            unknown=tuple(name for name in headings if name not in known),
        )

    def shape(self, source, table):
        """Duplicates apart from what is a complaint."""
        if source.name != "complaints":
            return CONTRACT.shape(source, table)
        # A row without a status is no duplicate.
        spare = pc.fill_null(pc.equal(table["status"], "Duplicate"), fill_value=False)
        aside = [
            SetAside(row=row, reason="its status is Duplicate")
            for row in table.filter(spare)["_row"].to_pylist()
        ]
        kept = table.filter(pc.invert(spare)).drop_columns(["status"])
        return kept, tuple(aside[: 0 if self.loses else None])


EXPORT = """\
Ref,Status,Received on,Service,Tenure,Stage no,Officer
C-1,Closed,2024-05-01,Repairs,lcra,1,Somebody
C-1,Duplicate,2024-05-02,Repairs,lcra,1,Somebody
C-2,Open,yesterday,Repairs,lcra,1,Somebody
C-3,Duplicate,2024-05-02,Repairs,lcra,1,Somebody
C-4,,2024-06-03,Repairs,lcra,1,Somebody
"""

HOMES = """\
year_end_date,stock_type,homes_owned
2025-03-31,lcra,10
"""


@pytest.fixture
def export(landing):
    """A folder with that system's export, and homes as the contract has them."""
    (landing / "complaints.csv").write_text(EXPORT, encoding="utf-8")
    (landing / "homes.csv").write_text(HOMES, encoding="utf-8")
    return landing


def test_a_profile_reads_its_own_headings_and_what_it_sets_aside_is_counted(export):
    publication = publish([export], as_at=AS_AT, profile=CaseSystem(), judge=None)
    sources = publication.to_dict()["sources"]
    assert sources["homes"]["accepted"] == 1
    # C-1 and C-4 are good, C-2 has no date; a duplicate each of C-1 and C-3.
    assert sources["complaints"] == {
        "rows_in": 5,
        "accepted": 2,
        "rejected": 1,
        "set_aside": 2,
    }
    assert publication.unknown_columns == {"complaints.csv": ("Officer",)}
    assert publication.release.manifest["profile"] == "case-system"


def test_a_release_keeps_which_rows_were_set_aside_and_why(export):
    release = publish([export], as_at=AS_AT, profile=CaseSystem(), judge=None).release
    assert pq.read_table(release.folder / "set_aside.parquet").to_pylist() == [
        {
            "source": "complaints",
            "file": "complaints.csv",
            "row": row,
            "reason": "its status is Duplicate",
        }
        for row in (3, 5)
    ]
    assert "set_aside.parquet" in release.manifest["files"]


def test_a_profile_that_loses_a_row_stops_the_publish(export):
    with pytest.raises(RuntimeError, match=r"complaints: 5 rows in, 3 kept"):
        publish([export], as_at=AS_AT, profile=CaseSystem(loses=True), judge=None)


def test_the_contract_is_the_profile_where_none_is_named(landing, capsys, monkeypatch):
    (landing / "homes.csv").write_text(HOMES, encoding="utf-8")
    release = publish([landing], as_at=AS_AT, judge=None).release
    assert release.manifest["profile"] == CONTRACT.name == "contract"
    with pytest.raises(
        UsageError, match=r'no source profile "contrct"; the nearest is'
    ):
        find_profile("contrct")
    words = ["analytics", "publish", str(landing), "--profile", "contrct"]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert "the nearest is contract" in capsys.readouterr().err
