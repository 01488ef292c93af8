"""Time of a briefing in three formats, as a command somebody waits for.

The whole process counts: Python's start, imports, opening the release, the figures,
the charts, pandoc and typst. No test watches this clock.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analytics.ground.settings import PROJECT
from benchmarks.plain import print_table, write_ratio, write_span


# Seconds that a briefing may take: an aim, and not a verdict.
AIM = 10
OPTIONS = ["--kind", "cabinet", "--year", "2024-25", "--out"]
WRITE_BRIEFING = ["-m", "analytics", "briefing", *OPTIONS]
WRITE_LINE = ["benchmarks/bare_paper.py"]
WRITTEN = {".docx", ".html", ".pdf"}


def run_command(command: list[str]) -> float:
    """Milliseconds of a command that writes papers; RuntimeError if it wrote fewer."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *command, folder],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        milliseconds = (time.perf_counter() - start) * 1000
        written = {path.suffix for path in Path(folder).iterdir()}
    if done.returncode or written != WRITTEN:
        raise RuntimeError(f"{command}: {done.stderr or sorted(written)}")
    return milliseconds


def write_met(readings: list[float]) -> str:
    """Whether the aim was met every time."""
    return "yes" if max(readings) < AIM * 1000 else "no"


def measure_briefing(rows: int, readings: int) -> None:
    """Print what a briefing takes beside one line of text in the same three formats."""
    run_command(WRITE_LINE)
    run_command(WRITE_BRIEFING)
    bare, own = [], []
    for _ in range(readings):
        bare.append(run_command(WRITE_LINE))
        own.append(run_command(WRITE_BRIEFING))
    print_table(
        f"A briefing as Word, PDF and HTML, {rows:,} complaint rows: milliseconds of "
        f"the whole command (aim: under {AIM * 1000:,}), and times one line of text by "
        "the same pandoc and typst",
        ("paper", "ms", "x bare", "aim met"),
        [
            ["one line", write_span(bare), "1.00", ""],
            [
                "cabinet briefing",
                write_span(own),
                write_ratio(own, bare),
                write_met(own),
            ],
        ],
    )
