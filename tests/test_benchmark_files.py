"""The regulator's workbook: read by the words of its headings, or refused in words."""

import fcntl
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from golden import OPEN_DATA, OPEN_DATA_ANSWERS
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from regulator import (
    FIRST_COLUMNS,
    LANDLORDS,
    Key,
    Landlord,
    Shape,
    make_2025,
    name_answers,
    name_columns,
    write_workbook,
)
from test_cli import Ask, ask

from analytics.bearing.peers.headings import Sheet, find_stage, name_field, simplify
from analytics.bearing.peers.store import (
    benchmarks_folder,
    import_benchmarks,
    list_years,
    read_imported,
    read_peers,
)
from analytics.bearing.peers.workbook import (
    MISSING,
    PeerFigure,
    read_number,
    read_workbook,
)
from analytics.ground.errors import Refusal, UsageError
from analytics.release.store import UNFINISHED


__all__ = ["ask"]

CODES = [code for code in MISSING if code.startswith("[")]
MADE_1: Key = ("lcra", "ch01_1", "numerator")
HOMES_1: Key = ("lcra", "ch01_1", "denominator")
RATE_1: Key = ("lcra", "ch01_1", "value")
IN_TIME_1: Key = ("lcra", "ch02_1", "numerator")
SHARE_1: Key = ("lcra", "ch02_1", "value")


def write(
    folder: Path,
    shape: Shape | None = None,
    *,
    cells: dict[Key, Any] | None = None,
    **changes: Any,
) -> Path:
    """A workbook of three landlords, the first of them with other cells or facts."""
    first = replace(LANDLORDS[0], cells=cells or {}, **changes)
    folder.mkdir(parents=True, exist_ok=True)
    return write_workbook(folder / "tsm.xlsx", [first, *LANDLORDS[1:]], shape)


def read(path: Path, stock: str = "lcra") -> dict[tuple[str, str], PeerFigure]:
    """What was read of one stock, by landlord and measure."""
    entries = [each for each in read_workbook(path).entries if each.stock == stock]
    return {(each.landlord_code, each.measure): each for each in entries}


def refuse(path: Path, year: str | None = None) -> str:
    """The sentence with which a workbook is refused."""
    with pytest.raises(Refusal) as refused:
        read_workbook(path, year)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert path.name in sentence
    return sentence


def edit(path: Path, sheet: str, change: Any) -> Path:
    """The workbook with one of its sheets changed."""
    workbook = load_workbook(path)
    change(workbook[sheet])
    workbook.save(path)
    return path


# --- What is read ---------------------------------------------------------------------


def test_the_shape_of_2023_24_is_read_whole(tmp_path):
    dartford = Landlord(
        "29UD",
        homes=4_216,
        stage_1=(20, 13),
        stage_2=(2, 2),
        answers=OPEN_DATA_ANSWERS,
    )
    path = write_workbook(tmp_path / "tsm.xlsx", [dartford, *LANDLORDS])
    workbook = read_workbook(path)
    assert (workbook.year, workbook.remarks) == ("2023-24", ())
    found = read(path)
    for measure, (numerator, denominator, value) in OPEN_DATA.items():
        entry = found["29UD", measure]
        assert (entry.numerator, entry.denominator) == (numerator, denominator)
        places = 4 if measure.startswith("ch01") else 1
        assert entry.value == pytest.approx(value, abs=0.6 * 10**-places)
        assert (entry.landlord_type, entry.homes, entry.missing) == (
            "council",
            4216,
            "",
        )
        assert entry.landlord_name == "Landlord 29UD"
    assert found["L9001", "tp09"].landlord_type == "association"


def test_the_shape_of_2024_25_is_read_whole(tmp_path):
    # Headings on row 10 and 11, footnotes glued to them, LA for LARP, more columns,
    # answers in time in two parts beside their sum, one decimal.
    landlords = [
        replace(each, kind={"LARP": "LA"}.get(each.kind, each.kind))
        for each in LANDLORDS
    ]
    path = write_workbook(tmp_path / "tsm.xlsx", landlords, make_2025())
    workbook = read_workbook(path)
    assert workbook.year == "2024-25"
    entry = read(path)["00XA", "ch02_1"]
    assert (entry.numerator, entry.denominator, entry.value) == (60, 80, 75.0)
    assert entry.landlord_type == "council"
    # The heading that says "stage two" of stage one is told.
    [remark] = workbook.remarks
    assert "is read as stage one, as its code CH02 1 says" in remark


