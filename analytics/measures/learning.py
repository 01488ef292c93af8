"""What was learned: actions, and what they came from."""

from analytics.measures.base import Count, Measure, Share
from analytics.measures.dimensions import TIME_DIMENSIONS
from analytics.measures.stages import ANSWER_GIVEN


THEME = "Learning"

ACTION_DIMENSIONS = ("status", "theme", "owner", "service_area", "origin")

NO_DUE_DATE = "No action says when it is due."


LEARNING_MEASURES: list[Measure] = [
    Count(
        id="actions",
        label="Learning actions",
        definition="Actions recorded at the as-at date, whatever their status.",
        why_it_matters="It shows what the landlord says it has learned.",
        authority="Complaint Handling Code 9.1 and 9.3",
        population="learning actions",
        unit="actions",
        theme=THEME,
        sources=("learning_actions",),
        model="actions",
        is_about_residents=False,
        dimensions=ACTION_DIMENSIONS,
    ),
    Count(
        id="actions_open",
        label="Learning actions not completed",
        short="Actions not completed",
        definition="Actions proposed or open at the as-at date.",
        why_it_matters="It shows what was promised and is not yet done.",
        authority="Complaint Handling Code 6.6 and 6.17",
        population="learning actions not completed",
        population_sql="is_open",
        unit="actions",
        theme=THEME,
        sources=("learning_actions",),
        model="actions",
        is_about_residents=False,
        dimensions=ACTION_DIMENSIONS,
    ),
    Share(
        id="actions_completed",
        label="Learning actions completed",
        definition="Of actions recorded at the as-at date, the share completed.",
        why_it_matters="It shows how much of what was promised has been done.",
        authority="Complaint Handling Code 6.6 and 6.17",
        population="learning actions",
        counted="are completed",
        condition_sql="not is_open",
        improvement_direction="increase",
        is_of_promises=True,
        theme=THEME,
        sources=("learning_actions",),
        model="actions",
        is_about_residents=False,
        dimensions=ACTION_DIMENSIONS,
    ),
    Count(
        id="actions_overdue",
        label="Learning actions overdue",
        definition="Actions not completed whose due date is before the as-at date.",
        why_it_matters="Each is a promise whose date has passed.",
        authority="Complaint Handling Code 6.6 and 6.17",
        population="learning actions overdue",
        population_sql="is_overdue",
        unit="actions",
        improvement_direction="decrease",
        recorded_sql="has_due_date",
        recorded_among_sql="is_open",
        not_recorded_reason=NO_DUE_DATE,
        caveats=("An action without a due date is never overdue.",),
        theme=THEME,
        sources=("learning_actions",),
        model="actions",
        is_about_residents=False,
        dimensions=ACTION_DIMENSIONS,
    ),
    Share(
        id="actions_completed_on_time",
        label="Learning actions completed on time",
        short="Actions on time",
        definition=(
            "Of actions due in the period and by the as-at date, the share completed "
            "by their due date."
        ),
        why_it_matters="It shows whether promises are kept.",
        authority="Complaint Handling Code 6.6 and 6.17",
        time_dimension="due_date",
        population="learning actions due",
        population_sql="is_due",
        counted="were completed on time",
        condition_sql="is_completed_on_time",
        unknown_sql="is_completion_unknown",
        improvement_direction="increase",
        recorded_sql="has_due_date",
        recorded_among_sql="true",
        is_recorded_in_release=True,
        not_recorded_reason=NO_DUE_DATE,
        caveats=("Actions without a due date are not in it.",),
        theme=THEME,
        sources=("learning_actions",),
        model="actions",
        needs=(("completed_date",),),
        is_about_residents=False,
        dimensions=(*TIME_DIMENSIONS, *ACTION_DIMENSIONS),
    ),
    Share(
        id="learning_coverage",
        label="Upheld complaints with an action",
        short="Actions from upheld complaints",
        definition=(
            "Of complaints upheld or partly upheld whose latest such answer was in the "
            "period, the share that at least one learning action came from."
        ),
        why_it_matters="A fault that leads to nothing will happen again.",
        authority="Complaint Handling Code 9.1",
        theme=THEME,
        sources=("complaints", "learning_actions"),
        model="upheld_complaints",
        needs=(*ANSWER_GIVEN, ("outcome",)),
        time_dimension="responded_date",
        population="complaints upheld or partly upheld",
        counted="led to at least one action",
        condition_sql="has_action",
        recorded_sql="is_link_recorded",
        not_recorded_reason="No action says which complaint it came from.",
        dimensions=(*TIME_DIMENSIONS, "tenure", "service_area", "ward"),
        improvement_direction="increase",
        caveats=("A complaint upheld at both stages is counted once.",),
    ),
]
