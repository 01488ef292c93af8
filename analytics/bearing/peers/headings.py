"""Headings of the regulator's workbook: which column holds what, by its words alone.

The workbook changes its shape every year, so nothing is found by its place. What is not
recognised is refused in a sentence; what had to be decided is a remark.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from analytics.ground.errors import Refusal


# Low cost rent, shared ownership, and both where a landlord may report them together.
STOCKS = ("lcra", "lcho", "combined")
# Without these columns a workbook is not the regulator's; the others may be missing.
REQUIRED_STOCK = "lcra"

TP09 = "tp09"
CH_MEASURES = ("ch01_1", "ch01_2", "ch02_1", "ch02_2")
PEER_MEASURES = (*CH_MEASURES, TP09)
EXTENSION_PARTS = ("without_extension", "with_extension")
SATISFIED = ("very satisfied", "fairly satisfied")
ANSWER_HEADINGS = (
    *SATISFIED,
    "neither satisfied nor dissatisfied",
    "fairly dissatisfied",
    "very dissatisfied",
)

# How far down a sheet its headings may stand.
HEADING_ROWS = 60

# "Has CH02 been calculated using the standard maximum timescales …"
TIMESCALES = re.compile(r"\bch02 .*\bstandard\b.*\btimescales\b")

MEASURE_CODE = re.compile(r"\b(ch0[12])(?: (?:part|pt))?(?: ([12]))?\b")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Where a measure of one stock stands in a sheet.

    `numerator` and `denominator` are lists of columns to be added up; `timescales` is
    where the landlord says whether it judged by the Code's, None where nobody asked.
    """

    stock: str
    measure: str
    numerator: tuple[int, ...]
    denominator: tuple[int, ...]
    value: int
    timescales: int | None = None


@dataclass(kw_only=True)
class PeerSheet:
    """A sheet with a row of headings, and what was found in them."""

    file: str
    name: str
    rows: list[list[Any]]
    heading_row: int
    columns: list[Columns] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The file and sheet, as a sentence begins."""
        return f"{self.file}, sheet {self.name}"

    @cached_property
    def headings(self) -> list[str]:
        """The headings in plain words."""
        return [simplify(cell) for cell in self.rows[self.heading_row]]

    def find_column(self, words: str) -> int | None:
        """The column whose heading is these words, footnote numbers aside."""
        for place, heading in enumerate(self.headings):
            if re.sub(r"( \d+)+$", "", heading) == words:
                return place
        return None

    def find_start(self, words: str) -> int | None:
        """The first column whose heading starts with these words."""
        starts = (
            place
            for place, heading in enumerate(self.headings)
            if heading.startswith(words)
        )
        return next(starts, None)

    def locate(self, row: int, column: int) -> str:
        """Where a cell is, as a sentence begins."""
        heading = " ".join(str(self.rows[self.heading_row][column]).split())
        return f'{self.place}, row {row + 1}, column "{heading}"'


def simplify(cell: Any) -> str:
    """A cell's words: small letters and digits, nothing else, one blank between.

    A footnote's number glued to a word goes; the digits of a measure's code stay.
    """
    text = unicodedata.normalize("NFKC", str(cell)).lower()
    text = "".join(each for each in text if unicodedata.category(each) != "Cf")
    text = re.sub(r"['’‘]", "", text)
    words = re.findall(r"[a-z0-9]+", text)
    return " ".join(
        word if re.match(r"[a-z]{2}0\d", word) else re.sub(r"(?<=[a-z])\d+$", "", word)
        for word in words
    )


def find_headings(file: str, name: str, rows: list[list[Any]]) -> PeerSheet | None:
    """A sheet whose headings name landlords and measures; None for any other."""
    for place in range(min(len(rows), HEADING_ROWS)):
        sheet = PeerSheet(file=file, name=name, rows=rows, heading_row=place)
        if sheet.find_column("landlord code") is None:
            continue
        if any(name_field(heading) for heading in sheet.headings):
            return sheet
    return None


def name_field(heading: str) -> tuple[str, str, str] | None:
    """The measure, its part and its role in a heading; None where it has no measure.

    The part is "" where the code does not say it. Roles: numerator, denominator, value,
    the parts of a numerator, or one of the five answers.
    """
    found = MEASURE_CODE.search(heading)
    if found is None:
        return name_answer(heading)
    measure, part = found[1], found[2] or ""
    if "numerator" in heading:
        return measure, part, name_numerator(heading)
    if "denominator" in heading:
        return measure, part, "denominator"
    words = {"ch01": r"\bper 1 ?000\b", "ch02": r"\b(proportion|percentage|per cent)\b"}
    is_value = re.search(words[measure], heading) and not names_part(heading)
    return (measure, part, "value") if is_value else None


def name_numerator(heading: str) -> str:
    """Which numerator a heading means: the whole, or one part of it."""
    if not names_part(heading):
        return "numerator"
    return "without_extension" if "without" in heading else "with_extension"


def names_part(heading: str) -> bool:
    """Whether a heading is about answers with, or without, an extension alone."""
    return "extension" in heading and not re.search(
        r"\b(includ\w*|inclusive|both|with or without|with and without)\b", heading
    )


def name_answer(heading: str) -> tuple[str, str, str] | None:
    """TP09's part in a heading: one of its five answers, or its value."""
    if TP09 not in heading and "complaints handling" not in heading:
        return None
    # Other columns of TP09 are about the filter question or a way of asking.
    if not heading.startswith(("number of respondents", "proportion of respondents")):
        return None
    if re.search(r"\b(method|telephone|internet|postal|sms|face to face)\b", heading):
        return None
    for answer in ANSWER_HEADINGS:
        if answer in heading and heading.startswith("number"):
            return TP09, "", answer
    is_value = heading.startswith("proportion") and "satisfied with" in heading
    return (TP09, "", "value") if is_value else None


