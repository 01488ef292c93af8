"""What a measure is: one declaration that everything which shows it reads.

Conditions are SQL over named columns of one model. They are written here and in the
theme files only, and put into queries by query.py alone.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from analytics.measures.dimensions import TIME_DIMENSIONS


# The statutory Complaint Handling Code, and the Tenant Satisfaction Measures, hold from
# these days on.
CODE_FROM = "2024-04-01"
MEASURES_FROM = "2023-04-01"

Direction = Literal["increase", "decrease", "neutral"]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What all measures have in common.

    `population` says in words which rows are considered and `population_sql` picks
    them from the model; `time_dimension` is the date that places a row in a period,
    empty for what is counted at the as-at date. `recorded_sql` is true of rows where
    the landlord recorded what the measure needs: with no such row the figure is not
    recorded. `pending_sql` is true of rows that can still turn out either way.
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
    pending_sql: str = ""
    # Weighted survey counts are summed from this column; rows are counted otherwise.
    weight_column: str = ""
    # What a value is a value of: so many of a hundred, of a thousand.
    scale: ClassVar[int] = 1
    # A survey comes once a year: its figure has no quarters or months.
    is_yearly: bool = False
    # Whether a small count could point to a resident.
    is_about_residents: bool = True

    @property
    def is_at_as_at(self) -> bool:
        """Whether it counts what is the case on the as-at date."""
        return not self.time_dimension

    @property
    def is_of_register(self) -> bool:
        """Whether it counts the register of complaints, and breaks where that does."""
        return "complaints" in self.sources

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


@dataclass(frozen=True, kw_only=True)
class Count(Measure):
    """How many rows of the population there are."""


@dataclass(frozen=True, kw_only=True)
class Share(Measure):
    """How many in a hundred of the population meet a condition.

    `counted` finishes the sentence "63 of 74 complaints …", `uncounted` that of the
    others.
    """

    scale: ClassVar[int] = 100
    counted: str
    uncounted: str = "do not count"
    condition_sql: str
    unit: str = "%"
    places: int = 1
    # Below this many cases counts are given and no share.
    minimum_base: int = 0
    # A list of what was promised is no sample of anything: chance has no part in it.
    has_interval: bool = True

    @property
    def counted_sql(self) -> str:
        """The condition of the numerator."""
        return self.condition_sql


@dataclass(frozen=True, kw_only=True)
class Ratio(Measure):
    """One count set against another of which it is no part: a published ratio."""

    scale: ClassVar[int] = 100
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


@dataclass(frozen=True, kw_only=True)
class Median(Measure):
    """The value that a given part of the population does not exceed.

    The median of an even number is halfway between the two in the middle; any other
    quantile is a value that was really observed.
    """

    column: str
    quantile: float = 0.5
    unit: str = "working days"


@dataclass(frozen=True, kw_only=True)
class Rate(Measure):
    """A count for every thousand homes of the same stock at the year's end."""

    scale: ClassVar[int] = 1000
    # Whose homes are the denominator; empty: those of the residents asked for.
    stock: str = ""
    unit: str = "per 1,000 homes"
    places: int = 1
