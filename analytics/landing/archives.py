"""Workbooks are zip files: what is inside, and how large it gets unpacked."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from analytics.ground.errors import Refusal
from analytics.landing.limits import (
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_WORKBOOK_BYTES,
    RATIO_FROM_BYTES,
)


# What a relationship is called inside Excel's XML.
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def check_size(path: Path, label: str) -> None:
    """Refusal of a file that is larger than any workbook read."""
    size = path.stat().st_size
    if size > MAX_WORKBOOK_BYTES:
        raise Refusal(
            f"{label}: it has {size // 1_000_000:,} MB, but at most "
            f"{MAX_WORKBOOK_BYTES // 1_000_000:,} MB of a workbook are read; split it."
        )


def check_archive(path: Path, label: str) -> None:
    """Refusal of a zip that gets too large unpacked.

    What it says of itself is enough: Python's zipfile unpacks no more than was said
    and refuses a part that holds another number of bytes, and every part is tried.
    """
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        total = sum(part.file_size for part in parts)
        ratio = max(
            (
                part.file_size / max(part.compress_size, 1)
                for part in parts
                if part.file_size > RATIO_FROM_BYTES
            ),
            default=0,
        )
        if total > MAX_UNPACKED_BYTES or ratio > MAX_RATIO:
            raise Refusal(
                f"{label}: unpacked it would have {total // 1_000_000:,} MB, more than "
                "is read; copy its rows into a new workbook."
            )
        if broken := archive.testzip():
            raise zipfile.BadZipFile(f"{broken} is damaged")


def find_parts(path: Path) -> dict[str, str]:
    """Where each sheet of an Excel workbook lies in its zip, by the sheet's name."""
    with zipfile.ZipFile(path) as archive:
        # Expat itself stops at entities that grow without end.
        links = archive.read("xl/_rels/workbook.xml.rels")
        relations = ET.fromstring(links)  # noqa: S314
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    parts = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            target = targets.get(sheet.get(RELATION), "")
            inside = target.removeprefix("/")
            parts[sheet.get("name", "")] = (
                inside if target.startswith("/") else f"xl/{inside}"
            )
    return parts
