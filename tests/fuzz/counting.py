"""Rows of a damaged file, counted by readers that are not the product's own."""

import csv
import re
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pyarrow.parquet as pq

from tests.fuzz.mutations import Damaged


csv.field_size_limit(10_000_000)

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
# Of a number beyond any calendar, in a cell made for days, openpyxl makes an error that
# the file does not have, and warns of the number.
NO_DAY = re.compile(
    r"Cell ([A-Z]+\d+) is marked as a date but the serial value (\S+) is outside"
)


@dataclass(frozen=True, kw_only=True)
class Count:
    """What an independent reader finds below the headings of a file."""

    # Rows, blank ones too; those at the end of a workbook are none.
    rows: int
    # Rows with something in them that is no sign for an empty cell.
    filled: int
    # What names the rows, their first cells; None where one of them is no text.
    names: set[str] | None
    # How many cells of each column are filled.
    cells: Counter[str]


# What the product takes for an empty cell, of all that a damaged file can hold.
EMPTY = ("", "-", "?", "n/a", "null")


def count_rows(damaged: Damaged) -> Count | None:
    """The rows of a damaged file; None where an independent reader finds no table."""
    read = {"csv": read_csv, "xlsx": read_xlsx, "parquet": read_parquet}
    lines = read[damaged.name.rpartition(".")[2]](damaged)
    if lines is None:
        return None
    headings = damaged.export.headings
    at = next((at for at, line in enumerate(lines) if is_heading(line, headings)), None)
    if at is None:
        return None
    rows = lines[at + 1 :]
    firsts = [row[0] for row in rows if row and row[0] is not None]
    is_text = all(isinstance(cell, str) for cell in firsts)
    return Count(
        rows=len(rows),
        filled=sum(any(is_filled(cell) for cell in row) for row in rows),
        names={write_name(cell) for cell in firsts} if is_text else None,
        cells=Counter(
            heading
            for row in rows
            for heading, cell in zip(headings, row, strict=False)
            if is_filled(cell)
        ),
    )


def is_heading(line: Sequence[Any], headings: Sequence[str]) -> bool:
    """Whether a line has all headings in their places."""
    return [str(cell).strip() for cell in line[: len(headings)]] == list(headings)


def is_filled(cell: Any) -> bool:
    """Whether something stands in a cell."""
    return cell is not None and str(cell).strip(" \t\r\n;").lower() not in EMPTY


def write_name(cell: str) -> str:
    """What names a row, without blanks."""
    return "".join(cell.split())


def read_csv(damaged: Damaged) -> list[list[Any]] | None:
    """The records of a csv in the dialect that it was written in."""
    for encoding in (damaged.encoding, "cp1252"):
        try:
            text = damaged.content.decode(encoding)
            stream = StringIO(text.removeprefix("\ufeff"), newline="")
            return list(csv.reader(stream, delimiter=damaged.delimiter))
        except UnicodeError:
            continue
        except csv.Error:
            return None
    return None


def read_escapes(cell: Any) -> Any:
    """A cell with what its text writes as the number of a letter.

    Excel keeps a return or a page's end as "_x000D_" or "_x000C_", and "_x005F_" for
    the line that begins such a sign; openpyxl hands them on as they are.
    """
    if not isinstance(cell, str):
        return cell
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell)


def read_xlsx(damaged: Damaged) -> list[list[Any]] | None:
    """The rows of a workbook's first sheet, as openpyxl reads it."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            book = openpyxl.load_workbook(BytesIO(damaged.content), data_only=True)
            sheet = book.worksheets[0]
            if sheet.max_row > 10_000:
                return None
            for place, number in NO_DAY.findall("\n".join(map(str, warned))):
                sheet[place] = float(number)
            rows = sheet.iter_rows(values_only=True)
            return [list(map(read_escapes, row)) for row in rows]
        except Exception:  # noqa: BLE001
            # Whatever it stumbles over: it finds no table.
            return None


def read_parquet(damaged: Damaged) -> list[list[Any]] | None:
    """The rows of a parquet file, with its names as the first."""
    try:
        table = pq.read_table(BytesIO(damaged.content))
        columns = [column.to_pylist() for column in table.columns]
    except Exception:  # noqa: BLE001
        return None
    return [table.column_names, *([*row] for row in zip(*columns, strict=True))]
