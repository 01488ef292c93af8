"""What officers say of figures: kept, checked first, shown as theirs."""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import INTERNAL, open_drawn, publish_drawn
from shown_pages import open_page

from analytics import cli
from analytics.claims.claim import AGAINST_CODE, DISAGREES, SAYS_MORE
from analytics.figures.open_release import OpenRelease, open_release
from analytics.ground.calendar import make_period
from analytics.ground.errors import Refusal, UsageError
from analytics.papers.commentary import (
    KeptRemark,
    check_remark,
    commentary_folder,
    keep_remark,
    list_remarks,
    write_remarks_of,
)
from analytics.papers.content import make_paper
from pages.frame.entries import TIMELINESS, VOLUMES


YEAR = make_period("2024-25")
COMPLAINTS = """
    complaint_id | received_date | acknowledged_date | responded_date
    A            | 2024-06-03    | 2024-06-04        | 2024-06-10
    B            | 2024-06-03    | 2024-06-04        | 2024-09-10
"""
SAID = KeptRemark(
    kind="comment",
    measure_id="ch02_1",
    period="2024-25",
    author="Head of Housing",
    written_on=date(2025, 7, 1),
    text="One of two stage 1 complaints was answered in time",
    done="A second reviewer began in May",
    owner="Complaints team",
    by_when="September 2025",
)


@pytest.fixture
def release(landing: Path) -> OpenRelease:
    return open_release(publish_drawn(landing, INTERNAL, complaints=COMPLAINTS))


def test_a_comment_is_kept_apart_from_releases_and_read_again(
    release: OpenRelease,
) -> None:
    kept = keep_remark(release, SAID)
    assert kept.id == "2025-07-01-comment-1"
    assert list_remarks(release) == [kept]
    assert replace(kept, id="") == SAID
    assert not commentary_folder().is_relative_to(release.release.folder)
    # A second of the same day has a name of its own.
    assert keep_remark(release, SAID).id == "2025-07-01-comment-2"
    assert not list(commentary_folder().glob(".*"))


def test_it_is_an_officers_word_on_paper(release: OpenRelease) -> None:
    keep_remark(release, SAID)
    paper = make_paper(release, "cabinet", YEAR)
    [section] = [each for each in paper.sections if each.key == "comments"]
    assert section.points == (
        "Stage 1 complaints answered in Code time, 2024-25: One of two stage 1 "
        "complaints was answered in time. Done: A second reviewer began in May. Who: "
        "Complaints team. By when: September 2025. (Head of Housing, 1 July 2025)",
    )
    # Of another year it is not said.
    other = make_paper(release, "cabinet", make_period("2023-24"))
    [section] = [each for each in other.sections if each.key == "comments"]
    assert section.points == ()
    assert section.sentences == ("No officer’s comment is kept on these figures.",)


def test_it_stands_on_the_page_of_its_figure_and_on_no_other(
    release: OpenRelease,
) -> None:
    keep_remark(release, SAID)
    for path, is_there in ((TIMELINESS, True), (VOLUMES, False)):
        headings = [each.value for each in open_page(path).header]
        assert ("What officers say" in headings) == is_there


# What is written, and what the checker calls it.
DOUBTFUL = {
    "Two of two stage 1 complaints were answered in time": DISAGREES,
    "The delay was caused by a new system": SAYS_MORE,
    "Our aim is to reduce the number of complaints": AGAINST_CODE,
}


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_the_records_do_not_bear_out_is_said_before_it_is_kept(
    release: OpenRelease, text: str
) -> None:
    [checked] = check_remark(release, replace(SAID, text=text, done=""))
    assert checked.verdict == DOUBTFUL[text]
    assert list_remarks(release) == []


def test_what_agrees_or_claims_nothing_wants_no_second_look(
    release: OpenRelease,
) -> None:
    assert check_remark(release, SAID) == []
    assert check_remark(release, replace(SAID, text="Staff were away", done="")) == []


