"""Where the headings of a table are: titles and blank rows may stand above them."""

import re
from collections.abc import Sequence


MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = re.compile(rf"\d{{1,4}}[ /.-]{MONTH}[ /.-]\d{{2,4}}\b|\d{{4}}-\d\d-\d\d", re.I)
# A row is the headings only where that much of what is filled below has one.
LEAST_FIT = 0.7


def find_heading(rows: Sequence[Sequence[str | None]]) -> int | None:
    """The place of the headings among a file's first rows; None if all are blank.

    That is the first row with at least half as many different words as any that has
    something above nearly all that is filled below. A later row is taken for it only
    where it has words above figures: else it may be data, which are not passed over.
    """
    words = [count_headings(row) for row in rows]
    most = max(words, default=0)
    full = [
        place
        for place, count in enumerate(words)
        if count >= min(2, most) and 2 * count >= most > 0
    ]
    for place in full:
        is_told = place == full[0] or has_figures_below(rows, place)
        if is_told and measure_fit(rows, place) >= LEAST_FIT:
            return place
    filled = [place for place, row in enumerate(rows) if any(map(is_filled, row))]
    return next(iter([*full, *filled]), None)


def has_figures_below(rows: Sequence[Sequence[str | None]], place: int) -> bool:
    """Whether a row has a cell without a digit above cells that mostly have some."""
    for at, heading in enumerate(rows[place]):
        below = [row[at] or "" for row in rows[place + 1 :] if len(row) > at]
        figures = sum(bool(re.search(r"\d", cell)) for cell in below)
        is_word = is_filled(heading) and not re.search(r"\d", heading or "")
        if is_word and below and 2 * figures > len(below):
            return True
    return False


def is_filled(cell: str | None) -> bool:
    """Whether there is anything but blanks in a cell."""
    return bool(cell and cell.strip())


def count_headings(row: Sequence[str | None]) -> int:
    """How many different cells of a row are words, not numbers or dates."""
    return len(
        {
            cell.strip().lower()
            for cell in row
            if cell and re.search(r"[^\W\d_]", cell) and not DATE.search(cell)
        }
    )


def measure_fit(rows: Sequence[Sequence[str | None]], place: int) -> float:
    """The share of filled cells below a row that stand under a filled cell of it."""
    named = {at for at, cell in enumerate(rows[place]) if is_filled(cell)}
    below = [
        at
        for row in rows[place + 1 :]
        for at, cell in enumerate(row)
        if is_filled(cell)
    ]
    return sum(at in named for at in below) / len(below) if below else 1.0


def cut_headings(rows: Sequence[Sequence[str | None]], place: int) -> tuple[str, ...]:
    """Headings without blanks around them.

    Empty ones at the end are cut, but for those above a column that is mostly filled:
    it is a column without a name, and no sign of a row that went out of step.
    """
    headings = [(cell or "").strip() for cell in rows[place]]
    below = [row for row in rows[place + 1 :] if any(map(is_filled, row))]
    while headings and not headings[-1]:
        last = len(headings) - 1
        if 2 * sum(is_filled(row[last]) for row in below if len(row) > last) > len(
            below
        ):
            break
        headings.pop()
    return tuple(headings)


def remark_above(count: int) -> tuple[str, ...]:
    """A remark on rows above the headings, where there are any."""
    if not count:
        return ()
    if count == 1:
        return ("1 row above the headings was passed over.",)
    return (f"{count} rows above the headings were passed over.",)