@pytest.mark.parametrize("row", [3, 10, 11, 40])
def test_the_row_of_headings_may_be_any(tmp_path, row):
    shape = Shape(heading_row=row, perception_row=row + 1)
    assert read(write(tmp_path, shape)) == read(write(tmp_path / "other"))


def test_a_numerator_given_in_two_parts_alone_is_their_sum(tmp_path):
    whole = [("lcra", "ch02_1", "numerator"), ("lcra", "ch02_2", "numerator")]
    path = write(tmp_path, replace(make_2025(), dropped=whole), kind="LA")
    assert read(path)["00XA", "ch02_1"].numerator == 60
    blank = {("lcra", "ch02_1", "with"): "[X]"}
    path = write(tmp_path, replace(make_2025(), dropped=whole), cells=blank)
    entry = read(path)["00XA", "ch02_1"]
    # Part of it is no more than that.
    assert (entry.numerator, entry.value, entry.missing) == (None, None, "[X]")


@pytest.mark.parametrize(
    ("kind", "read_as"),
    [("LARP", "council"), ("LA", "council"), ("PRP", "association")],
)
def test_the_regulators_types_are_councils_and_associations(tmp_path, kind, read_as):
    assert read(write(tmp_path, kind=kind))["00XA", "tp09"].landlord_type == read_as


@pytest.mark.parametrize(
    ("band", "is_small"),
    [
        ("<5,000", True),
        ("<5000", True),
        ("Fewer than 5,000", True),
        ("1,000-4,999", True),
        ("5,000-40,000", False),
        (">40000", False),
        ("<10,000", False),
        # Nobody knows.
        ("Merged during year", None),
        ("[X]", None),
        ("", None),
    ],
)
def test_bands_of_homes(tmp_path, band, is_small):
    assert read(write(tmp_path, band=band))["00XA", "ch01_1"].is_small is is_small


def test_without_a_band_nobody_is_in_a_group_by_size(tmp_path):
    first = {key: text for key, text in FIRST_COLUMNS.items() if key != "band"}
    assert read(write(tmp_path, Shape(first=first)))["00XA", "tp09"].is_small is None


def test_a_landlord_code_of_digits_may_be_a_number(tmp_path):
    assert ("4713", "tp09") in read(write(tmp_path, code=4713))


def test_a_number_may_be_written_as_text(tmp_path):
    cells = {HOMES_1: "4,000", MADE_1: " 80 "}
    entry = read(write(tmp_path, cells=cells))["00XA", "ch01_1"]
    assert (entry.numerator, entry.denominator) == (80, 4000)


def test_homes_stand_beside_every_measure_of_their_stock(tmp_path):
    found = read(write(tmp_path))
    assert {found["00XA", measure].homes for measure in OPEN_DATA} == {4000}


# --- Codes never become numbers -------------------------------------------------------


@pytest.mark.parametrize("code", [*CODES, "[x]", " [U] "])
@pytest.mark.parametrize("key", [MADE_1, HOMES_1, RATE_1])
def test_a_code_takes_the_value_away_and_is_kept(tmp_path, code, key):
    entry = read(write(tmp_path, cells={key: code}))["00XA", "ch01_1"]
    assert (entry.value, entry.missing) == (None, code.strip().upper())


def test_a_value_printed_as_0_where_its_counts_are_blank_does_not_count(tmp_path):
    # As shared ownership is printed in 2023-24 where there is none of it.
    for entry in read(write(tmp_path), "lcho").values():
        assert (entry.numerator, entry.value, entry.missing) == (None, None, "[X]")
        assert entry.homes is None
    cells = {IN_TIME_1: "[X]", SHARE_1: 0}
    entry = read(write(tmp_path / "b", cells=cells))["00XA", "ch02_1"]
    assert (entry.numerator, entry.denominator, entry.value) == (None, 80, None)


