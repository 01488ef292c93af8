"""Workbooks as they are kept: errors are told from empty cells, bombs are refused."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from analytics.ground.errors import Refusal
from analytics.landing.opening import open_sheets
from analytics.landing.sheet import Sheet


def open_book(path: Path) -> list[Sheet]:
    """Its sheets, under its own name."""
    return open_sheets(path, path.name)


def read_rows(sheet: Sheet) -> list[dict[str, str | int | None]]:
    """Rows with all columns."""
    return list(sheet.read(range(len(sheet.headings))).table.to_pylist())


def change_sheet(path: Path, old: str, new: str) -> None:
    """Another text in the XML of a workbook's first sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)


def make_book(path: Path) -> Path:
    """A workbook with a title, headings, an error and a formula nobody calculated."""
    book = Workbook()
    sheet = book.active
    for row in (["Report"], [], ["id", "day", "amount"], ["A", "=NA()", 12.5]):
        sheet.append(row)
    sheet["C5"] = "#REF!"
    sheet["C5"].data_type = "e"
    book.save(path)
    return path


def test_an_error_and_a_formula_never_calculated_are_no_empty_cells(tmp_path):
    [sheet] = open_book(make_book(tmp_path / "book.xlsx"))
    assert (sheet.file, sheet.heading_row) == ("book.xlsx", 3)
    assert sheet.remarks == ("2 rows above the headings were passed over.",)
    assert read_rows(sheet) == [
        {"_row": 4, "c0": "A", "c1": "#NOT CALCULATED", "c2": "12.5"},
        {"_row": 5, "c0": None, "c1": None, "c2": "#REF!"},
    ]


def test_sheets_are_each_one_and_empty_or_hidden_ones_are_told(tmp_path):
    book = Workbook()
    book.active.append(["id", "day"])
    book.create_sheet("Blank")
    hidden = book.create_sheet("Second")
    hidden.append(["a", "b"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "book.xlsx")
    first, second = open_book(tmp_path / "book.xlsx")
    assert (first.file, second.file) == ("book.xlsx [Sheet]", "book.xlsx [Second]")
    assert first.remarks == ("The sheet Blank is empty and was passed over.",)
    assert "The sheet is hidden." in second.remarks


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('<c r="XFD1048576"><v>1</v></c>', "more than is read"),
        ('<c r="ZZZZ9"><v>1</v></c>', "outside what Excel can hold"),
        ('<c r="A99999999999"><v>1</v></c>', "outside what Excel can hold"),
    ],
)
def test_a_cell_far_away_is_refused_and_nothing_aborts(tmp_path, cell, words):
    path = make_book(tmp_path / "book.xlsx")
    change_sheet(path, "</sheetData>", f'<row r="9">{cell}</row></sheetData>')
    with pytest.raises(Refusal, match=words):
        open_book(path)


def test_a_blank_cell_far_away_is_nothing(tmp_path):
    path = make_book(tmp_path / "book.xlsx")
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    change_sheet(path, "</sheetData>", far)
    [sheet] = open_book(path)
    assert len(read_rows(sheet)) == 2


def test_what_unpacks_without_measure_is_refused(tmp_path):
    path = make_book(tmp_path / "book.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b" " * 30_000_000)
    with pytest.raises(Refusal, match=r"book\.xlsx: unpacked it would have 30 MB"):
        open_book(path)


def test_a_csv_or_a_web_page_may_be_called_xls(tmp_path):
    path = tmp_path / "export.xls"
    path.write_text("id\tday\nA\t2024-04-02\n", encoding="utf-8")
    [sheet] = open_book(path)
    assert (sheet.kind, sheet.headings) == ("csv", ("id", "day"))
    path.write_text(
        "<html><table><tr><td>id</td></tr></table></html>", encoding="utf-8"
    )
    with pytest.raises(Refusal, match=r"web page.*save it as csv or xlsx"):
        open_book(path)
