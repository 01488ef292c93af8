"""Bringing an export in: who may, what is kept of it, and what is published."""

import asyncio
import io
import re
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
import streamlit as st
from conftest import INTERNAL, list_state, publish_drawn, write_table
from shown_pages import list_tables, open_page, read
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from streamlit import config
from streamlit.testing.v1 import AppTest

from analytics.figures.coverage import read_coverage
from analytics.figures.open_release import open_release
from analytics.ground.calendar import make_period, write_date
from analytics.ground.settings import data_folder
from analytics.profiles.files import is_own
from analytics.profiles.learnt import own_folder
from analytics.release.store import current_id, list_ids, open_current, use_release
from expectations.sources import SOURCES
from pages.data.bringing_in.homes import make_template
from pages.frame.entries import BRINGING_IN, CASES
from pages.server.own_machine import UPLOADS, OwnUploads, is_own_machine


FIRST = """
complaint_id | received_date | acknowledged_date | responded_date
A            | 2025-05-01    | 2025-05-02        | 2025-05-08
"""
SECOND = """
complaint_id | received_date | acknowledged_date | responded_date
B            | 2025-06-02    | 2025-06-03        | 2025-06-09
"""
KEEP_WHOSE = "FormSubmitter:whose-Keep the name and the readers"
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


def test_files_that_end_long_ago_are_asked_up_to_which_day_they_go(
    tmp_path: Path,
) -> None:
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", SECOND)
    )
    assert not page.exception
    today = datetime.now().astimezone().date()
    assert f"figures would look from {write_date(today)}" in read(page)
    # Publishing waits for it.
    assert page.button(key="bring_yes").disabled
    # The end of the month in which anything was last done.
    assert page.date_input(key="bring_up_to").value == date(2025, 6, 30)
    # A day before the newest complaint is none, and nothing moves.
    page.date_input(key="bring_up_to").set_value(date(2025, 6, 1))
    page.button(key="bring_look_from").click().run()
    assert "The newest complaint came in on 2 June 2025" in page.error[0].value
    assert f"Figures would look from {write_date(today)}" in read(page)
    page.date_input(key="bring_up_to").set_value(date(2025, 6, 30))
    page.button(key="bring_look_from").click().run()
    assert not page.exception
    assert "Figures would look from 30 June 2025, as you said." in read(page)
    page.button(key="bring_yes").click().run()
    assert current_id() == "2025-06-30.1"
    # The same files again: nothing is newer, so the day stays.
    page.button(key="bring_more").click().run()
    page = drop(page, write_table(tmp_path / "in", "complaints", SECOND))
    assert "Figures would look from 30 June 2025, as they do now" in read(page)


def test_a_day_after_the_one_that_is_said_can_be_a_slip(tmp_path: Path) -> None:
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", SECOND)
    )
    page.date_input(key="bring_up_to").set_value(date(2025, 6, 8))
    page.button(key="bring_look_from").click().run()
    assert "In B the answered date is 9 June 2025" in page.error[0].value
    assert not [each for each in page.markdown if "as you said" in each.value]
    page.button(key="bring_look_early").click().run()
    assert not page.exception
    said = read(page)
    assert "Figures would look from 8 June 2025, as you said." in said
    # The case counts, and nothing is said of its answer.
    assert "1 row came in: 1 accepted." in said
    assert "Cells that would be unknown" in said
    assert not page.button(key="bring_yes").disabled


def test_files_that_go_up_to_now_say_so_with_one_press(tmp_path: Path) -> None:
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", SECOND)
    )
    today = datetime.now().astimezone().date()
    page.button(key="bring_up_to_now").click().run()
    assert not page.exception
    assert f"Figures would look from {write_date(today)}, as you said." in read(page)
    assert not page.button(key="bring_yes").disabled


def test_a_known_value_that_would_be_lost_is_told_first(
    landing: Path, tmp_path: Path
) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    spoilt = FIRST.replace("2025-05-08", "early May")
    assert spoilt != FIRST
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", spoilt)
    )
    assert not page.exception
    assert "1 known value would be lost" in page.warning[0].value


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


# Of no system that is known: a heading, words of its own, and a total under the rows.
OURS = """
Our Ref | Level   | Received   | Told the tenant | Decision | Customer type | Nature of complaint
1       | Level 1 | 2025-06-02 | 2025-06-03      | Justified | Leaseholder  | Lifts
2       | Level 1 | 2025-06-03 | 2025-06-04      | Dropped   | Leaseholder  | Lifts
Total   | 277     |            |                 |           |              |
"""  # noqa: E501


