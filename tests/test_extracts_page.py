"""The Extracts page: history, comparison, going back, rejected rows, freshness."""

import re
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from conftest import INTERNAL
from shown_pages import list_codes, list_tables, start_menu, unescape
from streamlit.testing.v1 import AppTest

from analytics.behind.records import make_cells_csv, read_cells_set_aside
from analytics.figures.open_release import OpenRelease
from analytics.release.store import current_id, open_current, use_release
from pages.frame.entries import EXTRACTS


MakeRelease = Callable[..., OpenRelease]

READERS = INTERNAL + '[people]\nreleases = "readers"\n'

# One row is warned of (answered, no outcome) and one rejected (no such tenure).
BEFORE = """
    complaint_id | tenure | received_date | acknowledged_date | responded_date | outcome
    C-1          | lcra   | 2024-05-01    | 2024-05-02        | 2024-05-08     | upheld
    C-2          | lcra   | 2024-05-01    | 2024-05-02        | 2024-05-08     |
    C-3          | lord   | 2024-05-01    | 2024-05-02        | 2024-05-09     | upheld
"""
# Mended, and another in the place of the first: which stays, since a publish appends.
AFTER = BEFORE.replace("C-1          ", "C-9          ").replace("lord", "lcra")


def open_page(**query: str) -> AppTest:
    """The page opened through the menu, with a link's address."""
    page = start_menu().run()
    # Set here, because Streamlit drops what no widget of the first page knows.
    for key, value in query.items():
        page.query_params[key] = value
    page.switch_page(EXTRACTS).run()
    assert not page.exception
    return page


def read(page: AppTest) -> str:
    """Everything a page says in sentences."""
    parts = [*page.main.markdown, *page.caption, *page.warning, *page.error]
    return "\n".join(unescape(str(each.value)) for each in [*parts, *page.success])


def find_table(page: AppTest, *columns: str) -> pd.DataFrame:
    """The one table with these columns, as a reader sees its cells."""
    tables = [table.value for table in list_tables(page)]
    [found] = [table for table in tables if set(columns) <= set(table.columns)]
    return found


def find_downloads(page: AppTest) -> list[str]:
    """The words on the download buttons."""
    return [each.proto.label for each in page.get("download_button")]


def names(page: AppTest) -> set[str]:
    """Every key of the buttons on the page."""
    return {button.key for button in page.button}


# ---- History -------------------------------------------------------------------------


def test_every_release_is_listed_newest_first(make_release: MakeRelease) -> None:
    make_release(complaints=BEFORE, as_at=date(2025, 3, 31))
    make_release(complaints=AFTER)
    table = find_table(open_page(), "Published (UTC)")
    assert list(table.index) == ["2025-06-30.1", "2025-03-31.1"]
    assert list(table["As at"]) == ["30 Jun 2025", "31 Mar 2025"]
    assert list(table["Rows in"]) == ["3", "3"]
    assert list(table["Rejected"]) == ["0", "1"]
    assert list(table["What it is"]) == ["current, real records", "real records"]


def test_a_damaged_release_says_so_and_does_no_harm(make_release: MakeRelease) -> None:
    first = make_release(complaints=BEFORE, landlord=READERS).release
    second = make_release(complaints=BEFORE).release
    third = make_release(complaints=AFTER).release
    (second.folder / "extracts" / "complaints.parquet").write_bytes(b"PAR1")
    page = open_page()
    sentence = f"Release {second.id} is damaged: extracts/complaints.parquet is not"
    assert sentence in read(page)
    table = find_table(page, "Published (UTC)")
    assert list(table["What it is"])[1] == "damaged, real records"
    # Nobody is sent to it, and the comparison passes over it.
    assert f"releases use {second.id}" not in list_codes(page)[0]
    assert page.selectbox(key="before").value == first.id
    assert not page.error
    # Whoever asks for it is told why not.
    page = open_page(before=second.id)
    [error] = page.error
    assert unescape(error.value).startswith(sentence)
    # An unreadable manifest neither.
    (first.folder / "manifest.json").write_text("{", encoding="utf-8")
    page = open_page(before=first.id, after=third.id)
    assert "manifest.json is unreadable" in unescape(page.error[0].value)


