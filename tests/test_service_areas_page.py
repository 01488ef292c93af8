"""The page of service areas: all of them, and one in its own words."""

import re

import pytest
from audit_pages import published, read, read_table, read_warnings, show
from conftest import INTERNAL, publish_drawn
from shown_pages import unescape

from pages.frame.entries import SERVICE_AREAS


__all__ = ["published", "show"]


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
    for table in page.table[:2]:
        assert list(read_table(table)) == [*names, "All areas together"]
    assert not page.warning
    # Chosen by hand it is the same.
    other = show("inside", SERVICE_AREAS)
    other.segmented_control(key="sort").set_value(sort).run()
    assert list(read_table(other.table[0]))[:-1] == names


def test_the_table_of_areas_counts_each_and_all_together(show):
    page = show("inside", SERVICE_AREAS)
    complaints, outcomes = (read_table(table) for table in page.table[:2])
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
    assert "Parking" not in read(page)


def test_an_area_is_told_with_all_areas_beside_it_and_its_ombudsman(show):
    page = show("inside", SERVICE_AREAS, area=["Repairs"])
    words = read(page)
    assert "Repairs, 2024-25" in unescape(page.title[0].value)
    assert unescape(page.main.markdown[0].value).startswith(
        "2 of 3 stage 1 complaints about Repairs were answered in time: 66.7%"
    )
    assert "all service areas together: 4 of 7 (57.1%)" in words
    assert "Complaints about **Repairs**: they go to the Housing Ombudsman." in words
    assert not page.warning
    # The table of all areas stays, whatever is chosen.
    [table] = [t for t in page.table if "All areas together" in t.value.index][:1]
    assert "Noise" in read_table(table)
    # All mentions are of both stages: 4 of 11.
    assert "4 mentions of a service area about Repairs" in words
    assert "all service areas together: 11." in words


def test_two_areas_count_a_complaint_about_both_once(show):
    page = show("inside", SERVICE_AREAS, area=["Repairs", "Noise"])
    words = read(page)
    assert "Repairs and Noise, 2024-25" in unescape(page.title[0].value)
    # R-3 is about both: five complaints, four in time; and nine mentions.
    assert "4 of 5 stage 1 complaints about Repairs or Noise" in words
    assert "9 mentions of a service area about Repairs or Noise" in words
    assert words.count("they go to the Housing Ombudsman.") == 2


def test_the_other_ombudsman_is_named_where_an_area_goes_there(show):
    words = read(show("inside", SERVICE_AREAS, area=["Allocations"]))
    assert re.search(
        r"Complaints about \*\*Allocations\*\*: they go to the Local Government", words
    )


def test_one_stage_alone_is_all_that_a_chosen_area_is_told_of(show):
    page = show("inside", SERVICE_AREAS, area=["Repairs"], stage="Stage 2")
    answer = unescape(page.main.markdown[0].value)
    assert "stage 1" not in answer
    assert answer.startswith("0 of 1 stage 2 complaints about Repairs")


def test_areas_of_a_release_with_one_row_or_none(show, landing):
    publish_drawn(landing, INTERNAL, complaints="complaint_id | service_areas")
    page = show("", SERVICE_AREAS)
    assert list(read_table(page.table[0])) == ["All areas together"]
    publish_drawn(
        landing, INTERNAL, complaints="complaint_id | service_areas\nC-1 | Lifts"
    )
    for query in ({}, {"area": ["Lifts"]}):
        page = show("", SERVICE_AREAS, **query)
        [table] = [t for t in page.table if "All areas together" in t.value.index][:1]
        assert list(read_table(table)) == ["Lifts", "All areas together"]
        # The landlord has no list of areas, so none of them is named in it.
        assert "not said" in str([read_table(each) for each in page.table])
    assert "which Ombudsman they go to is not said in landlord.toml." in read(page)


def test_an_area_by_quarter_is_hidden_from_the_public_where_few(show):
    page = show("public", SERVICE_AREAS, area=["Repairs"])
    inside = show("inside", SERVICE_AREAS, area=["Repairs"])
    hidden, shown = (
        [
            " ".join(row.values())
            for table in each.table
            for name, row in read_table(table).items()
            if re.fullmatch(r"(Apr|Jul|Oct).*, Repairs", name)
        ]
        for each in (page, inside)
    )
    # Received and answered in time, at two stages, in each of three quarters.
    assert len(hidden) == len(shown) == 12
    assert all("too few to show" in row for row in hidden)
    assert not any(re.search(r"\d", row) for row in hidden)
    assert not any("too few to show" in row for row in shown)
    # Two were received in April to June, and nothing in the picture says so.
    alts = [chart.proto.alt for chart in page.get("plotly_chart")]
    assert not any(re.search(r"(Apr|Jul|Oct)[^;]*, Repairs \d", alt) for alt in alts)
    assert any("Apr–Jun 2024, Repairs too few to show" in alt for alt in alts)
    # By area alone councils publish it: the table stays.
    [table] = [t for t in page.table if "All areas together" in t.value.index][:1]
    assert "too few to show" not in str(read_table(table))


def test_every_way_to_an_area_is_understood_by_the_page_it_opens(show):
    # Areas nobody complained of are offered too: the landlord has them.
    names = [
        each.label
        for each in show("inside", SERVICE_AREAS).button
        if each.key and each.key.startswith("show_")
    ]
    assert len(names) == 5
    for name in names:
        page = show("inside", SERVICE_AREAS, area=name)
        assert read_warnings(page) == [], name
        assert name in read(page)


def test_an_unknown_order_is_told_of(show):
    page = show("inside", SERVICE_AREAS, sort="Colour")
    assert any("Colour" in each for each in read_warnings(page))
