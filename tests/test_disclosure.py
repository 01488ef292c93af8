"""No count of one to four can be read, or worked out, by ward or in crossings."""

import itertools
import random
from dataclasses import replace

import pytest
from conftest import INTERNAL, open_drawn, share

from analytics.figures.query import run
from analytics.ground.calendar import list_parts, make_period
from analytics.measures import MEASURES


YEAR = make_period("2024-25")
QUARTERS = ("2024-25 Q1", "2024-25 Q2", "2024-25 Q3", "2024-25 Q4")
RECEIVED = MEASURES["received_1"]

# The first day of each quarter, and two months of the first one.
DAYS = {
    "Q1": "2024-04-10",
    "Q2": "2024-07-10",
    "Q3": "2024-10-10",
    "Q4": "2025-01-10",
    "May": "2024-05-10",
}


def draw_complaints(*blocks):
    """Rows for blocks of (how many, cells that differ)."""
    heading = (
        "complaint_id | stage | received_date | acknowledged_date | responded_date | "
        "tenure | ward_name | service_areas | channel | outcome"
    )
    lines, number = [], 0
    for how_many, cells in blocks:
        for _ in range(how_many):
            number += 1
            received = DAYS[cells.get("when", "Q1")]
            # In the same month, so that it lies in the same period by either date.
            answered = received[:-2] + ("20" if cells.get("is_in_time", True) else "28")
            lines.append(
                f"C{number} | {cells.get('stage', 1)} | {received} | {received} | "
                f"{answered} | "
                f"{cells.get('tenure', 'lcra')} | {cells.get('ward', '')} | "
                f"{cells.get('areas', 'Repairs')} | {cells.get('channel', '')} | "
                f"{cells.get('outcome', 'upheld')}"
            )
    return "\n".join([heading, *lines])


def show(results):
    """What is shown, by group: the numerator, or "hidden"."""
    return {
        ", ".join(result.group.values()) or "all": (
            "hidden" if result.is_suppressed else result.numerator
        )
        for result in results
    }


def show_to_public(release):
    """The same release as the public sees it."""
    return replace(release, landlord=replace(release.landlord, audience="public"))


# --- The threshold --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)]
)
def test_counts_from_one_to_four_are_hidden_by_ward(make_release, count, is_hidden):
    # Ash and Birch are small alike, so neither is hidden for the other's sake alone.
    release = make_release(
        complaints=draw_complaints(
            (count, {"ward": "Ash"}),
            (count, {"ward": "Birch"}),
            (20, {"ward": "Cedar"}),
            # A year before, so that both wards exist.
            (1, {"ward": "Ash", "when": "Q1"}) if count == 0 else (0, {}),
        ).replace("C21 | 1 | 2024", "C21 | 1 | 2023"),
        landlord=INTERNAL,
    )
    [result] = run(release, [RECEIVED], [YEAR], where={"ward": ["Ash"]})
    assert result.is_suppressed is is_hidden
    assert result.numerator == (None if is_hidden else count)


@pytest.mark.parametrize(("threshold", "is_hidden"), [(7, True), (6, False)])
def test_the_threshold_is_the_landlords(make_release, threshold, is_hidden):
    release = make_release(
        complaints=draw_complaints((6, {"ward": "Ash"}), (20, {"ward": "Birch"})),
        landlord=f"[disclosure]\nthreshold = {threshold}\n",
    )
    [result] = run(release, [RECEIVED], [YEAR], where={"ward": ["Ash"]})
    assert result.is_suppressed is is_hidden


def test_a_hidden_result_holds_no_number_at_all(make_release):
    release = make_release(
        complaints=draw_complaints((4, {"ward": "Ash"}), (20, {"ward": "Birch"}))
    )
    measures = [
        MEASURES[name]
        for name in ("received_1", "answered_in_time_1", "response_days_median_1")
    ]
    for result in run(release, measures, [YEAR], where={"ward": ["Ash"]}):
        shape = result.to_dict()
        assert (shape["status"], shape["shown"]) == ("suppressed", "too few to show")
        assert shape["is_suppressed"] is True
        for key in ("numerator", "denominator", "value", "lower", "upper"):
            assert shape[key] is None
        assert result.pending == 0
        assert "4" not in shape["reason"]


# --- Who sees what --------------------------------------------------------------------

CROSSED = [
    (
        2,
        {"ward": "Ash", "tenure": "leasehold", "channel": "Letter", "areas": "Estates"},
    ),
    (9, {"ward": "Ash", "channel": "Telephone"}),
    (9, {"ward": "Birch", "channel": "Letter"}),
    (9, {"ward": "Birch", "tenure": "leasehold", "channel": "Telephone", "when": "Q3"}),
]


