"""Workbooks as they are kept: errors are told from empty cells, bombs are refused."""

import zipfile
from pathlib import Path

import pytest
import xlwt
from open_document import write_ods
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


# Each error by its code, as old workbooks keep it, and its words.
XLS_ERRORS = (
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0F, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1D, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2A, "#N/A"),
)


def make_old_book(path: Path) -> Path:
    """An .xls with a sheet of no errors, and one with each error and a number."""
    book = xlwt.Workbook()
    other = book.add_sheet("Other")
    other.write(0, 0, "id")
    other.write(1, 0, "Z")
    table = book.add_sheet("Cases")
    for place, heading in enumerate(("id", "day", "amount")):
        table.write(0, place, heading)
    for number, (code, _) in enumerate(XLS_ERRORS, start=1):
        table.write(number, 0, f"C-{number}")
        table.row(number).set_cell_error(1, code)
        table.write(number, 2, number + 0.5)
    book.save(str(path))
    return path


def test_errors_in_an_old_workbook_are_no_empty_cells(tmp_path):
    other, cases = open_book(make_old_book(tmp_path / "export.xls"))
    assert read_rows(other) == [{"_row": 2, "c0": "Z"}]
    assert read_rows(cases) == [
        {"_row": number + 1, "c0": f"C-{number}", "c1": words, "c2": f"{number}.5"}
        for number, (_, words) in enumerate(XLS_ERRORS, start=1)
    ]


def test_a_damaged_old_workbook_is_read_whole_or_refused_in_a_sentence(tmp_path):
    path = make_old_book(tmp_path / "export.xls")
    content = path.read_bytes()
    # Cut before its directory; a part of it that is not there; a record of no length.
    for place, spoilt in ((600, b""), (0x30, b"\xff\xff"), (512, b"\x00")):
        path.write_bytes(content[:place] + spoilt + content[place + len(spoilt) :])
        if not spoilt:
            path.write_bytes(content[:place])
        with pytest.raises(Refusal, match=r"^export\.xls: it cannot be read as .*\.$"):
            open_book(path)


# What an OpenDocument cell is, and what is read of it.
ODS_CELLS = (
    (
        '<table:table-cell office:value-type="date" office:date-value="2024-04-02">'
        "<text:p>02/04/24</text:p></table:table-cell>",
        "2024-04-02",
    ),
    (
        '<table:table-cell office:value-type="float" office:value="12.5">'
        "<text:p>12.50</text:p></table:table-cell>",
        "12.5",
    ),
    # As LibreOffice keeps an error: a formula whose text is empty.
    (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" '
        'office:string-value=""><text:p>#N/A</text:p></table:table-cell>',
        "#N/A",
    ),
    (
        '<table:table-cell table:formula="of:=LOG(0)" office:value-type="string" '
        'office:string-value=""><text:p>Err:502</text:p></table:table-cell>',
        "Err:502",
    ),
    ("", None),
)


def test_errors_in_an_open_document_are_no_empty_cells(tmp_path):
    rows = [["id", "found"], *([f"C-{n}", c] for n, (c, _) in enumerate(ODS_CELLS))]
    [sheet] = open_book(write_ods(tmp_path / "export.ods", rows))
    assert read_rows(sheet) == [
        {"_row": number + 2, "c0": f"C-{number}", "c1": words}
        for number, (_, words) in enumerate(ODS_CELLS)
    ]


def test_an_open_document_that_reaches_too_far_is_refused(tmp_path):
    far = '<table:table-cell table:number-columns-repeated="9999"/>'
    rows = [["id", "day"], ["A", far, "2024-04-02"]]
    with pytest.raises(Refusal, match=r"export\.ods \[Cases\]: it reaches over"):
        open_book(write_ods(tmp_path / "export.ods", rows))
    filled = far.replace("/>", "><text:p>x</text:p></table:table-cell>")
    with pytest.raises(Refusal, match=r"it reaches over 1 rows and 9,999 columns"):
        open_book(write_ods(tmp_path / "export.ods", [["id", "day"], [filled]]))
