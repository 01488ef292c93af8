"""A plain table of text, and medians as people write them."""

from collections.abc import Sequence
from statistics import median


def write_span(readings: Sequence[float]) -> str:
    """Milliseconds: the median, and in brackets the least and the most of several."""
    places = 0 if median(readings) >= 100 else 1
    middle, *ends = (
        f"{number:,.{places}f}"
        for number in (median(readings), min(readings), max(readings))
    )
    return f"{middle} ({'-'.join(ends)})" if len(readings) > 1 else middle


def write_ratio(readings: Sequence[float], reference: Sequence[float]) -> str:
    """How many times the reference's median."""
    return f"{median(readings) / median(reference):.2f}"


def print_table(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """A title and a table: the first column to the left, the others to the right."""
    widths = [
        max(len(row[place]) for row in [headings, *rows])
        for place in range(len(headings))
    ]
    print(f"\n{title}")
    for row in [headings, ["-" * width for width in widths], *rows]:
        cells = [row[0].ljust(widths[0])]
        cells += [
            cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)
        ]
        print("  ".join(cells).rstrip(), flush=True)
