"""DuckDB over a release: builds the models once, then answers queries in memory.

Tables are loaded from the release's parquet, and then DuckDB may touch no file any
more: a view over the files would break when an old release is pruned, and would read
a replaced file without a word.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analytics.counting.tallies import NO_TALLIES, Tallies, list_tallies
from analytics.ground.calendar import list_days
from analytics.ground.settings import PROJECT
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
    "dimension_values",
)

# Made of other models alone: a release from before there was such a model gets it as
# it is opened.
DERIVED = ("dimension_values",)

# Answers kept for each release; a page asks for about twenty, each of sixty rows on
# average and 13 kB, whatever the size of the release.
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


# The cells of a row, or of its key.
Cells = tuple[Any, ...]

# What can have happened to a row between two releases.
KINDS_OF_CHANGE = ("added", "removed", "changed")

# A parameter as a key can hold it: lists become tuples.
Frozen = tuple[tuple[str, Any], ...]


class Warehouse:
    """The models of one release, ready for queries from any number of threads.

    A release never changes, so an answer once given is kept: readers who look at the
    same page share it.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, tallies: Tallies = NO_TALLIES
    ) -> None:
        """Take over a connection whose tables are loaded."""
        self._connection = connection
        self.tallies = tallies
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

    def fetch(self, sql: str, parameters: Mapping[str, Any]) -> pa.Table:
        """The rows of a query as a table, not kept: there may be very many."""
        with self._connection.cursor() as cursor:
            return cursor.sql(sql, params=dict(parameters)).to_arrow_table()

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
    """A warehouse over a release's folder, which it never touches again.

    Its tables are held compressed, in a thirteenth of the memory, and no slower to
    read. Views give them the names that queries know: which database is in use is a
    matter of each cursor.
    """
    connection = connect()
    connection.execute("attach ':memory:' as held (compress)")
    # Else the memory of tables not yet compressed is kept for the next ones for good.
    connection.execute("set allocator_background_threads = true")
    for name in tables:
        path = folder / "models" / f"{name}.parquet"
        rows = f"select * from read_parquet({quote_path(path)})"
        if name in DERIVED and not path.exists():
            rows = read_model(name)
        connection.execute(f"create table held.{name} as {rows}")
        connection.execute("checkpoint held")
        connection.execute(f"create view {name} as select * from held.{name}")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return Warehouse(connection, make_tallies(connection, tables))


def make_tallies(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[str]
) -> Tallies:
    """Count beforehand what the tables hold."""
    tallies = list_tallies({name: read_types(connection, name) for name in tables})
    for tally in chain.from_iterable(tallies.values()):
        connection.execute(f"create table {tally.name} as {tally.sql}")
    return tallies


@dataclass(frozen=True, kw_only=True)
class ChangedRow:
    """A row that two extracts hold differently: its key, and each changed cell."""

    key: Cells
    cells: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How one source's rows differ between two extracts.

    The counts are of all rows; of the rows themselves, told by the cells of their key,
    only the first are here.
    """

    counts: dict[str, int]
    uncompared: tuple[str, ...]
    added: tuple[Cells, ...]
    removed: tuple[Cells, ...]
    changed: tuple[ChangedRow, ...]


def compare_extracts(
    source: Source, before: Path | None, after: Path | None, limit: int
) -> Difference:
    """How a source's rows differ between two extracts; None is one without a row.

    At most `limit` rows are given of each kind. Columns that only one of the two has
    are not compared but named. Raises KeyError, naming the column, where rows cannot
    be told apart, and duckdb.Error where a file cannot be read.
    """
    connection = connect()
    try:
        for name, path in (("earlier", before), ("later", after)):
            # One that was not supplied is the other without its rows.
            file = quote_path(path or after or before or Path())
            rest = "" if path else "limit 0"
            connection.execute(
                f"create view {name} as select * from read_parquet({file}) {rest}"
            )
        return find_difference(connection, source, limit)
    finally:
        connection.close()


def find_difference(
    connection: duckdb.DuckDBPyConnection, source: Source, limit: int
) -> Difference:
    """How the table `later` differs from the table `earlier`."""
    earlier, later = (read_types(connection, name) for name in ("earlier", "later"))
    for name in source.key:
        if name not in earlier or name not in later:
            raise KeyError(name)
    changes = {
        column.name: write_change(
            column.name, is_alike=earlier[column.name] == later[column.name]
        )
        for column in source.columns
        if column.name not in source.key and column.name in earlier.keys() & later
    }
    connection.execute(write_differing(source.key, changes))
    counts = connection.execute(
        "select _kind, count(*) from differing group by _kind"
    ).fetchall()
    return Difference(
        counts=dict.fromkeys(KINDS_OF_CHANGE, 0) | dict(counts),
        uncompared=tuple(sorted(earlier.keys() ^ later)),
        added=list_differing(connection, source.key, "added", limit),
        removed=list_differing(connection, source.key, "removed", limit),
        changed=list_changed(connection, source.key, changes, limit),
    )


def read_types(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """The types of a table's columns, by name."""
    rows = connection.execute(f"describe {table}").fetchall()
    return {name: kind for name, kind, *_ in rows}


