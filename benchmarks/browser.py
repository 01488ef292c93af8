"""Time to the last mark and bytes in a real browser, turn by turn with the bare page.

The clock is the page's own, from the start of the navigation. The last mark is the last
of these: a chart's mark drawn, a picture loaded, an element of the page put in, a
skeleton taken away; each counted at the frame that shows it. A chart that is drawn
again because the page moved counts when it is drawn again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, sync_playwright

from benchmarks.limit import CHARTS, serve_limit
from benchmarks.plain import print_table, write_ratio, write_span
from benchmarks.serving import BARE, DASHBOARD, serve
from benchmarks.session import read_page
from benchmarks.visits import ADDRESSES, PANEL
from tests.browser.find_chromium import find_chromium


# How long nothing must have changed before a page is taken as drawn.
STILL = 1000
# A link as one has it away from a desk: bytes a second either way, and milliseconds.
SLOW = {"downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8, "latency": 40}

# Aims: the most a page may take, times the bare page, and the megabytes of its files.
OVERVIEW, WITHOUT_PLOTLY, WITH_PLOTLY = "0.65", "0.70", "1.20"
FILES_WITHOUT_PLOTLY, FILES_WITH_PLOTLY = "1.25", "2.65"

WATCH = """
(() => {
  const skeleton = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]';
  const part = '[data-testid="stElementContainer"]';
  window.lastMark = 0;
  const note = () => requestAnimationFrame(() => {
    window.lastMark = performance.now();
  });
  const isPart = (node) => node.nodeType === 1 && (
    node.ownerSVGElement || node.matches(part) || node.matches(skeleton)
    || node.querySelector(part) || node.querySelector(skeleton)
    || node.querySelector('svg.main-svg')
  );
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of [...change.addedNodes, ...change.removedNodes])
        if (isPart(node)) return note();
  }).observe(document, {childList: true, subtree: true});
  document.addEventListener('load', (event) => {
    if (event.target.tagName === 'IMG') note();
  }, true);
})();
"""

IS_DRAWN = """
({still, charts, pictures, isStatic}) => {
  const main = document.querySelector(isStatic ? 'body' : '[data-testid="stMain"]');
  if (!main || !main.querySelector('h1')) return false;
  const app = document.querySelector('[data-testid="stApp"]');
  if (app && app.dataset.testScriptState !== 'notRunning') return false;
  if (document.querySelector(
    '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')) return false;
  const drawn = [...main.querySelectorAll('.js-plotly-plot')]
    .filter((chart) => chart.querySelector('.mlayer path, .mlayer .point'));
  const loaded = [...main.querySelectorAll('img')]
    .filter((picture) => picture.complete && picture.naturalWidth);
  if (drawn.length < charts || loaded.length < pictures) return false;
  return performance.now() - window.lastMark > still;
}
"""


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A page as it is opened, and how many charts and pictures are then drawn.

    Until plotly itself has come there is no trace of a chart on the page.
    """

    name: str
    port: int
    address: str
    charts: int
    pictures: int = 0
    is_static: bool = False

    @property
    def aim(self) -> str:
        """How many times the bare page's time it may take."""
        if self.is_static:
            return ""
        if self.name == "overview":
            return OVERVIEW
        return WITH_PLOTLY if self.charts else WITHOUT_PLOTLY

    @property
    def aim_of_files(self) -> str:
        """How many megabytes of files its first reader may be sent."""
        if self.is_static:
            return ""
        return FILES_WITH_PLOTLY if self.charts else FILES_WITHOUT_PLOTLY


@dataclass(frozen=True, kw_only=True)
class Load:
    """Milliseconds to the last mark, and what the network brought till then.

    Files are counted as they came over the network, with their headers; messages are
    those of Streamlit's socket.
    """

    milliseconds: float
    file_bytes: int
    message_bytes: int


def read_sight(name: str, port: int, address: str) -> Sight:
    """What a page of Streamlit's sends to be drawn."""
    sent = read_page(port, address)
    return Sight(
        name=name,
        port=port,
        address=address,
        charts=sent.charts,
        pictures=sent.pictures,
    )


