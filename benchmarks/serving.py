"""A dashboard or the bare page, served by Streamlit as anybody would serve it."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from analytics.ground.settings import PROJECT


DASHBOARD = "app.py"
BARE = "benchmarks/bare.py"


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that runs: the port it listens on, and its process."""

    port: int
    process: int


def find_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serve(script: str) -> Iterator[int]:
    """The port of a freshly started server, stopped in the end."""
    with start(script) as server:
        yield server.port


@contextmanager
def start(script: str) -> Iterator[Server]:
    """A freshly started server, stopped in the end."""
    port = find_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_up(port, process)
        yield Server(port=port, process=process.pid)
    finally:
        process.terminate()
        process.wait(30)


def wait_until_up(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server says that it is well."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The server stopped with status {process.returncode}.")
        try:
            urllib.request.urlopen(f"http://localhost:{port}/_stcore/health")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not come up.")
