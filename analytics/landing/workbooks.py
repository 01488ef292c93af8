"""Workbooks: Excel's, old and new, and OpenDocument's."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Protocol, Self

import pyarrow as pa
from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

from analytics.ground.errors import Refusal
from analytics.landing.archives import check_archive, check_size, find_parts
from analytics.landing.cells import write_text
from analytics.landing.files import strip_suffixes
from analytics.landing.headings import cut_headings, find_heading, remark_above
from analytics.landing.limits import ROWS_SEARCHED
from analytics.landing.ods_faults import scan_ods
from analytics.landing.old_workbooks import open_old
from analytics.landing.sheet import Rows, Sheet, make_rows
from analytics.landing.workbook_faults import Faults, check_extent, scan_sheet


class OpenBook(Protocol):
    """An open workbook: its sheets, and their cells as text."""

    def list_tables(self) -> list[tuple[str, bool]]:
        """The names of its sheets, and whether each is hidden."""

    def read(self, name: str, most: int | None) -> list[list[str | None]]:
        """The first rows of a sheet, or all, from A1 on; an error by its own words."""


Opener = Callable[[], AbstractContextManager[OpenBook]]


def open_workbook(path: Path, label: str) -> list[Sheet]:
    """The sheets of a workbook that have anything in them."""
    check_size(path, label)
    opener: Opener = partial(open_old, path)
    if starts_with(path, b"PK"):
        check_archive(path, label)
        is_ods = path.suffix.lower() == ".ods"
        parts = {} if is_ods else find_parts(path)
        known = scan_ods(path, label) if is_ods else {}
        opener = partial(NewCells, path, label, parts, known)
    try:
        return list_sheets(path, label, opener)
    except PasswordError as error:
        raise Refusal(
            f"{label}: it is protected by a password; save it without one."
        ) from error


def list_sheets(path: Path, label: str, opener: Opener) -> list[Sheet]:
    """Its sheets; hidden ones too, with a remark."""
    sheets = []
    passed = []
    with opener() as cells:
        for name, is_hidden in cells.list_tables():
            rows = cells.read(name, 2 * ROWS_SEARCHED)
            place = find_heading(rows[:ROWS_SEARCHED])
            if place is None:
                passed.append(f"The sheet {name} is empty and was passed over.")
            else:
                hidden = ("The sheet is hidden.",) if is_hidden else ()
                remarks = (*remark_above(place), *hidden)
                sheets.append((name, place, cut_headings(rows, place), remarks))
    if not sheets:
        raise Refusal(
            f"{label}: no sheet of it has headings; put a line of them above the rows, "
            "or export it again."
        )
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
            reader=partial(read_sheet_rows, opener, name, place),
        )
        for name, place, headings, remarks in sheets
    ]


def read_sheet_rows(
    opener: Opener, name: str, heading: int, places: Sequence[int]
) -> Rows:
    """Rows of a sheet."""
    with opener() as cells:
        rows = cells.read(name, None)
    below = rows[heading + 1 :]
    columns = {
        place: pa.array([row[place] for row in below], pa.string())
        for place in sorted(set(places))
    }
    numbers = range(heading + 2, len(rows) + 1)
    return Rows(table=make_rows(numbers, columns))


class NewCells:
    """The sheets of an open xlsx, xlsm or ods.

    Calamine tells no errors in cells: they are found in the `parts` of the archive, and
    `known` keeps those of a sheet by its name.
    """

    def __init__(
        self, path: Path, label: str, parts: dict[str, str], known: dict[str, Faults]
    ) -> None:
        """Take up a workbook."""
        self.path, self.label, self.parts, self.known = path, label, parts, known

    def __enter__(self) -> Self:
        """Open it."""
        self.workbook = CalamineWorkbook.from_path(self.path)
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.workbook.close()

    def list_tables(self) -> list[tuple[str, bool]]:
        """The names of its sheets, and whether each is hidden."""
        return [
            (about.name, about.visible != SheetVisibleEnum.Visible)
            for about in self.workbook.sheets_metadata
        ]

    def find_faults(self, name: str) -> Faults:
        """Errors and formulas never calculated in a sheet, by their places."""
        if name not in self.known:
            part = self.parts.get(name)
            file = f"{self.label} [{name}]" if len(self.parts) > 1 else self.label
            self.known[name] = scan_sheet(self.path, part, file) if part else {}
        return self.known[name]

    def read(self, name: str, most: int | None) -> list[list[str | None]]:
        """The first rows of a sheet, or all, as text; an error by its own words.

        What is empty at the end of a sheet is no row, an error there is one.
        """
        faults = self.find_faults(name)
        sheet = self.workbook.get_sheet_by_name(name)
        if sheet.end:
            check_extent(name, sheet.end[0] + 1, sheet.end[1] + 1)
        rows = [
            [write_text(cell) for cell in row]
            for row in sheet.to_python(skip_empty_area=False, nrows=most)
        ]
        places = [at for at in faults if most is None or at[0] < most]
        width = max(
            [len(rows[0]) if rows else 0, *(column + 1 for _, column in places)]
        )
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
