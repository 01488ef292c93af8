"""What the command line prints: one document, or tables and a bar for people."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Column, Table

from analytics.behind.passport import Passport
from analytics.measures.result import Result


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


def print_publication(document: dict[str, Any]) -> None:
    """What was published, for people."""
    table = Table("Source", "Rows in", "Accepted", "Rejected", "Set aside")
    for name, counts in document["sources"].items():
        keys = ("rows_in", "accepted", "rejected", "set_aside")
        table.add_row(name, *(f"{counts[key]:,}" for key in keys))
    output.print(table)
    output.print(f"Published as release {document['release']}, now the current one.")


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
