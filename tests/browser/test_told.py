"""A paper kept as told to a board, and what the overview says of a later release."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import INTERNAL, publish_drawn
from playwright.sync_api import Page, expect

from analytics.papers.ledger import RECORD, ledger_folder, list_told
from browser.barriers import find_barriers, find_beyond, find_cut_cells
from browser.dashboard import Dashboard, go, main, read_text, settle


pytestmark = pytest.mark.browser

HEADINGS = "complaint_id | received_date | acknowledged_date | responded_date\n"
# Answered late; then it turns out to have been in time.
LATE = HEADINGS + "A | 2024-06-03 | 2024-06-04 | 2024-09-02\n"
IN_TIME = HEADINGS + "A | 2024-06-03 | 2024-06-04 | 2024-06-10\n"
HEADING = "What changed since the last meeting?"


def test_what_was_told_is_kept_and_what_moved_stands_on_the_overview(
    serve: Callable[..., Dashboard], new_page: Callable[..., Page], landing: Path
) -> None:
    publish_drawn(landing, INTERNAL, complaints=LATE)
    url = serve().url
    page = go(new_page(400), f"{url}/briefing")
    main(page).get_by_text("What was told to boards").click()
    settle(page)
    main(page).get_by_label("To whom was this paper told?").fill("The Panel")
    main(page).get_by_role("button", name="Keep it as told").click()
    expect(main(page).get_by_text("Say on which day it was told.")).to_be_visible()
    # A day is typed in its three parts.
    main(page).get_by_label("When?").get_by_role("spinbutton").first.focus()
    page.keyboard.type("10072025")
    page.keyboard.press("Tab")
    main(page).get_by_role("button", name="Keep it as told").click()
    main(page).get_by_text("Kept as told to The Panel on 10 July 2025.").wait_for()
    settle(page)
    [told] = list_told()
    assert set(told.files) == {
        f"cabinet-2024-25.{form}" for form in ("docx", "pdf", "html")
    }
    assert "10 July 2025" in read_text(page)
    assert find_barriers(page) == []
    assert find_beyond(page) == []
    assert find_cut_cells(page) == []
    # The release it was told of has changed nothing since.
    go(page, f"{url}/overview")
    expect(main(page).get_by_role("heading", name=HEADING)).to_have_count(0)
    publish_drawn(landing, INTERNAL, complaints=IN_TIME)
    for width in (1280, 400):
        page = go(new_page(width), f"{url}/overview")
        main(page).get_by_role("heading", name=HEADING).wait_for()
        said = read_text(page)
        assert "told to The Panel on 10 July 2025 moved." in said
        assert "then 0.0% (0 of 1); now 100.0% (1 of 1)" in said
        assert find_barriers(page) == []
        assert find_beyond(page) == []
    main(page).get_by_role("link", name="Which rows changed").click()
    page.wait_for_url("**/extracts*")
    # A spoilt record is said, and takes nothing else of the page away.
    (ledger_folder() / told.id / RECORD).write_text("{", encoding="utf-8")
    go(page, f"{url}/overview")
    said = read_text(page)
    assert "A record of what a board was told cannot be read: see Papers." in said
    assert "Service areas" in said
