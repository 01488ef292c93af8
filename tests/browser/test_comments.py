"""A comment written in the browser: checked, kept, and shown beside its figure."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import INTERNAL, publish_drawn
from playwright.sync_api import Page

from analytics.figures.open_release import open_current_release
from analytics.papers.commentary import list_remarks
from browser.barriers import find_barriers, find_beyond, find_cut_cells
from browser.dashboard import Dashboard, go, main, read_text, settle


pytestmark = pytest.mark.browser

COMPLAINTS = """
    complaint_id | received_date | acknowledged_date | responded_date
    A            | 2024-06-03    | 2024-06-04        | 2024-06-10
    B            | 2024-06-03    | 2024-06-04        | 2024-09-10
"""


def write(page: Page, text: str) -> None:
    """Fill the form and send it; the day is typed in its three parts."""
    main(page).get_by_label("Why is it so, or what is asked?").fill(text)
    main(page).get_by_label("Whose words are these?").fill("Head of Housing")
    main(page).get_by_label("Of which day?").get_by_role("spinbutton").first.focus()
    page.keyboard.type("01072025")
    page.keyboard.press("Tab")
    main(page).get_by_role("button", name="Check and keep").click()


def test_a_comment_is_checked_before_it_is_kept_and_shown_beside_its_figure(
    serve: Callable[..., Dashboard], new_page: Callable[..., Page], landing: Path
) -> None:
    publish_drawn(landing, INTERNAL, complaints=COMPLAINTS)
    url = serve().url
    page = go(new_page(400), f"{url}/comments")
    box = main(page).get_by_label("About which figure?")
    box.click()
    page.keyboard.type("Stage 1 complaints received")
    page.keyboard.press("Enter")
    write(page, "We had nine stage 1 complaints <b>bold</b>")
    main(page).get_by_text("It is not kept yet.").wait_for()
    settle(page)
    assert "2024-25: 2 stage 1 complaints." in read_text(page)
    assert list_remarks(open_current_release()) == []
    assert find_barriers(page) == []
    assert find_beyond(page) == []
    main(page).get_by_role("button", name="Keep it all the same").click()
    main(page).get_by_text("Kept: 2025-07-01-comment-1.").wait_for()
    [kept] = list_remarks(open_current_release())
    assert (kept.measure_id, kept.author) == ("received_1", "Head of Housing")
    for width in (1280, 400):
        page = go(new_page(width), f"{url}/volumes")
        main(page).get_by_role("heading", name="What officers say").wait_for()
        settle(page)
        assert "We had nine stage 1 complaints <b>bold</b>." in read_text(page)
        assert find_barriers(page) == []
        assert find_beyond(page) == []
        assert find_cut_cells(page) == []
