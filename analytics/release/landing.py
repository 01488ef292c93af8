"""Extracts as they landed: each sheet read through the profile it is at home in."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from analytics.ground.errors import Refusal, list_first
from analytics.landing.files import find_files
from analytics.landing.opening import open_sheets
from analytics.landing.sheet import Sheet, Unreadable
from analytics.profiles.choosing import Choice, choose
from analytics.profiles.declared import Profile
from analytics.profiles.files import CONTRACT, find_profile, list_profiles
from analytics.profiles.matching import Match
from analytics.profiles.shaping import shape
from analytics.profiles.told import Remark, SetAside
from expectations.contract import Source
from expectations.sources import SOURCES


# So many sheets are named of a workbook that has none of a source.
SHEETS_TOLD = 8


@dataclass(kw_only=True)
class LandedFile:
    """One sheet as one source, its rows in the contract's columns.

    `table` has `_row`, the number of the row in the file, and the columns of the
    contract that the profile gives, all as text. A row of the file can make several.
    """

    source: Source
    file: str
    sheet: Sheet
    match: Match
    profile: str
    table: pa.Table
    unreadable: tuple[Unreadable, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    remarks: tuple[Remark, ...] = ()
    # Rows under its headings in which something stands.
    rows_read: int = 0
    blank_rows: int = 0

    def hand_over(self) -> pa.Table:
        """Its rows, once: who takes them keeps them, and they are held no longer."""
        table, self.table = self.table, self.table.schema.empty_table()
        return table

    @property
    def headings(self) -> int:
        """How many headings it has."""
        return len(self.sheet.headings)

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """The headings of what was not read."""
        return self.match.unknown


@dataclass(frozen=True, kw_only=True)
class Landing:
    """Everything that was found at the paths: files read, and files passed over."""

    files: list[LandedFile] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def find_newest_day(self) -> date | None:
        """The last day that its files tell of, but for days that may be yet to come.

        None where no cell is a date.
        """
        days = [
            day
            for file in self.files
            for column in file.source.columns
            if column.kind == "date" and not column.may_be_future
            if column.name in file.table.column_names
            for day in list_dates_told(file.table[column.name])
        ]
        return max(days, default=None)

    def list_remarks(self) -> list[str]:
        """What was passed over in a file, is hidden, or is not there, in sentences."""
        told = []
        for file in self.files:
            told += [f"{file.file}: {each}" for each in file.sheet.remarks]
            if not file.rows_read:
                told.append(f"{file.file}: No row stands under its headings.")
        return told

    def list_profiles(self) -> list[str]:
        """Names of the profiles its files were read through."""
        return sorted({file.profile for file in self.files})


def list_dates_told(cells: pa.ChunkedArray) -> list[date]:
    """The dates among cells, each once; what is none is left to the rules."""
    found = []
    for cell in pc.unique(cells).to_pylist():
        with suppress(TypeError, ValueError):
            found.append(date.fromisoformat(cell))
    return found


def read_landing(paths: list[Path], profile: Profile | None = None) -> Landing:
    """Every source in files or folders, read through a profile or whichever fits.

    A profile is for its own system's export: what it does not fit is read as the
    contract has it. Raises Refusal if a path is missing, a file is unreadable or lacks
    a column that its source needs, or nothing is there to read.
    """
    found, ignored = find_files(paths)
    landing = Landing(ignored=ignored)
    known = [profile, find_profile(CONTRACT)] if profile else list_profiles()
    for path, label in found.items():
        sheets = open_sheets(path, label)
        choices = [(sheet, choose_for(sheet, known, profile)) for sheet in sheets]
        landed = [
            land(sheet, choice.profile, match)
            for sheet, choice in choices
            if choice.profile
            for match in choice.matches
        ]
        lacking = [choice.lacks for _, choice in choices if choice.lacks]
        if lacking and not landed:
            raise Refusal(write_lacking(label, sheets, lacking))
        landing.files.extend(landed)
        spare = [sheet.file for sheet, choice in choices if not choice.matches]
        landing.ignored.extend(spare if landed else [label])
    if not landing.files:
        places = ", ".join(str(path) for path in paths)
        raise Refusal(
            f"{places}: no file is named after a source ({', '.join(SOURCES)}), and "
            f"none has the headings of one or of a source profile; make a profile for "
            f"an export with: profiles new FILE."
        )
    return landing


def choose_for(sheet: Sheet, known: Sequence[Profile], asked: Profile | None) -> Choice:
    """What a sheet is: by the profile that was asked for, else by any that is known."""
    choice = choose(sheet, known[:1]) if asked else Choice()
    return choice if choice.matches else choose(sheet, known)


def write_lacking(label: str, sheets: Sequence[Sheet], lacking: Sequence[str]) -> str:
    """The sentence of a file that is named after a source, or nearly is one."""
    if len(sheets) < 2:
        return lacking[0]
    names = list_first([f'"{sheet.name}"' for sheet in sheets], SHEETS_TOLD)
    return (
        f"{label}: it has {len(sheets)} sheets, {names}, and none has the columns it "
        f"needs; {lacking[0]}"
    )


def land(sheet: Sheet, profile: Profile, match: Match) -> LandedFile:
    """A sheet's rows in the shape of one source."""
    rows = sheet.read(match.read)
    shaped = shape(sheet.file, rows, match, profile)
    lines = rows.table.num_rows + len(rows.unreadable)
    return LandedFile(
        source=match.block.source,
        file=sheet.file,
        sheet=sheet,
        match=match,
        profile=profile.name,
        table=shaped.table,
        unreadable=shaped.unreadable,
        set_aside=shaped.set_aside,
        remarks=shaped.remarks,
        rows_read=lines - shaped.blank,
        blank_rows=shaped.blank,
    )