def drop_ours(tmp_path: Path, text: str = OURS) -> AppTest:
    """The export of no known system, dropped and tried."""
    path = tmp_path / "our log.csv"
    lines = [",".join(map(str.strip, line.split("|"))) for line in text.split("\n")]
    path.write_text("\n".join(lines).strip() + "\n", encoding="utf-8")
    return drop(open_page(BRINGING_IN), path)


def say_ours(page: AppTest) -> AppTest:
    """Every question on that export answered, a column corrected, saved and tried."""
    page.selectbox(key="correct_column").set_value("Told the tenant").run()
    page.selectbox(key="correct_target").set_value("acknowledged_date").run()
    page.button(key="correct").click().run()
    for question, said in {
        "where:stage": "Level",
        "value:stage:Level 1": "1",
        "value:outcome:Justified": "upheld",
        "value:outcome:Dropped": "not_upheld",
    }.items():
        page.selectbox(key=f"asked_{question}").set_value(said).run()
    page.text_input(key="profile_name").set_value("Our own log").run()
    return page.button(key="profile_save").click().run()


def list_asked(page: AppTest) -> dict[str, str | None]:
    """What is asked, with what is said already."""
    return {
        str(each.key).removeprefix("asked_"): each.value
        for each in page.selectbox
        if str(each.key).startswith("asked_")
    }


@pytest.mark.usefixtures("landing")
def test_a_column_that_looks_personal_is_read_once_it_is_said_what_it_is(
    tmp_path: Path,
) -> None:
    page = drop_ours(tmp_path)
    # The fold begins empty: no press is ready that would unread a column.
    assert page.selectbox(key="correct_column").value is None
    assert "correct" not in [each.key for each in page.button]
    # The total under the rows asks nothing, and stages are told from columns.
    assert set(list_asked(page)) == {
        "where:stage",
        "value:outcome:Justified",
        "value:outcome:Dropped",
    }
    options = page.selectbox(key="asked_where:stage").options
    assert options[:3] == ["always stage 1", "always stage 2", "column “Level”"]
    page = say_ours(page)
    assert not page.exception
    said = read(page)
    assert "3 rows came in: 2 accepted and 1 set aside." in said
    assert "our log.csv was read as complaints, through “Our own log”." in said
    assert "no column for the acknowledged date" not in said
    [written] = (data_folder() / "profiles").iterdir()
    told = tomllib.loads(written.read_text(encoding="utf-8"))
    assert "personal" not in told
    assert told["complaints"]["columns"]["acknowledged_date"] == "Told the tenant"


@pytest.mark.usefixtures("landing")
def test_of_an_export_never_seen_no_other_system_is_named(tmp_path: Path) -> None:
    # But for the tenure it has what Jadu's export has.
    jadu = (
        "Reference,Service,Stage 1 SLA start date,Stage 1 decision date\n"
        "1,Lifts,2025-06-02,2025-06-16\n"
    )
    path = tmp_path / "cases.csv"
    path.write_text(jadu, encoding="utf-8")
    said = read(drop(open_page(BRINGING_IN), path))
    assert "We have not seen an export like this before." in said
    assert "jadu" not in said.casefold()
    assert "lacks" not in said
    assert "_" not in said


@pytest.mark.usefixtures("landing")
def test_a_heading_that_an_officer_s_own_way_of_reading_misses_is_named(
    tmp_path: Path,
) -> None:
    page = say_ours(drop_ours(tmp_path))
    page.button(key="bring_again").click().run()
    page = drop_ours(tmp_path, OURS.replace("Received ", "Came in  "))
    assert (
        "It is like what is read through “Our own log”, but has no column “Received”."
        in read(page)
    )


