"""Rows of every source: a good one, and one for each way to spoil it."""

import csv
from pathlib import Path

from conftest import default_cell

from expectations.sources import SOURCES
from expectations.sources.coverage import RECORDED


LANDLORD = """
[[service_areas]]
name = "Repairs"

[[service_areas]]
name = "Allocations"

[contacts]
complaints = ["housing@example.gov.uk", "01632 960000"]
"""

# One good row of each source; a column not drawn has what is good for its kind. The
# last day permitted is 30 June 2025, the as-at date of these tests.
GOOD = {
    "complaints": """
        complaint_id = A
        stage = 1
        tenure = lcra
        received_date = 2025-06-30
        logged_date = 2025-06-30
        acknowledged_date = 2025-06-30
        extension_told_date = 2025-06-30
        extended_to_date = 2025-07-14
        responded_date = 2025-06-30
        outcome = upheld
        withdrawn_date = 2025-06-30
        service_areas = Repairs; Allocations
        channel = Telephone
        ward_name = The Bridge
        source_system = New
        remedies = Apology; Repair
        compensation_gbp = 12.50
        hazards = damp_and_mould; falls
    """,
    "homes": """
        year_end_date = 2025-03-31
        stock_type = lcra
        homes_owned = 4202
    """,
    "perception_survey": """
        reporting_year = 2024-25
        stock_type = lcra
        method = Post
        is_weighted = yes
        responses = 500
        design_effect = 1.3
        complained_yes = 188.1
        complained_no = 0
        very_satisfied = 67.4
        fairly_satisfied = 0
        neither = .5
        fairly_dissatisfied = 1
        very_dissatisfied = 1.0
        published_value = 37.9
        improvement_themes = Speed; Manners
    """,
    "closure_survey": """
        complaint_id = A
        stage = 2
        sent_date = 2025-06-30
        answered_date = 2025-06-30
        score = 5
        theme = Speed
    """,
    "learning_actions": """
        action_id = L
        complaint_id = A
        service_area = Repairs
        theme = Process
        origin = complaint
        description = Write sooner
        status = completed
        owner = Repairs team
        raised_date = 2025-06-30
        due_date = 2026-06-30
        completed_date = 2025-06-30
        evidence = The new letter
    """,
    "refusals": """
        refusal_id = R
        refused_date = 2025-06-30
        stage = 1
        service_area = Repairs
        reason = Older than a year
        is_reason_explained = no
        is_ombudsman_signposted = 1
    """,
    "ombudsman_findings": """
        determination_id = 202400001
        determined_date = 2025-06-30
        head = The handling of repairs
        category = Property condition
        finding = service_failure
        tenure = lcho
    """,
    "ombudsman_orders": """
        determination_id = 202400001
        order_id = 1
        kind = order
        description = Apologise
        due_date = 2025-07-30
        complied_date = 2025-06-30
    """,
    "self_assessment": """
        reporting_year = 2024-25
        provision = 6.3
        complies = yes
        evidence = The policy
        commentary = We do
        improvement = None needed
    """,
    "published_figures": """
        document = Annual report
        published_date = 2025-06-30
        reference = 3.8.2
        statement = Stage 1 answered in time
        measure_id = ch02_1
        reporting_year = 2024-25
        population = Tenants
        breakdown = outcome
        category = Upheld
        unit = number
        numerator = 81
        denominator = 100
        value = -0.5
    """,
    "events": """
        event_date = 2026-01-01
        date_precision = month
        label = New system
        kind = system
        breaks_baseline = FALSE
    """,
    "coverage": """
        source = complaints
        from_date = 2026-01-01
        to_date = 2026-01-01
        is_recorded = 0
        note = Not kept
    """,
}

