"""Whether complaints were acknowledged and answered inside the Code's time."""

from typing import Any

from analytics.measures.base import MEASURES_FROM, Count, Measure, Median, Share
from analytics.measures.dimensions import TIME_DIMENSIONS
from analytics.measures.volume import REGULATOR, STAGE_DIMENSIONS


THEME = "Timeliness"

# By stage: the Code's provisions for the answer and for extending it.
PROVISIONS = {1: ("6.3", "6.4"), 2: ("6.14", "6.15")}

NO_CLOCK = (
    "No complaint of this stage and year has the day it was acknowledged, from which "
    "the Code's clock runs."
)
NO_ACKNOWLEDGEMENT = (
    "No complaint of this stage and year has the day it was acknowledged."
)
OPEN_COUNTS = "An unanswered complaint is late from the day after its answer was due."
OLDER_CODE = (
    "Complaints received before 1 April 2024 are judged by the Code of 2022, whose "
    "clock starts when they are logged."
)
WITHDRAWN_COUNTS = "A withdrawn complaint is in time only if it was answered in time."


def make_answered(stage: int) -> list[Measure]:
    """The answers of one stage inside Code time, in every reading of it."""
    answer, extension = PROVISIONS[stage]
    common: dict[str, Any] = {
        "theme": THEME,
        "sources": ("complaints",),
        "model": "complaint_stages",
        "time_dimension": "received_date",
        "improvement_direction": "increase",
        "recorded_sql": "is_clock_recorded",
        "not_recorded_reason": NO_CLOCK,
        "pending_sql": "is_provisional",
        "why_it_matters": "Residents were promised an answer by then.",
    }
    tenants: dict[str, Any] = common | {
        "population": f"stage {stage} complaints from tenants",
        "population_sql": f"stage = {stage} and tenure = 'lcra'",
        "dimensions": TIME_DIMENSIONS,
    }
    regulator = f"{REGULATOR}, CH02 part {stage}; Complaint Handling Code {answer}"
    return [
        Share(
            id=f"ch02_{stage}",
            label=f"Stage {stage} complaints answered in Code time",
            definition=(
                f"Of stage {stage} complaints made by tenants of low cost rental homes "
                "in the period, the share answered inside the Code's time, a permitted "
                "extension included."
            ),
            authority=f"{regulator} and {extension}",
            valid_from=MEASURES_FROM,
            counted="were answered in time",
            uncounted="were not answered in time",
            condition_sql="is_in_code_time",
            caveats=(OPEN_COUNTS, WITHDRAWN_COUNTS, OLDER_CODE),
            **tenants,
        ),
        Share(
            id=f"ch02_{stage}_without_extension",
            label=f"Stage {stage} answered in time without extension",
            definition=(
                f"Of stage {stage} complaints made by tenants of low cost rental homes "
                "in the period, the share answered by the original due date."
            ),
            authority=regulator,
            counted="were answered in time without an extension",
            condition_sql="is_in_time_without_extension",
            caveats=(OPEN_COUNTS,),
            **tenants,
        ),
        Share(
            id=f"ch02_{stage}_with_extension",
            label=f"Stage {stage} answered in time with an extension",
            definition=(
                f"Of stage {stage} complaints made by tenants of low cost rental homes "
                "in the period, the share answered after the original due date but "
                "inside an extension told by that date and no longer than permitted."
            ),
            authority=f"{regulator} and {extension}",
            counted="were answered in time with an extension",
            condition_sql="is_in_time_with_extension",
            caveats=("An extension told after the due date does not count.",),
            **tenants | {"improvement_direction": "neutral"},
        ),
        Share(
            id=f"ch02_{stage}_strict",
            label=f"Stage {stage} answered in Code time, read strictly",
            definition=(
                f"Of stage {stage} complaints made by tenants of low cost rental homes "
                "in the period, the share answered inside the Code's time when the "
                "clock starts no later than the day the acknowledgement was due."
            ),
            authority=f"{regulator} with 6.2"
            if stage == 1
            else f"{regulator} with 6.11",
            counted="were answered in time by the strict reading",
            condition_sql="is_in_strict_code_time",
            caveats=(
                "The regulator does not ask for this reading. It shows what a late "
                "acknowledgement alone has moved into time.",
            ),
            **tenants | {"pending_sql": "is_strict_provisional"},
        ),
        Share(
            id=f"answered_in_time_{stage}",
            label=f"Stage {stage} answered in Code time, residents chosen",
            short=f"Stage {stage} answered in time",
            definition=(
                f"Of stage {stage} complaints received in the period from the "
                "residents chosen, the share answered inside the Code's time, a "
                "permitted extension included."
            ),
            authority=f"Complaint Handling Code {answer} and {extension}",
            population=f"stage {stage} complaints",
            population_sql=f"stage = {stage}",
            counted="were answered in time",
            uncounted="were not answered in time",
            condition_sql="is_in_code_time",
            dimensions=STAGE_DIMENSIONS,
            caveats=(OPEN_COUNTS, WITHDRAWN_COUNTS, OLDER_CODE),
            **common,
        ),
    ]


