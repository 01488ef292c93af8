"""What a measure is: one declaration that everything which shows it reads.

Conditions are SQL over named columns of one model. They are written here and in the
theme files only, and put into queries by figures/counting alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Literal, Self

from analytics.ground.intervals import (
    Interval,
    find_count_interval,
    find_share_interval,
)
from analytics.ground.rounding import Number, write_count, write_rounded
from analytics.measures.dimensions import TIME_DIMENSIONS


# The statutory Complaint Handling Code, and the Tenant Satisfaction Measures, hold from
# these days on.
CODE_FROM = "2024-04-01"
MEASURES_FROM = "2023-04-01"

Direction = Literal["increase", "decrease", "neutral"]
MeasureKind = Literal["count", "share", "ratio", "median", "rate"]

# The parts into which the rows behind a figure fall.
ALL, COUNTED, REST, PENDING = "all", "counted", "rest", "pending"
UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Dateless:
    """Rows of one group that can be there without a day, and then are in no period.

    A group of which some have none is never said to be of no case. `sql` is true of
    such rows that came in up to `$last`.
    """

    dimension: str
    value: str
    sql: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Rows of a model in one group that is shown beside a count and is no part of it.

    `words` say what they are after their number; `sql` picks them from the model.
    """

    dimension: str
    group: str
    sql: str
    words: str


