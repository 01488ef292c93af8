"""What a profile says, as plain data: where each column of the contract comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from expectations.contract import Source


DateOrder = Literal["day first", "month first"]
DATE_ORDERS: tuple[DateOrder, ...] = ("day first", "month first")

LONDON = "Europe/London"

Reopening = Literal["first receipt with the last answer", "newest row", "refuse"]
REOPENINGS: tuple[Reopening, ...] = (
    "first receipt with the last answer",
    "newest row",
    "refuse",
)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Where one column of the contract comes from, and how its cells are read.

    One of: `columns`, headings of the export, the first that is there (`takes` "all":
    the first that is filled, row by row); `constant`, the same in every row;
    `gathered`, columns whose cells together are a list. Beside them, or alone, `flags`:
    yes/no columns, each standing for a name in the list. `values` is the look-up: what
    stands in the export, `*` for anything, and the contract's word for it.
    """

    columns: tuple[str, ...] = ()
    takes: Literal["first", "all"] = "first"
    constant: str = ""
    flags: Mapping[str, str] = field(default_factory=dict)
    gathered: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    # How dates without a name of a month are written; empty: as the profile says.
    dates: DateOrder | Literal[""] = ""
    # The zone of a time that names none; empty: as the profile says.
    zone: str = ""

    def list_headings(self) -> Iterator[str]:
        """Every heading it can read, as the profile writes it."""
        yield from self.columns
        yield from self.flags
        yield from self.gathered


@dataclass(frozen=True, kw_only=True)
class Sieve:
    """Rows told apart by the words in one column."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Block:
    """How the rows of one source are made of the rows of a sheet.

    `columns` are those of every row. With `stages` one row is a case and makes a row
    for each stage that it shows: stage 1 always, another where one of its own columns
    is filled. `only` keeps the rows that have such words and sets the others aside;
    `aside` sets aside those that have them.
    """

    source: Source
    sheets: tuple[str, ...] = ()
    columns: Mapping[str, Reading]
    stages: Mapping[int, Mapping[str, Reading]] = field(default_factory=dict)
    only: tuple[Sieve, ...] = ()
    aside: tuple[Sieve, ...] = ()
    # Headings with the time of each row's last change, the first that is there: of a
    # case's rows the newest is kept.
    newest: tuple[str, ...] = ()
    reopened: Reopening = "first receipt with the last answer"

    def list_readings(self) -> Iterator[tuple[int, str, Reading]]:
        """Each reading with its stage, nought where it is of every row, and column."""
        for name, reading in self.columns.items():
            yield 0, name, reading
        for stage, readings in self.stages.items():
            for name, reading in readings.items():
                yield stage, name, reading


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A system's export: what it is called, what was seen of it, and its blocks.

    `dates` empty means that nobody has said in which order days and months stand: it is
    asked where it matters. `empty` are words that mean an empty cell, `footers` those
    with which a line under the rows begins. `personal` are columns that are never read.
    """

    name: str
    title: str = ""
    seen: str = ""
    dates: DateOrder | Literal[""] = ""
    zone: str = LONDON
    empty: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
