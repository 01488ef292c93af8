"""Reading landed files: csv, Excel and parquet, as they are, with their row numbers.

Row numbers count as a spreadsheet does: the heading is row 1. Columns that the
contract does not know are never read.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from python_calamine import CalamineError, CalamineWorkbook

from analytics.ground.errors import Refusal
from analytics.release.profiles import CONTRACT, Profile, SetAside
from expectations.contract import Source
from expectations.sources import SOURCES


SUFFIXES = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """A line that could not be split into the heading's cells."""

    row: int
    cells: int
    text: str


@dataclass(frozen=True, kw_only=True)
class LandedFile:
    """One file, or one sheet, of one source, as it came.

    `table` has a column `_row` and every column of the contract that the file has;
    cells of csv and Excel are text, cells of parquet have the file's types.
    """

    source: Source
    file: str
    table: pa.Table
    headings: int
    unknown_columns: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    # Rows under its heading as they were read, before a profile gave them a shape.
    rows_read: int = 0


@dataclass(frozen=True, kw_only=True)
class Landing:
    """Everything that was found at the paths: files read, and files passed over."""

    files: list[LandedFile] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def find_files(paths: list[Path]) -> tuple[dict[Path, str], list[str]]:
    """Files to read, with what to call each, and names of files passed over.

    A file given twice is read once. Where two files have one name their folders tell
    them apart, since a file's name and a row number are how a row is found again.
    """
    found: dict[Path, Path] = {}
    ignored = []
    for path in paths:
        if not path.exists():
            raise Refusal(f"{path}: there is no such file or folder.")
        members = sorted(path.iterdir()) if path.is_dir() else [path]
        for member in members:
            # Excel leaves a lock beside a workbook that somebody has open.
            is_lock = member.name.startswith("~$")
            if member.is_file() and member.suffix.lower() in SUFFIXES and not is_lock:
                found.setdefault(member.resolve(), member)
            elif member.is_file() and member.name != "landlord.toml":
                ignored.append(member.name)
    names = [path.name for path in found]
    near = [f"{path.parent.name}/{path.name}" for path in found]
    labels = {}
    for path, given in found.items():
        label = path.name
        if names.count(label) > 1:
            label = f"{path.parent.name}/{path.name}"
        if near.count(label) > 1:
            label = str(given)
        labels[path] = label
    return labels, ignored


def read_landing(paths: list[Path], profile: Profile = CONTRACT) -> Landing:
    """Everything the contract knows in files or folders, read through a profile.

    Raises Refusal if a path is missing, a file is unreadable, a required column is
    missing, or nothing is there to read.
    """
    found, ignored = find_files(paths)
    landing = Landing(ignored=ignored)
    for path, label in found.items():
        sheets = [shape(each, profile) for each in read_file(path, label, profile)]
        landing.files.extend(sheets)
        if not sheets:
            landing.ignored.append(label)
    if not landing.files:
        places = ", ".join(str(path) for path in paths)
        raise Refusal(
            f"{places}: no file is named after a source "
            f"({', '.join(SOURCES)}; csv, xlsx or parquet)."
        )
    return landing


def shape(landed: LandedFile, profile: Profile) -> LandedFile:
    """A file with its rows in the contract's shape, those set aside apart."""
    table, set_aside = profile.shape(landed.source, landed.table)
    rows_read = landed.table.num_rows + len(landed.unreadable)
    return replace(landed, table=table, set_aside=set_aside, rows_read=rows_read)


