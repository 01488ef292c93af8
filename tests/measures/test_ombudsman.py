"""Worked examples: what the Ombudsman found, and what it ordered."""

from conftest import INTERNAL
from golden import GATESHEAD
from worked import ask, ask_by, count, groups, share


# Two cases in the year, one of three heads, and a case of the year before.
FINDINGS = """
determination_id | determined_date | head       | finding                 | tenure
1                | 2024-04-01      | Handling   | severe_maladministration | leasehold
1                | 2024-04-01      | Behaviour  | maladministration       | leasehold
1                | 2024-04-01      | Records    | service_failure         | leasehold
2                | 2025-03-31      | Repairs    | no_maladministration    | lcra
2                | 2025-03-31      | Handling   | redress                 | lcra
2                | 2025-03-31      | Rent       | outside_jurisdiction    | lcra
2                | 2025-03-31      | Noise      | withdrawn               | lcra
3                | 2024-03-31      | Handling   | service_failure         |
"""


found = share(ombudsman_findings=FINDINGS, landlord=INTERNAL)


def test_determinations(found):
    # A case counts once, however many heads it has.
    assert count(found, "determinations") == (2, None)
    assert groups(ask_by(found, "determinations", "tenure", period="2023-24")) == {
        "lcra": 0,
        "leasehold": 0,
        "not recorded": 1,
    }


def test_findings(found):
    assert count(found, "findings") == (3 + 4, None)
    by_finding = groups(ask_by(found, "findings", "finding"))
    assert by_finding["severe_maladministration"] == 1
    assert sum(by_finding.values()) == 7


def test_maladministration_rate(found):
    # Three of five; outside jurisdiction and withdrawn were not considered.
    assert count(found, "maladministration_rate") == (3, 5)
    # Of case 1 alone there are three: counts, and no rate.
    result = ask(found, "maladministration_rate", tenure=["leasehold"])
    assert (result.status, result.numerator, result.denominator, result.value) == (
        "too_few",
        3,
        3,
        None,
    )
    assert (result.shown, result.lower) == ("too few for a rate", None)


def test_the_rate_is_the_one_a_council_with_many_findings_publishes(make_release):
    numbers = [
        ("severe_maladministration", 2),
        ("maladministration", 34),
        ("service_failure", 2),
        ("no_maladministration", 4),
        ("redress", 2),
        ("outside_jurisdiction", 1),
    ]
    rows = "\n".join(
        f"{finding} {n} | Head | {finding}"
        for finding, count in numbers
        for n in range(count)
    )
    release = make_release(
        ombudsman_findings=f"determination_id | head | finding\n{rows}"
    )
    result = ask(release, "maladministration_rate")
    assert (result.numerator, result.denominator, result.shown) == GATESHEAD


def test_orders_on_time(make_release):
    release = make_release(
        ombudsman_orders="""
        determination_id | order_id | kind           | due_date   | complied_date
        1                | on_time  | order          | 2024-06-03 | 2024-06-03
        1                | late     | order          | 2024-06-03 | 2024-06-04
        1                | not_yet  | order          | 2024-06-03 |
        1                | advice   | recommendation | 2024-06-03 | 2024-06-03
        1                | no_date  | order          |            | 2024-06-03
        1                | early    | order          | 2025-12-01 | 2024-06-03
        2                | before   | order          | 2024-03-31 | 2024-03-28
        """
    )
    # Orders due in the year: recommendations do not bind, and no_date is due never.
    assert count(release, "orders_on_time") == (1, 3)
    # What is not yet due is in no share, done or not.
    assert ask(release, "orders_on_time", "2025-26").status == "undefined"


# The as-at date is 30 June 2025.
OVERDUE = """
determination_id | order_id | kind           | due_date   | complied_date
1                | done     | order          | 2024-06-03 | 2024-09-03
1                | overdue  | order          | 2025-06-29 |
1                | today    | order          | 2025-06-30 |
1                | not_due  | order          | 2025-07-01 |
1                | advice   | recommendation | 2024-06-03 |
1                | no_date  | order          |            |
"""


def test_orders_overdue(make_release):
    # Not today: it can still be done. Not advice, which does not bind. Not no_date.
    release = make_release(ombudsman_orders=OVERDUE)
    assert count(release, "orders_overdue") == (1, None)
    assert ask(release, "orders_overdue").period.label == "as at 2025-06-30"


def test_without_a_date_on_any_open_order_it_is_not_known_which_are_overdue(
    make_release,
):
    release = make_release(
        ombudsman_orders="""
        determination_id | order_id | kind           | due_date   | complied_date
        1                | done     | order          | 2024-06-03 | 2024-06-03
        1                | advice   | recommendation | 2024-06-03 |
        1                | no_date  | order          |            |
        """
    )
    assert ask(release, "orders_overdue").status == "not_recorded"
