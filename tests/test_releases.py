"""What is published: go back, prune, verify; and what damage does."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import AS_AT

from analytics.figures.open_release import open_current_release
from analytics.ground.errors import Refusal, UsageError
from analytics.release.store import (
    Release,
    current_id,
    hash_file,
    list_ids,
    open_current,
    prune_releases,
    read_release,
    use_release,
    verify_release,
    write_release,
)


@pytest.fixture
def releases(data_folder: Path) -> Path:
    """The folder of the releases."""
    return data_folder / "releases"


@pytest.fixture
def write() -> Callable[..., Release]:
    """A function that publishes a small release; `mark` tells them apart."""

    def make(mark: str = "", as_at: date = AS_AT) -> Release:
        def build(folder: Path) -> dict[str, Any]:
            (folder / "models").mkdir()
            (folder / "models" / "stock.parquet").write_text(mark, encoding="utf-8")
            (folder / "landlord.toml").write_text("", encoding="utf-8")
            return {
                "as_at": as_at.isoformat(),
                # In order of publication, which need not be that of the as-at dates.
                "published_at": f"2025-07-01T00:00:{len(list_ids()):02}+00:00",
                "is_sample": False,
                "sources": {"homes": {"rows_in": 1, "rejected": 0}},
            }

        return write_release(as_at, build)

    return make


def spoil_manifest(release: Release, **changes: Any) -> None:
    """Change or take away (None) keys of a release's manifest."""
    path = release.folder / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8")) | changes
    whole = {key: value for key, value in content.items() if value is not None}
    path.write_text(json.dumps(whole), encoding="utf-8")


def check_sentence(text: str) -> None:
    """What a person is told is whole sentences on one line."""
    assert re.fullmatch(r"[A-Z/][^\n]*\.", text), text
    assert "Error" not in text


# --- Publishing, listing, going back --------------------------------------------------


def test_before_the_first_release_there_is_nothing_to_open():
    assert list_ids() == []
    assert current_id() is None
    with pytest.raises(Refusal, match=r"^Nothing has been published yet\.$"):
        open_current()


def test_a_release_is_the_current_one_once_it_is_written(write, releases):
    release = write("a")
    assert release.id == "2025-06-30.1"
    assert open_current() == (release, None)
    assert (releases / "CURRENT").read_text(encoding="utf-8") == "2025-06-30.1\n"
    assert verify_release(release) == []


