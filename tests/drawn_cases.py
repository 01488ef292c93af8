"""Cases drawn by chance, and the same cases as exports of three shapes.

Each row of an export knows which rows of the contract it has to become.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st


FIRST = date(2024, 4, 1)
AREAS = ("Repairs", "Noise", "Lettings")
HAZARDS = ("damp_and_mould", "falls", "fire")
OUTCOMES = {
    "upheld": "Upheld",
    "partially_upheld": "Partly upheld",
    "not_upheld": "NOT UPHELD",
}


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of a case; days are counted from its receipt."""

    received: date
    logged: int | None
    answered: int | None
    outcome: str | None
    paid: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Case:
    """A complaint with one stage or two."""

    stages: tuple[Stage, ...]
    areas: tuple[str, ...]
    hazards: tuple[str, ...]
    channel: str | None


def draw_some(items: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of a few, in their order; often none."""
    return st.sets(st.sampled_from(items)).map(
        lambda chosen: tuple(each for each in items if each in chosen)
    )


STAGES = st.builds(
    Stage,
    received=st.integers(0, 300).map(lambda days: FIRST + timedelta(days=days)),
    logged=st.none() | st.integers(0, 3),
    answered=st.none() | st.integers(0, 60),
    outcome=st.none() | st.sampled_from(list(OUTCOMES)),
    paid=st.none() | st.integers(0, 500_000).map(lambda pence: Decimal(pence) / 100),
)
CASES = st.builds(
    Case,
    stages=st.lists(STAGES, min_size=1, max_size=2).map(tuple),
    areas=draw_some(AREAS),
    hazards=draw_some(HAZARDS),
    channel=st.none() | st.sampled_from(["Phone", "Letter, by hand", 'A "form"']),
)


@dataclass(frozen=True, kw_only=True)
class Form:
    """How an export is written: as which kind of file, and its days."""

    kind: str
    days: str = "%d/%m/%Y"
    delimiter: str = ","
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"export.{self.kind}"


FORMS = st.builds(
    Form,
    kind=st.sampled_from(["csv", "xlsx", "parquet"]),
    days=st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)


@dataclass(kw_only=True)
class Row:
    """A row of an export, and what it has to become."""

    cells: dict[str, Any]
    # The rows of the contract that it makes, where it is accepted.
    made: list[dict[str, Any]] = field(default_factory=list)
    # Column and rule by which it is rejected, or by which a cell is set aside.
    rejected: tuple[str, str] | None = None
    lost: tuple[str, str] | None = None
    # Why it is set aside.
    aside: str = ""
    # Cells behind the last heading.
    beyond: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Whether it counts."""
        return not (self.rejected or self.aside)


# --- What the cases are in the contract -----------------------------------------------


def make_contract_rows(number: int, case: Case) -> list[dict[str, Any]]:
    """A case as the contract has it: a row a stage."""
    return [
        {
            "complaint_id": f"C-{number:03}",
            "stage": place,
            "tenure": "lcra",
            "received_date": stage.received,
            "logged_date": add_days(stage.received, stage.logged),
            "responded_date": add_days(stage.received, stage.answered),
            "outcome": stage.outcome,
            "compensation_gbp": stage.paid,
            "service_areas": list(case.areas) or None,
            "hazards": list(case.hazards) or None,
            "channel": case.channel,
        }
        for place, stage in enumerate(case.stages, start=1)
    ]


def add_days(day: date, days: int | None) -> date | None:
    """A later day; None where nobody says how much later."""
    return None if days is None else day + timedelta(days=days)


# --- The three shapes -----------------------------------------------------------------

# Each heading of a stage, by what it holds; where two stages stand side by side those
# of the second have their own.
STAGE_HEADINGS = {
    "received_date": "Received",
    "logged_date": "Logged",
    "responded_date": "Answered",
    "outcome": "Outcome",
    "compensation_gbp": "Paid",
}
FLAGS = {"Is repairs": "Repairs", "Is noise": "Noise", "Is lettings": "Lettings"}
HAZARD_FLAGS = {"Damp": "damp_and_mould", "Falls": "falls", "Fire": "fire"}

SIEVES = """
dates = "day first"

[complaints]
only = [{ column = "Type", values = ["Complaint"] }]
aside = [{ column = "Status", values = ["*duplicate*", "*logged in error*"] }]
"""
SIDE_BY_SIDE = """
[complaints.stage_1]
received_date = "Received"
logged_date = "Logged"
responded_date = "Answered"
outcome = "Outcome"
compensation_gbp = "Paid"

[complaints.stage_2]
received_date = "Stage 2 received"
logged_date = "Stage 2 logged"
responded_date = "Stage 2 answered"
outcome = "Stage 2 outcome"
compensation_gbp = "Stage 2 paid"
"""

PROFILES = {
    "stages side by side": f"""{SIEVES}
[complaints.columns]
complaint_id = "Ref"
tenure = {{ constant = "lcra" }}
service_areas = "Areas"
hazards = "Hazards"
channel = "Channel"
{SIDE_BY_SIDE}""",
    "a row a stage": f"""{SIEVES}
[complaints.columns]
complaint_id = {{ filled = ["Previous ref", "Ref"] }}
stage = {{ column = "Kind", values = {{ "COMP" = 1, "COMP2" = 2 }} }}
tenure = {{ constant = "lcra" }}
service_areas = "Areas"
hazards = "Hazards"
channel = "Channel"
received_date = "Received"
logged_date = "Logged"
responded_date = "Answered"
outcome = "Outcome"
compensation_gbp = "Paid"
""",
    "a column a category": f"""{SIEVES}
[complaints.columns]
complaint_id = "Ref"
tenure = {{ constant = "lcra" }}
service_areas.flags = {{ "Is repairs" = "Repairs", "Is noise" = "Noise", "Is lettings" = "Lettings" }}
hazards.flags = {{ "Damp" = "damp_and_mould", "Falls" = "falls", "Fire" = "fire" }}
channel = "Channel"
{SIDE_BY_SIDE}""",  # noqa: E501
}
SHAPES = tuple(PROFILES)


def write_rows(shape: str, cases: Sequence[Case]) -> list[Row]:
    """The cases as rows of an export of one shape."""
    rows = []
    for number, case in enumerate(cases):
        made = make_contract_rows(number, case)
        if shape == "a row a stage":
            rows += [make_row(shape, [each]) for each in made]
        else:
            rows.append(make_row(shape, made))
    return rows


def make_row(shape: str, made: list[dict[str, Any]]) -> Row:
    """A row of an export that makes one row of the contract, or two."""
    first = made[0]
    cells: dict[str, Any] = {"Ref": first["complaint_id"]}
    if shape == "a row a stage":
        is_second = first["stage"] == 2
        cells["Previous ref"] = first["complaint_id"] if is_second else ""
        cells["Ref"] += "/2" if is_second else ""
        cells["Kind"] = "COMP2" if is_second else "COMP"
    for column, heading in STAGE_HEADINGS.items():
        cells[heading] = write_cell(first[column])
        if shape != "a row a stage":
            cell = made[1][column] if len(made) == 2 else None
            cells[f"Stage 2 {heading.lower()}"] = write_cell(cell)
    areas, hazards = first["service_areas"] or [], first["hazards"] or []
    if shape == "a column a category":
        # With a no in every column it would be recorded that it is about none.
        no_area = "N" if areas else ""
        for flag, name in FLAGS.items():
            cells[flag] = "Y" if name in areas else no_area
        for flag, name in HAZARD_FLAGS.items():
            cells[flag] = "Y" if name in hazards else "N"
    else:
        cells["Areas"] = "; ".join(areas)
        cells["Hazards"] = "; ".join(each.replace("_", " ") for each in hazards)
    cells |= {"Channel": first["channel"] or "", "Type": "Complaint", "Status": "Open"}
    return Row(cells=cells, made=made)


def write_cell(value: Any) -> Any:
    """A cell as an officer sees it; a day is written when its file is."""
    match value:
        case None:
            return ""
        case date():
            return value
        case Decimal():
            return f"£{value:,.2f}"
    return OUTCOMES[value]


# --- Files ----------------------------------------------------------------------------


def write_export(rows: Sequence[Row], form: Form) -> bytes:
    """The content of a file with these rows."""
    headings = list(rows[0].cells)
    lines = [
        [write_day(row.cells[heading], form) for heading in headings] for row in rows
    ]
    writers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: write_csv(
            [[*line, *row.beyond] for line, row in zip(lines, rows, strict=True)],
            headings,
            form,
        ),
        "xlsx": lambda: write_xlsx(lines, headings),
        "parquet": lambda: write_parquet(lines, headings),
    }
    return writers[form.kind]()


def write_day(cell: Any, form: Form) -> Any:
    """A day as the file writes it; a workbook has days as days."""
    is_written = isinstance(cell, date) and form.kind != "xlsx"
    return f"{cell:{form.days}}" if is_written else cell


def write_csv(lines: list[list[str]], headings: list[str], form: Form) -> bytes:
    """A csv."""
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=form.delimiter).writerows([headings, *lines])
    return stream.getvalue().encode(form.encoding)


def write_xlsx(lines: list[list[Any]], headings: list[str]) -> bytes:
    """A workbook; an error in a cell is one."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in [headings, *lines]:
        sheet.append([None if cell == "" else cell for cell in line])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_parquet(lines: list[list[str]], headings: list[str]) -> bytes:
    """A parquet file of texts."""
    columns = {
        heading: pa.array([line[place] or None for line in lines], pa.string())
        for place, heading in enumerate(headings)
    }
    stream = BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()
