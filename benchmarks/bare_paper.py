"""The reference paper: one line of text as Word, HTML and PDF, and nothing else."""

import sys
from pathlib import Path

import pypandoc
import typst


ONE_LINE = "# Bare\n\nOne line of text."


def write_bare(folder: Path) -> None:
    """The three files, by the same pandoc and typst that make a briefing."""
    for form in ("docx", "html"):
        path = folder / f"bare.{form}"
        pypandoc.convert_text(ONE_LINE, form, format="commonmark", outputfile=str(path))
    body = pypandoc.convert_text(ONE_LINE, "typst", format="commonmark")
    (folder / "bare.pdf").write_bytes(typst.compile(str(body).encode()))


if __name__ == "__main__":
    write_bare(Path(sys.argv[1]))