# The good row again with one cell changed, and every rule that breaks.
SPOILT = {
    "complaints": """
        complaint_id        |                       | required_value_missing
        complaint_id        | \t                    | required_value_missing
        stage               |                       | required_value_missing
        stage               | 3                     | outside_closed_set
        stage               | 1.4                   | cannot_be_read
        stage               | first of two          | cannot_be_read
        tenure              |                       | required_value_missing
        tenure              | squatter              | outside_closed_set
        received_date       |                       | required_value_missing
        received_date       | 31/13/2024            | cannot_be_read
        received_date       | 2025-06-30 29:15:00   | cannot_be_read
        received_date       | 2025-02-30            | cannot_be_read
        received_date       | 1989-12-31            | too_early
        received_date       | 0025-06-30            | too_early
        received_date       | 2025-07-01            | dated_after_as_at, acknowledged_before_received, responded_before_received, logged_before_received, extension_told_before_received, withdrawn_before_received
        logged_date         | 31 June 2025          | cannot_be_read
        logged_date         | 1900-01-01            | too_early
        logged_date         | 2025-06-29            | logged_before_received
        logged_date         | 2025-07-01            | dated_after_as_at
        acknowledged_date   | 202506301             | cannot_be_read
        acknowledged_date   | 1900-01-01            | too_early, acknowledged_before_received
        acknowledged_date   | 2025-06-29            | acknowledged_before_received
        acknowledged_date   | 2025-07-01            | dated_after_as_at
        extension_told_date | soon                  | cannot_be_read
        extension_told_date | 1900-01-01            | too_early
        extension_told_date | 2025-06-29            | extension_told_before_received
        extension_told_date | 2025-07-01            | dated_after_as_at
        extended_to_date    | 2025-7-34             | cannot_be_read
        extended_to_date    | 1900-01-01            | too_early
        extended_to_date    | 2025-06-29            | extended_to_before_received
        responded_date      | 2025-06-31T10:00      | cannot_be_read
        responded_date      | 1900-01-01            | too_early, responded_before_received
        responded_date      | 2025-06-29            | responded_before_received
        responded_date      | 2025-07-01            | dated_after_as_at
        outcome             | Fine                  | outside_closed_set
        outcome             | half upheld           | outside_closed_set
        withdrawn_date      | #N/A                  | cannot_be_read
        withdrawn_date      | 1900-01-01            | too_early
        withdrawn_date      | 2025-06-29            | withdrawn_before_received
        withdrawn_date      | 9999-12-31            | dated_after_as_at
        service_areas       | Gardens               | outside_closed_set
        service_areas       | Repairs;repairs       | outside_closed_set
        compensation_gbp    | £12,5               | cannot_be_read
        compensation_gbp    | 1,20                  | cannot_be_read
        hazards             | Damp                  | outside_closed_set
        hazards             | falls;damp            | outside_closed_set
    """,  # noqa: E501
    "homes": """
        year_end_date       |                       | required_value_missing
        year_end_date       | 31 March              | cannot_be_read
        year_end_date       | 1989-03-31            | too_early
        year_end_date       | 2026-03-31            | dated_after_as_at
        stock_type          |                       | required_value_missing
        stock_type          | other                 | outside_closed_set
        homes_owned         |                       | required_value_missing
        homes_owned         | 4,20                  | cannot_be_read
        homes_owned         | 4202.5                | cannot_be_read
        homes_owned         | 99999999999           | cannot_be_read
        homes_owned         | 0                     | homes_not_above_nought
        homes_owned         | -1                    | homes_not_above_nought
    """,
    "perception_survey": """
        reporting_year      |                       | required_value_missing
        reporting_year      | 2024-26               | cannot_be_read
        reporting_year      | 2024/25               | cannot_be_read
        reporting_year      | 2024-2025             | cannot_be_read
        stock_type          |                       | required_value_missing
        stock_type          | Flats                 | outside_closed_set
        is_weighted         | weighted              | cannot_be_read
        responses           | 12.5                  | cannot_be_read
        design_effect       | broad                 | cannot_be_read
        design_effect       | 0.9                   | design_effect_below_one
        complained_yes      | many                  | cannot_be_read
        complained_yes      | -1                    | complained_yes_below_nought
        complained_no       | none known            | cannot_be_read
        complained_no       | -0.1                  | complained_no_below_nought
        very_satisfied      | 12%                   | cannot_be_read
        very_satisfied      | -1                    | very_satisfied_below_nought
        fairly_satisfied    | 1e3                   | cannot_be_read
        fairly_satisfied    | -1                    | fairly_satisfied_below_nought
        neither             | nan                   | cannot_be_read
        neither             | -1                    | neither_below_nought
        fairly_dissatisfied | 1 000                 | cannot_be_read
        fairly_dissatisfied | -1                    | fairly_dissatisfied_below_nought
        very_dissatisfied   | ..                    | cannot_be_read
        very_dissatisfied   | -1                    | very_dissatisfied_below_nought
        published_value     | 37.9%                 | cannot_be_read
    """,
    "closure_survey": """
        complaint_id        |                       | required_value_missing
        stage               |                       | required_value_missing
        stage               | 0                     | outside_closed_set
        stage               | 1st                   | cannot_be_read
        sent_date           |                       | required_value_missing
        sent_date           | today                 | cannot_be_read
        sent_date           | 1989-12-31            | too_early
        sent_date           | 2025-07-01            | dated_after_as_at, answered_before_sent
        answered_date       | no                    | cannot_be_read
        answered_date       | 1989-12-31            | too_early, answered_before_sent
        answered_date       | 2025-07-01            | dated_after_as_at
        answered_date       | 2025-06-29            | answered_before_sent
        score               | 6                     | outside_closed_set
        score               | 4.5                   | cannot_be_read
    """,  # noqa: E501
    "learning_actions": """
        action_id           |                       | required_value_missing
        service_area        | Gardens               | outside_closed_set
        theme               |                       | required_value_missing
        origin              |                       | required_value_missing
        origin              | Gripe                 | outside_closed_set
        description         |                       | required_value_missing
        status              |                       | required_value_missing
        status              | done                  | outside_closed_set
        raised_date         | spring                | cannot_be_read
        raised_date         | 1989-12-31            | too_early
        raised_date         | 2025-07-01            | dated_after_as_at
        due_date            | 32/01/2026            | cannot_be_read
        due_date            | 1989-12-31            | too_early
        completed_date      | yes                   | cannot_be_read
        completed_date      | 1989-12-31            | too_early
        completed_date      | 2025-07-01            | dated_after_as_at
    """,
    "refusals": """
        refusal_id          |                       | required_value_missing
        refused_date        |                       | required_value_missing
        refused_date        | May                   | cannot_be_read
        refused_date        | 1989-12-31            | too_early
        refused_date        | 2025-07-01            | dated_after_as_at
        stage               |                       | required_value_missing
        stage               | 3                     | outside_closed_set
        stage               | first                 | cannot_be_read
        service_area        | Gardens               | outside_closed_set
        reason              |                       | required_value_missing
        is_reason_explained | partly                | cannot_be_read
        is_ombudsman_signposted | 2                 | cannot_be_read
    """,
    "ombudsman_findings": """
        determination_id    |                       | required_value_missing
        determined_date     |                       | required_value_missing
        determined_date     | 2025                  | cannot_be_read
        determined_date     | 1989-12-31            | too_early
        determined_date     | 2025-07-01            | dated_after_as_at
        head                |                       | required_value_missing
        finding             |                       | required_value_missing
        finding             | Some failure          | outside_closed_set
        tenure              | tenant                | outside_closed_set
    """,
    "ombudsman_orders": """
        determination_id    |                       | required_value_missing
        order_id            |                       | required_value_missing
        kind                |                       | required_value_missing
        kind                | advice                | outside_closed_set
        description         |                       | required_value_missing
        due_date            | soon                  | cannot_be_read
        due_date            | 1989-12-31            | too_early
        complied_date       | soon                  | cannot_be_read
        complied_date       | 1989-12-31            | too_early
        complied_date       | 2025-07-01            | dated_after_as_at
    """,
    "self_assessment": """
        reporting_year      |                       | required_value_missing
        reporting_year      | 2024                  | cannot_be_read
        provision           |                       | required_value_missing
        complies            | Mostly                | outside_closed_set
    """,
    "published_figures": """
        document            |                       | required_value_missing
        published_date      | 2025-06               | cannot_be_read
        published_date      | 1989-12-31            | too_early
        published_date      | 2025-07-01            | dated_after_as_at
        reference           |                       | required_value_missing
        statement           |                       | required_value_missing
        reporting_year      |                       | required_value_missing
        reporting_year      | 1999-01               | cannot_be_read
        breakdown           | ward                  | outside_closed_set
        unit                | pounds                | outside_closed_set
        numerator           | x                     | cannot_be_read
        denominator         | 1/2                   | cannot_be_read
        value               |                       | required_value_missing
        value               | 81%                   | cannot_be_read
    """,
    "events": """
        event_date          |                       | required_value_missing
        event_date          | 2024                  | cannot_be_read
        event_date          | 1989-12-31            | too_early
        date_precision      |                       | required_value_missing
        date_precision      | year                  | outside_closed_set
        label               |                       | required_value_missing
        kind                |                       | required_value_missing
        kind                | staff                 | outside_closed_set
        breaks_baseline     |                       | required_value_missing
        breaks_baseline     | partly                | cannot_be_read
    """,
    "coverage": """
        source              |                       | required_value_missing
        source              | Gripes                | outside_closed_set
        from_date           |                       | required_value_missing
        from_date           | always                | cannot_be_read
        from_date           | 1989-12-31            | too_early
        from_date           | 2026-01-02            | spell_ends_before_it_starts
        to_date             | now                   | cannot_be_read
        to_date             | 1989-12-31            | too_early, spell_ends_before_it_starts
        is_recorded         |                       | required_value_missing
        is_recorded         | some                  | cannot_be_read
    """,  # noqa: E501
}