# A release of these for members.
crossed = share(INTERNAL, complaints=draw_complaints(*CROSSED))


@pytest.mark.parametrize(
    "by", [(), ("year",), ("quarter",), ("month",), ("service_area",), ("channel",)]
)
def test_the_whole_landlord_by_one_published_dimension_is_never_hidden(crossed, by):
    release = show_to_public(crossed)
    for measure in ("received_1", "answered_in_time_1", "upheld_share_1"):
        results = run(release, [MEASURES[measure]], [YEAR], by=by)
        assert not any(result.is_suppressed for result in results)


def test_outcome_and_stage_are_published_dimensions_too(make_release):
    release = make_release(
        complaints=draw_complaints(
            (2, {"outcome": "not_upheld"}), (9, {}), (1, {"stage": 2})
        )
    )
    outcomes = run(release, [MEASURES["outcomes_1"]], [YEAR], by=("outcome",))
    assert show(outcomes)["not_upheld"] == 2
    mentions = run(release, [MEASURES["service_area_mentions"]], [YEAR], by=("stage",))
    assert show(mentions) == {"all": 12, "1": 11, "2": 1}


def test_a_single_month_of_the_whole_landlord_is_never_hidden(make_release):
    release = make_release(complaints=draw_complaints((2, {}), (9, {"when": "Q3"})))
    for label in ("2024-04", "2024-25 Q1", "2024-25 Q1 to Q2"):
        [result] = run(release, [RECEIVED], [make_period(label)])
        assert result.numerator == 2


@pytest.mark.parametrize(
    ("by", "where"),
    [
        (("service_area", "channel"), {}),
        (("service_area",), {"channel": ["Letter"]}),
        (("tenure",), {"service_area": ["Estates"]}),
        (("channel", "tenure"), {}),
    ],
)
def test_other_crossings_are_hidden_for_the_public_and_shown_inside(crossed, by, where):
    shown = run(crossed, [RECEIVED], [YEAR], by=by, where=where)
    hidden = run(show_to_public(crossed), [RECEIVED], [YEAR], by=by, where=where)
    assert not any(result.is_suppressed for result in shown)
    # The total beside them may be one that councils publish.
    small = [
        place
        for place, result in enumerate(shown)
        if result.group and 0 < result.numerator < 5
    ]
    assert small
    assert all(hidden[place].is_suppressed for place in small)


def test_residents_are_no_dimension_councils_publish_alone(make_release, as_public):
    inside = make_release(
        complaints=draw_complaints(
            (2, {"tenure": "leasehold"}), (3, {"tenure": "lcho"}), (9, {})
        ),
        landlord=INTERNAL,
    )
    assert show(run(inside, [RECEIVED], [YEAR], by=("tenure",)))["leasehold"] == 2
    public = show(run(as_public(inside), [RECEIVED], [YEAR], by=("tenure",)))
    assert public == {"all": 14, "lcra": 9, "lcho": "hidden", "leasehold": "hidden"}


def test_wards_are_hidden_from_members_too(crossed):
    results = run(crossed, [RECEIVED], [YEAR], by=("ward", "channel"))
    assert show(results)["Ash, Letter"] == "hidden"


def test_figures_that_are_not_about_residents_are_never_hidden(make_release):
    release = make_release(
        learning_actions="""
        action_id | service_area | owner
        A         | Repairs      | Repairs team
        B         | Estates      | Estates team
        """
    )
    results = run(release, [MEASURES["actions"]], [YEAR], by=("service_area", "owner"))
    assert not any(result.is_suppressed for result in results)


# --- What would give it back ----------------------------------------------------------


def test_a_single_small_ward_takes_a_second_one_with_it(make_release):
    release = make_release(
        complaints=draw_complaints(
            (2, {"ward": "Ash"}), (8, {"ward": "Birch"}), (9, {"ward": "Cedar"})
        )
    )
    # 19 less 8 and 9 would be 2; the smaller of the others is hidden with it.
    assert show(run(release, [RECEIVED], [YEAR], by=("ward",))) == {
        "all": 19,
        "Ash": "hidden",
        "Birch": "hidden",
        "Cedar": 9,
    }


def test_two_small_wards_protect_each_other(make_release):
    release = make_release(
        complaints=draw_complaints(
            (2, {"ward": "Ash"}), (3, {"ward": "Birch"}), (9, {"ward": "Cedar"})
        )
    )
    assert show(run(release, [RECEIVED], [YEAR], by=("ward",))) == {
        "all": 14,
        "Ash": "hidden",
        "Birch": "hidden",
        "Cedar": 9,
    }


