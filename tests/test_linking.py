"""Links in our own HTML, the menu made of them, and the mark of what is made up."""

import re

import pytest
from conftest import publish_drawn
from shown_pages import (
    HtmlReader,
    list_links,
    open_folds,
    open_page,
    read,
    read_markup,
    start_menu,
    turn_to,
)
from streamlit.testing.v1 import AppTest

from pages.frame.entries import (
    CASES,
    DEFAULT,
    DEFINITIONS,
    ENTRIES,
    MENU,
    TIMELINESS,
    VOLUMES,
)


STAGE_2 = {"stage": ["Stage 2"]}
AREAS = {"area": ["Noise", "Repairs & more"]}
HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "a & b = c? #d",
    "'; drop table x",
    "javascript:alert(1)",
    "é 🏠 %20",
)


def write(in_force, page, words, carried):
    """A script that shows one link, as a page with those filters would."""
    import streamlit as st

    from pages.frame.filters import IN_FORCE
    from pages.frame.linking import write_link

    st.session_state[IN_FORCE] = in_force
    st.html(str(write_link(page, words, carried)))


def write_one(in_force=None, carried=None, words="Words", page=CASES):
    """A link as it is written, and its HTML."""
    script = AppTest.from_function(write, args=(in_force or {}, page, words, carried))
    script.run()
    assert not script.exception
    [html] = [each.proto.body for each in script.main.get("html")]
    [link] = HtmlReader(html).links
    return link, html


@pytest.mark.parametrize(
    ("in_force", "carried", "asked"),
    [
        # Nothing chosen: the page's own address.
        ({}, None, {}),
        # What is in force goes on, each of several values.
        (STAGE_2, None, STAGE_2),
        ({**STAGE_2, **AREAS}, None, {**STAGE_2, **AREAS}),
        # What else the page is about stands beside it.
        (
            STAGE_2,
            {"measure": "ch02_2", "rows": "rest"},
            {**STAGE_2, "measure": ["ch02_2"], "rows": ["rest"]},
        ),
        # A filter that is carried takes the place of the one in force, and no other's.
        ({**STAGE_2, **AREAS}, {"area": "Lifts"}, {**STAGE_2, "area": ["Lifts"]}),
        # None carried of it takes it off.
        ({**STAGE_2, **AREAS}, {"area": []}, STAGE_2),
    ],
)
def test_a_link_holds_the_whole_view(in_force, carried, asked):
    link, html = write_one(in_force, carried)
    assert (link.page, link.query) == ("cases", asked)
    assert ("?" in link.href) == bool(asked)
    # The script that follows links finds them by this.
    assert 'data-go=""' in html


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_stands_in_a_link_is_only_text(hostile):
    link, html = write_one({"area": [hostile]}, {"group": hostile}, words=hostile)
    assert link.words == hostile
    assert link.page == "cases"
    assert link.query == {"area": [hostile], "group": [hostile]}
    # One element, with what we gave it and nothing else.
    assert re.fullmatch('<a data-go="" href="[^"<>]*">[^<>]*</a>', html)


@pytest.mark.usefixtures("sample_in_force")
def test_the_menu_has_every_page_by_section_and_marks_one():
    page = open_page()
    for entry in ENTRIES:
        if entry.path != DEFAULT:
            turn_to(page, entry.path)
        [menu] = [each.proto.body for each in page.sidebar.get("html")]
        assert menu.count("aria-current") == 1
        [marked] = re.findall('href="([^"?]*)[^>]*aria-current="page">([^<]*)<', menu)
        assert marked == (entry.address, entry.title)
    titles = re.findall("<h2>([^<]*)</h2>", menu)
    assert titles == list(MENU)
    links = HtmlReader(menu).links
    assert [(link.page, link.words) for link in links] == [
        (entry.address, entry.title) for entry in ENTRIES
    ]


@pytest.mark.usefixtures("sample_in_force")
def test_the_menu_and_the_foot_keep_what_is_chosen():
    page = open_page(VOLUMES, year="2023-24", stage="Stage 2")
    chosen = {"year": ["2023-24"], **STAGE_2}
    links = read_markup(page.sidebar).links
    assert [link.query for link in links] == [chosen] * len(ENTRIES)
    [following] = [link for link in list_links(page) if link.words == "Next: Outcomes"]
    assert following.query == chosen
    # The usual choices are in no address: a link is as short as it can be.
    page.selectbox(key="stage").select("Both stages").run()
    page.selectbox(key="year").select("2024-25").run()
    assert {link.href for link in read_markup(page.sidebar).links} == {
        entry.address for entry in ENTRIES
    }


def test_a_landlord_s_name_and_its_areas_are_only_text(landing):
    area = "<img src=x onerror=alert(1)>"
    publish_drawn(
        landing,
        'name = "<script>alert(1)</script> Homes"\n[disclosure]\naudience = "internal"',
        complaints=(
            "complaint_id | received_date | acknowledged_date | service_areas\n"
            f"C-1 | 2024-05-01 | 2024-05-01 | {area}"
        ),
    )
    page = open_page()
    for entry in ENTRIES:
        if entry.path != DEFAULT:
            turn_to(page, entry.path)
        open_folds(page)
        assert not page.exception, entry.path
        for each in (*page.main.get("html"), *page.sidebar.get("html")):
            assert "<script>" not in each.proto.body, entry.path
            assert "onerror=alert(1)>" not in each.proto.body, entry.path
    assert "<script>alert(1)</script> Homes" in read_markup(page.sidebar).text


def test_no_page_of_a_visit_has_a_link_of_streamlit_s_own(landing):
    # One would carry the filters by a way of its own.
    publish_drawn(landing, complaints="complaint_id\nC-1")
    page = start_menu().run()
    for entry in ENTRIES:
        turn_to(page, entry.path)
        assert not page.get("page_link"), entry.path


# --- The mark of what is made up ------------------------------------------------------


@pytest.mark.usefixtures("sample_in_force")
@pytest.mark.parametrize("path", [entry.path for entry in ENTRIES])
def test_a_mark_on_a_page_has_its_meaning_at_the_foot_and_none_without(path):
    page = open_page(path)
    *said, foot = read(page).rsplit("\nAs at ", 1)
    has_meaning = "† made up; the rest was published." in foot
    assert ("†" in "".join(said)) == has_meaning
    # In sentences the words gave way to it: they are left to tables and files.
    shown = "".join(said).split("For analysts")[0]
    if path in (VOLUMES, TIMELINESS):
        assert has_meaning
        assert "(made up)" not in shown.split("Does any month stand out?")[0]


def test_where_everything_is_made_up_a_chip_says_it_and_there_is_no_mark(
    landing,
):
    publish_drawn(
        landing,
        '[sample]\n[disclosure]\naudience = "internal"',
        complaints="complaint_id | received_date\nC-1 | 2024-05-01",
    )
    text = read(open_page(VOLUMES))
    assert "Demonstration: all made up" in text
    assert "†" not in text


@pytest.mark.usefixtures("sample_in_force")
def test_definitions_speak_of_nothing_made_up():
    assert "†" not in read(open_page(DEFINITIONS))
