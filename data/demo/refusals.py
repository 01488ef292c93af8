"""The made-up refusals: complaints not accepted or not escalated, and why."""

import random
from datetime import timedelta

from data.demo.complaints import AREAS
from data.demo.names import AS_AT, RECORDED_FROM
from data.made_up import Row, pick_weighted


SEED = 2029

REFUSALS = 25
REASONS = {
    "More than 12 months after the matter": 32,
    "A first request for a service": 26,
    "Already answered at stage 2": 16,
    "Before a court": 14,
    "Not the council's to answer": 12,
}
FLAGS = {True: 74, False: 14, None: 12}


def make_refusals() -> list[Row]:
    """What was not accepted or not escalated since refusals were noted."""
    rng = random.Random(SEED)
    length = (AS_AT - RECORDED_FROM).days
    days = sorted(
        RECORDED_FROM + timedelta(days=int(rng.random() * length))
        for _ in range(REFUSALS)
    )
    return [
        {
            "refusal_id": f"R-{number:02d}",
            "refused_date": day,
            "stage": pick_weighted(rng, {1: 80, 2: 20}),
            "service_area": pick_weighted(rng, AREAS),
            "reason": pick_weighted(rng, REASONS),
            "is_reason_explained": pick_weighted(rng, FLAGS),
            "is_ombudsman_signposted": pick_weighted(rng, FLAGS),
        }
        for number, day in enumerate(days, start=1)
    ]
