"""Links between pages: the address is the truth, here, in a new tab and after Back."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from browser.dashboard import (
    Dashboard,
    await_page,
    choose,
    find_tag,
    go,
    main,
    read_filters,
    read_in_force,
    read_text,
    read_title,
    settle,
    sidebar,
)


pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]

ASKED = "residents=Leaseholders&area=Repairs+and+maintenance"
AREA = "Repairs and maintenance"
PERIODS = {
    "Volumes": "2024-25",
    "Outcomes": "2024-25",
    "Timeliness": "2024-25",
    # What cannot be told of those chosen says so beside its name.
    "Satisfaction": "2024-25: not by residents and service area",
    "Learning": "30 June 2025: not by residents",
}


def press(page: Page, name: str) -> None:
    """Press a link of the menu and wait for its page."""
    sidebar(page).get_by_role("link", name=name, exact=True).click()
    await_page(page, f"{name}, {PERIODS[name]}")


def count_steps(page: Page) -> int:
    """How many steps the browser's history has."""
    return int(page.evaluate("() => history.length"))


@contextmanager
def takes_steps(page: Page, number: int) -> Iterator[None]:
    """What takes so many steps of the browser's history, no more and no fewer."""
    before = count_steps(page)
    yield
    assert count_steps(page) - before == number


