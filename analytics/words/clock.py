"""The Code's clock for one case: which rule applied and what each of its dates did.

The dates and flags come from the model complaint_stages; nothing is judged again here,
it is only put into words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.ground.calendar import (
    Announced,
    count_working_days,
    list_holidays,
    write_date,
    write_weekday,
)
from analytics.release.clock_rules import ClockRule, find_rule


# A row of complaint_stages, by column.
Case = dict[str, Any]

# Beside its columns, which of its cells were set aside; of a row in a list not asked.
UNREADABLE = "unreadable_columns"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing the clock did in a case: its name, and what happened, with the rule."""

    name: str
    sentence: str


def explain_case(
    case: Case, rules: Iterable[ClockRule], as_at: date, announced: Announced
) -> list[Step]:
    """The course of a case, step by step, each with the rule that judged it.

    `announced` are the bank holidays that the landlord names.
    """
    rule = find_rule(rules, case["stage"], case["received_date"])
    steps = {
        "Received": write_received(case),
        "Acknowledged": write_acknowledged(case, rule, as_at),
        "Clock starts": write_start(case, rule, as_at),
        "Answer due": write_due(case, rule),
        "Extension": write_extension(case, rule),
        "Answered": write_answered(case, as_at),
        "In time": f"{write_verdict(case, announced)}.",
        "Read strictly": write_strict(case),
        "Bank holidays": write_holidays(case, as_at, announced),
    }
    return [
        Step(name=name, sentence=sentence)
        for name, sentence in steps.items()
        if sentence
    ]


def is_unreadable(case: Case, column: str) -> bool:
    """Whether a cell of a case is empty because it could not be read."""
    return column in case.get(UNREADABLE, ())


def write_received(case: Case) -> str:
    """When a case arrived; at stage 2 that is the request to escalate it."""
    what = "The complaint" if case["stage"] == 1 else "The request for stage 2"
    return f"{what} was received on {write_weekday(case['received_date'])}."


def write_acknowledged(case: Case, rule: ClockRule, as_at: date) -> str:
    """Whether a case was acknowledged in time."""
    due = (
        f"It {say_due(case, as_at)} by "
        f"{write_weekday(case['acknowledgement_due_date'])}, "
        f"{write_days(rule.acknowledgement_days)} after receipt "
        f"({rule.cite(rule.acknowledgement_provision)})."
    )
    if case["acknowledged_date"] is None:
        if is_unreadable(case, "acknowledged_date"):
            return f"The day of the acknowledgement could not be read. {due}"
        return f"No acknowledgement is recorded. {due}"
    verdict = "in time" if case["is_acknowledged_in_time"] else "late"
    return (
        f"On {write_weekday(case['acknowledged_date'])}, "
        f"{write_days(case['acknowledgement_days'])} after receipt: {verdict}. {due}"
    )


def say_due(case: Case, as_at: date) -> str:
    """That the acknowledgement was due, or is still to come due."""
    return "was due" if case["acknowledgement_due_date"] <= as_at else "is due"


def write_start(case: Case, rule: ClockRule, as_at: date) -> str:
    """On which day the clock starts, and why on that."""
    day = write_weekday(case["clock_start_date"])
    cited = rule.cite(rule.answer_provision)
    if case["is_clock_start_inferred"]:
        is_unread = is_unreadable(case, "acknowledged_date")
        why = "its own could not be read" if is_unread else "none is recorded"
        return (
            f"Inferred: {day}, the day the acknowledgement {say_due(case, as_at)}, "
            f"because {why}. The clock runs from the acknowledgement "
            f"({cited})."
        )
    if rule.clock_starts_at == "acknowledged_date":
        return f"{day}: the clock runs from the acknowledgement ({cited})."
    if case["logged_date"] is None:
        is_unread = is_unreadable(case, "logged_date")
        why = "could not be read" if is_unread else "is not recorded"
        return (
            f"{day}: the clock runs from the day it was logged ({cited}); that day "
            f"{why}, so the day it was received stands in."
        )
    return f"{day}: the clock runs from the day it was logged ({cited})."


def write_due(case: Case, rule: ClockRule) -> str:
    """By when the answer was due, without any extension."""
    return (
        f"By {write_weekday(case['response_due_date'])}, "
        f"{write_days(rule.base_days)} from the start of the clock "
        f"({rule.cite(rule.answer_provision)})."
    )


def write_extension(case: Case, rule: ClockRule) -> str:
    """Whether an extension was told, and whether and how far it counts."""
    told, until = case["extension_told_date"], case["extended_to_date"]
    if told is None and is_unreadable(case, "extension_told_date"):
        return (
            "The day the resident was told of one could not be read, so whether it "
            "counts is not known."
        )
    if until is None and is_unreadable(case, "extended_to_date"):
        start = f"Told on {write_weekday(told)}: until" if told else "Until"
        return f"{start} when could not be read, so how far it counts is not known."
    if told is None and until is None:
        return "None is recorded."
    if told is None:
        return (
            f"A new date, {write_date(until)}, is recorded, but not the day the "
            "resident was told of it, so it does not count."
        )
    start = f"Told on {write_weekday(told)}"
    if not case["is_extension_valid"]:
        return (
            f"{start}, after the answer was due on "
            f"{write_date(case['response_due_date'])}, so it does not count."
        )
    limit = (
        f"{write_days(rule.extension_days)} more, up to "
        f"{write_date(case['extended_limit_date'])}, "
        f"are permitted ({rule.cite(rule.extension_provision)})"
    )
    if until is None:
        return f"{start}, in time, but without a new date: {limit}, and count."
    if until > case["extended_limit_date"]:
        return (
            f"{start}, in time, until {write_date(until)}: {limit}, and no more counts."
        )
    if until <= case["response_due_date"]:
        return (
            f"{start}, in time, until {write_date(until)}, which is no later "
            "than the answer was due anyway, so it moves nothing."
        )
    return f"{start}, in time, until {write_date(until)}: it counts. {limit}."


