"""What is asked of one model by one date, before it is put into SQL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from analytics.ground.calendar import Period, make_as_at
from analytics.measures.base import Measure
from analytics.measures.dimensions import Dimension
from analytics.release.models import MODELS


Where = Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of one model by one date: measures, periods, cut and filters."""

    model: str
    time_dimension: str
    measures: tuple[Measure, ...]
    periods: tuple[Period, ...]
    by: tuple[str, ...] = ()
    where: Where = field(default_factory=dict)


def list_questions(
    as_at: date,
    measures: Sequence[Measure],
    periods: Sequence[Period],
    by: tuple[str, ...] = (),
    where: Where | None = None,
) -> list[Question]:
    """Measures of any models as questions, one for each model, date and theme."""
    batches: dict[tuple[str, str, str], list[Measure]] = {}
    for measure in measures:
        key = (measure.model, measure.time_dimension, measure.theme)
        batches.setdefault(key, []).append(measure)
    return [
        Question(
            model=model,
            time_dimension=time_dimension,
            measures=tuple(members),
            periods=tuple(periods if time_dimension else [make_as_at(as_at)]),
            by=by,
            where=where or {},
        )
        for (model, time_dimension, _), members in batches.items()
    ]


def list_relations(model: str, by: Sequence[str]) -> list[str]:
    """Other models that are read when a model is broken down like this."""
    related = MODELS[model].area_model
    return [related] if related and "service_area" in by else []


def split_overlaps(periods: Iterable[Period]) -> list[list[Period]]:
    """Periods in as few lists as keep those of a list apart from each other."""
    lists: list[list[Period]] = []
    for period in periods:
        for apart in lists:
            if all(
                other.last < period.first or period.last < other.first
                for other in apart
            ):
                apart.append(period)
                break
        else:
            lists.append([period])
    return lists


def split_expansion(question: Question) -> list[tuple[bool, tuple[str, ...]]]:
    """The passes a cut needs: (whether with totals, dimensions).

    Where a row belongs to several groups, totals are counted apart from the groups:
    over the groups such a row would count twice.
    """
    if not question.by:
        return [(True, ())]
    if MODELS[question.model].has_areas and "service_area" in question.by:
        return [(True, ()), (False, question.by)]
    return [(True, question.by)]


def has_list(model: str, dimension: Dimension) -> bool:
    """Whether a row of the model can belong to several groups of the dimension."""
    return bool(dimension.list_column) and MODELS[model].has_areas


def is_of_one_area(question: Question) -> bool:
    """Whether a question is about one area of a model that has a row for each."""
    areas = question.where.get("service_area", ())
    return bool(MODELS[question.model].area_model) and len(areas) == 1
