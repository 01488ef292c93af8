"""A profile at work: rows of a sheet become rows with the contract's columns.

Nothing is lost on the way: what does not become a row of the contract is set aside with
its reason, and a row in which nothing stands is counted as blank.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

import duckdb
import pyarrow as pa

from analytics.ground.errors import Refusal
from analytics.ground.sql_text import quote_text
from analytics.landing.sheet import Rows, Unreadable
from analytics.profiles.declared import DATE_ORDERS, DateOrder, Profile, Reading
from analytics.profiles.matching import Match, Slot, withhold
from analytics.profiles.readings import (
    load_macros,
    write_cleaned,
    write_dates_together,
    write_like,
    write_london_day,
    write_london_moment,
    write_reading,
    write_untidy,
)
from analytics.profiles.several import Joined, join_reopened, write_older
from analytics.profiles.told import Remark, SetAside
from analytics.profiles.words import is_like


# A date as the contract writes it.
CONTRACTS_DAY = r"\d{4}-\d\d-\d\d"

# Up to so many rows what is read takes less time than its planning.
FEW_ROWS = 10_000

# Why a line that is no row is set aside.
UNDER = "it is a line under the rows: a total, or a word on the export"
HEADINGS_AGAIN = (
    "it is the headings again, as a printed report has them above each page"
)


@dataclass(frozen=True, kw_only=True)
class Shaped:
    """What a profile made of the rows of a sheet.

    `table` has `_row` and the contract's columns as text; a row of the sheet can make
    more than one. `blank` is how many rows had nothing in any column that is read.
    """

    table: pa.Table
    set_aside: tuple[SetAside, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    blank: int = 0


def shape(file: str, rows: Rows, match: Match, profile: Profile) -> Shaped:
    """The rows of a sheet in the contract's columns, those set aside apart.

    Raises Refusal where dates can be read in two orders and nobody has said which.
    """
    desk = Desk(file, rows, match, profile)
    try:
        return desk.work()
    finally:
        desk.connection.close()


class Days:
    """Dates that are read together: those of one order and zone and look-up."""

    def __init__(self) -> None:
        """Begin with none."""
        self.together: list[tuple[Reading, list[list[str]]]] = []

    def add(self, reading: Reading, cells: list[str]) -> str:
        """Read one column's date too; gives the cell in which it will stand."""
        like = replace(reading, columns=(), takes="first", separator="")
        for place, (other, columns) in enumerate(self.together):
            if other == like:
                columns.append(cells)
                return f"days_{place}[{len(columns)}]"
        self.together.append((like, [cells]))
        return f"days_{len(self.together) - 1}[1]"

    def write_rows(self, profile: Profile) -> str:
        """The cells with those dates beside them, to select from."""
        lists = [
            f"{write_dates_together(columns, reading, profile)} as days_{place}"
            for place, (reading, columns) in enumerate(self.together)
        ]
        return f"(select *, {', '.join(lists)} from cells)" if lists else "cells"


