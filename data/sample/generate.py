"""Writes the sample landlord's extracts: made-up rows with the published totals.

Run as `python data/sample/generate.py [OUTPUT_FOLDER]`; without a folder it writes
beside itself. The same rows come out every time. README.md says what is fact.
"""

import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path


HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from data.made_up import (  # noqa: E402
    Row,
    add_working_days,
    is_working_day,
    pick,
    shuffle,
    write_extracts,
)


REPORT = "Complaints performance and service improvement report 2024-25"
WEB_PAGE = "Housing complaints web page"

REPAIRS = "Repairs and maintenance"
ASB = "Anti-social behaviour"
ESTATE = "Estate management"
LEASEHOLD = "Leasehold services"
MOVING = "Moving to a property"
OCCUPANCY = "Occupancy rights"
RENTS = "Rents and service charges"
STAFF = "Staff behaviour"
ALLOCATIONS = "Housing allocations"
RIGHT_TO_BUY = "Right to buy"
HANDLING = "Complaint handling"
TENANCY = "Tenancy services/estate management"
COMMUNAL = "Communal areas"


# --- The plan of a year -------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Course:
    """How a case went, in working days; None is left to chance, within time.

    `late_by` counts from the day the answer was due; `answer`, `told` and `extended`
    count from the day the clock started, `acknowledged` from receipt.
    """

    acknowledged: int | None = None
    answer: int | None = None
    late_by: int = 0
    told: int | None = None
    extended: int = 0


@dataclass(frozen=True, kw_only=True)
class Year:
    """What one reporting year's rows must come to, and where the odd cases stand.

    Positions count the year's stage 1 (or stage 2) complaints in order of receipt.
    """

    name: int
    receipts: tuple[int, ...]
    last_receipt: date
    last_answer: date
    clock: str
    tenures: dict[int, str]
    areas: Mapping[int, tuple[str, ...]]
    tenant_areas: Sequence[tuple[str, ...]]
    escalated: tuple[int, ...]
    escalated_areas: Sequence[tuple[str, ...]]
    courses: dict[int, dict[int, Course]]
    outcomes: dict[int, tuple[int, int, int]]


LATE = {days: Course(late_by=days) for days in range(1, 16)}

# Stage 1 receipts a month add up to the 81 and 26 opened; how they fall is made up.
# In 2024-25 the areas of escalated complaints count twice, once a stage.
YEAR_2023 = Year(
    name=2023,
    receipts=(2, 1, 3, 2, 1, 3, 2, 3, 1, 3, 2, 3),
    last_receipt=date(2024, 3, 12),
    last_answer=date(2024, 3, 28),
    clock="logged_date",
    tenures=dict.fromkeys((2, 7, 12, 16, 20), "leasehold") | {18: "other"},
    areas={
        2: (LEASEHOLD,),
        7: (COMMUNAL,),
        12: (COMMUNAL,),
        16: (REPAIRS,),
        18: (ALLOCATIONS,),
        20: (RENTS,),
        # These two go to stage 2 in April 2024, when the list of areas is another.
        23: (REPAIRS,),
        24: (REPAIRS,),
    },
    tenant_areas=[(REPAIRS,)] * 9
    + [(REPAIRS, COMMUNAL), (ASB,), (ALLOCATIONS,)]
    + [(TENANCY,)] * 4,
    escalated=(4, 7, 14),
    escalated_areas=[(REPAIRS,), (ASB,)],
    courses={
        1: {
            1: LATE[4],
            5: Course(acknowledged=8, late_by=9),
            8: LATE[2],
            10: Course(acknowledged=6, late_by=1),
            13: LATE[12],
            16: LATE[3],
            17: Course(acknowledged=7, late_by=5),
            21: LATE[2],
        },
        2: {},
    },
    outcomes={1: (5, 6, 15), 2: (0, 1, 2)},
)

