"""Papers as files: everybody can read them, and text from outside stays text."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pypdf
import pytest
from conftest import open_drawn
from written_papers import DRAWING, YEAR, W, Written, flatten, write

from analytics.figures.open_release import (
    OpenRelease,
)
from analytics.papers.content import make_paper
from analytics.papers.fonts import BOX, fit_font
from analytics.papers.markup import escape
from analytics.papers.pictures import draw_chart
from analytics.papers.write import convert


# ---- Everybody can read it.


def test_the_pdf_is_tagged_titled_and_in_british_english(written: Written) -> None:
    with written.open_pdf() as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.StructTreeRoot
        with pdf.open_metadata() as facts:
            assert facts["pdfuaid:part"] == "1"
            assert facts["dc:title"] == written.paper.title


def walk(node: Any) -> Iterator[Any]:
    """Every element of a PDF's structure."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from walk(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from walk(node.K)


def test_every_figure_of_the_pdf_has_its_alt_text(written: Written) -> None:
    with written.open_pdf() as pdf:
        nodes = list(walk(pdf.Root.StructTreeRoot.K))
        alts = [str(node.Alt) for node in nodes if node.S == "/Figure"]
        kinds = {str(node.S) for node in nodes}
    assert alts == [chart.alt for chart in written.paper.charts]
    sections = written.paper.sections
    grids = [grid for section in sections for grid in section.grids]
    assert "/H1" in kinds
    assert ("/L" in kinds) == any(section.points for section in sections)
    assert ({"/Table", "/TH", "/TD"} <= kinds) == bool(grids)


# Pages that a paper may have; the annual report has an annex, and no bound.
LONGEST = {
    "cabinet": 4,
    "update": 4,
    "panel": 4,
    "residents": 4,
    "newsletter": 1,
    "determination": 2,
}


def test_the_pdf_is_as_long_as_is_read_each_page_with_its_footer(
    written: Written,
) -> None:
    pages = pypdf.PdfReader(BytesIO(written.files["pdf"])).pages
    assert len(pages) <= LONGEST.get(written.paper.kind, 99)
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(pages)}" in text
        assert flatten(written.paper.footer) in flatten(text)


def test_word_has_headings_that_nest_and_alt_on_every_picture(
    written: Written,
) -> None:
    styles = [str(each.get(f"{W}val")) for each in written.word.iter(f"{W}pStyle")]
    levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(now - before <= 1 for before, now in pairwise(levels))
    alts = [each.get("descr") for each in written.word.iter(f"{DRAWING}docPr")]
    assert alts == [chart.alt for chart in written.paper.charts]


def test_header_rows_repeat_in_word_and_no_row_breaks(written: Written) -> None:
    tables = list(written.word.iter(f"{W}tbl"))
    assert len(tables) == sum(len(each.grids) for each in written.paper.sections)
    for table in tables:
        first, *others = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        for row in (first, *others):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_the_footer_of_word_has_page_release_day_and_filters(written: Written) -> None:
    text = written.read_word("word/footer1.xml")
    for words in ("Page", "2025-06-30.1", "30 June 2025", "of all residents", "sample"):
        assert words in text
    fields = [
        (each.text or "").strip()
        for each in written.open_part("word/footer1.xml").iter(f"{W}instrText")
    ]
    assert fields == ["PAGE", "NUMPAGES"]
    [page] = written.word.iter(f"{W}sectPr")
    assert page.find(f"{W}footerReference") is not None


def test_word_is_in_british_english_and_has_its_title(written: Written) -> None:
    for part in ("word/styles.xml", "word/settings.xml"):
        root = written.open_part(part)
        tags = (f"{W}lang", f"{W}themeFontLang")
        said = {each.get(f"{W}val") for tag in tags for each in root.iter(tag)}
        assert said == {"en-GB"}, part
    core = written.open_part("docProps/core.xml")
    words = [each.text for each in core]
    assert written.paper.title in words
    assert "en-GB" in words


def test_the_html_is_one_file_that_asks_for_nothing(written: Written) -> None:
    page = written.html
    assert page.find("html") == [{"lang": "en-GB"}]
    assert not page.find("script") + page.find("link") + page.find("a")
    pictures = page.find("img")
    assert [each["alt"] for each in pictures] == [
        chart.alt for chart in written.paper.charts
    ]
    assert all((each["src"] or "").startswith("data:") for each in pictures)
    assert not re.search(r"url\(|@import|src=\"http", written.files["html"].decode())
    assert written.paper.footer in page.text


def test_table_headers_of_the_html_say_what_they_head(written: Written) -> None:
    heads = written.html.find("th")
    grids = [grid for part in written.paper.sections for grid in part.grids]
    scopes = {"col", "row"} if grids else set()
    assert {each.get("scope") for each in heads} == scopes
    rows = sum(len(grid.rows) for part in written.paper.sections for grid in part.grids)
    assert sum(each.get("scope") == "row" for each in heads) == rows


def test_the_same_paper_is_the_same_bytes(written: Written) -> None:
    again = write(written.paper)
    assert again.files["pdf"] == written.files["pdf"]
    assert again.files["html"] == written.files["html"]
    parts = [zipfile.ZipFile(BytesIO(each.files["docx"])) for each in (written, again)]
    assert parts[0].read("word/document.xml") == parts[1].read("word/document.xml")


