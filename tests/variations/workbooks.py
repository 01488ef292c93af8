"""Workbooks, written by the libraries that systems write them with."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
import xlwt
from open_document import write_ods
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from .made import RIGHT, TABLE, Variation


# The same rows as a workbook holds them: numbers and days, not text.
DAYS = (3, 4)
TYPED: list[list[Any]] = [
    TABLE[0],
    *(
        [
            date.fromisoformat(cell)
            if place in DAYS
            else int(cell)
            if place == 1
            else cell
            for place, cell in enumerate(row)
        ]
        for row in TABLE[1:]
    ),
]
Change = Callable[[Worksheet], object]


def fill(sheet: Worksheet, rows: Sequence[Sequence[Any]] = TYPED) -> None:
    """Rows at the end of a sheet."""
    for row in rows:
        sheet.append(list(row))


def write_book(
    change: Change, folder: Path, file: str = "complaints.xlsx", title: str = "Sheet1"
) -> None:
    """A workbook whose first sheet is filled by a function."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    change(sheet)
    book.save(folder / file)


def make(change: Change, **named: str) -> Callable[[Path], object]:
    """A writer of a workbook."""
    return partial(write_book, change, **named)


def change_cells(row_change: Callable[[list[Any]], list[Any]]) -> Change:
    """A sheet with each row of data changed."""
    return lambda sheet: fill(sheet, [TYPED[0], *map(row_change, TYPED[1:])])


def write_days(write: Callable[[date], Any]) -> Change:
    """A sheet with its days written in another way."""
    return change_cells(
        lambda row: [
            write(cell) if place in DAYS else cell for place, cell in enumerate(row)
        ]
    )


def count_days(day: date) -> int:
    """A day as Excel counts it."""
    return (day - date(1899, 12, 30)).days


def add_title(sheet: Worksheet) -> None:
    """A title over the whole width, and a blank row under it."""
    sheet.append(["Complaints 2024-25"])
    sheet.merge_cells("A1:G1")
    sheet.append([])
    fill(sheet)


def add_cover(sheet: Worksheet) -> None:
    """Words on the export before the sheet of cases."""
    sheet.title = "Cover"
    fill(sheet, [["Complaints report"], ["Run by A. Officer"], ["1 April 2025"]])
    fill(sheet.parent.create_sheet("Cases"))


def add_second(sheet: Worksheet) -> None:
    """A pivot of counts before the cases."""
    sheet.title = "Summary"
    fill(sheet, [["Outcome", "Count"], ["Upheld", 1], ["Not upheld", 1]])
    fill(sheet.parent.create_sheet("Complaints"))


def add_hidden(sheet: Worksheet) -> None:
    """Dynamics' hidden sheet of its own choices."""
    fill(sheet)
    hidden = sheet.parent.create_sheet("hiddenSheet")
    fill(hidden, [["complaint:abc=", "Web", "Phone"]])
    hidden.sheet_state = "veryHidden"


def add_filter(sheet: Worksheet) -> None:
    """A filter that hides a row: what is hidden counts too."""
    fill(sheet)
    sheet.auto_filter.ref = "A1:G3"
    sheet.auto_filter.add_filter_column(5, ["upheld"])
    sheet.row_dimensions[3].hidden = True


def add_table(sheet: Worksheet) -> None:
    """A table of Excel's."""
    fill(sheet)
    sheet.add_table(Table(displayName="Cases", ref="A1:G3"))


def add_blank_column(sheet: Worksheet) -> None:
    """Cells that begin in the second column and the third row."""
    for at, row in enumerate(TYPED, start=3):
        for place, cell in enumerate(row, start=2):
            sheet.cell(at, place, cell)


def colour_below(sheet: Worksheet) -> None:
    """Rows under the cases that are coloured and empty."""
    fill(sheet)
    for row in sheet["A4:G200"]:
        for cell in row:
            cell.fill = PatternFill("solid", fgColor="FFFF00")


def count_from_1904(sheet: Worksheet) -> None:
    """Days as old Excel for Mac counts them."""
    sheet.parent.epoch = CALENDAR_MAC_1904
    fill(sheet)


