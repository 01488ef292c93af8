"""Bringing an export in from the browser: dropped, tried, looked at, published."""

import re
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from conftest import INTERNAL, publish_drawn, write_table
from playwright.sync_api import Locator, Page, expect

from analytics.release.store import current_id, list_ids
from browser.barriers import find_barriers, find_beyond, find_cut_cells
from browser.dashboard import (
    PATIENCE,
    Dashboard,
    await_page,
    choose_file,
    download,
    go,
    main,
    read_text,
    read_title,
    settle,
)


pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]
Serve = Callable[..., Dashboard]

HEADINGS = (
    "complaint_id | received_date | acknowledged_date | responded_date | outcome\n"
)
FIRST = HEADINGS + "C-1 | 2025-05-01 | 2025-05-02 | 2025-05-07 | upheld\n"
GOOD = HEADINGS + "C-2 | 2025-06-02 | 2025-06-03 | 2025-06-09 | upheld\n"
# C-3 was answered before it was received, and nobody knows when C-4 was received.
FAULTY = (
    GOOD
    + "C-3 | 2025-06-02 | 2025-06-03 | 2025-01-09 | upheld\n"
    + "C-4 | some day   | 2025-06-03 | 2025-06-09 | upheld\n"
)
UNACKNOWLEDGED = (
    "complaint_id | received_date | responded_date | outcome\n"
    "C-5          | 2025-06-02    | 2025-06-09     | upheld\n"
)
# Of no system that a profile is shipped for.
UNKNOWN = """Our Ref;Complainant Name;Date Received;Team;Decision;Date Closed
1001;Ann Smith;23/06/2025;Repairs;Upheld;25/06/2025
1002;Bob Jones;24/06/2025;Noise;Partially justified;27/06/2025
"""


def press(page: Page, name: str) -> None:
    """Press a button and wait for what comes of it."""
    main(page).get_by_role("button", name=name, exact=True).click()
    settle(page)


def drop(page: Page, path: Path) -> None:
    """Give a file to the page."""
    main(page).locator("input[type=file]").set_input_files(path)
    main(page).get_by_role("button", name="Try it", exact=True).wait_for()
    settle(page)


def try_out(page: Page, path: Path) -> str:
    """Drop a file and try it; gives what the page then says."""
    drop(page, path)
    press(page, "Try it")
    main(page).get_by_role("button", name="Publish", exact=True).wait_for()
    settle(page)
    return read_text(page)


def say_up_to_now(page: Page) -> None:
    """Say that files that end long ago go up to today: publishing waits for it."""
    publish = main(page).get_by_role("button", name="Publish", exact=True)
    expect(publish).to_be_disabled()
    main(page).get_by_role("button", name=re.compile("^They go up to ")).click()
    main(page).get_by_text("as you said.").wait_for()
    settle(page)


def answer(page: Page, question: str, choice: str) -> None:
    """Answer one question by its box.

    A page that is drawn late closes the list again; an officer presses once more.
    """
    box = find_box(page, question)
    option = page.get_by_role("option", name=choice, exact=True)
    for _ in range(5):
        settle(page)
        box.focus()
        box.press("ArrowDown")
        page.wait_for_timeout(500)
        if option.is_visible():
            option.click()
            settle(page)
            return
        page.keyboard.press("Escape")
    raise AssertionError(f"{question} does not offer {choice}.")


def find_box(page: Page, question: str) -> Locator:
    """The box of a question that contains some words."""
    return main(page).get_by_role("combobox", name=re.compile(re.escape(question)))


def check_shown(page: Page) -> None:
    """Nobody is shut out, and nothing lies beyond the screen."""
    assert find_barriers(page) == []
    assert find_beyond(page) == []
    assert find_cut_cells(page) == []


@pytest.fixture
def released(landing: Path) -> None:
    """A release of one complaint is current."""
    publish_drawn(landing, INTERNAL, complaints=FIRST)


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("width", [1280, 400])
def test_a_good_file_is_tried_published_and_changes_the_overview(
    serve: Serve, new_page: NewPage, tmp_path: Path, width: int
) -> None:
    page = go(new_page(width), f"{serve().url}/bring-in")
    check_shown(page)
    said = try_out(page, write_table(tmp_path / "in", "complaints", GOOD))
    assert "1 row came in: 1 accepted. Nothing is published yet." in said
    assert "complaints.csv was read as complaints" in said
    assert "Would be added" in said
    assert list_ids() == ["2025-06-30.1"]
    check_shown(page)
    press(page, "Publish")
    done = main(page).get_by_role("status").filter(has_text="is published")
    done.wait_for()
    expect(done).to_contain_text(f"Release {current_id()} is published")
    assert len(list_ids()) == 2
    check_shown(page)
    done.get_by_role("link", name="the overview").click()
    await_page(page, "Overview, 2025-26, up to 30 June 2025")
    assert "2 of 2" in read_title(page)


