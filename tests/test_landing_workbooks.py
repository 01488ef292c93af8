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


# What a number is in a cell made for days, or for lengths of time, and what is read.
DAY, LENGTH = "dd/mm/yyyy", "[h]:mm"
NUMBERS = (
    (45412, DAY, "2024-04-30"),
    (45412.75, DAY, "2024-04-30 18:00:00"),
    (2958465, DAY, "9999-12-31"),
    # Parts of a day are a time, of no day.
    (0.5, DAY, "12:00:00"),
    (1.5, LENGTH, "36:00:00"),
    # What lies before or after any calendar is told by its number.
    (-1, DAY, "-1"),
    (-0.5, DAY, "-0.5"),
    (-693594, DAY, "-693594"),
    (2958466, DAY, "2958466"),
    (-1.5, LENGTH, "-1.5"),
    # A sum is what it was.
    (-12.5, "0.00", "-12.5"),
    (-1e-05, "General", "-0.00001"),
)


def write_number(path: Path, number: float, writing: str) -> Path:
    """A workbook with a number in a cell made for something."""
    book = Workbook()
    book.active.append(["id", "found"])
    book.active.append(["A", number])
    book.active["B2"].number_format = writing
    book.save(path)
    return path


@pytest.mark.parametrize(("number", "writing", "read"), NUMBERS)
def test_a_number_that_is_no_day_is_told_by_itself(tmp_path, number, writing, read):
    [sheet] = open_book(write_number(tmp_path / "book.xlsx", number, writing))
    assert read_rows(sheet) == [{"_row": 2, "c0": "A", "c1": read}]


def test_what_is_no_number_is_no_midnight(tmp_path):
    path = write_number(tmp_path / "book.xlsx", 45412, DAY)
    change_sheet(path, "<v>45412</v>", "<v>NaN</v>")
    [sheet] = open_book(path)
    assert read_rows(sheet) == [{"_row": 2, "c0": "A", "c1": "nan"}]


@pytest.mark.parametrize(("number", "writing"), [(-1e300, DAY), (1e12, LENGTH)])
def test_a_number_that_stops_the_reader_is_refused(tmp_path, number, writing):
    path = write_number(tmp_path / "book.xlsx", number, writing)
    with pytest.raises(Refusal, match=r"^book\.xlsx: it cannot be read as a workbook"):
        open_book(path)


# What a text is in a workbook, and what is read of it.
TEXTS = (
    ("<is><t>two_x000D_\nlines</t></is>", "two\r\nlines"),
    ("<is><t>a page_x000C_ends</t></is>", "a page\x0cends"),
    # The sign itself, written out.
    ("<is><t>_x005F_x000D_</t></is>", "_x000D_"),
    ('<is><t xml:space="preserve"> kept </t></is>', " kept "),
    ("<is><t>  not kept </t></is>", "not kept"),
    # In pieces of several looks; how a word is spoken is no part of it.
    ('<is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is>', "a b"),
    ('<is><t>word</t><rPh sb="0" eb="1"><t>spoken</t></rPh></is>', "word"),
)


@pytest.mark.parametrize(("inside", "read"), TEXTS)
def test_a_text_is_read_as_excel_shows_it(tmp_path, inside, read):
    path = write_number(tmp_path / "book.xlsx", 45412, "General")
    old = '<c r="B2" t="n"><v>45412</v></c>'
    change_sheet(path, old, f'<c r="B2" t="inlineStr">{inside}</c>')
    [sheet] = open_book(path)
    assert read_rows(sheet) == [{"_row": 2, "c0": "A", "c1": read}]


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


@pytest.mark.parametrize(("number", "writing", "read"), NUMBERS)
def test_a_number_in_an_old_workbook_is_the_same(tmp_path, number, writing, read):
    book = xlwt.Workbook()
    table = book.add_sheet("Cases")
    for place, heading in enumerate(("id", "found")):
        table.write(0, place, heading)
    table.write(1, 0, "A")
    table.write(1, 1, number, xlwt.easyxf(num_format_str=writing))
    book.save(str(tmp_path / "book.xls"))
    [sheet] = open_book(tmp_path / "book.xls")
    # It does not tell lengths of time from days.
    told = "1900-01-01 12:00:00" if (number, writing) == (1.5, LENGTH) else read
    assert read_rows(sheet) == [{"_row": 2, "c0": "A", "c1": told}]


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
