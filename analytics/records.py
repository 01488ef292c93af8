"""Rows for people to read: actions, survey themes, printed figures, checks and rows
that were rejected. Figures come from query.py; nothing is counted here.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from analytics.open_release import OpenRelease
from analytics.releases import Release


Row = dict[str, Any]


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
        "owner",
        "due_date",
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
    columns = ("determination_id", "determined_date", "head", "finding", "tenure")
    return fetch(
        release,
        columns,
        "from findings order by determined_date desc, determination_id, head",
    )


def list_coverage(release: OpenRelease) -> list[Row]:
    """Which sources were recorded when."""
    columns = ("source", "from_date", "to_date", "is_recorded", "note")
    return fetch(release, columns, "from coverage")


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """A table that a publish left in its release."""
    return pd.read_parquet(folder / f"{name}.parquet")


def read_breaches(release: Release) -> pd.DataFrame:
    """Every rejected cell, with file, row, column, value, rule and reason."""
    return read_table(release.folder, "breaches")


def read_warnings(release: Release) -> pd.DataFrame:
    """Every warning, with key, column, value, rule and reason."""
    return read_table(release.folder, "warnings")
