"""Papers asked for: on the command line, and as a page shows them."""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from shown_pages import list_alts, list_headings, list_tables, open_folds, open_page
from written_papers import YEAR

from analytics import cli
from analytics.figures.open_release import (
    OpenRelease,
)
from analytics.ground.calendar import Period, make_period
from analytics.ground.errors import Refusal, UsageError
from analytics.papers.content import make_paper
from analytics.papers.paper import Paper
from analytics.papers.write import FORMATS, write_paper
from pages.frame.entries import BRIEFING


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
    "told on no day": (["--told", "Cabinet"], 2, "give --told and --on"),
    "no such day": (["--told", "Panel", "--on", "10/07/2025"], 2, "is not a date"),
    "told too early": (["--told", "Panel", "--on", "2025-01-31"], 2, "told then"),
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


def test_a_paper_that_was_told_is_kept_and_set_against_the_release(
    sample_data: Path,
    data_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(sample_data, data_folder)
    arguments = ["briefing", "--out", tmp_path / "out", "--json"]
    arguments += ["--told", "Cabinet", "--on", "2025-07-10"]
    status, said, _ = ask(monkeypatch, capsys, *arguments)
    kept = json.loads(said)["told"]
    assert (status, kept) == (0, "2025-07-10-cabinet-2024-25.1")
    status, said, _ = ask(monkeypatch, capsys, "told", "--json")
    [told] = json.loads(said)
    assert (status, told["id"], told["board"]) == (0, kept, "Cabinet")
    assert (told["moved"], told["rows"]) == ([], [])
    assert told["figures"] > 20
    for name, digest in told["files"].items():
        copy = (data_folder / "papers" / kept / name).read_bytes()
        assert copy == (tmp_path / "out" / name).read_bytes()
        assert hashlib.sha256(copy).hexdigest() == digest
    assert set(told["files"]) == {f"cabinet-2024-25.{form}" for form in FORMATS}


def test_a_folder_that_cannot_be_written_to_is_refused(
    briefing: Paper, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal, match="it cannot be written to"):
        write_paper(briefing, tmp_path / "file" / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.usefixtures("sample_in_force")
def test_the_page_says_what_the_paper_says_in_the_same_order(
    briefing: Paper,
) -> None:
    page = open_page(BRIEFING)
    assert not page.exception
    assert [each.value for each in page.title] == [briefing.title]
    assert list_headings(page) == [section.heading for section in briefing.sections]
    texts = [re.sub(r"\\([^\w\s])", r"\1", each.value) for each in page.main.markdown]
    for sentence in briefing.answer:
        assert sentence in texts[0]
    # On a page the pictures are the paper's, in its order, each with its words.
    charts = [chart for section in briefing.sections for chart in section.charts]
    assert [alt for alt in list_alts(page) if alt] == [chart.alt for chart in charts]
    grids = sum(len(each.grids) for each in briefing.sections)
    assert len(list_tables(page)) == grids
    # Behind them, opened, stand the figures of every measure of a section.
    measures = [
        {result.measure for result in (*section.results, *drawn)}
        for section in briefing.sections
        for drawn in [[each for chart in section.charts for each in chart.results]]
        if section.results
    ]
    assert len(list_tables(open_folds(page))) == grids + sum(
        len(each) for each in measures
    )
