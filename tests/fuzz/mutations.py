"""One damaged export for each seed: bytes, lines, cells, parts and types changed."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from random import Random

import pyarrow as pa

from tests.fuzz.exports import (
    DAYS,
    Export,
    make_export,
    make_table,
    write_csv,
    write_parquet,
    write_xlsx,
)


# What people, systems and spreadsheets leave in cells.
ODD_CELLS = (
    "",
    " ",
    "-",
    "N/A",
    "#N/A",
    "#REF!",
    "NULL",
    "0",
    "-1",
    "1e308",
    "99999999999999999999",
    "nan",
    "inf",
    "31/02/2024",
    "29/02/2023",
    "2024-04-30T23:30:00Z",
    "30 Apr 2024",
    "00/00/0000",
    "45412",
    "45412.75",
    "12/31/2024",
    "9999-12-31",
    "0001-01-01",
    "292278994-08-17",
    "yes",
    "=1+1",
    "Total",
    "Grand total",
    "jo.bloggs@example.com",
    "07700 900123",
    "\u00a31,250.00",
    "1.250,00",
    "two\nlines",
    "two\r\nlines, and\n\nmore",
    "a lone\rreturn",
    "a page's\x0cend",
    "other\u2028line\x85ends",
    'a "quoted" word',
    "'; drop table complaints; --",
    "\u202e\u200b\ufeff",
    "\U0001f3e0",
    "e\u0301" * 50,
    "x" * 40_000,
    "a;b,c\td|e",
    "{}[]$1\\",
    "%s%n{0}",
)


@dataclass(frozen=True, kw_only=True)
class Damaged:
    """A damaged file, with what an independent reader must know to count its rows."""

    seed: int
    name: str
    content: bytes
    export: Export
    # Of a csv.
    encoding: str = ""
    delimiter: str = ""


def make_damaged(seed: int) -> Damaged:
    """The damaged file of a seed."""
    rng = Random(seed)  # noqa: S311
    export = make_export(rng.choice(("contract", "icasework")), rng.choice(DAYS))
    kind = rng.choice((damage_csv, damage_csv, damage_xlsx, damage_parquet))
    return kind(rng, seed, export)


# --- Bytes ----------------------------------------------------------------------------


def flip(rng: Random, content: bytes) -> bytes:
    """Some bits flipped."""
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 8, 40))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(rng: Random, content: bytes) -> bytes:
    """Some bytes gone, often all to the end."""
    first, last = find_stretch(rng, content)
    return content[:first] + (b"" if rng.random() < 0.5 else content[last:])


def double(rng: Random, content: bytes) -> bytes:
    """Some bytes twice."""
    first, last = find_stretch(rng, content)
    return content[:last] + content[first:]


def insert(rng: Random, content: bytes) -> bytes:
    """Some bytes more."""
    at = rng.randrange(len(content) + 1)
    more = rng.choice(
        (b'"', b"\n", b"\r", b"\0", b"\xff\xfe", b"\xc3", b"<", b"&", b"\x1a")
    )
    return (
        content[:at] + (more if rng.random() < 0.7 else rng.randbytes(9)) + content[at:]
    )


def swap(rng: Random, content: bytes) -> bytes:
    """Two stretches, each in the other's place."""
    size = min(rng.randint(1, 60), len(content) // 3)
    first = rng.randrange(len(content) - 2 * size)
    second = rng.randrange(first + size, len(content) - size + 1)
    return (
        content[:first]
        + content[second : second + size]
        + content[first + size : second]
        + content[first : first + size]
        + content[second + size :]
    )


def find_stretch(rng: Random, content: bytes) -> tuple[int, int]:
    """Where a stretch of bytes begins and ends."""
    first = rng.randrange(len(content))
    return first, min(len(content), first + rng.choice((1, 4, 30, 300)))


BYTES = (flip, cut, double, insert, swap)


def damage_bytes(rng: Random, content: bytes) -> bytes:
    """Bytes with one or more changes."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        if len(content) > 8:
            content = rng.choice(BYTES)(rng, content)
    return content


# --- Csv ------------------------------------------------------------------------------


def change_cells(rng: Random, export: Export) -> Export:
    """The export with some cells replaced by odd ones."""
    rows = [list(row) for row in export.rows]
    for _ in range(rng.choice((1, 1, 3, 10))):
        row = rng.choice(rows)
        row[rng.randrange(len(row))] = rng.choice(ODD_CELLS)
    return replace(export, rows=tuple(map(tuple, rows)))


def cut_line(rng: Random, lines: list[str]) -> None:
    """A line ends early."""
    at = rng.randrange(len(lines))
    lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)] + "\r\n"


def drop_line(rng: Random, lines: list[str]) -> None:
    """A line is gone."""
    del lines[rng.randrange(1, len(lines))]


def double_line(rng: Random, lines: list[str]) -> None:
    """A line comes twice, the second somewhere else."""
    lines.insert(rng.randrange(1, len(lines) + 1), rng.choice(lines))


def add_quote(rng: Random, lines: list[str]) -> None:
    """A quote stands somewhere in a line."""
    at = rng.randrange(len(lines))
    place = rng.randrange(len(lines[at]))
    lines[at] = lines[at][:place] + '"' + lines[at][place:]


def swap_delimiter(rng: Random, lines: list[str]) -> None:
    """Another sign stands between the cells of one line."""
    at = rng.randrange(len(lines))
    lines[at] = lines[at].replace(rng.choice(",;\t"), rng.choice(",;\t|"))


def add_line(rng: Random, lines: list[str]) -> None:
    """A line that is no row."""
    more = rng.choice(
        ("", "Total,24", ",,,,,,,,,", "Complaints 2024-25", "24 rows", "sep=;", '""')
    )
    lines.insert(rng.randrange(len(lines) + 1), more + "\r\n")


def add_cells(rng: Random, lines: list[str]) -> None:
    """A line with cells behind its last."""
    at = rng.randrange(len(lines))
    more = rng.choice((",", ",,,", ",x", ";x", "\tx"))
    lines[at] = lines[at].rstrip("\r\n") + more + "\r\n"


def change_ends(rng: Random, lines: list[str]) -> None:
    """Lines that end otherwise."""
    end = rng.choice(("\n", "\r", "\r\r\n", "\n\n"))
    for at in range(rng.choice((len(lines), 1))):
        lines[at] = lines[at].replace("\r\n", end)


LINES: tuple[Callable[[Random, list[str]], None], ...] = (
    cut_line,
    drop_line,
    double_line,
    add_quote,
    swap_delimiter,
    add_line,
    add_cells,
    change_ends,
)


def damage_csv(rng: Random, seed: int, export: Export) -> Damaged:
    """A csv with lines, cells or bytes changed."""
    encoding = rng.choice(
        ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")
    )
    delimiter = rng.choice((",", ",", ";", "\t", "|"))
    how = rng.choice(("lines", "cells", "bytes", "lines and cells"))
    changed = change_cells(rng, export) if "cells" in how else export
    text = write_csv(changed, delimiter)
    if "lines" in how:
        lines = text.splitlines(keepends=True)
        for _ in range(rng.choice((1, 1, 2, 5))):
            rng.choice(LINES)(rng, lines)
        text = "".join(lines)
    content = text.encode(encoding, "replace")
    if how == "bytes":
        content = damage_bytes(rng, content)
    return Damaged(
        seed=seed,
        name="complaints.csv",
        content=content,
        export=export,
        encoding=encoding,
        delimiter=delimiter,
    )


# --- Xlsx -----------------------------------------------------------------------------

# Written into the XML of a sheet in the place of something that is there.
XML_SWAPS = (
    ('t="s"', 't="b"'),
    ('t="s"', 't="e"'),
    ('t="s"', 't="str"'),
    ('t="s"', 't="n"'),
    ('t="s"', 't="inlineStr"'),
    ('t="s"', 't="d"'),
    ('t="s"', ""),
    ("<v>", "<v>9"),
    ("<v>", "<v>-"),
    ("<v>", "<v>#N/A"),
    ("<v>", "<v> "),
    ("<v>", "<v>1e300"),
    ("<v>", "<f>1/0</f><v>"),
    ("</v>", ""),
    ("<c ", "<d "),
    ('r="A', 'r="ZZZ'),
    ('r="B', 'r="A'),
    ('r="C5"', 'r="C500000"'),
    ('r="I5"', 'r="I4"'),
    ('<row r="5"', '<row r="4"'),
    ('<row r="5"', '<row r="50"'),
    ('<row r="5"', "<row"),
    ('r="', 'q="'),
    ("<row ", "<row hidden='1' "),
    ("<row ", "<x "),
    ("</row>", ""),
    ("<sheetData>", "<sheetData/><sheetData>"),
    ("</sheetData>", ""),
    ("<t>", "<t>&#0;"),
    ("<t>", "<t>&amp;"),
    ("<t>", "<t></t><t>"),
    ("<si>", ""),
    ("<si>", "<si/><si>"),
    ("sheet1", "sheet9"),
    ("worksheet", "chartsheet"),
    ('s="', 's="77'),
    ("dd/mm/yyyy", "0.00"),
    ("dd/mm/yyyy", "[h]:mm"),
    ("utf-8", "utf-16"),
    ("UTF-8", "latin-9"),
    ("<?xml", "<!DOCTYPE x [<!ENTITY a 'aa'>]><?xml"),
)


def damage_part(rng: Random, content: bytes) -> bytes:
    """The XML of a part with its words or its bytes changed."""
    fitting = [
        (old.encode(), new.encode())
        for old, new in XML_SWAPS
        if old.encode() in content
    ]
    if rng.random() < 0.3 or not fitting:
        return damage_bytes(rng, content)
    for _ in range(rng.choice((1, 1, 2, 5))):
        old, new = rng.choice(fitting)
        pieces = content.split(old)
        if len(pieces) > 1 and rng.random() < 0.7:
            # In one place only.
            at = rng.randrange(1, len(pieces))
            content = old.join(pieces[:at]) + new + old.join(pieces[at:])
        else:
            content = content.replace(old, new)
    return content


def damage_xlsx(rng: Random, seed: int, export: Export) -> Damaged:
    """A workbook with cells, the XML inside it or the bytes of the zip changed."""
    how = rng.choice(("cells", "xml", "xml", "bytes"))
    content = write_xlsx(change_cells(rng, export) if how == "cells" else export)
    if how == "xml":
        content = change_parts(rng, content)
    if how == "bytes":
        content = damage_bytes(rng, content)
    return Damaged(seed=seed, name="complaints.xlsx", content=content, export=export)


def change_parts(rng: Random, content: bytes) -> bytes:
    """The zip again, with one part damaged, gone or twice as long."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {each.filename: archive.read(each) for each in archive.infolist()}
    inner = [
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    ]
    name = rng.choice([*inner, *parts])
    if rng.random() < 0.05:
        del parts[name]
    else:
        parts[name] = damage_part(rng, parts[name])
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(zipfile.ZipInfo(part), text)
    return stream.getvalue()


# --- Parquet --------------------------------------------------------------------------

NUMBERS = list(range(-3, 21))


def make_odd_columns(rng: Random, texts: list[str | None]) -> list[pa.Array]:
    """A column of the same length in every kind that parquet has."""
    size = len(texts)
    days = [rng.randrange(-800_000, 800_000) for _ in range(size)]
    return [
        pa.array(texts, pa.large_string()),
        pa.array(texts).dictionary_encode(),
        pa.array([each and each.encode() for each in texts], pa.binary()),
        pa.array([rng.randbytes(4) for _ in texts], pa.binary()),
        pa.array([rng.randbytes(4) for _ in texts], pa.binary(4)),
        pa.array([[each, each] if each else None for each in texts]),
        pa.array([{"a": each} for each in texts]),
        pa.array([[{"a": each}] for each in texts]),
        pa.array([[("k", each)] for each in texts], pa.map_(pa.string(), pa.string())),
        pa.nulls(size),
        pa.array(NUMBERS[:size], pa.int8()),
        pa.array([2**63 - 1 - each for each in range(size)], pa.int64()),
        pa.array([2**64 - 1 - each for each in range(size)], pa.uint64()),
        pa.array([each / 3 for each in range(size)], pa.float32()),
        pa.array([rng.choice((float("nan"), float("inf"), 1e300)) for _ in texts]),
        pa.array(NUMBERS[:size], pa.decimal128(20, 3)),
        pa.array([rng.random() < 0.5 for _ in texts]),
        pa.array(days, pa.date32()),
        pa.array([day * 86_400_000 for day in days], pa.date64()),
        pa.array([day * 86_400 for day in days], pa.timestamp("s")),
        pa.array([day * 86_400_000_000 for day in days], pa.timestamp("us", "UTC")),
        pa.array(days, pa.timestamp("ns", "Europe/London")),
        pa.array([2**62 - day for day in days], pa.timestamp("ms")),
        pa.array([abs(day) % 86_400 for day in days], pa.time32("s")),
        pa.array(days, pa.duration("s")),
        pa.array([[each, -each] for each in NUMBERS[:size]], pa.list_(pa.int32(), 2)),
    ]


def damage_parquet(rng: Random, seed: int, export: Export) -> Damaged:
    """A parquet file with cells, types, columns or bytes changed."""
    how = rng.choice(("cells", "types", "types", "bytes"))
    table = make_table(change_cells(rng, export) if how == "cells" else export)
    if how == "types":
        for _ in range(rng.choice((1, 1, 2, 4))):
            place = rng.randrange(table.num_columns)
            name = export.headings[place]
            texts = [row[place] or None for row in export.rows]
            column = rng.choice(make_odd_columns(rng, texts))
            table = table.set_column(place, name, column)
    content = write_parquet(table)
    if how == "bytes":
        content = damage_bytes(rng, content)
    return Damaged(seed=seed, name="complaints.parquet", content=content, export=export)
