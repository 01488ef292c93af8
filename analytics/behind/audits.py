"""Audits of handled complaints: cases drawn by lot, and what was found in each.

An audit is a file in `data/audits/`, apart from releases. Which cases it draws follows
from its question alone, so that anybody can draw them again: nobody chose them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from analytics.behind.cases import list_rows, may_see_rows
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import Period, make_period
from analytics.ground.errors import Refusal, UsageError
from analytics.ground.files import put
from analytics.ground.intervals import find_share_interval
from analytics.ground.settings import data_folder
from analytics.measures import find_measure
from analytics.measures.dimensions import NOT_RECORDED


AuditMark = Literal["yes", "no", "not applicable"]
AUDIT_MARKS: tuple[AuditMark, ...] = ("yes", "no", "not applicable")

# What the Code asks of every case that the papers of the case show, each with where it
# asks it at stage 1 and at stage 2.
CASE_CHECKS: dict[str, tuple[str, tuple[str, str]]] = {
    "acknowledged": ("Acknowledged, and told what happens next", ("6.2", "6.11")),
    "definition": (
        "The complaint, and what is wished, set out in words",
        ("5.6", "5.6"),
    ),
    "points": ("Every point answered, with reasons", ("6.7", "6.18")),
    "remedy": ("What was promised says what and by when, and was done", ("7.3", "7.3")),
    "escalation": ("Told how to go on if dissatisfied", ("6.9", "6.19")),
    "ombudsman": ("Told of the Ombudsman", ("3.7", "3.7")),
}
FEWEST_DRAWN, MOST_DRAWN = 5, 200


@dataclass(frozen=True, kw_only=True)
class AuditedCase:
    """A case that was drawn, its area, and what was found of each check."""

    complaint_id: str
    area: str
    marks: Mapping[str, AuditMark]

    @property
    def is_done(self) -> bool:
        """Whether each check has an answer."""
        return set(self.marks) == set(CASE_CHECKS)


@dataclass(frozen=True, kw_only=True)
class Audit:
    """One audit: of which cases, how they were drawn, and what was found in them."""

    id: str
    stage: int
    period: str
    by_area: bool
    handled: int
    drawn_on: date
    release: str
    is_sample: bool
    cases: tuple[AuditedCase, ...]


@dataclass(frozen=True, kw_only=True)
class CheckRate:
    """Of one check: in how many cases it held, of those it applies to, and how sure."""

    check: str
    yes: int
    judged: int
    lower: float
    upper: float

    def write(self) -> str:
        """It in words, counts first."""
        if not self.judged:
            return "not judged of any case yet"
        return (
            f"{self.yes} of {self.judged}; of all handled between "
            f"{self.lower:.0f}% and {self.upper:.0f}%"
        )


def audits_folder() -> Path:
    """The folder with one file for each audit."""
    return data_folder() / "audits"


def list_handled(release: OpenRelease, stage: int, period: Period) -> dict[str, str]:
    """The answered cases of a stage and period, each with its first service area.

    Refusal where the audience may not see rows.
    """
    measure = find_measure(f"received_{stage}")
    if not may_see_rows(release, measure):
        raise Refusal("Cases are for the internal audience only.")
    rows = list_rows(release, measure, period, {}).to_pylist()
    return {
        str(row["complaint_id"]): (row["service_areas"] or [NOT_RECORDED])[0]
        for row in rows
        if row["responded_date"] is not None
    }


def draw_cases(handled: Mapping[str, str], size: int, lot: str) -> list[str]:
    """Cases drawn by lot: in the order of the hashes of its words with their ids."""
    return sorted(handled, key=lambda each: sha256(f"{lot} {each}".encode()).digest())[
        :size
    ]


def draw_by_area(handled: Mapping[str, str], size: int, lot: str) -> list[str]:
    """The same, so many of each area as its part of all, by largest remainder."""
    areas = sorted(set(handled.values()))
    of_area = {
        area: {name: area for name, of in handled.items() if of == area}
        for area in areas
    }
    size = min(size, len(handled))
    exact = {area: size * len(of_area[area]) / len(handled) for area in areas}
    given = {area: int(exact[area]) for area in areas}
    left = sorted(areas, key=lambda area: (given[area] - exact[area], area))
    for area in left[: size - sum(given.values())]:
        given[area] += 1
    return [
        name for area in areas for name in draw_cases(of_area[area], given[area], lot)
    ]


def start_audit(
    release: OpenRelease,
    stage: int,
    period: Period,
    size: int,
    drawn_on: date,
    *,
    by_area: bool = False,
) -> Audit:
    """Draw cases for an audit and keep it.

    UsageError for a size that says nothing, or a time in which no case was answered.
    """
    if not FEWEST_DRAWN <= size <= MOST_DRAWN:
        raise UsageError(f"Draw from {FEWEST_DRAWN} to {MOST_DRAWN} cases.")
    handled = list_handled(release, stage, period)
    if not handled:
        raise UsageError(f"No stage {stage} case of {period.label} was answered.")
    lot = f"stage {stage} {period.label} {drawn_on}"
    drawn = (draw_by_area if by_area else draw_cases)(handled, size, lot)
    audit = Audit(
        id=number_audit(f"{drawn_on}-stage-{stage}"),
        stage=stage,
        period=period.label,
        by_area=by_area,
        handled=len(handled),
        drawn_on=drawn_on,
        release=release.release.id,
        is_sample=release.release.is_sample,
        cases=tuple(
            AuditedCase(complaint_id=name, area=handled[name], marks={})
            for name in drawn
        ),
    )
    keep_audit(audit)
    return audit


def number_audit(stem: str) -> str:
    """A name that no audit has yet."""
    number = 1
    while (audits_folder() / f"{stem}-{number}.json").exists():
        number += 1
    return f"{stem}-{number}"


def mark_case(audit: Audit, complaint_id: str, marks: Mapping[str, AuditMark]) -> Audit:
    """An audit with what was found in one of its cases, kept.

    UsageError for a case that was not drawn, a check that there is not, or a mark.
    """
    if complaint_id not in {each.complaint_id for each in audit.cases}:
        raise UsageError(f'"{complaint_id}" was not drawn for {audit.id}.')
    for check, mark in marks.items():
        if check not in CASE_CHECKS or mark not in AUDIT_MARKS:
            raise UsageError(f'"{check}" cannot be "{mark}".')
    cases = tuple(
        replace(each, marks=dict(marks)) if each.complaint_id == complaint_id else each
        for each in audit.cases
    )
    changed = replace(audit, cases=cases)
    keep_audit(changed)
    return changed


def keep_audit(audit: Audit) -> None:
    """Write an audit, whole or not at all; Refusal if it cannot be written."""
    folder = audits_folder()
    record = {
        **vars(audit),
        "drawn_on": audit.drawn_on.isoformat(),
        "cases": [vars(each) for each in audit.cases],
    }
    content = json.dumps(record, indent=1, ensure_ascii=False)
    try:
        put(folder / f"{audit.id}.json", content.encode())
    except OSError as error:
        raise Refusal(
            f"{folder}: it cannot be written to ({error.strerror})."
        ) from error


def list_audits(release: OpenRelease) -> list[Audit]:
    """Every audit on what a release is of, the latest first; none for the public.

    Refusal where one is spoilt.
    """
    folder = audits_folder()
    if release.landlord.audience == "public" or not folder.is_dir():
        return []
    found = [read_audit(path) for path in folder.glob("[!.]*.json")]
    ours = [each for each in found if each.is_sample == release.release.is_sample]
    return sorted(ours, key=lambda each: (each.drawn_on, each.id), reverse=True)


def read_audit(path: Path) -> Audit:
    """An audit from its file; Refusal where that is not what was written."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        make_period(found["period"])
        cases = tuple(AuditedCase(**each) for each in found["cases"])
        drawn_on = date.fromisoformat(found["drawn_on"])
        if found["id"] != path.stem or any(
            not {*each.marks} <= {*CASE_CHECKS}
            or not {*each.marks.values()} <= {*AUDIT_MARKS}
            for each in cases
        ):
            raise ValueError(path.stem)
        return Audit(**{**found, "drawn_on": drawn_on, "cases": cases})
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        UsageError,
    ) as error:
        raise Refusal(f"{path}: this audit cannot be read.") from error


