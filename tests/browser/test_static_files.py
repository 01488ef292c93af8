"""Streamlit's own files: compressed once, and else answered as Streamlit answers."""

import asyncio
import gzip
import http.client
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser
from streamlit.file_util import get_static_dir

from browser.dashboard import Dashboard, go, main
from pages.server.static_files import LEAST, CompressedFiles, admits_gzip


pytestmark = pytest.mark.browser

STATIC = Path(get_static_dir())

T = TypeVar("T")


def find_largest(kind: str) -> str:
    """The path of the largest file of a kind."""
    files = (STATIC / "static").rglob(f"*.{kind}")
    largest = max(files, key=lambda each: each.stat().st_size)
    return f"/{largest.relative_to(STATIC).as_posix()}"


def find_smallest(kind: str) -> str:
    """The path of the smallest file of a kind."""
    files = (STATIC / "static").rglob(f"*.{kind}")
    smallest = min(files, key=lambda each: each.stat().st_size)
    return f"/{smallest.relative_to(STATIC).as_posix()}"


SCRIPT = find_largest("js")
COMPRESSED = [SCRIPT, find_largest("css"), find_largest("svg"), "/"]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(dashboard: Dashboard, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask the server, word for word: nothing of the path is put in order first."""
    line = http.client.HTTPConnection("127.0.0.1", dashboard.port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, headers=named)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return Answer(answer.status, answer.headers, body)


@pytest.mark.parametrize("path", COMPRESSED)
def test_a_compressed_file_is_the_file(dashboard: Dashboard, path: str) -> None:
    plain = ask(dashboard, path, Accept_Encoding="identity")
    packed = ask(dashboard, path, Accept_Encoding="gzip")
    assert (plain.status, packed.status) == (200, 200)
    assert gzip.decompress(packed.body) == plain.body
    assert plain.body == (STATIC / (path.lstrip("/") or "index.html")).read_bytes()
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["Content-Length"] == str(len(packed.body))


@pytest.mark.parametrize("path", COMPRESSED)
def test_its_headers_are_streamlit_s_but_for_what_differs(
    dashboard: Dashboard, path: str
) -> None:
    plain = dict(ask(dashboard, path, Accept_Encoding="identity").headers.items())
    packed = dict(ask(dashboard, path, Accept_Encoding="gzip").headers.items())
    for headers in (plain, packed):
        for own in ("date", "content-length"):
            del headers[own]
    assert packed.pop("content-encoding") == "gzip"
    # Two encodings of one file may not have the same strong tag.
    assert packed.pop("etag") == f"W/{plain.pop('etag')}"
    # Whoever asks for a part gets it of the file as it lies.
    assert plain.pop("accept-ranges") == "bytes"
    assert packed == plain
    assert plain["vary"] == "Accept-Encoding"
    # The page itself is asked for each time; what has a hash in its name never again.
    caching = "no-cache" if path == "/" else "public, immutable, max-age=31536000"
    assert plain["cache-control"] == caching


@pytest.mark.parametrize(
    ("accepted", "is_admitted"),
    [
        ("gzip", True),
        # As browsers ask.
        ("gzip, deflate, br, zstd", True),
        # Any, which is gzip too.
        ("*", True),
        ("br;q=1.0, gzip;q=0.1", True),
        ("GZIP", True),
        # Not at all, however it is written.
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        # Any other than gzip; any but none.
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("*;q=0, gzip", True),
        # Others, one of which only sounds like it.
        ("br", False),
        ("deflate, notgzip", False),
        # Nothing said: as the file lies.
        ("", False),
    ],
)
def test_only_who_takes_gzip_is_sent_it(
    dashboard: Dashboard, accepted: str, is_admitted: bool
) -> None:
    assert admits_gzip(accepted) is is_admitted
    answer = ask(dashboard, COMPRESSED[1], Accept_Encoding=accepted)
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == ("gzip" if is_admitted else None)


@pytest.mark.parametrize(
    "path",
    [
        # Compressed as they lie.
        find_largest("woff2"),
        find_largest("png"),
        "/favicon.png",
        # Has hardly more bytes than the headers that say what it is.
        find_smallest("js"),
    ],
)
def test_what_would_not_be_smaller_is_sent_as_it_lies(
    dashboard: Dashboard, path: str
) -> None:
    answer = ask(dashboard, path, Accept_Encoding="gzip")
    assert answer.body == (STATIC / path.lstrip("/")).read_bytes()
    assert answer.headers["Content-Encoding"] is None


def test_the_smallest_script_is_small() -> None:
    # Else the test above would say nothing.
    assert (STATIC / find_smallest("js").lstrip("/")).stat().st_size <= LEAST


@pytest.mark.parametrize("first", ["gzip", "identity"])
@pytest.mark.parametrize("then", ["gzip", "identity"])
@pytest.mark.parametrize("path", [SCRIPT, "/"])
def test_who_has_the_file_is_not_sent_it_again(
    dashboard: Dashboard, path: str, first: str, then: str
) -> None:
    had = ask(dashboard, path, Accept_Encoding=first).headers
    for conditions in (
        {"If_None_Match": had["ETag"]},
        {"If_None_Match": f'"another", {had["ETag"]}'},
        {"If_Modified_Since": had["Last-Modified"]},
    ):
        answer = ask(dashboard, path, Accept_Encoding=then, **conditions)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["Content-Encoding"] is None
        assert answer.headers["ETag"].startswith("W/") == (then == "gzip")
        assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "conditions",
    [
        {"If_None_Match": 'W/"of another version"'},
        {"If_Modified_Since": "Wed, 01 Jan 2020 00:00:00 GMT"},
    ],
)
def test_who_has_another_version_is_sent_the_file(
    dashboard: Dashboard, conditions: dict[str, str]
) -> None:
    answer = ask(dashboard, SCRIPT, Accept_Encoding="gzip", **conditions)
    assert answer.status == 200
    assert gzip.decompress(answer.body) == (STATIC / SCRIPT.lstrip("/")).read_bytes()


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_its_headers_alone_are_those_of_the_file(
    dashboard: Dashboard, accepted: str
) -> None:
    whole = ask(dashboard, SCRIPT, Accept_Encoding=accepted)
    head = ask(dashboard, SCRIPT, "HEAD", Accept_Encoding=accepted)
    assert (head.status, head.body) == (200, b"")
    del whole.headers["Date"], head.headers["Date"]
    assert head.headers.items() == whole.headers.items()
    assert head.headers["Content-Length"] == str(len(whole.body))


def test_a_part_is_of_the_file_as_it_lies(dashboard: Dashboard) -> None:
    content = (STATIC / SCRIPT.lstrip("/")).read_bytes()
    answer = ask(dashboard, SCRIPT, Accept_Encoding="gzip", Range="bytes=1000-1999")
    assert (answer.status, answer.body) == (206, content[1000:2000])
    assert answer.headers["Content-Range"] == f"bytes 1000-1999/{len(content)}"
    assert answer.headers["Content-Encoding"] is None
    # Who has a part of the compressed file cannot go on with the file as it lies.
    tag = ask(dashboard, SCRIPT, Accept_Encoding="gzip").headers["ETag"]
    answer = ask(
        dashboard, SCRIPT, Accept_Encoding="gzip", Range="bytes=1000-", If_Range=tag
    )
    assert (answer.status, answer.body) == (200, content)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../config.py",
        "/static/js/../../../config.py",
        "/static/%2e%2e/%2e%2e/config.py",
        "/static/..%2f..%2fconfig.py",
        "/static/..\\..\\config.py",
        "//etc/passwd",
        "/static//etc/passwd",
    ],
)
def test_nothing_outside_the_folder_is_sent(dashboard: Dashboard, path: str) -> None:
    plain = ask(dashboard, path, Accept_Encoding="identity")
    packed = ask(dashboard, path, Accept_Encoding="gzip")
    # Refused, or the page that every unknown address is answered with.
    index = (STATIC / "index.html").read_bytes()
    assert plain.status == packed.status
    assert plain.status == 400 or plain.body == index


def test_another_method_is_refused_as_streamlit_refuses_it(
    dashboard: Dashboard,
) -> None:
    answer = ask(dashboard, SCRIPT, "POST", Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


# --- Compressed once ------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> CompressedFiles:
    """The files, with one more that a test may take away."""

    async def answer(*_: object) -> None:
        raise AssertionError("Nobody asks.")

    files = CompressedFiles(answer)
    files.files["/own.js"] = tmp_path / "own.js"
    files.files["/own.js"].write_bytes(b"first " * 1000)
    return files


def run_apart(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What a coroutine gives, in a thread: a browser has the loop of this one."""
    with ThreadPoolExecutor() as threads:
        return threads.submit(lambda: asyncio.run(work())).result()


def test_a_file_is_compressed_once_and_kept(files: CompressedFiles) -> None:
    async def read() -> list[bytes]:
        both = await asyncio.gather(files.read("/own.js"), files.read("/own.js"))
        files.files["/own.js"].unlink()
        return [*both, await files.read("/own.js")]

    first, second, third = run_apart(read)
    # The very same object: none was made a second time, nor could be at the third.
    assert first is second
    assert second is third
    assert gzip.decompress(first) == b"first " * 1000


def test_a_reader_who_leaves_takes_nobody_s_file_away(files: CompressedFiles) -> None:
    async def leave() -> bytes:
        leaving = asyncio.create_task(files.read("/own.js"))
        staying = asyncio.create_task(files.read("/own.js"))
        await asyncio.sleep(0)
        leaving.cancel()
        return await staying

    assert gzip.decompress(run_apart(leave)) == b"first " * 1000


# --- A first visit --------------------------------------------------------------------


def weigh_visit(browser: Browser, url: str, *, is_folded: bool) -> int:
    """Bytes that a browser with nothing kept is sent, of a page with a fold."""
    with browser.new_context() as context:
        page = context.new_page()
        sizes: list[int] = []
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on(
            "Network.loadingFinished",
            lambda event: sizes.append(event["encodedDataLength"]),
        )
        go(page, url)
        if not is_folded:
            main(page).get_by_text("For analysts").click()
            main(page).locator(".main-svg").first.wait_for()
        return sum(sizes)


@pytest.mark.parametrize(
    ("is_folded", "least", "most"),
    [
        # As a reader first sees it.
        (True, 500_000, 1_250_000),
        # With plotly, which alone is more than four megabytes as it lies, and tables.
        (False, 1_500_000, 2_700_000),
    ],
)
def test_a_first_visit_is_small(
    browser: Browser, dashboard: Dashboard, is_folded: bool, least: int, most: int
) -> None:
    sent = weigh_visit(browser, f"{dashboard.url}/timeliness", is_folded=is_folded)
    assert least < sent < most
