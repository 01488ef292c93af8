"""The regulator's open-data workbook as a test makes it: its shape, other landlords.

Headings are the regulator's own words, since they are what is recognised; every
landlord and figure is made up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook


# Stock, measure and role of a column: what a test names a cell by.
Key = tuple[str, str, str]

CODE_TIMES = "responded to within the Housing Ombudsman’s Complaint Handling Code"
MADE = "complaints made by tenants in the relevant stock type during the reporting year"
SATISFACTION = "satisfied with their landlord’s approach to complaints handling (TP09)"
ANSWERS = (
    "very satisfied",
    "fairly satisfied",
    "neither satisfied nor dissatisfied",
    "fairly dissatisfied",
    "very dissatisfied",
)
WITHOUT = "without the {} day extension"
WITH = "with the {} day extension for complex complaints permitted in the Code"

FIRST_COLUMNS = {
    "name": "Landlord name",
    "code": "Landlord code",
    "type": "Landlord type",
    "url": "Landlord TSM Publication URL1",
    "band": "Landlord group size (homes owned, LCRA and LCHO combined)",
}
INFO, PERCEPTION = "Management_Info", "LCRA_Perception"


def name_columns(stock: str) -> dict[Key, str]:
    """The headings of one stock's complaints, in the order of the 2023-24 file."""
    named: dict[Key, str] = {}
    label = {"lcra": "LCRA", "lcho": "LCHO", "combined": "Combined"}[stock]
    for part, stage in ((1, "one"), (2, "two")):
        named |= {
            (stock, f"ch01_{part}", "value"): (
                f"{label} - Number of stage {stage} {MADE} per 1,000 homes "
                f"(CH01 {part})"
            ),
            (stock, f"ch02_{part}", "value"): (
                f"{label} - Proportion of stage {stage} complaints {CODE_TIMES} "
                f"timescales (CH02 {part})"
            ),
        }
    for part, stage in ((1, "one"), (2, "two")):
        named |= {
            (stock, f"ch01_{part}", "numerator"): (
                f"{label} - Number of stage {stage} {MADE} (CH01 {part} Numerator)"
            ),
            (stock, f"ch01_{part}", "denominator"): (
                f"{label} - Number of dwelling units owned of the relevant stock type "
                f"at year end (CH01 {part} Denominator)"
            ),
            (stock, f"ch02_{part}", "numerator"): (
                f"{label} - Number of stage {stage} complaints made by tenants during "
                f"the reporting year for the relevant stock type that were "
                f"{CODE_TIMES} timescale (CH02 {part} Numerator)"
            ),
            (stock, f"ch02_{part}", "denominator"): (
                f"{label} - Number of stage {stage} {MADE} (CH02 {part} Denominator)"
            ),
        }
    return named


def name_answers() -> dict[Key, str]:
    """The headings of TP09 for one stock, and two beside it that are not to be read."""
    report = "of respondents who report that they are"
    return {
        ("lcra", "tp09", "value"): f"Proportion {report} {SATISFACTION}",
        ("lcra", "tp09", "complained"): (
            "Proportion of tenants who state they have complained in the last 12 "
            "months (TP09 responses)"
        ),
        ("lcra", "tp09", "yes"): (
            "Number of respondents who report that they have made a complaint to their "
            "landlord in the last 12 months"
        ),
        **{
            ("lcra", "tp09", answer): (
                f"Number {report} {answer} {SATISFACTION.removeprefix('satisfied ')}"
            )
            for answer in ANSWERS
        },
    }


@dataclass
class Landlord:
    """A made-up landlord; `cells` replace what would follow from its counts."""

    code: str
    kind: str = "LARP"
    band: Any = "<5,000"
    homes: float = 4_000
    stage_1: tuple[float, float] = (80, 60)
    stage_2: tuple[float, float] = (20, 10)
    answers: tuple[float, ...] = (30.5, 20.5, 9.0, 20.0, 20.0)
    cells: dict[Key, Any] = field(default_factory=dict)

    def find_cell(self, key: Key, places: int | None) -> Any:
        """What stands in a column; values with so many decimals, all where None."""
        if key in self.cells:
            return self.cells[key]
        stock, measure, role = key
        if measure == "tp09":
            return self.find_answer(role, places)
        if stock != "lcra":
            # As the 2023-24 file prints stock that nobody has.
            return 0 if role == "value" else "[X]"
        made, in_time = self.stage_1 if measure.endswith("1") else self.stage_2
        number, of = (made, self.homes) if "ch01" in measure else (in_time, made)
        scale = 1_000 if "ch01" in measure else 100
        value = scale * number / of if of else 0
        if role == "value":
            return value if places is None else round(value, places)
        with_extension = min(1, number)
        return {
            "numerator": number,
            "denominator": of,
            "without": number - with_extension,
            "with": with_extension,
        }[role]

    def find_answer(self, role: str, places: int | None) -> Any:
        """What stands in a column of TP09."""
        if role in ANSWERS:
            return self.answers[ANSWERS.index(role)]
        if role != "value":
            return 999
        value = 100 * sum(self.answers[:2]) / sum(self.answers)
        return value if places is None else round(value, places)


