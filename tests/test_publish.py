"""Publishing: a release is complete or it does not exist."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from conftest import AGREED, AS_AT, write_table
from openpyxl import Workbook

from analytics.figures.open_release import open_current_release
from analytics.ground.errors import Refusal
from analytics.ground.settings import PROJECT, REFERENCE, SAMPLE, data_folder
from analytics.release.publish import publish
from analytics.release.store import (
    Release,
    current_id,
    list_ids,
    open_current,
    verify_release,
)
from expectations.sources import SOURCES


OTHER_LANDLORD = {
    "complaints": """
        complaint_id | stage | received_date | responded_date | outcome | service_areas | ward_name
        2025/17      | 1     | 2025-04-02    | 2025-04-10     | upheld  | Lifts         | Quay
        2025/18      | 1     | 2025-04-03    |                |         | Lifts; Noise  | Hill
    """,  # noqa: E501
    "homes": """
        year_end_date | stock_type | homes_owned
        2025-03-31    | lcra       | 812
    """,
}


def write_tables(folder: Path, **tables: str) -> Path:
    """A folder with these drawn tables as csv."""
    for name, text in tables.items():
        write_table(folder, name, text)
    return folder


def count_homes() -> int:
    """Homes owned, asked of the current release."""
    opened = open_current_release()
    assert opened.notice is None
    try:
        [(homes,)] = opened.warehouse.query("select homes_owned from stock")
    finally:
        opened.warehouse.close()
    return int(homes)


# --- What is published ----------------------------------------------------------------


def test_another_landlords_csvs_publish_without_a_landlord_file(landing):
    write_tables(landing, **OTHER_LANDLORD)
    publication = publish([landing], as_at=AS_AT, agreed=AGREED)
    release, notice = open_current()
    assert (release, notice) == (publication.release, None)
    assert not release.is_sample
    assert release.read_landlord().name == ""
    assert release.sources["complaints"]["accepted"] == 2
    assert publication.sentences == ()
    opened = open_current_release()
    areas = opened.warehouse.query(
        "select distinct service_area from complaint_areas order by 1"
    )
    opened.warehouse.close()
    assert areas == [("Lifts",), ("Noise",)]


def test_the_printed_document_has_the_promised_keys_and_no_others(landing):
    write_tables(landing, **OTHER_LANDLORD)
    document = publish([landing], as_at=AS_AT, agreed=AGREED).to_dict()
    counts = {"accepted": 1, "rejected": 0, "rows_in": 1, "set_aside": 0}
    counts |= {"cells_set_aside": 0}
    assert document == {
        "release": "2025-06-30.1",
        "as_at": "2025-06-30",
        "is_sample": False,
        "sources": {
            "complaints": counts | {"accepted": 2, "rows_in": 2},
            "homes": counts,
        },
    }


def test_a_release_holds_what_the_manifest_says_with_its_hashes(landing):
    write_tables(landing, **OTHER_LANDLORD)
    (landing / "landlord.toml").write_text('name = "Quay Homes"', encoding="utf-8")
    (landing / "notes.txt").write_text("x", encoding="utf-8")
    release = publish([landing], as_at=AS_AT, agreed=AGREED).release
    manifest = json.loads((release.folder / "manifest.json").read_text("utf-8"))
    assert manifest["release"] == release.id == release.folder.name
    assert manifest["as_at"] == "2025-06-30"
    assert manifest["is_sample"] is False
    assert manifest["landing_files"] == ["complaints.csv", "homes.csv"]
    assert manifest["ignored_files"] == ["notes.txt"]
    assert datetime.fromisoformat(manifest["published_at"]).tzinfo
    on_disk = {
        path.relative_to(release.folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in release.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert manifest["files"] == on_disk
    assert {
        "breaches.parquet",
        "clock_rules.csv",
        "extracts/complaints.parquet",
        "extracts/homes.parquet",
        "landlord.toml",
        "models/complaint_stages.parquet",
        "validation.json",
        "warnings.parquet",
    } <= set(on_disk)
    # The rules the figures were made by go with them.
    for name, source in (
        ("clock_rules.csv", REFERENCE / "clock_rules.csv"),
        ("landlord.toml", landing / "landlord.toml"),
    ):
        assert (release.folder / name).read_bytes() == source.read_bytes()


def test_extracts_have_the_contracts_columns_and_types(landing):
    write_tables(landing, **OTHER_LANDLORD)
    release = publish([landing], as_at=AS_AT, agreed=AGREED).release
    path = release.folder / "extracts" / "complaints.parquet"
    with duckdb.connect() as connection:
        described = connection.execute(
            "describe from read_parquet($path)", {"path": str(path)}
        ).fetchall()
    assert [
        (name, kind.lower().replace(",", ", ")) for name, kind, *_ in described
    ] == [
        *((column.name, column.sql_type) for column in SOURCES["complaints"].columns),
        # Which of a row's cells are unknown because they could not be read.
        ("set_aside_columns", "varchar[]"),
    ]


def test_sources_not_given_are_not_supplied(landing):
    write_tables(landing, homes="homes_owned\n5")
    publish([landing], as_at=AS_AT, agreed=AGREED)
    opened = open_current_release()
    assert opened.is_supplied("homes")
    assert not opened.is_supplied("complaints")
    assert opened.warehouse.query("select count(*) from complaint_stages") == [(0,)]
    opened.warehouse.close()


def test_a_source_without_rows_is_supplied_with_none(landing):
    write_tables(
        landing,
        homes="homes_owned\n5",
        refusals="refusal_id | refused_date | stage | reason",
        complaints="complaint_id",
    )
    release = publish([landing], as_at=AS_AT, agreed=AGREED).release
    for name in ("refusals", "complaints"):
        counts = release.sources[name]
        assert [counts[key] for key in ("rows_in", "accepted", "rejected")] == [0, 0, 0]
    opened = open_current_release()
    assert opened.is_supplied("refusals")
    opened.warehouse.close()


def test_every_source_alone_and_without_rows_publishes(landing):
    for source in SOURCES.values():
        write_table(landing, source.name, " | ".join(source.required))
    release = publish([landing], as_at=AS_AT, agreed=AGREED).release
    assert set(release.sources) == set(SOURCES)
    assert verify_release(release) == []


# --- The as-at date and the landlord --------------------------------------------------


def test_the_as_at_date_given_goes_before_the_landlords(landing):
    write_tables(landing, homes="year_end_date|homes_owned\n2024-03-31|5")
    (landing / "landlord.toml").write_text("as_at = 2024-12-31", encoding="utf-8")
    assert publish([landing]).release.as_at == date(2024, 12, 31)
    assert publish([landing], as_at=AS_AT, agreed=AGREED).release.as_at == AS_AT


def test_the_as_at_date_is_what_rows_are_judged_by(landing):
    write_tables(landing, homes="year_end_date|homes_owned\n2024-03-31|5\n2025-03-31|6")
    release = publish([landing], as_at=date(2025, 3, 30), agreed=AGREED).release
    assert release.sources["homes"]["rejected"] == 1
    release = publish([landing], as_at=date(2025, 3, 31)).release
    assert release.sources["homes"]["rejected"] == 0


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2100, 1, 2)])
def test_an_as_at_date_that_no_calendar_has_is_refused(landing, day):
    write_tables(landing, homes="homes_owned\n5")
    with pytest.raises(Refusal, match=f"{day} is not between 1990 and 2100"):
        publish([landing], as_at=day)


def test_a_landlord_file_given_goes_before_the_one_in_the_folder(landing, tmp_path):
    write_tables(landing, homes="homes_owned\n5")
    (landing / "landlord.toml").write_text('name = "A"\n[sample]', encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text('name = "B"', encoding="utf-8")
    sample = publish([landing], as_at=AS_AT, agreed=AGREED).release
    real = publish([landing], as_at=AS_AT, landlord_file=other).release
    assert (sample.is_sample, sample.read_landlord().name) == (True, "A")
    assert (real.is_sample, real.read_landlord().name) == (False, "B")


def test_a_landlord_file_beside_a_single_file_is_not_looked_for(landing):
    write_tables(landing, homes="homes_owned\n5")
    (landing / "landlord.toml").write_text("[sample]", encoding="utf-8")
    assert not publish([landing / "homes.csv"], as_at=AS_AT).release.is_sample


def test_the_sample_publishes_with_nothing_rejected_and_says_it_is_one():
    release = publish([SAMPLE]).release
    assert release.is_sample
    assert release.as_at == date(2025, 6, 30)
    assert release.count_rejected() == 0
    assert verify_release(release) == []


# --- What is refused ------------------------------------------------------------------


@pytest.fixture
def good(landing: Path) -> Iterator[str]:
    """The id of a good release of 4,202 homes; it must stay the current one."""
    write_tables(landing, homes="homes_owned\n4202")
    release = publish([landing], as_at=AS_AT, agreed=AGREED).release
    yield release.id
    assert current_id() == release.id
    assert list_ids() == [release.id]
    # Not a trace of what was refused.
    assert sorted(path.name for path in release.folder.parent.iterdir()) == [
        release.id,
        "CURRENT",
    ]
    assert count_homes() == 4202


@pytest.mark.usefixtures("good")
def test_a_source_with_rows_and_none_accepted_is_refused(landing):
    write_tables(landing, homes="homes_owned\n0\nmany", events="label\nNew")
    with pytest.raises(Refusal) as refused:
        publish([landing], as_at=AS_AT, agreed=AGREED)
    sentence = str(refused.value)
    assert sentence.startswith("homes.csv: none of its 2 rows can be accepted")
    assert 'homes_owned is "0", but the number of homes must be above' in sentence
    assert sentence.endswith(".")
    assert ".." not in sentence


@pytest.mark.usefixtures("good")
def test_a_source_of_nothing_but_broken_lines_is_refused(landing):
    (landing / "homes.csv").write_text(
        "year_end_date,stock_type,homes_owned\na;b;c\n", encoding="utf-8"
    )
    with pytest.raises(Refusal, match="none of its 1 rows") as refused:
        publish([landing], as_at=AS_AT, agreed=AGREED)
    assert "it has 1 cells, but the heading has 3 cells" in str(refused.value)


@pytest.mark.usefixtures("good")
def test_a_missing_required_column_is_refused(landing):
    (landing / "complaints.csv").write_text("complaint_id,stage\nA,1\n", "utf-8")
    with pytest.raises(Refusal, match="required column tenure is missing"):
        publish([landing], as_at=AS_AT, agreed=AGREED)


@pytest.mark.usefixtures("good")
def test_a_mistake_in_the_landlord_file_is_refused(landing):
    (landing / "landlord.toml").write_text("name = 5", encoding="utf-8")
    with pytest.raises(Refusal, match=r"^landlord\.toml: name must be text"):
        publish([landing], as_at=AS_AT, agreed=AGREED)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[targets]\nch02 = { value = 95, source = "x" }',
            '[targets] names the measure "ch02", which is not known: the nearest are '
            "ch02_2, ch02_1, ch01_2.",
        ),
        ("[matters]\nin_time = 5", '[matters] names the measure "in_time", which'),
    ],
)
def test_a_target_of_a_measure_that_there_is_not_is_refused(landing, text, said):
    write_tables(landing, **OTHER_LANDLORD)
    (landing / "landlord.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        publish([landing], as_at=AS_AT, agreed=AGREED)
    assert str(refused.value).startswith(f"landlord.toml: {said}")
    assert list_ids() == []


@pytest.mark.usefixtures("good")
def test_a_landlord_file_that_is_not_there_is_refused(landing):
    with pytest.raises(Refusal, match="cannot be opened"):
        publish([landing], as_at=AS_AT, landlord_file=landing / "no.toml")


def test_a_data_folder_that_is_a_file_is_refused_in_a_sentence(landing):
    write_tables(landing, homes="homes_owned\n5")
    data_folder().write_text("x", encoding="utf-8")
    with pytest.raises(Refusal, match=r"releases: it cannot be written \(.+\)\.$"):
        publish([landing], as_at=AS_AT, agreed=AGREED)


# --- Real processes: killed, at once, out of room -------------------------------------

# A process that has everything loaded, and then publishes the folder it is given, a
# new copy of itself for each line it reads: loading takes seconds, publishing less
# than one, and it is the publishing that is to be killed. A copy that is done stays a
# zombie until a line tells that it is done with, so its id is nobody else's.
LOADED = """
import os, sys
from datetime import date
from pathlib import Path
import expectations.validate
from analytics.release.publish import publish
print("ready", flush=True)
while line := sys.stdin.readline():
    child = os.fork()
    if child == 0:
        os.environ["DATA_DIR"], folder = line.strip().split("|")
        publish([Path(folder)], as_at=date(2025, 6, 30))
        os._exit(0)
    print(child, flush=True)
    sys.stdin.readline()
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