def test_a_share_of_no_complaints_is_no_0(tmp_path):
    entry = read(write(tmp_path, stage_2=(0, 0)))["00XA", "ch02_2"]
    assert (entry.numerator, entry.denominator) == (0, 0)
    assert (entry.value, entry.missing) == (None, "no cases")
    # A rate of no complaints is nought all the same.
    assert read(write(tmp_path, stage_2=(0, 0)))["00XA", "ch01_2"].value == 0


def test_an_empty_cell_is_no_0(tmp_path):
    entry = read(write(tmp_path, cells={MADE_1: None}))["00XA", "ch01_1"]
    assert (entry.numerator, entry.value, entry.missing) == (None, None, "empty")


@given(
    code=st.sampled_from(CODES),
    before=st.sampled_from(["", " ", "\t"]),
    after=st.sampled_from(["", " ", "\n"]),
    is_small=st.booleans(),
)
def test_no_bracket_code_ever_becomes_a_number(code, before, after, is_small):
    text = f"{before}{code.lower() if is_small else code}{after}"
    sheet = Sheet(file="f.xlsx", name="S", rows=[["CH01"], [text]], heading_row=0)
    assert read_number(sheet, 1, 0) == (None, code)


@given(cell=st.one_of(st.text(), st.floats(), st.booleans(), st.integers()))
def test_a_cell_is_a_number_a_code_or_a_refusal(cell):
    sheet = Sheet(file="f.xlsx", name="S", rows=[["CH01"], [cell]], heading_row=0)
    try:
        number, missing = read_number(sheet, 1, 0)
    except Refusal:
        return
    assert (number is None) == bool(missing)
    if isinstance(cell, str):
        bare = cell.strip().replace(",", "")
        assert missing in CODES or number == float(bare) if bare else missing == "empty"
    else:
        assert number == cell
        assert number >= 0


@settings(max_examples=15)
@given(data=st.data())
def test_codes_anywhere_in_a_workbook_are_never_counted(tmp_path_factory, data):
    columns = [
        *name_columns("lcra"),
        *(k for k in name_answers() if k[2] not in ("yes", "complained")),
    ]
    chosen = data.draw(st.lists(st.sampled_from(columns), min_size=1, unique=True))
    cells = {key: data.draw(st.sampled_from(CODES)) for key in chosen}
    path = write(tmp_path_factory.mktemp("codes"), cells=cells)
    found = read(path)
    hit = {measure for _, measure, _ in chosen}
    for measure in OPEN_DATA:
        entry = found["00XA", measure]
        assert (entry.value is None) == (measure in hit)
        assert (entry.missing in CODES) == (measure in hit)


# --- Headings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Landlord code1", "landlord code"),
        ("Landlord\u00a0code", "landlord code"),
        ("Landlord\ncode\u200b ", "landlord code"),
        ("Required minimum sample size2,3", "required minimum sample size 3"),
        ("(CH01 1 Denominator)5 ", "ch01 1 denominator 5"),
        ("handling (TP09)7", "handling tp09 7"),
        ("landlord’s", "landlords"),
        (12.0, "12 0"),
    ],
)
def test_headings_in_plain_words(heading, words):
    assert simplify(heading) == words


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("Stage one complaints per 1,000 homes (CH01 1)7", ("ch01", "1", "value")),
        ("Complaints per 1,000 homes (CH01 (2))", ("ch01", "2", "value")),
        ("Homes (CH01 part 2 Denominator)5", ("ch01", "2", "denominator")),
        ("Proportion of answers in time (CH02 1)", ("ch02", "1", "value")),
        (
            "In time, with or without the extension (CH02 1 Numerator)",
            ("ch02", "1", "numerator"),
        ),
        (
            "In time without the 10 day extension (CH02 1 Numerator)",
            ("ch02", "1", "without_extension"),
        ),
        (
            "In time with the 10 day extension (CH02 1 Numerator)",
            ("ch02", "1", "with_extension"),
        ),
        ("Proportion of them without extension (CH02 1)", None),
        ("Has CH02 been calculated using the standard timescales?", None),
        ("Proportion who have complained (TP09 responses)", None),
        ("Average satisfaction by method - Telephone (TP09)", None),
        ("Number of homes (NM01 1 Denominator)", None),
        ("Percentage answered in time (CH02 2)", ("ch02", "2", "value")),
        (
            "Proportion of respondents who report that they are satisfied with "
            "complaints handling (TP09) - Telephone",
            None,
        ),
    ],
)
def test_what_a_heading_names(heading, named):
    assert name_field(simplify(heading)) == named


