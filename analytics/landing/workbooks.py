"""Workbooks: Excel's, old and new, and OpenDocument's."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineWorkbook

from analytics.ground.errors import Refusal
from analytics.landing.cells import write_text
from analytics.landing.headings import cut_headings, find_heading, remark_above
from analytics.landing.limits import FIRST_ROWS
from analytics.landing.sheet import Rows, Sheet, make_rows


def open_workbook(path: Path, label: str) -> list[Sheet]:
    """The sheets of a workbook that have anything in them."""
    with CalamineWorkbook.from_path(path) as workbook:
        sheets = []
        for name in workbook.sheet_names:
            rows = [
                [write_text(cell) for cell in row]
                for row in workbook.get_sheet_by_name(name).to_python(
                    skip_empty_area=False, nrows=2 * FIRST_ROWS
                )
            ]
            place = find_heading(rows[:FIRST_ROWS])
            if place is not None:
                sheets.append((name, place, cut_headings(rows, place)))
    if not sheets:
        raise Refusal(f"{label}: no sheet of it has headings.")
    return [
        Sheet(
            file=label if len(sheets) == 1 else f"{label} [{name}]",
            name=name,
            stem=path.stem,
            path=path,
            headings=headings,
            heading_row=place + 1,
            kind="workbook",
            remarks=remark_above(place),
            reader=partial(read_sheet_rows, path, name, place),
        )
        for name, place, headings in sheets
    ]


def read_sheet_rows(path: Path, name: str, heading: int, places: Sequence[int]) -> Rows:
    """Rows of a sheet."""
    with CalamineWorkbook.from_path(path) as workbook:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    below = rows[heading + 1 :]
    columns = {
        place: pa.array([write_text(row[place]) for row in below], pa.string())
        for place in sorted(set(places))
    }
    numbers = range(heading + 2, len(rows) + 1)
    return Rows(table=make_rows(numbers, columns))
