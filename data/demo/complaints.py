"""The made-up complaints: five years of chance, with three changes planted in them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.demo.names import (
    AS_AT,
    ASB,
    BUSY_WARD,
    ESTATES,
    HEATING,
    LEASEHOLD,
    LETTINGS,
    NEW_SYSTEM,
    NEW_SYSTEM_NAME,
    OLD_SYSTEM_NAME,
    PLANNED,
    PLANTED_FROM,
    RENTS,
    REPAIRS,
    SLOW_AREA,
    SLOW_REVIEWS_FROM,
    TENANCY,
)
from data.made_up import Row, add_working_days, is_working_day, pick, pick_weighted
from data.made_up import shuffle as shuffle_items


# Chosen so that in 2025-26 nothing stands out but what is planted: now and then chance
# alone would make something do so.
SEED = 2079

# Stage 1 complaints of each reporting year, and how many of them go to stage 2.
VOLUMES = {2021: (110, 14), 2022: (126, 18), 2023: (146, 20), 2024: (166, 26)}
VOLUMES |= {2025: (190, 30)}
# Received in the first days of the next year, all of them still waiting.
WAITING_1 = 9

# How many come in each month, April first: more in winter.
SEASON = dict(enumerate((8, 7, 7, 7, 6, 8, 9, 10, 8, 11, 10, 9), start=3))
TENURES = {"lcra": 86, "leasehold": 10.5, "lcho": 3.5}
# In 2022 there are residents whose homes are not known, as in a real register.
TENURES_2022 = TENURES | {"other": 2}
AREAS = {
    REPAIRS: 33,
    HEATING: 14,
    ASB: 12,
    ESTATES: 10,
    PLANNED: 9,
    TENANCY: 8,
    RENTS: 8,
    LETTINGS: 6,
}
LEASEHOLD_AREAS = {LEASEHOLD: 50, ESTATES: 20, RENTS: 15, PLANNED: 15}
WARDS: dict[str, float] = {
    "Fernlea": 15,
    "Heronfield": 13,
    "Kilnwood": 13,
    "Larkrise": 12,
    BUSY_WARD: 14,
    "Saltergate": 12,
    "Tanyard": 11,
    "Weirside": 10,
}
BUSY_WARDS = WARDS | {BUSY_WARD: 30}
CHANNELS = {"Online form": 42, "Telephone": 27, "E-mail": 20, "Letter": 6}
CHANNELS |= {"In person": 5}


# --- How a case goes ----------------------------------------------------------------

BASE_DAYS = {1: 10, 2: 20}
QUICKEST = {1: 3, 2: 8}
ACKNOWLEDGED_IN = (0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5)
NEW_CODE = date(2024, 4, 1)

STEADY = {"in_time": 80, "extended": 8, "late": 9, "told_late": 1.5, "too_long": 1.5}
SLOW_ANSWERS = {"in_time": 34, "extended": 6, "late": 56, "told_late": 2, "too_long": 2}
SLOW_REVIEWS = {"in_time": 18, "extended": 4, "late": 70, "told_late": 4, "too_long": 4}

# Answers that were never written, so late ones of these months are open and overdue.
UNANSWERED_FROM = date(2025, 12, 1)
# Stage 1 complaints of the year's last weeks are all answered by the as-at date, so
# that the year can be set beside the one before: a figure still open cannot.
LAST_WEEKS = date(2026, 3, 9)
YEAR_END = date(2026, 3, 31)
# For the same reason no tenant asks for a review that would still be open.
NO_REVIEW_FROM = date(2026, 3, 3)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One stage's clock: the day it started, its days, and the longest extension."""

    start: date
    base: int
    extension: int

    def day(self, days: int) -> date:
        """The day that many working days after the start."""
        return add_working_days(self.start, days)


def is_last_weeks(row: Row) -> bool:
    """Whether it is a stage 1 that has to be answered by the as-at date."""
    received: date = row["received_date"]
    return row["stage"] == 1 and LAST_WEEKS <= received <= YEAR_END


def enter(rng: random.Random, row: Row) -> Row:
    """When it was logged and acknowledged, and in which system."""
    received = row["received_date"]
    is_same_day = is_working_day(received) and rng.random() < 0.75
    logged = received if is_same_day else add_working_days(received, 1)
    lag = pick(rng, ACKNOWLEDGED_IN)
    drawn = rng.random()
    if drawn < 0.05 and not is_last_weeks(row):
        lag = 6 + int(rng.random() * 4)
    acknowledged: date | None = max(logged, add_working_days(received, lag))
    if drawn > 0.98 and not is_last_weeks(row):
        acknowledged = None
    return {
        "logged_date": logged,
        "acknowledged_date": acknowledged,
        "source_system": NEW_SYSTEM_NAME if logged >= NEW_SYSTEM else OLD_SYSTEM_NAME,
    }


