"""The queries a page really sends to DuckDB, replayed beside one plain pass.

They are noted where a warehouse asks the database, below the answers it keeps, so that
whatever the application keeps from one question to the next is seen for what it is: not
asked.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from unittest.mock import patch

import pyarrow as pa

from analytics.figures.open_release import OpenRelease, open_served_release
from analytics.release.warehouse import Frozen, Warehouse
from benchmarks.drawing import PLAIN, VISITS, Visit, draw_visit, forget, open_menu
from benchmarks.plain import print_table, write_ratio, write_span


# How many times the pass a page's queries may take: an aim, and not a verdict.
AIM = 3
# Opened: the first reader of a release; new: the first of the page, when another page
# has been read that asks nothing but what the menu needs; again: the next reader.
READERS = ("opened", "new", "again")


@dataclass(frozen=True)
class Query:
    """One query as it was sent: its text, its parameters, and how its rows came."""

    sql: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    is_table: bool = False

    def send(self, warehouse: Warehouse) -> float:
        """Milliseconds to send it again and fetch its rows, past the answers kept."""
        start = time.perf_counter()
        if self.is_table:
            warehouse.fetch(self.sql, self.parameters)
        else:
            warehouse._run(self.sql, tuple(self.parameters.items()))
        return (time.perf_counter() - start) * 1000


class NotingWarehouse(Warehouse):
    """The tables of another warehouse, with no answers kept; what it asks is noted."""

    def __init__(self, opened: Warehouse, asked: list[Query]) -> None:
        """Share the connection of a warehouse."""
        super().__init__(opened._connection)
        self._asked = asked

    def fetch(self, sql: str, parameters: Mapping[str, Any]) -> pa.Table:
        """Note a query of many rows and send it."""
        self._asked.append(Query(sql, dict(parameters), is_table=True))
        return super().fetch(sql, parameters)

    def _run(self, sql: str, parameters: Frozen) -> tuple[tuple[Any, ...], ...]:
        """Note a query and send it."""
        self._asked.append(Query(sql, dict(parameters)))
        return super()._run(sql, parameters)


@contextmanager
def record(opened: OpenRelease) -> Iterator[list[Query]]:
    """What pages ask meanwhile of the current release, whenever they open it.

    Its tables and tallies are there already and only answers are forgotten: ten million
    rows are not to be held once a page.
    """
    asked: list[Query] = []

    def open_again() -> OpenRelease:
        return replace(opened, warehouse=NotingWarehouse(opened.warehouse, asked))

    with patch("pages.frame.view.open_served_release", open_again):
        yield asked


def record_visit(visit: Visit, opened: OpenRelease) -> dict[str, list[Query]]:
    """What a visit sends, with the menu and its filters, by reader."""
    found = {}
    with record(opened) as asked:
        for before, readers in ((None, READERS[:1]), (PLAIN, READERS[1:])):
            session = open_menu(visit)
            forget()
            if before:
                draw_visit(session, before)
            for reader in readers:
                asked.clear()
                draw_visit(session, visit)
                found[reader] = list(asked)
    forget()
    return found


def make_pass(warehouse: Warehouse) -> Query:
    """The reference: every flag of every complaint summed, by year and stage."""
    columns = warehouse.read_types("complaint_stages")
    flags = [name for name, kind in columns.items() if kind == "BOOLEAN"]
    sums = ", ".join(f"sum(cast({name} as integer))" for name in flags)
    return Query(
        f"select reporting_year, stage, count(*), {sums} "
        "from complaint_stages group by reporting_year, stage"
    )


def replay(
    warehouse: Warehouse,
    readers: dict[str, list[Query]],
    reference: Query,
    readings: int,
) -> list[str]:
    """The cells of one page: its queries beside the pass, taken right before each.

    On the same connection and data, so that drift falls on both alike.
    """
    passes: list[float] = []
    sums: dict[str, list[float]] = {reader: [] for reader in readers}
    reference.send(warehouse)
    for _ in range(readings):
        for reader, asked in readers.items():
            passes.append(reference.send(warehouse))
            sums[reader].append(sum(each.send(warehouse) for each in asked))
    cells = []
    for reader, asked in readers.items():
        times = sums[reader]
        cells += [str(len(asked)), write_span(times), write_ratio(times, passes)]
    return [*cells, write_span(passes)]


def measure_queries(rows: int, readings: int) -> None:
    """Print the queries of every page beside the pass, at one size of release."""
    opened = open_served_release()
    reference = make_pass(opened.warehouse)
    lines = [
        [
            visit.name,
            *replay(opened.warehouse, record_visit(visit, opened), reference, readings),
        ]
        for visit in VISITS
    ]
    print_table(
        f"Queries of a page's default view, {rows:,} complaint rows: how many, "
        f"milliseconds, and times the pass (aim: at most {AIM}). Opened: the first "
        "reader of a release; new: the first of the page; again: the next",
        (
            "page",
            *(cell for reader in READERS for cell in (reader, "ms", "x pass")),
            "the pass, ms",
        ),
        lines,
    )
