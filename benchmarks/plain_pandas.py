"""The pages' questions about complaints answered a second time, in plain pandas.

Written as somebody would who has no DuckDB: the period is cut out of the frame once a
page, then boolean masks and groupby. Text columns are categories, and only columns that
are read are loaded; loading is not what is measured.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet

from analytics.figures.query import explain_inapplicable
from analytics.ground.calendar import Period, make_month, name_quarter
from analytics.measures.base import Measure


STAGE_MODEL, AREA_MODEL = "complaint_stages", "complaint_areas"
# Columns of text, in which few values come again and again.
TEXTS = (
    *("reporting_year", "quarter", "month", "tenure", "outcome", "service_area"),
    "ward_name",
)
DATES = ("received_date", "responded_date", "closed_date")
FLAGS = (
    *("is_in_code_time", "is_in_time_without_extension", "is_in_time_with_extension"),
    *("is_in_strict_code_time", "is_acknowledged_in_time", "is_decided"),
    *("is_upheld_any", "is_escalated", "is_open", "is_overdue", "is_provisional"),
    *("is_strict_provisional", "is_acknowledgement_provisional"),
)
NUMBERS = ("stage", "response_days")
# What a dimension is called in the frames; months and quarters are those of receipt.
FRAME_COLUMNS = {"year": "reporting_year", "ward": "ward_name"}
# For figures placed by the answer the month and the quarter are those of the answer.
OF_ANSWER = {"month": "answered_month", "quarter": "answered_quarter"}
NOT_RECORDED = "not recorded"

# A figure's numbers: numerator, denominator, how many can still be decided.
PandasNumbers = tuple[float | None, int, int]
# By measure, period and groups.
PandasFigures = dict[tuple[str, str, tuple[str, ...]], PandasNumbers]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How a measure is counted: by which date, of whom, and which flags of them."""

    date: str = "received_date"
    stage: int = 0
    tenure: str = ""
    among: str = ""
    counted: str = ""
    pending: str = ""
    quantile: float = 0
    is_ratio: bool = False


# The readings of Code time, by how a measure's id ends: what counts, what is pending.
CODE_READINGS = {
    "": ("is_in_code_time", "is_provisional"),
    "_without_extension": ("is_in_time_without_extension", "is_provisional"),
    "_with_extension": ("is_in_time_with_extension", "is_provisional"),
    "_strict": ("is_in_strict_code_time", "is_strict_provisional"),
}


def list_plans(stage: int) -> dict[str, Plan]:
    """The measures of one stage that pages ask for."""
    received = Plan(stage=stage)
    tenants = replace(received, tenure="lcra")
    answered = replace(received, date="responded_date")
    days = replace(answered, among="response_days")
    at_as_at = replace(received, date="")
    in_time, pending = CODE_READINGS[""]
    plans = {
        "ch01": tenants,
        "received": received,
        "received_per_1000": received,
        "outcomes": replace(received, date="closed_date"),
        "upheld_share": replace(answered, among="is_decided", counted="is_upheld_any"),
        "answered_in_time": replace(received, counted=in_time, pending=pending),
        "acknowledged_in_time": replace(
            received,
            counted="is_acknowledged_in_time",
            pending="is_acknowledgement_provisional",
        ),
        "response_days_median": replace(days, quantile=0.5),
        "response_days_p90": replace(days, quantile=0.9),
        "response_days": days,
        "open": replace(at_as_at, among="is_open"),
        "overdue": replace(at_as_at, among="is_overdue"),
    }
    return {f"{name}_{stage}": plan for name, plan in plans.items()} | {
        f"ch02_{stage}{name}": replace(tenants, counted=counted, pending=pending)
        for name, (counted, pending) in CODE_READINGS.items()
    }


PLANS: dict[str, Plan] = {
    **list_plans(1),
    **list_plans(2),
    "escalation": Plan(date="responded_date", stage=1, counted="is_escalated"),
    "escalation_ratio": Plan(is_ratio=True),
    "service_area_mentions": Plan(),
}


@dataclass(frozen=True, kw_only=True)
class PageQuestion:
    """What a page asks at once: measures by periods, cut and filtered."""

    measures: tuple[Measure, ...]
    periods: tuple[Period, ...]
    by: tuple[str, ...]
    where: tuple[tuple[str, tuple[str, ...]], ...]


def load_frames(folder: Path) -> dict[str, pd.DataFrame]:
    """The complaint models of a release as frames, with the columns that are read."""
    frames = {}
    for model in (STAGE_MODEL, AREA_MODEL):
        path = folder / "models" / f"{model}.parquet"
        known = pyarrow.parquet.read_schema(path).names
        wanted = [*TEXTS, *DATES, *FLAGS, *NUMBERS]
        table = pyarrow.parquet.read_table(
            path,
            columns=[name for name in wanted if name in known],
            read_dictionary=[name for name in TEXTS if name in known],
        )
        # Freed as it is converted: both at once would be twice the memory.
        frames[model] = table.to_pandas(
            date_as_object=False, split_blocks=True, self_destruct=True
        )
        del table
        months = name_months(frames[model]["responded_date"])
        frames[model][OF_ANSWER["month"]] = months
        frames[model][OF_ANSWER["quarter"]] = name_quarters(months)
    return frames


def name_months(days: pd.Series) -> pd.Series:
    """The month of each day, as a category like the other texts."""
    numbers = days.dt.year * 12 + days.dt.month - 1
    names = {
        number: f"{int(number) // 12}-{int(number) % 12 + 1:02}"
        for number in numbers.dropna().unique()
    }
    months: pd.Series = numbers.astype("category").cat.rename_categories(names)
    return months


