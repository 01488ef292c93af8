"""The landlord's yearly self-assessment against the Code, provision by provision."""

from expectations.contract import Column, Source


SELF_ASSESSMENT = Source(
    name="self_assessment",
    grain="One row per provision per year.",
    key=("reporting_year", "provision"),
    placed_by="reporting_year",
    columns=(
        Column(
            name="reporting_year",
            kind="year",
            is_required=True,
            definition="The reporting year assessed.",
        ),
        Column(
            name="provision",
            kind="id",
            is_required=True,
            definition="The provision of the Code, such as 6.3.",
        ),
        Column(
            name="complies",
            kind="choice",
            choices=("yes", "no"),
            definition="What the landlord declared.",
        ),
        Column(name="evidence", kind="text", definition="What it points to."),
        Column(name="commentary", kind="text", definition="How it explains itself."),
        Column(name="improvement", kind="text", definition="What it means to improve."),
    ),
)
