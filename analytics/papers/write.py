"""A paper as Word, as PDF and as one HTML file, from the same Markdown."""

import base64
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypandoc
import typst
from markupsafe import Markup

from analytics.ground.errors import Refusal
from analytics.ground.files import put
from analytics.papers import TEMPLATES
from analytics.papers.fonts import FONT, fit_font, font_folder
from analytics.papers.markup import clean, fill_frame, fill_template
from analytics.papers.paper import Paper
from analytics.papers.pictures import draw_chart
from analytics.papers.word import finish_document, make_reference


# Plain Markdown with tables and named blocks. Without raw HTML, without links made of
# bare addresses, without maths, citations, notes or code of any output format.
READER = "commonmark-raw_html+pipe_tables+fenced_divs"
FILTER = f"--lua-filter={TEMPLATES / 'paper.lua'}"


def convert(markdown: str, to: str, *options: str, output: Path | None = None) -> str:
    """Markdown in another format, as text or in a file."""
    return str(
        pypandoc.convert_text(
            markdown,
            to,
            format=READER,
            extra_args=[FILTER, "--wrap=none", *options],
            outputfile=None if output is None else str(output),
        )
    )


def draw_charts(paper: Paper, folder: Path, form: str) -> dict[str, bytes]:
    """The charts of a paper as files in a folder, by name."""
    pictures = {
        f"chart-{place}.{form}": draw_chart(chart, form)
        for place, chart in enumerate(paper.charts, start=1)
    }
    for name, content in pictures.items():
        (folder / name).write_bytes(content)
    return pictures


def render_docx(paper: Paper) -> bytes:
    """A paper as a Word document."""
    markdown = fill_template(paper)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw_charts(paper, folder, "png")
        (folder / "reference.docx").write_bytes(make_reference(paper))
        convert(
            markdown,
            "docx",
            f"--reference-doc={folder / 'reference.docx'}",
            f"--resource-path={folder}",
            output=folder / "paper.docx",
        )
        return finish_document((folder / "paper.docx").read_bytes(), paper)


def render_pdf(paper: Paper) -> bytes:
    """A paper as a PDF that holds to PDF/UA-1."""
    body = convert(fit_font(fill_template(paper)), "typst")
    look = (TEMPLATES / "paper.typ").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw_charts(paper, folder, "svg")
        (folder / "paper.typ").write_text(f"{look}\n{body}", encoding="utf-8")
        return typst.compile(
            str(folder / "paper.typ"),
            root=str(folder),
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
            sys_inputs={
                "title": fit_font(clean(paper.title)),
                "author": fit_font(clean(paper.landlord)),
                "footer": fit_font(clean(paper.footer)),
                "font": FONT,
            },
            pdf_standards="ua-1",
            timestamp=0,
        )


def render_html(paper: Paper) -> bytes:
    """A paper as one HTML file that asks for nothing else."""
    body = convert(fill_template(paper), "html5")
    with tempfile.TemporaryDirectory() as name:
        pictures = draw_charts(paper, Path(name), "svg")
    body = re.sub(
        r'(?<=<img src=")chart-\d+\.svg(?=")',
        lambda match: to_data(pictures[match[0]]),
        body,
    )
    return fill_frame(
        TEMPLATES / "paper.html",
        title=paper.title,
        footer=paper.footer,
        body=Markup(body),  # noqa: S704 - made by pandoc of escaped text.
    ).encode()


def to_data(picture: bytes) -> str:
    """A picture as an address that holds it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}"


FORMATS: dict[str, Callable[[Paper], bytes]] = {
    "docx": render_docx,
    "pdf": render_pdf,
    "html": render_html,
}


def write_paper(paper: Paper, folder: Path) -> list[Path]:
    """The files of a paper, written into a folder.

    Raises Refusal if it cannot be written to; then no file is half there.
    """
    contents = {
        f"{paper.file_stem}.{form}": make(paper) for form, make in FORMATS.items()
    }
    try:
        return [put(folder / name, content) for name, content in contents.items()]
    except OSError as error:
        raise Refusal(
            f"{folder}: it cannot be written to ({error.strerror})."
        ) from error
