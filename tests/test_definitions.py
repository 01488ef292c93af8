"""Everything declared is found in the dictionary; every measure has an address."""

import re
from collections.abc import Callable

import pytest
from conftest import share
from markupsafe import escape
from shown_pages import (
    list_links,
    list_said,
    list_tables,
    open_folds,
    open_page,
    unescape,
)
from streamlit.testing.v1 import AppTest

from analytics.figures.open_release import OpenRelease
from analytics.ground.landlord import Landlord, Target
from analytics.measures import MEASURES
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import STATUSES
from analytics.words.notes import write_valid_from
from expectations.sources import SOURCES
from pages.data.definitions.dictionary import (
    DIRECTIONS,
    search,
    write_codes,
    write_facts,
    write_found,
    write_kind,
    write_placed,
    write_rules,
    write_values,
)
from pages.frame.entries import DEFINITIONS


OpenPage = Callable[..., AppTest]

HOSTILE = (
    "<script>document.title='hurt'</script>",
    "![x](http://evil.invalid)",
    "*",
    "[press](javascript:alert)",
    r"$\frac{1}{2}$ :red[alarm]",
    "(?:",
    "\N{WORD JOINER}",
)


small = share(
    '[targets]\nch02_1 = { value = 95, source = "*Plan*" }',
    complaints="complaint_id\nC-1",
)


@pytest.fixture
def show(small: OpenRelease, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """A function that opens Definitions over a small release, at an address."""
    monkeypatch.setenv("DATA_DIR", str(small.release.folder.parents[1]))

    def open_(**query: str) -> AppTest:
        page = open_page(DEFINITIONS, **query)
        assert not page.exception
        assert not page.error
        assert len(page.title) == 1
        return page

    return open_


def read_html(page: AppTest) -> str:
    """All of our own HTML."""
    return "".join(each.proto.body for each in page.main.get("html"))


def read_answer(page: AppTest) -> str:
    """The sentence that says what was found, or what is defined."""
    return unescape(page.main.markdown[0].value)


def read(page: AppTest) -> str:
    """Everything the page says, its tables and the names of its links included."""
    said = list_said(page)
    said += [table.value.to_csv(sep="\t") for table in list_tables(page)]
    said += [link.words for link in list_links(page)]
    return "\n".join(said)


def list_asked(page: AppTest) -> dict[str, dict[str, list[str]]]:
    """What each link of the page puts in the address, by its words."""
    return {link.words: link.query for link in list_links(page)}


# What of the declarations is found by their own names.


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda each: each.id)
def test_a_measure_is_found_by_every_word_it_is_declared_with(measure) -> None:
    for text in (measure.id, measure.label, measure.definition, measure.authority):
        assert measure in search(text).measures
        assert measure in search(text.upper()).measures


@pytest.mark.parametrize("dimension", DIMENSIONS.values(), ids=lambda each: each.name)
def test_a_breakdown_is_found_by_its_names_and_its_values(dimension) -> None:
    for text in (dimension.name, dimension.label, *dimension.values):
        assert dimension in search(text).dimensions
    for value in dimension.values:
        assert dimension.name_value(value) in write_values(dimension)
        assert value in write_codes(dimension)


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_found_by_what_stands_for_it_and_by_its_meaning(status) -> None:
    for text in (status, *STATUSES[status]):
        assert status in search(text).statuses


@pytest.mark.parametrize(
    ("source", "column"),
    [(source, column) for source in SOURCES.values() for column in source.columns],
    ids=lambda each: each.name,
)
def test_a_column_is_found_by_its_name_its_words_and_its_extract(
    source, column
) -> None:
    for text in (column.name, column.definition, source.name, *column.choices):
        assert (source, column) in search(text).columns
    for choice in column.choices:
        assert choice in write_kind(column)


