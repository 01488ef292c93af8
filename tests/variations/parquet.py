"""Parquet files, of every plain type that programs write."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .made import RIGHT, TABLE, Variation


COLUMNS = dict(zip(TABLE[0], zip(*TABLE[1:], strict=True), strict=True))
RECEIVED = [date.fromisoformat(day) for day in COLUMNS["received_date"]]
# Half past midnight in London's summer is the day before in UTC.
LATE = [
    datetime(2024, 4, 29, 23, 30, tzinfo=UTC),
    datetime(2024, 5, 12, 23, 30, tzinfo=UTC),
]
NOON = [datetime.combine(day, time(12)) for day in RECEIVED]


def write_parquet(cells: dict[str, Any], folder: Path, **form: Any) -> None:
    """The two cases, some columns of another type."""
    table = pa.table({**{name: list(its) for name, its in COLUMNS.items()}, **cells})
    pq.write_table(table, folder / "complaints.parquet", **form)


def write_frame(folder: Path) -> None:
    """A frame of pandas, its words as categories and its own index."""
    frame = pd.DataFrame({name: list(its) for name, its in COLUMNS.items()})
    frame["outcome"] = frame["outcome"].astype("category")
    frame["received_date"] = pd.to_datetime(frame["received_date"])
    frame.set_index("complaint_id").to_parquet(folder / "complaints.parquet")


DAMP = tuple(
    row | {"hazards": hazards}
    for row, hazards in zip(RIGHT, (["damp_and_mould"], None), strict=True)
)
PAID = tuple(
    row | {"compensation_gbp": paid}
    for row, paid in zip(RIGHT, ("50.25", None), strict=True)
)
OUTCOMES = list(COLUMNS["outcome"])

PARQUET = (
    *(
        Variation(name=name, why=why, write=partial(write_parquet, cells), right=right)
        for name, why, cells, right in (
            ("parquet of strings", "a lake of text", {}, RIGHT),
            ("date32", "Spark", {"received_date": pa.array(RECEIVED)}, RIGHT),
            (
                "timestamps",
                "pandas",
                {"received_date": pa.array(NOON, pa.timestamp("ns"))},
                RIGHT,
            ),
            (
                "timestamps in UTC",
                "programs: London's day is meant",
                {"received_date": pa.array(LATE, pa.timestamp("us", tz="UTC"))},
                RIGHT,
            ),
            (
                "dictionary",
                "Arrow",
                {"outcome": pa.array(OUTCOMES).dictionary_encode()},
                RIGHT,
            ),
            (
                "large strings",
                "Polars",
                {"outcome": pa.array(OUTCOMES, pa.large_string())},
                RIGHT,
            ),
            ("int8", "warehouses", {"stage": pa.array([1, 1], pa.int8())}, RIGHT),
            ("a float stage", "pandas with gaps", {"stage": [1.0, 1.0]}, RIGHT),
            (
                "a decimal stage",
                "Oracle",
                {"stage": pa.array([Decimal("1.00")] * 2)},
                RIGHT,
            ),
            ("booleans", "Arrow", {"is_damp_or_mould": [True, False]}, DAMP),
            (
                "decimals and nulls",
                "warehouses",
                {"compensation_gbp": pa.array([Decimal("50.25"), None])},
                PAID,
            ),
        )
    ),
    Variation(name="categories of pandas", why="an analyst", write=write_frame),
)
