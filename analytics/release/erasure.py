"""Erasure: a complaint goes out of every release, and nothing of it is left behind.

Rows that are about the complaint go; a row that only names it, such as a learning
action, loses the name. Each release is built again beside its place and put there in
one step, so a reader sees it as it was or as it is, and one who has it open keeps it.
"""

import ctypes
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from analytics.ground.settings import data_folder, releases_folder
from analytics.release.building import (
    MADE_BY,
    build_models,
    create_stage,
    digest_models,
    load_clock,
    load_extract,
    save_table,
)
from analytics.release.clock_rules import CLOCK_RULES_FILE
from analytics.release.mending import read_told
from analytics.release.models import MODELS
from analytics.release.store import (
    MANIFEST,
    UNFINISHED,
    Release,
    flush,
    hash_file,
    lock_path,
)
from analytics.release.warehouse import connect, quote_path, read_types
from expectations.contract import Source
from expectations.sources import SOURCES


# What was erased, when, by whom and which figures moved: never the content or an id.
LOG_FILE = "erasures.jsonl"

# Tables of a release that tell of rows which are in no extract, or of cells.
NOTES = ("breaches", "warnings", "set_aside", "cells_set_aside")

ID = "complaint_id"

# Both folders change places at once, or neither does.
RENAME_EXCHANGE = 2
AT_FDCWD = -100


@dataclass(frozen=True, kw_only=True)
class Struck:
    """What is to go: complaints by their id, and rejected rows of before a day.

    The second is for rows whose id was withheld because they seemed to hold a person.
    """

    ids: tuple[str, ...]
    before: date | None = None


def list_carriers() -> list[Source]:
    """The sources whose rows are about one complaint."""
    return [source for source in SOURCES.values() if ID in source.key]


def find_old(releases: Iterable[Release], before: date) -> tuple[str, ...]:
    """Complaints of which every row, in any release, is of before a day.

    One whose stage 2 came later is not old, whatever an older release knew of it. A
    rejected row whose day cannot be read is as old as its release at least.
    """
    connection = connect()
    try:
        connection.execute("create table mentions (complaint_id varchar, day date)")
        for release in releases:
            rejected = quote_path(release.folder / "breaches.parquet")
            for source in list_carriers():
                path = release.folder / "extracts" / f"{source.name}.parquet"
                if path.exists():
                    connection.execute(
                        f"insert into mentions select {ID}, {source.placed_by} "
                        f"from read_parquet({quote_path(path)})"
                    )
                connection.execute(
                    f"insert into mentions select record ->> '{ID}', "
                    f"{write_latest_day(source, release.as_at)} "
                    f"from read_parquet({rejected}) where source = '{source.name}'"
                )
        rows = connection.execute(
            f"select {ID} from mentions where {ID} is not null "
            f"group by {ID} having max(day) < $before order by {ID}",
            {"before": before},
        ).fetchall()
        return tuple(row[0] for row in rows)
    finally:
        connection.close()


def write_latest_day(source: Source, as_at: date) -> str:
    """The SQL of a rejected row's day; unreadable, the last that it can have been."""
    return (
        f"coalesce(try_cast(record ->> '{source.placed_by}' as date), date '{as_at}')"
    )


def count_struck(release: Release, struck: Struck) -> dict[str, int]:
    """How many rows of each source and note of a release would go; empty if none."""
    connection = connect()
    try:
        load_release(connection, release)
        return strike(connection, struck, release.as_at)
    finally:
        connection.close()


def load_release(connection: duckdb.DuckDBPyConnection, release: Release) -> None:
    """The extracts of a release as staged tables, and its notes."""
    for source in SOURCES.values():
        create_stage(connection, source)
        path = release.folder / "extracts" / f"{source.name}.parquet"
        if path.exists():
            load_extract(connection, source, path)
    for name in NOTES:
        path = release.folder / f"{name}.parquet"
        if path.exists():
            connection.execute(
                f"create table {name} as from read_parquet({quote_path(path)})"
            )


def strike(
    connection: duckdb.DuckDBPyConnection, struck: Struck, as_at: date
) -> dict[str, int]:
    """Take everything that is struck out of the loaded tables of a release of a day.

    Gives how many rows went of each, if any.
    """
    connection.execute(
        "create table struck as select unnest($ids::varchar[]) as id",
        {"ids": list(struck.ids)},
    )
    is_struck = f"{ID} in (select id from struck)"
    gone = {}
    for source in SOURCES.values():
        names = [column.name for column in source.columns]
        if ID in source.key:
            sql = f"delete from stg_{source.name} where {is_struck}"
        elif ID in names:
            sql = f"update stg_{source.name} set {ID} = null where {is_struck}"
        else:
            continue
        gone[source.name] = run_change(connection, sql)
    for name in NOTES:
        gone[name] = strike_notes(connection, name, struck.before, as_at)
    return {name: rows for name, rows in gone.items() if rows}