def test_the_manifest_has_the_hash_of_every_file_but_itself(write):
    release = write("a")
    files = {
        path.relative_to(release.folder).as_posix(): hash_file(path)
        for path in release.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert release.manifest["files"] == files
    assert set(files) == {"landlord.toml", "models/stock.parquet"}


def test_releases_are_listed_in_the_order_of_publication(write):
    # The second looks from an earlier day; there are ten more of the first day, so
    # that .10 must come after .9.
    ids = [write(), write(as_at=date(2024, 6, 30))]
    ids += [write() for _ in range(10)]
    assert list_ids() == [release.id for release in ids]
    assert list_ids()[-1] == "2025-06-30.11"


def test_going_back_is_one_step_and_so_is_coming_back(write):
    first, second = write("a"), write("b")
    assert use_release(first.id) == first
    assert open_current() == (first, None)
    use_release(second.id)
    assert open_current() == (second, None)


def test_going_back_to_a_damaged_release_is_refused_and_changes_nothing(write):
    first, second = write("a"), write("b")
    (first.folder / "models" / "stock.parquet").write_text("x", encoding="utf-8")
    with pytest.raises(Refusal, match=r"models/stock\.parquet is not what was") as no:
        use_release(first.id)
    check_sentence(str(no.value))
    assert current_id() == second.id


@pytest.mark.parametrize(
    "wrong",
    [
        "2025-06-30.2",
        "nothing",
        "",
        ".",
        "..",
        "../releases",
        "../x",
        "../../x",
        "/etc",
        "2025-06-30.1/../2025-06-30.1",
        "2025-06-30.1/",
        "CURRENT",
        "a\0b",
        "x" * 5000,
    ],
    ids=lambda wrong: ascii(wrong)[:30],
)
def test_only_an_id_that_is_listed_names_a_release(write, data_folder, wrong):
    release = write("a")
    # A folder that a trick could lead to, and that looks like a release.
    shutil.copytree(release.folder, data_folder / "x")
    with pytest.raises(UsageError) as refused:
        use_release(wrong)
    assert "There is no release" in str(refused.value)
    assert current_id() == release.id


def test_a_near_miss_is_told_what_was_probably_meant(write):
    write("a")
    with pytest.raises(UsageError, match=r"the nearest is 2025-06-30\.1\.$"):
        read_release("2025-06-30.7")


# --- Pruning --------------------------------------------------------------------------


def test_pruning_keeps_the_newest(write):
    ids = [write().id for _ in range(4)]
    assert prune_releases(2) == ids[:2]
    assert list_ids() == ids[2:]


def test_pruning_never_deletes_the_current_release(write):
    first, second, third = write("a"), write("b"), write("c")
    use_release(first.id)
    assert prune_releases(1) == [second.id]
    assert list_ids() == [first.id, third.id]
    assert open_current() == (first, None)


def test_pruning_deletes_nothing_where_there_are_no_more(write):
    release = write()
    assert prune_releases(5) == []
    assert list_ids() == [release.id]


@pytest.mark.parametrize("keep", [0, -1])
def test_at_least_one_release_is_kept(write, keep):
    write()
    with pytest.raises(
        UsageError, match=f"At least one release must be kept, not {keep}"
    ):
        prune_releases(keep)
    assert len(list_ids()) == 1


def test_pruning_before_the_first_release_deletes_nothing():
    assert prune_releases(1) == []


def test_an_id_that_was_pruned_is_not_given_to_another_release(write):
    # Papers cite the id of the release their figures come from.
    write(), write(), write()
    pruned = prune_releases(1)
    assert len(pruned) == 2
    assert write().id not in pruned


def test_pruning_clears_what_a_killed_publish_left(write, releases):
    release = write()
    (releases / ".unfinished-abc" / "models").mkdir(parents=True)
    (releases / ".unfinished-def").write_text("x", encoding="utf-8")
    prune_releases(1)
    assert sorted(path.name for path in releases.iterdir()) == [release.id, "CURRENT"]


def test_pruning_does_not_disturb_a_publish_under_way(write):
    first = write("a")

    def build(folder: Path) -> dict[str, Any]:
        (folder / "a.parquet").write_text("half", encoding="utf-8")
        prune_releases(1)
        (folder / "b.parquet").write_text("whole", encoding="utf-8")
        return dict(first.manifest)

    release = write_release(AS_AT, build)
    assert verify_release(release) == []
    assert set(release.manifest["files"]) == {"a.parquet", "b.parquet"}


# --- What a publish that was stopped leaves behind ------------------------------------


def test_a_folder_killed_just_before_its_rename_is_no_release(write, releases):
    # The last thing written before the rename is the manifest, so it can be there.
    release = write("a")
    shutil.copytree(release.folder, releases / ".unfinished-abc")
    assert list_ids() == [release.id]
    assert open_current() == (release, None)
    with pytest.raises(UsageError, match="There is no release"):
        use_release(".unfinished-abc")


def test_a_release_killed_before_the_pointer_moved_waits_until_it_is_used(write):
    first, second = write("a"), write("b")
    # Renamed into place, but the pointer still names the one before.
    use_release(first.id)
    assert open_current() == (first, None)
    assert list_ids() == [first.id, second.id]
    assert use_release(second.id) == second


def test_a_publish_that_fails_leaves_nothing_behind(write, releases):
    release = write("a")
    before = sorted(releases.iterdir())

    def build(folder: Path) -> dict[str, Any]:
        (folder / "half.parquet").write_text("x", encoding="utf-8")
        raise Refusal("No.")

    with pytest.raises(Refusal, match=r"^No\.$"):
        write_release(AS_AT, build)
    assert sorted(releases.iterdir()) == before
    assert open_current() == (release, None)


# --- Damage ---------------------------------------------------------------------------


def damage_file(release: Release) -> None:
    (release.folder / "models" / "stock.parquet").write_text("x", encoding="utf-8")


def delete_file(release: Release) -> None:
    (release.folder / "models" / "stock.parquet").unlink()


def put_folder_for_file(release: Release) -> None:
    delete_file(release)
    (release.folder / "models" / "stock.parquet").mkdir()


def delete_manifest(release: Release) -> None:
    (release.folder / "manifest.json").unlink()


def empty_manifest(release: Release) -> None:
    (release.folder / "manifest.json").write_bytes(b"")


def garble_manifest(release: Release) -> None:
    (release.folder / "manifest.json").write_bytes(b"\xff\x00{")


def cut_manifest(release: Release) -> None:
    path = release.folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:-20])


