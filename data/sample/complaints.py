"""Complaints of two years: made-up courses that add up to what was published."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.made_up import Row, add_working_days, is_working_day, pick, shuffle
from data.sample.areas import (
    ALLOCATIONS,
    ASB,
    COMMUNAL,
    ESTATE,
    LEASEHOLD,
    MOVING,
    OCCUPANCY,
    RENTS,
    REPAIRS,
    RIGHT_TO_BUY,
    STAFF,
    TENANCY,
)


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
