"""Worked examples: how many complaints, and how many for every thousand homes."""

import datetime as dt
from fractions import Fraction

import pytest
from conftest import INTERNAL
from golden import REGULATOR
from worked import ask, ask_by, count, groups, share

from analytics.behind.cases import list_rows
from analytics.ground.calendar import make_period
from analytics.ground.rounding import write_rounded
from analytics.measures import MEASURES
from analytics.words.cells import total_of
from analytics.words.narrative import write_leading, write_sentence


COMPLAINTS = """
complaint_id | stage | tenure    | received_date | withdrawn_date | service_areas
A            | 1     | lcra      | 2024-04-01    |                | Repairs;Estates
B            | 1     | lcra      | 2025-03-31    |                | Repairs
C            | 1     | lcra      | 2024-03-31    |                | Repairs
D            | 1     | lcra      | 2025-04-01    |                | Repairs
E            | 1     | leasehold | 2024-06-03    |                | Estates
F            | 1     | lcho      | 2024-06-03    |                | Estates
G            | 1     | lcra      | 2024-06-03    | 2024-06-05     | Repairs;Repairs
C            | 2     | lcra      | 2024-05-01    |                | Repairs
E            | 2     | leasehold | 2024-08-01    |                | Estates
B            | 2     | lcra      | 2025-05-01    |                | Repairs
"""
# A and B: the first and last day of the year. C and D: a day outside it. E and F: no
# tenants of low cost rent. G: withdrawn, and still received; its area is named twice.
# C at stage 2: asked for in the year, whatever year stage 1 was in; B's came after.
HOMES = """
year_end_date | stock_type | homes_owned
2024-03-31    | lcra       | 900
2025-03-31    | lcra       | 1000
2025-03-31    | lcho       | 100
2025-03-31    | leasehold  | 50
"""


release = share(complaints=COMPLAINTS, homes=HOMES, landlord=INTERNAL)


def test_ch01_1(release):
    # A, B and G, for every thousand of the 1,000 homes of low cost rent.
    assert count(release, "ch01_1") == (3, 1000)
    assert ask(release, "ch01_1").value == Fraction(3 * 1000, 1000)
    # C alone, and the homes of that year's end.
    assert count(release, "ch01_1", "2023-24") == (1, 900)


def test_ch01_2(release):
    # C's stage 2.
    assert count(release, "ch01_2") == (1, 1000)
    assert ask(release, "ch01_2").shown == "1.0"


def test_received_1(release):
    # A, B, E, F and G.
    assert count(release, "received_1") == (5, None)
    assert ask(release, "received_1").value == 5
    assert count(release, "received_1", tenure=["lcra"]) == (3, None)
    assert count(release, "received_1", "2024-25 Q1") == (4, None)


def test_received_2(release):
    # C's and E's.
    assert count(release, "received_2") == (2, None)


def test_received_per_1000_1(release):
    # All five, for the homes of all three kinds of residents.
    assert count(release, "received_per_1000_1") == (5, 1000 + 100 + 50)
    assert count(release, "received_per_1000_1", tenure=["leasehold"]) == (1, 50)
    assert count(release, "received_per_1000_1", tenure=["lcra", "lcho"]) == (
        4,
        1000 + 100,
    )


def test_received_per_1000_2(release):
    # C's and E's; the homes of shared owners count though none of them complained.
    assert count(release, "received_per_1000_2") == (2, 1000 + 100 + 50)


def test_service_area_mentions(release):
    # Stage 1: A two, B one, E one, F one, G one. Stage 2: C one, E one.
    assert count(release, "service_area_mentions") == (2 + 1 + 1 + 1 + 1 + 2, None)
    by_area = ask_by(release, "service_area_mentions", "service_area")
    # A, B, G and C; A, E, F and E.
    assert groups(by_area) == {"Estates": 4, "Repairs": 4}
    assert groups(ask_by(release, "service_area_mentions", "stage")) == {"1": 6, "2": 2}


UNRECORDED = """
complaint_id | stage | received_date | service_areas
A            | 1     | 2024-04-02    | Repairs;Estates
B            | 1     | 2024-04-03    | Repairs
C            | 1     | 2024-04-04    |
C            | 2     | 2024-05-04    |
D            | 1     | 2024-08-05    |
E            | 1     | 2024-04-08    | None of these areas
F            | 2     | 2024-04-09    | Repairs
"""
# A: two mentions. B: one. C: no area recorded, at both stages. D: alone in its quarter.
# E: about none of the areas named, which is recorded. F: one mention.