@pytest.mark.usefixtures("released")
def test_no_calendar_covers_the_press_that_tries(
    serve: Serve, new_page: NewPage, tmp_path: Path
) -> None:
    page = go(new_page(), f"{serve().url}/bring-in")
    drop(page, write_table(tmp_path / "in", "complaints", GOOD))
    main(page).get_by_text("The day it was made").click()
    main(page).get_by_test_id("stDateInput").click()
    page.get_by_role("grid").first.wait_for()
    button = main(page).get_by_role("button", name="Try it", exact=True)
    # A press that something lies over would wait in vain.
    button.click(trial=True)


@pytest.mark.usefixtures("released")
def test_rejected_rows_are_told_of_and_come_as_a_file_to_mend(
    serve: Serve, new_page: NewPage, tmp_path: Path
) -> None:
    page = go(new_page(), f"{serve().url}/bring-in")
    said = try_out(page, write_table(tmp_path / "in", "complaints", FAULTY))
    assert "3 rows came in: 2 accepted and 1 rejected." in said
    assert "Cells that would be unknown" in said
    assert "it was answered before it was received" in said
    main(page).get_by_text("The first rows of each rule").first.click()
    first = main(page).get_by_text('complaints.csv, row 4: received date is "some day"')
    expect(first).to_be_visible()
    check_shown(page)
    button = main(page).get_by_role("button", name=re.compile(r"\(csv\)"))
    text = Path(download(page, button.click).path()).read_text(encoding="utf-8-sig")
    heading, row = text.splitlines()
    assert heading.startswith("Row in the export,complaint_id,received_date")
    assert row.startswith("4,C-4,some day")
    assert "received_date is" in row
    assert list_ids() == ["2025-06-30.1"]


@pytest.mark.usefixtures("released")
def test_a_figure_that_cannot_be_given_is_told_of_before_publishing(
    serve: Serve, new_page: NewPage, tmp_path: Path
) -> None:
    page = go(new_page(), f"{serve().url}/bring-in")
    said = try_out(page, write_table(tmp_path / "in", "complaints", UNACKNOWLEDGED))
    assert (
        "complaints.csv has no column for the acknowledged date: of its rows " in said
    )
    assert "cannot be given" in said


@pytest.mark.usefixtures("released")
def test_a_broken_file_is_refused_in_one_sentence_and_nothing_is_kept(
    serve: Serve, new_page: NewPage, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "in", "complaints", GOOD)
    path.write_text(path.read_text(encoding="utf-8") + '"never closed', "utf-8")
    page = go(new_page(), f"{serve().url}/bring-in")
    drop(page, path)
    press(page, "Try it")
    alert = main(page).get_by_test_id("stAlert")
    expect(alert).to_have_count(1)
    expect(alert).to_contain_text("complaints.csv")
    assert str(tmp_path) not in alert.inner_text()
    assert "export-" not in alert.inner_text()
    expect(main(page).get_by_role("button", name="Publish", exact=True)).to_have_count(
        0
    )
    assert list_ids() == ["2025-06-30.1"]
    check_shown(page)


def test_what_wants_a_yes_is_ticked_before_it_is_published(
    serve: Serve, new_page: NewPage, tmp_path: Path
) -> None:
    page = go(new_page(), f"{serve().url}/bring-in")
    try_out(page, write_table(tmp_path / "in", "complaints", FAULTY))
    check_shown(page)
    say_up_to_now(page)
    boxes = main(page).get_by_role("checkbox")
    expect(boxes).to_have_count(1)
    expect(boxes).to_have_accessible_name(re.compile("I agree: .*1 of .*complaints"))
    button = main(page).get_by_role("button", name="Publish", exact=True)
    expect(button).to_be_disabled()
    check_shown(page)
    boxes.focus()
    page.keyboard.press("Space")
    settle(page)
    expect(button).to_be_enabled()
    press(page, "Publish")
    expect(main(page).get_by_text("is published")).to_be_visible()
    assert len(list_ids()) == 1


