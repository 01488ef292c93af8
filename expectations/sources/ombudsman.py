"""What the Housing Ombudsman found, and what it ordered."""

from expectations.contract import Column, Source
from expectations.sources.complaints import TENURES


FINDINGS = (
    "severe_maladministration",
    "maladministration",
    "service_failure",
    "mediation",
    "redress",
    "no_maladministration",
    "outside_jurisdiction",
    "withdrawn",
)

OMBUDSMAN_FINDINGS = Source(
    name="ombudsman_findings",
    grain="One row per complaint head per determination.",
    key=("determination_id", "head"),
    placed_by="determined_date",
    columns=(
        Column(
            name="determination_id",
            kind="id",
            is_required=True,
            definition="The Ombudsman's case reference.",
        ),
        Column(
            name="determined_date",
            kind="date",
            is_required=True,
            definition="The day the Ombudsman determined the case.",
        ),
        Column(
            name="head",
            kind="text",
            is_required=True,
            definition="The complaint head the finding is about.",
        ),
        Column(
            name="category",
            kind="text",
            definition="The Ombudsman's category of the head.",
        ),
        Column(
            name="finding",
            kind="choice",
            is_required=True,
            choices=FINDINGS,
            definition="What the Ombudsman found on this head.",
        ),
        Column(
            name="tenure",
            kind="choice",
            choices=TENURES,
            definition="Who the resident was.",
        ),
    ),
)

OMBUDSMAN_ORDERS = Source(
    name="ombudsman_orders",
    grain="One row per order or recommendation.",
    key=("determination_id", "order_id"),
    placed_by="due_date",
    columns=(
        Column(
            name="determination_id",
            kind="id",
            is_required=True,
            definition="The Ombudsman's case reference.",
        ),
        Column(
            name="order_id",
            kind="id",
            is_required=True,
            definition="Which order of the case.",
        ),
        Column(
            name="kind",
            kind="choice",
            is_required=True,
            choices=("order", "recommendation"),
            definition="Orders bind the landlord; recommendations do not.",
        ),
        Column(
            name="description",
            kind="text",
            is_required=True,
            definition="What the landlord is to do.",
        ),
        Column(
            name="due_date",
            kind="date",
            may_be_future=True,
            definition="The day it is to be done by.",
        ),
        Column(
            name="complied_date",
            kind="date",
            definition="The day it was done.",
        ),
    ),
)
