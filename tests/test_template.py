"""An empty workbook of a source: what stands in it, and that a filled one publishes."""

import json
import sys
from pathlib import Path

import openpyxl
import pytest

from analytics import cli
from analytics.release.template import write_template
from expectations.sources import SOURCES


ROW = {
    "complaint_id": "C-1",
    "stage": 1,
    "tenure": "lcra",
    "received_date": "2025-05-13",
    "service_areas": "Repairs",
}


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The status with which a command leaves."""
    monkeypatch.setattr(sys, "argv", ["analytics", *map(str, arguments)])
    try:
        cli.main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def test_a_filled_template_publishes(tmp_path, monkeypatch, capsys) -> None:
    path = tmp_path / "our complaints.xlsx"
    assert run(monkeypatch, "template", "complaints", "--out", path) == 0
    book = openpyxl.load_workbook(path)
    sheet = book["complaints"]
    headings = [cell.value for cell in sheet[1]]
    for name, value in ROW.items():
        sheet.cell(row=2, column=headings.index(name) + 1, value=value)
    book.save(path)
    capsys.readouterr()
    assert run(monkeypatch, "publish", path, "--as-at", "2025-06-30", "--json") == 0
    told = capsys.readouterr()
    # The example is no complaint; its sheet and the meanings are listed.
    counts = json.loads(told.out)["sources"]
    assert list(counts) == ["complaints"]
    assert (counts["complaints"]["rows_in"], counts["complaints"]["accepted"]) == (1, 1)
    for name in ("Example", "Columns"):
        assert f"our complaints.xlsx [{name}]: ignored" in told.err


def test_a_template_is_not_written_over_a_file(tmp_path, monkeypatch, capsys) -> None:
    path = tmp_path / "homes.xlsx"
    assert run(monkeypatch, "template", "homes", "--out", path) == 0
    before = path.read_bytes()
    assert run(monkeypatch, "template", "homes", "--out", path) == 1
    assert "is there already" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda each: each.name)
def test_a_template_has_what_the_contract_says(source, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(source, path)
    book = openpyxl.load_workbook(path)
    sheet = book[source.name]
    assert book.sheetnames == [source.name, "Example", "Columns"]
    names = [column.name for column in source.columns]
    assert [cell.value for cell in sheet[1]] == names
    assert sheet.max_row == 1
    assert sheet.freeze_panes == "A2"
    lists = {
        names[min(each.sqref.ranges, key=str).min_col - 1]: each.formula1.strip(
            '"'
        ).split(",")
        for each in sheet.data_validations.dataValidation
        if each.type == "list"
    }
    assert lists == {
        column.name: list(column.choices) or ["true", "false"]
        for column in source.columns
        if (column.choices or column.kind == "boolean") and not column.is_list
    }
    meanings = [row[3] for row in book["Columns"].iter_rows(2, values_only=True)]
    assert meanings == [column.definition for column in source.columns]
    examples = [row[1] for row in book["Example"].iter_rows(2, values_only=True)]
    assert None not in examples
