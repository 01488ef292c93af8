"""Counting: measures by periods, broken down and filtered, asked of a release.

Measures of one model, date and theme are counted in one pass. What is counted
here may be too small to show: only query.py and suppression.py may use it.
"""

from collections.abc import Sequence

from analytics.figures.counting.passes import (
    Pass,
    Scan,
    list_scans,
    name_cell,
    write_pass,
)
from analytics.figures.counting.questions import Question, Where, list_questions
from analytics.figures.counting.tallies import (
    Marked,
    Tally,
    add_marks,
    find_tally,
    write_sum,
)
from analytics.figures.counting.terms import Counts, read_counts
from analytics.figures.disclosure import Cell
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import Period
from analytics.measures.base import Measure


# For each measure id, period label and cell; the empty cell is the total.
Counted = dict[tuple[str, str, Cell], Counts]


def count_measures(
    release: OpenRelease,
    measures: Sequence[Measure],
    periods: Sequence[Period],
    by: tuple[str, ...] = (),
    where: Where | None = None,
) -> Counted:
    """Counts for measures of any models, each model, date and theme in one pass.

    From a tally where there is one that can answer, else from the model's rows.
    """
    counted: Counted = {}
    for question in list_questions(release.as_at, measures, periods, by, where):
        for scan in list_scans(question):
            tally = find_tally(question, scan, release.tallies)
            if tally:
                counted |= read_tally(release, question, scan, tally)
            else:
                counted |= read_pass(release, write_pass(question, scan))
    return counted


def read_pass(release: OpenRelease, each: Pass) -> Counted:
    """What one pass counts."""
    counted: Counted = {}
    names = each.scan.names
    width = 1 + len(names)
    for row in release.warehouse.query(each.sql, each.scan.parameters):
        period = each.scan.periods[row[0]]
        is_total = row[width] != 0 or not names
        cell = () if is_total else name_cell(names, row[1:width])
        values = row[width + 1 :]
        for measure, places in each.plan:
            numbers = {name: values[place] for name, place in places.items()}
            counts = read_counts(measure, numbers)
            counted[measure.id, period.label, cell] = counts
    return counted


def read_tally(
    release: OpenRelease, question: Question, scan: Scan, tally: Tally
) -> Counted:
    """What the rows of a tally add up to."""
    heaps: dict[tuple[str, Cell], list[Marked]] = {}
    sql = write_sum(question, scan, tally)
    for row in release.warehouse.query(sql, scan.parameters):
        label = scan.periods[row[0]].label
        *keys, mark, value, copies = row[1:]
        cell = name_cell(scan.names, tuple(keys))
        for each in (cell, ()) if scan.names and scan.has_totals else (cell,):
            heaps.setdefault((label, each), []).append((mark, value, copies))
    counted: Counted = {}
    for (label, cell), marked in heaps.items():
        for measure in question.measures:
            places = tally.places[measure.id]
            counts = read_counts(measure, add_marks(places, marked))
            counted[measure.id, label, cell] = counts
    return counted


def is_recorded(release: OpenRelease, measure: Measure) -> bool:
    """Whether any row of the whole release has what a measure needs."""
    sql = (
        f"select count(*) filter (where {measure.recorded_sql}), count(*) "
        f"from {measure.model} where {measure.recorded_among_sql}"
    )
    recorded, among = release.warehouse.query(sql)[0]
    return bool(recorded) or not among


def has_dateless(release: OpenRelease, measure: Measure, part: Period) -> bool:
    """Whether any row that could be in a period has no day to say so."""
    if not measure.dateless:
        return False
    sql = (
        f"select 1 from {measure.model} where {measure.population_sql} "
        f"and {measure.dateless.sql} limit 1"
    )
    return bool(release.warehouse.query(sql, {"last": part.last}))
