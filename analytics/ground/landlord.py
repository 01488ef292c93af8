"""Who the landlord is: landlord.toml, read and checked once."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any

from analytics.ground.calendar import Announced, add_months
from analytics.ground.errors import quote_nearest
from analytics.ground.peer_groups import GROUPS
from analytics.ground.toml_file import check_keys, read_toml


AUDIENCES = ("internal", "public")

# The two Ombudsmen complaints can go to, in short and in full.
OMBUDSMAN_NAMES = {
    "housing": ("Housing", "Housing Ombudsman"),
    "local_government": (
        "Local Government",
        "Local Government and Social Care Ombudsman",
    ),
}
OMBUDSMEN = tuple(OMBUDSMAN_NAMES)

# Who may make another release the one everybody sees: the officer at the command
# line, or every reader of the dashboard, which knows no login.
SWITCHERS = ("officer", "readers")

# How many months lie between one extract and the next.
RHYTHMS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, kw_only=True)
class ServiceArea:
    """A service area of the landlord, who reviews it, and when the name was in use."""

    name: str
    ombudsman: str = "housing"
    from_date: date | None = None
    to_date: date | None = None

    def is_used_between(self, first: date, last: date) -> bool:
        """Whether the name was in use on any day from first to last."""
        return (self.from_date is None or self.from_date <= last) and (
            self.to_date is None or self.to_date >= first
        )


@dataclass(frozen=True, kw_only=True)
class Target:
    """What the landlord has promised for a measure, and where it promised it."""

    value: float
    source: str


@dataclass(frozen=True, kw_only=True)
class Landlord:
    """The landlord a release is about. The defaults are the neutral landlord.

    `anchored` maps "measure" or "measure by dimension" to the periods whose figures
    equal published facts; it is None for a real landlord, whose figures are all its
    own, and a mapping for a sample.
    """

    name: str = ""
    short_name: str = ""
    regulator_code: str = ""
    as_at: date | None = None
    governing_body: str = "governing body"
    complaints_panel: str = "complaints panel"
    member_responsible: str = "Member Responsible for Complaints"
    audit_body: str = "audit body"
    peer_group: str = ""
    service_areas: tuple[ServiceArea, ...] = ()
    targets: dict[str, Target] = field(default_factory=dict)
    # By measure: what a difference must reach to matter, in points or times.
    matters: dict[str, float] = field(default_factory=dict)
    audience: str = "public"
    threshold: int = 5
    contacts: tuple[str, ...] = ()
    accessibility_contact: str = ""
    people: dict[str, Any] = field(default_factory=dict)
    extracts_every: str = ""
    # Those announced after this version was made: no working days either.
    bank_holidays: Announced = ()
    # The share of a source's rows above which rejecting them needs somebody's yes.
    rejected_share: float = 0.05
    anchored: dict[str, tuple[str, ...]] | None = None

    @property
    def is_sample(self) -> bool:
        """Whether the rows are made up around published totals."""
        return self.anchored is not None

    @property
    def may_readers_switch(self) -> bool:
        """Whether a reader of the dashboard may make another release the current one.

        Only where the file says so: the dashboard has no login, so a button on it is
        everybody's.
        """
        return self.people.get("releases") == "readers"

    def find_next_due(self, as_at: date) -> date | None:
        """The day by which the next extract is due; None if nobody has said how often.

        A month's end is followed by a month's end: 30 June by 30 or 31 of another.
        """
        if not self.extracts_every:
            return None
        first = add_months(as_at, RHYTHMS[self.extracts_every])
        last_day = monthrange(first.year, first.month)[1]
        is_month_end = as_at.day == monthrange(as_at.year, as_at.month)[1]
        return first.replace(day=last_day if is_month_end else min(as_at.day, last_day))


TEXT_KEYS = (
    "name",
    "short_name",
    "regulator_code",
    "governing_body",
    "complaints_panel",
    "member_responsible",
    "audit_body",
    "peer_group",
)
TABLE_KEYS = (
    "targets",
    "matters",
    "disclosure",
    "contacts",
    "people",
    "freshness",
    "checks",
    "sample",
)
KNOWN_KEYS = (*TEXT_KEYS, "as_at", "service_areas", "bank_holidays", *TABLE_KEYS)


def read_landlord(path: Path) -> Landlord:
    """The landlord described in a toml file.

    Raises Refusal, in one sentence with file, key and rule, if it cannot be read.
    """
    return read_toml(path, make_landlord)


def make_landlord(content: dict[str, Any]) -> Landlord:
    """The landlord for the content of a landlord.toml; ValueError names the key."""
    check_keys(content, KNOWN_KEYS, "")
    for key in TABLE_KEYS:
        if not isinstance(content.get(key, {}), dict):
            raise ValueError(f"{key} must be a table, written [{key}]")
    disclosure = content.get("disclosure", {})
    check_keys(disclosure, ("audience", "threshold"), " of disclosure")
    values: dict[str, Any] = {
        key: read_text(content, key) for key in TEXT_KEYS if key in content
    }
    check_peer_group(values.get("peer_group", ""))
    values |= {
        "as_at": read_date(content, "as_at"),
        "service_areas": read_service_areas(content.get("service_areas", [])),
        "targets": read_targets(content.get("targets", {})),
        "matters": read_matters(content.get("matters", {})),
        "audience": read_choice(disclosure, "audience", AUDIENCES, "public"),
        "threshold": read_threshold(disclosure),
        "contacts": tuple(
            text
            for value in content.get("contacts", {}).values()
            for text in texts(value)
        ),
        "accessibility_contact": read_contact(content.get("contacts", {})),
        "people": read_people(content.get("people", {})),
        "extracts_every": read_rhythm(content.get("freshness", {})),
        "bank_holidays": read_bank_holidays(content.get("bank_holidays", [])),
        "rejected_share": read_rejected_share(content.get("checks", {})),
        "anchored": read_anchored(content),
    }
    return Landlord(**values)


def read_rejected_share(checks: Mapping[str, Any]) -> float:
    """Above which share of a source's rows a publish that rejects them asks."""
    check_keys(checks, ("rejected_share",), " of checks")
    share = checks.get("rejected_share", Landlord.rejected_share)
    is_number = isinstance(share, int | float) and not isinstance(share, bool)
    if not is_number or not 0 <= share <= 1:
        raise ValueError("rejected_share of checks must be a number from 0 to 1")
    return float(share)


