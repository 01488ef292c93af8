"""Learning actions: what the landlord said it would change, and whether it did."""

from expectations.contract import Column, Source


ACTION_STATUSES = ("proposed", "open", "completed")
ORIGINS = ("complaint", "survey", "ombudsman", "self_assessment", "audit")

LEARNING_ACTIONS = Source(
    name="learning_actions",
    grain="One row per action.",
    key=("action_id",),
    placed_by="due_date",
    columns=(
        Column(
            name="action_id",
            kind="id",
            is_required=True,
            definition="The landlord's reference of the action.",
        ),
        Column(
            name="complaint_id",
            kind="id",
            definition="The complaint it came from, if it came from one.",
        ),
        Column(
            name="service_area",
            kind="text",
            definition="The service area it changes.",
        ),
        Column(
            name="theme",
            kind="text",
            is_required=True,
            definition="What kind of change it is.",
        ),
        Column(
            name="origin",
            kind="choice",
            is_required=True,
            choices=ORIGINS,
            definition="What brought it about.",
        ),
        Column(
            name="description",
            kind="text",
            is_required=True,
            definition="What is to be done, in a sentence.",
        ),
        Column(
            name="status",
            kind="choice",
            is_required=True,
            choices=ACTION_STATUSES,
            definition="How far it has come.",
        ),
        Column(
            name="owner",
            kind="text",
            definition="The team or post that answers for it, never a person's name.",
        ),
        Column(name="raised_date", kind="date", definition="The day it was agreed."),
        Column(
            name="due_date",
            kind="date",
            may_be_future=True,
            definition="The day it is to be done by.",
        ),
        Column(
            name="completed_date",
            kind="date",
            definition="The day it was done.",
        ),
        Column(
            name="evidence",
            kind="text",
            definition="What shows that it was done.",
        ),
    ),
)
