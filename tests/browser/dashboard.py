"""A running dashboard and its pages as a reader's browser shows them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from playwright.sync_api import Download, FileChooser, Locator, Page, expect
from playwright.sync_api import TimeoutError as TimeOut

from pages.frame.entries import ENTRIES, HOME


ROOT = Path(__file__).resolve().parents[2]

# Seconds that a page or a server may need on a busy machine.
PATIENCE = 80

# A desk, a tablet and a telephone.
WIDTHS = (1280, 768, 400)

# By title: the address of each page. The first page's own is the empty one.
ADDRESSES = {entry.title: "" if entry == HOME else entry.address for entry in ENTRIES}

LAST_FILTER = "Beside which landlords"

# The script has stopped, the title is there, and between looks nothing has changed or
# moved: a chart that is drawn late moves what a press was meant for, and closes lists.
IS_QUIET = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const main = document.querySelector('[data-testid="stMain"]');
  const ready = main && main.querySelector('h1')
    && app.dataset.testScriptState === 'notRunning'
    && !main.querySelector('[data-testid="stSkeleton"]');
  const places = ready
    ? [...main.querySelectorAll('summary, button, .main-svg')].map(
        each => Math.round(each.getBoundingClientRect().top))
    : [];
  const now = ready ? [location.href, main.innerText, places].join() : '';
  window.looks = ready && now === window.lastSeen ? window.looks + 1 : 0;
  window.lastSeen = now;
  return window.looks > 2;
}"""


class Dashboard:
    """A server of the real app over a data folder, on a free port of this machine."""

    def __init__(self, data: Path, log: Path) -> None:
        self.log = log
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://localhost:{self.port}"
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        command += ["--server.port", str(self.port), "--server.headless", "true"]
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | {"DATA_DIR": str(data)},
                stdout=stream,
                stderr=subprocess.STDOUT,
            )

    def ask(self, path: str) -> HTTPResponse:
        """What the server answers, read to its end."""
        # Closed too where a server that only just starts breaks the line off.
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as line:
            line.request("GET", path)
            answer = line.getresponse()
            answer.read()
        return answer

    def wait(self) -> None:
        """Wait until the server answers, even if it says that it has nothing to show."""  # noqa: E501
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self.ask("/health")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"The dashboard did not start: {self.read_log()}")

    def read_log(self) -> str:
        """What the server wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End the server; what a reader must never see must not be in its log either."""  # noqa: E501
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def show(data: Path, log: Path) -> Iterator[Dashboard]:
    """A data folder while a server shows it, which must log no traceback."""
    server = Dashboard(data, log)
    try:
        server.wait()
        yield server
    finally:
        server.stop()
    assert "Traceback" not in server.read_log(), server.read_log()


def settle(page: Page) -> None:
    """Wait until a page is drawn, and has been so from now on for a while."""
    page.evaluate("() => { window.looks = -1; }")
    page.wait_for_function(IS_QUIET, timeout=PATIENCE * 1000, polling=100)


def go(page: Page, url: str) -> Page:
    """Open an address and wait until it is drawn."""
    page.goto(url)
    settle(page)
    return page


def main(page: Page) -> Locator:
    """What is beside the menu."""
    return page.get_by_test_id("stMain")


def sidebar(page: Page) -> Locator:
    """The menu."""
    return page.get_by_test_id("stSidebar")


def strip_joiners(text: str) -> str:
    """A text without word joiners.

    They have no width and no meaning, and keep a year in one piece and what would
    otherwise be taken for an address apart.
    """
    return text.replace("\u2060", "")


def read_title(page: Page) -> str:
    """What a page found."""
    return strip_joiners(main(page).locator("h1").inner_text())


def await_page(page: Page, kicker: str) -> None:
    """Wait until the page of a name and period is there, and drawn."""
    expect(main(page).locator("p.kicker")).to_have_text(kicker)
    settle(page)


def open_everything(page: Page) -> None:
    """Open every expander, and those in what is made when one is opened."""
    while page.evaluate(
        """() => {
          const shut = document.querySelectorAll(
            '[data-testid="stMain"] details:not([open]) > summary');
          shut.forEach(summary => summary.click());
          return shut.length;
        }"""
    ):
        page.wait_for_timeout(100)
        settle(page)


