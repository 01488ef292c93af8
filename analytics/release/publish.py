"""Publishing: landed files, checked against the contract, become a release.

Nothing is lost: for every source, rows in = accepted + rejected + set aside.
"""

import getpass
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any, Self

import pandas as pd

from analytics.ground.calendar import FIRST_DAY
from analytics.ground.errors import Refusal, quote_nearest
from analytics.ground.landlord import Landlord
from analytics.measures import MEASURES
from analytics.profiles.declared import Profile
from analytics.release.append import (
    Base,
    Objection,
    Span,
    append,
    ask_of_rejected,
    find_base,
)
from analytics.release.carrying import carry_mending
from analytics.release.checking import Judge, Publishing
from analytics.release.landing import Landing, read_landing
from analytics.release.store import Release, hold_store, write_release
from analytics.release.warehouse import connect_lean
from expectations.rules import Circumstances, Judgement, Rule
from expectations.sources import SOURCES


# The one module that knows Great Expectations, which takes seconds to load.
JUDGE = "expectations.validate"

# Nobody reads more sentences of cells that broke a rule where they are told.
SENTENCES_READ = 1_000

# Told of each step: what is being done, and how many steps there are.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A release, with what an officer should be told of how it came about."""

    release: Release
    ignored_files: tuple[str, ...]
    # What was passed over in files that were read, or is not there.
    remarks: tuple[str, ...]
    unknown_columns: dict[str, tuple[str, ...]]
    # Of cells that broke a rule: the first, and how many there are in all.
    sentences: tuple[str, ...]
    faults: int
    notice: str | None = None

    def of(self, release: Release) -> Self:
        """The same, told of the release that it became."""
        return replace(self, release=release)

    def to_dict(self) -> dict[str, Any]:
        """What `publish --json` prints."""
        counts = ("rows_in", "accepted", "rejected", "set_aside", "cells_set_aside")
        return {
            "release": self.release.id,
            "as_at": self.release.as_at.isoformat(),
            "is_sample": self.release.is_sample,
            "sources": {
                name: {key: source[key] for key in counts}
                for name, source in self.release.sources.items()
            },
        }


def ignore_progress(_step: str, _steps: int) -> None:
    """Tell nobody."""


def check_measures(landlord: Landlord) -> None:
    """Refuse a target, or what matters, of a measure that there is not.

    landlord.toml is read where no measure is known; here the two meet, before either
    counts. A release published with such a key is read as it is.
    """
    for table in ("targets", "matters"):
        for measure_id in getattr(landlord, table):
            if measure_id not in MEASURES:
                hint = quote_nearest(measure_id, list(MEASURES))
                raise Refusal(
                    f'landlord.toml: [{table}] names the measure "{measure_id}", which '
                    f"is not known: {hint}."
                )


def load_judge() -> None:
    """Load Great Expectations beside what goes on: who brings files will want it."""
    if JUDGE not in sys.modules:
        Thread(target=import_module, args=(JUDGE,), daemon=True).start()


def judge_by_great_expectations(
    frame: pd.DataFrame, rules: list[Rule]
) -> list[Judgement]:
    """What Great Expectations says of rules; it takes seconds to load."""
    from expectations.validate import judge

    return judge(frame, rules)


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A publish that is done but for its writing: nothing of it is to be seen yet."""

    desk: Publishing
    landing: Landing
    base: Base
    span: Span | None
    objections: tuple[Objection, ...]

    @property
    def as_at(self) -> date:
        """The day its figures look from."""
        return self.desk.circumstances.as_at

    def write(self, folder: Path) -> dict[str, Any]:
        """Everything the release holds, into an empty folder; gives its manifest."""
        manifest = self.desk.write(folder, self.landing, self.base.landlord_file)
        earlier = self.base.release
        if earlier:
            manifest["rejected_files"] += carry_mending(
                self.desk.connection, folder, earlier, manifest["rejected_files"]
            )
        appended_to = earlier.id if earlier else None
        replaced = str(self.span) if self.span else None
        return (
            manifest
            | sign()
            | {"appended_to": appended_to, "replaced": replaced}
            | {"columns_given": self.list_given()}
        )

    def list_given(self) -> dict[str, list[str]]:
        """The columns that any file gave of each source's rows, new ones and kept.

        A source of which rows are kept from a release that does not say so is left out:
        nobody knows of them.
        """
        given: dict[str, set[str]] = {}
        for file in self.landing.files:
            names = {name for _, name in file.match.places}
            given.setdefault(file.source.name, set()).update(names)
        if self.base.release:
            known = self.base.release.manifest.get("columns_given", {})
            for name in self.base.release.sources:
                if not self.base.release.count_held(name):
                    continue
                if name in known:
                    given.setdefault(name, set()).update(known[name])
                else:
                    given.pop(name, None)
        return {name: sorted(columns) for name, columns in sorted(given.items())}

    def tell(self, release: Release) -> Publication:
        """What an officer should be told of it as it became a release."""
        return Publication(
            release=release,
            ignored_files=tuple(self.landing.ignored),
            remarks=tuple(self.landing.list_remarks()),
            unknown_columns={
                file.file: file.unknown_columns
                for file in self.landing.files
                if file.unknown_columns
            },
            sentences=tuple(self.desk.read_sentences(SENTENCES_READ)),
            faults=self.desk.count_told(),
            notice=self.base.notice,
        )


def sign() -> dict[str, str]:
    """When a release is published, and by whom: what its manifest says of that."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return {"published_at": now, "published_by": name_user()}