def read_file(path: Path, label: str, profile: Profile) -> Iterator[LandedFile]:
    """The sources in one file: one by its name, or one for each sheet of a workbook."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".xlsx":
            yield from read_excel(path, label, profile)
        elif path.stem in SOURCES and suffix == ".csv":
            yield read_csv(path, label, SOURCES[path.stem], profile)
        elif path.stem in SOURCES:
            yield read_parquet(path, label, SOURCES[path.stem], profile)
    except (
        OSError,
        pa.ArrowException,
        CalamineError,
        csv.Error,
        UnicodeError,
    ) as error:
        if isinstance(error, OSError) and error.strerror:
            reason = f"opened ({error.strerror})"
        else:
            kind = {".csv": "csv", ".xlsx": "an Excel workbook"}.get(suffix, "parquet")
            detail = (str(error).splitlines() or ["no reason given"])[0].rstrip(". ")
            reason = f"read as {kind} ({detail})"
        raise Refusal(f"{label}: it cannot be {reason}.") from error


def guess_encoding(path: Path) -> str:
    """How a csv's text is written: UTF-8, UTF-16 with its mark, or Windows' own."""
    with path.open("rb") as stream:
        if stream.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    try:
        with path.open(encoding="utf-8") as lines:
            for _ in lines:
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def read_csv(path: Path, label: str, source: Source, profile: Profile) -> LandedFile:
    """A csv as text; lines with too few or too many cells are kept as unreadable."""
    encoding = guess_encoding(path)
    python_encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=python_encoding, newline="") as lines:
        reader = csv.reader(lines)
        headings = next(reader, [])
        has_rows = next(reader, None) is not None
    if not any(heading.strip() for heading in headings):
        raise Refusal(f"{label}: its first line is empty, where the headings belong.")
    matched = profile.match(label, source, headings)
    places = matched.read
    if not has_rows:
        table = pa.table(
            {"_row": pa.array([], pa.int64())}
            | {name: pa.array([], pa.string()) for name in places}
        )
        return LandedFile(
            source=source,
            file=label,
            table=table,
            headings=len(headings),
            unknown_columns=matched.unknown,
        )
    bad: list[Unreadable] = []

    def keep(row: pyarrow.csv.InvalidRow) -> str:
        bad.append(Unreadable(row=row.number, cells=row.actual_columns, text=row.text))
        return "skip"

    # Columns are named by their place: headings may have blanks around them.
    by_place = {f"c{place}": name for name, place in places.items()}
    table = pyarrow.csv.read_csv(
        path,
        # Row numbers of bad lines are known only when one thread reads.
        read_options=pyarrow.csv.ReadOptions(
            use_threads=False,
            encoding=encoding,
            skip_rows_after_names=1,
            column_names=[f"c{place}" for place in range(len(headings))],
        ),
        parse_options=pyarrow.csv.ParseOptions(
            newlines_in_values=True, invalid_row_handler=keep, ignore_empty_lines=False
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            include_columns=list(by_place),
            column_types=dict.fromkeys(by_place, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )
    table = table.rename_columns([by_place[name] for name in table.column_names])
    taken = {line.row for line in bad}
    total = table.num_rows + len(bad)
    numbers = [row for row in range(2, total + 2) if row not in taken]
    return LandedFile(
        source=source,
        file=label,
        table=table.add_column(0, "_row", pa.array(numbers, pa.int64())),
        headings=len(headings),
        unknown_columns=matched.unknown,
        unreadable=tuple(bad),
    )


def read_excel(path: Path, label: str, profile: Profile) -> Iterator[LandedFile]:
    """The sheets named after a source; or the only sheet of a workbook named so."""
    workbook = CalamineWorkbook.from_path(path)
    named = [name for name in workbook.sheet_names if name in SOURCES]
    if not named and path.stem in SOURCES and len(workbook.sheet_names) == 1:
        yield read_sheet(workbook, workbook.sheet_names[0], path.stem, label, profile)
    for name in named:
        file = f"{label} [{name}]" if path.stem != name else label
        yield read_sheet(workbook, name, name, file, profile)


def read_sheet(
    workbook: CalamineWorkbook,
    sheet: str,
    source_name: str,
    file: str,
    profile: Profile,
) -> LandedFile:
    """One sheet as text, dates written the contract's way."""
    source = SOURCES[source_name]
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    if not rows or not any(str(cell).strip() for cell in rows[0]):
        raise Refusal(f"{file}: the first row has no headings.")
    matched = profile.match(file, source, [str(cell) for cell in rows[0]])
    places = matched.read
    columns: dict[str, Any] = {"_row": pa.array(range(2, len(rows) + 1), pa.int64())}
    for name, place in places.items():
        cells = [write_text(row[place]) for row in rows[1:]]
        columns[name] = pa.array(cells, pa.string())
    return LandedFile(
        source=source,
        file=file,
        table=pa.table(columns),
        headings=len(rows[0]),
        unknown_columns=matched.unknown,
    )


def write_text(cell: Any) -> str | None:
    """An Excel cell as the text a csv would hold; whole numbers without a point."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if cell != "" else None


def read_parquet(
    path: Path, label: str, source: Source, profile: Profile
) -> LandedFile:
    """A parquet file with its own types; only the contract's columns are read."""
    # An open file handle, so that a folder named like a file is not read as a data set.
    with path.open("rb") as stream:
        file = pyarrow.parquet.ParquetFile(stream)
        headings = file.schema_arrow.names
        matched = profile.match(label, source, headings)
        places = matched.read
        table = file.read(columns=[headings[place] for place in places.values()])
    table = table.select([headings[place] for place in places.values()])
    table = table.rename_columns(list(places))
    numbers = pa.array(range(2, table.num_rows + 2), pa.int64())
    return LandedFile(
        source=source,
        file=label,
        table=table.add_column(0, "_row", numbers),
        headings=len(headings),
        unknown_columns=matched.unknown,
    )
