"""Reading the regulator's open-data workbook of Tenant Satisfaction Measures.

Its columns are found by `headings`. Codes in number columns are kept as what
they are and never become a number; anything else that is no number is refused.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from analytics.bearing.peers.headings import (
    PEER_MEASURES,
    STOCKS,
    TP09,
    Columns,
    PeerSheet,
    check_columns,
    find_columns,
    find_headings,
    name_heading,
    name_measure,
)
from analytics.ground.errors import Refusal
from analytics.ground.peer_groups import ASSOCIATION, COUNCIL, SMALL_BELOW
from analytics.measures import find_measure


# What the regulator writes into number columns instead of a number.
MISSING = {
    "[X]": "left blank by the landlord",
    "[Z]": "not required of the landlord",
    "[S]": "suppressed by the regulator",
    "[E]": "excluded by the regulator",
    "[U]": "undefined, because the landlord has no such homes",
}
# What we say ourselves where the regulator's workbook says nothing, or says that a
# figure is of another kind than its neighbours.
EMPTY = "empty"
NO_CASES = "no cases"
CONTRADICTION = "contradiction"
OTHER_TIMESCALES = "other timescales"
MISSING |= {
    EMPTY: "an empty cell",
    NO_CASES: "there was nothing to take a figure of",
    CONTRADICTION: "the value is not what its counts give",
    OTHER_TIMESCALES: "the landlord judged by other timescales than the Code's",
}

# Local authorities were LARP until 2024 and are LA since.
LANDLORD_TYPES = {"LARP": COUNCIL, "LA": COUNCIL, "PRP": ASSOCIATION}

# How far a value may lie from what its counts give: published ones have a decimal or
# more, but those of shared ownership were whole numbers in 2023-24.
ROUNDING = 0.06
WHOLE_ROUNDING = 0.51
# Weighted answers may be rounded to a decimal themselves: five of them move a share by
# up to this much divided by their sum.
ANSWER_ROUNDING = 35.0
# Above this part of all rows it is no slip of a landlord but a column misread.
MOST_CONTRADICTIONS = 0.1

NUMERAL = re.compile(r"\d+(\.\d+)?|\d{1,3}(,\d{3})+(\.\d+)?")
YEAR = re.compile(
    r"1(?:st)? april (20\d\d)(?: to | and |-|–| - | – )31(?:st)? march (20\d\d)"
)


@dataclass(frozen=True, kw_only=True)
class PeerFigure:
    """One landlord's figure of one measure for one kind of stock, as it was read.

    It counts only if `missing` is empty; otherwise `value` is None and `missing` says
    which code stood there, or why there can be no figure.
    """

    landlord_code: str
    landlord_name: str
    landlord_type: str
    is_small: bool | None
    homes: float | None
    stock: str
    measure: str
    numerator: float | None
    denominator: float | None
    value: float | None
    missing: str


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """What was read of a workbook, and what a person should know of the reading."""

    year: str
    entries: tuple[PeerFigure, ...]
    remarks: tuple[str, ...]


def read_workbook(path: Path, year: str | None = None) -> Workbook:
    """What the regulator's workbook says of CH01, CH02 and TP09.

    `year` is for a workbook that does not say its reporting year itself. Raises
    Refusal, in one sentence, for whatever is not recognised.
    """
    tables = read_tables(path)
    sheets, words = [], []
    for name, rows in tables.items():
        sheet = find_headings(path.name, name, rows)
        if sheet is not None:
            sheet.columns = find_columns(sheet)
            sheets.append(sheet)
        words += rows if sheet is None else rows[: sheet.heading_row]
    check_columns(path.name, sheets)
    label = find_year(path.name, words, year)
    read = [each for sheet in sheets for each in read_entries(sheet)]
    entries = add_homes(sorted(read, key=place_entry))
    remarks = tuple(each for sheet in sheets for each in sheet.remarks)
    return Workbook(year=label, entries=entries, remarks=remarks)


def read_tables(path: Path) -> dict[str, list[list[Any]]]:
    """The cells of every sheet of a workbook; Refusal if it is none."""
    if not path.is_file():
        raise Refusal(f"{path}: there is no such file.")
    try:
        workbook = CalamineWorkbook.from_path(path)
        return {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
        }
    except (OSError, CalamineError) as error:
        reason = str(error).splitlines()[0].rstrip(". ") if str(error) else "no reason"
        raise Refusal(
            f"{path.name}: it cannot be read as an Excel workbook ({reason})."
        ) from error


def find_year(file: str, rows: list[list[Any]], given: str | None) -> str:
    """The reporting year that a workbook's own words name, or that was given.

    Raises Refusal if there is none, more than one, or another than was given.
    """
    found = set()
    for cell in (cell for row in rows for cell in row if isinstance(cell, str)):
        for first, second in YEAR.findall(" ".join(cell.lower().split())):
            if int(second) == int(first) + 1:
                found.add(f"{first}-{second[2:]}")
    if given is not None and found and given not in found:
        said = " and ".join(sorted(found))
        raise Refusal(f"{file}: it is about {said} by its own words, not {given}.")
    if given is not None:
        return given
    if len(found) != 1:
        said = f"it names {' and '.join(sorted(found))}" if found else "it names none"
        raise Refusal(
            f"{file}: its reporting year cannot be told ({said} in words like "
            '"1 April 2024 to 31 March 2025"); give it with --year.'
        )
    return found.pop()


def read_entries(sheet: PeerSheet) -> list[PeerFigure]:
    """Every landlord's figures in a sheet.

    Raises Refusal for a code that comes twice, a type or a number not recognised, and
    columns whose values are not what their counts give.
    """
    entries: list[PeerFigure] = []
    seen: dict[str, int] = {}
    for row in list_landlords(sheet):
        code = read_code(sheet, row)
        if code in seen:
            raise Refusal(
                f"{sheet.place}, row {row + 1}: the landlord code {code} stands in row "
                f"{seen[code] + 1} already."
            )
        seen[code] = row
        entries += [read_entry(sheet, row, code, each) for each in sheet.columns]
    if not seen:
        raise Refusal(f"{sheet.place}: there is no landlord under its headings.")
    for columns in sheet.columns:
        check_values(sheet, columns, entries)
    return entries


def list_landlords(sheet: PeerSheet) -> Iterator[int]:
    """The rows that are landlords; Refusal for figures without a landlord code."""
    place = sheet.find_column("landlord code")
    numbers = sorted(
        {
            column
            for each in sheet.columns
            for column in (*each.numerator, *each.denominator, each.value)
        }
    )
    for row in range(sheet.heading_row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        if place is not None and str(cells[place]).strip():
            yield row
            continue
        for column in numbers:
            if str(cells[column]).strip():
                raise Refusal(
                    f'{sheet.locate(row, column)}: it has "{cells[column]}", but the '
                    "row has no landlord code."
                )


def read_words(sheet: PeerSheet, row: int, words: str) -> str:
    """The text in a column of a row; empty where there is no such column."""
    column = sheet.find_column(words)
    return "" if column is None else " ".join(str(sheet.rows[row][column]).split())


def read_code(sheet: PeerSheet, row: int) -> str:
    """The landlord code of a row; Excel may hold one made of digits as a number."""
    column = sheet.find_column("landlord code")
    cell = "" if column is None else sheet.rows[row][column]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def read_entry(sheet: PeerSheet, row: int, code: str, columns: Columns) -> PeerFigure:
    """One landlord's figure of one measure; without a value if anything is missing."""
    value, missing = read_number(sheet, row, columns.value)
    numerator, no_numerator = add_numbers(sheet, row, columns.numerator)
    denominator, no_denominator = add_numbers(sheet, row, columns.denominator)
    missing = missing or no_numerator or no_denominator
    if not missing and not denominator:
        # A rate of nothing is printed as 0 in some years.
        missing = NO_CASES
    if not missing and has_other_timescales(sheet, row, columns):
        missing = OTHER_TIMESCALES
    return PeerFigure(
        landlord_code=code,
        landlord_name=read_words(sheet, row, "landlord name"),
        landlord_type=read_type(sheet, row),
        is_small=read_size(sheet, row),
        homes=denominator if columns.measure == "ch01_1" else None,
        stock=columns.stock,
        measure=columns.measure,
        numerator=numerator,
        denominator=denominator,
        value=None if missing else value,
        missing=missing,
    )


