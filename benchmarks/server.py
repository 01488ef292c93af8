"""Server time of each page: what a session with the real server takes."""

from benchmarks.plain import print_table, write_ratio, write_span
from benchmarks.serving import BARE, DASHBOARD, serve
from benchmarks.session import read_page
from benchmarks.visits import ADDRESSES


def read_cold(script: str, address: str) -> float:
    """Milliseconds of the first session of a freshly started server."""
    with serve(script) as port:
        return read_page(port, address).milliseconds


def measure_server(rows: int, readings: int) -> None:
    """Print the server's time of every page, cold and warm, beside the bare page's.

    Cold is the first session of a freshly started server, with its imports and the
    opening of the release; one reading, because a server starts for each. Warm are
    later sessions, when the release keeps its answers. Readings of a page and of the
    bare page take turns.
    """
    cold = {name: [0.0] for name in ADDRESSES}
    bare_cold = []
    for name, address in ADDRESSES.items():
        bare_cold.append(read_cold(BARE, ""))
        cold[name] = [read_cold(DASHBOARD, address)]
    lines = []
    with serve(BARE) as bare_port, serve(DASHBOARD) as port:
        read_page(bare_port, "")
        for name, address in ADDRESSES.items():
            read_page(port, address)
            bare = [read_page(bare_port, "").milliseconds]
            warm = []
            for _ in range(readings):
                warm.append(read_page(port, address).milliseconds)
                bare.append(read_page(bare_port, "").milliseconds)
            lines.append(
                [
                    name,
                    write_span(cold[name]),
                    write_span(bare_cold),
                    write_ratio(cold[name], bare_cold),
                    write_span(warm),
                    write_span(bare),
                    write_ratio(warm, bare),
                ]
            )
    print_table(
        f"Server time of a page, {rows:,} complaint rows: milliseconds, and times the "
        "bare page",
        ("page", "cold", "bare", "x bare", "warm", "bare", "x bare"),
        lines,
    )