def test_a_ward_shown_as_nought_does_not_give_the_only_other_one_away(make_release):
    # In May only Ash has complaints; Birch has its own in autumn. May's total of 2 is
    # published, so a nought for Birch would say that both are Ash's.
    release = make_release(
        complaints=draw_complaints(
            (2, {"ward": "Ash", "when": "May"}),
            (9, {"ward": "Ash", "when": "Q3"}),
            (9, {"ward": "Birch", "when": "Q3"}),
        ),
        landlord=INTERNAL,
    )
    shown = show(run(release, [RECEIVED], [make_period("2024-05")], by=("ward",)))
    assert shown == {"all": 2, "Ash": "hidden", "Birch": "hidden"}


def test_a_ward_that_is_nought_all_year_does_not_give_the_only_other_one_away(
    make_release,
):
    # Birch had complaints a year before only.
    release = make_release(
        complaints=draw_complaints(
            (3, {"ward": "Ash"}), (9, {"ward": "Birch", "when": "Q3"})
        ).replace("2024-10", "2023-10"),
        landlord=INTERNAL,
    )
    shown = show(run(release, [RECEIVED], [YEAR], by=("ward",)))
    assert shown == {"all": 3, "Ash": "hidden", "Birch": "hidden"}


@pytest.mark.parametrize(
    ("in_time", "late", "is_hidden"),
    [(9, 1, True), (9, 4, True), (9, 5, False), (9, 0, False), (4, 9, True)],
)
def test_a_share_is_hidden_if_either_part_of_it_is_small(
    make_release, in_time, late, is_hidden
):
    # Birch is like Ash, so neither is hidden for the other's sake alone.
    release = make_release(
        complaints=draw_complaints(
            *(
                (count, {"ward": ward, "outcome": outcome})
                for ward in ("Ash", "Birch")
                for count, outcome in ((in_time, "upheld"), (late, "not_upheld"))
            )
        )
    )
    [result] = run(
        release, [MEASURES["upheld_share_1"]], [YEAR], where={"ward": ["Ash"]}
    )
    assert result.is_suppressed is is_hidden


def test_what_can_still_be_decided_is_a_count_too(make_release):
    # By ward 9 answered in time and 6 not, of which 1 is not due yet: that 1 is no
    # figure for a ward, as a number or in a sentence.
    heading = (
        "complaint_id | received_date | acknowledged_date | responded_date | ward_name"
    )
    lines = [heading]
    for ward in ("Ash", "Birch"):
        for number in range(15):
            received = "2025-03-25" if number == 14 else "2024-04-10"
            answered = "2024-04-12" if number < 9 else ""
            lines.append(
                f"{ward}{number} | {received} | {received} | {answered} | {ward}"
            )
    release = make_release(
        complaints="\n".join(lines),
        as_at=YEAR.last,
        landlord=INTERNAL,
    )
    measure = MEASURES["answered_in_time_1"]
    total, *groups = run(release, [measure], [YEAR], by=("ward",))
    assert (total.numerator, total.denominator, total.pending) == (18, 30, 2)
    for result in groups:
        assert not 0 < result.pending < 5
        assert "1 can still be decided" not in (result.reason or "")


def test_what_cannot_be_judged_is_a_count_too(make_release):
    # By ward 9 answered in time, 5 not due yet, and 1 whose answer cannot be read: the
    # 6 that are open either way would hide that 1.
    heading = (
        "complaint_id | received_date | acknowledged_date | responded_date | ward_name"
    )
    lines = [heading]
    for ward in ("Ash", "Birch"):
        for number in range(15):
            received = "2025-03-25" if number > 9 else "2024-04-10"
            answered = "2024-04-12" if number < 9 else "soon" if number == 9 else ""
            lines.append(
                f"{ward}{number} | {received} | {received} | {answered} | {ward}"
            )
    release = make_release(
        complaints="\n".join(lines),
        as_at=YEAR.last,
        landlord=INTERNAL,
    )
    measure = MEASURES["answered_in_time_1"]
    total, *groups = run(release, [measure], [YEAR], by=("ward",))
    assert (total.numerator, total.pending, total.unknown) == (18, 12, 2)
    assert len(groups) == 2
    for result in groups:
        assert result.is_suppressed
        assert "1 cannot be judged" not in (result.reason or "")