@pytest.mark.parametrize("width", [1280, 400])
def test_an_export_that_no_profile_knows_is_asked_about_saved_and_tried(
    serve: Serve, new_page: NewPage, tmp_path: Path, data_folder: Path, width: int
) -> None:
    path = tmp_path / "our complaints.csv"
    path.write_text(UNKNOWN, encoding="utf-8")
    server = serve()
    # Before anything was published: the first export.
    page = go(new_page(width), f"{server.url}/bring-in")
    drop(page, path)
    press(page, "Try it")
    main(page).get_by_text("We have not seen an export like this").wait_for()
    settle(page)
    said = read_text(page)
    assert "left unread: it looks personal" in said
    assert "Ann Smith" not in said
    check_shown(page)
    answer(page, "to say stage", "always stage 1")
    answer(page, "to say tenure", "always tenants (low cost rent)")
    answer(page, "Partially justified", "partially upheld")
    expect(main(page).get_by_text("still open")).to_have_count(0)
    press(page, "Save and try it")
    main(page).get_by_role("button", name="Publish", exact=True).wait_for()
    settle(page)
    assert "2 rows came in: 2 accepted." in read_text(page)
    # The press stood far below: eye and keyboard are led to what came of it.
    expect(main(page).locator(".st-key-answer")).to_be_focused()
    place = "() => document.querySelector('[data-testid=stMain]').scrollTop"
    assert page.evaluate(place) == 0
    check_shown(page)
    assert [each.name for each in (data_folder / "profiles").iterdir()] == [
        "our-complaints.toml"
    ]
    say_up_to_now(page)
    press(page, "Publish")
    main(page).get_by_text("is published").wait_for()
    assert len(list_ids()) == 1
    # The next one is at home at once.
    press(page, "Bring in another export")
    assert "2 rows came in: 2 accepted." in try_out(page, path)


@pytest.mark.usefixtures("released")
def test_one_press_leads_back_to_the_release_before(
    serve: Serve, new_page: NewPage, landing: Path
) -> None:
    publish_drawn(landing, complaints=GOOD)
    page = go(new_page(), f"{serve().url}/bring-in")
    assert current_id() == "2025-06-30.2"
    press(page, "Show 2025-06-30.1 to everybody")
    assert current_id() == "2025-06-30.1"
    table = main(page).get_by_role("table", name="Releases, newest published first")
    expect(table.get_by_role("row", name="2025-06-30.1")).to_contain_text("current")
    press(page, "Show 2025-06-30.2 to everybody")
    assert current_id() == "2025-06-30.2"


@pytest.mark.usefixtures("released")
def test_all_of_it_works_without_a_mouse(
    serve: Serve, new_page: NewPage, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "in", "complaints", GOOD)
    page = go(new_page(), f"{serve().url}/bring-in")

    def tab_to(name: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            words = page.evaluate("() => document.activeElement.innerText ?? ''")
            if words.strip().replace("\n", " ").endswith(name):
                return
        raise AssertionError(f"Tab does not reach {name}.")

    tab_to("Upload")
    uploader = main(page).get_by_test_id("stFileUploader")
    expect(uploader.get_by_test_id("stBaseButton-secondary")).to_be_focused()
    choose_file(page, path)
    main(page).get_by_role("button", name="Try it", exact=True).wait_for()
    settle(page)
    tab_to("Try it")
    page.keyboard.press("Enter")
    publish = main(page).get_by_role("button", name="Publish", exact=True)
    publish.wait_for(timeout=1000 * PATIENCE)
    settle(page)
    tab_to("Publish")
    page.keyboard.press("Enter")
    main(page).get_by_text("is published").wait_for()
    settle(page)
    tab_to("the overview")
    page.keyboard.press("Enter")
    await_page(page, "Overview, 2025-26, up to 30 June 2025")


def test_a_running_server_takes_no_upload_that_somebody_passes_on(
    serve: Serve,
) -> None:
    server = serve()

    def put(headers: dict[str, str]) -> bytes:
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=10)) as line:
            line.request("PUT", "/_stcore/upload_file/visit/file", b"rows", headers)
            return line.getresponse().read()

    refused = b"Files come in from here alone."
    assert put({"X-Forwarded-For": "10.0.0.1"}) == refused
    assert put({"Host": "complaints.example.gov.uk"}) == refused
    # This machine's own is asked for its visit instead, which there is not.
    assert put({}) != refused
