"""The made-up determinations of the Ombudsman, and what they ordered."""

from datetime import date

from data.demo.names import ASB, ESTATES, HEATING, LEASEHOLD, REPAIRS, TENANCY
from data.made_up import Row


HANDLING = "Complaint handling"
PROPERTY = "Property condition"
CHARGES = "Charges"
NUISANCE = "Anti-social behaviour"
CONDUCT = "Staff conduct"

# Case, day and tenure, then each head with its category and what was found.
DETERMINATIONS = (
    (
        "MADE-UP-01",
        date(2021, 11, 18),
        "lcra",
        ((f"{REPAIRS}: a leaking roof", PROPERTY, "redress"),),
    ),
    (
        "MADE-UP-02",
        date(2022, 7, 12),
        "leasehold",
        (
            (f"{LEASEHOLD}: the cost of works", CHARGES, "outside_jurisdiction"),
            (f"{LEASEHOLD}: notice of works", CHARGES, "no_maladministration"),
        ),
    ),
    (
        "MADE-UP-03",
        date(2023, 2, 7),
        "lcra",
        (
            (f"{REPAIRS}: damp in a bedroom", PROPERTY, "maladministration"),
            (HANDLING, HANDLING, "service_failure"),
        ),
    ),
    (
        "MADE-UP-04",
        date(2023, 10, 24),
        "lcho",
        ((f"{ESTATES}: cleaning of stairs", PROPERTY, "mediation"),),
    ),
    (
        "MADE-UP-05",
        date(2024, 9, 17),
        "lcra",
        (
            (f"{ASB}: reports of noise", NUISANCE, "service_failure"),
            ("Conduct of an officer", CONDUCT, "no_maladministration"),
        ),
    ),
    (
        "MADE-UP-06",
        date(2025, 3, 4),
        "lcra",
        ((f"{TENANCY}: a mutual exchange", "Occupancy rights", "withdrawn"),),
    ),
    (
        "MADE-UP-07",
        date(2025, 11, 25),
        "lcra",
        (
            (f"{HEATING}: a winter without heat", PROPERTY, "severe_maladministration"),
            (HANDLING, HANDLING, "maladministration"),
            ("Records of visits", "Information and data", "service_failure"),
        ),
    ),
    (
        "MADE-UP-08",
        date(2026, 2, 26),
        "lcra",
        (
            (f"{REPAIRS}: a broken window", PROPERTY, "redress"),
            (HANDLING, HANDLING, "maladministration"),
        ),
    ),
)


def make_ombudsman_findings() -> list[Row]:
    """Eight determinations, head by head."""
    return [
        {
            "determination_id": case,
            "determined_date": day,
            "head": head,
            "category": category,
            "finding": finding,
            "tenure": tenure,
        }
        for case, day, tenure, heads in DETERMINATIONS
        for head, category, finding in heads
    ]


ORDER, ADVICE = "order", "recommendation"

# Case, kind and what is to be done, by when, and the day it was done.
ORDERS = (
    (
        "MADE-UP-01",
        ADVICE,
        "Pay what was offered, if it has not been paid",
        date(2021, 12, 16),
        date(2021, 12, 9),
    ),
    (
        "MADE-UP-02",
        ADVICE,
        "Say in notices of works how the cost was estimated",
        date(2022, 9, 6),
        date(2022, 10, 3),
    ),
    (
        "MADE-UP-03",
        ORDER,
        "Write to the resident to apologise",
        date(2023, 3, 7),
        date(2023, 3, 2),
    ),
    (
        "MADE-UP-03",
        ORDER,
        "Pay £450 for the delay and the distress",
        date(2023, 3, 7),
        date(2023, 3, 6),
    ),
    (
        "MADE-UP-03",
        ORDER,
        "Inspect the bedroom and send a plan of works",
        date(2023, 3, 21),
        date(2023, 4, 11),
    ),
    (
        "MADE-UP-05",
        ORDER,
        "Write to the resident to apologise",
        date(2024, 10, 15),
        date(2024, 10, 8),
    ),
    (
        "MADE-UP-05",
        ORDER,
        "Pay £150 for reports that were not answered",
        date(2024, 10, 15),
        date(2024, 10, 14),
    ),
    (
        "MADE-UP-05",
        ADVICE,
        "Tell people who report noise what will be done by when",
        date(2024, 12, 10),
        date(2025, 1, 20),
    ),
    (
        "MADE-UP-07",
        ORDER,
        "Have the chief executive apologise to the resident",
        date(2025, 12, 23),
        date(2025, 12, 18),
    ),
    (
        "MADE-UP-07",
        ORDER,
        "Pay £1,200 for a winter without heat",
        date(2025, 12, 23),
        date(2026, 1, 9),
    ),
    (
        "MADE-UP-07",
        ORDER,
        "Review every open report of no heating",
        date(2026, 2, 17),
        date(2026, 3, 12),
    ),
    (
        "MADE-UP-07",
        ORDER,
        "Report to the governing body on records of visits",
        date(2026, 3, 24),
        None,
    ),
    (
        "MADE-UP-07",
        ADVICE,
        "Train the contractor's staff in what to note at a visit",
        date(2026, 5, 26),
        None,
    ),
    (
        "MADE-UP-08",
        ORDER,
        "Pay £200 for the late answer at stage 2",
        date(2026, 3, 26),
        date(2026, 3, 20),
    ),
    (
        "MADE-UP-08",
        ORDER,
        "Review why stage 2 answers are late and send what was found",
        date(2026, 5, 7),
        None,
    ),
    (
        "MADE-UP-08",
        ADVICE,
        "Tell residents each week when an answer is late",
        None,
        None,
    ),
)


def make_ombudsman_orders() -> list[Row]:
    """What the determinations ordered and recommended, numbered in each case."""
    rows: list[Row] = []
    for case, kind, text, due, complied in ORDERS:
        number = 1 + sum(row["determination_id"] == case for row in rows)
        rows.append(
            {
                "determination_id": case,
                "order_id": str(number),
                "kind": kind,
                "description": text,
                "due_date": due,
                "complied_date": complied,
            }
        )
    return rows
