"""A second, slow answer to every measure, in plain Python over rows in memory.

Written from the design and the domain rules and not from the SQL, so that the two can
be held against each other. It walks day by day and row by row and is never clever.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import holidays


Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

# Measures that count something else than the register of complaints.
OTHER_SOURCES = ("tp09", "closure", "findings", "determinations", "maladministration")
OTHER_SOURCES += ("orders", "actions", "refusals")

BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG", years=range(2018, 2031))
STATUTORY_CODE = dt.date(2024, 4, 1)
UNKNOWN = "not recorded"
NO_AREA = "None of these areas"
DAYS_TAKEN = ("response_days", "response_days_median", "response_days_p90")
TENANTS = "lcra"
FAULTS = ("severe_maladministration", "maladministration", "service_failure")
ANSWERS = (
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
)


# --- Days ---------------------------------------------------------------------------


def is_working(day: dt.date) -> bool:
    """Monday to Friday and no bank holiday in England."""
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


@cache
def add_working_days(day: dt.date, count: int) -> dt.date:
    """The day so many working days later; the start is day 0."""
    while count:
        day += dt.timedelta(days=1)
        count -= is_working(day)
    return day


def count_working_days(start: dt.date, end: dt.date) -> int:
    """Working days after the start up to and including the end."""
    days = (start + dt.timedelta(days=n + 1) for n in range((end - start).days))
    return sum(is_working(day) for day in days)


def year_of(day: dt.date) -> str:
    """The reporting year, 1 April to 31 March."""
    start = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return f"{start}-{str(start + 1)[2:]}"


def quarter_of(day: dt.date) -> str:
    """The quarter of the reporting year."""
    number = {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3, 11: 3, 12: 3}
    return f"{year_of(day)} Q{number.get(day.month, 4)}"


def month_of(day: dt.date) -> str:
    """The month."""
    return day.isoformat()[:7]


def begin(name: str, value: str) -> dt.date:
    """The first day of a year, quarter or month."""
    if name == "month":
        return dt.date.fromisoformat(f"{value}-01")
    months = 3 * int(value[-1]) if name == "quarter" else 3
    return dt.date(int(value[:4]) + months // 12, months % 12 + 1, 1)


def year_end(year: str) -> dt.date:
    """The 31 March on which a reporting year ends."""
    return dt.date(int(year[:4]) + 1, 3, 31)


# --- The clock ----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the Code says of one stage of one complaint on the as-at date."""

    acknowledgement_due: dt.date
    start: dt.date
    is_inferred: bool
    due: dt.date
    limit: dt.date
    final: dt.date
    without: bool
    with_extension: bool
    strict: bool
    is_open: bool
    is_overdue: bool
    is_provisional: bool
    is_strict_provisional: bool
    acknowledged_in_time: bool
    is_acknowledgement_provisional: bool
    response_days: int | None


def find_undated(rows: Sequence[Row]) -> set[tuple[int, str]]:
    """Stages and years in which cases were decided, and none on any day."""
    cases: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        at = (row["stage"], year_of(row["received_date"]))
        cases.setdefault(at, []).append(row)
    return {
        at
        for at, of_year in cases.items()
        if any(row["outcome"] not in (None, "withdrawn") for row in of_year)
        and all(row["responded_date"] is None for row in of_year)
    }


