"""What a control chart is made of: its kind, its points, its baselines."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics.bearing.control.limits import FEWEST_CASES, Limits
from analytics.bearing.control.rules import Finding, Signal
from analytics.ground.calendar import TimePart
from analytics.measures.base import Measure


ChartKind = Literal["xmr", "c", "u", "u_prime", "p", "p_prime", "g", "t", "none"]

NAMES: dict[ChartKind, str] = {
    "xmr": "XmR chart",
    "c": "c chart",
    "u": "u chart",
    "u_prime": "u′ chart",
    "p": "p chart",
    "p_prime": "p′ chart",
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

ENOUGH_POINTS = 12

# Why a point is drawn but neither used for limits nor judged, or, if it is one of few
# cases, used but not judged.
Unjudged = Literal[
    "", "provisional", "part", "few", "missing", "straddles", "unrecorded", "open"
]

UNJUDGED: dict[Unjudged, str] = {
    "provisional": "cases can still be decided",
    "part": "records cover only a part",
    "few": f"fewer than {FEWEST_CASES} cases, so counted in the average only",
    "missing": "no figure",
    "straddles": "reaching from before a new baseline to after it",
    "unrecorded": "records are missing for a part",
    "open": "not ended yet",
}


@dataclass(frozen=True, kw_only=True)
class Point:
    """One figure of a control chart: a part of the year, or what lies between events.

    `first` and `last` are the days it stands for; `said` is the figure with its counts
    and population, as every other sentence has it.
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


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A stretch of points with one baseline: places from `start` up to `stop`.

    `label` and `since` are the event it begins with, empty for the first; `count` is
    how many points its limits rest on; `spread` by how much Laney's way widens them.
    """

    start: int
    stop: int
    label: str = ""
    since: date | None = None
    count: int = 0
    centre: float | None = None
    spread: float = 1.0

    @property
    def has_limits(self) -> bool:
        """Whether it has limits at all."""
        return self.centre is not None

    @property
    def is_trial(self) -> bool:
        """Whether its limits rest on so few points that they may yet move."""
        return self.has_limits and self.count < ENOUGH_POINTS


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
    def is_time_between(self) -> bool:
        """Whether it shows what lies between events instead of counting them."""
        return self.kind in ("g", "t")
