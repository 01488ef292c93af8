"""Papers: what they say, that everybody can read them, that text stays text."""

import json
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from conftest import open_drawn
from shown_pages import open_page

from analytics import cli
from analytics.figures.open_release import (
    OpenRelease,
)
from analytics.figures.query import run
from analytics.ground.calendar import Period, make_period, make_year
from analytics.ground.errors import Refusal, UsageError
from analytics.measures import find_measure
from analytics.papers import PAPERS, TEMPLATES, PaperKind
from analytics.papers.content import make_paper
from analytics.papers.fonts import BOX, fit_font
from analytics.papers.markup import escape, fill_template
from analytics.papers.paper import Paper
from analytics.papers.pictures import draw_chart
from analytics.papers.write import FORMATS, convert, write_paper
from analytics.words.narrative import write_sentence
from pages.frame.entries import BRIEFING


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
    files = {form: make(paper) for form, make in FORMATS.items()}
    return Written(paper=paper, files=files)


@pytest.fixture(scope="module")
def written(sample: OpenRelease) -> Written:
    """The sample's briefing for its year, in three formats."""
    return write(make_paper(sample, "cabinet", YEAR))


def flatten(text: str) -> str:
    """Text without its spaces, which a PDF puts where it likes."""
    return re.sub(r"\s", "", text)


# ---- What it says.


def test_the_three_files_say_what_the_paper_says(written: Written) -> None:
    paper = written.paper
    said = [paper.title, paper.quiet, paper.banner, *paper.answer]
    for section in paper.sections:
        said += [section.heading, *section.sentences, *section.points, *section.notes]
        for grid in section.grids:
            said += [cell for row in (grid.headings, *grid.rows) for cell in row]
    texts = (written.read_word(), written.read_pdf(), written.html.text)
    for text in texts:
        for sentence in said:
            assert flatten(sentence) in flatten(text), sentence


def test_a_figure_is_the_same_text_in_the_paper_as_on_the_command_line(
    sample: OpenRelease, written: Written
) -> None:
    for name in ("ch01_1", "ch01_2", "ch02_1", "ch02_2", "tp09", "upheld_share_1"):
        [result] = run(sample, [find_measure(name)], [YEAR])
        assert result.shown in written.html.text
        assert write_sentence(result) in written.html.text


def test_every_theme_has_its_part_in_the_order_of_the_menu(written: Written) -> None:
    assert [section.key for section in written.paper.sections] == [
        "first",
        "volumes",
        "outcomes",
        "timeliness",
        "satisfaction",
        "learning",
        "unfinished",
        "missing",
        "provisional",
        "provision",
        "method",
    ]
    headings = re.findall(r"^## (.*)$", fill_template(written.paper), re.MULTILINE)
    assert [re.sub(r"\\", "", each) for each in headings] == [
        section.heading for section in written.paper.sections
    ]


def test_the_sample_says_that_figures_are_made_up(written: Written) -> None:
    text = written.html.text
    assert "This is the sample release" in text
    assert "84.0%" not in text or "84.0%, made up" in text
    assert "81.1%, made up" in text
    assert "85.1%, made up" not in text


def find_part(paper: Paper, letter: str) -> tuple[str, ...]:
    """A part of provision 9.7: what it asks, whether it is here, why."""
    [section] = [each for each in paper.sections if each.key == "provision"]
    [row] = [
        each for each in section.grids[0].rows if each[0].startswith(f"({letter})")
    ]
    return row


def test_provision_9_7_is_judged_by_what_the_sample_holds(written: Written) -> None:
    # No extract of orders, so (a) and (c) lack compliance; the report is never held.
    assert [find_part(written.paper, each)[1] for each in "abcd"] == [
        "In part",
        "Here",
        "In part",
        "In part",
    ]
    assert "no extract of ombudsman orders" in find_part(written.paper, "a")[2]
    assert "17 figures of Complaints performance" in find_part(written.paper, "d")[2]


COMPLAINTS = """
    complaint_id | received_date | acknowledged_date | responded_date | outcome
    A            | 2024-04-03    | 2024-04-04        | 2024-04-10     | upheld
    B            | 2024-08-05    | 2024-08-06        | 2024-08-09     | not_upheld
    C            | 2023-05-02    | 2023-05-03        | 2023-05-09     | upheld
"""


