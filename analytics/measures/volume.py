"""How many complaints: volumes, and volumes for every thousand homes."""

from analytics.measures.base import MEASURES_FROM, Count, Measure, Rate
from analytics.measures.dimensions import TIME_DIMENSIONS


THEME = "Volumes"

# What a row of complaint_stages can be broken down by.
STAGE_DIMENSIONS = (*TIME_DIMENSIONS, "tenure", "service_area", "ward", "channel")

REGULATOR = "Regulator of Social Housing, Tenant Satisfaction Measures"


def make_volumes(stage: int) -> list[Measure]:
    """The volumes of one stage."""
    counted_by = (
        "Counted by the day the complaint was received."
        if stage == 1
        else "Counted by the day the request for stage 2 was received, whatever year "
        "stage 1 was in."
    )
    return [
        Rate(
            id=f"ch01_{stage}",
            label=f"Stage {stage} complaints per 1,000 homes",
            definition=(
                f"Stage {stage} complaints made by tenants of low cost rental homes in "
                "the period, for every 1,000 such homes owned at the year's end."
            ),
            why_it_matters=(
                "It lets landlords of different size be set beside each other. High is "
                "not bad: it can mean that complaining is easy."
            ),
            authority=f"{REGULATOR}, CH01 part {stage}; Complaint Handling Code 3.3",
            valid_from=MEASURES_FROM,
            theme=THEME,
            sources=("complaints", "homes"),
            model="complaint_stages",
            time_dimension="received_date",
            population=f"stage {stage} complaints from tenants",
            population_sql=f"stage = {stage} and tenure = 'lcra'",
            stock="lcra",
            caveats=(
                counted_by,
                "A low figure may mean that people cannot or do not complain.",
                "Leaseholders and shared owners are not in it.",
            ),
        ),
        Count(
            id=f"received_{stage}",
            label=f"Stage {stage} complaints received",
            definition=f"Stage {stage} complaints received in the period.",
            why_it_matters="It shows the demand, and who and what it comes from.",
            authority="Complaint Handling Code 8.1(b) and 9.7(a)",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            time_dimension="received_date",
            population=f"stage {stage} complaints",
            population_sql=f"stage = {stage}",
            dimensions=STAGE_DIMENSIONS,
            unit="complaints",
            caveats=(
                counted_by,
                "Stage 1 and stage 2 are never added: a stage 2 is a complaint "
                "already counted at stage 1.",
            ),
        ),
        Rate(
            id=f"received_per_1000_{stage}",
            label=f"Stage {stage} complaints per 1,000 homes of the same residents",
            definition=(
                f"Stage {stage} complaints received in the period from the residents "
                "chosen, for every 1,000 homes of their stock at the year's end."
            ),
            why_it_matters=(
                "It sets groups of residents with different numbers of homes beside "
                "each other."
            ),
            authority="Complaint Handling Code 8.1(b)",
            theme=THEME,
            sources=("complaints", "homes"),
            model="complaint_stages",
            time_dimension="received_date",
            population=f"stage {stage} complaints",
            population_sql=f"stage = {stage}",
            dimensions=(*TIME_DIMENSIONS, "tenure"),
            caveats=(
                counted_by,
                "It needs a number of homes for everybody who complained.",
            ),
        ),
    ]


VOLUME: list[Measure] = [
    *make_volumes(1),
    *make_volumes(2),
    Count(
        id="service_area_mentions",
        label="Mentions of service areas",
        short="Mentions",
        definition=(
            "Service areas named in complaints received in the period, each complaint "
            "counted once at each stage for every area it is about."
        ),
        why_it_matters="It shows what complaints are about.",
        authority="Complaint Handling Code 9.7(a)",
        theme=THEME,
        sources=("complaints",),
        model="complaint_areas",
        time_dimension="received_date",
        population="mentions of a service area",
        dimensions=(*STAGE_DIMENSIONS, "stage"),
        unit="mentions",
        caveats=(
            "These are mentions, not complaints: one complaint can be about several "
            "areas, and both its stages are counted.",
        ),
    ),
]