def texts(value: Any) -> list[str]:
    """Every text in a value that is a text or a list of texts."""
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def read_text(content: dict[str, Any], key: str) -> str:
    """A text of the file; ValueError if it is something else."""
    if not isinstance(content[key], str):
        raise ValueError(f'{key} must be text, not "{content[key]}"')
    return str(content[key])


def check_peer_group(group_id: str) -> None:
    """Refuse, with a ValueError, a group of landlords that is not known."""
    if group_id and group_id not in GROUPS:
        hint = quote_nearest(group_id, list(GROUPS))
        raise ValueError(f'the peer_group "{group_id}" is not known: {hint}')


def read_date(content: dict[str, Any], key: str) -> date | None:
    """A date of the file, or None where it has none; ValueError if it is no date."""
    value = content.get(key)
    if value is not None and type(value) is not date:
        raise ValueError(
            f"{key} must be a date written like 2025-06-30 without quotes, "
            f'not "{value}"'
        )
    return value


def read_choice(
    content: dict[str, Any], key: str, choices: tuple[str, ...], default: str
) -> str:
    """One of a closed set; ValueError if the file has something else."""
    value = content.get(key, default)
    if value not in choices:
        raise ValueError(f'{key} must be one of {", ".join(choices)}, not "{value}"')
    return str(value)


def read_threshold(disclosure: dict[str, Any]) -> int:
    """The count below which figures are hidden."""
    value = disclosure.get("threshold", Landlord.threshold)
    if type(value) is not int or value < 1:
        raise ValueError(
            f'threshold must be a whole number above nought, not "{value}"'
        )
    return value


def read_contact(contacts: dict[str, Any]) -> str:
    """Whom to tell of what shuts somebody out; empty if nobody is named."""
    value = contacts.get("accessibility", "")
    if not isinstance(value, str):
        raise ValueError(f'the contact accessibility must be text, not "{value}"')
    return " ".join(value.split())


def read_rhythm(freshness: dict[str, Any]) -> str:
    """How often extracts come; empty where nobody says."""
    check_keys(freshness, ("every",), " of freshness")
    if "every" not in freshness:
        return ""
    return read_choice(freshness, "every", tuple(RHYTHMS), "")


