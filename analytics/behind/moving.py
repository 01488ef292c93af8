"""Which rows move a figure from one release to another."""

from dataclasses import dataclass

import pyarrow as pa

from analytics.figures.counting.passes import write_rows
from analytics.figures.counting.questions import Question
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import Period, make_as_at
from analytics.measures.base import COUNTED, REST, Measure
from analytics.release.warehouse import connect
from expectations.sources import SOURCES


# How many of them are told one by one.
MOVING_TOLD = 50

COUNT_OTHERWISE = """
select key, count(*) over () as rows
from (
    select distinct key
    from (
        (from earlier except all from later)
        union all
        (from later except all from earlier)
    )
)
order by key
limit $limit
"""


@dataclass(frozen=True, kw_only=True)
class Moving:
    """How many rows count otherwise, and the keys of the first of them.

    `source` is the one whose rows have those keys; empty where they are days.
    """

    rows: int = 0
    first: tuple[str, ...] = ()
    source: str = ""


NONE_MOVING = Moving()


def list_moving(
    before: OpenRelease, after: OpenRelease, measure: Measure, period: Period
) -> Moving:
    """The rows of a measure's model that a figure counts in one release alone.

    Or that it counts as something else. For the officer: whatever the audience is.
    """
    tables = [read_counted(each, measure, period) for each in (before, after)]
    connection = connect()
    try:
        for name, table in zip(("earlier", "later"), tables, strict=True):
            connection.register(name, table)
        found = connection.execute(COUNT_OTHERWISE, {"limit": MOVING_TOLD}).fetchall()
    finally:
        connection.close()
    return Moving(
        rows=found[0][1] if found else 0,
        first=tuple(key for key, _ in found),
        source=find_keyed(after, measure),
    )


def find_keyed(release: OpenRelease, measure: Measure) -> str:
    """The source whose key tells the rows of a measure's model apart; "" if none's."""
    held = set(release.warehouse.read_types(measure.model))
    keyed = (name for name in measure.sources if held.issuperset(SOURCES[name].key))
    return next(keyed, "")


def read_counted(release: OpenRelease, measure: Measure, period: Period) -> pa.Table:
    """Every row behind a figure: its key, and what it counts as."""
    asked = make_as_at(release.as_at) if measure.is_at_as_at else period
    question = Question(
        model=measure.model,
        time_dimension=measure.time_dimension,
        measures=(measure,),
        periods=(asked,),
        where={},
    )
    source = find_keyed(release, measure)
    keys = SOURCES[source].key if source else (measure.time_dimension,)
    parts = measure.row_parts
    counts_as = [parts[name] for name in (COUNTED, REST) if name in parts]
    counts_as += [each for each in (measure.column, measure.weight_column) if each]
    columns = [
        f"concat_ws(' / ', {', '.join(keys)}) as key",
        *(f"({each}) as part_{place}" for place, each in enumerate(counts_as)),
    ]
    return release.warehouse.fetch(*write_rows(question, "true", ", ".join(columns)))