class Desk:
    """One sheet being shaped: the database it is done in, and what was told apart."""

    def __init__(self, file: str, rows: Rows, match: Match, profile: Profile) -> None:
        """Take up a sheet's rows."""
        self.file, self.rows, self.match, self.profile = file, rows, match, profile
        self.block = match.block
        self.readings = {
            (stage, name): reading
            for stage, name, reading in self.block.list_readings()
        }
        self.aside: list[SetAside] = []
        self.connection = duckdb.connect()
        load_macros(self.connection, "cells")
        self.connection.register("landed", rows.table)

    def work(self) -> Shaped:
        """Rows cleaned, sieved and shaped, with one of several of the same case."""
        self.tidy()
        blank = self.rows.table.num_rows - self.count("cells")
        self.unwritten = self.find_unwritten()
        if self.unwritten or self.block.newest:
            load_macros(self.connection, "dates")
        self.settle_dates()
        self.sieve()
        if self.block.newest:
            self.keep_newest()
        # To plan it at each question takes longer than to hold the rows of a small one.
        is_small = self.rows.table.num_rows <= FEW_ROWS
        kind = "table" if is_small else "view"
        self.run(f"create {kind} shaped as {self.write_shaped()}")
        joined = Joined()
        if self.block.source.key == ("complaint_id", "stage"):
            joined = join_reopened(self.connection, self.block.reopened)
        unreadable = self.split_footers()
        # A case's stages in their order; else as they came.
        order = " order by _row, stage" if self.block.stages else ""
        if joined.table != "shaped" and not order:
            order = " order by _row"
        shaped = self.connection.sql(f"select * from {joined.table}{order}")
        return Shaped(
            table=shaped.to_arrow_table(),
            set_aside=tuple(
                sorted([*self.aside, *joined.set_aside], key=lambda each: each.row)
            ),
            remarks=joined.remarks,
            unreadable=unreadable,
            blank=blank,
        )

    def tidy(self) -> None:
        """The rows in which anything stands, as `cells`: clean, and null where empty.

        Where nothing is to be done to any cell they are not held a second time.
        """
        cells = [f"c{place}" for place in self.match.read]
        told = {
            place: f", nullif(clean_cell(c{place}), '') as written{place}"
            for place in map(self.find_told, self.readings)
            if place is not None
        }
        is_tidy = not self.count(
            f"landed where {write_untidy(cells, self.profile.empty)}"
        )
        if is_tidy:
            kind, told = (
                "view",
                {place: f", c{place} as written{place}" for place in told},
            )
        else:
            kind = "table"
            is_clean = not self.count(f"landed where {write_untidy(cells)}")
            cells = [
                write_cleaned(cell, self.profile, is_clean=is_clean) for cell in cells
            ]
        places = ", ".join(f"c{place}" for place in self.match.read)
        self.run(
            f"create {kind} tidied as select * from "
            f"(select _row, {', '.join(cells)}{''.join(told.values())} from landed) "
            f"where coalesce({places}) is not null"
        )
        self.run("create table gone (_row bigint)")
        self.run(
            "create view cells as select * from tidied "
            "where _row not in (select _row from gone)"
        )

    def find_unwritten(self) -> set[Slot]:
        """The dates that are not yet, or not in every cell, written as the contract's.

        To plan the reading of dates takes longer than to read a small export: what is
        written so already is left as it is.
        """
        dates = [
            target
            for target in self.match.places
            if self.block.source.column(target[1]).kind == "date"
        ]
        written = {
            target: " and ".join(
                f"coalesce(bool_and(regexp_full_match(c{place}, '{CONTRACTS_DAY}')), "
                "true)"
                for place in self.match.places[target]
            )
            for target in dates
            if self.match.places[target] and not self.readings[target].values
        }
        if not written:
            return set(dates)
        [answers] = self.run(
            f"select {', '.join(written.values())} from cells"
        ).fetchall()
        return set(dates) - {
            target for target, is_so in zip(written, answers, strict=True) if is_so
        }

    def run(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Run a statement."""
        return self.connection.execute(sql)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        [[rows]] = self.run(f"select count(*) from {table}").fetchall()
        return int(rows)

    def set_aside(self, sql: str) -> None:
        """Take the rows that a select of `_row, reason` finds out of the cells."""
        self.run(f"create or replace temp table found as {sql}")
        found = self.run("select _row, reason from found order by _row").fetchall()
        self.aside += [SetAside(row=row, reason=withhold(why)) for row, why in found]
        self.run("insert into gone select _row from found")

    def settle_dates(self) -> None:
        """The order of days and months where nobody has said it: as the cells say it.

        Where they do not, it is asked, in one sentence for all such columns.
        """
        unsaid = {
            target: reading
            for target, reading in self.readings.items()
            if target in self.unwritten
            and not reading.dates
            and not self.profile.dates
            and self.match.places.get(target)
        }
        orders = {
            zone: self.find_orders(
                [
                    place
                    for target, reading in unsaid.items()
                    if reading.zone == zone
                    for place in self.match.places[target]
                ],
                zone,
            )
            for zone in {reading.zone for reading in unsaid.values()}
        }
        asked = []
        for target, reading in unsaid.items():
            for place in self.match.places[target]:
                order = orders[reading.zone][place]
                if order is None:
                    asked.append(self.match.headings[place])
                elif order:
                    self.readings[target] = replace(reading, dates=order)
        if asked:
            listed = ", ".join(f'"{heading}"' for heading in dict.fromkeys(asked))
            raise Refusal(
                f"{self.file}: {listed} can be read with the day first or the month "
                f'first; say in the profile: dates = "day first" or "month first".'
            )

    def find_orders(
        self, places: list[int], zone: str
    ) -> dict[int, DateOrder | Literal[""] | None]:
        """The only order that fits each of some columns.

        "" where any does, None where it is asked.
        """
        day, month = (
            write_london_day("cell", Reading(dates=order, zone=zone), self.profile)
            for order in DATE_ORDERS
        )
        cells = ", ".join(f"c{place}" for place in places)
        counted = self.run(
            "select place, count_if(a <> b), count_if(a is not null and b is null), "
            "count_if(a is null and b is not null) "
            f"from (select place, {day} as a, {month} as b from (select "
            f"unnest({places}) as place, unnest([{cells}]) as cell from cells)) "
            "group by place"
        ).fetchall()
        found: dict[int, DateOrder | Literal[""] | None] = dict.fromkeys(places, "")
        for place, differ, by_day, by_month in counted:
            if by_day and not by_month:
                found[place] = "day first"
            elif by_month and not by_day:
                found[place] = "month first"
            elif differ or by_day:
                found[place] = None
        return found

    def sieve(self) -> None:
        """Set aside lines that are no rows, and rows that say what they are."""
        cells = ", ".join(f"c{place}" for place in self.match.read)
        needed = [
            f"c{place}"
            for (_, name), places in self.match.places.items()
            for place in places[:1]
            if self.block.source.column(name).is_required
        ]
        again = " and ".join(
            f"c{place} is not distinct from "
            f"nullif({quote_text(self.match.headings[place])}, '')"
            for place in self.match.read
        )
        cases = [f"when {again} then {quote_text(HEADINGS_AGAIN)}"]
        if self.profile.footers and needed:
            is_short = " or ".join(f"{cell} is null" for cell in needed)
            under = write_like(f"coalesce({cells})", self.profile.footers)
            cases.append(f"when ({is_short}) and {under} then {quote_text(UNDER)}")
        for sieve, is_kept in (
            *((sieve, True) for sieve in self.block.only),
            *((sieve, False) for sieve in self.block.aside),
        ):
            place = self.match.words.get(sieve.column)
            if place is None:
                continue
            has = write_like(f"c{place}", sieve.values)
            told = quote_text(f'its {self.match.headings[place]} is "')
            condition = f"c{place} is not null and not {has}" if is_kept else has
            cases.append(f"when {condition} then {told} || c{place} || '\"'")
        self.set_aside(
            "select * from (select _row, "
            f"case {' '.join(cases)} end as reason from cells) "
            "where reason is not null"
        )

    def keep_newest(self) -> None:
        """Of several rows of one case keep the one that was changed last."""
        place = self.match.words.get(self.block.newest[0])
        keys = [
            self.write_column(target)
            for target in ((0, "complaint_id"), (0, "stage"))
            if target in self.match.places
        ]
        if place is not None and keys:
            moment = write_london_moment(f"c{place}", self.profile)
            self.set_aside(write_older(keys, moment))

    def find_told(self, target: Slot) -> int | None:
        """Where a date stands without which no row counts; None for other columns.

        What its cell says is told even if it means that nothing stands there: "TBC".
        """
        column = self.block.source.column(target[1])
        places = self.match.places.get(target, ())
        is_told = column.is_required and column.kind == "date" and len(places) == 1
        return places[0] if is_told else None

    def write_column(self, target: Slot, days: Days | None = None) -> str:
        """The SQL of one column of the contract; its date may stand among others'."""
        read = (
            days.add(self.readings[target], self.list_cells(target))
            if days and self.is_read_together(target)
            else self.write_read(target)
        )
        place = self.find_told(target)
        return read if place is None else f"coalesce({read}, written{place})"

    def write_read(self, target: Slot) -> str:
        """The SQL of one column as its reading has it."""
        column = self.block.source.column(target[1])
        if column.kind == "date" and target not in self.unwritten:
            cells = ", ".join(f"c{place}" for place in self.match.places[target])
            return f"coalesce({cells})"
        return write_reading(
            column,
            self.readings[target],
            [f"c{place}" for place in self.match.places[target]],
            {
                f"c{place}": item
                for place, item in self.match.flags.get(target, {}).items()
            },
            self.profile,
        )

    def write_shaped(self) -> str:
        """The select of the contract's columns, for every row or every stage of it."""
        selects = [self.write_select(0, {}, "")]
        if self.block.stages:
            selects = [
                self.write_select(stage, {"stage": quote_text(str(stage))}, where)
                for stage in self.block.stages
                if (where := self.write_has_stage(stage)) is not None
            ]
        return " union all ".join(selects)

    def write_has_stage(self, stage: int) -> str | None:
        """The condition of a row that shows a stage; None where the sheet shows none.

        Stage 1 is always there. Another is where one of its own columns is filled.
        """
        if stage == 1:
            return ""
        others = {
            place
            for (other, _), places in self.match.places.items()
            if other != stage
            for place in places
        }
        own = [
            f"c{place}"
            for (each, _), places in self.match.places.items()
            if each == stage
            for place in places
            if place not in others
        ]
        return f"where coalesce({', '.join(own)}) is not null" if own else None

    def write_select(self, stage: int, given: dict[str, str], where: str) -> str:
        """One row of the contract for each row, with a stage's own columns."""
        columns = []
        days = Days()
        for column in self.block.source.columns:
            target = (stage, column.name)
            if target not in self.match.places:
                target = (0, column.name)
            if column.name in given:
                columns.append(f"{given[column.name]} as {column.name}")
            elif target in self.match.places:
                cell = self.write_column(target, days)
                columns.append(f"{cell} as {column.name}")
            elif self.block.stages:
                columns.append(f"cast(null as varchar) as {column.name}")
        rows = days.write_rows(self.profile)
        return f"select _row, {', '.join(columns)} from {rows} {where}"

    def is_read_together(self, target: Slot) -> bool:
        """Whether a column's cells are dates to be read with those of other columns.

        In a large export to read them takes longer than to plan it, and is faster
        column by column.
        """
        return (
            self.rows.table.num_rows <= FEW_ROWS
            and target in self.unwritten
            and bool(self.match.places[target])
            and not self.readings[target].gathered
            and not self.match.flags.get(target)
        )

    def list_cells(self, target: Slot) -> list[str]:
        """The cells that a column of the contract is read from."""
        return [f"c{place}" for place in self.match.places[target]]

    def split_footers(self) -> tuple[Unreadable, ...]:
        """Lines that could not be split; those under the rows are set aside."""
        kept = []
        for line in self.rows.unreadable:
            first = re.split(r"[,;\t|]", line.text)[0].strip(" \"'")
            if any(is_like(first, pattern) for pattern in self.profile.footers):
                self.aside.append(SetAside(row=line.row, reason=UNDER))
            else:
                kept.append(line)
        return tuple(kept)
