"""Templates of papers: what an officer may change, and what is told of an error."""

from dataclasses import replace
from pathlib import Path

import pytest
from written_papers import YEAR, write

from analytics.figures.open_release import (
    OpenRelease,
)
from analytics.ground.errors import Refusal
from analytics.papers import PAPERS, TEMPLATES
from analytics.papers.content import make_paper
from analytics.papers.markup import fill_template
from analytics.papers.paper import Paper


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
    briefing: Paper, tmp_path: Path, case: str
) -> None:
    text, line, words = TEMPLATE_ERRORS[case]
    template = tmp_path / "mine.md"
    template.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        fill_template(briefing, template)
    message = str(refused.value)
    assert message.startswith("mine.md, line ")
    assert words in message
    assert f"line {line}:" in message or case in ("unclosed", "never ended")


def test_a_missing_template_is_named(briefing: Paper, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"^gone\.md: the template"):
        fill_template(briefing, tmp_path / "gone.md")


def test_what_is_cut_from_trusted_markdown_is_text_again(
    briefing: Paper, tmp_path: Path
) -> None:
    template = tmp_path / "mine.md"
    template.write_text("{{ (first.points | points) ~ '![a](b)' }}", encoding="utf-8")
    assert "\\!\\[a\\]\\(b\\)" in fill_template(briefing, template)


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
