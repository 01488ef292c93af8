"""Service areas, Cases and Where a number comes from, through the real menu."""

import re
from urllib.parse import parse_qs

import pytest
from conftest import INTERNAL, data_in, publish_drawn
from shown_pages import start_menu, unescape

from analytics.behind.cases import FOR_INSIDE_ONLY
from analytics.measures import MEASURES
from pages.frame.entries import CASES, NUMBER, SERVICE_AREAS


# Repairs: two in time, one late that is about noise too, and a late stage 2. Noise:
# two in time and two late stage 2. Allocations: two late. So each order is another.
COMPLAINTS = """
complaint_id | stage | received_date | acknowledged_date | responded_date | outcome    | service_areas
R-1          | 1     | 2024-05-01    | 2024-05-01        | 2024-05-09     | upheld     | Repairs
R-2          | 1     | 2024-05-02    | 2024-05-02        | 2024-05-10     | upheld     | Repairs
R-3          | 1     | 2024-08-01    | 2024-08-01        | 2024-10-01     | upheld     | Repairs;Noise
N-1          | 1     | 2024-08-02    | 2024-08-02        | 2024-08-09     | not_upheld | Noise
N-2          | 1     | 2024-10-01    | 2024-10-01        | 2024-10-08     | not_upheld | Noise
A-1          | 1     | 2024-10-02    | 2024-10-02        | 2024-12-20     | upheld     | Allocations
A-2          | 1     | 2024-10-03    | 2024-10-03        | 2024-12-20     | upheld     | Allocations
R-1          | 2     | 2024-06-03    | 2024-06-03        | 2024-10-01     | upheld     | Repairs
N-1          | 2     | 2024-09-02    | 2024-09-02        | 2025-01-10     | upheld     | Noise
N-2          | 2     | 2024-11-01    | 2024-11-01        | 2025-03-10     | upheld     | Noise
"""  # noqa: E501

# Two promises about moving, of which nobody complained.
ACTIONS = """
action_id | status | service_area | complaint_id
X-1       | open   | Moving       |
X-2       | open   | Moving       |
X-3       | open   | Repairs      | R-1
"""

LANDLORD = """
[[service_areas]]
name = "Repairs"
ombudsman = "housing"

[[service_areas]]
name = "Allocations"
ombudsman = "local_government"

[[service_areas]]
name = "Noise"
ombudsman = "housing"

[[service_areas]]
name = "Moving"
ombudsman = "housing"

[[service_areas]]
name = "Parking"
ombudsman = "housing"
from = 2026-01-01

[disclosure]
audience = "{audience}"
"""

FINDINGS = """
determination_id | determined_date | head | finding
D-1              | 2024-05-01      | Damp | redress
"""

# Sixty complaints: more than a table is read for.
SIXTY = "\n".join(
    [
        "complaint_id | received_date | acknowledged_date | responded_date | ward_name",
        *(
            f"C-{number:02} | 2024-05-01 | 2024-05-01 | 2024-05-09 | "
            f"{'Ash' if number < 2 else 'Birch'}"
            for number in range(60)
        ),
    ]
)


@pytest.fixture(scope="module")
def published(tmp_path_factory, sample_data):
    """Data folders that several tests only look at."""
    drawn = {"complaints": COMPLAINTS, "learning_actions": ACTIONS}
    releases = {
        "inside": (LANDLORD.format(audience="internal"), drawn),
        "public": (LANDLORD.format(audience="public"), drawn),
        "sixty": (INTERNAL, {"complaints": SIXTY, "ombudsman_findings": FINDINGS}),
    }
    folders = {"sample": sample_data}
    for name, (landlord, tables) in releases.items():
        folder = tmp_path_factory.mktemp(name)
        folders[name] = folder / "data"
        with data_in(folders[name]):
            publish_drawn(folder / "landing", landlord, **tables)
    return folders


@pytest.fixture
def show(published, monkeypatch):
    """A function that opens a page of one of those releases, as an address asks."""

    def open_page(name, path, **query):
        if name:
            monkeypatch.setenv("DATA_DIR", str(published[name]))
        page = start_menu(**query)
        if path == SERVICE_AREAS:
            # Its address is not its file's name, so the menu must have run once.
            page.run()
        page.switch_page(path).run()
        assert not page.exception, page.exception
        assert not page.error, page.error
        return page

    return open_page


def read(page):
    """Everything a page says in sentences."""
    parts = [*page.title, *page.main.markdown, *page.caption, *page.warning]
    parts += [*page.header, *page.main.subheader]
    return "\n".join(unescape(each.value) for each in parts)


def read_table(table):
    """A table's rows by their first cell, each as its other cells by heading."""
    frame = table.value
    return {
        unescape(index): {
            column: unescape(cell) for column, cell in zip(frame, row, strict=True)
        }
        for index, row in zip(frame.index, frame.to_numpy(), strict=True)
    }


def read_warnings(page):
    return [unescape(each.value) for each in page.warning]


def list_links(page):
    """Label and query of every link beside the menu."""
    return [
        (unescape(link.proto.label), parse_qs(link.proto.query_string.lstrip("?")))
        for link in page.main.get("page_link")
    ]


# --- Service areas --------------------------------------------------------------------


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


# --- Cases ----------------------------------------------------------------------------


def list_cases(page):
    """The ids in the list of rows."""
    tables = [table for table in page.table if table.value.index.name == "Case"]
    return [name for table in tables for name in read_table(table)]


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
    [table] = [table for table in page.table if table.value.index.name == "Case"]
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
        assert not page.table
        assert not page.main.selectbox
        assert not page.get("arrow_data_frame")
        assert not page.main.get("download_button")
        assert not re.search(r"\b[RNA]-\d\b", read(page))


