"""The queries a page really sends to DuckDB, replayed beside one plain pass.

They are recorded under the warehouse, at its connection's cursors, so that whatever the
application keeps from one question to the next is seen for what it is: not asked.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import warehouse
from analytics.settings import PROJECT
from benchmarks.plain import print_table, write_ratio, write_span
from benchmarks.visits import PAGES


# The page that asks least of its own.
PLAIN = "extracts"
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


def draw(session: AppTest, name: str) -> None:
    """Draw a page; RuntimeError if it fails."""
    session.switch_page(PAGES[name]).run()
    if session.exception or session.error:
        told = [*session.exception, *session.error][0]
        raise RuntimeError(f"{name}: {told.value}")


def record_pages() -> dict[str, dict[str, list[Asked]]]:
    """By page, what its default view sends, with the menu and its filters, by reader.

    "opened" is the first reader of a release just opened; "new" the first of the page,
    when another page has been read that asks nothing but what the menu needs; "again"
    the next reader of the same page.
    """
    menu = str(Path(PROJECT, "pages", "menu.py"))
    found: dict[str, dict[str, list[Asked]]] = {}
    for name in PAGES:
        found[name] = {}
        # A session can go to a page only after it was on the default one, and what
        # that one asked would be known already: the release is opened again after it.
        session = AppTest.from_file(menu, default_timeout=300).run()
        for before, readers in ((None, ["opened"]), (PLAIN, ["new", "again"])):
            forget()
            with record() as asked:
                if before:
                    draw(session, before)
                for reader in readers:
                    asked.clear()
                    draw(session, name)
                    found[name][reader] = list(asked)
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


def measure_queries(rows: int, readings: int) -> None:
    """Print the queries of every page beside the pass, at one size of release.

    The pass is taken right before each replay of a page's queries, on the same
    connection and data, so that drift falls on both alike.
    """
    lines = []
    for name, readers in record_pages().items():
        # The replay goes over one connection, whichever each query was recorded on:
        # the releases opened in turn hold the same rows.
        connection = readers["opened"][0].connection
        reference = make_pass(connection)
        reference.ask()
        passes: list[float] = []
        sums: dict[str, list[float]] = {reader: [] for reader in readers}
        for _ in range(readings):
            for reader, asked in readers.items():
                passes.append(reference.ask())
                again = [replace(each, connection=connection).ask() for each in asked]
                sums[reader].append(sum(again))
        lines.append([name])
        for reader, asked in readers.items():
            times = sums[reader]
            lines[-1] += [
                str(len(asked)),
                write_span(times),
                write_ratio(times, passes),
            ]
        lines[-1].append(write_span(passes))
    print_table(
        f"Queries of a page's default view, {rows:,} complaint rows: how many, "
        f"milliseconds, and times the pass (aim: at most {AIM}). Opened: the first "
        "reader of a release; new: the first of the page; again: the next",
        (
            "page",
            *("opened", "ms", "x pass"),
            *("new", "ms", "x pass"),
            *("again", "ms", "x pass"),
            "the pass, ms",
        ),
        lines,
    )
