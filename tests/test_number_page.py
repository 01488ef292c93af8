"""Where a number comes from: what is said of each figure, and its rows."""

import re

import pytest
from audit_pages import list_cases, published, read_warnings, show
from shown_pages import list_codes, list_links, read, read_title

from analytics.behind.cases import FOR_INSIDE_ONLY
from analytics.measures import MEASURES
from pages.frame.entries import CASES, NUMBER


__all__ = ["published", "show"]


def list_row_links(page):
    """What the links to rows ask for, by their words."""
    return {link.words: link.query for link in list_links(page) if "rows" in link.query}


def list_others(page):
    """The links to the same page of another measure."""
    labels = {measure.label for measure in MEASURES.values()}
    return [link for link in list_links(page) if link.words in labels]


def test_every_measure_says_where_it_comes_from_on_the_sample(show):
    page = show("sample", NUMBER)
    for name, measure in MEASURES.items():
        page.query_params["measure"] = name
        page.run()
        assert not page.exception, (name, page.exception)
        assert not page.warning, (name, read_warnings(page))
        words = read(page)
        assert measure.definition in words, name
        assert measure.authority in words, name
        assert not re.search(r"\b(nan|NaT|inf)\b", words), name
        assert f"from {measure.model}" in list_codes(page)[0]
        # And there is a way to each of the others.
        others = {link.query["measure"][0] for link in list_others(page)}
        assert others == set(MEASURES)


def test_a_number_links_to_exactly_its_rows(show):
    page = show("inside", NUMBER, measure="ch02_1")
    links = list_row_links(page)
    assert [*links] == [
        "See all 7",
        "See the 4 that were answered in time",
        "See the 3 that were not answered in time",
    ]
    for label, query in links.items():
        assert query["measure"] == ["ch02_1"]
        [number] = re.findall(r"\d+", label)
        assert len(list_cases(show("inside", CASES, **query))) == int(number)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ({"by": "service_area"}, "4 of 7 stage 1 complaints were answered in time in"),
        ({"by": "service_area", "group": "Noise"}, "Noise: 2 of 3 stage 1 complaints"),
        (
            {"by": "quarter,service_area", "group": "2024-25 Q3 | Noise"},
            "Oct–Dec 2024, Noise: 1 of 1 ",
        ),
        ({"area": ["Noise"]}, "2 of 3 stage 1 complaints about Noise"),
    ],
)
def test_a_group_is_a_number_of_its_own(show, query, answer):
    page = show("inside", NUMBER, measure="answered_in_time_1", **query)
    assert read_title(page).startswith(answer)
    assert not page.warning
    [every] = [q for q in list_row_links(page).values() if q["rows"] == ["all"]]
    [number] = map(int, re.findall(r"of (\d+)", answer))
    assert len(list_cases(show("inside", CASES, **every))) == number


def test_a_group_chosen_by_hand_stays_in_the_address(show):
    page = show("inside", NUMBER, measure="received_1", by="service_area")
    page.selectbox(key="group_").select("Noise").run()
    assert not page.exception
    assert page.query_params["group"] in ("Noise", ["Noise"])
    assert read_title(page).startswith("Noise: 3 stage 1 complaints")


@pytest.mark.parametrize(
    ("query", "warned"),
    [
        ({"measure": "ch2"}, 'There is no measure "ch2"'),
        ({"by": "colour"}, "broken down by “colour”"),
        ({"by": "ward"}, "broken down by “Ward”"),
        ({"group": "Moon"}, "There is no “Moon” among these figures"),
        ({"measure": "received_1", "by": "service_area", "group": "Moon"}, "“Moon”"),
    ],
)
def test_what_a_link_to_a_number_asks_for_and_nobody_knows_is_told(show, query, warned):
    page = show("inside", NUMBER, **query)
    assert any(warned in each for each in read_warnings(page)), read_warnings(page)
    # And a whole is shown instead.
    assert re.match(r"[47]\b", read_title(page))


def test_a_number_for_the_public_leads_to_no_row(show):
    page = show("public", NUMBER, measure="ch02_1")
    assert FOR_INSIDE_ONLY in read(page)
    assert not list_row_links(page)
    # What is not about residents does.
    page = show("public", NUMBER, measure="actions")
    assert list_row_links(page)


def test_a_number_that_is_hidden_gives_itself_away_nowhere(show):
    page = show("sixty", NUMBER, measure="received_1", by="ward", group="Ash")
    assert "too few to show" in read(page)
    assert not list_row_links(page)
    said = read_title(page) + "What it" + read(page).partition("What it")[2]
    said = said.partition("Valid from")[0]
    assert not re.search(r"\b(2|58)\b", said)
