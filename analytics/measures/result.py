"""The one shape every figure has, whatever was asked."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from analytics.ground.calendar import Period
from analytics.measures.base import Beside, Exact, Measure


# Below this many cases a percentage is read with its counts or not at all.
FEW_CASES = 20

# What stands in a figure's place, and what it means.
STATUSES: dict[str, tuple[str, str]] = {
    "ok": ("", "The figure is known."),
    "not_recorded": (
        "not recorded",
        "The landlord did not record what the figure needs; it is not nought.",
    ),
    "not_supplied": (
        "not supplied",
        "The release does not have the extract or row the figure needs.",
    ),
    "not_covered": (
        "not covered",
        "The release's records do not reach this period.",
    ),
    "not_applicable": (
        "does not apply",
        "The figure is fixed by definition and cannot be broken down or filtered so.",
    ),
    "undefined": ("no cases", "There was no case to take a figure of."),
    "too_few": (
        "too few for a rate",
        "There are too few cases for a rate; see the counts.",
    ),
    "suppressed": (
        "too few to show",
        "It is hidden, because so small a count could point to a person.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Result:
    """One measure in one period for one group.

    Numbers are exact and unrounded or None; `shown` is the only rounded text. Shares
    run from 0 to 100, rates are per 1,000. `pending` counts the cases of the
    denominator that can turn out either way, `unknown` those of them that cannot be
    judged because a cell could not be read; both shape sentences and charts.
    """

    measure: Measure
    period: Period
    group: dict[str, str]
    status: str
    shown: str
    reason: str | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None
    value: Exact | None = None
    lower: float | None = None
    upper: float | None = None
    pending: int = 0
    unknown: int = 0
    # By how much weighting widens what chance could do; None where nobody says.
    design_effect: Exact | None = None
    # How many are counted beside it and are no part of it, in words.
    beside: str = ""
    # Whether records cover only a part of the period, as in a year to date.
    is_part: bool = False
    is_made_up: bool = False
    # What of its sources was rejected, or set aside where it reads; empty: nothing.
    incomplete: str = ""
    as_at: str
    release: str
    # What was asked: the dimensions it was broken down by, and the filters.
    by: tuple[str, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_ok(self) -> bool:
        """Whether there is a figure."""
        return self.status == "ok"

    @property
    def counted(self) -> Exact:
        """The numerator, nought where there is none."""
        return self.numerator or 0

    @property
    def cases(self) -> Exact:
        """The denominator, nought where there is none."""
        return self.denominator or 0

    @property
    def has_few_cases(self) -> bool:
        """Whether its cases are too few to read the percentage without the counts."""
        return self.cases < FEW_CASES

    @property
    def rest(self) -> Exact:
        """The cases that neither count nor can still come to count."""
        return self.cases - self.counted - self.pending

    @property
    def decided(self) -> Exact:
        """The cases of which it is known whether they count."""
        return self.cases - self.pending

    @property
    def still_open(self) -> int:
        """The cases that time can still decide."""
        return self.pending - self.unknown

    @property
    def best(self) -> Exact | None:
        """What its value becomes if all that is still open comes to count."""
        if self.value is None or not self.cases:
            return self.value
        return self.measure.make_value(self.counted + self.pending, self.cases)

    @property
    def span(self) -> tuple[float, float] | None:
        """Between what a figure lies: what is still open, else what chance could do.

        None where neither is known.
        """
        if self.is_provisional and self.value is not None and self.best is not None:
            return float(self.value), float(self.best)
        if self.lower is None or self.upper is None:
            return None
        return self.lower, self.upper

    @property
    def is_total(self) -> bool:
        """Whether it is the whole and not one group of it."""
        return not self.group

    @property
    def beside_group(self) -> Beside | None:
        """The group beside the whole that it is about, if it is about one."""
        groups = {name: (value,) for name, value in self.group.items()}
        return self.measure.find_beside({**self.filters, **groups})

    @property
    def is_beside(self) -> bool:
        """Whether it is about a group beside the whole and no part of it."""
        return self.beside_group is not None

    @property
    def is_provisional(self) -> bool:
        """Whether cases in it can turn out either way."""
        return self.pending > 0

    @property
    def is_suppressed(self) -> bool:
        """Whether it is hidden for being small."""
        return self.status == "suppressed"

    def can_stand_beside(self, other: "Result | None") -> bool:
        """Whether it may be set beside the same figure of another time.

        A rate or count of part of a year is smaller than a whole year's for that alone.
        """
        if other is None:
            return False
        return not self.measure.grows_with_time or self.is_part == other.is_part

    def to_dict(self) -> dict[str, Any]:
        """The public shape, keys in their fixed order, numbers as JSON has them."""
        return {
            "measure": self.measure.id,
            "period": self.period.label,
            "group": dict(self.group),
            "population": self.measure.population,
            "unit": self.measure.unit,
            "numerator": to_number(self.numerator),
            "denominator": to_number(self.denominator),
            "value": to_number(self.value),
            "lower": self.lower,
            "upper": self.upper,
            "shown": self.shown,
            "status": self.status,
            "reason": " ".join(filter(None, (self.reason, self.incomplete))) or None,
            "is_provisional": self.is_provisional,
            "is_suppressed": self.is_suppressed,
            "is_made_up": self.is_made_up,
            "as_at": self.as_at,
            "release": self.release,
        }


def to_number(exact: Exact | None) -> int | float | None:
    """A number for JSON: whole where it is whole, else the nearest float."""
    if exact is None:
        return None
    fraction = Fraction(exact)
    return int(fraction) if fraction.denominator == 1 else float(fraction)
