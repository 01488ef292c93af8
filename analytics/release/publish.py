"""Publishing: landed files, checked against the contract, become a release.

Nothing is lost: for every source, rows in = accepted + rejected + set aside.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.ground.calendar import FIRST_DAY
from analytics.ground.errors import Refusal, quote_nearest
from analytics.ground.landlord import Landlord, read_landlord
from analytics.measures import MEASURES
from analytics.profiles.declared import Profile
from analytics.release.checking import Judge, Publishing
from analytics.release.landing import read_landing
from analytics.release.store import Release, write_release
from analytics.release.warehouse import connect
from expectations.rules import Circumstances, Judgement, Rule
from expectations.sources import SOURCES


# Told of each step: what is being done, and how many steps there are.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A release, with what an officer should be told of how it came about."""

    release: Release
    ignored_files: tuple[str, ...]
    unknown_columns: dict[str, tuple[str, ...]]
    sentences: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """What `publish --json` prints."""
        counts = ("rows_in", "accepted", "rejected", "set_aside")
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


def find_landlord(
    paths: list[Path], given: Path | None
) -> tuple[Landlord, Path | None]:
    """The landlord given, else the one in a folder published, else the neutral one."""
    found = [path / "landlord.toml" for path in paths if path.is_dir()]
    path = given or next((each for each in found if each.is_file()), None)
    return (read_landlord(path), path) if path else (Landlord(), None)


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


def judge_by_great_expectations(
    frame: pd.DataFrame, rules: list[Rule]
) -> list[Judgement]:
    """What Great Expectations says of rules; it takes seconds to load."""
    from expectations.validate import judge

    return judge(frame, rules)


def publish(
    paths: list[Path],
    *,
    as_at: date | None = None,
    landlord_file: Path | None = None,
    profile: Profile | None = None,
    progress: Progress = ignore_progress,
    judge: Judge | None = judge_by_great_expectations,
) -> Publication:
    """Publish the extracts at some paths as a new, current release.

    Each is read through the profile given, else through the one that its headings fit.

    Rules are found broken by SQL and judged again by `judge`; the two must agree. With
    None SQL alone decides, and the release says so.

    Raises Refusal, with nothing published, if a file or required column is missing or
    unreadable, or a source has rows and none is accepted.
    """
    landlord, landlord_path = find_landlord(paths, landlord_file)
    check_measures(landlord)
    # Only here does today's date come in, and it is recorded in the release.
    day = as_at or landlord.as_at or datetime.now().astimezone().date()
    if not FIRST_DAY <= day <= date(2100, 1, 1):
        raise Refusal(f"The as-at date {day} is not between 1990 and 2100.")
    landing = read_landing(paths, profile)
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
    desk = Publishing(connect(), landlord, circumstances, judge)
    try:
        for name, files in supplied.items():
            progress(f"Checking {name}", steps)
            desk.take(SOURCES[name], files)
        progress("Building the models", steps)
        desk.build()
        progress("Judging the warnings", steps)
        desk.warn()
        desk.balance()
        progress("Writing the release", steps)
        release = write_release(
            day, lambda folder: desk.write(folder, landing, landlord_path)
        )
        sentences = tuple(desk.read_sentences())
    finally:
        desk.connection.close()
    return Publication(
        release=release,
        ignored_files=tuple(landing.ignored),
        unknown_columns={
            file.file: file.unknown_columns
            for file in landing.files
            if file.unknown_columns
        },
        sentences=sentences,
    )
