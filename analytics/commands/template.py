"""`template`: an empty workbook of a source, to fill in by hand."""

from pathlib import Path
from typing import Annotated

import typer

from analytics.ground.errors import Refusal, UsageError, quote_nearest
from analytics.terminal import Json, output, print_json
from expectations.sources import SOURCES


def template(
    source: Annotated[str, typer.Argument(help="Which source, such as complaints.")],
    out: Annotated[
        Path | None, typer.Option(help="The file to write; else SOURCE.xlsx here.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a workbook with a source's headings, drop-downs, example and meanings."""
    from analytics.release.template import write_template

    if source not in SOURCES:
        hint = quote_nearest(source, list(SOURCES))
        raise UsageError(f'There is no source "{source}"; {hint}.')
    path = out or Path(f"{source}.xlsx")
    if path.exists():
        raise Refusal(f"{path}: it is there already and is not written over.")
    if not path.parent.is_dir():
        raise Refusal(f"{path.parent}: there is no such folder.")
    write_template(SOURCES[source], path)
    if as_json:
        print_json({"source": source, "file": str(path)})
    else:
        output.print(f"Written: {path}")