def write_answered(case: Case, as_at: date) -> str:
    """When the answer came, on which working day of the clock."""
    if case["responded_date"] is None:
        return write_unanswered(case, as_at)
    day = f"On {write_weekday(case['responded_date'])}"
    if case["response_days"] is None:
        if case["is_clock_start_inferred"]:
            return (
                f"{day}. On which working day of the clock is not said, because its "
                "start is inferred."
            )
        return f"{day}, before its own clock started."
    number = f"working day {case['response_days']} of the clock"
    limit = f"the limit without an extension was working day {case['base_days']}."
    # Answered on the weekend after the Friday on which it was due.
    is_in_time = case["is_in_time_without_extension"]
    if case["response_days"] <= case["base_days"] and not is_in_time:
        return f"{day}, after {number} had ended; {limit}"
    return f"{day}, {number}; {limit}"


def write_unanswered(case: Case, as_at: date) -> str:
    """That no day of an answer is known, and what became of the case instead."""
    if is_unreadable(case, "responded_date"):
        return "Not known: the day of the answer could not be read."
    if case["withdrawn_date"] is not None:
        return f"No: it was withdrawn on {write_weekday(case['withdrawn_date'])}."
    is_unread = is_unreadable(case, "withdrawn_date")
    if case["is_withdrawn"]:
        why = "could not be read" if is_unread else "is not recorded"
        return f"No: it was withdrawn, on a day that {why}."
    if is_unread:
        return "No, and whether it was withdrawn could not be read."
    return f"Not by {write_date(as_at)}."


def write_strict(case: Case) -> str:
    """What the strict reading says, where it says something else."""
    literal = case["is_in_code_time"] or case["is_provisional"]
    strict = case["is_in_strict_code_time"] or case["is_strict_provisional"]
    if literal == strict:
        return ""
    due = write_date(case["strict_final_due_date"])
    return (
        "Late. Had the clock started no later than the day the acknowledgement was "
        f"due, the answer would have been due by {due}."
    )


def write_holidays(case: Case, as_at: date, announced: Announced) -> str:
    """The bank holidays that fell while the clock ran; they are no working days."""
    first = min(case["received_date"], case["clock_start_date"])
    closed = case["responded_date"] or case["withdrawn_date"]
    # Where nobody knows when it was withdrawn the clock is followed to its end.
    reached = as_at if case["is_open"] else case["final_due_date"]
    last = max(closed or reached, case["final_due_date"])
    fell = list_holidays(first, last, announced)
    if not fell:
        return "None fell between."
    named = [f"{write_weekday(day)} ({name})" for day, name in fell]
    return f"Not counted as working days: {'; '.join(named)}."


# What write_verdict reads of a case.
VERDICT_COLUMNS = (
    "responded_date",
    "final_due_date",
    "extension_told_date",
    "extended_to_date",
    "is_answer_recorded",
    "is_clock_recorded",
    "is_clock_start_inferred",
    "is_extension_valid",
    "is_in_time_without_extension",
    "is_in_time_with_extension",
    "is_withdrawn",
    "is_overdue",
    "is_clock_unknown",
)


def write_verdict(case: Case, announced: Announced) -> str:
    """In one line whether a case was answered in time, and why not."""
    if not case["is_answer_recorded"]:
        return "Not known: no day of an answer of this stage and year is recorded"
    if not case["is_clock_recorded"]:
        return "Not known: no acknowledgement of this stage and year is recorded"
    if case["is_clock_unknown"]:
        return "Not known: a cell that its clock reads could not be read"
    if case["is_in_time_without_extension"]:
        return "In time"
    if case["is_in_time_with_extension"]:
        return "In time, with an extension"
    due = case["final_due_date"]
    if case["responded_date"] is not None:
        return (
            f"Late: {write_lateness(due, case['responded_date'], announced)}"
            + write_late_reason(case)
        )
    if case["is_withdrawn"]:
        return "Withdrawn before an answer"
    if case["is_overdue"]:
        return (
            f"Late: due by {write_date(due)} and not yet answered"
            + write_late_reason(case)
        )
    return f"Not yet due: it can be answered in time until {write_date(due)}"


def write_lateness(due: date, answered: date, announced: Announced) -> str:
    """How long after its due date an answer came."""
    days = count_working_days(due, answered, announced)
    # Due on a Friday and answered on the Saturday is late by no working day.
    after = f"{write_days(days)} after" if days else "after"
    return f"answered {after} {write_date(due)}"


def write_late_reason(case: Case) -> str:
    """What of an extension or a missing acknowledgement made a case late."""
    reasons = []
    if case["extension_told_date"] is not None and not case["is_extension_valid"]:
        reasons.append("its extension was told too late to count")
    elif case["extension_told_date"] is not None:
        reasons.append("past its extension")
    elif case["extended_to_date"] is not None:
        reasons.append("the day it was told of its extension is not recorded")
    if case["is_clock_start_inferred"]:
        reasons.append("no acknowledgement is recorded")
    return f" ({'; '.join(reasons)})" if reasons else ""


def write_days(number: int) -> str:
    """A number of working days in words."""
    return f"{number} working {'day' if number == 1 else 'days'}"
