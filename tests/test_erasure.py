"""Erasure: out of every release, every table and every file; and what is left of it."""

import getpass
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import AGREED, AS_AT, INTERNAL, list_state, write_table

from analytics.behind.erasure import erase_complaints as erase
from analytics.behind.erasure import plan_erasure
from analytics.figures.open_release import open_current_release, open_release
from analytics.ground.errors import Refusal, UsageError
from analytics.ground.settings import data_folder
from analytics.release import erasure
from analytics.release.erasure import read_erasures
from analytics.release.publish import publish
from analytics.release.store import (
    Release,
    current_stamp,
    list_ids,
    read_release,
    verify_release,
)


# Whoever is erased has an id that is nowhere else.
GONE = "SECRET-77"
FIRST = f"""
complaint_id | stage | received_date | acknowledged_date | responded_date | channel
{GONE}       | 1     | 2024-05-01    | 2024-05-02        | 2024-05-08     | Post
{GONE}       | 2     | 2024-06-03    | 2024-06-04        |                | Post
OTHER-1      | 1     | 2024-05-02    | 2024-05-03        | 2024-05-10     | Post
"""
# Answered before it was received: rejected, with what was written in it.
SPOILT = f"""
complaint_id | stage | received_date | acknowledged_date | responded_date | tenure
{GONE}       | 1     | 2024-05-01    | 2024-05-02        | 2024-05-08     | lord
OTHER-2      | 1     | 2024-05-02    | 2024-05-03        | 2024-05-07     | lord
OTHER-3      | 1     | 2024-07-01    | 2024-07-20        | 2024-07-10     | lcra
"""
SURVEYS = f"""
complaint_id | stage | sent_date
{GONE}       | 1     | 2024-06-01
OTHER-1      | 1     | 2024-06-01
"""
ACTIONS = f"""
action_id | complaint_id | description
L-1       | {GONE}       | Call back
L-2       | OTHER-1      | Write back
"""


@pytest.fixture
def bring(tmp_path: Path) -> Any:
    """A function that publishes drawn tables, from a folder of their own each time."""
    folders: list[Path] = []

    def publish_next(**tables: str) -> Release:
        folder = tmp_path / f"landing-{len(folders)}"
        folders.append(folder)
        for name, text in tables.items():
            write_table(folder, name, text)
        (folder / "landlord.toml").write_text(INTERNAL, encoding="utf-8")
        return publish([folder], as_at=AS_AT, judge=None, agreed=AGREED).release

    return publish_next


@pytest.fixture
def two(bring: Any) -> list[str]:
    """Two releases that hold the complaint, rows of others beside it."""
    first = bring(complaints=FIRST, closure_survey=SURVEYS, learning_actions=ACTIONS)
    return [first.id, bring(complaints=SPOILT).id]


def read(release_id: str, name: str) -> list[tuple[Any, ...]]:
    """The rows of one parquet file of a release."""
    path = str(read_release(release_id).folder / f"{name}.parquet")
    with duckdb.connect() as connection:
        return connection.execute("from read_parquet($path)", {"path": path}).fetchall()


def list_mentions(text: str) -> list[str]:
    """Every file of the data folder in which a text is, parquet read as its rows."""
    found = []
    for path in data_folder().rglob("*"):
        if path.suffix == ".parquet":
            with duckdb.connect() as connection:
                rows = connection.execute(
                    "from read_parquet($path)", {"path": str(path)}
                ).fetchall()
            if text in repr(rows):
                found.append(path.name)
        if path.is_file() and text.encode() in path.read_bytes():
            found.append(path.name)
    return found


def test_a_complaint_goes_out_of_everything_that_is_kept(two):
    assert {"complaints.parquet", "breaches.parquet", "actions.parquet"} <= set(
        list_mentions(GONE)
    )
    entry = erase([GONE], None)
    assert list_mentions(GONE) == []
    # Everybody else is as they were, in both releases.
    assert list_ids() == two
    for release_id in two:
        assert verify_release(read_release(release_id)) == []
        assert [row[0] for row in read(release_id, "extracts/closure_survey")] == [
            "OTHER-1"
        ]
        actions = read(release_id, "extracts/learning_actions")
        # The landlord's promise stays; whom it was made to does not.
        assert [row[:2] for row in actions] == [("L-1", None), ("L-2", "OTHER-1")]
    assert {row[0] for row in read(two[0], "extracts/complaints")} == {"OTHER-1"}
    assert {row[0] for row in read(two[1], "extracts/complaints")} == {
        "OTHER-1",
        "OTHER-3",
    }
    assert len(read(two[1], "breaches")) == 1
    # Stage 1 and 2, of the first; of the second the row that was rejected too.
    assert entry["releases"] == {
        two[0]: {
            "complaints": 2,
            "closure_survey": 1,
            "learning_actions": 1,
            "warnings": entry["releases"][two[0]]["warnings"],
        },
        two[1]: {
            "complaints": 2,
            "closure_survey": 1,
            "learning_actions": 1,
            "breaches": 1,
            "warnings": entry["releases"][two[1]]["warnings"],
        },
    }


