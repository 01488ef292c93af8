"""What the command line prints: one document, or tables and a bar for people."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Column, Table

from analytics.behind.passport import Passport
from analytics.measures.result import Result
from analytics.release.store import Release


if TYPE_CHECKING:
    # What a publish needs takes a second to load; most commands do without it.
    from analytics.behind.printed.reconciling import Reconciled
    from analytics.behind.rehearsal import Rehearsal


messages = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


output = Console(highlight=False, soft_wrap=True, markup=False)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def print_json(document: Any) -> None:
    """One document on standard output; NaN cannot occur in it."""
    print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))


@contextmanager
def show_progress() -> Iterator[Callable[[str, int], None]]:
    """A progress bar on a terminal; nothing where nobody watches."""
    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(
        *columns, console=messages, transient=True, disable=not messages.is_terminal
    ) as bar:
        task = bar.add_task("Reading", total=None)
        done = -1

        def tell(step: str, steps: int) -> None:
            nonlocal done
            done += 1
            bar.update(task, description=step, total=steps, completed=done)

        yield tell


# What is counted of each source: its files' rows, then the release's.
COUNTS_TOLD = {
    "rows_in": "Rows in",
    "accepted": "Accepted",
    "rejected": "Rejected",
    "set_aside": "Set aside",
    "kept": "Kept",
    "added": "Added",
    "changed": "Changed",
    "removed": "Removed",
    "rows": "Rows now",
}

# Left out where they are nought for every source: a terminal is narrow.
TOLD_WHERE_ANY = ("kept", "added", "changed", "removed")

# How many rows are told on a terminal, of each kind; --json has more.
ROWS_TOLD = 20


def print_publication(release: Release) -> None:
    """What was published, for people."""
    print_counts(release)
    output.print(f"Published as release {release.id}, now the current one.")


def print_counts(release: Release) -> None:
    """What became of the rows of each source."""
    sources = release.sources
    told = [
        key
        for key in COUNTS_TOLD
        if key not in TOLD_WHERE_ANY or any(each[key] for each in sources.values())
    ]
    headings = [Column(COUNTS_TOLD[key], justify="right") for key in told]
    table = Table(Column("Source", no_wrap=True), *headings, box=SIMPLE_HEAD, padding=0)
    for name, counts in sources.items():
        table.add_row(name, *(f"{counts[key]:,}" for key in told))
    output.print(table)
    if release.appended_to:
        output.print(f"Appended to release {release.appended_to}.")


def print_rehearsal(rehearsal: "Rehearsal") -> None:
    """What publishing would do, for people."""
    print_counts(rehearsal.release)
    for stopped in rehearsal.stopped:
        output.print(
            f"{stopped.source}, {stopped.rows:,}: {stopped.column or stopped.rule}, "
            f"{stopped.reason}. {' '.join(stopped.first)}"
        )
    for change in rehearsal.rows:
        for what, keys in (
            ("would be added", change.added_keys),
            ("would vanish", change.removed_keys),
        ):
            print_some([f"{change.source} {key} {what}." for key in keys])
        print_some(
            [
                f"{change.source} {cell.key}: {cell.column} "
                f"{cell.before or 'empty'} would be {cell.after or 'empty'}."
                for cell in change.cells
            ]
        )
    moved = [each for each in rehearsal.figures if not each.is_same]
    table = Table("Measure", f"{rehearsal.period.label} now", "Would be")
    for each in moved:
        table.add_row(each.measure.id, each.before or "", each.after)
    output.print(table if moved else "No figure would move.")
    for objection in rehearsal.objections:
        output.print(f"{objection.sentence}: it needs --yes {objection.key}.")
    output.print("Nothing was published: this was a dry run.")


def print_some(lines: list[str]) -> None:
    """The first of some lines, and how many more there are."""
    for line in lines[:ROWS_TOLD]:
        output.print(line)
    if len(lines) > ROWS_TOLD:
        output.print(f"And {len(lines) - ROWS_TOLD:,} more; --json has them.")


def print_results(results: list[Result]) -> None:
    """Results for people: the figure, its counts and what there is to say."""
    headings = ("Period", "Group", "Figure", "Of", "Remarks")
    table = Table(Column("Measure", no_wrap=True), *headings)
    for result in results:
        numbers = result.to_dict()
        counts = [numbers["numerator"], numbers["denominator"]]
        remarks = ["made up"] if result.is_made_up else []
        remarks += ["provisional"] if result.is_provisional else []
        remarks += [result.reason] if result.reason else []
        table.add_row(
            result.measure.id,
            result.period.label,
            ", ".join(result.group.values()),
            result.shown,
            " / ".join(f"{count:,}" for count in counts if count is not None),
            "; ".join(remarks),
        )
    output.print(table)
    if results:
        output.print(f"Release {results[0].release}, as at {results[0].as_at}.")


def print_reconciled(settled: list["Reconciled"]) -> None:
    """Printed figures for people, each with what became of it."""
    table = Table("Year", "Where", "Figure", "Printed", "The records", "Verdict")
    for each in settled:
        printed = each.printed
        table.add_row(
            printed.reporting_year,
            printed.reference,
            printed.statement,
            printed.shown,
            each.ours,
            ". ".join(filter(None, (each.verdict, each.says))),
        )
    output.print(table)


def print_passports(passports: list[Passport], as_json: bool) -> None:
    """Results, each with all that it was made of."""
    if as_json:
        print_json(
            [
                passport.result.to_dict() | {"explanation": passport.to_dict()}
                for passport in passports
            ]
        )
        return
    for passport in passports:
        print_results([passport.result])
        for line in passport.write():
            output.print(line)
