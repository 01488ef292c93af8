"""`briefing` and `told`: papers of the current release, and those told before."""

from pathlib import Path
from typing import Annotated, Any

import typer

from analytics.commands.figures import parse_filters
from analytics.figures.open_release import OpenRelease, open_current_release
from analytics.ground.calendar import make_period, make_year, read_day
from analytics.ground.errors import UsageError
from analytics.papers.ledger import (
    Told,
    check_told,
    keep_paper,
    list_moved_since,
    list_rows_since,
    list_told,
)
from analytics.terminal import Json, messages, output, print_json


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
    case: Annotated[
        str, typer.Option(help="Which determination; without it the latest.")
    ] = "",
    told: Annotated[
        str | None, typer.Option(help="Keep it as told to this board; needs --on.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="The day it was told, such as 2025-07-10.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a paper as Word, PDF and HTML."""
    from analytics.papers.content import make_paper
    from analytics.papers.write import write_paper

    if year and period:
        raise UsageError("A paper is about one period: give --year or --period.")
    if bool(told) != bool(on):
        raise UsageError("A paper is told to somebody on a day: give --told and --on.")
    told_on = read_day(on, "day told") if on else None
    asked = make_year(year) if year else make_period(period) if period else None
    filters = parse_filters(where or [])
    release = open_current_release()
    if release.notice:
        messages.print(release.notice)
    if told and told_on:
        check_told(release, told, told_on)
    paper = make_paper(release, kind, asked or release.default_period, filters, case)
    written = write_paper(paper, out)
    files = [str(path) for path in written]
    kept = (
        keep_paper(release, paper, written, told, told_on) if told and told_on else None
    )
    if as_json:
        print_json(
            {
                "kind": kind,
                "period": paper.period.label,
                "release": paper.release,
                "files": files,
            }
            | ({"told": kept.id} if kept else {})
        )
        return
    output.print("\n".join(f"Written: {file}" for file in files))
    if kept:
        output.print(f"Kept as told to {kept.board} on {kept.told_on}: {kept.id}.")


def told(as_json: Json = False) -> None:
    """What each paper told each board, and what the current release gives otherwise."""
    release = open_current_release()
    if release.notice:
        messages.print(release.notice)
    papers: list[dict[str, Any]] = [
        describe_told(release, each) for each in list_told()
    ]
    if as_json:
        print_json(papers)
        return
    for paper in papers:
        output.print(
            f"{paper['told_on']}, {paper['board']}: {paper['title']} "
            f"(release {paper['release']}, {paper['figures']} figures)"
        )
        lines = [*(paper["moved"] or ["as told"]), *paper["rows"]]
        output.print("\n".join(f"  {line}" for line in lines))
    if not papers:
        output.print("No paper is kept as told to anybody.")


def describe_told(release: OpenRelease, each: Told) -> dict[str, Any]:
    """A paper that was told, with the figures that moved since."""
    return {
        "id": each.id,
        "kind": each.kind,
        "title": each.title,
        "board": each.board,
        "told_on": each.told_on.isoformat(),
        "release": each.release,
        "files": dict(each.files),
        "figures": len(each.figures),
        "moved": [moved.write() for moved in list_moved_since(release, each)],
        "rows": list_rows_since(release, each),
    }