def test_a_current_release_that_is_damaged_is_told_from_the_one_shown(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=BEFORE)
    second = make_release(complaints=AFTER).release
    (second.folder / "models" / "stock.parquet").write_bytes(b"PAR1")
    table = find_table(open_page(), "Published (UTC)")
    assert list(table["What it is"]) == [
        "current, damaged, real records",
        "shown here, real records",
    ]


# ---- What changed --------------------------------------------------------------------


def test_with_one_release_there_is_nothing_to_compare(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=BEFORE)
    page = open_page()
    assert "There is one release, so there is nothing to compare" in read(page)
    assert "There is no other release to go back to." in read(page)
    assert not page.error


def test_the_release_before_is_compared_with_the_current_one(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=BEFORE, landlord=INTERNAL)
    make_release(complaints=AFTER)
    page = open_page()
    said = read(page)
    assert re.search(r"\n(\d+) of 53 figures differ and (\d+) are the same\.", said)
    assert "Accepted rows differ in 1 of 1 source." in said
    figures = find_table(page, "2025-06-30.1", "2025-06-30.2")
    assert list(figures.loc["Stage 1 complaints received"]) == ["2", "4"]
    assert list(figures.loc["Stage 1 complaints answered in Code time"]) == [
        "100.0% (2 of 2)",
        "100.0% (4 of 4)",
    ]
    # Open complaints: none in either, so not among those that differ.
    assert "Stage 1 complaints waiting for an answer" not in figures.index
    rows = find_table(page, "Added", "Removed", "Changed")
    assert list(rows.loc["Complaints"]) == ["2", "0", "0"]
    assert "Added: C-3, stage 1; C-9, stage 1." in said
    # Nothing is called better or worse.
    assert not re.search("improve[ds]|better|worse|progress", said)


def test_changed_cells_are_shown_before_and_after(make_release: MakeRelease) -> None:
    make_release(complaints=BEFORE, landlord=INTERNAL)
    make_release(complaints=BEFORE.replace("|\n    C-3", "| upheld\n    C-3"))
    cells = find_table(open_page(), "Column", "Before", "After")
    assert list(cells.index) == ["C-2, stage 1"]
    assert list(cells.iloc[0]) == ["outcome", "empty", "upheld"]


def test_any_two_releases_can_be_compared_by_a_link(make_release: MakeRelease) -> None:
    make_release(complaints=BEFORE, landlord=INTERNAL)
    make_release(complaints=AFTER)
    make_release(complaints=AFTER)
    page = open_page()
    assert "All accepted rows of 1 source are the same." in read(page)
    page = open_page(before="2025-06-30.2", after="2025-06-30.1")
    assert page.selectbox(key="before").value == "2025-06-30.2"
    assert "Removed: C-3, stage 1; C-9, stage 1." in read(page)
    assert not page.warning
    page.selectbox(key="before").select("2025-06-30.1").run()
    assert "Choose two different releases." in read(page)


@pytest.mark.parametrize("key", ["before", "after"])
def test_a_release_that_a_link_asks_for_and_nobody_knows_is_named(
    make_release: MakeRelease, key: str
) -> None:
    make_release(complaints=BEFORE)
    make_release(complaints=AFTER)
    page = open_page(**{key: "2020-01-01.1 ![x](http://evil.invalid)"})
    [warning] = page.warning
    assert "“2020-01-01.1 ![x](http://evil.invalid)”" in unescape(warning.value)
    assert "is left out of what you see" in unescape(warning.value)
    assert "![x]" not in warning.value


def test_a_comparison_of_sample_and_real_records_says_so(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=BEFORE, landlord=INTERNAL + "[sample]\nanchored = {}")
    make_release(complaints=BEFORE, landlord=INTERNAL)
    assert "One of the two is the sample" in read(open_page())


# ---- Going back ----------------------------------------------------------------------


