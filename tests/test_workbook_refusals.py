"""The regulator's workbook refused: what a sentence says of a file that is another."""

import re
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook
from regulator import (
    FIRST_COLUMNS,
    LANDLORDS,
    Shape,
    make_2025,
    name_columns,
    write_workbook,
)
from workbooks import (
    HOMES_1,
    IN_TIME_1,
    MADE_1,
    RATE_1,
    SHARE_1,
    read,
    refuse,
    write,
)

from analytics.bearing.peers.workbook import (
    read_workbook,
)


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
