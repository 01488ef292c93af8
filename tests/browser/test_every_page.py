"""What holds on every page, on a desk's screen and on a telephone's."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.dashboard import (
    ADDRESSES,
    WIDTHS,
    Dashboard,
    go,
    main,
    open_everything,
    set_menu,
    sidebar,
)


pytestmark = pytest.mark.browser

PAGES = [(title, width) for title in ADDRESSES for width in WIDTHS]

# Found beside the marks: ticks and labels have no class of their own in these.
MARKS = ".bartext, .textpoint text"


@dataclass(frozen=True)
class Visit:
    """A page that is open at some width, with every expander open."""

    title: str
    width: int
    page: Page
    first_answer_ends: float


@pytest.fixture(scope="module", params=PAGES, ids=lambda each: f"{each[0]}-{each[1]}")
def visit(
    request: pytest.FixtureRequest, browser: Browser, dashboard: Dashboard
) -> Iterator[Visit]:
    """Every page at every width; opened once for all tests, which only look."""
    title, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = go(context.new_page(), f"{dashboard.url}/{ADDRESSES[title]}")
    box = main(page).locator(".st-key-answer").bounding_box()
    assert box is not None
    open_everything(page)
    yield Visit(title, width, page, box["y"] + box["height"])
    context.close()


def find_barriers(page: Page) -> list[str]:
    """What axe finds that shuts people out: rule, weight and element, a line each."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{each['id']} ({each['impact']}): {node['target']} {node['html'][:200]}"
        for each in found.response["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def test_the_tab_and_the_title_carry_the_page_s_own_name(visit: Visit) -> None:
    assert visit.page.title() == visit.title
    heading = main(visit.page).locator("h1")
    expect(heading).to_have_count(1)
    expect(heading).to_have_text(re.compile(f"^{visit.title}(, 2024-25)?$"))


def test_no_page_is_said_to_be_missing_and_none_shows_an_error(visit: Visit) -> None:
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    expect(visit.page.get_by_test_id("stException")).to_have_count(0)
    expect(visit.page.get_by_text("Traceback")).to_have_count(0)


def test_the_answer_is_in_the_first_screen(visit: Visit) -> None:
    assert visit.first_answer_ends <= 900


def test_the_page_does_not_scroll_sideways(visit: Visit) -> None:
    wide = visit.page.evaluate(
        """() => [document.documentElement,
          document.querySelector('[data-testid="stMain"]')]
          .map(each => each.scrollWidth - each.clientWidth)"""
    )
    assert wide == [0, 0]


def test_no_table_is_cut_off(visit: Visit) -> None:
    # A table that may not scroll must fit; else its last words are on no screen.
    cut = visit.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stTable"]')].flatMap(
          each => {
            const edge = each.getBoundingClientRect().right + 1;
            return [...each.querySelectorAll('th, td')].filter(cell => {
              const words = document.createRange();
              words.selectNodeContents(cell);
              const end = words.getBoundingClientRect().right;
              return end > edge || end > cell.getBoundingClientRect().right + 1;
            }).map(cell => cell.innerText);
          })"""
    )
    assert cut == []


def test_the_sample_says_that_it_is_one(visit: Visit) -> None:
    banner = main(visit.page).get_by_test_id("stAlert").first
    expect(banner).to_contain_text("This is the sample release.")
    expect(banner).to_contain_text("made up")


def test_every_chart_has_its_figures_in_its_alt_text(visit: Visit) -> None:
    charts = main(visit.page).get_by_test_id("stPlotlyChart").all()
    for chart in charts:
        assert chart.get_attribute("role") in ("img", "figure")
        text = chart.get_attribute("aria-label") or ""
        assert re.search(r"\d", text), "an alt text without a figure"
        for mark in chart.locator(MARKS).all_text_contents():
            assert mark in text, "drawn but not in the alt text"


def test_every_chart_has_a_table_of_the_same_figures(visit: Visit) -> None:
    page = visit.page
    charts = page.locator("[class*='st-key-chart_']").all()
    drawn = main(page).get_by_test_id("stPlotlyChart")
    expect(drawn).to_have_count(len(charts))
    for chart in charts:
        names = (chart.get_attribute("class") or "").split()
        [key] = [name for name in names if name.startswith("st-key-chart_")]
        figures = page.locator(f".{key.replace('st-key-chart_', 'st-key-figures_')}")
        assert figures.locator("table tbody tr").count()
        text = figures.locator("table").all_inner_texts()
        for mark in chart.locator(MARKS).all_text_contents():
            # "85.1% (63 of 74)" has its counts in cells of their own.
            assert mark.split(" (")[0].split(" of ")[0] in " ".join(text)


def test_every_strip_has_its_figures_in_its_alt_text(visit: Visit) -> None:
    pictures = main(visit.page).locator("img").all()
    if visit.title == "Overview":
        assert len(pictures) == 5
    for picture in pictures:
        text = picture.get_attribute("alt") or ""
        source = picture.get_attribute("src") or ""
        drawn = base64.b64decode(source.partition("base64,")[2]).decode()
        labels = re.findall(r'text-anchor="middle"[^>]*>([^<]*)<', drawn)
        assert labels, "a strip without a label"
        for label in labels:
            # The year before is drawn as "2023-24: 4.7".
            assert unescape(label).rpartition(": ")[2] in text


def test_nobody_is_shut_out_while_the_menu_is_closed(visit: Visit) -> None:
    set_menu(visit.page, is_open=False)
    assert find_barriers(visit.page) == []


def test_nobody_is_shut_out_while_the_menu_is_open(visit: Visit) -> None:
    set_menu(visit.page, is_open=True)
    expect(sidebar(visit.page).get_by_role("link", name="Volumes")).to_be_visible()
    assert find_barriers(visit.page) == []