def download(page: Page, press: Callable[[], None]) -> Download:
    """What a press of a button brings; who is brought nothing presses once more."""
    for _ in range(3):
        settle(page)
        try:
            with page.expect_download(timeout=PATIENCE * 125) as waiting:
                press()
        except TimeOut:
            continue
        return waiting.value
    raise AssertionError("Three presses brought no file.")


def choose_file(page: Page, path: Path) -> None:
    """Enter on the button in focus, and the file; who is asked for none presses again.

    The browser is listened to before the press: to begin listening takes it a moment,
    in which a busy machine has lost the press.
    """
    asked: list[FileChooser] = []
    page.on("filechooser", lambda chooser: asked.append(chooser))
    settle(page)
    for _ in range(3):
        page.keyboard.press("Enter")
        deadline = time.monotonic() + PATIENCE / 8
        while not asked and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        if asked:
            asked[0].set_files(path)
            return
    raise AssertionError("Three presses asked for no file.")


def set_menu(page: Page, *, is_open: bool) -> None:
    """Open or close the menu."""
    opener = page.get_by_test_id("stExpandSidebarButton")
    if is_open == (not opener.is_visible()):
        return
    if is_open:
        opener.click()
    else:
        # The button shows itself to a pointer that is near.
        sidebar(page).hover()
        page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    opener.wait_for(state="hidden" if is_open else "visible")
    wait_for_menu(page)


def wait_for_menu(page: Page) -> None:
    """Wait until the menu has slid: while it does, nothing in it stands where it will."""  # noqa: E501
    page.wait_for_timeout(400)


def filters_button(page: Page) -> Locator:
    """The button above the title that says what is in force and opens the filters."""
    return main(page).get_by_test_id("stPopoverButton")


def read_in_force(page: Page) -> str:
    """What that button says."""
    return filters_button(page).locator("p").inner_text()


def open_filters(page: Page) -> Locator:
    """The filters, opened if they are shut."""
    box = page.get_by_test_id("stPopoverBody")
    if not box.is_visible():
        filters_button(page).click()
    # The last of them: they come one after the other.
    box.get_by_role("combobox", name=LAST_FILTER, exact=True).wait_for(state="visible")
    return box


def close_filters(page: Page) -> None:
    """Put the filters away with Escape, which first puts away a list that is open."""
    options = page.get_by_role("listbox")
    if options.is_visible():
        page.keyboard.press("Escape")
        options.wait_for(state="hidden")
    page.keyboard.press("Escape")
    page.get_by_test_id("stPopoverBody").wait_for(state="hidden")


def find_tag(page: Page, key: str, value: str) -> Locator:
    """The tag that takes a choice off again."""
    name = f"st-key-tag_{key}_{re.sub(r'[^a-zA-Z0-9_-]', '-', value)}"
    return main(page).locator(f".{name} button:visible")


def open_options(page: Page, label: str) -> Locator:
    """The box of a filter with its list open.

    A page that is drawn late closes the list again; a reader presses once more.
    """
    box = open_filters(page).get_by_role("combobox", name=label, exact=True)
    settle(page)
    for _ in range(5):
        box.focus()
        box.press("ArrowDown")
        page.wait_for_timeout(300)
        if page.get_by_role("listbox").is_visible():
            return box
    raise AssertionError(f"The list of {label} does not open.")


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a filter, let the page follow, and put the filters away."""
    open_options(page, label)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)
    close_filters(page)


def read_filters(page: Page) -> dict[str, str]:
    """What every filter stands at, by its label."""
    open_filters(page)
    chosen = dict(
        page.evaluate(
            """() => [...document.querySelectorAll(
              '[data-testid="stPopoverBody"] .react-aria-ComboBox')].map(each => {
                const box = each.querySelector('input');
                const tags = [...each.querySelectorAll('[data-tag]')];
                const chosen = tags.map(tag => tag.getAttribute('aria-label'));
                return [box.getAttribute('aria-label'),
                  [box.value, ...chosen].filter(Boolean).join(', ')];
            })"""
        )
    )
    close_filters(page)
    return chosen


def read_text(page: Page) -> str:
    """Everything beside the menu as one line."""
    return " ".join(strip_joiners(main(page).inner_text()).split())