def judge(row: Row, as_at: dt.date, *, is_dated: bool = True) -> Verdict:
    """One stage by the Code in force on the day it was received.

    Where no answer is dated, one that was decided is not open.
    """
    received, answered = row["received_date"], row["responded_date"]
    acknowledged = row["acknowledged_date"]
    is_statutory = received >= STATUTORY_CODE
    base = 10 if row["stage"] == 1 else 20
    extension = 20 if is_statutory and row["stage"] == 2 else 10
    acknowledgement_due = add_working_days(received, 5)
    is_inferred = False
    if not is_statutory:
        start = row["logged_date"] or received
    elif acknowledged is None:
        start, is_inferred = acknowledgement_due, True
    else:
        start = acknowledged
    due, limit, final = find_dues(row, start, base, extension)
    strict_start = min(start, acknowledgement_due)
    _, _, strict_final = find_dues(row, strict_start, base, extension)
    is_decided = row["outcome"] in ("upheld", "partially_upheld", "not_upheld")
    is_open = (
        answered is None and not is_withdrawn(row) and (is_dated or not is_decided)
    )
    days = None
    if answered is not None and not is_inferred and answered >= start:
        days = count_working_days(start, answered)
    return Verdict(
        acknowledgement_due=acknowledgement_due,
        start=start,
        is_inferred=is_inferred,
        due=due,
        limit=limit,
        final=final,
        without=answered is not None and answered <= due,
        with_extension=answered is not None and due < answered <= final,
        strict=answered is not None and answered <= strict_final,
        is_open=is_open,
        is_overdue=is_open and as_at > final,
        is_provisional=is_open and as_at <= final,
        is_strict_provisional=is_open and as_at <= strict_final,
        acknowledged_in_time=(
            acknowledged is not None and acknowledged <= acknowledgement_due
        ),
        is_acknowledgement_provisional=(
            is_open and acknowledged is None and as_at <= acknowledgement_due
        ),
        response_days=days,
    )


def find_dues(
    row: Row, start: dt.date, base: int, extension: int
) -> tuple[dt.date, dt.date, dt.date]:
    """The due date, the permitted limit, and the due date with a valid extension."""
    due = add_working_days(start, base)
    limit = add_working_days(start, base + extension)
    told, extended = row["extension_told_date"], row["extended_to_date"]
    if told is None or told > due:
        return due, limit, due
    # Told without a new date: up to what is permitted.
    end = limit if extended is None else min(extended, limit)
    return due, limit, max(due, end)


def is_withdrawn(row: Row) -> bool:
    """Whether the resident took the complaint back."""
    return row["withdrawn_date"] is not None or row["outcome"] == "withdrawn"


# --- Cases --------------------------------------------------------------------------


@dataclass(kw_only=True)
class Case:
    """What one row means to one measure.

    `belongs` gives the groups of each dimension that the row is in; a row about two
    service areas is in both. `is_known` is whether the landlord recorded what the
    measure needs to judge it.
    """

    day: dt.date | None
    belongs: dict[str, set[str]]
    in_base: bool = True
    in_numerator: bool = True
    is_pending: bool = False
    is_known: bool = True
    weight: Fraction = Fraction(1)
    days: int | None = None
    tenure: str = ""

    def is_in(self, name: str, wanted: Iterable[str]) -> bool:
        """Whether the row is in any of some groups of a dimension."""
        if name in ("year", "quarter", "month"):
            if self.day is None:
                return False
            place = {"year": year_of, "quarter": quarter_of, "month": month_of}[name]
            return place(self.day) in wanted
        return bool(self.belongs[name] & set(wanted))


def known(value: Any) -> set[str]:
    """The one group of a value; an empty one is not recorded."""
    return {UNKNOWN if value is None else str(value)}


def known_areas(areas: Iterable[str] | None) -> set[str]:
    """The groups of a list of areas; where there is none the area is not recorded."""
    return set(areas or ()) or {UNKNOWN}


def names_area(areas: Iterable[str]) -> bool:
    """Whether any of some groups is an area that somebody named."""
    return bool(set(areas) - {UNKNOWN, NO_AREA})


def describe(row: Row) -> dict[str, set[str]]:
    """The groups that a complaint's stage belongs to."""
    return {
        "stage": known(row["stage"]),
        "tenure": known(row["tenure"]),
        "ward": known(row["ward_name"]),
        "channel": known(row["channel"]),
        "outcome": known(row["outcome"]),
        "service_area": known_areas(row["service_areas"]),
    }


def close_day(row: Row) -> dt.date | None:
    """The day of the answer, else of the withdrawal."""
    return row["responded_date"] or row["withdrawn_date"]


