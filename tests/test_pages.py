"""Every page, through the real menu, over releases of every kind."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import INTERNAL, data_in, publish_drawn
from shown_pages import (
    list_alts,
    list_tables,
    open_folds,
    open_page,
    read,
    read_grid,
    read_kicker,
    read_markup,
    read_title,
    turn_to,
    unescape,
)
from streamlit.testing.v1 import AppTest

from analytics.figures.open_release import OpenRelease
from pages.frame.choices import CARRIED, list_options
from pages.frame.entries import (
    ACCESSIBILITY,
    AUDITS,
    BRIEFING,
    BRINGING_IN,
    CLAIMS,
    COMMENTS,
    DEFAULT,
    DEFINITIONS,
    ENTRIES,
    EXTRACTS,
    LEARNING,
    OUTCOMES,
    OVERVIEW,
    SATISFACTION,
    TIMELINESS,
    VOLUMES,
)
from pages.frame.view import open_shown


MakeRelease = Callable[..., OpenRelease]

# Pages that are about no period; their title, and a paper's, is what they are.
TIMELESS = (BRINGING_IN, EXTRACTS, DEFINITIONS, ACCESSIBILITY, AUDITS, CLAIMS)
NAMED = (*TIMELESS, BRIEFING, COMMENTS)
# The page of papers is headed by the paper that it shows.
HEADED_OTHERWISE = {BRIEFING: "Briefing"}

TITLES = {entry.path: entry.title for entry in ENTRIES}

# Tenants and leaseholders, two areas, three quarters, both stages: every count differs,
# so that a figure of one can not be mistaken for that of another.
COMPLAINTS = """
    complaint_id | stage | tenure    | received_date | acknowledged_date | responded_date | outcome    | service_areas
    C-1          | 1     | lcra      | 2024-04-08    | 2024-04-09        | 2024-04-15     | upheld     | Repairs
    C-2          | 1     | lcra      | 2024-05-07    | 2024-05-08        | 2024-05-14     | upheld     | Repairs
    C-3          | 1     | lcra      | 2024-06-03    | 2024-06-04        | 2024-06-10     | not_upheld | Repairs
    C-4          | 1     | lcra      | 2024-07-01    | 2024-07-02        | 2024-08-30     | upheld     | Noise
    C-5          | 1     | lcra      | 2024-08-01    | 2024-08-02        | 2024-08-08     | not_upheld | Noise
    C-6          | 1     | leasehold | 2024-10-01    | 2024-10-02        | 2024-10-08     | upheld     | Repairs
    C-7          | 1     | leasehold | 2024-10-02    | 2024-10-03        | 2024-10-09     | upheld     | Repairs
    C-1          | 2     | lcra      | 2024-04-22    | 2024-04-23        | 2024-05-13     | upheld     | Repairs
    C-6          | 2     | leasehold | 2024-10-14    | 2024-10-15        | 2024-11-05     | upheld     | Repairs
    C-7          | 2     | leasehold | 2024-10-15    | 2024-10-16        | 2024-11-06     | upheld     | Repairs
"""  # noqa: E501

HOMES = """
    year_end_date | stock_type | homes_owned
    2025-03-31    | lcra       | 1000
"""

WARDS = """
    complaint_id | received_date | acknowledged_date | responded_date | outcome    | ward_name | tenure
    C-1          | 2024-04-08    | 2024-04-09        | 2024-04-15     | upheld     | Hilltop   | lcra
    C-2          | 2024-04-09    | 2024-04-10        | 2024-04-16     | upheld     | Hilltop   | leasehold
    C-3          | 2024-04-10    | 2024-04-11        | 2024-04-17     | not_upheld | Riverside | lcra
    C-4          | 2024-04-11    | 2024-04-12        | 2024-04-18     | upheld     | Riverside | lcra
    C-5          | 2024-04-12    | 2024-04-15        | 2024-04-19     | upheld     | Riverside | lcra
    C-6          | 2024-04-15    | 2024-04-16        | 2024-04-22     | upheld     | Riverside | lcra
    C-7          | 2024-04-16    | 2024-04-17        | 2024-04-23     | upheld     | Riverside | lcra
    C-8          | 2024-04-17    | 2024-04-18        | 2024-04-24     | upheld     | Riverside | lcra