@contextmanager
def weigh(network: CDPSession) -> Iterator[tuple[list[int], list[int]]]:
    """Bytes of the files and of the messages that come meanwhile."""
    files: list[int] = []
    messages: list[int] = []

    def note_file(event: dict[str, Any]) -> None:
        files.append(int(event["encodedDataLength"]))

    def note_message(event: dict[str, Any]) -> None:
        # It is told in base 64, which has four letters for three bytes.
        messages.append(len(event["response"]["payloadData"]) * 3 // 4)

    network.send("Network.enable")
    network.on("Network.loadingFinished", note_file)
    network.on("Network.webSocketFrameReceived", note_message)
    yield files, messages


def load(context: BrowserContext, sight: Sight, *, is_slow: bool = False) -> Load:
    """Open a page in a new tab and wait until it is drawn."""
    expected = {
        "still": STILL,
        "charts": sight.charts,
        "pictures": sight.pictures,
        "isStatic": sight.is_static,
    }
    page = context.new_page()
    network = context.new_cdp_session(page)
    try:
        with weigh(network) as (files, messages):
            if is_slow:
                network.send(
                    "Network.emulateNetworkConditions", {"offline": False, **SLOW}
                )
            url = f"http://localhost:{sight.port}/{sight.address}"
            page.goto(url, wait_until="commit")
            page.wait_for_function(IS_DRAWN, arg=expected, timeout=90_000)
            milliseconds = float(page.evaluate("window.lastMark"))
        return Load(
            milliseconds=milliseconds,
            file_bytes=sum(files),
            message_bytes=sum(messages),
        )
    finally:
        page.close()


@contextmanager
def open_new(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has kept nothing."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(WATCH)
        yield context


def load_twice(browser: Browser, sight: Sight) -> tuple[Load, Load]:
    """The first load of a browser that has kept nothing, and the next one."""
    with open_new(browser) as context:
        return load(context, sight), load(context, sight)


def load_slowly(browser: Browser, sight: Sight) -> Load:
    """The first load of a browser that has kept nothing, over a slow link."""
    with open_new(browser) as context:
        return load(context, sight, is_slow=True)


@contextmanager
def open_sights(
    addresses: dict[str, str],
) -> Iterator[tuple[Browser, Sight, list[Sight]]]:
    """A browser, the bare page, and what is compared with it: the limit and our pages.

    The servers are warm: every page was asked for once before.
    """
    with (
        serve(BARE) as bare_port,
        serve(DASHBOARD) as port,
        serve_limit() as limit_port,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        bare = read_sight("bare", bare_port, "")
        limit = Sight(
            name=f"static, {CHARTS} charts",
            port=limit_port,
            address="",
            charts=CHARTS,
            is_static=True,
        )
        own = [read_sight(name, port, address) for name, address in addresses.items()]
        load_twice(browser, bare)
        yield browser, bare, [limit, *own]
        browser.close()


def write_pair(own: Sequence[Load], bare: Sequence[Load]) -> list[str]:
    """The cells of a page's times beside the bare page's."""
    mine = [each.milliseconds for each in own]
    reference = [each.milliseconds for each in bare]
    return [write_span(mine), write_span(reference), write_ratio(mine, reference)]


def write_megabytes(counts: Sequence[int]) -> str:
    """Megabytes: the median of several."""
    return f"{median(counts) / 1e6:.2f}"


def measure_browser(rows: int, readings: int) -> None:
    """Print the time to the last mark of every page, and the bytes that it takes.

    A page's readings take turns with readings of the bare page, beginning and ending
    with that.
    """
    times, sizes = [], []
    with open_sights(ADDRESSES) as (browser, bare, sights):
        for sight in sights:
            load_twice(browser, sight)
            bares = [load_twice(browser, bare)]
            own = []
            for _ in range(readings):
                own.append(load_twice(browser, sight))
                bares.append(load_twice(browser, bare))
            (first, again), (bare_first, bare_again) = (
                zip(*own, strict=True),
                zip(*bares, strict=True),
            )
            times.append(
                [
                    *(sight.name, str(sight.charts), str(sight.pictures), sight.aim),
                    *write_pair(first, bare_first),
                    *write_pair(again, bare_again),
                ]
            )
            sizes.append(
                [
                    sight.name,
                    sight.aim_of_files,
                    write_megabytes([each.file_bytes for each in first]),
                    write_megabytes([each.message_bytes for each in first]),
                ]
            )
        sizes.append(
            [
                *("bare", ""),
                write_megabytes([each.file_bytes for each in bare_first]),
                write_megabytes([each.message_bytes for each in bare_first]),
            ]
        )
    print_table(
        f"Time to the last mark in the browser, {rows:,} complaint rows: milliseconds, "
        "and times the bare page",
        (
            *("page", "charts", "pictures", "aim"),
            *("empty cache", "bare", "x bare"),
            *("filled cache", "bare", "x bare"),
        ),
        times,
    )
    print_table(
        "Bytes at an empty cache: megabytes of files, as the network carries them, and "
        "of Streamlit's messages",
        ("page", "aim for files", "files", "messages"),
        sizes,
    )


def measure_link(rows: int, readings: int) -> None:
    """Print the time to the last mark over a slow link, of the panel's pages."""
    lines = []
    with open_sights(PANEL) as (browser, bare, sights):
        for sight in sights:
            load_twice(browser, sight)
            bares = [load_slowly(browser, bare)]
            own = []
            for _ in range(readings):
                own.append(load_slowly(browser, sight))
                bares.append(load_slowly(browser, bare))
            lines.append([sight.name, str(sight.charts), *write_pair(own, bares)])
    print_table(
        f"Time to the last mark over 10 Mbit/s with 40 ms, {rows:,} complaint rows, at "
        "an empty cache: milliseconds, and times the bare page",
        ("page", "charts", "ms", "bare", "x bare"),
        lines,
    )
