"""Appending: a publish adds and updates rows by their key and keeps the rest.

What is kept are the accepted rows of the current release, if that is of the same kind
and landlord: made-up rows and a landlord's own never mix. A row goes only where a span
of days is said to be replaced and the new files do not hold it.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Self

from analytics.ground.errors import Refusal, UsageError
from analytics.ground.landlord import Landlord, read_landlord
from analytics.release.building import create_stage, load_extract
from analytics.release.carrying import carry_cells, carry_rejected
from analytics.release.checking import Publishing
from analytics.release.staging import write_tally
from analytics.release.store import Release, open_current
from expectations.contract import Source
from expectations.rules import Rule, list_rules
from expectations.sources import SOURCES


# Of the rows of a source that a release had, a publish may lose fewer than one in so
# many without being asked whether that is meant.
A_TENTH = 10

# What is counted of a source's own files, and what of its rows in the release.
OWN_COUNTS = (
    "rows_in",
    "accepted",
    "rejected",
    "set_aside",
    "cells_set_aside",
    "blank_rows",
)
KEPT_COUNTS = ("kept", "added", "changed", "removed", "rows")

# Rules that a row cannot break any more once it is typed and in an extract.
JUDGED_ONCE = ("readable", "not_personal", "unique", "uncontradicted")


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days, both ends included, of which new files hold all rows there are."""

    first: date
    last: date

    @classmethod
    def read(cls, text: str) -> Self:
        """The span of a text like 2024-04-01..2025-03-31; UsageError if it is none."""
        try:
            first, last = (date.fromisoformat(day) for day in text.split(".."))
        except ValueError:
            first, last = date.max, date.min
        if f"{first}..{last}" != text or first > last:
            raise UsageError(
                f'The days to replace "{text}" are not understood: write '
                "2024-04-01..2025-03-31."
            )
        return cls(first=first, last=last)

    def __str__(self) -> str:
        """As it is written on the command line."""
        return f"{self.first}..{self.last}"


@dataclass(frozen=True, kw_only=True)
class Objection:
    """What a publish does only if somebody says yes to exactly that.

    The sentence says what would happen; the key is what is said yes to.
    """

    key: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Base:
    """What is current before a publish, and who the publish is about.

    `release` is what is appended to. `other` is the landlord's own release that is
    current and not appended to, because it is about another landlord: its rows would
    be gone. `notice` says so where the current release is damaged.
    """

    landlord: Landlord
    landlord_file: Path | None
    current: Release | None
    release: Release | None = None
    other: Release | None = None
    notice: str | None = None

    def find_extract(self, source: Source) -> Path | None:
        """The extract of a source that is appended to, if there is one."""
        if self.release is None or source.name not in self.release.sources:
            return None
        return self.release.folder / "extracts" / f"{source.name}.parquet"

    def ask_of_losses(
        self, source: Source, counts: dict[str, int], span: Span | None
    ) -> Objection | None:
        """What to ask where a source, or a tenth of its rows, would be gone."""
        earlier = self.release or self.other
        held = earlier.count_held(source.name) if earlier else 0
        if earlier is None or not held:
            return None
        removed = counts["removed"] if self.release else held - counts["rows"]
        if removed <= 0 or removed * A_TENTH < held:
            return None
        why = f"the days {span} are replaced and the new files do not hold them"
        if self.other:
            name = self.other.read_landlord().name
            why = f"that release is about {name or 'a landlord without a name'}"
        return Objection(
            key=f"{'fewer' if counts['rows'] else 'gone'}:{source.name}",
            sentence=(
                f"{removed:,} of the {tell_rows(held)} of {source.name} in release "
                f"{earlier.id} would be gone, because {why}"
            ),
        )


def ask_of_rejected(desk: Publishing) -> list[Objection]:
    """What to ask where more than the landlord's share of a source is rejected."""
    share = desk.landlord.rejected_share
    return [
        Objection(
            key=f"rejected:{name}",
            sentence=(
                f"{counts['rejected']:,} of {tell_rows(counts['rows_in'])} of {name} "
                f"would be rejected, more than {share:.0%}"
            ),
        )
        for name, counts in desk.counts.items()
        if counts["rejected"] > share * counts["rows_in"]
    ]


def find_current() -> tuple[Release | None, str | None]:
    """The release that readers are shown, if there is any, and why not another."""
    try:
        return open_current()
    except Refusal:
        return None, None


def find_base(paths: list[Path], given: Path | None) -> Base:
    """The landlord that files are about, and the release they are appended to.

    The landlord is the one given, else the one in a folder published, else that of the
    current release, unless its rows are made up, else the neutral one.
    """
    current, notice = find_current()
    found = [path / "landlord.toml" for path in paths if path.is_dir()]
    path = given or next((each for each in found if each.is_file()), None)
    held = current and current.folder / "landlord.toml"
    if path:
        landlord = read_landlord(path)
    elif current and not current.is_sample and held and held.is_file():
        # From which day its figures looked is no property of the landlord.
        landlord, path = replace(read_landlord(held), as_at=None), held
    else:
        landlord = Landlord()
    base = Base(landlord=landlord, landlord_file=path, current=current, notice=notice)
    if current is None or current.is_sample != landlord.is_sample:
        return base
    # A release without a name takes the one that is given.
    if current.read_landlord().name in ("", landlord.name):
        return replace(base, release=current)
    return base if current.is_sample else replace(base, other=current)