def test_the_stage_in_words():
    assert find_stage("number of stage one complaints") == "1"
    assert find_stage("number of stage 2 complaints") == "2"
    assert find_stage("stage one and stage two") == ""


def test_two_headings_of_one_stage_are_told_apart_by_their_order(tmp_path):
    # Both say stage two, in words and code: the one that stands first is stage one.
    wrong = name_columns("lcra")["lcra", "ch02_2", "denominator"]
    shape = Shape(renamed={("lcra", "ch02_1", "denominator"): wrong})
    path = write(tmp_path, shape)
    assert read(path)["00XA", "ch02_1"].denominator == 80
    assert read(path)["00XA", "ch02_2"].denominator == 20
    [remark] = read_workbook(path).remarks
    assert "are read as stage one and stage two, in the order they stand in" in remark


def test_a_heading_may_say_its_stage_in_words_alone(tmp_path):
    shape = Shape(
        renamed={
            RATE_1: "LCRA - Stage one complaints per 1,000 homes (CH01)",
            MADE_1: "LCRA - Stage one complaints (CH01 Numerator)",
        }
    )
    assert read(write(tmp_path, shape)) == read(write(tmp_path / "other"))


def test_columns_in_another_order_are_read_all_the_same(tmp_path):
    def turn(sheet):
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for row, values in zip(sheet.iter_rows(), cells, strict=True):
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value

    expected = read(write(tmp_path))
    path = edit(write(tmp_path), "TSM24_Management_Info", turn)
    assert read(path) == expected


# --- What is refused ------------------------------------------------------------------


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "tsm.xlsx"
    path.write_bytes(b"PK no workbook")
    assert "it cannot be read as an Excel workbook (" in refuse(path)
    assert refuse(tmp_path / "none.xlsx").endswith("there is no such file.")
    assert refuse(tmp_path).endswith("there is no such file.")


def test_a_workbook_without_headings_is_refused(tmp_path):
    path = tmp_path / "tsm.xlsx"
    workbook = Workbook()
    workbook.active.append(["Landlord code", "Landlord type", "Colour"])
    workbook.save(path)
    assert refuse(path) == (
        'tsm.xlsx: no sheet has a row of headings with "Landlord code" and the '
        "measures CH01, CH02 or TP09."
    )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (MADE_1, "CH01 (1) for LCRA has no column for its numerator"),
        (HOMES_1, "CH01 (1) for LCRA has no column for its denominator"),
        (RATE_1, "CH01 (1) for LCRA has no column for its value"),
        (SHARE_1, "CH02 (1) for LCRA has no column for its value"),
        (
            ("lcra", "ch02_2", "denominator"),
            "CH02 (2) for LCRA has no column for its denominator",
        ),
        (
            ("lcra", "tp09", "very dissatisfied"),
            "TP09 for LCRA has no column for its very dissatisfied",
        ),
        (("lcra", "tp09", "value"), "TP09 for LCRA has no column for its value"),
    ],
)
def test_a_missing_column_is_refused_and_named(tmp_path, key, words):
    sentence = refuse(write(tmp_path, Shape(dropped=[key])))
    assert re.fullmatch(rf"tsm\.xlsx, sheet TSM24_\w+: {re.escape(words)}\.", sentence)


def test_one_part_of_a_numerator_is_not_taken_for_the_whole(tmp_path):
    dropped = [IN_TIME_1, ("lcra", "ch02_1", "with")]
    sentence = refuse(write(tmp_path, replace(make_2025(), dropped=dropped)))
    assert sentence.endswith("CH02 (1) for LCRA has no column for its with extension.")


