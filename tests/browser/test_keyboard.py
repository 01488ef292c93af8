"""Everything can be reached and left without a mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import JSHandle, Locator, Page, expect

from browser.dashboard import (
    ADDRESSES,
    Dashboard,
    await_page,
    download,
    filters_button,
    find_tag,
    go,
    main,
    settle,
)


pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]

CASES = re.compile(r"^Cases, 202\d-\d\d$")

# More stops than any page has: whoever needs more is in a trap.
MOST = 150

# What has the focus, in a word that tells it from all others; empty outside the page.
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return '';
  window.stops ??= new Map();
  if (!window.stops.has(at)) window.stops.set(at, window.stops.size);
  const name = at.getAttribute('aria-label') || at.innerText || at.value || '';
  return `${window.stops.get(at)} ${at.tagName} ${name.trim().replaceAll('\\n', ' ')}`;
}"""

# How the place with the focus looks; a ring, a border or a ground of its own.
LOOKS = """element => {
  const looks = [];
  for (let at = element, up = 0; at && up < 3; at = at.parentElement, up++) {
    const style = getComputedStyle(at);
    looks.push(style.outline, style.boxShadow, style.borderColor,
      style.backgroundColor, style.textDecoration);
  }
  return looks.join();
}"""


def walk(page: Page, key: str = "Tab") -> list[str]:
    """Everything that gets the focus from the page's start to its end, in order."""
    stops: list[str] = []
    for _ in range(MOST):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if not stop or stop in stops:
            break
        stops.append(stop)
    return stops


def open_fold(page: Page, key: str) -> Locator:
    """The figures behind a picture, in a fold that is opened and keeps the focus."""
    main(page).locator(f".st-key-fold_{key} summary").press("Enter")
    figures = main(page).locator(f".st-key-fold_{key} [data-testid=stExpanderDetails]")
    figures.wait_for(state="visible")
    settle(page)
    return figures


def start_over(page: Page) -> None:
    """Put the focus where it is when a page was opened: before everything."""
    page.evaluate(
        """() => {
          document.body.tabIndex = -1;
          document.body.focus();
          document.body.removeAttribute('tabindex');
        }"""
    )


def strip_numbers(stops: list[str]) -> list[str]:
    """Stops without their numbers: what they are and what they say."""
    return [stop.partition(" ")[2] for stop in stops]


CHOSEN = "timeliness?area=Repairs+and+maintenance"


@pytest.mark.parametrize("address", ["", CHOSEN])
def test_the_keyboard_reaches_everything_and_gets_out_again(
    dashboard: Dashboard, new_page: NewPage, address: str
) -> None:
    page = go(new_page(), f"{dashboard.url}/{address}")
    reached = strip_numbers(walk(page))
    assert len(reached) < MOST, "the focus goes on for ever"
    links = [link.inner_text() for link in page.get_by_role("link").all()]
    assert len(links) > len(ADDRESSES)
    for name in links:
        assert reached.count(f"A {name}") == links.count(name)
    # The filters, the tags that take them off, and the link to the view.
    buttons = main(page).locator(".st-key-in_force button:visible").all()
    names = [button.inner_text().strip().replace("\n", " ") for button in buttons]
    assert names[0].startswith("2024-25 · ")
    assert names[-1] == "Copy link"
    assert len(names) == 2 + address.count("area=")
    for name in names:
        assert f"BUTTON {name}" in reached
    folds = main(page).locator("summary").count()
    assert sum(stop.startswith("SUMMARY") for stop in reached) == folds
    # A chart has nothing to press, and no stop: its figures are in the table.
    assert not any("plotly" in stop.lower() for stop in reached)


