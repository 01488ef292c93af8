"""Files as officers send them: csv, Excel and parquet, read as they are."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import AGREED, AS_AT, draw, write_table
from openpyxl import Workbook

from analytics.ground.errors import Refusal
from analytics.release.landing import LandedFile, read_landing
from analytics.release.publish import Publication, publish
from expectations.sources import SOURCES


HEADING = "year_end_date,stock_type,homes_owned\n"
LCRA = {"year_end_date": "2024-03-31", "stock_type": "lcra", "homes_owned": "5"}
LCHO = {"year_end_date": "2024-03-31", "stock_type": "lcho", "homes_owned": "6"}


def land(folder: Path, content: bytes | str, name: str = "homes.csv") -> LandedFile:
    """The one source in a file of that content."""
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    [landed] = read_landing([folder]).files
    return landed


def refuse(folder: Path, content: bytes | str, name: str = "homes.csv") -> str:
    """The sentence with which a file of that content is refused."""
    with pytest.raises(Refusal) as refused:
        land(folder, content, name)
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def read_cells(landed: LandedFile) -> list[dict[str, Any]]:
    """Rows as they landed, without their numbers."""
    return landed.table.drop_columns("_row").to_pylist()


def read_numbers(landed: LandedFile) -> list[int]:
    """Row numbers as they landed."""
    return list(landed.table["_row"].to_pylist())


def write_workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> None:
    """A workbook with these sheets."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)


def read_accepted(publication: Publication, source: str) -> list[tuple[Any, ...]]:
    """Accepted rows of a source, in order."""
    path = publication.release.folder / "extracts" / f"{source}.parquet"
    with duckdb.connect() as connection:
        return connection.execute(
            "from read_parquet($path)", {"path": str(path)}
        ).fetchall()


# --- csv: how it is written -----------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_csv_is_read_however_its_letters_are_written(landing, encoding):
    text = HEADING + "2024-03-31,Café – £5,5\n"
    # Without its mark nobody can know UTF-16, so programs write one.
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    landed = land(landing, mark + text.encode(encoding))
    assert read_cells(landed) == [LCRA | {"stock_type": "Café – £5"}]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_lines_may_end_as_unix_or_windows_end_them(landing, ending):
    text = (HEADING + "2024-03-31,lcra,5\n2024-03-31,lcho,6\n").replace("\n", ending)
    assert read_cells(land(landing, text)) == [LCRA, LCHO]


def test_the_last_line_needs_no_end(landing):
    assert read_cells(land(landing, HEADING + "2024-03-31,lcra,5")) == [LCRA]


@pytest.mark.parametrize(
    "content",
    [
        # 0x81 is no letter in Windows' encoding, and not UTF-8 either.
        HEADING.encode() + b"2024-03-31,lcra,\x81\n",
        # UTF-16 takes two bytes a letter; this file was cut off in the middle.
        (HEADING + "2024-03-31,lcra,5\n").encode("utf-16") + b"\x0a",
    ],
)
def test_letters_that_no_encoding_knows_are_refused_in_a_sentence(landing, content):
    assert "it cannot be read as csv" in refuse(landing, content)


def test_a_quoted_cell_may_hold_commas_quotes_and_new_lines(landing):
    landed = land(
        landing,
        "action_id,theme,origin,description,status\n"
        'L-1,Process,survey,"Write sooner,\nand ""plainly""",open\n'
        "L-2,Process,survey,Call,open\n",
        "learning_actions.csv",
    )
    assert [row["description"] for row in read_cells(landed)] == [
        'Write sooner,\nand "plainly"',
        "Call",
    ]
    # Rows are counted as a spreadsheet counts them, not lines.
    assert read_numbers(landed) == [2, 3]


def test_headings_may_have_blanks_around_them_and_stand_in_any_order(landing):
    landed = land(
        landing, " homes_owned,stock_type ,year_end_date\n5,lcra,2024-03-31\n"
    )
    assert read_cells(landed) == [LCRA]


# --- csv: rows that are not rows ------------------------------------------------------