# ---- Text that comes from outside stays text.

HOSTILE = [
    "![a](http://evil.invalid/a.png)",
    "[a](javascript:alert(1)) <http://evil.invalid>",
    "https://evil.invalid/x?a=1&b=2 and www.evil.invalid",
    "<img src=http://evil.invalid/x onerror=alert(1)> <script>alert(1)</script>",
    '#import "@preview/a:1" #{1+1} #read("/etc/passwd") // gone /* gone */',
    "$x^2$ @cite [@cite] ^[note] [^1] ~~gone~~ **bold** _em_ `code` ``` --- ...",
    "a | b \\| c ] ) } \" ' \\ end\\",
    "{{ 7 * 7 }} {% raw %} {# gone #} {.class} :::",
    "&lt;b&gt; &#65; &copy; \\(x\\) \\textbf{x} \\x41",
    "- one + two = three 1. four > five # six",
    '=HYPERLINK("http://evil.invalid") %s %d {0}',
]


def draw_hostile() -> dict[str, str]:
    """Every text column of some sources, full of hostile text."""
    # A bar would end the drawn cell, so it is tested by escape() below.
    texts = [text.replace("|", "!") for text in HOSTILE]
    actions = "\n".join(
        f"A-{place} | {text} | open | {text} | {text} | {text}"
        for place, text in enumerate(texts)
    )
    complaints = "\n".join(
        f"C-{place}-{copy} | 2024-05-0{1 + copy} | {text.replace(';', ',')}"
        for place, text in enumerate(texts[:6])
        for copy in range(2)
    )
    figures = "\n".join(
        f"{text} | R-{place} | Said | 2024-25 | 1" for place, text in enumerate(texts)
    )
    return {
        "learning_actions": (
            "action_id | description | status | theme | owner | service_area\n"
            + actions
        ),
        "complaints": "complaint_id | received_date | service_areas\n" + complaints,
        "published_figures": (
            "document | reference | statement | reporting_year | value\n" + figures
        ),
        "events": (
            "event_date | date_precision | label | kind | breaks_baseline\n"
            f"2024-06-03 | day | {texts[0]} | system | true"
        ),
    }


@pytest.fixture(scope="module", params=["cabinet", "annual"])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Written:
    """A paper on a release whose every text is hostile."""
    landlord = f"name = '{HOSTILE[0]}'\nmember_responsible = '{HOSTILE[3]}'"
    folder = tmp_path_factory.mktemp("hostile")
    with open_drawn(folder, landlord, **draw_hostile()) as release:
        return write(make_paper(release, request.param, YEAR))


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_hostile_text_is_read_as_it_was_written(hostile: Written, place: int) -> None:
    text = " ".join(HOSTILE[place].replace("|", "!").split())
    assert text in hostile.html.text
    assert text in hostile.read_word()
    assert flatten(text) in flatten(hostile.read_pdf())


def test_hostile_text_becomes_no_link_picture_or_code(hostile: Written) -> None:
    page = hostile.html
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"a", "script", "em", "strong", "code", "del", "sup", "sub"}
    assert len(page.find("img")) == len(hostile.paper.charts)
    assert not list(hostile.word.iter(f"{W}hyperlink"))
    links = hostile.open_part("word/_rels/document.xml.rels")
    assert not [each for each in links if "evil" in (each.get("Target") or "")]
    with hostile.open_pdf() as pdf:
        for sheet in pdf.pages:
            marks = sheet.get("/Annots", pikepdf.Array())
            assert not [mark for mark in marks if "/A" in mark]


def test_charts_take_no_dollar_for_maths_and_lack_no_letter(
    make_release: Callable[..., OpenRelease],
) -> None:
    # A warning of matplotlib's would fail here.
    release = make_release(
        complaints="""
        complaint_id | received_date | service_areas
        A            | 2024-05-01    | $x^2$
        B            | 2024-05-01    | 住宅
        C            | 2024-05-01    | \\frac{1}{2}
        """
    )
    paper = make_paper(release, "annual", YEAR)
    charts = [each for each in paper.charts if each.kind == "bars"]
    assert charts
    for chart in paper.charts:
        assert draw_chart(chart, "png").startswith(b"\x89PNG")
    texts = write(paper)
    assert "住宅" in texts.files["html"].decode()
    alts = [each.get("descr") or "" for each in texts.word.iter(f"{DRAWING}docPr")]
    assert "住宅" in " ".join(alts)


def test_a_letter_the_font_lacks_is_a_box() -> None:
    assert fit_font("a住b") == f"a{BOX}b"


@pytest.mark.parametrize("text", [*HOSTILE, "a\x00b", "a\u202eb", "\ud800", "a\ufffeb"])
def test_escaped_text_is_one_plain_run_of_markdown(text: str) -> None:
    tree = json.loads(convert(escape(text), "json"))
    kinds = {each["t"] for block in tree["blocks"] for each in block["c"]}
    assert {block["t"] for block in tree["blocks"]} <= {"Para"}
    assert kinds <= {"Str", "Space"}


def test_a_template_can_bring_in_no_picture_of_its_own() -> None:
    made = convert("![words](http://evil.invalid/a.png)", "html5")
    assert "img" not in made
    assert "words" in made
