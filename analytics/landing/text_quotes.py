"""Quotes that are opened and never closed: they swallow the rows behind them."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from analytics.ground.errors import Refusal
from analytics.landing.text_form import TextForm


def check_quotes(path: Path, label: str, form: TextForm, width: int) -> None:
    """Refusal where a quoted cell spans lines that are rows, with the line it begins.

    Notes may span lines, so each such cell is looked at; a csv in which none does
    never needs this.
    """
    shapes = find_shapes(form.rows, width)
    pending: list[str] = []
    first = 1
    with path.open(encoding=form.encoding, newline="") as stream:
        reader = csv.reader(record(stream, pending), delimiter=form.delimiter)
        while True:
            try:
                row = next(reader, None)
            except csv.Error:
                # A cell larger than any: it ends in no row.
                row = None
            if len(pending) > 1 or row is None:
                text = "".join(pending)
                place = find_open_quote(text, form.delimiter, width, shapes)
                if place is not None:
                    line = first + len(re.findall(r"\r\n|\r|\n", text[:place]))
                    raise refuse_quote(label, line)
            if row is None:
                return
            first += len(pending)
            pending.clear()


def record(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """Lines one by one, each noted as it is taken."""
    for line in lines:
        taken.append(line)
        yield line


def refuse_quote(label: str, line: int) -> Refusal:
    """The sentence on a quote that is not closed."""
    return Refusal(
        f"{label}: a quote that is opened in line {line:,} is not closed where its "
        "cell ends, and what follows would be swallowed; close it or take it out."
    )


def find_open_quote(
    text: str, delimiter: str, width: int, shapes: dict[int, set[str]]
) -> int | None:
    """Where in the text of one record the cell begins that holds other rows."""
    quoted = re.compile(rf'(?:^|(?<=[{re.escape(delimiter)}\r\n]))"((?:[^"]|"")*+)("?)')
    for found in quoted.finditer(text):
        inside, close = found.groups()
        after = text[found.end() : found.end() + 1]
        if not close:
            return found.start()
        if not re.search(r"[\r\n]", inside):
            continue
        if after and after not in (delimiter, "\r", "\n"):
            return found.start()
        lines = inside.splitlines()[1:-1]
        if any(is_row(line, delimiter, width, shapes) for line in lines):
            return found.start()
    return None


def is_row(line: str, delimiter: str, width: int, shapes: dict[int, set[str]]) -> bool:
    """Whether a line inside a cell has the cells of a row, and looks like one."""
    cells = next(csv.reader([line], delimiter=delimiter), [])
    if len(cells) != width or width < 2:
        return False
    if not shapes:
        return True
    return any(write_shape(cells[place]) in known for place, known in shapes.items())


def find_shapes(rows: Sequence[Sequence[str]], width: int) -> dict[int, set[str]]:
    """Columns whose cells have one of few shapes with digits: ids, dates, amounts."""
    shapes = {}
    for place in range(width):
        cells = [row[place] for row in rows if len(row) == width and row[place]]
        # The heading is among them.
        known = {write_shape(cell) for cell in cells[1:]}
        known = {shape for shape in known if "9" in shape}
        if 0 < len(known) <= 3:
            shapes[place] = known
    return shapes


def write_shape(cell: str) -> str:
    """What a cell looks like: "9-9-9" for a date, "a-9" for an id."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", cell.strip()))
