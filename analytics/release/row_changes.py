"""How the rows of one source differ between two extracts, told apart by their key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from analytics.release.warehouse import connect, quote_path, read_types
from expectations.contract import Source


# The cells of a row, or of its key.
Cells = tuple[Any, ...]

# What can have happened to a row between two releases.
KINDS_OF_CHANGE = ("added", "removed", "changed")


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
