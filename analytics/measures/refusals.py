"""What was not accepted or not escalated, and whether the resident was told of it."""

from analytics.measures.base import Count, Measure, Share
from analytics.measures.dimensions import TIME_DIMENSIONS


THEME = "Refusals"

REFUSAL_MEASURES: list[Measure] = [
    Count(
        id="refusals",
        label="Complaints not accepted or not escalated",
        short="Refusals",
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
    Share(
        id="refusals_explained",
        label="Refusals whose reason was explained",
        short="Reason explained",
        definition=(
            "Of complaints not accepted or not escalated in the period, the share of "
            "which the resident was told why."
        ),
        why_it_matters="Who is not told why cannot challenge it.",
        authority="Complaint Handling Code 2.4 and 5.11",
        theme=THEME,
        sources=("refusals",),
        model="refused_complaints",
        needs=(("is_reason_explained",),),
        time_dimension="refused_date",
        population="refusals",
        counted="were explained to the resident",
        condition_sql="coalesce(is_reason_explained, false)",
        unknown_sql="is_reason_explained is null",
        unknown_reason="nobody noted it",
        recorded_sql="is_reason_explained is not null",
        not_recorded_reason="No refusal says whether its reason was explained.",
        improvement_direction="increase",
        dimensions=(*TIME_DIMENSIONS, "stage", "service_area", "reason"),
    ),
    Share(
        id="refusals_signposted",
        label="Refusals with the way to the Ombudsman",
        short="Ombudsman named",
        definition=(
            "Of complaints not accepted or not escalated in the period, the share of "
            "which the resident was told that the Ombudsman can be asked."
        ),
        why_it_matters="Only the Ombudsman can tell a landlord to take it on.",
        authority="Complaint Handling Code 2.4 and 3.7",
        theme=THEME,
        sources=("refusals",),
        model="refused_complaints",
        needs=(("is_ombudsman_signposted",),),
        time_dimension="refused_date",
        population="refusals",
        counted="named the Ombudsman",
        condition_sql="coalesce(is_ombudsman_signposted, false)",
        unknown_sql="is_ombudsman_signposted is null",
        unknown_reason="nobody noted it",
        recorded_sql="is_ombudsman_signposted is not null",
        not_recorded_reason="No refusal says whether the Ombudsman was named.",
        improvement_direction="increase",
        dimensions=(*TIME_DIMENSIONS, "stage", "service_area", "reason"),
    ),
]
