"""The regulator's figures that were imported: one parquet file for each year.

What the file was and when it came stand in the parquet's own metadata, so that figures
and their origin are replaced in one step.
"""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.bearing.peers.workbook import PeerFigure, Workbook, read_workbook
from analytics.ground.calendar import make_year
from analytics.ground.errors import Refusal, UsageError, quote_nearest
from analytics.ground.peer_groups import GROUPS
from analytics.ground.settings import data_folder
from analytics.measures import find_measure
from analytics.release.store import UNFINISHED, flush, hash_file


Numbers = npt.NDArray[np.float64]

FACTS_KEY = b"benchmarks"
SUFFIX = ".parquet"

# Peers are set beside each other for homes let at a low cost rent alone.
PEER_STOCK = "lcra"

SCHEMA = pa.schema(
    [
        ("landlord_code", pa.string()),
        ("landlord_name", pa.string()),
        ("landlord_type", pa.string()),
        ("is_small", pa.bool_()),
        ("homes", pa.float64()),
        ("stock", pa.string()),
        ("measure", pa.string()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("value", pa.float64()),
        ("missing", pa.string()),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """A year of the regulator's figures, and what they were read from."""

    year: str
    file: str
    sha256: str
    imported_at: str
    remarks: tuple[str, ...]
    entries: tuple[PeerFigure, ...]

    def count_landlords(self) -> dict[str, int]:
        """How many landlords count for each measure, low cost rent alone."""
        counts: dict[str, int] = {}
        for each in self.entries:
            if each.stock == PEER_STOCK:
                is_known = each.value is not None
                counts[each.measure] = counts.get(each.measure, 0) + is_known
        return dict(sorted(counts.items()))

    def to_dict(self) -> dict[str, Any]:
        """What was imported, without the figures themselves."""
        return {
            "year": self.year,
            "file": self.file,
            "sha256": self.sha256,
            "imported_at": self.imported_at,
            "entries": len(self.entries),
            "landlords": self.count_landlords(),
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True, kw_only=True, eq=False)
class Peers:
    """The landlords of a group that count for a measure, in the order of their codes.

    Values are exact, from the counts: published ones are rounded in some years.
    """

    measure: str
    year: str
    group: str
    codes: tuple[str, ...]
    numerators: Numbers
    denominators: Numbers

    @property
    def values(self) -> Numbers:
        """Their figures: per 1,000 homes, or per cent."""
        scale = find_measure(self.measure).scale
        values: Numbers = self.numerators * scale / self.denominators
        return values

    def __len__(self) -> int:
        """How many there are."""
        return len(self.codes)


def benchmarks_folder() -> Path:
    """The folder with one file for each imported year of the regulator's figures."""
    return data_folder() / "benchmarks"


def import_benchmarks(path: Path, year: str | None = None) -> Imported:
    """Keep what the regulator's workbook says, in place of its year's earlier import.

    Raises Refusal, and keeps what was there, if anything in it is not recognised.
    """
    asked = make_year(year).label if year else None
    workbook = read_workbook(path, asked)
    folder = benchmarks_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_leftovers(folder)
        with open_place(folder / f"{workbook.year}{SUFFIX}") as place:
            pq.write_table(make_peer_table(workbook, path, place), place)
    except OSError as error:
        raise Refusal(f"{folder}: it cannot be written ({error.strerror}).") from error
    return read_imported(workbook.year)


@contextmanager
def open_place(path: Path) -> Iterator[Path]:
    """A file beside a path, which takes its place in one step when all went well."""
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    place = Path(name)
    try:
        # Held against another import that clears away what killed ones left behind.
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield place
        place.chmod(0o644)
        flush(place)
        place.replace(path)
        flush(path.parent)
    finally:
        place.unlink(missing_ok=True)
        os.close(handle)


def clear_leftovers(folder: Path) -> None:
    """Delete what killed imports have left behind; a live one holds a lock."""
    for path in folder.glob(f"{UNFINISHED}*"):
        with path.open("rb") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            path.unlink(missing_ok=True)


def make_peer_table(workbook: Workbook, source: Path, place: Path) -> pa.Table:
    """The table to keep, its origin in its metadata.

    The time is the one at which its file was begun: no other clock is looked at.
    """
    begun = datetime.fromtimestamp(place.stat().st_mtime, tz=UTC)
    manifest = {
        "year": workbook.year,
        "file": source.name,
        "sha256": hash_file(source),
        "imported_at": begun.isoformat(timespec="seconds"),
        "remarks": list(workbook.remarks),
    }
    text = json.dumps(manifest, ensure_ascii=False).encode()
    schema = SCHEMA.with_metadata({FACTS_KEY: text})
    return pa.Table.from_pylist([asdict(each) for each in workbook.entries], schema)


def list_imported() -> list[str]:
    """The years whose figures were imported, earliest first."""
    folder = benchmarks_folder()
    return sorted(
        path.stem
        for path in folder.glob(f"*{SUFFIX}")
        if not path.name.startswith(UNFINISHED)
    )


def read_imported(year: str) -> Imported:
    """The figures of an imported year.

    Raises UsageError if that year was not imported, Refusal if its file is damaged.
    """
    known = list_imported()
    if year not in known:
        hint = quote_nearest(year, known)
        raise UsageError(f"No figures of {year} have been imported; {hint}.")
    path = benchmarks_folder() / f"{year}{SUFFIX}"
    try:
        found = path.stat()
        return read_kept(path, found.st_mtime_ns, found.st_size)
    except OSError as error:
        raise Refusal(
            f"{path.name}: it cannot be opened ({error.strerror})."
        ) from error


@lru_cache(maxsize=8)
def read_kept(path: Path, stamp: int, size: int) -> Imported:
    """What a kept file holds; read again whenever its time or size changes."""
    del stamp, size
    try:
        with path.open("rb") as stream:
            table = pq.read_table(stream)
        manifest = json.loads(table.schema.metadata[FACTS_KEY])
        names = [field.name for field in fields(PeerFigure)]
        entries = tuple(PeerFigure(**row) for row in table.select(names).to_pylist())
        return Imported(
            year=path.stem,
            file=manifest["file"],
            sha256=manifest["sha256"],
            imported_at=manifest["imported_at"],
            remarks=tuple(manifest["remarks"]),
            entries=entries,
        )
    except (pa.ArrowException, KeyError, TypeError, ValueError) as error:
        raise Refusal(
            f"{path.name}: the imported figures are damaged; import the regulator's "
            "workbook again."
        ) from error


def list_peer_figures(years: Iterable[str]) -> list[dict[str, Any]]:
    """What was read, for checking: one object for each landlord, stock and measure."""
    return [
        {
            "year": year,
            "landlord_code": each.landlord_code,
            "landlord_name": each.landlord_name,
            "type": each.landlord_type,
            "stock": each.stock,
            "homes": to_json(each.homes),
            "measure": each.measure,
            "numerator": to_json(each.numerator),
            "denominator": to_json(each.denominator),
            "value": to_json(each.value),
            "missing": each.missing or None,
        }
        for year in years
        for each in read_imported(year).entries
    ]


def to_json(number: float | None) -> int | float | None:
    """A number as JSON has it: whole where it is whole."""
    return int(number) if number is not None and number.is_integer() else number


def read_peers(measure: str, year: str, group: str) -> Peers | None:
    """The landlords of a group that count for a measure; None if not imported."""
    if year not in list_imported():
        return None
    chosen = sorted(
        (
            each
            for each in read_imported(year).entries
            if (each.stock, each.measure) == (PEER_STOCK, measure)
            and each.value is not None
            and GROUPS[group].holds(each.landlord_type, each.is_small)
        ),
        key=lambda each: each.landlord_code,
    )
    return Peers(
        measure=measure,
        year=year,
        group=group,
        codes=tuple(each.landlord_code for each in chosen),
        numerators=np.array([each.numerator for each in chosen], float),
        denominators=np.array([each.denominator for each in chosen], float),
    )
