"""The look of a Word document: styles, language, footer, and what pandoc leaves out."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import lru_cache

import pypandoc

from analytics.papers import TEMPLATES
from analytics.papers.markup import fill_frame
from analytics.papers.paper import Paper


FONTS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
STYLE_PATTERN = re.compile(r'<w:style [^>]*w:styleId="(\w+)".*?</w:style>', re.DOTALL)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDPROCESSING = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
)
# A4, in twentieths of a point.
PAGE = (
    f'<w:sectPr xmlns:r="{OFFICE}"><w:footerReference w:type="default" r:id="rIdFooter"'
    '/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1020" w:right="1134" '
    'w:bottom="1020" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)

# A row that breaks over two pages is read wrongly.
WHOLE = "<w:cantSplit/>"

Parts = dict[str, bytes]


@lru_cache(maxsize=1)
def read_default() -> bytes:
    """Pandoc's own reference document."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file=reference.docx"]
    return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603


def make_reference(paper: Paper) -> bytes:
    """The document whose styles and footer pandoc takes over."""
    parts = unpack(read_default())
    change(parts, "word/styles.xml", restyle)
    change(parts, "word/settings.xml", lambda xml: xml.replace("en-US", "en-GB"))
    change(parts, "word/document.xml", set_page)
    footer = fill_frame(TEMPLATES / "footer.xml", footer=paper.footer)
    parts["word/footer1.xml"] = footer.encode()
    change(
        parts,
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace(
            "</Relationships>",
            f'<Relationship Id="rIdFooter" Type="{OFFICE}/footer" '
            'Target="footer1.xml"/></Relationships>',
        ),
    )
    change(
        parts,
        "[Content_Types].xml",
        lambda xml: xml.replace(
            "</Types>",
            f'<Override PartName="/word/footer1.xml" ContentType="{WORDPROCESSING}"/>'
            "</Types>",
        ),
    )
    return pack(parts)


def restyle(xml: str) -> str:
    """Pandoc's styles with ours in their place, in one font and British English."""
    ours = (TEMPLATES / "styles.xml").read_text(encoding="utf-8")
    styles = {match[1]: match[0] for match in STYLE_PATTERN.finditer(ours)}
    kept = STYLE_PATTERN.sub(lambda each: "" if each[1] in styles else each[0], xml)
    kept = re.sub(r"<w:rFonts\b[^>]*/>", FONTS, kept)
    kept = re.sub(r"<w:lang\b[^>]*/>", '<w:lang w:val="en-GB"/>', kept)
    return kept.replace("</w:styles>", "".join(styles.values()) + "</w:styles>")


def set_page(xml: str) -> str:
    """A document on A4 with our footer."""
    return re.sub(
        r"<w:sectPr\b.*?(/>|</w:sectPr>)(?=\s*</w:body>)", PAGE, xml, flags=re.DOTALL
    )


def finish_document(content: bytes, paper: Paper) -> bytes:
    """A document pandoc made, with unbroken rows and its facts filled in."""
    parts = unpack(content)
    change(parts, "word/document.xml", keep_rows_whole)
    parts["docProps/core.xml"] = fill_frame(
        TEMPLATES / "core.xml",
        title=paper.title,
        author=paper.landlord or "Landlord",
        day=paper.as_at,
    ).encode()
    return pack(parts)


def keep_rows_whole(xml: str) -> str:
    """The rows of every table marked as not to be broken over two pages."""
    xml = re.sub(r"<w:tr>(?!\s*<w:trPr>)", f"<w:tr><w:trPr>{WHOLE}</w:trPr>", xml)
    return re.sub(r"<w:trPr>(?!<w:cantSplit/>)", f"<w:trPr>{WHOLE}", xml)


def change(parts: Parts, name: str, how: Callable[[str], str]) -> None:
    """Change one part of a document."""
    parts[name] = how(parts[name].decode()).encode()


def unpack(content: bytes) -> Parts:
    """The parts of a document, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Parts) -> bytes:
    """A document of those parts, the same bytes for the same parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()
