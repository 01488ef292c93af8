"""The accessibility statement says what is so, and whom to tell."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.dashboard import ADDRESSES
from browser.dashboard import WIDTHS as OPENED_WIDTHS
from shown_pages import list_said, open_page
from streamlit.testing.v1 import AppTest

from analytics.ground.errors import Refusal
from analytics.ground.landlord import Landlord, read_landlord
from analytics.ground.settings import PROJECT
from pages.data.accessibility.statement import (
    ANSWER,
    ENFORCEMENT,
    FAILING,
    PREPARATION,
    PREPARED,
    SECTIONS,
    VERSION,
    WALKED,
    WIDTHS,
    write_contact,
)
from pages.frame.entries import ACCESSIBILITY


OpenPage = Callable[..., AppTest]

BROWSER_TESTS = PROJECT / "tests" / "browser"


@pytest.fixture
def show(make_release) -> OpenPage:
    """A function that opens the statement of a landlord."""

    def open_(landlord: str = "") -> AppTest:
        make_release(complaints="complaint_id\nC-1", landlord=landlord)
        page = open_page(ACCESSIBILITY)
        assert not page.exception
        assert not page.error
        return page

    return open_


def read(page: AppTest) -> str:
    """Everything the page says."""
    return "\n".join([*list_said(page), *(each.value for each in page.text)])


def read_test(name: str) -> str:
    """The text of one of the browser tests."""
    return (BROWSER_TESTS / name).read_text(encoding="utf-8")


def write_landlord(folder: Path, text: str) -> Path:
    """A landlord.toml of that text."""
    path = folder / "landlord.toml"
    path.write_text(text, encoding="utf-8")
    return path


# What the statement claims of the tests is what they do.


def test_pages_are_opened_at_the_widths_it_names() -> None:
    assert WIDTHS == OPENED_WIDTHS
    assert "[(title, width) for title in ADDRESSES for width in WIDTHS]" in (
        read_test("test_every_page.py")
    )


def test_the_findings_it_names_fail_a_test() -> None:
    weights = f'each["impact"] in ("{FAILING[0]}", "{FAILING[1]}")'
    assert weights in read_test("barriers.py")
    opened = {
        "test_every_page.py": (
            "test_nobody_is_shut_out",
            "test_nothing_lies_beyond_the_screen",
            "test_every_picture_has_its_figures_in_its_alt_text",
        ),
        "test_every_fold.py": (
            "test_nobody_is_shut_out_of_what_is_folded",
            "test_nobody_is_shut_out_while_the_menu_lies_over_the_page",
            "test_every_chart_has_its_figures_in_its_alt_text",
            "test_nothing_lies_beyond_the_screen_at_any_width",
        ),
    }
    for file, names in opened.items():
        for name in names:
            assert f"def {name}(visit: Visit)" in read_test(file)
    pressed = "test_what_a_pointer_presses_in_a_picture_the_keyboard_finds_in_a_fold"
    assert f"def {pressed}(" in read_test("test_every_fold.py")
    # Folds are opened where the menu lies over the page: at the narrowest.
    assert f'viewport={{"width": {WIDTHS[-1]}' in read_test("test_every_fold.py")


def test_the_pages_it_names_are_walked_through_by_keyboard() -> None:
    first, second = (ADDRESSES[title] for title in WALKED)
    text = read_test("test_keyboard.py")
    assert f'parametrize("address", ["{first}", CHOSEN])' in text
    assert f'CHOSEN = "{second}?' in text
    for name in (
        "test_a_fold_opens_by_keyboard_and_its_download_is_among_the_next_stops",
        "test_a_filter_is_changed_by_keyboard_alone",
        "test_one_can_see_where_the_focus_is",
    ):
        body = text.partition(f"def {name}(")[2].partition("\n\n\n")[0]
        opened = (f"{{dashboard.url}}/{second}", "{dashboard.url}/{CHOSEN}")
        assert any(address in body for address in opened)


def test_it_is_dated_as_the_changelog_dates_its_version() -> None:
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    dates = re.findall(rf"^## {re.escape(VERSION)}, (.*)$", text, re.MULTILINE)
    # None while the version is still being made.
    assert dates in ([], [PREPARED])


# The page.


def test_the_page_has_the_whole_statement(show: OpenPage) -> None:
    page = show()
    assert page.title[0].value == "Accessibility"
    said = read(page)
    assert ANSWER in said
    for section in (*SECTIONS, ENFORCEMENT, PREPARATION):
        for words in (section.heading, *section.paragraphs, *section.points):
            assert words in said
    assert f"version {VERSION}" in said


def test_it_says_plainly_that_nobody_is_named(show: OpenPage) -> None:
    page = show('name = "Anytown Council"\n[contacts]\noffice = "ZE1 0AA"')
    assert "Anytown Council has not named anybody" in read(page)
    assert not page.text
    # Another contact is not taken for it.
    assert "ZE1 0AA" not in read(page)


def test_a_landlord_without_a_name_is_spoken_of_too() -> None:
    assert write_contact(Landlord()).startswith("The landlord has not named anybody")
    told = write_contact(Landlord(accessibility_contact="access@example.org"))
    assert told.endswith("For the landlord that goes to:")


def test_whom_to_tell_can_be_copied_as_it_is_written(show: OpenPage) -> None:
    page = show('[contacts]\naccessibility = "access@example.gov.uk"')
    # No backslash and no joiner in it: it is plain text and no Markdown.
    assert [each.value for each in page.text] == ["access@example.gov.uk"]
    assert "has not named anybody" not in read(page)


def test_hostile_words_in_landlord_toml_stay_text(show: OpenPage) -> None:
    hostile = "![x](http://evil.invalid) <script>"
    page = show(f"name = '{hostile}'\n[contacts]\naccessibility = '{hostile}'")
    assert [each.value for each in page.text] == [hostile]
    for each in page.main.markdown:
        assert "![x](" not in each.value
        assert "<script>" not in each.value


# landlord.toml.


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        # Nothing said, and nothing said of it.
        ("", ""),
        ('[contacts]\noffice = "ZE1 0AA"', ""),
        # Said, and left empty.
        ('[contacts]\naccessibility = "  "', ""),
        # Several words on several lines are one text.
        (
            '[contacts]\naccessibility = """\nCustomer Services\n01632 960000"""',
            "Customer Services 01632 960000",
        ),
    ],
)
def test_the_contact_is_read(tmp_path: Path, text: str, contact: str) -> None:
    landlord = read_landlord(write_landlord(tmp_path, text))
    assert landlord.accessibility_contact == contact


@pytest.mark.parametrize("value", ['["a", "b"]', "7", "true", "{ email = 'a' }"])
def test_a_contact_that_is_no_text_is_refused(tmp_path: Path, value: str) -> None:
    path = write_landlord(tmp_path, f"[contacts]\naccessibility = {value}")
    with pytest.raises(Refusal, match="the contact accessibility must be text"):
        read_landlord(path)
