"""How a text file is written: its letters, its lines and what stands between cells."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

from analytics.ground.errors import Refusal
from analytics.landing.headings import find_heading, is_filled
from analytics.landing.limits import (
    MAX_LINE_LETTERS,
    MAX_TEXT_BYTES,
    ROWS_SEARCHED,
)


# Python's own limit, 131,072 letters, is below what a thread of e-mails takes.
csv.field_size_limit(MAX_LINE_LETTERS)

DELIMITERS = (",", ";", "\t", "|")
# Tab and line ends are written on purpose, and Access keeps a page's end in notes.
CONTROL = bytes({*range(0x20)} - set(b"\t\n\x0c\r\x1b"))
# What other kinds of files begin with.
OTHERS = {
    b"PK\x03\x04": (
        "a zip or a workbook, not a csv, whatever it is called; give a workbook the "
        "ending .xlsx, and take files out of a zip"
    ),
    b"%PDF": (
        "a PDF, whatever it is called, from which no rows can be read; have them "
        "exported as csv or xlsx"
    ),
}
# Many systems write a web page and call it .xls; some write XML of an old Excel.
WEB_PAGE = re.compile(
    rb"\s*<(!doctype|html|head|body|meta|table|div|style|\?xml)", re.I
)
# First letters looked at for the delimiter and the headings.
HEAD_LETTERS = 1_000_000


@dataclass(frozen=True, kw_only=True)
class TextForm:
    """How a text is written, with its first rows and how many lines it has.

    `is_told` where its first line names the delimiter (`sep=;`); that line is not
    among `rows`, as Excel shows it to nobody. `last_line` has its end, if any.
    """

    encoding: str
    delimiter: str
    is_told: bool
    rows: tuple[tuple[str, ...], ...]
    lines: int
    last_line: str


def find_form(path: Path, label: str) -> TextForm:
    """How a text is written; Refusal if it is no text or too large."""
    size = path.stat().st_size
    if size > MAX_TEXT_BYTES:
        raise Refusal(
            f"{label}: it has {size // 1_000_000:,} MB, but at most "
            f"{MAX_TEXT_BYTES // 1_000_000:,} MB are read; split it by year."
        )
    with path.open("rb") as stream:
        start = stream.read(4096)
    for sign, kind in OTHERS.items():
        if start.startswith(sign):
            raise Refusal(f"{label}: it is {kind}.")
    if WEB_PAGE.match(start.removeprefix(codecs.BOM_UTF8)):
        raise Refusal(
            f"{label}: it is a web page or XML, whatever it is called; open it in "
            "Excel and save it as csv or xlsx."
        )
    encoding = find_encoding(path, start)
    lines, last_line = scan_text(path, label, encoding)
    with path.open(encoding=encoding, newline="") as stream:
        head = stream.read(HEAD_LETTERS)
        is_cut = bool(stream.read(1))
    told = re.match(r'"?sep=(.)"?[;,\t]*\r?\n?', head, re.IGNORECASE)
    if told:
        delimiter, head = told[1], head[told.end() :]
    else:
        delimiter = find_delimiter(head, is_cut=is_cut)
    return TextForm(
        encoding=encoding,
        delimiter=delimiter,
        is_told=bool(told),
        rows=read_head(head, delimiter, is_cut=is_cut),
        lines=lines,
        last_line=last_line,
    )


def find_encoding(path: Path, start: bytes) -> str:
    """How letters are written: UTF-8, UTF-16 (also where plainly so), or Windows' own.

    English in UTF-16 has a nought in each second byte, which no other writing has.
    """
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(start) >= 4 and start[1::2].count(0) > 0.4 * len(start[1::2]):
        return "utf-16-le"
    if len(start) >= 4 and start[::2].count(0) > 0.4 * len(start[::2]):
        return "utf-16-be"
    try:
        with path.open(encoding="utf-8") as lines:
            while lines.read(MAX_LINE_LETTERS):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def scan_text(path: Path, label: str, encoding: str) -> tuple[int, str]:
    """How many lines a text has, and the last; Refusal for what no text has in it."""
    lines = 0
    rest = ""
    with path.open(encoding=encoding) as stream:
        while chunk := stream.read(MAX_LINE_LETTERS):
            # Looked for among bytes, which takes a fifth of looking among letters.
            signs = chunk.encode()
            if len(signs.translate(None, CONTROL)) < len(signs):
                place, sign = next(
                    (place, each) for place, each in enumerate(signs) if each in CONTROL
                )
                line = lines + signs.count(b"\n", 0, place) + 1
                raise Refusal(
                    f"{label}: line {line:,} has a control character "
                    f"(number {sign}), which no text has: the file is damaged "
                    "or no csv; export it again."
                )
            ends = chunk.count("\n")
            if not ends and len(rest) + len(chunk) > MAX_LINE_LETTERS:
                raise Refusal(
                    f"{label}: line {lines + 1:,} is longer than "
                    f"{MAX_LINE_LETTERS:,} letters, more than is read: the file is "
                    "damaged or no csv; export it again."
                )
            lines += ends
            whole = rest + chunk
            rest = whole[whole.rfind("\n", 0, -1) + 1 :]
    return lines + bool(rest and not rest.endswith("\n")), rest


def find_delimiter(head: str, *, is_cut: bool) -> str:
    """What stands between cells: what makes most rows as wide as their headings."""

    def fit(delimiter: str) -> tuple[bool, int, float, int]:
        rows = read_head(head, delimiter, is_cut=is_cut)
        place = find_heading(rows[:ROWS_SEARCHED])
        if place is None or len(rows[place]) == 1:
            return False, 0, 0, 0
        width = len(rows[place])
        filled = [row for row in rows if any(map(is_filled, row))]
        share = sum(len(row) == width for row in filled) / len(filled)
        # Under a wrong one a row of data can look like headings; the first is right.
        return share >= 0.5, -place, round(share, 1), width

    # Of two that fit alike it is the first, which is the commoner.
    return max(DELIMITERS, key=fit)


def read_head(
    head: str, delimiter: str, *, is_cut: bool
) -> tuple[tuple[str, ...], ...]:
    """The first rows; the last of them is left out where the text goes on."""
    reader = csv.reader(StringIO(head, newline=""), delimiter=delimiter)
    rows = [tuple(row) for row in islice(reader, 2 * ROWS_SEARCHED)]
    return tuple(rows[:-1] if is_cut and len(rows) > 1 else rows)


def find_row_width(rows: Sequence[Sequence[str]], least: int) -> int | None:
    """The most usual number of cells of rows with at least so many."""
    counts = Counter(len(row) for row in rows if len(row) >= least)
    return counts.most_common(1)[0][0] if counts else None