def list_stage_cases(tables: Tables, as_at: dt.date, measure: str) -> list[Case]:
    """Cases of the measures about stages of complaints."""
    name, _, number = measure.rpartition("_")
    for tail in ("_without_extension", "_with_extension", "_strict"):
        if measure.endswith(tail):
            name, number = "ch02" + tail, measure[5]
    if number not in ("1", "2"):
        raise ValueError(f"no second answer for {measure}")
    rows = tables.get("complaints", ())
    wanted = [row for row in rows if str(row["stage"]) == number]
    acknowledged = {
        (row["stage"], year_of(row["received_date"]))
        for row in rows
        if row["acknowledged_date"] is not None
    }
    undated = find_undated(rows)
    cases = []
    for row in wanted:
        received, answered = row["received_date"], row["responded_date"]
        at = (row["stage"], year_of(received))
        verdict = judge(row, as_at, is_dated=at not in undated)
        case = Case(day=received, belongs=describe(row), tenure=row["tenure"])
        case.belongs["response_days"] = known(verdict.response_days)
        has_any = at in acknowledged
        has_clock = at not in undated and (has_any or received < STATUTORY_CODE)
        is_tenant = row["tenure"] == TENANTS
        in_time = verdict.without or verdict.with_extension
        match name:
            case "ch01":
                case.in_base = is_tenant
            case "received" | "received_per_1000":
                pass
            case "ch02" | "answered_in_time":
                case.in_base = is_tenant or name == "answered_in_time"
                case.in_numerator = in_time
                case.is_pending = verdict.is_provisional
                case.is_known = has_clock
            case "ch02_without_extension" | "ch02_with_extension" | "ch02_strict":
                case.in_base = is_tenant
                case.in_numerator = {
                    "ch02_without_extension": verdict.without,
                    "ch02_with_extension": verdict.with_extension,
                    "ch02_strict": verdict.strict,
                }[name]
                case.is_pending = (
                    verdict.is_strict_provisional
                    if name == "ch02_strict"
                    else verdict.is_provisional
                )
                case.is_known = has_clock
            case "acknowledged_in_time":
                case.in_numerator = verdict.acknowledged_in_time
                case.is_pending = verdict.is_acknowledgement_provisional
                case.is_known = has_any
            case _ if name in DAYS_TAKEN:
                case.day = answered
                case.days = verdict.response_days
                case.in_base = verdict.response_days is not None
                case.is_known = has_clock
            case "open" | "overdue":
                case.in_base = verdict.is_open if name == "open" else verdict.is_overdue
            case "outcomes":
                case.day = close_day(row)
            case "upheld_share":
                case.day = answered
                case.in_base = row["outcome"] not in (None, "withdrawn")
                case.in_numerator = row["outcome"] in ("upheld", "partially_upheld")
            case _:
                raise ValueError(f"no second answer for {measure}")
        cases.append(case)
    return cases


def list_escalation_cases(tables: Tables) -> list[Case]:
    """Of stage 1 complaints answered, those with a stage 2."""
    rows = tables.get("complaints", ())
    seconds = {row["complaint_id"] for row in rows if row["stage"] == 2}
    return [
        Case(
            day=row["responded_date"],
            belongs=describe(row),
            in_numerator=row["complaint_id"] in seconds,
        )
        for row in rows
        if row["stage"] == 1
    ]


def list_ratio_cases(tables: Tables) -> list[Case]:
    """Stage 2 received against stage 1 received, whatever they belong to."""
    return [
        Case(
            day=row["received_date"],
            belongs=describe(row),
            in_base=row["stage"] == 1,
            in_numerator=row["stage"] == 2,
        )
        for row in tables.get("complaints", ())
    ]


def list_mention_cases(tables: Tables) -> list[Case]:
    """One case for every area of every stage; where none is named it is no mention."""
    return [
        Case(
            day=row["received_date"],
            belongs=describe(row) | {"service_area": {area}},
            in_base=names_area([area]),
            is_known=area != UNKNOWN,
        )
        for row in tables.get("complaints", ())
        for area in sorted(known_areas(row["service_areas"]))
    ]


