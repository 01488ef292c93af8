"""The history of releases: every one, newest first, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass

from analytics.ground.errors import Refusal
from analytics.ground.settings import releases_folder
from analytics.release.store import (
    Release,
    current_id,
    list_ids,
    read_manifest,
    verify_release,
)


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One line of the history: a release, or an id and why it cannot be opened."""

    id: str
    release: Release | None
    problem: str | None
    is_current: bool


def list_history(
    verify: Callable[[Release], list[str]] = verify_release,
) -> list[HistoryEntry]:
    """Every release, newest published first; damaged ones say what is wrong.

    `verify` may be a `verify_release` that remembers its answers.
    """
    try:
        current = current_id()
    except Refusal:
        current = None
    return [
        make_entry(release_id, release_id == current, verify)
        for release_id in reversed(list_ids())
    ]


def make_entry(
    release_id: str, is_current: bool, verify: Callable[[Release], list[str]]
) -> HistoryEntry:
    """The line of one release in the history."""
    folder = releases_folder() / release_id
    release: Release | None = None
    try:
        # Not read_release: it would list every release again for each of them.
        release = Release(id=release_id, folder=folder, manifest=read_manifest(folder))
        problem = next(iter(verify(release)), None)
    except Refusal as error:
        problem = str(error)
    return HistoryEntry(
        id=release_id, release=release, problem=problem, is_current=is_current
    )
