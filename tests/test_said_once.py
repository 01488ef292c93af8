"""A headline's number is the same text on page, in csv, xlsx, Word, PDF and HTML."""

import csv
import io
import re
import zipfile
from html import unescape
from xml.etree import ElementTree

import openpyxl
import pypdf
import pytest
from golden import HEADLINES
from shown_pages import open_page

from analytics.behind.downloads import describe, list_result_rows, make_csv, make_xlsx
from analytics.figures.open_release import OpenRelease
from analytics.figures.query import run
from analytics.ground.calendar import make_year
from analytics.measures import find_measure
from analytics.measures.result import Result
from analytics.papers.content import make_paper
from analytics.papers.write import FORMATS
from analytics.words.narrative import write_sentence


YEAR = make_year("2024-25")


@pytest.fixture(scope="module")
def papers(sample: OpenRelease) -> dict[str, str]:
    """The text of the briefing in each of its formats, on one line."""
    paper = make_paper(sample, "cabinet", YEAR, {})
    files = {form: make(paper) for form, make in FORMATS.items()}
    return {form: read_text(form, content) for form, content in files.items()}


def read_text(form: str, content: bytes) -> str:
    """What a reader of a file reads, without its layout."""
    if form == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        text = " ".join(page.extract_text() for page in pages)
    elif form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = archive.read("word/document.xml")
            root = ElementTree.fromstring(part)  # noqa: S314 - our own.
        text = " ".join("".join(part.itertext()) for part in root.iter() if is_p(part))
    else:
        text = unescape(re.sub(r"<[^>]+>", " ", content.decode("utf-8")))
    return " ".join(text.split())


def is_p(element: ElementTree.Element) -> bool:
    return element.tag.endswith("}p")


def find_number(result: Result, text: str) -> str:
    """The number that follows the headline's own sentence; the test fails without one.

    The sentence up to its number says which figure it is: counts and population.
    """
    before, _, _ = write_sentence(result).rpartition(result.shown)
    found = re.findall(re.escape(before) + r"([\d.,]*\d%?)", text)
    assert found, before
    [number] = set(found)
    return str(number)


def read_page(path: str) -> str:
    """What the page says, Markdown taken away."""
    text = " ".join(each.value for each in open_page(path).main.markdown)
    return re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", text)


@pytest.mark.usefixtures("sample_in_force")
@pytest.mark.parametrize("name", HEADLINES)
def test_a_headline_is_one_text_in_all_six_places(
    sample: OpenRelease, papers: dict[str, str], name: str
) -> None:
    path, golden = HEADLINES[name]
    results = run(sample, [find_measure(name)], [YEAR])
    [result] = results
    [row] = csv.DictReader(
        io.StringIO(make_csv(list_result_rows(results)).decode("utf-8-sig"))
    )
    book = openpyxl.load_workbook(
        io.BytesIO(make_xlsx(list_result_rows(results), describe(results)))
    )
    headings, cells = book["Figures"].values
    said = {
        "page": find_number(result, read_page(path)),
        "csv": row["shown"],
        "xlsx": dict(zip(headings, cells, strict=True))["shown"],
        **{form: find_number(result, text) for form, text in papers.items()},
    }
    assert said == dict.fromkeys(("page", "csv", "xlsx", "docx", "pdf", "html"), golden)


def test_the_search_finds_the_number_and_no_other(sample: OpenRelease) -> None:
    # A check of the check: a text that says another number is told apart.
    [result] = run(sample, [find_measure("ch02_1")], [YEAR])
    wrong = write_sentence(result).replace("85.1", "85.2")
    assert find_number(result, wrong) == "85.2%"
    with pytest.raises(AssertionError):
        find_number(result, "63 of 74 were answered: 85.1%")
