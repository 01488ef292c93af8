"""Workbooks written for tests, and what is read of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from regulator import (
    LANDLORDS,
    Key,
    Shape,
    write_workbook,
)

from analytics.bearing.peers.workbook import (
    MISSING,
    PeerFigure,
    read_workbook,
)
from analytics.ground.errors import Refusal


CODES = [code for code in MISSING if code.startswith("[")]
MADE_1: Key = ("lcra", "ch01_1", "numerator")
HOMES_1: Key = ("lcra", "ch01_1", "denominator")
RATE_1: Key = ("lcra", "ch01_1", "value")
IN_TIME_1: Key = ("lcra", "ch02_1", "numerator")
SHARE_1: Key = ("lcra", "ch02_1", "value")


def write(
    folder: Path,
    shape: Shape | None = None,
    *,
    cells: dict[Key, Any] | None = None,
    **changes: Any,
) -> Path:
    """A workbook of three landlords, the first of them with other cells or facts."""
    first = replace(LANDLORDS[0], cells=cells or {}, **changes)
    folder.mkdir(parents=True, exist_ok=True)
    return write_workbook(folder / "tsm.xlsx", [first, *LANDLORDS[1:]], shape)


def read(path: Path, stock: str = "lcra") -> dict[tuple[str, str], PeerFigure]:
    """What was read of one stock, by landlord and measure."""
    entries = [each for each in read_workbook(path).entries if each.stock == stock]
    return {(each.landlord_code, each.measure): each for each in entries}


def refuse(path: Path, year: str | None = None) -> str:
    """The sentence with which a workbook is refused."""
    with pytest.raises(Refusal) as refused:
        read_workbook(path, year)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert path.name in sentence
    return sentence


def edit(path: Path, sheet: str, change: Any) -> Path:
    """The workbook with one of its sheets changed."""
    workbook = load_workbook(path)
    change(workbook[sheet])
    workbook.save(path)
    return path
