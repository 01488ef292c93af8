"""A damaged file, really published: what becomes of it, and what is wrong with that."""

import os
import time
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from analytics.ground.calendar import YEARS_AHEAD, bank_holidays
from analytics.ground.errors import Refusal
from analytics.ground.settings import releases_folder
from analytics.release.publish import publish
from analytics.release.store import current_id, list_ids, open_current, verify_release
from expectations.sources import SOURCES
from tests.fuzz.children import do
from tests.fuzz.counting import Count, count_rows, write_name
from tests.fuzz.exports import CONTRACT
from tests.fuzz.mutations import Damaged, make_damaged


AS_AT = date(2025, 6, 30)
AGREED = frozenset(f"rejected:{source}" for source in SOURCES)

# Reckoned once, before this process is copied for each file.
bank_holidays(AS_AT.year + YEARS_AHEAD)


def try_seed(job: tuple[int, float]) -> tuple[int, dict[str, Any] | None]:
    """What becomes of the file of a seed; None where the time is over."""
    seed, deadline = job
    if time.time() > deadline:
        return seed, None
    with TemporaryDirectory(prefix="fuzz-") as folder:
        told = do(lambda: try_file(make_damaged(seed), Path(folder)))
    if "fault" in told:
        told = {"outcome": "fault", "faults": [told["fault"]]}
    return seed, told


def try_file(damaged: Damaged, folder: Path) -> dict[str, Any]:
    """Publish a damaged file: what it came to, and what is wrong with that."""
    (folder / "landing").mkdir()
    (folder / "landing" / damaged.name).write_bytes(damaged.content)
    told = publish_folder(folder)
    if told["outcome"] == "published":
        told["faults"] += compare(told, count_rows(damaged))
    return told


def publish_folder(folder: Path) -> dict[str, Any]:
    """Publish what has landed; what it came to, and what is wrong with what is left."""
    os.environ["DATA_DIR"] = str(folder / "data")
    try:
        # SQL alone judges: the second judge takes most of the time, and is tried on
        # damaged rows elsewhere.
        publish([folder / "landing"], as_at=AS_AT, agreed=AGREED, judge=None)
    except Refusal as refusal:
        return {
            "outcome": "refused",
            "said": str(refusal),
            "faults": [*check_sentence(str(refusal)), *check_untouched()],
        }
    release, notice = open_current()
    faults = [notice] if notice else []
    faults += verify_release(release)
    if list_ids() != [release.id] or len(list(releases_folder().iterdir())) != 2:
        faults.append("more was left behind than one release")
    counts = release.sources["complaints"]
    breaches = read_columns(release.folder / "breaches.parquet")
    rejected = set(zip(breaches["file"], breaches["row"], strict=True))
    aside = read_columns(release.folder / "set_aside.parquet")["row"]
    if len(rejected) != counts["rejected"] or len(aside) != counts["set_aside"]:
        faults.append("what was kept of rows is not what was counted")
    cells = read_columns(release.folder / "cells_set_aside.parquet")["column_name"]
    if len(cells) != counts["cells_set_aside"]:
        faults.append("what was kept of cells is not what was counted")
    taken = read_columns(release.folder / "extracts/complaints.parquet")
    return {
        "outcome": "published",
        "faults": faults,
        "counts": counts,
        "names": list(map(write_name, taken["complaint_id"])),
        "cells": Counter(cells)
        + Counter({name: sum(x is not None for x in taken[name]) for name in CONTRACT}),
    }


def read_columns(path: Path) -> dict[str, list[Any]]:
    """The columns of a parquet file."""
    return dict(pq.read_table(path).to_pydict())


def check_sentence(said: str) -> list[str]:
    """What is wrong with the words of a refusal."""
    if "\n" in said or not said.endswith(".") or len(said) > 1000:
        return [f"no sentence: {said[:1000]!r}"]
    return []


def check_untouched() -> list[str]:
    """What a refused publish has left behind."""
    left = [path.name for path in releases_folder().glob("*")]
    return [f"left behind: {', '.join(left)}"] if left or current_id() else []


def compare(told: dict[str, Any], count: Count | None) -> list[str]:
    """Where a publication and an independent count of the same rows disagree."""
    counts = told["counts"]
    rows_in, kept = counts["rows_in"], counts["accepted"] + counts["rejected"]
    faults = []
    if rows_in != kept + counts["set_aside"]:
        faults.append(f"the sum does not hold: {counts}")
    if count is None:
        return faults
    if not count.filled <= rows_in <= count.rows:
        faults.append(
            f"{rows_in} rows in, but {count.filled} of {count.rows} rows are filled"
        )
    strange = set(told["names"]) - (count.names or set(told["names"]))
    if strange:
        faults.append(f"rows that the file does not have: {sorted(strange)[:5]}")
    # A row that is no row of the release may have had any of its cells.
    spare = counts["rejected"] + counts["set_aside"]
    for name in CONTRACT:
        kept = told["cells"].get(name, 0) + spare
        if count.cells[name] > kept:
            faults.append(f"{count.cells[name]} cells of {name}, but {kept} are kept")
    return faults
