"""Shapes: lines under the rows, rows of one case, lists, and an officer's own words."""

from .made import (
    FIRST,
    HEADINGS,
    PLAIN,
    RIGHT,
    ROWS,
    SECOND,
    Variation,
    add_column,
    make_right,
    put,
    swap,
)


REFERENCE_TWICE = make_right(FIRST, ("C-1", 2, *SECOND[2:]))
AREAS = tuple(
    row | {"service_areas": areas}
    for row, areas in zip(RIGHT, (["Repairs", "Noise"], ["Repairs"]), strict=True)
)
DAMP = tuple(
    row | {"hazards": hazards}
    for row, hazards in zip(RIGHT, (["damp_and_mould"], None), strict=True)
)
OPEN = make_right(
    ("C-1", 1, "lcra", "2024-04-30", None, None),
    ("C-2", 1, "lcra", "2024-05-13", None, None),
)

# The contract's columns in an officer's own profile, but for the areas.
OWN = """
dates = "day first"
[complaints.columns]
complaint_id = "complaint_id"
stage = "stage"
tenure = "tenure"
received_date = "received_date"
responded_date = "responded_date"
"""
OWN_HEADINGS = """
dates = "day first"
[complaints.columns]
complaint_id = "Ref"
stage = "Stage"
tenure = "Tenure"
received_date = "Date Received"
responded_date = "Date Closed"
outcome = "Decision"
service_areas = "Team"
"""
OUTCOME = 'outcome = "outcome"\n'


def say_areas(entry: str) -> str:
    """An officer's own profile in which the areas come from elsewhere."""
    return f"{OWN}{OUTCOME}service_areas = {entry}\n"


def list_areas(cell: str) -> str:
    """The plain export with a list of areas in its first row."""
    return swap("upheld,Repairs\nC", f'upheld,"{cell}"\nC')


def flag(yes: str, no: str) -> str:
    """The plain export with a column for damp and mould."""
    return add_column("Is damp or mould", yes, no)


LINES = tuple(
    Variation(name=name, why=why, write=put(PLAIN + under), aside=aside)
    for name, why, under, aside in (
        ("a total row", "Excel", "Total,2,,,,,\n", 1),
        ("a grand total", "a pivot", "Grand Total,,,,,,2\n", 1),
        (
            "Salesforce's lines under a report",
            "a grand total and a word on secrecy",
            "Grand Totals (2 records),,,,,,\n"
            '"Confidential Information - Do Not Distribute",,,,,,\n',
            2,
        ),
        ("a count of records", "Access", "Record count: 2,,,,,,\n", 1),
        ("a count and no commas", "a database's console", "2 rows\n", 1),
        ("when it was made", "report servers", "\nGenerated on 01/04/2025,,,,,,\n", 1),
    )
)

ORDERED = tuple(
    Variation(name=name, why=why, write=put(text), right=right)
    for name, why, text, right in (
        (
            "rows out of order",
            "the newest first",
            "\n".join((HEADINGS, *reversed(ROWS))) + "\n",
            RIGHT,
        ),
        ("one row alone", "a quiet month", "\n".join((HEADINGS, ROWS[0])), RIGHT[:1]),
        (
            "a reference at both stages",
            "a stage 2 has its stage 1's",
            swap("C-2,1", "C-1,2"),
            REFERENCE_TWICE,
        ),
        (
            "without answers",
            "all are still open",
            "complaint_id,stage,tenure,received_date\n"
            "C-1,1,lcra,2024-04-30\nC-2,1,lcra,2024-05-13\n",
            OPEN,
        ),
        (
            "days in two writings of one column",
            "two teams",
            swap("2024-05-13", "13/05/2024"),
            RIGHT,
        ),
    )
)

OWNED = tuple(
    Variation(name=name, why=why, write=put(text), right=right, own=own)
    for name, why, text, right, own in (
        (
            "headings of its own",
            "a spreadsheet that a team has made for itself",
            swap(HEADINGS, "Ref,Stage,Tenure,Date Received,Date Closed,Decision,Team"),
            RIGHT,
            OWN_HEADINGS,
        ),
        (
            "areas with commas",
            "SharePoint",
            list_areas("Repairs, Noise"),
            AREAS,
            say_areas('{ column = "service_areas", separator = "," }'),
        ),
        (
            "areas with strokes",
            "a web form",
            list_areas("Repairs|Noise"),
            AREAS,
            say_areas('{ column = "service_areas", separator = "|" }'),
        ),
        (
            "areas on lines of their own",
            "Excel's wrapped cells",
            list_areas("Repairs\nNoise"),
            AREAS,
            say_areas('{ column = "service_areas", separator = "\\n" }'),
        ),
        (
            "numbered columns of areas",
            "survey programs",
            "\n".join(
                (
                    HEADINGS.replace("service_areas", "Area 1,Area 2"),
                    f"{ROWS[0]},Noise",
                    f"{ROWS[1]},",
                )
            ),
            AREAS,
            say_areas('{ gather = ["Area *"] }'),
        ),
        (
            "a yes/no column an area",
            "forms",
            "\n".join(
                (
                    HEADINGS.replace("service_areas", "Is repairs,Is noise"),
                    ROWS[0].replace("Repairs", "Yes,Yes"),
                    ROWS[1].replace("Repairs", "Yes,No"),
                )
            ),
            AREAS,
            say_areas('{ flags = { "Is repairs" = "Repairs", "Is noise" = "Noise" } }'),
        ),
        (
            "outcomes in a landlord's own words",
            "a look-up says what they mean",
            swap("not_upheld", "Unfounded").replace(",upheld", ",Founded"),
            make_right(FIRST, SECOND),
            OWN + 'outcome = { column = "outcome", values = '
            '{ "Founded" = "upheld", "Unfounded" = "not_upheld" } }\n',
        ),
        (
            "the month first",
            "a system with America's settings",
            swap("2024-04-30", "04/30/2024")
            .replace("2024-05-08", "05/08/2024")
            .replace("2024-05-13", "05/13/2024")
            .replace("2024-05-21", "05/21/2024"),
            make_right(FIRST, SECOND),
            OWN.replace("day first", "month first") + OUTCOME,
        ),
    )
)

REOPENED = Variation(
    name="a case opened again",
    why="a reference comes twice: the first clock with the last answer, by the rule",
    write=put(swap("C-2", "C-1")),
    right=make_right(("C-1", 1, "lcra", "2024-04-30", "2024-05-21", "not_upheld")),
    aside=1,
)

SHAPES = (*LINES, *ORDERED, REOPENED, *OWNED)
