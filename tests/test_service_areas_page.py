"""The page of service areas: all of them, and one in its own words."""

import re

import pytest
from audit_pages import list_cases, published, read_table, read_warnings, show
from conftest import INTERNAL, publish_drawn
from shown_pages import (
    list_alts,
    list_links,
    list_tables,
    open_page,
    read,
    read_kicker,
    read_title,
)

from pages.frame.entries import CASES, SERVICE_AREAS


__all__ = ["published", "show"]


def find_tables(page):
    """The two tables of all areas, in their fold."""
    return [
        each for each in list_tables(page) if "All areas together" in each.value.index
    ]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        # 5, 4, 2 and no mentions.
        ("Mentions", ["Noise", "Repairs", "Allocations", "Moving"]),
        # 2, 1, 1 late; equals by name.
        ("Late at stage 1", ["Allocations", "Noise", "Repairs", "Moving"]),
        # 2 and 1 late; of the others there is no stage 2.
        ("Late at stage 2", ["Noise", "Repairs", "Allocations", "Moving"]),
        # 3, 2 and 1 upheld.
        ("Upheld at stage 1", ["Repairs", "Allocations", "Noise", "Moving"]),
        # 2 and 1 to be done.
        ("Actions not completed", ["Moving", "Repairs", "Allocations", "Noise"]),
        ("Name", ["Allocations", "Moving", "Noise", "Repairs"]),
    ],
)
def test_the_areas_stand_in_the_order_asked_for(show, sort, names):
    page = show("inside", SERVICE_AREAS, sort=sort)
    for table in find_tables(page):
        assert list(read_table(table)) == [*names, "All areas together"]
    assert not page.warning
    # Chosen by hand it is the same.
    other = show("inside", SERVICE_AREAS)
    other.segmented_control(key="sort").set_value(sort).run()
    assert list(read_table(find_tables(other)[0]))[:-1] == names


def test_the_table_of_areas_counts_each_and_all_together(show):
    page = show("inside", SERVICE_AREAS)
    complaints, outcomes = (read_table(table) for table in find_tables(page))
    assert {name: list(row.values()) for name, row in complaints.items()} == {
        "Noise": ["5", "2 of 3 (66.7%)", "0 of 2 (0.0%)"],
        "Repairs": ["4", "2 of 3 (66.7%)", "0 of 1 (0.0%)"],
        "Allocations": ["2", "0 of 2 (0.0%)", "no cases"],
        "Moving": ["0", "no cases", "no cases"],
        # One complaint is about two areas: 7 complaints, 8 of them named at stage 1.
        "All areas together": ["11", "4 of 7 (57.1%)", "0 of 3 (0.0%)"],
    }
    assert {name: list(row.values()) for name, row in outcomes.items()} == {
        "Noise": ["1 of 3 (33.3%)", "0", "Housing"],
        "Repairs": ["3 of 3 (100.0%)", "1", "Housing"],
        "Allocations": ["2 of 2 (100.0%)", "0", "Local Government"],
        "Moving": ["no cases", "2", "Housing"],
        "All areas together": ["5 of 7 (71.4%)", "3", ""],
    }
    # Not yet in use.
    assert not any("Parking" in read_table(table) for table in find_tables(page))


def test_areas_stand_beside_each_other_those_with_most_late_first(show):
    page = show("inside", SERVICE_AREAS)
    # Of Allocations 2 were late at stage 1, of the others 1 each: equals by name.
    words = read(page)
    assert (
        "\nAllocations 2 complaints, 2 late\nNoise 3 complaints, 1 late\n"
        "Repairs 3 complaints, 1 late\n"
    ) in words
    assert "No complaints about: Moving, Parking." in words
    alts = [alt for alt in list_alts(page) if alt.startswith("Columns over time.")]
    assert [alt.split(". ")[1].split(":")[0] for alt in alts[:3]] == [
        "Allocations",
        "Noise",
        "Repairs",
    ]
    # Each says what is marked within its columns, too.
    assert all(re.search(r"Late: \d+(, \d+)*\.$", alt) for alt in alts)


