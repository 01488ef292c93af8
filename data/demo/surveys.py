"""The made-up homes, the yearly survey, and the survey sent on closure."""

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from data.demo.complaints import make_complaints
from data.demo.names import AS_AT, RECORDED_FROM, YEARS
from data.made_up import Row, pick_weighted


SEED = 2027


# --- Homes --------------------------------------------------------------------------

HOMES = {
    "lcra": (5243, 5231, 5219, 5204, 5192),
    "lcho": (142, 145, 149, 152, 155),
    "leasehold": (628, 637, 645, 651, 660),
}


def make_homes() -> list[Row]:
    """Homes owned at the end of each year: some sold, a few built."""
    return [
        {
            "year_end_date": date(2022 + n, 3, 31),
            "stock_type": stock_type,
            "homes_owned": count,
        }
        for stock_type, counts in HOMES.items()
        for n, count in enumerate(counts)
    ]


# --- The yearly survey --------------------------------------------------------------

# Answered, complained, did not; then of those who had, best answer first. The people
# behind each year's TP09 are few enough for its ups and downs to be chance.
TENANTS = (
    (612, "132.4", "471.0", ("18.2", "24.9", "15.6", "26.3", "41.8")),
    (634, "139.7", "482.6", ("20.6", "25.4", "16.1", "27.9", "43.5")),
    (671, "151.3", "506.8", ("21.3", "29.8", "18.4", "28.2", "46.7")),
    (658, "148.9", "498.5", ("22.7", "28.1", "16.9", "29.4", "45.2")),
    (683, "157.6", "511.2", ("21.9", "30.4", "18.8", "31.7", "48.1")),
)
SHARED_OWNERS = (
    (48, "9.6", "37.9", ("0.9", "1.8", "1.4", "2.1", "3.0")),
    (51, "10.2", "40.1", ("1.1", "2.0", "0.9", "2.6", "3.1")),
    (55, "11.9", "42.3", ("0.8", "2.4", "1.7", "2.5", "3.9")),
    (53, "11.1", "41.2", ("1.0", "2.1", "1.6", "2.3", "3.6")),
    (57, "12.4", "43.8", ("1.2", "2.2", "1.5", "2.9", "4.1")),
)
ANSWERS = (
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
)
THEMES = (
    ["quicker repairs", "being kept informed"],
    ["being kept informed", "quicker repairs", "easier contact"],
    ["quicker repairs", "listening to residents"],
    ["being kept informed", "cleaner shared areas"],
    ["heating put right first time", "being kept informed"],
)


def make_perception_survey() -> list[Row]:
    """Five years' surveys, of tenants and of shared owners."""
    rows = []
    for stock_type, surveys in (("lcra", TENANTS), ("lcho", SHARED_OWNERS)):
        years = zip(YEARS, surveys, THEMES, strict=True)
        for year, (responses, yes, no, drawn), themes in years:
            answers = [Decimal(each) for each in drawn]
            rows.append(
                {
                    "reporting_year": year,
                    "stock_type": stock_type,
                    "method": "post and online",
                    "is_weighted": True,
                    "responses": responses,
                    "design_effect": Decimal("1.3"),
                    "complained_yes": Decimal(yes),
                    "complained_no": Decimal(no),
                    **dict(zip(ANSWERS, answers, strict=True)),
                    "published_value": print_share(sum(answers[:2]), sum(answers)),
                    "improvement_themes": themes,
                }
            )
    return rows


def print_share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """A percentage to one place, halves up, as it is printed."""
    share = 100 * Decimal(part) / Decimal(whole)
    return share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


# --- The survey sent on closure -----------------------------------------------------

SCORES = {1: 20, 2: 18, 3: 20, 4: 24, 5: 18}
CLOSURE_THEMES = {
    "Time taken": 30,
    "Being kept informed": 26,
    "Putting it right": 22,
    "Being listened to": 14,
    "Staff attitude": 8,
}


def make_closure_survey() -> list[Row]:
    """A survey for most complaints answered since it began; three in ten came back."""
    rng = random.Random(SEED)
    rows = []
    for case in make_complaints():
        closed = case.get("responded_date")
        drawn, lag = rng.random(), 3 + int(rng.random() * 6)
        if closed is None or closed < RECORDED_FROM or drawn > 0.94:
            continue
        sent = closed + timedelta(days=lag)
        if sent > AS_AT:
            continue
        row = {
            "complaint_id": case["complaint_id"],
            "stage": case["stage"],
            "sent_date": sent,
        }
        rows.append(row | draw_answer(rng, sent))
    return rows


def draw_answer(rng: random.Random, sent: date) -> Row:
    """What came back of one survey, if anything has yet."""
    is_answered = rng.random() < 0.31
    answered = sent + timedelta(days=1 + int(rng.random() * 21))
    score, theme = pick_weighted(rng, SCORES), pick_weighted(rng, CLOSURE_THEMES)
    if not is_answered or answered > AS_AT:
        return {}
    # Some give a score and no words.
    has_words = rng.random() < 0.8
    return {
        "answered_date": answered,
        "score": score,
        "theme": theme if has_words else None,
    }