def test_provision_9_7_is_here_when_all_it_asks_is_known(
    make_release: Callable[..., OpenRelease],
) -> None:
    # An order complied with; a finding; the year before; nothing printed on the year.
    release = make_release(
        complaints=COMPLAINTS,
        ombudsman_findings="""
        determination_id | determined_date | finding
        D-1              | 2024-06-03      | severe_maladministration
        """,
        ombudsman_orders="""
        determination_id | order_id | kind  | due_date   | complied_date
        D-1              | O-1      | order | 2024-07-01 | 2024-06-28
        """,
    )
    paper = make_paper(release, "cabinet", YEAR)
    assert [find_part(paper, each)[1] for each in "abcd"] == [
        "Here",
        "Here",
        "Here",
        "Not here",
    ]


def test_orders_are_asked_of_part_c_only_after_severe_maladministration(
    make_release: Callable[..., OpenRelease],
) -> None:
    release = make_release(
        complaints=COMPLAINTS,
        ombudsman_findings="""
        determination_id | determined_date | finding
        D-1              | 2024-06-03      | service_failure
        """,
    )
    paper = make_paper(release, "cabinet", YEAR)
    assert find_part(paper, "c")[1] == "Here"
    assert find_part(paper, "a")[1] == "In part"


def find_section(paper: Paper, key: str) -> Any:
    return next(section for section in paper.sections if section.key == key)


def test_a_missing_source_leaves_a_gap_that_says_what_is_missing(
    make_release: Callable[..., OpenRelease],
) -> None:
    release = make_release(coverage="source | from_date | is_recorded")
    paper = make_paper(release, "cabinet", YEAR)
    gaps = " ".join(find_section(paper, "missing").points)
    for source in ("complaints", "perception survey", "learning actions", "refusals"):
        assert f"no extract of {source}" in gaps
    assert [find_part(paper, each)[1] for each in "abcd"] == ["Not here"] * 4
    assert not paper.charts
    for text in (write(paper).html.text, write(paper).read_pdf()):
        assert "Satisfaction with complaints handling: not supplied." in text


SHORT = """\
# {{ paper.title }}

{% include "numbers.md" %}

{{ missing.points | points }}
"""


@pytest.mark.parametrize(
    ("numbers", "gaps", "silent"),
    [
        ("{{ volumes.heading }}", "received", "atisfaction"),
        ("{{ satisfaction.heading }}", "atisfaction", "received"),
        # It cannot be followed, so nothing can be left out; writing it says why.
        ("{% for %}{{ volumes.heading }}", "atisfaction", "nothing is silent"),
    ],
)
def test_a_short_paper_says_what_is_missing_of_what_it_shows(
    make_release: Callable[..., OpenRelease],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    numbers: str,
    gaps: str,
    silent: str,
) -> None:
    (tmp_path / "short.md").write_text(SHORT, encoding="utf-8")
    (tmp_path / "numbers.md").write_text(numbers, encoding="utf-8")
    kind = PaperKind(title="Note", template=tmp_path / "short.md")
    monkeypatch.setitem(PAPERS, "short", kind)
    release = make_release(coverage="source | from_date | is_recorded")
    paper = make_paper(release, "short", YEAR)
    said = " ".join(find_section(paper, "missing").points)
    assert gaps in said
    assert silent not in said


@pytest.mark.parametrize("kind", PAPERS)
def test_every_kind_of_paper_can_be_written(sample: OpenRelease, kind: str) -> None:
    paper = make_paper(sample, kind, YEAR)
    assert f"# {PAPERS[kind].title}" in fill_template(paper)


def test_what_is_provisional_is_said(make_release: Callable[..., OpenRelease]) -> None:
    release = make_release(
        as_at=date(2025, 3, 31),
        complaints="""
        complaint_id | received_date | acknowledged_date | responded_date
        C-1          | 2025-02-03    | 2025-02-04        | 2025-02-10
        C-2          | 2025-03-28    | 2025-03-31        |
        """,
    )
    paper = make_paper(release, "cabinet", YEAR)
    said = " ".join(find_section(paper, "provisional").points)
    assert "1 of 1 decided stage 1 complaints" in said
    assert "(provisional)" in said
    assert "100.0%, provisional" not in " ".join(paper.answer)
    dots = next(chart for chart in paper.charts if chart.kind == "dots")
    # Hatched from the first of them to both; the picture says so too.
    assert "provisional, 1 can still be decided" in dots.alt
    assert b"<pattern" in draw_chart(dots, "svg")


