"""Csv files as systems and people write them: read whole, or refused in a sentence."""

from pathlib import Path

import pytest

from analytics.ground.errors import Refusal
from analytics.landing.limits import MAX_COLUMNS, MAX_LINE_LETTERS
from analytics.landing.opening import open_sheets
from analytics.landing.sheet import Rows, Sheet


Cells = list[list[str | None]]

TABLE = "id,received,areas\nA,2024-04-02,Repairs;Noise\nB,2024-04-03,Noise\n"
HEADINGS = ("id", "received", "areas")
READ: Cells = [["A", "2024-04-02", "Repairs;Noise"], ["B", "2024-04-03", "Noise"]]


def open_one(folder: Path, content: str | bytes, name: str = "export.csv") -> Sheet:
    """The one sheet of a file with that content."""
    data = content.encode() if isinstance(content, str) else content
    path = folder / name
    path.write_bytes(data)
    [sheet] = open_sheets(path, name)
    return sheet


def read_all(sheet: Sheet) -> Rows:
    """All rows with all columns."""
    return sheet.read(range(len(sheet.headings)))


def list_cells(rows: Rows) -> Cells:
    """Cells row by row, without the numbers."""
    return [list(row.values())[1:] for row in rows.table.to_pylist()]


def refuse(folder: Path, content: str | bytes, name: str = "export.csv") -> str:
    """The sentence with which a file is refused, opened or read."""
    with pytest.raises(Refusal) as refused:
        read_all(open_one(folder, content, name))
    sentence = str(refused.value)
    assert sentence.startswith(f"{name}: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


# --- How it is written ----------------------------------------------------------------

SEMICOLONS = TABLE.replace(";", "+").replace(",", ";").replace("+", ",")
TABS = TABLE.replace(",", "\t")


@pytest.mark.parametrize(
    "content",
    [
        TABLE,
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        # Salesforce writes UTF-16 with tabs, and some leave the mark out.
        TABS.encode("utf-16"),
        TABLE.encode("utf-16-le"),
        TABS.encode("utf-16-be"),
        TABS,
        TABLE.replace(",", "|"),
        "sep=,\n" + TABLE,
        "sep=\t\r\n" + TABS.replace("\n", "\r\n"),
        "SEP=|\n" + TABLE.replace(",", "|"),
        TABLE.replace("\n", "\r\n"),
        # Old Mac.
        TABLE.replace("\n", "\r"),
        # Commas at the end make empty headings over empty cells.
        TABLE.replace("\n", ",,\n"),
        # In the heading alone, in rows alone, in some rows alone.
        TABLE.replace("areas\n", "areas,,\n"),
        TABLE.replace("Noise\n", "Noise,,\n"),
        TABLE.replace("03,Noise\n", "03,Noise,,\n"),
        TABLE.rstrip("\n"),
        "\n".join(f'"{line}"'.replace(",", '","') for line in TABLE.split()),
    ],
)
def test_however_it_is_written_it_is_the_same_table(tmp_path, content):
    sheet = open_one(tmp_path, content)
    rows = read_all(sheet)
    assert (sheet.headings, list_cells(rows), rows.unreadable) == (HEADINGS, READ, ())
    assert rows.table["_row"].to_pylist() == [2, 3]
    assert sheet.heading_row == 1


def test_semicolons_stand_between_cells_where_commas_stand_inside_them(tmp_path):
    # As Excel writes it on a machine that has a comma in numbers.
    sheet = open_one(tmp_path, "id;amount;areas\nA;12,50;Noise\nB;3,00;\nC;;Noise\n")
    assert sheet.headings == ("id", "amount", "areas")
    assert list_cells(read_all(sheet)) == [
        ["A", "12,50", "Noise"],
        ["B", "3,00", None],
        ["C", None, "Noise"],
    ]


def test_letters_of_windows_are_read(tmp_path):
    content = TABLE.replace("Noise", "Café – £5").encode("cp1252")
    cells = list_cells(read_all(open_one(tmp_path, content)))
    assert cells[1] == ["B", "2024-04-03", "Café – £5"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("complaints 2024-25.csv", "complaints 2024-25"),
        ("Complaints.CSV", "Complaints"),
        ("complaints.csv.txt", "complaints"),
        ("complaints.tsv", "complaints"),
        ("complaints.txt", "complaints"),
    ],
)
def test_a_text_is_a_csv_whatever_it_is_called(tmp_path, name, stem):
    sheet = open_one(tmp_path, TABLE, name)
    assert (sheet.file, sheet.name, sheet.stem) == (name, stem, stem)
    assert (sheet.kind, list_cells(read_all(sheet))) == ("csv", READ)


