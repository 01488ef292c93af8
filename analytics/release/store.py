"""What is published, which release is current; open, verify, go back, prune.

A release is one folder of parquet with a manifest. It is complete or it does not
exist: it is built beside its place, flushed to disk and renamed, and the pointer to
the current one is replaced by a rename too.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from analytics.ground.errors import Refusal, UsageError, quote_nearest
from analytics.ground.landlord import Landlord, read_landlord
from analytics.ground.settings import releases_folder


MANIFEST = "manifest.json"
POINTER = "CURRENT"
UNFINISHED = ".unfinished-"


@dataclass(frozen=True, kw_only=True)
class Release:
    """A published release: its folder and what its manifest says."""

    id: str
    folder: Path
    manifest: dict[str, Any]

    @property
    def as_at(self) -> date:
        """The day the release looks from; the only clock of every measure."""
        return date.fromisoformat(self.manifest["as_at"])

    @property
    def is_sample(self) -> bool:
        """Whether its rows are made up around published totals."""
        return bool(self.manifest["is_sample"])

    @property
    def sources(self) -> dict[str, dict[str, Any]]:
        """Row counts in, accepted, rejected and set aside, by source."""
        return dict(self.manifest["sources"])

    @property
    def published_at(self) -> datetime:
        """When it was published."""
        return datetime.fromisoformat(self.manifest["published_at"])

    @property
    def is_judged_twice(self) -> bool:
        """Whether Great Expectations judged its rules beside SQL."""
        return bool(self.manifest.get("is_judged_twice", True))

    def count_held(self, source: str) -> int:
        """Rows of a source in the release, those kept from releases before it too."""
        counts = self.sources.get(source, {"accepted": 0})
        return int(counts.get("rows", counts["accepted"]))

    @property
    def published_by(self) -> str:
        """The user of the machine who published it; empty where nobody noted it."""
        return str(self.manifest.get("published_by", ""))

    @property
    def appended_to(self) -> str | None:
        """The id of the release whose rows it keeps; None if it started from none."""
        found = self.manifest.get("appended_to")
        return None if found is None else str(found)

    def count_rows(self) -> int:
        """Rows that came in over all sources."""
        return sum(int(counts["rows_in"]) for counts in self.sources.values())

    def count_rejected(self) -> int:
        """Rows rejected over all sources."""
        return sum(int(counts["rejected"]) for counts in self.sources.values())

    def count_missing(self, source: str) -> int:
        """Rows of a source that were rejected, now or earlier, and are missing yet."""
        counts = self.sources.get(source, {})
        return int(counts.get("rejected", 0)) + int(counts.get("rejected_before", 0))

    def read_landlord(self) -> Landlord:
        """The landlord the release is about, as it was when published."""
        path = self.folder / "landlord.toml"
        return read_landlord(path) if path.exists() else Landlord()

    def read_validation(self) -> list[dict[str, Any]]:
        """What Great Expectations found for each rule, in the contract's order."""
        path = self.folder / "validation.json"
        return list(json.loads(path.read_text(encoding="utf-8")))


