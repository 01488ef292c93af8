"""Papers: what they say, and what they leave out."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import publish_drawn
from shown_pages import list_said, open_page
from written_papers import YEAR, Html, Written, flatten, write

from analytics.figures.open_release import (
    OpenRelease,
)
from analytics.figures.query import run
from analytics.ground.calendar import make_period
from analytics.ground.errors import UsageError
from analytics.measures import find_measure
from analytics.papers import PAPERS, PaperKind
from analytics.papers.content import make_paper
from analytics.papers.markup import escape, fill_template
from analytics.papers.paper import Paper
from analytics.papers.pictures import draw_chart
from analytics.papers.write import FORMATS
from analytics.words.narrative import write_sentence
from pages.frame.entries import BRIEFING


@pytest.fixture(scope="module")
def cabinet(briefing: Paper) -> Written:
    """The member's briefing in its three formats."""
    return write(briefing)


def test_the_three_files_say_what_the_paper_says(written: Written) -> None:
    paper = written.paper
    said = [paper.title, paper.quiet, paper.banner]
    for section in paper.sections:
        said += [*section.sentences, *section.points, *section.notes]
        for grid in section.grids:
            said += [cell for row in (grid.headings, *grid.rows) for cell in row]
    texts = (written.read_word(), written.read_pdf(), written.html.text)
    for text in texts:
        for sentence in said:
            assert flatten(sentence) in flatten(text), sentence


def test_a_figure_is_the_same_text_in_the_paper_as_on_the_command_line(
    sample: OpenRelease, cabinet: Written
) -> None:
    for name in ("ch01_1", "ch01_2", "ch02_1", "ch02_2", "tp09", "upheld_share_1"):
        [result] = run(sample, [find_measure(name)], [YEAR])
        assert result.shown in cabinet.html.text
        assert write_sentence(result) in cabinet.html.text


def test_a_paper_has_its_parts_in_the_order_of_its_template(cabinet: Written) -> None:
    assert [section.key for section in cabinet.paper.sections] == [
        "asked",
        "first",
        "determined",
        "peers",
        "volumes",
        "in_time",
        "satisfaction",
        "outcomes",
        "learning",
        "unfinished",
        "comments",
        "missing",
        "provisional",
        "provision",
        "method",
    ]
    headings = re.findall(r"^## (.*)$", fill_template(cabinet.paper), re.MULTILINE)
    assert [re.sub(r"\\", "", each) for each in headings] == [
        section.heading for section in cabinet.paper.sections
    ]


def test_the_sample_says_that_figures_are_made_up(cabinet: Written) -> None:
    text = cabinet.html.text
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


def test_provision_9_7_is_judged_by_what_the_sample_holds(cabinet: Written) -> None:
    # No extract of orders, so (a) and (c) lack compliance; the report is never held.
    assert [find_part(cabinet.paper, each)[1] for each in "abcd"] == [
        "In part",
        "Here",
        "In part",
        "In part",
    ]
    assert "no extract of ombudsman orders" in find_part(cabinet.paper, "a")[2]
    # The annual report, the web page and the regulator's data of the year.
    assert "52 figures of 3 documents" in find_part(cabinet.paper, "d")[2]


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
    kind = PaperKind(title="Note", name="Note", template=tmp_path / "short.md")
    monkeypatch.setitem(PAPERS, "short", kind)
    release = make_release(coverage="source | from_date | is_recorded")
    paper = make_paper(release, "short", YEAR)
    said = " ".join(find_section(paper, "missing").points)
    assert gaps in said
    assert silent not in said


