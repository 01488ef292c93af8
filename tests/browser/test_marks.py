"""A press on a mark of a picture, or on a figure of the grid, opens its cases.

For the public, to whom no row may be shown, it opens where the number comes from.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import data_in
from playwright.sync_api import Locator, Page, expect

from analytics.ground.settings import SAMPLE
from analytics.release.publish import publish
from browser.dashboard import (
    Dashboard,
    await_page,
    go,
    main,
    read_text,
    read_title,
    settle,
    show,
)


pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]

# More rows are in a grid that fetches them as one scrolls.
IN_A_TABLE = 50


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A mark of a picture: where it stands, what it says, and what is behind it."""

    address: str
    says: str
    measure: str
    year: str
    # What the page that opens must find, first of all.
    found: str
    rows: int


# Of a share that should be high the rows that fell short, else those counted.
MARKS = {
    "a quarter of which some fell short": Mark(
        address="timeliness",
        says="Jul–Sep 2024: 12 of 16 (75.0%)",
        measure="ch02_1",
        year="2024-25",
        found="Jul–Sep 2024",
        rows=4,
    ),
    "a quarter of which none fell short": Mark(
        address="timeliness",
        says="Jan–Mar 2025: 3 of 3 (100.0%)",
        measure="ch02_2",
        year="2024-25",
        found="Jan–Mar 2025",
        rows=3,
    ),
    "a quarter of an earlier year": Mark(
        address="outcomes",
        says="Jan–Mar 2024: 5 of 9 (55.6%)",
        measure="upheld_share_1",
        year="2023-24",
        found="Jan–Mar 2024",
        rows=5,
    ),
    "a year": Mark(
        address="volumes",
        says="2023-24: 26",
        measure="received_1",
        year="2023-24",
        found="26 stage 1 complaints",
        rows=26,
    ),
    "a day past the limit": Mark(
        address="timeliness",
        says="19: 1",
        measure="response_days_1",
        year="2024-25",
        found="19",
        rows=1,
    ),
    "a day on which many were answered": Mark(
        address="timeliness",
        says="8: 20",
        measure="response_days_1",
        year="2024-25",
        found="8",
        rows=20,
    ),
    "findings of a year": Mark(
        address="ombudsman",
        says="2024-25: 4",
        measure="findings",
        year="2024-25",
        found="4 findings of the Ombudsman",
        rows=4,
    ),
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A server that shows the sample as it would be for the public."""
    folder = tmp_path_factory.mktemp("public")
    landlord = (SAMPLE / "landlord.toml").read_text(encoding="utf-8")
    words = landlord.replace('audience = "internal"', 'audience = "public"')
    assert words != landlord
    (folder / "landlord.toml").write_text(words, encoding="utf-8")
    with data_in(folder / "data"):
        publish([SAMPLE], landlord_file=folder / "landlord.toml", judge=None)
    with show(folder / "data", folder / "server.log") as server:
        yield server


def find_mark(page: Page, mark: Mark) -> Locator:
    """The part of a picture that belongs to a mark."""
    return main(page).locator(f'.picture a[title="{mark.says}"]').first


def read_asked(page: Page) -> dict[str, str]:
    """What the address of a page asks for."""
    return {key: each[0] for key, each in parse_qs(urlsplit(page.url).query).items()}


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_opens_its_cases(
    dashboard: Dashboard, new_page: NewPage, name: str
) -> None:
    mark = MARKS[name]
    page = go(new_page(), f"{dashboard.url}/{mark.address}")
    find_mark(page, mark).click()
    await_page(page, f"Cases, {mark.year}")
    assert read_asked(page)["measure"] == mark.measure
    assert read_title(page).startswith(mark.found)
    assert count_rows(page) == mark.rows


def count_rows(page: Page) -> int:
    """How many rows the page of cases says there are, and lists where it lists all."""
    [said] = re.findall(r"\b([\d,]+) rows?\b(?! rejected)", read_text(page))
    number = int(said.replace(",", ""))
    rows = main(page).locator("table.list tbody tr")
    expect(rows).to_have_count(min(number, IN_A_TABLE))
    return number


# Each figure of the overview's grid: its measure, and how many rows are behind it.
FIGURES = {
    "17.6 per 1,000": ("ch01_1", 74),
    "59 of 81": ("upheld_share_1", 59),
    "63 of 74": ("ch02_1", 11),
    "11 of 16": ("ch02_2", 5),
    # Answers of which each row of the survey's extract has many.
    "36 in 100": ("tp09", 3),
    "4": ("findings", 4),
    "17 of 21": ("actions_completed", 4),
}


def test_each_figure_of_the_grid_opens_its_cases(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), dashboard.url)
    figures = main(page).locator(".grid td a")
    assert figures.all_inner_texts() == list(FIGURES)
    for place, (measure, rows) in enumerate(FIGURES.values()):
        figures.nth(place).click()
        expect(main(page).locator("p.kicker")).to_have_text(re.compile("^Cases, "))
        settle(page)
        assert read_asked(page)["measure"] == measure
        assert count_rows(page) == rows
        page.go_back()
        await_page(page, "Overview, 2024-25")


# --- For the public -------------------------------------------------------------------

# What is about residents opens its number; the rest is public with its rows.
ABOUT_RESIDENTS = (
    "a quarter of which some fell short",
    "a year",
    "a day past the limit",
)


@pytest.mark.parametrize("name", ABOUT_RESIDENTS)
def test_for_the_public_a_mark_opens_where_its_number_comes_from(
    public: Dashboard, new_page: NewPage, name: str
) -> None:
    mark = MARKS[name]
    page = go(new_page(), f"{public.url}/{mark.address}")
    find_mark(page, mark).click()
    await_page(page, f"Where a number comes from, {mark.year}")
    assert read_asked(page)["measure"] == mark.measure
    assert read_title(page).startswith(mark.found)
    assert "for the internal audience only" in read_text(page)


def test_for_the_public_no_link_about_residents_leads_to_rows(
    public: Dashboard, new_page: NewPage
) -> None:
    page = new_page()
    found: set[str] = set()
    for address in ("overview", "volumes", "outcomes", "timeliness", "service-areas"):
        go(page, f"{public.url}/{address}")
        links = main(page).locator("a[data-go]:not(.foot a)")
        for href in links.evaluate_all("all => all.map(each => each.href)"):
            split = urlsplit(href)
            if split.path == "/cases":
                found |= set(parse_qs(split.query)["measure"])
    # Answers to a survey, findings and actions are no residents.
    assert found == {"tp09", "findings", "actions_completed"}


def test_for_the_public_the_cases_of_a_copied_link_stay_hidden(
    public: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{public.url}/cases?measure=ch02_1&rows=rest")
    text = read_text(page)
    assert "for the internal audience only" in text
    expect(main(page).locator("table")).to_have_count(0)
    expect(main(page).get_by_role("button", name="Download")).to_have_count(0)
