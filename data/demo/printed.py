"""What the made-up council printed, what happened when, and what was recorded."""

from datetime import date
from decimal import Decimal

from data.demo.names import (
    FIRST_DAY,
    NEW_SYSTEM,
    RECORDED_FROM,
    SLOW_REVIEWS_FROM,
)
from data.made_up import Row


# --- Figures as printed -------------------------------------------------------------

REPORT = "Annual complaints report 2024-25"
PRINTED_ON = date(2025, 7, 8)
TENANTS, EVERYBODY = "tenants (LCRA)", "all residents"

# Where, what, of which measure, of whom, and the figure. All agree with the rows but
# stage 2 in time: the report leaves out one of two late answers, 21 of 22 for 21 of 23;
# and the change, which is of percentage points.
PRINTED = (
    ("2.1", "Stage 1 complaints received", "received_1", EVERYBODY, "166"),
    ("2.1", "Stage 2 complaints received", "received_2", EVERYBODY, "26"),
    ("3.1", "Stage 1 complaints per 1,000 homes", "ch01_1", TENANTS, "27.3"),
    ("3.1", "Stage 2 complaints per 1,000 homes", "ch01_2", TENANTS, "4.4"),
    ("3.2", "Stage 1 answered in Code time, per cent", "ch02_1", TENANTS, "83.8"),
    ("3.2", "Stage 2 answered in Code time, per cent", "ch02_2", TENANTS, "95.5"),
    ("3.3", "Satisfied with complaint handling, per cent", "tp09", TENANTS, "35.7"),
)
# Printed with its counts, by outcome, and as a change since the year before.
IN_TIME = ("3.2", "Stage 1 answered in Code time", "ch02_1", TENANTS, "119")
UPHELD = ("2.2", "Stage 1 complaints upheld", "outcomes_1", EVERYBODY, "62")
CHANGED = ("3.2", "Change in stage 1 answered in time", "ch02_1", TENANTS, "-2.9")
# The year before the first complaint held here.
EARLIER = ("2.1", "Stage 1 complaints received", None, EVERYBODY, "97")


def make_published_figures() -> list[Row]:
    """Figures of one annual report, right or wrong, as they were printed."""
    return [
        *(print_figure("2024-25", *figure) for figure in PRINTED),
        print_figure("2024-25", *IN_TIME)
        | {"numerator": Decimal(119), "denominator": Decimal(142)},
        print_figure("2024-25", *UPHELD)
        | {"breakdown": "outcome", "category": "upheld"},
        print_figure("2024-25", *CHANGED) | {"unit": "change_per_cent"},
        print_figure("2020-21", *EARLIER),
    ]


def print_figure(
    year: str,
    reference: str,
    statement: str,
    measure_id: str | None,
    population: str,
    value: str,
) -> Row:
    """One row of published_figures."""
    return {
        "document": REPORT,
        "published_date": PRINTED_ON,
        "reference": reference,
        "statement": statement,
        "measure_id": measure_id,
        "reporting_year": year,
        "population": population,
        "value": Decimal(value),
    }


# --- Events -------------------------------------------------------------------------

EVENTS = (
    (date(2022, 10, 1), "month", "Complaints team of three set up", "team", False),
    (NEW_SYSTEM, "day", "New complaints system", "system", True),
    (date(2024, 4, 1), "day", "Statutory Complaint Handling Code", "code", True),
    (date(2024, 7, 1), "month", "New complaints policy", "policy", False),
    (date(2025, 6, 1), "season", "New heating contractor", "other", False),
    (SLOW_REVIEWS_FROM, "day", "Reviews moved to service managers", "team", False),
    (
        date(2025, 11, 1),
        "month",
        "Ombudsman’s report on heating in winter, all landlords",
        "ombudsman_publication",
        False,
    ),
    (
        date(2026, 3, 10),
        "day",
        "Ombudsman’s report on Quillbourne, after five findings in a year",
        "ombudsman_report",
        False,
    ),
)


def make_events() -> list[Row]:
    """What a reader of a trend needs to know of."""
    columns = ("event_date", "date_precision", "label", "kind", "breaks_baseline")
    return [dict(zip(columns, event, strict=True)) for event in EVENTS]


# --- Coverage -----------------------------------------------------------------------

NOT_SENT = "No survey was sent on closure before April 2023."
NOT_NOTED = "What was refused was not noted before April 2023."
LAST_UNRECORDED = date(2023, 3, 31)


def make_coverage() -> list[Row]:
    """For which dates the council recorded what; a spell without an end goes on."""
    columns = ("source", "from_date", "to_date", "is_recorded", "note")
    spells = (
        ("complaints", FIRST_DAY, None, True, None),
        ("closure_survey", FIRST_DAY, LAST_UNRECORDED, False, NOT_SENT),
        ("closure_survey", RECORDED_FROM, None, True, None),
        ("refusals", FIRST_DAY, LAST_UNRECORDED, False, NOT_NOTED),
        ("refusals", RECORDED_FROM, None, True, None),
        ("ombudsman_findings", FIRST_DAY, None, True, None),
        ("ombudsman_orders", FIRST_DAY, None, True, None),
        ("learning_actions", FIRST_DAY, None, True, None),
    )
    return [dict(zip(columns, spell, strict=True)) for spell in spells]