# Counts are whole or, where they are weighted, exact fractions; so are values.
Exact = int | Fraction


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What all measures have in common.

    Their kinds differ in what follows from being a count, a share, a ratio, a median or
    a rate: that is asked of the measure and never worked out from its type or its id.

    `population` says in words which rows are considered and `population_sql` picks
    them from the model; `time_dimension` is the date that places a row in a period,
    empty for what is counted at the as-at date. `recorded_sql` is true of rows where
    the landlord recorded what the measure needs: with no such row the figure is not
    recorded. `pending_sql` is true of rows that can still turn out either way,
    `unknown_sql` of those that cannot be judged, for its `unknown_reason`: no
    row is both.
    """

    id: str
    label: str
    # For the heading of a narrow column.
    short: str = ""
    definition: str
    why_it_matters: str
    authority: str
    theme: str
    sources: tuple[str, ...]
    model: str
    time_dimension: str = ""
    population: str
    population_sql: str = "true"
    dimensions: tuple[str, ...] = TIME_DIMENSIONS
    unit: str
    places: int = 0
    improvement_direction: Direction = "neutral"
    caveats: tuple[str, ...] = ()
    # The day from which what it cites holds; empty where nothing it cites has a day.
    valid_from: str = CODE_FROM
    recorded_sql: str = ""
    # Among which rows that is asked, if not the population; and whether in the whole
    # release, because rows without their date lie in no period.
    recorded_among_sql: str = ""
    is_recorded_in_release: bool = False
    not_recorded_reason: str = ""
    # Columns of the first of its sources without which it would count what nobody
    # recorded: one of each group is enough. A column that is there and empty says
    # something else: that it did not happen.
    needs: tuple[tuple[str, ...], ...] = ()
    pending_sql: str = ""
    unknown_sql: str = ""
    unknown_reason: str = "a cell could not be read"
    # Weighted survey counts are summed from this column; rows are counted otherwise.
    weight_column: str = ""
    # Where it stands by how much weighting widens what chance could do.
    design_column: str = ""
    # Groups that are counted beside it and are no part of the whole.
    beside: tuple[Beside, ...] = ()
    dateless: Dateless | None = None
    # How the sentence of those that count ends: "63 of 74 complaints …".
    counted: str = ""
    # The title of an axis that shows it, where label and unit do not say it best.
    axis: str = ""
    # What a reader is most likely to take from it wrongly, in a sentence.
    caution: str = ""
    # Of a quantile, the column among whose values it is found.
    column: str = ""
    # Of a rate, whose homes it is taken of; empty: those of the residents asked for.
    stock: str = ""
    # The measure by which the same is counted of the residents, areas or wards that a
    # reader chooses; empty where this one counts them, or nothing does.
    of_chosen: str = ""
    # Below this many cases counts are given and no share.
    minimum_base: int = 0
    # A survey comes once a year: its figure has no quarters or months.
    is_yearly: bool = False
    # Whether a small count could point to a resident.
    is_about_residents: bool = True
    # Whether it judges how long answers took, by the Code in force.
    is_of_clock: bool = False
    # A list of what was promised is no sample of anything: chance has no part in it.
    is_of_promises: bool = False
    # Whether a low figure wants looking into, because people may be unable to complain.
    warns_when_low: bool = False

    kind: ClassVar[MeasureKind]
    # What a value is a value of: so many of a hundred, of a thousand.
    scale: ClassVar[int] = 1
    # What is written after a value, and how its counts are put.
    sign: ClassVar[str] = ""
    counts_form: ClassVar[str] = "–"
    # What no value can pass; None where it can be of any size.
    ceiling: ClassVar[int | None] = None
    # Whether it is taken of something: cases, homes, another count.
    has_denominator: ClassVar[bool] = True
    # Whether what it is taken of are cases of its own; of those, whether it says how
    # many count and how many do not.
    has_cases: ClassVar[bool] = False
    has_parts: ClassVar[bool] = False
    # Whether it is taken of homes.
    is_per_home: ClassVar[bool] = False
    # Whether it counts things that happened, so that more time holds more of them.
    is_of_events: ClassVar[bool] = False
    grows_with_time: ClassVar[bool] = True
    # Whether its counts tell what chance could have made of it.
    has_spread: ClassVar[bool] = True
    # Between which two ends a difference would not matter: so many times the other, or
    # of a share so many percentage points.
    negligible: tuple[float, float] = (0.8, 1.25)

    def say_unknown(self, amount: int) -> str:
        """How many of its cases cannot be judged, and why."""
        return f"{amount:,} cannot be judged, because {self.unknown_reason}"

    @property
    def is_at_as_at(self) -> bool:
        """Whether it counts what is the case on the as-at date."""
        return not self.time_dimension

    @property
    def is_of_register(self) -> bool:
        """Whether it counts the register of complaints, and breaks where that does."""
        return "complaints" in self.sources

    @property
    def whom(self) -> str:
        """Whose complaints or answers it counts; empty of what residents do not do."""
        if not (self.is_of_register or self.weight_column):
            return ""
        return "tenants" if self.has_fixed_population else "all residents"

    @property
    def short_label(self) -> str:
        """The label where there is little room."""
        return self.short or self.label

    @property
    def has_fixed_population(self) -> bool:
        """Whether it can be filtered by nothing but time: the regulator fixed whom."""
        return set(self.dimensions) <= set(TIME_DIMENSIONS)

    @property
    def counted_sql(self) -> str:
        """The condition counted in the numerator, on top of the population."""
        return "true"

    def find_beside(self, values: Mapping[str, Sequence[str]]) -> Beside | None:
        """The group beside the whole that some values are about, if they are of one."""
        for each in self.beside:
            if tuple(values.get(each.dimension, ())) == (each.group,):
                return each
        return None

    def pick_rows_sql(self, values: Mapping[str, Sequence[str]]) -> str:
        """The condition of the rows that a figure about some values counts."""
        found = self.find_beside(values)
        return found.sql if found else self.population_sql

    @property
    def undecided_sql(self) -> str:
        """The condition of rows that can turn out either way, for whichever reason."""
        both = (self.pending_sql, self.unknown_sql)
        return " or ".join(f"({sql})" for sql in both if sql)

    @property
    def axis_title(self) -> str:
        """An axis' title: what it is and in which unit."""
        return self.axis or f"{self.label} ({self.unit})"

    @property
    def every(self) -> str:
        """What a value is for: "for every 1,000"; empty for what stands for itself."""
        is_plain = self.scale == 1 or self.sign
        return "" if is_plain else f"for every {self.scale:,}"

    @property
    def difference_unit(self) -> str:
        """The unit of a difference between two of its values."""
        return self.every or self.unit

    @property
    def row_parts(self) -> dict[str, str]:
        """The parts into which its rows fall, each with its condition."""
        return {ALL: "true"}

    def make_value(self, counted: Exact, cases: Exact) -> Exact:
        """Its value, of what was counted and of what, which is not nought."""
        return Fraction(self.scale) * Fraction(counted) / Fraction(cases)

    def make_interval(self, _counted: Exact, _cases: Exact) -> Interval | None:
        """The 95% interval of its value; None where chance sets it none."""
        return None

    def given_what_matters(self, least: float | None) -> Self:
        """The measure of a landlord to whom smaller differences do not matter.

        So many points of a share; so many times of others, and as few.
        """
        if least is None:
            return self
        ends = (-least, least) if self.has_parts else (1 / least, least)
        return replace(self, negligible=(min(ends), max(ends)))

    @property
    def what_matters(self) -> str:
        """Which differences are too small to matter, in words."""
        low, high = self.negligible
        if self.has_parts:
            return f"Less than {high:g} percentage points either way."
        return f"From {low:.2g} to {high:.3g} times as many."

    def write(self, value: Number) -> str:
        """Its value rounded, as it is shown everywhere."""
        return f"{write_rounded(value, self.places)}{self.sign}"