def test_blank_lines_and_blank_rows_are_no_rows(landing):
    # A blank line inside, a row of empty cells, and blank lines at the end.
    (landing / "homes.csv").write_text(
        HEADING + "2024-03-31,lcra,5\n\n,,\n2024-03-31,lcho,x\n\n\n", encoding="utf-8"
    )
    publication = publish([landing], as_at=AS_AT, agreed=AGREED)
    counts = publication.release.sources["homes"]
    assert (counts["rows_in"], counts["accepted"], counts["rejected"]) == (2, 1, 1)
    # Numbers go on counting the blank ones, as a spreadsheet does.
    assert publication.sentences == (
        'homes.csv, row 5: homes_owned is "x", but it must be a whole number.',
    )


def test_lines_with_too_few_or_too_many_cells_are_rejected_one_by_one(landing):
    (landing / "homes.csv").write_text(
        HEADING
        + "2024-03-31,lcra\n"  # too few
        + "2024-03-31,lcra,5\n"
        + "2024-03-31,lcho,4,202\n"  # a thousand's comma makes one too many
        + "2024-03-31,leasehold,7\n",
        encoding="utf-8",
    )
    publication = publish([landing], as_at=AS_AT, agreed=AGREED)
    counts = publication.release.sources["homes"]
    assert (counts["rows_in"], counts["accepted"], counts["rejected"]) == (4, 2, 2)
    assert publication.sentences == (
        "homes.csv, row 2: it has 2 cells, but the heading has 3 cells.",
        "homes.csv, row 4: it has 4 cells, but the heading has 3 cells.",
    )


def test_rows_keep_their_numbers_far_down_a_large_file(landing):
    # Over two megabytes, so that the file is read in several blocks.
    lines = [f"{'x' * 60},lcra,{number}" for number in range(2, 40_002)]
    lines[30_000] = "short"
    landed = land(landing, HEADING + "\n".join(lines) + "\n")
    assert [line.row for line in landed.unreadable] == [30_002]
    numbers = read_numbers(landed)
    assert numbers == [int(row["homes_owned"]) for row in read_cells(landed)]
    assert numbers[-1] == 40_001


@pytest.mark.parametrize("content", [HEADING, HEADING.strip()])
def test_a_heading_without_rows_is_a_source_without_rows(landing, content):
    landed = land(landing, content)
    assert read_cells(landed) == []
    assert set(landed.table.column_names) == {"_row", *LCRA}


@pytest.mark.parametrize("content", ["", "\n", ",,\n"])
def test_a_csv_without_a_heading_is_refused(landing, content):
    assert refuse(landing, content) == (
        "homes.csv: it is empty, or its first lines are; export it again, with a line "
        "of headings above the rows."
    )


# --- Columns --------------------------------------------------------------------------


def test_unknown_columns_are_dropped_unread_and_listed(landing):
    (landing / "homes.csv").write_text(
        "tenant,year_end_date,stock_type,homes_owned,\n"
        "Jane Roe ZE1 0AA,2024-03-31,lcra,5,\n",
        encoding="utf-8",
    )
    publication = publish([landing], as_at=AS_AT, agreed=AGREED)
    assert publication.unknown_columns == {"homes.csv": ("tenant",)}
    assert publication.release.manifest["unknown_columns"] == {"homes.csv": ["tenant"]}
    # Not even looked at: a person there rejects nothing.
    assert publication.sentences == ()
    assert publication.release.sources["homes"]["accepted"] == 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_a_missing_required_column_is_refused_and_names_the_nearest(landing, suffix):
    names, cells = ["year_end_date", "stock_typ", "homes_owned"], ["2024-03-31", "x", 5]
    path = landing / f"homes.{suffix}"
    if suffix == "csv":
        path.write_text(",".join(names) + "\n", encoding="utf-8")
    elif suffix == "xlsx":
        write_workbook(path, {"homes": [names, cells]})
    else:
        pq.write_table(
            pa.table({n: [c] for n, c in zip(names, cells, strict=True)}), path
        )
    with pytest.raises(Refusal) as refused:
        read_landing([landing])
    sentence = str(refused.value)
    assert sentence.startswith(f"homes.{suffix}: the required column stock_type")
    assert "stock_typ" in sentence.replace("stock_type", "")
    assert sentence.endswith(".")


