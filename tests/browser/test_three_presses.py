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
    await_page,
    filters_button,
    go,
    main,
    read_text,
    read_title,
    settle,
    show,
)
from pages.audit.cases.rows import IN_A_TABLE


pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]

MOST = 3


class Reader:
    """Somebody who starts at the overview and only ever presses what is on screen."""

    def __init__(self, page: Page, dashboard: Dashboard) -> None:
        self.page = go(page, dashboard.url)
        self.presses = 0

    def press(self, target: Locator, *, opens: str = "") -> None:
        """Press something a reader can see, and wait until the page has followed."""
        expect(target).to_be_visible()
        # As a hand does: a list that opens as the button goes down would close again.
        target.click(delay=100)
        self.presses += 1
        if opens:
            await_page(self.page, opens)
        settle(self.page)

    def choose(self, name: str, option: str | None = None) -> None:
        """Open a list, and press one of what it offers; the first by default."""
        self.press(self.page.get_by_role("combobox", name=name, exact=True))
        options = self.page.get_by_role("option", name=option)
        self.press(options.first)

    def follow(self, name: str | re.Pattern[str], *, opens: str) -> None:
        """Press a link of the page itself."""
        link = main(self.page).get_by_role("link", name=name, exact=True).first
        self.press(link, opens=opens)


@pytest.fixture(params=WIDTHS)
def reader(
    request: pytest.FixtureRequest, dashboard: Dashboard, new_page: NewPage
) -> Reader:
    """A reader at a desk, one with a tablet, and one with a telephone."""
    width: int = request.param
    return Reader(new_page(width), dashboard)


AREA = "Repairs and maintenance"
OF_AREA = f"Service areas: {AREA}, 2024-25"

# Its share, and beside it that of all areas: counts first, in one row.
BESIDE = re.compile(
    r"Stage 1 answered in time 37 of 41 \(90\.2%\) ?† 68 of 81 \(84\.0%\) ?†"
)


def read_row(page: Page, name: str) -> str:
    """A row of a table by what it is called, as one line."""
    row = main(page).locator(f"tr:has(th:text-is('{name}'))")
    return " ".join(row.inner_text().split())


def test_how_is_repairs_doing_against_the_rest(reader: Reader) -> None:
    reader.follow(AREA, opens=OF_AREA)
    assert BESIDE.fullmatch(read_row(reader.page, "Stage 1 answered in time"))
    assert reader.presses == 1


def test_how_is_repairs_doing_is_answered_by_the_filter_too(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    reader = Reader(new_page(), dashboard)
    go(reader.page, f"{dashboard.url}/service-areas")
    reader.press(filters_button(reader.page))
    reader.choose("Service area", AREA)
    await_page(reader.page, OF_AREA)
    assert BESIDE.fullmatch(read_row(reader.page, "Stage 1 answered in time"))
    assert reader.presses <= MOST


LATE = re.compile(r"^(\d+) of \d+ stage \d complaints from tenants were not answered")


def test_which_cases_were_late_and_why(reader: Reader) -> None:
    finding = main(reader.page).get_by_role("link", name=LATE)
    found = LATE.search(finding.inner_text())
    assert found is not None
    reader.press(finding, opens="Cases, 2024-25")
    table = main(reader.page).locator("table.list").first
    rows = table.locator("tbody tr").all_inner_texts()
    assert len(rows) == int(found[1])
    assert all("Late: " in row or "Withdrawn" in row for row in rows)
    # One of them step by step is a press on its reference.
    reader.press(table.get_by_role("link").filter(has_text=re.compile(r"\d")).first)
    clock = main(reader.page).locator("table.list", has_text="Clock starts").first
    expect(clock).to_contain_text("Answer due")
    expect(clock).to_contain_text("Complaint Handling Code")
    assert reader.presses <= MOST


def test_where_63_of_74_comes_from(reader: Reader) -> None:
    reader.follow("63 of 74", opens="Cases, 2024-25")
    # What fell short comes first: it is what a reader looks for behind a share.
    assert "11 rows" in read_text(reader.page)
    reader.follow(
        re.compile("^Where the number comes from"),
        opens="Where a number comes from, 2024-25",
    )
    assert read_title(reader.page).startswith("63 of 74 stage 1 complaints from")
    text = read_text(reader.page)
    for part in (
        "Counted (numerator): 63",
        "Of (denominator): 74",
        "from complaint_stages",
        "How its sources were checked",
    ):
        assert part in text
    reader.follow("See the 63 that were answered in time", opens="Cases, 2024-25")
    main(reader.page).get_by_text("63 rows").wait_for()
    assert reader.presses == MOST


# --- Back and forth -------------------------------------------------------------------


def test_one_area_after_another_and_back_to_all(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    page = go(new_page(), f"{dashboard.url}/service-areas?year=2023-24")
    for name in (AREA, "Anti-social behaviour"):
        main(page).get_by_role("link", name=name, exact=True).click()
        await_page(page, f"Service areas: {name}, 2023-24")
    main(page).get_by_role("link", name="All service areas", exact=True).click()
    await_page(page, "Service areas, 2023-24")
    assert "area=" not in page.url
    expect(page.get_by_test_id("stAlert").filter(has_text="link asks")).to_have_count(0)


def test_a_case_chosen_stays_in_a_copied_link(
    dashboard: Dashboard, new_page: NewPage
) -> None:
    reader = Reader(new_page(), dashboard)
    page = go(reader.page, f"{dashboard.url}/cases?measure=ch02_1&rows=rest")
    name = main(page).locator("tbody th").first.inner_text()
    box = main(page).get_by_role("textbox", name="Explain one case")
    box.fill(name)
    box.press("Enter")
    expect(main(page).locator("h3", has_text=name)).to_be_visible()
    expect(box).to_have_value(name)
    assert "measure=ch02_1&rows=rest" in page.url
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
    expect(main(page).locator("table.list tbody tr")).to_have_count(IN_A_TABLE)
    page.wait_for_timeout(500)
    # Each row has more than fifty bytes of dates and words; so few are not all of them.
    assert 0 < sum(received) < MANY * 20
    # It still answers: another kind of rows, then one case by name.
    page.get_by_role("link", name="Where the number comes from").click()
    await_page(page, "Where a number comes from, 2024-25")
    go(page, f"{many.url}/cases?measure=received_1&case=C-099999")
    expect(main(page).locator("h3", has_text="C-099999, stage 1")).to_be_visible()
    assert sum(received) < MANY * 20