def list_survey_cases(tables: Tables) -> list[Case]:
    """One case for every answer of every yearly survey of tenants."""
    cases = []
    for row in tables.get("perception_survey", ()):
        is_complete = all(row[answer] is not None for answer in ANSWERS)
        cases.extend(
            Case(
                day=year_end(row["reporting_year"]),
                belongs={"answer": {answer}},
                in_base=row["stock_type"] == TENANTS,
                in_numerator=answer in ANSWERS[:2],
                is_known=is_complete,
                weight=Fraction(row[answer] or 0),
            )
            for answer in ANSWERS
        )
    return cases


def list_closure_cases(tables: Tables, measure: str) -> list[Case]:
    """One case for every survey sent when a complaint was closed."""
    stages = {
        (row["complaint_id"], row["stage"]): row for row in tables.get("complaints", ())
    }
    cases = []
    for row in tables.get("closure_survey", ()):
        complaint = stages.get((row["complaint_id"], row["stage"]))
        belongs = {
            "tenure": known(complaint and complaint["tenure"]),
            "ward": known(complaint and complaint["ward_name"]),
            "service_area": known_areas(complaint and complaint["service_areas"]),
            "theme": known(row["theme"]),
        }
        case = Case(day=row["sent_date"], belongs=belongs)
        if measure == "closure_satisfaction":
            case.in_base = row["score"] is not None
            case.in_numerator = (row["score"] or 0) >= 4
        else:
            case.in_numerator = (
                row["answered_date"] is not None or row["score"] is not None
            )
        cases.append(case)
    return cases


def list_action_cases(tables: Tables, as_at: dt.date, measure: str) -> list[Case]:
    """One case for every learning action."""
    rows = tables.get("learning_actions", ())
    cases = []
    for row in rows:
        due, done = row["due_date"], row["completed_date"]
        is_open = row["status"] != "completed"
        case = Case(
            day=due,
            belongs={
                name: known(row[name])
                for name in ("status", "theme", "owner", "service_area", "origin")
            },
        )
        match measure:
            case "actions_open":
                case.in_base = is_open
            case "actions_completed":
                case.in_numerator = not is_open
            case "actions_overdue":
                case.in_base = is_open and due is not None and due < as_at
                # Only of actions still open can it be asked whether a date is known.
                case.is_known = due is not None or not is_open
            case "actions_completed_on_time":
                case.in_base = due is not None and due <= as_at
                case.in_numerator = (
                    not is_open and None not in (due, done) and done <= due
                )
        cases.append(case)
    return cases


def list_coverage_cases(tables: Tables) -> list[Case]:
    """One case for every complaint upheld or partly upheld at any stage."""
    upheld: dict[str, list[Row]] = {}
    for row in sorted(tables.get("complaints", ()), key=lambda row: row["stage"]):
        if row["outcome"] in ("upheld", "partially_upheld"):
            upheld.setdefault(row["complaint_id"], []).append(row)
    links = {row["complaint_id"] for row in tables.get("learning_actions", ())} - {None}
    cases = []
    for complaint_id, rows in upheld.items():
        days = [row["responded_date"] for row in rows if row["responded_date"]]
        wards = [row["ward_name"] for row in rows if row["ward_name"]]
        areas = known_areas(area for row in rows for area in row["service_areas"])
        cases.append(
            Case(
                day=max(days, default=None),
                belongs={
                    "tenure": {rows[0]["tenure"]},
                    "ward": known(wards[0] if wards else None),
                    "service_area": areas,
                },
                in_numerator=complaint_id in links,
                is_known=bool(links),
            )
        )
    return cases


