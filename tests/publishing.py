"""Publishing for tests of the contract: what was kept, and that nothing was lost."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
from conftest import AS_AT, write_table
from contract_rows import LANDLORD, write_rows

from analytics.release.publish import Publication, publish


def read_rows(publication: Publication, file: str) -> list[dict[str, Any]]:
    """Rows of one parquet file of the release."""
    path = publication.release.folder / f"{file}.parquet"
    with duckdb.connect() as connection:
        rows = connection.execute("from read_parquet($path)", {"path": str(path)})
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def read_breaches(
    publication: Publication, source: str
) -> dict[int, list[dict[str, Any]]]:
    """What is wrong with each rejected row of a source, by row number."""
    breaches: dict[int, list[dict[str, Any]]] = {}
    for breach in read_rows(publication, "breaches"):
        if breach["source"] == source:
            breaches.setdefault(breach["row"], []).append(breach)
    return breaches


def read_faults(
    publication: Publication, source: str
) -> dict[int, list[dict[str, Any]]]:
    """What is wrong with each row of a source, rejected or without a cell."""
    faults = read_breaches(publication, source)
    for cell in read_rows(publication, "cells_set_aside"):
        if cell["source"] == source:
            faults.setdefault(cell["row"], []).append(cell)
    return faults


def name_rules(breaches: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Column and rule of each breach, in order."""
    return sorted((breach["column_name"], breach["rule"]) for breach in breaches)


def check_nothing_lost(publication: Publication, *, made: int = 0) -> None:
    """Every row is accepted or rejected with a reason, and both judges agree.

    `made` is how many rows there are beyond one for each that came in: a row of a file
    can have two stages.
    """
    breaches = read_rows(publication, "breaches")
    for name, counts in publication.release.sources.items():
        kept = counts["accepted"] + counts["rejected"] + counts["set_aside"]
        assert counts["rows_in"] == kept
        rows = read_rows(publication, f"extracts/{name}")
        assert len(rows) == counts["accepted"] + made
        rejected = {
            (each["file"], each["row"]) for each in breaches if each["source"] == name
        }
        assert len(rejected) == counts["rejected"]
    aside = read_rows(publication, "cells_set_aside")
    found = Counter(
        (each["source"], each["column_name"], each["reason"])
        for each in (*breaches, *aside)
    )
    # A cell that breaks two rules is set aside once, for the first.
    once = {(each["source"], each["column_name"]) for each in aside}
    for verdict in publication.release.read_validation():
        if verdict["severity"] == "warn" or verdict["rule"] == "key_repeated":
            continue
        key = verdict["source"], verdict["column"], verdict["reason"]
        if key[:2] in once:
            assert verdict["broken"] >= found.get(key, 0), verdict
        else:
            assert verdict["broken"] == found.get(key, 0), verdict
    for name, counts in publication.release.sources.items():
        its = [each for each in aside if each["source"] == name]
        assert len(its) == counts["cells_set_aside"]


def agree(sources: Iterable[str]) -> frozenset[str]:
    """A yes to whatever part of the drawn rows is rejected."""
    return frozenset(f"rejected:{source}" for source in sources)


def publish_tables(landing: Path, *, landlord: str = "", **tables: str) -> Publication:
    """A release of drawn tables; nothing was lost on the way."""
    for name, text in tables.items():
        write_table(landing, name, text)
    if landlord:
        (landing / "landlord.toml").write_text(landlord, encoding="utf-8")
    publication = publish([landing], as_at=AS_AT, agreed=agree(tables))
    check_nothing_lost(publication)
    return publication


def publish_rows(
    folder: Path, rows: dict[str, list[dict[str, str]]], landlord: str = LANDLORD
) -> Publication:
    """A release of these rows; nothing was lost on the way."""
    for source, its_rows in rows.items():
        write_rows(folder, source, its_rows)
    (folder / "landlord.toml").write_text(landlord, encoding="utf-8")
    publication = publish([folder], as_at=AS_AT, agreed=agree(rows))
    check_nothing_lost(publication)
    return publication
