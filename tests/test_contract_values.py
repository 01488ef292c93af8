"""Values of an extract: what may be written in more than one way, and repeated keys."""

from datetime import date
from decimal import Decimal

import pytest
from conftest import data_in, publish_drawn
from contract_rows import read_good, tell_apart
from publishing import (
    name_rules,
    publish_rows,
    publish_tables,
    read_breaches,
    read_faults,
    read_rows,
)

from analytics.figures.open_release import open_release
from analytics.ground.errors import Refusal
from expectations.sources import SOURCES


# --- What may be written in more than one way ----------------------------------------


def test_whole_numbers_and_dates_are_read_as_excel_and_pandas_write_them(
    landing,
):
    # 1.0 is what pandas makes of a whole number beside an empty cell; a midnight is
    # what Excel makes of a date; blanks around a cell are nobody's meaning.
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | stage | received_date           | logged_date
            A            | 1.0   | 2024-04-30 00:00:00     | 2024-04-30T00:00:00.000
            B            | +2    | 2024-04-30 00:00        | 2024-04-30
        """,
    )
    rows = read_rows(publication, "extracts/complaints")
    assert [row["stage"] for row in rows] == [1, 2]
    assert {row["received_date"] for row in rows} == {date(2024, 4, 30)}
    assert {row["logged_date"] for row in rows} == {date(2024, 4, 30)}


def test_true_and_false_may_be_written_as_officers_write_them(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | is_damp_or_mould
            A            | true
            B            | Yes
            C            | 1
            D            | FALSE
            E            | no
            F            | 0
            G            |
        """,
        coverage="""
            source     | from_date  | to_date    | is_recorded
            complaints | 2024-04-01 | 2024-04-30 | true
            complaints | 2024-05-01 | 2024-05-31 | Yes
            complaints | 2024-06-01 | 2024-06-30 | 1
            complaints | 2024-07-01 | 2024-07-31 | FALSE
            complaints | 2024-08-01 | 2024-08-31 | no
            complaints | 2024-09-01 | 2024-09-30 | 0
        """,
    )
    rows = read_rows(publication, "extracts/coverage")
    said = [row["is_recorded"] for row in rows]
    assert said == [True, True, True, False, False, False]
    # What the extract asked by itself is an item of a list now; no is not in it.
    rows = read_rows(publication, "extracts/complaints")
    assert [row["hazards"] for row in rows] == [["damp_and_mould"]] * 3 + [None] * 4


def test_a_yes_or_no_of_before_stands_beside_the_list_of_now(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | hazards      | is_damp_or_mould
            A            | falls ; fire | yes
            B            | falls        | no
            C            |              | yes
            D            |              | maybe
        """,
    )
    rows = read_rows(publication, "extracts/complaints")
    assert [row["hazards"] for row in rows] == [
        ["falls", "fire", "damp_and_mould"],
        ["falls"],
        ["damp_and_mould"],
        None,
    ]
    # It is read, so it is no column that was passed over; and never guessed.
    assert publication.unknown_columns == {}
    [cell] = read_faults(publication, "complaints")[5]
    assert (cell["column_name"], cell["value"]) == ("hazards", "damp_and_mould: maybe")


def test_a_hazard_counts_from_the_day_it_is_one_in_law(landing):
    with data_in(landing / "data"):
        release = publish_drawn(
            landing,
            as_at=date(2026, 12, 31),
            complaints="""
                complaint_id | received_date | hazards
                A            | 2025-10-26    | damp_and_mould
                B            | 2025-10-27    | damp_and_mould; falls
                C            | 2026-11-29    | falls; electrical
                D            | 2026-11-30    | falls; damp_and_mould
                E            | 2026-11-30    |
            """,
        )
        opened = open_release(release)
    found = opened.warehouse.query(
        "select complaint_id, hazards, counted_hazards from complaint_stages "
        "order by complaint_id"
    )
    opened.warehouse.close()
    assert found == [
        ("A", ["damp_and_mould"], None),
        ("B", ["damp_and_mould", "falls"], ["damp_and_mould"]),
        ("C", ["falls", "electrical"], None),
        ("D", ["falls", "damp_and_mould"], ["falls", "damp_and_mould"]),
        ("E", None, None),
    ]


def test_items_of_a_list_lose_their_blanks_and_empty_items_go(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | service_areas         | remedies
            A            | Repairs ;Allocations  | ; ;
            B            | ;Repairs;;            | Apology
        """,
    )
    rows = read_rows(publication, "extracts/complaints")
    assert [row["service_areas"] for row in rows] == [
        ["Repairs", "Allocations"],
        ["Repairs"],
    ]
    # A list of nothing is unknown, not an empty list.
    assert [row["remedies"] for row in rows] == [None, ["Apology"]]