WRONG = {
    "nobody's": ({"author": " "}, "whose words"),
    "empty": ({"text": ""}, "the text is empty"),
    "long": ({"text": "a" * 2_000}, "At most 1,000"),
    "an address": ({"text": "Write to anna@example.org"}, "an e-mail address"),
    "a telephone": ({"done": "Rang 01322 343434"}, "a telephone number"),
    "no measure": ({"measure_id": "ch99"}, "ch99"),
    "no period": ({"period": "2024"}, "2024"),
    "to nobody": ({"kind": "answer", "to": "x"}, 'no question "x"'),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_kept_is_refused(release: OpenRelease, case: str) -> None:
    changes, words = WRONG[case]
    with pytest.raises(UsageError, match=words):
        keep_remark(release, replace(SAID, **changes))
    assert list_remarks(release) == []


def test_a_question_stands_with_its_answers(release: OpenRelease) -> None:
    asked = keep_remark(
        release,
        replace(
            SAID, kind="question", text="Why were they late?", done="", owner="",
            by_when="", author="Member",
        ),
    )  # fmt: skip
    [question, missing] = write_remarks_of(list_remarks(release))
    assert question.startswith("Question on Stage 1 complaints answered in Code time")
    assert missing == "No answer is kept."
    answer = replace(SAID, kind="answer", text="We look into it", to=asked.id)
    keep_remark(release, answer)
    lines = write_remarks_of(list_remarks(release))
    assert len(lines) == 2
    assert lines[1].startswith("Answer: We look into it.")


def test_the_public_sees_none_and_the_sample_keeps_its_own(
    release: OpenRelease,
) -> None:
    keep_remark(release, SAID)
    public = replace(release, landlord=replace(release.landlord, audience="public"))
    assert list_remarks(public) == []
    as_sample = replace(
        release,
        release=replace(
            release.release, manifest={**release.release.manifest, "is_sample": True}
        ),
    )
    assert list_remarks(as_sample) == []


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"kind": "comment"}', "\x00", '{"written_on": 1}']
)
def test_a_spoilt_remark_is_said_and_hides_no_page(
    release: OpenRelease, content: str
) -> None:
    commentary_folder().mkdir(parents=True)
    (commentary_folder() / "2025-07-01-comment-1.json").write_text(content, "utf-8")
    with pytest.raises(Refusal, match="this remark cannot be read"):
        list_remarks(release)
    paper = make_paper(release, "cabinet", YEAR)
    [section] = [each for each in paper.sections if each.key == "comments"]
    assert "cannot be read" in section.sentences[0]
    page = open_page(TIMELINESS)
    assert not page.exception
    assert any("cannot be read" in each.value for each in page.error)


def test_hostile_words_are_kept_on_one_line(release: OpenRelease) -> None:
    text = "A <b>bold</b>\n\n# [x](http://evil.example) `code`"
    kept = keep_remark(release, replace(SAID, text=text))
    assert kept.text == "A <b>bold</b> # [x](http://evil.example) `code`"


def test_a_folder_that_cannot_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_drawn(tmp_path / "a", INTERNAL, complaints=COMPLAINTS) as release:
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "file"))
        with pytest.raises(Refusal, match="it cannot be written to"):
            keep_remark(release, SAID)


# ---- The command.


def ask(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["analytics", "comments", *words])
    status = 0
    try:
        cli.main()
    except SystemExit as left:
        status = int(left.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


WORDS = ("--measure", "ch02_1", "--author", "Head of Housing", "--on", "2025-07-01")


@pytest.mark.usefixtures("release")
def test_the_command_keeps_what_agrees_and_asks_a_yes_for_what_does_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    doubtful = ("--text", "Two of two stage 1 complaints were answered in time", *WORDS)
    status, said, beside = ask(monkeypatch, capsys, *doubtful)
    assert (status, said) == (1, "")
    assert "--yes keeps it all the same" in beside
    assert "1 of 2 stage 1 complaints" in beside
    assert ask(monkeypatch, capsys, "--json")[1].strip() == "[]"
    assert ask(monkeypatch, capsys, *doubtful, "--yes")[0] == 0
    asked = ("--text", "Why so?", "--question", *WORDS)
    assert ask(monkeypatch, capsys, *asked)[0] == 0
    status, said, _ = ask(monkeypatch, capsys, "--json")
    found = json.loads(said)
    assert [each["kind"] for each in found] == ["comment", "question"]
    to = ("--to", found[1]["id"])
    assert ask(monkeypatch, capsys, "--text", "A test", *to, *WORDS)[0] == 0
    assert "Answer: A test." in " ".join(ask(monkeypatch, capsys)[1].split())
    assert ask(monkeypatch, capsys, *asked, *to)[0] == 2
    assert ask(monkeypatch, capsys, "--text", "x", "--measure", "ch99")[0] == 2
