"""Everything can be reached and left without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import JSHandle, Page

from browser.dashboard import (
    Dashboard,
    download,
    go,
    main,
    open_options,
    settle,
    sidebar,
)


pytestmark = pytest.mark.browser

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


def strip_numbers(stops: list[str]) -> list[str]:
    """Stops without their numbers: what they are and what they say."""
    return [stop.partition(" ")[2] for stop in stops]


@pytest.mark.parametrize("address", ["", "timeliness"])
def test_the_keyboard_reaches_everything_and_gets_out_again(
    dashboard: Dashboard, new_page: Callable[..., Page], address: str
) -> None:
    page = go(new_page(), f"{dashboard.url}/{address}")
    reached = strip_numbers(walk(page))
    assert len(reached) < MOST, "the focus goes on for ever"
    links = [
        link.get_attribute("aria-label") or link.inner_text()
        for link in page.get_by_role("link").all()
    ]
    assert len(links) > 7
    for name in links:
        assert reached.count(f"A {name}") == links.count(name)
    for box in sidebar(page).get_by_role("combobox").all():
        assert any(box.get_attribute("aria-label") in stop for stop in reached)
    expanders = main(page).locator("summary").count()
    assert sum(stop.startswith("SUMMARY") for stop in reached) == expanders
    # A chart has nothing to press, and no stop: its figures are in the table.
    assert not any("plotly" in stop.lower() for stop in reached)


def test_the_keyboard_goes_back_the_way_it_came(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{dashboard.url}/")
    forth = walk(page)
    # At the last stop, one step back and then another: no stop holds the focus.
    page.evaluate("() => window.stops.forEach((_, at) => at.focus())")
    back = [page.evaluate(STOP), *walk(page, "Shift+Tab")]
    assert back[: len(forth)] == forth[::-1]


def test_an_expander_opens_by_keyboard_and_its_download_is_the_next_stop(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{dashboard.url}/timeliness")
    summary = main(page).locator("summary").first
    summary.press("Enter")
    button = main(page).get_by_role("button", name="Download these figures (csv)").first
    button.wait_for(state="visible")
    settle(page)
    summary.focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        if "Download these figures" in page.evaluate(STOP):
            break
    assert "Download these figures" in page.evaluate(STOP)
    file = download(page, lambda: page.keyboard.press("Enter"))
    text = file.path().read_text(encoding="utf-8-sig")
    assert file.suggested_filename == "code_1.csv"
    assert "ch02_1" in text
    assert "85.1%" in text


def test_a_filter_is_changed_by_keyboard_alone(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{dashboard.url}/timeliness")
    open_options(page, "Reporting year")
    # The list opens at what is chosen; the year before stands under it.
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    main(page).get_by_role("heading", name="Timeliness, 2023-24").wait_for()


def test_one_can_see_where_the_focus_is(
    dashboard: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{dashboard.url}/timeliness")
    # Colours would take a moment to change.
    page.add_style_tag(content="* { transition: none !important; }")
    looks: dict[str, tuple[JSHandle, str]] = {}
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        element = page.evaluate_handle("() => document.activeElement")
        looks[stop] = element, page.evaluate(LOOKS, element)
        if " SUMMARY" in stop:
            break
    page.evaluate("() => document.activeElement.blur()")
    assert [
        stop
        for stop, (element, focused) in looks.items()
        # The page itself is a stop, so that its keys scroll it.
        if " MAIN " not in stop and page.evaluate(LOOKS, element) == focused
    ] == []