def test_a_dry_run_says_of_each_figure_whom_it_counts_and_of_each_row_its_stage(
    landing: Path, tmp_path: Path
) -> None:
    drawn = """
    complaint_id | received_date | acknowledged_date | responded_date | outcome
    A            | 2025-05-01    | 2025-05-02        | 2025-05-08     | upheld
    """
    publish_drawn(landing, INTERNAL, complaints=drawn)
    later = drawn.replace("2025-05-08", "2025-05-30")
    assert later != drawn
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", later)
    )
    assert not page.exception
    tables = list_tables(page)
    [figures] = [each for each in tables if each.headings[0] == "Figure"][:1]
    assert "Stage 1 complaints answered in Code time (tenants)" in [
        row[0] for row in figures.rows
    ]
    assert "Stage 1 complaints upheld or partly upheld (all residents)" in [
        row[0] for row in figures.rows
    ]
    [cells] = [each for each in tables if each.headings[0] == "Row"]
    assert cells.rows == [["A, stage 1", "answered date", "2025-05-08", "2025-05-30"]]
    assert "Stage 1 complaints answered in Code time (tenants): A, stage 1." in read(
        page
    )


def test_why_a_figure_cannot_be_given_is_told_once_for_all_that_share_it(
    tmp_path: Path,
) -> None:
    plain = "complaint_id | received_date\nA | 2025-05-01"
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", plain)
    )
    assert not page.exception
    bodies = "".join(each.proto.body for each in page.main.get("html"))
    lines = re.findall(r"<li>(.*?)</li>", bodies)
    reasons = [line.rpartition(": ")[2] for line in lines if "; " in line]
    assert len(reasons) == len(set(reasons)) > 0


@pytest.mark.usefixtures("landing")
def test_how_an_export_is_read_is_changed_with_what_was_said_before(
    tmp_path: Path,
) -> None:
    page = say_ours(drop_ours(tmp_path))
    page.button(key="bring_again").click().run()
    # A heading was corrected, and a word is new.
    changed = OURS.replace("Told the tenant", "Date acknowledged").replace(
        "Dropped", "Resolved"
    )
    page = drop_ours(tmp_path, changed)
    assert "Columns that are not read: Date acknowledged." in read(page)
    page.button(key="change_our log.csv").click().run()
    assert list_asked(page) == {
        "value:stage:Level 1": "1",
        "value:outcome:Justified": "upheld",
        "value:outcome:Resolved": None,
    }
    # Nothing is changed until it is saved.
    folder = data_folder() / "profiles"
    assert [each.name for each in folder.iterdir()] == ["our-own-log.toml"]
    page.selectbox(key="asked_value:outcome:Resolved").set_value("upheld").run()
    page.button(key="profile_save").click().run()
    assert not page.exception
    assert "Columns that are not read" not in read(page)
    assert "Cells that would be unknown" not in read(page)
    assert sorted(each.name for each in folder.iterdir()) == [
        "our-own-log.toml",
        "our-own-log.toml.before",
    ]


def test_only_an_officer_s_own_ways_can_be_changed(
    landing: Path, tmp_path: Path
) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    path = write_table(tmp_path / "in", "complaints", SECOND)
    page = drop(open_page(BRINGING_IN), path)
    assert not [each for each in page.button if str(each.key).startswith("change_")]


@pytest.mark.parametrize("is_alone", [True, False])
def test_homes_are_said_in_a_form_and_tried(
    landing: Path, tmp_path: Path, is_alone: bool
) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    page = open_page(BRINGING_IN)
    if not is_alone:
        page = drop(page, write_table(tmp_path / "in", "complaints", SECOND))
    page.selectbox(key="homes_day").set_value(date(2025, 3, 31)).run()
    page.button(key="homes_add").click().run()
    assert [each.value for each in page.error] == [
        "Say at least one number of homes\\."
    ]
    page.number_input(key="homes_lcra").set_value(5000).run()
    page.number_input(key="homes_lcho").set_value(300).run()
    page.button(key="homes_add").click().run()
    assert not page.exception
    assert f"{2 if is_alone else 3} rows came in" in read(page)
    page.button(key="bring_yes").click().run()
    release, _ = open_current()
    assert release.count_held("homes") == 2
    homes = pd.read_parquet(release.folder / "extracts" / "homes.parquet")
    assert homes["homes_owned"].tolist() == [5000, 300]


