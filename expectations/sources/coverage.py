"""Coverage: when each source was recorded, so that none differs from unknown."""

from expectations.contract import Column, Expect, Source


# Every other source of the contract.
RECORDED = (
    "complaints",
    "homes",
    "perception_survey",
    "closure_survey",
    "learning_actions",
    "refusals",
    "ombudsman_findings",
    "ombudsman_orders",
    "self_assessment",
    "published_figures",
    "events",
)

COVERAGE = Source(
    name="coverage",
    grain="One row per source per spell.",
    key=("source", "from_date"),
    placed_by="from_date",
    columns=(
        Column(
            name="source",
            kind="choice",
            choices=RECORDED,
            is_required=True,
            definition="The name of the source the spell is about.",
        ),
        Column(
            name="from_date",
            kind="date",
            is_required=True,
            may_be_future=True,
            definition="The spell's first day.",
        ),
        Column(
            name="to_date",
            kind="date",
            may_be_future=True,
            is_row_placed_by=True,
            definition="The spell's last day; empty if it goes on.",
        ),
        Column(
            name="is_recorded",
            kind="boolean",
            is_required=True,
            definition="Whether the landlord recorded these things in the spell.",
        ),
        Column(name="note", kind="text", definition="Why, in a sentence."),
    ),
    spell=("source", "from_date", "to_date", "is_recorded"),
    expects=(
        Expect(
            name="spell_ends_before_it_starts",
            severity="reject",
            column="to_date",
            holds="to_date >= from_date",
            reason="the spell ends before it starts",
        ),
    ),
)