def has_other_timescales(sheet: PeerSheet, row: int, columns: Columns) -> bool:
    """Whether a landlord says that it did not judge CH02 by the Code's timescales.

    Asked of landlords in some years only; whoever was not asked, or left it blank, is
    taken to have. Raises Refusal for an answer that is neither.
    """
    column = columns.timescales
    if column is None:
        return False
    said = str(sheet.rows[row][column]).strip()
    if said.upper() in MISSING or said.lower() in ("", "yes"):
        return False
    if said.lower() == "no":
        return True
    raise Refusal(f'{sheet.locate(row, column)}: "{said}" is neither Yes nor No.')


def add_numbers(
    sheet: PeerSheet, row: int, columns: tuple[int, ...]
) -> tuple[float | None, str]:
    """The sum of some cells; None and the code if any of them holds no number."""
    total = 0.0
    for column in columns:
        number, missing = read_number(sheet, row, column)
        if number is None:
            return None, missing
        total += number
    # Weighted counts have a decimal or two; adding them leaves a trace of binary.
    return round(total, 9), ""


def read_number(sheet: PeerSheet, row: int, column: int) -> tuple[float | None, str]:
    """The number of a cell, or None and the code that stands in its place.

    Raises Refusal for anything that is neither.
    """
    cell = sheet.rows[row][column]
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if math.isfinite(cell) and cell >= 0:
            return float(cell), ""
    elif isinstance(cell, str):
        text = cell.strip()
        if not text:
            return None, EMPTY
        if text.upper() in MISSING:
            return None, text.upper()
        if NUMERAL.fullmatch(text):
            return float(text.replace(",", "")), ""
    codes = ", ".join(code for code in MISSING if code.startswith("["))
    shown = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    raise Refusal(
        f'{sheet.locate(row, column)}: "{shown}" is neither a number from nought up '
        f"nor one of {codes}."
    )


