"""The contract as a list of rules, still plain data.

Two translations read this list: SQL that finds the rows to reject, and Great
Expectations that judges the same rules by its own code. They must agree.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from expectations.contract import KIND_WORDS, Column, Expect, Source
from expectations.personal import ANY_PERSONAL_PATTERN


RuleKind = Literal[
    "required",
    "readable",
    "in_set",
    "all_in_set",
    "not_after",
    "not_before",
    "not_personal",
    "unique",
    "uncontradicted",
    "holds",
]

# The rule that a word breaks which is none of a closed set.
OUTSIDE_SET = "outside_closed_set"

# What becomes of a row that breaks a rule: it is in no figure; or it counts, without
# the one cell; or it counts, and a reader is told.
Severity = Literal["reject", "set_aside", "warn"]

# Text columns that hold the names of service areas: a closed set once the landlord
# has listed its own.
AREA_COLUMNS = ("service_areas", "service_area")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule about one source.

    `argument` is what the kind needs: the closed set, the date, the pattern, the key
    or the condition.
    """

    name: str
    source: str
    kind: RuleKind
    column: str
    reason: str
    argument: tuple[str, ...] = ()
    severity: Severity = "reject"
    table: str = ""


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What rules depend on besides the contract: the landlord and the as-at date."""

    as_at: date
    first_day: date
    service_areas: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a judge found for one rule: rows judged and rows broken."""

    source: str
    rule: str
    column: str
    severity: str
    reason: str
    expectation: str
    rows: int
    broken: int

    def to_dict(self) -> dict[str, Any]:
        """The verdict as plain data, for the release's validation.json."""
        return asdict(self)


def list_rules(source: Source, circumstances: Circumstances) -> list[Rule]:
    """Every rule of a source, in the order an officer would mend them."""
    rules = []
    for column in source.columns:
        rules.extend(list_column_rules(source, column, circumstances))
    rules.append(
        Rule(
            name="key_repeated",
            source=source.name,
            kind="unique",
            column=source.key[0],
            argument=source.key,
            reason=f"the same {' and '.join(source.key)} comes more than once",
        )
    )
    if source.spell:
        rules.append(
            Rule(
                name="spells_contradict",
                source=source.name,
                kind="uncontradicted",
                column=source.spell[-1],
                argument=source.spell,
                reason="another spell of the same days says otherwise",
            )
        )
    return rules + [make_rule(source, expect) for expect in source.expects]


def make_rule(source: Source, expect: Expect) -> Rule:
    """The rule of a condition that the contract declares."""
    return Rule(
        name=expect.name,
        source=source.name,
        kind="holds",
        column=expect.column,
        argument=(expect.holds,),
        reason=expect.reason,
        severity=weigh(source, expect),
        table=expect.table,
    )


def weigh(source: Source, expect: Expect) -> Severity:
    """What becomes of a row that breaks a condition that the contract declares."""
    if expect.severity == "reject" and source.column(expect.column).is_settable_aside:
        return "set_aside"
    return expect.severity


def list_column_rules(
    source: Source, column: Column, circumstances: Circumstances
) -> list[Rule]:
    """The rules that follow from a column's own declaration."""
    rules = []
    kind: RuleKind

    def add(name: str, kind: RuleKind, reason: str, *argument: str) -> None:
        rules.append(
            Rule(
                name=name,
                source=source.name,
                kind=kind,
                column=column.name,
                reason=reason,
                argument=argument,
                severity="set_aside"
                if column.is_settable_aside and kind != "not_personal"
                else "reject",
            )
        )

    if column.kind != "id":
        reason = "it looks like personal data, which has no place in an extract"
        add("looks_like_personal_data", "not_personal", reason, ANY_PERSONAL_PATTERN)
    if column.is_required:
        add("required_value_missing", "required", "a value is required")
    reason = f"it must be {KIND_WORDS[column.kind]}"
    if column.kind in ("id", "text", "choice"):
        reason = "it is what a spreadsheet shows for an error"
    add("cannot_be_read", "readable", reason)
    if column.choices:
        reason = f"it must be one of {', '.join(column.choices)}"
        kind = "all_in_set" if column.is_list else "in_set"
        add(OUTSIDE_SET, kind, reason, *column.choices)
    if column.name in AREA_COLUMNS and circumstances.service_areas:
        reason = "it is not a service area listed in landlord.toml"
        kind = "all_in_set" if column.is_list else "in_set"
        none = [column.none] if column.none else []
        add(OUTSIDE_SET, kind, reason, *circumstances.service_areas, *none)
    if column.kind == "date":
        first_day = circumstances.first_day.isoformat()
        add("too_early", "not_before", f"it is before {first_day}", first_day)
        if not column.may_be_future:
            as_at = circumstances.as_at.isoformat()
            reason = f"it is after the as-at date {as_at}"
            add("dated_after_as_at", "not_after", reason, as_at)
    return rules


def name_judged(rule: Rule, position: int) -> str:
    """The column of the judged frame that a rule looks at."""
    match rule.kind:
        case "required":
            return f"raw_{rule.column}"
        case "not_after" | "not_before":
            return rule.column
        case "not_personal":
            return f"checked_{rule.column}"
    return name_flag(position)


def name_repeats(cell: str) -> str:
    """The column of the judged frame that says how many rows have a value."""
    return f"repeats_{cell}"


def name_flag(position: int) -> str:
    """The column of the judged frame that carries what rule `position` is judged by."""
    return f"rule_{position}"
