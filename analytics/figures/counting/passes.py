"""The queries that count: one pass over a model for all that is asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.figures.counting.questions import (
    Question,
    has_list,
    is_of_one_area,
    split_expansion,
    split_overlaps,
)
from analytics.figures.counting.terms import Terms, plan_measure
from analytics.figures.disclosure import Cell
from analytics.ground.calendar import (
    Period,
    TimePart,
    make_part,
    name_month,
    name_quarter,
    name_year,
)
from analytics.measures.base import Measure
from analytics.measures.dimensions import DIMENSIONS, NOT_RECORDED, Dimension
from analytics.release.models import MODELS


# Months since year nought, from which reporting quarters and years follow; whole
# numbers group faster than text.
MONTH_NUMBER = "(year({date}) * 12 + month({date}) - 1)"


PART_SQL = {
    "month": MONTH_NUMBER,
    "quarter": f"({MONTH_NUMBER} - 3) // 3",
    "year": f"({MONTH_NUMBER} - 3) // 12",
}


# What of a measure says most; of the rest, such as the rows it considers, little.
TELLING = ("numerator", "denominator", "pending", "recorded")


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What of a model is read at once: which rows, and by what they are grouped."""

    relation: str
    periods: list[Period]
    names: tuple[str, ...]
    has_totals: bool
    # The SQL of a row's place among the periods, then of each of its groups.
    keys: tuple[str, ...]
    conditions: tuple[str, ...]
    parameters: dict[str, Any]
    # The columns it filters and groups by, beside the date.
    columns: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Pass:
    """One query that counts, and how its rows are read."""

    scan: Scan
    sql: str
    plan: list[tuple[Measure, dict[str, int]]]


def list_scans(question: Question) -> list[Scan]:
    """What a question reads; periods that overlap are read apart."""
    return [
        make_scan(question, periods, has_totals, names)
        for periods in split_overlaps(question.periods)
        for has_totals, names in split_expansion(question)
    ]


def make_scan(
    question: Question,
    periods: list[Period],
    has_totals: bool,
    names: tuple[str, ...],
) -> Scan:
    """What is read for some periods of a question and one of its cuts."""
    # A complaint is in one area once, so one row for each area counts the same, and
    # comparing a text is quicker than looking through lists.
    is_expanded = not has_totals or is_of_one_area(question)
    parameters: dict[str, Any] = {}
    conditions = write_conditions(question, is_expanded, parameters)
    place = write_period_place(question, periods, parameters, conditions)
    filters = [DIMENSIONS[name] for name in question.where]
    columns = [pick_column(question, each, is_expanded) for each in filters]
    columns += [DIMENSIONS[name].column for name in names]
    return Scan(
        relation=write_relation(question.model, is_expanded),
        periods=periods,
        names=names,
        has_totals=has_totals,
        keys=(
            place,
            *(write_group_key(name, question.time_dimension) for name in names),
        ),
        conditions=tuple(conditions),
        parameters=parameters,
        # Times have no column: they are read off the date.
        columns=frozenset(column for column in columns if column),
    )


def write_pass(question: Question, scan: Scan) -> Pass:
    """The query that counts the rows of a scan."""
    terms = Terms()
    plan = [(measure, plan_measure(measure, terms)) for measure in question.measures]
    aliases = ["period", *(f"by_{name}" for name in scan.names)]
    listed = ", ".join(
        f"{sql} as {key}" for sql, key in zip(scan.keys, aliases, strict=True)
    )
    everything = ", ".join(aliases)
    sets = f"({everything})" + (", (period)" if scan.names and scan.has_totals else "")
    aggregates = ",\n    ".join(
        f"{term} as {name}"
        for term, name in zip(terms.list(), name_terms(plan), strict=True)
    )
    sql = (
        f"with picked as (\n    select *, {listed}\n"
        f"    from {scan.relation}\n"
        f"    where {' and '.join(scan.conditions) or 'true'}\n)\n"
        f"select {everything}, grouping({everything}) as level,\n"
        f"    {aggregates}\n"
        f"from picked\ngroup by grouping sets ({sets})"
    )
    return Pass(scan=scan, sql=sql, plan=plan)


def name_terms(plan: Sequence[tuple[Measure, dict[str, int]]]) -> list[str]:
    """What each aggregate of a pass is called, by what it is to the first measure.

    One that is several things to it has the most telling of their names.
    """
    names: dict[int, str] = {}
    for measure, places in plan:
        before = f"{measure.id}_" if len(plan) > 1 else ""
        for name in sorted(places, key=lambda each: each not in TELLING):
            names.setdefault(places[name], before + name)
    return [names[place] for place in sorted(names)]


def write_relation(model: str, is_expanded: bool) -> str:
    """The table to count over, one row per service area where that is asked."""
    if not is_expanded or not MODELS[model].has_areas:
        return model
    return MODELS[model].area_model or (
        "(select * exclude (service_areas), "
        "unnest(coalesce(list_distinct(service_areas), [null])) as service_area "
        f"from {model})"
    )


def pick_column(question: Question, dimension: Dimension, is_expanded: bool) -> str:
    """The column a filter reads: the list, or the one value of an expanded row."""
    if has_list(question.model, dimension) and not is_expanded:
        return dimension.list_column
    return dimension.column


def write_conditions(
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
            continue
        column = pick_column(question, dimension, is_expanded)
        if column == dimension.list_column:
            listed = f"coalesce({column}, ['{NOT_RECORDED}'])"
            conditions.append(f"list_has_any({listed}, $where_{name})")
        else:
            text = f"coalesce(cast({column} as varchar), '{NOT_RECORDED}')"
            conditions.append(f"list_contains($where_{name}, {text})")
    return conditions


def write_period_place(
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


def write_group_key(name: str, time_dimension: str) -> str:
    """The expression that a dimension groups rows by."""
    dimension = DIMENSIONS[name]
    if dimension.part:
        return PART_SQL[dimension.part].format(date=time_dimension)
    return dimension.column


def write_rows(
    question: Question, condition: str, columns: str = "*"
) -> tuple[str, dict[str, Any]]:
    """The query for the rows of a question's one measure that meet a condition."""
    [measure] = question.measures
    parameters: dict[str, Any] = {}
    rows = measure.pick_rows_sql(question.where)
    conditions = [f"({rows})", f"coalesce({condition}, false)"]
    conditions += write_conditions(question, False, parameters)
    write_period_place(question, list(question.periods), parameters, conditions)
    return (
        f"select {columns}\nfrom {question.model}\nwhere {' and '.join(conditions)}",
        parameters,
    )


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
