"""Bringing an export in: who may, what is kept of it, and what is published."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from conftest import INTERNAL, list_state, publish_drawn, write_table
from shown_pages import list_tables, open_page, read
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from streamlit import config
from streamlit.testing.v1 import AppTest

from analytics.ground.settings import data_folder
from analytics.release.store import current_id, list_ids, use_release
from pages.frame.entries import BRINGING_IN
from pages.server.own_machine import UPLOADS, OwnUploads, is_own_machine


FIRST = """
complaint_id | received_date | acknowledged_date | responded_date
A            | 2025-05-01    | 2025-05-02        | 2025-05-08
"""
SECOND = """
complaint_id | received_date | acknowledged_date | responded_date
B            | 2025-06-02    | 2025-06-03        | 2025-06-09
"""
HERE = {"host": "localhost:8501"}


@pytest.mark.parametrize(
    ("bound_to", "client", "headers", "is_own"),
    [
        ("localhost", None, {}, True),
        ("localhost", "127.0.0.1", HERE, True),
        ("127.0.0.1", "::1", {"host": "[::1]:8501"}, True),
        # The server is open to others, whoever asks just now.
        ("0.0.0.0", "127.0.0.1", HERE, False),  # noqa: S104
        (None, "127.0.0.1", HERE, False),
        ("", "127.0.0.1", HERE, False),
        # Somebody else asks.
        ("localhost", "192.168.1.7", HERE, False),
        # Somebody else's server passes it on, from this machine.
        ("localhost", "127.0.0.1", HERE | {"x-forwarded-for": "10.0.0.1"}, False),
        ("localhost", "127.0.0.1", HERE | {"forwarded": "for=10.0.0.1"}, False),
        ("localhost", "127.0.0.1", HERE | {"via": "1.1 proxy"}, False),
        # Or under a name of its own.
        ("localhost", "127.0.0.1", {"host": "complaints.example.gov.uk"}, False),
        ("localhost", "127.0.0.1", {"host": "localhost.example.com:8501"}, False),
    ],
)
def test_only_this_machine_s_own_user_is_its_own_user(
    bound_to: str | None, client: str | None, headers: dict[str, str], is_own: bool
) -> None:
    assert is_own_machine(bound_to, client, headers) is is_own


@pytest.mark.parametrize(
    ("bound_to", "headers", "status"),
    [
        ("localhost", HERE, 200),
        ("localhost", HERE | {"x-forwarded-for": "10.0.0.1"}, 403),
        ("localhost", {"host": "complaints.example.gov.uk"}, 403),
        ("0.0.0.0", HERE, 403),  # noqa: S104
    ],
)
def test_no_upload_of_anybody_else_is_taken(
    bound_to: str, headers: dict[str, str], status: int
) -> None:
    reached, answered = [], []

    async def take(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["path"])
        await PlainTextResponse("taken")(scope, receive, send)

    async def send(message: Message) -> None:
        answered.append(message.get("status"))

    async def receive() -> Message:
        return {"type": "http.request", "body": b"rows"}

    scope = {
        "type": "http",
        "method": "PUT",
        "path": f"{UPLOADS}session/file",
        "client": ("127.0.0.1", 5),
        "headers": [(name.encode(), each.encode()) for name, each in headers.items()],
    }
    asyncio.run(OwnUploads(take, bound_to)(scope, receive, send))
    assert answered[0] == status
    assert bool(reached) is (status == 200)


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """The server is bound to every address of the machine."""
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")  # noqa: S104
    yield
    config.set_option("server.address", before)


@pytest.mark.usefixtures("open_to_all")
def test_where_others_can_reach_it_nothing_comes_in_and_it_says_who_does(
    landing: Path,
) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    page = open_page(BRINGING_IN)
    assert "Exports are brought in by the complaints officer" in read(page)
    assert not page.file_uploader
    assert not [each for each in page.button if str(each.key).startswith("b")]
    assert list_ids() == ["2025-06-30.1"]


def drop(page: AppTest, path: Path) -> AppTest:
    """A file given to the page, and tried."""
    uploader = page.file_uploader[0]
    uploader.set_value((path.name, path.read_bytes(), "text/csv"))
    return page.run().button(key="bring_try").click().run()


def list_kept() -> set[str]:
    """What lies in the folder for temporary things of exports and rehearsals."""
    return {
        path.name
        for path in Path(tempfile.gettempdir()).iterdir()
        if path.name.startswith(("export-", "rehearsal-"))
    }


@pytest.fixture(autouse=True)
def from_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit from this machine, which Streamlit tells without an address.

    Its own tests have no client, and an address that is none.
    """
    monkeypatch.setattr(type(st.context), "ip_address", None)


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for temporary things of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))


def test_trying_changes_nothing_publishing_takes_it_and_nothing_is_left(
    landing: Path, tmp_path: Path
) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    before = list_state(data_folder())
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", SECOND)
    )
    assert not page.exception
    assert "1 row came in: 1 accepted. Nothing is published yet." in read(page)
    assert list_state(data_folder()) == before
    # The export and what was rehearsed, both outside the releases.
    assert len(list_kept()) == 2
    page.button(key="bring_yes").click().run()
    assert not page.exception
    assert f"Release {current_id()} is published" in read(page)
    assert len(list_ids()) == 2
    assert list_kept() == set()


def test_other_files_are_chosen_and_the_first_are_thrown_away(
    landing: Path, tmp_path: Path
) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", SECOND)
    )
    page.button(key="bring_again").click().run()
    assert list_kept() == set()
    assert page.file_uploader
    assert list_ids() == ["2025-06-30.1"]


def test_what_became_current_meanwhile_stops_it(landing: Path, tmp_path: Path) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    second = publish_drawn(landing, complaints=SECOND)
    path = write_table(tmp_path / "in", "complaints", SECOND.replace("B ", "C "))
    page = drop(open_page(BRINGING_IN), path)
    use_release("2025-06-30.1")
    page.button(key="bring_yes").click().run()
    [error] = page.error
    assert "another release has become the current one" in error.value
    assert list_ids() == ["2025-06-30.1", second.id]
    assert list_kept() == set()


def test_who_published_what_is_listed_and_one_press_leads_back(landing: Path) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    publish_drawn(landing, complaints=SECOND)
    page = open_page(BRINGING_IN)
    [table] = [each for each in list_tables(page) if each.headings[0] == "Release"]
    assert [row[0] for row in table.rows] == ["2025-06-30.2", "2025-06-30.1"]
    assert all(row[2] not in ("", "not noted") for row in table.rows)
    page.button(key="back").click().run()
    assert current_id() == "2025-06-30.1"


def test_two_files_of_one_name_are_both_read_and_odd_names_stay_in_their_folder(
    tmp_path: Path,
) -> None:
    one = write_table(tmp_path / "one", "complaints", FIRST).read_bytes()
    two = write_table(tmp_path / "two", "complaints", SECOND).read_bytes()
    page = open_page(BRINGING_IN)
    page.file_uploader[0].set_value(
        [
            ("../../complaints.csv", one, "text/csv"),
            ("complaints.csv", two, "text/csv"),
        ]
    )
    page.run().button(key="bring_try").click().run()
    assert "2 rows came in: 2 accepted." in read(page)
    assert list(tmp_path.glob("*.csv")) == []
    page.button(key="bring_again").click().run()