def add_error(sheet: Worksheet) -> None:
    """An error where the area was looked up."""
    fill(sheet)
    sheet["G2"] = "#N/A"
    sheet["G2"].data_type = "e"


def write_formulas(folder: Path) -> None:
    """Formulas with the values that Excel worked out."""
    with xlsxwriter.Workbook(folder / "complaints.xlsx") as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(TABLE):
            sheet.write_row(at, 0, row)
        for at, row in enumerate(TABLE[1:], start=1):
            sheet.write_formula(at, 5, f'=LOWER("{row[5]}")', value=row[5])


def write_frame(folder: Path) -> None:
    """A frame of pandas, with its own numbers of rows and times at midnight."""
    frame = pd.DataFrame(TYPED[1:], columns=TYPED[0])
    for place in DAYS:
        frame[TYPED[0][place]] = pd.to_datetime(frame[TYPED[0][place]])
    frame.to_excel(folder / "complaints.xlsx")


def write_old(rows: Sequence[Sequence[Any]], folder: Path) -> None:
    """A workbook of Excel 97."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Cases")
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write(at, place, cell, style)
            else:
                sheet.write(at, place, cell)
    book.save(str(folder / "complaints.xls"))


def write_open(rows: Sequence[Sequence[str]], folder: Path) -> None:
    """A workbook of LibreOffice."""
    write_ods(folder / "complaints.ods", rows)


def mark_day(day: str) -> str:
    """A day as LibreOffice keeps it."""
    return (
        f'<table:table-cell office:value-type="date" office:date-value="{day}">'
        f"<text:p>{day}</text:p></table:table-cell>"
    )


OPEN_DAYS = [
    [mark_day(cell) if at and place in DAYS else cell for place, cell in enumerate(row)]
    for at, row in enumerate(TABLE)
]
WITHOUT_AREA = ({**RIGHT[0], "service_areas": None}, RIGHT[1])

BOOKS = (
    *(
        Variation(name=name, why=why, write=write)
        for name, why, write in (
            ("xlsx", "Excel", make(fill)),
            ("XLSX in capitals", "a mainframe", make(fill, file="COMPLAINTS.XLSX")),
            ("xlsm", "a workbook with macros", make(fill, file="complaints.xlsm")),
            (
                "Export of complaints.xlsx",
                "known by its headings alone",
                make(fill, file="Export of complaints.xlsx"),
            ),
            (
                "a sheet named Complaints",
                "a file of another name",
                make(fill, file="Q4.xlsx", title="Complaints"),
            ),
            (
                "days as British text",
                "text cells",
                make(write_days(lambda day: f"{day:%d/%m/%Y}")),
            ),
            (
                "days as Excel's numbers",
                "nobody formatted the column",
                make(write_days(count_days)),
            ),
            (
                "times of day",
                "systems log the minute",
                make(write_days(lambda day: datetime.combine(day, time(9, 3)))),
            ),
            (
                "numbers as text",
                "the green corner in Excel",
                make(change_cells(lambda row: [row[0], str(row[1]), *row[2:]])),
            ),
            ("a merged title", "reports", make(add_title)),
            ("a cover sheet", "reports", make(add_cover)),
            ("a second sheet", "a pivot goes before", make(add_second)),
            ("a hidden sheet", "Dynamics", make(add_hidden)),
            ("a filter that hides rows", "somebody looked", make(add_filter)),
            ("a table of Excel's", "Excel", make(add_table)),
            ("a blank first column", "laid out for print", make(add_blank_column)),
            ("coloured rows below", "laid out by hand", make(colour_below)),
            ("days since 1904", "old Excel for Mac", make(count_from_1904)),
            ("formulas with values", "worked out in Excel", write_formulas),
            ("pandas", "an analyst", write_frame),
            ("xls", "Excel 97", partial(write_old, TYPED)),
            ("ods", "LibreOffice", partial(write_open, OPEN_DAYS)),
            ("ods of text", "LibreOffice", partial(write_open, TABLE)),
        )
    ),
    Variation(
        name="#N/A in an optional column",
        why="a look-up in Excel that found nothing: set aside, and told",
        write=make(add_error),
        right=WITHOUT_AREA,
        cells=1,
    ),
)
