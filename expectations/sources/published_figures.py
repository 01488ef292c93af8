"""Figures the landlord has told a board or the public, as they were printed."""

from expectations.contract import Column, Source


# By what a printed part is a part of its measure, and in what it can be printed.
BREAKDOWNS = ("outcome", "service_area", "channel", "tenure", "finding", "status")
PER_CENT, CHANGE = "per_cent", "change_per_cent"
UNITS = ("number", PER_CENT, CHANGE)

PUBLISHED_FIGURES = Source(
    name="published_figures",
    grain="One row per figure told to a board.",
    key=("document", "reference", "statement", "reporting_year"),
    placed_by="reporting_year",
    columns=(
        Column(
            name="document",
            kind="text",
            is_required=True,
            definition="The paper or page it was printed in.",
        ),
        Column(
            name="published_date",
            kind="date",
            definition="The day it was published.",
        ),
        Column(
            name="reference",
            kind="id",
            is_required=True,
            definition="Where in the document, such as 3.8.2.",
        ),
        Column(
            name="statement",
            kind="text",
            is_required=True,
            definition="What the figure is said to be.",
        ),
        Column(
            name="measure_id",
            kind="id",
            definition="The measure here that it corresponds to, if one does.",
        ),
        Column(
            name="reporting_year",
            kind="year",
            is_required=True,
            definition="The reporting year it is about.",
        ),
        Column(name="population", kind="text", definition="Whom it covers."),
        Column(
            name="breakdown",
            kind="choice",
            choices=BREAKDOWNS,
            definition="What it is one part by, where it is a part.",
        ),
        Column(
            name="category",
            kind="text",
            definition="Which part it is, such as upheld.",
        ),
        Column(
            name="unit",
            kind="choice",
            choices=UNITS,
            definition=(
                "How it was printed, where that is not the measure's own unit; a "
                "change is one since the year before."
            ),
        ),
        Column(name="numerator", kind="decimal", definition="As printed."),
        Column(name="denominator", kind="decimal", definition="As printed."),
        Column(
            name="value",
            kind="decimal",
            is_required=True,
            definition="As printed.",
        ),
    ),
)