def test_a_missing_measure_is_refused_and_named(tmp_path):
    dropped = [key for key in name_columns("lcra") if key[1] == "ch02_2"]
    assert refuse(write(tmp_path, Shape(dropped=dropped))) == (
        "tsm.xlsx: no sheet has the columns of CH02 (2) for LCRA."
    )


def test_shared_ownership_may_be_missing_in_part_and_that_is_told(tmp_path):
    key = ("lcho", "ch01_1", "denominator")
    path = write(tmp_path, Shape(dropped=[key]))
    [remark] = read_workbook(path).remarks
    assert "CH01 (1) for LCHO has no column for its denominator" in remark
    assert remark.endswith("so it is not read.")
    assert ("00XA", "ch01_1") not in read(path, "lcho")
    assert read(write(tmp_path, Shape(stocks=("lcra",))), "lcho") == {}


def test_a_column_that_comes_twice_is_refused(tmp_path):
    shape = Shape(
        renamed={("lcra", "ch01_1", "again"): name_columns("lcra")[MADE_1]},
        added=[("lcra", "ch01_1", "again")],
    )
    cells = {("lcra", "ch01_1", "again"): 1}
    landlords = [replace(each, cells=cells) for each in LANDLORDS]
    path = write_workbook(tmp_path / "tsm.xlsx", landlords, shape)
    assert refuse(path).endswith("comes twice.")


def test_a_measure_in_two_sheets_is_refused(tmp_path):
    path = write(tmp_path)
    workbook = load_workbook(path)
    workbook.copy_worksheet(workbook["TSM24_LCRA_Perception"])
    workbook.save(path)
    assert refuse(path) == (
        "tsm.xlsx, sheet TSM24_LCRA_Perception Copy: TP09 for LCRA is in the sheet "
        "TSM24_LCRA_Perception too."
    )


def test_a_sheet_that_does_not_say_whose_homes_is_refused(tmp_path):
    shape = Shape(names=("Info", "Perception"))
    assert refuse(write(tmp_path, shape)) == (
        "tsm.xlsx, sheet Perception: neither its name nor its headings say whether it "
        "is about LCRA, LCHO or both combined."
    )
    first = FIRST_COLUMNS | {"size": "Relevant tenant population size (LCRA)"}
    assert ("00XA", "tp09") in read(write(tmp_path, replace(shape, first=first)))


def test_a_heading_without_a_stage_is_refused(tmp_path):
    shape = Shape(renamed={MADE_1: "LCRA - Number of complaints (CH01 Numerator)"})
    assert refuse(write(tmp_path, shape)) == (
        'tsm.xlsx, sheet TSM24_Management_Info: the column "LCRA - Number of '
        'complaints (CH01 Numerator)" does not say its stage.'
    )


def test_a_workbook_without_types_is_refused(tmp_path):
    first = {key: text for key, text in FIRST_COLUMNS.items() if key != "type"}
    assert refuse(write(tmp_path, Shape(first=first))) == (
        'tsm.xlsx, sheet TSM24_LCRA_Perception: there is no column "Landlord type".'
    )


@pytest.mark.parametrize("kind", ["ALMO", "", "[X]"])
def test_a_type_nobody_knows_is_refused_and_named(tmp_path, kind):
    assert refuse(write(tmp_path, kind=kind)) == (
        'tsm.xlsx, sheet TSM24_LCRA_Perception, row 4, column "Landlord type": '
        f'"{kind}" is not one of LARP, LA, PRP.'
    )


@pytest.mark.parametrize(
    "cell", ["about 80", "n/a", "[Q]", "[X", -1, True, "8e1", "1,00"]
)
def test_anything_else_in_a_number_column_is_refused(tmp_path, cell):
    heading = name_columns("lcra")[MADE_1]
    assert refuse(write(tmp_path, cells={MADE_1: cell})) == (
        f'tsm.xlsx, sheet TSM24_Management_Info, row 4, column "{heading}": "{cell}" '
        "is neither a number from nought up nor one of [X], [Z], [S], [E], [U]."
    )