def start_clock(row: Row) -> Clock:
    """The clock of the Code that the case was received under."""
    base = BASE_DAYS[row["stage"]]
    if row["received_date"] < NEW_CODE:
        return Clock(start=row["logged_date"], base=base, extension=10)
    start = row["acknowledged_date"] or add_working_days(row["received_date"], 5)
    return Clock(start=start, base=base, extension=base)


def choose_course(rng: random.Random, row: Row, clock: Clock) -> str:
    """How the answer goes: in time, or in which way not."""
    weights: Mapping[str, float] = STEADY
    if row["stage"] == 2 and row["received_date"] >= SLOW_REVIEWS_FROM:
        weights = SLOW_REVIEWS
    is_slow_area = row["received_date"] >= PLANTED_FROM and (
        SLOW_AREA in row["service_areas"]
    )
    if row["stage"] == 1 and is_slow_area:
        weights = SLOW_ANSWERS
    course = pick_weighted(rng, weights)
    if is_last_weeks(row):
        return "in_time"
    if clock.day(clock.base) >= AS_AT:
        return "waiting"
    if clock.day(clock.base + clock.extension) >= AS_AT and course != "in_time":
        return "late"
    return course


def answer(rng: random.Random, row: Row) -> Row:
    """When it was answered, and what the resident was told of an extension."""
    clock = start_clock(row)
    course = choose_course(rng, row, clock)
    base, longest = clock.base, clock.base + clock.extension
    if course == "waiting":
        return {}
    if course == "in_time":
        return {"responded_date": clock.day(draw_days_in_time(rng, row, clock))}
    over = 1 + int(min(rng.random(), rng.random()) * base * 1.5)
    if course == "late":
        is_never = row["received_date"] >= UNANSWERED_FROM and rng.random() < 0.35
        return {} if is_never else {"responded_date": clock.day(base + over)}
    told = base - 1 - int(rng.random() * 3)
    extended, days = longest - int(rng.random() * 4), longest - 5
    if course == "told_late":
        told = base + 1 + int(rng.random() * 3)
        days = base + 5
    if course == "too_long":
        extended, days = longest + 5, longest + 1 + int(rng.random() * 4)
    return {
        "extension_told_date": clock.day(told),
        "extended_to_date": clock.day(extended),
        "responded_date": clock.day(days),
    }


def draw_days_in_time(rng: random.Random, row: Row, clock: Clock) -> int:
    """Working days to an answer in time, after its acknowledgement."""
    acknowledged = row["acknowledged_date"] or row["received_date"]
    fits = [
        days
        for days in range(QUICKEST[row["stage"]], clock.base + 1)
        if acknowledged < clock.day(days) <= AS_AT
    ]
    # The better of two draws: answers crowd towards the day they are due.
    return max(pick(rng, fits), pick(rng, fits))


# --- What was decided ---------------------------------------------------------------

DECISIONS = {
    1: {"upheld": 42, "partially_upheld": 24, "not_upheld": 34},
    2: {"upheld": 36, "partially_upheld": 26, "not_upheld": 38},
}
REMEDIES = ("Repair completed", "Records put right", "Staff briefed", "Visit arranged")


def decide(rng: random.Random, row: Row) -> Row:
    """The outcome of an answered case, what was done and what was paid."""
    outcome = pick_weighted(rng, DECISIONS[row["stage"]])
    if outcome == "not_upheld":
        return {
            "outcome": outcome,
            "remedies": ["Explanation given"],
            "compensation_gbp": Decimal(0),
        }
    remedies = ["Apology", pick(rng, REMEDIES)]
    paid = 0
    if rng.random() < (0.35 if outcome == "upheld" else 0.2):
        remedies.append("Compensation")
        paid = row["stage"] * 25 * (1 + int(rng.random() * 8))
    return {
        "outcome": outcome,
        "remedies": remedies,
        "compensation_gbp": Decimal(paid),
    }


def forget_what_is_to_come(row: Row) -> Row:
    """The row as the extract of the as-at date has it."""
    may_be_future = ("extended_to_date",)
    known = {
        name: value
        for name, value in row.items()
        if name in may_be_future or not isinstance(value, date) or value <= AS_AT
    }
    if "extension_told_date" not in known:
        known.pop("extended_to_date", None)
    return known


