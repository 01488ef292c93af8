"""Time to the last mark in a real browser, each page turn by turn with the bare page.

The clock is the page's own, from the start of the navigation. The last mark is the last
of these: a chart's mark drawn, a strip's picture loaded, an element of the page put in,
a skeleton taken away; each counted at the frame that shows it. A chart that is drawn
again because the page moved counts when it is drawn again.
"""

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.plain import print_table, write_ratio, write_span
from benchmarks.serving import BARE, DASHBOARD, serve
from benchmarks.session import Session, read_page
from benchmarks.visits import ADDRESSES
from tests.browser.find_chromium import find_chromium


# How long nothing must have changed before a page is taken as drawn.
STILL = 1000
# The answer stands on the overview: it is to be there no later than the bare page.
AIM = "overview"

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
({still, charts, pictures}) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const main = document.querySelector('[data-testid="stMain"]');
  if (!app || app.dataset.testScriptState !== 'notRunning' || !main) return false;
  if (document.querySelector(
    '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')) return false;
  if (!main.querySelector('h1')) return false;
  const drawn = [...main.querySelectorAll('[data-testid="stPlotlyChart"]')]
    .filter((chart) => chart.querySelector('.mlayer path, .mlayer .point'));
  const loaded = [...main.querySelectorAll('img')]
    .filter((picture) => picture.complete && picture.naturalWidth);
  if (drawn.length < charts || loaded.length < pictures) return false;
  return performance.now() - window.lastMark > still;
}
"""


def load(context: BrowserContext, port: int, address: str, sent: Session) -> float:
    """Milliseconds from the start of the navigation to the last mark.

    It waits for as many charts and pictures as the server sends: until plotly itself
    has come there is no trace of a chart on the page.
    """
    expected = {"still": STILL, "charts": sent.charts, "pictures": sent.pictures}
    page = context.new_page()
    try:
        page.goto(f"http://localhost:{port}/{address}", wait_until="commit")
        page.wait_for_function(IS_DRAWN, arg=expected, timeout=90_000)
        return float(page.evaluate("window.lastMark"))
    finally:
        page.close()


def load_twice(
    browser: Browser, port: int, address: str, sent: Session
) -> tuple[float, float]:
    """The first load of a browser with nothing kept, and the next one."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(WATCH)
        first = load(context, port, address, sent)
        return first, load(context, port, address, sent)


def measure_browser(rows: int, readings: int) -> None:
    """Print the time to the last mark of every page beside the bare page's.

    The servers are warm: every page was asked for once before. A page's readings take
    turns with readings of the bare page, beginning and ending with that.
    """
    lines = []
    path = find_chromium()
    with (
        serve(BARE) as bare_port,
        serve(DASHBOARD) as port,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        bare_sent = read_page(bare_port, "")
        load_twice(browser, bare_port, "", bare_sent)
        for name, address in ADDRESSES.items():
            sent = read_page(port, address)
            load_twice(browser, port, address, sent)
            bare = [load_twice(browser, bare_port, "", bare_sent)]
            own = []
            for _ in range(readings):
                own.append(load_twice(browser, port, address, sent))
                bare.append(load_twice(browser, bare_port, "", bare_sent))
            line = [name, str(sent.charts), str(sent.pictures)]
            for mine, reference in zip(
                zip(*own, strict=True), zip(*bare, strict=True), strict=True
            ):
                line += [
                    write_span(mine),
                    write_span(reference),
                    write_ratio(mine, reference),
                ]
            lines.append(line)
        browser.close()
    print_table(
        f"Time to the last mark in the browser, {rows:,} complaint rows: milliseconds, "
        f"and times the bare page (aim for the {AIM}: at most 1)",
        (
            *("page", "charts", "strips"),
            *("empty cache", "bare", "x bare"),
            *("filled cache", "bare", "x bare"),
        ),
        lines,
    )
