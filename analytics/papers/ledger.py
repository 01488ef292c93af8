"""What each paper told each board, and what of it a later release gives otherwise.

A paper that was told is kept in a folder of its own beside the releases, so that none
of them loses it: its files with their hashes, and its figures as they were printed.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analytics.behind.changes import SourceChange, compare_rows, write_compared
from analytics.figures.open_release import OpenRelease, open_beside
from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.ground.errors import Refusal, UsageError
from analytics.ground.settings import data_folder
from analytics.measures import MEASURES
from analytics.measures.result import Result
from analytics.papers.paper import Paper
from analytics.release.store import hash_file, list_ids


RECORD = "paper.json"


@dataclass(frozen=True, kw_only=True)
class ToldFigure:
    """One figure of a paper: what was asked, and how it was written."""

    measure_id: str
    period: str
    by: tuple[str, ...]
    group: Mapping[str, str]
    where: Mapping[str, tuple[str, ...]]
    written: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """A paper as it was told to a board on a day, from which release."""

    id: str
    kind: str
    title: str
    board: str
    told_on: date
    release: str
    is_sample: bool
    audience: str
    files: Mapping[str, str]
    figures: tuple[ToldFigure, ...]


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A figure that a later release gives otherwise than it was told."""

    figure: ToldFigure
    now: Result

    def write(self) -> str:
        """From what to what, as a line."""
        label = self.now.measure.label
        group = ", ".join(self.figure.group.values())
        of = f", {group}" if group else ""
        return (
            f"{label}{of}, {self.figure.period}: then {self.figure.written}; now "
            f"{write_compared(self.now)}"
        )


def ledger_folder() -> Path:
    """The folder with one folder for each paper that was told."""
    return data_folder() / "papers"


def check_told(release: OpenRelease, board: str, told_on: date) -> None:
    """Raise UsageError for nobody, and for a day before the paper could be made."""
    if told_on < release.as_at:
        raise UsageError(
            f"The paper is as at {release.as_at}, which is after {told_on}: it cannot "
            "have been told then."
        )
    if not board.strip():
        raise UsageError("Say to whom it was told.")


def keep_paper(
    release: OpenRelease, paper: Paper, files: Sequence[Path], board: str, told_on: date
) -> Told:
    """Keep a paper and copies of its files as told to a board on a day.

    Raises UsageError for what `check_told` does, and Refusal where the folder cannot
    be written to.
    """
    check_told(release, board, told_on)
    folder = ledger_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    except OSError as error:
        raise Refusal(
            f"{folder}: it cannot be written to ({error.strerror})."
        ) from error
    try:
        for path in files:
            shutil.copyfile(path, workshop / path.name)
        told = Told(
            id=number_paper(folder, f"{told_on}-{paper.file_stem}"),
            kind=paper.kind,
            title=paper.title,
            board=board.strip(),
            told_on=told_on,
            release=release.release.id,
            is_sample=release.release.is_sample,
            audience=release.landlord.audience,
            files={path.name: hash_file(path) for path in files},
            figures=tuple(list_figures(paper)),
        )
        record = json.dumps(write_record(told), indent=1, ensure_ascii=False)
        (workshop / RECORD).write_text(record, encoding="utf-8")
        workshop.chmod(0o755)
        workshop.rename(folder / told.id)
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise
    return told


def number_paper(folder: Path, stem: str) -> str:
    """A name that no paper has yet: the same may be told to two boards on one day."""
    number = 1
    while (folder / f"{stem}.{number}").exists():
        number += 1
    return f"{stem}.{number}"


def list_figures(paper: Paper) -> Iterator[ToldFigure]:
    """The figures of a paper that a later release can be asked again, each once.

    What is counted at the as-at date is another figure on another day.
    """
    seen = set()
    for section in paper.sections:
        for result in section.results:
            if not result.is_ok or result.measure.is_at_as_at:
                continue
            key = (
                result.measure.id,
                result.period.label,
                tuple(result.group.items()),
                tuple(result.filters.items()),
            )
            if key not in seen:
                seen.add(key)
                yield ToldFigure(
                    measure_id=result.measure.id,
                    period=result.period.label,
                    by=result.by if result.group else (),
                    group=dict(result.group),
                    where=dict(result.filters),
                    written=write_compared(result),
                )


def write_record(told: Told) -> dict[str, Any]:
    """A paper as its record has it."""
    return {
        **vars(told),
        "told_on": told.told_on.isoformat(),
        "figures": [vars(each) for each in told.figures],
    }


def list_told() -> list[Told]:
    """Every paper that was told, the latest first; Refusal where a record is spoilt."""
    folder = ledger_folder()
    if not folder.is_dir():
        return []
    found = [
        read_record(path / RECORD)
        for path in folder.iterdir()
        if not path.name.startswith(".") and (path / RECORD).is_file()
    ]
    return sorted(found, key=lambda told: (told.told_on, told.id), reverse=True)


def read_record(path: Path) -> Told:
    """A paper from its record; Refusal where that is not what was written."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        figures = tuple(
            ToldFigure(
                **{
                    **each,
                    "by": tuple(each["by"]),
                    "where": {name: tuple(of) for name, of in each["where"].items()},
                }
            )
            for each in found["figures"]
        )
        told_on = date.fromisoformat(found["told_on"])
        return Told(**{**found, "told_on": told_on, "figures": figures})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refusal(f"{path}: the record of this paper cannot be read.") from error


def list_told_beside(release: OpenRelease) -> list[Told]:
    """The papers that may be set beside a release, the latest first.

    What was told within the landlord stays there: it is no paper for the public.
    """
    is_public = release.landlord.audience == "public"
    return [
        told
        for told in list_told()
        if told.is_sample == release.release.is_sample
        and (told.audience == "public" or not is_public)
    ]


def find_last_told(release: OpenRelease) -> Told | None:
    """The paper told last; None where it was of the release shown, or there is none."""
    told = next(iter(list_told_beside(release)), None)
    return told if told and told.release != release.release.id else None


def list_moved_since(release: OpenRelease, told: Told) -> list[Moved]:
    """The figures of a paper that a release gives otherwise."""
    moved = []
    for figure in told.figures:
        now = ask_anew(release, figure)
        if now is not None and write_compared(now) != figure.written:
            moved.append(Moved(figure=figure, now=now))
    return moved


def ask_anew(release: OpenRelease, figure: ToldFigure) -> Result | None:
    """A figure of a paper as a release gives it; None where it has no such group."""
    measure = MEASURES.get(figure.measure_id)
    if measure is None:
        return None
    try:
        results = run(
            release,
            [measure],
            [make_period(figure.period)],
            by=figure.by,
            where=figure.where,
        )
    except UsageError:
        # An area or a ward that the landlord has no more.
        return None
    return next((each for each in results if each.group == figure.group), None)


def list_rows_since(release: OpenRelease, told: Told) -> list[str]:
    """What happened to rows since a paper, a line a source."""
    return [
        f"{change.source.replace('_', ' ')}: {change.added:,} rows added, "
        f"{change.changed:,} changed, {change.removed:,} gone"
        for change in compare_rows_since(release, told)
    ]


def compare_rows_since(release: OpenRelease, told: Told) -> Sequence[SourceChange]:
    """The same as changes; nothing where the release told of is not kept."""
    if told.release not in list_ids():
        return ()
    try:
        before = open_beside(told.release, release)
    except Refusal:
        return ()
    try:
        return [each for each in compare_rows(before, release) if not each.is_same]
    finally:
        before.warehouse.close()
