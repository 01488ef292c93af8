"""Errors in cells of an OpenDocument sheet, and how far it reaches.

Calamine gives an error as an empty cell, and takes memory for every repeated one.
"""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from analytics.landing.workbook_faults import Faults, check_extent
from expectations.contract import CELL_ERROR


ODS_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ODS_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
ODS_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = (f"{ODS_TABLE}table-cell", f"{ODS_TABLE}covered-table-cell")
ERROR = re.compile(CELL_ERROR)


def scan_ods(path: Path, label: str) -> dict[str, Faults]:
    """The errors of each sheet, by its name.

    Raises Refusal where cells lie so far apart that they would fill the memory.
    """
    found: dict[str, Faults] = {}
    name = ""
    row = 0
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as stream:
        events = ET.iterparse(stream, ("start", "end"))  # noqa: S314
        for event, element in events:
            if event == "start":
                if element.tag == f"{ODS_TABLE}table":
                    name, row = element.get(f"{ODS_TABLE}name", ""), 0
                    found[name] = {}
            elif element.tag == f"{ODS_TABLE}table-row":
                repeated = count_repeated(element, "rows")
                file = f"{label} [{name}]"
                last, errors = scan_row(element, file)
                check_extent(file, row + repeated if last else 0, last)
                found[name] |= {
                    (row + below, place): words
                    for place, words in errors.items()
                    for below in range(repeated)
                }
                row += repeated
                element.clear()
    return found


def scan_row(row: ET.Element, file: str) -> tuple[int, dict[int, str]]:
    """How many columns a row reaches over, and the errors in it by their places."""
    last = column = 0
    errors: dict[int, str] = {}
    for cell in row.iter():
        if cell.tag not in CELLS:
            continue
        repeated = count_repeated(cell, "columns")
        text = "".join("".join(each.itertext()) for each in cell.iter(f"{ODS_TEXT}p"))
        if text or cell.get(f"{ODS_OFFICE}value-type"):
            last = column + repeated
            check_extent(file, 1, last)
        if ERROR.fullmatch(text) or cell.get(f"{ODS_OFFICE}value-type") == "error":
            errors |= dict.fromkeys(range(column, last), text or "#VALUE!")
        column += repeated
    return last, errors


def count_repeated(element: ET.Element, what: str) -> int:
    """For how many rows or columns an element stands."""
    return int(element.get(f"{ODS_TABLE}number-{what}-repeated", "1"))
