"""Measures the dashboard and prints tables: `python benchmarks/run.py`.

Server and browser are measured over a release of the smallest size asked for, queries
over every size. Everything is a ratio to a reference of the same run: a bare Streamlit
page with one chart, or one plain pass over the complaints. Nothing is judged.
"""

import argparse
import logging
import sys
import tempfile
import time
import warnings
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
# Pages are drawn here without a server, of which Streamlit would warn page by page.
logging.getLogger("streamlit").setLevel(logging.ERROR)
logging.disable(logging.WARNING)
warnings.simplefilter("ignore")

from benchmarks.browser import measure_browser  # noqa: E402
from benchmarks.extracts import publish_extracts  # noqa: E402
from benchmarks.queries import measure_queries  # noqa: E402
from benchmarks.server import measure_server  # noqa: E402


PARTS = {
    "server": measure_server,
    "browser": measure_browser,
    "queries": measure_queries,
}


def read_arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rows",
        type=int,
        nargs="+",
        default=[1_000, 1_000_000],
        help="rows of complaints, one release each",
    )
    parser.add_argument("--readings", type=int, default=5, help="of each figure")
    parser.add_argument("--only", choices=list(PARTS), help="one part of the three")
    return parser.parse_args()


def main() -> None:
    """Publish a release of each size and measure over it."""
    arguments = read_arguments()
    for rows in sorted(arguments.rows):
        parts = [
            part
            for part in PARTS
            if arguments.only in (None, part)
            and (part == "queries" or rows == min(arguments.rows))
        ]
        if not parts:
            continue
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            release = publish_extracts(Path(folder), rows)
            held = release.sources["complaints"]["accepted"]
            print(
                f"\n{held:,} complaint rows published in "
                f"{time.perf_counter() - start:.0f} s",
                flush=True,
            )
            for part in parts:
                PARTS[part](held, arguments.readings)


if __name__ == "__main__":
    main()
