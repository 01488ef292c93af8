"""Rejected rows as the export wrote them, each with why: mended, they can come in.

One file for each sheet, with the sheet's own headings, one line a row, and of the
columns that a profile reads: the others were never read. Of a row that seems to hold a
person no cell is kept; its number is enough to find it at its source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.profiles.matching import Match
from analytics.release.landing import LandedFile


# What stands before and after the cells of the export. No export has such headings, and
# a profile passes over what it does not know.
ROW_HEADING = "Row in the export"
WHY_HEADING = "Why it was rejected"

FOLDER = "rejected"
PERSONAL_RULE = "looks_like_personal_data"


@dataclass(frozen=True, kw_only=True)
class Breach:
    """One cell that broke a rule, or one row."""

    row: int
    column: str | None
    value: str | None
    rule: str
    reason: str
    # The stage that the row was read as, where a row of the export makes several.
    stage: str | None = None


def write_mending(
    folder: Path, files: Sequence[LandedFile], breaches: Mapping[str, Sequence[Breach]]
) -> list[dict[str, Any]]:
    """The rejected rows of each file, into a release's folder; gives what was written.

    `breaches` are those of each file by its name. Each entry has file, source, path and
    rows.
    """
    written: list[dict[str, Any]] = []
    for file in files:
        found = breaches.get(file.file, ())
        if not found:
            continue
        (folder / FOLDER).mkdir(exist_ok=True)
        path = folder / FOLDER / f"{len(written) + 1}.parquet"
        table = make_mending(file, found)
        pq.write_table(table, path, compression="zstd")
        written.append(
            {
                "file": file.file,
                "source": file.source.name,
                "path": path.relative_to(folder).as_posix(),
                "rows": table.num_rows,
            }
        )
    return written


def make_mending(file: LandedFile, breaches: Sequence[Breach]) -> pa.Table:
    """The rejected rows of one file, in their order: number, cells, and why."""
    why: dict[int, list[str]] = {}
    for breach in breaches:
        sentence = write_why(file.match, breach)
        if sentence not in why.setdefault(breach.row, []):
            why[breach.row].append(sentence)
    persons = {each.row for each in breaches if each.rule == PERSONAL_RULE}
    numbers = pa.array(sorted(why), pa.int64())
    rows = pick_rows(file, numbers)
    is_withheld = pc.is_in(numbers, pa.array(persons, pa.int64()))
    columns: dict[str, pa.ChunkedArray | pa.Array] = {ROW_HEADING: numbers}
    for place in file.match.read:
        heading = name_apart(file.sheet.headings[place], columns)
        columns[heading] = pc.if_else(
            is_withheld, pa.scalar(None, pa.string()), rows[f"c{place}"]
        )
    columns[WHY_HEADING] = pa.array(
        ["; ".join(why[number]) for number in numbers.to_pylist()], pa.string()
    )
    return pa.table(columns)


def pick_rows(file: LandedFile, numbers: pa.Array) -> pa.Table:
    """The cells of some rows of a file by their numbers; empty where there is none."""
    rows = file.sheet.read(file.match.read).table
    return rows.take(pc.index_in(numbers, rows["_row"]))


def read_told(
    connection: duckdb.DuckDBPyConnection, path: Path, file: str, source: str
) -> pa.Table:
    """The rows of such a file of which the loaded breaches still tell, by its name."""
    told = connection.execute(
        "select distinct row from breaches where file = $file and source = $source",
        {"file": file, "source": source},
    ).fetchall()
    table = pq.read_table(path)
    numbers = pa.array([row for (row,) in told], pa.int64())
    return table.filter(pc.is_in(table[ROW_HEADING], numbers))


def name_apart(heading: str, taken: Mapping[str, Any]) -> str:
    """A heading, told apart from one that has the same name."""
    name, number = heading, 1
    while name in taken:
        number += 1
        name = f"{heading} ({number})"
    return name


def write_why(match: Match, breach: Breach) -> str:
    """Why a row was rejected, with the column by the export's own name."""
    if breach.column is None:
        return f"it has {breach.value}, but {breach.reason}"
    cell = "empty" if breach.value is None else f'"{breach.value}"'
    name = name_column(match, breach.column, breach.stage)
    return f"{name} is {cell}, but {breach.reason}"


def name_column(match: Match, column: str, stage: str | None) -> str:
    """What the export calls a column of the contract; else the contract's name.

    Of a stage, where that has a column of its own.
    """
    found = [slot for slot in match.places if slot[1] == column]
    own = [slot for slot in found if str(slot[0]) == stage]
    headings = {
        match.headings[place]: None
        for slot in own or found
        for place in (*match.places[slot], *match.flags.get((0, column), {}))
    }
    return " or ".join(headings) or column