unrecorded = share(complaints=UNRECORDED, landlord=INTERNAL)


def test_an_area_that_is_not_recorded_is_no_mention_and_is_counted_beside(unrecorded):
    total = ask(unrecorded, "service_area_mentions")
    # A's two, B's and F's; not the seven rows and eight of the model.
    assert (total.numerator, total.shown) == (2 + 1 + 1, "4")
    beside = "3 with no area recorded and 1 about none of the areas named"
    assert (total.beside, total.reason) == (beside, f"Not in it: {beside}.")
    by_area = ask_by(unrecorded, "service_area_mentions", "service_area")
    assert groups(by_area) == {
        "Estates": 1,
        "Repairs": 3,
        "None of these areas": 1,
        "not recorded": 3,
    }
    assert [each.group["service_area"] for each in by_area if each.is_beside] == [
        "None of these areas",
        "not recorded",
    ]
    none, unknown = (each for each in by_area if each.is_beside)
    assert write_sentence(none) == "1 complaint about none of the areas named."
    assert write_sentence(unknown) == "3 complaints with no area recorded."
    only = ask(unrecorded, "service_area_mentions", service_area=["not recorded"])
    assert write_sentence(only) == "3 complaints with no area recorded."
    # Of the mentions there are, and of no more.
    assert write_leading(by_area) == (
        "Most: Repairs, 3 of 4 mentions of a service area (75.0%); 3 with no area "
        "recorded and 1 about none of the areas named."
    )
    assert total_of(by_area[1], by_area) == 4
    by_stage = ask_by(unrecorded, "service_area_mentions", "stage")
    assert groups(by_stage) == {"1": 3, "2": 1}


def test_the_largest_group_is_never_what_is_not_recorded(make_release):
    release = make_release(
        complaints="""
        complaint_id | received_date | service_areas
        A            | 2024-04-02    | Repairs
        B            | 2024-04-03    |
        C            | 2024-04-04    |
        """,
        landlord=INTERNAL,
    )
    assert write_leading(ask_by(release, "service_area_mentions", "service_area")) == (
        "Most: Repairs, 1 of 1 mentions of a service area (100.0%); 2 with no area "
        "recorded."
    )


def test_with_no_area_recorded_mentions_are_not_nought_but_not_recorded(unrecorded):
    # D is the only one of its quarter.
    result = ask(unrecorded, "service_area_mentions", "2024-25 Q2")
    assert (result.status, result.numerator) == ("not_recorded", None)
    # A quarter without a complaint has no mention: that is known.
    assert count(unrecorded, "service_area_mentions", "2024-25 Q4") == (0, None)


@pytest.mark.parametrize(
    ("areas", "ids"),
    [
        ([], ["A", "A", "B", "F"]),
        (["Repairs"], ["A", "B", "F"]),
        (["not recorded"], ["C", "C", "D"]),
        (["None of these areas"], ["E"]),
        (["Repairs", "not recorded"], ["A", "B", "F"]),
    ],
)
def test_the_rows_behind_mentions_are_those_counted(unrecorded, areas, ids):
    where = {"service_area": areas} if areas else {}
    measure, year = MEASURES["service_area_mentions"], make_period("2024-25")
    rows = list_rows(unrecorded, measure, year, where)
    assert sorted(rows["complaint_id"].to_pylist()) == ids
    assert ask(unrecorded, "service_area_mentions", **where).numerator == len(ids)


def test_a_complaint_about_two_areas_is_in_both_and_once_in_the_total(release):
    results = ask_by(release, "received_1", "service_area")
    assert results[0].numerator == 5
    assert groups(results) == {"Estates": 3, "Repairs": 3}
    # Either area: A counts once.
    assert count(release, "received_1", service_area=["Repairs", "Estates"]) == (
        5,
        None,
    )


