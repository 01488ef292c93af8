"""What an extract must look like: sources, columns and rules, as plain data.

Types, checks, staging, templates, the definitions page and the tests' default rows
are all made from these declarations. Nothing here reads a file or runs a query.
"""

from dataclasses import dataclass
from typing import Literal


ColumnKind = Literal[
    "id", "text", "choice", "year", "date", "integer", "decimal", "boolean"
]

# The type each kind has in the release's parquet. Survey counts are weighted, so
# decimals are exact: as binary floats 67.4 + 120.7 would not print as 188.1.
SQL_TYPES: dict[ColumnKind, str] = {
    "id": "varchar",
    "text": "varchar",
    "choice": "varchar",
    "year": "varchar",
    "date": "date",
    "integer": "integer",
    "decimal": "decimal(18, 8)",
    "boolean": "boolean",
}

# How an officer would say what a cell of each kind must hold.
KIND_WORDS: dict[ColumnKind, str] = {
    "id": "text",
    "text": "text",
    "choice": "one of a closed list",
    "year": "a reporting year written like 2024-25",
    "date": "a date, such as 30/04/2024 or 2024-04-30",
    "integer": "a whole number",
    "decimal": "a number",
    "boolean": "true or false",
}

# In csv and Excel a cell that holds a list separates its items with this.
LIST_SEPARATOR = ";"

# What a spreadsheet shows where it could not work a cell out: never an empty cell.
CELL_ERROR = r"#(N/A|NOT CALCULATED|GETTING_DATA|[A-Z/0]+[!?])|Err:\d{3}"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a source: its kind, its closed set, and what it means."""

    name: str
    kind: ColumnKind
    definition: str
    is_required: bool = False
    is_list: bool = False
    choices: tuple[str, ...] = ()
    may_be_future: bool = False
    # Whether an unreadable cell rejects the row, though the cell may be empty: without
    # it nobody could say what the row is about.
    is_row_placed_by: bool = False
    # What stands in a list that is recorded to have no item; empty where that is not
    # told apart from an empty cell.
    none: str = ""
    # Yes/no columns that stand for an item of this list: what it was asked by before.
    flags: tuple[tuple[str, str], ...] = ()

    @property
    def sql_type(self) -> str:
        """The column's type in DuckDB and parquet."""
        return SQL_TYPES[self.kind] + ("[]" if self.is_list else "")

    @property
    def is_settable_aside(self) -> bool:
        """Whether a cell that breaks a rule can be left out and its row kept."""
        return not (self.is_required or self.is_row_placed_by)

    @property
    def is_text(self) -> bool:
        """Whether the cell holds words somebody could have typed a person into."""
        return self.kind in ("id", "text", "choice", "year")


@dataclass(frozen=True, kw_only=True)
class Expect:
    """One rule about rows of a source.

    `holds` is an SQL condition over the columns of `table`, true for a good row; a
    row for which it is null is not judged. A rejecting rule is judged on the rows
    as they landed; a warning on the models, where due dates are known. Where the
    `column` of a rejecting rule may be empty, its cell is set aside and the row kept.
    """

    name: str
    severity: Literal["reject", "warn"]
    column: str
    holds: str
    reason: str
    table: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One extract: its grain, its key, its columns and the rules beyond them.

    `placed_by` is the column that says when a row was: a date, or a reporting year,
    which is placed by its last day.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    placed_by: str
    columns: tuple[Column, ...]
    expects: tuple[Expect, ...] = ()
    # Of a source of spells: whose they are, their first and last day, and what two of
    # them that overlap must not say differently.
    spell: tuple[str, str, str, str] | None = None

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if the contract has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns without which a publish is refused."""
        return tuple(column.name for column in self.columns if column.is_required)
