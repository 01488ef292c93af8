"""A browser, and a server that shows the sample."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from browser.dashboard import PATIENCE, Dashboard, show
from browser.find_chromium import find_chromium


ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all tests, each of which opens its own windows in it."""
    path = find_chromium()
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except Error as error:
            pytest.fail(
                "No Chromium could be started, and these tests need one: install "
                "chromium, name one in CHROMIUM, or run `playwright install "
                f"chromium`. Tried: {path or 'the one of playwright'}. {error.message}"
            )
        yield started
        started.close()


@pytest.fixture(scope="package")
def dashboard(
    sample_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Dashboard]:
    """A server that shows the sample, for every test that changes nothing."""
    with show(sample_data, tmp_path_factory.mktemp("log") / "server.log") as server:
        yield server


@pytest.fixture
def serve(data_folder: Path, tmp_path: Path) -> Iterator[Callable[..., Dashboard]]:
    """A function that starts a server of the test's own, over its own data folder."""
    with ExitStack() as servers:
        logs = (tmp_path / f"server_{number}.log" for number in count())
        yield lambda data=data_folder: servers.enter_context(show(data, next(logs)))


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a window of a reader who was never here before."""
    contexts = []

    def open_window(width: int = 1280, *, bypass_csp: bool = False) -> Page:
        contexts.append(
            browser.new_context(
                viewport={"width": width, "height": 900}, bypass_csp=bypass_csp
            )
        )
        contexts[-1].set_default_timeout(PATIENCE * 500)
        return contexts[-1].new_page()

    yield open_window
    for context in contexts:
        context.close()