def list_finding_cases(tables: Tables, measure: str) -> list[Case]:
    """One case for every head the Ombudsman judged; a determination has its first."""
    rows = tables.get("ombudsman_findings", ())
    firsts: dict[str, str] = {}
    for row in rows:
        first = firsts.get(row["determination_id"], row["head"])
        firsts[row["determination_id"]] = min(first, row["head"])
    cases = []
    for row in rows:
        case = Case(
            day=row["determined_date"],
            belongs={
                name: known(row[name]) for name in ("tenure", "finding", "category")
            },
        )
        if measure == "determinations":
            case.in_base = row["head"] == firsts[row["determination_id"]]
        if measure == "maladministration_rate":
            case.in_base = row["finding"] not in ("outside_jurisdiction", "withdrawn")
            case.in_numerator = row["finding"] in FAULTS
        cases.append(case)
    return cases


def list_refusal_cases(tables: Tables, measure: str) -> list[Case]:
    """One case for every refusal; whether the resident was told can be unknown."""
    column = {
        "refusals_explained": "is_reason_explained",
        "refusals_signposted": "is_ombudsman_signposted",
    }.get(measure)
    return [
        Case(
            day=row["refused_date"],
            belongs={
                name: known(row[name]) for name in ("stage", "service_area", "reason")
            },
            in_numerator=column is None or row[column] is True,
            is_pending=column is not None and row[column] is None,
            is_known=column is None or row[column] is not None,
        )
        for row in tables.get("refusals", ())
    ]


def list_order_cases(tables: Tables, as_at: dt.date, measure: str) -> list[Case]:
    """Orders of the Ombudsman with a due date: those come due, or past it undone."""
    cases = []
    for row in tables.get("ombudsman_orders", ()):
        due, done = row["due_date"], row["complied_date"]
        is_order, is_dated = row["kind"] == "order", due is not None
        case = Case(day=due or as_at, belongs={})
        case.in_base = is_order and is_dated and due <= as_at
        case.in_numerator = None not in (due, done) and done <= due
        if measure == "orders_overdue":
            is_open = is_order and done is None
            case.in_base = is_open and is_dated and due < as_at
            # Only of orders still open can it be asked whether a date is known.
            case.is_known = is_dated or not is_open
        cases.append(case)
    return cases


def list_cases(tables: Tables, as_at: dt.date, measure: str) -> list[Case]:
    """Every case of a measure in the rows."""
    match measure:
        case "escalation":
            return list_escalation_cases(tables)
        case "escalation_ratio":
            return list_ratio_cases(tables)
        case "service_area_mentions":
            return list_mention_cases(tables)
        case "tp09" | "tp09_answers":
            return list_survey_cases(tables)
        case "closure_satisfaction" | "closure_response_rate":
            return list_closure_cases(tables, measure)
        case _ if measure.startswith("actions"):
            return list_action_cases(tables, as_at, measure)
        case "learning_coverage":
            return list_coverage_cases(tables)
        case "determinations" | "findings" | "maladministration_rate":
            return list_finding_cases(tables, measure)
        case "refusals" | "refusals_explained" | "refusals_signposted":
            return list_refusal_cases(tables, measure)
        case "orders_on_time" | "orders_overdue":
            return list_order_cases(tables, as_at, measure)
    return list_stage_cases(tables, as_at, measure)


# --- Figures ------------------------------------------------------------------------

