"""Tallies: rows of a model that are alike in all that measures read of them, counted.

Ten million complaints differ in a few thousand ways, month by month, as far as the
measures of one date and theme can tell. Adding up how many rows there are of each gives
the same numbers as counting the rows, in a time that hardly grows with them. Tallies
are made when a release is opened, from the declarations of the measures: nothing of
them is stored, so that none can outlive a changed definition.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.figures.counting.passes import Scan
from analytics.figures.counting.questions import Question
from analytics.figures.counting.terms import Terms, plan_measure
from analytics.measures import MEASURES
from analytics.measures.base import Measure, Median
from analytics.measures.dimensions import DIMENSIONS
from analytics.release.models import MODELS


# By what a tally can be broken down; a second one has wards instead of areas. What is
# not listed is counted from the rows: by channel, or by ward and area at once, hardly
# two rows are alike, and every tally would swell.
HELD = (
    "stage",
    "tenure",
    "outcome",
    "response_days",
    "theme",
    "owner",
    "status",
    "origin",
    "finding",
    "category",
    "reason",
)
HELD_TOGETHER = ((*HELD, "service_area"), (*HELD, "ward"))


class Marks(Terms):
    """The conditions that measures count, each one bit of the mark a row gets."""

    def count(self, condition: str) -> int:
        """The bit of a condition."""
        return self.add(condition)

    def quantile(self, _measure: Median, condition: str) -> dict[str, int]:
        """The bit of those rows among whose values a quantile is found."""
        return {"values": self.add(condition)}

    def write(self) -> str:
        """The mark of a row as SQL: the sum of the bits it has."""
        return " + ".join(
            f"case when {condition} then {1 << place} else 0 end"
            for place, condition in enumerate(self.list())
        )


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What of a model is counted beforehand, for the measures of one date and theme.

    `places` are the bits of each measure's numbers; `columns` those by which it can be
    filtered and grouped.
    """

    name: str
    sql: str
    columns: frozenset[str]
    places: dict[str, dict[str, int]]


# By relation, date and theme; those of fewer rows first.
Key = tuple[str, str, str]
Tallies = Mapping[Key, Sequence[Tally]]


def list_tallies(relations: Mapping[str, Collection[str]]) -> dict[Key, list[Tally]]:
    """The tallies of some models, of which the columns are given."""
    members: dict[Key, list[Measure]] = {}
    for measure in MEASURES.values():
        for relation in (measure.model, MODELS[measure.model].area_model):
            # A tally adds up rows, not weights.
            if relation in relations and not measure.weight_column:
                key = (relation, measure.time_dimension, measure.theme)
                members.setdefault(key, []).append(measure)
    return {
        key: plan_tallies(key, measures, relations[key[0]])
        for key, measures in members.items()
    }


def plan_tallies(
    key: Key, measures: Iterable[Measure], known: Collection[str]
) -> list[Tally]:
    """The tallies of some measures over a relation of which the columns are known."""
    # A model with a row for each area is only ever read by area.
    area_models = [model.area_model for model in MODELS.values()]
    wanted = HELD_TOGETHER[:1] if key[0] in area_models else HELD_TOGETHER
    kinds = [list_columns(measures, held) & set(known) for held in wanted]
    return [
        make_tally(key, measures, sorted(columns), number)
        for number, columns in enumerate(kinds)
        if not any(columns <= other for other in kinds[:number])
    ]


def make_tally(
    key: Key, measures: Iterable[Measure], columns: Sequence[str], number: int
) -> Tally:
    """The tally of some measures by some columns.

    A row's date becomes the first of its month: no period is shorter.
    """
    relation, date, theme = key
    marks = Marks()
    places = {measure.id: plan_measure(measure, marks) for measure in measures}
    kept = [f"cast(date_trunc('month', {date}) as date) as {date}"] if date else []
    kept += [*columns, f"{marks.write()} as mark"]
    # A row without its date lies in no period.
    where = f"where {date} is not null " if date else ""
    return Tally(
        name=f"tally_{relation}_{date or 'as_at'}_{theme.lower()}_{number}",
        sql=(
            f"select {', '.join(kept)}, count(*) as copies "
            f"from {relation} {where}group by all order by all"
        ),
        columns=frozenset(columns),
        places=places,
    )


def list_columns(measures: Iterable[Measure], held: Collection[str]) -> set[str]:
    """The columns by which measures are broken down, and those of their values."""
    columns = set()
    for measure in measures:
        names = [name for name in measure.dimensions if name in held]
        columns |= {DIMENSIONS[name].column for name in names}
        columns |= {measure.column} - {""}
    return columns


def find_tally(question: Question, scan: Scan, tallies: Tallies) -> Tally | None:
    """The tally that can answer in the place of a scan's relation, if there is one."""
    [theme] = {measure.theme for measure in question.measures}
    for tally in tallies.get((scan.relation, question.time_dimension, theme), ()):
        if scan.columns <= tally.columns:
            return tally
    return None


def write_sum(question: Question, scan: Scan, tally: Tally) -> str:
    """The query for how many rows have each mark, by the keys of a scan.

    Where a quantile is asked, by the value it is found among too. It is the same for
    whichever measures of the tally are asked, so that one answer serves them all.
    """
    columns = [each.column for each in question.measures if each.column]
    value = columns[0] if columns else "null"
    where = " and ".join(scan.conditions) or "true"
    return (
        f"select {', '.join(scan.keys)}, mark, {value}, cast(sum(copies) as bigint) "
        f"from {tally.name} where {where} group by all"
    )


# A mark, the value a quantile is found among, and how many rows have both.
Marked = tuple[int, Any, int]


def add_marks(places: Mapping[str, int], marked: Sequence[Marked]) -> dict[str, Any]:
    """The numbers of a measure, by their names: of rows, or values with theirs."""
    return {
        name: [(value, copies) for mark, value, copies in marked if mark >> place & 1]
        if name == "values"
        else sum(copies for mark, _, copies in marked if mark >> place & 1)
        for name, place in places.items()
    }
