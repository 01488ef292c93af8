"""What is taken away: the same cells as csv and as xlsx, and never a formula."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from conftest import INTERNAL
from hypothesis import given, settings
from hypothesis import strategies as some
from python_calamine import CalamineWorkbook

from analytics.behind.cases import list_rows as list_case_rows
from analytics.behind.downloads import (
    describe,
    list_result_rows,
    make_csv,
    make_xlsx,
    neutralise,
)
from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.measures import MEASURES, find_measure
from pages.audit.cases.rows import make_frame


YEAR = make_period("2024-25")
NUMBER = re.compile(r"-?\d+\.\d+(e-?\d+)?")


def read_csv(content):
    """The cells of a csv, heading first, every one a text."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_rounded(content):
    """The cells of a csv, of long numbers no more than a spreadsheet keeps."""
    return [[shorten(cell) for cell in row] for row in read_csv(content)]


def open_book(content):
    """A workbook as openpyxl reads it: formulas would be formulas."""
    return openpyxl.load_workbook(io.BytesIO(content))


def read_sheet(content, name="Figures"):
    """The cells of a sheet, heading first, each as what it is."""
    return [
        [cell.value for cell in row] for row in open_book(content)[name].iter_rows()
    ]


def write_as_csv(value):
    """What a cell of a workbook must be in the csv."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return shorten(str(value))


def shorten(text):
    """A number by the fifteen digits that a spreadsheet keeps; other text as it is."""
    return f"{float(text):.15g}" if NUMBER.fullmatch(text) else text


def list_texts(content, name="Figures"):
    """A sheet's cells as the csv has them."""
    return [[write_as_csv(value) for value in row] for row in read_sheet(content, name)]


