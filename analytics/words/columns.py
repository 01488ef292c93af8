"""Columns, keys and closed sets of the contract, as people say them.

The contract's own spelling is for extracts and for the command line. Whatever a page
tells of a cell, a column or a row goes through here.
"""

import re

from analytics.measures.dimensions import DIMENSIONS
from analytics.words.names import lower_first
from expectations.sources import SOURCES


# What is called otherwise than its name says, with blanks for its underscores.
OFFICERS_WORDS = {
    "complaint_id": "reference",
    "compensation_gbp": "compensation",
    "responded_date": "answered date",
    "extension_told_date": "date the extension was told",
    "extended_to_date": "date it was extended to",
    "homes_owned": "number of homes",
    "stock_type": "kind of homes",
    "ward_name": "ward",
}

# Columns whose cells are tenures.
OF_TENURE = ("tenure", "stock_type")


def say_column(name: str) -> str:
    """A column of the contract, a source or an item of a closed set, in words."""
    return OFFICERS_WORDS.get(name, name.replace("_", " "))


def say_tenure(value: str) -> str:
    """Residents, inside a sentence."""
    return lower_first(DIMENSIONS["tenure"].name_value(value))


def say_cell(column: str, cell: str) -> str:
    """A cell as people say it, where the contract has its own spelling."""
    if column in OF_TENURE:
        return say_tenure(cell)
    return "; ".join(TOLD_AS.get(item, item) for item in cell.split("; "))


def say_row(source: str, key: str) -> str:
    """A row by its key: "C-1, stage 2" for "C-1 / 2"."""
    columns = SOURCES[source].key if source else ("",)
    parts = key.rsplit(" / ", len(columns) - 1)
    if len(parts) != len(columns):
        return key
    return ", ".join(
        f"stage {part}" if column == "stage" else say_cell(column, part)
        for column, part in zip(columns, parts, strict=True)
    )


def say_columns(sentence: str) -> str:
    """A sentence with whatever the contract spells its own way as people say it."""
    parts = IN_QUOTES.split(IN_BRACKETS.sub("", sentence))
    parts[::2] = [
        SPELT.sub(lambda found: TOLD_AS[found[0]], part) for part in parts[::2]
    ]
    return "".join(parts)


def list_said() -> dict[str, str]:
    """Everything that the contract spells its own way, with what people say."""
    said = {value: say_tenure(value) for value in ("lcra", "lcho")}
    for source in SOURCES.values():
        for column in source.columns:
            spelt = [source.name, column.name, *column.choices]
            said |= {name: say_column(name) for name in spelt if "_" in name}
            if column.name in OF_TENURE:
                # Words that are plain by themselves are named where all are listed.
                names = [say_tenure(choice) for choice in column.choices]
                said[", ".join(column.choices)] = ", ".join(names)
    return said


TOLD_AS = list_said()
# The longest first, since one may begin like another; no part of a file's name.
SPELT = re.compile(
    r"(?<![\w./\[])(?:"
    + "|".join(sorted(map(re.escape, TOLD_AS), key=len, reverse=True))
    + r")(?!\w|\.\w)"
)
# A definition says the residents in words, and behind them how an extract spells them.
IN_BRACKETS = re.compile(r" \((?:lcra|lcho)\)")
# What stands in quotes is a cell or a heading of the officer's own.
IN_QUOTES = re.compile(r'("[^"]*")')