@pytest.mark.parametrize("band", ["5,000", "<5,000 or >40,000", "1-2-3"])
def test_a_band_that_cannot_be_read_is_refused(tmp_path, band):
    assert refuse(write(tmp_path, band=band)).endswith(
        f'"{band}" is not a band of homes such as <5,000.'
    )


def test_a_landlord_that_comes_twice_is_refused(tmp_path):
    assert refuse(write(tmp_path, code="L9001")) == (
        "tsm.xlsx, sheet TSM24_LCRA_Perception, row 6: the landlord code L9001 stands "
        "in row 4 already."
    )


def test_figures_without_a_landlord_code_are_refused(tmp_path):
    sentence = refuse(write(tmp_path, code=""))
    assert sentence.startswith("tsm.xlsx, sheet TSM24_LCRA_Perception, row 4, column ")
    assert sentence.endswith("but the row has no landlord code.")


def test_headings_without_a_landlord_are_refused(tmp_path):
    assert refuse(write_workbook(tmp_path / "tsm.xlsx", [])) == (
        "tsm.xlsx, sheet TSM24_LCRA_Perception: there is no landlord under its "
        "headings."
    )


def test_columns_that_were_swapped_are_refused(tmp_path):
    # Headings that say the opposite of what stands below them cannot be told by words.
    columns = name_columns("lcra")
    shape = Shape(renamed={MADE_1: columns[HOMES_1], HOMES_1: columns[MADE_1]})
    sentence = refuse(write(tmp_path, shape))
    assert "is not what its counts give for 3 of 3 landlords (first: 00XA" in sentence


def test_one_value_that_contradicts_its_counts_is_set_aside_and_told(tmp_path):
    path = write(tmp_path, cells={SHARE_1: 12.5})
    entry = read(path)["00XA", "ch02_1"]
    assert (entry.numerator, entry.value, entry.missing) == (60, None, "contradiction")
    [remark] = read_workbook(path).remarks
    assert remark == (
        "tsm.xlsx, sheet TSM24_Management_Info: CH02 (1) of landlord 00XA does not "
        "count, because its value 12.5 is not what its counts give (60 of 80)."
    )
    # More in time than were made is one too.
    path = write(tmp_path, cells={IN_TIME_1: 90, SHARE_1: 112.5})
    assert read(path)["00XA", "ch02_1"].missing == "contradiction"


def test_whole_numbers_may_be_rounded_ones(tmp_path):
    # As shared ownership has them in 2023-24.
    landlords = [replace(each, cells={}) for each in LANDLORDS]
    path = write_workbook(tmp_path / "tsm.xlsx", landlords, Shape(places=0))
    assert all(entry.value is not None for entry in read(path).values())


# --- The year -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "reporting year 1 April 2024 to 31 March 2025",
        "1st April 2024 - 31st March 2025",
        "From 1\u00a0April 2024\nto 31 March 2025.",
    ],
)
def test_the_year_is_told_by_the_workbooks_words(tmp_path, words):
    assert read_workbook(write(tmp_path, Shape(words=words))).year == "2024-25"


def test_a_year_that_cannot_be_told_must_be_given(tmp_path):
    path = write(tmp_path, Shape(words="Tenant Satisfaction Measures 2024"))
    assert refuse(path) == (
        "tsm.xlsx: its reporting year cannot be told (it names none in words like "
        '"1 April 2024 to 31 March 2025"); give it with --year.'
    )
    assert read_workbook(path, "2023-24").year == "2023-24"
    two_years = Shape(words="from 1 April 2022 to 31 March 2024")
    assert "it names none in words like" in refuse(write(tmp_path, two_years))
    both = "1 April 2022 to 31 March 2023 and 1 April 2023 to 31 March 2024"
    path = write(tmp_path, Shape(words=both))
    assert "it names 2022-23 and 2023-24 in words like" in refuse(path)
    assert read_workbook(path, "2023-24").year == "2023-24"