def read_good(source: str) -> dict[str, str]:
    """The good row of a source, every column filled."""
    pairs = (line.split(" = ") for line in GOOD.get(source, "").strip().splitlines())
    drawn = {name.strip(): value.strip() for name, value in pairs}
    columns = {column.name: column for column in SOURCES[source].columns}
    assert drawn.keys() <= columns.keys()
    return {
        name: drawn.get(name) or default_cell(SOURCES[source], column, number=1)
        for name, column in columns.items()
    }


def read_spoilt(source: str) -> list[tuple[str, str, list[str]]]:
    """What is changed in each bad row of a source, and the rules that breaks."""
    lines = SPOILT.get(source, "").strip("\n").splitlines()
    cells = [line.split("|") for line in lines if line.strip()]
    return [
        (column.strip(), cell.strip(" "), [rule.strip() for rule in rules.split(",")])
        for column, cell, rules in cells
    ]


def tell_apart(source: str, row: dict[str, str], number: int) -> dict[str, str]:
    """The row with a key of its own, so that only what is drawn is wrong with it."""
    keys = SOURCES[source].key
    free = {"homes": "year_end_date", "perception_survey": "reporting_year"}
    ids = [name for name in keys if SOURCES[source].column(name).kind == "id"]
    name = free.get(source) or ([*ids, "label"])[0]
    if source == "homes":
        return row | {name: f"{1990 + number % 35}-03-{31 - number // 35:02}"}
    if source == "coverage":
        rounds, place = divmod(number, len(RECORDED))
        # Spells of one source are told apart by where they begin.
        begins = {"from_date": f"{2000 + rounds}-04-01"} if rounds else {}
        return row | {"source": RECORDED[place]} | begins
    if source == "perception_survey":
        return row | {name: f"{1000 + number}-{(1001 + number) % 100:02}"}
    return row | {name: f"{row[name]}-{number}"}


def write_rows(folder: Path, source: str, rows: list[dict[str, str]]) -> None:
    """A csv of a source with these rows."""
    path = folder / f"{source}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