@pytest.mark.parametrize("query", [{}, {"area": ["Repairs"]}])
def test_a_count_beside_an_area_opens_so_many_cases_whatever_is_chosen(show, query):
    # With Repairs chosen the other areas stand beside it, and none is cut by it.
    found = [
        (int(link.words.split()[0]), link.query)
        for link in list_links(show("inside", SERVICE_AREAS, **query))
        if re.fullmatch(r"\d+ (complaints?|late)", link.words)
    ]
    assert len(found) == 6
    for number, asked in found:
        assert len(list_cases(show("inside", CASES, **asked))) == number, asked


def test_wards_have_a_heading_only_where_one_is_recorded(show):
    assert "Wards" not in [each.value for each in show("inside", SERVICE_AREAS).header]
    assert "Wards" in [each.value for each in show("sixty", SERVICE_AREAS).header]


def test_of_an_area_whose_number_is_hidden_it_is_not_said_that_there_were_none(landing):
    drawn = """
    complaint_id | received_date | ward_name | service_areas
    A            | 2024-06-03    | Ash       | Noise
    B            | 2024-06-04    | Ash       | Repairs
    """
    areas = "".join(f"[[service_areas]]\nname = '{e}'\n" for e in ("Noise", "Repairs"))
    publish_drawn(landing, INTERNAL + areas, complaints=drawn)
    said = read(open_page(SERVICE_AREAS, ward="Ash", year="2024-25"))
    assert "too few to show" in said
    assert "No complaints about" not in said


def read_bars(page):
    """The rows of the tables of our own HTML that set areas beside all."""
    return [" ".join(row.split()) for row in read(page).split("\n")]


def test_an_area_is_told_with_all_areas_beside_it_and_its_ombudsman(show):
    page = show("inside", SERVICE_AREAS, area=["Repairs"])
    assert read_kicker(page) == "Service areas: Repairs, 2024-25"
    assert read_title(page).startswith(
        "2 of 3 stage 1 complaints about Repairs were answered in time in 2024-25"
    )
    rows = read_bars(page)
    assert "Repairs All areas" in rows
    assert "Stage 1 answered in time 2 of 3 (66.7%) 4 of 7 (57.1%)" in rows
    # All mentions are of both stages: 4 of 11.
    assert "Mentions 4 11" in rows
    assert "Complaints about Repairs: they go to the Housing Ombudsman." in read(page)
    assert not page.warning
    # The table of all areas stays, whatever is chosen.
    assert "Noise" in read_table(find_tables(page)[0])


def test_two_areas_that_are_chosen_stand_apart(show):
    page = show("inside", SERVICE_AREAS, area=["Repairs", "Noise"])
    assert read_kicker(page) == "Service areas: Repairs and Noise, 2024-25"
    assert [each.value for each in page.header[:2]] == ["Repairs", "Noise"]
    # R-3 is about both, and is in each of them.
    rows = read_bars(page)
    assert rows.count("Stage 1 complaints received 3 7") == 2
    assert "Mentions 4 11" in rows
    assert "Mentions 5 11" in rows
    assert read(page).count("they go to the Housing Ombudsman.") == 2
    # What is in the figures of one opens the cases of that one.
    asked = [
        link.query
        for link in list_links(page)
        if link.words == "Jul–Sep 2024" and link.query["measure"] == ["received_1"]
    ]
    assert [each["area"] for each in asked] == [["Repairs"], ["Noise"]]
    opened = [sorted(list_cases(show("inside", CASES, **each))) for each in asked]
    assert opened == [["R-3"], ["N-1", "R-3"]]


def test_the_figures_of_an_area_and_of_all_each_open_their_own_cases(show):
    page = show("inside", SERVICE_AREAS, area=["Repairs"])
    found = {
        link.words: link.query
        for link in list_links(page)
        if link.query.get("measure") == ["received_1"] and "by" not in link.query
    }
    opened = {
        words: len(list_cases(show("inside", CASES, **query)))
        for words, query in found.items()
        if query.get("rows")
    }
    assert opened == {"Repairs": 3, "All service areas together": 7, "3": 3, "7": 7}


