"""What the council printed, right or wrong, and in which document."""

from datetime import date
from decimal import Decimal
from functools import partial

from data.made_up import Row
from data.sample.areas import (
    ALLOCATIONS,
    ASB,
    COMPENSATION,
    ESTATE,
    HANDLING,
    LEASEHOLD,
    MOVING,
    OCCUPANCY,
    RENTS,
    REPAIRS,
    RIGHT_TO_BUY,
    STAFF,
)


REPORT = "Complaints performance and service improvement report 2024-25"
WEB_PAGE = "Housing complaints web page"
RETURN = "Tenant Satisfaction Measures, open data of {year}"

THIS_YEAR, LAST_YEAR = "2024-25", "2023-24"
EVERYBODY, TENANTS = "tenants and leaseholders", "tenants (LCRA)"

# The annual report, 3.4: mentions in the order of its table.
AREAS = {
    REPAIRS: "53",
    ASB: "13",
    ESTATE: "12",
    LEASEHOLD: "5",
    MOVING: "6",
    OCCUPANCY: "1",
    RENTS: "5",
    STAFF: "8",
    ALLOCATIONS: "9",
    RIGHT_TO_BUY: "2",
    HANDLING: "0",
    COMPENSATION: "0",
}
# Its 3.5 and 3.6, in the order of the outcomes below.
OUTCOMES = ("upheld", "partially upheld", "not upheld", "withdrawn")
DECIDED = {1: ("40", "19", "22", "0"), 2: ("6", "4", "6", "0")}
# Its annex, 3.1 and 3.3.
CHANNELS = {
    "Online form": "50",
    "Paper form": "0",
    "Email": "46.46",
    "Telephone": "2.36",
    "Via Ombudsman": "1.18",
}
OPENED = {"2021-22": "43", "2022-23": "39", LAST_YEAR: "30", THIS_YEAR: "97"}

# The regulator's open data: by year and stage those made, and those answered in time.
SUBMITTED = {
    (LAST_YEAR, 1): ("20", "13"),
    (LAST_YEAR, 2): ("2", "2"),
    (THIS_YEAR, 1): ("74", "63"),
    (THIS_YEAR, 2): ("16", "11"),
}
# It has those answered without an extension apart from 2024-25 on.
WITHOUT_EXTENSION = {1: "62", 2: "11"}
TP09_SUBMITTED = {LAST_YEAR: "30.9", THIS_YEAR: "35.8"}


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
    part: tuple[str, str] | None = None,
    unit: str | None = None,
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
        "breakdown": part[0] if part else None,
        "category": part[1] if part else None,
        "unit": unit,
        "numerator": Decimal(share[0]) if share else None,
        "denominator": Decimal(share[1]) if share else None,
    }


def make_published_figures() -> list[Row]:
    """What was printed, right or wrong, in the unit it was printed in."""
    # The paper went to Cabinet on this day.
    report = partial(print_figure, REPORT, date(2025, 5, 22))
    return [
        *print_opened(partial(report, EVERYBODY)),
        *print_areas(partial(report, EVERYBODY)),
        *print_outcomes(partial(report, EVERYBODY)),
        *print_landlord_measures(partial(report, TENANTS)),
        *print_annex(partial(report, EVERYBODY)),
        *print_web_page(partial(print_figure, WEB_PAGE, None, EVERYBODY)),
        *print_return(),
    ]


def print_opened(report: partial[Row]) -> list[Row]:
    """The annual report's counts of complaints, and of the Ombudsman's cases."""
    determined = "Determinations by the Housing Ombudsman"
    return [
        report("3.2", "Stage 1 complaints opened", THIS_YEAR, "81", "received_1"),
        report("3.2", "Stage 2 complaints opened", THIS_YEAR, "16", "received_2"),
        report(
            "3.2", "Complaints opened, stages 1 and 2", THIS_YEAR, "97", "received_1"
        ),
        report("3.7.1", determined, THIS_YEAR, "1", "determinations"),
    ]


def print_areas(report: partial[Row]) -> list[Row]:
    """The annual report's mentions of service areas."""
    table = partial(report, "3.4", reporting_year=THIS_YEAR)
    mentions = "service_area_mentions"
    return [
        *(
            table(
                f"Complaints about {area}",
                value=count,
                measure_id=mentions,
                part=("service_area", area),
            )
            for area, count in AREAS.items()
        ),
        table("Complaints about service areas", value="114", measure_id=mentions),
    ]


def print_outcomes(report: partial[Row]) -> list[Row]:
    """The annual report's outcomes by stage, with their totals."""
    rows = []
    for reference, stage, total in (("3.5", 1, "81"), ("3.6", 2, "16")):
        table = partial(
            report, reference, reporting_year=THIS_YEAR, measure_id=f"outcomes_{stage}"
        )
        rows += [
            table(
                f"Stage {stage} complaints {outcome}",
                value=count,
                part=("outcome", outcome),
            )
            for outcome, count in zip(OUTCOMES, DECIDED[stage], strict=True)
        ]
        rows.append(table(f"Stage {stage} outcomes", value=total))
    return rows


