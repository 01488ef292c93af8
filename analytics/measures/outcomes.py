"""What was decided, and how many went on to stage 2."""

from analytics.measures.base import Count, Dateless, Measure, Ratio, Share
from analytics.measures.stages import ANSWER_GIVEN, for_stages, stage_by_stage
from analytics.measures.volumes import STAGE_DIMENSIONS


THEME = "Outcomes"

UPHELD_IS_TWO_THINGS = (
    "More upheld can mean worse services, or a fairer hearing: the share alone cannot "
    "tell which."
)

OUTCOME_MEASURES: list[Measure] = [
    *stage_by_stage(
        for_stages(
            Count,
            ("outcomes_1", "outcomes_2"),
            label="Stage {stage} outcomes",
            definition=(
                "Stage {stage} complaints answered or withdrawn in the period, by "
                "outcome."
            ),
            why_it_matters="It shows how often the landlord finds itself at fault.",
            authority="Complaint Handling Code 9.7(a)",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=(("responded_date", "withdrawn_date"),),
            time_dimension="closed_date",
            population="stage {stage} complaints closed",
            population_sql="stage = {stage}",
            dimensions=(*STAGE_DIMENSIONS, "outcome"),
            dateless=Dateless(
                dimension="outcome",
                value="withdrawn",
                sql=(
                    "outcome = 'withdrawn' and closed_date is null "
                    "and received_date <= $last"
                ),
                reason=(
                    "Withdrawn complaints of which no day is recorded are in no period."
                ),
            ),
            unit="complaints",
            caveats=(
                "Counted by the day of the answer, or of the withdrawal where there "
                "was none, so complaints still waiting are in none of the outcomes.",
            ),
        ),
        for_stages(
            Share,
            ("upheld_share_1", "upheld_share_2"),
            label="Stage {stage} complaints upheld or partly upheld",
            short="Stage {stage} upheld or partly",
            definition=(
                "Of stage {stage} complaints decided in the period, the share upheld "
                "or partly upheld."
            ),
            why_it_matters=(
                "An upheld complaint is a service that failed and was owned up to."
            ),
            authority="Complaint Handling Code 9.7(a)",
            theme=THEME,
            sources=("complaints",),
            model="complaint_stages",
            needs=(*ANSWER_GIVEN, ("outcome",)),
            time_dimension="responded_date",
            population="stage {stage} complaints decided",
            population_sql="stage = {stage} and (is_decided or is_outcome_unknown)",
            counted="were upheld or partly upheld",
            condition_sql="is_upheld_any",
            unknown_sql="is_outcome_unknown",
            dimensions=STAGE_DIMENSIONS,
            axis="Upheld or partly upheld, of complaints decided (%)",
            caution=UPHELD_IS_TWO_THINGS,
            caveats=(
                "Withdrawn and undecided complaints are left out.",
                "Neither high nor low is good: it depends on what was complained of.",
            ),
        ),
    ),
    Share(
        id="escalation",
        label="Taken to stage 2 so far",
        definition=(
            "Of stage 1 complaints answered in the period, the share whose resident "
            "has asked for stage 2 by the as-at date."
        ),
        why_it_matters="It shows how often the first answer did not settle the matter.",
        authority="Complaint Handling Code 6.10",
        theme=THEME,
        sources=("complaints",),
        model="complaint_stages",
        needs=ANSWER_GIVEN,
        time_dimension="responded_date",
        population="stage 1 complaints answered",
        population_sql="stage = 1",
        counted="were taken to stage 2 so far",
        condition_sql="is_escalated",
        dimensions=STAGE_DIMENSIONS,
        caveats=(
            "It follows the same complaints from one stage to the next; recent ones "
            "have had less time to go on.",
        ),
    ),
    Ratio(
        id="escalation_ratio",
        label="Stage 2 received for every 100 stage 1 received",
        definition=(
            "Stage 2 complaints received in the period for every 100 stage 1 "
            "complaints received in it, whichever complaints they belong to."
        ),
        why_it_matters="It is the figure most often published, so it can be compared.",
        authority="Published by many landlords; no provision asks for it",
        valid_from="",
        theme=THEME,
        sources=("complaints",),
        model="complaint_stages",
        time_dimension="received_date",
        population="complaints received",
        counted="stage 2 complaints received",
        condition_sql="stage = 2",
        base="stage 1 complaints received",
        base_sql="stage = 1",
        unit="per 100 stage 1 complaints",
        dimensions=STAGE_DIMENSIONS,
        caveats=(
            "Its stage 2 complaints can belong to stage 1 complaints of an earlier "
            "period; the share taken to stage 2 follows the same complaints.",
        ),
    ),
]
