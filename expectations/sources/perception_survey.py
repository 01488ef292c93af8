"""The yearly tenant perception survey: its questions on complaints handling (TP09)."""

from expectations.contract import Column, Expect, Source
from expectations.sources.homes import STOCK_TYPES


# The scale of TP09, best first.
SURVEY_ANSWERS = (
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
)
COUNTS = ("complained_yes", "complained_no", *SURVEY_ANSWERS)

PERCEPTION_SURVEY = Source(
    name="perception_survey",
    grain="One row per survey year per stock type.",
    key=("reporting_year", "stock_type"),
    placed_by="reporting_year",
    columns=(
        Column(
            name="reporting_year",
            kind="year",
            is_required=True,
            definition="The reporting year the survey was carried out in.",
        ),
        Column(
            name="stock_type",
            kind="choice",
            is_required=True,
            choices=STOCK_TYPES,
            definition="Whose homes the people surveyed live in.",
        ),
        Column(
            name="method",
            kind="text",
            definition="How answers were collected, such as post, online or census.",
        ),
        Column(
            name="is_weighted",
            kind="boolean",
            definition="Whether counts are weighted to the make-up of the residents.",
        ),
        Column(
            name="responses",
            kind="integer",
            definition="People who answered the survey, unweighted.",
        ),
        Column(
            name="complained_yes",
            kind="decimal",
            definition="Answered that they had complained in the last 12 months.",
        ),
        Column(
            name="complained_no",
            kind="decimal",
            definition="Answered that they had not.",
        ),
        Column(
            name="design_effect",
            kind="decimal",
            definition=(
                "By how much weighting makes answers vary more than the same number "
                "drawn at random would: 1 says not at all."
            ),
        ),
        *(
            Column(
                name=answer,
                kind="decimal",
                definition=(
                    "Of those who had complained, answered "
                    f"{answer.replace('_', ' ')} with how complaints are handled."
                ),
            )
            for answer in SURVEY_ANSWERS
        ),
        Column(
            name="published_value",
            kind="decimal",
            definition="TP09 as the landlord published it, in per cent.",
        ),
        Column(
            name="improvement_themes",
            kind="text",
            is_list=True,
            definition="What people most often asked to be improved.",
        ),
    ),
    expects=(
        *(
            Expect(
                name=f"{count}_below_nought",
                severity="reject",
                column=count,
                holds=f"{count} >= 0",
                reason="a count cannot be below nought",
            )
            for count in COUNTS
        ),
        Expect(
            name="design_effect_below_one",
            severity="reject",
            column="design_effect",
            holds="design_effect >= 1",
            reason="weighting cannot make answers tell more than they would unweighted",
        ),
    ),
)
