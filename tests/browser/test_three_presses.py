"""A councillor's three questions, each answered in three presses from the overview.

And a list of very many cases, of which a browser is only ever sent what it shows.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import AS_AT, INTERNAL, data_in
from playwright.sync_api import Locator, Page, expect

from analytics.behind.cases import list_rows
from analytics.figures.open_release import open_release
from analytics.ground.calendar import make_period
from analytics.measures import find_measure
from analytics.release.publish import publish
from browser.dashboard import (
    WIDTHS,
    Dashboard,
    go,
    main,
    read_answer,
    read_text,
    settle,
    show,
    sidebar,
    wait_for_menu,
)


pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]

MOST = 3


class Reader:
    """Somebody who starts at the overview and only ever presses what is on screen."""

    def __init__(self, page: Page, dashboard: Dashboard, width: int) -> None:
        self.page = go(page, dashboard.url)
        self.width = width
        self.presses = 0

    def press(self, target: Locator, *, opens: str = "") -> None:
        """Press something a reader can see, and wait until the page has followed."""
        expect(target).to_be_visible()
        # As a hand does: a list that opens as the button goes down would close again.
        target.click(delay=100)
        self.presses += 1
        if opens:
            expect(main(self.page).locator("h1")).to_contain_text(opens)
        settle(self.page)

    def find_opener(self) -> Locator:
        """The button that brings the menu."""
        return self.page.get_by_test_id("stExpandSidebarButton")

    def open_menu(self) -> None:
        """On a telephone the menu is away, and to open it is a press like any other."""
        if self.find_opener().is_visible():
            self.press(self.find_opener())
            wait_for_menu(self.page)

    def close_menu(self) -> None:
        """On a telephone it lies over the page until it is put away: a press too."""
        if self.width < 1000 and not self.find_opener().is_visible():
            sidebar(self.page).hover()
            closer = self.page.get_by_test_id("stSidebarCollapseButton")
            self.press(closer.locator("button"))
            wait_for_menu(self.page)

    def choose(self, name: str, option: str | None = None) -> None:
        """Open a list, and press one of what it offers; the first by default."""
        self.press(self.page.get_by_role("combobox", name=name, exact=True))
        options = self.page.get_by_role("option", name=option)
        self.press(options.first)

    def follow(self, name: str, *, opens: str) -> None:
        """Press a link of the page itself."""
        self.close_menu()
        link = main(self.page).get_by_role("link", name=name, exact=True).first
        self.press(link, opens=opens)


@pytest.fixture(params=WIDTHS)
def reader(
    request: pytest.FixtureRequest, dashboard: Dashboard, new_page: NewPage
) -> Reader:
    """A reader at a desk, and one with a telephone."""
    width: int = request.param
    return Reader(new_page(width), dashboard, width)


# Its share, and beside it that of all areas: counts first, in one sentence.
BESIDE = re.compile(
    r"\d+ of \d+ stage 1 complaints about Repairs and maintenance were answered in "
    r"time: [\d.]+%.*?; all service areas together: \d+ of \d+ \([\d.]+%\)"
)


def test_how_is_repairs_doing_against_the_rest(reader: Reader) -> None:
    reader.follow("How each service area is doing", opens="Service areas")
    area = main(reader.page).get_by_role("button", name="Repairs and maintenance")
    reader.press(area, opens="Repairs and maintenance, 2024-25")
    assert BESIDE.search(read_text(reader.page))
    assert reader.presses <= MOST


def test_how_is_repairs_doing_is_answered_by_the_filter_too(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    # At a desk, where the filters are always there.
    reader = Reader(new_page(), dashboard, 1280)
    link = sidebar(reader.page).get_by_role("link", name="Service areas", exact=True)
    reader.press(link, opens="Service areas")
    reader.choose("Service area", "Repairs and maintenance")
    heading = main(reader.page).locator("h1")
    expect(heading).to_contain_text("Repairs and maintenance, 2024-25")
    settle(reader.page)
    assert BESIDE.search(read_text(reader.page))
    assert reader.presses <= MOST


def test_which_cases_were_late_and_why(reader: Reader) -> None:
    text = read_text(reader.page)
    found = re.search(r"(\d+) of \d+ stage \d complaints from tenants were not", text)
    assert found is not None
    reader.follow("See these cases, and why", opens="Cases")
    table = main(reader.page).get_by_test_id("stTable").first
    rows = table.locator("tbody tr").all_inner_texts()
    assert len(rows) == int(found[1])
    assert all("Late: " in row or "Withdrawn" in row for row in rows)
    # One of them step by step is a press on the choice and one on the case.
    reader.choose("Explain one case")
    clock = main(reader.page).get_by_test_id("stTable").last
    expect(clock).to_contain_text("Answer due")
    expect(clock).to_contain_text("Complaint Handling Code")
    assert reader.presses <= MOST


def test_where_63_of_74_comes_from(reader: Reader) -> None:
    reader.follow("Where 63 of 74 comes from", opens="Where a number comes from")
    assert read_answer(reader.page).startswith("63 of 74 stage 1 complaints from")
    text = read_text(reader.page)
    for part in (
        "Counted (numerator): 63",
        "Of (denominator): 74",
        "from complaint_stages",
        "How its sources were checked",
    ):
        assert part in text
    # Its cases are one press further.
    reader.follow("See the 63 that were answered in time", opens="Cases")
    assert "63 rows" in read_text(reader.page)
    assert reader.presses == 2


# --- Back and forth -------------------------------------------------------------------


def test_one_area_after_another_and_back_to_all(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/service-areas?year=2023-24")
    for name in ("Repairs and maintenance", "Anti-social behaviour"):
        main(page).get_by_role("button", name=name, exact=True).click()
        expect(main(page).locator("h1")).to_contain_text(f"{name}, 2023-24")
        settle(page)
    main(page).get_by_role("button", name="All service areas", exact=True).click()
    expect(main(page).locator("h1")).to_have_text("Service areas, 2023-24")
    settle(page)
    assert "area=" not in page.url
    expect(page.get_by_test_id("stAlert").filter(has_text="link asks")).to_have_count(0)


def test_a_case_chosen_stays_in_a_copied_link(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    reader = Reader(new_page(), dashboard, 1280)
    page = go(reader.page, f"{dashboard.url}/cases?measure=ch02_1&rows=rest")
    name = main(page).locator("tbody th").first.inner_text()
    reader.choose("Explain one case", name)
    expect(main(page).locator("h3", has_text=name)).to_be_visible()
    settle(page)
    other = go(new_page(), page.url)
    assert read_text(other) == read_text(page)


# --- Very many ------------------------------------------------------------------------

MANY = 100_000


def write_many(landing: Path) -> None:
    """As many complaints of one year as no landlord has, each answered in time."""
    landing.mkdir()
    (landing / "landlord.toml").write_text(INTERNAL, encoding="utf-8")
    first = dt.date(2024, 4, 1)
    with (landing / "complaints.csv").open("w", encoding="utf-8") as file:
        file.write(
            "complaint_id,stage,tenure,received_date,acknowledged_date,responded_date,"
            "outcome,service_areas\n"
        )
        for number in range(MANY):
            day = first + dt.timedelta(days=number % 360)
            file.write(
                f"C-{number:06},1,lcra,{day},{day},{day},upheld,Repairs {number % 7}\n"
            )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A server that shows a release of so many complaints."""
    folder = tmp_path_factory.mktemp("many")
    write_many(folder / "landing")
    with data_in(folder / "data"):
        published = publish([folder / "landing"], as_at=AS_AT, judge=None)
        release = open_release(published.release)
        rows = list_rows(
            release, find_measure("received_1"), make_period("2024-25"), {}
        )
        assert rows.num_rows == MANY
        release.warehouse.close()
    with show(folder / "data", folder / "server.log") as server:
        yield server


def test_a_list_of_very_many_cases_is_sent_in_part_and_the_page_goes_on_answering(
    many: Dashboard, new_page: NewPage
) -> None:
    page = new_page()
    received: list[int] = []

    def listen(frame: str | bytes) -> None:
        received.append(len(frame))

    page.on("websocket", lambda socket: socket.on("framereceived", listen))
    go(page, f"{many.url}/cases?measure=received_1")
    assert f"{MANY:,} rows" in read_text(page)
    expect(main(page).get_by_test_id("stDataFrame")).to_be_visible()
    page.wait_for_timeout(500)
    # Each row has more than fifty bytes of dates and words; so few are not all of them.
    assert 0 < sum(received) < MANY * 20
    # It still answers: another kind of rows, then one case by name.
    page.get_by_role("link", name="Where the number comes from").click()
    expect(main(page).locator("h1")).to_contain_text("Where a number comes from")
    settle(page)
    go(page, f"{many.url}/cases?measure=received_1&case=C-099999")
    expect(main(page).locator("h3", has_text="C-099999, stage 1")).to_be_visible()
    assert sum(received) < MANY * 20
