"""Whether a request comes from the machine's own user: only then may files come in.

Until people sign in, the server's own machine is all that tells its user from others.
"""

from collections.abc import Mapping

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


# What a server listens on that this machine alone can reach, and who then asks.
OWN_NAMES = ("localhost", "127.0.0.1", "::1", "[::1]")

# What a web server adds that stands between a reader and this one.
OF_A_PROXY = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
)

UPLOADS = "/_stcore/upload_file/"


def is_own_machine(
    bound_to: str | None, client: str | None, headers: Mapping[str, str]
) -> bool:
    """Whether the server is bound to this machine and a request came from it.

    `client` is None for a visit without a network; the names of headers are in small
    letters. What somebody else's server passes on is nobody's own.
    """
    host = headers.get("host", "localhost").lower()
    name = host if host in OWN_NAMES else host.rpartition(":")[0]
    return (
        bound_to in OWN_NAMES
        and (client is None or client in OWN_NAMES)
        and name in OWN_NAMES
        and not any(each in headers for each in OF_A_PROXY)
    )


class OwnUploads:
    """Refuses every upload that does not come from the machine's own user."""

    def __init__(self, app: ASGIApp, bound_to: str | None) -> None:
        """Wrap an application, whose server is bound to an address."""
        self.app, self.bound_to = app, bound_to

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, unless it is somebody else's upload."""
        if scope["type"] == "http" and UPLOADS in scope["path"]:
            headers = {
                name.decode("latin-1"): value.decode("latin-1")
                for name, value in scope["headers"]
            }
            client = (scope.get("client") or ("", 0))[0]
            if not is_own_machine(self.bound_to, client, headers):
                refusal = PlainTextResponse("Files come in from here alone.", 403)
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)