def start(*arguments: str, **options: object) -> "subprocess.Popen[str]":
    """A process of this project's own, in its folder."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=PROJECT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


class Loaded:
    """A process that is ready to publish, and the copy of it that does."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stdout.readline() == "ready\n"
        self.child = 0

    def begin(self, folder: Path) -> None:
        """Have a copy publish a folder."""
        self.process.stdin.write(f"{data_folder()}|{folder}\n")
        self.process.stdin.flush()
        self.child = int(self.process.stdout.readline())
        assert self.child > 1

    def is_publishing(self) -> bool:
        """Whether the copy is still at it."""
        status = Path(f"/proc/{self.child}/stat").read_text(encoding="utf-8")
        return status.rpartition(")")[2].split()[0] != "Z"

    def kill(self) -> int:
        """Kill the copy, if it is not done yet; gives how it ended."""
        os.kill(self.child, signal.SIGKILL)
        self.process.stdin.write("done\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def loaded() -> Iterator[Loaded]:
    """A process that is ready to publish whatever folder it is told."""
    with start("-c", LOADED, stdin=subprocess.PIPE) as process:
        yield Loaded(process)
        process.stdin.close()
        process.wait(timeout=30)


def check_current_is_whole(good: Release) -> None:
    """The current release is the good one with its figures, or the whole other one."""
    release, notice = open_current()
    assert notice is None
    assert verify_release(release) == []
    # A publish that was killed too late to be stopped has landed, and wholly.
    assert count_homes() == (4202 if release.id == good.id else 5000)
    # All that is listed is a release; nothing half-written is.
    for release_id in list_ids():
        assert release_id.startswith("2025-06-30."), release_id


def count_files(folders: set[Path]) -> int:
    """Files and folders in some folders, which may be renamed at any moment."""
    try:
        return sum(len(list(folder.rglob("*"))) for folder in folders)
    except FileNotFoundError:
        return 0


def test_a_publish_killed_at_any_moment_leaves_the_release_before_it(
    landing, tmp_path, loaded
):
    write_tables(landing, homes="homes_owned\n4202")
    started = time.monotonic()
    loaded.begin(landing)
    while loaded.is_publishing():
        time.sleep(0.002)
    assert loaded.kill() == 0
    seconds = time.monotonic() - started
    good, _ = open_current()
    other = write_tables(tmp_path / "other", homes="homes_owned\n5000")
    # At moments spread over the time that a publish takes.
    moments, killed = 10, 0
    for moment in range(moments):
        loaded.begin(other)
        time.sleep(seconds * moment / moments)
        killed += loaded.kill() == -signal.SIGKILL
        check_current_is_whole(good)
    assert killed >= moments // 2
    # What the killed ones left behind is in nobody's way.
    write_tables(landing, homes="homes_owned\n6000")
    later = publish([landing], as_at=AS_AT, agreed=AGREED).release
    assert current_id() == later.id
    assert count_homes() == 6000


def test_a_publish_killed_while_it_writes_leaves_the_release_before_it(
    landing, tmp_path, loaded
):
    write_tables(landing, homes="homes_owned\n4202")
    good = publish([landing], as_at=AS_AT, agreed=AGREED).release
    other = write_tables(tmp_path / "other", homes="homes_owned\n5000")
    folder = good.folder.parent
    half_written = set()
    # Killed at more and more files in the unfinished folder, the last of which is the
    # manifest; a small one is written in a few hundredths of a second.
    for wanted in (1, 2, 5, 8, 11, 14, 17, 20):
        before = set(folder.glob(".unfinished-*"))
        loaded.begin(other)
        while loaded.is_publishing():
            if count_files(set(folder.glob(".unfinished-*")) - before) >= wanted:
                break
            time.sleep(0.0005)
        loaded.kill()
        half_written |= set(folder.glob(".unfinished-*")) - before
        check_current_is_whole(good)
    assert len(half_written) >= 2
    write_tables(landing, homes="homes_owned\n6000")
    publish([landing], as_at=AS_AT, agreed=AGREED)
    assert count_homes() == 6000


def test_a_killed_command_leaves_the_release_before_it(landing, tmp_path):
    write_tables(landing, homes="homes_owned\n4202")
    good = publish([landing], as_at=AS_AT, agreed=AGREED).release
    other = write_tables(tmp_path / "other", homes="homes_owned\n5000")
    command = ("-m", "analytics", "publish", str(other), "--as-at", "2025-06-30")
    # Side by side, so that the test does not wait for each to load in turn.
    with start(*command) as early, start(*command) as late:
        for process, seconds in ((early, 0.6), (late, 1.6)):
            time.sleep(seconds)
            process.kill()
            process.communicate()
            assert process.returncode == -signal.SIGKILL
            assert open_current() == (good, None)
            assert count_homes() == 4202


def test_two_publishes_at_once_both_land_and_leave_no_temporary_files(tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    homes = {"first": "homes_owned\n4202", "second": "homes_owned\n5000"}
    folders = [
        write_tables(tmp_path / name, homes=text) for name, text in homes.items()
    ]
    processes = [
        start(
            "-m", "analytics", "publish", str(each), "--as-at", "2025-06-30", "--json"
        )
        for each in folders
    ]
    answers = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    told = {json.loads(out)["release"] for out, _ in answers}
    assert told == set(list_ids()) == {"2025-06-30.1", "2025-06-30.2"}
    assert current_id() in told
    assert list(temporary.iterdir()) == []
    release, notice = open_current()
    assert notice is None
    assert verify_release(release) == []


def test_a_full_disk_is_one_sentence_and_leaves_the_release_before_it(
    landing, tmp_path
):
    write_tables(landing, homes="homes_owned\n4202")
    good = publish([landing], as_at=AS_AT, agreed=AGREED).release
    rows = "\n".join(f"{number * 7919 % 100_003}" for number in range(3000))
    other = write_tables(tmp_path / "other", events="label\n" + rows)
    # No file may grow beyond a few thousand bytes, as on a disk without room.
    command = f'ulimit -f 8; exec "{sys.executable}" -m analytics publish "{other}"'
    done = subprocess.run(
        ["sh", "-c", command], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 1, done
    assert done.stderr.strip().count("\n") == 0
    assert open_current() == (good, None)
    assert sorted(path.name for path in good.folder.parent.iterdir()) == [
        good.id,
        "CURRENT",
    ]


def test_what_was_passed_over_hidden_or_not_there_is_told(landing):
    book = Workbook()
    sheet = book.active
    for row in (
        ["Homes we manage"],
        ["year_end_date", "stock_type", "homes_owned"],
        ["2025-03-31", "lcra", 4000],
    ):
        sheet.append(row)
    book.create_sheet("Notes")
    sheet.sheet_state = "hidden"
    book.active = 1
    book.save(landing / "homes.xlsx")
    (landing / "refusals.csv").write_text(
        "refusal_id,refused_date,stage,reason\n", "utf-8"
    )
    publication = publish([landing], as_at=date(2025, 6, 30), judge=None)
    assert publication.remarks == (
        "homes.xlsx: 1 row above the headings was passed over.",
        "homes.xlsx: The sheet is hidden.",
        "homes.xlsx: The sheet Notes is empty and was passed over.",
        "refusals.csv: No row stands under its headings.",
    )