def test_only_the_columns_asked_for_are_read(tmp_path):
    rows = open_one(tmp_path, TABLE).read([2, 0])
    assert set(rows.table.column_names) == {"_row", "c0", "c2"}
    assert rows.table["c2"].to_pylist() == ["Repairs;Noise", "Noise"]


def test_a_file_of_one_column_has_one(tmp_path):
    sheet = open_one(tmp_path, "id\nA\n\nB\n")
    assert sheet.headings == ("id",)
    # A blank line is a row with nothing in it, as a spreadsheet shows it.
    assert list_cells(read_all(sheet)) == [["A"], [None], ["B"]]


# --- Where the headings are -----------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "heading_row"),
    [
        ("Complaints report\n", 2),
        ("Complaints report\n\n", 3),
        ("\n\n", 3),
        (",,\n", 2),
        ("Complaints report,,\nRun by,Jane Roe,\n,,\n", 4),
        ('"Complaints, all areas"\nFrom;to\n', 3),
        # Excel shows the first line to nobody, so it is not counted.
        ("sep=,\nComplaints report\n", 2),
    ],
)
def test_titles_and_blank_rows_may_stand_above_the_headings(
    tmp_path, above, heading_row
):
    sheet = open_one(tmp_path, above + TABLE)
    rows = read_all(sheet)
    assert (sheet.headings, sheet.heading_row) == (HEADINGS, heading_row)
    assert list_cells(rows) == READ
    assert rows.table["_row"].to_pylist() == [heading_row + 1, heading_row + 2]
    [remark] = sheet.remarks
    assert remark.startswith(f"{heading_row - 1} row")


@pytest.mark.parametrize(
    ("content", "headings"),
    [
        # Words in every row; what stands first is the heading.
        ("a,b,c\nx,y,z\nu,v,w\n", ("a", "b", "c")),
        # A heading with a gap above full rows.
        ("a,b,\nx,y,z\nu,v,w\n", ("a", "b", "")),
        # No headings at all: the first row is shown as such, and no profile knows it.
        ("A-1,2024-04-02,5\nA-2,2024-04-03,6\n", ("A-1", "2024-04-02", "5")),
        # Two headings alike, which a profile may refuse.
        ("id,note,note\nA,x,y\n", ("id", "note", "note")),
        # One row more than it has headings for is a row out of step, no heading.
        ("a,b,c\n1,x,y\n2,x,y,z\n", ("a", "b", "c")),
        ("year,2023,2024\nhomes,5,6\nflats,7,8\n", ("year", "2023", "2024")),
    ],
)
def test_no_row_of_data_is_passed_over_as_a_title(tmp_path, content, headings):
    sheet = open_one(tmp_path, content)
    assert (sheet.headings, sheet.heading_row) == (headings, 1)


def test_a_column_without_a_name_is_kept_where_it_is_filled(tmp_path):
    sheet = open_one(tmp_path, "a,b,\n1,2,x\n3,4,y\n")
    assert list_cells(read_all(sheet)) == [["1", "2", "x"], ["3", "4", "y"]]


@pytest.mark.parametrize("content", ["", "\n\n", ",,\n", "\ufeff", "sep=;\n"])
def test_a_file_without_headings_is_refused(tmp_path, content):
    assert "headings" in refuse(tmp_path, content)


# --- Rows out of step -----------------------------------------------------------------


def test_lines_of_another_width_are_told_one_by_one(tmp_path):
    rows = read_all(
        open_one(tmp_path, "id,day,area,\nA,1,x,\nB,1\nC,1,5,200,\nD,1,x,\nE,1,x,y\n")
    )
    assert list_cells(rows) == [["A", "1", "x"], ["D", "1", "x"]]
    assert [(line.row, line.cells) for line in rows.unreadable] == [
        (3, 2),
        (4, 5),
        # The cell beyond the last heading says that it is out of step.
        (6, 4),
    ]


def test_rows_and_lines_that_are_none_add_up_to_the_records_there_are(tmp_path):
    lines = [f"{number},2024-04-02,x" for number in range(100)]
    lines[10], lines[20], lines[30] = "short,1", "", 'Q,1,"one\ntwo"'
    rows = read_all(open_one(tmp_path, "id,day,note\n" + "\n".join(lines) + "\n"))
    assert rows.table.num_rows + len(rows.unreadable) == 100
    assert [line.row for line in rows.unreadable] == [12]
    assert rows.table.filter(rows.table["_row"].to_numpy() == 32)["c2"].to_pylist() == [
        "one\ntwo"
    ]


def test_a_file_of_lines_cut_short_is_refused(tmp_path):
    whole = [f"{number},2024-04-02,Noise" for number in range(8)]
    cut = [f"{number},2024-04" for number in range(9)]
    sentence = refuse(tmp_path, "id,day,area\n" + "\n".join(whole + cut) + "\n")
    assert "9 of 17 rows have fewer cells than the headings" in sentence
    assert "row 10" in sentence