def print_landlord_measures(report: partial[Row]) -> list[Row]:
    """The annual report's tenant satisfaction measures, and what it says of them."""
    per_1000 = "complaints per 1,000 homes"
    in_time = "complaints answered within Code time, per cent"
    satisfied = "Satisfied with complaint handling, per cent of those who complained"
    late = "complaints not handled within timescales, per cent"
    return [
        report("3.8.2", f"Stage 1 {per_1000}", THIS_YEAR, "17.6", "ch01_1"),
        report("3.8.2", f"Stage 2 {per_1000}", THIS_YEAR, "3.8", "ch01_2"),
        report("3.8.2", f"Stage 1 {in_time}", THIS_YEAR, "85.1", "ch02_1"),
        report("3.8.2", f"Stage 2 {in_time}", THIS_YEAR, "68.8", "ch02_2"),
        report("3.8.2", satisfied, THIS_YEAR, "35.9", "tp09"),
        report("3.8.3", f"Stage 1 {late}", THIS_YEAR, "85.1", "ch02_1"),
        report("3.8.3", f"Stage 2 {late}", THIS_YEAR, "68.8", "ch02_2"),
        report("3.8.3", f"Stage 1 {in_time}", LAST_YEAR, "65.0", "ch02_1"),
        report("3.8.3", f"Stage 2 {in_time}", LAST_YEAR, "100", "ch02_2"),
        report("3.8.4", satisfied, LAST_YEAR, "30.9", "tp09"),
        report(
            "3.8.4",
            "Change in satisfaction since the year before",
            THIS_YEAR,
            "5",
            "tp09",
            unit="change_per_cent",
        ),
    ]


def print_annex(report: partial[Row]) -> list[Row]:
    """The figures among the annual report's answers to the Code."""
    opened = "Complaints opened, stages 1 to 3"
    return [
        *(
            report(
                "Annex 1, 3.1",
                f"Complaints that came by {channel}, per cent",
                THIS_YEAR,
                share,
                "received_1",
                part=("channel", channel),
                unit="per_cent",
            )
            for channel, share in CHANNELS.items()
        ),
        *(
            report("Annex 1, 3.3", opened, year, total, "received_1")
            for year, total in OPENED.items()
        ),
    ]


def print_web_page(page: partial[Row]) -> list[Row]:
    """The web page's table, for both years."""
    in_time = "Complaints answered in time, stages 1 and 2"
    table = partial(page, "Performance table")
    answered = partial(table, in_time, measure_id="answered_in_time_1")
    return [
        table("Stage 1 complaints opened", LAST_YEAR, "26", "received_1"),
        table("Stage 2 complaints opened", LAST_YEAR, "3", "received_2"),
        answered(reporting_year=LAST_YEAR, value="21", share=("21", "29")),
        *(
            table(
                f"Complaints {outcome}, stages 1 and 2",
                LAST_YEAR,
                count,
                "outcomes_1",
                part=("outcome", outcome),
            )
            for outcome, count in (("upheld", "5"), ("partially upheld", "7"))
        ),
        table("Stage 1 complaints opened", THIS_YEAR, "81", "received_1"),
        table("Stage 2 complaints opened", THIS_YEAR, "16", "received_2"),
        answered(reporting_year=THIS_YEAR, value="71", share=("71", "97")),
        table("Housing Ombudsman investigations", THIS_YEAR, "0", "determinations"),
    ]


def print_return() -> list[Row]:
    """The regulator's open data of both years, as counts where it has counts."""
    rows = []
    for (year, stage), (made, in_time) in SUBMITTED.items():
        page = partial(
            print_figure, RETURN.format(year=year), None, TENANTS, reporting_year=year
        )
        timely = partial(page, f"CH02 ({stage})", share=(in_time, made))
        rows.append(
            page(
                f"CH01 ({stage})",
                f"Stage {stage} complaints made",
                value=made,
                measure_id=f"ch01_{stage}",
                unit="number",
            )
        )
        rows.append(
            timely(
                f"Stage {stage} complaints answered in Code time",
                value=in_time,
                measure_id=f"ch02_{stage}",
            )
        )
        if year == THIS_YEAR:
            rows.append(
                page(
                    f"CH02 ({stage})",
                    f"Stage {stage} complaints answered without extension",
                    value=WITHOUT_EXTENSION[stage],
                    measure_id=f"ch02_{stage}_without_extension",
                    unit="number",
                )
            )
        if stage == 1:
            rows.append(
                page(
                    "TP09",
                    "Satisfied with complaint handling, per cent",
                    value=TP09_SUBMITTED[year],
                    measure_id="tp09",
                )
            )
    return rows
