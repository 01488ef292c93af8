"""No page for the Panel asks more of its reader than it may, whoever the landlord."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import data_in
from playwright.sync_api import Browser, Page

from analytics.ground.settings import PROJECT
from analytics.release.publish import publish
from browser.dashboard import Dashboard, go, show
from browser.reading import Reading, read


pytestmark = pytest.mark.browser

OVERVIEW = Reading(words=300, before=60, longest=40, screens=2.5)
OTHERS = Reading(words=450, before=80, longest=45, screens=4)
# All words of a page stand before a picture that there is not: the sample has no action
# about the area chosen, and no refusal was noted; answers to the Code and printed
# figures have bars in a table, which are no picture to whoever counts.
UNPICTURED = replace(OTHERS, before=OTHERS.words)

LIMITS = {
    "overview": OVERVIEW,
    "volumes": OTHERS,
    "outcomes": OTHERS,
    "timeliness": OTHERS,
    "satisfaction": OTHERS,
    "learning": OTHERS,
    "refused": OTHERS,
    "ombudsman": OTHERS,
    "service-areas": OTHERS,
    "self-assessment": UNPICTURED,
    "printed": UNPICTURED,
}

# Each landlord as a whole, and one of its service areas by itself.
SAMPLE = {"all": "", "one area": "?area=Repairs+and+maintenance"}
DEMO = {"all": "", "one area": "?area=Heating+and+hot+water"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A server that shows the demo landlord."""
    folder = tmp_path_factory.mktemp("demo")
    with data_in(folder / "data"):
        publish([PROJECT / "data" / "demo"], judge=None)
    with show(folder / "data", folder / "server.log") as server:
        yield server


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """One window of a desk for all pages, so high that a page is drawn in full."""
    context = browser.new_context(viewport={"width": 1280, "height": 4500})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("asked", SAMPLE)
@pytest.mark.parametrize("address", LIMITS)
def test_no_page_of_the_sample_asks_too_much(
    dashboard: Dashboard, desk: Page, address: str, asked: str
) -> None:
    go(desk, f"{dashboard.url}/{address}{SAMPLE[asked]}")
    is_bare = address == "refused" or (address, asked) == ("learning", "one area")
    limit = UNPICTURED if is_bare else LIMITS[address]
    assert read(desk).list_excess(limit) == []


@pytest.mark.parametrize("asked", DEMO)
@pytest.mark.parametrize("address", LIMITS)
def test_no_page_of_the_demo_landlord_asks_too_much(
    demo: Dashboard, desk: Page, address: str, asked: str
) -> None:
    go(desk, f"{demo.url}/{address}{DEMO[asked]}")
    assert read(desk).list_excess(LIMITS[address]) == []
