"""What each version of the Code allows: the rules that a release is judged by."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analytics.ground.calendar import Period
from analytics.ground.errors import Refusal


CLOCK_RULES_FILE = "clock_rules.csv"


@dataclass(frozen=True, kw_only=True)
class ClockRule:
    """What the Code allows for one stage from a day on, and where it says so.

    Days are working days. A provision is empty where the text of that Code was not at
    hand to look it up in.
    """

    valid_from: date
    stage: int
    clock_starts_at: str
    base_days: int
    extension_days: int
    acknowledgement_days: int
    code: str
    answer_provision: str
    extension_provision: str
    acknowledgement_provision: str

    def cite(self, provision: str) -> str:
        """A provision with its Code; the Code alone where that is not known."""
        return f"{self.code}, {provision}" if provision else self.code


def read_rules(folder: Path) -> tuple[ClockRule, ...]:
    """The rules in a folder's clock_rules.csv, oldest first; Refusal if it has none.

    A provision that the file has no column for is not known.
    """
    path = folder / CLOCK_RULES_FILE
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rules = [read_rule(row) for row in csv.DictReader(lines)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refusal(
            f"{folder.name}: its {CLOCK_RULES_FILE} cannot be read."
        ) from error
    return tuple(sorted(rules, key=lambda rule: (rule.valid_from, rule.stage)))


def read_rule(row: Mapping[str, str]) -> ClockRule:
    """The rule of one line."""
    return ClockRule(
        valid_from=date.fromisoformat(row["valid_from"]),
        stage=int(row["stage"]),
        clock_starts_at=row["clock_starts_at"],
        base_days=int(row["base_days"]),
        extension_days=int(row["extension_days"]),
        acknowledgement_days=int(row["acknowledgement_days"]),
        code=row["code"],
        answer_provision=row.get("answer_provision") or "",
        extension_provision=row.get("extension_provision") or "",
        acknowledgement_provision=row.get("acknowledgement_provision") or "",
    )


def find_rule(rules: Iterable[ClockRule], stage: int, day: date) -> ClockRule:
    """The rule for a stage received on a day; there is one for every day since 1990."""
    return [rule for rule in rules if rule.stage == stage and rule.valid_from <= day][
        -1
    ]


def find_limits(rules: Iterable[ClockRule], period: Period) -> dict[int, int]:
    """By stage, working days an answer may take without extension at a period's end."""
    return {stage: find_rule(rules, stage, period.last).base_days for stage in (1, 2)}
