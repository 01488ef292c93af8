"""What is counted beforehand: which questions it answers, and that it loses no row.

That a tally gives the numbers of the rows it was made of, for every measure, breakdown
and filter, is tested on random rows in test_query.py.
"""

from fractions import Fraction

import pytest
from conftest import share

from analytics.figures import open_release
from analytics.figures.counting.passes import list_scans
from analytics.figures.counting.questions import list_questions
from analytics.figures.counting.tallies import find_tally
from analytics.figures.counting.terms import find_quantile
from analytics.ground.calendar import make_as_at, make_period
from analytics.measures import MEASURES


YEAR = make_period("2024-25")

# A is about two areas; B is not answered, so that it lies in no month of answers.
COMPLAINTS = """
complaint_id | stage | tenure    | received_date | acknowledged_date | responded_date | outcome | ward_name | channel | service_areas
A            | 1     | lcra      | 2024-05-01    | 2024-05-02        | 2024-05-09     | upheld  | Ash       | Letter  | Repairs;Estates
B            | 1     | lcra      | 2024-05-20    | 2024-05-21        |                |         |           |         | Repairs
C            | 1     | leasehold | 2024-08-01    | 2024-08-01        | 2024-09-20     |         | Birch     | Letter  | Estates
D            | 1     | leasehold | 2024-08-02    | 2024-08-02        | 2024-09-20     |         | Birch     | Letter  | Estates
"""  # noqa: E501


release = share(complaints=COMPLAINTS, is_tallied=True)


def name_tallies(release, measure, by=(), where=None):
    """The tallies that answer a question, in the order of what it reads."""
    measures, where = [MEASURES[measure]], where or {}
    found = []
    for question in list_questions(release.as_at, measures, [YEAR], by, where):
        for scan in list_scans(question):
            tally = find_tally(question, scan, release.tallies)
            found.append(tally.name if tally else None)
    return found


STAGES = "tally_complaint_stages_received_date_volumes_0"
WARDS = "tally_complaint_stages_received_date_volumes_1"
AREAS = "tally_complaint_areas_received_date_volumes_0"


@pytest.mark.parametrize(
    ("measure", "by", "where", "expected"),
    [
        ("received_1", (), {}, [STAGES]),
        # Times are sums of months.
        ("received_1", ("quarter",), {"month": ["2024-05"]}, [STAGES]),
        ("received_1", ("tenure",), {}, [STAGES]),
        # Totals apart from the areas: A is in two.
        ("received_1", ("service_area",), {}, [STAGES, AREAS]),
        ("received_1", (), {"service_area": ["Repairs"]}, [AREAS]),
        # A complaint in both must count once, which only its list of areas tells.
        ("received_1", (), {"service_area": ["Repairs", "Estates"]}, [None]),
        ("received_1", ("ward",), {}, [WARDS]),
        ("received_1", ("month",), {"ward": ["Ash"], "tenure": ["lcra"]}, [WARDS]),
        # Hardly two rows are alike in channel, or in ward and area at once.
        ("received_1", (), {"channel": ["Letter"]}, [None]),
        ("received_1", ("service_area",), {"ward": ["Ash"]}, [WARDS, None]),
        ("open_1", (), {}, ["tally_complaint_stages_as_at_timeliness_0"]),
        (
            "response_days_median_1",
            (),
            {},
            ["tally_complaint_stages_responded_date_timeliness_0"],
        ),
        (
            "outcomes_1",
            ("outcome",),
            {},
            ["tally_complaint_stages_closed_date_outcomes_0"],
        ),
        # Weights are no rows.
        ("tp09", (), {}, [None]),
        ("actions", ("owner",), {}, ["tally_actions_as_at_learning_0"]),
    ],
)
def test_which_questions_a_tally_answers(release, measure, by, where, expected):
    assert name_tallies(release, measure, by, where) == expected


def test_a_tally_stands_for_every_row_that_has_its_date(release):
    for (relation, date, _), tallies in release.tallies.items():
        [[rows]] = release.warehouse.query(
            f"select count({date or '*'}) from {relation}"
        )
        for tally in tallies:
            [[copies]] = release.warehouse.query(
                f"select coalesce(sum(copies), 0) from {tally.name}"
            )
            assert copies == rows, tally.name


def test_rows_alike_in_all_that_counts_are_one_row_of_a_tally(release):
    rows = release.warehouse.query(
        f"select received_date, tenure, copies from {STAGES} order by all"
    )
    # A and B in May, C and D in August: days, wards and areas make no difference.
    assert [(str(day), *rest) for day, *rest in rows] == [
        ("2024-05-01", "lcra", 2),
        ("2024-08-01", "leasehold", 2),
    ]


def test_every_measure_that_counts_rows_has_a_tally(release):
    without = {
        measure.id
        for measure in MEASURES.values()
        if (measure.model, measure.time_dimension, measure.theme) not in release.tallies
    }
    assert without == {each.id for each in MEASURES.values() if each.weight_column}


@pytest.mark.parametrize(
    ("part", "values", "expected"),
    [
        (0.5, [], None),
        (0.5, [(7, 1)], 7),
        # Two: halfway. Three: the one in the middle.
        (0.5, [(7, 1), (10, 1)], Fraction(17, 2)),
        (0.5, [(10, 1), (7, 2)], 7),
        # An even number whose two middle ones are the same value.
        (0.5, [(3, 1), (7, 2), (10, 1)], 7),
        # The same value from two rows of a tally.
        (0.5, [(7, 1), (3, 1), (7, 1)], 7),
        # Nine in ten: the ninth of ten, the tenth of eleven; always one observed.
        (0.9, [(day, 1) for day in range(1, 11)], 9),
        (0.9, [(day, 1) for day in range(1, 12)], 10),
        (0.9, [(5, 9), (20, 1)], 5),
        (0.9, [(5, 8), (20, 2)], 20),
    ],
)
def test_a_quantile_among_values_that_occur_so_often(part, values, expected):
    assert find_quantile(part, values) == expected


def test_a_question_at_the_as_at_date_has_no_months(release):
    [question] = list_questions(release.as_at, [MEASURES["open_1"]], [YEAR])
    assert question.periods == (make_as_at(release.as_at),)


@pytest.mark.usefixtures("sample_in_force")
def test_a_server_tallies_only_where_rows_are_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for worth_it, is_tallied in [(10**9, False), (1, True)]:
        monkeypatch.setattr(open_release, "WORTH_TALLYING", worth_it)
        served = open_release.open_served_release()
        assert bool(served.tallies) == is_tallied
        served.warehouse.close()
