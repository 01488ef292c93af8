"""The queries a page really sends to DuckDB, replayed beside one plain pass.

They are recorded under the warehouse, at its connection's cursors, so that whatever the
application keeps from one question to the next is seen for what it is: not asked.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from analytics.figures import open_release
from analytics.figures.open_release import open_current_release
from analytics.release.models import MODELS
from analytics.release.warehouse import Warehouse
from benchmarks.drawing import PLAIN, VISITS, Visit, draw, forget, open_menu
from benchmarks.plain import print_table, write_ratio, write_span


# How many times the pass a page's queries may take: an aim, and not a verdict.
AIM = 3
# Opened: the first reader of a release; new: the first of the page, when another page
# has been read that asks nothing but what the menu needs; again: the next reader.
READERS = ("opened", "new", "again")


@dataclass(frozen=True)
class Asked:
    """One query as it was sent: its text, its parameters, and how its rows came."""

    sql: str
    parameters: Any = None
    is_table: bool = False

    def ask(self, connection: Any) -> float:
        """Milliseconds to send it again, on a cursor of its own, and fetch its rows."""
        start = time.perf_counter()
        with connection.cursor() as cursor:
            if self.is_table:
                cursor.sql(self.sql, params=self.parameters).to_arrow_table()
            else:
                cursor.execute(self.sql, self.parameters).fetchall()
        return (time.perf_counter() - start) * 1000


class Cursor:
    """A cursor that notes what is sent."""

    def __init__(self, connection: Any, asked: list[Asked]) -> None:
        """Stand before a cursor of a connection."""
        self.cursor, self.asked = connection.cursor(), asked

    def __enter__(self) -> "Cursor":
        """As a cursor does."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the cursor."""
        self.cursor.close()

    def execute(self, sql: str, parameters: Any = None) -> Any:
        """Note the query and send it."""
        self.asked.append(Asked(sql, parameters))
        return self.cursor.execute(sql, parameters)

    def sql(self, query: str, params: Any = None) -> Any:
        """Note the query of rows and send it."""
        self.asked.append(Asked(query, params, is_table=True))
        return self.cursor.sql(query, params=params)

    def __getattr__(self, name: str) -> Any:
        """Everything else is the cursor's."""
        return getattr(self.cursor, name)


class Connection:
    """A connection whose cursors note what is sent; loading the tables is not noted."""

    def __init__(self, connection: Any, asked: list[Asked]) -> None:
        """Stand before a connection."""
        self.connection, self.asked = connection, asked

    def cursor(self) -> Cursor:
        """A cursor that notes."""
        return Cursor(self.connection, self.asked)

    def __getattr__(self, name: str) -> Any:
        """Everything else is the connection's."""
        return getattr(self.connection, name)


@contextmanager
def record(opened: Warehouse) -> Iterator[list[Asked]]:
    """What every warehouse opened meanwhile is asked, all over one connection.

    Its tables and tallies are there already: ten million rows are not to be held once
    a page.
    """
    asked: list[Asked] = []
    before = open_release.open_warehouse
    open_release.open_warehouse = lambda _folder, _tables=MODELS: Warehouse(
        Connection(opened._connection, asked), opened.tallies
    )
    try:
        yield asked
    finally:
        open_release.open_warehouse = before


def record_visit(visit: Visit, opened: Warehouse) -> dict[str, list[Asked]]:
    """What a visit sends, with the menu and its filters, by reader."""
    found = {}
    with record(opened) as asked:
        for before, readers in ((None, READERS[:1]), (PLAIN, READERS[1:])):
            session = open_menu(visit)
            forget()
            if before:
                draw(session, before)
            for reader in readers:
                asked.clear()
                draw(session, visit)
                found[reader] = list(asked)
    forget()
    return found


def make_pass(connection: Any) -> Asked:
    """The reference: every flag of every complaint summed, by year and stage."""
    with connection.cursor() as cursor:
        columns = cursor.execute("describe complaint_stages").fetchall()
    flags = [name for name, kind, *_ in columns if kind == "BOOLEAN"]
    sums = ", ".join(f"sum(cast({name} as integer))" for name in flags)
    return Asked(
        f"select reporting_year, stage, count(*), {sums} "
        "from complaint_stages group by reporting_year, stage"
    )


def replay(
    connection: Any, readers: dict[str, list[Asked]], reference: Asked, readings: int
) -> list[str]:
    """The cells of one page: its queries beside the pass, taken right before each.

    On the same connection and data, so that drift falls on both alike.
    """
    passes: list[float] = []
    sums: dict[str, list[float]] = {reader: [] for reader in readers}
    reference.ask(connection)
    for _ in range(readings):
        for reader, asked in readers.items():
            passes.append(reference.ask(connection))
            sums[reader].append(sum(each.ask(connection) for each in asked))
    cells = []
    for reader, asked in readers.items():
        times = sums[reader]
        cells += [str(len(asked)), write_span(times), write_ratio(times, passes)]
    return [*cells, write_span(passes)]


def measure_queries(rows: int, readings: int) -> None:
    """Print the queries of every page beside the pass, at one size of release."""
    opened = open_current_release().warehouse
    # The only way to the tables below the warehouse, which keeps answers.
    connection = opened._connection
    reference = make_pass(connection)
    lines = [
        [
            visit.name,
            *replay(connection, record_visit(visit, opened), reference, readings),
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