def forget_audited(ids: Sequence[str]) -> None:
    """Take complaints out of every audit that were erased; what was found stays.

    Refusal where an audit is spoilt or cannot be written.
    """
    folder = audits_folder()
    for path in folder.glob("[!.]*.json") if folder.is_dir() else ():
        audit = read_audit(path)
        cases = tuple(
            replace(each, complaint_id=f"erased {place}", area=NOT_RECORDED)
            if each.complaint_id in ids
            else each
            for place, each in enumerate(audit.cases, start=1)
        )
        if cases != audit.cases:
            keep_audit(replace(audit, cases=cases))


def list_rates(cases: Sequence[AuditedCase]) -> list[CheckRate]:
    """Of each check in how many cases it held, with its 95% interval (Wilson's).

    Cases to which it does not apply, and those not looked at yet, are left out.
    """
    rates = []
    for check in CASE_CHECKS:
        marks = [each.marks.get(check) for each in cases]
        yes, judged = marks.count("yes"), marks.count("yes") + marks.count("no")
        lower, upper = find_share_interval(yes, judged) if judged else (0.0, 1.0)
        rates.append(
            CheckRate(
                check=check,
                yes=yes,
                judged=judged,
                lower=100 * lower,
                upper=100 * upper,
            )
        )
    return rates
