"""A published release of any number of complaint rows, made once and used again.

Up to JUDGED_TWICE rows it is published like any other landlord's. Beyond that Great
Expectations would need more memory than a desk's machine has (its frames hold every
cell as a Python object), so SQL is the only judge, in a database that may spill to the
disk, and whatever is printed says so.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import duckdb

from analytics.release.building import SQL_FOLDER
from analytics.release.publish import publish
from analytics.release.store import Release, current_id, read_release
from benchmarks import extracts


# Publishing a million rows takes 2.3 GB, and what it takes grows with the rows.
JUDGED_TWICE = 2_000_000
# What the database may take where it is in a file; beyond it uses the disk.
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
    if rows <= JUDGED_TWICE:
        how, release = "published", publish([place / "extracts"]).release
    else:
        how = "published with SQL as the only judge of the rules"
        release = publish_judged_once(place / "extracts", place)
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
    connection = duckdb.connect(
        str(path),
        config={"memory_limit": MEMORY, "temp_directory": str(folder / "spilt")},
    )
    try:
        yield connection
    finally:
        connection.close()
        path.unlink(missing_ok=True)


def publish_judged_once(folder: Path, scratch: Path) -> Release:
    """A release of the extracts in a folder, judged by SQL alone.

    Only the database of the publish is another than usual.
    """
    with (
        open_workbench(scratch) as workbench,
        patch("analytics.release.publish.connect", lambda: workbench),
    ):
        return publish([folder], judge=None).release
