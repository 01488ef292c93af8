"""What officers say of figures, and what members asked: kept apart from releases.

Each is one file in `data/commentary/`, so that no release and no pruning loses it. It
is somebody's word and never a figure: it stands beside figures and says whose it is.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from analytics.claims.checking import check_claims
from analytics.claims.claim import AGREES_WITH, UNMATCHED, Checked
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import make_period, write_date
from analytics.ground.errors import Refusal, UsageError
from analytics.ground.files import put
from analytics.ground.settings import data_folder
from analytics.measures import MEASURES, find_measure
from analytics.papers.paper import Section
from analytics.view import View
from analytics.words.names import write_period
from expectations.personal import PERSONAL_PATTERNS


Kind = Literal["comment", "question", "answer"]
LONGEST_REMARK = 1_000


@dataclass(frozen=True, kw_only=True)
class KeptRemark:
    """An officer's comment on a figure, a member's question, or the answer to one.

    `text` is why, or what is asked or answered; `done`, `owner` and `by_when` are what
    was done, who does it, and by when, each empty where it is not said. An answer is
    `to` the id of its question.
    """

    kind: Kind
    measure_id: str
    period: str
    author: str
    written_on: date
    text: str
    done: str = ""
    owner: str = ""
    by_when: str = ""
    to: str = ""
    id: str = ""
    is_sample: bool = False

    def write(self) -> str:
        """It in a line, with whose it is and of which day."""
        parts = [self.text.rstrip(".") + "."]
        parts += [f"Done: {self.done.rstrip('.')}."] if self.done else []
        parts += [f"Who: {self.owner.rstrip('.')}."] if self.owner else []
        parts += [f"By when: {self.by_when.rstrip('.')}."] if self.by_when else []
        return f"{' '.join(parts)} ({self.author}, {write_date(self.written_on)})"

    @property
    def year(self) -> str:
        """The reporting year that it is about."""
        return make_period(self.period).year

    @property
    def about(self) -> str:
        """The figure and the time that it is about."""
        label = find_measure(self.measure_id).label
        return f"{label}, {write_period(make_period(self.period))}"


def commentary_folder() -> Path:
    """The folder with one file for each remark."""
    return data_folder() / "commentary"


def check_remark(release: OpenRelease, remark: KeptRemark) -> list[Checked]:
    """What of a remark the records do not bear out; UsageError if it cannot be kept."""
    find_measure(remark.measure_id)
    period = make_period(remark.period)
    if not remark.author.strip():
        raise UsageError("Say whose words these are.")
    if not remark.text.strip():
        raise UsageError("There is nothing to keep: the text is empty.")
    whole = " ".join((remark.text, remark.done, remark.owner, remark.by_when))
    if len(whole) > LONGEST_REMARK:
        raise UsageError(f"At most {LONGEST_REMARK:,} characters are kept.")
    for name, pattern in PERSONAL_PATTERNS.items():
        if re.search(pattern, f"{whole} {remark.author}"):
            raise UsageError(f"It holds what looks like {name}: leave that out.")
    if remark.kind == "answer" and remark.to not in {
        each.id for each in list_remarks(release) if each.kind == "question"
    }:
        raise UsageError(f'There is no question "{remark.to}" to answer.')
    checked = check_claims(
        release, f"{remark.text} {remark.done}", make_period(period.year)
    )
    return [
        each for each in checked if each.verdict not in ("", AGREES_WITH, UNMATCHED)
    ]


def keep_remark(release: OpenRelease, remark: KeptRemark) -> KeptRemark:
    """Keep a remark; UsageError as `check_remark`, Refusal if it cannot be written."""
    check_remark(release, remark)
    folder = commentary_folder()
    record = {
        **{name: clean_text(value) for name, value in vars(remark).items()},
        "written_on": remark.written_on.isoformat(),
        "is_sample": release.release.is_sample,
    }
    del record["id"]
    content = json.dumps(record, indent=1, ensure_ascii=False)
    try:
        path = put(number_remark(folder, remark), content.encode())
    except OSError as error:
        raise Refusal(
            f"{folder}: it cannot be written to ({error.strerror})."
        ) from error
    return read_remark(path)


def clean_text(value: object) -> object:
    """A text on one line; anything else as it is."""
    return " ".join(value.split()) if isinstance(value, str) else value


def number_remark(folder: Path, remark: KeptRemark) -> Path:
    """A file that no remark has yet."""
    number = 1
    while (folder / f"{remark.written_on}-{remark.kind}-{number}.json").exists():
        number += 1
    return folder / f"{remark.written_on}-{remark.kind}-{number}.json"


def read_remark(path: Path) -> KeptRemark:
    """A remark from its file; Refusal where that is not what was written."""
    try:
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        remark = KeptRemark(
            **{**found, "written_on": date.fromisoformat(found["written_on"])},
            id=path.stem,
        )
        if remark.measure_id not in MEASURES:
            raise ValueError(remark.measure_id)
        make_period(remark.period)
    except (OSError, ValueError, KeyError, TypeError, UsageError) as error:
        raise Refusal(f"{path}: this remark cannot be read.") from error
    return remark


def list_remarks(release: OpenRelease) -> list[KeptRemark]:
    """Every remark on what a release is of, in order; Refusal where one is spoilt.

    The public is shown none: they are officers' and members' words within the landlord.
    """
    folder = commentary_folder()
    if release.landlord.audience == "public" or not folder.is_dir():
        return []
    found = [read_remark(path) for path in sorted(folder.glob("[!.]*.json"))]
    return [each for each in found if each.is_sample == release.release.is_sample]


def write_remarks_of(remarks: Sequence[KeptRemark]) -> list[str]:
    """Remarks as lines: each comment and question with its figure, answers after it."""
    answers: dict[str, list[KeptRemark]] = {}
    for each in remarks:
        if each.kind == "answer":
            answers.setdefault(each.to, []).append(each)
    lines = []
    for each in remarks:
        if each.kind == "answer":
            continue
        name = "Question on " if each.kind == "question" else ""
        lines.append(f"{name}{each.about}: {each.write()}")
        replies = answers.get(each.id, [])
        lines += [f"Answer: {reply.write()}" for reply in replies]
        if each.kind == "question" and not replies:
            lines.append("No answer is kept.")
    return lines


def say_comments(view: View) -> Section:
    """What officers say of the year's figures, and what was asked and answered."""
    try:
        remarks = list_remarks(view.release)
    except Refusal as refusal:
        return Section(
            key="comments", heading="What officers say", sentences=(str(refusal),)
        )
    of_year = [each for each in remarks if each.year == view.period.year]
    lines = write_remarks_of(of_year)
    return Section(
        key="comments",
        heading="What officers say",
        sentences=() if lines else ("No officer’s comment is kept on these figures.",),
        points=tuple(lines),
    )