def test_the_log_says_what_when_by_whom_and_which_figures_moved(two):
    entry = erase([GONE], None)
    assert read_erasures() == [entry]
    assert entry["erased_by"] == getpass.getuser()
    assert entry["erased_at"].startswith(f"{date.today().year}-")  # noqa: DTZ011
    assert (entry["complaints"], entry["current"]) == (1, two[1])
    moved = {
        each["measure"]: (each["before"], each["after"])
        for each in entry["moved"]
        if each["period"] in ("2024-25", "as at 2025-06-30")
    }
    assert moved["received_1"] == ("3", "2")
    assert moved["received_2"] == ("1", "0")
    assert moved["open_2"] == ("1", "0")
    assert "refusals" not in moved
    # The figures are what the release gives now.
    opened = open_current_release()
    assert opened.warehouse.query("select count(*) from complaint_stages") == [(2,)]
    opened.warehouse.close()
    # And nothing of the complaint itself.
    text = (data_folder() / "erasures.jsonl").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 1
    assert GONE not in text
    assert json.loads(text) == entry


def test_the_manifest_counts_what_is_left(two):
    erase([GONE], None)
    counts = read_release(two[0]).sources["complaints"]
    assert (counts["rows"], counts["erased"], counts["accepted"]) == (1, 2, 3)
    assert read_release(two[0]).count_held("complaints") == 1
    # A name taken out of an action is no row less.
    assert read_release(two[0]).count_held("learning_actions") == 2


def test_what_is_planned_changes_nothing(two):
    before = list_state(data_folder())
    plan = plan_erasure([GONE], None)
    assert list(plan.gone) == two
    assert list_state(data_folder()) == before


def test_a_release_without_the_complaint_is_not_touched(bring):
    alone = bring(complaints="complaint_id\nOTHER-9")
    bring(complaints=FIRST)
    before = list_state(alone.folder)
    erase([GONE], None)
    assert list_state(alone.folder) == before


def test_a_reader_who_has_the_release_open_keeps_it_and_the_next_sees_the_new(two):
    opened = open_release(read_release(two[1]))
    stamp = current_stamp()
    erase([GONE], None)
    assert opened.warehouse.query("select count(*) from complaint_stages") == [(4,)]
    opened.warehouse.close()
    # A server that looks whether the current release is another one finds that it is.
    assert current_stamp() != stamp
    assert current_stamp()[0] == stamp[0]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_folders_change_places_with_or_without_the_system_s_help(
    two, can_exchange, monkeypatch
):
    if not can_exchange:
        monkeypatch.setattr(erasure, "RENAME_EXCHANGE", 1 << 20)
    erase([GONE], None)
    assert list_mentions(GONE) == []
    assert sorted(path.name for path in (data_folder() / "releases").iterdir()) == [
        *two,
        "CURRENT",
    ]


def test_what_is_old_goes_unless_any_of_its_rows_is_not(bring):
    drawn = """
    complaint_id | stage | received_date
    OLD          | 1     | 2023-12-31
    OLD          | 2     | 2024-03-31
    LATER        | 1     | 2023-12-31
    EDGE         | 1     | 2024-04-01
    """
    first = bring(complaints=drawn)
    # Only a later release knows that it went on.
    second = bring(
        complaints="complaint_id | stage | received_date\nLATER|2|2024-05-01"
    )
    entry = erase([], date(2024, 4, 1))
    assert (entry["complaints"], entry["before"]) == (1, "2024-04-01")
    for release_id, rows in ((first.id, 2), (second.id, 3)):
        found = read(release_id, "extracts/complaints")
        assert len(found) == rows
        assert {row[0] for row in found} == {"LATER", "EDGE"}


def test_rejected_rows_of_before_a_day_go_too(bring):
    drawn = """
    complaint_id | received_date | tenure | channel
    GOOD         | 2024-05-01    | lcra   | Post
    OLD          | 2020-05-01    | lord   | Post
    PERSON       | 2020-05-01    | lcra   | jo@example.org
    NEW          | 2024-05-01    | lord   | Post
    """
    release = bring(complaints=drawn)
    assert len({row[2] for row in read(release.id, "breaches")}) == 3
    erase([], date(2024, 1, 1))
    # One had its id withheld: it goes by its date.
    assert {row[2] for row in read(release.id, "breaches")} == {5}


def test_a_rejected_row_without_a_readable_day_is_as_old_as_its_release(bring):
    drawn = """
    complaint_id | received_date | channel
    GOOD         | 2024-05-01    | Post
    UNDATED      | some day      | Post
    PERSON       | some day      | jo@example.org
    """
    release = bring(complaints=drawn)
    day_after = release.as_at + timedelta(days=1)
    # It can have come in on the release's own day.
    with pytest.raises(Refusal, match="No release holds anything of that"):
        erase([], date(2024, 5, 1))
    assert {row[2] for row in read(release.id, "breaches")} == {3, 4}
    erase([], day_after)
    assert read(release.id, "breaches") == []


@pytest.mark.usefixtures("two")
def test_what_no_release_holds_is_refused():
    with pytest.raises(Refusal, match=r"^No release holds anything of that\.$"):
        erase(["NOBODY"], None)
    with pytest.raises(Refusal, match="No release holds anything of that"):
        erase([], date(2000, 1, 1))
    with pytest.raises(UsageError, match="--complaint ID, or --before"):
        erase([], None)
    assert read_erasures() == []


def test_an_id_is_no_pattern_and_no_part_of_another(bring):
    release = bring(complaints="complaint_id\nA\nA-1\nA/1\n'; drop table x --")
    erase(["A"], None)
    assert {row[0] for row in read(release.id, "extracts/complaints")} == {
        "A-1",
        "A/1",
        "'; drop table x --",
    }
    erase(["'; drop table x --"], None)
    assert len(read(release.id, "extracts/complaints")) == 2


def test_a_complaint_that_was_erased_can_be_brought_in_again(bring):
    bring(complaints=FIRST)
    erase([GONE], None)
    again = bring(complaints=FIRST)
    assert again.count_held("complaints") == 3