def test_a_year_to_date_says_so(make_release: Callable[..., OpenRelease]) -> None:
    release = make_release(as_at=date(2024, 9, 30), complaints=COMPLAINTS)
    paper = make_paper(release, "cabinet", YEAR)
    assert "Year to date" in " ".join(find_section(paper, "provisional").points)


def test_a_quarter_has_its_own_figures_and_the_survey_of_its_year(
    sample: OpenRelease,
) -> None:
    paper = make_paper(sample, "cabinet", make_period("2024-25 Q3"))
    assert paper.title == "Briefing, October to December 2024"
    assert paper.file_stem == "cabinet-2024-25-Q3"
    assert find_section(paper, "satisfaction").sentences[0].startswith("2024-25: 67.4")
    columns = next(chart for chart in paper.charts if chart.kind == "columns")
    assert len(columns.results) == 6


def test_filters_reach_every_figure_that_takes_them_and_are_named(
    sample: OpenRelease,
) -> None:
    where = {"service_area": ["Repairs and maintenance"], "stage": ["1"]}
    paper = make_paper(sample, "cabinet", YEAR, where)
    assert "about Repairs and maintenance, stage 1 only" in paper.quiet
    assert "about Repairs and maintenance" in paper.footer
    assert "do not apply here" in " ".join(paper.notes)
    ids = {each.measure.id for part in paper.sections for each in part.results}
    assert "ch02_1" in ids
    assert "ch02_2" not in ids
    # The sample's actions are all about complaint handling.
    assert not find_section(paper, "unfinished").grids


def test_what_is_too_few_to_show_is_in_no_file(
    make_release: Callable[..., OpenRelease],
    as_public: Callable[[OpenRelease], OpenRelease],
) -> None:
    release = as_public(
        make_release(
            complaints="""
            complaint_id | received_date | acknowledged_date | responded_date | outcome | ward_name
            C-1          | 2024-04-08    | 2024-04-09        | 2024-04-15     | upheld  | Hilltop
            C-2          | 2024-07-09    | 2024-07-10        | 2024-07-16     | upheld  | Hilltop
            C-3          | 2024-10-10    | 2024-10-11        | 2024-10-17     | upheld  | Hilltop
            C-4          | 2024-04-11    | 2024-04-12        | 2024-04-18     | upheld  | Riverside
            C-5          | 2024-04-12    | 2024-04-15        | 2024-04-19     | upheld  | Riverside
            C-6          | 2024-07-15    | 2024-07-16        | 2024-07-22     | upheld  | Riverside
            C-7          | 2024-10-16    | 2024-10-17        | 2024-10-23     | upheld  | Riverside
            C-8          | 2024-04-17    | 2024-04-18        | 2024-04-24     | upheld  | Riverside
            """  # noqa: E501
        )
    )
    paper = make_paper(release, "cabinet", YEAR, {"ward": ["Hilltop"]})
    hidden = [
        each
        for part in paper.sections
        for each in part.results
        if "ward" in each.measure.dimensions and each.is_ok
    ]
    assert not [each for each in hidden if each.numerator]
    # The tenants' figures are of the whole landlord, and say so.
    text = Html(FORMATS["html"](paper)).text
    assert "too few to show" in text.lower()
    assert "3 stage 1 complaints" not in text


def test_a_figure_that_is_hidden_is_drawn_in_words(
    sample: OpenRelease, written: Written
) -> None:
    [shown] = run(sample, [find_measure("ch02_1")], [YEAR])
    hidden = replace(shown, status="suppressed", shown="too few to show", value=None)
    dots = next(chart for chart in written.paper.charts if chart.kind == "dots")
    drawn = draw_chart(replace(dots, results=(hidden,)), "svg")
    assert drawn != draw_chart(replace(dots, results=(shown,)), "svg")


def test_a_register_of_actions_is_cut_short_and_says_so(
    make_release: Callable[..., OpenRelease],
) -> None:
    rows = "\n".join(
        f"A-{place} | Action {place} | open | 2025-01-02" for place in range(30)
    )
    release = make_release(
        learning_actions=f"action_id | description | status | due_date\n{rows}"
    )
    section = find_section(make_paper(release, "cabinet", YEAR), "unfinished")
    assert len(section.grids[0].rows) == 12
    assert section.grids[0].rows[0][1] == "Overdue"
    assert section.grids[0].rows[0][-1] == "2 January 2025"
    assert "The first 12 are listed" in section.sentences[-1]


