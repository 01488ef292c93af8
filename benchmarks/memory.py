"""Memory of a real server: idle, with one reader, with twenty, beside the bare page's.

Readers are sessions over the websocket that stay open, each having read every page, as
tabs left open on as many desks. Resident memory is what the system says of the process,
and the peak is the most it has had since it began.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from websockets.sync.client import ClientConnection

from analytics.figures.open_release import open_served_release
from benchmarks.plain import print_table
from benchmarks.serving import BARE, DASHBOARD, start
from benchmarks.session import ask_page, open_session
from benchmarks.visits import ADDRESSES


MANY = 20
# So many ask at the same time; the others have read and look at their page.
AT_ONCE = 4


@dataclass(frozen=True, kw_only=True)
class Used:
    """Megabytes of a server: idle, with one reader, with all, and at the most."""

    idle: float
    one: float
    many: float
    peak: float

    @property
    def added(self) -> float:
        """Megabytes for each reader after the first."""
        return (self.many - self.one) / (MANY - 1)


def read_memory(process: int, name: str) -> float:
    """Megabytes that the system gives for a process: VmRSS, or VmHWM for the peak."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError(f"The system says nothing of {name}.")


def read_all(socket: ClientConnection, addresses: Sequence[str]) -> None:
    """One reader reads one page after the other."""
    for address in addresses:
        ask_page(socket, address)


def use_server(script: str, addresses: Sequence[str]) -> Used:
    """What a freshly started server uses while readers come, read and stay."""
    with ExitStack() as open_tabs, start(script) as server:
        idle = read_memory(server.process, "VmRSS")
        sockets = [open_tabs.enter_context(open_session(server.port))]
        read_all(sockets[0], addresses)
        one = read_memory(server.process, "VmRSS")
        sockets += [
            open_tabs.enter_context(open_session(server.port)) for _ in range(MANY - 1)
        ]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda socket: read_all(socket, addresses), sockets[1:]))
        return Used(
            idle=idle,
            one=one,
            many=read_memory(server.process, "VmRSS"),
            peak=read_memory(server.process, "VmHWM"),
        )


def weigh_tables() -> float:
    """Megabytes of the current release's tables in DuckDB, opened as a server would."""
    warehouse = open_served_release().warehouse
    try:
        rows = warehouse.query("select sum(memory_usage_bytes) from duckdb_memory()")
    finally:
        warehouse.close()
    return int(rows[0][0]) / 1e6


def measure_memory(rows: int, readings: int) -> None:  # noqa: ARG001
    """Print the memory of the dashboard's server beside the bare page's."""
    bare = use_server(BARE, [""])
    own = use_server(DASHBOARD, list(ADDRESSES.values()))
    lines = [
        [name, *(f"{value:,.0f}" for value in values), f"{added:.1f}"]
        for name, values, added in (
            ("bare page", (bare.idle, bare.one, bare.many, bare.peak), bare.added),
            ("dashboard", (own.idle, own.one, own.many, own.peak), own.added),
        )
    ]
    pairs = zip(
        (own.idle, own.one, own.many, own.peak),
        (bare.idle, bare.one, bare.many, bare.peak),
        strict=True,
    )
    lines.append(["x bare", *(f"{mine / other:.2f}" for mine, other in pairs), ""])
    print_table(
        f"Memory of the server, {rows:,} complaint rows: megabytes idle, after one "
        f"reader of all {len(ADDRESSES)} pages, with {MANY} such readers, at the "
        f"most, and for each added reader; its tables in DuckDB: {weigh_tables():,.0f}",
        ("server", "idle", "one reader", f"{MANY} readers", "peak", "each more"),
        lines,
    )
