"""What rows that count are warned of, reason by reason and stage by stage."""

from dataclasses import dataclass

from analytics.release.alike import RULE as ALIKE
from analytics.release.store import Release
from analytics.release.warehouse import connect
from expectations.sources import SOURCES


# Names that look like one are told with the press that makes them one. A key is written
# with the stage last, where it has one.
WARNED = """
select
    source,
    case when list_contains($staged, source)
        then regexp_extract(key, ' / ([12])$', 1) else '' end as stage,
    reason,
    count(*) as rows
from read_parquet($path)
where rule <> $alike
group by all
order by source, stage, reason
"""


@dataclass(frozen=True, kw_only=True)
class Warned:
    """How many rows of a source, and of a stage where it has stages, for one reason."""

    source: str
    stage: str
    reason: str
    rows: int


def list_warned(release: Release) -> list[Warned]:
    """Every reason for which rows of a release want a second look."""
    asked = {
        "path": str(release.folder / "warnings.parquet"),
        "staged": [each.name for each in SOURCES.values() if each.key[-1] == "stage"],
        "alike": ALIKE,
    }
    connection = connect()
    try:
        found = connection.execute(WARNED, asked).fetchall()
    finally:
        connection.close()
    names = ("source", "stage", "reason", "rows")
    return [Warned(**dict(zip(names, each, strict=True))) for each in found]