def test_the_address_is_as_long_after_ten_presses_as_after_one(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/?{ASKED}")
    for name in (*PERIODS, *PERIODS):
        with takes_steps(page, 1):
            press(page, name)
        expect(page).to_have_url(f"{dashboard.url}/{name.lower()}?{ASKED}")


def test_a_page_is_one_step_and_back_returns_to_it_as_it_was(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/volumes?{ASKED}")
    volumes = read_text(page)
    press(page, "Outcomes")
    outcomes = read_text(page)
    press(page, "Timeliness")
    page.go_back()
    await_page(page, "Outcomes, 2024-25")
    expect(page).to_have_url(f"{dashboard.url}/outcomes?{ASKED}")
    assert read_text(page) == outcomes
    page.go_back()
    await_page(page, "Volumes, 2024-25")
    expect(page).to_have_url(f"{dashboard.url}/volumes?{ASKED}")
    assert read_text(page) == volumes
    page.go_forward()
    await_page(page, "Outcomes, 2024-25")
    assert read_text(page) == outcomes


def test_back_returns_to_the_filters_that_were_in_force_there(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/volumes")
    before = read_text(page)
    press(page, "Outcomes")
    choose(page, "Reporting year", "2023-24")
    await_page(page, "Outcomes, 2023-24")
    page.go_back()
    await_page(page, "Volumes, 2024-25")
    # The button above the title as well, which is drawn before the boxes in it.
    assert read_in_force(page).startswith("2024-25 ")
    assert read_text(page) == before
    page.go_forward()
    await_page(page, "Outcomes, 2023-24")
    assert read_in_force(page).startswith("2023-24 ")


def test_a_link_to_another_year_says_so_above_the_title(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/volumes")
    main(page).locator(".picture a[href*='year=2023-24']").first.click()
    await_page(page, "Cases, 2023-24")
    assert read_in_force(page).startswith("2023-24 ")
    page.go_back()
    await_page(page, "Volumes, 2024-25")
    assert read_in_force(page).startswith("2024-25 ")


def test_a_tag_takes_its_filter_off(dashboard: Dashboard, new_page: NewPage) -> None:
    page = go(new_page(), f"{dashboard.url}/volumes?{ASKED}")
    assert read_in_force(page) == f"2024-25 · leaseholders · both stages · {AREA}"
    find_tag(page, "residents", "Leaseholders").click()
    expect(page).to_have_url(f"{dashboard.url}/volumes?area=Repairs+and+maintenance")
    settle(page)
    assert read_in_force(page) == f"2024-25 · all residents · both stages · {AREA}"
    expect(find_tag(page, "residents", "Leaseholders")).to_have_count(0)
    find_tag(page, "area", AREA).click()
    expect(page).to_have_url(f"{dashboard.url}/volumes")
    settle(page)
    assert read_in_force(page) == "2024-25 · as published · both stages"
    assert read_title(page).startswith("81 stage 1 complaints in 2024-25")


def test_a_link_opened_in_a_new_tab_keeps_the_filters(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/?{ASKED}")
    link = sidebar(page).get_by_role("link", name="Outcomes", exact=True)
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    tab = opened.value
    await_page(tab, "Outcomes, 2024-25")
    expect(tab).to_have_url(f"{dashboard.url}/outcomes?{ASKED}")
    # The tab that was pressed in stays where it was.
    expect(page).to_have_url(f"{dashboard.url}/?{ASKED}")
    filters = read_filters(tab)
    assert filters["Service area"] == AREA
    assert filters["Who is counted"] == "Leaseholders"
    press(tab, "Volumes")
    assert f"from leaseholders about {AREA}" in read_title(tab)


def test_the_link_that_is_copied_opens_the_same_view(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    go(page, f"{dashboard.url}/outcomes?{ASKED}")
    button = main(page).get_by_role("button", name="Copy link")
    button.click()
    expect(main(page).locator("[data-copy]")).to_have_text("Link copied")
    copied = str(page.evaluate("() => navigator.clipboard.readText()"))
    assert copied == f"{dashboard.url}/outcomes?{ASKED}"
    other = go(new_page(), copied)
    assert read_title(other) == read_title(page)


def test_the_menu_marks_the_page_that_is_open(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), dashboard.url)
    expect(page.locator("nav")).to_have_count(1)
    current = sidebar(page).locator("[aria-current=page]")
    expect(current).to_have_text("Overview")
    press(page, "Outcomes")
    expect(current).to_have_text("Outcomes")
    page.go_back()
    expect(current).to_have_text("Overview")


# What an address may hold that nobody meant, by what is said of it.
HOSTILE = {
    "“<script>document.title='hurt'</script>” as year": (
        "year=%3Cscript%3Edocument.title%3D%27hurt%27%3C%2Fscript%3E"
    ),
    "“\" onmouseover=\"document.title='hurt'” as area": (
        "area=%22%20onmouseover%3D%22document.title%3D%27hurt%27"
    ),
    "“![x](http://evil.invalid/x.png)” as stage": (
        "stage=!%5Bx%5D(http%3A%2F%2Fevil.invalid%2Fx.png)"
    ),
    "“javascript:alert(1)” as residents": "residents=javascript%3Aalert(1)",
    "“Moon” as peers": "peers=Moon",
    "a filter called “keep”": "keep=area%3DMoon",
    "a filter called “<img src=x>”": "%3Cimg%20src%3Dx%3E=1",
}


def test_what_an_address_should_not_hold_is_named_and_does_nothing(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = new_page(bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    go(page, f"{dashboard.url}/volumes?{'&'.join(HOSTILE.values())}")
    text = read_text(page)
    for said in HOSTILE:
        assert said in text
    assert page.title() == "Volumes"
    assert read_title(page).startswith("81 stage 1 complaints in 2024-25")
    assert [url for url in asked if url.startswith("http://evil")] == []
    # No link takes any of it further.
    for link in page.locator("a[data-go]").all():
        href = link.get_attribute("href") or ""
        assert re.fullmatch(r"[a-z-]+(\?[a-z0-9_=&+-]*)?", href, re.IGNORECASE), href
    press(page, "Outcomes")
    expect(page).to_have_url(f"{dashboard.url}/outcomes")


def test_a_measure_that_nobody_knows_is_named_and_another_shown(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    asked = "measure=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D%27hurt%27%3E"
    page = go(new_page(bypass_csp=True), f"{dashboard.url}/cases?{asked}&rows=%3Cb%3E")
    text = read_text(page)
    assert "onerror=document.title='hurt'" in text
    assert "This figure has no rows called “<b>”; all are shown." in text
    assert page.title() == "Cases"
    expect(main(page).locator("img, b")).to_have_count(0)
