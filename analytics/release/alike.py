"""Names that differ by case, space or punctuation alone: one thing, counted as two."""

from typing import Any

import duckdb

from expectations.contract import Source


# The columns by whose names rows are grouped.
NAME_COLUMNS = ("service_areas", "service_area", "channel", "ward_name")

RULE = "names_alike"

SPELLINGS = """
with cells as (select {cell} as spelling from stg_{source}),
counted as materialized (
    select spelling, count(*) as amount
    from cells where spelling is not null group by spelling
),
bared as (
    select *, regexp_replace(lower(spelling), '[^\\p{{L}}\\p{{N}}]', '', 'g') as bare
    from counted
)
select list(spelling order by amount desc, spelling),
    list(amount order by amount desc, spelling)
from bared where bare <> '' group by bare having count(*) > 1 order by bare
"""


def find_alike(
    connection: duckdb.DuckDBPyConnection, source: Source
) -> list[dict[str, Any]]:
    """A warning for each name of a staged source that is spelt in several ways."""
    warnings = []
    for column in source.columns:
        if column.name not in NAME_COLUMNS:
            continue
        cell = f"unnest({column.name})" if column.is_list else column.name
        found = connection.execute(
            SPELLINGS.format(cell=cell, source=source.name)
        ).fetchall()
        warnings += [
            {
                "source": source.name,
                "key": " / ".join(spellings),
                "column_name": column.name,
                "value": spellings[0],
                "rule": RULE,
                "reason": write_alike(column.name, spellings, amounts),
            }
            for spellings, amounts in found
        ]
    return warnings


def write_alike(column: str, spellings: list[str], amounts: list[int]) -> str:
    """The spellings with their counts, and how to make them one."""
    said = [
        f'"{spelling}" ({amount:,})'
        for spelling, amount in zip(spellings, amounts, strict=True)
    ]
    others = " and ".join(
        f'"{spelling}" = "{spellings[0]}"' for spelling in spellings[1:]
    )
    return (
        f"{' and '.join(said)} look like one name and are counted apart; a line in the "
        f"profile under [values.{column}] makes them one: {others}"
    )
