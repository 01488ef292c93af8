"""DuckDB over a release: builds the models once, then answers queries in memory.

Tables are loaded from the release's parquet, and then DuckDB may touch no file any
more: a view over the files would break when an old release is pruned, and would read
a replaced file without a word.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analytics.calendar import list_days
from analytics.settings import PROJECT
from expectations.contract import Source


SQL_FOLDER = PROJECT / "analytics" / "sql"

# In the order in which they can be built: each reads those before it.
MODELS = (
    "complaint_stages",
    "complaint_areas",
    "stock",
    "survey_answers",
    "surveys",
    "closure_surveys",
    "actions",
    "upheld_complaints",
    "refused_complaints",
    "findings",
    "orders",
    "events",
    "coverage",
    "published_figures",
)

CLOCK_RULES_FILE = "clock_rules.csv"

# Answers kept for each release; one is a few rows, a page asks for about twenty.
ANSWERS_KEPT = 2000


def quote_path(path: Path) -> str:
    """A path as an SQL literal; DuckDB takes no parameter where a file is named."""
    return "'" + str(path).replace("'", "''") + "'"


def connect() -> duckdb.DuckDBPyConnection:
    """An empty database in memory that reports nothing and loads no extension."""
    return duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


def create_stage(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """An empty staged table for a source that was not supplied."""
    columns = ", ".join(f"{column.name} {column.sql_type}" for column in source.columns)
    connection.execute(f"create table stg_{source.name} ({columns})")


def load_clock(
    connection: duckdb.DuckDBPyConnection, as_at: date, clock_rules: Path
) -> None:
    """The tables the clock is read from: days, working days, rules and as-at date."""
    days = list(list_days(as_at))
    calendar = pa.table(
        {
            "day": pa.array([each.day for each in days], pa.date32()),
            "is_working_day": [each.is_working_day for each in days],
            "working_day_number": pa.array(
                [each.working_day_number for each in days], pa.int32()
            ),
            "reporting_year": [each.reporting_year for each in days],
            "quarter": [each.quarter for each in days],
            "month": [each.month for each in days],
        }
    )
    connection.register("days", calendar)
    connection.execute("create table calendar as select * from days")
    connection.unregister("days")
    connection.execute(
        "create table working_days as "
        "select working_day_number, day from calendar where is_working_day"
    )
    connection.execute(
        f"create table clock_rules as select * from read_csv({quote_path(clock_rules)})"
    )
    connection.execute("create table release_facts (as_at date not null)")
    connection.execute("insert into release_facts values ($as_at)", {"as_at": as_at})


def read_model(name: str) -> str:
    """The SQL of a model."""
    return (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def build_models(connection: duckdb.DuckDBPyConnection) -> None:
    """Every model as a table, from the staged tables and the clock's."""
    for name in MODELS:
        connection.execute(f"create table {name} as {read_model(name)}")


def save_table(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Write a table to parquet, in its own order."""
    connection.execute(
        f"copy (select * from {name}) to {quote_path(path)} "
        "(format parquet, compression zstd)"
    )


# A parameter as a key can hold it: lists become tuples.
Frozen = tuple[tuple[str, Any], ...]


class Warehouse:
    """The models of one release, ready for queries from any number of threads.

    A release never changes, so an answer once given is kept: readers who look at the
    same page share it.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take over a connection whose tables are loaded."""
        self._connection = connection
        self._answer = lru_cache(maxsize=ANSWERS_KEPT)(self._run)

    def query(
        self, sql: str, parameters: Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """The rows of a query, as plain Python values."""
        frozen = tuple(
            (name, tuple(value) if isinstance(value, list) else value)
            for name, value in (parameters or {}).items()
        )
        return list(self._answer(sql, frozen))

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
        self._answer.cache_clear()
        self._connection.close()


def open_warehouse(folder: Path, tables: Iterable[str] = MODELS) -> Warehouse:
    """A warehouse over a release's folder, which it never touches again."""
    connection = connect()
    for name in tables:
        path = quote_path(folder / "models" / f"{name}.parquet")
        connection.execute(f"create table {name} as select * from read_parquet({path})")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return Warehouse(connection)
