"""Several rows of one case: the newest of its versions, and a case opened again."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from analytics.profiles.declared import Reopening
from analytics.profiles.told import Remark, SetAside


# Complaints that come again after they were answered: the rows of one key, each
# received after the one before it had its answer.
FIND_SEVERAL = """
create table several as
with keys as materialized (select complaint_id, stage from shaped)
select complaint_id, stage
from keys
where complaint_id is not null and stage is not null
group by complaint_id, stage
having count(*) > 1
"""
FIND_REOPENED = """
create table reopened as
select complaint_id, stage, count(*) as rows
from (
    select complaint_id, stage, row_number() over several as place,
        try_cast(received_date as date) as received,
        lag(try_cast(responded_date as date)) over several as answered_before
    from shaped
    where (complaint_id, stage) in (select (complaint_id, stage) from several)
    window several as (partition by complaint_id, stage order by received_date)
)
group by complaint_id, stage
having count(*) > 1
    and bool_and(place = 1 or coalesce(received > answered_before, false))
"""

# Of a reopened complaint the first receipt and its clock stay; the rest is the last's.
CLOCK_COLUMNS = (
    "received_date",
    "logged_date",
    "acknowledged_date",
    "extension_told_date",
    "extended_to_date",
)


@dataclass(frozen=True, kw_only=True)
class Joined:
    """What became of the rows of cases that were opened again; all are in `table`."""

    table: str = "shaped"
    set_aside: tuple[SetAside, ...] = ()
    remarks: tuple[Remark, ...] = ()


def write_older(keys: Sequence[str], moment: str) -> str:
    """A select of the rows of each case that were changed before its newest."""
    return (
        f"select _row, 'an older row of the same case' as reason from cells "
        f"where {keys[0]} is not null "
        f"qualify row_number() over (partition by {', '.join(keys)} "
        f"order by {moment} desc nulls last, _row desc) > 1"
    )


def join_reopened(connection: duckdb.DuckDBPyConnection, rule: Reopening) -> Joined:
    """A case that comes again after its answer is counted once, by the rule.

    Works on `shaped`, whose rows have the contract's columns.
    """
    names = connection.table("shaped").columns
    if rule == "refuse" or "responded_date" not in names:
        return Joined()
    for search, found in ((FIND_SEVERAL, "several"), (FIND_REOPENED, "reopened")):
        connection.execute(search)
        if not connection.table(found).limit(1).fetchall():
            return Joined()
    of_reopened = (
        "(complaint_id, stage) in (select (complaint_id, stage) from reopened)"
    )
    is_newest = rule == "newest row"
    order = {
        name: "asc" if name in CLOCK_COLUMNS and not is_newest else "desc"
        for name in names
    }
    joined = ", ".join(
        f"first({name} order by received_date {order[name]}) as {name}"
        for name in names
        if name not in ("_row", "complaint_id", "stage")
    )
    connection.execute(
        "create table joined as select min(_row) as _row, complaint_id, stage, "
        f"{joined} from shaped where {of_reopened} group by complaint_id, stage"
    )
    connection.execute(
        "create view counted as select * from shaped where "
        f"coalesce(not {of_reopened}, true) union all by name select * from joined"
    )
    spare = connection.execute(
        "select before._row, min(joined._row) from (select distinct _row, complaint_id "
        f"from shaped where {of_reopened}) as before "
        "inner join joined using (complaint_id) "
        "where before._row not in (select _row from counted) "
        "group by before._row order by before._row"
    ).fetchall()
    aside = [
        SetAside(row=row, reason=f"reopened: counted once, with row {kept}")
        for row, kept in spare
    ]
    remarks = [
        Remark(
            key=f"{key} / {stage}",
            column="received_date",
            value=f"{rows} rows",
            rule="reopened",
            reason=f"opened again, and counted once: {rule}",
        )
        for key, stage, rows in connection.execute(
            "select complaint_id, stage, rows from reopened order by all"
        ).fetchall()
    ]
    return Joined(table="counted", set_aside=tuple(aside), remarks=tuple(remarks))
