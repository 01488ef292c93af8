"""Each ordinary variation of an export gets in right, or is refused in a sentence."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import AS_AT, data_in
from publishing import check_nothing_lost, read_rows
from variations import ALL, CELLS, FILES, REFUSED
from variations.made import Cell, Refused, Variation, write_lines

from analytics.ground.errors import Refusal
from analytics.profiles.files import make_profile
from analytics.release.publish import publish
from analytics.release.store import list_ids


def name(variation: Variation | Cell | Refused) -> str:
    """What a test of it is called."""
    return variation.name


def write_plain(value: Any) -> Any:
    """A value of a release as the lists write it: days and sums as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


@pytest.mark.parametrize("variation", FILES, ids=name)
def test_a_file_gets_in_right_and_nothing_of_it_is_lost(variation, tmp_path):
    folder = tmp_path / "landing"
    folder.mkdir()
    variation.write(folder)
    own = make_profile("own", tomllib.loads(variation.own)) if variation.own else None
    publication = publish([folder], as_at=AS_AT, judge=None, profile=own)
    rows = [
        {column: write_plain(row[column]) for column in variation.right[0]}
        for row in read_rows(publication, "extracts/complaints")
    ]
    key = ("complaint_id", "stage")
    assert sorted(rows, key=lambda row: [row[each] for each in key]) == list(
        variation.right
    )
    check_nothing_lost(publication, made=variation.made)
    counts = publication.release.sources["complaints"]
    assert counts["rejected"] == 0
    assert counts["set_aside"] == variation.aside
    assert counts["cells_set_aside"] == variation.cells
    read_through = "own" if variation.own else variation.profile
    assert publication.release.manifest["profiles"] == [read_through]


# What stands in a row beside the cell that it is about.
BESIDE = {
    "stage": "1",
    "tenure": "lcra",
    "received_date": "2024-04-02",
    "outcome": "",
    "service_areas": "Repairs",
    "compensation_gbp": "",
    "is_damp_or_mould": "",
}


@pytest.fixture(scope="module")
def rows_of_cells(
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, Mapping[str, Any]]:
    """Rows of one release, by reference: it is published once for all the cells."""
    folder: Path = tmp_path_factory.mktemp("cells")
    lines = [["complaint_id", *BESIDE]]
    for number, cell in enumerate(CELLS):
        beside = BESIDE | {cell.column: cell.written}
        lines.append([f"C-{number}", *beside.values()])
    text = write_lines(lines)
    (folder / "complaints.csv").write_text(text, encoding="utf-8", newline="")
    with data_in(folder / "data"):
        publication = publish([folder], as_at=AS_AT, judge=None)
        check_nothing_lost(publication)
        assert publication.release.sources["complaints"]["cells_set_aside"] == 0
        rows = read_rows(publication, "extracts/complaints")
    return {row["complaint_id"]: row for row in rows}


@pytest.mark.parametrize("number", range(len(CELLS)), ids=lambda at: CELLS[at].name)
def test_a_cell_is_taken_for_what_it_says(rows_of_cells, number):
    """All cells stand in one file, each in a row of its own: they share a publish."""
    cell = CELLS[number]
    column = "hazards" if cell.column == "is_damp_or_mould" else cell.column
    assert write_plain(rows_of_cells[f"C-{number}"][column]) == cell.right


@pytest.mark.parametrize("variation", REFUSED, ids=name)
def test_what_cannot_be_taken_is_refused_in_a_sentence(variation, tmp_path):
    folder = tmp_path / "landing"
    folder.mkdir()
    variation.write(folder)
    with pytest.raises(Refusal) as refused:
        publish([folder], as_at=AS_AT, judge=None)
    assert str(refused.value) == variation.sentence
    assert list_ids() == []


def test_the_list_has_217_and_at_least_205_of_them_get_in():
    """As many as the issue asks for; no two are the same."""
    assert len({each.name for each in ALL}) == len(ALL) == 217
    assert len(ALL) - len(REFUSED) >= 205
