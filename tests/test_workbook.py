"""The regulator's workbook: read by the words of its headings, codes never numbers."""

from dataclasses import replace

import pytest
from golden import OPEN_DATA, OPEN_DATA_ANSWERS
from hypothesis import given, settings
from hypothesis import strategies as st
from regulator import (
    FIRST_COLUMNS,
    LANDLORDS,
    Landlord,
    Shape,
    make_2025,
    name_answers,
    name_columns,
    write_workbook,
)
from workbooks import (
    CODES,
    HOMES_1,
    IN_TIME_1,
    MADE_1,
    RATE_1,
    SHARE_1,
    edit,
    read,
    refuse,
    write,
)

from analytics.bearing.peers.headings import PeerSheet, find_stage, name_field, simplify
from analytics.bearing.peers.workbook import (
    read_number,
    read_workbook,
)
from analytics.ground.errors import Refusal


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
    sheet = PeerSheet(file="f.xlsx", name="S", rows=[["CH01"], [text]], heading_row=0)
    assert read_number(sheet, 1, 0) == (None, code)


@given(cell=st.one_of(st.text(), st.floats(), st.booleans(), st.integers()))
def test_a_cell_is_a_number_a_code_or_a_refusal(cell):
    sheet = PeerSheet(file="f.xlsx", name="S", rows=[["CH01"], [cell]], heading_row=0)
    try:
        number, missing = read_number(sheet, 1, 0)
    except Refusal:
        return
    assert (number is None) == bool(missing)
    if isinstance(cell, str):
        bare = cell.strip().replace(",", "")
        assert missing in CODES or number == float(bare) if bare else missing == "empty"
    else:
        assert number == float(cell)
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


TIMESCALES = (
    "{stock} - Has CH02 been calculated using the standard maximum timescales as set "
    "out in the Complaint Handling Code for each response stage?"
)


def add_timescales(stock, *answers):
    """A column in which landlords say whether they judged by the Code's timescales."""

    def change(sheet):
        [heading] = [
            row[0].row
            for row in sheet.iter_rows()
            if any(str(cell.value).lower() == "landlord code" for cell in row)
        ]
        column = sheet.max_column + 1
        sheet.cell(heading, column, TIMESCALES.format(stock=stock))
        for place, answer in enumerate(answers, start=1):
            sheet.cell(heading + place, column, answer)

    return change


def test_landlords_with_other_timescales_are_left_out_of_ch02_alone(tmp_path):
    path = edit(
        write(tmp_path),
        "TSM24_Management_Info",
        add_timescales("LCRA", "No", "Yes", "[Z]"),
    )
    entries = read(path)
    first, *others = [each.code for each in LANDLORDS]
    for measure in ("ch02_1", "ch02_2"):
        entry = entries[first, measure]
        assert (entry.value, entry.missing) == (None, "other timescales")
        # Its counts stay, for whoever checks what was read.
        assert entry.denominator
    assert entries[first, "ch01_1"].value is not None
    assert all(entries[code, "ch02_1"].missing == "" for code in others)


def test_timescales_of_shared_ownership_are_no_matter_of_rented_homes(tmp_path):
    path = edit(
        write(tmp_path),
        "TSM24_Management_Info",
        add_timescales("LCHO", "No", "No", "No"),
    )
    assert all(entry.missing != "other timescales" for entry in read(path).values())


def test_an_answer_on_timescales_that_is_neither_is_refused(tmp_path):
    path = edit(
        write(tmp_path), "TSM24_Management_Info", add_timescales("LCRA", "Mostly")
    )
    assert '"Mostly" is neither Yes nor No' in refuse(path)
