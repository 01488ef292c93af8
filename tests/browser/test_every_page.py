"""What holds on every page as it opens: at a desk, on a tablet and on a telephone."""

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.barriers import find_barriers, find_beyond, find_cut_cells
from browser.dashboard import (
    ADDRESSES,
    WIDTHS,
    Dashboard,
    go,
    main,
    open_filters,
    settle,
)


pytestmark = pytest.mark.browser

PAGES = [(title, width) for title in ADDRESSES for width in WIDTHS]

# The pages whose title is what they found have their own name and period over it.
KICKERS = {
    "Overview": "Overview, 2024-25",
    "Volumes": "Volumes, 2024-25",
    "Outcomes": "Outcomes, 2024-25",
    "Timeliness": "Timeliness, 2024-25",
    "Satisfaction": "Satisfaction, 2024-25",
    "Learning": "Learning, 30 June 2025",
    "Refused complaints": "Refused complaints, 2024-25",
    "Ombudsman": "Ombudsman, 2024-25",
    "Service areas": "Service areas, 2024-25",
    "Cases": "Cases, 2024-25",
    "Self-assessment": "Self-assessment, 2024-25",
    "Printed figures": "Printed figures, 2024-25",
    "Where a number comes from": "Where a number comes from, 2024-25",
}

# The page of papers is headed by the paper that it shows.
HEADED_OTHERWISE = {"Papers": "Briefing"}

# How many pictures each page has.
PICTURES = {
    "Overview": 12,
    "Volumes": 3,
    "Outcomes": 2,
    "Timeliness": 4,
    "Satisfaction": 2,
    "Learning": 1,
    "Ombudsman": 2,
    "Papers": 4,
    "Service areas": 10,
}


@dataclass(frozen=True)
class Visit:
    """A page that is open at some width, nothing on it opened or shut."""

    title: str
    width: int
    page: Page


@pytest.fixture(scope="module")
def readers(browser: Browser) -> Iterator[dict[int, BrowserContext]]:
    """A reader at each width, who has what every page is made with from the first."""
    found = {
        width: browser.new_context(viewport={"width": width, "height": 900})
        for width in WIDTHS
    }
    yield found
    for context in found.values():
        context.close()


@pytest.fixture(scope="module", params=PAGES, ids=lambda each: f"{each[0]}-{each[1]}")
def visit(
    request: pytest.FixtureRequest,
    readers: dict[int, BrowserContext],
    dashboard: Dashboard,
) -> Iterator[Visit]:
    """Every page at every width; opened once for all tests, which only look."""
    title, width = request.param
    page = go(readers[width].new_page(), f"{dashboard.url}/{ADDRESSES[title]}")
    yield Visit(title, width, page)
    page.close()


def test_the_tab_and_the_page_carry_its_name_and_its_title_what_it_found(
    visit: Visit,
) -> None:
    assert visit.page.title() == visit.title
    heading = main(visit.page).locator("h1")
    expect(heading).to_have_count(1)
    kicker = main(visit.page).locator("p.kicker")
    if visit.title in KICKERS:
        expect(kicker).to_have_text(KICKERS[visit.title])
        found = r"^(Most: .*)?\d\S* (of|stage) |: not recorded in 2024-\W?25"
        expect(heading).to_have_text(re.compile(found))
    else:
        expect(kicker).to_have_count(0)
        name = HEADED_OTHERWISE.get(visit.title, visit.title)
        expect(heading).to_have_text(re.compile(f"^{name}(, 2024-25)?$"))


def test_no_page_is_said_to_be_missing_and_none_shows_an_error(visit: Visit) -> None:
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    expect(visit.page.get_by_test_id("stException")).to_have_count(0)
    expect(visit.page.get_by_text("Traceback")).to_have_count(0)


def test_the_answer_is_in_the_first_screen(visit: Visit) -> None:
    answer = main(visit.page).locator("h1, .st-key-answer").last
    box = answer.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 900


def test_nothing_lies_beyond_the_screen(visit: Visit) -> None:
    assert find_beyond(visit.page) == []
    assert find_cut_cells(visit.page) == []


def test_the_sample_says_that_it_is_one(visit: Visit) -> None:
    expect(main(visit.page).locator(".st-key-in_force .chip")).to_have_text("Sample")
    # What the mark means is said where it is used, and only there.
    [foot] = main(visit.page).locator("footer").all_inner_texts()
    said = main(visit.page).inner_text().removesuffix(foot)
    assert ("†" in said) == ("† made up;" in foot)


def read_labels(picture: Locator) -> list[str]:
    """The numbers that are written on a picture: its bold labels."""
    source = picture.get_attribute("src") or ""
    drawn = base64.b64decode(source.partition("base64,")[2]).decode()
    return [
        unescape(each) for each in re.findall(r'font-weight="600"[^>]*>([^<]*)<', drawn)
    ]


def test_every_picture_has_its_figures_in_its_alt_text(visit: Visit) -> None:
    pictures = main(visit.page).locator("img").all()
    assert len(pictures) == PICTURES.get(visit.title, 0)
    for picture in pictures:
        text = picture.get_attribute("alt") or ""
        assert re.search(r"\d", text), "an alt text without a figure"
        for label in read_labels(picture):
            assert label in text, "drawn but not in the alt text"


def test_what_is_pressed_in_a_picture_is_for_a_pointer_alone(visit: Visit) -> None:
    for hit in main(visit.page).locator(".picture a").all():
        assert hit.get_attribute("aria-hidden") == "true"
        assert hit.get_attribute("tabindex") == "-1"
        assert hit.get_attribute("title")


def test_nobody_is_shut_out(visit: Visit) -> None:
    assert find_barriers(visit.page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nobody_is_shut_out_of_the_filters(
    dashboard: Dashboard, new_page: Callable[..., Page], width: int
) -> None:
    asked = "area=Repairs+and+maintenance&residents=Leaseholders"
    page = go(new_page(width), f"{dashboard.url}/volumes?{asked}")
    filters = open_filters(page)
    settle(page)
    # Read out as it is seen, without a backslash.
    expect(filters).to_have_attribute(
        "aria-label",
        "2024-25 · leaseholders · both stages · Repairs and maintenance",
    )
    box = filters.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert find_barriers(page) == []


def test_a_reader_s_own_colours_leave_pictures_the_white_they_are_drawn_for(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.emulate_media(forced_colors="active", color_scheme="dark")
    go(page, f"{dashboard.url}/timeliness")
    grounds = (
        main(page)
        .locator("img")
        .evaluate_all("all => all.map(each => getComputedStyle(each).backgroundColor)")
    )
    assert grounds == ["rgb(255, 255, 255)"] * PICTURES["Timeliness"]
    # The page itself has the reader's colours.
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert ground != "rgb(255, 255, 255)"
