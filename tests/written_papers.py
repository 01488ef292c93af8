"""A paper written in its three formats and read back."""

import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO

import pikepdf
import pypdf

from analytics.ground.calendar import make_year
from analytics.papers.paper import Paper
from analytics.papers.write import FORMATS


YEAR = make_year("2024-25")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class Html(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content.decode())
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += "" if tag in ("a", "em", "strong", "code") else " "

    def handle_data(self, data: str) -> None:
        self.text += data

    def find(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@dataclass(frozen=True, kw_only=True)
class Written:
    """A paper and its three files, read back."""

    paper: Paper
    files: dict[str, bytes]

    @property
    def html(self) -> Html:
        return Html(self.files["html"])

    def open_part(self, name: str) -> ET.Element:
        with zipfile.ZipFile(BytesIO(self.files["docx"])) as archive:
            return ET.fromstring(archive.read(name))  # noqa: S314 - our own.

    @property
    def word(self) -> ET.Element:
        return self.open_part("word/document.xml")

    def read_word(self, name: str = "word/document.xml") -> str:
        paragraphs = self.open_part(name).iter(f"{W}p")
        lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs]
        return " ".join(" ".join(lines).split())

    def read_pdf(self) -> str:
        # A paragraph can go on over a page's end, where the footer stands between.
        pages = pypdf.PdfReader(BytesIO(self.files["pdf"])).pages
        texts = [" ".join(page.extract_text().split()) for page in pages]
        footer = re.escape(self.paper.footer).replace(r"\ ", r"\s*")
        foot = re.compile(footer + r"\s*Page \d+ of \d+")
        return " ".join(" ".join(foot.sub("", text) for text in texts).split())

    def open_pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.files["pdf"]))


def write(paper: Paper) -> Written:
    """The paper in its three formats."""
    files = {form: make(paper) for form, make in FORMATS.items()}
    return Written(paper=paper, files=files)


def flatten(text: str) -> str:
    """Text without its spaces, which a PDF puts where it likes."""
    return re.sub(r"\s", "", text)
