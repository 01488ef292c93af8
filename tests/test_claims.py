"""The claims checker: sentences that are true and false in known ways, and odd ones."""

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import INTERNAL, open_drawn
from hypothesis import given
from hypothesis import strategies as st

from analytics import cli
from analytics.claims.checking import (
    LONGEST_DRAFT,
    LONGEST_SENTENCE,
    check_claims,
    split_sentences,
)
from analytics.claims.claim import (
    AGAINST_CODE,
    AGREES_WITH,
    DISAGREES,
    FOUND,
    OTHER_BENCHMARK,
    SAYS_MORE,
    UNMATCHED,
)
from analytics.claims.quantities import read_quantities
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import make_period
from analytics.ground.settings import PROJECT


FOLDER = Path(__file__).parent / "claims"
YEAR = make_period("2024-25")
LISTS = ("sentences.csv", "unseen.csv", "blind.csv")
DECIDED = (AGREES_WITH, DISAGREES, SAYS_MORE, AGAINST_CODE, OTHER_BENCHMARK)


def read_corpus(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judge(release: OpenRelease, text: str, year: str = "2024-25") -> str:
    """What a text is called, by the gravest of its sentences; empty without a claim."""
    found = {each.verdict for each in check_claims(release, text, make_period(year))}
    return next((each for each in FOUND if each in found), "")


@pytest.fixture(scope="module")
def landlords(sample: OpenRelease, demo: OpenRelease) -> dict[str, OpenRelease]:
    return {"sample": sample, "demo": demo}


@pytest.fixture(scope="module")
def judged(landlords: dict[str, OpenRelease]) -> list[tuple[dict[str, str], str]]:
    """Every sentence of both lists with what it is called."""
    rows = [row for name in LISTS for row in read_corpus(name)]
    return [
        (row, judge(landlords[row["landlord"]], row["sentence"], row["year"]))
        for row in rows
    ]


# ---- Five hundred sentences, half of them true. Those of the second and third list
# were written by somebody who had not seen the checker, and tried before it was mended:
# what came of that first trial stands in the README.


def test_no_false_sentence_agrees_and_none_is_passed_over(
    judged: list[tuple[dict[str, str], str]],
) -> None:
    passed = [
        row["sentence"]
        for row, verdict in judged
        if row["is_true"] == "false" and verdict in (AGREES_WITH, "")
    ]
    assert passed == []


def test_of_all_sentences_at_least_85_in_100_are_decided(
    judged: list[tuple[dict[str, str], str]],
) -> None:
    decided = [verdict for _, verdict in judged if verdict in DECIDED]
    assert 100 * len(decided) >= 85 * len(judged)


def test_true_sentences_are_seldom_called_anything_but_true(
    judged: list[tuple[dict[str, str], str]],
) -> None:
    # Of 250; one that is called wrong costs its writer a look.
    called = Counter(verdict for row, verdict in judged if row["is_true"] == "true")
    assert called[AGREES_WITH] >= 240
    assert sum(called[each] for each in DECIDED) - called[AGREES_WITH] <= 3


def test_the_list_is_what_it_is_said_to_be(
    judged: list[tuple[dict[str, str], str]],
) -> None:
    truths = Counter(row["is_true"] for row, _ in judged)
    assert truths == {"true": 250, "false": 250}
    assert len({row["sentence"] for row, _ in judged}) == len(judged)


def test_the_readme_says_what_came_of_it(
    judged: list[tuple[dict[str, str], str]],
) -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8").replace("'", "’")
    for verdict in (*FOUND, ""):
        counts = [
            sum(row["is_true"] == truth and called == verdict for row, called in judged)
            for truth in ("true", "false")
        ]
        name = verdict or "nothing recognised"
        row = rf"^\| {name} \| \d+ \| \d+ \| {counts[0]} \| {counts[1]} \|$"
        assert re.search(row, text, re.MULTILINE), (name, counts)


# ---- What a printed report said, in words of ours.

PRINTED = {
    "85.1% of stage 1 and 68.8% of stage 2 complaints were not handled in time.": (
        DISAGREES
    ),
    "Satisfaction with complaint handling is up 5% on last year, at 35.8%.": DISAGREES,
    "Stage 2 answers in time have fallen from 100% in 2023-24.": SAYS_MORE,
    "TP09 came to 35.9%.": DISAGREES,
    "Our satisfaction score is about average.": SAYS_MORE,
}


@pytest.mark.parametrize("sentence", PRINTED)
def test_what_the_printed_report_got_wrong_is_caught(
    sample: OpenRelease, sentence: str
) -> None:
    assert judge(sample, sentence) == PRINTED[sentence]


# ---- Drawn: five of tenants, three in time; two of leaseholders, both in time.

COMPLAINTS = """
complaint_id | tenure | received_date | acknowledged_date | responded_date | outcome
A | lcra      | 2024-06-03 | 2024-06-04 | 2024-06-10 | upheld
B | lcra      | 2024-06-03 | 2024-06-04 | 2024-06-10 | upheld
C | lcra      | 2024-06-03 | 2024-06-04 | 2024-06-10 | not_upheld
D | lcra      | 2024-06-03 | 2024-06-04 | 2024-09-10 | not_upheld
E | lcra      | 2024-06-03 | 2024-06-04 | 2024-09-10 | withdrawn
F | leasehold | 2024-06-03 | 2024-06-04 | 2024-06-10 | upheld
G | leasehold | 2024-06-03 | 2024-06-04 | 2024-06-10 | not_upheld
H | lcra      | 2023-06-05 | 2023-06-06 | 2023-06-12 | upheld
"""

SAID = {
    # The counts of the regulator's tenants and of everybody, each called so or not.
    "Three of five stage 1 complaints from tenants were answered in time.": AGREES_WITH,
    "Five of seven stage 1 complaints were answered in time.": AGREES_WITH,
    "Five of seven stage 1 complaints from tenants were answered in time.": DISAGREES,
    "Two of five stage 1 complaints from tenants were late.": AGREES_WITH,
    "Three of five stage 1 complaints from tenants were late.": DISAGREES,
    # A base that is nobody's.
    "Of the seven stage 1 complaints, three were answered in time.": DISAGREES,
    "Of the seven stage 1 complaints, five were answered in time.": AGREES_WITH,
    # Outcomes, and one in words for another.
    "Three stage 1 complaints were upheld and one was withdrawn.": AGREES_WITH,
    "Three stage 1 complaints were upheld and two were withdrawn.": DISAGREES,
    # Counts of two years; what two or three cases cannot bear.
    "Stage 1 complaints rose from one to seven.": AGREES_WITH,
    "Stage 1 complaints fell from seven to one.": DISAGREES,
    "Timeliness at stage 1 got worse than last year.": SAYS_MORE,
    "The rise was due to a new telephone system.": SAYS_MORE,
    "Our aim is to reduce the number of complaints.": AGAINST_CODE,
    # No survey, no refusals: what is not recorded is not none.
    "No complaint was refused.": SAYS_MORE,
    "Satisfaction was 40%.": UNMATCHED,
    # Nothing is claimed.
    "This report is for the governing body.": "",
    # A quarter is a quarter.
    "There were seven stage 1 complaints in the first quarter.": AGREES_WITH,
    "There were seven stage 1 complaints in the second quarter.": DISAGREES,
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRelease]:
    folder = tmp_path_factory.mktemp("claims")
    with open_drawn(folder, INTERNAL, complaints=COMPLAINTS) as release:
        yield release


@pytest.mark.parametrize("sentence", SAID)
def test_a_sentence_is_judged_by_the_records(drawn: OpenRelease, sentence: str) -> None:
    assert judge(drawn, sentence) == SAID[sentence]


def test_what_the_public_may_not_see_is_not_found_out_by_trying(
    make_release: Callable[..., OpenRelease],
) -> None:
    # By ward alone a count of one is hidden: every number is answered alike.
    release = make_release(
        complaints="complaint_id | received_date | ward_name\n"
        "A | 2024-06-03 | Hilltop\n"
        + "\n".join(f"B{number} | 2024-06-03 | Riverside" for number in range(20))
    )
    said = {
        number: check_claims(
            release, f"{number} stage 1 complaints came from Hilltop.", YEAR
        )[0]
        for number in range(4)
    }
    assert {each.verdict for each in said.values()} <= {UNMATCHED, SAYS_MORE}
    assert len({each.claims[0].says for each in said.values()}) == 1


# ---- Numbers.

READ = {
    "63 of 74 (85.1%)": [("63", "74"), ("851/10", None)],
    "one hundred and sixty-six complaints": [("166", None)],
    "About two thirds": [("2/3", None)],
    "nine in ten": [("9/10", None)],
    "at stage 1 in 2024-25 on 30 June 2025 within ten working days": [],
    "1,234 complaints": [("1234", None)],
    "none of them": [("0", None)],
}


@pytest.mark.parametrize("text", READ)
def test_numbers_are_read_in_digits_and_in_words(text: str) -> None:
    assert [
        (str(each.value), None if each.base is None else str(each.base))
        for each in read_quantities(text)
    ] == READ[text]


def test_a_paragraphs_number_and_an_abbreviation_end_no_sentence() -> None:
    text = "3.8.3. We had e.g. Two cases. They were late.\nNext line"
    assert split_sentences(text) == [
        "3.8.3. We had e.g. Two cases.",
        "They were late.",
        "Next line",
    ]


# ---- Whatever is pasted.


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_answered(drawn: OpenRelease, text: str) -> None:
    checked = check_claims(drawn, text, YEAR)
    assert all(each.sentence.strip() for each in checked)
    assert all(each.verdict in ("", *FOUND) for each in checked)


WORDS = re.findall(
    r"\S+",
    "stage 1 2 complaints were not answered in time 63 of 74 85.1% rose from 26 to 81 "
    "target fewer because median council most about mentions upheld tenants aim reduce "
    "per 1,000 homes no none half a third last year 2023-24 than and , ; ( )",
)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_jumble_of_its_own_words_is_answered(
    drawn: OpenRelease, words: list[str]
) -> None:
    for each in check_claims(drawn, " ".join(words), YEAR):
        assert each.verdict in ("", *FOUND)


def test_a_sentence_without_an_end_is_said_not_to_be_read(drawn: OpenRelease) -> None:
    [checked] = check_claims(drawn, "target " * LONGEST_SENTENCE, YEAR)
    assert checked.verdict == UNMATCHED


# ---- The command.


def ask(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    data: Path,
    *arguments: str,
) -> tuple[int, str, str]:
    monkeypatch.setenv("DATA_DIR", str(data))
    monkeypatch.setattr(sys, "argv", ["analytics", "claims", *arguments])
    status = 0
    try:
        cli.main()
    except SystemExit as left:
        status = int(left.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_the_command_says_it_as_json(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sample_data: Path,
    tmp_path: Path,
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("We had 81 stage 1 complaints. We had 18 at stage 2.", "utf-8")
    status, said, _ = ask(monkeypatch, capsys, sample_data, str(draft), "--json")
    found = json.loads(said)
    assert status == 0
    assert [each["verdict"] for each in found] == [AGREES_WITH, DISAGREES]
    assert found[1]["claims"][0]["says"] == "2024-25: 16 stage 2 complaints."


def test_the_command_reads_what_is_piped_in(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sample_data: Path,
) -> None:
    piped = io.TextIOWrapper(io.BytesIO(b"We had 81 stage 1 complaints."))
    monkeypatch.setattr(sys, "stdin", piped)
    status, said, _ = ask(monkeypatch, capsys, sample_data, "-", "--year", "2024-25")
    assert status == 0
    assert "agrees" in said


BAD = {
    "gone.txt": (None, 1, "it cannot be read"),
    "bytes.txt": (b"\xff\xfe\x00", 1, "no text in UTF-8"),
    "long.txt": (b"a" * (LONGEST_DRAFT + 1), 1, "at most 20,000"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_draft_that_cannot_be_read_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sample_data: Path,
    tmp_path: Path,
    name: str,
) -> None:
    content, expected, words = BAD[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    status, said, beside = ask(monkeypatch, capsys, sample_data, str(tmp_path / name))
    assert (status, said) == (expected, "")
    assert words in beside
