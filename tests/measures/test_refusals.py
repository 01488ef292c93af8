"""Worked examples: what was not accepted, and whether the resident was told of it."""

from worked import ask, ask_by, count, groups


def test_refusals(make_release):
    release = make_release(
        refusals="""
        refusal_id | refused_date | stage | reason
        A          | 2024-04-01   | 1     | Too old
        B          | 2025-03-31   | 2     | Nothing new
        C          | 2024-03-31   | 1     | Too old
        """
    )
    # A and B; C the day before the year.
    assert count(release, "refusals") == (2, None)
    assert groups(ask_by(release, "refusals", "stage")) == {"1": 1, "2": 1}


TOLD = """
refusal_id | refused_date | stage | reason | is_reason_explained | {told}
both       | 2024-04-01   | 1     | Old    | true                | true
neither    | 2024-06-03   | 1     | Old    | false               | false
one        | 2024-06-04   | 2     | Court  | true                | false
unsaid     | 2025-03-31   | 1     | Old    |                     | true
before     | 2024-03-31   | 1     | Old    | false               |
""".replace("{told}", "is_ombudsman_signposted")


def test_refusals_explained(make_release):
    result = ask(make_release(refusals=TOLD), "refusals_explained")
    # both and one, of the four of the year; of "unsaid" nobody knows, which is no "no".
    assert (result.numerator, result.denominator, result.unknown) == (2, 4, 1)


def test_refusals_signposted(make_release):
    release = make_release(refusals=TOLD)
    result = ask(release, "refusals_signposted")
    # both and unsaid; of "before", whose cell is empty, another year is asked.
    assert (result.numerator, result.denominator, result.unknown) == (2, 4, 0)
    by_stage = ask_by(release, "refusals_signposted", "stage")
    assert groups(by_stage) == {"1": 2, "2": 0}


def test_where_no_refusal_says_it_nothing_is_recorded(make_release):
    release = make_release(
        refusals="""
        refusal_id | refused_date | stage | reason  | is_reason_explained
        A          | 2024-04-01   | 1     | Too old |
        B          | 2024-06-03   | 1     | Too old |
        """
    )
    for name in ("refusals_explained", "refusals_signposted"):
        result = ask(release, name)
        assert (result.status, result.numerator) == ("not_recorded", None)
    assert count(release, "refusals") == (2, None)
