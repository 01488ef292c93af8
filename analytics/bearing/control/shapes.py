"""What a control chart is made of: its kind, its points, its baselines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from analytics.bearing.control.limits import FEWEST_CASES, Limits
from analytics.bearing.control.rules import Finding, Signal
from analytics.ground.calendar import TimePart
from analytics.measures.base import Measure


ChartKind = Literal[
    "xmr", "c", "u", "u_prime", "p", "p_prime", "slow", "slow_prime", "g", "t", "none"
]

NAMES: dict[ChartKind, str] = {
    "xmr": "XmR chart",
    "c": "c chart",
    "u": "u chart",
    "u_prime": "u′ chart",
    "p": "p chart",
    "p_prime": "p′ chart",
    "slow": "p chart",
    "slow_prime": "p′ chart",
    "g": "g chart",
    "t": "t chart",
    "none": "no control chart",
}

WHY: dict[ChartKind, str] = {
    "xmr": (
        "The figure is neither a count nor a share, so its own ups and downs from one "
        "{part} to the next set the limits: an XmR chart."
    ),
    "c": (
        "Each {part}’s number is set against the usual spread of counts of this size, "
        "in {part}s of much the same length: a c chart."
    ),
    "u": (
        "Each {part}’s number is set against the homes it comes from and the usual "
        "spread of counts of this size: a u chart."
    ),
    "u_prime": (
        "The numbers vary more from one {part} to the next than counts of this size "
        "do by chance, so the limits are widened to match (Laney): a u′ chart."
    ),
    "p": (
        "Each {part}’s share is set against the spread that chance gives a share of "
        "so many cases; fewer cases have wider limits: a p chart."
    ),
    "p_prime": (
        "The shares vary more from one {part} to the next than chance makes them, so "
        "the limits are widened to match (Laney): a p′ chart."
    ),
    "slow": (
        "Each {part}’s share of answers that took longer than usual is set against the "
        "spread that chance gives a share of so many answers: a p chart."
    ),
    "slow_prime": (
        "The shares of answers that took longer than usual vary more from one {part} "
        "to the next than chance makes them, so the limits are widened to match "
        "(Laney): a p′ chart."
    ),
    "g": (
        "There are too few of them to count by {part}, so what is shown is how many "
        "{between} lie between one and the next: a g chart."
    ),
    "t": (
        "There are fewer than 2 a {part} on average, so what is shown is the days "
        "from one to the next: a t chart."
    ),
    "none": "",
}

# Fewer points have no limits; fewer than enough have limits that are a trial. Once
# there are enough, limits are held: what comes later does not move them.
FEWEST_POINTS = 6
ENOUGH_POINTS = 12

# Why a point is drawn but neither used for limits nor judged, or, if it is one of few
# cases, used but not judged.
Unjudged = Literal[
    "", "provisional", "part", "few", "missing", "straddles", "unrecorded", "open"
]

UNJUDGED: dict[Unjudged, str] = {
    "provisional": "cases can still be decided",
    "part": "records cover only a part",
    "few": f"fewer than {FEWEST_CASES} cases",
    "missing": "no figure",
    "straddles": "reaching from before a new baseline to after it",
    "unrecorded": "records are missing for a part",
    "open": "not ended yet",
}


@dataclass(frozen=True, kw_only=True)
class Point:
    """One figure of a control chart: a part of the year, or what lies between events.

    `first` and `last` are the days it stands for; `said` is the figure with its counts
    and population, as every other sentence has it; `waits` the days of its answers,
    where slow ones are counted.
    """

    label: str
    first: date
    last: date
    shown: str
    said: str = ""
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unjudged: Unjudged = ""
    waits: tuple[int, ...] = ()
    is_made_up: bool = False
    limits: Limits | None = None
    signals: tuple[Signal, ...] = ()

    @property
    def is_used(self) -> bool:
        """Whether it has a part in the centre and limits."""
        return self.unjudged in ("", "few")

    @property
    def lower(self) -> float | None:
        """The lower limit, None where it has none."""
        return None if self.limits is None else self.limits.lower

    @property
    def centre(self) -> float | None:
        """The centre, None where it has none."""
        return None if self.limits is None else self.limits.centre

    @property
    def upper(self) -> float | None:
        """The upper limit, None where it has none."""
        return None if self.limits is None else self.limits.upper


# The limits of one point, whether it is one of the baseline's own or a later one.
Bound = Callable[[Point, bool], Limits | None]


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """Points from `first` to `last`, `count` of them used, that limits rest on.

    `spread` is by how much Laney's way widens them; `left_out` how many steps from one
    point to the next are no part of them; `usual` the days that part slow answers.
    """

    first: Point
    last: Point
    count: int
    centre: float
    bound: Bound
    spread: float = 1.0
    left_out: int = 0
    usual: Fraction | None = None

    @property
    def is_trial(self) -> bool:
        """Whether it is of so few points that its limits may yet move."""
        return self.count < ENOUGH_POINTS


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A stretch of points recorded alike: places from `start` up to `stop`.

    `label` and `since` are the event it begins with, empty for the first; `count` is
    how many of its points can be used. Its points up to `held_from` make its limits,
    and later ones are judged by them; where it `borrows` the baseline of an earlier
    stretch, all are. Without a baseline it has no limits.
    """

    start: int
    stop: int
    label: str = ""
    since: date | None = None
    count: int = 0
    baseline: Baseline | None = None
    held_from: int = 0
    borrows: bool = False

    @property
    def has_limits(self) -> bool:
        """Whether it has limits at all."""
        return self.baseline is not None

    @property
    def centre(self) -> float | None:
        """What its points are set against, None without limits."""
        return None if self.baseline is None else self.baseline.centre

    @property
    def is_trial(self) -> bool:
        """Whether its limits rest on so few points of its own that they may yet move."""  # noqa: E501
        return self.baseline is not None and self.baseline.is_trial


@dataclass(frozen=True, kw_only=True)
class ControlChart:
    """A control chart: its points, its baselines, and what stands out.

    `is_rare` says that dates would make it a chart of the time between; `between`
    says what is counted between two events in a g chart.
    """

    measure: Measure
    kind: ChartKind
    why: str
    part: TimePart = "month"
    points: tuple[Point, ...] = ()
    segments: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_rare: bool = False
    between: str = ""

    @property
    def has_limits(self) -> bool:
        """Whether any stretch has limits."""
        return any(segment.has_limits for segment in self.segments)

    @property
    def is_trial(self) -> bool:
        """Whether the limits of any stretch are a trial."""
        return any(segment.is_trial for segment in self.segments)

    @property
    def is_of_slow(self) -> bool:
        """Whether it shows the share of answers that took longer than usual."""
        return self.kind in ("slow", "slow_prime")

    @property
    def sign(self) -> str:
        """What is written after a level."""
        return "%" if self.is_of_slow else self.measure.sign

    @property
    def ceiling(self) -> int | None:
        """What no point can pass; None where it can be of any size."""
        return 100 if self.is_of_slow else self.measure.ceiling

    def find_segment(self, place: int) -> Segment:
        """The stretch that a point belongs to."""
        return next(each for each in self.segments if place < each.stop)

    @property
    def is_time_between(self) -> bool:
        """Whether it shows what lies between events instead of counting them."""
        return self.kind in ("g", "t")