def test_what_overlaps_hides_where_the_rest_is_small(make_release):
    # In Ash 10 of 12 are about repairs: the other 2 follow, though estates' 12 do not.
    release = make_release(
        complaints=draw_complaints(
            (10, {"ward": "Ash", "areas": "Repairs;Estates"}),
            (2, {"ward": "Ash", "areas": "Estates"}),
            (20, {"ward": "Birch", "areas": "Repairs;Estates"}),
        )
    )
    shown = show(
        run(release, [RECEIVED], [YEAR], by=("service_area",), where={"ward": ["Ash"]})
    )
    assert shown["all"] == 12
    assert shown["Repairs"] == "hidden"


# --- Filters that stand beside a period -----------------------------------------------

# Ash: 2 in April and 7 in May make 9 in the first quarter; Birch is plentiful.
BESIDE = [
    (2, {"ward": "Ash", "when": "Q1"}),
    (7, {"ward": "Ash", "when": "May"}),
    (9, {"ward": "Ash", "when": "Q3"}),
    (9, {"ward": "Birch", "when": "Q1"}),
    (9, {"ward": "Birch", "when": "May"}),
    (9, {"ward": "Birch", "when": "Q3"}),
]


# A release of these for members.
beside = share(INTERNAL, complaints=draw_complaints(*BESIDE))


@pytest.mark.parametrize(
    ("period", "by", "where"),
    [
        # Each of these counts Ash's 2 of April.
        ("2024-04", (), {}),
        ("2024-25", (), {"month": ["2024-04"]}),
        ("2024-25 Q1", (), {"month": ["2024-04"]}),
        ("2024-04", (), {"quarter": ["2024-25 Q1"]}),
        ("2024-04", ("quarter",), {}),
        ("2024-04", ("year",), {}),
        ("2024-04", ("month",), {}),
        ("2024-25", ("quarter",), {"month": ["2024-04"]}),
        ("2024-04", (), {"year": ["2024-25"], "quarter": ["2024-25 Q1"]}),
        ("2024-04", (), {"quarter": ["2024-25 Q1", "2024-25 Q3"]}),
    ],
)
def test_a_small_month_is_hidden_however_it_is_asked_for(beside, period, by, where):
    results = run(
        beside,
        [RECEIVED],
        [make_period(period)],
        by=by,
        where=where | {"ward": ["Ash"]},
    )
    assert 2 not in [result.numerator for result in results]


def test_a_year_is_not_judged_by_another_year_named_beside_it(make_release):
    # Ash had 9 in 2023-24 and 2 in 2024-25.
    release = make_release(
        complaints=draw_complaints(
            (9, {"ward": "Ash", "when": "Q3"}),
            (2, {"ward": "Ash", "when": "May"}),
            (3, {"ward": "Birch", "when": "May"}),
            (9, {"ward": "Birch", "when": "Q3"}),
        ).replace("2024-10", "2023-10"),
        landlord=INTERNAL,
    )
    [result] = run(
        release,
        [RECEIVED],
        [YEAR],
        where={"ward": ["Ash"], "year": ["2023-24", "2024-25"]},
    )
    assert result.is_suppressed


# --- Attacks --------------------------------------------------------------------------

AREAS = ("Repairs", "Estates", "Allocations")
WARDS = ("Ash", "Birch", "Cedar", "Dale")
CHANNELS = ("Letter", "Telephone")


def draw_random(seed, how_many):
    """A small landlord: many cells are small, and some totals with them."""
    pick = random.Random(seed)  # noqa: S311
    blocks = []
    for _ in range(how_many):
        areas = pick.sample(AREAS, pick.choice((1, 1, 2)))
        cells = {
            "ward": pick.choices((*WARDS, ""), (12, 6, 3, 2, 2))[0],
            "channel": pick.choices(CHANNELS, (4, 1))[0],
            "tenure": pick.choices(("lcra", "leasehold", "lcho"), (8, 2, 1))[0],
            "when": pick.choice(list(DAYS)),
            "areas": ";".join(areas),
        }
        blocks.append((1, cells))
    return draw_complaints(*blocks)


class Attacker:
    """Asks for counts and keeps what is shown; None stands for hidden."""

    def __init__(self, release):
        self.release = release
        self.seen = {}

    def ask(self, period, by=(), where=None):
        """What is shown, by group, the total under the empty group."""
        key = repr((period, by, where))
        if key not in self.seen:
            asked = [make_period(period)]
            results = run(self.release, [RECEIVED], asked, by=by, where=where)
            self.seen[key] = {
                tuple(result.group.values()): result.numerator for result in results
            }
        return dict(self.seen[key])


