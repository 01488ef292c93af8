"""A csv that an officer brings, clean and with rows that fail, beside a plain copy.

Seconds and peak memory of whole processes. The copy looks at nothing: it is the least
that reading the csv and keeping it as parquet can take.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from analytics.ground.settings import PROJECT
from benchmarks.extracts import write_extracts
from benchmarks.plain import print_table


# Aims, and not verdicts: times the copy, and megabytes.
AIM, MEMORY_AIM = 10, 2_000
# Of a hundred rows so many fail: a tenure that nobody knows, a day that never was.
FAILING = 17


@dataclass(frozen=True, kw_only=True)
class Took:
    """What one process took: seconds, the peak in megabytes, what it printed."""

    seconds: float
    peak: float
    printed: str


def run_apart(script: str, *arguments: str, **given: str) -> Took:
    """A script of this folder in a process of its own; RuntimeError if it failed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(
            [sys.executable, f"benchmarks/{script}", *arguments],
            cwd=PROJECT,
            env=os.environ | given,
            stdout=out,
            stderr=told,
        )
        # The child's own peak, which the system gives when it is waited for.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        told.seek(0)
        if process.returncode:
            raise RuntimeError(f"{script}: {told.read()[-2000:]}")
        return Took(
            seconds=time.perf_counter() - start,
            peak=used.ru_maxrss * 1024 / 1e6,
            printed=out.read(),
        )


def write_export(made: Path, folder: Path, *, failing: int) -> Path:
    """Complaints that were made, as a csv; of a hundred rows so many spoilt."""
    folder.mkdir()
    shutil.copy(made / "landlord.toml", folder)
    target = folder / "complaints.csv"
    spoilt = f"row_number() over () % 100 < {failing}"
    # A list as a cell of text; half of the spoilt by their tenure, half by their day.
    duckdb.execute(
        f"""
        copy (
            select * replace (
                array_to_string(service_areas, ';') as service_areas,
                case when {spoilt} and hash(complaint_id) % 2 = 0
                    then 'lord' else tenure end as tenure,
                case when {spoilt} and hash(complaint_id) % 2 = 1
                    then '31/02/2024' else cast(received_date as varchar) end
                    as received_date
            )
            from '{made / "complaints.parquet"}'
        ) to '{target}'
        """
    )
    return target


def measure_importing(rows: int, readings: int) -> None:
    """Print seconds and memory of publishing a csv beside copying it."""
    lines = []
    imports = []
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        write_extracts(scratch / "made", rows)
        for name, failing in (("clean", 0), (f"{FAILING}% failing", FAILING)):
            export = write_export(
                scratch / "made", scratch / f"export-{failing}", failing=failing
            )
            copies, publishes = [], []
            for turn in range(readings):
                target = str(scratch / "copy.parquet")
                copies.append(run_apart("bare_copy.py", str(export), target))
                data = str(scratch / f"data-{failing}-{turn}")
                publishes.append(
                    run_apart("one_publish.py", str(export.parent), DATA_DIR=data)
                )
            copy = min(copies, key=lambda each: each.seconds)
            own = min(publishes, key=lambda each: each.seconds)
            imported, took, accepted, rejected = map(float, own.printed.split())
            imports.append(imported)
            lines += [
                [f"copy, {name}", f"{copy.seconds:.1f}", "1.0", f"{copy.peak:,.0f}"],
                [
                    f"publish, {name}: {accepted:,.0f} accepted, "
                    f"{rejected:,.0f} rejected",
                    f"{took:.1f}",
                    f"{took / copy.seconds:.1f}",
                    f"{own.peak:,.0f}",
                ],
            ]
    print_table(
        f"A csv of {rows:,} complaint rows: the best of {readings}, in seconds, times "
        f"DuckDB's plain copy (aim: {AIM}), and the peak in megabytes (aim: "
        f"{MEMORY_AIM:,}). Importing Great Expectations took {min(imports):.1f} s more",
        ("what", "s", "x copy", "MB"),
        lines,
    )
