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
from shown_pages import open_page, read, read_grid

from analytics.behind.downloads import describe, list_result_rows, make_csv, make_xlsx
from analytics.figures.open_release import OpenRelease
from analytics.figures.query import run
from analytics.ground.calendar import make_year
from analytics.measures import find_measure
from analytics.measures.result import Result
from analytics.papers.content import make_paper
from analytics.papers.write import FORMATS
from analytics.words.cells import write_counts, write_figure
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


def find_on_page(result: Result, path: str) -> str:
    """The one number that a page says of a headline, wherever it says it.

    In its sentence, over its picture after the counts, or in the title before whom it
    is of.
    """
    before, _, _ = write_sentence(result).rpartition(result.shown)
    ways = [
        re.escape(before) + r"([\d.,]*\d%?)",
        re.escape(f"{YEAR.label}: {write_counts(result)}, ") + r"([\d.,]*\d%?)",
        r"([\d.,]*\d%) of "
        + re.escape(f"{result.measure.population} {result.measure.counted}"),
    ]
    text = read(open_page(path))
    [number] = {each for way in ways for each in re.findall(way, text)}
    return str(number)


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
        "page": find_on_page(result, path),
        "csv": row["shown"],
        "xlsx": dict(zip(headings, cells, strict=True))["shown"],
        **{form: find_number(result, text) for form, text in papers.items()},
    }
    assert said == dict.fromkeys(("page", "csv", "xlsx", "docx", "pdf", "html"), golden)


# The cell of the overview's grid: the figure as people say it, and the rate under it.
GRID = {
    "ch01_1": "17.6 per 1,000 74 on 4,202 homes",
    "ch01_2": None,
    "ch02_1": "63 of 74 85.1%",
    "ch02_2": "11 of 16 68.8%",
    "tp09": "36 in 100",
}


@pytest.mark.usefixtures("sample_in_force")
def test_the_overview_s_grid_says_the_same_of_a_headline_as_its_page_and_its_files(
    sample: OpenRelease,
) -> None:
    rows = read_grid(open_page())
    for name, cell in GRID.items():
        measure = find_measure(name)
        if cell is None:
            # Its first stage stands for volumes.
            assert measure.short_label not in rows
            continue
        assert rows[measure.short_label]["This period"] == cell
        [result] = run(sample, [measure], [YEAR])
        [row] = csv.DictReader(
            io.StringIO(make_csv(list_result_rows([result])).decode("utf-8-sig"))
        )
        # What the files have it made of is what the cell begins with; the survey's is
        # rounded to people, of whom there are a hundred.
        assert cell.startswith(write_figure(result))
        shown = HEADLINES[name][1]
        assert row["shown"] == shown
        rounded = f"{float(shown.removesuffix('%')):.0f} in 100"
        assert shown in cell or cell == rounded


def test_the_search_finds_the_number_and_no_other(sample: OpenRelease) -> None:
    # A check of the check: a text that says another number is told apart.
    [result] = run(sample, [find_measure("ch02_1")], [YEAR])
    wrong = write_sentence(result).replace("85.1", "85.2")
    assert find_number(result, wrong) == "85.2%"
    with pytest.raises(AssertionError):
        find_number(result, "63 of 74 were answered: 85.1%")