def test_a_missing_column_with_nothing_like_it_lists_what_was_not_known(landing):
    sentence = refuse(landing, "year_end_date,homes_owned,county\n")
    assert "stock_type is missing" in sentence
    assert "county" in sentence


@pytest.mark.parametrize(
    "heading", ["homes_owned,homes_owned", "homes_owned, homes_owned "]
)
def test_a_column_that_comes_twice_is_refused(landing, heading):
    sentence = refuse(landing, f"year_end_date,stock_type,{heading}\n")
    assert sentence == (
        'homes.csv: the column "homes_owned" comes twice; take one of the two out, or '
        "give it another heading."
    )


def test_an_unknown_column_may_come_twice(landing):
    landed = land(
        landing, "x,year_end_date,x,stock_type,homes_owned\n1,2024-03-31,2,lcra,5\n"
    )
    assert read_cells(landed) == [LCRA]


@pytest.mark.parametrize(
    "name", ["Homes.csv", "homes 2024.csv", "home.csv", "stock at year end.csv"]
)
def test_a_file_is_a_source_by_the_words_of_its_name_or_of_its_headings(landing, name):
    landed = land(landing, HEADING + "2024-03-31,lcra,5\n", name)
    assert (landed.source.name, read_cells(landed)) == ("homes", [LCRA])


def test_a_file_that_is_nearly_a_source_is_refused_and_named(landing):
    sentence = refuse(landing, "year_end_date,stock_type,owned\n", "stock.csv")
    assert sentence == (
        "stock.csv: the required column homes_owned is missing; the nearest is owned."
    )


# --- Excel ----------------------------------------------------------------------------


def test_sheets_of_a_workbook_are_sources_by_their_names(landing):
    write_workbook(
        landing / "year end.xlsx",
        {
            "homes": [["year_end_date", "stock_type", "homes_owned"], ["x", "lcra", 5]],
            "Notes": [["Anything"]],
            "events": [list(SOURCES["events"].required)],
        },
    )
    landed = read_landing([landing]).files
    assert [(each.source.name, each.file) for each in landed] == [
        ("homes", "year end.xlsx [homes]"),
        ("events", "year end.xlsx [events]"),
    ]


def test_the_only_sheet_of_a_workbook_is_named_by_the_file(landing):
    heading = ["year_end_date", "stock_type", "homes_owned"]
    write_workbook(landing / "homes.xlsx", {"Sheet1": [heading, ["d", "lcra", 5]]})
    [landed] = read_landing([landing]).files
    assert (landed.source.name, landed.file) == ("homes", "homes.xlsx")
    assert read_cells(landed) == [LCRA | {"year_end_date": "d"}]


def test_a_workbook_of_other_sheets_is_ignored_and_listed(landing):
    write_table(landing, "homes", "homes_owned\n5")
    write_workbook(landing / "other.xlsx", {"Sheet1": [["a"]], "Sheet2": [["b"]]})
    read = read_landing([landing])
    assert [each.file for each in read.files] == ["homes.csv"]
    assert read.ignored == ["other.xlsx"]


def test_excel_dates_numbers_and_ticks_are_read_as_what_they_are(landing):
    write_workbook(
        landing / "complaints.xlsx",
        {
            "complaints": [
                [
                    "complaint_id",
                    "stage",
                    "tenure",
                    "received_date",
                    "logged_date",
                    "service_areas",
                    "compensation_gbp",
                    "is_damp_or_mould",
                ],
                # An Excel date; a whole number, which Excel keeps as 1.0; a tick.
                [101, 1, "lcra", date(2024, 4, 2), None, "Repairs", 12.5, True],
                # A date and time at midnight is that date.
                ["B", 1.0, "lcra", datetime(2024, 4, 2), "", "Repairs", 12, False],  # noqa: DTZ001
                [None] * 8,
                # A time of day is that day's.
                ["C", 1, "lcra", datetime(2024, 4, 2, 9, 30), None, "Repairs", 0, None],  # noqa: DTZ001
                # Stage 1.4 must not become stage 1.
                ["D", 1.4, "lcra", date(2024, 4, 2), None, "Repairs", None, None],
            ]
        },
    )
    publication = publish([landing], as_at=AS_AT, agreed=AGREED)
    path = publication.release.folder / "extracts" / "complaints.parquet"
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select complaint_id, stage, received_date, logged_date, "
            "compensation_gbp::double, hazards from read_parquet($path)",
            {"path": str(path)},
        ).fetchall()
    assert rows == [
        ("101", 1, date(2024, 4, 2), None, 12.5, ["damp_and_mould"]),
        ("B", 1, date(2024, 4, 2), None, 12.0, None),
        ("C", 1, date(2024, 4, 2), None, 0.0, None),
    ]
    assert publication.sentences == (
        'complaints.xlsx, row 6: stage is "1.4", but it must be a whole number.',
    )
    # The empty row is no row.
    assert publication.release.sources["complaints"]["rows_in"] == 4


