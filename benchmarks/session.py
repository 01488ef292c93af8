"""A session with a running server, as a browser would open it, but drawing nothing."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol


# Seconds without a word from a server after which it is given up.
PATIENCE = 600


@dataclass(frozen=True)
class Session:
    """What a session took in milliseconds, and what it was sent to draw."""

    milliseconds: float
    charts: int
    pictures: int


def receive(socket: ClientConnection) -> ForwardMsg:
    """The next message; RuntimeError if it says that something went wrong."""
    message = ForwardMsg()
    message.ParseFromString(socket.recv(PATIENCE))
    kind = message.WhichOneof("type")
    element = message.delta.new_element
    if kind == "page_not_found":
        raise RuntimeError("The server has no such page.")
    if kind == "delta" and element.WhichOneof("type") == "exception":
        raise RuntimeError(element.exception.message)
    if kind == "delta" and element.alert.format == Alert.ERROR:
        raise RuntimeError(element.alert.body)
    if kind == "script_finished" and (
        message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY
    ):
        raise RuntimeError("The script did not finish.")
    return message


@contextmanager
def open_session(port: int) -> Iterator[ClientConnection]:
    """A connection to a server as a browser's tab holds one."""
    with connect(
        f"ws://localhost:{port}/_stcore/stream",
        origin=Origin(f"http://localhost:{port}"),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        # A server that draws for many others is slow, and not gone.
        ping_timeout=None,
    ) as socket:
        yield socket


def ask_page(socket: ClientConnection, address: str) -> dict[tuple[int, ...], Element]:
    """Ask for a page by its address and receive the whole of it: elements by place."""
    request = BackMsg()
    request.rerun_script.page_name = address
    elements: dict[tuple[int, ...], Element] = {}
    socket.send(request.SerializeToString())
    while True:
        message = receive(socket)
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            return elements
        if kind == "delta":
            place = tuple(message.metadata.delta_path)
            elements[place] = message.delta.new_element


def read_page(port: int, address: str) -> Session:
    """Open a session, read one page and leave.

    Timed from sending the request to the message that the script has finished: the
    making and sending of every element is in it, the handshake is not.
    """
    with open_session(port) as socket:
        start = time.perf_counter()
        sent = ask_page(socket, address).values()
        milliseconds = (time.perf_counter() - start) * 1000
    return Session(
        milliseconds,
        charts=sum(each.WhichOneof("type") == "plotly_chart" for each in sent),
        pictures=sum(each.html.body.count("<img ") for each in sent),
    )
