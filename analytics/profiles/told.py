"""What is told of single rows of an export: set aside, or counted with a warning."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A row that by its own words is no row of the source, with the words."""

    row: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something to be warned of in a row that counts: its key, the rule and why."""

    key: str
    column: str
    value: str
    rule: str
    reason: str
