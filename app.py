"""The dashboard as a web application: the pages, security headers and a health route.

Started with `streamlit run app.py`. Everything a reader sees begins in pages/menu.py.
"""

from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analytics.ground.errors import Refusal
from analytics.release.store import current_id
from pages.server.own_machine import OwnUploads
from pages.server.static_files import CompressedFiles


SECURITY_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"same-origin",
    # Streamlit's own page needs inline styles and scripts, blobs and its websocket;
    # nothing may be fetched from anywhere else.
    b"content-security-policy": (
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        b"font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; "
        b"worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        b"form-action 'self'; frame-ancestors 'self'"
    ),
}

# What a page is made with, loaded while the server starts and before anybody waits.
AT_START = (
    "pandas",
    "scipy.special",
    "plotly.offline",
    "holidays",
    "pages.blocks.control",
    "pages.blocks.head",
    "pages.blocks.peers",
    "pages.frame.style",
    "analytics.papers.content",
    "analytics.papers.pictures",
    "analytics.behind.cases",
    "analytics.behind.rehearsal",
)


class SecurityHeaders:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", []),
                    *SECURITY_HEADERS.items(),
                ]
            await send(message)

        await self.app(scope, receive, send_with_headers)


async def health(_request: Request) -> Response:
    """Whether the dashboard runs, and which release is current."""
    try:
        return JSONResponse({"status": "ok", "release": current_id()})
    except Refusal as error:
        return JSONResponse({"status": "damaged", "reason": str(error)}, 503)


for name in AT_START:
    import_module(name)

app = st.App(
    "pages/menu.py",
    routes=[Route("/health", health)],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(OwnUploads, bound_to=st.get_option("server.address")),
        Middleware(CompressedFiles),
    ],
)
