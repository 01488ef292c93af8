"""Links between pages: the filters stay, in this tab and in a new one, said once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.dashboard import (
    Dashboard,
    go,
    main,
    read_filters,
    read_text,
    settle,
    sidebar,
)


pytestmark = pytest.mark.browser

ASKED = "area=Repairs+and+maintenance&residents=Leaseholders"
MENU = ("Volumes", "Outcomes", "Timeliness", "Satisfaction", "Learning")


def press(page: Page, name: str) -> None:
    """Press a link of the menu and wait for its page."""
    sidebar(page).get_by_role("link", name=name, exact=True).click()
    main(page).get_by_role("heading", name=f"{name}, 2024-25").wait_for()
    settle(page)


def test_the_address_is_as_long_after_ten_presses_as_after_one(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{dashboard.url}/?{ASKED}")
    for name in (*MENU, *MENU):
        press(page, name)
        expect(page).to_have_url(f"{dashboard.url}/{name.lower()}?{ASKED}")


def test_a_link_opened_in_a_new_tab_keeps_the_filters(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{dashboard.url}/?{ASKED}")
    link = sidebar(page).get_by_role("link", name="Outcomes", exact=True)
    tab = go(new_page(), f"{dashboard.url}/{link.get_attribute('href')}")
    expect(tab).to_have_url(f"{dashboard.url}/outcomes?{ASKED}")
    filters = read_filters(tab)
    assert filters["Service area"] == "Repairs and maintenance"
    assert filters["Residents"] == "Leaseholders"
    press(tab, "Volumes")
    assert "complaints from leaseholders about Repairs and maintenance" in read_text(
        tab
    )


def test_a_kept_filter_that_nobody_knows_is_named(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{dashboard.url}/volumes?keep=area%3DMoon")
    assert "“Moon” as area" in read_text(page)
