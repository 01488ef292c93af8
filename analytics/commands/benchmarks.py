"""`benchmarks`: the regulator's figures of all landlords; import, list."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from analytics.ground.calendar import make_year
from analytics.terminal import Json, messages, output, print_json


benchmarks_app = typer.Typer(
    help="The regulator's figures of all landlords: import, list.",
    no_args_is_help=True,
)


@benchmarks_app.command("import")
def import_benchmarks(
    file: Annotated[Path, typer.Argument(help="The regulator's workbook.")],
    year: Annotated[
        str | None, typer.Option(help="Its reporting year, if it does not say it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Read the regulator's open-data workbook of Tenant Satisfaction Measures."""
    from analytics.bearing.peers.store import import_benchmarks as import_file

    imported = import_file(file, year)
    for remark in imported.remarks:
        messages.print(remark)
    if as_json:
        print_json(imported.to_dict())
        return
    counts = (
        f"{count:,} landlords for {measure}"
        for measure, count in imported.count_landlords().items()
    )
    output.print(f"Imported {imported.year} from {imported.file}: {', '.join(counts)}.")


@benchmarks_app.command("list")
def list_benchmarks(
    year: Annotated[
        list[str] | None, typer.Option(help="A reporting year, such as 2024-25.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what was imported; with --json every figure as it was read."""
    from analytics.bearing.peers import store as peers_store

    years = [make_year(label).label for label in year or []]
    years = list(dict.fromkeys(years)) or peers_store.list_imported()
    if as_json:
        print_json(peers_store.list_peer_figures(years))
        return
    table = Table("Year", "File", "Imported", "Landlords")
    for each in map(peers_store.read_imported, years):
        counts = each.count_landlords()
        told = ", ".join(f"{name} {count:,}" for name, count in counts.items())
        table.add_row(each.year, each.file, each.imported_at[:19], told)
    output.print(table if years else "Nothing has been imported yet.")
