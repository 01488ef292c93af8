"""`publish`: extracts in, a release out."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analytics.ground.errors import UsageError
from analytics.terminal import (
    Json,
    messages,
    print_json,
    print_publication,
    show_progress,
)


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
    as_json: Json = False,
) -> None:
    """Check extracts against the contract and publish them as a new release."""
    from analytics.profiles.files import find_profile
    from analytics.release.publish import publish as publish_paths

    day = read_day(as_at) if as_at else None
    with show_progress() as progress:
        publication = publish_paths(
            paths,
            as_at=day,
            landlord_file=landlord,
            profile=find_profile(profile) if profile else None,
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
