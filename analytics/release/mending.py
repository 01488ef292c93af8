"""Rejected rows as the export wrote them, each with why: mended, they can come in.

One file for each sheet, with the sheet's own headings, one line a row, and of the
columns that a profile reads: the others were never read. Of a row that seems to hold a
person no cell is kept; its number is enough to find it at its source.
"""

from collections.abc import Mapping, Sequence
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


# Why each row of a file was rejected, in the order of its columns; each reason once.
WHY_REJECTED = """
with told as (
    select
        breaches.row,
        breaches.column_name,
        breaches.rowid as place,
        rule = $personal as is_person,
        case
            when breaches.column_name is null then 'it has ' || value
            else heading || ' is ' || coalesce('"' || value || '"', 'empty')
        end || ', but ' || reason as why
    from breaches left join headings
        on breaches.column_name = headings.column_name
            and record ->> 'stage' is not distinct from headings.stage
    where file = $file
),
once as (
    select row, why, min(column_name) as column_name, min(place) as place,
        bool_or(is_person) as is_person
    from told group by row, why
)
select row, string_agg(why, '; ' order by column_name nulls last, place) as why,
    bool_or(is_person) as is_person
from once group by row order by row
"""


def write_mending(
    connection: duckdb.DuckDBPyConnection, folder: Path, files: Sequence[LandedFile]
) -> list[dict[str, Any]]:
    """The rejected rows of each file, into a release's folder; gives what was written.

    Each entry has file, source, path and rows.
    """
    written: list[dict[str, Any]] = []
    for file in files:
        table = make_mending(connection, file)
        if not table.num_rows:
            continue
        (folder / FOLDER).mkdir(exist_ok=True)
        path = folder / FOLDER / f"{len(written) + 1}.parquet"
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


def make_mending(connection: duckdb.DuckDBPyConnection, file: LandedFile) -> pa.Table:
    """The rejected rows of one file, in their order: number, cells, and why."""
    found = find_why(connection, file)
    if not found.num_rows:
        return found
    rows = pick_rows(file, found["row"])
    columns: dict[str, pa.ChunkedArray] = {ROW_HEADING: found["row"]}
    for place in file.match.read:
        heading = name_apart(file.sheet.headings[place], columns)
        columns[heading] = pc.if_else(
            found["is_person"], pa.scalar(None, pa.string()), rows[f"c{place}"]
        )
    columns[WHY_HEADING] = found["why"]
    return pa.table(columns)


def find_why(connection: duckdb.DuckDBPyConnection, file: LandedFile) -> pa.Table:
    """The rejected rows of one file, each with why, with columns by the export's names.

    Said by the database: a sentence at a time, a hundred thousand take a second.
    """
    broken = connection.execute(
        "select distinct column_name, record ->> 'stage' from breaches "
        "where file = $file and column_name is not null",
        {"file": file.file},
    ).fetchall()
    headings = {
        "column_name": [column for column, _ in broken],
        "stage": [stage for _, stage in broken],
        "heading": [name_column(file.match, *each) for each in broken],
    }
    texts = dict.fromkeys(headings, pa.string())
    connection.register("headings", pa.table(headings, pa.schema(texts)))
    told = {"file": file.file, "personal": PERSONAL_RULE}
    found = connection.sql(WHY_REJECTED, params=told).to_arrow_table()
    connection.unregister("headings")
    return found


def pick_rows(file: LandedFile, numbers: pa.ChunkedArray) -> pa.Table:
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
