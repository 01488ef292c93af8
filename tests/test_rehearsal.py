"""A dry run: it changes nothing, says what publishing would do, and then does that."""

from pathlib import Path
from typing import Any

import pytest
from conftest import AS_AT, INTERNAL, list_state, write_table

from analytics.behind.rehearsal import Rehearsal, rehearse
from analytics.ground.errors import Refusal
from analytics.ground.settings import data_folder
from analytics.release.append import Span
from analytics.release.publish import publish
from analytics.release.store import (
    current_id,
    hash_file,
    list_ids,
    use_release,
    verify_release,
)


BEFORE = """
complaint_id | received_date | acknowledged_date | responded_date | channel
A            | 2024-05-01    | 2024-05-02        | 2024-05-08     | Post
B            | 2024-05-02    | 2024-05-03        |                | Post
C            | 2024-05-03    | 2024-05-07        | 2024-05-09     | Post
"""
# A is another way of writing what is held; B was answered; D is new; E is no row.
AFTER = """
complaint_id | received_date | acknowledged_date | responded_date | channel
A            | 2024-05-01    | 2024-05-02        | 2024-05-08     | Post
B            | 2024-05-02    | 2024-05-03        | 2024-05-10     | E-mail
D            | 2024-06-03    | 2024-06-04        |                | Post
E            | soon          | 2024-06-04        |                | Post
"""
MAY = Span.read("2024-05-01..2024-05-31")


@pytest.fixture
def land(tmp_path: Path) -> Any:
    """A function that puts drawn tables into a folder of their own."""

    def write(name: str, landlord: str = INTERNAL, **tables: str) -> list[Path]:
        folder = tmp_path / name
        for source, text in tables.items():
            write_table(folder, source, text)
        (folder / "landlord.toml").write_text(landlord, encoding="utf-8")
        return [folder]

    return write


@pytest.fixture
def try_out(land: Any) -> Any:
    """A function that rehearses drawn tables after the release of BEFORE."""
    opened: list[Rehearsal] = []
    publish(land("before", complaints=BEFORE), as_at=AS_AT, judge=None)

    def run(span: Span | None = None, **tables: str) -> Rehearsal:
        paths = land(f"after-{len(opened)}", **tables)
        opened.append(rehearse(paths, as_at=AS_AT, judge=None, span=span))
        return opened[-1]

    yield run
    for each in opened:
        each.close()


def test_a_dry_run_changes_nothing_and_is_nowhere_in_the_data_folder(try_out):
    before = list_state(data_folder())
    rehearsal = try_out(complaints=AFTER)
    assert list_state(data_folder()) == before
    assert list_ids() == ["2025-06-30.1"]
    assert not rehearsal.release.folder.is_relative_to(data_folder())
    rehearsal.close()
    assert not rehearsal.release.folder.exists()


def test_it_says_that_it_works_figures_out_and_a_publish_that_it_writes(land):
    paths, told = land("a", complaints=BEFORE), []
    how = {"as_at": AS_AT, "judge": None, "progress": lambda *step: told.append(step)}
    rehearse(paths, **how).close()
    assert [step for step, _ in told][-1] == "Working out the figures"
    assert "Writing the release" not in [step for step, _ in told]
    told.clear()
    publish(paths, **how)
    assert [step for step, _ in told][-1] == "Writing the release"


def test_before_the_first_release_it_makes_no_data_folder(land):
    rehearsal = rehearse(land("a", complaints=BEFORE), as_at=AS_AT, judge=None)
    assert not data_folder().exists()
    assert (rehearsal.rows, rehearsal.objections) == ((), ())
    received = next(each for each in rehearsal.figures if each.measure.id == "open_1")
    assert (received.before, received.after) == (None, "1")
    assert rehearsal.publish().release.id == "2025-06-30.1"
    rehearsal.close()


def test_it_says_what_would_be_added_changed_and_rejected(try_out):
    rehearsal = try_out(complaints=AFTER)
    counts = rehearsal.release.sources["complaints"]
    assert {name: counts[name] for name in counts if counts[name]} == {
        "rows_in": 4,
        "accepted": 3,
        "rejected": 1,
        "kept": 1,
        "added": 1,
        "changed": 1,
        "rows": 4,
    }
    [found] = rehearsal.rows
    assert (found.added_keys, found.removed_keys) == (("D / 1",), ())
    assert [
        (cell.key, cell.column, cell.before, cell.after) for cell in found.cells
    ] == [
        ("B / 1", "responded_date", None, "2024-05-10"),
        ("B / 1", "channel", "Post", "E-mail"),
    ]
    [stopped] = rehearsal.stopped
    assert (stopped.source, stopped.rule, stopped.rows) == (
        "complaints",
        "cannot_be_read",
        1,
    )
    [first] = stopped.first
    assert first.startswith('complaints.csv, row 5: received_date is "soon", but ')
    assert rehearsal.cells == ()


def test_it_says_which_cells_would_be_unknown_and_which_columns_are_not_there(try_out):
    faulty = """
    complaint_id | received_date | responded_date | acknowledged_date
    E            | 2024-06-03    | 2024-06-07     | 2024-05-04
    """
    rehearsal = try_out(complaints=faulty)
    [cell] = rehearsal.cells
    assert (cell.column, cell.rows) == ("acknowledged_date", 1)
    assert cell.first[0].startswith("complaints.csv, row 2: acknowledged_date is")
    [file] = rehearsal.files
    assert (file.file, file.profile) == ("complaints.csv", "contract")
    assert "channel" in file.absent
    assert "responded_date" not in file.absent


