"""Made-up extracts of any number of complaint rows, the same every time.

Eight reporting years that grow a little, 12 service areas, 20 wards, about one in eight
complaints taken to stage 2, answers that crowd against the limit, and the last weeks'
cases still open. Made a piece at a time, so that memory does not grow with the rows.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow.parquet import ParquetWriter, write_table


AS_AT = date(2025, 6, 30)
# Rows made at a time.
PIECE = 1_000_000
FIRST_YEAR = 2017
YEARS = 8
AREAS = (
    "Repairs and maintenance",
    "Anti-social behaviour",
    "Estate management",
    "Leasehold services",
    "Rents and service charges",
    "Housing allocations",
    "Moving to a property",
    "Occupancy rights",
    "Staff behaviour",
    "Right to buy",
    "Complaint handling",
    "Compensation",
)
AREA_WEIGHTS = (44, 13, 10, 7, 6, 5, 4, 3, 3, 2, 2, 1)
WARDS = tuple(f"Ward {number:02}" for number in range(1, 21))
TENURE_WEIGHTS = {"lcra": 84, "leasehold": 11, "lcho": 4, "other": 1}
CHANNEL_WEIGHTS = {
    "Online form": 46,
    "Telephone": 30,
    "E-mail": 18,
    "Letter": 4,
    "Visit": 2,
}
OUTCOME_WEIGHTS = {"upheld": 42, "partially_upheld": 22, "not_upheld": 36}
# Answers by working days from acknowledgement, at stage 1: most on the last days.
ANSWER_DAYS = {1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 9, 8: 12, 9: 16, 10: 22}
ANSWER_DAYS |= {12: 5, 15: 4, 18: 3, 20: 4, 25: 2, 40: 1}
NEVER = np.datetime64("NaT", "D")
LANDLORD_FILE = """name = "Benchmark landlord"
as_at = {as_at}
{areas}
[targets]
[disclosure]
audience = "internal"
threshold = 5
"""


class Dice:
    """Chance, the same every time."""

    def __init__(self, seed: int) -> None:
        """Begin at a seed."""
        self.rng = np.random.default_rng(seed)

    def pick(self, weights: dict[str, int] | dict[int, int], rows: int) -> np.ndarray:
        """One of the keys for each row, by weight."""
        shares = np.array(list(weights.values()), float)
        return self.rng.choice(np.array(list(weights)), rows, p=shares / shares.sum())

    def happens(self, share: float, rows: int) -> np.ndarray:
        """Whether something happens, for each row."""
        return self.rng.random(rows) < share


def add_days(days: np.ndarray, working_days: np.ndarray | int) -> np.ndarray:
    """The weekday that many weekdays later; bank holidays are left out of account."""
    return np.busday_offset(days, working_days, roll="forward")


def hide(days: np.ndarray, is_hidden: np.ndarray) -> np.ndarray:
    """Days with some of them left empty."""
    return np.where(is_hidden, NEVER, days)


def make_stage(
    dice: Dice, ids: np.ndarray, stage: int, received: np.ndarray
) -> dict[str, np.ndarray]:
    """The course of one stage of some complaints."""
    rows = len(ids)
    acknowledged = add_days(received, dice.rng.integers(0, 7, rows))
    days = dice.pick(ANSWER_DAYS, rows) * stage
    responded = add_days(acknowledged, days)
    is_late = days > 10 * stage
    told = add_days(acknowledged, np.maximum(10 * stage - 2, 0))
    is_told = is_late & dice.happens(0.6, rows)
    is_withdrawn = dice.happens(0.03, rows)
    withdrawn = add_days(received, dice.rng.integers(1, 9, rows))
    end = np.datetime64(AS_AT)
    is_open = responded > end
    outcome = dice.pick(OUTCOME_WEIGHTS, rows).astype(object)
    outcome[is_withdrawn] = "withdrawn"
    outcome[is_open & ~(is_withdrawn & (withdrawn <= end))] = None
    return {
        "complaint_id": ids,
        "stage": np.full(rows, stage),
        "received_date": received,
        "logged_date": received,
        "acknowledged_date": hide(
            acknowledged, (acknowledged > end) | dice.happens(0.02, rows)
        ),
        "extension_told_date": hide(told, ~is_told | (told > end)),
        "extended_to_date": hide(
            add_days(acknowledged, 20 * stage), ~is_told | (told > end)
        ),
        "responded_date": hide(responded, is_open | is_withdrawn),
        "withdrawn_date": hide(withdrawn, ~is_withdrawn | (withdrawn > end)),
        "outcome": outcome,
    }


def make_complaints(dice: Dice, rows: int, before: int = 0) -> pa.Table:
    """About so many rows of complaints: stage 1, and stage 2 of those that went on.

    Numbered from after the rows of the pieces before.
    """
    first = round(rows / 1.125)
    start = np.datetime64(f"{FIRST_YEAR}-04-01")
    length = (np.datetime64(AS_AT) - start).astype(int)
    # A root of chance: later years have more complaints, as landlords' have had.
    place = dice.rng.random(first) ** 0.8
    received = np.sort(start + (place * length).astype("timedelta64[D]"))
    ids = np.array([f"C-{before + number:08}" for number in range(first)], object)
    one = make_stage(dice, ids, 1, received)
    goes_on = dice.happens(0.135, first) & ~np.isnat(one["responded_date"])
    asked = one["responded_date"][goes_on] + dice.rng.integers(1, 40, goes_on.sum())
    is_asked = asked <= np.datetime64(AS_AT)
    who = np.flatnonzero(goes_on)[is_asked]
    two = make_stage(dice, ids[who], 2, asked[is_asked])
    columns = {
        name: pa.array(np.concatenate([one[name], two[name]]), from_pandas=True)
        for name in one
    }
    for name, values in make_people(dice, first).items():
        columns[name] = pa.array(np.concatenate([values, values[who]]))
    areas = make_areas(dice, first)
    both = np.concatenate([np.arange(first), who])
    columns["service_areas"] = areas.take(pa.array(both))
    return pa.table(columns)


def make_people(dice: Dice, rows: int) -> dict[str, np.ndarray]:
    """Who complained, how and from where."""
    return {
        "tenure": dice.pick(TENURE_WEIGHTS, rows),
        "channel": dice.pick(CHANNEL_WEIGHTS, rows),
        "ward_name": dice.rng.choice(WARDS, rows),
    }


def make_areas(dice: Dice, rows: int) -> pa.Array:
    """The service areas of each complaint: mostly one, at times two or three."""
    numbers = dice.pick({1: 85, 2: 12, 3: 3}, rows)
    offsets = np.concatenate([[0], np.cumsum(numbers)])
    places = dice.pick(dict(enumerate(AREA_WEIGHTS)), offsets[-1])
    return pa.ListArray.from_arrays(
        pa.array(offsets, pa.int32()), pa.array(AREAS).take(pa.array(places))
    )


def make_closure_survey(dice: Dice, complaints: pa.Table) -> pa.Table:
    """A survey for four in ten answers, a third of them answered."""
    answered = complaints["responded_date"].to_numpy()
    chosen = np.flatnonzero(~np.isnat(answered) & dice.happens(0.4, len(answered)))
    sent = answered[chosen] + np.timedelta64(5, "D")
    chosen, sent = (
        chosen[sent <= np.datetime64(AS_AT)],
        sent[sent <= np.datetime64(AS_AT)],
    )
    is_answered = dice.happens(0.33, len(chosen))
    scores = dice.pick({1: 25, 2: 20, 3: 15, 4: 25, 5: 15}, len(chosen))
    back = np.minimum(sent + np.timedelta64(4, "D"), np.datetime64(AS_AT))
    return pa.table(
        {
            "complaint_id": complaints["complaint_id"].take(pa.array(chosen)),
            "stage": complaints["stage"].take(pa.array(chosen)),
            "sent_date": pa.array(sent),
            "answered_date": pa.array(hide(back, ~is_answered), from_pandas=True),
            "score": pa.array(
                np.where(is_answered, scores, np.nan), from_pandas=True
            ).cast(pa.int64()),
        }
    )


def make_small(dice: Dice, complaints: pa.Table) -> dict[str, pa.Table]:
    """The sources that stay small however many complaints there are."""
    ends = [date(FIRST_YEAR + 1 + number, 3, 31) for number in range(YEARS)]
    stock = {"lcra": 6000, "lcho": 300, "leasehold": 900}
    homes = [
        {"year_end_date": end, "stock_type": name, "homes_owned": number}
        for end in ends
        for name, number in stock.items()
    ]
    answers = [
        *("very_satisfied", "fairly_satisfied", "neither"),
        *("fairly_dissatisfied", "very_dissatisfied"),
    ]
    survey = [
        {
            "reporting_year": f"{end.year - 1}-{end.year % 100:02}",
            "stock_type": "lcra",
            "method": "post and online",
            "is_weighted": True,
            "responses": 600,
            "complained_yes": 240.0,
            "complained_no": 360.0,
            **dict(zip(answers, (30.5, 50.25, 40.0, 50.0, 69.25), strict=True)),
            "improvement_themes": ["Repairs", "Being kept informed"],
        }
        for end in ends
    ]
    ids = complaints["complaint_id"].to_pylist()[:: max(1, len(complaints) // 60)]
    statuses = dice.pick({"completed": 60, "open": 30, "proposed": 10}, len(ids))
    actions = [
        {
            "action_id": f"A-{number}",
            "complaint_id": complaint,
            "service_area": AREAS[number % len(AREAS)],
            "theme": ("Communication", "Records", "Contractors")[number % 3],
            "origin": "complaint",
            "description": f"Change number {number} to how the work is done",
            "status": str(status),
            "owner": ("Housing", "Repairs", "Customer services")[number % 3],
            "due_date": date(2025, number % 12 + 1, 15),
            "completed_date": date(2025, 5, 1) if status == "completed" else None,
        }
        for number, (complaint, status) in enumerate(zip(ids, statuses, strict=True))
    ]
    refusals = [
        {
            "refusal_id": f"R-{number}",
            "refused_date": date(2018 + number % 7, number % 12 + 1, 9),
            "stage": 1 + number % 2,
            "reason": "More than 12 months old",
            "is_reason_explained": number % 5 > 0,
        }
        for number in range(120)
    ]
    findings = ("maladministration", "service_failure", "no_maladministration")
    ombudsman = [
        {
            "determination_id": f"20{number:04}",
            "determined_date": date(2018 + number % 7, number % 12 + 1, 20),
            "head": "Handling of repairs",
            "finding": findings[number % 3],
            "tenure": "lcra",
        }
        for number in range(40)
    ]
    events = [
        {
            "event_date": date(2024, 4, 1),
            "date_precision": "day",
            "label": "The Code becomes statutory",
            "kind": "code",
            "breaks_baseline": False,
        }
    ]
    rows = {
        "homes": homes,
        "perception_survey": survey,
        "learning_actions": actions,
        "refusals": refusals,
        "ombudsman_findings": ombudsman,
        "events": events,
    }
    return {name: pa.Table.from_pylist(members) for name, members in rows.items()}


def write_large(folder: Path, dice: Dice, rows: int) -> pa.Table:
    """Complaints and their closure survey into a folder; gives the first piece."""
    complaints = make_complaints(dice, min(PIECE, rows))
    survey = make_closure_survey(dice, complaints)
    first = complaints
    with (
        ParquetWriter(folder / "complaints.parquet", complaints.schema) as stages,
        ParquetWriter(folder / "closure_survey.parquet", survey.schema) as surveys,
    ):
        stages.write_table(complaints)
        surveys.write_table(survey)
        for before in range(PIECE, rows, PIECE):
            piece = min(PIECE, rows - before)
            complaints = make_complaints(dice, piece, before)
            stages.write_table(complaints)
            surveys.write_table(make_closure_survey(dice, complaints))
    return first


def write_extracts(folder: Path, rows: int) -> None:
    """Extracts of about so many complaint rows, and their landlord, into a folder."""
    dice = Dice(rows)
    folder.mkdir(parents=True)
    complaints = write_large(folder, dice, rows)
    for name, table in make_small(dice, complaints).items():
        write_table(table, folder / f"{name}.parquet")
    areas = "\n".join(
        f'[[service_areas]]\nname = "{area}"\nombudsman = "housing"' for area in AREAS
    )
    text = LANDLORD_FILE.format(as_at=AS_AT, areas=areas)
    (folder / "landlord.toml").write_text(text, encoding="utf-8")