YEAR_2024 = Year(
    name=2024,
    receipts=(3, 5, 3, 6, 4, 7, 5, 8, 5, 12, 14, 9),
    last_receipt=date(2025, 3, 19),
    last_answer=date(2025, 3, 31),
    clock="acknowledged_date",
    tenures=dict.fromkeys((5, 19, 30, 38, 50, 61, 74), "leasehold"),
    areas=dict.fromkeys((5, 30, 38, 50, 74), (LEASEHOLD,))
    | dict.fromkeys((19, 61), (RIGHT_TO_BUY,)),
    tenant_areas=[(REPAIRS,)] * 23
    + [(ASB,)] * 7
    + [(ALLOCATIONS,)] * 6
    + [(ESTATE,)] * 5
    + [(RENTS,)] * 4
    + [(MOVING,)] * 2
    + [(STAFF,), (OCCUPANCY,)]
    + [(REPAIRS, MOVING)] * 3
    + [(REPAIRS, ESTATE)] * 2
    + [(REPAIRS, STAFF)] * 2
    + [(REPAIRS, RENTS), (ASB, STAFF), (ASB, ESTATE), (ALLOCATIONS, MOVING)],
    escalated=(1, 4, 9, 13, 15, 18, 22, 24, 29, 34, 37, 42, 47, 51),
    escalated_areas=[(REPAIRS,)] * 8
    + [(REPAIRS, STAFF)] * 2
    + [(ASB,), (ASB, ESTATE), (ALLOCATIONS,), (ESTATE,)],
    courses={
        1: {
            3: LATE[2],
            13: LATE[1],
            24: LATE[6],
            27: LATE[15],
            30: LATE[5],
            36: LATE[4],
            40: LATE[1],
            48: LATE[3],
            55: LATE[9],
            61: LATE[2],
            # Extended: told too late; past the date told; properly.
            26: Course(answer=17, told=12, extended=20),
            33: Course(answer=18, told=9, extended=15),
            45: Course(answer=16, told=8, extended=18),
            # Acknowledged late, which moves the clock: in time by the letter only.
            14: Course(acknowledged=7, answer=9),
            32: Course(acknowledged=10, answer=8),
            52: Course(acknowledged=8, answer=10),
            # Acknowledged late: in time even so, twice, and late either way.
            20: Course(acknowledged=6, answer=4),
            59: Course(acknowledged=7, answer=6),
            44: Course(acknowledged=9, late_by=3),
        },
        2: {
            3: LATE[3],
            6: LATE[11],
            8: LATE[1],
            11: LATE[6],
            # Extended longer than permitted, and answered after the permitted day.
            5: Course(answer=43, told=15, extended=46),
            # Acknowledged late: in time by the letter only; in time even so.
            9: Course(acknowledged=7, answer=19),
            13: Course(acknowledged=6, answer=12),
        },
    },
    outcomes={1: (40, 19, 22), 2: (6, 4, 6)},
)


# --- Complaints ---------------------------------------------------------------------

BASE_DAYS = {1: 10, 2: 20}
QUICKEST = {1: 2, 2: 7}
ACKNOWLEDGED_IN = [0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5]
OUTCOMES = ("upheld", "partially_upheld", "not_upheld")
# The sample council's new system took over on this day.
NEW_SYSTEM = date(2025, 1, 1)


