"""The Code's limit in working days, from the clock's rules as they were in a period."""

import csv
from datetime import date

from analytics.calendar import Period
from analytics.open_release import OpenRelease
from analytics.warehouse import CLOCK_RULES_FILE


def find_limits(release: OpenRelease, period: Period) -> dict[int, int]:
    """By stage, working days an answer may take without extension at a period's end."""
    path = release.release.folder / CLOCK_RULES_FILE
    with path.open(encoding="utf-8", newline="") as lines:
        rules = sorted(csv.DictReader(lines), key=lambda rule: rule["valid_from"])
    return {
        int(rule["stage"]): int(rule["base_days"])
        for rule in rules
        if date.fromisoformat(rule["valid_from"]) <= period.last
    }
