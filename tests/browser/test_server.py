"""The server itself: whom it answers, and with which headers."""

import contextlib
import socket

import pytest

from browser.dashboard import Dashboard


pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/timeliness", "/health", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(
    dashboard: Dashboard, path: str
) -> None:
    headers = dashboard.ask(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    # Each header once: browsers take the stricter of two, or neither.
    assert len(headers.get_all("X-Frame-Options")) == 1
    assert len(headers.get_all("Content-Security-Policy")) == 1


def test_the_policy_lets_nothing_be_fetched_from_elsewhere(
    dashboard: Dashboard,
) -> None:
    policy = dashboard.ask("/").headers["Content-Security-Policy"]
    for rule in policy.split(";"):
        assert not {"*", "http:", "https:"} & set(rule.split()[1:])


def list_other_addresses() -> list[str]:
    """Addresses of this machine that are not the one that localhost means."""
    # On Linux all of 127.0.0.0/8 is this machine, and only a server that listens
    # everywhere answers there.
    addresses = ["127.0.0.2"]
    with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as probe:
        # Nothing is sent: it only asks by which address one would leave.
        probe.connect(("192.0.2.1", 9))
        addresses.append(probe.getsockname()[0])
    return [each for each in addresses if each != "127.0.0.1"]


def test_only_this_machine_is_answered(dashboard: Dashboard) -> None:
    for address in list_other_addresses():
        with socket.socket() as caller:
            caller.settimeout(3)
            assert caller.connect_ex((address, dashboard.port)) != 0, address