def name_quarters(months: pd.Series) -> pd.Series:
    """The quarter of a reporting year that each month is in."""
    names = {
        month: name_quarter(make_month(month).first) for month in months.cat.categories
    }
    quarters: pd.Series = months.map(names).astype("category")
    return quarters


@dataclass(frozen=True)
class PandasRegister:
    """One page being answered: the frames, and the parts of them cut out so far."""

    frames: dict[str, pd.DataFrame]
    as_at: str
    parts: dict[Hashable, pd.DataFrame] = field(default_factory=dict)

    def answer(self, asked: PageQuestion) -> PandasFigures:
        """Every figure of one question."""
        found: PandasFigures = {}
        where = dict(asked.where)
        for measure in asked.measures:
            if explain_inapplicable(measure, asked.by, where):
                continue
            periods = asked.periods if measure.time_dimension else [None]
            for period in periods:
                label = period.label if period else self.as_at
                for cell, numbers in self.count(measure, period, asked):
                    found[measure.id, label, cell] = numbers
        return found

    def count(
        self, measure: Measure, period: Period | None, asked: PageQuestion
    ) -> Iterator[tuple[tuple[str, ...], PandasNumbers]]:
        """The total of a measure in a period, then its groups."""
        plan = PLANS[measure.id]
        columns = dict(FRAME_COLUMNS)
        if plan.date == "responded_date":
            columns |= OF_ANSWER
        by = [columns.get(name, name) for name in asked.by]
        part = self.cut(measure.model, plan, period, asked.where)
        yield (), count_total(part, plan)
        if not by:
            return
        if "service_area" in by and measure.model == STAGE_MODEL:
            part = self.cut(AREA_MODEL, plan, period, asked.where)
        yield from count_groups(part, plan, by)

    def cut(
        self,
        model: str,
        plan: Plan,
        period: Period | None,
        where: tuple[tuple[str, tuple[str, ...]], ...],
    ) -> pd.DataFrame:
        """The rows of a plan's population in a period, cut out once a page."""
        key = (model, plan.date, period, where)
        if key not in self.parts:
            self.parts[key] = self.cut_period(model, plan.date, period, dict(where))
        population = (*key, plan.stage, plan.tenure, plan.among)
        if population not in self.parts:
            self.parts[population] = pick_population(self.parts[key], plan)
        return self.parts[population]

    def cut_period(
        self,
        model: str,
        date: str,
        period: Period | None,
        where: dict[str, tuple[str, ...]],
    ) -> pd.DataFrame:
        """The rows of a period that pass the filters."""
        frame = self.frames[AREA_MODEL if "service_area" in where else model]
        mask: np.ndarray | pd.Series[bool] = np.ones(len(frame), bool)
        if period:
            first, last = pd.Timestamp(period.first), pd.Timestamp(period.last)
            mask = frame[date].between(first, last)
        for name, values in where.items():
            mask = mask & frame[FRAME_COLUMNS.get(name, name)].isin(values)
        return frame[mask]


def pick_population(part: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The rows of a period that a plan is about."""
    mask: np.ndarray | pd.Series[bool] = np.ones(len(part), bool)
    if plan.stage:
        mask = mask & (part["stage"] == plan.stage)
    if plan.tenure:
        mask = mask & (part["tenure"] == plan.tenure)
    if plan.among:
        column = part[plan.among]
        mask = mask & (column if column.dtype == bool else column.notna())
    return part[mask]


def count_total(rows: pd.DataFrame, plan: Plan) -> PandasNumbers:
    """The numbers of all rows together."""
    if plan.is_ratio:
        return int((rows["stage"] == 2).sum()), int((rows["stage"] == 1).sum()), 0
    if plan.quantile:
        return find_quantile(rows["response_days"], plan.quantile), len(rows), 0
    counted = int(rows[plan.counted].sum()) if plan.counted else len(rows)
    pending = int(rows[plan.pending].sum()) if plan.pending else 0
    return counted, len(rows), pending


def find_quantile(values: pd.Series, quantile: float) -> float | None:
    """The median, or for any other quantile a value that was really observed."""
    if values.empty:
        return None
    if quantile == 0.5:
        return float(values.median())
    return float(np.quantile(values, quantile, method="inverted_cdf"))


def count_groups(
    rows: pd.DataFrame, plan: Plan, by: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], PandasNumbers]]:
    """The numbers of each group that has rows."""
    if plan.is_ratio or plan.quantile:
        for keys, part in rows.groupby(list(by), observed=True, dropna=False):
            yield name_cell(keys), count_total(part, plan)
        return
    flags = [name for name in (plan.counted, plan.pending) if name]
    groups = rows.groupby(list(by), observed=True, dropna=False)
    sizes = groups.size()
    if not flags:
        for cell, size in sizes.items():
            yield name_cell(cell), (int(size), int(size), 0)
        return
    sums = groups[flags].sum()
    for place, (cell, size) in enumerate(sizes.items()):
        counted = int(sums[plan.counted].iloc[place]) if plan.counted else int(size)
        pending = int(sums[plan.pending].iloc[place]) if plan.pending else 0
        yield name_cell(cell), (counted, int(size), pending)


def name_cell(cell: Hashable) -> tuple[str, ...]:
    """The groups of a row as the texts they are known by."""
    values = cell if isinstance(cell, tuple) else (cell,)
    return tuple(
        NOT_RECORDED
        if pd.isna(value)
        else str(int(value))
        if isinstance(value, float)
        else str(value)
        for value in values
    )