def find_columns(sheet: PeerSheet) -> list[Columns]:
    """The measures of a sheet whose columns are all there.

    Raises Refusal if a column comes twice, or one of a measure that must be there is
    missing while others of it are not.
    """
    if sheet.find_column("landlord type") is None:
        raise Refusal(f'{sheet.place}: there is no column "Landlord type".')
    fields: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for place, heading in enumerate(sheet.headings):
        named = name_field(heading)
        if named is not None:
            measure, part, role = named
            stock = find_stock(sheet, heading)
            fields.setdefault((stock, measure), []).append((place, part, role))
    found = []
    for (stock, measure), places in fields.items():
        for measure_id, roles in split_stages(sheet, measure, places).items():
            columns = make_columns(sheet, stock, measure_id, roles)
            if columns is not None:
                found.append(columns)
    return found


def find_stock(sheet: PeerSheet, heading: str) -> str:
    """Whose homes a column is about: said by its heading, or else by its sheet.

    Raises Refusal if neither says it.
    """
    title = [simplify(sheet.name.replace("_", " "))]
    above = [simplify(cell) for row in sheet.rows[: sheet.heading_row] for cell in row]
    sizes = [each for each in sheet.headings if "tenant population size" in each]
    for texts in ([heading], title, sizes, above):
        said = {
            stock
            for stock in STOCKS
            if any(re.search(rf"\b{stock}\b", text) for text in texts)
        }
        if len(said) == 1:
            return said.pop()
    raise Refusal(
        f"{sheet.place}: neither its name nor its headings say whether it is about "
        f"LCRA, LCHO or both combined."
    )


def split_stages(
    sheet: PeerSheet, measure: str, places: list[tuple[int, str, str]]
) -> dict[str, dict[str, int]]:
    """The columns of each part of a measure, by role.

    The code in brackets decides, since some headings of stage one say "stage two".
    Where two columns claim the same stage and none the other, they stand in the order
    of the stages. Whatever was decided so is a remark.
    """
    if measure == TP09:
        return {TP09: pick_roles(sheet, [(place, role) for place, _, role in places])}
    found: dict[str, list[tuple[int, str]]] = {f"{measure}_1": [], f"{measure}_2": []}
    for role in dict.fromkeys(role for _, _, role in places):
        claims = [(place, part) for place, part, each in places if each == role]
        for place, stage in settle_stages(sheet, measure, claims):
            found[f"{measure}_{stage}"].append((place, role))
    return {name: pick_roles(sheet, roles) for name, roles in found.items() if roles}


