"""Rows for people to read: actions, survey themes, printed figures, checks and rows
that were rejected. Figures come from query.py; nothing is counted here.
"""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.behind.downloads import neutralise
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
    return pd.read_parquet(folder / f"{name}.parquet", columns=columns)


def read_breaches(release: Release) -> pd.DataFrame:
    """Every rejected cell, with file, row, column, value, rule and reason."""
    return read_table(release.folder, "breaches", ["source", *BREACH_KEYS])


def read_warnings(release: Release) -> pd.DataFrame:
    """Every warning, with key, column, value, rule and reason."""
    return read_table(release.folder, "warnings")


def make_rejected_csv(release: Release, source: str) -> bytes:
    """The rejected rows of a source, to mend where they come from.

    One line for each cell that broke a rule, then the whole record as it came, each of
    its cells under "record." and its name. Of a row that seems to hold a person only
    what was kept is there: its file and row are enough to find it.
    """
    table = read_table(release.folder, "breaches")
    members = table[table["source"] == source]
    lines = []
    for breach in read_rows(members.sort_values(["file", "row", "column_name"])):
        record = json.loads(breach["record"]) if breach["record"] else {}
        lines.append(
            {name: breach[key] for key, name in BREACH_KEYS.items()}
            | {
                f"record.{name}": str(cell).lower() if isinstance(cell, bool) else cell
                for name, cell in record.items()
                # It stands where no cell of a record could be kept.
                if name != "nothing"
            }
        )
    return write_csv(lines)


def make_warnings_csv(release: Release) -> bytes:
    """Every row that was warned of."""
    rows = read_rows(read_warnings(release))
    return write_csv(
        {name: row[key] for key, name in WARNING_KEYS.items()} for row in rows
    )


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
