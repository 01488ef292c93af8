"""The survey sent when a complaint is closed."""

from expectations.contract import Column, Expect, Source


CLOSURE_SURVEY = Source(
    name="closure_survey",
    grain="One row per survey sent on closure.",
    key=("complaint_id", "stage", "sent_date"),
    placed_by="sent_date",
    columns=(
        Column(
            name="complaint_id",
            kind="id",
            is_required=True,
            definition="The complaint that was closed.",
        ),
        Column(
            name="stage",
            kind="integer",
            is_required=True,
            choices=("1", "2"),
            definition="The stage that was closed.",
        ),
        Column(
            name="sent_date",
            kind="date",
            is_required=True,
            definition="The day the survey was sent.",
        ),
        Column(
            name="answered_date",
            kind="date",
            definition="The day it came back; empty if it did not.",
        ),
        Column(
            name="score",
            kind="integer",
            choices=("1", "2", "3", "4", "5"),
            definition="Satisfaction with how the complaint was handled, 5 best.",
        ),
        Column(
            name="theme",
            kind="text",
            definition="What the answer was mostly about.",
        ),
    ),
    expects=(
        Expect(
            name="answered_before_sent",
            severity="reject",
            column="answered_date",
            holds="answered_date >= sent_date",
            reason="it was answered before it was sent",
        ),
    ),
)