def hash_file(path: Path) -> str:
    """The sha256 of a file's content, as hexadecimal text."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Make a file or folder survive a power cut: renames alone do not."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def hold_store() -> Iterator[None]:
    """Hold the releases against whoever else would publish or erase meanwhile.

    A publish keeps rows of the release that is current when it begins: of two at once
    the second has to wait, or it would be without the rows of the first.
    """
    folder = releases_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = lock_path(folder)
    except OSError as error:
        raise Refusal(f"{folder}: it cannot be written ({error.strerror}).") from error
    try:
        yield
    finally:
        os.close(lock)


def write_release(as_at: date, build: Callable[[Path], dict[str, Any]]) -> Release:
    """Publish what `build` puts into an empty folder, and make it current.

    `build` writes the release's files and gives back its manifest, without id and
    hashes. If anything fails, nothing is published and nothing is left behind.
    """
    folder = releases_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))
    except OSError as error:
        raise Refusal(f"{folder}: it cannot be written ({error.strerror}).") from error
    lock = lock_path(workshop)
    try:
        manifest = build(workshop)
        files = sorted(path for path in workshop.rglob("*") if path.is_file())
        manifest["files"] = {
            path.relative_to(workshop).as_posix(): hash_file(path) for path in files
        }
        return settle(workshop, as_at, manifest)
    except (OSError, duckdb.IOException) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise Refusal(f"The release could not be written: {reason}.") from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        os.close(lock)


def lock_path(path: Path) -> int:
    """Hold a file or folder against `clear_unfinished`; gives the handle to close."""
    handle = os.open(path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def settle(workshop: Path, as_at: date, manifest: dict[str, Any]) -> Release:
    """Give a finished folder the next free id, rename it into place, point to it."""
    folder = workshop.parent
    while True:
        # One more than the highest, so that no id comes twice after a prune.
        taken = [number_release(each.name) for each in folder.glob(f"{as_at}.*")]
        release_id = f"{as_at}.{max(taken, default=0) + 1}"
        whole = {"release": release_id} | manifest
        text = json.dumps(whole, indent=2, ensure_ascii=False)
        (workshop / MANIFEST).write_text(text, encoding="utf-8")
        for path in [*workshop.rglob("*"), workshop]:
            flush(path)
        try:
            workshop.rename(folder / release_id)
        except OSError:
            # Another publish took the id between the look and the rename.
            if not (folder / release_id).exists():
                raise
            continue
        # A published release is only ever read.
        (folder / release_id).chmod(0o755)
        flush(folder)
        point_to(release_id)
        return read_release(release_id)


def number_release(release_id: str) -> int:
    """The number in a release's id, nought if it has none."""
    number = release_id.rpartition(".")[2]
    return int(number) if number.isdigit() else 0


def point_to(release_id: str) -> None:
    """Make a release the current one, in one step."""
    folder = releases_folder()
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.write(release_id + "\n")
        stream.flush()
        os.fsync(stream.fileno())
        Path(name).replace(folder / POINTER)
    flush(folder)


def current_id() -> str | None:
    """The id the pointer names; None if nothing was ever published."""
    pointer = releases_folder() / POINTER
    try:
        words = pointer.read_text(encoding="utf-8").split()
        return " ".join(words) or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            f"{pointer}: the pointer to the current release is unreadable."
        ) from error


def current_stamp() -> tuple[str | None, int]:
    """What changes whenever a release is made current, even one of the same id."""
    try:
        changed = (releases_folder() / POINTER).stat().st_mtime_ns
    except OSError:
        changed = 0
    return current_id(), changed


def list_ids() -> list[str]:
    """Ids of every release folder, oldest published first."""
    folder = releases_folder()
    if not folder.is_dir():
        return []
    found = [
        path
        for path in folder.iterdir()
        if not path.name.startswith(UNFINISHED) and (path / MANIFEST).is_file()
    ]
    return [path.name for path in sorted(found, key=sort_key)]


