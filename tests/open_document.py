"""OpenDocument sheets, written by hand: a cell is its text, or its whole element."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape


BEFORE = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'office:version="1.2"><office:body><office:spreadsheet>'
    '<table:table table:name="Cases">'
)
# A sheet ends with rows in which nothing stands, as its programs write them.
AFTER = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type='
    '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def write_cell(cell: str) -> str:
    """A cell of text, nothing where it is empty, or what is an element already."""
    if cell.startswith("<"):
        return cell
    if not cell:
        return "<table:table-cell/>"
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(cell)}</text:p></table:table-cell>"
    )


def write_ods(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A workbook of one sheet."""
    lines = "".join(
        f"<table:table-row>{''.join(map(write_cell, row))}</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", BEFORE + lines + AFTER)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path
