"""Source profiles: how a system's export becomes rows with the contract's columns.

A landed file is read through a profile: it says which heading is which column, before
anything else of the file is read, then gives the rows their shape and may set rows
aside. The only one yet is the contract itself: its columns by their names, every row
kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from analytics.ground.errors import Refusal, UsageError, quote_nearest
from expectations.contract import LIST_SEPARATOR, Column, Source
from expectations.personal import ANY_PERSONAL_PATTERN


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A row that by its own words is no row of the source, with the words."""

    row: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Matched:
    """Where each of the contract's columns stands among the headings.

    `extra` are columns that only the profile's own `shape` needs, by names of its own;
    `unknown` the headings of what is not read at all.
    """

    places: dict[str, int]
    extra: dict[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def read(self) -> dict[str, int]:
        """Where each column to be read stands."""
        return self.places | self.extra


class Profile(Protocol):
    """What a profile does."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""

    def match(self, file: str, source: Source, headings: Sequence[str]) -> Matched:
        """Which columns to read; Refusal if one that is required is missing."""

    def shape(
        self, source: Source, table: pa.Table
    ) -> tuple[pa.Table, tuple[SetAside, ...]]:
        """Rows with `_row` and the contract's columns, in its words and shape.

        Whatever is not among them is set aside: together they are all rows there were.
        """


@dataclass(frozen=True)
class ContractProfile:
    """The identity: files that are written as the contract says."""

    name: str = "contract"

    def match(self, file: str, source: Source, headings: Sequence[str]) -> Matched:
        """The contract's own names; Refusal if one comes twice or is missing."""
        names = [str(heading).strip() for heading in headings]
        places = {}
        for column in source.columns:
            if names.count(column.name) > 1:
                raise Refusal(f"{file}: the column {column.name} comes twice.")
            if column.name in names:
                places[column.name] = names.index(column.name)
        flags = {
            flag: names.index(flag)
            for _, flag, _ in list_flags(source)
            if flag in names
        }
        # In a file without headings the first row can hold anybody's data.
        unknown = tuple(
            "[withheld]" if re.search(ANY_PERSONAL_PATTERN, name) else name
            for name in names
            if name and name not in places.keys() | flags
        )
        for name in source.required:
            if name not in places:
                hint = quote_nearest(name, list(unknown))
                hint = hint.replace("known are", "columns not known here are")
                raise Refusal(
                    f"{file}: the required column {name} is missing; "
                    f"{hint.rstrip('?')}."
                )
        return Matched(places=places, extra=flags, unknown=unknown)

    def shape(
        self, source: Source, table: pa.Table
    ) -> tuple[pa.Table, tuple[SetAside, ...]]:
        """Every row as it is, its yes/no columns as items of the lists they are now."""
        for column, flag, item in list_flags(source):
            if flag in table.column_names:
                table = gather(table, column, flag, item)
        return table, ()


def list_flags(source: Source) -> Iterator[tuple[Column, str, str]]:
    """Each yes/no column that stands for an item of a list: list, flag and item."""
    for column in source.columns:
        for flag, item in column.flags:
            yield column, flag, item


def gather(table: pa.Table, column: Column, flag: str, item: str) -> pa.Table:
    """The table with a yes/no column as an item of a list.

    What is neither yes nor no stays as it was written, for the contract to refuse.
    """
    said = pc.utf8_trim_whitespace(table[flag].cast(pa.string()))
    is_yes = pc.is_in(pc.utf8_lower(said), pa.array(["true", "yes", "1"]))
    is_no = pc.is_in(pc.utf8_lower(said), pa.array(["false", "no", "0"]))
    items = pc.if_else(is_yes, item, pc.if_else(is_no, None, said))
    if column.name in table.column_names:
        held = table[column.name]
        if not pa.types.is_string(held.type):
            held = pc.binary_join(held.cast(pa.list_(pa.string())), LIST_SEPARATOR)
        items = pc.binary_join_element_wise(
            held, items, LIST_SEPARATOR, null_handling="skip"
        )
        table = table.drop_columns([column.name])
    return table.drop_columns([flag]).append_column(column.name, items)


CONTRACT = ContractProfile()

PROFILES: dict[str, Profile] = {CONTRACT.name: CONTRACT}


def find_profile(name: str) -> Profile:
    """The profile of a name; UsageError names those there are."""
    if name not in PROFILES:
        hint = quote_nearest(name, list(PROFILES))
        raise UsageError(f'There is no source profile "{name}"; {hint}.')
    return PROFILES[name]
