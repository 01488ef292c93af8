"""Csv files, whatever their letters, delimiters and endings."""

import csv
from collections.abc import Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from analytics.ground.errors import Refusal
from analytics.landing.files import strip_suffixes
from analytics.landing.headings import cut_headings, find_heading, remark_above
from analytics.landing.limits import MAX_COLUMNS, MAX_LINE_LETTERS, ROWS_SEARCHED
from analytics.landing.sheet import Rows, Sheet, Unreadable, make_rows
from analytics.landing.text_form import TextForm, find_form, find_row_width
from analytics.landing.text_quotes import check_quotes, refuse_quote


# Below that many rows, short ones are told one by one whatever their share.
CUT_SHORT_FROM = 10


def open_text(path: Path, label: str) -> Sheet:
    """The one table of a csv."""
    form = find_form(path, label)
    place = find_heading(form.rows[:ROWS_SEARCHED])
    if place is None:
        raise Refusal(
            f"{label}: it is empty, or its first lines are; export it again, with a "
            "line of headings above the rows."
        )
    headings = cut_headings(form.rows, place)
    if len(headings) > MAX_COLUMNS:
        raise Refusal(
            f"{label}: it has {len(headings):,} columns, but at most {MAX_COLUMNS:,} "
            "are read; leave out what no figure needs."
        )
    stem = strip_suffixes(path.name)
    return Sheet(
        file=label,
        name=stem,
        stem=stem,
        path=path,
        headings=headings,
        heading_row=place + 1,
        kind="csv",
        remarks=remark_above(place),
        reader=partial(read_text_rows, path, label, form, place, len(headings)),
    )


def read_text_rows(
    path: Path,
    label: str,
    form: TextForm,
    heading: int,
    headings: int,
    places: Sequence[int],
) -> Rows:
    """Rows of a csv; lines with too few or too many cells are kept as unreadable.

    Every record is a row, an unreadable one or blank, and blank ones are rows whose
    cells are all null: their number is the number of lines, or quotes are looked into.
    """
    below = form.rows[heading + 1 :]
    width = find_row_width(below, headings) or len(form.rows[heading])
    skipped = heading + 1 + form.is_told
    bad: list[pyarrow.csv.InvalidRow] = []
    # Cells behind the last heading are read to see that there are none.
    wanted = [*sorted(set(places)), *range(headings, width)] or [0]
    try:
        # What comes after nothing at all is no csv to the reader.
        # In which row a bad line stands is known only where one thread reads.
        table = parse_text(path, form, skipped, width, wanted, bad) if below else None
        if bad:
            bad.clear()
            table = parse_text(
                path, form, skipped, width, wanted, bad, use_threads=False
            )
    except pa.ArrowInvalid:
        check_quotes(path, label, form, width)
        raise
    if table is None:
        table = pa.table({f"c{place}": pa.array([], pa.string()) for place in wanted})
    records = table.num_rows + len(bad)
    if records + skipped != form.lines:
        check_quotes(path, label, form, width)
    offset = 1 if form.is_told else 0
    taken = {line.number for line in bad}
    numbers: Sequence[int] = range(skipped + 1 - offset, skipped + records + 1 - offset)
    if taken:
        numbers = [number for number in numbers if number + offset not in taken]
    if records:
        check_end(label, form, headings, numbers, bad, offset)
    rows, unreadable = mend_rows(numbers, table, bad, form, headings, offset)
    rows = rows.select(["_row", *(f"c{place}" for place in sorted(set(places)))])
    short = [line for line in unreadable if line.cells < headings]
    if records >= CUT_SHORT_FROM and 2 * len(short) > records:
        raise Refusal(
            f"{label}: {len(short):,} of {records:,} rows have fewer cells than the "
            f"headings, the first of them row {short[0].row:,}; export it again."
        )
    return Rows(table=rows, unreadable=tuple(unreadable))


def parse_text(
    path: Path,
    form: TextForm,
    skipped: int,
    width: int,
    wanted: Sequence[int],
    bad: list[pyarrow.csv.InvalidRow],
    *,
    use_threads: bool = True,
) -> pa.Table:
    """The columns wanted; rows of another width go to `bad`."""

    def keep(row: pyarrow.csv.InvalidRow) -> Literal["skip"]:
        bad.append(row)
        return "skip"

    names = [f"c{place}" for place in wanted]
    return pyarrow.csv.read_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(
            use_threads=use_threads,
            encoding="utf-8" if form.encoding == "utf-8-sig" else form.encoding,
            skip_rows_after_names=skipped,
            column_names=[f"c{place}" for place in range(width)],
            block_size=4 * MAX_LINE_LETTERS,
        ),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=form.delimiter,
            newlines_in_values=True,
            invalid_row_handler=keep,
            ignore_empty_lines=False,
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            include_columns=names,
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def check_end(
    label: str,
    form: TextForm,
    headings: int,
    numbers: Sequence[int],
    bad: Sequence[pyarrow.csv.InvalidRow],
    offset: int,
) -> None:
    """Refusal where the file ends inside a quote or inside a row."""
    try:
        [*csv.reader([form.last_line], delimiter=form.delimiter, strict=True)]
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise refuse_quote(label, form.lines) from error
    last = bad[-1] if bad else None
    if not last or form.last_line.endswith("\n"):
        return
    is_last = not numbers or last.number - offset > numbers[-1]
    # A foot below the table, as Salesforce writes it, is a line of one cell.
    if is_last and 1 < last.actual_columns < headings:
        raise Refusal(
            f"{label}: it ends inside row {last.number - offset:,}, which has "
            f"{last.actual_columns} cells, but the heading has {headings} cells: "
            "the file was cut off; export it again."
        )


def mend_rows(
    numbers: Sequence[int],
    table: pa.Table,
    bad: Sequence[pyarrow.csv.InvalidRow],
    form: TextForm,
    headings: int,
    offset: int,
) -> tuple[pa.Table, list[Unreadable]]:
    """Rows in order, and lines that are none.

    Commas at the end that only make empty cells are no cells: such a line is a row.
    Where cells behind the last heading are filled, the row went out of step.
    """
    columns = {int(name[1:]): table[name] for name in table.column_names}
    over = [columns.pop(place) for place in list(columns) if place >= headings]
    rows = make_rows(numbers, columns)
    unreadable = []
    if over:
        filled = over[0].is_valid()
        for cells in over[1:]:
            filled = pc.or_(filled, cells.is_valid())
        for at in pc.indices_nonzero(filled).to_pylist():
            beyond = [cells[at].as_py() for cells in over]
            count = headings + max(i for i, each in enumerate(beyond) if each) + 1
            text = form.delimiter.join(each or "" for each in beyond)
            unreadable.append(Unreadable(row=numbers[at], cells=count, text=text))
        rows = rows.filter(pc.invert(filled))
    mended: list[dict[str, int | str | None]] = []
    for line in bad:
        cells = next(
            csv.reader(StringIO(line.text, newline=""), delimiter=form.delimiter), []
        )
        row = line.number - offset
        if len(cells) >= headings and not any(cells[headings:]):
            mended.append(
                {"_row": row} | {f"c{place}": cells[place] or None for place in columns}
            )
        else:
            unreadable.append(
                Unreadable(row=row, cells=line.actual_columns, text=line.text)
            )
    if mended:
        more = pa.Table.from_pylist(mended, schema=rows.schema)
        rows = pa.concat_tables([rows, more]).sort_by("_row")
    return rows, sorted(unreadable, key=lambda line: line.row)
