"""What the generators of made-up extracts share: days, chance and files."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import holidays

from expectations.contract import Source
from expectations.sources import SOURCES


Row = dict[str, Any]
Item = TypeVar("Item")


# --- Working days -------------------------------------------------------------------

BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG", years=range(2021, 2028))


def is_working_day(day: date) -> bool:
    """Whether offices in England are open that day."""
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def add_working_days(start: date, days: int) -> date:
    """The working day that many working days after start, which is day 0."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


# --- Chance, the same every time ----------------------------------------------------


def pick(rng: random.Random, items: Sequence[Item]) -> Item:
    """One of the items."""
    # Of a seeded generator only random() is promised to stay the same between
    # versions of Python, so nothing else of it is used.
    return items[int(rng.random() * len(items))]


def pick_weighted(rng: random.Random, weights: Mapping[Item, float]) -> Item:
    """One of the keys, each as often as its weight says."""
    drawn = rng.random() * sum(weights.values())
    for item, weight in weights.items():
        drawn -= weight
        if drawn < 0:
            return item
    # What rounding has left over belongs to the last.
    return list(weights)[-1]


def shuffle(rng: random.Random, items: Sequence[Item]) -> list[Item]:
    """The items in another order."""
    drawn = sorted((rng.random(), n) for n in range(len(items)))
    return [items[n] for _, n in drawn]


# --- Writing ------------------------------------------------------------------------


def write_extract(source: Source, rows: list[Row], folder: Path) -> None:
    """One parquet file, with every column of the contract in its own type."""
    names = [column.name for column in source.columns]
    columns = ", ".join(f"{column.name} {column.sql_type}" for column in source.columns)
    marks = ", ".join("?" * len(names))
    target = str(folder / f"{source.name}.parquet").replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"create table extract ({columns})")
        connection.executemany(
            f"insert into extract values ({marks})",
            [[row.get(name) for name in names] for row in rows],
        )
        connection.execute(f"copy extract to '{target}' (format parquet)")


def write_extracts(makers: Mapping[str, Callable[[], list[Row]]], folder: Path) -> None:
    """Every extract that there is a maker for, in a folder made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in makers.items():
        write_extract(SOURCES[name], make(), folder)
