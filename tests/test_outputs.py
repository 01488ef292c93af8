"""One figure, one text: on screen, in the download, on the command line."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from conftest import share
from golden import HEADLINES
from hypothesis import example, given
from hypothesis import strategies as some
from markdown_it import MarkdownIt
from shown_pages import list_tables, open_folds, open_page, read, unescape

from analytics.behind.downloads import list_result_rows, make_csv, neutralise
from analytics.drawing.bars import draw_bars
from analytics.drawing.course import draw_course, draw_spark
from analytics.drawing.days import draw_days
from analytics.drawing.dots import draw_dots
from analytics.figures.open_release import OpenRelease
from analytics.figures.query import run
from analytics.ground.calendar import make_year
from analytics.ground.settings import PROJECT
from analytics.measures import find_measure
from analytics.measures.result import Result
from analytics.words.cells import write_cell, write_figure
from analytics.words.narrative import (
    write_alt,
    write_leading,
    write_sentence,
)
from analytics.words.tables import make_table
from analytics.words.titles import write_title
from pages.frame.escape import escape


YEAR = make_year("2024-25")


def read_csv(content: bytes) -> list[dict[str, str]]:
    """The rows of a download."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.usefixtures("sample_in_force")
def test_a_headline_is_the_same_text_on_screen_in_the_csv_and_on_the_command_line(
    sample: OpenRelease,
) -> None:
    command = [sys.executable, "-m", "analytics", "measures", "--json"]
    for name in HEADLINES:
        command += ["--measure", name]
    done = subprocess.run(
        [*command, "--year", YEAR.label], capture_output=True, cwd=PROJECT, check=True
    )
    told = {each["measure"]: each["shown"] for each in json.loads(done.stdout)}
    assert told == {name: shown for name, (_, shown) in HEADLINES.items()}
    for name, (path, shown) in HEADLINES.items():
        page = open_folds(open_page(path))
        assert re.search(rf"(?<![\d.]){re.escape(shown)}(?![\d%])", read(page)), name
        label = find_measure(name).label
        cells = {
            cell
            for table in list_tables(page)
            for heading in table.value.columns
            if heading.startswith(f"{label} (")
            for index, cell in table.value[heading].items()
            if unescape(index) == YEAR.label
        }
        assert cells == {shown}, name
        [row] = read_csv(
            make_csv(list_result_rows(run(sample, [find_measure(name)], [YEAR])))
        )
        assert row["shown"] == shown
        assert row["measure"] == name
        assert row["definition"] == find_measure(name).definition


def test_a_csv_keeps_counts_whole_and_says_what_they_are_of(
    sample: OpenRelease,
) -> None:
    results = run(
        sample,
        [find_measure("received_1")],
        [YEAR],
        by=["service_area"],
        where={"tenure": ["lcra"]},
    )
    rows = read_csv(make_csv(list_result_rows(results)))
    assert len(rows) == len(results)
    assert rows[0]["service_area"] == ""
    assert {row["filters"] for row in rows} == {"from tenants (low cost rent)"}
    assert {row["release"] for row in rows} == {sample.release.id}
    assert all(row["numerator"].isdigit() for row in rows)


# ---- What must be said beside a figure is said beside it everywhere.

Writer = Callable[[Result], str]


def draw(result: Result) -> str:
    """All words of a chart of one share."""
    return str(draw_dots([result]).to_json())


def tabulate(result: Result) -> str:
    """All words of a table of one figure."""
    return unescape(str(make_table([result]).to_csv()))