def test_going_back_takes_two_presses_where_readers_may(
    make_release: MakeRelease,
) -> None:
    first = make_release(complaints=BEFORE, landlord=READERS).release
    second = make_release(complaints=AFTER).release
    page = open_page()
    assert list_codes(page)[0] == f"python -m analytics releases use {first.id}"
    page.button(key="release_ask").click().run()
    # Asked, and nothing done.
    assert current_id() == second.id
    assert f"Everybody will see release {first.id}" in read(page)
    page.button(key="release_no").click().run()
    assert current_id() == second.id
    assert "release_yes" not in names(page)
    page.button(key="release_ask").click().run()
    page.button(key="release_yes").click().run()
    assert current_id() == first.id
    # The page shows it at once, to whoever is looking.
    assert f"Release {first.id} is now the one everybody sees." in read(page)
    assert "3 rows came in from 1 source and 1 was rejected." in read(page)
    assert "release_yes" not in names(page)
    # And back again: the other one is now the one to go to, and it is said once.
    page.button(key="release_ask").click().run()
    assert "is now the one everybody sees" not in read(page)
    page.button(key="release_yes").click().run()
    assert current_id() == second.id


def test_going_back_is_the_officer_s_where_nobody_says_otherwise(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=BEFORE, landlord=INTERNAL)
    make_release(complaints=AFTER)
    page = open_page()
    assert list_codes(page)[0] == "python -m analytics releases use 2025-06-30.1"
    assert "Only the complaints officer does this, at the command line" in read(page)
    assert not names(page) & {"release_ask", "release_yes", "release_no"}


def test_going_back_to_a_release_that_was_damaged_meanwhile_is_refused(
    make_release: MakeRelease,
) -> None:
    first = make_release(complaints=BEFORE, landlord=READERS).release
    second = make_release(complaints=AFTER).release
    page = open_page()
    page.button(key="release_ask").click().run()
    (first.folder / "models" / "stock.parquet").write_bytes(b"PAR1")
    page.button(key="release_yes").click().run()
    assert not page.exception
    assert "stock.parquet is not what was published." in unescape(page.error[0].value)
    assert current_id() == second.id


def test_a_press_counts_only_if_readers_may_still_go_back(
    make_release: MakeRelease,
) -> None:
    first = make_release(complaints=BEFORE, landlord=READERS).release
    make_release(complaints=AFTER)
    page = open_page()
    page.button(key="release_ask").click().run()
    # Meanwhile the officer publishes a release that leaves it to the officer.
    third = make_release(complaints=AFTER, landlord=INTERNAL).release
    page.button(key="release_yes").click().run()
    assert current_id() == third.id != first.id
    assert "Only the complaints officer does this" in unescape(page.error[0].value)


def test_who_went_back_to_the_first_release_can_come_forward(
    make_release: MakeRelease,
) -> None:
    first = make_release(complaints=BEFORE, landlord=READERS).release
    second = make_release(complaints=AFTER).release
    use_release(first.id)
    page = open_page()
    assert page.selectbox(key="release_chosen").options == [second.id]
    # There is none before it, so it is set against the one after.
    assert page.selectbox(key="before").value == second.id
    assert page.selectbox(key="after").value == first.id


# ---- Rejected rows, warnings and who may see them ------------------------------------


def test_the_internal_audience_sees_rows_and_takes_them_away(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=BEFORE, landlord=INTERNAL)
    page = open_page()
    said = read(page)
    assert (
        'complaints.csv, row 4: tenure is "lord", but it must be one of tenants (low '
        "cost rent), shared owners, leaseholders, other residents."
    ) in said
    assert "it was answered but no outcome is given: C-2, stage 1." in said
    assert find_downloads(page) == [
        "Download 1 rejected row of complaints.csv (csv)",
        "Download 1 rejected row of complaints.csv (xlsx)",
        "Download 1 warning (csv)",
    ]


def test_the_public_sees_how_many_rows_and_why_not_which(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=BEFORE)
    make_release(complaints=BEFORE.replace("C-1", "C-7"))
    page = open_page()
    said = read(page)
    rejected = find_table(page, "Rule", "Reason", "Rows")
    assert list(rejected["Rule"]) == ["outside closed set"]
    assert list(rejected["Rows"]) == ["1"]
    assert list(find_table(page, "Why", "Rows")["Rows"]) == ["1"]
    rows = find_table(page, "Added", "Removed", "Changed")
    assert list(rows.loc["Complaints"]) == ["1", "0", "0"]
    # Once for the rejected, the warned of and the changed.
    assert said.count("Which rows they are is not shown, because") == 3
    everything = said + "".join(table.value.to_csv() for table in list_tables(page))
    assert not re.search(r"C-\d", everything)
    assert not re.search(r"\blord\b", everything)
    assert find_downloads(page) == []


