"""`erase`: complaints out of every release, for good; what was erased, and when."""

from typing import Annotated, Any

import typer

from analytics.ground.calendar import read_day
from analytics.ground.errors import Refusal
from analytics.terminal import Json, output, print_json


def erase(
    complaint: Annotated[
        list[str] | None, typer.Option(help="A complaint, by its id.")
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(help="All of which every row is of before this day, YYYY-MM-DD."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it: what is erased cannot be had back.")
    ] = False,
    log: Annotated[
        bool, typer.Option("--log", help="Show what was erased, when and by whom.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take complaints out of every release and out of what was rejected."""
    from analytics.behind.erasure import erase_complaints, plan_erasure
    from analytics.release.erasure import read_erasures

    if log:
        entries = read_erasures()
        if as_json:
            print_json(entries)
        elif not entries:
            output.print("Nothing has been erased yet.")
        for entry in [] if as_json else entries:
            print_erasure(entry)
        return
    day = read_day(before, "day") if before else None
    if yes:
        entry = erase_complaints(complaint or [], day)
        print_json(entry) if as_json else print_erasure(entry)
        return
    plan = plan_erasure(complaint or [], day)
    if as_json:
        print_json({"releases": plan.gone})
    else:
        print_gone(plan.gone)
    raise Refusal("Nothing was erased: say --yes to erase this for good.")


def print_erasure(entry: dict[str, Any]) -> None:
    """One erasure, for people: never what was erased."""
    output.print(
        f"{entry['erased_at'][:16].replace('T', ' ')}, by {entry['erased_by']}: "
        f"{entry['complaints']:,} complaints"
        + (f", all before {entry['before']}" if entry["before"] else "")
        + "."
    )
    print_gone(entry["releases"])
    for each in entry["moved"]:
        output.print(
            f"{each['measure']}, {each['period']}: {each['before']} is {each['after']}."
        )


def print_gone(gone: dict[str, dict[str, int]]) -> None:
    """What goes, or went, out of each release."""
    for release_id, rows in gone.items():
        told = ", ".join(f"{name} {count:,}" for name, count in rows.items())
        output.print(f"Release {release_id}: {told}.")
