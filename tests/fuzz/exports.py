"""Whole exports, before anything is done to them: in two shapes and three formats."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter


ROWS = 24
FIRST = date(2024, 4, 1)
# How an officer writes a day, and how a system does.
DAYS = ("%d/%m/%Y", "%Y-%m-%d")

CONTRACT = (
    "complaint_id",
    "stage",
    "tenure",
    "received_date",
    "acknowledged_date",
    "responded_date",
    "outcome",
    "service_areas",
    "channel",
    "compensation_gbp",
)
ICASEWORK = (
    "CaseDetails.CaseId",
    "CaseStatusReceipt.Method",
    "CaseStatusReceipt.DateReceived",
    "CaseStageStage1.DateCompleted",
    "CaseStageStage1.Outcome",
    "CaseStageStage2.DateReceived",
    "CaseStageStage2.DateCompleted",
    "CaseStageStage2.Outcome",
    "Classifications",
    "Tenure",
)
OUTCOMES = ("Upheld", "Partly upheld", "Not upheld", "")
AREAS = ("Repairs", "Noise; Repairs", "Caf\u00e9 \u2013 \u201clet\u201d, other", "")


@dataclass(frozen=True, kw_only=True)
class Export:
    """A table: its headings and its cells, all as text; the first column names rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def make_export(shape: str, days: str = DAYS[0]) -> Export:
    """An export of some rows that are all accepted, its days written in some way."""

    def write_day(number: int, later: int = 0) -> str:
        return f"{FIRST + timedelta(days=5 * number + later):{days}}"

    if shape == "contract":
        rows = [make_stage(number, write_day) for number in range(ROWS)]
        return Export(headings=CONTRACT, rows=tuple(rows))
    rows = [make_case(number, write_day) for number in range(ROWS)]
    return Export(headings=ICASEWORK, rows=tuple(rows))


def make_stage(number: int, write_day: Callable[..., str]) -> tuple[str, ...]:
    """A row of the contract's own format."""
    return (
        f"C-{number // 2:03}",
        str(1 + number % 2),
        ("lcra", "Shared owner", "Leaseholder")[number // 2 % 3],
        write_day(number),
        write_day(number, 2) if number % 5 else "",
        write_day(number, 9) if number % 4 else "",
        OUTCOMES[number % 4 - 1],
        AREAS[number % 4],
        ("Phone", "Online form")[number % 2],
        "" if number % 3 else f"\u00a3{1000 + number}.50",
    )


def make_case(number: int, write_day: Callable[..., str]) -> tuple[str, ...]:
    """A row with both stages of a case side by side."""
    has_second = number % 3 == 0
    return (
        f"C-{number:03}",
        ("Phone", "Online form")[number % 2],
        write_day(number),
        write_day(number, 9) if number % 4 else "",
        OUTCOMES[number % 4 - 1],
        write_day(number, 20) if has_second else "",
        write_day(number, 31) if has_second else "",
        "Not upheld" if has_second else "",
        AREAS[number % 4],
        "lcra",
    )


def write_csv(export: Export, delimiter: str) -> str:
    """The text of a csv; cells with anything but plain words are quoted."""
    lines = [export.headings, *export.rows]
    return "".join(delimiter.join(map(quote, line)) + "\r\n" for line in lines)


def quote(cell: str) -> str:
    """A cell as csv holds it."""
    is_plain = not any(sign in cell for sign in ',;\t"\r\n')
    return cell if is_plain else '"' + cell.replace('"', '""') + '"'


def write_xlsx(export: Export) -> bytes:
    """A workbook, the same bytes each time; days are days there."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 4, 1)})  # noqa: DTZ001
        sheet = book.add_worksheet("complaints")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, export.headings)
        for at, row in enumerate(export.rows, start=1):
            for column, cell in enumerate(row):
                moment = read_day(cell)
                if moment:
                    sheet.write_datetime(at, column, moment, day)
                else:
                    sheet.write(at, column, cell)
    return stream.getvalue()


def read_day(cell: str) -> datetime | None:
    """The day that a cell holds; None where it holds something else."""
    for days in DAYS:
        with suppress(ValueError):
            return datetime.strptime(cell, days)  # noqa: DTZ007
    return None


def make_table(export: Export) -> pa.Table:
    """The export as a table of texts; an empty cell is null."""
    return pa.table(
        {
            heading: pa.array([row[place] or None for row in export.rows], pa.string())
            for place, heading in enumerate(export.headings)
        }
    )


def write_parquet(table: pa.Table) -> bytes:
    """A parquet file."""
    stream = BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()
