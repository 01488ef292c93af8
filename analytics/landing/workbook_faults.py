"""What calamine does not tell: errors in cells, formulas never calculated, far cells.

It gives an error as an empty cell, a date before any calendar as a time of day, and
takes memory for all cells up to the last.
"""

import re
import zipfile
from pathlib import Path

from analytics.ground.errors import Refusal
from analytics.landing.cells import write_plain_number
from analytics.landing.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_EXCEL_COLUMNS,
    MAX_EXCEL_ROWS,
)


# Cells that are not empty; calamine passes over a cell with a format alone.
PLACE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>/]*>')
CELL = re.compile(rb"<(?:\w+:)?c\b([^>/]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
CELL_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
KIND = re.compile(rb'\bt="(\w+)"')
VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]+)<")
NOT_CALCULATED = "#NOT CALCULATED"
# A number that is no day and no time of day, whatever its cell is made for.
NO_DAY = re.compile(rb"(-\d*\.?\d+(?:[eE][-+]?\d+)?|nan)", re.IGNORECASE)
# Without any of these in it, a piece of a sheet has nothing to be told of.
SIGNS = (b't="e"', b"<f", b":f", b"v>-", b"v>n", b"v>N")
# The same of a cell's inside.
ODD = re.compile(rb"<(?:\w+:)?f\b|v>[-nN]")
CHUNK_BYTES = 4_000_000

# What stands in cells as an error or as no day, by row and place, both from nought.
Faults = dict[tuple[int, int], str]


def scan_sheet(path: Path, part: str, file: str) -> Faults:
    """Errors, formulas never calculated and numbers that are no day, in a sheet.

    Raises Refusal where cells lie so far apart that they would fill the memory.
    """
    found: Faults = {}
    last_row = last_column = 0
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(CHUNK_BYTES):
            whole = rest + chunk
            end = max(whole.rfind(b"</row>"), whole.rfind(b"</c>"), 0)
            text, rest = whole[:end] + whole[end : end + 6], whole[end:]
            for letters, digits in PLACE.findall(text):
                last_column = max(last_column, count_column(letters))
                last_row = max(last_row, int(digits[:12]))
            check_extent(file, last_row, last_column)
            if any(sign in text for sign in SIGNS):
                found |= find_faults(text)
    return found


def check_extent(file: str, rows: int, columns: int) -> None:
    """Refusal where a sheet's last cell lies too far from its first."""
    if rows > MAX_EXCEL_ROWS or columns > MAX_EXCEL_COLUMNS:
        raise Refusal(
            f"{file}: a cell lies outside what Excel can hold; the file is damaged, "
            "export it again."
        )
    if rows * columns > MAX_CELLS or columns > MAX_COLUMNS:
        raise Refusal(
            f"{file}: it reaches over {rows:,} rows and {columns:,} columns, more than "
            "is read; delete what lies far from the table and save it again."
        )


def find_faults(text: bytes) -> Faults:
    """Errors, formulas without a result and numbers that are no day, in a piece of it.

    A number below nought is written as calamine gives it, but in a cell made for days:
    calamine makes a time of day of it there.
    """
    found = {}
    for attributes, content in CELL.findall(text):
        # Most cells, which are passed over before their parts are looked for.
        if b't="e"' not in attributes and not ODD.search(content):
            continue
        place = CELL_PLACE.search(attributes)
        if not place:
            continue
        value = VALUE.search(content)
        at = (int(place[2]) - 1, count_column(place[1]) - 1)
        kind = KIND.search(attributes)
        if kind and kind[1] == b"e" and value:
            found[at] = value[1].decode("utf-8", "replace")
        if value and (not kind or kind[1] == b"n") and NO_DAY.fullmatch(value[1]):
            found[at] = write_plain_number(float(value[1]))
        is_formula = re.search(rb"<(?:\w+:)?f\b", content)
        # A result that is an empty text is said to be text.
        if is_formula and not value and not (kind and kind[1] == b"str"):
            found[at] = NOT_CALCULATED
    return found


def count_column(letters: bytes) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters[:4]:
        number = 26 * number + letter - 64
    return number