def test_decimals_are_exact(landing):
    publication = publish_tables(
        landing,
        perception_survey="""
            very_satisfied | fairly_satisfied
            67.4           | 120.7
        """,
    )
    [row] = read_rows(publication, "extracts/perception_survey")
    # As binary floats they would add up to 188.10000000000002.
    assert row["very_satisfied"] + row["fairly_satisfied"] == Decimal("188.1")


def test_any_service_area_is_taken_where_the_landlord_lists_none(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | service_areas
            A            | Anything at all; And more
        """,
    )
    assert publication.release.sources["complaints"]["accepted"] == 1


def test_the_century_end_is_a_reporting_year(landing):
    publication = publish_tables(
        landing,
        self_assessment="""
            provision | reporting_year
            1.1       | 1999-00
            1.2       | 2000-01
            1.3       | 2099-99
        """,
    )
    breaches = read_breaches(publication, "self_assessment")
    assert list(breaches) == [4]


# --- Repeated keys --------------------------------------------------------------------


def test_identical_copies_keep_the_first_and_differing_copies_lose_all(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | stage | received_date | channel
            A            | 1     | 2024-04-02    | Post
            B            | 1     | 2024-04-02    | Post
            B            | 1     | 2024-04-02    | Post
            C            | 1     | 2024-04-02    | Post
            C            | 1     | 2024-04-02    | Telephone
            D            | 1     | 2024-04-02    | Post
            D            | 2     | 2024-04-02    | Post
            B            | 1     | 2024-04-02    | Post
            C            | 1     | 2024-04-02    | Post
        """,
    )
    # A is alone. B comes three times alike: rows 4 and 9 are spare. C contradicts
    # itself: rows 5, 6 and 10 all go. D is two stages, so two keys.
    breaches = read_breaches(publication, "complaints")
    assert sorted(breaches) == [4, 5, 6, 9, 10]
    assert {name for each in breaches.values() for name in name_rules(each)} == {
        ("complaint_id", "key_repeated")
    }
    kept = [
        (row["complaint_id"], row["stage"])
        for row in read_rows(publication, "extracts/complaints")
    ]
    assert kept == [("A", 1), ("B", 1), ("D", 1), ("D", 2)]
    assert (
        'complaints.csv, row 5: complaint_id is "C / 1", but the same complaint_id and '
        "stage comes more than once." in publication.sentences
    )


def test_copies_that_are_written_differently_but_mean_the_same_are_copies(
    landing,
):
    publication = publish_tables(
        landing,
        homes="""
            year_end_date       | stock_type | homes_owned
            2024-03-31          | lcra       | 4202
            2024-03-31 00:00:00 | lcra       | 4202.0
        """,
    )
    assert list(read_breaches(publication, "homes")) == [3]


def test_a_missing_key_is_not_a_repeated_key(landing):
    publication = publish_tables(
        landing,
        complaints="""
            complaint_id | stage
            A            | 1
                         | 1
                         | 1
        """,
    )
    breaches = read_breaches(publication, "complaints")
    assert [name_rules(each) for each in breaches.values()] == [
        [("complaint_id", "required_value_missing")]
    ] * 2


def test_where_no_row_has_a_key_both_judges_find_none_repeated(landing):
    with pytest.raises(Refusal, match="none of its 2 rows can be accepted"):
        publish_tables(
            landing,
            complaints="""
                complaint_id | stage
                             | 1
                             | 1
            """,
        )


def test_every_source_drops_spare_copies_and_contradictions(landing):
    rows = {}
    for source in SOURCES.values():
        good = read_good(source.name)
        spare = tell_apart(source.name, good, 1)
        contradicted = tell_apart(source.name, good, 2)
        # The last column is in no key, so changing it contradicts.
        last = source.columns[-1]
        changed = {
            "boolean": "true" if good[last.name] in ("0", "no", "FALSE") else "no",
            "choice": "fire" if last.is_list else "other",
            "date": "2025-06-29",
            "decimal": "7",
            "integer": "7",
            "text": "Something else",
        }[last.kind]
        contradiction = contradicted | {last.name: changed}
        rows[source.name] = [good, spare, spare, contradicted, contradiction]
    publication = publish_rows(landing, rows)
    for source in SOURCES:
        breaches = read_breaches(publication, source)
        # Row 4 is the spare copy of row 3; rows 5 and 6 contradict each other.
        assert sorted(breaches) == [4, 5, 6], source
        for each in breaches.values():
            assert [rule for _, rule in name_rules(each)] == ["key_repeated"], source
        assert publication.release.sources[source]["accepted"] == 2
