"""DuckDB over a release: loads its tables, locks them, gives each query a cursor.

Which tables they are, and what a measure is, is not known here. Tables are loaded from
files, and then DuckDB may touch no file any more: a view over the files would break
when an old release is pruned, and would read a replaced file without a word.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analytics.ground.sql_text import quote_text


# Rows of queries kept for each release; a page asks about twenty, each of sixty rows on
# average and 13 kB, whatever the size of the release.
QUERIES_KEPT = 2000

# A parameter as a key can hold it: lists become tuples.
Frozen = tuple[tuple[str, Any], ...]


def quote_path(path: Path) -> str:
    """A path as an SQL literal; DuckDB takes no parameter where a file is named."""
    return quote_text(str(path))


def connect() -> duckdb.DuckDBPyConnection:
    """An empty database in memory that reports nothing and loads no extension."""
    return duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


def read_types(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """The types of a relation's columns, by name."""
    rows = connection.execute(f"describe {relation}").fetchall()
    return {name: kind for name, kind, *_ in rows}


def connect_lean() -> duckdb.DuckDBPyConnection:
    """The same, for tables that come and go: memory set free is given back at once.

    Publishing a million rows then takes a twentieth less of it at its peak. Nor are
    they put in order for a file that there is not, which takes a second in between.
    """
    connection = connect()
    connection.execute("set checkpoint_threshold = '1TB'")
    for setting in ("flush", "bulk_deallocation_flush"):
        connection.execute(f"set allocator_{setting}_threshold = '16MB'")
    return connection


class Warehouse:
    """The tables of one release, ready for queries from any number of threads.

    A release never changes, so what a query once gave is kept: readers who look at the
    same page share it.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take over a connection whose tables are loaded."""
        self._connection = connection
        self._kept = lru_cache(maxsize=QUERIES_KEPT)(self._run)

    def query(
        self, sql: str, parameters: Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """The rows of a query, as plain Python values."""
        frozen = tuple(
            (name, tuple(value) if isinstance(value, list) else value)
            for name, value in (parameters or {}).items()
        )
        return list(self._kept(sql, frozen))

    def fetch(self, sql: str, parameters: Mapping[str, Any]) -> pa.Table:
        """The rows of a query as a table, not kept: there may be very many."""
        with self._connection.cursor() as cursor:
            return cursor.sql(sql, params=dict(parameters)).to_arrow_table()

    def add_table(self, name: str, sql: str) -> None:
        """Hold what a query gives as one more table."""
        self._connection.execute(f"create table {name} as {sql}")

    def read_types(self, table: str) -> dict[str, str]:
        """The types of a table's columns, by name."""
        with self._connection.cursor() as cursor:
            return read_types(cursor, table)

    def _run(self, sql: str, parameters: Frozen) -> tuple[tuple[Any, ...], ...]:
        """Ask the database.

        Every query has a cursor of its own: threads that share one connection get
        each other's results.
        """
        thawed = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in parameters
        }
        with self._connection.cursor() as cursor:
            return tuple(cursor.execute(sql, thawed).fetchall())

    def close(self) -> None:
        """Give the memory back."""
        self._kept.cache_clear()
        self._connection.close()


def open_warehouse(tables: Mapping[str, Path | pa.Table]) -> Warehouse:
    """A warehouse of tables from parquet files, which it never touches again.

    Its tables are held compressed, in a thirteenth of the memory, and no slower to
    read. Views give them the names that queries know: which database is in use is a
    matter of each cursor.
    """
    connection = connect()
    connection.execute("attach ':memory:' as held (compress)")
    # Else the memory of tables not yet compressed is kept for the next ones for good.
    connection.execute("set allocator_background_threads = true")
    for name, content in tables.items():
        load_table(connection, name, content)
        connection.execute("checkpoint held")
        connection.execute(f"create view {name} as select * from held.{name}")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return Warehouse(connection)


def load_table(
    connection: duckdb.DuckDBPyConnection, name: str, content: Path | pa.Table
) -> None:
    """Hold one table: of a file, or one that was made again."""
    if isinstance(content, Path):
        rows = f"read_parquet({quote_path(content)})"
    else:
        rows = f"made_{name}"
        connection.register(rows, content)
    connection.execute(f"create table held.{name} as select * from {rows}")
    if not isinstance(content, Path):
        connection.unregister(rows)