def test_it_says_why_a_figure_cannot_be_given(land):
    # Alone, so that no other complaint was acknowledged.
    drawn = """
    complaint_id | received_date | responded_date
    A            | 2024-05-01    | 2024-05-08
    """
    paths = land("unacknowledged", complaints=drawn)
    rehearsal = rehearse(paths, as_at=AS_AT, judge=None)
    gaps = {each.measure.id: each.gap for each in rehearsal.figures if each.gap}
    rehearsal.close()
    assert "has the day it was acknowledged" in gaps["ch02_1"]
    assert "received_1" not in gaps


def test_it_says_how_each_figure_would_move(try_out):
    rehearsal = try_out(complaints=AFTER)
    assert rehearsal.period.label == "2024-25"
    moved = {
        each.measure.id: (each.before, each.after)
        for each in rehearsal.figures
        if not each.is_same
    }
    assert moved["received_1"] == ("3", "4")
    assert moved["answered_in_time_1"] == ("66.7% (2 of 3)", "75.0% (3 of 4)")
    # One overdue is answered, another is new.
    assert "open_1" not in moved
    moving = {each.measure.id: each.moving.first for each in rehearsal.figures}
    # B counts as in time now, D is new; A and C are what they were.
    assert moving["received_1"] == ("D / 1",)
    assert moving["answered_in_time_1"] == ("B / 1", "D / 1")


def test_the_year_shown_is_the_one_that_moves_and_others_are_counted(try_out):
    # Newer cases stay as they are; two of the year before come in, and one of 2022-23.
    rehearsal = try_out(
        complaints="""
            complaint_id | received_date | acknowledged_date
            X            | 2024-02-01    | 2024-02-02
            Y            | 2024-02-01    | 2024-02-02
            Z            | 2022-05-02    | 2022-05-03
        """
    )
    assert rehearsal.period.label == "2023-24"
    received = {each.measure.id: each for each in rehearsal.figures}["received_1"]
    assert (received.before, received.after) == ("not covered", "2")
    assert rehearsal.moved_elsewhere.keys() == {"2022-23"}


def test_it_lists_every_row_that_would_vanish_and_what_needs_a_yes(try_out):
    heading = "complaint_id | received_date"
    many = "\n".join([heading, *(f"M-{n:03} | 2024-05-06" for n in range(120))])
    publish_more = try_out(complaints=many)
    publish_more.publish()
    one = try_out(complaints=f"{heading}\nA | 2024-05-01", span=MAY)
    [found] = one.rows
    assert found.removed == 122
    assert len(found.removed_keys) == 122
    [objection] = one.objections
    assert objection.key == "fewer:complaints"
    assert objection.sentence.startswith("122 of the 123 rows of complaints in release")
    with pytest.raises(Refusal, match=r"say `--yes fewer:complaints`\.$"):
        one.publish()
    assert (
        one.publish(frozenset({"fewer:complaints"})).release.count_held("complaints")
        == 1
    )


def test_publishing_after_it_takes_exactly_what_was_rehearsed(try_out, tmp_path):
    rehearsal = try_out(complaints=AFTER)
    looked_at = {
        path.relative_to(rehearsal.release.folder).as_posix(): hash_file(path)
        for path in rehearsal.release.folder.rglob("*")
        if path.is_file()
    }
    # Somebody saves the file again, or takes it away, before the second press.
    (tmp_path / "after-0" / "complaints.csv").unlink()
    publication = rehearsal.publish(frozenset({"rejected:complaints"}))
    release = publication.release
    assert current_id() == release.id == "2025-06-30.2"
    assert release.manifest["files"] == looked_at
    assert verify_release(release) == []
    assert release.appended_to == "2025-06-30.1"
    assert publication.to_dict()["sources"]["complaints"]["rejected"] == 1
    # It is of the moment it was published, and by whoever published it.
    assert release.manifest["published_at"] > rehearsal.release.manifest["published_at"]
    assert release.published_by


def test_nothing_is_published_over_a_release_that_came_meanwhile(try_out, land):
    rehearsal = try_out(complaints=AFTER)
    other = land("other", complaints="complaint_id\nZ")
    second = publish(other, as_at=AS_AT, judge=None).release
    with pytest.raises(Refusal, match="another release has become the current one"):
        rehearsal.publish()
    assert current_id() == second.id
    # Back on the one that it was rehearsed on, it is what it was.
    use_release("2025-06-30.1")
    agreed = frozenset({"rejected:complaints"})
    assert rehearsal.publish(agreed).release.count_held("complaints") == 4


def test_what_is_refused_is_refused_in_a_dry_run_too_and_leaves_no_folder(
    try_out, tmp_path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "made"))
    (tmp_path / "made").mkdir()
    with pytest.raises(Refusal, match="none of its 1 rows can be accepted"):
        try_out(complaints="complaint_id | received_date\nA | soon")
    assert list((tmp_path / "made").iterdir()) == []