@dataclass(frozen=True, kw_only=True)
class Count(Measure):
    """How many rows of the population there are."""

    kind: ClassVar[MeasureKind] = "count"
    has_denominator: ClassVar[bool] = False
    is_of_events: ClassVar[bool] = True

    def make_value(self, counted: Exact, _cases: Exact) -> Exact:
        """The count itself."""
        return counted

    def write(self, value: Number) -> str:
        """The count; a weighted one need not be whole."""
        return write_count(value)


@dataclass(frozen=True, kw_only=True)
class Share(Measure):
    """How many in a hundred of the population meet a condition.

    `counted` finishes the sentence "63 of 74 complaints …", `uncounted` that of the
    others.
    """

    kind: ClassVar[MeasureKind] = "share"
    scale: ClassVar[int] = 100
    sign: ClassVar[str] = "%"
    counts_form: ClassVar[str] = "{counted} of {cases}"
    ceiling: ClassVar[int | None] = 100
    has_cases: ClassVar[bool] = True
    has_parts: ClassVar[bool] = True
    grows_with_time: ClassVar[bool] = False
    counted: str
    uncounted: str = "do not count"
    condition_sql: str
    unit: str = "%"
    places: int = 1
    negligible: tuple[float, float] = (-10, 10)

    @property
    def counted_sql(self) -> str:
        """The condition of the numerator."""
        return self.condition_sql

    @property
    def difference_unit(self) -> str:
        """Of percentages it is points."""
        return "percentage points"

    @property
    def row_parts(self) -> dict[str, str]:
        """All, those that count, the rest, and what can turn out either way."""
        counted = f"({self.condition_sql})"
        parts = {
            ALL: "true",
            COUNTED: counted,
            REST: f"not coalesce({counted}, false) "
            f"and not ({self.undecided_sql or 'false'})",
        }
        open_parts = {PENDING: self.pending_sql, UNKNOWN: self.unknown_sql}
        return parts | {name: sql for name, sql in open_parts.items() if sql}

    def make_interval(self, counted: Exact, cases: Exact) -> Interval | None:
        """Wilson's interval; none of a list of promises."""
        if self.is_of_promises:
            return None
        lower, upper = find_share_interval(float(counted), float(cases))
        return self.scale * lower, self.scale * upper


@dataclass(frozen=True, kw_only=True)
class Ratio(Measure):
    """One count set against another of which it is no part: a published ratio."""

    kind: ClassVar[MeasureKind] = "ratio"
    scale: ClassVar[int] = 100
    counts_form: ClassVar[str] = "{counted} beside {cases}"
    counted: str
    condition_sql: str
    base: str
    base_sql: str
    unit: str = "%"
    places: int = 1

    @property
    def counted_sql(self) -> str:
        """The condition of the numerator."""
        return self.condition_sql

    @property
    def row_parts(self) -> dict[str, str]:
        """Both counts together, and each."""
        counted, base = f"({self.condition_sql})", f"({self.base_sql})"
        return {ALL: f"{counted} or {base}", COUNTED: counted, REST: base}


@dataclass(frozen=True, kw_only=True)
class Median(Measure):
    """The value that a given part of the population does not exceed.

    The median of an even number is halfway between the two in the middle; any other
    quantile is a value that was really observed. Its numerator is that value, found by
    the count.
    """

    kind: ClassVar[MeasureKind] = "median"
    counts_form: ClassVar[str] = "{cases} cases"
    has_cases: ClassVar[bool] = True
    grows_with_time: ClassVar[bool] = False
    has_spread: ClassVar[bool] = False
    quantile: float = 0.5
    unit: str = "working days"

    def make_value(self, counted: Exact, _cases: Exact) -> Exact:
        """The value found."""
        return Fraction(counted)

    def write(self, value: Number) -> str:
        """A number of days, with a decimal only where it has one."""
        is_whole = Fraction(value).denominator == 1
        return write_rounded(value, 0 if is_whole else self.places)


@dataclass(frozen=True, kw_only=True)
class Rate(Measure):
    """A count for every thousand homes of the same stock at the year's end."""

    kind: ClassVar[MeasureKind] = "rate"
    scale: ClassVar[int] = 1000
    counts_form: ClassVar[str] = "{counted} on {cases} homes"
    is_per_home: ClassVar[bool] = True
    is_of_events: ClassVar[bool] = True
    unit: str = "per 1,000 homes"
    places: int = 1

    @property
    def difference_unit(self) -> str:
        """The homes are said: a thousand of what is not plain from a number."""
        return f"{self.every} homes"

    def make_interval(self, counted: Exact, cases: Exact) -> Interval | None:
        """Byar's or the exact interval of the count, for so many homes."""
        lower, upper = find_count_interval(float(counted))
        return self.scale * lower / float(cases), self.scale * upper / float(cases)
