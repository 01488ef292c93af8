"""A sheet: what a csv, a worksheet or a parquet file is before anybody reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """A line that could not be split into the heading's cells."""

    row: int
    cells: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows under the headings, of the columns that were asked for.

    `table` has `_row`, the number that a spreadsheet shows, and `c0`, `c1`, … by the
    place of each heading: all text, null where the cell is empty.
    """

    table: pa.Table
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One csv, one worksheet or one parquet file.

    `file` is how it is told of, with the worksheet where the workbook has several;
    `name` the worksheet's name, else the file's stem. `load` reads the columns at some
    places among the headings, and no other.
    """

    file: str
    name: str
    stem: str
    path: Path
    kind: Literal["csv", "workbook", "parquet"]
    headings: tuple[str, ...]
    heading_row: int = 1
    remarks: tuple[str, ...] = ()
    load: Callable[[Sequence[int]], Rows]

    def read(self, places: Sequence[int]) -> Rows:
        """The rows, of the columns at some places alone."""
        return self.load(places)