def strike_notes(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    before: date | None,
    as_at: date,
) -> int:
    """Take out of a table of notes what tells of a row that is struck."""
    tables = connection.execute("select table_name from duckdb_tables()").fetchall()
    if (table,) not in tables:
        return 0
    columns = read_types(connection, table)
    words = [name for name in ("value", "reason") if name in columns]
    text = f"concat_ws(' ', {', '.join(words)})"
    tells = [
        "list_has_any(string_split_regex("
        f"{text}, '[\\s\"“”,;:()]+'), (select coalesce(list(id), []) from struck))"
    ]
    carriers = ", ".join(f"'{source.name}'" for source in list_carriers())
    if "key" in columns:
        # A key is written with the complaint first: "C-1 / 2".
        tells.append(
            f"source in ({carriers}) "
            "and string_split(key, ' / ')[1] in (select id from struck)"
        )
    if "record" in columns:
        tells.append(f"record ->> '{ID}' in (select id from struck)")
        if before:
            tells += [
                f"source = '{source.name}' and record ->> '{ID}' is null and "
                f"{write_latest_day(source, as_at)} < date '{before}'"
                for source in list_carriers()
            ]
    return run_change(
        connection,
        f"delete from {table} where (file, row) in (select (file, row) from {table} "
        f"where {' or '.join(f'({each})' for each in tells)})"
        if "file" in columns
        else f"delete from {table} where {' or '.join(f'({each})' for each in tells)}",
    )


def run_change(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """Run a delete or an update; gives how many rows it was of."""
    [[rows]] = connection.execute(sql).fetchall()
    return int(rows)


def erase_from(release: Release, struck: Struck) -> dict[str, int]:
    """Build a release again without what is struck; gives what went, if anything."""
    connection = connect()
    workshop = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=releases_folder()))
    lock = lock_path(workshop)
    try:
        load_release(connection, release)
        gone = strike(connection, struck, release.as_at)
        if gone:
            shutil.copytree(release.folder, workshop, dirs_exist_ok=True)
            rewrite(connection, release, workshop, gone)
            swap_folders(workshop, release.folder)
        return gone
    finally:
        connection.close()
        shutil.rmtree(workshop, ignore_errors=True)
        os.close(lock)


def rewrite(
    connection: duckdb.DuckDBPyConnection,
    release: Release,
    folder: Path,
    gone: dict[str, int],
) -> None:
    """Write what was loaded over a copy of its release, with models and hashes."""
    load_clock(
        connection,
        release.as_at,
        release.folder / CLOCK_RULES_FILE,
        release.read_landlord().bank_holidays,
    )
    build_models(connection)
    for name in release.sources:
        path = folder / "extracts" / f"{name}.parquet"
        save_table(connection, f"stg_{name}", path)
    (folder / "models").mkdir(exist_ok=True)
    for name in MODELS:
        save_table(connection, name, folder / "models" / f"{name}.parquet")
    for name in NOTES:
        path = folder / f"{name}.parquet"
        if path.exists():
            save_table(connection, name, path)
    sources = release.sources
    for name, counts in sources.items():
        is_fewer = ID in SOURCES[name].key if name in SOURCES else False
        rows = gone.get(name, 0) if is_fewer else 0
        held = release.count_held(name) - rows
        erased = int(counts.get("erased", 0)) + rows
        sources[name] = counts | {"rows": held, "erased": erased}
    manifest = release.manifest | {
        MADE_BY: digest_models(),
        "sources": sources,
        "rejected_files": strike_rejected(connection, release, folder),
    }
    (folder / MANIFEST).unlink()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest["files"] = {
        path.relative_to(folder).as_posix(): hash_file(path) for path in files
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    for path in [*folder.rglob("*"), folder]:
        flush(path)
    folder.chmod(0o755)


def strike_rejected(
    connection: duckdb.DuckDBPyConnection, release: Release, folder: Path
) -> list[dict[str, Any]]:
    """Take out of the files of rejected rows what no breach tells of any more.

    Gives the files that are left, each with how many rows it has now.
    """
    left = []
    for entry in release.manifest.get("rejected_files", []):
        path = folder / entry["path"]
        kept = read_told(connection, path, entry["file"], entry["source"])
        if kept.num_rows:
            pq.write_table(kept, path, compression="zstd")
            left.append(entry | {"rows": kept.num_rows})
        else:
            path.unlink()
    return left


def swap_folders(new: Path, old: Path) -> None:
    """Let two folders change places in one step, where the system can do that."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    paths = (os.fsencode(new), os.fsencode(old))
    if rename is None or rename(
        AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE
    ):
        aside = new.with_name(f"{new.name}-aside")
        old.rename(aside)
        new.rename(old)
        aside.rename(new)
    flush(old.parent)


def note_erasure(entry: dict[str, Any]) -> None:
    """Add a line to the log of what was erased, before anybody is told of it."""
    path = data_folder() / LOG_FILE
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(entry, ensure_ascii=False) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def read_erasures() -> list[dict[str, Any]]:
    """What was erased, oldest first."""
    path = data_folder() / LOG_FILE
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]
