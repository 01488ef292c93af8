"""Counting: measures by periods, broken down and filtered, put into SQL and run.

Measures of one model and one date are counted in one pass over it. What is counted
here may be too small to show: only query.py may use it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from analytics.calendar import (
    Period,
    TimePart,
    list_parts,
    make_as_at,
    make_part,
    name_month,
    name_quarter,
    name_year,
)
from analytics.dimensions import DIMENSIONS, NOT_RECORDED, TIME_DIMENSIONS, Dimension
from analytics.disclosure import Cell
from analytics.errors import UsageError, quote_nearest
from analytics.measures.base import Count, Measure, Median, Rate, Ratio, Share
from analytics.open_release import OpenRelease
from expectations.sources.complaints import TENURES


Where = Mapping[str, Sequence[str]]

# Models whose rows carry a list of service areas, and the model with one row for each
# area where there is one; the others are unnested as they are asked.
LIST_MODELS = {
    "complaint_stages": "complaint_areas",
    "closure_surveys": "",
    "upheld_complaints": "",
}

# What was found when the release was made; nothing of models that are quick to read.
KNOWN_VALUES = (
    "select found_value from dimension_values "
    "where model_name = $model and column_name = $column"
)

# Months since year nought, from which reporting quarters and years follow; whole
# numbers group faster than text.
MONTH_NUMBER = "(year({date}) * 12 + month({date}) - 1)"
PART_SQL = {
    "month": MONTH_NUMBER,
    "quarter": f"({MONTH_NUMBER} - 3) // 3",
    "year": f"({MONTH_NUMBER} - 3) // 12",
}


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What was counted for one measure, period and cell, before anything is hidden."""

    numerator: Any = 0
    denominator: Any = 0
    pending: int = 0
    rows: int = 0
    recorded: int = 0
    tenures: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of one model by one date: measures, periods, cut and filters."""

    model: str
    time_dimension: str
    measures: tuple[Measure, ...]
    periods: tuple[Period, ...]
    by: tuple[str, ...] = ()
    where: Where = field(default_factory=dict)


# For each measure id, period label and cell; the empty cell is the total.
Answers = dict[tuple[str, str, Cell], Counts]


@dataclass(frozen=True, kw_only=True)
class Pass:
    """One query that counts, and how its rows are read."""

    sql: str
    parameters: dict[str, Any]
    periods: list[Period]
    names: tuple[str, ...]
    has_totals: bool
    plan: list[tuple[Measure, dict[str, int]]]


def list_relations(model: str, by: Sequence[str]) -> list[str]:
    """Other models that are read when a model is broken down like this."""
    related = LIST_MODELS.get(model, "") if "service_area" in by else ""
    return [related] if related else []


def list_passes(question: Question) -> list[Pass]:
    """The queries a question takes; periods that overlap take passes apart."""
    return [
        write_pass(question, periods, has_totals, names)
        for periods in split_overlaps(question.periods)
        for has_totals, names in split_expansion(question)
    ]


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
    if question.model in LIST_MODELS and "service_area" in question.by:
        return [(True, ()), (False, question.by)]
    return [(True, question.by)]


def write_relation(model: str, is_expanded: bool) -> str:
    """The table to count over, one row per service area where that is asked."""
    if not is_expanded or model not in LIST_MODELS:
        return model
    return LIST_MODELS[model] or (
        "(select * exclude (service_areas), "
        f"unnest(list_distinct(service_areas)) as service_area from {model})"
    )


def is_of_one_area(question: Question) -> bool:
    """Whether a question is about one area of a model that has a row for each."""
    areas = question.where.get("service_area", ())
    return bool(LIST_MODELS.get(question.model)) and len(areas) == 1


def write_pass(
    question: Question,
    periods: list[Period],
    has_totals: bool,
    names: tuple[str, ...],
) -> Pass:
    """The query of one pass over a model."""
    # A complaint is in one area once, so one row for each area counts the same, and
    # comparing a text is quicker than looking through lists.
    is_expanded = not has_totals or is_of_one_area(question)
    parameters: dict[str, Any] = {}
    conditions = write_filters(question, is_expanded, parameters)
    place = write_place(question, periods, parameters, conditions)
    groups = [write_group(name, question.time_dimension) for name in names]
    terms = Terms()
    plan = [(measure, plan_measure(measure, terms)) for measure in question.measures]
    keys = [place, *groups]
    aliases = [f"k{number}" for number in range(len(keys))]
    listed = ", ".join(
        f"{sql} as {key}" for sql, key in zip(keys, aliases, strict=True)
    )
    everything = ", ".join(aliases)
    sets = f"({everything})" + (", (k0)" if groups and has_totals else "")
    sql = (
        f"with picked as (\n    select *, {listed}\n"
        f"    from {write_relation(question.model, is_expanded)}\n"
        f"    where {' and '.join(conditions) or 'true'}\n)\n"
        f"select {everything}, grouping({everything}) as level,\n"
        f"    {terms.write()}\n"
        f"from picked\ngroup by grouping sets ({sets})"
    )
    return Pass(
        sql=sql,
        parameters=parameters,
        periods=periods,
        names=names,
        has_totals=has_totals,
        plan=plan,
    )


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


def write_filters(
    question: Question, is_expanded: bool, parameters: dict[str, Any]
) -> list[str]:
    """Conditions for the filters; their values become parameters."""
    conditions = []
    for name, values in question.where.items():
        dimension = DIMENSIONS[name]
        parameters[f"where_{name}"] = list(values)
        if dimension.part:
            numbers = [number_part(dimension.part, value) for value in values]
            parameters[f"where_{name}"] = numbers
            part = PART_SQL[dimension.part].format(date=question.time_dimension)
            conditions.append(f"list_contains($where_{name}, {part})")
        elif has_list(question.model, dimension) and not is_expanded:
            conditions.append(f"list_has_any({dimension.list_column}, $where_{name})")
        else:
            text = f"coalesce(cast({dimension.column} as varchar), '{NOT_RECORDED}')"
            conditions.append(f"list_contains($where_{name}, {text})")
    return conditions


def has_list(model: str, dimension: Dimension) -> bool:
    """Whether a row of the model can belong to several groups of the dimension."""
    return bool(dimension.list_column) and model in LIST_MODELS


def write_place(
    question: Question,
    periods: list[Period],
    parameters: dict[str, Any],
    conditions: list[str],
) -> str:
    """The place of a row's period in the list; adds the dates it must lie between."""
    if not question.time_dimension:
        return "0"
    cases = []
    for number, period in enumerate(periods):
        parameters |= {f"first_{number}": period.first, f"last_{number}": period.last}
        cases.append(
            f"{question.time_dimension} between $first_{number} and $last_{number}"
        )
    conditions.append("(" + " or ".join(cases) + ")")
    if len(cases) == 1:
        return "0"
    whens = " ".join(f"when {case} then {number}" for number, case in enumerate(cases))
    return f"case {whens} end"


