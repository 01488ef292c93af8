"""An audit drawn and recorded in the browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import INTERNAL, publish_drawn
from playwright.sync_api import Page

from analytics.behind.audits import CASE_CHECKS, list_audits
from analytics.figures.open_release import open_current_release
from browser.barriers import find_barriers, find_beyond, find_cut_cells
from browser.dashboard import Dashboard, go, main, read_text, settle


pytestmark = pytest.mark.browser

COMPLAINTS = "complaint_id | received_date | responded_date\n" + "".join(
    f"A-{number:02} | 2024-06-03 | 2024-06-10\n" for number in range(30)
)


def test_cases_are_drawn_and_what_was_found_is_kept(
    serve: Callable[..., Dashboard], new_page: Callable[..., Page], landing: Path
) -> None:
    publish_drawn(landing, INTERNAL, complaints=COMPLAINTS)
    url = serve().url
    page = go(new_page(400), f"{url}/audits")
    assert "No audit is on record." in read_text(page)
    assert find_barriers(page) == []
    day = main(page).get_by_label("On which day are they drawn?")
    day.get_by_role("spinbutton").first.focus()
    page.keyboard.type("01072025")
    page.keyboard.press("Tab")
    main(page).get_by_role("button", name="Draw them").click()
    main(page).get_by_text("20 cases drawn by lot from 30 answered").wait_for()
    settle(page)
    for words, _ in CASE_CHECKS.values():
        asked = main(page).get_by_role("radiogroup", name=words)
        asked.get_by_text("yes", exact=True).click()
    main(page).get_by_role("button", name="Keep what was found").click()
    main(page).get_by_text("1 looked at").wait_for()
    settle(page)
    assert "1 of 1; of all handled between 21% and 100%" in read_text(page)
    [audit] = list_audits(open_current_release())
    assert sum(each.is_done for each in audit.cases) == 1
    for width in (1280, 400):
        page = go(new_page(width), f"{url}/audits")
        main(page).get_by_text("1 looked at").wait_for()
        settle(page)
        assert find_barriers(page) == []
        assert find_beyond(page) == []
        assert find_cut_cells(page) == []