def test_the_other_ombudsman_is_named_where_an_area_goes_there(show):
    words = read(show("inside", SERVICE_AREAS, area=["Allocations"]))
    assert "Complaints about Allocations: they go to the Local Government" in words


def test_one_stage_alone_is_all_that_a_chosen_area_is_told_of(show):
    page = show("inside", SERVICE_AREAS, area=["Repairs"], stage="Stage 2")
    title = read_title(page)
    assert "stage 1" not in title
    assert title.startswith("0 of 1 stage 2 complaints about Repairs")
    assert not [row for row in read_bars(page) if row.startswith("Stage 1 ")]


def test_areas_of_a_release_with_one_row_or_none(show, landing):
    publish_drawn(landing, INTERNAL, complaints="complaint_id | service_areas")
    page = show("", SERVICE_AREAS)
    assert list(read_table(find_tables(page)[0])) == ["All areas together"]
    publish_drawn(
        landing, INTERNAL, complaints="complaint_id | service_areas\nC-1 | Lifts"
    )
    for query in ({}, {"area": ["Lifts"]}):
        page = show("", SERVICE_AREAS, **query)
        table = find_tables(page)[0]
        assert list(read_table(table)) == ["Lifts", "All areas together"]
        # The landlord has no list of areas, so none of them is named in it.
        assert "not said" in str([read_table(each) for each in list_tables(page)])
    assert "landlord’s list does not say which Ombudsman they go to." in read(page)


def test_an_area_by_quarter_is_hidden_from_the_public_where_few(show):
    page = show("public", SERVICE_AREAS, area=["Repairs"])
    inside = show("inside", SERVICE_AREAS, area=["Repairs"])
    hidden, shown = (
        [
            " ".join(row.values())
            for table in list_tables(each)
            for name, row in read_table(table).items()
            if re.match(r"(Apr|Jul|Oct)", name)
        ]
        for each in (page, inside)
    )
    # Received and answered in time, in each of three quarters; the last was answered in
    # one of two, so that the share of the third is not known to anybody.
    assert len(shown) == 3 + 2
    assert len(hidden) == 3 + 3
    assert all("too few to show" in row for row in hidden)
    assert not any(re.search(r"\d", row) for row in hidden)
    assert not any("too few to show" in row for row in shown)
    note = "A gap: too few to show, or no cases."
    assert note in read(page)
    assert note not in read(inside)
    # Two were received in April to June, and nothing in a picture says so.
    told = r"(Apr–Jun|Jul–Sep|Oct–Dec) 2024 \d"
    assert not any(re.search(told, alt) for alt in list_alts(page))
    assert any(re.search(told, alt) for alt in list_alts(inside))
    assert any("Apr–Jun 2024 too few to show" in alt for alt in list_alts(page))
    # Nor does a press on one.
    assert "Apr–Jun 2024" not in [link.words for link in list_links(page)]
    # By area alone councils publish it: the table stays.
    assert "too few to show" not in str(read_table(find_tables(page)[0]))
    assert "3 complaints, 1 late" in read(page)


def test_every_way_to_an_area_is_understood_by_the_page_it_opens(show):
    # Areas nobody complained of are offered too: the landlord has them.
    ways = {
        link.words: link.query
        for link in list_links(show("inside", SERVICE_AREAS))
        if "area" in link.query and link.page == "service-areas"
    }
    assert set(ways) == {"Noise", "Repairs", "Allocations", "Moving", "Parking"}
    for name, query in ways.items():
        page = show("inside", SERVICE_AREAS, **query)
        assert read_warnings(page) == [], name
        assert read_kicker(page) == f"Service areas: {name}, 2024-25"


def test_from_an_area_a_link_leads_back_to_all(show):
    page = show("inside", SERVICE_AREAS, area=["Noise"], stage="Stage 2")
    [back] = [each for each in list_links(page) if each.words == "All service areas"]
    assert back.query == {"stage": ["Stage 2"]}


def test_an_unknown_order_is_told_of(show):
    page = show("inside", SERVICE_AREAS, sort="Colour")
    assert any("Colour" in each for each in read_warnings(page))
