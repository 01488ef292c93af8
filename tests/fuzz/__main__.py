"""The command: damaged files and killed publishes, within a time, with their tally."""

import argparse
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.fuzz.killing import kill_publishes
from tests.fuzz.trying import try_seed


def read_arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--files", type=int, default=5000, help="damaged files to try")
    parser.add_argument("--kills", type=int, default=200, help="publishes to kill")
    parser.add_argument("--seed", type=int, default=1, help="that of the first file")
    parser.add_argument("--minutes", type=float, default=45, help="at most so long")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", action="store_true", help="say what became of each")
    return parser.parse_args()


def main() -> int:
    """Try all of it; gives how many faults there are, at most 1."""
    asked = read_arguments()
    started = time.time()
    deadline = started + 60 * asked.minutes
    print(f"Seeds {asked.seed} to {asked.seed + asked.files - 1}; {asked.kills} kills;")
    print(f"at most {asked.minutes:g} minutes in {asked.processes} processes.")
    tally: Counter[str] = Counter()
    jobs = [(asked.seed + place, deadline) for place in range(asked.files)]
    with ProcessPoolExecutor(asked.processes, get_context("spawn")) as pool:
        for seed, told in pool.map(try_seed, jobs, chunksize=5):
            if told is None:
                tally["not tried"] += 1
                continue
            tally[told["outcome"]] += 1
            tally["faults"] += bool(told["faults"])
            if asked.show:
                print(f"seed {seed}: {told['outcome']} {told.get('said', '')}")
            for fault in told["faults"]:
                print(f"FAULT of seed {seed}: {fault}", flush=True)
    files = time.time() - started
    told = kill_publishes(asked.seed, asked.kills)
    for fault in told["faults"]:
        print(f"FAULT: {fault}", flush=True)
    listed = ", ".join(
        f"{tally[name]:,} {name}"
        for name in ("published", "refused", "faults", "not tried")
    )
    print(f"{asked.files:,} files in {files:.0f} s: {listed}.")
    print(
        f"{asked.kills} publishes in {time.time() - started - files:.0f} s: "
        f"{told['killed']} killed, {len(told['faults'])} faults."
    )
    return int(bool(tally["faults"] or tally["not tried"] or told["faults"]))


if __name__ == "__main__":
    sys.exit(main())
