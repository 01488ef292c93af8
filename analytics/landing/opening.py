"""Opening a file, whatever kind it is."""

from pathlib import Path

from analytics.landing.faults import refuse_faults
from analytics.landing.parquet_files import open_parquet
from analytics.landing.sheet import Sheet
from analytics.landing.text_files import open_text
from analytics.landing.workbooks import open_workbook


WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


def open_sheets(path: Path, label: str) -> list[Sheet]:
    """The tables in a file; Refusal in one sentence if it cannot be read."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        with refuse_faults(label, "parquet"):
            return [open_parquet(path, label)]
    if suffix in WORKBOOKS:
        with refuse_faults(label, "a workbook"):
            return open_workbook(path, label)
    with refuse_faults(label, "csv"):
        return [open_text(path, label)]