def test_all_words_must_occur_in_any_order_and_in_one_entry() -> None:
    ids = [measure.id for measure in search("2 OVERDUE stage").measures]
    assert ids == ["overdue_2"]
    assert search("overdue").measures != search("stage").measures
    # Each is somewhere, but nowhere together.
    assert not search("leasehold_nowhere overdue")


def test_a_number_is_found_only_where_it_stands_alone() -> None:
    # 6.14, 1,000 and CH01 have a 1 in them that nobody means.
    assert [each.id for each in search("stage 1 overdue").measures] == ["overdue_1"]
    assert "ch01_2" not in [each.id for each in search("1,000 stage 1").measures]
    assert MEASURES["ch02_2"] in search("6.14").measures


def test_no_words_find_everything() -> None:
    for text in ("", "   "):
        found = search(text)
        assert found.measures == tuple(MEASURES.values())
        assert found.dimensions == tuple(DIMENSIONS.values())
        assert found.statuses == tuple(STATUSES)
        assert len(found.columns) == sum(len(each.columns) for each in SOURCES.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # One kind alone, several of it.
        ("overdue", "Found for “overdue”: 4 measures."),
        # One of several kinds: a status and nothing else of its kind.
        ("suppressed", "Found for “suppressed”: 1 status."),
        # A single word that is nowhere.
        ("zebra", "Nothing here has “zebra” in it. Fewer or other words may find it."),
        # Two words, of which one is nowhere.
        (
            "stage  zebra",
            "Nothing here has all of the words “stage zebra” in it. Fewer or other "
            "words may find it.",
        ),
    ],
)
def test_the_answer_counts_what_was_found(text: str, said: str) -> None:
    assert write_found(search(text), text) == said


# What is said of a measure.


def test_every_measure_s_day_and_direction_has_words() -> None:
    assert all(write_placed(each).endswith(".") for each in MEASURES.values())
    used = {each.improvement_direction for each in MEASURES.values()}
    assert used == set(DIRECTIONS)
    # The regulator's rate of complaints has no good direction.
    facts = write_facts(MEASURES["ch01_1"], Landlord())
    assert facts["Which way is better"] == "Neither high nor low is good in itself."


def test_a_target_is_said_where_there_is_one() -> None:
    landlord = Landlord(targets={"ch02_1": Target(value=95.0, source="Plan")})
    assert "95 % (Plan)" in write_facts(MEASURES["ch02_1"], landlord)["Target"]
    assert "Target" not in write_facts(MEASURES["ch02_2"], landlord)


def test_which_differences_matter_is_said_as_the_landlord_sees_it() -> None:
    key = "Differences too small to matter"
    landlord = Landlord(matters={"ch02_1": 5.0, "ch01_1": 1.1})
    for measure, ours, own in (
        ("ch02_1", "Less than 10 percentage", "Less than 5 percentage"),
        ("ch01_1", "From 0.8 to 1.25 times", "From 0.91 to 1.1 times"),
    ):
        assert write_facts(MEASURES[measure], Landlord())[key].startswith(ours)
        assert write_facts(MEASURES[measure], landlord)[key].startswith(own)
    assert key not in write_facts(MEASURES["response_days_median_1"], landlord)


def test_a_rule_is_told_with_the_columns_it_is_about() -> None:
    source = SOURCES["complaints"]
    rules = write_rules(source, [source.column("acknowledged_date")])
    assert rules == [
        "Rejected: it was acknowledged before it was received.",
        "Kept with a warning: it was acknowledged after it was answered.",
    ]
    assert len(write_rules(source, source.columns)) == len(source.expects)


# The page.


def test_the_page_has_every_declaration(show: OpenPage) -> None:
    page = show()
    assert page.title[0].value == "Definitions"
    for number in (len(MEASURES), len(DIMENSIONS), len(STATUSES)):
        assert f"{number} " in read_answer(page)
    said = read(open_folds(page))
    for measure in MEASURES.values():
        assert measure.label in said
        assert measure.definition in said
    for dimension in DIMENSIONS.values():
        assert dimension.label in said
    for words, meaning in STATUSES.values():
        assert words in said
        assert meaning in said
    for source in SOURCES.values():
        assert source.grain in said
        for column in source.columns:
            assert column.definition in said
    assert "May be empty." in said
    assert "Required." in said


