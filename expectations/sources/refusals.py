"""Refusals: what was not accepted as a complaint or not escalated."""

from expectations.contract import Column, Source


REFUSALS = Source(
    name="refusals",
    grain="One row per complaint not accepted or not escalated.",
    key=("refusal_id",),
    placed_by="refused_date",
    columns=(
        Column(
            name="refusal_id",
            kind="id",
            is_required=True,
            definition="The landlord's reference of the refusal.",
        ),
        Column(
            name="refused_date",
            kind="date",
            is_required=True,
            definition="The day it was refused.",
        ),
        Column(
            name="stage",
            kind="integer",
            is_required=True,
            choices=("1", "2"),
            definition="Stage 1 if not accepted, stage 2 if not escalated.",
        ),
        Column(
            name="service_area",
            kind="text",
            definition="The service area it was about.",
        ),
        Column(
            name="reason",
            kind="text",
            is_required=True,
            definition="Why it was refused.",
        ),
        Column(
            name="is_reason_explained",
            kind="boolean",
            definition="Whether the resident was told why (Code 2.4).",
        ),
        Column(
            name="is_ombudsman_signposted",
            kind="boolean",
            definition="Whether the resident was told of the Ombudsman (Code 2.4).",
        ),
    ),
)
