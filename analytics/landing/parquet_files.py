"""Parquet files: columns of any plain type, as text."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.ground.errors import Refusal
from analytics.landing.cells import write_text
from analytics.landing.limits import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES
from analytics.landing.sheet import Rows, Sheet, make_rows


# Few rows at a time, so that what unpacks without end is noticed in time.
BATCH_ROWS = 4_096


def open_parquet(path: Path, label: str) -> Sheet:
    """The one table of a parquet file."""
    # An open file, so that a folder named like a file is not read as a data set.
    with path.open("rb") as stream:
        file = pq.ParquetFile(stream)
        schema, rows = file.schema_arrow, file.metadata.num_rows
    if len(schema) > MAX_COLUMNS:
        raise Refusal(
            f"{label}: it has {len(schema):,} columns, but at most {MAX_COLUMNS:,} "
            "are read; leave out what no figure needs."
        )
    if rows > MAX_ROWS:
        raise Refusal(
            f"{label}: it has {rows:,} rows, but at most {MAX_ROWS:,} are read; split "
            "it by year."
        )
    headings = [each.strip() for each in schema.names]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise Refusal(
            f"{label}: it has no columns with a name; export it again with their names."
        )
    return Sheet(
        file=label,
        name=path.stem,
        stem=path.stem,
        path=path,
        headings=tuple(headings),
        heading_row=1,
        kind="parquet",
        remarks=tuple(
            f"The column {field.name} holds tables inside its cells and is not read."
            for field in schema
            if is_nested(field.type)
        ),
        reader=partial(read_parquet_rows, path, label),
    )


def read_parquet_rows(path: Path, label: str, places: Sequence[int]) -> Rows:
    """Rows of a parquet file; only the columns asked for are unpacked."""
    with path.open("rb") as stream:
        file = pq.ParquetFile(stream)
        schema = file.schema_arrow
        fields = {place: schema.field(place) for place in sorted(set(places))}
        for field in fields.values():
            if is_nested(field.type):
                raise Refusal(
                    f"{label}: the column {field.name} holds tables inside its cells "
                    "and cannot be read; leave it out, or write it as text."
                )
        # By number, since two columns may have one name, and names may have dots.
        firsts = np.cumsum([0, *(count_leaves(field.type) for field in schema)])
        columns: dict[int, list[pa.Array]] = {place: [] for place in fields}
        unpacked = 0
        for batch in file.reader.iter_batches(
            BATCH_ROWS,
            row_groups=range(file.num_row_groups),
            column_indices=[int(firsts[place]) for place in fields],
            use_threads=False,
        ):
            unpacked += batch.nbytes
            if unpacked > MAX_UNPACKED_BYTES:
                raise Refusal(
                    f"{label}: unpacked it is larger than "
                    f"{MAX_UNPACKED_BYTES // 1_000_000:,} MB, more than is read; "
                    "split it by year."
                )
            for place, cells in zip(fields, batch.columns, strict=True):
                columns[place].append(write_texts(cells, label, fields[place].name))
        rows = file.metadata.num_rows
    chunks = {
        place: pa.chunked_array(parts, pa.string()) for place, parts in columns.items()
    }
    return Rows(table=make_rows(range(2, rows + 2), chunks))


def is_nested(kind: pa.DataType) -> bool:
    """Whether cells of a type are tables themselves; a list of plain ones is not."""
    return bool(pa.types.is_nested(kind.value_type if is_list(kind) else kind))


def is_list(kind: pa.DataType) -> bool:
    """Whether cells of a type are lists."""
    return any(
        is_kind(kind)
        for is_kind in (
            pa.types.is_list,
            pa.types.is_large_list,
            pa.types.is_fixed_size_list,
        )
    )


def count_leaves(kind: pa.DataType) -> int:
    """How many columns a type takes inside a parquet file."""
    if is_list(kind):
        return count_leaves(kind.value_type)
    if pa.types.is_map(kind):
        return count_leaves(kind.key_type) + count_leaves(kind.item_type)
    if pa.types.is_struct(kind):
        return sum(count_leaves(field.type) for field in kind)
    return 1


def write_texts(cells: pa.Array, label: str, name: str) -> pa.Array:
    """A column as text."""
    kind = cells.type
    if pa.types.is_dictionary(kind):
        return write_texts(cells.dictionary_decode(), label, name)
    if is_text(kind):
        try:
            texts = cells.cast(pa.string())
            texts.validate(full=True)
        except pa.ArrowInvalid as error:
            raise Refusal(
                f"{label}: the column {name} holds bytes that are not text in UTF-8; "
                "export it again as text."
            ) from error
        # An empty text is an empty cell, as in a csv.
        return pc.if_else(pc.equal(texts, ""), None, texts)
    if pa.types.is_timestamp(kind):
        return write_moments(cells)
    if pa.types.is_date(kind):
        return cells.cast(pa.date32()).cast(pa.string())
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind) or pa.types.is_time(kind):
        return cells.cast(pa.string())
    if pa.types.is_float16(kind) or pa.types.is_float32(kind):
        # As short as that kind of number needs: 0.1, not 0.10000000149.
        short = np.float16 if pa.types.is_float16(kind) else np.float32
        cells = pa.array(
            [
                None if each is None else float(str(short(each)))
                for each in cells.to_pylist()
            ],
            pa.float64(),
        )
    if is_list(kind):
        return write_lists(cells, label, name)
    return pa.array([write_text(each) for each in cells.to_pylist()], pa.string())


def write_lists(cells: pa.Array, label: str, name: str) -> pa.Array:
    """Lists as their members, joined by a semicolon; None where there are none."""
    if pa.types.is_fixed_size_list(cells.type):
        cells = cells.cast(pa.list_(cells.type.value_type))
    members = write_texts(cells.flatten(), label, name).to_pylist()
    texts: list[str | None] = []
    start = 0
    for length in pc.list_value_length(cells).to_pylist():
        here = members[start : start + (length or 0)]
        start += length or 0
        texts.append(";".join(each for each in here if each is not None) or None)
    return pa.array(texts, pa.string())


def write_moments(cells: pa.Array) -> pa.Array:
    """Timestamps to the second; only the date at midnight where they have no zone.

    Those with a zone are written as what they are in UTC.
    """
    texts = cells.cast(pa.timestamp("s"), safe=False).cast(pa.string())
    if cells.type.tz:
        texts = pc.replace_substring(texts, pattern=" ", replacement="T")
        return pc.binary_join_element_wise(texts, "+00:00", "")
    return pc.replace_substring_regex(texts, pattern=" 00:00:00$", replacement="")


def is_text(kind: pa.DataType) -> bool:
    """Whether cells of a type are text, or bytes that may be."""
    return any(
        is_kind(kind)
        for is_kind in (
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_string_view,
            pa.types.is_binary,
            pa.types.is_large_binary,
            pa.types.is_binary_view,
            pa.types.is_fixed_size_binary,
        )
    )