def settle_stages(
    sheet: PeerSheet, measure: str, claims: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Columns of one role with the stage each is about."""
    settled = []
    for place, part in claims:
        said = find_stage(sheet.headings[place])
        settled.append((place, part or said))
        if part and said and part != said:
            words = "one" if part == "1" else "two"
            sheet.remarks.append(
                f"{name_heading(sheet, place)} is read as stage {words}, as its code "
                f"{measure.upper()} {part} says, though its words say otherwise."
            )
    stages = [stage for _, stage in settled]
    if len(stages) == 2 and stages[0] == stages[1]:
        sheet.remarks.append(
            f"{name_heading(sheet, settled[0][0])} and the one after it of the same "
            "name are read as stage one and stage two, in the order they stand in."
        )
        return [(settled[0][0], "1"), (settled[1][0], "2")]
    for place, stage in settled:
        if not stage:
            raise Refusal(f"{name_heading(sheet, place)} does not say its stage.")
    return settled


def find_stage(heading: str) -> str:
    """The stage that the words of a heading name; empty if none or both."""
    said = re.findall(r"\bstage (one|two|1|2)\b", heading)
    stages = {"1" if each in ("one", "1") else "2" for each in said}
    return stages.pop() if len(stages) == 1 else ""


def name_heading(sheet: PeerSheet, place: int) -> str:
    """A column of a sheet, as a sentence begins."""
    heading = " ".join(str(sheet.rows[sheet.heading_row][place]).split())
    return f'{sheet.place}: the column "{heading}"'


def pick_roles(sheet: PeerSheet, roles: list[tuple[int, str]]) -> dict[str, int]:
    """The column of each role; Refusal if a role comes twice."""
    picked: dict[str, int] = {}
    for place, role in roles:
        if role in picked:
            raise Refusal(f"{name_heading(sheet, place)} comes twice.")
        picked[role] = place
    return picked


def make_columns(
    sheet: PeerSheet, stock: str, measure: str, roles: dict[str, int]
) -> Columns | None:
    """Where a measure stands; None where a stock that may be missing is incomplete."""
    numerator, denominator = list_roles(measure, roles)
    for role in (*numerator, *denominator, "value"):
        if role not in roles:
            sentence = (
                f"{sheet.place}: {name_measure(measure)} for {stock.upper()} has no "
                f"column for its {role.replace('_', ' ')}"
            )
            if stock == REQUIRED_STOCK:
                raise Refusal(f"{sentence}.")
            sheet.remarks.append(f"{sentence}, so it is not read.")
            return None
    return Columns(
        stock=stock,
        measure=measure,
        numerator=tuple(roles[role] for role in numerator),
        denominator=tuple(roles[role] for role in denominator),
        value=roles["value"],
        timescales=find_timescales(sheet, stock) if is_of_clock(measure) else None,
    )


def is_of_clock(measure: str) -> bool:
    """Whether a measure judges how long answers took."""
    return measure.startswith("ch02")


def find_timescales(sheet: PeerSheet, stock: str) -> int | None:
    """Where landlords say whether CH02 was judged by the Code's own timescales."""
    for place, heading in enumerate(sheet.headings):
        if TIMESCALES.search(heading) and find_stock(sheet, heading) == stock:
            return place
    return None


def list_roles(
    measure: str, roles: dict[str, int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that make up a measure's numerator, and its denominator."""
    if measure == TP09:
        return SATISFIED, ANSWER_HEADINGS
    # The whole where it is given, else its two parts together.
    has_whole = "numerator" in roles or not set(EXTENSION_PARTS) & set(roles)
    return ("numerator",) if has_whole else EXTENSION_PARTS, ("denominator",)


def name_measure(measure: str) -> str:
    """A measure as the regulator writes it: "CH01 (1)", "TP09"."""
    code, _, part = measure.upper().partition("_")
    return f"{code} ({part})" if part else code


def check_columns(file: str, sheets: list[PeerSheet]) -> None:
    """Refuse a workbook without a measure that every year has, or with one twice."""
    if not sheets:
        raise Refusal(
            f'{file}: no sheet has a row of headings with "Landlord code" and the '
            "measures CH01, CH02 or TP09."
        )
    seen: dict[tuple[str, str], PeerSheet] = {}
    for sheet in sheets:
        for columns in sheet.columns:
            key = (columns.stock, columns.measure)
            if key in seen:
                raise Refusal(
                    f"{sheet.place}: {name_measure(columns.measure)} for "
                    f"{columns.stock.upper()} is in the sheet {seen[key].name} too."
                )
            seen[key] = sheet
    for measure in PEER_MEASURES:
        if (REQUIRED_STOCK, measure) not in seen:
            raise Refusal(
                f"{file}: no sheet has the columns of {name_measure(measure)} for "
                f"{REQUIRED_STOCK.upper()}."
            )
