"""Counting: measures by periods, broken down and filtered, asked of a release.

Measures of one model and one date are counted in one pass over it. What is counted
here may be too small to show: only query.py and protection.py may use it.
"""

from collections.abc import Sequence

from analytics.calendar import Period
from analytics.counting.passes import Pass, list_passes, name_cell
from analytics.counting.questions import Where, list_questions
from analytics.counting.terms import Counts, read_counts
from analytics.disclosure import Cell
from analytics.measures.base import Measure
from analytics.open_release import OpenRelease


# For each measure id, period label and cell; the empty cell is the total.
Answers = dict[tuple[str, str, Cell], Counts]


def ask(
    release: OpenRelease,
    measures: Sequence[Measure],
    periods: Sequence[Period],
    by: tuple[str, ...] = (),
    where: Where | None = None,
) -> Answers:
    """Counts for measures of any models, each model and date in one pass."""
    answers: Answers = {}
    for question in list_questions(release.as_at, measures, periods, by, where):
        for each in list_passes(question):
            answers |= read_pass(release, each)
    return answers


def read_pass(release: OpenRelease, each: Pass) -> Answers:
    """What one pass counts."""
    answers: Answers = {}
    width = 1 + len(each.names)
    for row in release.warehouse.query(each.sql, each.parameters):
        period = each.periods[row[0]]
        is_total = row[width] != 0 or not each.names
        cell = () if is_total else name_cell(each.names, row[1:width])
        values = row[width + 1 :]
        for measure, places in each.plan:
            answers[measure.id, period.label, cell] = read_counts(places, values)
    return answers


def is_recorded(release: OpenRelease, measure: Measure) -> bool:
    """Whether any row of the whole release has what a measure needs."""
    sql = (
        f"select count(*) filter (where {measure.recorded_sql}), count(*) "
        f"from {measure.model} where {measure.recorded_among_sql}"
    )
    recorded, among = release.warehouse.query(sql)[0]
    return bool(recorded) or not among
