"""Measures the dashboard and prints tables: `python benchmarks/run.py`.

Everything is a ratio to a reference of the same run: a bare Streamlit page with one
chart, a paper with one line, one plain pass over the complaints, or pandas. Parts that
are about pages and papers are measured over the smallest release asked for, those about
amounts of data over every one. Nothing is judged.
"""

import argparse
import gc
import logging
import sys
import tempfile
import warnings
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
# Pages are drawn here without a server, of which Streamlit would warn page by page.
logging.getLogger("streamlit").setLevel(logging.ERROR)
logging.disable(logging.WARNING)
warnings.simplefilter("ignore")

from benchmarks.briefing import measure_briefing  # noqa: E402
from benchmarks.browser import measure_browser, measure_link  # noqa: E402
from benchmarks.figures import measure_figures  # noqa: E402
from benchmarks.importing import measure_importing  # noqa: E402
from benchmarks.memory import measure_memory  # noqa: E402
from benchmarks.publishing import make_release  # noqa: E402
from benchmarks.queries import measure_queries  # noqa: E402
from benchmarks.server import measure_server  # noqa: E402


# Memory first: what the other parts leave in this process is then not there yet.
PARTS = {
    "memory": measure_memory,
    "importing": measure_importing,
    "server": measure_server,
    "browser": measure_browser,
    "link": measure_link,
    "briefing": measure_briefing,
    "queries": measure_queries,
    "figures": measure_figures,
}
# What is measured at every size of release.
AT_EVERY_SIZE = ("memory", "importing", "queries", "figures")


def read_arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rows",
        type=int,
        nargs="+",
        default=[1_000, 1_000_000],
        help="rows of complaints, one release each; up to 10000000 have been tried",
    )
    parser.add_argument("--readings", type=int, default=3, help="of each figure")
    parser.add_argument(
        "--only", choices=list(PARTS), nargs="+", default=list(PARTS), help="parts"
    )
    parser.add_argument(
        "--data",
        type=Path,
        help="a folder that keeps the releases for the next run; else they are deleted",
    )
    return parser.parse_args()


def measure(arguments: argparse.Namespace, folder: Path) -> None:
    """Make a release of each size and measure over it."""
    for rows in sorted(arguments.rows):
        parts = [
            part
            for part in PARTS
            if part in arguments.only
            and (part in AT_EVERY_SIZE or rows == min(arguments.rows))
        ]
        if not parts:
            continue
        made = make_release(folder, rows)
        print(f"\n{made.rows:,} complaint rows {made.story}", flush=True)
        for part in parts:
            PARTS[part](made.rows, arguments.readings)
            gc.collect()


def main() -> None:
    """Measure, over releases that are kept where that was asked for."""
    arguments = read_arguments()
    if arguments.data:
        measure(arguments, arguments.data)
    else:
        with tempfile.TemporaryDirectory() as folder:
            measure(arguments, Path(folder))


if __name__ == "__main__":
    main()
