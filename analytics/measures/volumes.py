"""How many complaints: volumes, and volumes for every thousand homes."""

from analytics.measures.base import MEASURES_FROM, Beside, Count, Measure, Rate
from analytics.measures.dimensions import NOT_RECORDED, TIME_DIMENSIONS
from analytics.measures.stages import for_stages, stage_by_stage
from expectations.sources.complaints import NO_AREA


THEME = "Volumes"

# What a row of complaint_stages can be broken down by.
STAGE_DIMENSIONS = (*TIME_DIMENSIONS, "tenure", "service_area", "ward", "channel")

REGULATOR = "Regulator of Social Housing, Tenant Satisfaction Measures"

MORE_IS_NOT_WORSE = (
    "Many complaints are not bad in themselves: they can mean that complaining is easy."
)
MENTIONS_ARE_NOT_COMPLAINTS = (
    "These are mentions, not complaints: one complaint can be about several areas, and "
    "both its stages are counted."
)

# Whether a row of complaint_areas is of an area at all, and whether of one by name.
AREA_RECORDED = "service_area is not null"
AREA_NAMED = f"{AREA_RECORDED} and service_area <> '{NO_AREA}'"

VOLUME_MEASURES: list[Measure] = [
    *stage_by_stage(
        for_stages(
            Rate,
            ("ch01_1", "ch01_2"),
            label="Stage {stage} complaints per 1,000 homes",
            definition=(
                "Stage {stage} complaints made by tenants of low cost rental homes in "
                "the period, for every 1,000 such homes owned at the year's end."
            ),
            why_it_matters=(
                "It lets landlords of different size be set beside each other. High is "
                "not bad: it can mean that complaining is easy."
            ),
            authority=f"{REGULATOR}, CH01 part {{stage}}; Complaint Handling Code 3.3",
            valid_from=MEASURES_FROM,
            theme=THEME,
            sources=("complaints", "homes"),
            model="complaint_stages",
            time_dimension="received_date",
            population="stage {stage} complaints from tenants",
            population_sql="stage = {stage} and tenure = 'lcra'",
            stock="lcra",
            axis="Complaints per 1,000 homes",
            caution=MORE_IS_NOT_WORSE,
            warns_when_low=True,
            of_chosen="received_per_1000_{stage}",
            caveats=(
                "{counted_by}",
                "A low figure may mean that people cannot or do not complain.",
                "Leaseholders and shared owners are not in it.",
            ),
        ),
        for_stages(
            Count,
            ("received_1", "received_2"),
            label="Stage {stage} complaints received",
            definition="Stage {stage} complaints received in the period.",
            why_it_matters="It shows the demand, and who and what it comes from.",
            authority="Complaint Handling Code 8.1(b) and 9.7(a)",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            time_dimension="received_date",
            population="stage {stage} complaints",
            population_sql="stage = {stage}",
            dimensions=STAGE_DIMENSIONS,
            unit="complaints",
            caveats=(
                "{counted_by}",
                "Stage 1 and stage 2 are never added: a stage 2 is a complaint already "
                "counted at stage 1.",
            ),
        ),
        for_stages(
            Rate,
            ("received_per_1000_1", "received_per_1000_2"),
            label="Stage {stage} complaints per 1,000 homes of the same residents",
            definition=(
                "Stage {stage} complaints received in the period from the residents "
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
            population="stage {stage} complaints",
            population_sql="stage = {stage}",
            dimensions=(*TIME_DIMENSIONS, "tenure"),
            of_chosen="received_{stage}",
            caveats=(
                "{counted_by}",
                "It needs a number of homes for everybody who complained.",
            ),
        ),
    ),
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
        population_sql=AREA_NAMED,
        recorded_sql=AREA_RECORDED,
        recorded_among_sql="true",
        not_recorded_reason="No complaint says which service area it is about.",
        beside=(
            Beside(
                dimension="service_area",
                group=NOT_RECORDED,
                sql="service_area is null",
                words="with no area recorded",
            ),
            Beside(
                dimension="service_area",
                group=NO_AREA,
                sql=f"{AREA_RECORDED} and service_area = '{NO_AREA}'",
                words="about none of the areas named",
            ),
        ),
        dimensions=(*STAGE_DIMENSIONS, "stage"),
        unit="mentions",
        caution=MENTIONS_ARE_NOT_COMPLAINTS,
        caveats=(
            MENTIONS_ARE_NOT_COMPLAINTS,
            "A complaint without a recorded area is no mention of one: it is counted "
            "beside them.",
        ),
    ),
]
