"""What was learned: actions, refusals, and what the Ombudsman found and ordered."""

from typing import Any

from analytics.measures.base import Count, Measure, Share
from analytics.measures.dimensions import TIME_DIMENSIONS


THEME = "Learning"

ACTIONS: dict[str, Any] = {
    "theme": THEME,
    "sources": ("learning_actions",),
    "model": "actions",
    "dimensions": ("status", "theme", "owner", "service_area", "origin"),
    "is_about_residents": False,
}
NO_DUE_DATE = "No action says when it is due."

OMBUDSMAN: dict[str, Any] = {
    "theme": THEME,
    "sources": ("ombudsman_findings",),
    "model": "findings",
    "time_dimension": "determined_date",
    "is_about_residents": False,
}

LEARNING: list[Measure] = [
    Count(
        id="actions",
        label="Learning actions",
        definition="Actions recorded at the as-at date, whatever their status.",
        why_it_matters="It shows what the landlord says it has learned.",
        authority="Complaint Handling Code 9.1 and 9.3",
        population="learning actions",
        unit="actions",
        **ACTIONS,
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
        **ACTIONS,
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
        has_interval=False,
        **ACTIONS,
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
        **ACTIONS,
    ),
    Share(
        id="actions_completed_on_time",
        label="Learning actions completed on time",
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
        improvement_direction="increase",
        recorded_sql="has_due_date",
        recorded_among_sql="true",
        is_recorded_in_release=True,
        not_recorded_reason=NO_DUE_DATE,
        caveats=("Actions without a due date are not in it.",),
        **ACTIONS | {"dimensions": (*TIME_DIMENSIONS, *ACTIONS["dimensions"])},
    ),
    Share(
        id="learning_coverage",
        label="Upheld complaints with an action",
        definition=(
            "Of complaints upheld or partly upheld whose latest such answer was in the "
            "period, the share that at least one learning action came from."
        ),
        why_it_matters="A fault that leads to nothing will happen again.",
        authority="Complaint Handling Code 9.1",
        theme=THEME,
        sources=("complaints", "learning_actions"),
        model="upheld_complaints",
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
    Count(
        id="refusals",
        label="Complaints not accepted or not escalated",
        definition=(
            "Complaints the landlord declined to accept or escalate in the period."
        ),
        why_it_matters="A refusal must be fair, explained and open to challenge.",
        authority="Complaint Handling Code 2.1, 2.4 and 8.1(b)",
        theme=THEME,
        sources=("refusals",),
        model="refused_complaints",
        time_dimension="refused_date",
        population="complaints not accepted or not escalated",
        unit="refusals",
        dimensions=(*TIME_DIMENSIONS, "stage", "service_area", "reason"),
        caveats=("Not recorded is not the same as none.",),
    ),
    Count(
        id="determinations",
        label="Ombudsman determinations",
        definition="Cases the Housing Ombudsman determined in the period.",
        why_it_matters="These are the cases residents took further.",
        authority="Complaint Handling Code 9.7(c)",
        population="cases determined by the Ombudsman",
        population_sql="is_first_of_determination",
        unit="cases",
        dimensions=(*TIME_DIMENSIONS, "tenure"),
        caveats=("A case is not a finding: one case can have several.",),
        **OMBUDSMAN,
    ),
    Count(
        id="findings",
        label="Ombudsman findings",
        definition=(
            "Findings in cases the Housing Ombudsman determined in the period, one for "
            "each complaint head."
        ),
        why_it_matters="They say what failed, and how badly.",
        authority="Complaint Handling Code 9.7(c)",
        population="findings of the Ombudsman",
        unit="findings",
        dimensions=(*TIME_DIMENSIONS, "tenure", "finding", "category"),
        **OMBUDSMAN,
    ),
    Share(
        id="maladministration_rate",
        label="Findings of maladministration",
        definition=(
            "Of the Ombudsman's findings considered in the period, the share of severe "
            "maladministration, maladministration or service failure."
        ),
        why_it_matters="It is the figure the Ombudsman publishes of every landlord.",
        authority="Housing Ombudsman, maladministration rate",
        valid_from="",
        population="findings considered by the Ombudsman",
        population_sql="is_considered",
        counted="were of maladministration in some degree",
        condition_sql="is_maladministration",
        minimum_base=5,
        improvement_direction="decrease",
        dimensions=(*TIME_DIMENSIONS, "tenure", "category"),
        caveats=(
            "Outside jurisdiction and withdrawn are taken as not considered; the "
            "Ombudsman's own wording of that was not to hand.",
        ),
        **OMBUDSMAN,
    ),
    Share(
        id="orders_on_time",
        label="Ombudsman orders complied with on time",
        definition=(
            "Of Ombudsman orders due in the period and by the as-at date, the share "
            "complied with by their due date."
        ),
        why_it_matters="Orders bind the landlord.",
        authority="Complaint Handling Code 9.7(c)",
        theme=THEME,
        sources=("ombudsman_orders",),
        model="orders",
        time_dimension="due_date",
        population="Ombudsman orders due",
        population_sql="is_order and is_due",
        counted="were complied with on time",
        condition_sql="is_on_time",
        improvement_direction="increase",
        is_about_residents=False,
        caveats=("Recommendations do not bind and are not in it.",),
    ),
]