def append(desk: Publishing, base: Base, span: Span | None) -> list[Objection]:
    """Put the rows that stay beside those that were taken, source by source.

    Gives what to ask of the rows that would be gone. Raises Refusal where a row that
    would be kept breaks a rule of today: it is neither kept so nor dropped unseen.
    """
    objections = []
    for source in SOURCES.values():
        is_given = source.name in desk.counts
        extract = base.find_extract(source)
        if extract and base.release:
            rules = list_rules(source, desk.circumstances)
            counts = keep_rows(desk, source, extract, span if is_given else None)
            carry_cells(desk.connection, source, base.release)
            counts["rejected_before"] = carry_rejected(
                desk.connection,
                source,
                base.release,
                desk.labels.get(source.name, ()),
                write_replaced(source, span) if span and is_given else "false",
            )
            check_kept(desk, source, rules, base.release)
        elif is_given:
            rows = count_all(desk, f"stg_{source.name}")
            counts = dict.fromkeys(KEPT_COUNTS, 0) | {"added": rows, "rows": rows}
        else:
            counts = dict.fromkeys(KEPT_COUNTS, 0)
        if extract or is_given:
            own = dict.fromkeys(OWN_COUNTS, 0)
            desk.counts[source.name] = desk.counts.get(source.name, own) | counts
        objection = base.ask_of_losses(source, counts, span)
        objections += [objection] if objection else []
    return objections


def keep_rows(
    desk: Publishing, source: Source, extract: Path, span: Span | None
) -> dict[str, int]:
    """Add to a source's staged rows those of an earlier extract that stay.

    Gives what was counted: rows kept; of the new ones those added and those that differ
    from what was held under their key; rows removed, which only a span does; and all
    rows there are now. Leaves the rows kept as a table.
    """
    connection, staged = desk.connection, f"stg_{source.name}"
    is_given = source.name in desk.counts
    keys = ", ".join(source.key)
    connection.execute(
        f"create or replace temp table given_keys as select "
        f"cast({source.key[0]} as varchar) as first_key, "
        f"concat_ws(' / ', {keys}) as whole_key from {staged}"
        if is_given
        else "create or replace temp table given_keys as "
        "select null::varchar as first_key, null::varchar as whole_key limit 0"
    )
    if is_given:
        connection.execute(f"alter table {staged} rename to given")
    create_stage(connection, source)
    load_extract(connection, source, extract)
    if not is_given:
        connection.execute(f"create view kept as select * from {staged}")
        rows = count_all(desk, staged)
        return dict.fromkeys(KEPT_COUNTS, 0) | {"kept": rows, "rows": rows}
    connection.execute(f"alter table {staged} rename to earlier")
    goes = write_goes(source, span) if span else "false"
    connection.execute(
        f"create table held as select * from earlier "
        f"anti join given using ({keys}) where not ({goes})"
    )
    connection.execute("create view kept as select * from held")
    differs = " or ".join(
        f"earlier.{column.name} is distinct from given.{column.name}"
        for column in source.columns
        if column.name not in source.key
    )
    [[matched, changed]] = connection.execute(
        f"select count(*), count(*) filter (where {differs}) "
        f"from given inner join earlier using ({keys})"
    ).fetchall()
    earlier, kept, given = (
        count_all(desk, table) for table in ("earlier", "held", "given")
    )
    connection.execute(
        f"create table {staged} as "
        "select * from held union all by name select * from given"
    )
    connection.execute("drop table earlier")
    connection.execute("drop table given")
    return {
        "kept": kept,
        "added": given - matched,
        "changed": changed,
        "removed": earlier - kept - matched,
        "rows": kept + given,
    }


def check_kept(
    desk: Publishing, source: Source, rules: list[Rule], earlier: Release
) -> None:
    """Refuse a publish whose kept rows break a rule of today; forget which were kept.

    They were accepted by the rules of their day, landlord and as-at date.
    """
    judged = [
        rule
        for rule in rules
        if rule.severity != "warn" and rule.kind not in JUDGED_ONCE
    ]
    raw = ", ".join(f"null::varchar as raw_{column.name}" for column in source.columns)
    sql, parameters = write_tally(judged, f"(select *, {raw} from kept)")
    [counts] = desk.connection.execute(sql, parameters).fetchall()
    for rule, rows in zip(judged, counts, strict=True):
        if rows:
            it = "it" if rows == 1 else "them"
            raise Refusal(
                f"{source.name}: {tell_rows(rows)} of release {earlier.id} that would "
                f"be kept {'breaks' if rows == 1 else 'break'} a rule of today: "
                f"{rule.column}, {rule.reason}; bring {it} in mended, or leave {it} "
                "out with --replace FROM..TO."
            )
    desk.connection.execute("drop view kept")
    desk.connection.execute("drop table if exists held")


def count_all(desk: Publishing, table: str) -> int:
    """How many rows a table has."""
    [[rows]] = desk.connection.execute(f"select count(*) from {table}").fetchall()
    return int(rows)


def tell_rows(number: int) -> str:
    """A number of rows in words."""
    return f"{number:,} {'row' if number == 1 else 'rows'}"


def write_goes(source: Source, span: Span) -> str:
    """The condition that a row of `earlier` is of the days that are replaced.

    One without a date is in no span, unless that holds every row that has one.
    """
    day = write_placing(source, source.placed_by)
    within = f"{day} between date '{span.first}' and date '{span.last}'"
    return (
        f"coalesce({within}, (select coalesce(bool_and({within}), true) from earlier))"
    )


def write_replaced(source: Source, span: Span) -> str:
    """The condition that a rejected row is of the days that are replaced."""
    day = write_placing(source, f"record ->> '{source.placed_by}'")
    return f"{day} between date '{span.first}' and date '{span.last}'"


def write_placing(source: Source, cell: str) -> str:
    """The day that places a row, of its cell or text; of a reporting year its last."""
    if source.column(source.placed_by).kind != "year":
        return f"try_cast({cell} as date)"
    return f"make_date(try_cast(({cell})[1:4] as integer) + 1, 3, 31)"