def list_manifest(release: Release) -> None:
    (release.folder / "manifest.json").write_text("[1]", encoding="utf-8")


def lose_files_key(release: Release) -> None:
    spoil_manifest(release, files=None)


def list_files_key(release: Release) -> None:
    spoil_manifest(release, files=["models/stock.parquet"])


def garble_as_at(release: Release) -> None:
    spoil_manifest(release, as_at="soon")


def delete_folder(release: Release) -> None:
    shutil.rmtree(release.folder)


DAMAGES = (
    damage_file,
    delete_file,
    put_folder_for_file,
    delete_manifest,
    empty_manifest,
    garble_manifest,
    cut_manifest,
    list_manifest,
    lose_files_key,
    list_files_key,
    garble_as_at,
    delete_folder,
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_where_the_current_release_is_damaged_the_one_before_is_shown(write, damage):
    write("a")
    second, third = write("b"), write("c")
    damage(third)
    release, notice = open_current()
    assert release == second
    check_sentence(notice)
    assert third.id in notice
    assert f"Release {second.id} is shown instead." in notice


@pytest.mark.parametrize("damage", DAMAGES)
def test_where_every_release_is_damaged_it_is_refused_in_a_sentence(write, damage):
    damage(write("a"))
    with pytest.raises(Refusal) as refused:
        open_current()
    check_sentence(str(refused.value))
    assert "No other release is whole." in str(refused.value)


@pytest.mark.parametrize("damage", DAMAGES[:3])
def test_verify_names_the_file_that_is_wrong(write, damage):
    release = write("a")
    damage(release)
    [problem] = verify_release(release)
    check_sentence(problem)
    assert release.id in problem
    assert "models/stock.parquet" in problem


def test_a_release_published_after_the_current_one_is_not_shown_in_its_place(write):
    first, second, third = write("a"), write("b"), write("c")
    # Somebody went back to the second, so the third is not trusted.
    use_release(second.id)
    damage_file(second)
    release, notice = open_current()
    assert release == first
    assert third.id not in notice


def test_two_damaged_releases_in_a_row_fall_back_to_the_third(write):
    first, second, third = write("a"), write("b"), write("c")
    damage_file(second)
    delete_file(third)
    release, notice = open_current()
    assert release == first
    # The reader is told of the one that was meant to be shown.
    assert notice.startswith(f"Release {third.id} is damaged")


POINTERS = {
    "to nothing": b"2030-01-01.1\n",
    "empty": b"",
    "garbage": b"\xff\xfe\x00\x01",
    "binary zeros": b"\0" * 100,
    "a path": b"../../x\n",
    "an absolute path": b"/etc\n",
    "very long": b"x" * 5000,
    "two lines": b"2025-06-30.1\n2025-06-30.2\n",
}


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_spoilt_pointer_falls_back_with_a_notice_or_refuses_in_a_sentence(
    write, releases, pointer
):
    write("a")
    newest = write("b")
    (releases / "CURRENT").write_bytes(POINTERS[pointer])
    try:
        release, notice = open_current()
    except Refusal as error:
        check_sentence(str(error))
    else:
        assert release == newest
        check_sentence(notice)
    # And going to a release by its id mends it.
    use_release(newest.id)
    assert open_current() == (newest, None)


def test_a_lost_pointer_does_not_hide_that_releases_are_there(write, releases):
    write("a")
    (releases / "CURRENT").unlink()
    # A first publish that was killed before the pointer leaves this too. It must not
    # read as if nothing had ever been published.
    told = ""
    try:
        _, notice = open_current()
        told = str(notice)
    except Refusal as error:
        told = str(error)
    check_sentence(told)
    assert "Nothing has been published" not in told


def test_a_release_without_a_landlord_is_the_neutral_landlords(write):
    release = write("a")
    (release.folder / "landlord.toml").unlink()
    assert release.read_landlord().name == ""


def test_a_release_that_was_opened_outlives_its_files(make_release):
    opened = make_release(homes="homes_owned\n4202")
    shutil.rmtree(opened.release.folder)
    assert opened.warehouse.query("select count(*) from stock") == [(1,)]


def test_the_fallback_opens_with_its_figures_and_says_so(make_release):
    make_release(homes="homes_owned\n4202")
    second = make_release(homes="homes_owned\n5000")
    (second.release.folder / "models" / "stock.parquet").write_bytes(b"PAR1")
    opened = open_current_release()
    assert opened.warehouse.query("select homes_owned from stock") == [(4202,)]
    assert "is shown instead" in opened.notice
    opened.warehouse.close()