@pytest.mark.parametrize("last", ["C,2024-04", "C,2024-04-0"])
def test_a_file_that_ends_inside_a_row_is_refused(tmp_path, last):
    assert "it ends inside row 4" in refuse(tmp_path, TABLE + last)


def test_a_foot_of_one_cell_is_a_line_and_no_sign_of_a_cut(tmp_path):
    # Salesforce writes one below the table.
    rows = read_all(open_one(tmp_path, TABLE + "\nCopyright Salesforce"))
    assert list_cells(rows) == [*READ, [None] * 3]
    assert [(line.row, line.text) for line in rows.unreadable] == [
        (5, "Copyright Salesforce")
    ]


# --- Quotes ---------------------------------------------------------------------------


def write_cases(count: int, notes: dict[int, str]) -> str:
    """Rows with an id, a date and a note, plain but for the notes given."""
    lines = [
        f"C-{number},2024-04-02,{notes.get(number, 'Leak')},Repairs"
        for number in range(1, count + 1)
    ]
    return "\n".join(["id,day,note,area", *lines]) + "\n"


@pytest.mark.parametrize(
    ("count", "notes", "line"),
    [
        # Never closed: all rows behind it would be one cell.
        (1000, {100: '"Urgent damp'}, 101),
        (1000, {1: '"Urgent damp'}, 2),
        (1000, {1000: '"Urgent damp'}, 1001),
        # The last line has no end either.
        (3, {3: '"Urgent damp'}, 4),
        # Closed by the first quote of a later row.
        (1000, {100: '"Urgent damp', 150: '"Leak, kitchen"'}, 101),
        (1000, {100: '"Urgent damp', 101: '"Leak, kitchen"'}, 101),
        # By a row that has none too many, so that its quote looks like an end.
        (1000, {100: '"Urgent damp', 400: 'Leak"'}, 101),
        # After notes that span lines as they may.
        (1000, {7: '"One,\ntwo"', 100: '"Urgent damp', 150: '"Leak"'}, 102),
        # Longer than a reader's block, and than any cell.
        (200_000, {100: '"Urgent damp'}, 101),
    ],
)
def test_a_quote_that_is_never_closed_is_refused_with_its_line(
    tmp_path, count, notes, line
):
    sentence = refuse(tmp_path, write_cases(count, notes))
    assert f"a quote that is opened in line {line:,} is not closed" in sentence


@pytest.mark.parametrize(
    "note",
    [
        '"One, two\nthree, four\n\nfive"',
        '"Dear all,\r\nplease, do, so,\r\nthanks"',
        # A line with as many commas as a row, but nothing of a row in it.
        '"Write:\nsooner, plainly, kindly, truly\nand often"',
        '"Say ""no""\nor ""yes"""',
        '5" pipe',
        '"Leak" in the kitchen',
        '""',
    ],
)
def test_a_quoted_note_may_span_lines_and_hold_quotes(tmp_path, note):
    rows = read_all(open_one(tmp_path, write_cases(50, {20: note})))
    assert (rows.table.num_rows, rows.unreadable) == (50, ())


# --- What is no text, and what is too large -------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TABLE.replace("03,Noise", "03,No\0ise"), "line 3 has a control character"),
        (TABLE.replace("03,Noise", "03,No\x07ise"), "line 3 has a control character"),
        ("\0" * 5000, "control character"),
        (b"PK\x03\x04" + b"\0" * 50, "it is a zip or a workbook"),
        (b"%PDF-1.7\n" + b"\0" * 50, "it is a PDF"),
        # No letter in Windows' encoding, and not UTF-8 either.
        (b"id,day\nA,\x81\n", "it cannot be read as csv"),
        # UTF-16 that was cut off in the middle of a letter.
        (TABLE.encode("utf-16") + b"\x0a", "it cannot be read as csv"),
        ("x" * (MAX_LINE_LETTERS + 1), "line 1 is longer than"),
        ("a,b\n" + "x" * (2 * MAX_LINE_LETTERS), "line 2 is longer than"),
        ("a," * MAX_COLUMNS + "a\n", "it has 2,001 columns"),
        ("<html><table><tr><td>id</td></tr></table></html>", "it is a web page"),
    ],
    ids=range(11),
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    tmp_path, content: str | bytes, words: str
):
    assert words in refuse(tmp_path, content)


def test_the_size_of_a_file_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr("analytics.landing.text_form.MAX_TEXT_BYTES", 50)
    assert "at most 0 MB are read" in refuse(tmp_path, TABLE)


def test_places_may_be_none(tmp_path):
    rows = open_one(tmp_path, TABLE).read([])
    assert rows.table.column_names == ["_row"]
    assert rows.table.num_rows == 2
