"""A published release of any number of complaint rows, made once and used again.

Up to JUDGED rows it is published like any other landlord's. Beyond that Great
Expectations would need more memory than a desk's machine has (its frames hold every
cell as a Python object), so the same models are built by the same code from the same
extracts, unjudged, and whatever is printed says so.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from analytics.ground.calendar import FIRST_DAY
from analytics.release.building import SQL_FOLDER
from analytics.release.checking import Publishing
from analytics.release.landing import LandedFile, Landing
from analytics.release.profiles import CONTRACT
from analytics.release.publish import find_landlord, publish
from analytics.release.store import Release, current_id, read_release, write_release
from analytics.release.warehouse import quote_path
from benchmarks import extracts
from expectations.contract import Source
from expectations.rules import Circumstances
from expectations.sources import SOURCES


# Publishing a million rows takes 2.3 GB, and what it takes grows with the rows.
JUDGED = 2_000_000
# What the database may take while unjudged models are built; beyond it uses the disk.
MEMORY = "6GB"


@dataclass(frozen=True, kw_only=True)
class Made:
    """A release to measure over, and how it came about, in words."""

    release: Release
    story: str

    @property
    def rows(self) -> int:
        """Its accepted complaint rows."""
        return int(self.release.sources["complaints"]["accepted"])


def make_release(folder: Path, rows: int) -> Made:
    """The release of about so many complaint rows below a folder, made if need be.

    It sets DATA_DIR for this process and those it starts. A release made by other
    extracts or models than today's is not used again.
    """
    place = folder.resolve() / f"{rows}-{stamp_code()}"
    os.environ["DATA_DIR"] = str(place / "data")
    known = current_id()
    if known:
        return Made(release=read_release(known), story="published before")
    start = time.perf_counter()
    if not (place / "extracts" / "landlord.toml").exists():
        extracts.write_extracts(place / "extracts", rows)
    made = time.perf_counter()
    is_judged = rows <= JUDGED
    if is_judged:
        release = publish([place / "extracts"]).release
    else:
        release = publish_unjudged(place / "extracts", place)
    how = "published" if is_judged else "published without the rules being judged"
    took = f"{time.perf_counter() - made:.0f} s (extracts: {made - start:.0f} s)"
    return Made(release=release, story=f"{how} in {took}")


def stamp_code() -> str:
    """What changes whenever the extracts made here or the models do."""
    files = [Path(extracts.__file__), *sorted(SQL_FOLDER.glob("*.sql"))]
    content = b"".join(path.read_bytes() for path in files)
    return hashlib.sha256(content).hexdigest()[:8]


@contextmanager
def open_workbench(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database in a file: it needs far less memory than one in memory."""
    path = folder / "workbench.duckdb"
    path.unlink(missing_ok=True)
    options = {"memory_limit": MEMORY, "temp_directory": str(folder / "spilt")}
    connection = duckdb.connect(str(path), config=options)
    try:
        yield connection
    finally:
        connection.close()
        path.unlink(missing_ok=True)


def publish_unjudged(folder: Path, scratch: Path) -> Release:
    """A release of the extracts in a folder, whole but for the verdicts on its rows."""
    landlord, landlord_path = find_landlord([folder], None)
    circumstances = Circumstances(
        as_at=extracts.AS_AT,
        first_day=FIRST_DAY,
        service_areas=tuple(area.name for area in landlord.service_areas),
    )
    files = {path.stem: path for path in sorted(folder.glob("*.parquet"))}
    landing = Landing(files=[name_file(SOURCES[name]) for name in files])
    with open_workbench(scratch) as connection:
        desk = Publishing(connection, landlord, circumstances, CONTRACT, None)
        for name, path in files.items():
            desk.counts[name] = stage_file(connection, SOURCES[name], path)
        desk.build()
        desk.balance()
        return write_release(
            extracts.AS_AT, lambda place: desk.write(place, landing, landlord_path)
        )


def name_file(source: Source) -> LandedFile:
    """A landed file for the manifest, which needs its name and not its rows."""
    file = f"{source.name}.parquet"
    return LandedFile(source=source, file=file, table=pa.table({}), headings=0)


def stage_file(
    connection: duckdb.DuckDBPyConnection, source: Source, path: Path
) -> dict[str, int]:
    """A source's extract as its staged table, every row accepted; gives the counts."""
    read = f"read_parquet({quote_path(path)})"
    found = {row[0] for row in connection.execute(f"describe from {read}").fetchall()}
    cells = ", ".join(
        f"cast({column.name if column.name in found else 'null'} "
        f"as {column.sql_type}) as {column.name}"
        for column in source.columns
    )
    table = f"stg_{source.name}"
    connection.execute(f"create table {table} as select {cells} from {read}")
    rows = int(connection.table(table).count("*").fetchall()[0][0])
    counts = {"rows_in": rows, "accepted": rows}
    return counts | dict.fromkeys(("rejected", "set_aside", "blank_rows"), 0)