def test_the_keyboard_reaches_each_figure_of_the_grid(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/")
    reached = strip_numbers(walk(page))
    figures = main(page).locator(".grid td a").all_inner_texts()
    assert "63 of 74" in figures
    at = [reached.index(f"A {figure}") for figure in figures]
    # In the order of the rows, as they are read.
    assert at == sorted(at)


# A fold with the figures of a picture: where it stands, and one of its marks.
FOLDS = {
    "a course": ("timeliness", "course", "Jul–Sep 2024, 2024-25"),
    "late days": ("timeliness", "days", "25"),
    "years": ("volumes", "years", "2023-24"),
}


@pytest.mark.parametrize("name", FOLDS)
def test_the_keyboard_reaches_the_cases_of_each_mark_of_a_picture(
    dashboard: Dashboard, new_page: NewPage, name: str
) -> None:
    address, key, mark = FOLDS[name]
    page = go(new_page(), f"{dashboard.url}/{address}")
    figures = open_fold(page, key)
    links = figures.locator(".note a").all_inner_texts()
    assert mark in links
    reached: list[str] = []
    while len(reached) < MOST and "SUMMARY" not in " ".join(reached):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(STOP).partition(" ")[2])
    assert [stop for stop in reached if stop.startswith("A ")][: len(links)] == [
        f"A {link}" for link in links
    ]
    figures.get_by_role("link", name=mark, exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(main(page).locator("p.kicker")).to_have_text(CASES)


def test_the_keyboard_goes_back_the_way_it_came(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/")
    forth = walk(page)
    # At the last stop, one step back and then another: no stop holds the focus.
    page.evaluate("() => window.stops.forEach((_, at) => at.focus())")
    back = [page.evaluate(STOP), *walk(page, "Shift+Tab")]
    assert back[: len(forth)] == forth[::-1]


def test_a_fold_opens_by_keyboard_and_its_download_is_among_the_next_stops(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/timeliness")
    figures = open_fold(page, "waiting")
    stops = figures.locator("a, button").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
        if "Download these figures" in page.evaluate(STOP):
            break
    assert "Download these figures" in page.evaluate(STOP)
    file = download(page, lambda: page.keyboard.press("Enter"))
    text = file.path().read_text(encoding="utf-8-sig")
    assert file.suggested_filename == "waiting.csv"
    assert "overdue_1" in text


def test_a_filter_is_changed_by_keyboard_alone(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/timeliness")
    filters_button(page).press("Enter")
    box = page.get_by_role("combobox", name="Reporting year", exact=True)
    box.wait_for(state="visible")
    # Who opens the filters by keyboard stands in the first of them.
    expect(box).to_be_focused()
    # The list opens at what is chosen; the year before stands under it.
    page.keyboard.press("ArrowDown")
    page.get_by_role("listbox").wait_for(state="visible")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    await_page(page, "Timeliness, 2023-24")
    page.keyboard.press("Escape")
    page.get_by_test_id("stPopoverBody").wait_for(state="hidden")
    # The focus is where the reader left the page for the filters.
    assert "2023-24 · " in page.evaluate(STOP)


def test_a_tag_is_taken_off_by_keyboard(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/{CHOSEN}")
    find_tag(page, "area", "Repairs and maintenance").press("Enter")
    expect(page).to_have_url(f"{dashboard.url}/timeliness")


def test_one_can_see_where_the_focus_is(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/{CHOSEN}")
    open_fold(page, "course")
    # Colours would take a moment to change.
    page.add_style_tag(content="* { transition: none !important; }")
    start_over(page)
    looks: dict[str, tuple[JSHandle, str]] = {}
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if not stop:
            break
        element = page.evaluate_handle("() => document.activeElement")
        looks[stop] = element, page.evaluate(LOOKS, element)
    # The menu, the filters, a tag, the link to the view, folds and what is in them.
    said = " ".join(looks)
    for part in ("A Volumes", "· Repairs", "Copy link", "SUMMARY", "A Jul–Sep 2024"):
        assert part in said
    page.evaluate("() => document.activeElement.blur()")
    assert [
        stop
        for stop, (element, focused) in looks.items()
        # The page itself is a stop, so that its keys scroll it.
        if " MAIN " not in stop and page.evaluate(LOOKS, element) == focused
    ] == []