def read_type(sheet: PeerSheet, row: int) -> str:
    """Whether a landlord is a council or an association; Refusal if neither."""
    said = read_words(sheet, row, "landlord type")
    if said.upper() not in LANDLORD_TYPES:
        known = ", ".join(LANDLORD_TYPES)
        raise Refusal(
            f'{sheet.place}, row {row + 1}, column "Landlord type": "{said}" is not '
            f"one of {known}."
        )
    return LANDLORD_TYPES[said.upper()]


def read_size(sheet: PeerSheet, row: int) -> bool | None:
    """Whether a landlord is in a band below 5,000 homes; None where no band stands.

    Words without a number, such as "Merged during year", are no band. Raises Refusal
    for numbers that cannot be read as one.
    """
    column = sheet.find_start("landlord group size")
    said = "" if column is None else str(sheet.rows[row][column]).strip()
    if column is None or not said or said.upper() in MISSING:
        return None
    bounds = [int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", said)]
    if not bounds:
        return None
    is_below = bool(re.match(r"<|under |below |less than |fewer than ", said.lower()))
    is_above = bool(re.match(r">|over |above |more than ", said.lower()))
    has_range = len(bounds) == 2 and not is_below and not is_above
    if has_range or (len(bounds) == 1 and (is_below or is_above)):
        return not is_above and max(bounds) <= SMALL_BELOW
    raise Refusal(
        f'{sheet.locate(row, column)}: "{said}" is not a band of homes such as <5,000.'
    )


def check_values(sheet: PeerSheet, columns: Columns, entries: list[PeerFigure]) -> None:
    """Set aside values that their counts do not give; Refusal if they are many.

    Many are a column misread, such as two that were swapped; one is a landlord's slip.
    """
    ours = [
        place
        for place, entry in enumerate(entries)
        if (entry.stock, entry.measure) == (columns.stock, columns.measure)
    ]
    values = [entries[place].value or 0.0 for place in ours]
    slack = WHOLE_ROUNDING if all(map(float.is_integer, values)) else ROUNDING
    wrong = [place for place in ours if not adds_up(entries[place], slack)]
    if len(wrong) > max(1, MOST_CONTRADICTIONS * len(ours)):
        first = entries[wrong[0]]
        raise Refusal(
            f"{name_heading(sheet, columns.value)} is not what its counts give for "
            f"{len(wrong)} of {len(ours)} landlords (first: {first.landlord_code}, "
            f"{first.value:g} from {first.numerator:g} of {first.denominator:g})."
        )
    for place in wrong:
        entries[place] = set_aside(sheet, entries[place])


def set_aside(sheet: PeerSheet, entry: PeerFigure) -> PeerFigure:
    """A figure that contradicts itself, without its value; a remark says so."""
    sheet.remarks.append(
        f"{sheet.place}: {name_measure(entry.measure)} of landlord "
        f"{entry.landlord_code} does not count, because its value {entry.value:g} is "
        f"not what its counts give ({entry.numerator:g} of {entry.denominator:g})."
    )
    return replace(entry, value=None, missing=CONTRADICTION)


def adds_up(entry: PeerFigure, slack: float) -> bool:
    """Whether a value is what its counts give, but for rounding, and no share past 100.

    True where there is no value to hold against them.
    """
    if entry.value is None or entry.numerator is None or not entry.denominator:
        return True
    if find_measure(entry.measure).ceiling and entry.numerator > entry.denominator:
        return False
    if entry.measure == TP09:
        slack += ANSWER_ROUNDING / entry.denominator
    exact = find_measure(entry.measure).scale * entry.numerator / entry.denominator
    return abs(exact - entry.value) <= slack


def place_entry(entry: PeerFigure) -> tuple[str, int, int]:
    """Where an entry stands among all: by landlord, stock and measure."""
    return (
        entry.landlord_code,
        STOCKS.index(entry.stock),
        PEER_MEASURES.index(entry.measure),
    )


def add_homes(entries: list[PeerFigure]) -> tuple[PeerFigure, ...]:
    """Entries with the homes of their stock, which stand beside CH01 alone."""
    homes = {
        (each.landlord_code, each.stock): each.homes
        for each in entries
        if each.measure == "ch01_1"
    }
    return tuple(
        replace(each, homes=homes.get((each.landlord_code, each.stock)))
        for each in entries
    )
