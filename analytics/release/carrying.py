"""What was told of earlier files and still holds: rejected rows, and cells set aside.

A row that was rejected is missing from every later release until it comes in again: as
long as it does, each of them says so.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from analytics.ground.sql_text import quote_text
from analytics.release.mending import FOLDER, read_told
from analytics.release.store import Release
from analytics.release.warehouse import quote_path
from expectations.contract import Source


# What an earlier file's name ends with; an officer's own can be called "(release 3)".
OF_RELEASE = r"' \(release \d{4}-\d\d-\d\d\.\d+\)$'"


def write_earlier(release: str) -> str:
    """The SQL of the name of an earlier release's file, which two files never share."""
    return (
        f"case when regexp_matches(file, {OF_RELEASE}) then file "
        f"else file || {quote_text(f' (release {release})')} end"
    )


def carry_cells(
    connection: duckdb.DuckDBPyConnection, source: Source, earlier: Release
) -> None:
    """Keep what was told of cells set aside in the rows that are kept."""
    path = earlier.folder / "cells_set_aside.parquet"
    if not path.exists():
        return
    keys = ", ".join(source.key)
    connection.execute(
        "insert into cells_set_aside by name "
        f"select * replace ({write_earlier(earlier.id)} as file) "
        f"from read_parquet({quote_path(path)}) where source = $source "
        f"and key in (select concat_ws(' / ', {keys}) from kept)",
        {"source": source.name},
    )


def carry_rejected(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    earlier: Release,
    files: Iterable[str],
    replaced: str = "false",
) -> int:
    """Keep what was told of rows that were rejected and have not come in since.

    Gives how many. One comes in again by its key, whatever becomes of it; where its key
    is what is wrong with it by its first part; and where none is known of it with a
    file of the same name. `replaced` is the condition that its day is of those that
    new files hold all rows of.
    """
    path = earlier.folder / "breaches.parquet"
    if not path.exists():
        return 0
    # A release of before there were files to mend kept no record of a row.
    has_record = "record" in pq.read_schema(path).names
    record = "" if has_record else ", null::json as record"
    parts = [f"record ->> '{name}'" for name in source.key]
    keys = ", ".join(f"'{name}'" for name in source.key)
    names = ", ".join(map(quote_text, files)) or "null"
    connection.execute(
        f"""
        create temp table carried as
        with told as (
            select
                *,
                {parts[0]} as first_key,
                concat_ws(' / ', {", ".join(parts)}) as whole_key,
                bool_or(column_name in ({keys})) over (partition by file, row)
                    as is_key_wrong
            from (select *{record} from read_parquet({quote_path(path)}))
            where source = $source
        ),
        anew as (
            select first_key, whole_key from given_keys
            union
            select {parts[0]}, concat_ws(' / ', {", ".join(parts)})
            from breaches where source = $source
        )
        select * exclude (first_key, whole_key, is_key_wrong)
        from told
        where not coalesce(
            case
                when first_key is null
                    then regexp_replace(file, {OF_RELEASE}, '') in ({names})
                when is_key_wrong then first_key in (select first_key from anew)
                else whole_key in (select whole_key from anew)
            end
            or {replaced},
            false
        )
        """,
        {"source": source.name},
    )
    [[rows]] = connection.execute(
        "select count(distinct (file, row)) from carried"
    ).fetchall()
    connection.execute(
        "insert into breaches by name "
        f"select * replace ({write_earlier(earlier.id)} as file) from carried"
    )
    connection.execute("drop table carried")
    return int(rows)


def carry_mending(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    earlier: Release,
    written: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """The files of those rows too, beside those that were written of new ones."""
    carried: list[dict[str, Any]] = []
    for entry in earlier.manifest.get("rejected_files", []):
        [[file]] = connection.execute(
            f"select {write_earlier(earlier.id)} from (select $file as file)",
            {"file": entry["file"]},
        ).fetchall()
        path = earlier.folder / entry["path"]
        kept = read_told(connection, path, file, entry["source"])
        if not kept.num_rows:
            continue
        (folder / FOLDER).mkdir(exist_ok=True)
        name = f"{FOLDER}/{len(written) + len(carried) + 1}.parquet"
        pq.write_table(kept, folder / name, compression="zstd")
        carried.append(entry | {"file": file, "path": name, "rows": kept.num_rows})
    return carried
