"""What an officer is about to bring in: kept for this visit alone, then thrown away."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self
from weakref import finalize

import streamlit as st

from analytics.behind.rehearsal import Rehearsal, rehearse
from analytics.ground.errors import Refusal
from analytics.landing.files import find_files
from analytics.landing.opening import open_sheets
from analytics.landing.sheet import Sheet
from analytics.profiles.choosing import Choice, choose
from analytics.profiles.declared import Profile
from analytics.profiles.drafts import Guess
from analytics.profiles.files import find_profile, is_own, list_profiles
from analytics.profiles.guessing import guess
from analytics.profiles.recalling import recall_columns
from analytics.release.publish import Progress, Publication
from pages.data.bringing_in.words import put_in_words


# Where a visit keeps it, and what it is told once.
KEPT, TOLD = "errand", "errand_told"
VISITS = "errands_put_away"


@dataclass(kw_only=True)
class Errand:
    """Some files in a folder of this visit's own, and what has become of them."""

    folder: Path
    names: tuple[str, ...]
    as_at: date | None = None
    # A day that was said, after which something was done.
    early: date | None = None
    profile: str = ""
    # Whose complaints they are, as a landlord.toml has it, where the page asked.
    landlord: str = ""
    unknown: Sheet | None = None
    guess: Guess | None = None
    lacks: str = ""
    rehearsal: Rehearsal | None = None
    published: Publication | None = None
    # The officer's own way of reading it that is being changed.
    changed: Profile | None = None
    tries: int = 0
    # What was said of columns that were taken for the wrong thing.
    corrected: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, files: list[tuple[str, bytes]]) -> Self:
        """Files put into a folder that goes when the visit does, if not before."""
        folder = Path(tempfile.mkdtemp(prefix="export-"))
        names = []
        for place, (given, content) in enumerate(files):
            name = Path(given.replace("\\", "/")).name
            # Two of one name are told apart by their folders.
            home = folder / str(place) if name in names else folder
            home.mkdir(exist_ok=True)
            (home / name).write_bytes(content)
            names.append(name)
        errand = cls(folder=folder, names=tuple(names))
        finalize(errand, shutil.rmtree, folder, ignore_errors=True)
        return errand

    def list_paths(self) -> list[Path]:
        """Every file that was brought."""
        return sorted(
            path
            for path in self.folder.rglob("*")
            if path.is_file() and path != self.landlord_file
        )

    @property
    def landlord_file(self) -> Path:
        """Where it lies what was said of the landlord."""
        return self.folder / "said" / "landlord.toml"

    def find_landlord(self) -> Path | None:
        """A file of what was said of the landlord; None where nothing was."""
        if not self.landlord:
            return None
        self.landlord_file.parent.mkdir(exist_ok=True)
        self.landlord_file.write_text(self.landlord, encoding="utf-8")
        return self.landlord_file

    def find_unknown(self) -> tuple[Sheet | None, str]:
        """The first file that no profile knows, with what it lacks to be a known one.

        Of several sheets the one with the most headings is meant. Told is what one of
        the officer's own ways of reading misses: the ways of other systems say nothing
        to somebody who has never seen them.
        """
        profiles = list_profiles()
        found, _ = find_files(self.list_paths())
        for path, label in found.items():
            sheets = open_sheets(path, label)
            choices = [choose(sheet, profiles) for sheet in sheets]
            if sheets and not any(choice.matches for choice in choices):
                widest = max(sheets, key=lambda sheet: len(sheet.headings))
                return widest, tell_lacking_own(choices)
        return None, ""

    def try_out(self, progress: Progress) -> None:
        """Rehearse the files; without a profile that knows them, say so instead."""
        self.unknown, self.guess, self.lacks = None, None, ""
        self.changed = None
        self.tries += 1
        if not self.profile:
            self.unknown, self.lacks = self.find_unknown()
        if self.unknown:
            self.guess, self.corrected = guess(self.unknown), {}
            return
        if self.rehearsal:
            self.rehearsal.close()
        profile = find_profile(self.profile) if self.profile else None
        self.rehearsal = rehearse(
            self.list_paths(),
            as_at=self.as_at,
            landlord_file=self.find_landlord(),
            profile=profile,
            progress=progress,
        )
        finalize(self, self.rehearsal.close)

    def ask_anew(self, file: str, name: str) -> None:
        """Take up a file as if nobody knew it, with what is known as answers.

        Nothing is changed until the answers are saved.
        """
        found, _ = find_files(self.list_paths())
        self.unknown = next(
            sheet
            for path, label in found.items()
            for sheet in open_sheets(path, label)
            if sheet.file == file
        )
        self.guess, self.changed = guess(self.unknown), find_profile(name)
        self.corrected = recall_columns(self.guess, self.changed)
        self.close()
        self.tries += 1

    def add(self, name: str, content: bytes) -> None:
        """Put another file beside those that are taken up."""
        (self.folder / name).write_bytes(content)
        self.names = tuple(dict.fromkeys((*self.names, name)))
        self.close()

    @property
    def press(self) -> str:
        """What tells one press of this errand from the next."""
        done = " published" if self.published else ""
        return f"{self.folder.name} {self.tries}{done}"

    def publish(self, agreed: frozenset[str]) -> None:
        """Publish exactly what was rehearsed, and throw the files away."""
        if self.rehearsal is None:
            raise Refusal("Nothing was tried yet.")
        self.published = self.rehearsal.publish(agreed)
        self.discard()

    def close(self) -> None:
        """Throw away what was rehearsed."""
        if self.rehearsal:
            self.rehearsal.close()
            self.rehearsal = None

    def discard(self) -> None:
        """Throw the files and what was rehearsed away."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def strip_folder(self, sentence: str) -> str:
        """A sentence without the name of a folder that the officer never saw."""
        return sentence.replace(f"{self.folder}/", "")


def tell_lacking_own(choices: Sequence[Choice]) -> str:
    """What a file lacks to be read in one of the officer's own ways; "" if it is none.

    A heading was changed, as a rule.
    """
    for choice in choices:
        if choice.nearest and is_own(choice.nearest.name):
            return (
                f"It is like what is read through “{choice.nearest.title}”, but has no "
                f"column “{choice.wanted}”."
            )
    return ""


def read_errand() -> Errand | None:
    """What this visit is about to bring in."""
    found: Errand | None = st.session_state.get(KEPT)
    return found


def begin(errand: Errand) -> None:
    """Take up some files."""
    st.session_state[KEPT] = errand


def start_again() -> None:
    """Put away what was taken up, files and all."""
    errand = st.session_state.pop(KEPT, None)
    if errand:
        errand.discard()
    # The box for files is drawn anew: the browser has forgotten those it had.
    st.session_state[VISITS] = count_visits() + 1


def count_visits() -> int:
    """How many errands were put away in this visit."""
    return int(st.session_state.get(VISITS, 0))


def tell_later(sentence: str) -> None:
    """Keep a sentence for when the page is drawn again."""
    st.session_state[TOLD] = sentence


def pop_told() -> str:
    """What was kept to be said, once."""
    return str(st.session_state.pop(TOLD, ""))


@contextmanager
def show_bar(first: str) -> Iterator[Callable[[str, int], None]]:
    """A progress bar while something takes its time."""
    bar = st.progress(0.0, text=first)
    done = 0

    def tell(step: str, steps: int) -> None:
        nonlocal done
        done += 1
        bar.progress(min(done / (steps + 1), 1.0), text=put_in_words(step))

    try:
        yield tell
    finally:
        bar.empty()


def write_plain(error: Any) -> str:
    """What went wrong with a file, in a sentence that ends in a press."""
    errand = read_errand()
    sentence = str(error)
    return put_in_words(errand.strip_folder(sentence) if errand else sentence)