def sort_key(folder: Path) -> tuple[str, str, int]:
    """Order of publication; the id decides where a manifest is unreadable."""
    try:
        published = str(read_manifest(folder)["published_at"])
    except Refusal:
        published = ""
    return published, folder.name.partition(".")[0], number_release(folder.name)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release folder; Refusal if it is missing or unreadable."""
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        date.fromisoformat(content["as_at"])
        datetime.fromisoformat(content["published_at"])
        content["is_sample"], content["files"].items()
        for counts in content["sources"].values():
            int(counts["rows_in"]), int(counts["rejected"])
    except FileNotFoundError as error:
        raise Refusal(f"Release {folder.name} has no {MANIFEST}.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(
            f"Release {folder.name} is damaged: {MANIFEST} is unreadable."
        ) from error
    return dict(content)


def read_release(release_id: str) -> Release:
    """A release by its id; UsageError if there is none of that name."""
    folder = releases_folder() / release_id
    known = list_ids()
    if release_id not in known:
        # Only a plain name can be one of ours; the rest is not even looked for.
        if re.fullmatch(r"[\w-]{1,40}\.\d{1,9}", release_id) and folder.is_dir():
            raise Refusal(f"Release {release_id} is damaged: it has no {MANIFEST}.")
        hint = quote_nearest(release_id, known)
        raise UsageError(f"There is no release {release_id}; {hint}.")
    return Release(id=release_id, folder=folder, manifest=read_manifest(folder))


def verify_release(release: Release) -> list[str]:
    """What is wrong with a release's files, a sentence each; empty if nothing is."""
    problems = []
    for name, expected in release.manifest["files"].items():
        path = release.folder / name
        try:
            found = hash_file(path)
        except OSError:
            problems.append(f"Release {release.id} is damaged: {name} is missing.")
            continue
        if found != expected:
            problems.append(
                f"Release {release.id} is damaged: {name} is not what was published."
            )
    return problems


def stamp_files(release: Release) -> tuple[tuple[str, int, int], ...]:
    """What changes whenever a file of a release does: names, sizes and times.

    Much cheaper than its hashes, so that only what has changed is verified again.
    """
    stamps = []
    for name in (MANIFEST, *release.manifest["files"]):
        try:
            found = (release.folder / name).stat()
            stamps.append((name, found.st_size, found.st_mtime_ns))
        except OSError:
            stamps.append((name, -1, 0))
    return tuple(stamps)


def open_current() -> tuple[Release, str | None]:
    """The current release, verified; or the newest good one before it, and why.

    Raises Refusal if nothing was published or no release is whole.
    """
    wanted, known = current_id(), list_ids()
    if wanted is None and not known:
        raise Refusal("Nothing has been published yet.")
    candidates = list(reversed(list_candidates(wanted, known)))
    first_problem = None
    if wanted is None:
        first_problem = "The pointer to the current release is missing."
    for release_id in [wanted, *candidates] if wanted else candidates:
        try:
            release = read_release(release_id)
            problems = verify_release(release)
        except Refusal as error:
            problems = [str(error)]
        if not problems:
            notice = (
                first_problem
                and f"{first_problem} Release {release_id} is shown instead."
            )
            return release, notice
        first_problem = first_problem or problems[0]
    raise Refusal(f"{first_problem} No other release is whole.")


def list_candidates(wanted: str | None, known: list[str]) -> list[str]:
    """Releases that may stand in for the current one, oldest first.

    Those before it: whoever went back to it did not want what came after. Where its
    manifest is lost nothing is known of its place, and any other will do.
    """
    if wanted is None or wanted not in known:
        return known
    try:
        read_manifest(releases_folder() / wanted)
    except Refusal:
        return [release_id for release_id in known if release_id != wanted]
    return known[: known.index(wanted)]


def use_release(release_id: str) -> Release:
    """Make a published release current again; Refusal if it is damaged."""
    release = read_release(release_id)
    problems = verify_release(release)
    if problems:
        raise Refusal(problems[0])
    point_to(release_id)
    return release


def prune_releases(keep: int) -> list[str]:
    """Delete all but the newest `keep` releases, never the current; gives their ids."""
    if keep < 1:
        raise UsageError(f"At least one release must be kept, not {keep}.")
    wanted = current_id()
    spare = [each for each in list_ids()[:-keep] if each != wanted]
    for release_id in spare:
        folder = releases_folder() / release_id
        # Without its manifest a half-deleted folder is no release to anyone.
        (folder / MANIFEST).unlink()
        shutil.rmtree(folder)
    clear_unfinished()
    return spare


def clear_unfinished() -> None:
    """Delete what killed publishes have left behind; a live one holds a lock."""
    for path in releases_folder().glob(f"{UNFINISHED}*"):
        try:
            handle = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        except BlockingIOError:
            continue
        finally:
            os.close(handle)
