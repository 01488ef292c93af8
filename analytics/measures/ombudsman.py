"""What the Ombudsman found about the landlord, and what it ordered it to do."""

from analytics.measures.base import Count, Measure, Share
from analytics.measures.dimensions import TIME_DIMENSIONS


THEME = "Ombudsman"


OMBUDSMAN_MEASURES: list[Measure] = [
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
        theme=THEME,
        sources=("ombudsman_findings",),
        model="findings",
        time_dimension="determined_date",
        is_about_residents=False,
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
        theme=THEME,
        sources=("ombudsman_findings",),
        model="findings",
        time_dimension="determined_date",
        is_about_residents=False,
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
        theme=THEME,
        sources=("ombudsman_findings",),
        model="findings",
        time_dimension="determined_date",
        is_about_residents=False,
    ),
    Share(
        id="orders_on_time",
        label="Ombudsman orders complied with on time",
        short="Orders on time",
        definition=(
            "Of Ombudsman orders due in the period and by the as-at date, the share "
            "complied with by their due date."
        ),
        why_it_matters="Orders bind the landlord.",
        authority="Complaint Handling Code 9.7(c)",
        theme=THEME,
        sources=("ombudsman_orders",),
        model="orders",
        needs=(("due_date",), ("complied_date",)),
        time_dimension="due_date",
        population="Ombudsman orders due",
        population_sql="is_order and is_due",
        counted="were complied with on time",
        condition_sql="is_on_time",
        unknown_sql="is_compliance_unknown",
        improvement_direction="increase",
        is_about_residents=False,
        caveats=("Recommendations do not bind and are not in it.",),
    ),
    Count(
        id="orders_overdue",
        label="Ombudsman orders overdue",
        definition="Orders not complied with whose due date is before the as-at date.",
        why_it_matters="An order binds: each is one the landlord has not kept.",
        authority="Complaint Handling Code 9.7(c)",
        population="Ombudsman orders overdue",
        population_sql="is_order and is_overdue",
        unit="orders",
        improvement_direction="decrease",
        recorded_sql="has_due_date",
        recorded_among_sql="is_open_order",
        not_recorded_reason="No order that is not complied with says when it is due.",
        is_about_residents=False,
        dimensions=(),
        caveats=("An order without a due date is never overdue.",),
        theme=THEME,
        sources=("ombudsman_orders",),
        model="orders",
        needs=(("complied_date",),),
    ),
]