def test_the_public_may_see_promises_but_no_case_behind_them(show):
    page = show("public", CASES, measure="actions", case="R-1")
    assert "3 rows" in read(page)
    # Rows that are not about residents are listed; the case of one is not explained.
    assert FOR_INSIDE_ONLY in read(page)
    assert "The complaint was received" not in str([t.value for t in page.table])


def test_more_than_fifty_rows_are_in_a_grid(show):
    page = show("sixty", CASES, measure="received_1")
    assert "60 rows" in read(page)
    [grid] = page.dataframe
    assert len(grid.value) == 60
    assert list_cases(page) == []
    assert "The list fetches rows as you scroll." in read(page)


def test_a_case_is_chosen_from_the_list_and_stays_in_the_address(show):
    page = show("inside", CASES)
    assert "Choose a case to see how its clock ran" in read(page)
    page.selectbox(key="case_None").select("R-1").run()
    assert not page.exception
    assert page.query_params["case"] in ("R-1", ["R-1"])
    said = [unescape(each.value) for each in page.main.subheader]
    assert said == ["R-1, stage 1", "R-1, stage 2"]
    clock = read_table(page.table[-2])
    assert clock["Answered"]["What happened"].startswith(
        "On Thursday 9 May 2024, working day 5 of the clock"
    )
    assert read_table(page.table[-1])["In time"]["What happened"].startswith(
        "Late: answered"
    )
    # The same address shows another reader the same.
    other = show("inside", CASES, case="R-1")
    assert read(other) == read(page)


def test_another_figure_chosen_by_hand_shows_its_own_rows(show):
    page = show("inside", CASES, measure="ch02_1")
    page.selectbox(key="measure_ch02_1").select("ch02_2").run()
    assert not page.exception
    assert sorted(list_cases(page)) == ["N-1", "N-2", "R-1"]
    page.segmented_control(key="rows_ch02_2_all").set_value("counted").run()
    assert not page.exception
    assert list_cases(page) == []


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
    [warning] = [each for each in page.warning if "complaint" in each.value]
    # Every mark of it stands behind a backslash.
    assert not re.search(r"(?<!\\)[\[\]<$!]", warning.value)
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


def test_only_real_references_are_offered_as_cases(show):
    page = show("inside", CASES, measure="actions")
    assert page.selectbox(key="case_None").options == ["R-1"]


def test_a_case_that_is_offered_can_be_explained(show):
    page = show("sixty", CASES, measure="findings")
    offered = page.selectbox(key="case_None").options
    for each in offered:
        assert read_warnings(show("sixty", CASES, case=each)) == []


def test_a_figure_too_small_to_show_is_not_given_by_its_rows(show):
    # Two of sixty are of Ash, and wards are hidden from members too.
    page = show("sixty", CASES, measure="received_1", by="ward", group="Ash")
    assert "too few to show" in read(page)
    assert "2 rows" not in read(page)


# --- Where a number comes from --------------------------------------------------------


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
        assert f"from {measure.model}" in page.code[0].value
        assert page.selectbox(key=f"measure_{name}").value == name


def test_a_number_links_to_exactly_its_rows(show):
    page = show("inside", NUMBER, measure="ch02_1")
    links = {label: query for label, query in list_links(page) if "rows" in query}
    assert [*links] == [
        "See all 7",
        "See the 4 that were answered in time",
        "See the 3 that were not answered in time",
    ]
    for label, query in links.items():
        [number] = re.findall(r"\d+", label)
        assert len(list_cases(show("inside", CASES, **query))) == int(number)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ({"by": "service_area"}, "4 of 7 stage 1 complaints"),
        ({"by": "service_area", "group": "Noise"}, "2 of 3 stage 1 complaints"),
        ({"by": "quarter,service_area", "group": "2024-25 Q3 | Noise"}, "1 of 1 "),
        ({"area": ["Noise"]}, "2 of 3 stage 1 complaints about Noise"),
    ],
)
def test_a_group_is_a_number_of_its_own(show, query, answer):
    page = show("inside", NUMBER, measure="answered_in_time_1", **query)
    assert unescape(page.main.markdown[0].value).startswith(answer)
    assert not page.warning
    links = [q for _, q in list_links(page) if q.get("rows") == ["all"]]
    [number] = [int(each.split()[2]) for each in [answer]]
    assert len(list_cases(show("inside", CASES, **links[0]))) == number


def test_a_group_chosen_by_hand_stays_in_the_address(show):
    page = show("inside", NUMBER, measure="received_1", by="service_area")
    page.selectbox(key="group_").select("Noise").run()
    assert not page.exception
    assert page.query_params["group"] in ("Noise", ["Noise"])
    assert unescape(page.main.markdown[0].value).startswith("3 stage 1 complaints")


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
    assert re.match(r"[47]\b", unescape(page.main.markdown[0].value))


def test_a_number_for_the_public_leads_to_no_row(show):
    page = show("public", NUMBER, measure="ch02_1")
    assert FOR_INSIDE_ONLY in read(page)
    assert not [query for _, query in list_links(page) if "rows" in query]
    # What is not about residents does.
    page = show("public", NUMBER, measure="actions")
    assert [query for _, query in list_links(page) if "rows" in query]


def test_a_number_that_is_hidden_gives_itself_away_nowhere(show):
    page = show("sixty", NUMBER, measure="received_1", by="ward", group="Ash")
    assert "too few to show" in read(page)
    assert not [query for _, query in list_links(page) if "rows" in query]
    assert not re.search(
        r"\b(2|58)\b", "\n".join(unescape(m.value) for m in page.main.markdown[:3])
    )
