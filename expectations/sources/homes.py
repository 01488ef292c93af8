"""Homes owned at each year end: the denominator of every rate per 1,000."""

from expectations.contract import Column, Expect, Source


STOCK_TYPES = ("lcra", "lcho", "leasehold")

HOMES = Source(
    name="homes",
    grain="One row per stock type per year end.",
    key=("year_end_date", "stock_type"),
    placed_by="year_end_date",
    columns=(
        Column(
            name="year_end_date",
            kind="date",
            is_required=True,
            definition="The 31 March on which the homes were counted.",
        ),
        Column(
            name="stock_type",
            kind="choice",
            is_required=True,
            choices=STOCK_TYPES,
            definition="Low cost rental, shared ownership or leasehold.",
        ),
        Column(
            name="homes_owned",
            kind="integer",
            is_required=True,
            definition="Dwelling units of that stock type owned on that day.",
        ),
    ),
    expects=(
        Expect(
            name="homes_not_above_nought",
            severity="reject",
            column="homes_owned",
            holds="homes_owned > 0",
            reason="the number of homes must be above nought",
        ),
    ),
)
