"""How satisfied people are with how complaints are handled."""

from analytics.measures.base import MEASURES_FROM, Count, Measure, Share
from analytics.measures.dimensions import TIME_DIMENSIONS
from analytics.measures.volumes import REGULATOR


THEME = "Satisfaction"

SURVEY_CAVEATS = (
    "It asks everybody who says they complained in the last 12 months, formally or "
    "not; it is never set against the register of complaints.",
    "Where answers are weighted the true interval is wider than the one shown, unless "
    "the survey says by how much (its design effect).",
)

CLOSURE_DIMENSIONS = (*TIME_DIMENSIONS, "tenure", "service_area", "ward", "theme")

SATISFACTION_MEASURES: list[Measure] = [
    Share(
        id="tp09",
        label="Satisfaction with complaints handling",
        definition=(
            "Of tenants who said in the yearly survey that they had complained in the "
            "last 12 months and gave one of the five answers, the share very or fairly "
            "satisfied with how complaints are handled."
        ),
        why_it_matters="It is the residents' own verdict on complaint handling.",
        authority=f"{REGULATOR}, TP09",
        valid_from=MEASURES_FROM,
        theme=THEME,
        sources=("perception_survey",),
        model="survey_answers",
        time_dimension="year_end_date",
        population="tenants surveyed who had complained",
        population_sql="tenure = 'lcra'",
        counted="were satisfied with how complaints are handled",
        condition_sql="is_satisfied",
        weight_column="weighted_count",
        design_column="design_effect",
        recorded_sql="is_complete",
        not_recorded_reason="Not all of the five answers are recorded.",
        improvement_direction="increase",
        is_yearly=True,
        is_about_residents=False,
        caveats=SURVEY_CAVEATS,
    ),
    Count(
        id="tp09_answers",
        label="Answers on complaints handling",
        definition=(
            "Tenants who said in the yearly survey that they had complained in the "
            "last 12 months, by which of the five answers they gave."
        ),
        why_it_matters="It shows how strongly people feel, not only on which side.",
        authority=f"{REGULATOR}, TP09",
        valid_from=MEASURES_FROM,
        theme=THEME,
        sources=("perception_survey",),
        model="survey_answers",
        time_dimension="year_end_date",
        population="answers of tenants surveyed who had complained",
        population_sql="tenure = 'lcra'",
        weight_column="weighted_count",
        recorded_sql="is_complete",
        not_recorded_reason="Not all of the five answers are recorded.",
        unit="answers",
        axis="Share of answers on complaints handling (%)",
        caution=(
            "Answers are weighted so that the people who answered stand for all "
            "tenants; that is why they are not whole numbers."
        ),
        dimensions=(*TIME_DIMENSIONS, "answer"),
        is_yearly=True,
        is_about_residents=False,
        caveats=SURVEY_CAVEATS,
    ),
    Share(
        id="closure_satisfaction",
        label="Satisfaction when a complaint is closed",
        short="Closure surveys",
        definition=(
            "Of scores given in surveys sent on closure in the period, the share of 4 "
            "or 5 out of 5."
        ),
        why_it_matters="It asks the people whose complaints are in the register.",
        authority="Complaint Handling Code 9.1",
        theme=THEME,
        sources=("closure_survey",),
        model="closure_surveys",
        needs=(("score",),),
        time_dimension="sent_date",
        population="scores given on closure",
        population_sql="is_scored",
        counted="were 4 or 5 out of 5",
        condition_sql="is_satisfied",
        unknown_sql="is_score_unknown",
        dimensions=CLOSURE_DIMENSIONS,
        improvement_direction="increase",
        caveats=(
            "Only those who answered are in it; read it beside the response rate.",
        ),
    ),
    Share(
        id="closure_response_rate",
        label="Closure surveys that were answered",
        definition="Of surveys sent on closure in the period, the share answered.",
        why_it_matters="With few answers, satisfaction speaks for few.",
        authority="Complaint Handling Code 9.1",
        theme=THEME,
        sources=("closure_survey",),
        model="closure_surveys",
        needs=(("answered_date", "score"),),
        time_dimension="sent_date",
        population="surveys sent on closure",
        counted="were answered",
        condition_sql="is_answered",
        dimensions=tuple(name for name in CLOSURE_DIMENSIONS if name != "theme"),
        improvement_direction="increase",
        caveats=("Surveys sent lately can still come back.",),
    ),
]