def test_a_landlord_without_a_name_is_asked_once_whose_complaints_they_are(
    tmp_path: Path,
) -> None:
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", SECOND)
    )
    page.button(key=KEEP_WHOSE).click().run()
    assert [each.value for each in page.error] == ["Say the name first\\."]
    page.text_input(key="whose_name").set_value("Ashdwon")
    page.radio(key="whose_readers").set_value("internal")
    page.button(key=KEEP_WHOSE).click().run()
    assert not page.exception
    assert "1 row came in: 1 accepted." in read(page)
    # A slip can be mended until it is published.
    page.text_input(key="whose_name").set_value('Ash"down \\ Council')
    page.button(key=KEEP_WHOSE).click().run()
    assert "1 row came in: 1 accepted." in read(page)
    page.button(key="bring_up_to_now").click().run()
    page.button(key="bring_yes").click().run()
    landlord = open_current()[0].read_landlord()
    assert (landlord.name, landlord.audience) == ('Ash"down \\ Council', "internal")
    # The next files are of the same landlord, and nobody asks again.
    page.button(key="bring_more").click().run()
    page = drop(page, write_table(tmp_path / "in", "complaints", SECOND))
    assert not page.text_input


def test_a_release_without_a_name_takes_the_one_that_is_given(
    landing: Path, tmp_path: Path
) -> None:
    publish_drawn(landing, complaints=FIRST)
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", SECOND)
    )
    page.text_input(key="whose_name").set_value("Ashdown")
    page.button(key=KEEP_WHOSE).click().run()
    page.button(key="bring_yes").click().run()
    release, _ = open_current()
    assert release.read_landlord().name == "Ashdown"
    # Both complaints are there: it is no other landlord's.
    assert release.count_held("complaints") == 2


@pytest.mark.parametrize(
    ("key", "begins", "first_quarter"),
    [
        ("bring_begins_month", date(2025, 10, 1), "not_covered"),
        ("bring_begins_year", date(2025, 4, 1), "ok"),
    ],
)
def test_files_that_begin_late_in_a_year_are_asked_since_when_they_hold_all(
    tmp_path: Path, key: str, begins: date, first_quarter: str
) -> None:
    late = SECOND.replace("2025-06", "2025-10")
    path = write_table(tmp_path / "in", "complaints", late)
    page = drop(open_page(BRINGING_IN), path)
    # Publishing waits for it as for the last day, and for both.
    page.button(key="bring_up_to_now").click().run()
    assert page.button(key="bring_yes").disabled
    page.button(key=key).click().run()
    assert not page.exception
    page.button(key="bring_yes").click().run()
    release = open_release(open_current()[0])
    coverage = read_coverage(release.warehouse, release.as_at)
    quarters = ("2025-26 Q1", "2025-26 Q3")
    found = [coverage.find("complaints", make_period(each)) for each in quarters]
    assert [each.status for each in found] == [first_quarter, "ok"]
    [[said]] = release.warehouse.query("select from_date from coverage")
    assert said == begins
    # Once said it is not asked again, but of what came in before it.
    page.button(key="bring_more").click().run()
    path = write_table(tmp_path / "in", "complaints", late.replace("B ", "C "))
    page = drop(page, path)
    assert not any(str(each.key).startswith("bring_begins") for each in page.button)
    path = write_table(
        tmp_path / "in", "complaints", SECOND.replace("2025-06", "2025-01")
    )
    page = drop(open_page(BRINGING_IN), path)
    assert page.button(key="bring_begins_month").label == "They begin on 1 January 2025"


def test_an_empty_workbook_of_homes_is_one_that_can_be_filled_in() -> None:
    with zipfile.ZipFile(io.BytesIO(make_template("homes"))) as book:
        text = book.read("xl/sharedStrings.xml").decode()
    assert all(column.name in text for column in SOURCES["homes"].columns)


def test_the_release_before_the_current_is_offered_whatever_was_offered_before(
    landing: Path, tmp_path: Path
) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    publish_drawn(landing, complaints=SECOND)
    path = write_table(tmp_path / "in", "complaints", SECOND.replace("B ", "C "))
    page = drop(open_page(BRINGING_IN), path)
    assert page.button(key="back").label == "Show 2025-06-30.1 to everybody"
    page.button(key="bring_yes").click().run()
    assert page.button(key="back").label == "Show 2025-06-30.2 to everybody"
    page.button(key="back").click().run()
    assert current_id() == "2025-06-30.2"
    assert page.button(key="back").label == "Show 2025-06-30.1 to everybody"


def test_without_a_file_there_is_nothing_to_try(landing: Path, tmp_path: Path) -> None:
    publish_drawn(landing, INTERNAL, complaints=FIRST)
    path = write_table(tmp_path / "in", "complaints", SECOND)
    page = drop(open_page(BRINGING_IN), path)
    page.button(key="bring_again").click().run()
    assert "bring_try" not in [each.key for each in page.button]


