"""Dated events that a reader of a trend needs to know of."""

from expectations.contract import Column, Source


# What the Ombudsman did or wrote: no change in what is recorded, so on no chart.
OMBUDSMAN_KINDS = ("handling_failure", "ombudsman_report", "ombudsman_publication")

PRECISIONS = ("day", "month", "season")

EVENTS = Source(
    name="events",
    grain="One row per dated event.",
    key=("event_date", "label"),
    placed_by="event_date",
    columns=(
        Column(
            name="event_date",
            kind="date",
            is_required=True,
            may_be_future=True,
            definition="The day, or the first day of the month or season.",
        ),
        Column(
            name="date_precision",
            kind="choice",
            is_required=True,
            choices=PRECISIONS,
            definition="How exactly the date is known.",
        ),
        Column(
            name="label",
            kind="text",
            is_required=True,
            definition="What happened, short enough to stand on a chart.",
        ),
        Column(
            name="kind",
            kind="choice",
            is_required=True,
            choices=("system", "policy", "code", "team", "other", *OMBUDSMAN_KINDS),
            definition=(
                "What sort of event. Of the Ombudsman: an order or notice of a "
                "complaint handling failure, a report about this landlord, or another "
                "report that matters to it."
            ),
        ),
        Column(
            name="breaks_baseline",
            kind="boolean",
            is_required=True,
            definition="Whether figures before and after were recorded differently.",
        ),
    ),
)
