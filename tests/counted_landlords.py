"""Five landlords whose counts are the regulator's, and whose single cases are drawn.

Of two years each: stage 1 and 2 complaints received and answered in time, homes, and
the survey's satisfied of all answers. Chosen for what they ask of words: next to no
complaints, none at stage 2, nearly all late, all in time, and a rise of ten times.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from analytics.release.publish import publish


AS_AT = date(2025, 9, 30)
OUTCOMES = ("upheld", "partly_upheld", "not_upheld", "upheld", "not_upheld")
AREAS = ("Repairs", "Tenancy", "Repairs", "Estates")


@dataclass(frozen=True)
class Counted:
    """A year: stage 1 complaints, in time of them, the same of stage 2, and homes."""

    made_1: int
    in_time_1: int
    made_2: int
    in_time_2: int
    homes: int
    satisfied: float
    answers: float


YEARS = {"2023-24": date(2023, 4, 1), "2024-25": date(2024, 4, 1)}

COUNTED = {
    "few": (Counted(4, 4, 2, 1, 1498, 33, 37), Counted(9, 9, 1, 1, 1684, 33, 35)),
    "no_stage_2": (
        Counted(12, 10, 0, 0, 2483, 37, 92),
        Counted(71, 69, 12, 12, 2341, 57, 140),
    ),
    "late": (
        Counted(180, 70, 36, 18, 3401, 23, 117),
        Counted(220, 47, 49, 13, 3415, 25, 112),
    ),
    "in_time": (
        Counted(68, 68, 5, 5, 1429, 29, 61),
        Counted(56, 56, 2, 2, 1453, 31, 56),
    ),
    "risen": (
        Counted(13, 6, 2, 1, 5543, 106.9, 250.5),
        Counted(137, 90, 22, 4, 5626, 47, 180),
    ),
}


def publish_counted(name: str, folder: Path) -> None:
    """One of the five, as a release in the data folder in force."""
    folder.mkdir(parents=True, exist_ok=True)
    years = dict(zip(YEARS.items(), COUNTED[name], strict=True))
    cases = [line for (_, first), year in years.items() for line in draw(first, year)]
    write(
        folder / "complaints.csv",
        "complaint_id,stage,tenure,received_date,acknowledged_date,responded_date,"
        "outcome,service_areas,channel",
        cases,
    )
    write(
        folder / "homes.csv",
        "year_end_date,stock_type,homes_owned",
        [
            f"{first.year + 1}-03-31,lcra,{year.homes}"
            for (_, first), year in years.items()
        ],
    )
    write(
        folder / "perception_survey.csv",
        "reporting_year,stock_type,is_weighted,very_satisfied,fairly_satisfied,neither,"
        "fairly_dissatisfied,very_dissatisfied",
        [
            f"{label},lcra,true,0,{year.satisfied},0,0,{year.answers - year.satisfied}"
            for (label, _), year in years.items()
        ],
    )
    (folder / "landlord.toml").write_text(
        'name = "Counted Homes"\npeer_group = "all"\n'
        '[disclosure]\naudience = "internal"\n',
        encoding="utf-8",
    )
    publish([folder], as_at=AS_AT)


def draw(first: date, year: Counted) -> list[str]:
    """The complaints of a year, spread over it."""
    lines = []
    for stage, made, in_time in (
        (1, year.made_1, year.in_time_1),
        (2, year.made_2, year.in_time_2),
    ):
        for place in range(made):
            received = first + timedelta(days=place * 364 // made)
            # Those in time are spread evenly among the others.
            is_in_time = (place + 1) * in_time // made > place * in_time // made
            days = 7 + place % 6 if is_in_time else 30 + place % 50
            answered = received + timedelta(days=days)
            number = f"{first.year}-{place}"
            lines.append(
                f"{number},{stage},lcra,{received},{received},{answered},"
                f"{OUTCOMES[place % 5]},{AREAS[place % 4]},"
                f"{'telephone' if place % 2 else ''}"
            )
    return lines


def write(path: Path, heading: str, lines: list[str]) -> None:
    """A csv file."""
    path.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
