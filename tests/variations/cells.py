"""Cells as people and systems write them; each stands in a row of its own."""

from .made import Cell


ZONED = "a system's own clock is London's"

DATES = tuple(
    Cell(column="received_date", written=written, right=right, why=why)
    for written, right, why in (
        ("30/04/2024", "2024-04-30", "British"),
        ("3/4/2024", "2024-04-03", "day first"),
        ("30-04-2024", "2024-04-30", "dashes"),
        ("30.04.2024", "2024-04-30", "dots"),
        ("30/04/24", "2024-04-30", "two figures of the year"),
        ("30-Apr-24", "2024-04-30", "Excel's own"),
        ("1 May 2024", "2024-05-01", "letters"),
        ("30 June 2024", "2024-06-30", "letters"),
        ("1st May 2024", "2024-05-01", "letters"),
        ("Tuesday 30 April 2024", "2024-04-30", "Excel's long date"),
        ("Tue 30/04/2024", "2024-04-30", "Outlook"),
        ("Apr 30, 2024, 9:30 AM", "2024-04-30", "American web systems"),
        ("20240430", "2024-04-30", "databases"),
        ("30/04/2024 09:30", "2024-04-30", "a time of day"),
        ("30/04/2024 09:30:15", "2024-04-30", "with seconds"),
        ("30/04/2024 11:30 PM", "2024-04-30", "the clock of twelve hours"),
        ("30/04/2024 12:15 am", "2024-04-30", "a quarter past midnight"),
        ("30/04/2024, 09:30:00", "2024-04-30", "a browser's"),
        ("2024-04-30 00:00:00.000", "2024-04-30", "SQL Server"),
        ("2024-04-30T09:30:00", "2024-04-30", "ISO without a zone"),
        ("2024-04-30T09:30:00.000Z", "2024-04-30", "programs"),
        ("2024-06-30T23:30:00Z", "2024-07-01", "half past midnight in London"),
        ("2024-12-30T23:30:00Z", "2024-12-30", "winter: London's own clock"),
        ("2024-06-30 23:30:00 UTC", "2024-07-01", "Zendesk"),
        ("2024-06-30T23:30:00+01:00", "2024-06-30", "London's summer"),
        ("2024-06-30T23:30:00+0000", "2024-07-01", "Salesforce's programs"),
        ("45412", "2024-04-30", "Excel's day without its form"),
        ("\u00a030/04/2024", "2024-04-30", "pasted from a web page"),
    )
)

CHOICES = tuple(
    Cell(column=column, written=written, right=right, why=why)
    for column, right, why, words in (
        (
            "stage",
            1,
            "forms write it out",
            ("Stage 1", "Stage One", "S1", "1.0", "First Stage"),
        ),
        ("stage", 2, "forms write it out", ("Stage 2", "Stage Two", "S2")),
        ("outcome", "upheld", "a drop-down's words", ("Upheld", "Fully Upheld")),
        (
            "outcome",
            "partially_upheld",
            "the Ombudsman's word, and what people make of it",
            ("Partly Upheld", "PARTIALLY UPHELD", "Upheld in part", "Part Upheld"),
        ),
        ("outcome", "not_upheld", "a drop-down's words", ("Not upheld", "NOT UPHELD")),
        ("outcome", "withdrawn", "a drop-down's word", ("Withdrawn",)),
        (
            "outcome",
            None,
            "nothing is there, in a word or a sign",
            ("", "N/A", "NULL", "-", ".", "None", "Not recorded"),
        ),
        (
            "tenure",
            "lcra",
            "the regulator's name, and what housing systems write",
            (
                "LCRA",
                "Low Cost Rental Accommodation",
                "General needs",
                "Social rent",
                "Affordable rent",
                "Supported housing",
            ),
        ),
        (
            "tenure",
            "lcho",
            "the regulator's name, and everybody's",
            ("LCHO", "Low Cost Home Ownership", "Shared ownership"),
        ),
        ("tenure", "leasehold", "of the person, not the home", ("Leaseholder",)),
        (
            "is_damp_or_mould",
            ["damp_and_mould"],
            "a ticked box",
            ("Yes", "Y", "TRUE", "1", "Completed"),
        ),
        ("is_damp_or_mould", None, "a box not ticked", ("No", "FALSE")),
    )
    for written in words
)

AMOUNTS = tuple(
    Cell(column="compensation_gbp", written=written, right=right, why=why)
    for written, right, why in (
        ("£50.00", "50", "a currency's cell"),
        ("£1,250", "1250", "thousands"),
        ("50", "50", "plain"),
        ("(50.00)", "-50", "an accountant's sum taken back"),
        ("50 GBP", "50", "a bank's"),
        ("£ 50", "50", "Excel's accounting"),
        ("£0.00", "0", "nothing was paid"),
        ("-", None, "Excel's accounting writes nought, people nothing: unknown"),
    )
)

LISTS = tuple(
    Cell(column="service_areas", written=written, right=right, why=why)
    for written, right, why in (
        ("Repairs; Noise", ["Repairs", "Noise"], "with a blank"),
        ("Repairs;Noise;", ["Repairs", "Noise"], "a separator too many"),
        ("Repairs, voids", ["Repairs, voids"], "a comma belongs to the name"),
    )
)

CELLS = (*DATES, *CHOICES, *AMOUNTS, *LISTS)
