"""A draft pasted into the page and checked, and papers chosen on theirs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from analytics.papers import PAPERS
from browser.barriers import find_barriers, find_beyond, find_cut_cells
from browser.dashboard import Dashboard, go, main, read_text, settle


pytestmark = pytest.mark.browser

DRAFT = (
    "We received 81 stage 1 complaints. We answered 85.1% of stage 2 complaints in "
    "time. Our aim is to reduce the number of complaints. "
    '<img src="http://evil.example/x.png"> **loud** [press](http://evil.example) $x^2$.'
)


@pytest.mark.parametrize("width", [1280, 400])
def test_a_draft_is_checked_sentence_by_sentence(
    dashboard: Dashboard, new_page: Callable[..., Page], width: int
) -> None:
    page = new_page(width)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go(page, f"{dashboard.url}/claims")
    box = main(page).get_by_label("Paste a paragraph about 2024-25")
    box.fill(DRAFT)
    # By the keyboard alone from here.
    box.press("Tab")
    page.keyboard.press("Enter")
    main(page).get_by_role("heading", name="What was found").wait_for()
    settle(page)
    said = read_text(page)
    assert "Of 3 with a claim: 1 agrees; 1 disagrees" in said
    assert "11 of 16 stage 2 complaints from tenants were answered in time" in said
    assert "The Code does not take many complaints for a failing" in said
    # What was pasted is read as it was written.
    assert '<img src="http://evil.example/x.png"> **loud**' in said
    assert not [url for url in asked if "evil" in url]
    expect(main(page).locator("a[href*='evil']")).to_have_count(0)
    assert find_barriers(page) == []
    assert find_beyond(page) == []
    assert find_cut_cells(page) == []


def test_a_paper_is_chosen_and_kept_in_the_address(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(1280), f"{dashboard.url}/briefing")
    main(page).get_by_label("Which paper?").click()
    page.get_by_role("option", name=PAPERS["annual"].name).click()
    title = PAPERS["annual"].title
    main(page).get_by_role("heading", level=1, name=title).wait_for()
    settle(page)
    assert "paper=Annual+report" in page.url
    # The annex is long: it is there when it is asked for.
    expect(main(page).get_by_text("Comply")).to_have_count(0)
    main(page).get_by_text("Annex: the self-assessment").click()
    settle(page)
    assert "6.14 Stage 2 answered within twenty working days" in read_text(page)
    assert find_barriers(page) == []


@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_can_be_read_on_a_phone(
    dashboard: Dashboard, new_page: Callable[..., Page], kind: str
) -> None:
    name = PAPERS[kind].name.replace(" ", "+")
    page = go(new_page(400), f"{dashboard.url}/briefing?paper={name}")
    title = PAPERS[kind].title
    main(page).get_by_role("heading", level=1, name=title).wait_for()
    settle(page)
    assert find_barriers(page) == []
    assert find_beyond(page) == []
    assert find_cut_cells(page) == []


def test_a_paper_that_there_is_not_is_said(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(1280), f"{dashboard.url}/briefing?paper=Secret")
    expect(page.get_by_text("There is no paper “Secret”.")).to_be_visible()