def test_rows_of_a_time_when_the_landlord_spoke_to_the_public_stay_hidden(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=BEFORE)
    make_release(complaints=AFTER, landlord=INTERNAL)
    said = read(open_page())
    assert "Which rows they are is not shown" in said
    assert "Added: C-3" not in said


# Of C-4 and C-5 a cell is set aside, and the rows count.
ASIDE = """
    complaint_id | received_date | acknowledged_date | responded_date | outcome
    C-4          | 2024-05-01    | soon              | 2024-05-08     | partly
    C-5          | 2024-05-01    | 2024-05-02        | 2024-04-08     |
"""


def test_cells_set_aside_are_listed_and_taken_away_as_rejected_rows_are(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=ASIDE, landlord=INTERNAL)
    page = open_page()
    said = read(page)
    assert (
        'complaints.csv, row 2: acknowledged date is "soon", but it must be a date'
        in said
    )
    assert (
        'complaints.csv, row 3: answered date is "2024-04-08", but it was answered '
        "before it was received." in said
    )
    table = find_table(page, "Column", "Reason", "Rows")
    assert list(table["Column"]) == ["acknowledged date", "outcome", "answered date"]
    assert table["Reason"].iloc[1] == (
        "it must be one of upheld, partially upheld, not upheld, withdrawn"
    )
    assert "Download 3 cells set aside (csv)" in find_downloads(page)
    release, _ = open_current()
    lines = make_cells_csv(release).decode("utf-8-sig").splitlines()
    assert lines[0] == "source,file,row,key,column,value,rule,reason"
    assert (
        "complaints,complaints.csv,2,C-4 / 1,acknowledged_date,soon,cannot_be_read,"
        '"it must be a date, such as 30/04/2024 or 2024-04-30"'
    ) in lines


def test_the_public_sees_how_many_cells_were_set_aside_and_none_of_them(
    make_release: MakeRelease,
) -> None:
    make_release(complaints=ASIDE)
    page = open_page()
    said = read(page)
    assert list(find_table(page, "Column", "Reason", "Rows")["Rows"]) == ["1", "1", "1"]
    assert "Which rows they are is not shown, because" in said
    assert "soon" not in said
    assert find_downloads(page) == []


def test_a_release_of_before_cells_were_set_aside_has_none(
    make_release: MakeRelease,
) -> None:
    release = make_release(complaints=BEFORE, landlord=INTERNAL).release
    (release.folder / "cells_set_aside.parquet").unlink()
    assert read_cells_set_aside(release).empty


def test_many_rows_of_a_rule_do_not_crowd_out_another(
    make_release: MakeRelease,
) -> None:
    rows = [f"C-{each} | 2024-05-01 | lord" for each in range(60)]
    rows += ["C-98 | soon | lcra", "C-99 | 2024-05-01 | lcra"]
    make_release(
        complaints="\n".join(["complaint_id | received_date | tenure", *rows]),
        landlord=INTERNAL,
    )
    said = read(open_page())
    assert said.count('tenure is "lord"') == 5
    assert "And 55 more." in said
    assert 'received date is "soon"' in said


# ---- Freshness -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("landlord", "sentence"),
    [
        ("", "As at 30 June 2025."),
        (
            '[freshness]\nevery = "quarter"',
            "As at 30 June 2025; the next extract is due by 30 September 2025.",
        ),
        (
            '[freshness]\nevery = "month"',
            "As at 30 June 2025; the next extract is due by 31 July 2025.",
        ),
    ],
)
def test_the_page_says_how_fresh_it_is_and_what_is_due_only_if_it_is_known(
    make_release: MakeRelease, landlord: str, sentence: str
) -> None:
    make_release(complaints=BEFORE, landlord=landlord)
    assert read(open_page()).split("\n")[0].endswith(f"rejected. {sentence}")
