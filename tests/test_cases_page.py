"""The page of cases: the rows behind a figure, and one case explained."""

import re

import pytest
from audit_pages import list_cases, published, read_warnings, show
from conftest import INTERNAL, publish_drawn
from shown_pages import list_links, list_tables, read, read_table, unescape

from analytics.behind.cases import FOR_INSIDE_ONLY
from analytics.measures import MEASURES
from pages.frame.entries import CASES


__all__ = ["published", "show"]

# The filters, which every page has; a choice of cases would stand after them.
FILTERS = ["year", "part", "residents", "stage", "peers"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        # The default: all of stage 1 in the year.
        ({}, ["A-1", "A-2", "N-1", "N-2", "R-1", "R-2", "R-3"]),
        ({"measure": "ch02_1", "rows": "rest"}, ["A-1", "A-2", "R-3"]),
        ({"measure": "ch02_1", "rows": "counted"}, ["N-1", "N-2", "R-1", "R-2"]),
        ({"measure": "ch02_1", "rows": "pending"}, []),
        ({"measure": "ch02_2", "rows": "rest"}, ["N-1", "N-2", "R-1"]),
        (
            {"measure": "received_1", "by": "service_area", "group": "Noise"},
            ["N-1", "N-2", "R-3"],
        ),
        (
            {
                "measure": "upheld_share_1",
                "by": "quarter,service_area",
                "group": "2024-25 Q3 | Repairs",
                "rows": "counted",
            },
            ["R-3"],
        ),
        ({"measure": "received_1", "area": ["Repairs"]}, ["R-1", "R-2", "R-3"]),
        ({"measure": "received_1", "part": "July to September"}, ["N-1", "R-3"]),
        ({"stage": "Stage 2"}, ["N-1", "N-2", "R-1"]),
    ],
)
def test_the_address_says_which_rows_are_listed(show, query, ids):
    page = show("inside", CASES, **query)
    assert sorted(list_cases(page)) == ids
    words = "No rows" if not ids else f"{len(ids)} row"
    assert words in read(page) or f"**{len(ids)} rows**" in read(page)
    assert not page.warning


def test_a_late_case_says_in_the_list_why(show):
    page = show("inside", CASES, measure="ch02_1", rows="rest")
    [table] = [table for table in list_tables(page) if table.value.index.name == "Case"]
    rows = read_table(table)
    # Due ten days after 1 August. After that come ten in August, the holiday of the
    # 26th left out, 21 in September and one in October.
    assert (
        rows["R-3"]["In time?"] == "Late: answered 32 working days after 15 August 2024"
    )
    assert rows["R-3"]["Service areas"] == "Repairs; Noise"


@pytest.mark.parametrize(
    ("query", "warned", "rows"),
    [
        ({"measure": "ch02"}, 'There is no measure "ch02"', 7),
        ({"measure": ""}, "There is no measure", 7),
        ({"rows": "late"}, "no rows called “late”; all are shown", 7),
        # A count has only one kind of rows.
        ({"measure": "received_1", "rows": "rest"}, "no rows called “rest”", 7),
        ({"by": "colour"}, "cannot be broken down by “colour”", 7),
        ({"measure": "ch02_1", "by": "ward"}, "broken down by “Ward”", 7),
        ({"group": "Moon"}, "There is no “Moon” among these figures", 7),
        (
            {"by": "service_area", "group": "Moon"},
            "There is no “Moon” among these figures",
            7,
        ),
        ({"case": "Z-9"}, "no complaint “Z-9”", 7),
    ],
)
def test_what_a_link_to_cases_asks_for_and_nobody_knows_is_told(
    show, query, warned, rows
):
    page = show("inside", CASES, **query)
    assert any(warned in each for each in read_warnings(page)), read_warnings(page)
    assert len(list_cases(page)) == rows


def test_the_public_sees_no_row_and_no_case_whatever_the_address_asks(show):
    for query in (
        {},
        {"measure": "ch02_1", "rows": "rest"},
        {"measure": "received_1", "by": "service_area", "group": "Noise"},
        {"case": "R-1"},
    ):
        page = show("public", CASES, **query)
        assert FOR_INSIDE_ONLY in read(page)
        assert not list_tables(page)
        assert [each.key for each in page.main.selectbox] == FILTERS
        assert not list_tables(page)
        assert not page.main.get("download_button")
        assert not re.search(r"\b[RNA]-\d\b", read(page))