def make_receipts(rng: random.Random, year: Year) -> list[date]:
    """The days on which the year's stage 1 complaints arrived, in order."""
    received = []
    for month, count in enumerate(year.receipts, start=3):
        first = date(year.name + month // 12, month % 12 + 1, 1)
        days = [first + timedelta(days=n) for n in range(31)]
        open_days = [
            day
            for day in days
            if day.month == first.month
            and day <= year.last_receipt
            and is_working_day(day)
        ]
        received += sorted(shuffle(rng, open_days)[:count])
    return sorted(move_to_weekend(day, n) for n, day in enumerate(received))


def move_to_weekend(day: date, position: int) -> date:
    """Every thirteenth complaint came in on the Saturday or Sunday of its week."""
    if position % 13 != 6:
        return day
    return day + timedelta(days=5 + position % 2 - day.weekday())


def make_in_time_days(
    rng: random.Random, row: Row, start: date, stage: int, last: date
) -> int:
    """Working days to an answer in time, after its acknowledgement and by last."""
    fits = [
        days
        for days in range(QUICKEST[stage], BASE_DAYS[stage] + 1)
        if row["acknowledged_date"] < add_working_days(start, days) <= last
    ]
    # The better of two draws: answers crowd towards the day they are due.
    return max(pick(rng, fits), pick(rng, fits))


def make_stage(
    rng: random.Random, year: Year, case: Row, received: date, course: Course
) -> Row:
    """One row: the case at one stage, from receipt to answer."""
    row = dict(case, received_date=received)
    goes_in_same_day = is_working_day(received) and rng.random() < 0.75
    logged = received if goes_in_same_day else add_working_days(received, 1)
    lag = course.acknowledged
    if lag is None:
        lag = pick(rng, ACKNOWLEDGED_IN)
    row["logged_date"] = logged
    row["acknowledged_date"] = max(logged, add_working_days(received, lag))
    start, stage = row[year.clock], row["stage"]
    if course.late_by:
        days = BASE_DAYS[stage] + course.late_by
    else:
        days = course.answer or make_in_time_days(
            rng, row, start, stage, year.last_answer
        )
    row["responded_date"] = add_working_days(start, days)
    if course.told is not None:
        row["extension_told_date"] = add_working_days(start, course.told)
        row["extended_to_date"] = add_working_days(start, course.extended)
    row["source_system"] = "Infreemation" if logged >= NEW_SYSTEM else "Pentana"
    return row


def make_stage_1(rng: random.Random, year: Year) -> list[Row]:
    """The year's stage 1 rows, in order of receipt."""
    tenant_areas = iter(shuffle(rng, year.tenant_areas))
    escalated_areas = iter(shuffle(rng, year.escalated_areas))
    rows = []
    for position, received in enumerate(make_receipts(rng, year)):
        areas = year.areas.get(position)
        if areas is None:
            is_escalated = position in year.escalated
            areas = next(escalated_areas if is_escalated else tenant_areas)
        case = {
            "complaint_id": f"S-{year.name}-{position + 1:03d}",
            "stage": 1,
            "tenure": year.tenures.get(position, "lcra"),
            "service_areas": list(areas),
        }
        course = year.courses[1].get(position, Course())
        rows.append(make_stage(rng, year, case, received, course))
    return rows


def ask_for_stage_2(rng: random.Random, year: Year, first: Row) -> date:
    """The day the resident asked for a review, up to 14 working days on."""
    # A stage 2 counts in the year it is asked for, so never in the year before.
    earliest = max(first["responded_date"], date(year.name, 4, 2))
    return add_working_days(earliest, 1 + int(rng.random() * 14))


def make_stage_2(rng: random.Random, year: Year, first_stages: list[Row]) -> list[Row]:
    """The year's stage 2 rows, one after each of the stage 1 rows given."""
    kept = ("complaint_id", "tenure", "service_areas")
    requests = sorted(
        ((ask_for_stage_2(rng, year, row), row) for row in first_stages),
        key=lambda request: request[0],
    )
    rows = []
    for position, (received, first) in enumerate(requests):
        case = {name: first[name] for name in kept} | {"stage": 2}
        course = year.courses[2].get(position, Course())
        rows.append(make_stage(rng, year, case, received, course))
    return rows


def add_outcomes(
    rng: random.Random, rows: list[Row], counts: tuple[int, ...]
) -> list[Row]:
    """The rows with outcomes dealt out so that they come to the counts."""
    outcomes = [
        outcome
        for outcome, count in zip(OUTCOMES, counts, strict=True)
        for _ in range(count)
    ]
    return [
        dict(row, outcome=outcome)
        for row, outcome in zip(rows, shuffle(rng, outcomes), strict=True)
    ]


def make_complaints() -> list[Row]:
    """Both years' rows, by reference and stage."""
    rng = random.Random(2025)
    first_2023 = make_stage_1(rng, YEAR_2023)
    first_2024 = make_stage_1(rng, YEAR_2024)
    second_2023 = make_stage_2(
        rng, YEAR_2023, [first_2023[p] for p in YEAR_2023.escalated]
    )
    carried_over = [first_2023[23], first_2023[24]]
    second_2024 = make_stage_2(
        rng, YEAR_2024, carried_over + [first_2024[p] for p in YEAR_2024.escalated]
    )
    rows = [
        *add_outcomes(rng, first_2023, YEAR_2023.outcomes[1]),
        *add_outcomes(rng, second_2023, YEAR_2023.outcomes[2]),
        *add_outcomes(rng, first_2024, YEAR_2024.outcomes[1]),
        *add_outcomes(rng, second_2024, YEAR_2024.outcomes[2]),
    ]
    return sorted(rows, key=lambda row: (row["complaint_id"], row["stage"]))


# --- Homes and the survey: as the regulator publishes them ---------------------------


def make_homes() -> list[Row]:
    """Homes owned at both year ends."""
    return [
        {"year_end_date": day, "stock_type": "lcra", "homes_owned": count}
        for day, count in ((date(2024, 3, 31), 4216), (date(2025, 3, 31), 4202))
    ]


SURVEY_NUMBERS: dict[str, tuple[int | str, int | str]] = {
    "responses": (822, 977),
    "complained_yes": ("183.6", "195.7"),
    "complained_no": ("564.6", "716.0"),
    "very_satisfied": ("24.7", "35.6"),
    "fairly_satisfied": ("29.3", "31.8"),
    "neither": ("20.2", "14.1"),
    "fairly_dissatisfied": ("38.1", "28.3"),
    "very_dissatisfied": ("62.7", "78.3"),
    # As the council printed it: the regulator holds 35.8 for the second year.
    "published_value": ("30.9", "35.9"),
}
SURVEY_THEMES = (
    ["communication", "listening to tenants", "ease of contact"],
    ["listening to tenants", "better communication"],
)


def make_perception_survey() -> list[Row]:
    """Both years' survey, tenants of low cost rental homes."""
    return [
        {
            "reporting_year": reporting_year,
            "stock_type": "lcra",
            "method": "census",
            "is_weighted": True,
            "improvement_themes": SURVEY_THEMES[n],
            **{name: Decimal(pair[n]) for name, pair in SURVEY_NUMBERS.items()},
        }
        for n, reporting_year in enumerate(("2023-24", "2024-25"))
    ]


# --- Learning: the annual report's own list, in other words -------------------------

POLICY = "Policy and letters"
PEOPLE = "People and training"
SYSTEMS = "Systems and records"
RESIDENTS = "Keeping residents informed"
SCRUTINY = "Scrutiny and audit"
CASEWORK = "Case handling"

# Theme and description, by the report's section.
IMPROVEMENTS = {
    "4.3": [
        (POLICY, "Bring the council-wide complaints policy into line with the Code"),
        (
            PEOPLE,
            "Form a team for communication with residents, with two new posts that "
            "watch over complaints and what is learnt from them",
        ),
        (
            SCRUTINY,
            "Start a panel, led by the Member Responsible for Complaints, that "
            "examines how housing complaints are dealt with",
        ),
        (
            PEOPLE,
            "Give housing staff a guide to good complaint handling, and Tenancy "
            "Services staff a fresh round of training",
        ),
        (
            PEOPLE,
            "Brief housing managers on the revised policy and on the attitude to "
            "complaints that it asks for",
        ),
        (
            SYSTEMS,
            "Use a form for complaints made by telephone or face to face, so that "
            "they too are entered and treated as formal",
        ),
        (POLICY, "Write new standard letters that tell residents what the Code asks"),
        (RESIDENTS, "Ask residents how it went each time a complaint is closed"),
        (RESIDENTS, "Make figures about complaint performance public"),
        (
            RESIDENTS,
            "Rewrite the web pages and the leaflet on how to complain to match the "
            "policy and the Code",
        ),
        (
            SYSTEMS,
            "Move to Infreemation, which is better at entering, following and "
            "documenting complaints",
        ),
    ],
    "4.4": [
        (SYSTEMS, "Improve how One Housing holds anti-social behaviour cases"),
        (SYSTEMS, "Offer residents an app in which to note incidents"),
        (
            CASEWORK,
            "Look at vulnerability and assess the risk whenever a new case opens",
        ),
        (
            RESIDENTS,
            "Bring victims up to date at least once a month in the way they prefer",
        ),
        (CASEWORK, "Go through all open cases once a month in two teams"),
        (
            CASEWORK,
            "Hold a panel of tenancy staff on the cases of individual tenants, with "
            "a way up to one for complex cases",
        ),
    ],
    "2.3": [
        (SCRUTINY, "Audit closed complaints regularly for lessons and for waste"),
        (
            RESIDENTS,
            "Use both surveys to find what dissatisfies people who complain, and act",
        ),
        (
            SYSTEMS,
            "Set Infreemation up to record complaints that are refused, and check "
            "that the grounds were sound",
        ),
        (
            SCRUTINY,
            "Find a way to follow up what was promised after a complaint, and report "
            "on it to the Housing Complaints Panel",
        ),
    ],
}
# The report says who does this one; of the others it does not.
OWNERS = {
    "Go through all open cases once a month in two teams": (
        "Anti-Social Behaviour and Tenancy Management teams"
    )
}


def make_learning_actions() -> list[Row]:
    """The improvements the report lists as made, and the steps it lists as begun."""
    rows: list[Row] = []
    for section, improvements in IMPROVEMENTS.items():
        is_done = section != "2.3"
        for theme, description in improvements:
            rows.append(
                {
                    "action_id": f"L-{len(rows) + 1:02d}",
                    "service_area": ASB if section == "4.4" else HANDLING,
                    "theme": theme,
                    "origin": "complaint" if is_done else "self_assessment",
                    "description": description,
                    "status": "completed" if is_done else "open",
                    "owner": OWNERS.get(description),
                    "evidence": f"{REPORT}, section {section}" if is_done else None,
                }
            )
    return rows


# --- The Ombudsman, figures printed, events, coverage -------------------------------


def make_ombudsman_findings() -> list[Row]:
    """Three determinations, head by head."""
    severe = "severe_maladministration"
    columns = ("determination_id", "determined_date", "head", "finding", "tenure")
    reports, staff = f"Reports of {ASB.lower()}", "Conduct of housing staff"
    first, second, third = date(2023, 9, 28), date(2024, 6, 7), date(2024, 12, 18)
    findings = [
        ("202303482", first, reports, "no_maladministration", None),
        ("202303482", first, HANDLING, "service_failure", None),
        ("202301711", second, staff, "service_failure", "leasehold"),
        ("202329960", third, reports, severe, "leasehold"),
        ("202329960", third, HANDLING, severe, "leasehold"),
        ("202329960", third, "Record keeping", severe, "leasehold"),
    ]
    return [dict(zip(columns, finding, strict=True)) for finding in findings]


def print_figure(
    document: str,
    published_date: date | None,
    population: str | None,
    reference: str,
    statement: str,
    reporting_year: str,
    value: str,
    measure_id: str | None = None,
    share: tuple[str, str] | None = None,
) -> Row:
    """One row of published_figures."""
    return {
        "document": document,
        "published_date": published_date,
        "population": population,
        "reference": reference,
        "statement": statement,
        "reporting_year": reporting_year,
        "value": Decimal(value),
        "measure_id": measure_id,
        "numerator": Decimal(share[0]) if share else None,
        "denominator": Decimal(share[1]) if share else None,
    }


def make_published_figures() -> list[Row]:
    """What the council printed, right or wrong, in the unit it was printed in."""
    # The paper went to Cabinet on this day.
    report = partial(print_figure, REPORT, date(2025, 5, 22))
    return [
        *print_opened(partial(report, "tenants and leaseholders")),
        *print_landlord_measures(partial(report, "tenants (LCRA)")),
        *print_web_page(
            partial(print_figure, WEB_PAGE, None, "tenants and leaseholders")
        ),
    ]


def print_opened(report: partial[Row]) -> list[Row]:
    """The annual report's counts of complaints and of their outcomes."""
    this_year = "2024-25"
    rows = [
        report("3.2", "Stage 1 complaints opened", this_year, "81", "received_1"),
        report("3.2", "Stage 2 complaints opened", this_year, "16", "received_2"),
        report("3.2", "Complaints opened, stages 1 and 2", this_year, "97"),
    ]
    for section, stage, counts in (
        ("3.5", 1, (40, 19, 22, 0)),
        ("3.6", 2, (6, 4, 6, 0)),
    ):
        words = ("upheld", "partially upheld", "not upheld", "withdrawn")
        for outcome, count in zip(words, counts, strict=True):
            statement = f"Stage {stage} complaints {outcome}"
            rows.append(report(section, statement, this_year, str(count)))
    opened = {"2021-22": "43", "2022-23": "39", "2023-24": "30", this_year: "97"}
    for reporting_year, total in opened.items():
        statement = "Complaints opened, stages 1 to 3"
        rows.append(report("Annex 1, 3.3", statement, reporting_year, total))
    return rows


def print_landlord_measures(report: partial[Row]) -> list[Row]:
    """The annual report's tenant satisfaction measures."""
    per_1000 = "complaints per 1,000 homes"
    in_time = "complaints answered within Code time, per cent"
    satisfied = "Satisfied with complaint handling, per cent of those who complained"
    this_year, last_year = "2024-25", "2023-24"
    return [
        report("3.8.2", f"Stage 1 {per_1000}", this_year, "17.6", "ch01_1"),
        report("3.8.2", f"Stage 2 {per_1000}", this_year, "3.8", "ch01_2"),
        report("3.8.2", f"Stage 1 {in_time}", this_year, "85.1", "ch02_1"),
        report("3.8.2", f"Stage 2 {in_time}", this_year, "68.8", "ch02_2"),
        report("3.8.2", satisfied, this_year, "35.9", "tp09"),
        report("3.8.3", f"Stage 1 {in_time}", last_year, "65.0", "ch02_1"),
        report("3.8.3", f"Stage 2 {in_time}", last_year, "100", "ch02_2"),
        report("3.8.4", satisfied, last_year, "30.9", "tp09"),
    ]


def print_web_page(page: partial[Row]) -> list[Row]:
    """The web page's table, for both years."""
    in_time = "Complaints answered in time, stages 1 and 2"
    table = partial(page, "Performance table")
    last_year = "2023-24"
    return [
        table("Stage 1 complaints opened", last_year, "26", "received_1"),
        table("Stage 2 complaints opened", last_year, "3", "received_2"),
        table(in_time, last_year, "21", share=("21", "29")),
        table("Complaints upheld, stages 1 and 2", last_year, "5"),
        table("Complaints partially upheld, stages 1 and 2", last_year, "7"),
        table("Stage 1 complaints opened", "2024-25", "81", "received_1"),
        table("Stage 2 complaints opened", "2024-25", "16", "received_2"),
        table(in_time, "2024-25", "71", share=("71", "97")),
    ]


def make_events() -> list[Row]:
    """What a reader of a trend needs to know of."""
    columns = ("event_date", "date_precision", "label", "kind", "breaks_baseline")
    team = "Communication and engagement team set up"
    events = [
        (date(2024, 4, 1), "day", "Statutory Complaint Handling Code", "code", True),
        (date(2024, 9, 1), "season", team, "team", False),
        (date(2025, 1, 1), "month", "New complaints system", "system", True),
    ]
    return [dict(zip(columns, event, strict=True)) for event in events]


def make_coverage() -> list[Row]:
    """For which dates the landlord recorded what."""
    columns = ("source", "from_date", "to_date", "is_recorded", "note")
    start, end = date(2023, 4, 1), date(2025, 3, 31)
    refused = "The council says it did not note why a complaint was not accepted."
    decided = (
        "A decision of 18 October 2023 is known to exist but is not held here, so the "
        "year before is not given."
    )
    spells = [
        ("complaints", start, end, True, None),
        ("refusals", start, end, False, refused),
        ("ombudsman_findings", date(2024, 4, 1), end, True, decided),
    ]
    return [dict(zip(columns, spell, strict=True)) for spell in spells]


# --- Writing ------------------------------------------------------------------------

MAKERS = {
    "complaints": make_complaints,
    "homes": make_homes,
    "perception_survey": make_perception_survey,
    "learning_actions": make_learning_actions,
    "ombudsman_findings": make_ombudsman_findings,
    "published_figures": make_published_figures,
    "events": make_events,
    "coverage": make_coverage,
}


if __name__ == "__main__":
    write_extracts(MAKERS, Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