OUTPUTS: dict[str, Writer] = {
    "sentence": write_sentence,
    "title": lambda result: write_title([result]),
    "cell": write_cell,
    "table": tabulate,
    "alt text": lambda result: write_alt("Dots", "Timeliness", [result]),
    "chart": draw,
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_made_up_figure_says_so(sample: OpenRelease, output: str) -> None:
    [result] = run(sample, [find_measure("answered_in_time_1")], [YEAR])
    assert result.is_made_up
    assert "made up" in OUTPUTS[output](result)


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_published_figure_is_not_called_made_up(
    sample: OpenRelease, output: str
) -> None:
    [result] = run(sample, [find_measure("ch02_1")], [YEAR])
    assert "made up" not in OUTPUTS[output](result)


def test_the_csv_says_what_is_made_up(sample: OpenRelease) -> None:
    results = run(
        sample, [find_measure("answered_in_time_1"), find_measure("ch02_1")], [YEAR]
    )
    rows = read_csv(make_csv(list_result_rows(results)))
    assert [row["is_made_up"] for row in rows] == ["True", "False"]


open_case = share(
    as_at=date(2025, 3, 31),
    complaints="""
    complaint_id | received_date | acknowledged_date | responded_date
    C-1          | 2025-02-03    | 2025-02-04        | 2025-02-10
    C-2          | 2025-02-04    | 2025-02-05        | 2025-02-11
    C-3          | 2025-03-28    | 2025-03-31        |
    """,
)


@pytest.fixture
def undecided(open_case: OpenRelease) -> Result:
    """Two of three answered in time; nobody can say yet of the third."""
    [result] = run(open_case, [find_measure("ch02_1")], [YEAR])
    assert (result.counted, result.cases, result.pending) == (2, 3, 1)
    return result


@pytest.mark.parametrize("output", [each for each in OUTPUTS if each != "title"])
def test_a_provisional_figure_says_so(undecided: Result, output: str) -> None:
    assert "provisional" in OUTPUTS[output](undecided)


def test_a_title_says_how_many_of_a_provisional_figure_are_open(
    undecided: Result,
) -> None:
    # A title is what people say, so it says what "provisional" would mean.
    assert "2 of 2 judged" in write_title([undecided])
    assert "1 can still be" in write_title([undecided])


def test_the_csv_says_what_is_provisional(undecided: Result) -> None:
    [row] = read_csv(make_csv(list_result_rows([undecided])))
    assert row["is_provisional"] == "True"


# ---- What is too few to show is shown nowhere.

HIDDEN = "too few to show"

# Three of Hilltop, all leaseholders': under the threshold, in whatever is asked.
WARDS = """
    complaint_id | received_date | acknowledged_date | responded_date | outcome | ward_name | tenure
    C-1          | 2024-04-08    | 2024-04-09        | 2024-04-15     | upheld  | Hilltop   | leasehold
    C-2          | 2024-07-09    | 2024-07-10        | 2024-07-16     | upheld  | Hilltop   | leasehold
    C-3          | 2024-10-10    | 2024-10-11        | 2024-10-17     | upheld  | Hilltop   | leasehold
    C-4          | 2024-04-11    | 2024-04-12        | 2024-04-18     | upheld  | Riverside | lcra
    C-5          | 2024-04-12    | 2024-04-15        | 2024-04-19     | upheld  | Riverside | lcra
    C-6          | 2024-07-15    | 2024-07-16        | 2024-07-22     | upheld  | Riverside | lcra
    C-7          | 2024-10-16    | 2024-10-17        | 2024-10-23     | upheld  | Riverside | lcra
    C-8          | 2024-04-17    | 2024-04-18        | 2024-04-24     | upheld  | Riverside | lcra
"""  # noqa: E501

COUNT, SHARE, DAYS = "received_1", "answered_in_time_1", "response_days_median_1"


# A release in which one ward has three complaints.
wards = share(complaints=WARDS)


def ask_hilltop(release: OpenRelease, name: str, *by: str) -> list[Result]:
    """Figures of the ward with three complaints."""
    return run(
        release, [find_measure(name)], [YEAR], by=by, where={"ward": ["Hilltop"]}
    )


def find_numbers(part: Any) -> Iterator[float]:
    """Every number in a piece of a chart's data, and in its words."""
    match part:
        case bool() | None:
            return
        case int() | float():
            yield part
        case str():
            # The months and years of a group's name are no figures.
            yield from map(
                float, re.findall(r"(?<![\w–])\d+(?:\.\d+)?(?=%| of )", part)
            )
        case dict():
            for each in part.values():
                yield from find_numbers(each)
        case list() | tuple():
            for each in part:
                yield from find_numbers(each)


def list_drawn(figure: Any) -> set[float]:
    """The numbers that a chart's marks hold, besides those of their looks."""
    content = json.loads(figure.to_json())
    kept = ("x", "y", "base", "text", "customdata", "hovertext", "values", "meta")
    pieces = [
        [trace.get(key) for key in kept]
        + [trace.get("error_y", {}).get(key) for key in ("array", "arrayminus")]
        for trace in content["data"]
    ]
    words = [each["text"] for each in content["layout"].get("annotations", [])]
    # A bar of no length, or an error of none, is the drawing of nothing.
    return set(find_numbers([pieces, words])) - {0}


@pytest.mark.parametrize("name", [COUNT, SHARE, DAYS])
def test_what_is_suppressed_is_so_in_words_table_and_csv(
    wards: OpenRelease, name: str
) -> None:
    [result] = ask_hilltop(wards, name)
    assert result.is_suppressed
    for written in (
        write_sentence(result),
        write_title([result]),
        write_figure(result),
        write_cell(result),
        write_alt("Bars", "Complaints", [result]),
        tabulate(result),
    ):
        assert HIDDEN in written
        left = written.replace(result.measure.label, "").replace(YEAR.label, "")
        assert not re.search(r"\d", left), written
    [row] = read_csv(make_csv(list_result_rows([result])))
    assert row["shown"] == HIDDEN
    assert row["is_suppressed"] == "True"
    for key in ("numerator", "denominator", "value", "lower", "upper"):
        assert row[key] == ""
    assert write_leading([result]) == ""


Drawer = Callable[[Sequence[Result]], Any]

DRAWERS: dict[str, tuple[str, str, Drawer]] = {
    "bars": (COUNT, "tenure", draw_bars),
    "dots": (SHARE, "quarter", draw_dots),
}


@pytest.mark.parametrize("kind", DRAWERS)
def test_a_suppressed_figure_is_nowhere_in_a_chart(
    wards: OpenRelease, kind: str
) -> None:
    name, dimension, drawer = DRAWERS[kind]
    results = ask_hilltop(wards, name, dimension)
    groups = [result for result in results if not result.is_total]
    hidden = [result for result in groups if result.is_suppressed]
    assert hidden
    figure = drawer(hidden)
    assert list_drawn(figure) == set()
    assert HIDDEN in figure.to_json()


def test_suppressed_days_are_in_no_column(wards: OpenRelease) -> None:
    # A column for each number of days taken would be the list of cases.
    results = ask_hilltop(wards, "response_days_1", "response_days")
    assert {result.shown for result in results} == {HIDDEN}
    assert MARKS.findall(draw_days(results, 10)) == []


# What of a picture stands for a figure: columns, dots, lines that join them.
MARKS = re.compile("<(rect|circle|polyline)")

PICTURES: dict[str, Callable[[Sequence[Result]], str]] = {
    "course": lambda each: draw_course(each, "quarter"),
    "spark": draw_spark,
}


@pytest.mark.parametrize("name", [COUNT, SHARE, DAYS])
@pytest.mark.parametrize("picture", PICTURES)
def test_a_suppressed_figure_leaves_no_mark_in_a_picture(
    wards: OpenRelease, picture: str, name: str
) -> None:
    results = ask_hilltop(wards, name, "quarter")[1:]
    assert {each.shown for each in results if each.is_suppressed} == {HIDDEN}
    hidden = [each for each in results if each.is_suppressed]
    drawn = PICTURES[picture](hidden)
    assert [mark for mark in MARKS.findall(drawn) if mark != "polyline"] == []
    # A line through no points is no line.
    assert re.findall('points="([^"]+)"', drawn) == []
    # What is left of words are the ends of an empty scale, and the year.
    texts = re.findall(">([^<]+)</text>", drawn)
    assert set(texts) <= {"0", "1", "2", "0%", "50%", "100%", "2024-25"}


def test_a_chart_of_every_ward_gives_no_hidden_one_away(wards: OpenRelease) -> None:
    results = run(wards, [find_measure(COUNT)], [YEAR], by=["ward"])
    # Eight in all are known to everyone, so five would tell of three.
    assert [result.shown for result in results] == ["8", HIDDEN, HIDDEN]
    assert list_drawn(draw_bars(results[1:])) == set()
    [whole, *rows] = read_csv(make_csv(list_result_rows(results)))
    assert whole["value"] == "8"
    assert {row["value"] for row in rows} == {""}


# ---- Text that comes from outside.

TEXTS = [
    "=1+1",
    "+44 20",
    "-2-",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://evil.invalid")',
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_formula_in_a_cell_is_text(text: str) -> None:
    assert neutralise(text) == "'" + text


@given(some.text())
def test_no_cell_begins_as_a_formula_does_and_none_loses_its_text(text: str) -> None:
    written = str(neutralise(text))
    assert written.removeprefix("'") == text.removeprefix("'") or written == text
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("number", [-2, 0, 3.5, None])
def test_a_number_stays_a_number(number: object) -> None:
    assert neutralise(number) is number


def test_a_group_that_is_a_formula_is_text_in_the_csv(
    make_release: Callable[..., OpenRelease],
) -> None:
    release = make_release(
        complaints="""
        complaint_id | received_date | service_areas
        C-1          | 2024-05-01    | =1+1
        C-2          | 2024-05-01    | @SUM(A1)
        C-3          | 2024-05-01    | -2+3
        """
    )
    results = run(release, [find_measure(COUNT)], [YEAR], by=["service_area"])
    areas = [
        row["service_area"] for row in read_csv(make_csv(list_result_rows(results)))[1:]
    ]
    assert sorted(areas) == ["'-2+3", "'=1+1", "'@SUM(A1)"]


# Marks of Markdown among letters, so that chance finds more than random characters do.
PIECES = some.one_of(
    some.sampled_from(list("\\`*_{}[]()#+-.!|~<>$:/@&^=\"'%; 1a")),
    some.sampled_from(
        [
            "![a](b)",
            "[a](b)",
            "[a]: b",
            "<b>",
            "<!-- -->",
            "&copy;",
            "&#42;",
            "http://a.b",
            "www.a.b",
            "<http://a.b>",
            ":material/home:",
            ":red[a]",
            "$x$",
            "1. ",
            "- ",
            "> ",
            "# ",
            "---",
            "``",
            "~~",
            "**",
        ]
    ),
    # Markdown itself replaces nought, and half a surrogate is no text.
    some.characters(exclude_categories=("Cs", "Cc")),
)

# Where pages put text: a paragraph, a list, a heading, a phrase of strong words.
PLACES = ("{}", "- {}", "### {}", "Read\\: {}\\.", "Before {} after")

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def render(text: str) -> tuple[str, set[str]]:
    """Markdown as plain text, and the kinds of everything in it that is not text."""
    words, kinds = [], set()
    for token in MARKDOWN.parse(text):
        if token.type == "inline":
            for child in token.children or []:
                if child.type in ("text", "text_special"):
                    words.append(child.content)
                else:
                    kinds.add(child.type)
        else:
            kinds.add(token.type)
    return "".join(words), kinds


@given(some.lists(PIECES, min_size=1, max_size=12).map("".join))
@example("![a](http://evil.invalid/a.png)")
@example("[a](javascript:alert(1))")
@example("<img src=x onerror=alert(1)>")
@example("a\n\n# b\n\n    code")
@example("**bold** and $math$ and :material/home:")
def test_escaped_text_is_read_as_it_was_written(text: str) -> None:
    plain = " ".join(text.split())
    if not plain:
        assert escape(text) == ""
        return
    for place in PLACES:
        # Letters are never markup, so this shows what the place itself is made of.
        around, expected_kinds = render(place.format("WORD"))
        read, kinds = render(place.format(escape(text)))
        # A joiner has no width; it parts what would be taken for an address.
        assert read.replace("\u2060", "") == around.replace(
            "WORD", plain.replace("\u2060", "")
        )
        assert kinds == expected_kinds


@given(some.text(alphabet="$:[]{}<>`*_~|\\ab ", max_size=20))
def test_every_mark_of_streamlit_s_own_is_escaped(text: str) -> None:
    # Maths, icons, colours and badges are no part of Markdown proper.
    escaped = re.sub(r"\\.", "", escape(text))
    assert not set(escaped) & set("$:[]{}<>`*_~|\\")