def test_a_sheet_may_start_further_down(landing):
    heading = ["year_end_date", "stock_type", "homes_owned"]
    rows = [[], heading, ["2024-03-31", "lcra", 5]]
    write_workbook(landing / "homes.xlsx", {"homes": rows})
    [landed] = read_landing([landing]).files
    assert (read_cells(landed), read_numbers(landed)) == ([LCRA], [3])


def test_a_workbook_without_a_heading_is_refused(landing):
    write_workbook(landing / "book.xlsx", {"homes": []})
    with pytest.raises(Refusal) as refused:
        read_landing([landing])
    assert str(refused.value) == (
        "book.xlsx: no sheet of it has headings; put a line of them above the rows, or "
        "export it again."
    )


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 cut off"])
def test_a_corrupt_workbook_is_refused_in_a_sentence(landing, content):
    assert "read as a workbook" in refuse(landing, content, "homes.xlsx")


def test_the_lock_file_that_an_open_excel_leaves_is_ignored(landing):
    # Excel writes it beside a workbook for as long as somebody has that open.
    write_table(landing, "homes", "homes_owned\n5")
    (landing / "~$homes.xlsx").write_bytes(b"\x05Jane " * 30)
    read = read_landing([landing])
    assert [each.file for each in read.files] == ["homes.csv"]
    assert read.ignored == ["~$homes.xlsx"]


# --- parquet --------------------------------------------------------------------------

COMPLAINTS = {
    "complaint_id": ["A", "B", "C"],
    "stage": [1, 2, 1],
    "tenure": ["lcra", "lcra", "lcho"],
    "received_date": [date(2024, 4, 2)] * 3,
    "service_areas": [["Repairs"], ["Repairs", "Noise"], ["Noise"]],
}


def publish_complaints(landing: Path, **columns: Any) -> list[tuple[Any, ...]]:
    """Id, stage, date and areas accepted of a parquet file with these columns."""
    table = pa.table(COMPLAINTS | columns)
    pq.write_table(table, landing / "complaints.parquet")
    publication = publish([landing], as_at=AS_AT, agreed=AGREED)
    path = publication.release.folder / "extracts" / "complaints.parquet"
    with duckdb.connect() as connection:
        return connection.execute(
            "select complaint_id, stage, received_date, service_areas "
            "from read_parquet($path)",
            {"path": str(path)},
        ).fetchall()


ACCEPTED = [
    ("A", 1, date(2024, 4, 2), ["Repairs"]),
    ("B", 2, date(2024, 4, 2), ["Repairs", "Noise"]),
    ("C", 1, date(2024, 4, 2), ["Noise"]),
]


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()),
        # Polars writes these.
        pa.large_list(pa.large_string()),
    ],
    ids=str,
)
def test_parquet_lists_are_lists(landing, kind):
    areas = pa.array(COMPLAINTS["service_areas"], kind)
    assert publish_complaints(landing, service_areas=areas) == ACCEPTED


def test_parquet_lists_may_hold_nothing(landing):
    # An empty list and a list of nothing: the area is not recorded, and the row counts.
    areas = [["Repairs"], [], [None]]
    rows = publish_complaints(landing, service_areas=areas)
    assert [row[-1] for row in rows] == [["Repairs"], None, None]