# What a spreadsheet could run, and what it must stay.
FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://evil.invalid")',
    "+1+0",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\tword",
    "\r=1",
    "\n=1",
    " =1",
    "   +1",
    " \t @x",
    "\u00a0=1",
    "\u3000=1",
    "\v=1",
    "=cmd|' /C calc'!A0",
]
HARMLESS = ["Repairs", " Repairs", "a=1", "1-2", "'=1", "", " ", "é+", "5", "–5", "#1"]
# A number begins no formula: a sum of money is one still.
HARMLESS += ["+1", "-50.00", "-0.5"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_only_text_in_both(text):
    rows = [{"Name": text, "Number": 1}]
    assert neutralise(text) == f"'{text}"
    [_, (name, _)] = read_csv(make_csv(rows))
    assert name.startswith("'")
    [cell] = [row[0] for row in open_book(make_xlsx(rows, []))["Figures"]["A2":"A2"]]
    assert cell.data_type in ("s", "inlineStr")
    assert str(cell.value).startswith("'")
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(text):
    assert neutralise(text) == text
    rows = [{"Name": text, "Number": 1}]
    assert read_csv(make_csv(rows))[1][0] == text
    assert (read_sheet(make_xlsx(rows, []))[1][0] or "") == text


@given(text=some.text(max_size=20))
@settings(max_examples=200, database=None, derandomize=True)
def test_no_text_begins_as_a_formula_does(text):
    told = str(neutralise(text))
    assert not told.lstrip().startswith(("=", "+", "-", "@"))
    assert not told.startswith(("\t", "\r", "\n"))
    assert told in (text, f"'{text}")


def test_numbers_dates_lists_and_what_is_true_stay_what_they_are():
    rows = [
        {
            "count": 7,
            "negative": -3,
            "share": 85.13513513513513,
            "small": -0.5,
            "day": dt.date(2024, 4, 2),
            "true": True,
            "false": False,
            "nothing": None,
            "list": ["Repairs", "Noise"],
            "hostile list": ["=1", "b"],
            "no list": [],
            "number in text": "007",
            "address": "http://evil.invalid",
        }
    ]
    [headings, cells] = read_sheet(make_xlsx(rows, []))
    found = dict(zip(headings, cells, strict=True))
    assert found == {
        "count": 7,
        "negative": -3,
        "share": 85.13513513513513,
        "small": -0.5,
        "day": dt.datetime(2024, 4, 2),  # noqa: DTZ001
        "true": True,
        "false": False,
        "nothing": None,
        "list": "Repairs; Noise",
        "hostile list": "'=1; b",
        "no list": "",
        "number in text": "007",
        "address": "http://evil.invalid",
    }
    assert isinstance(found["count"], int)
    assert isinstance(found["true"], bool)
    texts = [write_as_csv(cell) for cell in cells]
    assert read_rounded(make_csv(rows)) == [headings, texts]
    book = open_book(make_xlsx(rows, []))
    assert not [c for row in book["Figures"].iter_rows() for c in row if c.hyperlink]


def test_calamine_reads_the_same_as_openpyxl():
    # Two readers that know nothing of each other.
    rows = [{"Name": "=1", "Day": dt.date(2024, 4, 2), "Number": -3, "None": None}]
    content = make_xlsx(rows, [("About", "=x")])
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Figures", "About"]
    assert book.get_sheet_by_name("Figures").to_python()[1] == [
        "'=1",
        dt.date(2024, 4, 2),
        -3.0,
        "",
    ]
    assert book.get_sheet_by_name("About").to_python() == [["About", "'=x"]]


def test_nothing_is_a_file_all_the_same():
    assert make_csv([]).decode("utf-8-sig").strip() == ""
    assert read_sheet(make_xlsx([], [])) in ([], [[None]])
    assert list_result_rows([]) == []


# --- Of real releases -----------------------------------------------------------------

HOSTILE = """
complaint_id | stage | tenure | received_date | acknowledged_date | responded_date | outcome | service_areas       | channel | ward_name
=C-1         | 1     | lcra   | 2024-05-01    | 2024-05-02        | 2024-05-09     | upheld  | =1+1;+Repairs       | @web    | -Ash
+C-2         | 1     | lcra   | 2024-06-03    | 2024-06-04        | 2024-08-30     | upheld  | -2+3;@Repairs       | =web    | +Birch
-C-3         | 1     | lcra   | 2025-03-28    | 2025-03-28        |                |         | @SUM(A1)            |         |
"""  # noqa: E501


@pytest.fixture
def hostile(make_release):
    """Complaints whose ids, areas, channels and wards all look like formulas."""
    return make_release(
        complaints=HOSTILE,
        homes="year_end_date | stock_type | homes_owned\n2025-03-31 | lcra | 1000",
        landlord=INTERNAL + "threshold = 1\n",
        as_at=make_period("2025-04").first,
    )


def list_unsafe(cells):
    """The texts among some cells that a spreadsheet would run."""
    return [
        cell
        for row in cells
        for cell in row
        if isinstance(cell, str) and cell.lstrip()[:1] in {"=", "+", "-", "@"}
    ]


def test_figures_are_the_same_in_both_and_no_name_in_them_is_a_formula(hostile):
    ids = ("service_area_mentions", "answered_in_time_1", "response_days_median_1")
    measures = [MEASURES[name] for name in ids]
    found = []
    for by in ("service_area", "channel", "ward"):
        results = run(hostile, measures, [YEAR], by=[by])
        rows = list_result_rows(results)
        told, book = make_csv(rows), make_xlsx(rows, describe(results))
        cells = read_rounded(told)
        assert cells == list_texts(book)
        assert len(cells) == len(results) + 1
        assert not list_unsafe(cells)
        assert not list_unsafe(read_sheet(book))
        found += [dict(zip(cells[0], row, strict=True))[by] for row in cells[1:]]
    assert {"'=1+1", "'+Repairs", "'@SUM(A1)", "'@web", "'-Ash"} <= set(found)


def test_case_rows_are_the_same_in_both_and_no_text_in_them_is_a_formula(hostile):
    rows = list_case_rows(hostile, find_measure("received_1"), YEAR, {})
    frame = make_frame(rows, "complaint_stages", ())
    # As the page hands them over.
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    cells = read_csv(make_csv(records))
    sheet = read_sheet(make_xlsx(records, []))
    assert not list_unsafe(cells)
    assert not list_unsafe(sheet)
    assert [row[0] for row in cells[1:]] == ["'=C-1", "'+C-2", "'-C-3"]
    place = cells[0].index("Service areas")
    assert [row[place] for row in cells[1:]] == [
        "'=1+1; +Repairs",
        "'-2+3; @Repairs",
        "'@SUM(A1)",
    ]
    # Dates are dates and numbers numbers to Excel.
    assert sheet[1][cells[0].index("Received")] == dt.datetime(2024, 5, 1)  # noqa: DTZ001
    assert sheet[1][cells[0].index("Working days taken")] == 4
    assert sheet[3][cells[0].index("Answered")] is None


@pytest.mark.parametrize("filters", [{}, {"tenure": ["lcra"], "ward": ["-Ash"]}])
def test_the_second_sheet_says_what_the_first_is(hostile, filters):
    measures = [MEASURES["received_1"], MEASURES["answered_in_time_1"]]
    results = run(hostile, measures, [YEAR], where=filters)
    about = read_sheet(make_xlsx(list_result_rows(results), describe(results)), "About")
    assert about[0] == ["Release", hostile.release.id]
    assert about[1] == ["As at", "2025-04-01"]
    assert about[2] == ["Period", "2024-25"]
    wanted = "from tenants (low cost rent) in -Ash" if filters else "none"
    assert about[3] == ["Filters", wanted]
    for measure in measures:
        place = about.index([measure.label, measure.definition])
        assert about[place + 1][1] == f"{measure.population}, {measure.unit}"
        assert about[place + 2] == ["Authority", measure.authority]
        caveats = about[place + 3 : place + 3 + len(measure.caveats)]
        assert caveats == [["Caveat", caveat] for caveat in measure.caveats]
    assert "Made up" not in [row[0] for row in about]


def test_several_periods_and_filters_are_all_named_once(hostile):
    periods = [make_period("2024-25 Q1"), make_period("2024-25 Q2")]
    wide = run(hostile, [MEASURES["received_1"]], periods)
    narrow = run(hostile, [MEASURES["received_1"]], periods, where={"tenure": ["lcra"]})
    about = dict(describe([*wide, *narrow]))
    assert about["Period"] == "2024-25 Q1, 2024-25 Q2"
    assert about["Filters"] == "none; from tenants (low cost rent)"


def test_a_group_that_only_some_rows_have_is_a_column_of_all(hostile):
    results = run(hostile, [MEASURES["received_1"]], [YEAR])
    results += run(hostile, [MEASURES["received_1"]], [YEAR], by=["channel"])
    rows = list_result_rows(results)
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert [row["channel"] for row in rows[:3]] == [None, None, "=web"]
    assert read_csv(make_csv(rows)) == list_texts(make_xlsx(rows, []))


# --- Found by attack ------------------------------------------------------------------


def test_a_weighted_count_is_a_number_to_a_spreadsheet():
    # The rows of a survey carry decimals, as they come from DuckDB.
    [_, [weight]] = read_sheet(make_xlsx([{"Weight": Decimal("1.50")}], []))
    assert weight == 1.5
    [_, [half]] = read_sheet(make_xlsx([{"Half": Fraction(1, 2)}], []))
    assert half == 0.5


def test_a_text_longer_than_a_cell_can_hold_does_not_break_the_workbook():
    rows = [{"Name": "x" * 40_000, "Number": 1}]
    assert read_csv(make_csv(rows))[1][0] == "x" * 40_000
    assert read_sheet(make_xlsx(rows, []))[1] == ["x" * 32_767, 1]