"""  # noqa: E501


@pytest.fixture(scope="module")
def drawn_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the drawn complaints, at which several tests only look."""
    folder = tmp_path_factory.mktemp("drawn")
    with data_in(folder / "data"):
        publish_drawn(folder / "landing", INTERNAL, complaints=COMPLAINTS, homes=HOMES)
    return folder / "data"


@pytest.fixture
def drawn(drawn_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawn complaints are what is published."""
    monkeypatch.setenv("DATA_DIR", str(drawn_data))


def list_link_warnings(page: AppTest) -> list[str]:
    """What a page says of a link it did not understand; it may warn of other things."""
    told = [unescape(each.value) for each in page.warning]
    return [each for each in told if each.startswith("The link asks for")]


def check_every_page(**query: str | list[str]) -> dict[str, str]:
    """Open every page in one visit; gives what each says."""
    page = open_page(**query)
    said = {}
    for path, title in TITLES.items():
        if path != DEFAULT:
            turn_to(page, path)
        assert not page.exception, (path, page.exception)
        assert not page.error, (path, page.error)
        assert len(page.title) == 1
        name = read_title(page) if path in NAMED else read_kicker(page)
        assert name.startswith(HEADED_OTHERWISE.get(path, title)), path
        said[path] = read(page)
        # Nothing is made safe twice, and no line of a list is empty.
        assert "\\" not in said[path], path
        assert not re.search("^- *$", said[path], re.MULTILINE), path
        # What is not known is said in words, and never as what a program calls it.
        assert not re.search(r"\b(nan|None|NaT|inf|null)\b", said[path]), path
        for table in list_tables(page):
            assert not re.search(r"\b(nan|None|NaT|inf)\b", table.value.to_csv()), path
    return said


@pytest.mark.usefixtures("sample_in_force")
def test_every_page_runs_with_the_sample_and_says_that_it_is_one() -> None:
    for path, text in check_every_page().items():
        assert "\nSample\n" in text, path
        # What the mark means is said where it is used, and only there.
        body, _, foot = text.rpartition("2024-25: complaints of all residents.")
        assert ("†" in body) == ("† made up; the rest was published." in foot), path


@pytest.mark.usefixtures("sample_in_force")
def test_every_page_runs_with_the_sample_s_first_year() -> None:
    for path, text in check_every_page(year="2023-24").items():
        assert "2023-24" in text or path in TIMELESS


def test_every_page_runs_before_anything_happened(make_release: MakeRelease) -> None:
    # Files with headings and no row: supplied, and empty.
    make_release(
        complaints="complaint_id | stage | acknowledged_date",
        homes=HOMES,
        learning_actions="action_id",
        ombudsman_findings="determination_id",
        closure_survey="complaint_id",
        perception_survey="reporting_year",
        refusals="refusal_id",
        coverage="source",
        events="label",
    )
    for text in check_every_page().values():
        assert not re.search("sample|made up|†", text, re.IGNORECASE)


def test_every_page_runs_with_one_complaint(make_release: MakeRelease) -> None:
    make_release(
        complaints="""
        complaint_id | received_date
        C-1          | 2024-05-01
        """
    )
    said = check_every_page()
    assert "\n1 stage 1 complaint in 2024-25, and 0 at stage 2\n" in said[VOLUMES]


def test_every_page_runs_with_homes_and_nothing_else(make_release: MakeRelease) -> None:
    make_release(homes=HOMES)
    said = check_every_page()
    for path in (VOLUMES, OUTCOMES, TIMELINESS):
        assert "not supplied in 2024-25; for stage 2 this is not supplied" in said[path]
        assert not re.search(r"\b0 (stage|of)|\bNo stage", said[path]), path


def test_every_page_runs_when_everything_was_in_2022(make_release: MakeRelease) -> None:
    make_release(
        complaints=COMPLAINTS.replace("2024-", "2022-"),
        homes=HOMES.replace("2025", "2023"),
    )
    check_every_page()
    said = check_every_page(year="2022-23")
    assert "5 stage 1 complaints from tenants on 1,000 homes: 5.0" in said[VOLUMES]


def test_every_page_runs_for_the_public_with_wards(make_release: MakeRelease) -> None:
    make_release(complaints=WARDS, homes=HOMES)
    said = check_every_page(ward=["Hilltop"])
    # Two complaints of eight: neither they nor the six others, which would tell.
    for text in said.values():
        assert not re.search(r"\b2 (of|stage 1 complaints)\b", text)
    assert "Stage 1 complaints received: too few to show in 2024-25" in said[VOLUMES]
    said = check_every_page(ward=["Riverside"])
    for text in said.values():
        assert not re.search(r"\b6 (of|stage 1 complaints)\b", text)


@pytest.mark.usefixtures("drawn")
def test_every_page_runs_with_every_filter_at_once() -> None:
    said = check_every_page(
        year="2024-25",
        part="July to March",
        residents="Leaseholders",
        area=["Repairs", "Noise"],
        stage="Stage 2",
    )
    assert "from leaseholders about Repairs or Noise, stage 2 only" in said[VOLUMES]
    assert (
        "\n2 stage 2 complaints from leaseholders about Repairs or Noise in July 2024 "
        "to March 2025\n"
    ) in said[VOLUMES]


def test_a_real_release_has_no_banner(make_release: MakeRelease) -> None:
    make_release(complaints=COMPLAINTS)
    page = open_page()
    assert not page.info
    assert not re.search("made up|†|Sample|Demonstration", read(page))


def test_nothing_published_is_said_in_words() -> None:
    page = open_page()
    assert page.title[0].value == "Nothing to show yet"
    assert unescape(page.error[0].value) == "Nothing has been published yet."
    assert not page.exception


@pytest.mark.usefixtures("drawn")
def test_the_residents_chosen_change_the_sentences() -> None:
    # Of all seven answered at stage 1 five were upheld, of the two leaseholders' both.
    assert read_title(open_page(OUTCOMES)).startswith("5 of 7 stage 1 complaints")
    page = open_page(OUTCOMES)
    page.selectbox(key="residents").select("Leaseholders").run()
    assert read_title(page).startswith("2 of 2 stage 1 complaints")
    assert "complaints from leaseholders" in read(page)


@pytest.mark.usefixtures("drawn")
def test_a_service_area_changes_the_sentences() -> None:
    page = open_page(OUTCOMES)
    page.multiselect(key="area").select("Noise").run()
    assert read_title(page).startswith("1 of 2 stage 1 complaints")
    assert "about Noise" in read_title(page)


@pytest.mark.usefixtures("drawn")
def test_the_stage_chosen_is_the_only_one_spoken_of() -> None:
    page = open_page()
    assert "stage 1" in read_title(page)
    assert "stage 2" in read_title(page)
    page.selectbox(key="stage").select("Stage 2").run()
    for path in (OVERVIEW, VOLUMES, OUTCOMES, TIMELINESS):
        turn_to(page, path)
        assert "stage 1" not in read_title(page), path
        assert "stage 2" in read_title(page), path
        assert "stage 2 only" in read(page), path


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("tag", "query", "left"),
    [
        # A choice of one: back to the usual.
        ("tag_stage_Stage 2", {"stage": "Stage 2"}, "and 3 at stage 2"),
        ("tag_residents_Leaseholders", {"residents": "Leaseholders"}, "7 stage 1"),
        ("tag_part_April to June", {"part": "April to June"}, "7 stage 1"),
        # One of several: the others stay.
        (
            "tag_area_Noise",
            {"area": ["Noise", "Repairs"]},
            "5 stage 1 complaints about ",
        ),
    ],
)
def test_a_tag_takes_one_choice_off(
    tag: str, query: dict[str, str | list[str]], left: str
) -> None:
    page = open_page(VOLUMES, **query)
    assert left not in read_title(page)
    page.button(key=tag).click().run()
    assert left in read_title(page)
    assert tag not in [each.key for each in page.button]


@pytest.mark.usefixtures("drawn")
def test_only_what_is_chosen_has_a_tag() -> None:
    page = open_page()
    assert [each for each in page.button if str(each.key).startswith("tag_")] == []


@pytest.mark.parametrize(
    ("part", "period", "title"),
    [
        # Three in April to June, two in July and August, two in October.
        ("Whole year", "2024-25", "7 stage 1 complaints"),
        ("April to June", "April to June 2024", "3 stage 1 complaints"),
        ("July to September", "July to September 2024", "2 stage 1 complaints"),
        ("April to September", "April to September 2024", "5 stage 1 complaints"),
        ("July to December", "July to December 2024", "4 stage 1 complaints"),
        ("January to March", "January to March 2025", "No stage 1 complaints"),
        ("July to March", "July 2024 to March 2025", "4 stage 1 complaints"),
    ],
)
@pytest.mark.usefixtures("drawn")
def test_a_run_of_quarters_counts_its_own_months(
    part: str,
    period: str,
    title: str,
) -> None:
    page = open_page(VOLUMES, part=part)
    assert read_kicker(page) == f"Volumes, {period}"
    assert read_title(page).startswith(f"{title} in {period}, and ")
    assert not page.exception


@pytest.mark.usefixtures("drawn")
def test_figures_follow_what_is_chosen_and_the_regulators_say_that_they_do_not() -> (
    None
):
    page = open_page(TIMELINESS, residents="Leaseholders", area=["Noise"])
    # Leaseholders complained of repairs alone.
    assert read_title(page).startswith("No stage 1 complaints from leaseholders about")
    # The readings of the regulator's figure are of tenants, whatever is chosen.
    words = read(page)
    assert (
        "4 of 5 stage 1 complaints from tenants were answered in time: 80.0%" in words
    )
    assert "Residents and Service area do not apply here" in words


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("path", [OVERVIEW, VOLUMES, OUTCOMES, TIMELINESS])
def test_no_figure_of_tenants_stands_where_leaseholders_were_asked_for(
    path: str,
) -> None:
    # Whoever reads the first screen alone must not take one for the other.
    page = open_page(path, residents="Leaseholders")
    first_screen = []
    for each in page.main:
        if each.type == "header":
            break
        first_screen.append(each)
    assert "leaseholders" in read_title(page)
    said = read(page).split(read_title(page))[1].split(page.header[0].value)[0]
    assert "tenants" not in said
    assert len(first_screen) > 1


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("query", "whom"),
    [
        # As published the regulator's figures are of tenants, the rest of everybody.
        ({}, ["tenants", "all residents", "tenants", "tenants", "tenants"]),
        # Everybody: by the same rules, and nothing left of the regulator's but the
        # survey, which asks tenants alone.
        (
            {"residents": "All residents"},
            [*["all residents"] * 4, "tenants"],
        ),
        # Those that are chosen, as the button above the title says.
        ({"residents": "Leaseholders"}, [*[""] * 4, "all, whole year"]),
        ({"area": ["Noise"]}, [*[""] * 4, "all, whole year"]),
    ],
)
def test_the_overview_says_of_each_figure_whom_it_counts(
    query: dict[str, str | list[str]], whom: list[str]
) -> None:
    rows = read_grid(open_page(**query))
    assert [row["whom"] for row in rows.values()][:5] == whom


@pytest.mark.usefixtures("sample_in_force")
def test_the_survey_says_that_it_has_no_parts_and_whom_it_asked() -> None:
    page = open_page(SATISFACTION, residents="Leaseholders", part="April to June")
    assert read_kicker(page) == "Satisfaction, 2024-25: not by residents"
    assert read_title(page).startswith("35.8% of tenants surveyed")
    assert "it has no areas and no months" in read(page)


def test_what_people_asked_for_says_whose_it_is_where_several_were_asked(
    landing: Path,
) -> None:
    survey = """
        reporting_year | stock_type | improvement_themes
        2024-25        | lcra       | Speed; Manners
        2024-25        | lcho       | Bills
    """
    publish_drawn(landing, perception_survey=survey)
    text = read(open_page(SATISFACTION))
    assert "2024-25, tenants (low cost rent): Speed and Manners." in text
    assert "2024-25, shared owners: Bills." in text


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"ward": "Nowhere"}, "“Nowhere” as ward"),
        ({"area": ["Noise", "Moon"]}, "“Moon” as area"),
        ({"stage": "3"}, "“3” as stage"),
        ({"part": "Q9"}, "“Q9” as part"),
        ({"residents": "lords"}, "“lords” as residents"),
        ({"colour": "blue"}, "a filter called “colour”"),
        ({"year": ""}, "“” as year"),
    ],
)
@pytest.mark.usefixtures("drawn")
def test_what_a_link_asks_for_and_nobody_knows_is_named(
    query: dict[str, str | list[str]],
    named: str,
) -> None:
    page = open_page(**query)
    [warning] = list_link_warnings(page)
    assert named in warning
    assert not page.exception


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("kept", ["embed=true", "embed_options=x", "%", "a=b=c&&=;"])
def test_no_kept_filters_break_a_page(kept: str) -> None:
    assert not open_page(keep=kept).exception


@pytest.mark.usefixtures("drawn")
def test_a_link_that_is_understood_warns_of_nothing() -> None:
    page = open_page(TIMELINESS, year="2024-25", stage="Stage 2", area=["Noise"])
    assert not list_link_warnings(page)


@pytest.mark.parametrize("query", [{}, {"area": ["Noise"], "stage": "Stage 2"}])
@pytest.mark.usefixtures("drawn")
def test_every_link_of_every_page_asks_for_what_there_is(
    query: dict[str, str | list[str]],
) -> None:
    # A link that a page itself does not understand would be warned of when followed.
    options = list_options(open_shown()) | dict.fromkeys(CARRIED)
    addresses = {entry.address for entry in ENTRIES}
    page = open_page(**query)
    for path in TITLES:
        open_folds(turn_to(page, path) if path != DEFAULT else page)
        links = read_markup(page).links
        assert links, path
        for link in links:
            assert link.page in addresses, (path, link)
            for key, values in link.query.items():
                assert key in options, (path, link)
                known = options[key]
                assert known is None or set(values) <= set(known), (path, link)


def test_a_figure_that_can_still_change_says_so_wherever_it_stands(
    make_release: MakeRelease,
) -> None:
    # Two answered in time, and one received on Friday: as of Monday nobody can say.
    make_release(
        as_at=date(2025, 3, 31),
        complaints="""
        complaint_id | received_date | acknowledged_date | responded_date | outcome
        C-1          | 2025-02-03    | 2025-02-04        | 2025-02-10     | upheld
        C-2          | 2025-02-04    | 2025-02-05        | 2025-02-11     | upheld
        C-3          | 2025-03-28    | 2025-03-31        |                |
        """,
        homes=HOMES,
    )
    for path in (OVERVIEW, TIMELINESS):
        page = open_page(path, year="2024-25")
        assert read_title(page).startswith(
            "2 of 2 judged stage 1 complaints from tenants were answered in time in "
            "2024-25; 1 can still be"
        )
        # No share is given of what is not decided yet.
        assert "66.7" not in read(page)
        assert "provisional" in read(page)
        alts = list_alts(page)
        assert any("provisional, 1 can still be decided" in alt for alt in alts)
    open_folds(page)
    cells = [
        cell for table in list_tables(page) for cell in table.value.to_csv().split("\n")
    ]
    assert any("provisional" in cell for cell in cells)


def test_rejected_rows_are_counted_on_every_page_and_explained_on_one(
    make_release: MakeRelease,
) -> None:
    make_release(
        complaints="""
        complaint_id | received_date | tenure
        C-1          | 2024-05-01    | lcra
        C-2          | 2024-05-01    | lord
        """,
        landlord=INTERNAL,
    )
    assert "1 row rejected" in read(open_page(LEARNING))
    page = open_page(EXTRACTS)
    assert "2 rows came in from 1 source and 1 was rejected." in read(page)
    assert 'tenure is "lord", but it must be one of' in read(page)


def test_a_target_is_told_with_where_it_was_promised(make_release):
    make_release(
        complaints="complaint_id\nA",
        landlord='[targets]\nch02_1 = { value = 95, source = "Annual plan" }',
    )
    page = open_folds(open_page(TIMELINESS))
    assert "The landlord's own target: 95 % (Annual plan)." in read(page)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("", "past the limit; extensions are not recorded."),
        ("2025-05-14", "past the limit, some of them with a permitted extension."),
    ],
)
def test_extensions_are_spoken_of_only_where_they_are_recorded(
    landing: Path, told: str, said: str
) -> None:
    headings = "complaint_id | received_date | acknowledged_date | responded_date"
    cells = "C-1 | 2025-05-01 | 2025-05-02 | 2025-05-29"
    if told:
        headings += " | extension_told_date | extended_to_date"
        cells += f" | {told} | 2025-05-30"
    publish_drawn(landing, INTERNAL, complaints=f"{headings}\n{cells}\n")
    assert said in read(open_page(TIMELINESS))
