"""One publish under way: landed rows, checked against the contract, become models."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.ground.errors import Refusal
from analytics.ground.landlord import Landlord
from analytics.ground.settings import REFERENCE
from analytics.release import staging
from analytics.release.alike import find_alike
from analytics.release.building import (
    MADE_BY,
    build_models,
    create_stage,
    digest_models,
    load_clock,
    save_table,
)
from analytics.release.clock_rules import CLOCK_RULES_FILE
from analytics.release.landing import LandedFile, Landing
from analytics.release.mending import write_mending
from analytics.release.models import MODELS
from expectations.contract import Source
from expectations.rules import Circumstances, Judgement, Rule, list_rules
from expectations.sources import SOURCES


# A second opinion on rules, over a frame with the cells they need.
Judge = Callable[[pd.DataFrame, list[Rule]], list[Judgement]]


# So many rows go into a table in one piece.
ROWS_AT_ONCE = 250_000

UNREADABLE_RULE = "row_unreadable"

# The second judge works beside what goes on: it is Python, and the database needs none.
# One at a time, whoever asks: what Great Expectations looks at is its process's own.
SECOND_JUDGE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="judge")


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """Rules whose rows SQL has counted, and what the second judge will say of them."""

    rules: list[Rule]
    found: list[int]
    # Of some of the rules each.
    asked: list[tuple[list[Rule], Future[list[Judgement]]]]

    def settle(self) -> list[dict[str, Any]]:
        """The verdicts, in the order of the rules; RuntimeError where judges differ.

        A repeated key is the exception: the judge counts every copy, and the first of
        identical copies is kept.
        """
        verdicts: dict[int, Judgement] = {}
        for some, answer in self.asked:
            verdicts |= zip(map(id, some), answer.result(), strict=True)
        for rule, rows in zip(self.rules, self.found, strict=True):
            verdict = verdicts[id(rule)]
            if rule.kind != "unique" and rows != verdict.broken:
                raise RuntimeError(
                    f"{rule.source}.{rule.column} {rule.name}: SQL finds {rows} rows, "
                    f"Great Expectations {verdict.broken}"
                )
        return [
            verdicts[id(rule)].to_dict() | {"found": rows}
            for rule, rows in zip(self.rules, self.found, strict=True)
        ]


class Publishing:
    """One publish under way: the database it is done in, and what was counted."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        landlord: Landlord,
        circumstances: Circumstances,
        judge: Judge | None,
    ) -> None:
        """Begin with an empty database."""
        self.judge_again = judge
        self.connection = connection
        self.landlord = landlord
        self.circumstances = circumstances
        self.counts: dict[str, dict[str, int]] = {}
        self.verdicts: list[dict[str, Any]] = []
        self.hearings: list[Hearing] = []
        # What the files of each source are called.
        self.labels: dict[str, list[str]] = {}
        connection.execute(staging.BREACHES)
        connection.execute(staging.WARNINGS)
        connection.execute(staging.SET_ASIDE)
        connection.execute(staging.FAULTS)
        connection.execute(staging.CELLS_SET_ASIDE)

    def take(self, source: Source, files: list[LandedFile]) -> None:
        """Stage one source's files: accepted rows to stg_, the others to breaches."""
        self.labels[source.name] = [file.file for file in files]
        self.land(source, files)
        # What was handed over is in the database now: a hundred megabytes of a million.
        pa.default_memory_pool().release_unused()
        rules = [
            rule
            for rule in list_rules(source, self.circumstances)
            if rule.severity != "warn"
        ]
        table = f"landed_{source.name}"
        found = self.find_breaches(rules, source, table)
        self.judge(rules, found, table)
        for statement in staging.SHARE_FAULTS:
            self.connection.execute(statement)
        if any(
            rows and rule.kind == "not_personal"
            for rule, rows in zip(rules, found, strict=True)
        ):
            self.connection.execute(
                staging.write_withholding(source), {"source": source.name}
            )
        self.accept(source, files)

    def find_breaches(self, rules: list[Rule], source: Source, table: str) -> list[int]:
        """Keep the rows that break each rule; gives how many did.

        One pass counts them for all rules of single rows: most are broken by none.
        """
        single = [
            rule for rule in rules if rule.kind not in ("unique", "uncontradicted")
        ]
        counted = self.tally(single, table)
        return [
            self.keep_broken(rule, source, table) if counted.get(id(rule), 1) else 0
            for rule in rules
        ]

    def tally(self, rules: list[Rule], table: str) -> dict[int, int]:
        """How many rows break each of some rules of single rows, by the rule's id."""
        [row] = self.connection.execute(*staging.write_tally(rules, table)).fetchall()
        return dict(zip(map(id, rules), row, strict=True))

    def keep_broken(self, rule: Rule, source: Source, table: str) -> int:
        """Keep the rows, or the cells, that break a rule; gives how many did."""
        write = staging.write_breaches
        if rule.severity == "set_aside":
            write = staging.write_faults
        return self.insert(*write(rule, source, table))

    def insert(self, sql: str, parameters: dict[str, Any]) -> int:
        """Run an insert; gives the number of rows it added."""
        row = self.connection.execute(sql, parameters).fetchone()
        return int(row[0]) if row else 0

    def land(self, source: Source, files: list[LandedFile]) -> None:
        """The source's rows as a table with raw, typed and checked cells."""
        table = f"cells_{source.name}"
        begin, before = f"create table {table} as ", 0
        for file in files:
            rows = file.hand_over()
            # Counted here: counted by the database, rows would be read one by one.
            positions = pa.array(range(before, before + rows.num_rows), pa.int64())
            rows = rows.append_column(staging.POSITION, positions)
            before += rows.num_rows
            # Some at a time: what is on its way into a table is in memory twice.
            for start in range(0, max(rows.num_rows, 1), ROWS_AT_ONCE):
                piece = rows.slice(start, ROWS_AT_ONCE)
                self.connection.register("piece", piece)
                self.connection.execute(
                    begin + staging.write_landed(source, file.file, piece, "piece")
                )
                self.connection.unregister("piece")
                begin = f"insert into {table} "
        contacts = [each.strip().lower() for each in self.landlord.contacts]
        suspected = self.count(staging.write_suspected(source, table), {})
        self.connection.execute(
            f"create view landed_{source.name} as "
            + staging.write_view(source, table, contacts, is_suspected=bool(suspected))
        )

    def judge(self, rules: list[Rule], found: list[int], table: str) -> None:
        """Ask for the second judge's own verdict on the same rules; it comes later."""
        judged = self.connection.table(table).count("*").fetchall()[0][0]
        if not judged:
            return
        if self.judge_again is None:
            self.verdicts += [
                note_verdict(rule, judged, rows)
                for rule, rows in zip(rules, found, strict=True)
            ]
            return
        unique = [rule for rule in rules if rule.kind == "unique"]
        single = [rule for rule in rules if rule.kind != "unique"]
        asked = [
            (some, SECOND_JUDGE.submit(self.judge_again, frame(some, table), some))
            for some, frame in ((single, self.frame_cells), (unique, self.frame_keys))
            if some
        ]
        self.hearings.append(Hearing(rules=rules, found=found, asked=asked))

    def settle(self) -> None:
        """Wait for the second judge; RuntimeError where it differs from SQL."""
        for hearing in self.hearings:
            self.verdicts += hearing.settle()
        self.hearings.clear()

    def close(self) -> None:
        """Give up the database, and what the second judge has not begun."""
        for hearing in self.hearings:
            for _, answer in hearing.asked:
                answer.cancel()
        self.connection.close()

    def frame_cells(self, rules: list[Rule], table: str) -> pd.DataFrame:
        """Each value of each cell that rules look at, once, and how many rows have it.

        A million rows have few values: the judge would look at each of them again and
        again, and a frame holds every cell as an object.
        """
        columns = [
            self.connection.execute(staging.write_distinct(name, cell, table)).df()
            for name, cell in staging.list_judged(rules, table).items()
        ]
        return pd.concat(columns, axis="columns")

    def frame_keys(self, rules: list[Rule], table: str) -> pd.DataFrame:
        """What stands for the cells of whole keys, a row each."""
        return self.connection.execute(staging.write_keys(rules, table)).df()

    def accept(self, source: Source, files: list[LandedFile]) -> None:
        """Keep the rows that broke no rule; count all of them."""
        is_whole = not self.count_kept("breaches", source) and not self.count(
            *staging.write_kept("faults", source.name)
        )
        create = staging.write_accepted(source, is_whole=is_whole)
        told = {} if is_whole else {"source": source.name}
        self.connection.execute(create, told)
        accepted = self.count(*staging.write_taken(source))
        self.connection.execute(f"drop view landed_{source.name}")
        self.connection.execute(f"drop table cells_{source.name}")
        self.connection.execute("truncate faults")
        self.note_unreadable(source, files)
        self.note_set_aside(source, files)
        self.note_remarks(source, files)
        rows_in = sum(file.rows_read for file in files)
        # Each counted where it went: that they add up is then worth checking.
        self.counts[source.name] = {
            "rows_in": rows_in,
            "accepted": accepted,
            "rejected": self.count_kept("breaches", source),
            "set_aside": self.count_kept("set_aside", source),
            "cells_set_aside": self.count(*staging.write_cells_kept(source.name)),
            # A row in which nothing stands holds nothing that could be lost.
            "blank_rows": sum(file.blank_rows for file in files),
        }
        if rows_in and not accepted:
            aside = [
                f"{file.file}, row {each.row}: {each.reason}."
                for file in files
                for each in file.set_aside
            ]
            first = next(iter([*self.read_sentences(1, source.name), *aside]))
            raise Refusal(
                f"{files[0].file}: none of its {rows_in} rows can be accepted; "
                f"the first reason is: {first} Mend the file, or export it again."
            )

    def count_kept(self, table: str, source: Source) -> int:
        """How many rows of a source are kept in a table, however often each."""
        return self.count(*staging.write_kept(table, source.name))

    def count(self, sql: str, parameters: dict[str, Any]) -> int:
        """The one number that a select finds."""
        [[rows]] = self.connection.execute(sql, parameters).fetchall()
        return int(rows)

    def note_set_aside(self, source: Source, files: list[LandedFile]) -> None:
        """Keep which rows a profile set aside, and why."""
        self.append(
            "set_aside",
            [
                {
                    "source": source.name,
                    "file": file.file,
                    "row": each.row,
                    "reason": each.reason,
                }
                for file in files
                for each in file.set_aside
            ],
        )

    def append(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Add rows to one of the tables that a publish leaves."""
        if rows:
            self.connection.register("appended", pa.Table.from_pylist(rows))
            self.connection.execute(staging.write_append(table))
            self.connection.unregister("appended")

    def note_unreadable(self, source: Source, files: list[LandedFile]) -> None:
        """Reject lines that do not split like the heading."""
        lines = [
            {
                "source": source.name,
                "file": file.file,
                "row": line.row,
                "column_name": None,
                "value": f"{line.cells} cells",
                "rule": UNREADABLE_RULE,
                "reason": f"the heading has {file.headings} cells",
                # The line was never split, so it cannot be searched for persons.
                "record": None,
            }
            for file in files
            for line in file.unreadable
        ]
        self.append("breaches", lines)

    def note_remarks(self, source: Source, files: list[LandedFile]) -> None:
        """Keep what a profile warns of in rows that count."""
        self.append(
            "warnings",
            [
                {
                    "source": source.name,
                    "key": each.key,
                    "column_name": each.column,
                    "value": each.value,
                    "rule": each.rule,
                    "reason": each.reason,
                }
                for file in files
                for each in file.remarks
            ],
        )

    def build(self) -> None:
        """The models, over every source of the contract."""
        for source in SOURCES.values():
            if source.name not in self.counts:
                create_stage(self.connection, source)
        as_at = self.circumstances.as_at
        rules = REFERENCE / CLOCK_RULES_FILE
        load_clock(self.connection, as_at, rules, self.landlord.bank_holidays)
        build_models(self.connection)

    def warn(self) -> None:
        """Judge the contract's warnings on the models; the rows are kept."""
        # Of a source that is not supplied no row is staged.
        supplied = [each for each in SOURCES.values() if each.name in self.counts]
        for source in supplied:
            self.append("warnings", find_alike(self.connection, source))
        for source in supplied:
            rules = [
                rule
                for rule in list_rules(source, self.circumstances)
                if rule.severity == "warn"
            ]
            if not rules:
                continue
            table = rules[0].table
            counted = self.tally(rules, table)
            found = [
                self.insert(*staging.write_warnings(rule, source))
                if counted[id(rule)]
                else 0
                for rule in rules
            ]
            self.judge(rules, found, table)

    def balance(self) -> None:
        """Check that no row was lost on the way; RuntimeError if one was."""
        for name, counts in self.counts.items():
            kept = counts["accepted"] + counts["rejected"] + counts["set_aside"]
            if counts["rows_in"] != kept:
                raise RuntimeError(f"{name}: {counts['rows_in']} rows in, {kept} kept")
        row = self.connection.execute(
            "select (select count(*) from stg_complaints) "
            "- (select count(*) from complaint_stages)"
        ).fetchone()
        if row != (0,):
            raise RuntimeError(f"complaint_stages lost rows: {row}")

    def write(
        self, folder: Path, landing: Landing, landlord_path: Path | None
    ) -> dict[str, Any]:
        """Everything a release holds, into an empty folder; gives its manifest."""
        (folder / "extracts").mkdir()
        (folder / "models").mkdir()
        set_aside_columns = self.count_set_aside()
        for name in self.counts:
            self.put(f"stg_{name}", folder / "extracts" / f"{name}.parquet")
        for name in MODELS:
            self.put(name, folder / "models" / f"{name}.parquet")
        for name in ("breaches", "warnings", "set_aside", "cells_set_aside"):
            save_table(self.connection, name, folder / f"{name}.parquet")
        mending = write_mending(self.connection, folder, landing.files)
        self.settle()
        validation = json.dumps(self.verdicts, indent=1)
        (folder / "validation.json").write_text(validation, encoding="utf-8")
        shutil.copy(REFERENCE / CLOCK_RULES_FILE, folder)
        if landlord_path:
            shutil.copy(landlord_path, folder / "landlord.toml")
        return {
            "as_at": self.circumstances.as_at.isoformat(),
            "is_sample": self.landlord.is_sample,
            "profiles": landing.list_profiles(),
            MADE_BY: digest_models(),
            "is_judged_twice": self.judge_again is not None,
            "sources": self.counts,
            "set_aside_columns": set_aside_columns,
            "rejected_files": mending,
            "landing_files": sorted(file.file for file in landing.files),
            "ignored_files": landing.ignored,
            "unknown_columns": {
                file.file: list(file.unknown_columns)
                for file in landing.files
                if file.unknown_columns
            },
        }

    def put(self, name: str, path: Path) -> None:
        """Write a table that is needed no more: its memory is for the next."""
        save_table(self.connection, name, path)
        self.connection.execute(f"drop table {name}")

    def count_set_aside(self) -> dict[str, dict[str, int]]:
        """How many cells of each column are set aside, in all rows of the release."""
        return {
            name: dict(
                self.connection.execute(staging.write_aside_by_column(name)).fetchall()
            )
            for name in self.counts
        }

    def count_told(self) -> int:
        """How many rejections and cells set aside there are to tell of."""
        return self.count(staging.COUNT_TOLD, {})

    def read_sentences(self, most: int, source: str | None = None) -> list[str]:
        """The first of them: file, row, column, value and reason, a sentence each."""
        asked = {"source": source, "most": most}
        rows = self.connection.execute(staging.FIRST_TOLD, asked).fetchall()
        return [write_breach(*row) for row in rows]


def note_verdict(rule: Rule, rows: int, found: int) -> dict[str, Any]:
    """What SQL alone found for one rule, as the release keeps it."""
    judgement = Judgement(
        source=rule.source,
        rule=rule.name,
        column=rule.column,
        severity=rule.severity,
        reason=rule.reason,
        expectation="",
        rows=rows,
        broken=found,
    )
    return judgement.to_dict() | {"found": found}


def write_breach(
    file: str,
    row: int,
    column: str | None,
    value: str | None,
    reason: str,
    is_aside: bool = False,
) -> str:
    """One breach as a sentence: file, row, column, value and the rule in words."""
    cell = "empty" if value is None else f'"{value}"'
    where = f"{column} is {cell}" if column else f"it has {value}"
    end = "; the row counts without it" if is_aside else ""
    return f"{file}, row {row}: {where}, but {reason}{end}."