@pytest.mark.usefixtures("landing")
def test_where_nothing_is_published_it_is_said_what_to_press() -> None:
    said = read(open_page())
    assert "press Bring in an export" in said
    assert "python" not in said


def test_an_officer_is_told_where_it_is_set_for_whom_rows_are(landing: Path) -> None:
    publish_drawn(landing, complaints=FIRST)
    assert 'audience = "internal" under [disclosure]' in read(open_page(CASES))


# Of Jadu's decisions the first is known; "Resolved" is not, nor is "Council" a tenure.
JADU = """
reference | service | Tenure  | stage_1_sla_start_date | stage_1_decision_date | stage_1_decision | stage_2_sla_start_date | stage_2_decision_date | stage_2_decision
J-1       | Repairs | LCRA    | 2025-06-02             | 2025-06-06            | Partly upheld    |                        |                       |
J-2       | Repairs | LCRA    | 2025-06-03             | 2025-06-07            | Resolved         |                        |                       |
J-3       | Repairs | Council | 2025-06-04             | 2025-06-08            | Upheld           |                        |                       |
"""  # noqa: E501


def test_a_new_word_of_a_known_export_is_asked_and_kept(tmp_path: Path) -> None:
    page = drop_ours(tmp_path, JADU)
    assert not page.exception
    assert "3 rows came in: 2 accepted and 1 rejected." in read(page)
    asked = {
        each.label: each for each in page.selectbox if "in 1 row" in (each.label or "")
    }
    assert set(asked) == {
        "“Resolved” as outcome, in 1 row",
        "“Council” as tenure, in 1 row",
    }
    assert page.button(key="words_keep").disabled
    asked["“Resolved” as outcome, in 1 row"].set_value("not_upheld").run()
    said = [e for e in page.selectbox if "Council" in (e.label or "")]
    said[0].set_value("lcra").run()
    page.button(key="words_keep").click().run()
    assert not page.exception
    assert "3 rows came in: 3 accepted." in read(page)
    assert not any("in 1 row" in (each.label or "") for each in page.selectbox)
    # The profile that comes with the project is as it was; the next export knows them.
    learnt = (own_folder() / "jadu.words.toml").read_text(encoding="utf-8")
    assert '"Resolved" = "not_upheld"' in learnt
    assert not is_own("jadu")
    again = drop_ours(tmp_path, JADU)
    assert "3 rows came in: 3 accepted." in read(again)


def test_names_spelt_in_several_ways_are_made_one_with_one_press(
    tmp_path: Path,
) -> None:
    text = JADU.replace("Council", "LCRA").replace(
        "J-2       | Repairs", "J-2 | repairs"
    )
    page = drop_ours(tmp_path, text.replace("Resolved", "Upheld"))
    assert not page.exception
    assert "Service areas: Repairs / repairs." in read(page)
    page.button(key="spell_one_way").click().run()
    assert not page.exception
    assert "Service areas: Repairs / repairs." not in read(page)
    page.button(key="bring_up_to_now").click().run()
    page.button(key="bring_yes").click().run()
    release, _ = open_current()
    path = release.folder / "extracts" / "complaints.parquet"
    cells = pq.read_table(path)["service_areas"].to_pylist()
    assert cells == [["Repairs"]] * 3


def test_a_dry_run_tells_stage_by_stage_what_wants_a_second_look(
    tmp_path: Path,
) -> None:
    drawn = """
    complaint_id | stage | received_date | acknowledged_date | responded_date | outcome
    A            | 1     | 2025-05-01    | 2025-05-02        | 2025-05-08     | upheld
    A            | 2     | 2025-05-12    | 2025-05-13        | 2025-05-20     | upheld
    B            | 1     | 2025-05-01    | 2025-05-02        | 2025-05-08     | upheld
    B            | 2     | 2025-05-12    | 2025-05-13        |                | upheld
    """
    page = drop(
        open_page(BRINGING_IN), write_table(tmp_path / "in", "complaints", drawn)
    )
    assert not page.exception
    said = read(page)
    assert (
        "Complaints, stage 2: an outcome is given but no answer date (1 row)." in said
    )
    assert "Complaints, stage 1: an outcome is given" not in said
