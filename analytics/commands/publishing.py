"""`publish`: extracts in, a release out; or what would come out, with --dry-run."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analytics.ground.calendar import read_day
from analytics.terminal import (
    Json,
    messages,
    print_json,
    print_publication,
    print_rehearsal,
    show_progress,
)


if TYPE_CHECKING:
    from analytics.release.publish import Publication


# How many rejected rows are told on the terminal; all of them are in the release.
SENTENCES_TOLD = 20


def publish(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    as_at: Annotated[
        str | None, typer.Option(help="The day the figures look from, YYYY-MM-DD.")
    ] = None,
    landlord: Annotated[
        Path | None, typer.Option(help="The landlord.toml to use.")
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(help="The profile to read files through, or its file."),
    ] = None,
    replace: Annotated[
        str | None,
        typer.Option(
            metavar="FROM..TO",
            help="Days of which these files hold every row there is: of the sources "
            "given, what the current release has of them and the files do not, goes.",
        ),
    ] = None,
    yes: Annotated[
        list[str] | None,
        typer.Option(help="Agree to what was refused, by the name it was given."),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Only say what publishing would do."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Check extracts and publish them: added to the current release, by their keys."""
    from analytics.profiles.files import find_profile
    from analytics.release.append import Span
    from analytics.release.publish import publish as publish_paths

    how: dict[str, Any] = {
        "as_at": read_day(as_at) if as_at else None,
        "landlord_file": landlord,
        "profile": find_profile(profile) if profile else None,
        "span": Span.read(replace) if replace else None,
    }
    if dry_run:
        rehearse_publish(paths, how, as_json)
        return
    with show_progress() as progress:
        publication = publish_paths(
            paths, agreed=frozenset(yes or []), progress=progress, **how
        )
    tell(publication)
    if as_json:
        print_json(publication.to_dict())
    else:
        print_publication(publication.release)


def rehearse_publish(paths: list[Path], how: dict[str, Any], as_json: bool) -> None:
    """Say what publishing would do."""
    from analytics.behind.rehearsal import rehearse

    with show_progress() as progress:
        rehearsal = rehearse(paths, progress=progress, **how)
    try:
        if as_json:
            print_json(rehearsal.to_dict())
        else:
            tell(rehearsal.told)
            print_rehearsal(rehearsal)
    finally:
        rehearsal.close()


def tell(publication: "Publication") -> None:
    """What an officer should know of how a release came about."""
    if publication.notice:
        messages.print(publication.notice)
    for remark in publication.remarks:
        messages.print(remark)
    for file in publication.ignored_files:
        messages.print(f"{file}: ignored, it is not named after a source.")
    for file, columns in publication.unknown_columns.items():
        messages.print(f"{file}: columns not read: {', '.join(columns)}.")
    for sentence in publication.sentences[:SENTENCES_TOLD]:
        messages.print(sentence)
    untold = publication.faults - SENTENCES_TOLD
    if untold > 0:
        kept = "the release keeps all of them in breaches.parquet"
        messages.print(f"And {untold:,} more; {kept}.")