def test_the_public_may_see_promises_but_no_case_behind_them(show):
    page = show("public", CASES, measure="actions", case="R-1")
    assert "3 rows" in read(page)
    # Rows that are not about residents are listed; the case of one is not explained.
    assert FOR_INSIDE_ONLY in read(page)
    assert "The complaint was received" not in str([t.value for t in list_tables(page)])


def test_more_than_fifty_rows_are_leafed_through_and_none_is_left_out(show):
    first = show("sixty", CASES, measure="received_1")
    assert "60 rows" in read(first)
    assert "Rows 1 to 50 of 60 · Next · Last" in read(first)
    [following] = [each for each in list_links(first) if each.words == "Next"]
    assert following.query["start"] == ["51"]
    # Wherever in a page one begins, it is that page; none is shown twice.
    for start in ("1", "50"):
        page = show("sixty", CASES, measure="received_1", start=start)
        assert list_cases(page) == list_cases(first)
    for start in ("51", "60"):
        last = show("sixty", CASES, measure="received_1", start=start)
        assert "Rows 51 to 60 of 60" in read(last)
        assert not last.warning
        cases = [*list_cases(first), *list_cases(last)]
        assert len(cases) == len(set(cases)) == 60


@pytest.mark.parametrize("start", ["0", "61", "-1", "1.5", "many", "9" * 5000, "²"])
def test_a_row_there_is_not_is_told_and_the_beginning_shown(show, start):
    page = show("sixty", CASES, measure="received_1", start=start)
    assert any("The list has no row" in each for each in read_warnings(page))
    assert "Rows 1 to 50 of 60" in read(page)


def follow_other(page, measure):
    """What a link to the cases of another measure asks for."""
    [link] = [
        each for each in list_links(page) if each.words == MEASURES[measure].label
    ]
    assert link.page == "cases"
    return {name: value for name, [value] in link.query.items()}


def test_other_rows_are_read_from_their_beginning(show):
    page = show("sixty", CASES, measure="received_1", start="51", rows="all")
    assert "Rows 51 to 60 of 60" in read(page)
    assert "start" not in follow_other(page, "ch02_1")
    page = show("sixty", CASES, measure="ch02_1", start="51")
    [other] = [each for each in list_links(page) if each.words == "Not counted"]
    assert other.query["rows"] == ["rest"]
    assert "start" not in other.query


@pytest.mark.parametrize(
    ("sort", "heading", "answered"),
    [
        # In words 10 May would come before 9 May, and 9 August after both.
        ("Answered", "Answered ▲, sorted up", ["9 May", "10 May", "9 Aug"]),
        ("-Answered", "Answered ▼, sorted down", ["20 Dec", "20 Dec", "8 Oct"]),
    ],
)
def test_a_heading_sorts_by_its_column_by_the_date_not_by_its_words(
    show, sort, heading, answered
):
    page = show("inside", CASES, sort=sort)
    [table] = [each for each in list_tables(page) if each.headings[0] == "Case"]
    days = [row[heading].removesuffix(" 2024") for row in read_table(table).values()]
    assert days[:3] == answered
    [link] = [each for each in list_links(page) if each.words == "Answered"]
    other = "Answered" if sort.startswith("-") else "-Answered"
    assert link.query["sort"] == [other]


@pytest.mark.parametrize("sort", ["Colour", "-", "-Colour", "<b>", "--Answered"])
def test_a_column_there_is_not_sorts_nothing(show, sort):
    page = show("inside", CASES, sort=sort)
    assert list_cases(page) == list_cases(show("inside", CASES))
    assert len(page.warning) == (sort != "-")


def test_the_reference_of_a_case_opens_it_above_the_list(show):
    page = show("inside", CASES, measure="ch02_1", rows="rest")
    [link] = [each for each in list_links(page) if each.words == "R-3"]
    assert link.query["case"] == ["R-3"]
    assert link.query["measure"] == ["ch02_1"]
    assert link.query["rows"] == ["rest"]
    assert list_tables(page)[0].headings[0] == "Case"
    asked = {name: value for name, [value] in link.query.items()}
    opened = show("inside", CASES, **asked)
    assert list_tables(opened)[0].headings[0] == "Step"


