"""`claims`: a draft's figures and claims against the current release."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from analytics.claims.checking import LONGEST_DRAFT, check_claims
from analytics.figures.open_release import open_current_release
from analytics.ground.calendar import make_year
from analytics.ground.errors import Refusal
from analytics.terminal import Json, messages, output, print_json


def claims(
    file: Annotated[str, typer.Argument(help="A text file; - reads what is piped in.")],
    year: Annotated[
        str | None,
        typer.Option(help="The reporting year it is about, such as 2024-25."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check each sentence of a draft against the current release."""
    text = read_draft(file)
    release = open_current_release()
    if release.notice:
        messages.print(release.notice)
    period = make_year(year) if year else make_year(release.default_period.year)
    checked = check_claims(release, text, period)
    if as_json:
        print_json([each.to_dict() for each in checked])
        return
    for each in checked:
        output.print(each.sentence)
        output.print(f"  {each.verdict or 'no figure or claim was recognised'}")
        for found in each.claims:
            output.print(f"  - {found.words}: {found.verdict}. {found.says}".rstrip())


def read_draft(file: str) -> str:
    """The text of a file or of standard input; Refusal where it cannot be read."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise Refusal(f"{file}: it cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{file}: it is no text in UTF-8.") from error
    if len(text) > LONGEST_DRAFT:
        raise Refusal(
            f"{file}: it has {len(text):,} characters; at most {LONGEST_DRAFT:,} are "
            "checked at once."
        )
    return text