def test_every_measure_in_the_list_leads_to_its_own_address(
    show: OpenPage,
) -> None:
    links = list_asked(show())
    for measure in MEASURES.values():
        assert links[measure.label] == {"measure": [measure.id]}


def test_a_measure_s_address_shows_it_in_full(show: OpenPage) -> None:
    page = show()
    for measure in MEASURES.values():
        page.query_params["measure"] = measure.id
        page.run()
        assert not page.exception, measure.id
        assert [each.value for each in page.title] == [measure.label]
        assert read_answer(page) == measure.definition
        said = read(page)
        facts = (measure.why_it_matters, measure.authority, measure.unit)
        for fact in (*facts, write_valid_from(measure), *measure.caveats):
            assert fact in said, measure.id
        assert f"`/definitions?measure={measure.id}`" in said
        links = list_asked(page)
        assert links["Where this number comes from"] == {"measure": [measure.id]}
        assert links["All definitions"] == {}
        assert ("The landlord's own target: 95 % (*Plan*)." in said) == (
            measure.id == "ch02_1"
        )


@pytest.mark.parametrize("asked", ["CH02_1", " ch02_1 "])
def test_an_address_written_by_hand_is_understood(show: OpenPage, asked: str) -> None:
    page = show(measure=asked)
    assert page.title[0].value == MEASURES["ch02_1"].label
    assert not page.warning


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        # A near miss is told what was probably meant.
        (
            "ch02_3",
            "There is no measure called “ch02_3”; the nearest are ch02_2, ch02_1, "
            "ch01_2.",
        ),
        # Fifty names in a sentence would help nobody.
        (
            "zebra",
            "There is no measure called “zebra”; every measure there is stands below.",
        ),
        (
            HOSTILE[1],
            f"There is no measure called “{HOSTILE[1]}”; every measure there is stands "
            "below.",
        ),
    ],
)
def test_an_unknown_measure_is_named_and_all_are_shown(
    show: OpenPage, asked: str, said: str
) -> None:
    page = show(measure=asked)
    assert [unescape(each.value) for each in page.warning] == [said]
    assert page.title[0].value == "Definitions"
    assert f"{len(MEASURES)} measures" in read_answer(page)
    assert "![x](" not in page.warning[0].value


def test_a_search_in_the_address_is_done(show: OpenPage) -> None:
    page = show(find="overdue stage 1")
    [box] = re.findall('name="find" value="([^"]*)"', read_html(page))
    assert box == "overdue stage 1"
    assert read_answer(page) == "Found for “overdue stage 1”: 1 measure."
    assert MEASURES["overdue_1"].definition in read(page)
    assert MEASURES["overdue_2"].definition not in read(page)
    assert not list_tables(page)
    assert not page.expander
    assert not page.warning


def test_what_is_found_in_columns_is_not_folded_away(show: OpenPage) -> None:
    page = show()
    assert not any(each.proto.expanded for each in page.expander)
    page = show(find="homes_owned")
    [expander] = page.expander
    assert expander.proto.expanded
    assert expander.label == "Homes: 1 column"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_searched_for_and_shown_as_they_are(
    show: OpenPage, text: str
) -> None:
    page = show(find=text)
    # In the box too it is only text.
    assert f'name="find" value="{escape(text)}"' in read_html(page)
    assert read_answer(page).startswith("Nothing here has ")
    shown = text.replace("\N{WORD JOINER}", "")
    assert f"“{shown}”" in read_answer(page)
    # No mark of it is left that Markdown would read.
    assert not re.search(r"(?<!\\)[<*\[$:(]", page.main.markdown[0].value)
    assert not list_tables(page)
