"""Opening a file, whatever kind it is."""

from pathlib import Path

from analytics.landing.faults import refuse_faults
from analytics.landing.parquet_files import open_parquet
from analytics.landing.sheet import Sheet
from analytics.landing.text_files import open_text
from analytics.landing.workbooks import open_workbook, starts_with


WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


def open_sheets(path: Path, label: str) -> list[Sheet]:
    """The tables in a file; Refusal in one sentence if it cannot be read."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        with refuse_faults(label, "parquet"):
            return [open_parquet(path, label)]
    # Many systems call a csv or a web page .xls.
    if suffix in WORKBOOKS and not (suffix == ".xls" and is_plain_text(path)):
        with refuse_faults(label, "a workbook"):
            return open_workbook(path, label)
    with refuse_faults(label, "csv"):
        return [open_text(path, label)]


def is_plain_text(path: Path) -> bool:
    """Whether a file called .xls is none: old Excel and zip begin with their sign."""
    return not any(
        starts_with(path, sign) for sign in (b"\xd0\xcf\x11\xe0", b"PK", b"\x09\x08")
    )
