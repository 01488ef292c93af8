"""The queries a page really sends to DuckDB, replayed beside one plain pass.

They are recorded under the warehouse, at its connection's cursors, so that whatever the
application keeps from one question to the next is seen for what it is: not asked.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import warehouse
from analytics.settings import PROJECT
from benchmarks.plain import print_table, write_ratio, write_span
from benchmarks.visits import PAGES


# How many times the pass a page's queries may take: an aim, and not a verdict.
AIM = 3


@dataclass(frozen=True)
class Asked:
    """One query as it was sent: to which connection, its text and its parameters."""

    connection: Any
    sql: str
    parameters: Any = None

    def ask(self) -> float:
        """Milliseconds to send it again, on a cursor of its own, and fetch its rows."""
        start = time.perf_counter()
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters).fetchall()
        return (time.perf_counter() - start) * 1000


class Cursor:
    """A cursor that notes what is sent."""

    def __init__(self, connection: Any, asked: list[Asked]) -> None:
        """Stand before a cursor of a connection."""
        self.connection, self.asked = connection, asked
        self.cursor = connection.cursor()

    def __enter__(self) -> "Cursor":
        """As a cursor does."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the cursor."""
        self.cursor.close()

    def execute(self, sql: str, parameters: Any = None) -> Any:
        """Note the query and send it."""
        self.asked.append(Asked(self.connection, sql, parameters))
        return self.cursor.execute(sql, parameters)

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
def record() -> Iterator[list[Asked]]:
    """What every warehouse opened meanwhile is asked."""
    asked: list[Asked] = []
    connect = warehouse.connect
    warehouse.connect = lambda: Connection(connect(), asked)  # type: ignore[assignment]
    try:
        yield asked
    finally:
        warehouse.connect = connect


def forget() -> None:
    """Let go of every release held open, as a freshly started server would."""
    st.cache_resource.clear()
    st.cache_data.clear()


def record_pages() -> dict[str, dict[str, list[Asked]]]:
    """By page, what its default view sends, with the menu and its filters.

    "first" is the first reader of a release just opened, "later" anyone after that.
    """
    menu = str(Path(PROJECT, "pages", "menu.py"))
    found: dict[str, dict[str, list[Asked]]] = {}
    for name, path in PAGES.items():
        # A page is reached through the default one, so the release is opened again
        # in between: what that one asked would be known already.
        session = AppTest.from_file(menu, default_timeout=300).run()
        forget()
        found[name] = {}
        with record() as asked:
            for reader in ("first", "later"):
                session.switch_page(path).run()
                if session.exception:
                    raise RuntimeError(f"{name}: {session.exception[0].message}")
                found[name][reader] = list(asked)
                asked.clear()
    return found


def make_pass(connection: Any) -> Asked:
    """The reference: every flag of every complaint summed, by year and stage."""
    with connection.cursor() as cursor:
        columns = cursor.execute(
            "select column_name from information_schema.columns "
            "where table_name = 'complaint_stages' and data_type = 'BOOLEAN'"
        ).fetchall()
    sums = ", ".join(f"sum(cast({name} as integer))" for (name,) in columns)
    return Asked(
        connection,
        f"select reporting_year, stage, count(*), {sums} "
        "from complaint_stages group by reporting_year, stage",
    )


def replay(asked: list[Asked], reference: Asked) -> tuple[float, list[float]]:
    """Milliseconds of the pass, and of each query of a page right after it."""
    return reference.ask(), [each.ask() for each in asked]


def measure_queries(rows: int, readings: int) -> None:
    """Print the queries of every page beside the pass, at one size of release.

    Every page's queries run on the connection they were recorded on, each with the
    pass on the same connection right before them, so that drift falls on both alike.
    """
    lines = []
    for name, readers in record_pages().items():
        reference = make_pass(readers["first"][0].connection)
        reference.ask()
        passes: list[float] = []
        sums: dict[str, list[float]] = {reader: [] for reader in readers}
        for _ in range(readings):
            for reader, asked in readers.items():
                whole, parts = replay(asked, reference)
                passes.append(whole)
                sums[reader].append(sum(parts))
        lines.append(
            [
                name,
                *(
                    cell
                    for reader, asked in readers.items()
                    for cell in (
                        str(len(asked)),
                        str(len(asked) - count_distinct(asked)),
                        write_span(sums[reader]),
                        write_ratio(sums[reader], passes),
                    )
                ),
                write_span(passes),
            ]
        )
    print_table(
        f"Queries of a page's default view, {rows:,} complaint rows: milliseconds, and "
        f"times the pass (aim: at most {AIM})",
        (
            "page",
            *("first: queries", "repeated", "ms", "x pass"),
            *("later: queries", "repeated", "ms", "x pass"),
            "the pass, ms",
        ),
        lines,
    )


def count_distinct(asked: list[Asked]) -> int:
    """How many different queries there are among some."""
    return len({(each.sql, repr(each.parameters)) for each in asked})