COUNTS = (
    "received",
    "outcomes",
    "open",
    "overdue",
    "response_days",
    "service_area_mentions",
    "tp09_answers",
    "actions",
    "actions_open",
    "actions_overdue",
    "refusals",
    "determinations",
    "findings",
    "orders_overdue",
)
AT_AS_AT = (
    "open",
    "overdue",
    "actions",
    "actions_open",
    "actions_overdue",
    "actions_completed",
    "orders_overdue",
)
RATES = ("ch01", "received_per_1000")
QUANTILES = {
    "response_days_median": Fraction(1, 2),
    "response_days_p90": Fraction(9, 10),
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A second answer: exact numbers, and the status they go with."""

    status: str
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    value: Fraction | None = None
    pending: Fraction = Fraction(0)


def family_of(measure: str) -> str:
    """A measure's name without its stage."""
    return measure[:-2] if measure.endswith(("_1", "_2")) else measure


def is_count(measure: str) -> bool:
    """Whether the figure is a plain count, so that its groups can add up."""
    return family_of(measure) in COUNTS


class SecondAnswer:
    """Answers about some rows, seen from the as-at date."""

    def __init__(self, tables: Tables, as_at: dt.date) -> None:
        self.tables = tables
        self.as_at = as_at
        self.cases = cache(lambda measure: list_cases(tables, as_at, measure))

    def pick(
        self,
        measure: str,
        first: dt.date,
        last: dt.date,
        where: Mapping[str, Sequence[str]],
        group: Mapping[str, str],
    ) -> list[Case]:
        """The cases of a period that pass all filters and lie in the group."""
        picked = self.cases(measure)
        if family_of(measure) not in AT_AS_AT:
            picked = [c for c in picked if c.day is not None and first <= c.day <= last]
        for name, values in where.items():
            picked = [c for c in picked if c.is_in(name, values)]
        for name, value in group.items():
            picked = [c for c in picked if c.is_in(name, [value])]
        return picked

    def answer(
        self,
        measure: str,
        first: dt.date,
        last: dt.date,
        where: Mapping[str, Sequence[str]] | None = None,
        group: Mapping[str, str] | None = None,
    ) -> Figure:
        """One figure; first and last do not matter to what stands at as-at."""
        where, group = where or {}, group or {}
        # A group is about its finest time: a month of a quarter is about the month.
        times = [name for name in ("month", "quarter", "year") if name in group]
        if times and begin(times[0], group[times[0]]) > self.as_at:
            return Figure(status="not_covered")
        ends = begin(times[0], group[times[0]]) if times else last
        if self.is_before_all(measure, ends):
            return Figure(status="not_covered")
        cases = self.pick(measure, first, last, where, group)
        base = [case for case in cases if case.in_base]
        family = family_of(measure)
        about = group.get("service_area") or (where.get("service_area") or [""])
        about = {about} if isinstance(about, str) else set(about)
        if measure == "service_area_mentions" and about in ({UNKNOWN}, {NO_AREA}):
            # No mentions, but a group beside them: counted as what it is.
            beside = Fraction(len(cases))
            return Figure(status="ok", numerator=beside, value=beside)
        if not self.is_recorded(measure, cases, base):
            return Figure(status="not_recorded")
        if measure in ("tp09", "tp09_answers") and not base:
            return Figure(status="not_supplied")
        if family in QUANTILES:
            return find_quantile(QUANTILES[family], [case.days for case in base])
        if family in RATES:
            return self.find_rate(family, base, last, where, group)
        whole = sum((case.weight for case in base), Fraction(0))
        if is_count(measure):
            said = group.get("outcome") or where.get("outcome", ())
            is_asked = said == "withdrawn" or [*said] == ["withdrawn"]
            until = finish(times[0], group[times[0]]) if times else last
            if is_asked and not whole and self.has_undated(measure, until):
                return Figure(status="not_recorded")
            return Figure(status="ok", numerator=whole, value=whole)
        if measure == "escalation_ratio":
            part = Fraction(sum(case.in_numerator for case in cases))
        else:
            part = sum((c.weight for c in base if c.in_numerator), Fraction(0))
        pending = sum((c.weight for c in base if c.is_pending), Fraction(0))
        numbers = {"numerator": part, "denominator": whole, "pending": pending}
        if not whole:
            return Figure(status="undefined", **numbers)
        if measure == "maladministration_rate" and whole < 5:
            return Figure(status="too_few", **numbers)
        return Figure(status="ok", value=100 * part / whole, **numbers)

    def has_undated(self, measure: str, until: dt.date) -> bool:
        """Whether a complaint was withdrawn that came in by a day, on none known."""
        return family_of(measure) == "outcomes" and any(
            row["outcome"] == "withdrawn"
            and close_day(row) is None
            and row["received_date"] <= until
            and measure.endswith(str(row["stage"]))
            for row in self.tables.get("complaints", ())
        )

    def is_before_all(self, measure: str, last: dt.date) -> bool:
        """Whether a period ended before the reporting year of the first complaint."""
        received = [row["received_date"] for row in self.tables.get("complaints", ())]
        if family_of(measure) in AT_AS_AT or not received:
            return False
        if measure.startswith(OTHER_SOURCES):
            return False
        return year_of(last) < year_of(min(received))

    def is_recorded(self, measure: str, cases: list[Case], base: list[Case]) -> bool:
        """Whether what the measure needs was recorded at all."""
        if measure == "actions_completed_on_time":
            rows = self.tables.get("learning_actions", ())
            return not rows or any(row["due_date"] is not None for row in rows)
        if measure == "actions_overdue":
            unfinished = [c for c in cases if c.belongs["status"] != {"completed"}]
            return not unfinished or any(case.is_known for case in unfinished)
        if measure == "orders_overdue":
            rows = self.tables.get("ombudsman_orders", ())
            rows = [r for r in rows if r["kind"] == "order" and not r["complied_date"]]
            return not rows or any(row["due_date"] is not None for row in rows)
        # Without any acknowledgement no answer has days, and none is not nought.
        # Nor can an area that nobody recorded be told from one nobody mentioned.
        is_wider = (
            measure == "service_area_mentions" or family_of(measure) in DAYS_TAKEN
        )
        asked = cases if is_wider else base
        return not asked or any(case.is_known for case in asked)

    def find_rate(
        self,
        family: str,
        base: list[Case],
        last: dt.date,
        where: Mapping[str, Sequence[str]],
        group: Mapping[str, str],
    ) -> Figure:
        """A count per 1,000 homes of the same stock at the end of the year."""
        # A group by time is about its own year.
        if group.get("year"):
            last = year_end(group["year"])
        elif group.get("quarter") or group.get("month"):
            last = year_end((group.get("quarter") or self.year_of_month(group))[:7])
        count = Fraction(len(base))
        if family == "ch01":
            stocks = {TENANTS}
        elif "tenure" in group:
            stocks = {group["tenure"]}
        elif "tenure" in where:
            stocks = set(where["tenure"])
        else:
            # Everybody who complained needs homes, and all homes known are meant.
            stocks = {row["stock_type"] for row in self.tables.get("homes", ())}
            stocks = {stock for stock in stocks if self.find_homes(stock, last)}
            stocks |= {case.tenure for case in base}
        homes = [self.find_homes(stock, last) for stock in stocks]
        if not homes or None in homes:
            return Figure(status="not_supplied", numerator=count)
        return Figure(
            status="ok",
            numerator=count,
            denominator=Fraction(sum(homes)),
            value=1000 * count / sum(homes),
        )

    @staticmethod
    def year_of_month(group: Mapping[str, str]) -> str:
        """The reporting year of a group's month."""
        year, month = group["month"].split("-")
        return year_of(dt.date(int(year), int(month), 1))

    def find_homes(self, stock: str, last: dt.date) -> int | None:
        """Homes at the year's end; before that has come, the latest known."""
        rows = [r for r in self.tables.get("homes", ()) if r["stock_type"] == stock]
        end = year_end(year_of(last))
        for row in rows:
            if row["year_end_date"] == end:
                return row["homes_owned"]
        if self.as_at >= end or not rows:
            return None
        return max(rows, key=lambda row: row["year_end_date"])["homes_owned"]


def finish(name: str, label: str) -> dt.date:
    """The last day of a part of time."""
    first = begin(name, label)
    months = {"month": 1, "quarter": 3, "year": 12}[name]
    years, place = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(years, place + 1, 1) - dt.timedelta(days=1)


def find_quantile(part: Fraction, days: list[int]) -> Figure:
    """The middle value, or the smallest that so many do not exceed."""
    if not days:
        return Figure(status="undefined", denominator=Fraction(0))
    days = sorted(days)
    place = math.ceil(part * len(days)) - 1
    value = Fraction(days[place])
    if part == Fraction(1, 2) and len(days) % 2 == 0:
        value = Fraction(days[place] + days[place + 1], 2)
    return Figure(status="ok", denominator=Fraction(len(days)), value=value)
