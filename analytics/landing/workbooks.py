"""Workbooks: Excel's, old and new, and OpenDocument's."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

from analytics.ground.errors import Refusal
from analytics.landing.archives import check_archive, check_size, find_parts
from analytics.landing.cells import write_text
from analytics.landing.files import strip_suffixes
from analytics.landing.headings import cut_headings, find_heading, remark_above
from analytics.landing.limits import ROWS_SEARCHED
from analytics.landing.sheet import Rows, Sheet, make_rows
from analytics.landing.workbook_faults import check_errors, check_extent, scan_sheet


Faults = dict[tuple[int, int], str]


def open_workbook(path: Path, label: str) -> list[Sheet]:
    """The sheets of a workbook that have anything in them."""
    check_size(path, label)
    is_zip = starts_with(path, b"PK")
    if is_zip:
        check_archive(path, label)
    parts = {}
    if is_zip and path.suffix.lower() != ".ods":
        parts = find_parts(path)
    else:
        check_errors(path, label, path.suffix.lower())
    try:
        return list_sheets(path, label, parts)
    except PasswordError as error:
        raise Refusal(
            f"{label}: it is protected by a password; save it without one."
        ) from error


def list_sheets(path: Path, label: str, parts: dict[str, str]) -> list[Sheet]:
    """Its sheets; hidden ones too, with a remark."""
    sheets = []
    passed = []
    with CalamineWorkbook.from_path(path) as workbook:
        several = len(workbook.sheet_names) > 1
        for about in workbook.sheets_metadata:
            name = about.name
            file = f"{label} [{name}]" if several else label
            faults = scan_sheet(path, parts[name], file) if name in parts else {}
            rows = read_cells(workbook, name, faults, 2 * ROWS_SEARCHED)
            place = find_heading(rows[:ROWS_SEARCHED])
            if place is None:
                passed.append(f"The sheet {name} is empty and was passed over.")
            else:
                is_hidden = about.visible != SheetVisibleEnum.Visible
                hidden = ("The sheet is hidden.",) if is_hidden else ()
                remarks = (*remark_above(place), *hidden)
                headings = cut_headings(rows, place)
                sheets.append((name, place, headings, faults, remarks))
    if not sheets:
        raise Refusal(f"{label}: no sheet of it has headings.")
    stem = strip_suffixes(path.name)
    return [
        Sheet(
            file=label if len(sheets) == 1 else f"{label} [{name}]",
            name=name,
            stem=stem,
            path=path,
            headings=headings,
            heading_row=place + 1,
            kind="workbook",
            remarks=(*remarks, *passed),
            reader=partial(read_sheet_rows, path, name, place, faults),
        )
        for name, place, headings, faults, remarks in sheets
    ]


def read_sheet_rows(
    path: Path, name: str, heading: int, faults: Faults, places: Sequence[int]
) -> Rows:
    """Rows of a sheet."""
    with CalamineWorkbook.from_path(path) as workbook:
        rows = read_cells(workbook, name, faults, None)
    below = rows[heading + 1 :]
    columns = {
        place: pa.array([row[place] for row in below], pa.string())
        for place in sorted(set(places))
    }
    numbers = range(heading + 2, len(rows) + 1)
    return Rows(table=make_rows(numbers, columns))


def read_cells(
    workbook: CalamineWorkbook, name: str, faults: Faults, most: int | None
) -> list[list[str | None]]:
    """Cells of a sheet as text, from A1 on; an error by its own words.

    What is empty at the end of a sheet is no row, an error there is one.
    """
    sheet = workbook.get_sheet_by_name(name)
    if sheet.end:
        check_extent(name, sheet.end[0] + 1, sheet.end[1] + 1)
    rows = [
        [write_text(cell) for cell in row]
        for row in sheet.to_python(skip_empty_area=False, nrows=most)
    ]
    places = [at for at in faults if most is None or at[0] < most]
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column in places)])
    height = max([len(rows), *(row + 1 for row, _ in places)])
    rows += [[] for _ in range(height - len(rows))]
    for row in rows:
        row.extend([None] * (width - len(row)))
    for at in places:
        rows[at[0]][at[1]] = faults[at]
    return rows


def starts_with(path: Path, sign: bytes) -> bool:
    """Whether a file begins with these bytes."""
    with path.open("rb") as stream:
        return stream.read(len(sign)) == sign