def name_user() -> str:
    """The user of the machine who publishes."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A user without a name, as in a container.
        return f"user {os.getuid()}"


def check_agreed(objections: Iterable[Objection], agreed: frozenset[str]) -> None:
    """Refuse what nobody has said yes to; the sentence says how to."""
    open_ones = [each for each in objections if each.key not in agreed]
    if open_ones:
        sentences = "; ".join(each.sentence for each in open_ones)
        options = " ".join(f"--yes {each.key}" for each in open_ones)
        raise Refusal(
            f"Nothing was published: {sentences}. If that is meant, say `{options}`."
        )


def find_as_at(landing: Landing, base: Base) -> date:
    """From which day figures look where nobody has said it.

    Today, which only here comes in and is recorded in the release; but files that tell
    of nothing after the day of the release they are added to leave it its day.
    """
    newest = landing.find_newest_day()
    if base.release and (newest is None or newest <= base.release.as_at):
        return base.release.as_at
    return datetime.now().astimezone().date()


@contextmanager
def prepare(
    paths: list[Path],
    *,
    as_at: date | None = None,
    landlord_file: Path | None = None,
    profile: Profile | None = None,
    progress: Progress = ignore_progress,
    last_step: str = "Writing the release",
    judge: Judge | None = judge_by_great_expectations,
    span: Span | None = None,
) -> Iterator[Prepared]:
    """Check extracts and build what they would make of the current release.

    Each is read through the profile given, else through the one that its headings fit.
    `last_step` says what whoever asked does with it.

    Raises as `publish` does, but where only a yes is wanting.
    """
    base = find_base(paths, landlord_file)
    landlord = base.landlord
    check_measures(landlord)
    given = as_at or landlord.as_at
    if given and not FIRST_DAY <= given <= date(2100, 1, 1):
        raise Refusal(f"The as-at date {given} is not between 1990 and 2100.")
    landing = read_landing(paths, profile)
    day = given or find_as_at(landing, base)
    by_source = {
        name: [file for file in landing.files if file.source.name == name]
        for name in SOURCES
    }
    supplied = {name: files for name, files in by_source.items() if files}
    steps = len(supplied) + 3
    circumstances = Circumstances(
        as_at=day,
        first_day=FIRST_DAY,
        service_areas=tuple(area.name for area in landlord.service_areas),
    )
    desk = Publishing(connect_lean(), landlord, circumstances, judge)
    try:
        for name, files in supplied.items():
            progress(f"Checking {name}", steps)
            desk.take(SOURCES[name], files)
        progress("Building the models", steps)
        objections = [*ask_of_rejected(desk), *append(desk, base, span)]
        desk.build()
        progress("Judging the warnings", steps)
        desk.warn()
        desk.balance()
        progress(last_step, steps)
        yield Prepared(
            desk=desk,
            landing=landing,
            base=base,
            span=span,
            objections=tuple(objections),
        )
        desk.settle()
    finally:
        desk.close()


def publish(
    paths: list[Path],
    *,
    agreed: frozenset[str] = frozenset(),
    **how: Any,
) -> Publication:
    """Publish the extracts at some paths as a new, current release.

    Their rows are added to those of the current release, or take the place of those
    with their key. `how` is what `prepare` takes. Rules are found broken by SQL and
    judged again by `judge`; the two must agree. With None SQL alone decides, and the
    release says so.

    Raises Refusal, with nothing published, if a file or required column is missing or
    unreadable, a source has rows and none is accepted, or something would be done that
    nobody has `agreed` to.
    """
    with hold_store(), prepare(paths, **how) as prepared:
        check_agreed(prepared.objections, agreed)
        release = write_release(prepared.as_at, prepared.write)
        return prepared.tell(release)