def find_solved(whole, parts):
    """The part that a shown whole and the other shown parts give away, if one does."""
    hidden = [key for key, count in parts.items() if count is None]
    return hidden[0] if whole is not None and len(hidden) == 1 else None


@pytest.fixture(scope="module", params=[(1, 40), (3, 110), (4, 25)], ids=str)
def attackers(request, tmp_path_factory):
    """Two who ask a release: a member and one of the public."""
    complaints = draw_random(*request.param)
    folder = tmp_path_factory.mktemp("random")
    with open_drawn(folder, INTERNAL, complaints=complaints) as release:
        yield [Attacker(release), Attacker(show_to_public(release))]


PERIODS = ("2024-25", "2024-25 Q1", "2024-05", "2024-25 Q1 to Q3")
SUMMING = ("ward", "channel", "tenure", "quarter", "month")
FILTERS = [
    {},
    {"ward": ["Ash"]},
    {"ward": ["Birch", "Cedar"]},
    {"channel": ["Letter"]},
    {"tenure": ["lcra"]},
    {"tenure": ["lcra"], "ward": ["Ash"]},
    {"service_area": ["Repairs"]},
    {"service_area": ["Repairs"], "ward": ["Ash"]},
]


def test_no_total_less_its_groups_gives_a_hidden_group(attackers):
    tried = 0
    for attacker in attackers:
        for period, name, where in itertools.product(PERIODS, SUMMING, FILTERS):
            if period != "2024-25" and name in ("quarter", "month"):
                continue
            groups = attacker.ask(period, (name,), where)
            solved = find_solved(groups.pop(()), groups)
            assert solved is None, (period, name, where, solved, groups)
            tried += None in groups.values()
    assert tried > 20


def test_no_margin_less_the_rest_of_its_crossing_gives_a_hidden_cell(attackers):
    tried = 0
    for attacker in attackers:
        for first, second in itertools.permutations((*SUMMING, "service_area"), 2):
            # Months lie in quarters, and areas add to more than their margin.
            if {first, second} == {"quarter", "month"} or second == "service_area":
                continue
            cells = attacker.ask("2024-25", (first, second))
            margins = attacker.ask("2024-25", (first,))
            for (value,), whole in ((k, v) for k, v in margins.items() if k):
                line = {
                    key: count for key, count in cells.items() if key[:1] == (value,)
                }
                solved = find_solved(whole, line)
                assert solved is None, (first, second, solved, whole, line)
                tried += None in line.values()
    assert tried > 20


def test_no_filter_on_several_values_gives_one_of_them(attackers):
    tried = 0
    for attacker in attackers:
        for name, values in (("ward", (*WARDS, "not recorded")), ("channel", CHANNELS)):
            for others in ({}, {"tenure": ["lcra"]}):
                for size in range(2, len(values) + 1):
                    for union in itertools.combinations(values, size):
                        where = others | {name: list(union)}
                        whole = attacker.ask("2024-25", (), where)[()]
                        parts = {
                            value: attacker.ask(
                                "2024-25", (), others | {name: [value]}
                            )[()]
                            for value in union
                        }
                        assert find_solved(whole, parts) is None, (where, parts)
                        tried += None in parts.values()
    assert tried > 20


def test_no_year_less_its_quarters_nor_quarter_less_its_months_gives_one(attackers):
    tried = 0
    for attacker in attackers:
        for where in FILTERS:
            for whole in ("2024-25", *QUARTERS, "2024-25 Q1 to Q3"):
                part = "month" if whole in QUARTERS else "quarter"
                labels = list_parts(make_period(whole), part)
                parts = {label: attacker.ask(label, (), where)[()] for label in labels}
                total = attacker.ask(whole, (), where)[()]
                assert find_solved(total, parts) is None, (where, whole, parts)
                # The same parts as groups and as filters are hidden alike.
                groups = attacker.ask(whole, (part,), where)
                assert {label: groups[(label,)] for label in labels} == parts
                tried += None in parts.values()
    assert tried > 20


def test_no_share_shows_a_small_part_or_the_rest_of_it(attackers):
    shares = [
        MEASURES[name]
        for name in ("answered_in_time_1", "upheld_share_1", "escalation")
    ]
    for attacker in attackers:
        for by in [("ward",), ("ward", "channel"), ("ward", "service_area")]:
            for result in run(attacker.release, shares, [YEAR], by=by):
                if result.is_ok and result.group:
                    rest = result.denominator - result.numerator
                    assert not 0 < result.numerator < 5
                    assert not 0 < rest < 5
                    assert result.denominator >= 5