def test_a_year_given_against_the_workbooks_words_is_refused(tmp_path):
    assert refuse(write(tmp_path), "2024-25") == (
        "tsm.xlsx: it is about 2023-24 by its own words, not 2024-25."
    )


# --- Keeping it -----------------------------------------------------------------------


def test_an_import_keeps_figures_and_origin_in_one_file(tmp_path):
    imported = import_benchmarks(write(tmp_path))
    assert imported.file == "tsm.xlsx"
    assert re.fullmatch(r"[0-9a-f]{64}", imported.sha256)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", imported.imported_at)
    assert [path.name for path in benchmarks_folder().iterdir()] == ["2023-24.parquet"]
    assert list_years() == ["2023-24"]
    assert set(imported.entries) == set(read_workbook(tmp_path / "tsm.xlsx").entries)
    assert imported.count_landlords() == dict.fromkeys(sorted(OPEN_DATA), 3)


def test_a_second_import_takes_the_place_of_the_first(tmp_path):
    import_benchmarks(write(tmp_path))
    import_benchmarks(write(tmp_path, homes=5_000))
    assert len(list_years()) == 1
    peers = read_peers("ch01_1", "2023-24", "councils")
    assert peers is not None
    assert peers.codes == ("00XA", "00XB")
    assert peers.values.tolist() == [16.0, pytest.approx(100 / 3)]


def test_who_has_the_first_open_keeps_it(tmp_path):
    import_benchmarks(write(tmp_path))
    with (benchmarks_folder() / "2023-24.parquet").open("rb") as stream:
        before = stream.read()
        import_benchmarks(write(tmp_path, homes=5_000))
        stream.seek(0)
        assert stream.read() == before
    assert (benchmarks_folder() / "2023-24.parquet").read_bytes() != before


def test_a_figure_that_was_excluded_is_no_peers_though_its_counts_are_there(tmp_path):
    import_benchmarks(write(tmp_path, cells={SHARE_1: "[E]"}))
    peers = read_peers("ch02_1", "2023-24", "all")
    assert peers is not None
    assert peers.codes == ("00XB", "L9001")


def test_a_refused_import_leaves_what_was_there(tmp_path):
    before = import_benchmarks(write(tmp_path))
    with pytest.raises(Refusal):
        import_benchmarks(write(tmp_path, kind="ALMO"))
    assert read_imported("2023-24") == before
    assert [path.name for path in benchmarks_folder().iterdir()] == ["2023-24.parquet"]


def test_what_a_killed_import_left_behind_is_cleared(tmp_path):
    benchmarks_folder().mkdir(parents=True)
    (benchmarks_folder() / f"{UNFINISHED}x.parquet").write_bytes(b"half")
    assert list_years() == []
    import_benchmarks(write(tmp_path))
    assert [path.name for path in benchmarks_folder().iterdir()] == ["2023-24.parquet"]


def test_what_another_import_is_writing_is_left_alone(tmp_path):
    benchmarks_folder().mkdir(parents=True)
    place = benchmarks_folder() / f"{UNFINISHED}y"
    with place.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        import_benchmarks(write(tmp_path))
        assert place.exists()


def test_a_link_that_leads_nowhere_is_refused(tmp_path):
    import_benchmarks(write(tmp_path))
    (benchmarks_folder() / "2021-22.parquet").symlink_to(tmp_path / "gone")
    with pytest.raises(Refusal, match=r"2021-22\.parquet: it cannot be opened"):
        read_imported("2021-22")


def test_a_folder_that_cannot_be_written_is_refused(tmp_path, data_folder):
    data_folder.write_text("a file", encoding="utf-8")
    with pytest.raises(Refusal, match="it cannot be written"):
        import_benchmarks(write(tmp_path))


@pytest.mark.parametrize("damage", ["bytes", "no manifest", "no column"])
def test_a_damaged_file_is_refused_in_a_sentence(tmp_path, damage):
    import_benchmarks(write(tmp_path))
    path = benchmarks_folder() / "2023-24.parquet"
    if damage == "bytes":
        path.write_bytes(b"PAR1 nothing")
    elif damage == "no manifest":
        pq.write_table(pq.read_table(path).replace_schema_metadata({}), path)
    else:
        table = pq.read_table(path)
        pq.write_table(table.drop_columns(["missing"]), path)
    with pytest.raises(Refusal) as refused:
        read_imported("2023-24")
    assert str(refused.value) == (
        "2023-24.parquet: the imported figures are damaged; import the regulator's "
        "workbook again."
    )