def test_a_case_is_chosen_from_the_list_and_stays_in_the_address(show):
    page = show("inside", CASES)
    assert "Press a case in the list, or type its reference." in read(page)
    [asked, *_] = [
        link.query["case"] for link in list_links(page) if link.words == "R-1"
    ]
    page = show("inside", CASES, case=asked[0])
    said = [unescape(each.value) for each in page.main.subheader]
    assert said == ["R-1, stage 1", "R-1, stage 2"]
    clock = read_table(list_tables(page)[0])
    assert clock["Answered"]["What happened"].startswith(
        "On Thursday 9 May 2024, working day 5 of the clock"
    )
    assert read_table(list_tables(page)[1])["In time"]["What happened"].startswith(
        "Late: answered"
    )
    # The same address shows another reader the same.
    other = show("inside", CASES, case="R-1")
    assert read(other) == read(page)


def test_another_figure_is_one_press_away_and_shows_its_own_rows(show):
    page = show("inside", CASES, measure="ch02_1")
    page = show("inside", CASES, **follow_other(page, "ch02_2"))
    assert sorted(list_cases(page)) == ["N-1", "N-2", "R-1"]
    [counted] = [each for each in list_links(page) if each.words == "Counted"]
    asked = {name: value for name, [value] in counted.query.items()}
    assert asked["measure"] == "ch02_2"
    assert list_cases(show("inside", CASES, **asked)) == []


HOSTILE_IDS = [
    "![x](http://evil.invalid/x.png)",
    "[Sign in](http://evil.invalid)",
    "' or true --",
    '"; drop table complaint_stages; --',
    "$x^2$ :red[a] :material/home:",
    "<script>alert(1)</script>",
    "a|b & c=d?e#f",
    "../../etc/passwd",
    "x" * 3000,
    "\x00",
    " ",
    "é 🏠 \u202e",
]


@pytest.mark.parametrize("hostile", HOSTILE_IDS)
def test_whatever_an_address_calls_a_case_is_only_text(show, hostile):
    page = show("inside", CASES, case=hostile)
    # Nothing but space asks for none.
    warned = [each.value for each in page.warning if "complaint" in each.value]
    assert len(warned) == bool(hostile.strip())
    # Every mark of it stands behind a backslash.
    assert not re.search(r"(?<!\\)[\[\]<$!]", "".join(warned))
    for key in ("measure", "rows", "by", "group"):
        page = show("inside", CASES, **{key: hostile})
        assert page.warning
        assert not any(
            re.search(r"(?<!\\)[\[\]<$!]", each.value) for each in page.warning
        )


def test_ids_from_an_extract_are_only_text_in_list_and_headings(show, landing):
    ids = ["[a](http://evil.invalid)", "<b>b</b>", "$x$", ":red[c]"]
    rows = "\n".join(f"{each} | 2024-05-01 | 2024-05-01" for each in ids)
    publish_drawn(
        landing,
        INTERNAL,
        complaints=f"complaint_id | received_date | acknowledged_date\n{rows}",
    )
    page = show("", CASES)
    assert sorted(list_cases(page)) == sorted(ids)
    for each in ids:
        page = show("", CASES, case=each)
        [heading] = page.main.subheader
        assert unescape(heading.value) == f"{each}, stage 1"
        assert not re.search(r"(?<!\\)[\[\]<$]", heading.value)
        assert not page.warning


def test_every_measure_lists_its_rows_on_the_sample(show):
    page = show("sample", CASES)
    for name in MEASURES:
        if name == "refusals":
            continue
        page.query_params["measure"] = name
        page.run()
        assert not page.exception, (name, page.exception)
        assert not page.warning, (name, read_warnings(page))
        assert not re.search(r"\b(nan|NaT|inf)\b", read(page)), name


def test_refusals_list_their_rows_on_the_sample(show):
    show("sample", CASES, measure="refusals")


def list_offered(page):
    """The cases that the list leads to."""
    return [link.query["case"] for link in list_links(page) if "case" in link.query]


def test_only_real_references_are_offered_as_cases(show):
    page = show("inside", CASES, measure="actions")
    assert list_offered(page) == [["R-1"]]
    # Of a finding no case is known.
    assert list_offered(show("sixty", CASES, measure="findings")) == []


def test_a_case_that_is_offered_can_be_explained(show):
    for name in ("closure_satisfaction", "actions", "received_1"):
        for [case] in list_offered(show("sample", CASES, measure=name)):
            assert read_warnings(show("sample", CASES, case=case)) == []


def test_a_figure_too_small_to_show_is_not_given_by_its_rows(show):
    # Two of sixty are of Ash, and wards are hidden from members too.
    page = show("sixty", CASES, measure="received_1", by="ward", group="Ash")
    assert "too few to show" in read(page)
    assert "2 rows" not in read(page)