def test_timestamps_categories_and_floats_are_read_as_what_they_mean(landing):
    midnight = pa.array([datetime(2024, 4, 2)] * 3, pa.timestamp("ns"))  # noqa: DTZ001
    rows = publish_complaints(
        landing,
        received_date=midnight,
        tenure=pa.array(COMPLAINTS["tenure"]).dictionary_encode(),
        stage=pa.array([1.0, 2.0, 1.0]),
        complaint_id=pa.array(["A", "B", "C"]).dictionary_encode(),
    )
    assert rows == ACCEPTED


def test_a_float_stage_with_an_empty_cell_rejects_only_that_row(landing):
    # A whole number beside an empty cell is what pandas makes floats of.
    rows = publish_complaints(landing, stage=pa.array([1.0, None, 1.0]))
    assert rows == [ACCEPTED[0], ACCEPTED[2]]


def test_a_timestamp_with_a_time_is_its_day(landing):
    moments = pa.array(
        [datetime(2024, 4, 2), datetime(2024, 4, 2, 9, 30), None],  # noqa: DTZ001
        pa.timestamp("us"),
    )
    assert publish_complaints(landing, received_date=moments) == ACCEPTED[:2]


def test_unknown_parquet_columns_are_dropped_unread_and_listed(landing):
    table = pa.table(COMPLAINTS | {"name": ["Roe"] * 3, "Stage ": [9] * 3})
    pq.write_table(table, landing / "complaints.parquet")
    [landed] = read_landing([landing]).files
    assert set(landed.unknown_columns) == {"name", "Stage"}
    assert "name" not in landed.table.column_names


@pytest.mark.parametrize(
    "content", [b"", b"not parquet", b"PAR1" + b"\0" * 20 + b"PAR1"]
)
def test_a_corrupt_parquet_file_is_refused_in_a_sentence(landing, content):
    assert "it cannot be read as parquet" in refuse(landing, content, "homes.parquet")


def test_a_parquet_file_that_was_cut_or_damaged_inside_is_refused(landing):
    path = landing / "homes.parquet"
    pq.write_table(
        pa.table({n: [v] * 5000 for n, v in LCRA.items()}), path, compression="zstd"
    )
    content = bytearray(path.read_bytes())
    content[4:60] = b"\xff" * 56
    assert "it cannot be read as parquet" in refuse(landing, bytes(content), path.name)


# --- Where files lie ------------------------------------------------------------------


def test_a_folder_and_files_may_be_given_together(landing, tmp_path):
    write_table(landing, "homes", "homes_owned\n5")
    elsewhere = write_table(tmp_path / "elsewhere", "events", "label\nNew system")
    landed = read_landing([landing, elsewhere]).files
    assert [each.file for each in landed] == ["homes.csv", "events.csv"]


def test_a_source_may_come_in_several_files(landing):
    write_table(landing, "homes", "stock_type | homes_owned\nlcra | 5")
    heading = ["year_end_date", "stock_type", "homes_owned"]
    write_workbook(
        landing / "homes.xlsx",
        {"homes": [heading, ["2024-04-02", "lcho", 6], ["2024-04-02", "lcra", 7]]},
    )
    publication = publish([landing], as_at=AS_AT, agreed=AGREED)
    counts = publication.release.sources["homes"]
    # lcra comes in both files and differs, so both rows go.
    assert (counts["rows_in"], counts["accepted"], counts["rejected"]) == (3, 1, 2)
    assert [sentence.split(":")[0] for sentence in publication.sentences] == [
        "homes.csv, row 2",
        "homes.xlsx, row 3",
    ]


def test_files_of_the_same_name_in_two_folders_are_two_files(tmp_path):
    # One folder a year, as officers keep them; only the earlier one has a bad row 2.
    first = write_table(tmp_path / "2023", "complaints", "complaint_id|stage\nA|9\nB|1")
    second = write_table(
        tmp_path / "2024", "complaints", "complaint_id|stage\nC|1\nD|1"
    )
    publication = publish([first.parent, second.parent], as_at=AS_AT, agreed=AGREED)
    counts = publication.release.sources["complaints"]
    assert (counts["rows_in"], counts["accepted"], counts["rejected"]) == (4, 3, 1)
    [sentence] = publication.sentences
    # The sentence says which of the two files it is.
    assert "2023" in sentence
    assert len(set(publication.release.manifest["landing_files"])) == 2


