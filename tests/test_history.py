"""The history of releases: newest first, and honest about the damaged ones."""

import json
import os
import shutil
from pathlib import Path

import pytest
from conftest import AS_AT, data_in, publish_drawn

from analytics.ground.errors import Refusal
from analytics.release.history import list_history
from analytics.release.store import (
    Release,
    open_current,
    read_release,
    stamp_files,
    use_release,
    verify_release,
)


@pytest.fixture(scope="module")
def three_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three releases."""
    folder = tmp_path_factory.mktemp("three")
    with data_in(folder / "data"):
        for homes in (1, 2, 3):
            publish_drawn(folder / "landing", homes=f"homes_owned\n{homes}")
    return folder / "data"


@pytest.fixture
def three(three_data: Path, data_folder: Path) -> list[Release]:
    """Those releases, oldest first, in a data folder of the test's own."""
    shutil.copytree(three_data, data_folder)
    return [read_release(f"{AS_AT}.{number}") for number in (1, 2, 3)]


def test_before_the_first_release_there_is_no_history() -> None:
    assert list_history() == []


def test_the_newest_comes_first_and_the_current_is_marked(
    three: list[Release],
) -> None:
    use_release(three[1].id)
    history = list_history()
    assert [entry.id for entry in history] == [each.id for each in reversed(three)]
    assert [entry.release for entry in history] == list(reversed(three))
    assert [entry.is_current for entry in history] == [False, True, False]
    assert [entry.problem for entry in history] == [None] * 3


def test_a_damaged_release_says_what_is_wrong_and_what_it_was(
    three: list[Release],
) -> None:
    (three[0].folder / "models" / "stock.parquet").unlink()
    (three[1].folder / "manifest.json").write_text("{", encoding="utf-8")
    # Nobody knows when the unreadable one was published, so it comes last.
    newest, first, second = list_history()
    assert newest.problem is None
    assert second.problem == (
        f"Release {second.id} is damaged: manifest.json is unreadable."
    )
    assert second.release is None
    assert first.problem == (
        f"Release {first.id} is damaged: models/stock.parquet is missing."
    )
    assert first.release == three[0]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"published_at": "yesterday"},
        {"published_at": 5},
        {"sources": {"homes": 5}},
        {"sources": {"homes": {"rows_in": 5}}},
        {"sources": {"homes": {"rows_in": "some", "rejected": 0}}},
    ],
)
def test_a_manifest_that_says_nonsense_is_damage(
    three: list[Release], spoilt: dict[str, object]
) -> None:
    path = three[2].folder / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8")) | spoilt
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(Refusal, match=r"manifest\.json is unreadable\.$"):
        read_release(three[2].id)
    assert open_current()[0] == three[1]
    [wrong] = [entry for entry in list_history() if entry.problem]
    assert wrong.id == three[2].id


@pytest.mark.usefixtures("three")
def test_a_spoilt_pointer_does_not_take_the_history_away(data_folder: Path) -> None:
    (data_folder / "releases" / "CURRENT").write_bytes(b"\xff\xfe")
    assert [entry.is_current for entry in list_history()] == [False] * 3


def test_what_is_known_of_a_release_is_not_asked_again(three: list[Release]) -> None:
    asked = []

    def remember(release: Release) -> list[str]:
        asked.append(release.id)
        return ["It smells."]

    assert {entry.problem for entry in list_history(remember)} == {"It smells."}
    assert asked == [each.id for each in reversed(three)]


def test_a_stamp_changes_whenever_a_file_does(three: list[Release]) -> None:
    release = three[0]
    stamp = stamp_files(release)
    assert stamp == stamp_files(release)
    path = release.folder / "models" / "stock.parquet"
    content = path.read_bytes()
    # Of the same length, at another time: as a disk that lost a block.
    path.write_bytes(content[:-1] + b"x")
    os.utime(path, ns=(0, 0))
    damaged = stamp_files(release)
    assert damaged != stamp
    assert verify_release(release)
    path.unlink()
    assert stamp_files(release) not in (stamp, damaged)