LANDLORDS = (
    Landlord("00XA"),
    Landlord("00XB", band="5,000-40,000", homes=9_000, stage_1=(300, 290)),
    Landlord("L9001", "PRP", band=">40000", homes=50_000, stage_1=(900, 30)),
)


@dataclass
class Shape:
    """How a year's file looks; the default is that of 2023-24."""

    words: str = "This relates to the reporting year 1 April 2023 to 31 March 2024."
    # The row of the headings, counted as a spreadsheet does, in the two sheets.
    heading_row: int = 3
    perception_row: int = 3
    stocks: tuple[str, ...] = ("lcra", "lcho", "combined")
    places: int | None = None
    names: tuple[str, str] = ("TSM24_Management_Info", "TSM24_LCRA_Perception")
    # Columns under other headings, without a heading at all, and some more.
    renamed: Mapping[Key, str] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=lambda: dict(FIRST_COLUMNS))
    dropped: Sequence[Key] = ()
    added: Sequence[Key] = ()
    extra: Sequence[str] = ()
    footnote: str = ""


def make_2025() -> Shape:
    """A shape with all that is said to be otherwise in 2024-25."""
    renamed, added = {}, []
    for part, stage, days in ((1, "one", 10), (2, "two", 20)):
        for role, words in (("without", WITHOUT), ("with", WITH)):
            key = ("lcra", f"ch02_{part}", role)
            added.append(key)
            renamed[key] = (
                f"LCRA - Number of stage {stage} complaints {CODE_TIMES} timescale "
                f"{words.format(days)} (CH02 {part} Numerator)"
            )
    # A heading of stage one that says "stage two"; its code is right.
    renamed["lcra", "ch02_1", "denominator"] = (
        f"LCRA - Number of stage two {MADE} (CH02 1 Denominator)"
    )
    return Shape(
        words="The return is for\nthe reporting year 1 April 2024 to 31 March 2025",
        heading_row=10,
        perception_row=11,
        places=1,
        names=("TSM25_Management_Info", "TSM25_LCRA_Perception"),
        renamed=renamed,
        added=added,
        first=FIRST_COLUMNS
        | {"code": "Landlord\ncode2", "type": "Landlord type 3", "new": "Tenure mix"},
        extra=("Average satisfaction by method - Telephone8", "Notes"),
        footnote="7",
    )


def write_workbook(
    path: Path, landlords: Sequence[Landlord] = LANDLORDS, shape: Shape | None = None
) -> Path:
    """A workbook of some landlords in a year's shape."""
    shape = shape or Shape()
    workbook = Workbook()
    front = workbook.active
    front.title = "Introduction"
    front.append(["Tenant Satisfaction Measures"])
    front.append([shape.words])
    coverage = workbook.create_sheet("Table_Coverage")
    coverage.append(["Go back to contents"])
    coverage.append([FIRST_COLUMNS[each] for each in ("name", "code", "type")])
    coverage.append(["Somebody", "00XZ", "LARP"])
    info = {
        key: text for stock in shape.stocks for key, text in name_columns(stock).items()
    }
    write_sheet(workbook, shape.names[1], name_answers(), landlords, shape)
    write_sheet(workbook, shape.names[0], info, landlords, shape)
    workbook.save(path)
    return path


def write_sheet(
    workbook: Any,
    name: str,
    columns: dict[Key, str],
    landlords: Sequence[Landlord],
    shape: Shape,
) -> None:
    """One sheet: something above, the headings, the landlords, notes below."""
    sheet = workbook.create_sheet(name)
    is_answers = ("lcra", "tp09", "value") in columns
    row = shape.perception_row if is_answers else shape.heading_row
    added = [key for key in shape.added if ("tp09" in key) == is_answers]
    keys = [key for key in [*columns, *added] if key not in shape.dropped]
    texts = [shape.renamed.get(key) or columns[key] for key in keys]
    for number in range(1, row):
        sheet.append([name if number == 1 else "Go back to contents"])
    sheet.append(
        [*shape.first.values(), *(t + shape.footnote for t in texts), *shape.extra]
    )
    for each in landlords:
        facts = {
            "name": f"Landlord {each.code}",
            "code": each.code,
            "type": each.kind,
            "band": each.band,
        }
        cells = [each.find_cell(key, shape.places) for key in keys]
        sheet.append(
            [*(facts.get(key, "") for key in shape.first), *cells, *shape.extra]
        )
    sheet.append([])
    sheet.append(["4. A question left blank is shown as [X]."])
