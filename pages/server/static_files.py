"""Streamlit's own scripts and styles, compressed once and kept.

Streamlit sends them as they lie, because it would compress them anew at every request:
three megabytes for a page without a chart of plotly's, nearly eight for one with it.
Here a file is compressed for the first reader who asks for it, and the others get the
same bytes. Status and headers stay Streamlit's own: it is asked for them alone, and
what it would have sent as a body is exchanged.
"""

import asyncio
import gzip
import re
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir


# Pictures and fonts are compressed as they lie.
COMPRESSED = (".css", ".js", ".svg")
# Bytes below which nothing is won; Streamlit compresses no smaller answer either.
LEAST = 500

NO_WEIGHT = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*")


def list_files(folder: Path) -> dict[str, Path]:
    """The files worth compressing, by the path at which a browser asks for them.

    They are those that Streamlit does not compress itself.
    """
    files = {
        f"/{path.relative_to(folder).as_posix()}": path
        for path in (folder / "static").rglob("*")
        if path.suffix in COMPRESSED and path.stat().st_size > LEAST
    }
    return files | {"/": folder / "index.html"}


def admits_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding lets an answer be sent as gzip."""
    weights = {}
    for each in accepted.lower().split(","):
        coding, _, weight = each.partition(";")
        weights[coding.strip()] = weight
    weight = weights.get("gzip", weights.get("*", "q=0"))
    return not NO_WEIGHT.fullmatch(weight)


def compress(path: Path) -> bytes:
    """A file as gzip, the same bytes whenever it is made."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


class CompressedFiles:
    """Sends Streamlit's static files compressed to whoever takes them so."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app
        self.files = list_files(Path(get_static_dir()))
        self.kept: dict[str, asyncio.Task[bytes]] = {}

    async def read(self, path: str) -> bytes:
        """A file compressed: made at the first call, which the others wait for too."""
        if path not in self.kept:
            self.kept[path] = asyncio.create_task(
                asyncio.to_thread(compress, self.files[path])
            )
        # A reader who leaves takes nobody else's file away.
        return await asyncio.shield(self.kept[path])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; all but that for a file is Streamlit's alone."""
        is_file = (
            scope["type"] == "http"
            and scope["method"] in ("GET", "HEAD")
            # By whole path: one that leads out of the folder is not among them.
            and scope["path"] in self.files
        )
        if not is_file:
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        accepted = ",".join(asked.getlist("accept-encoding"))
        # A range is of the bytes as they lie.
        if admits_gzip(accepted) and "range" not in asked:
            content = await self.read(scope["path"])
            only_headers = {**scope, "method": "HEAD"}
            await self.app(
                only_headers, receive, exchange(send, content, scope["method"])
            )
        else:
            await self.app(scope, receive, vary(send))


def vary(send: Send) -> Send:
    """Say of an answer that it depends on the encodings that are taken."""

    async def send_varied(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return send_varied


def exchange(send: Send, content: bytes, method: str) -> Send:
    """Send a file's compressed content where Streamlit found that the file is sent."""
    body = b""

    async def send_compressed(message: Message) -> None:
        nonlocal body
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            # The same file in other bytes: a weak tag is what both may share, and a
            # browser that sends it back is told by Streamlit that nothing changed.
            headers["ETag"] = f"W/{headers['ETag']}"
            if message["status"] == 200:
                headers["Content-Encoding"] = "gzip"
                headers["Content-Length"] = str(len(content))
                del headers["Accept-Ranges"]
                body = content if method == "GET" else b""
            await send(message)
        else:
            await send({**message, "body": body})

    return vary(send_compressed)
