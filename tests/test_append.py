"""Appending: what is added, updated and kept, and what may go only if somebody says."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from conftest import AGREED, AS_AT, write_table
from publishing import read_rows

from analytics.figures.open_release import open_release
from analytics.ground.errors import Refusal, UsageError
from analytics.release.append import Span
from analytics.release.mending import ROW_HEADING
from analytics.release.publish import Publication, publish
from analytics.release.store import current_id, hash_file, list_ids, open_current
from expectations.sources import SOURCES


MAY = """
complaint_id | received_date | responded_date
A            | 2024-05-01    | 2024-05-08
B            | 2024-05-02    |
C            | 2024-05-03    |
"""
JUNE = """
complaint_id | received_date | responded_date
B            | 2024-05-02    | 2024-06-20
D            | 2024-06-03    |
"""
HOMES = "homes_owned\n4000"
ANYTOWN = 'name = "Anytown"\n'
SAMPLE_OF_ANYTOWN = ANYTOWN + "[sample]\n"
KEYS = ("kept", "added", "changed", "removed", "rows")


@pytest.fixture
def bring(tmp_path: Path) -> Any:
    """A function that publishes drawn tables, from a folder of their own each time."""
    folders: list[Path] = []

    def publish_next(
        landlord: str | None = "",
        *,
        span: str | None = None,
        agreed: tuple[str, ...] = (),
        as_at: date | None = AS_AT,
        **tables: str,
    ) -> Publication:
        folder = tmp_path / f"landing-{len(folders)}"
        folders.append(folder)
        for name, text in tables.items():
            write_table(folder, name, text)
        if landlord is not None:
            (folder / "landlord.toml").write_text(landlord, encoding="utf-8")
        return publish(
            [folder],
            as_at=as_at,
            judge=None,
            span=Span.read(span) if span else None,
            agreed=frozenset(agreed),
        )

    return publish_next


def list_cases(publication: Publication) -> dict[str, str | None]:
    """The complaints of a release, each with the day it was answered."""
    return {
        row["complaint_id"]: row["responded_date"] and row["responded_date"].isoformat()
        for row in read_rows(publication, "extracts/complaints")
    }


def count(publication: Publication, source: str) -> tuple[int, ...]:
    """Rows kept, added, changed, removed, and all there are now."""
    return tuple(publication.release.sources[source][key] for key in KEYS)


# --- What is added, updated and kept --------------------------------------------------


def test_a_publish_adds_and_updates_by_key_and_keeps_the_rest(bring):
    first = bring(complaints=MAY, homes=HOMES)
    second = bring(complaints=JUNE)
    assert list_cases(second) == {
        "A": "2024-05-08",
        "B": "2024-06-20",
        "C": None,
        "D": None,
    }
    # A and C are kept, D is new, B has an answer now; homes were not given.
    assert count(second, "complaints") == (2, 1, 1, 0, 4)
    assert count(second, "homes") == (1, 0, 0, 0, 1)
    # What came in is of this publish alone.
    own = second.release.sources
    assert (own["complaints"]["rows_in"], own["homes"]["rows_in"]) == (2, 0)
    assert second.release.appended_to == first.release.id
    assert first.release.appended_to is None
    assert count(first, "complaints") == (0, 3, 0, 0, 3)
    # The models are of all rows.
    assert len(read_rows(second, "models/complaint_stages")) == 4
    assert len(read_rows(second, "models/stock")) == 1


def test_the_same_again_changes_nothing(bring):
    first = bring(complaints=MAY)
    again = bring(complaints=MAY)
    assert count(again, "complaints") == (0, 0, 0, 0, 3)
    assert list_cases(again) == list_cases(first)


def test_a_row_that_is_rejected_leaves_the_one_that_was_accepted(bring):
    bring(complaints=MAY)
    spoilt = MAY.replace("2024-05-01", "soon")
    second = bring(complaints=spoilt, agreed=("rejected:complaints",))
    # Nobody knows when it was received: rejected, and A is as it was.
    assert list_cases(second)["A"] == "2024-05-08"
    assert second.release.sources["complaints"]["rejected"] == 1
    assert count(second, "complaints") == (1, 0, 0, 0, 3)


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_is_told_apart_by_its_whole_key(bring, source):
    # Only required columns are drawn, so the second row differs in all of its key.
    key = SOURCES[source].key
    first = bring(**{source: draw_rows(source, 1)})
    second = bring(**{source: draw_rows(source, 2)})
    assert count(first, source) == (0, 1, 0, 0, 1)
    assert count(second, source) == (1, 1, 0, 0, 2), key


def draw_rows(source: str, number: int) -> str:
    """One row of a source whose key has that number in it."""
    cells = {}
    for name in SOURCES[source].key:
        column = SOURCES[source].column(name)
        cells[name] = {
            "id": f"K-{number}",
            "text": f"Text {number}",
            "choice": (column.choices or ("",))[0],
            "date": f"2024-0{number}-01",
            "year": f"202{number}-2{number + 1}",
            "integer": "1",
        }[column.kind]
    return f"{' | '.join(cells)}\n{' | '.join(cells.values())}"


def test_an_extract_of_an_older_contract_is_kept_with_what_it_lacks_unknown(bring):
    first = bring(complaints=MAY)
    path = first.release.folder / "extracts" / "complaints.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"create table old as from read_parquet('{path}')")
        connection.execute(
            "create table older as select * exclude (hazards, channel), "
            "complaint_id = 'A' as is_damp_or_mould from old"
        )
        connection.execute(f"copy older to '{path}' (format parquet)")
    mend_hash(first, path)
    second = bring(complaints=JUNE)
    rows = {
        row["complaint_id"]: row for row in read_rows(second, "extracts/complaints")
    }
    assert rows["A"]["hazards"] == ["damp_and_mould"]
    assert rows["C"]["hazards"] is rows["C"]["channel"] is None


def mend_hash(publication: Publication, path: Path) -> None:
    """Let a release be whole although one of its files was written again."""
    manifest = publication.release.folder / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    name = path.relative_to(publication.release.folder).as_posix()
    content["files"][name] = hash_file(path)
    manifest.write_text(json.dumps(content), encoding="utf-8")


# --- What is appended to what ---------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "agreed", "kept"),
    [
        # Nobody says whose they are: they are one landlord's.
        ("", "", (), 2),
        (ANYTOWN, ANYTOWN, (), 2),
        # A file alone is about whoever the current release is about.
        (ANYTOWN, None, (), 2),
        ("", None, (), 2),
        # Made-up rows and a landlord's own never mix, whichever came first.
        (SAMPLE_OF_ANYTOWN, ANYTOWN, (), 0),
        (ANYTOWN, SAMPLE_OF_ANYTOWN, (), 0),
        (SAMPLE_OF_ANYTOWN, None, (), 0),
        (SAMPLE_OF_ANYTOWN, SAMPLE_OF_ANYTOWN, (), 2),
        # Two made-up landlords do not either.
        (SAMPLE_OF_ANYTOWN, 'name = "Demo"\n[sample]\n', (), 0),
        # Another landlord's rows take the place of these: only if that is meant.
        (ANYTOWN, 'name = "Elsewhere"\n', ("fewer:complaints",), 0),
    ],
)
def test_only_a_release_of_the_same_kind_and_landlord_is_appended_to(
    bring, before, after, agreed, kept
):
    first = bring(before, complaints=MAY)
    second = bring(after, complaints=JUNE, agreed=agreed)
    assert count(second, "complaints")[0] == kept
    assert second.release.appended_to == (first.release.id if kept else None)
    assert len(list_cases(second)) == kept + 2


def test_a_file_alone_takes_over_the_landlord_but_not_its_day(bring):
    landlord = ANYTOWN + 'as_at = 2024-06-30\n[[service_areas]]\nname = "Repairs"\n'
    bring(landlord, complaints=MAY, as_at=None)
    second = bring(None, complaints=JUNE)
    assert second.release.read_landlord().name == "Anytown"
    assert second.release.as_at == AS_AT
    # And its list of service areas holds for the new rows.
    drawn = "complaint_id | service_areas\nE | Repairs\nF | Gardens"
    third = bring(None, complaints=drawn)
    assert "F" not in list_cases(third) or list_cases(third)["F"] is None
    assert third.release.appended_to == second.release.id


def test_another_landlord_s_release_does_not_go_without_a_yes(bring):
    first = bring(ANYTOWN, complaints=MAY, homes=HOMES)
    with pytest.raises(Refusal) as refused:
        bring('name = "Elsewhere"\n', complaints=JUNE)
    assert str(refused.value) == (
        "Nothing was published: 1 of the 3 rows of complaints in release "
        f"{first.release.id} would be gone, because that release is about Anytown; "
        f"1 of the 1 row of homes in release {first.release.id} would be gone, "
        "because that release is about Anytown. If that is meant, say "
        "`--yes fewer:complaints --yes gone:homes`."
    )
    assert list_ids() == [first.release.id]


def test_a_publish_appends_to_what_readers_are_shown(bring):
    first = bring(complaints=MAY)
    second = bring(complaints=JUNE)
    (second.release.folder / "extracts" / "complaints.parquet").write_bytes(b"x")
    third = bring(homes=HOMES)
    # The damaged one is passed over, and that is said.
    assert third.release.appended_to == first.release.id
    assert third.notice.startswith(f"Release {second.release.id} is damaged")
    assert len(list_cases(third)) == 3


# --- Rows kept are good rows ----------------------------------------------------------


def test_a_kept_row_that_breaks_a_rule_of_today_is_neither_kept_nor_dropped_unseen(
    bring,
):
    first = bring(complaints=MAY)
    homes = "homes_owned | year_end_date\n1 | 2024-03-31"
    with pytest.raises(Refusal) as refused:
        # As of an earlier day than that on which A was answered.
        bring(homes=homes, as_at=date(2024, 5, 5))
    assert str(refused.value) == (
        f"complaints: 1 row of release {first.release.id} that would be kept breaks a "
        "rule of today: responded_date, it is after the as-at date 2024-05-05; bring "
        "it in mended, or leave it out with --replace FROM..TO."
    )
    assert current_id() == first.release.id
    # Brought in as it was known that day, it may stay.
    known = MAY.replace("2024-05-08", "")
    second = bring(complaints=known, homes=homes, as_at=date(2024, 5, 5))
    assert list_cases(second) == {"A": None, "B": None, "C": None}


# --- Replacing a span of days ---------------------------------------------------------


def test_a_span_that_is_replaced_loses_what_the_new_files_do_not_hold(bring):
    bring(complaints=MAY, homes=HOMES)
    second = bring(
        complaints="""
        complaint_id | received_date
        B            | 2024-05-02
        """,
        span="2024-05-02..2024-05-03",
        agreed=("fewer:complaints",),
    )
    # A lies before the days replaced; C within them, and nobody holds it any more.
    assert list_cases(second) == {"A": "2024-05-08", "B": None}
    assert count(second, "complaints") == (1, 0, 0, 1, 2)
    # Homes were not given, so nothing of them goes.
    assert count(second, "homes") == (1, 0, 0, 0, 1)
    assert second.release.manifest["replaced"] == "2024-05-02..2024-05-03"


# Row 3 has no day that can be read, row 4 no id, and row 5 a tenure that nobody knows.
FAULTY = """
complaint_id | received_date | tenure | channel
A            | 2024-05-01    | lcra   | Post
B            | some day      | lcra   | Post
             | 2024-05-03    | lcra   | Post
