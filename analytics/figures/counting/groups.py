"""The values a dimension has in a release, and the groups a reader expects to see."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analytics.figures.counting.passes import name_key, write_relation
from analytics.figures.counting.questions import Where, has_list
from analytics.figures.disclosure import Cell
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import Period, list_parts, make_part
from analytics.ground.errors import UsageError, quote_nearest
from analytics.measures.base import Measure
from analytics.measures.dimensions import DIMENSIONS, NOT_RECORDED, TIME_DIMENSIONS


# What was found when the release was made; nothing of models that are quick to read.
# Asked whole, because every page asks for some of it.
KNOWN_VALUES = "select model_name, column_name, found_value from dimension_values"


def list_values(release: OpenRelease, name: str, model: str) -> list[str]:
    """Every value a dimension has in a model, declared ones first in their order."""
    dimension = DIMENSIONS[name]
    relation = write_relation(model, has_list(model, dimension))
    known = release.warehouse.query(KNOWN_VALUES)
    values = [row[2] for row in known if row[:2] == (relation, dimension.column)]
    if not values:
        sql = f"select distinct {dimension.column} from {relation}"
        values = [row[0] for row in release.warehouse.query(sql)]
    found = {name_key(dimension, value) for value in values}
    if name == "response_days":
        return sorted(found, key=lambda value: int(value) if value.isdigit() else -1)
    declared = [value for value in dimension.values if value in found]
    return declared + sorted(found - set(declared))


def list_known_values(
    release: OpenRelease, name: str, measures: Iterable[Measure]
) -> list[str]:
    """Every value that a filter on a dimension may have in this release."""
    known = list(DIMENSIONS[name].values)
    if name == "service_area":
        known += [area.name for area in release.landlord.service_areas]
    for model in dict.fromkeys(
        measure.model for measure in measures if name in measure.dimensions
    ):
        known += list_values(release, name, model)
    return list(dict.fromkeys(known))


def check_question(
    release: OpenRelease, measures: Sequence[Measure], by: tuple[str, ...], where: Where
) -> None:
    """Refuse, with a UsageError, dimensions and values that do not exist."""
    for name in (*by, *where):
        if name not in DIMENSIONS:
            hint = quote_nearest(name, list(DIMENSIONS))
            raise UsageError(f'There is no dimension "{name}"; {hint}.')
    for name, values in where.items():
        if name in TIME_DIMENSIONS:
            for value in values:
                make_part(DIMENSIONS[name].part or "year", value)
            continue
        known = list_known_values(release, name, measures)
        for value in values:
            if known and value not in known:
                hint = quote_nearest(value, known)
                raise UsageError(f'{name} has no "{value}"; {hint}.')


def list_cells(
    release: OpenRelease,
    measure: Measure,
    period: Period,
    by: tuple[str, ...],
    where: Where,
    found: Iterable[Cell],
) -> list[Cell]:
    """The groups to show, in order: all that are possible and all that were found."""
    cells: list[Cell] = [()]
    extra = {name: {cell[place] for cell in found} for place, name in enumerate(by)}
    for name in by:
        values = list_group_values(release, measure, period, name)
        values += sorted(extra[name] - set(values))
        if name in where:
            values = [value for value in values if value in where[name]]
        if NOT_RECORDED in values:
            values.remove(NOT_RECORDED)
            values += [NOT_RECORDED] if NOT_RECORDED in extra[name] else []
        cells = [(*cell, value) for cell in cells for value in values]
    return cells if by else []


def list_group_values(
    release: OpenRelease, measure: Measure, period: Period, name: str
) -> list[str]:
    """Every group of a dimension that a reader of a period expects, none left out.

    A group without a case is a true nought and is shown as one.
    """
    dimension = DIMENSIONS[name]
    if dimension.part:
        reached = replace(period, last=min(period.last, release.as_at))
        return list_parts(reached, dimension.part)
    if name == "service_area" and release.landlord.service_areas:
        return [
            area.name
            for area in release.landlord.service_areas
            if measure.is_at_as_at or area.is_used_between(period.first, period.last)
        ]
    if name in ("outcome", "answer", "status", "stage"):
        return list(dimension.values)
    return list_values(release, name, measure.model)
