"""Homes, the survey of tenants, the Ombudsman's findings, events, coverage."""

from datetime import date
from decimal import Decimal

from data.made_up import Row
from data.sample.areas import ASB, HANDLING


def make_homes() -> list[Row]:
    """Homes owned at both year ends."""
    return [
        {"year_end_date": day, "stock_type": "lcra", "homes_owned": count}
        for day, count in ((date(2024, 3, 31), 4216), (date(2025, 3, 31), 4202))
    ]


SURVEY_NUMBERS: dict[str, tuple[int | str, int | str]] = {
    "responses": (822, 977),
    "complained_yes": ("183.6", "195.7"),
    "complained_no": ("564.6", "716.0"),
    "very_satisfied": ("24.7", "35.6"),
    "fairly_satisfied": ("29.3", "31.8"),
    "neither": ("20.2", "14.1"),
    "fairly_dissatisfied": ("38.1", "28.3"),
    "very_dissatisfied": ("62.7", "78.3"),
    # As the council printed it: the regulator holds 35.8 for the second year.
    "published_value": ("30.9", "35.9"),
}
SURVEY_THEMES = (
    ["communication", "listening to tenants", "ease of contact"],
    ["listening to tenants", "better communication"],
)


def make_perception_survey() -> list[Row]:
    """Both years' survey, tenants of low cost rental homes."""
    return [
        {
            "reporting_year": reporting_year,
            "stock_type": "lcra",
            "method": "census",
            "is_weighted": True,
            "improvement_themes": SURVEY_THEMES[n],
            **{name: Decimal(pair[n]) for name, pair in SURVEY_NUMBERS.items()},
        }
        for n, reporting_year in enumerate(("2023-24", "2024-25"))
    ]


# --- Learning: the annual report's own list, in other words -------------------------


def make_ombudsman_findings() -> list[Row]:
    """Three determinations, head by head."""
    severe = "severe_maladministration"
    columns = ("determination_id", "determined_date", "head", "finding", "tenure")
    reports, staff = f"Reports of {ASB.lower()}", "Conduct of housing staff"
    first, second, third = date(2023, 9, 28), date(2024, 6, 7), date(2024, 12, 18)
    findings = [
        ("202303482", first, reports, "no_maladministration", None),
        ("202303482", first, HANDLING, "service_failure", None),
        ("202301711", second, staff, "service_failure", "leasehold"),
        ("202329960", third, reports, severe, "leasehold"),
        ("202329960", third, HANDLING, severe, "leasehold"),
        ("202329960", third, "Record keeping", severe, "leasehold"),
    ]
    return [dict(zip(columns, finding, strict=True)) for finding in findings]


def make_events() -> list[Row]:
    """What a reader of a trend needs to know of."""
    columns = ("event_date", "date_precision", "label", "kind", "breaks_baseline")
    team = "Communication and engagement team set up"
    events = [
        (date(2024, 4, 1), "day", "Statutory Complaint Handling Code", "code", True),
        (date(2024, 9, 1), "season", team, "team", False),
        (date(2025, 1, 1), "month", "New complaints system", "system", True),
    ]
    return [dict(zip(columns, event, strict=True)) for event in events]


def make_coverage() -> list[Row]:
    """For which dates the landlord recorded what."""
    columns = ("source", "from_date", "to_date", "is_recorded", "note")
    start, end = date(2023, 4, 1), date(2025, 3, 31)
    refused = "The council says it did not note why a complaint was not accepted."
    decided = (
        "A decision of 18 October 2023 is known to exist but is not held here, so the "
        "year before is not given."
    )
    spells = [
        ("complaints", start, end, True, None),
        ("refusals", start, end, False, refused),
        ("ombudsman_findings", date(2024, 4, 1), end, True, decided),
    ]
    return [dict(zip(columns, spell, strict=True)) for spell in spells]
