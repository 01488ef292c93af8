"""Excel's workbooks of before 2007, which keep errors beside what else is in cells."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import xlrd
from python_calamine import PasswordError

from analytics.landing.cells import write_text


class OldCells:
    """The sheets of an open .xls."""

    def __init__(self, book: Any) -> None:
        """Take up an open workbook."""
        self.book = book

    def list_tables(self) -> list[tuple[str, bool]]:
        """The names of its sheets, and whether each is hidden."""
        return [
            (sheet.name, sheet.visibility != 0)
            for sheet in map(self.book.sheet_by_index, range(self.book.nsheets))
        ]

    def read(self, name: str, most: int | None) -> list[list[str | None]]:
        """The first rows of a sheet, or all, as text."""
        sheet = self.book.sheet_by_name(name)
        rows = sheet.nrows if most is None else min(most, sheet.nrows)
        return [[self.write(cell) for cell in sheet.row(row)] for row in range(rows)]

    def write(self, cell: Any) -> str | None:
        """A cell as text, an error by its own words."""
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#VALUE!"))
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return write_text(bool(cell.value))
        if cell.ctype == xlrd.XL_CELL_DATE and cell.value >= 0:
            if cell.value < 1:
                return write_text(timedelta(days=cell.value))
            # A number beyond any calendar is told by itself, as one before it is.
            with suppress(OverflowError):
                moment = xlrd.xldate_as_datetime(cell.value, self.book.datemode)
                return write_text(moment)
        return write_text(cell.value)


@contextmanager
def open_old(path: Path) -> Iterator[OldCells]:
    """An .xls, open; PasswordError where it is locked, ValueError where it is none."""
    try:
        # Every sheet is read at once: nobody stumbles later over what is damaged.
        book = xlrd.open_workbook(path, logfile=io.StringIO(), ragged_rows=False)
    # A damaged file makes it stumble in ways that it does not name.
    except Exception as error:
        told = str(error) or type(error).__name__
        if "encrypted" in told or "EncryptedPackage" in told:
            raise PasswordError(told) from error
        raise ValueError(told) from error
    with book:
        yield OldCells(book)