def write_change(name: str, *, is_alike: bool) -> str:
    """The condition that a cell differs; null differs from a value, not from null.

    The items of a list count in their order, because an extract may mean something by
    it. Where the contract has changed a column's type, what is written is compared.
    """
    cast = "" if is_alike else "::varchar"
    return f"earlier.{name}{cast} is distinct from later.{name}{cast}"


def write_same_key(key: Sequence[str], left: str, right: str) -> str:
    """The condition that the rows of two tables have the same key."""
    return " and ".join(
        f"{left}.{name} is not distinct from {right}.{name}" for name in key
    )


def write_differing(key: Sequence[str], changes: Mapping[str, str]) -> str:
    """The create of a table of the rows that differ: their key, and how.

    Names of its own begin with an underscore: no column of the contract does.
    """
    keys = ", ".join(
        f"coalesce(later.{name}, earlier.{name}) as {name}" for name in key
    )
    return f"""
        create table differing as
        select {keys}, case
            when earlier._is_there is null then 'added'
            when later._is_there is null then 'removed'
            when {" or ".join(changes.values()) or "false"} then 'changed'
        end as _kind
        from (select *, true as _is_there from earlier) as earlier
        full join (select *, true as _is_there from later) as later
            on {write_same_key(key, "earlier", "later")}
        where _kind is not null
    """


def list_differing(
    connection: duckdb.DuckDBPyConnection, key: Sequence[str], kind: str, limit: int
) -> tuple[Cells, ...]:
    """The keys of the first rows that differ in some way."""
    names = ", ".join(key)
    return tuple(
        connection.execute(
            f"select {names} from differing where _kind = $kind "
            f"order by {names} limit $limit",
            {"kind": kind, "limit": limit},
        ).fetchall()
    )


def list_changed(
    connection: duckdb.DuckDBPyConnection,
    key: Sequence[str],
    changes: Mapping[str, str],
    limit: int,
) -> tuple[ChangedRow, ...]:
    """The first rows that changed, with those of their cells that did."""
    keys = ", ".join(f"listed.{name}" for name in key)
    cells = ", ".join(
        f"{condition}, earlier.{name}, later.{name}"
        for name, condition in changes.items()
    )
    rows = connection.execute(
        f"""
        select {keys}, {cells or "null"}
        from (
            select * from differing where _kind = 'changed'
            order by {", ".join(key)} limit $limit
        ) as listed
        join earlier on {write_same_key(key, "listed", "earlier")}
        join later on {write_same_key(key, "listed", "later")}
        order by {keys}
        """,
        {"limit": limit},
    ).fetchall()
    return tuple(read_changed(row, len(key), list(changes)) for row in rows)


def read_changed(row: Cells, width: int, names: Sequence[str]) -> ChangedRow:
    """A changed row: the cells of its key, then three for each column."""
    key, rest = row[:width], row[width:]
    triples = zip(names, rest[::3], rest[1::3], rest[2::3], strict=False)
    cells = tuple((name, old, new) for name, differs, old, new in triples if differs)
    return ChangedRow(key=key, cells=cells)
