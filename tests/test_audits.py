"""Audits of cases: drawn so that anybody can draw them again, marked, and counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import INTERNAL, publish_drawn
from hypothesis import given
from hypothesis import strategies as st

from analytics.behind.audits import (
    CASE_CHECKS,
    Audit,
    audits_folder,
    draw_by_area,
    draw_cases,
    list_audits,
    list_handled,
    list_rates,
    mark_case,
    start_audit,
)
from analytics.behind.erasure import erase_complaints
from analytics.behind.self_assessment import list_provisions
from analytics.figures.open_release import OpenRelease, open_release
from analytics.ground.calendar import make_period
from analytics.ground.errors import Refusal, UsageError


YEAR = make_period("2024-25")
DAY = date(2025, 7, 1)
# Ten answered, of three areas; one open, one of the year before, one at stage 2 too.
COMPLAINTS = "complaint_id | stage | received_date | responded_date | service_areas\n"
COMPLAINTS += "".join(
    f"A-{number:02} | 1 | 2024-06-03 | 2024-06-10 | "
    f"{'Repairs' if number < 6 else 'Estates' if number < 9 else 'Rents'}\n"
    for number in range(10)
)
COMPLAINTS += "OPEN | 1 | 2024-06-03 | | Repairs\n"
COMPLAINTS += "OLD | 1 | 2023-06-05 | 2023-06-12 | Repairs\n"
COMPLAINTS += "A-00 | 2 | 2024-07-01 | 2024-07-10 | Repairs\n"


@pytest.fixture
def release(landing: Path) -> OpenRelease:
    return open_release(publish_drawn(landing, INTERNAL, complaints=COMPLAINTS))


def list_ids(audit: Audit) -> list[str]:
    return [each.complaint_id for each in audit.cases]


def test_only_answered_cases_of_the_stage_and_year_can_be_drawn(
    release: OpenRelease,
) -> None:
    handled = list_handled(release, 1, YEAR)
    assert sorted(handled) == [f"A-{number:02}" for number in range(10)]
    assert handled["A-09"] == "Rents"
    assert list(list_handled(release, 2, YEAR)) == ["A-00"]


def test_the_same_question_draws_the_same_cases_whatever_their_order(
    release: OpenRelease,
) -> None:
    first = start_audit(release, 1, YEAR, 5, DAY)
    second = start_audit(release, 1, YEAR, 5, DAY)
    assert list_ids(first) == list_ids(second)
    assert (first.id, second.id) == ("2025-07-01-stage-1-1", "2025-07-01-stage-1-2")
    other = start_audit(release, 1, YEAR, 5, date(2025, 7, 2))
    assert list_ids(other) != list_ids(first)
    handled = list_handled(release, 1, YEAR)
    turned = dict(reversed(handled.items()))
    assert draw_cases(handled, 5, "lot") == draw_cases(turned, 5, "lot")


def test_every_case_is_drawn_about_as_often() -> None:
    # A thousand lots of three out of twelve: 250 each, give or take 5 deviations.
    handled = {f"C-{number}": "" for number in range(12)}
    drawn = Counter(
        name for lot in range(1_000) for name in draw_cases(handled, 3, str(lot))
    )
    assert all(abs(drawn[name] - 250) < 70 for name in handled)


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=60),
    st.integers(1, 80),
)
def test_each_area_has_its_part_to_within_one(areas: Sequence[str], size: int) -> None:
    handled = {f"C-{place}": area for place, area in enumerate(areas)}
    drawn = draw_by_area(handled, size, "lot")
    assert len(drawn) == len(set(drawn)) == min(size, len(handled))
    taken = Counter(handled[name] for name in drawn)
    for area, whole in Counter(areas).items():
        exact = len(drawn) * whole / len(handled)
        assert abs(taken[area] - exact) < 1


def test_an_audit_by_area_takes_its_part_of_each(release: OpenRelease) -> None:
    audit = start_audit(release, 1, YEAR, 5, DAY, by_area=True)
    areas = Counter(each.area for each in audit.cases)
    # Of five: 3, and 1.5 and 0.5, of which the first by its name is given one more.
    assert areas == {"Repairs": 3, "Estates": 2}


ALL_YES = dict.fromkeys(CASE_CHECKS, "yes")


def test_what_was_found_is_kept_and_counted(release: OpenRelease) -> None:
    audit = start_audit(release, 1, YEAR, 10, DAY)
    one, two, three, *_ = list_ids(audit)
    audit = mark_case(audit, one, ALL_YES)
    audit = mark_case(audit, two, {**ALL_YES, "remedy": "no"})
    audit = mark_case(audit, three, {"remedy": "not applicable", "points": "no"})
    assert list_audits(release) == [audit]
    assert [each.is_done for each in audit.cases[:3]] == [True, True, False]
    rates = {each.check: each for each in list_rates(audit.cases)}
    assert (rates["remedy"].yes, rates["remedy"].judged) == (1, 2)
    assert (rates["points"].yes, rates["points"].judged) == (2, 3)
    # Wilson's interval of 2 of 3, from its published formula: 20.8% to 93.9%.
    assert rates["points"].write() == "2 of 3; of all handled between 21% and 94%"
    assert list_rates(audit.cases[3:])[0].write() == "not judged of any case yet"
    # Said again it is what was said last.
    again = mark_case(audit, one, {"points": "no"})
    assert again.cases[0].marks == {"points": "no"}


def test_what_cannot_be_is_refused(release: OpenRelease) -> None:
    with pytest.raises(UsageError, match="from 5 to 200"):
        start_audit(release, 1, YEAR, 4, DAY)
    with pytest.raises(UsageError, match="No stage 2 case of 2023-24"):
        start_audit(release, 2, make_period("2023-24"), 5, DAY)
    audit = start_audit(release, 1, YEAR, 10, DAY)
    with pytest.raises(UsageError, match="was not drawn"):
        mark_case(audit, "OPEN", ALL_YES)
    with pytest.raises(UsageError, match='"remedy" cannot be "maybe"'):
        mark_case(audit, list_ids(audit)[0], {"remedy": "maybe"})  # type: ignore[dict-item]


def test_the_public_is_shown_no_case(release: OpenRelease) -> None:
    start_audit(release, 1, YEAR, 5, DAY)
    public = replace(release, landlord=replace(release.landlord, audience="public"))
    assert list_audits(public) == []
    with pytest.raises(Refusal, match="internal audience"):
        start_audit(public, 1, YEAR, 5, DAY)


def test_a_complaint_that_is_erased_goes_out_of_audits_and_what_was_found_stays(
    release: OpenRelease,
) -> None:
    audit = start_audit(release, 1, YEAR, 10, DAY)
    mark_case(audit, "A-03", ALL_YES)
    erase_complaints(["A-03"], None)
    [after] = list_audits(release)
    assert "A-03" not in (audits_folder() / f"{after.id}.json").read_text("utf-8")
    assert list_rates(after.cases)[0].judged == 1
    assert len(after.cases) == 10


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"cases": 1}', "\x00"])
def test_a_spoilt_audit_is_said(release: OpenRelease, content: str) -> None:
    audits_folder().mkdir(parents=True)
    (audits_folder() / "2025-07-01-stage-1-1.json").write_text(content, "utf-8")
    with pytest.raises(Refusal, match="this audit cannot be read"):
        list_audits(release)


def test_every_check_names_provisions_that_there_are() -> None:
    known = {each.number for each in list_provisions()}
    for _, provisions in CASE_CHECKS.values():
        assert set(provisions) <= known
