"""Every sentence of every page, paper and command, held against what it may claim.

For the sample, the demo and five landlords with the regulator's counts. A direction
needs a verdict, no interval stands against one, what is not recorded is not none, and
counts say of whom they are.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from conftest import data_in
from counted_landlords import COUNTED, publish_counted
from shown_pages import list_alts, list_said, open_page, turn_to, unescape
from typer.testing import CliRunner

from analytics import terminal
from analytics.cli import commands
from analytics.figures.open_release import OpenRelease, open_current_release
from analytics.figures.query import run
from analytics.ground.calendar import make_year
from analytics.measures import MEASURES
from analytics.measures.dimensions import DIMENSIONS
from analytics.papers.content import make_paper
from analytics.papers.markup import fill_template
from pages.frame.entries import ACCESSIBILITY, DEFAULT, DEFINITIONS, ENTRIES


# What these two say is written once and of no landlord.
FIXED = (DEFINITIONS, ACCESSIBILITY)

# Words that say which way something went, or which of two is more.
DIRECTION = re.compile(
    r"\b(higher|lower|rose|risen|rises|fell|fallen|falls|increas\w+|decreas\w+|"
    r"improv\w+|worsen\w*|better|worse|up from|down from|more than|fewer than)\b",
    re.IGNORECASE,
)
POINTS = r"(?:no difference|[\d.]+ percentage points (?:lower|higher))"
# How a verdict is written, and the other places in which such a word claims nothing.
VERDICTS = (
    r"(?:higher|lower)(?:, by less than [^,]+,)? than [^()]+ \([^)]*\)",
    rf"anything from {POINTS} to {POINTS}",
    # The last cell of a row of the overview, and what stands out on it with what may be
    # asked of that: each follows from a verdict.
    r"(?<=[\d%–]) (?:higher|lower|better|worse)$",
    r"the year before: (?:worse|more) than chance alone would make it",
    r"got worse: the service, or how it is recorded\?",
    # A question, and the caution that stands under it.
    r"Is it (?:more|better) than the year before\?",
    r"That is for the (?:better|worse)\.",
    r"Longer than usual is more than [\d.]+ working days",
    r"fewer than \d+ (?:a month|cases|of them)",
    # The name of a report.
    r"service improvement report",
    r"mentions add up to more than complaints",
    # What people who were surveyed asked for, in the landlord's own words.
    r"what (?:did )?people (?:most often )?ask(?:ed)? to be improved",
    r"^(?:- )?[\d-]+, (?:tenants|shared owners|leaseholders)[^:]*: .*",
    # Why a complaint was not accepted, in the Code's.
    r"^More than 12 months after the matter",
)
COUNTS = re.compile(r"\d[\d,.]* (?:each )?of \d[\d,.]*")
# The figure over a picture: a period and what it comes to.
PANEL = re.compile(
    r"^[\w –-]+: [\d,.]+ of [\d,.]+(?:, [\d.]+%|, too few .*| decided, \d+ open)†?$",
    re.MULTILINE,
)
# What counts are of, beside the labels of measures.
WHOSE = ("complaint", "answer", "tenant", "action", "finding", "determination")
WHOSE += (
    "survey",
    "score",
    "order",
    "mention",
    "month",
    "times between",
    "printed figures",
    "figures told",
    "columns",
    "rows",
)
UNKNOWN = ("not_recorded", "not_supplied", "not_covered")


@dataclass
class Gathered:
    """What is said of a landlord: by whom, and in which words."""

    release: OpenRelease
    said: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(words for _, words in self.said)


def gather_pages() -> Iterator[tuple[str, str]]:
    """All text and alt texts of the pages, element by element."""
    page = open_page()
    for entry in ENTRIES:
        if entry.path != DEFAULT:
            turn_to(page, entry.path)
        assert not page.exception, entry.path
        if entry.path in FIXED:
            continue
        for said in list_said(page):
            lines = [" ".join(line.split()) for line in said.split("\n")]
            yield entry.title, "\n".join(line for line in lines if line)
        for alt in list_alts(page):
            yield f"{entry.title}, alt text", alt


def gather_papers(release: OpenRelease, year: str) -> Iterator[tuple[str, str]]:
    """The briefing, paragraph by paragraph, before it is laid out."""
    filled = fill_template(make_paper(release, "cabinet", make_year(year)))
    for paragraph in filled.split("\n\n"):
        if paragraph.strip():
            yield "Briefing", " ".join(unescape(paragraph).split())


def gather_command(year: str) -> Iterator[tuple[str, str]]:
    """What `measures --explain` prints."""
    asked = ["measures", "--year", year, "--explain"]
    with pytest.MonkeyPatch.context() as patch:
        # So wide that no sentence is broken.
        patch.setattr(terminal.output, "_width", 1000)
        found = CliRunner().invoke(commands, asked)
    assert found.exit_code == 0, found.output
    for line in found.output.splitlines():
        yield "Command", line


@pytest.fixture(scope="module", params=["sample", "demo", *COUNTED])
def gathered(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gathered]:
    name: str = request.param
    if name in COUNTED:
        folder = tmp_path_factory.mktemp(name)
        data = folder / "data"
        with data_in(data):
            publish_counted(name, folder / "landing")
    else:
        data = request.getfixturevalue(f"{name}_data")
    with data_in(data):
        release = open_current_release()
        year = "2025-26" if name == "demo" else "2024-25"
        found = Gathered(release)
        found.said += gather_pages()
        found.said += gather_papers(release, year)
        found.said += gather_command(year)
        yield found
    release.warehouse.close()


def list_declared() -> list[str]:
    """What is declared once of a measure or breakdown, whatever its figures are."""
    texts = []
    for measure in MEASURES.values():
        texts += [measure.definition, measure.why_it_matters, measure.caution]
        texts += [measure.label, *measure.caveats]
    texts += [each.caution for each in DIMENSIONS.values()]
    return sorted((each for each in texts if each), key=len, reverse=True)


def test_no_direction_without_its_verdict(gathered: Gathered) -> None:
    declared = list_declared()
    for where, words in gathered.said:
        rest = words
        for text in declared:
            rest = rest.replace(text, "")
        for verdict in VERDICTS:
            rest = re.sub(verdict, "", rest, flags=re.IGNORECASE | re.MULTILINE)
        assert not DIRECTION.search(rest), (where, DIRECTION.findall(rest), rest)


def find_points(end: str) -> float:
    """How many points an end of an interval lies above or below no difference."""
    if end == "no difference":
        return 0.0
    amount, side = re.findall(r"([\d.]+) percentage points (lower|higher)", end)[0]
    return float(amount) * (1 if side == "higher" else -1)


def test_no_interval_against_its_verdict(gathered: Gathered) -> None:
    base = r"[^()]+\([^)]*\)"
    text = gathered.text
    seen = 0
    for low, high in re.findall(
        rf"(?:higher|lower) than {base}, by ([\d.]+) to ([\d.]+) percentage", text, re.I
    ):
        assert 0 <= float(low) < float(high)
        seen += 1
    for low, high in re.findall(
        rf"cannot tell whether it differs from {base}: anything from ({POINTS}) to "
        rf"({POINTS}) is possible",
        text,
        re.I,
    ):
        assert find_points(low) <= 0 <= find_points(high)
        seen += 1
    for low, high in re.findall(
        rf"about the same as {base}: anything from ({POINTS}) to ({POINTS})", text, re.I
    ):
        assert -10 <= find_points(low) <= 0 <= find_points(high) <= 10
        seen += 1
    for verdict, low, high in re.findall(
        rf"(higher|lower) than {base}: ([\d.]+) times to ([\d.]+) times as", text, re.I
    ):
        ends = float(low), float(high)
        assert min(ends) >= 1 if verdict.lower() == "higher" else max(ends) <= 1
        seen += 1
    for low, high in re.findall(
        rf"cannot tell whether it differs from {base}: ([\d.]+) times to ([\d.]+) "
        "times as many is possible",
        text,
        re.I,
    ):
        assert float(low) <= 1 <= float(high)
        seen += 1
    # Were the sentences written otherwise, this would see none of them.
    assert seen > 3


def test_what_is_not_recorded_is_not_said_to_be_none(gathered: Gathered) -> None:
    release = gathered.release
    year = make_year(release.years[0])
    unknown = [
        result.measure
        for result in run(release, list(MEASURES.values()), [year])
        if result.status in UNKNOWN
    ]
    known = {
        result.measure.population
        for result in run(release, list(MEASURES.values()), [year])
        if result.status not in UNKNOWN
    }
    for measure in unknown:
        assert f"{measure.label}: 0" not in gathered.text
        # A population that others count too may be empty for them.
        if measure.population not in known:
            assert f"No {measure.population}" not in gathered.text, measure.id
            assert f" 0 {measure.population}" not in gathered.text, measure.id


def test_counts_say_of_whom_they_are(gathered: Gathered) -> None:
    labels = {each.label for each in MEASURES.values()}
    labels |= {each.short_label for each in MEASURES.values()}
    whose = re.compile(
        "|".join([*WHOSE, *map(re.escape, sorted(labels))]), re.IGNORECASE
    )
    for where, words in gathered.said:
        if where == "Command" or not COUNTS.search(words):
            continue
        # A picture's own number stands between its heading, the page's title and, for
        # those who cannot see it, what it shows.
        words = PANEL.sub("", words)
        assert not COUNTS.search(words) or whose.search(words), (where, words)


def test_all_of_it_was_gathered(gathered: Gathered) -> None:
    places = {where for where, _ in gathered.said}
    for entry in ENTRIES:
        assert (entry.title in places) == (entry.path not in FIXED)
    assert {"Briefing", "Command", "Timeliness, alt text"} <= places
    assert os.environ["DATA_DIR"]