def test_a_short_paper_tells_of_provision_9_7_only_what_it_shows(
    sample: OpenRelease, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "short.md"
    template.write_text("{{ outcomes.heading }}{{ provision.heading }}", "utf-8")
    kind = PaperKind(title="Note", name="Note", template=template)
    monkeypatch.setitem(PAPERS, "short", kind)
    [grid] = find_section(make_paper(sample, "short", YEAR), "provision").grids
    by_part = {asks[:3]: (status, why) for asks, status, why in grid.rows}
    left_out = "which this paper leaves out"
    assert by_part["(a)"] == (
        "In part",
        f"Told: outcomes. Missing: volumes, {left_out}. "
        f"Missing: categories, {left_out}. Missing: answers in time, {left_out}. "
        f"Missing: compliance with orders, {left_out}.",
    )
    assert by_part["(b)"][0] == by_part["(c)"][0] == "Not here"
    # The annual report is in no theme.
    assert by_part["(d)"][0] == "In part"


@pytest.mark.parametrize("kind", PAPERS)
def test_every_kind_of_paper_can_be_written(sample: OpenRelease, kind: str) -> None:
    paper = make_paper(sample, kind, YEAR)
    assert f"# {escape(PAPERS[kind].title)}" in fill_template(paper)


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
    assert "1 of 1 judged stage 1 complaints" in said
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
    # The regulator's figures cannot be of an area, so what counts the same stands in
    # their place; what alone is left of them says that it is of everything.
    assert "does not apply here" in " ".join(paper.notes)
    ids = {each.measure.id for part in paper.sections for each in part.results}
    assert "answered_in_time_1" in ids
    assert not {"ch02_1", "answered_in_time_2"} & ids
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
    sample: OpenRelease, cabinet: Written
) -> None:
    [shown] = run(sample, [find_measure("ch02_1")], [YEAR])
    hidden = replace(shown, status="suppressed", shown="too few to show", value=None)
    dots = next(chart for chart in cabinet.paper.charts if chart.kind == "dots")
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


# ---- One determination.

DECIDED = """
    determination_id | determined_date | head               | category | finding
    D-1 | 2024-06-03 | Damp            | Property condition | maladministration
    D-2 | 2024-09-03 | Mould           | Property condition | service_failure
    D-3 | 2023-09-03 | Noise           |                    | no_maladministration
"""


def test_a_determination_has_what_else_is_about_the_same(
    make_release: Callable[..., OpenRelease],
) -> None:
    release = make_release(complaints=COMPLAINTS, ombudsman_findings=DECIDED)
    paper = make_paper(release, "determination", YEAR, case="D-1")
    assert (paper.title, paper.file_stem) == ("Determination D-1", "determination-D-1")
    assert find_section(paper, "case").sentences == (
        "Decided on 3 June 2024: 1 finding.",
    )
    # Of the same category; not the one about noise.
    [grid] = find_section(paper, "cause").grids
    assert [row[0] for row in grid.rows] == ["D-2"]
    assert find_section(paper, "ordered").sentences == ("Orders: not supplied.",)
    # Without a case the latest of the time asked for.
    assert make_paper(release, "determination", YEAR).case == "D-2"
    before = make_period("2023-24")
    assert make_paper(release, "determination", before).case == "D-3"
    [said] = find_section(make_paper(release, "determination", before), "cause").points
    assert said == "No other decision on record is about the same."


def test_a_case_that_there_is_not_and_a_paper_that_has_none_are_refused(
    make_release: Callable[..., OpenRelease],
) -> None:
    release = make_release(complaints=COMPLAINTS, ombudsman_findings=DECIDED)
    with pytest.raises(UsageError, match="the nearest is D-1"):
        make_paper(release, "determination", YEAR, case="D-11")
    with pytest.raises(UsageError, match="not about one case"):
        make_paper(release, "annual", YEAR, case="D-1")
    with pytest.raises(UsageError, match="up to 2022-23 is on record"):
        make_paper(release, "determination", make_period("2022-23"))


def test_a_landlord_without_determinations_is_told_so_on_the_page(
    landing: Path,
) -> None:
    publish_drawn(landing, complaints=COMPLAINTS)
    page = open_page(BRIEFING, paper="One determination")
    assert not page.exception
    assert "No determination of the Ombudsman" in " ".join(list_said(page))
