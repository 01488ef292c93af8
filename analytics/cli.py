"""The command line: publish, releases, benchmarks, measures, briefing, for scripts.

With --json one document goes to standard output and nothing else; messages go to
standard error. Exit status 0 is done, 1 refused, 2 wrong usage.
"""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.table import Table

from analytics.behind.passport import explain as explain_results
from analytics.figures.open_release import open_current_release
from analytics.figures.query import run
from analytics.ground.calendar import Period, make_period, make_year
from analytics.ground.errors import Refusal, UsageError
from analytics.measures import MEASURES, find_measure
from analytics.release import store
from analytics.terminal import (
    messages,
    output,
    print_json,
    print_passports,
    print_publication,
    print_results,
    show_progress,
)


# How many rejected rows are told on the terminal; all of them are in the release.
SENTENCES_TOLD = 20


commands = typer.Typer(
    help="Complaint figures of a social landlord: publish extracts, ask measures.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
releases_app = typer.Typer(help="What is published: list, use, prune, verify.")
commands.add_typer(releases_app, name="releases")
benchmarks_app = typer.Typer(
    help="The regulator's figures of all landlords: import, list.",
    no_args_is_help=True,
)
commands.add_typer(benchmarks_app, name="benchmarks")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def main() -> None:
    """Run the command line; a refusal is one sentence and never a traceback."""
    try:
        commands(prog_name="python -m analytics")
    except UsageError as error:
        stop(str(error), 2)
    except Refusal as error:
        stop(str(error), 1)


def stop(sentence: str, status: int) -> NoReturn:
    """Say why, and leave with a status."""
    messages.print(sentence)
    sys.exit(status)


@commands.command()
def publish(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    as_at: Annotated[
        str | None, typer.Option(help="The day the figures look from, YYYY-MM-DD.")
    ] = None,
    landlord: Annotated[
        Path | None, typer.Option(help="The landlord.toml to use.")
    ] = None,
    profile: Annotated[
        str, typer.Option(help="The source profile the files are read through.")
    ] = "contract",
    as_json: Json = False,
) -> None:
    """Check extracts against the contract and publish them as a new release."""
    from analytics.release.profiles import find_profile
    from analytics.release.publish import publish as publish_paths

    day = read_day(as_at) if as_at else None
    with show_progress() as progress:
        publication = publish_paths(
            paths,
            as_at=day,
            landlord_file=landlord,
            profile=find_profile(profile),
            progress=progress,
        )
    for file in publication.ignored_files:
        messages.print(f"{file}: ignored, it is not named after a source.")
    for file, columns in publication.unknown_columns.items():
        messages.print(f"{file}: columns not read: {', '.join(columns)}.")
    for sentence in publication.sentences[:SENTENCES_TOLD]:
        messages.print(sentence)
    untold = len(publication.sentences) - SENTENCES_TOLD
    if untold > 0:
        kept = "the release keeps all of them in breaches.parquet"
        messages.print(f"And {untold:,} more; {kept}.")
    if as_json:
        print_json(publication.to_dict())
    else:
        print_publication(publication.to_dict())


def read_day(text: str) -> date:
    """The as-at date given; UsageError if it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python also reads 20250630 and 2025-W27-1; a script that passes those is wrong.
    if day is None or day.isoformat() != text:
        raise UsageError(
            f'The as-at date "{text}" is not a date: write it like 2025-06-30.'
        )
    return day


def describe_release(release: store.Release, current: str | None) -> dict[str, Any]:
    """What `releases list` says of one release."""
    return {
        "release": release.id,
        "is_current": release.id == current,
        "as_at": release.as_at.isoformat(),
        "published_at": release.manifest["published_at"],
        "is_sample": release.is_sample,
        "sources": release.sources,
    }


@releases_app.callback(invoke_without_command=True)
def releases(context: typer.Context, as_json: Json = False) -> None:
    """What is published; alone it lists."""
    if context.invoked_subcommand is None:
        list_releases(as_json)


@releases_app.command("list")
def list_releases(as_json: Json = False) -> None:
    """List every release, oldest first."""
    current = store.current_id()
    described, damaged = [], []
    for release_id in store.list_ids():
        try:
            described.append(describe_release(store.read_release(release_id), current))
        except Refusal as error:
            damaged.append(str(error))
    for sentence in damaged:
        messages.print(sentence)
    if as_json:
        print_json(described)
        return
    table = Table("Release", "As at", "Published", "Kind", "Current")
    for entry in described:
        kind = "sample" if entry["is_sample"] else "real"
        mark = "current" if entry["is_current"] else ""
        table.add_row(
            entry["release"], entry["as_at"], entry["published_at"][:19], kind, mark
        )
    output.print(table if described else "Nothing has been published yet.")


@releases_app.command("use")
def use_release(release_id: str, as_json: Json = False) -> None:
    """Make an earlier release current again."""
    release = store.use_release(release_id)
    if as_json:
        print_json(describe_release(release, release.id))
    else:
        output.print(f"Release {release.id} is now the current one.")


@releases_app.command("prune")
def prune_releases(
    keep: Annotated[int, typer.Option(help="How many of the newest to keep.")],
    as_json: Json = False,
) -> None:
    """Delete old releases, never the current one."""
    pruned = store.prune_releases(keep)
    if as_json:
        print_json({"pruned": pruned, "kept": store.list_ids()})
    else:
        output.print(f"Deleted: {', '.join(pruned) or 'nothing'}.")


@releases_app.command("verify")
def verify_releases(as_json: Json = False) -> None:
    """Check that every file of every release is what was published."""
    problems: dict[str, list[str]] = {}
    for release_id in store.list_ids():
        try:
            problems[release_id] = store.verify_release(store.read_release(release_id))
        except Refusal as error:
            problems[release_id] = [str(error)]
    current = store.current_id()
    if current and current not in problems:
        problems[current] = [f"Release {current} is damaged: it is missing."]
    found = [sentence for sentences in problems.values() for sentence in sentences]
    if as_json:
        print_json(
            [
                {
                    "release": release_id,
                    "is_whole": not sentences,
                    "problems": sentences,
                }
                for release_id, sentences in problems.items()
            ]
        )
    if found:
        raise Refusal(" ".join(found))
    if not as_json:
        output.print(f"{len(problems)} releases are whole.")


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


@commands.command()
def measures(
    year: Annotated[
        list[str] | None, typer.Option(help="A reporting year, such as 2024-25.")
    ] = None,
    period: Annotated[
        list[str] | None, typer.Option(help='A part of one, such as "2024-25 Q3".')
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option(help="Only this measure.")
    ] = None,
    by: Annotated[list[str] | None, typer.Option(help="Break down by this.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Only where DIMENSION=VALUE.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what each figure was made of.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ask measures of the current release."""
    periods = [make_year(label) for label in year or []]
    periods += [make_period(label) for label in period or []]
    chosen = [find_measure(name) for name in measure or MEASURES]
    filters = parse_filters(where or [])
    release = open_current_release()
    if release.notice:
        messages.print(release.notice)
    results = run(
        release,
        chosen,
        unique(periods) or [release.default_period],
        by=by or [],
        where=filters,
    )
    if explain:
        print_passports(explain_results(release, results), as_json)
    elif as_json:
        print_json([result.to_dict() for result in results])
    else:
        print_results(results)


@commands.command()
def briefing(
    out: Annotated[Path, typer.Option(help="The folder to write the files into.")],
    kind: Annotated[str, typer.Option(help="Which paper.")] = "cabinet",
    year: Annotated[
        str | None, typer.Option(help="A reporting year, such as 2024-25.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(help='A part of one, such as "2024-25 Q3".')
    ] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Only where DIMENSION=VALUE.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a paper as Word, PDF and HTML."""
    from analytics.papers.content import make_paper
    from analytics.papers.write import write_paper

    if year and period:
        raise UsageError("A paper is about one period: give --year or --period.")
    asked = make_year(year) if year else make_period(period) if period else None
    filters = parse_filters(where or [])
    release = open_current_release()
    if release.notice:
        messages.print(release.notice)
    paper = make_paper(release, kind, asked or release.default_period, filters)
    files = [str(path) for path in write_paper(paper, out)]
    if as_json:
        print_json(
            {
                "kind": kind,
                "period": paper.period.label,
                "release": paper.release,
                "files": files,
            }
        )
    else:
        output.print("\n".join(f"Written: {file}" for file in files))


def unique(periods: list[Period]) -> list[Period]:
    """Periods without repetition, in order."""
    return list(dict.fromkeys(periods))


def parse_filters(pairs: list[str]) -> dict[str, list[str]]:
    """Filters by dimension; the same dimension twice means either value."""
    filters: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f'The filter "{pair}" is not DIMENSION=VALUE.')
        filters.setdefault(name.strip(), []).append(value.strip())
    return filters
