"""What readers see while releases come, go and break under a running server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import publish_drawn
from playwright.sync_api import Page, expect

from analytics.release.store import Release
from browser.dashboard import Dashboard, go, main, read_text, read_title


pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]
Serve = Callable[..., Dashboard]

# One answered in time, one not: the second only in a later release.
FIRST = """
    complaint_id | received_date | acknowledged_date | responded_date | outcome
    C-1          | 2024-05-01    | 2024-05-02        | 2024-05-07     | upheld
"""
SECOND = FIRST + "    C-2 | 2024-06-03 | 2024-06-04 | 2024-08-30 | upheld\n"


def damage(release: Release) -> None:
    """Flip one bit in the middle of a file, as a bad disk does."""
    path = release.folder / "models" / "complaint_stages.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)


def test_a_real_release_has_no_banner_and_nothing_made_up(
    serve: Serve, new_page: NewPage, landing: Path
) -> None:
    publish_drawn(landing, complaints=FIRST)
    server = serve()
    page = go(new_page(), server.url)
    assert read_title(page).startswith("1 of 1 stage 1 complaints from tenants")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    assert "made up" not in read_text(page)
    assert "sample" not in read_text(page).lower()
    expect(main(page).locator(".chip")).to_have_count(0)


def test_a_new_release_shows_after_a_reload(
    serve: Serve, new_page: NewPage, landing: Path
) -> None:
    publish_drawn(landing, complaints=FIRST)
    server = serve()
    page = go(new_page(), server.url)
    assert read_title(page).startswith("1 of 1 ")
    publish_drawn(landing, complaints=SECOND)
    go(page, page.url)
    assert read_title(page).startswith("1 of 2 ")
    expect(main(page).get_by_text("release 2025-06-30.2")).to_be_visible()


def test_a_damaged_release_is_told_of_and_the_earlier_one_shown(
    serve: Serve, new_page: NewPage, landing: Path
) -> None:
    publish_drawn(landing, complaints=FIRST)
    server = serve()
    page = go(new_page(), server.url)
    damage(publish_drawn(landing, complaints=SECOND))
    go(page, page.url)
    notice = main(page).get_by_test_id("stAlert")
    expect(notice).to_contain_text("Release 2025-06-30.2 is damaged")
    expect(notice).to_contain_text("Release 2025-06-30.1 is shown instead.")
    assert read_title(page).startswith("1 of 1 ")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    # Who comes first to a server that was started afterwards sees the same.
    other = go(new_page(), serve().url)
    assert read_text(other) == read_text(page)


def test_before_anything_is_published_the_page_says_so_and_then_shows_it(
    serve: Serve, new_page: NewPage, landing: Path
) -> None:
    server = serve()
    page = go(new_page(), f"{server.url}/volumes")
    assert main(page).locator("h1").inner_text() == "Nothing to show yet"
    assert "Nothing has been published yet." in read_text(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    publish_drawn(landing, complaints=FIRST)
    go(page, page.url)
    assert read_title(page) == "1 stage 1 complaint in 2024-25, and 0 at stage 2"


GARBAGE = {
    "not text": b"\xff\xfe\x00\x9d",
    "a name of nothing": b"complete nonsense",
    "nulls": b"\0" * 512,
    "another folder": b"../../../../etc",
    "hostile text": b"![x](http://evil.invalid/x.png)",
    "long": b"9" * 100_000,
}


def test_a_garbled_pointer_is_told_of_and_never_a_traceback(
    serve: Serve, new_page: NewPage, data_folder: Path
) -> None:
    (data_folder / "releases").mkdir(parents=True)
    server = serve()
    page = new_page()
    for content in GARBAGE.values():
        (data_folder / "releases" / "CURRENT").write_bytes(content)
        go(page, server.url)
        assert main(page).locator("h1").inner_text() == "Nothing to show yet"
        expect(main(page).get_by_test_id("stAlert")).to_have_count(1)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(main(page).locator("img")).to_have_count(0)


def test_a_garbled_pointer_leaves_the_good_release_up(
    serve: Serve, new_page: NewPage, landing: Path, data_folder: Path
) -> None:
    publish_drawn(landing, complaints=FIRST)
    server = serve()
    page = go(new_page(), server.url)
    for content in GARBAGE.values():
        (data_folder / "releases" / "CURRENT").write_bytes(content)
        go(page, page.url)
        assert read_title(page).startswith("1 of 1 ")
        expect(main(page).get_by_test_id("stAlert")).to_have_count(1)
        expect(page.get_by_test_id("stException")).to_have_count(0)
