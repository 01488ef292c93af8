"""What holds on every page on a telephone, with every fold open, the analysts' too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.barriers import find_barriers, find_beyond, find_cut_cells
from browser.dashboard import (
    ADDRESSES,
    WIDTHS,
    Dashboard,
    go,
    main,
    open_everything,
    set_menu,
    settle,
    sidebar,
)


pytestmark = pytest.mark.browser

# A desk's screen at 200% among them.
SIZES = (*WIDTHS, 640)

# Found beside the marks: ticks and labels have no class of their own in these.
MARKS = ".bartext, .textpoint text"


@dataclass(frozen=True)
class Visit:
    """A page on a telephone, on which everything is open but the menu."""

    title: str
    page: Page


@pytest.fixture(scope="module", params=ADDRESSES)
def visit(
    request: pytest.FixtureRequest, browser: Browser, dashboard: Dashboard
) -> Iterator[Visit]:
    """Every page; opened once for all tests, which only look."""
    context = browser.new_context(viewport={"width": 400, "height": 900})
    page = go(context.new_page(), f"{dashboard.url}/{ADDRESSES[request.param]}")
    open_everything(page)
    yield Visit(request.param, page)
    context.close()


def test_every_fold_opens_and_none_shows_an_error(visit: Visit) -> None:
    expect(main(visit.page).locator("details:not([open])")).to_have_count(0)
    expect(visit.page.get_by_test_id("stException")).to_have_count(0)


def test_nobody_is_shut_out_of_what_is_folded(visit: Visit) -> None:
    assert find_barriers(visit.page) == []


def test_nobody_is_shut_out_while_the_menu_lies_over_the_page(visit: Visit) -> None:
    link = sidebar(visit.page).get_by_role("link", name="Volumes", exact=True)
    expect(link).not_to_be_in_viewport()
    set_menu(visit.page, is_open=True)
    expect(link).to_be_in_viewport()
    assert find_barriers(visit.page) == []
    set_menu(visit.page, is_open=False)
    expect(link).not_to_be_in_viewport()


def test_every_chart_has_its_figures_in_its_alt_text(visit: Visit) -> None:
    charts = main(visit.page).get_by_test_id("stPlotlyChart").all()
    for chart in charts:
        assert chart.get_attribute("role") in ("img", "figure")
        text = chart.get_attribute("aria-label") or ""
        assert re.search(r"\d", text), "an alt text without a figure"
        for mark in chart.locator(MARKS).all_text_contents():
            assert mark in text, "drawn but not in the alt text"


def test_every_chart_is_for_analysts_and_has_a_table_of_its_figures(
    visit: Visit,
) -> None:
    page = visit.page
    charts = page.locator(".st-key-for_analysts [class*='st-key-chart_']").all()
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


def test_what_a_pointer_presses_in_a_picture_the_keyboard_finds_in_a_fold(
    visit: Visit,
) -> None:
    pressed = list_addresses(visit.page, ".picture a")
    reached = list_addresses(visit.page, "details a:not([tabindex='-1'])")
    assert pressed - reached == set()


def list_addresses(page: Page, selector: str) -> set[str]:
    """Where some links lead."""
    links = main(page).locator(selector).all()
    return {link.get_attribute("href") or "" for link in links}


def test_on_paper_there_are_no_filters_and_no_folds_but_what_they_were(
    visit: Visit,
) -> None:
    page = visit.page
    paper = page.locator(".paper")
    expect(paper).to_be_hidden()
    page.emulate_media(media="print")
    for away in (".st-key-in_force", "details", "[data-testid=stHeader]"):
        for each in page.locator(away).all():
            expect(each).to_be_hidden()
    expect(sidebar(page)).to_be_hidden()
    expect(main(page).locator("h1")).to_be_visible()
    expect(paper).to_be_visible()
    expect(paper).to_have_text(re.compile(r"^2024-25: .+\.$"))
    page.emulate_media(media="screen")
    expect(paper).to_be_hidden()


# Last, because it leaves the page at another width.
def test_nothing_lies_beyond_the_screen_at_any_width(visit: Visit) -> None:
    for width in SIZES:
        visit.page.set_viewport_size({"width": width, "height": 900})
        settle(visit.page)
        assert find_beyond(visit.page) == [], width
        assert find_cut_cells(visit.page) == [], width
