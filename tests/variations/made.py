"""What a variation is, the two cases that most of them hold, and how files are made."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any


# What puts a variation's files into a folder of its own.
Writer = Callable[[Path], object]

HEADINGS = (
    "complaint_id,stage,tenure,received_date,responded_date,outcome,service_areas"
)
ROWS = (
    "C-1,1,lcra,2024-04-30,2024-05-08,upheld,Repairs",
    "C-2,1,lcra,2024-05-13,2024-05-21,not_upheld,Repairs",
)
PLAIN = "\n".join((HEADINGS, *ROWS)) + "\n"
TABLE = [line.split(",") for line in (HEADINGS, *ROWS)]

# What is looked at in every row.
ALWAYS = (
    "complaint_id",
    "stage",
    "tenure",
    "received_date",
    "responded_date",
    "outcome",
)


def make_right(*rows: Sequence[Any], also: str = "") -> tuple[dict[str, Any], ...]:
    """Rows as the release must hold them: reference, stage, tenure, days, outcome.

    Further columns are named in `also`.
    """
    names = [*ALWAYS, *also.split()]
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


FIRST = ("C-1", 1, "lcra", "2024-04-30", "2024-05-08", "upheld")
SECOND = ("C-2", 1, "lcra", "2024-05-13", "2024-05-21", "not_upheld")
RIGHT = make_right((*FIRST, ["Repairs"]), (*SECOND, ["Repairs"]), also="service_areas")


@dataclass(frozen=True, kw_only=True)
class Variation:
    """Files that an officer may bring, and what must stand in the release.

    `aside` rows are set aside by a profile, `cells` cells by a rule; `made` is how many
    rows there are beyond one for each that came in. `profile` is the one it must be
    found at home in; `own` is an officer's own, in TOML.
    """

    name: str
    why: str
    write: Writer
    right: tuple[Mapping[str, Any], ...] = RIGHT
    aside: int = 0
    cells: int = 0
    made: int = 0
    profile: str = "contract"
    own: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell as it may be written in its column, and what it must be taken for."""

    column: str
    written: str
    right: Any
    why: str

    @property
    def name(self) -> str:
        """What it is called among the variations."""
        return f"{self.column}: {self.written!r}"


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Files that cannot be taken, and the whole sentence that says so."""

    name: str
    why: str
    write: Writer
    sentence: str


def swap(old: str, new: str) -> str:
    """The plain export with something else in place of what it has."""
    assert old in PLAIN
    return PLAIN.replace(old, new)


def put(
    text: str | bytes, file: str = "complaints.csv", encoding: str = "utf-8"
) -> Writer:
    """A writer of one file."""
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return partial(write_file, file, content)


def write_file(file: str, content: bytes, folder: Path) -> None:
    """A file in a folder."""
    (folder / file).write_bytes(content)


def write_lines(rows: Sequence[Sequence[str]], **form: Any) -> str:
    """Rows as Python's own csv writes them."""
    text = StringIO()
    csv.writer(text, **form).writerows(rows)
    return text.getvalue()


def add_column(heading: str, *cells: str) -> str:
    """The plain export with a column more."""
    return (
        "\n".join(
            f"{line},{cell}"
            for line, cell in zip((HEADINGS, *ROWS), (heading, *cells), strict=True)
        )
        + "\n"
    )