def test_a_year_that_was_not_imported_is_wrong_usage(tmp_path):
    import_benchmarks(write(tmp_path))
    with pytest.raises(UsageError, match="the nearest is 2023-24"):
        read_imported("2024-25")
    assert read_peers("ch01_1", "2024-25", "all") is None


def test_groups_are_told_by_type_and_band(tmp_path):
    import_benchmarks(write(tmp_path))
    codes = {
        group: getattr(read_peers("tp09", "2023-24", group), "codes", None)
        for group in ("all", "councils", "councils_below_5000", "associations")
    }
    assert codes == {
        "all": ("00XA", "00XB", "L9001"),
        "councils": ("00XA", "00XB"),
        "councils_below_5000": ("00XA",),
        "associations": ("L9001",),
    }


def test_the_kept_types_are_those_declared(tmp_path):
    import_benchmarks(write(tmp_path))
    table = pq.read_table(benchmarks_folder() / "2023-24.parquet")
    assert table.schema.field("value").type == pa.float64()
    assert table.schema.field("is_small").type == pa.bool_()


# --- The command line -----------------------------------------------------------------


def test_import_and_list_as_documents(tmp_path, ask: Ask):
    assert ask("benchmarks", "list", "--json").read() == []
    assert ask("benchmarks", "list").out == "Nothing has been imported yet.\n"
    path = write(tmp_path, cells={IN_TIME_1: "[X]", SHARE_1: 0})
    answer = ask("benchmarks", "import", path, "--json")
    document = answer.read()
    assert (answer.status, answer.err) == (0, "")
    assert document["year"] == "2023-24"
    assert document["landlords"]["ch02_1"] == 2
    listed = ask("benchmarks", "list", "--json").read()
    ours = [each for each in listed if each["landlord_code"] == "00XA"]
    assert ours[0] == {
        "year": "2023-24",
        "landlord_code": "00XA",
        "landlord_name": "Landlord 00XA",
        "type": "council",
        "stock": "lcra",
        "homes": 4000,
        "measure": "ch01_1",
        "numerator": 80,
        "denominator": 4000,
        "value": 20,
        "missing": None,
    }
    [blank] = [e for e in ours if (e["stock"], e["measure"]) == ("lcra", "ch02_1")]
    assert (blank["numerator"], blank["value"], blank["missing"]) == (None, None, "[X]")
    assert listed == ask("benchmarks", "list", "--year", "2023-24", "--json").read()


def test_import_and_list_in_words(tmp_path, ask: Ask):
    path = write(tmp_path, make_2025(), kind="LA")
    answer = ask("benchmarks", "import", path)
    assert answer.out.startswith("Imported 2024-25 from tsm.xlsx: 3 landlords for ch01")
    assert "is read as stage one, as its code CH02 1 says" in answer.err
    assert "2024-25" in ask("benchmarks", "list").out


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["import", "none.xlsx"], 1, "none.xlsx: there is no such file.\n"),
        (["import", "x", "--year", "2024"], 2, "is not a reporting year"),
        (["list", "--year", "2024-25"], 2, "No figures of 2024-25 have been imported"),
        (["list", "--year", "soon"], 2, "is not a reporting year"),
        (["import"], 2, "file"),
        ([], 2, ""),
    ],
)
def test_what_cannot_be_done_is_one_sentence(ask: Ask, arguments, status, sentence):
    answer = ask("benchmarks", *arguments)
    assert answer.status == status
    assert sentence in answer.out + answer.err


def test_a_document_is_whole_json_without_nan(tmp_path, ask: Ask):
    ask("benchmarks", "import", write(tmp_path, stage_2=(0, 0)))
    text = ask("benchmarks", "list", "--json").out
    assert "NaN" not in text
    assert json.loads(text)