def write_group(name: str, time_dimension: str) -> str:
    """The expression that a dimension groups rows by."""
    dimension = DIMENSIONS[name]
    if dimension.part:
        return PART_SQL[dimension.part].format(date=time_dimension)
    return dimension.column


def name_cell(names: tuple[str, ...], keys: tuple[Any, ...]) -> Cell:
    """A row's groups as the texts they are known by."""
    return tuple(
        name_key(DIMENSIONS[name], key) for name, key in zip(names, keys, strict=True)
    )


def name_key(dimension: Dimension, key: Any) -> str:
    """One group as the text it is known by; an empty one is not recorded."""
    if key is None:
        return NOT_RECORDED
    if dimension.part:
        return name_part(dimension.part, int(key))
    return str(key)


def name_part(part: str, number: int) -> str:
    """The year, quarter or month of a number that PART_SQL gives."""
    months = {"month": number, "quarter": number * 3 + 3, "year": number * 12 + 3}[part]
    name = {"month": name_month, "quarter": name_quarter, "year": name_year}[part]
    return name(date(months // 12, months % 12 + 1, 1))


def number_part(part: TimePart, label: str) -> int:
    """The number that PART_SQL gives for the year, quarter or month of a label."""
    first = make_part(part, label).first
    months = first.year * 12 + first.month - 1
    return {"month": months, "quarter": (months - 3) // 3, "year": (months - 3) // 12}[
        part
    ]


class Terms:
    """The distinct aggregates of one pass: measures that count the same share them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._terms: dict[str, int] = {}

    def add(self, sql: str) -> int:
        """The place of an aggregate among the columns."""
        return self._terms.setdefault(sql, len(self._terms))

    def write(self) -> str:
        """The aggregates as select items."""
        return ",\n    ".join(self._terms)


def plan_measure(measure: Measure, terms: Terms) -> dict[str, int]:
    """Where each number of a measure stands among the aggregates of the pass.

    Counted by count_if, which takes half the time of a count with a filter.
    """
    rows = f"({measure.population_sql})"

    def total(condition: str) -> int:
        if not measure.weight_column:
            return terms.add(f"count_if({condition})")
        weights = f"sum({measure.weight_column}) filter (where {condition})"
        return terms.add(f"coalesce({weights}, 0)")

    places = {"rows": terms.add(f"count_if({rows})")}
    match measure:
        case Median():
            function = "median" if measure.quantile == 0.5 else "quantile_disc"
            arguments = measure.column
            if function == "quantile_disc":
                arguments += f", {measure.quantile}"
            places["numerator"] = terms.add(
                f"{function}({arguments}) filter (where {rows})"
            )
            places["denominator"] = places["rows"]
        case Share():
            places["numerator"] = total(f"{rows} and {measure.counted_sql}")
            places["denominator"] = total(rows)
        case Ratio():
            places["numerator"] = total(f"{rows} and {measure.counted_sql}")
            places["denominator"] = total(f"{rows} and {measure.base_sql}")
        case Rate():
            places["numerator"] = total(rows)
            if not measure.stock:
                # A count for each costs less than a list of distinct values.
                for tenure in TENURES:
                    places[f"has_{tenure}"] = terms.add(
                        f"count_if({rows} and tenure = '{tenure}')"
                    )
        case Count():
            places["numerator"] = total(rows)
    if measure.pending_sql:
        places["pending"] = total(f"{rows} and {measure.pending_sql}")
    if measure.recorded_sql:
        among = f"({measure.recorded_among_sql or measure.population_sql})"
        places["among"] = terms.add(f"count_if({among})")
        places["recorded"] = terms.add(f"count_if({among} and {measure.recorded_sql})")
    return places


def read_counts(places: dict[str, int], values: tuple[Any, ...]) -> Counts:
    """The numbers of one measure in one row of a pass."""
    found = {name: to_exact(values[place]) for name, place in places.items()}
    among = found.pop("among", None)
    # Where nothing was asked whether it is recorded, everything is.
    if among is None or not among:
        found["recorded"] = 1
    had = {tenure: found.pop(f"has_{tenure}", None) for tenure in TENURES}
    found["tenures"] = tuple(sorted(tenure for tenure in TENURES if had[tenure]))
    return Counts(**found)


def to_exact(value: Any) -> Any:
    """A decimal sum as an exact fraction; anything else as it is."""
    return Fraction(value) if isinstance(value, Decimal) else value


def write_rows(question: Question, condition: str) -> tuple[str, dict[str, Any]]:
    """The query for the rows of a question's one measure that meet a condition."""
    [measure] = question.measures
    parameters: dict[str, Any] = {}
    conditions = [f"({measure.population_sql})", f"coalesce({condition}, false)"]
    conditions += write_filters(question, False, parameters)
    write_place(question, list(question.periods), parameters, conditions)
    return (
        f"select *\nfrom {question.model}\nwhere {' and '.join(conditions)}",
        parameters,
    )


def list_questions(
    release: OpenRelease,
    measures: Sequence[Measure],
    periods: Sequence[Period],
    by: tuple[str, ...] = (),
    where: Where | None = None,
) -> list[Question]:
    """Measures of any models as questions, one for each model and date."""
    batches: dict[tuple[str, str], list[Measure]] = {}
    for measure in measures:
        key = (measure.model, measure.time_dimension)
        batches.setdefault(key, []).append(measure)
    return [
        Question(
            model=model,
            time_dimension=time_dimension,
            measures=tuple(members),
            periods=tuple(periods if time_dimension else [make_as_at(release.as_at)]),
            by=by,
            where=where or {},
        )
        for (model, time_dimension), members in batches.items()
    ]


def ask(
    release: OpenRelease,
    measures: Sequence[Measure],
    periods: Sequence[Period],
    by: tuple[str, ...] = (),
    where: Where | None = None,
) -> Answers:
    """Counts for measures of any models, each model and date in one pass."""
    answers: Answers = {}
    for question in list_questions(release, measures, periods, by, where):
        for each in list_passes(question):
            answers |= read_pass(release, each)
    return answers


def is_recorded(release: OpenRelease, measure: Measure) -> bool:
    """Whether any row of the whole release has what a measure needs."""
    sql = (
        f"select count(*) filter (where {measure.recorded_sql}), count(*) "
        f"from {measure.model} where {measure.recorded_among_sql}"
    )
    recorded, among = release.warehouse.query(sql)[0]
    return bool(recorded) or not among


def list_values(release: OpenRelease, name: str, model: str) -> list[str]:
    """Every value a dimension has in a model, declared ones first in their order."""
    dimension = DIMENSIONS[name]
    relation = write_relation(model, has_list(model, dimension))
    known = {"model": relation, "column": dimension.column}
    rows = release.warehouse.query(KNOWN_VALUES, known)
    if not rows:
        rows = release.warehouse.query(
            f"select distinct {dimension.column} from {relation}"
        )
    found = {name_key(dimension, row[0]) for row in rows}
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
