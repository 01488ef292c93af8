"""What figures can bear, on the pages: verdicts, control charts, like landlords."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import data_in
from regulator import Landlord, write_workbook
from shown_pages import (
    list_alts,
    list_links,
    read,
    read_grid,
    start_menu,
    turn_to,
    unescape,
)
from streamlit.testing.v1 import AppTest

from analytics.bearing.peers.low_volume import CHECKS
from analytics.bearing.peers.store import import_benchmarks
from analytics.ground.settings import SAMPLE
from analytics.measures import find_measure
from analytics.release.publish import publish
from pages.frame.entries import (
    OMBUDSMAN,
    OVERVIEW,
    SATISFACTION,
    SERVICE_AREAS,
    TIMELINESS,
    VOLUMES,
)


PUBLIC = SAMPLE / "landlord.toml"

Folders = dict[str, Path]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, sample_data: Path) -> Folders:
    """The sample for members beside imported landlords, and for the public."""
    inside, public = (tmp_path_factory.mktemp(name) for name in ("inside", "public"))
    shutil.copytree(sample_data, inside / "data")
    with data_in(inside / "data"):
        import_benchmarks(write_workbook(inside / "TSM.xlsx", make_peers()))
    words = PUBLIC.read_text(encoding="utf-8")
    words = words.replace('audience = "internal"', 'audience = "public"')
    (public / "landlord.toml").write_text(words, encoding="utf-8")
    with data_in(public / "data"):
        publish([SAMPLE], landlord_file=public / "landlord.toml", judge=None)
    return {"inside": inside, "public": public}


def make_peers() -> list[Landlord]:
    """Twenty councils that complain more, and the sample landlord as it was."""
    others = [
        Landlord(
            f"00X{chr(65 + number)}",
            homes=4_000 + 100 * number,
            stage_1=(100 + 10 * number, 80 + 8 * number),
            stage_2=(20 + number, 15 + number),
        )
        for number in range(20)
    ]
    own = Landlord("29UD", homes=4_216, stage_1=(20, 13), stage_2=(2, 2))
    return [*others, own]


@pytest.fixture
def show(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """A function that opens a page of one of those releases."""

    def open_page(name: str, path: str, **filters: str) -> AppTest:
        monkeypatch.setenv("DATA_DIR", str(folders[name] / "data"))
        page = start_menu().run()
        for key, value in filters.items():
            page.selectbox(key=key).select(value).run()
        if path != OVERVIEW:
            turn_to(page, path)
        assert not page.exception, page.exception
        return page

    return open_page


@pytest.mark.parametrize(
    ("name", "before", "verdict"),
    [
        # 20 to 74 complaints is more; 13 of 20 to 63 of 74 is more, which is wanted.
        ("ch01_1", "4.7 per 1,000", "higher"),
        ("ch02_1", "13 of 20", "better"),
        # Two of two tell nothing, nor do five points of the survey.
        ("ch02_2", "2 of 2", "cannot tell"),
        ("tp09", "31 in 100", "cannot tell"),
    ],
)
def test_every_row_says_what_its_comparison_bears(show, name, before, verdict):
    row = read_grid(show("inside", OVERVIEW))[find_measure(name).short_label]
    assert (row["Year before"], row["Verdict"]) == (before, verdict)


def test_since_when_it_was_recorded_differently_is_said_once_for_all_rows(show):
    # Both the new Code and the new system lie between the years, but not for tenants
    # surveyed.
    text = read(show("inside", OVERVIEW))
    since = "Recorded differently since 1 April 2024 and January 2025"
    assert text.count(f"{since}; differences can be that.") == 1


def test_two_of_two_tell_nothing(show):
    text = read(show("inside", TIMELINESS))
    assert "cannot tell whether it differs from 2023-24 (100.0%, 2 of 2)" in text
    # What the council's own report says of it is said nowhere.
    assert "decreased" not in text


def test_the_survey_s_five_points_tell_nothing_and_are_no_per_cent(show):
    text = read(show("inside", SATISFACTION))
    span = "anything from 4.7 percentage points lower to 14.5 percentage points higher"
    assert f"2023-24 (30.9%, 54 of 175): {span} is possible." in text
    assert "+5%" not in text


def test_areas_are_judged_together(show):
    text = read(show("inside", SERVICE_AREAS))
    assert "Stage 1 answered in time" in text
    assert re.search(r"\d areas are set against the others", text)
    assert "would stand out though nothing was different; judged together" in text


def test_the_chart_follows_from_the_counts_and_the_page_says_which_and_why(show):
    page = show("inside", VOLUMES)
    text, alts = read(page), list_alts(page)
    # Six a month are a c chart, one a month the days between, and how many between.
    assert "of much the same length: a c chart." in text
    assert "There are fewer than 2 a month on average" in text
    assert "a t chart" in text
    assert "a g chart" in text
    assert any("c chart" in alt for alt in alts)
    # The months after the new system are a baseline of their own, too short for limits.
    assert "A new baseline begins with “New complaints system”" in text
    assert "too few for limits, which need 6" in text
    # A volume has no good side.
    assert "for the better" not in text
    assert "for the worse" not in text


def test_days_between_single_complaints_are_not_for_the_public(show):
    page = show("public", VOLUMES)
    text = read(page)
    assert "of much the same length: a c chart." in text
    assert "a t chart" not in text
    assert "a g chart" not in text
    assert "for the internal audience only" in text
    # Determinations are published case by case, so their days are no secret.
    assert "a t chart" in read(show("public", OMBUDSMAN))


def test_like_landlords_stand_beside_the_figures_and_can_be_changed(show):
    text = read(show("public", VOLUMES))
    # The facts shipped for 2024-25, of the group the landlord names.
    assert "The middle half of 159 councils in 2024-25: 28.6 to 64.6" in text
    changed = read(show("public", VOLUMES, peers="Councils below 5,000 homes"))
    assert "councils below 5,000 homes in 2024-25" in changed
    assert "159 councils" not in changed


def test_low_volume_is_a_warning_and_says_what_to_check(show):
    page = show("public", VOLUMES)
    [warning] = page.warning
    text = unescape(warning.value)
    assert "17.6 is as counted in the lowest tenth of 159 councils" in text
    assert "3.3" in text
    # What to check is one press away.
    [fold] = [each for each in page.expander if "few complain" in each.label]
    assert [check for check in CHECKS if check not in read(page)] == []
    assert fold.markdown


def test_low_volume_stands_out_on_the_overview_and_may_be_asked_about(show):
    page = show("public", OVERVIEW)
    words = "Few tenants complain: 17.6 per 1,000 homes is, as counted, in the "
    [link] = [each for each in list_links(page) if each.words.startswith(words)]
    assert "lowest tenth of councils" in link.words
    # For the public it leads to the page that has the warning, not to cases.
    assert link.page == "volumes"
    assert "Can every resident find out how to complain?" in read(page)
    [inside] = [
        each
        for each in list_links(show("inside", OVERVIEW))
        if each.words.startswith("Few tenants complain")
    ]
    assert inside.page == "cases"


def test_an_imported_year_has_a_funnel_and_a_place_with_its_uncertainty(show):
    page = show("inside", VOLUMES, year="2023-24")
    text = read(page)
    assert re.search(r"lowest of 21 councils", text)
    assert any("funnel" in alt.lower() for alt in list_alts(page))
    # Never a league table: nobody else is named.
    assert "00XA" not in text + " ".join(list_alts(page))
    # Of a year that was not imported the page says that it needs the file.
    other = show("public", VOLUMES)
    assert "have not been imported" in read(other)
    assert not any("funnel" in alt.lower() for alt in list_alts(other))