def test_an_action_without_a_due_date_says_so_beside_those_that_have_one(
    make_release: Callable[..., OpenRelease],
) -> None:
    # Theme, owner and due date are each known of one action, so no column is left out.
    release = make_release(
        learning_actions="""
        action_id | description | status   | theme   | owner | due_date
        A-1       | First       | open     | Letters | Panel | 2025-09-01
        A-2       | Second      | proposed | Letters |       |
        """
    )
    section = find_section(make_paper(release, "cabinet", YEAR), "unfinished")
    assert section.grids[0].headings == ("Action", "Status", "Theme", "Owner", "Due")
    assert section.grids[0].rows == (
        ("First", "Open", "Letters", "Panel", "1 September 2025"),
        ("Second", "Proposed", "Letters", "not recorded", "not recorded"),
    )
    assert len(section.sentences) == 1


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
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L"} <= kinds


def test_the_pdf_has_two_to_four_pages_each_with_its_footer(written: Written) -> None:
    pages = pypdf.PdfReader(BytesIO(written.files["pdf"])).pages
    assert 2 <= len(pages) <= 4
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(pages)}" in text
        assert flatten(written.paper.footer) in flatten(text)


def test_word_has_real_headings_and_alt_on_every_picture(written: Written) -> None:
    styles = [each.get(f"{W}val") for each in written.word.iter(f"{W}pStyle")]
    assert styles.count("Heading1") == 1
    assert styles.count("Heading2") == len(written.paper.sections)
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
    assert {each.get("scope") for each in heads} == {"col", "row"}
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


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A briefing on a release whose every text is hostile."""
    landlord = f"name = '{HOSTILE[0]}'\nmember_responsible = '{HOSTILE[3]}'"
    folder = tmp_path_factory.mktemp("hostile")
    with open_drawn(folder, landlord, **draw_hostile()) as release:
        return write(make_paper(release, "cabinet", YEAR))


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
    paper = make_paper(release, "cabinet", YEAR)
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


# ---- Templates that an officer has edited.

TEMPLATE_ERRORS = {
    "unknown name": ("# A\n\n{{ volume.heading }}\n", 3, "volume"),
    "unknown part": ("# A\n{{ volumes.headline }}\n", 2, "headline"),
    "unknown filter": ("{{ volumes.points | point }}\n", 1, "point"),
    "unclosed": ("# A\n\n\n{{ volumes.heading\n", 4, "unexpected"),
    "never ended": ("{% if paper.banner %}\nB\n", 2, "endif"),
    "wrong use": ("# A\n\n{{ 1 / 0 }}\n", 3, "division"),
    "not a list": ("\n{{ paper | points }}\n", 2, "iterable"),
    "out of bounds": ("{{ paper.__class__.__mro__ }}\n", 1, "unsafe"),
}


@pytest.mark.parametrize("case", TEMPLATE_ERRORS)
def test_a_template_error_names_file_and_line(
    written: Written, tmp_path: Path, case: str
) -> None:
    text, line, words = TEMPLATE_ERRORS[case]
    template = tmp_path / "mine.md"
    template.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        fill_template(written.paper, template)
    message = str(refused.value)
    assert message.startswith("mine.md, line ")
    assert words in message
    assert f"line {line}:" in message or case in ("unclosed", "never ended")


def test_a_missing_template_is_named(written: Written, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"^gone\.md: the template"):
        fill_template(written.paper, tmp_path / "gone.md")


def test_what_is_cut_from_trusted_markdown_is_text_again(
    written: Written, tmp_path: Path
) -> None:
    template = tmp_path / "mine.md"
    template.write_text("{{ (first.points | points) ~ '![a](b)' }}", encoding="utf-8")
    assert "\\!\\[a\\]\\(b\\)" in fill_template(written.paper, template)


def test_an_officers_words_are_in_all_three_files(
    sample: OpenRelease, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "mine.md"
    template.write_text("# {{ paper.title }}\n\nThe *panel* met twice.\n")
    kind = replace(PAPERS["cabinet"], template=template)
    monkeypatch.setitem(PAPERS, "cabinet", kind)
    mine = write(make_paper(sample, "cabinet", YEAR))
    for text in (mine.html.text, mine.read_word(), mine.read_pdf()):
        assert "The panel met twice." in text


@pytest.mark.parametrize("kind", PAPERS)
def test_every_kind_of_paper_has_its_template(kind: str) -> None:
    assert PAPERS[kind].template.parent == TEMPLATES
    assert PAPERS[kind].template.is_file()


# ---- What cannot be asked.

QUESTIONS: dict[str, tuple[str, Period, dict[str, list[str]], str]] = {
    "kind": ("cabinets", YEAR, {}, "the nearest is cabinet"),
    "month": ("cabinet", make_period("2024-12"), {}, "a reporting year or its"),
    "filter": ("cabinet", YEAR, {"wards": ["A"]}, "the nearest is ward"),
    "value": ("cabinet", YEAR, {"service_area": ["X"]}, 'service_area has no "X"'),
    "stage": ("cabinet", YEAR, {"stage": ["3"]}, 'stage has no "3"'),
}


@pytest.mark.parametrize("case", QUESTIONS)
def test_what_a_paper_cannot_be_about_is_refused(
    sample: OpenRelease, case: str
) -> None:
    kind, period, where, words = QUESTIONS[case]
    with pytest.raises(UsageError, match=re.escape(words)):
        make_paper(sample, kind, period, where)


# ---- Writing it, on the command line and on the page.


def ask(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *arguments: object,
) -> tuple[int, str, str]:
    """A command's status, what it wrote and what it said beside."""
    monkeypatch.setattr(sys, "argv", ["analytics", *map(str, arguments)])
    status = 0
    try:
        cli.main()
    except SystemExit as left:
        status = int(left.code or 0)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_command_writes_three_files_and_names_them(
    sample_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATA_DIR", str(sample_data))
    out = tmp_path / "new" / "folder"
    arguments = ["briefing", "--kind", "cabinet", "--out", out]
    status, said, _ = ask(
        monkeypatch, capsys, *arguments, "--period", "2024-25 Q3", "--json"
    )
    document = json.loads(said)
    assert status == 0
    assert document | {"files": []} == {
        "kind": "cabinet",
        "period": "2024-25 Q3",
        "release": "2025-06-30.1",
        "files": [],
    }
    names = [f"cabinet-2024-25-Q3.{form}" for form in FORMATS]
    assert [Path(file).name for file in document["files"]] == names
    assert sorted(path.name for path in out.iterdir()) == sorted(names)
    status, said, _ = ask(monkeypatch, capsys, *arguments, "--year", "2024-25")
    assert status == 0
    assert said.count("Written: ") == 3


BAD_COMMANDS = {
    "two periods": (["--year", "2024-25", "--period", "2024-25 Q1"], 2, "one period"),
    "no such kind": (["--kind", "cabinets"], 2, "the nearest is cabinet"),
    "no such year": (["--year", "2024"], 2, "not a reporting year"),
}


@pytest.mark.parametrize("case", BAD_COMMANDS)
def test_a_command_that_cannot_be_followed_writes_nothing(
    sample_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    case: str,
) -> None:
    arguments, expected, words = BAD_COMMANDS[case]
    monkeypatch.setenv("DATA_DIR", str(sample_data))
    out = tmp_path / "out"
    status, said, beside = ask(
        monkeypatch, capsys, "briefing", "--out", out, *arguments
    )
    assert (status, said) == (expected, "")
    assert words in beside
    assert not out.exists()


def test_a_folder_that_cannot_be_written_to_is_refused(
    written: Written, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal, match="it cannot be written to"):
        write_paper(written.paper, tmp_path / "file" / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.usefixtures("sample_in_force")
def test_the_page_says_what_the_paper_says_in_the_same_order(
    written: Written,
) -> None:
    page = open_page(BRIEFING)
    assert not page.exception
    assert [each.value for each in page.title] == [written.paper.title]
    assert [each.value for each in page.header] == [
        section.heading for section in written.paper.sections
    ]
    texts = [re.sub(r"\\([^\w\s])", r"\1", each.value) for each in page.main.markdown]
    for sentence in written.paper.answer:
        assert sentence in texts[0]
    # On a page every chart has its figures as a table too, one for each measure.
    sections = written.paper.sections
    drawn = [
        {result.measure.id for result in chart.results}
        for section in sections
        for chart in section.charts
    ]
    grids = sum(len(each.grids) for each in sections)
    assert len(page.table) == grids + sum(len(measures) for measures in drawn)
