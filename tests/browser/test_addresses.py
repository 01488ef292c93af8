"""Every definition has an address that a paper can cite and a reader can go to."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.barriers import find_barriers
from browser.dashboard import WIDTHS, Dashboard, go, main, settle


pytestmark = pytest.mark.browser

# Far down the list, so that its reader has scrolled.
LABEL = "Ombudsman findings"
ADDRESS = "definitions?measure=findings"


def press(page: Page, label: str) -> None:
    """Follow a link beside the menu, which leads to another address."""
    before = page.url
    main(page).get_by_role("link", name=label, exact=True).click()
    page.wait_for_url(lambda url: url != before)
    settle(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_in_the_list_leads_to_the_address_and_to_its_beginning(
    dashboard: Dashboard, new_page: Callable[..., Page], width: int
) -> None:
    page = go(new_page(width), f"{dashboard.url}/definitions")
    press(page, LABEL)
    expect(main(page).locator("h1")).to_have_text(LABEL)
    assert page.url == f"{dashboard.url}/{ADDRESS}"
    expect(main(page).locator("h1")).to_be_in_viewport()
    press(page, "All definitions")
    expect(main(page).locator("h1")).to_have_text("Definitions")
    assert page.url == f"{dashboard.url}/definitions"


def test_going_back_leads_to_what_was_searched_for(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{dashboard.url}/definitions")
    box = main(page).get_by_role("textbox", name="Find a definition")
    box.fill("ombudsman findings")
    box.press("Enter")
    main(page).get_by_text("Found for “ombudsman findings”").wait_for()
    settle(page)
    assert "find=ombudsman" in page.url
    press(page, LABEL)
    assert page.url == f"{dashboard.url}/{ADDRESS}"
    page.go_back()
    main(page).get_by_text("Found for “ombudsman findings”").wait_for()
    settle(page)
    answer = main(page).locator(".st-key-answer")
    expect(answer).to_have_text(re.compile("^Found for “ombudsman findings”"))


def test_an_address_keeps_the_filters_and_opens_for_a_first_visitor(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{dashboard.url}/definitions?year=2023-24")
    # Once, however often a link of the page leads to itself.
    for label in (LABEL, "All definitions", LABEL):
        press(page, label)
        assert page.url.count("year=2023-24") == 1, page.url
    assert "measure=findings" in page.url
    other = go(new_page(), page.url)
    expect(main(other).locator("h1")).to_have_text(LABEL)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("query", ["measure=ch02_1", "find=acknowledged", "measure=x"])
def test_nobody_is_shut_out_at_these_addresses(
    dashboard: Dashboard, new_page: Callable[..., Page], width: int, query: str
) -> None:
    page = go(new_page(width), f"{dashboard.url}/definitions?{query}")
    assert find_barriers(page) == []