def test_no_row_counts_twice_where_the_same_file_is_given_twice(landing):
    path = write_table(landing, "homes", "homes_owned\n5")
    publication = publish([landing, path], as_at=AS_AT, agreed=AGREED)
    assert publication.release.sources["homes"]["accepted"] == 1


def test_other_files_are_ignored_and_listed_and_folders_are_not_looked_into(landing):
    write_table(landing, "homes", "homes_owned\n5")
    write_table(landing / "deeper", "events", "label\nNew system")
    (landing / "readme.txt").write_text("x", encoding="utf-8")
    (landing / "notes.csv").write_text("x", encoding="utf-8")
    (landing / "landlord.toml").write_text("", encoding="utf-8")
    publication = publish([landing], as_at=AS_AT, agreed=AGREED)
    assert sorted(publication.ignored_files) == ["notes.csv", "readme.txt"]
    assert sorted(publication.release.manifest["ignored_files"]) == [
        "notes.csv",
        "readme.txt",
    ]
    assert set(publication.release.sources) == {"homes"}


def test_a_folder_named_like_a_file_is_no_file(landing):
    write_table(landing, "homes", "homes_owned\n5")
    (landing / "complaints.parquet").mkdir()
    assert [each.file for each in read_landing([landing]).files] == ["homes.csv"]


def test_a_path_that_is_not_there_is_refused(landing):
    with pytest.raises(Refusal, match=r"nowhere: there is no such file or folder\."):
        read_landing([landing / "nowhere"])


def test_an_empty_folder_is_refused_and_says_what_files_are_called(landing):
    with pytest.raises(Refusal, match="no file is named after a source") as refused:
        read_landing([landing])
    assert all(name in str(refused.value) for name in SOURCES)


# --- The same content in three formats ------------------------------------------------

ROWS = """
    complaint_id | stage | tenure | received_date | responded_date | outcome | service_areas | compensation_gbp | is_damp_or_mould
    A            | 1     | lcra   | 2024-04-02    | 2024-04-10     | upheld  | Repairs;Noise | 12.5             | true
    B            | 2     | lcho   | 2024-04-03    |                |         | Repairs       |                  | false
    C            | 1     | other  | 2025-07-01    |                |         | Repairs       | 3                |
    D            | 1     | lcra   | 2024-04-05    | 2024-04-04     |         | Noise         | 0                | true
"""  # noqa: E501


def test_csv_excel_and_parquet_of_the_same_content_give_the_same_rows(tmp_path):
    rows = draw(ROWS)
    names = list(rows[0])
    typed = [
        {
            name: None
            if cell == ""
            else date.fromisoformat(cell)
            if name.endswith("_date")
            else cell.split(";")
            if name == "service_areas"
            else int(cell)
            if name == "stage"
            else float(cell)
            if name == "compensation_gbp"
            else cell == "true"
            if name == "is_damp_or_mould"
            else cell
            for name, cell in row.items()
        }
        for row in rows
    ]
    for suffix in ("csv", "xlsx", "parquet"):
        (tmp_path / suffix).mkdir()
    write_table(tmp_path / "csv", "complaints", ROWS)
    sheet = [
        [";".join(cell) if isinstance(cell, list) else cell for cell in row.values()]
        for row in typed
    ]
    write_workbook(
        tmp_path / "xlsx" / "complaints.xlsx", {"complaints": [names, *sheet]}
    )
    pq.write_table(
        pa.Table.from_pylist(typed), tmp_path / "parquet" / "complaints.parquet"
    )
    published = [
        publish([tmp_path / suffix], as_at=AS_AT, agreed=AGREED)
        for suffix in ("csv", "xlsx", "parquet")
    ]
    in_csv, in_excel, in_parquet = (
        read_accepted(each, "complaints") for each in published
    )
    assert len(in_csv) == 3
    assert in_csv == in_excel == in_parquet
    # And the same rows and cells are turned away in the same words.
    told = {
        tuple(sentence.partition(", ")[2] for sentence in each.sentences)
        for each in published
    }
    assert len(told) == 1
    assert len(next(iter(told))) == 2
