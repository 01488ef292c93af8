"""Exports drawn small: a csv written for a test, opened and shaped for real."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import draw, quote

from analytics.landing.opening import open_sheets
from analytics.profiles.choosing import choose
from analytics.profiles.files import find_profile
from analytics.profiles.shaping import Shaped, shape


@dataclass(frozen=True, kw_only=True)
class Exported:
    """An export, read through one profile: what was read, and what became of it."""

    headings_read: tuple[str, ...]
    absent: tuple[str, ...]
    shaped: Shaped

    def list_rows(self, *columns: str) -> list[tuple[Any, ...]]:
        """The contract's rows, of some columns."""
        rows = self.shaped.table.to_pylist()
        return [tuple(row[column] for column in columns) for row in rows]

    def list_aside(self) -> dict[int, str]:
        """Why each row that was set aside was."""
        return {each.row: each.reason for each in self.shaped.set_aside}


def read_export(folder: Path, profile_name: str, drawn: str) -> Exported:
    """A drawn export as a csv in a folder, read through a profile."""
    rows = draw(drawn)
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    path = folder / "export.csv"
    path.write_text(
        "".join(",".join(map(quote, line)) + "\n" for line in lines), encoding="utf-8"
    )
    [sheet] = open_sheets(path, path.name)
    profile = find_profile(profile_name)
    [match] = choose(sheet, [profile]).matches
    shaped = shape(sheet.file, sheet.read(match.read), match, profile)
    return Exported(
        headings_read=tuple(sheet.headings[place] for place in match.read),
        absent=match.absent,
        shaped=shaped,
    )