C            | 2024-05-04    | lord   | Post
"""
LATER = "complaint_id | received_date\nZ | 2024-06-03"


def list_rejected(publication: Publication) -> set[tuple[str, int]]:
    """File and row of what is told as rejected, in its table and in its files."""
    release = publication.release
    told = {(row["file"], row["row"]) for row in read_rows(publication, "breaches")}
    kept = {
        (entry["file"], row[ROW_HEADING])
        for entry in release.manifest["rejected_files"]
        for row in pq.read_table(release.folder / entry["path"]).to_pylist()
    }
    assert told == kept
    assert release.count_missing("complaints") == len(told)
    return told


def test_a_rejected_row_is_told_until_it_comes_in(bring):
    may = ("rejected:complaints",)
    first = bring(complaints=FAULTY, agreed=may)
    assert list_rejected(first) == {("complaints.csv", row) for row in (3, 4, 5)}
    second = bring(homes=HOMES)
    name = f"complaints.csv (release {first.release.id})"
    assert list_rejected(second) == {(name, row) for row in (3, 4, 5)}
    counts = second.release.sources["complaints"]
    assert (counts["rows_in"], counts["rejected"], counts["rejected_before"]) == (
        0,
        0,
        3,
    )
    # C is mended; B is rejected again, which is told of the new file; what has no id is
    # done with when a file of its name comes in again.
    again = """
    complaint_id | received_date | tenure
    C            | 2024-05-04    | lcra
    B            | some day      | lcra
    """
    third = bring(complaints=again, agreed=may)
    assert list_rejected(third) == {("complaints.csv", 3)}
    fourth = bring(complaints=LATER)
    name = f"complaints.csv (release {third.release.id})"
    assert list_rejected(fourth) == {(name, 3)}
    assert open_release(fourth.release).list_incomplete() == [
        "Incomplete: of complaints, 1 row was rejected."
    ]


def test_an_officer_s_own_file_can_be_called_a_release(bring, tmp_path):
    path = write_table(tmp_path / "own", "complaints", FAULTY)
    path = path.rename(path.with_name("complaints (release 3).csv"))
    agreed = frozenset({"rejected:complaints"})
    first = publish([path], as_at=AS_AT, judge=None, agreed=agreed)
    second = bring(None, homes=HOMES)
    name = f"{path.name} (release {first.release.id})"
    assert list_rejected(second) == {(name, row) for row in (3, 4, 5)}


def test_rejected_rows_of_a_year_that_is_replaced_go_with_it(bring):
    # Row 2 is rejected: nobody has such homes.
    drawn = """
    reporting_year | stock_type | very_satisfied
    2023-24        | castle     | 1
    2023-24        | lcra       | 1
    """
    may = tuple(f"{kind}:perception_survey" for kind in ("rejected", "fewer", "gone"))
    bring(perception_survey=drawn, agreed=may)
    later = drawn.replace("castle", "lcho")
    kept = later.replace("2023-24", "2024-25")
    for span, left in (
        ("2024-04-01..2025-03-31", 1),
        ("2023-04-01..2024-03-31", 0),
    ):
        second = bring(perception_survey=kept, span=span, agreed=may)
        assert second.release.count_missing("perception_survey") == left


def test_a_release_that_kept_no_record_of_its_rejected_rows_is_appended_to(bring):
    first = bring(complaints=FAULTY, agreed=("rejected:complaints",))
    path = first.release.folder / "breaches.parquet"
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["record"]), path)
    mend_hash(first, path)
    second = bring(homes=HOMES)
    name = f"complaints.csv (release {first.release.id})"
    assert list_rejected(second) == {(name, row) for row in (3, 4, 5)}


def test_rejected_rows_of_days_that_are_replaced_go_with_them(bring):
    first = bring(complaints=FAULTY, agreed=("rejected:complaints",))
    may = ("fewer:complaints",)
    second = bring(complaints=LATER, span="2024-05-01..2024-06-30", agreed=may)
    # Row 3 has no day, so it may be of others.
    name = f"complaints.csv (release {first.release.id})"
    assert list_rejected(second) == {(name, 3)}


@pytest.mark.parametrize(
    ("span", "kept"),
    [
        ("2024-05-01..2024-05-01", "BC"),
        ("2024-05-03..2024-05-03", "AB"),
        ("2024-05-04..2024-06-30", "ABC"),
        ("2024-04-01..2024-04-30", "ABC"),
        ("2024-05-01..2024-05-03", ""),
        ("2020-01-01..2030-01-01", ""),
    ],
)
def test_both_ends_of_a_span_are_in_it(bring, span, kept):
    bring(complaints=MAY)
    yes = ("fewer:complaints", "gone:complaints")
    drawn = "complaint_id | received_date\nNEW | 2024-06-03"
    second = bring(complaints=drawn, span=span, agreed=yes)
    assert sorted(list_cases(second)) == sorted([*kept, "NEW"])


def test_whatever_its_kind_of_date_a_source_can_be_done_again(bring):
    whole = "1990-01-01..2030-12-31"
    for source in SOURCES:
        bring(**{source: draw_rows(source, 1)})
    for source in SOURCES:
        second = bring(
            **{source: draw_rows(source, 2)}, span=whole, agreed=(f"fewer:{source}",)
        )
        # Actions and orders drawn so have no date: the span holds all that have one.
        assert count(second, source) == (0, 1, 0, 1, 1), source


def test_a_row_without_a_date_stays_unless_the_span_holds_all_that_have_one(bring):
    drawn = """
    action_id | due_date
    UNDATED   |
    MAY       | 2024-05-01
    JUNE      | 2024-06-01
    """
    bring(learning_actions=drawn)
    yes = ("fewer:learning_actions",)
    new = "action_id | due_date\nNEW | 2024-05-02"
    part = bring(learning_actions=new, span="2024-05-01..2024-05-31", agreed=yes)
    rows = read_rows(part, "extracts/learning_actions")
    assert {row["action_id"] for row in rows} == {"UNDATED", "JUNE", "NEW"}
    whole = bring(learning_actions=new, span="2024-05-01..2024-06-30", agreed=yes)
    rows = read_rows(whole, "extracts/learning_actions")
    assert {row["action_id"] for row in rows} == {"NEW"}


def test_a_reporting_year_is_placed_by_its_last_day(bring):
    drawn = "reporting_year | provision\n2022-23 | 1.1\n2023-24 | 1.1"
    bring(self_assessment=drawn)
    second = bring(
        self_assessment="reporting_year | provision\n2023-24 | 1.2",
        span="2024-03-31..2024-03-31",
        agreed=("fewer:self_assessment",),
    )
    rows = read_rows(second, "extracts/self_assessment")
    assert {(row["reporting_year"], row["provision"]) for row in rows} == {
        ("2022-23", "1.1"),
        ("2023-24", "1.2"),
    }


# --- What needs a yes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "gone", "is_asked"),
    [(20, 1, False), (20, 2, True), (21, 2, False), (9, 1, True), (20, 0, False)],
)
def test_a_tenth_of_a_source_does_not_go_without_a_yes(bring, rows, gone, is_asked):
    ids = [f"C-{number}" for number in range(rows)]
    first = bring(complaints="\n".join(["complaint_id", *ids]))
    left = "\n".join(["complaint_id", *ids[gone:]])
    span = "2024-04-01..2024-04-30"
    if not is_asked:
        assert count(bring(complaints=left, span=span), "complaints")[3] == gone
        return
    with pytest.raises(Refusal) as refused:
        bring(complaints=left, span=span)
    assert str(refused.value) == (
        f"Nothing was published: {gone} of the {rows} rows of complaints in release "
        f"{first.release.id} would be gone, because the days "
        "2024-04-01..2024-04-30 are replaced and the new files do not hold them. If "
        "that is meant, say `--yes fewer:complaints`."
    )
    assert list_ids() == [first.release.id]
    second = bring(complaints=left, span=span, agreed=("fewer:complaints",))
    assert count(second, "complaints") == (0, 0, 0, gone, rows - gone)


def test_a_yes_to_something_else_is_no_yes(bring):
    bring(complaints=MAY)
    empty = "complaint_id"
    for wrong in ("fewer:complaints", "gone:homes", "gone", "complaints"):
        with pytest.raises(Refusal, match="say `--yes gone:complaints`"):
            bring(complaints=empty, span="2024-05-01..2024-05-31", agreed=(wrong,))
    yes = ("gone:complaints",)
    last = bring(complaints=empty, span="2024-05-01..2024-05-31", agreed=yes)
    assert count(last, "complaints") == (0, 0, 0, 3, 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-05-01",
        "2024-05-01..",
        "2024-05-31..2024-05-01",
        "2024-05-01...2024-05-31",
        "20240501..20240531",
        "2024-05-01 .. 2024-05-31",
        "2024-02-01..2024-02-30",
        "may..june",
    ],
)
def test_what_is_no_span_of_days_is_refused_and_quoted(text):
    with pytest.raises(UsageError) as refused:
        Span.read(text)
    assert f'"{text}"' in str(refused.value)
    assert "write 2024-04-01..2025-03-31." in str(refused.value)


def test_a_span_is_written_as_it_is_read():
    assert str(Span.read("2024-05-01..2024-05-31")) == "2024-05-01..2024-05-31"


# --- Several at once ------------------------------------------------------------------

PUBLISH = """
import sys
from datetime import date
from pathlib import Path
from analytics.release.publish import publish
publish([Path(sys.argv[1])], as_at=date(2025, 6, 30), judge=None)
"""


def test_of_publishes_at_once_none_is_without_the_rows_of_another(tmp_path):
    folders = []
    for number in range(4):
        folder = tmp_path / f"one-{number}"
        write_table(folder, "complaints", f"complaint_id\nC-{number}")
        folders.append(str(folder))
    running = [
        subprocess.Popen([sys.executable, "-c", PUBLISH, folder]) for folder in folders
    ]
    assert [each.wait() for each in running] == [0, 0, 0, 0]
    release, notice = open_current()
    assert notice is None
    assert release.count_held("complaints") == 4
    assert len(list_ids()) == 4


def test_what_the_manifest_counts_is_what_the_release_holds(bring):
    for text in (MAY, JUNE, MAY, JUNE):
        counts = (publication := bring(complaints=text)).release.sources["complaints"]
        assert counts["rows"] == counts["kept"] + counts["accepted"]
        assert counts["rows"] == len(list_cases(publication))
        assert publication.release.count_held("complaints") == counts["rows"]


@pytest.mark.parametrize(
    ("tables", "is_moved"),
    [
        # Homes tell of no day after the release's: its figures look from the same day.
        ({"homes": HOMES}, False),
        # A case already known; a day that a calendar does not have tells nothing.
        ({"complaints": "complaint_id | received_date\nA | 2024-05-01"}, False),
        ({"complaints": MAY + "E | 2025-09-31 |"}, False),
        # What was done after it can only be seen from a later day.
        ({"complaints": "complaint_id | received_date\nE | 2025-07-02"}, True),
    ],
)
def test_files_with_nothing_newer_leave_the_release_its_day(bring, tables, is_moved):
    first = bring(complaints=MAY)
    assert first.release.as_at == AS_AT
    later = bring(None, as_at=None, agreed=tuple(AGREED), **tables).release
    assert (later.as_at > AS_AT) == is_moved
