"""Whether complaints were acknowledged and answered inside the Code's time."""

from analytics.measures.base import MEASURES_FROM, Count, Measure, Median, Share
from analytics.measures.dimensions import TIME_DIMENSIONS
from analytics.measures.stages import ANSWER_GIVEN, for_stages, stage_by_stage
from analytics.measures.volumes import REGULATOR, STAGE_DIMENSIONS


THEME = "Timeliness"

CH02 = f"{REGULATOR}, CH02 part {{stage}}; Complaint Handling Code {{answer}}"

ANSWERED = "Answered in time, of complaints received (%)"
PROMISED = "Residents were promised an answer by then."

NO_CLOCK = (
    "No complaint of this stage and year has the day it was acknowledged, from which "
    "the Code's clock runs, or none has the day it was answered."
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
CLOCK_KNOWN = "Answers whose clock start is not known are left out."
ONLY_ANSWERED = "Only answered complaints are in it: those still waiting are not."

# Those of the as-at date lie in no period.
WAITING_DIMENSIONS = tuple(
    name for name in STAGE_DIMENSIONS if name not in TIME_DIMENSIONS
)

TIMELINESS_MEASURES: list[Measure] = [
    *stage_by_stage(
        for_stages(
            Share,
            ("ch02_1", "ch02_2"),
            label="Stage {stage} complaints answered in Code time",
            short="Stage {stage} answered in time",
            definition=(
                "Of stage {stage} complaints made by tenants of low cost rental homes "
                "in the period, the share answered inside the Code's time, a permitted "
                "extension included."
            ),
            why_it_matters=PROMISED,
            authority=f"{CH02} and {{extension}}",
            valid_from=MEASURES_FROM,
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=ANSWER_GIVEN,
            time_dimension="received_date",
            population="stage {stage} complaints from tenants",
            population_sql="stage = {stage} and tenure = 'lcra'",
            counted="were answered in time",
            uncounted="were not answered in time",
            condition_sql="is_in_code_time",
            is_of_clock=True,
            pending_sql="is_provisional",
            unknown_sql="is_clock_unknown",
            recorded_sql="is_clock_recorded",
            not_recorded_reason=NO_CLOCK,
            improvement_direction="increase",
            axis=ANSWERED,
            of_chosen="answered_in_time_{stage}",
            caveats=(OPEN_COUNTS, WITHDRAWN_COUNTS, OLDER_CODE),
        ),
        for_stages(
            Share,
            ("ch02_1_without_extension", "ch02_2_without_extension"),
            label="Stage {stage} answered in time without extension",
            definition=(
                "Of stage {stage} complaints made by tenants of low cost rental homes "
                "in the period, the share answered by the original due date."
            ),
            why_it_matters=PROMISED,
            authority=CH02,
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=ANSWER_GIVEN,
            time_dimension="received_date",
            population="stage {stage} complaints from tenants",
            population_sql="stage = {stage} and tenure = 'lcra'",
            counted="were answered in time without an extension",
            condition_sql="is_in_time_without_extension",
            is_of_clock=True,
            pending_sql="is_provisional",
            unknown_sql="is_base_clock_unknown",
            recorded_sql="is_clock_recorded",
            not_recorded_reason=NO_CLOCK,
            improvement_direction="increase",
            axis=ANSWERED,
            caveats=(OPEN_COUNTS,),
        ),
        for_stages(
            Share,
            ("ch02_1_with_extension", "ch02_2_with_extension"),
            label="Stage {stage} answered in time with an extension",
            definition=(
                "Of stage {stage} complaints made by tenants of low cost rental homes "
                "in the period, the share answered after the original due date but "
                "inside an extension told by that date and no longer than permitted."
            ),
            why_it_matters=PROMISED,
            authority=f"{CH02} and {{extension}}",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=(*ANSWER_GIVEN, ("extension_told_date",)),
            time_dimension="received_date",
            population="stage {stage} complaints from tenants",
            population_sql="stage = {stage} and tenure = 'lcra'",
            counted="were answered in time with an extension",
            condition_sql="is_in_time_with_extension",
            is_of_clock=True,
            pending_sql="is_provisional",
            unknown_sql="is_clock_unknown",
            recorded_sql="is_clock_recorded",
            not_recorded_reason=NO_CLOCK,
            axis=ANSWERED,
            caveats=("An extension told after the due date does not count.",),
        ),
        for_stages(
            Share,
            ("ch02_1_strict", "ch02_2_strict"),
            label="Stage {stage} answered in Code time, read strictly",
            definition=(
                "Of stage {stage} complaints made by tenants of low cost rental homes "
                "in the period, the share answered inside the Code's time when the "
                "clock starts no later than the day the acknowledgement was due."
            ),
            why_it_matters=PROMISED,
            authority=f"{CH02} with {{acknowledgement}}",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=ANSWER_GIVEN,
            time_dimension="received_date",
            population="stage {stage} complaints from tenants",
            population_sql="stage = {stage} and tenure = 'lcra'",
            counted="were answered in time by the strict reading",
            condition_sql="is_in_strict_code_time",
            is_of_clock=True,
            pending_sql="is_strict_provisional",
            unknown_sql="is_clock_unknown",
            recorded_sql="is_clock_recorded",
            not_recorded_reason=NO_CLOCK,
            improvement_direction="increase",
            axis=ANSWERED,
            caveats=(
                "The regulator does not ask for this reading. It shows what a late "
                "acknowledgement alone has moved into time.",
            ),
        ),
        for_stages(
            Share,
            ("answered_in_time_1", "answered_in_time_2"),
            label="Stage {stage} answered in Code time, residents chosen",
            short="Stage {stage} answered in time",
            definition=(
                "Of stage {stage} complaints received in the period from the residents "
                "chosen, the share answered inside the Code's time, a permitted "
                "extension included."
            ),
            why_it_matters=PROMISED,
            authority="Complaint Handling Code {answer} and {extension}",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=ANSWER_GIVEN,
            time_dimension="received_date",
            population="stage {stage} complaints",
            population_sql="stage = {stage}",
            counted="were answered in time",
            uncounted="were not answered in time",
            condition_sql="is_in_code_time",
            is_of_clock=True,
            pending_sql="is_provisional",
            unknown_sql="is_clock_unknown",
            recorded_sql="is_clock_recorded",
            not_recorded_reason=NO_CLOCK,
            dimensions=STAGE_DIMENSIONS,
            improvement_direction="increase",
            axis=ANSWERED,
            caveats=(OPEN_COUNTS, WITHDRAWN_COUNTS, OLDER_CODE),
        ),
        for_stages(
            Share,
            ("acknowledged_in_time_1", "acknowledged_in_time_2"),
            label="Stage {stage} acknowledged within 5 working days",
            definition=(
                "Of stage {stage} complaints received in the period, the share "
                "acknowledged within five working days of receipt."
            ),
            why_it_matters=(
                "Until it is acknowledged a complaint is not known to be in hand, and "
                "the clock for the answer has not started."
            ),
            authority="Complaint Handling Code {acknowledgement}",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            time_dimension="received_date",
            population="stage {stage} complaints",
            population_sql="stage = {stage}",
            counted="were acknowledged in time",
            uncounted="were not acknowledged in time",
            condition_sql="is_acknowledged_in_time",
            pending_sql="is_acknowledgement_provisional",
            unknown_sql="is_acknowledgement_unknown",
            recorded_sql="is_acknowledgement_recorded",
            not_recorded_reason=NO_ACKNOWLEDGEMENT,
            dimensions=STAGE_DIMENSIONS,
            improvement_direction="increase",
            axis="Acknowledged in time, of complaints received (%)",
            caveats=(
                "A complaint without an acknowledgement date counts as not in time.",
            ),
        ),
        for_stages(
            Median,
            ("response_days_median_1", "response_days_median_2"),
            label="Working days to a stage {stage} answer, the middle one",
            definition=(
                "Of stage {stage} complaints answered in the period, half took this "
                "many working days or fewer from the start of the clock."
            ),
            why_it_matters="It says what a resident can expect, late answers or not.",
            authority="Complaint Handling Code {answer}",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=ANSWER_GIVEN,
            time_dimension="responded_date",
            population="stage {stage} complaints answered",
            population_sql="stage = {stage} and response_days is not null",
            recorded_sql="is_clock_recorded",
            recorded_among_sql="stage = {stage} and responded_date is not null",
            not_recorded_reason=NO_CLOCK,
            is_of_clock=True,
            column="response_days",
            places=1,
            dimensions=STAGE_DIMENSIONS,
            improvement_direction="decrease",
            caveats=(CLOCK_KNOWN, ONLY_ANSWERED),
        ),
        for_stages(
            Median,
            ("response_days_p90_1", "response_days_p90_2"),
            label="Working days to a stage {stage} answer, nine in ten",
            definition=(
                "Of stage {stage} complaints answered in the period, nine in ten took "
                "this many working days or fewer from the start of the clock."
            ),
            why_it_matters="It shows how long the slowest answers take.",
            authority="Complaint Handling Code {answer}",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=ANSWER_GIVEN,
            time_dimension="responded_date",
            population="stage {stage} complaints answered",
            population_sql="stage = {stage} and response_days is not null",
            recorded_sql="is_clock_recorded",
            recorded_among_sql="stage = {stage} and responded_date is not null",
            not_recorded_reason=NO_CLOCK,
            is_of_clock=True,
            column="response_days",
            quantile=0.9,
            dimensions=STAGE_DIMENSIONS,
            improvement_direction="decrease",
            caveats=(CLOCK_KNOWN, ONLY_ANSWERED),
        ),
        for_stages(
            Count,
            ("response_days_1", "response_days_2"),
            label="Stage {stage} answers by working days taken",
            definition=(
                "Stage {stage} complaints answered in the period, by the working days "
                "from the start of the clock to the answer."
            ),
            why_it_matters="It shows whether answers crowd against the limit.",
            authority="Complaint Handling Code {answer}",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=ANSWER_GIVEN,
            time_dimension="responded_date",
            population="stage {stage} complaints answered",
            population_sql="stage = {stage} and response_days is not null",
            recorded_sql="is_clock_recorded",
            recorded_among_sql="stage = {stage} and responded_date is not null",
            not_recorded_reason=NO_CLOCK,
            is_of_clock=True,
            dimensions=(*STAGE_DIMENSIONS, "response_days"),
            unit="complaints",
            caveats=(CLOCK_KNOWN, ONLY_ANSWERED),
        ),
        for_stages(
            Count,
            ("open_1", "open_2"),
            label="Stage {stage} complaints waiting for an answer",
            definition=(
                "Stage {stage} complaints neither answered nor withdrawn at the as-at "
                "date."
            ),
            why_it_matters="It is the work still to be done.",
            authority="Complaint Handling Code {answer}",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=(("responded_date", "outcome"),),
            population="stage {stage} complaints waiting for an answer",
            population_sql="stage = {stage} and is_open",
            dimensions=WAITING_DIMENSIONS,
            unit="complaints",
        ),
        for_stages(
            Count,
            ("overdue_1", "overdue_2"),
            label="Stage {stage} complaints overdue",
            definition=(
                "Stage {stage} complaints neither answered nor withdrawn whose answer "
                "was due before the as-at date, a valid extension included."
            ),
            why_it_matters="Each is a resident whose promised date has passed.",
            authority="Complaint Handling Code {answer}",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=(("responded_date", "outcome"),),
            population="stage {stage} complaints overdue",
            population_sql="stage = {stage} and is_overdue",
            dimensions=WAITING_DIMENSIONS,
            unit="complaints",
            improvement_direction="decrease",
        ),
    ),
]
