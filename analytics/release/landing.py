"""Landed files by the names of the contract's sources.

Columns that the contract does not know are never read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from analytics.ground.errors import Refusal
from analytics.landing.files import find_files
from analytics.landing.opening import open_sheets
from analytics.landing.sheet import Sheet, Unreadable
from analytics.release.profiles import CONTRACT, Profile, SetAside
from expectations.contract import Source
from expectations.sources import SOURCES


LANDED = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True, kw_only=True)
class LandedFile:
    """One file, or one sheet, of one source, as it came.

    `table` has a column `_row` and every column of the contract that the file has;
    cells are text.
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
    if suffix not in LANDED or (path.stem not in SOURCES and suffix != ".xlsx"):
        return
    sheets = open_sheets(path, label)
    named = [sheet for sheet in sheets if sheet.name in SOURCES]
    for sheet in named:
        yield read_source(sheet, SOURCES[sheet.name], profile)
    if not named and len(sheets) == 1 and sheets[0].stem in SOURCES:
        yield read_source(sheets[0], SOURCES[sheets[0].stem], profile)


def read_source(sheet: Sheet, source: Source, profile: Profile) -> LandedFile:
    """A sheet's rows of a source, with only the columns that the profile knows."""
    matched = profile.match(sheet.file, source, sheet.headings)
    rows = sheet.read(list(matched.read.values()))
    table = rows.table.select(["_row", *(f"c{each}" for each in matched.read.values())])
    return LandedFile(
        source=source,
        file=sheet.file,
        table=table.rename_columns(["_row", *matched.read]),
        headings=len(sheet.headings),
        unknown_columns=matched.unknown,
        unreadable=rows.unreadable,
    )
