"""Server time of each page: from the session's first message to its script's end.

A session is what a browser would open: a websocket to the real server, one message
that asks for the page by its address, and the messages that come back until the one
that says the script has finished. Nothing of the page is drawn. The time is the one
from sending the request to that last message, so the making and sending of every
element is in it, and the handshake is not.
"""

import time
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from benchmarks.plain import print_table, write_ratio, write_span
from benchmarks.serving import BARE, DASHBOARD, serve
from benchmarks.visits import ADDRESSES


def read_page(port: int, address: str) -> float:
    """Milliseconds of one session that asks for a page and leaves."""
    with connect(
        f"ws://localhost:{port}/_stcore/stream",
        origin=f"http://localhost:{port}",
        subprotocols=["streamlit"],
        max_size=None,
    ) as socket:
        request = BackMsg()
        request.rerun_script.page_name = address
        start = time.perf_counter()
        socket.send(request.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(socket.recv(120))
            if message.WhichOneof("type") == "page_not_found":
                raise RuntimeError(f"The server has no page {address!r}.")
            if message.WhichOneof("type") == "delta":
                kind = message.delta.new_element.WhichOneof("type")
                if kind == "exception":
                    text = message.delta.new_element.exception.message
                    raise RuntimeError(f"{address!r}: {text}")
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"{address!r}: the script did not finish.")
                return (time.perf_counter() - start) * 1000


def measure_server(rows: int, readings: int) -> None:
    """Print the server's time of every page, cold and warm, beside the bare page's.

    Cold is the first session of a freshly started server, imports and the opening of
    the release included; warm are later sessions. Every reading of a page has one of
    the bare page before and after it, on a server of its own.
    """
    cold: dict[str, list[float]] = {}
    for name, address in ADDRESSES.items():
        with serve(BARE) as port:
            cold.setdefault("", []).append(read_page(port, ""))
        with serve(DASHBOARD) as port:
            cold[name] = [read_page(port, address)]
    bare: dict[str, list[float]] = {name: [] for name in ADDRESSES}
    warm: dict[str, list[float]] = {name: [] for name in ADDRESSES}
    with serve(BARE) as bare_port, serve(DASHBOARD) as port:
        read_page(bare_port, "")
        for name, address in ADDRESSES.items():
            read_page(port, address)
            for _ in range(readings):
                bare[name].append(read_page(bare_port, ""))
                warm[name].append(read_page(port, address))
                bare[name].append(read_page(bare_port, ""))
    first = median(cold[""])
    lines = [
        [
            name,
            f"{cold[name][0]:,.0f}",
            f"{first:,.0f}",
            f"{cold[name][0] / first:.2f}",
            write_span(warm[name]),
            write_span(bare[name]),
            write_ratio(warm[name], bare[name]),
        ]
        for name in ADDRESSES
    ]
    print_table(
        f"Server time of a page, {rows:,} complaint rows: milliseconds, and times the "
        "bare page",
        ("page", "cold", "bare cold", "x bare", "warm", "bare warm", "x bare"),
        lines,
    )
