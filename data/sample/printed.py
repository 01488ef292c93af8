"""What the council printed, right or wrong, and in which document."""

from datetime import date
from decimal import Decimal
from functools import partial

from data.made_up import Row


REPORT = "Complaints performance and service improvement report 2024-25"
WEB_PAGE = "Housing complaints web page"


def print_figure(
    document: str,
    published_date: date | None,
    population: str | None,
    reference: str,
    statement: str,
    reporting_year: str,
    value: str,
    measure_id: str | None = None,
    share: tuple[str, str] | None = None,
) -> Row:
    """One row of published_figures."""
    return {
        "document": document,
        "published_date": published_date,
        "population": population,
        "reference": reference,
        "statement": statement,
        "reporting_year": reporting_year,
        "value": Decimal(value),
        "measure_id": measure_id,
        "numerator": Decimal(share[0]) if share else None,
        "denominator": Decimal(share[1]) if share else None,
    }


def make_published_figures() -> list[Row]:
    """What the council printed, right or wrong, in the unit it was printed in."""
    # The paper went to Cabinet on this day.
    report = partial(print_figure, REPORT, date(2025, 5, 22))
    return [
        *print_opened(partial(report, "tenants and leaseholders")),
        *print_landlord_measures(partial(report, "tenants (LCRA)")),
        *print_web_page(
            partial(print_figure, WEB_PAGE, None, "tenants and leaseholders")
        ),
    ]


def print_opened(report: partial[Row]) -> list[Row]:
    """The annual report's counts of complaints and of their outcomes."""
    this_year = "2024-25"
    rows = [
        report("3.2", "Stage 1 complaints opened", this_year, "81", "received_1"),
        report("3.2", "Stage 2 complaints opened", this_year, "16", "received_2"),
        report("3.2", "Complaints opened, stages 1 and 2", this_year, "97"),
    ]
    for section, stage, counts in (
        ("3.5", 1, (40, 19, 22, 0)),
        ("3.6", 2, (6, 4, 6, 0)),
    ):
        words = ("upheld", "partially upheld", "not upheld", "withdrawn")
        for outcome, count in zip(words, counts, strict=True):
            statement = f"Stage {stage} complaints {outcome}"
            rows.append(report(section, statement, this_year, str(count)))
    opened = {"2021-22": "43", "2022-23": "39", "2023-24": "30", this_year: "97"}
    for reporting_year, total in opened.items():
        statement = "Complaints opened, stages 1 to 3"
        rows.append(report("Annex 1, 3.3", statement, reporting_year, total))
    return rows


def print_landlord_measures(report: partial[Row]) -> list[Row]:
    """The annual report's tenant satisfaction measures."""
    per_1000 = "complaints per 1,000 homes"
    in_time = "complaints answered within Code time, per cent"
    satisfied = "Satisfied with complaint handling, per cent of those who complained"
    this_year, last_year = "2024-25", "2023-24"
    return [
        report("3.8.2", f"Stage 1 {per_1000}", this_year, "17.6", "ch01_1"),
        report("3.8.2", f"Stage 2 {per_1000}", this_year, "3.8", "ch01_2"),
        report("3.8.2", f"Stage 1 {in_time}", this_year, "85.1", "ch02_1"),
        report("3.8.2", f"Stage 2 {in_time}", this_year, "68.8", "ch02_2"),
        report("3.8.2", satisfied, this_year, "35.9", "tp09"),
        report("3.8.3", f"Stage 1 {in_time}", last_year, "65.0", "ch02_1"),
        report("3.8.3", f"Stage 2 {in_time}", last_year, "100", "ch02_2"),
        report("3.8.4", satisfied, last_year, "30.9", "tp09"),
    ]


def print_web_page(page: partial[Row]) -> list[Row]:
    """The web page's table, for both years."""
    in_time = "Complaints answered in time, stages 1 and 2"
    table = partial(page, "Performance table")
    last_year = "2023-24"
    return [
        table("Stage 1 complaints opened", last_year, "26", "received_1"),
        table("Stage 2 complaints opened", last_year, "3", "received_2"),
        table(in_time, last_year, "21", share=("21", "29")),
        table("Complaints upheld, stages 1 and 2", last_year, "5"),
        table("Complaints partially upheld, stages 1 and 2", last_year, "7"),
        table("Stage 1 complaints opened", "2024-25", "81", "received_1"),
        table("Stage 2 complaints opened", "2024-25", "16", "received_2"),
        table(in_time, "2024-25", "71", share=("71", "97")),
    ]