def make_stage(rng: random.Random, case: Row) -> Row:
    """One row: the case at one stage, from receipt to answer or withdrawal."""
    row = case | {"channel": pick_weighted(rng, CHANNELS)}
    row |= enter(rng, row)
    # Some residents withdraw, now and then without an answer.
    if row["stage"] == 1 and rng.random() < 0.03 and row["received_date"] < LAST_WEEKS:
        day = add_working_days(row["logged_date"], 2 + int(rng.random() * 6))
        row |= {"outcome": "withdrawn", "withdrawn_date": day}
    else:
        row |= answer(rng, row)
    row = forget_what_is_to_come(row)
    if row.get("responded_date"):
        row |= decide(rng, row)
    return row


# --- Stage 1 ------------------------------------------------------------------------


def draw_day(rng: random.Random, year: int) -> date:
    """A day of receipt in a reporting year; few on Saturdays and Sundays."""
    month = pick_weighted(rng, SEASON)
    first = date(year + month // 12, month % 12 + 1, 1)
    day = first + timedelta(days=int(rng.random() * 28))
    if day.weekday() > 4 and rng.random() < 0.8:
        day += timedelta(days=2 if day.day < 27 else -2)
    return day


def draw_areas(rng: random.Random, tenure: str) -> list[str]:
    """One service area, and of every eighth complaint a second."""
    weights: Mapping[str, float] = AREAS
    if tenure == "leasehold":
        weights = LEASEHOLD_AREAS
    first = pick_weighted(rng, weights)
    if rng.random() > 0.12:
        return [first]
    return [first, pick_weighted(rng, {a: w for a, w in weights.items() if a != first})]


def draw_case(rng: random.Random, received: date) -> Row:
    """Who complains about what and from where."""
    tenure = pick_weighted(rng, TENURES_2022 if received.year == 2022 else TENURES)
    areas = draw_areas(rng, tenure)
    drawn = rng.random()
    is_damp = drawn < 0.25 and bool({REPAIRS, PLANNED} & set(areas))
    is_planted = received >= PLANTED_FROM
    return {
        "stage": 1,
        "tenure": tenure,
        "received_date": received,
        "service_areas": areas,
        "ward_name": pick_weighted(rng, BUSY_WARDS if is_planted else WARDS),
        # The system before had no place for it.
        "hazards": ["damp_and_mould"] if is_damp and received >= NEW_SYSTEM else None,
    }


def make_stage_1(rng: random.Random, year: int, days: list[date]) -> list[Row]:
    """A year's stage 1 rows, in order of receipt."""
    return [
        make_stage(rng, draw_case(rng, day) | {"complaint_id": f"Q{year}-{number:03d}"})
        for number, day in enumerate(sorted(days), start=1)
    ]


# --- Stage 2 ------------------------------------------------------------------------


def ask_for_reviews(rng: random.Random, first_stages: list[Row]) -> list[Row]:
    """What could go to stage 2: a request for every stage 1 answered."""
    kept = ("complaint_id", "tenure", "service_areas", "ward_name", "hazards")
    requests = []
    for row in first_stages:
        lag = 1 + int(rng.random() * 14)
        if row.get("responded_date"):
            received = add_working_days(row["responded_date"], lag)
            case = {name: row[name] for name in kept}
            requests.append(case | {"stage": 2, "received_date": received})
    return requests


def get_year(day: date) -> int:
    """The year in which the day's reporting year starts."""
    return day.year if day.month > 3 else day.year - 1


def choose_reviews(rng: random.Random, requests: list[Row]) -> list[Row]:
    """The requests made: so many a year, and those still waiting at the end."""
    chosen = []
    for year, (_, number) in VOLUMES.items():
        of_year = [
            each
            for each in requests
            if get_year(each["received_date"]) == year
            and each["received_date"] < NO_REVIEW_FROM
        ]
        chosen += shuffle_items(rng, of_year)[:number]
    last = [each for each in requests if NO_REVIEW_FROM < each["received_date"] < AS_AT]
    others = [each for each in last if each["tenure"] != "lcra"]
    this_month = [each for each in last if each["received_date"] > YEAR_END]
    waiting = [
        *[each for each in others if each["received_date"] <= YEAR_END][-2:],
        *this_month[-3:],
    ]
    return chosen + waiting


def make_complaints() -> list[Row]:
    """Every row, by reference and stage."""
    rng = random.Random(SEED)
    firsts: list[Row] = []
    for year, (number, _) in VOLUMES.items():
        days = [draw_day(rng, year) for _ in range(number)]
        firsts += make_stage_1(rng, year, days)
    latest = [date(2026, 4, 1) + timedelta(days=n) for n in (0, 1, 6, 7, 7, 8, 9, 12)]
    firsts += make_stage_1(rng, 2026, [*latest, AS_AT - timedelta(days=1)])
    requests = choose_reviews(rng, ask_for_reviews(rng, firsts))
    rows = firsts + [make_stage(rng, request) for request in requests]
    return sorted(rows, key=lambda row: (row["complaint_id"], row["stage"]))