def read_people(entries: dict[str, Any]) -> dict[str, Any]:
    """Who may change what, as written; ValueError if `releases` is not understood.

    Other keys are the landlord's own. One that is nearly `releases` is a slip.
    """
    read_choice(entries, "releases", SWITCHERS, SWITCHERS[0])
    for key in entries:
        if key != "releases" and get_close_matches(key, ["releases"], cutoff=0.8):
            check_keys({key: None}, ("releases",), " of people")
    return entries


def read_service_areas(entries: Any) -> tuple[ServiceArea, ...]:
    """The landlord's service areas; ValueError names what is wrong with one."""
    if not isinstance(entries, list):
        raise ValueError("service_areas must be written as [[service_areas]] blocks")
    areas = []
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise ValueError("every one of service_areas needs a name")
        check_keys(entry, ("name", "ombudsman", "from", "to"), " of a service area")
        area = ServiceArea(
            name=entry["name"],
            ombudsman=read_choice(entry, "ombudsman", OMBUDSMEN, "housing"),
            from_date=read_date(entry, "from"),
            to_date=read_date(entry, "to"),
        )
        if area.from_date and area.to_date and area.to_date < area.from_date:
            raise ValueError(
                f'the service area "{area.name}" ends on {area.to_date}, before it '
                f"starts on {area.from_date}"
            )
        areas.append(area)
    names = [area.name for area in areas]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f'the service area "{name}" is listed twice')
    return tuple(areas)


def read_bank_holidays(entries: Any) -> Announced:
    """Bank holidays announced late, in order; ValueError names what is wrong."""
    if not isinstance(entries, list):
        raise ValueError("bank_holidays must be written as [[bank_holidays]] blocks")
    named: dict[date, str] = {}
    for entry in entries:
        if not isinstance(entry, dict) or {"date", "name"} - set(entry):
            raise ValueError("every one of bank_holidays needs a date and a name")
        check_keys(entry, ("date", "name"), " of a bank holiday")
        day, name = read_date(entry, "date"), read_text(entry, "name").strip()
        if day is None or not name:
            raise ValueError("every one of bank_holidays needs a date and a name")
        if day.weekday() >= 5:
            raise ValueError(
                f'the bank holiday "{name}" is on {day:%A} {day}, which is no working '
                "day anyway: name the day that is free in its place"
            )
        if day in named:
            raise ValueError(f"the bank holiday {day} is listed twice")
        named[day] = name
    return tuple(sorted(named.items()))


def read_targets(entries: dict[str, Any]) -> dict[str, Target]:
    """Targets by measure id; ValueError if one lacks its value or its source."""
    targets = {}
    for measure_id, entry in entries.items():
        if not isinstance(entry, dict) or {"value", "source"} - set(entry):
            raise ValueError(
                f'the target of {measure_id} needs a value and a source, not "{entry}"'
            )
        check_keys(entry, ("value", "source"), f" of the target of {measure_id}")
        if type(entry["value"]) not in (int, float) or not isfinite(entry["value"]):
            raise ValueError(
                f'the target of {measure_id} must be a number, not "{entry["value"]}"'
            )
        targets[measure_id] = Target(
            value=float(entry["value"]), source=str(entry["source"])
        )
    return targets


def read_matters(entries: dict[str, Any]) -> dict[str, float]:
    """What a difference must reach to matter, by measure; ValueError names a slip."""
    for measure_id, value in entries.items():
        if type(value) not in (int, float) or not isfinite(value) or value <= 0:
            raise ValueError(
                f"what matters of {measure_id} must be a number above nought, not "
                f'"{value}"'
            )
    return {measure_id: float(value) for measure_id, value in entries.items()}


def read_anchored(content: dict[str, Any]) -> dict[str, tuple[str, ...]] | None:
    """Which figures of a sample equal published facts; None if this is no sample."""
    if "sample" not in content:
        return None
    check_keys(content["sample"], ("anchored",), " of sample")
    anchored = content["sample"].get("anchored", {})
    if not isinstance(anchored, dict):
        raise ValueError("anchored must map measure ids to lists of periods")
    return {key: tuple(texts(periods)) for key, periods in anchored.items()}
