"""What a file is read into: a sheet with headings, and rows of text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa

from analytics.landing.faults import refuse_faults


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """A line that could not be split into the heading's cells."""

    row: int
    cells: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of a sheet as text.

    `table` has `_row`, a row's number as a spreadsheet counts, and the columns asked
    for as "c0", "c1", … by their place among the headings; null is an empty cell.
    Rows without a filled cell among those asked for are there too.
    """

    table: pa.Table
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table in a file: a csv, a sheet of a workbook or a parquet file.

    `file` is what it is called; `name` the sheet's own name, else the file's stem;
    `headings` are stripped and as written, empty ones at the end cut off.
    """

    file: str
    name: str
    stem: str
    path: Path
    headings: tuple[str, ...]
    heading_row: int
    kind: Literal["csv", "workbook", "parquet"]
    remarks: tuple[str, ...] = ()
    reader: Callable[[Sequence[int]], Rows] = field(repr=False, compare=False)

    def read(self, places: Sequence[int]) -> Rows:
        """Rows with the columns at these places only; Refusal if they are broken."""
        kind = "a workbook" if self.kind == "workbook" else self.kind
        with refuse_faults(self.file, kind):
            return self.reader(places)


def make_rows(numbers: Sequence[int], columns: dict[int, pa.Array]) -> pa.Table:
    """Rows with their numbers and columns named by their place."""
    return pa.table(
        {"_row": pa.array(np.asarray(numbers, np.int64))}
        | {f"c{place}": cells for place, cells in columns.items()}
    )