def make_acknowledged(stage: int) -> Measure:
    """The acknowledgements of one stage inside five working days."""
    return Share(
        id=f"acknowledged_in_time_{stage}",
        label=f"Stage {stage} acknowledged within 5 working days",
        definition=(
            f"Of stage {stage} complaints received in the period, the share "
            "acknowledged within five working days of receipt."
        ),
        why_it_matters=(
            "Until it is acknowledged a complaint is not known to be in hand, and the "
            "clock for the answer has not started."
        ),
        authority=f"Complaint Handling Code {'6.2' if stage == 1 else '6.11'}",
        theme=THEME,
        sources=("complaints",),
        model="complaint_stages",
        time_dimension="received_date",
        improvement_direction="increase",
        population=f"stage {stage} complaints",
        population_sql=f"stage = {stage}",
        counted="were acknowledged in time",
        uncounted="were not acknowledged in time",
        condition_sql="is_acknowledged_in_time",
        pending_sql="is_acknowledgement_provisional",
        recorded_sql="is_acknowledgement_recorded",
        not_recorded_reason=NO_ACKNOWLEDGEMENT,
        dimensions=STAGE_DIMENSIONS,
        caveats=("A complaint without an acknowledgement date counts as not in time.",),
    )


def make_days(stage: int) -> list[Measure]:
    """How many working days the answers of one stage took."""
    common: dict[str, Any] = {
        "authority": f"Complaint Handling Code {PROVISIONS[stage][0]}",
        "theme": THEME,
        "sources": ("complaints",),
        "model": "complaint_stages",
        "time_dimension": "responded_date",
        "improvement_direction": "decrease",
        "population": f"stage {stage} complaints answered",
        "population_sql": f"stage = {stage} and response_days is not null",
        "column": "response_days",
        "dimensions": STAGE_DIMENSIONS,
        "caveats": (
            "Answers whose clock start is not known are left out.",
            "Only answered complaints are in it: those still waiting are not.",
        ),
    }
    return [
        Median(
            id=f"response_days_median_{stage}",
            label=f"Working days to a stage {stage} answer, the middle one",
            definition=(
                f"Of stage {stage} complaints answered in the period, half took this "
                "many working days or fewer from the start of the clock."
            ),
            why_it_matters="It says what a resident can expect, late answers or not.",
            places=1,
            **common,
        ),
        Median(
            id=f"response_days_p90_{stage}",
            label=f"Working days to a stage {stage} answer, nine in ten",
            definition=(
                f"Of stage {stage} complaints answered in the period, nine in ten took "
                "this many working days or fewer from the start of the clock."
            ),
            why_it_matters="It shows how long the slowest answers take.",
            quantile=0.9,
            **common,
        ),
        Count(
            id=f"response_days_{stage}",
            label=f"Stage {stage} answers by working days taken",
            definition=(
                f"Stage {stage} complaints answered in the period, by the working days "
                "from the start of the clock to the answer."
            ),
            why_it_matters="It shows whether answers crowd against the limit.",
            unit="complaints",
            **{key: value for key, value in common.items() if key != "column"}
            | {
                "improvement_direction": "neutral",
                "dimensions": (*STAGE_DIMENSIONS, "response_days"),
            },
        ),
    ]


def make_waiting(stage: int) -> list[Measure]:
    """What of one stage waits for an answer at the as-at date."""
    common: dict[str, Any] = {
        "theme": THEME,
        "sources": ("complaints",),
        "model": "complaint_stages",
        "population_sql": f"stage = {stage} and is_open",
        "dimensions": tuple(
            name for name in STAGE_DIMENSIONS if name not in TIME_DIMENSIONS
        ),
        "unit": "complaints",
        "authority": f"Complaint Handling Code {PROVISIONS[stage][0]}",
    }
    return [
        Count(
            id=f"open_{stage}",
            label=f"Stage {stage} complaints waiting for an answer",
            definition=(
                f"Stage {stage} complaints neither answered nor withdrawn at the as-at "
                "date."
            ),
            why_it_matters="It is the work still to be done.",
            population=f"stage {stage} complaints waiting for an answer",
            **common,
        ),
        Count(
            id=f"overdue_{stage}",
            label=f"Stage {stage} complaints overdue",
            definition=(
                f"Stage {stage} complaints neither answered nor withdrawn whose answer "
                "was due before the as-at date, a valid extension included."
            ),
            why_it_matters="Each is a resident whose promised date has passed.",
            improvement_direction="decrease",
            population=f"stage {stage} complaints overdue",
            **common | {"population_sql": f"stage = {stage} and is_overdue"},
        ),
    ]


TIMELINESS: list[Measure] = [
    measure
    for stage in PROVISIONS
    for measure in (
        *make_answered(stage),
        make_acknowledged(stage),
        *make_days(stage),
        *make_waiting(stage),
    )
]
