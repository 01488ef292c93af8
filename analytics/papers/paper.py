"""What a paper is: plain, frozen text, tables and charts, and nothing to decide."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analytics.ground.calendar import Period
from analytics.measures.result import Result
from analytics.words.cells import write_cell, write_counts
from analytics.words.names import RANGE, write_period
from analytics.words.narrative import write_alt
from analytics.words.tables import make_table, write_interval_cell


PaperChartKind = Literal["bars", "columns", "dots", "answers"]

# What a chart of each kind is called where it cannot be seen.
FORMS: dict[PaperChartKind, str] = {
    "bars": "Bar chart",
    "columns": "Column chart",
    "dots": "Dots with bars",
    "answers": "Stacked bars",
}


@dataclass(frozen=True, kw_only=True)
class PaperChart:
    """A chart to be drawn: of which results, in which way, and its alt text."""

    kind: PaperChartKind
    title: str
    results: tuple[Result, ...]
    alt: str
    # The part of the year that columns stand for.
    dimension: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table of plain text; the first cell of a row is what the row is about."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    # Columns of numbers, which stand to the right.
    numbers: tuple[bool, ...]
    # Empty where the heading above it says it all.
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a paper under one heading."""

    key: str
    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    charts: tuple[PaperChart, ...] = ()
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    # Whether a screen shows it only when asked: an annex.
    is_folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole paper, ready to be shown or written."""

    kind: str
    title: str
    period: Period
    landlord: str
    reader: str
    quiet: str
    banner: str
    answer: tuple[str, ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    release: str
    as_at: str
    footer: str
    # The determination that it is about; empty for all other papers.
    case: str = ""

    @property
    def file_stem(self) -> str:
        """The name of its files without their ending: "cabinet-2024-25-Q3"."""
        of = self.case or self.period.label
        return f"{self.kind}-{re.sub(r'[^0-9A-Za-z]+', '-', of)}"

    @property
    def charts(self) -> tuple[PaperChart, ...]:
        """Every chart, in order."""
        return tuple(chart for section in self.sections for chart in section.charts)


def make_chart(
    kind: PaperChartKind, title: str, results: Sequence[Result], dimension: str = ""
) -> tuple[PaperChart, ...]:
    """A chart of results, or none where there is nothing to draw."""
    if not any(result.value for result in results):
        return ()
    alt = write_alt(FORMS[kind], title, results)
    chart = PaperChart(
        kind=kind, title=title, results=tuple(results), alt=alt, dimension=dimension
    )
    return (chart,)


def make_grid(title: str, results: Sequence[Result]) -> tuple[Grid, ...]:
    """The results of one measure as a table, or none where nothing is known."""
    if not any(result.is_ok for result in results):
        return ()
    table = make_table(results)
    rows = tuple(
        (str(name), *(str(cell) for cell in row))
        for name, row in zip(table.index, table.itertuples(index=False), strict=True)
    )
    headings = (str(table.index.name), *(str(name) for name in table.columns))
    return (
        Grid(
            title=title,
            headings=headings,
            rows=rows,
            numbers=(False, *(True for _ in table.columns)),
        ),
    )


def join_grids(title: str, tables: Sequence[tuple[Grid, ...]]) -> tuple[Grid, ...]:
    """Tables with the same groups set side by side, those that are there."""
    grids = [grid for table in tables for grid in table]
    if not grids:
        return ()
    names = dict.fromkeys(row[0] for grid in grids for row in grid.rows)
    # The whole comes last whatever groups the second table adds.
    ordered = sorted(names, key=lambda name: name == "All")
    found = [{row[0]: row[1:] for row in grid.rows} for grid in grids]
    rows = []
    for name in ordered:
        cells: list[str] = [name]
        for grid, rows_of in zip(grids, found, strict=True):
            cells += rows_of.get(name, ("–",) * (len(grid.headings) - 1))
        rows.append(tuple(cells))
    headings = [grids[0].headings[0]]
    for grid in grids:
        headings += grid.headings[1:]
    numbers = (False, *(True for _ in headings[1:]))
    return (
        Grid(title=title, headings=tuple(headings), rows=tuple(rows), numbers=numbers),
    )


def make_figures(
    title: str, pairs: Sequence[tuple[Result, Result | None]]
) -> tuple[Grid, ...]:
    """Figures as a table: counts, figure and interval, and the year before's."""
    if not any(now.is_ok for now, _ in pairs):
        return ()
    earlier = [before for _, before in pairs if before is not None]
    headings = ["Figure", "Counts", write_period(pairs[0][0].period), RANGE]
    headings += [write_period(earlier[0].period)] if earlier else []
    rows = []
    for now, before in pairs:
        row = [
            now.measure.label,
            write_counts_cell(now),
            write_cell(now),
            write_interval_cell(now),
        ]
        row += [write_before_cell(before)] if earlier else []
        rows.append(tuple(row))
    numbers = (False, *(True for _ in headings[1:]))
    return (
        Grid(title=title, headings=tuple(headings), rows=tuple(rows), numbers=numbers),
    )


def write_counts_cell(result: Result) -> str:
    """The counts a figure was made from, in a cell."""
    return "–" if result.denominator is None else write_counts(result)


def write_before_cell(result: Result | None) -> str:
    """The figure of the year before with its counts, in one cell."""
    if result is None:
        return "–"
    if not result.is_ok:
        return write_cell(result)
    return f"{write_cell(result)} ({write_counts_cell(result)})"
