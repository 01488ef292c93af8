"""The limit: a static page with ten charts of plotly's and nothing else.

Nothing runs on the server, which has everything compressed and in memory; no page with
plotly can be drawn sooner.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs


CHARTS = 10
SCRIPT = "plotly.min.js"


PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Limit</title><script src="{}"></script></head>
<body><h1>Limit</h1>{}</body>
</html>
"""


def write_page() -> str:
    """The page: the bare page's chart, ten times."""
    chart = go.Figure(go.Bar(x=["Q1", "Q2", "Q3", "Q4"], y=[21, 18, 25, 19]))
    charts = [
        # Each is given a place of its own.
        chart.to_html(
            full_html=False, include_plotlyjs=False, config={"displayModeBar": False}
        )
        for _ in range(CHARTS)
    ]
    return PAGE.format(SCRIPT, "".join(charts))


class Handler(BaseHTTPRequestHandler):
    """Answers with the page or its script."""

    protocol_version = "HTTP/1.1"
    # By path: content, its type, and for how long a browser keeps it.
    files: dict[str, tuple[bytes, str, str]]

    def do_GET(self) -> None:
        """Send one of the files."""
        content, kind, caching = self.files.get(self.path, (b"", "text/plain", ""))
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if content:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", caching)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


def pack(text: str) -> bytes:
    """Text as it is sent."""
    return gzip.compress(text.encode(), 9)


@contextmanager
def serve_limit() -> Iterator[int]:
    """The port of a server of the static page, stopped in the end."""
    Handler.files = {
        "/": (pack(write_page()), "text/html", "no-cache"),
        f"/{SCRIPT}": (pack(get_plotlyjs()), "text/javascript", "max-age=31536000"),
    }
    with ThreadingHTTPServer(("localhost", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
