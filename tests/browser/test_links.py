"""A link is the page with its filters, for whoever opens it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.dashboard import (
    Dashboard,
    choose,
    go,
    main,
    read_answer,
    read_filters,
    read_text,
    settle,
    sidebar,
)


pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]


def test_a_first_visitor_s_deep_link_opens_that_page_with_those_filters(
    serve: Callable[..., Dashboard], sample_data: Path, new_page: NewPage
) -> None:
    # Nobody has opened the menu of this server yet; Streamlit's own scan of pages/
    # would answer "Page not found".
    server = serve(sample_data)
    page = go(new_page(), f"{server.url}/timeliness?year=2023-24&stage=Stage+2")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.title() == "Timeliness"
    assert main(page).locator("h1").inner_text() == "Timeliness, 2023-24"
    filters = read_filters(page)
    assert (filters["Reporting year"], filters["Stage"]) == ("2023-24", "Stage 2")
    answer = read_answer(page)
    assert answer.startswith("2 of 2 stage 2 complaints from tenants")
    assert "stage 1" not in answer


def test_the_overview_opens_by_its_own_name(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/overview")
    assert page.title() == "Overview"
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_copied_link_shows_another_reader_the_same(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), dashboard.url)
    choose(page, "Reporting year", "2023-24")
    choose(page, "Part of the year", "July to March")
    choose(page, "Residents", "Tenants (low cost rent)")
    choose(page, "Service area", "Repairs and maintenance")
    choose(page, "Stage", "Stage 1")
    sidebar(page).get_by_role("link", name="Timeliness").click()
    main(page).get_by_role("radio", name="Month").locator("..").click()
    expect(main(page).locator("h1")).to_contain_text("July 2023 to March 2024")
    expect(main(page).get_by_text("stage 1 only")).to_be_visible()
    settle(page)
    answer = read_answer(page)
    seen = main(page).inner_text()
    other = go(new_page(), page.url)
    assert read_filters(other) == read_filters(page)
    assert read_answer(other) == answer
    # The whole page, the part of the trend included.
    assert main(other).inner_text() == seen
    # What the dashboard writes into an address it also recognises there.
    expect(main(other).get_by_text("The link asks for")).to_have_count(0)


def test_a_part_of_the_year_stays_when_another_year_is_chosen(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/")
    choose(page, "Part of the year", "July to March")
    expect(main(page).locator("h1")).to_contain_text("July 2024 to March 2025")
    choose(page, "Reporting year", "2023-24")
    expect(main(page).locator("h1")).to_contain_text("July 2023 to March 2024")
    other = go(new_page(), page.url)
    assert (
        main(other).locator("h1").inner_text() == main(page).locator("h1").inner_text()
    )


def test_filters_stay_when_the_menu_and_the_next_link_are_followed(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/learning")
    choose(page, "Reporting year", "2023-24")
    choose(page, "Stage", "Stage 2")
    expect(main(page).locator("h1")).to_have_text("Learning, 2023-24")
    expect(main(page).get_by_text("stage 2 only")).to_be_visible()
    filters = read_filters(page)
    sidebar(page).get_by_role("link", name="Volumes").click()
    expect(main(page).locator("h1")).to_have_text("Volumes, 2023-24")
    main(page).get_by_role("link", name="Next: Outcomes").click()
    expect(main(page).locator("h1")).to_have_text("Outcomes, 2023-24")
    expect(main(page).get_by_text("stage 2 only")).to_be_visible()
    assert read_filters(page) == filters
    # The first page's own address is the empty one.
    sidebar(page).get_by_role("link", name="Overview").click()
    expect(main(page).locator("h1")).to_have_text("Overview, 2023-24")
    settle(page)
    assert read_filters(page) == filters
    expect(main(page).get_by_text("The link asks for")).to_have_count(0)
    # The address, which will be copied, says the same as the page.
    assert read_filters(go(new_page(), page.url)) == filters


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("area=Moon+bases", "Moon bases"),
        ("stage=7", "7"),
        # The value behind the words, which is not what stands in an address.
        ("stage=2", "2"),
        ("year=1066-67", "1066-67"),
        ("ward=Nowhere", "Nowhere"),
        ("colour=blue", "colour"),
    ],
)
def test_a_link_that_asks_for_something_unknown_says_so_and_shows_the_whole(
    dashboard: Dashboard, new_page: NewPage, query: str, named: str
) -> None:
    page = go(new_page(), f"{dashboard.url}/?{query}")
    banner = main(page).get_by_test_id("stAlert").filter(has_text="The link asks for")
    expect(banner).to_contain_text(named)
    # Figures of the whole landlord must not be read as the ones asked for.
    assert read_answer(page).startswith("63 of 74 stage 1 complaints from tenants")
    expect(main(page).get_by_text("complaints of all residents")).to_be_visible()


def test_a_link_cannot_put_anything_of_its_own_on_the_page(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    # Whoever sends a councillor a link chooses what the banner quotes.
    page = new_page(bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    hostile = (
        "area=![a](http://evil.invalid/a.png)"
        "&ward=[Sign+in+again](http://evil.invalid/b)"
        "&www.evil.invalid=:red[c]&year=$x^2$"
    )
    go(page, f"{dashboard.url}/?{hostile}")
    banner = main(page).get_by_test_id("stAlert").filter(has_text="The link asks for")
    expect(banner).to_have_count(1)
    marked = banner.locator("a, img, .katex, [class*='stMarkdownColored']")
    assert [each.evaluate("each => each.outerHTML") for each in marked.all()] == []
    assert "[Sign in again](http://evil.invalid/b)" in read_text(page)
    assert [url for url in asked if not url.startswith(dashboard.url)] == []
