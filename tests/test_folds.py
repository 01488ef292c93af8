"""What lies behind a picture is made when it is asked for, and is all that it shows."""

import pytest
from shown_pages import (
    list_alts,
    list_folds,
    list_links,
    list_tables,
    open_page,
    read,
    read_markup,
    read_table,
)
from streamlit.testing.v1 import AppTest

from pages.blocks.analysts import KEY
from pages.blocks.behind import LABEL
from pages.frame.entries import OUTCOMES, SATISFACTION, TIMELINESS, VOLUMES


def show_closed(path: str) -> AppTest:
    """A page as it opens, with every fold closed."""
    page = open_page(path)
    page.session_state[KEY] = False
    page.run()
    return page


def press(page: AppTest, key: str) -> AppTest:
    """The page with one fold opened."""
    page.session_state[key] = True
    return page.run()


@pytest.mark.usefixtures("sample_in_force")
@pytest.mark.parametrize("path", [VOLUMES, OUTCOMES, TIMELINESS, SATISFACTION])
def test_nothing_is_made_behind_a_fold_until_it_is_opened(path):
    page = show_closed(path)
    folds = [each for each in page.main.expander if each.label == LABEL]
    assert folds
    for fold in folds:
        assert not fold.proto.expanded
        assert list(fold.children.values()) == []
    # What takes longest, the charts of plotly, is behind the fold for analysts.
    assert not page.get("plotly_chart")
    assert not list_tables(page)
    assert not page.get("download_button")


@pytest.mark.usefixtures("sample_in_force")
def test_a_fold_holds_its_figures_their_cases_their_files_and_what_they_count():
    page = show_closed(TIMELINESS)
    assert "fold_course" in list_folds(page)
    press(page, "fold_course")
    assert not page.exception
    assert [table.caption for table in list_tables(page)] == [
        "Stage 1 complaints answered in Code time",
        "Stage 2 complaints answered in Code time",
    ]
    # Every part of the picture is in the table.
    [alt] = [
        each for each in list_alts(page) if each.startswith("Line over time. Stage 1")
    ]
    names = list(read_table(list_tables(page)[0]))
    assert len(names) == alt.count(";") + 1
    assert all(name in alt for name in names)
    # Each that has cases leads to them, by keyboard as by pointer.
    asked = [
        link.query
        for link in list_links(page)
        if link.page == "cases" and link.query.get("by") == ["quarter"]
    ]
    cells = [row for table in list_tables(page) for row in read_table(table).values()]
    assert len(asked) == sum(row["Of"] != "0" for row in cells)
    assert {each.proto.label for each in page.get("download_button")} == {
        "Download these figures (csv)",
        "Download these figures (Excel)",
    }
    assert "Its name for scripts is `ch02_1`." in read(page)
    # The others stay closed.
    others = [each for each in page.main.expander if not each.proto.expanded]
    assert len(others) == len(page.main.expander) - 1


@pytest.mark.usefixtures("sample_in_force")
def test_the_presses_on_a_picture_are_those_of_its_figures():
    page = press(show_closed(TIMELINESS), "fold_course")
    from_figures = {
        link.href for link in list_links(page) if link.query.get("by") == ["quarter"]
    }
    from_pictures = {
        link.href
        for link in read_markup(page).links
        if link.is_spare and link.query.get("by") == ["quarter"]
    }
    assert from_pictures
    assert from_pictures <= from_figures