# --- Rates ----------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "facts"), REGULATOR.items())
@pytest.mark.parametrize("stage", [1, 2])
def test_a_rate_is_the_one_the_regulator_publishes(make_release, year, facts, stage):
    made = facts[f"stage_{stage}"][1]
    lines = "\n".join(f"C{n} | {stage} | {year[:4]}-06-03" for n in range(made))
    release = make_release(
        complaints=f"complaint_id | stage | received_date\n{lines}",
        homes=f"""
        year_end_date         | homes_owned
        {int(year[:4]) + 1}-03-31 | {facts["homes"]}
        """,
    )
    result = ask(release, f"ch01_{stage}", year)
    assert (result.numerator, result.denominator) == (made, facts["homes"])
    assert result.shown == facts["ch01"][stage - 1]


def test_before_the_year_ends_the_latest_homes_are_used_and_it_says_so(make_release):
    release = make_release(
        complaints=COMPLAINTS.replace("2025-0", "2024-0"),
        homes="""
        year_end_date | homes_owned
        2023-03-31    | 800
        2024-03-31    | 900
        """,
        as_at=dt.date(2024, 12, 31),
    )
    result = ask(release, "ch01_1")
    assert (result.status, result.denominator) == ("ok", 900)
    assert "homes are those of 31 March 2024" in result.reason
    assert "Year to date, up to 31 December 2024" in result.reason


def test_before_the_year_ends_homes_of_all_known_stocks_are_used(make_release):
    # No leaseholder has complained yet; their homes belong to the whole all the same,
    # as they will when the year has ended.
    release = make_release(
        complaints="""
        complaint_id | tenure | received_date
        A            | lcra   | 2024-06-03
        """,
        homes="""
        year_end_date | stock_type | homes_owned
        2024-03-31    | lcra       | 900
        2024-03-31    | leasehold  | 60
        """,
        as_at=dt.date(2024, 12, 31),
    )
    assert count(release, "received_per_1000_1") == (1, 900 + 60)


def test_once_the_year_has_ended_its_own_homes_are_needed(make_release):
    release = make_release(
        complaints=COMPLAINTS,
        homes="""
        year_end_date | homes_owned
        2024-03-31    | 900
        """,
    )
    result = ask(release, "ch01_1")
    assert (result.status, result.value, result.denominator) == (
        "not_supplied",
        None,
        None,
    )


def test_residents_without_a_number_of_homes_have_no_rate(make_release):
    release = make_release(
        complaints=COMPLAINTS,
        homes="""
        year_end_date | stock_type | homes_owned
        2025-03-31    | lcra       | 1000
        """,
        landlord=INTERNAL,
    )
    assert count(release, "received_per_1000_1", tenure=["lcra"]) == (3, 1000)
    for where in ({"tenure": ["leasehold"]}, {"tenure": ["lcra", "lcho"]}, {}):
        result = ask(release, "received_per_1000_1", **where)
        assert (result.status, result.value) == ("not_supplied", None)


def test_residents_whose_homes_are_given_have_a_rate_where_others_have_none(
    make_release,
):
    # The whole needs a number of homes of the leaseholder too; shared owners do not.
    release = make_release(
        complaints=COMPLAINTS,
        homes="""
        year_end_date | stock_type | homes_owned
        2025-03-31    | lcra       | 1000
        2025-03-31    | lcho       | 100
        """,
        landlord=INTERNAL,
    )
    total, *by_tenure = ask_by(release, "received_per_1000_1", "tenure")
    assert (total.status, total.numerator) == ("not_supplied", 5)
    assert [
        (each.group["tenure"], each.status, each.numerator, each.denominator)
        for each in by_tenure
    ] == [
        # A, B and G; F; E, of whose homes nobody knows the number.
        ("lcra", "ok", 3, 1000),
        ("lcho", "ok", 1, 100),
        ("leasehold", "not_supplied", 1, None),
    ]
    assert [each.shown for each in by_tenure] == ["3.0", "10.0", "not supplied"]


def test_a_part_of_a_year_says_that_it_is_one(release):
    assert "not for a whole year" in ask(release, "ch01_1", "2024-25 Q1").reason
    assert ask(release, "ch01_1").reason is None


def test_a_rate_by_year_takes_each_years_own_homes(release):
    results = ask_by(release, "ch01_1", "quarter")
    assert {result.denominator for result in results} == {1000}
    [total, year] = ask_by(release, "ch01_1", "year", period="2023-24")
    assert total.denominator == year.denominator == 900
    assert write_rounded(year.value, 4) == "1.1111"
