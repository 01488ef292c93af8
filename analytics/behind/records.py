"""Rows for people to read: actions, survey themes, printed figures, checks and rows
that were rejected. Figures come from query.py; nothing is counted here.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.behind.downloads import PLAIN_NUMBER, make_xlsx, neutralise
from analytics.figures.open_release import OpenRelease
from analytics.release.store import Release


Row = dict[str, Any]

# The columns of the tables a publish leaves, and what their downloads call them.
BREACH_KEYS = {
    "file": "file",
    "row": "row",
    "column_name": "column",
    "value": "value",
    "rule": "rule",
    "reason": "reason",
}
CELL_KEYS = {
    "source": "source",
    "file": "file",
    "row": "row",
    "key": "key",
    "column_name": "column",
    "value": "value",
    "rule": "rule",
    "reason": "reason",
}
WARNING_KEYS = {
    "source": "source",
    "key": "key",
    "column_name": "column",
    "value": "value",
    "rule": "rule",
    "reason": "reason",
}


def fetch(release: OpenRelease, columns: tuple[str, ...], rest: str) -> list[Row]:
    """Rows of a model as dictionaries, nothing for an empty cell but None."""
    rows = release.warehouse.query(f"select {', '.join(columns)} {rest}")
    return [dict(zip(columns, row, strict=True)) for row in rows]


def list_actions(release: OpenRelease) -> list[Row]:
    """Learning actions: overdue first, then not completed, then completed."""
    columns = (
        "description",
        "status",
        "theme",
        "service_area",
        "origin",
        "owner",
        "due_date",
        "completed_date",
        "evidence",
        "is_overdue",
    )
    return fetch(release, columns, "from actions")


def list_survey_themes(release: OpenRelease) -> list[Row]:
    """What people surveyed most often asked to be improved, latest year first."""
    columns = ("reporting_year", "tenure", "improvement_themes", "method", "responses")
    return fetch(release, columns, "from surveys order by reporting_year desc, tenure")


def list_published_totals(release: OpenRelease) -> list[Row]:
    """Printed figures of years for which the release holds no complaint."""
    columns = ("reporting_year", "statement", "value", "document", "reference")
    return fetch(
        release,
        columns,
        "from published_figures where not exists (from complaint_stages "
        "where complaint_stages.reporting_year = published_figures.reporting_year) "
        "order by reporting_year desc",
    )


def list_determinations(release: OpenRelease) -> list[Row]:
    """Ombudsman findings, latest first, one row for each head."""
    columns = (
        "determination_id",
        "determined_date",
        "head",
        "category",
        "finding",
        "tenure",
        "is_maladministration",
    )
    return fetch(
        release,
        columns,
        "from findings order by determined_date desc, determination_id, head",
    )


def list_orders(release: OpenRelease) -> list[Row]:
    """Orders and recommendations, by determination, in the order they have there."""
    columns = (
        "determination_id",
        "description",
        "is_order",
        "due_date",
        "complied_date",
        "is_on_time",
        "is_overdue",
    )
    return fetch(release, columns, "from orders order by determination_id, order_id")


def list_homes(release: OpenRelease) -> list[Row]:
    """Homes owned at each year end, by whose homes they are."""
    columns = ("tenure", "reporting_year", "year_end_date", "homes_owned")
    return fetch(release, columns, "from stock")


def list_coverage(release: OpenRelease) -> list[Row]:
    """Which sources were recorded when."""
    columns = ("source", "from_date", "to_date", "is_recorded", "note")
    return fetch(release, columns, "from coverage")


def read_table(
    folder: Path, name: str, columns: list[str] | None = None
) -> pd.DataFrame:
    """A table that a publish left in its release, or some of its columns."""
    path = (folder / name).with_suffix(".parquet")
    return pd.read_parquet(path, columns=columns)


def read_breaches(release: Release) -> pd.DataFrame:
    """Every rejected cell, with file, row, column, value, rule and reason."""
    return read_table(release.folder, "breaches", ["source", *BREACH_KEYS])


def read_cells_set_aside(release: Release) -> pd.DataFrame:
    """Every cell set aside in rows that count, with file, row, key, column and why.

    None in a release of before cells were set aside.
    """
    if not (release.folder / "cells_set_aside.parquet").exists():
        return pd.DataFrame(columns=list(CELL_KEYS))
    return read_table(release.folder, "cells_set_aside", list(CELL_KEYS))


def read_warnings(release: Release) -> pd.DataFrame:
    """Every warning, with key, column, value, rule and reason."""
    return read_table(release.folder, "warnings")


def list_rejected_files(release: Release) -> list[Row]:
    """Files that hold a release's rejected rows: of which file and source, how many."""
    return list(release.manifest.get("rejected_files", []))


def make_rejected_csv(release: Release, path: str) -> bytes:
    """The rejected rows of one file as csv, as the export wrote them, each with why."""
    return write_csv(read_rows(read_table(release.folder, path)))


def make_rejected_xlsx(release: Release, path: str, file: str) -> bytes:
    """The same as a workbook, its numbers as numbers."""
    rows = [
        {name: read_plain_number(cell) for name, cell in row.items()}
        for row in read_rows(read_table(release.folder, path))
    ]
    about = [
        ("What this is", f"Rows of {file} that broke a rule, with the reasons."),
        ("What to do", "Mend the cells, save, and bring this file in."),
    ]
    return make_xlsx(rows, about, "Rejected rows")


def read_plain_number(cell: Any) -> Any:
    """A cell that is plainly a number, as one; an id with a nought before it is not."""
    is_number = isinstance(cell, str) and PLAIN_NUMBER.fullmatch(cell)
    return float(cell) if is_number else cell


def make_warnings_csv(release: Release) -> bytes:
    """Every row that was warned of."""
    return write_renamed(read_warnings(release), WARNING_KEYS)


def make_cells_csv(release: Release) -> bytes:
    """Every cell that was set aside."""
    return write_renamed(read_cells_set_aside(release), CELL_KEYS)


def write_renamed(table: pd.DataFrame, keys: Mapping[str, str]) -> bytes:
    """A table as csv, with its columns as a download calls them."""
    rows = read_rows(table)
    return write_csv({name: row[key] for key, name in keys.items()} for row in rows)


def read_rows(table: pd.DataFrame) -> list[Row]:
    """The rows of a table as dictionaries, nothing for an empty cell but None."""
    rows = table.to_dict("records")
    return [
        {str(key): None if pd.isna(cell) else cell for key, cell in row.items()}
        for row in rows
    ]


def write_csv(rows: Iterable[Row]) -> bytes:
    """Rows as csv, every cell safe in a spreadsheet, every column of any row."""
    lines = list(rows)
    names = list(dict.fromkeys(name for line in lines for name in line))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=names)
    writer.writeheader()
    for line in lines:
        writer.writerow({name: neutralise(cell) for name, cell in line.items()})
    # With its mark, so that Excel reads the file as UTF-8.
    return stream.getvalue().encode("utf-8-sig")
