"""What papers told boards: kept apart from releases, and set against later ones."""

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import INTERNAL, publish_drawn

from analytics.figures.open_release import open_release
from analytics.ground.calendar import make_period
from analytics.ground.errors import Refusal, UsageError
from analytics.papers.content import make_paper
from analytics.papers.ledger import (
    RECORD,
    find_last_told,
    keep_paper,
    ledger_folder,
    list_moved_since,
    list_rows_since,
    list_told,
)
from analytics.release.store import hash_file, prune_releases


PUBLIC = '[disclosure]\naudience = "public"\n'
HEADINGS = "complaint_id | received_date | acknowledged_date | responded_date\n"
# Of 2024-25: three answered in time, one late.
FIRST = HEADINGS + (
    "A | 2024-06-03 | 2024-06-04 | 2024-06-10\n"
    "B | 2024-06-03 | 2024-06-04 | 2024-06-10\n"
    "C | 2024-06-03 | 2024-06-04 | 2024-06-10\n"
    "D | 2024-06-03 | 2024-06-04 | 2024-09-02\n"
)
# Then D turns out to have been in time, and E came in.
SECOND = HEADINGS + (
    "D | 2024-06-03 | 2024-06-04 | 2024-06-11\n"
    "E | 2025-05-01 | 2025-05-02 | 2025-05-06\n"
)
TOLD_ON = date(2025, 7, 10)


@pytest.fixture
def first(landing):
    """The release that was told of."""
    return open_release(publish_drawn(landing, INTERNAL, complaints=FIRST))


def tell(release, tmp_path, board="Cabinet", told_on=TOLD_ON):
    """Keep the member's briefing of the year as told, with one small file."""
    file = tmp_path / "briefing.html"
    file.write_text("As it was taken.", encoding="utf-8")
    paper = make_paper(release, "cabinet", make_period("2024-25"))
    return keep_paper(release, paper, [file], board, told_on)


def test_a_paper_is_kept_with_its_files_its_release_and_their_hashes(first, tmp_path):
    told = tell(first, tmp_path)
    [found] = list_told()
    assert found == told
    assert (found.board, found.told_on) == ("Cabinet", TOLD_ON)
    assert found.release == first.release.id
    kept = ledger_folder() / found.id / "briefing.html"
    assert kept.read_text(encoding="utf-8") == "As it was taken."
    assert found.files == {"briefing.html": hash_file(kept)}
    written = {each.measure_id: each.written for each in found.figures}
    assert written["ch02_1"] == "75.0% (3 of 4)"
    # What waits at the as-at date is another figure on another day.
    assert not any(name.startswith(("open_", "overdue_")) for name in written)


def test_nothing_of_it_has_moved_in_the_release_it_was_told_of(first, tmp_path):
    told = tell(first, tmp_path)
    assert list_moved_since(first, told) == []
    assert find_last_told(first) is None


def test_a_later_release_says_from_what_to_what_and_which_rows(
    first, landing, tmp_path
):
    told = tell(first, tmp_path)
    after = open_release(publish_drawn(landing, INTERNAL, complaints=SECOND))
    assert find_last_told(after) == told
    moved = {
        each.figure.measure_id: each.write() for each in list_moved_since(after, told)
    }
    assert moved["ch02_1"] == (
        "Stage 1 complaints answered in Code time, 2024-25: then 75.0% (3 of 4); "
        "now 100.0% (4 of 4)"
    )
    # E is of another year: the number received has not moved.
    assert "received_1" not in moved
    assert list_rows_since(after, told) == [
        "complaints: 1 rows added, 1 changed, 0 gone"
    ]


def test_pruning_releases_loses_no_paper(first, landing, tmp_path):
    told = tell(first, tmp_path)
    after = open_release(publish_drawn(landing, INTERNAL, complaints=SECOND))
    prune_releases(1)
    assert list_told() == [told]
    assert list_moved_since(after, told)
    # The rows of then are gone, and nothing is said of them.
    assert list_rows_since(after, told) == []


def test_two_papers_of_one_day_are_both_kept_and_the_latest_leads(
    first, landing, tmp_path
):
    tell(first, tmp_path, "Cabinet")
    tell(first, tmp_path, "Audit Board")
    tell(first, tmp_path, "Panel", date(2025, 8, 1))
    after = open_release(publish_drawn(landing, INTERNAL, complaints=SECOND))
    assert len(list_told()) == 3
    assert find_last_told(after).board == "Panel"


def test_the_public_is_not_shown_what_was_told_within_the_landlord(
    first, landing, tmp_path
):
    tell(first, tmp_path)
    public = open_release(publish_drawn(landing, PUBLIC, complaints=SECOND))
    assert find_last_told(public) is None


@pytest.mark.parametrize(
    ("board", "told_on", "words"),
    [
        # The release is as at 30 June 2025.
        ("Cabinet", date(2025, 6, 1), "cannot have been told then"),
        (" ", TOLD_ON, "Say to whom"),
    ],
)
def test_what_cannot_have_been_told_is_refused(first, tmp_path, board, told_on, words):
    with pytest.raises(UsageError, match=words):
        tell(first, tmp_path, board, told_on)
    assert list_told() == []


def test_a_folder_that_is_a_file_is_refused_in_a_sentence(first, tmp_path):
    ledger_folder().write_text("in the way")
    with pytest.raises(Refusal, match="cannot be written to"):
        tell(first, tmp_path)


def test_a_file_that_is_gone_leaves_nothing_half_kept(first, tmp_path):
    paper = make_paper(first, "cabinet", make_period("2024-25"))
    with pytest.raises(FileNotFoundError):
        keep_paper(first, paper, [tmp_path / "none.pdf"], "Cabinet", TOLD_ON)
    assert list(ledger_folder().iterdir()) == []


@pytest.mark.parametrize("spoilt", ["{", "[]", '{"id": "x"}', '{"figures": 3}'])
def test_a_spoilt_record_is_refused_in_a_sentence(first, tmp_path, spoilt):
    told = tell(first, tmp_path)
    (ledger_folder() / told.id / RECORD).write_text(spoilt, encoding="utf-8")
    with pytest.raises(Refusal, match=r"paper\.json: the record of this paper"):
        list_told()


def test_an_area_that_is_no_more_is_passed_over(first, landing, tmp_path):
    told = tell(first, tmp_path)
    path = ledger_folder() / told.id / RECORD
    record = json.loads(path.read_text(encoding="utf-8"))
    gone = {**record["figures"][0], "where": {"service_area": ["Gone"]}}
    unknown = {**record["figures"][0], "measure_id": "unknown"}
    record["figures"] = [gone, unknown]
    path.write_text(json.dumps(record), encoding="utf-8")
    after = open_release(publish_drawn(landing, INTERNAL, complaints=SECOND))
    [found] = list_told()
    assert list_moved_since(after, found) == []


def test_an_unfinished_folder_is_no_paper(first, tmp_path):
    told = tell(first, tmp_path)
    left: Path = ledger_folder() / ".unfinished-x"
    left.mkdir()
    (left / RECORD).write_text("{", encoding="utf-8")
    assert list_told() == [told]
