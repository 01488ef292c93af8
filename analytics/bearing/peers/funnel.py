"""The landlord's place in a funnel of its peers, with its uncertainty; no league table.

Limits lie on the scale on which chance varies alike at every level: the square root of
a rate, the arcsine of the square root of a share. There the normal distribution is
within about a case of the exact Poisson and binomial limits, limits can pass neither 0
nor 100%, and weighted counts, which are not whole, need no other rule. Landlords differ
by far more than chance, by as much whatever their size: so a variance between landlords
is added to that of chance, and limits stand round the mean of landlords and not of all
complaints (Spiegelhalter, Statistics in Medicine 2005, 24:1185; DerSimonian and Laird
1986, on z-scores winsorised at a tenth of each end).
"""

from dataclasses import dataclass
from functools import lru_cache
from math import asin, pi, sin, sqrt
from typing import Literal

import numpy as np

from analytics.bearing.peers.quartiles import (
    explain_no_peers,
    find_peers,
    is_comparable,
    write_peer_value,
)
from analytics.bearing.peers.store import Numbers, Peers
from analytics.ground.intervals import Z
from analytics.ground.peer_groups import GROUPS, PeerGroup
from analytics.ground.rounding import write_rounded
from analytics.measures import find_measure
from analytics.measures.base import Measure
from analytics.measures.result import Result


Limit = Literal["95", "99.8"]

# Points of the normal distribution for the two limits.
LIMITS: dict[Limit, float] = {"95": Z, "99.8": 3.090232306167813}

# How much of each end of the z-scores is drawn in before their square is averaged.
WINSORISED = 0.1

# Limits that hold this part of all landlords or more tell one from none.
TELLS_BELOW = 0.95

# Ranks are simulated so often; the same seed gives the same words every time.
DRAWS = 4_000
SEED = 20_250_331

# Jeffreys: what is known of a rate or share before a single case is.
PRIOR = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class Funnel:
    """A landlord's figure among its peers', itself one of them.

    `rank` counts from the lowest; `lowest_rank` to `highest_rank` is where it may
    truly stand, at 95%. `average` is the mean of the landlords, `between` the variance
    between them on the scale on which chance varies alike.
    """

    peers: Peers
    numerator: float
    denominator: float
    average: float
    between: float
    rank: int
    lowest_rank: int
    highest_rank: int
    landlords: int
    # Whether the landlord belongs to the group, as the regulator's file has it.
    is_member: bool
    # The landlord's own figure as it is written everywhere.
    shown: str

    @property
    def group(self) -> PeerGroup:
        """The group it stands in."""
        return GROUPS[self.peers.group]

    @property
    def measure(self) -> Measure:
        """The measure that all of it is of."""
        return find_measure(self.peers.measure)

    @property
    def value(self) -> float:
        """The landlord's own figure."""
        return self.measure.scale * self.numerator / self.denominator

    def find_limits(
        self, limit: Limit, denominators: Numbers
    ) -> tuple[Numbers, Numbers]:
        """The lower and upper limit for so many homes or cases."""
        low, high = limit_parts(
            self.measure.is_per_home,
            self.average / self.measure.scale,
            denominators,
            LIMITS[limit],
            self.between,
        )
        return low * self.measure.scale, high * self.measure.scale

    @property
    def held(self) -> float:
        """How many of its peers lie inside the 95% limits of its size, as a part."""
        low, high = self.find_limits("95", np.array([self.denominator]))
        values = self.peers.values
        return float(((low[0] <= values) & (values <= high[0])).mean())

    @property
    def can_tell(self) -> bool:
        """Whether it lies outside its limits, or others do: else they tell nothing."""
        return self.judge() != "inside" or self.held < TELLS_BELOW

    def judge(self) -> str:
        """Where it stands: "inside", or "below" or "above" with the limit it passes."""
        for limit in ("99.8", "95"):
            low, high = self.find_limits(limit, np.array([self.denominator]))
            if self.value < low[0]:
                return f"below {limit}"
            if self.value > high[0]:
                return f"above {limit}"
        return "inside"


def find_funnel(
    result: Result, landlord_code: str, group_id: str = ""
) -> Funnel | None:
    """The funnel in which a figure stands; None where it may not or cannot be shown.

    The landlord's own figure is the release's. In its group it takes the place of what
    the regulator's file has for it.
    """
    if not is_comparable(result) or not result.cases:
        return None
    peers = find_peers(result.measure.id, result.period.label, group_id)
    if peers is None:
        return None
    numerator, denominator = float(result.counted), float(result.cases)
    return make_funnel(peers, landlord_code, numerator, denominator, result.shown)


def make_funnel(
    peers: Peers, landlord_code: str, numerator: float, denominator: float, shown: str
) -> Funnel:
    """The funnel of some peers with a landlord's own figure among them."""
    others = [code != landlord_code for code in peers.codes]
    numerators = np.append(peers.numerators[others], numerator)
    denominators = np.append(peers.denominators[others], denominator)
    rate = find_measure(peers.measure).is_per_home
    average, between = find_spread_between(rate, peers.numerators, peers.denominators)
    rank, low, high = rank_last(
        rate, tuple(numerators.tolist()), tuple(denominators.tolist())
    )
    return Funnel(
        peers=peers,
        numerator=numerator,
        denominator=denominator,
        average=find_measure(peers.measure).scale * average,
        between=between,
        rank=rank,
        lowest_rank=low,
        highest_rank=high,
        landlords=len(numerators),
        is_member=landlord_code in peers.codes,
        shown=shown,
    )


def stabilise(rate: bool, parts: Numbers) -> Numbers:
    """Rates or shares on the scale on which chance varies alike at every level."""
    roots = np.sqrt(parts)
    return roots if rate else np.arcsin(np.minimum(roots, 1.0))


def find_scores(rate: bool, numerators: Numbers, denominators: Numbers) -> Numbers:
    """How many of chance's standard deviations each landlord lies from all together."""
    average = numerators.sum() / denominators.sum()
    gaps = stabilise(rate, numerators / denominators) - stabilise(
        rate, np.array([average])
    )
    return np.asarray(gaps * 2 * np.sqrt(denominators))


def find_spread_between(
    rate: bool, numerators: Numbers, denominators: Numbers
) -> tuple[float, float]:
    """The mean of landlords, as a part of one, and the variance between them.

    The variance is on the scale on which chance varies alike, and nought where chance
    explains all. Few large landlords do not draw the mean to themselves as they draw
    that of all complaints.
    """
    scores = find_scores(rate, numerators, denominators)
    drawn_in = np.clip(scores, *np.quantile(scores, [WINSORISED, 1 - WINSORISED]))
    # What chance alone leaves of a landlord's variance is 1 in 4 of its cases.
    weights = 4 * denominators
    spare = weights.sum() - (weights**2).sum() / weights.sum()
    excess = float((drawn_in**2).sum()) - (len(scores) - 1)
    between = max(0.0, excess / float(spare)) if spare > 0 else 0.0
    weights = 1 / (1 / weights + between)
    places = stabilise(rate, numerators / denominators)
    mean = float((weights * places).sum() / weights.sum())
    return (mean**2 if rate else sin(mean) ** 2), between


def limit_parts(
    rate: bool, average: float, denominators: Numbers, point: float, between: float
) -> tuple[Numbers, Numbers]:
    """The lower and upper limit of a rate or share for so many homes or cases."""
    half = point * np.sqrt(1 / (4 * denominators) + between)
    if rate:
        middle = sqrt(average)
        return np.maximum(middle - half, 0.0) ** 2, (middle + half) ** 2
    middle = asin(sqrt(average))
    low = np.sin(np.maximum(middle - half, 0.0)) ** 2
    return low, np.sin(np.minimum(middle + half, pi / 2)) ** 2


@lru_cache(maxsize=64)
def rank_last(
    rate: bool, numerators: tuple[float, ...], denominators: tuple[float, ...]
) -> tuple[int, int, int]:
    """The last landlord's rank from the lowest, and the ends of its 95% interval.

    True rates and shares are drawn for every landlord from what its counts leave
    possible. Where ties or few cases put the observed rank outside, the interval is
    widened to hold it.
    """
    counted, cases = np.array(numerators), np.array(denominators)
    values = counted / cases
    rank = 1 + int((values[:-1] < values[-1]).sum())
    generator = np.random.default_rng(SEED)
    size = (DRAWS, len(values))
    if rate:
        drawn = generator.gamma(counted + PRIOR, 1 / cases, size)
    else:
        drawn = generator.beta(counted + PRIOR, cases - counted + PRIOR, size)
    ranks = 1 + (drawn[:, :-1] < drawn[:, -1:]).sum(axis=1)
    low = int(np.quantile(ranks, 0.025, method="lower"))
    high = int(np.quantile(ranks, 0.975, method="higher"))
    return rank, min(low, rank), max(high, rank)


def write_ordinal(number: int) -> str:
    """A rank in words: 1st, 2nd, 3rd, 11th, 21st."""
    is_teen = 10 <= number % 100 <= 20
    ending = "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def write_place(funnel: Funnel) -> str:
    """The landlord's place: "between the 3rd and the 16th lowest of 159 councils"."""
    low, high = write_ordinal(funnel.lowest_rank), write_ordinal(funnel.highest_rank)
    span = (
        f"the {low} lowest"
        if low == high
        else f"between the {low} and the {high} lowest"
    )
    noun = funnel.group.noun
    if funnel.is_member:
        return f"{span} of {funnel.landlords:,} {noun}"
    return f"{span}, if it were counted among the {len(funnel.peers):,} {noun}"


def write_position(funnel: Funnel) -> str:
    """Whether the figure lies inside the limits, in a sentence without praise."""
    noun = funnel.group.noun
    if not funnel.can_tell:
        held = write_rounded(100 * funnel.held, 0)
        return (
            f"The funnel cannot tell it from others: limits for its size hold {held} "
            f"of a hundred {noun}."
        )
    average = f"the mean of {noun} ({write_peer_figure(funnel, funnel.average)})"
    allowance = "for its size and for how much landlords differ"
    where, _, limit = funnel.judge().partition(" ")
    if where == "inside":
        return (
            f"It lies inside the 95% limits round {average}, which allow {allowance}."
        )
    return (
        f"It lies {where} the {limit}% limit round {average}, which allows "
        f"{allowance}: it stands apart from them."
    )


def write_peer_figure(funnel: Funnel, value: float) -> str:
    """A value of the funnel as it is written."""
    return write_peer_value(funnel.peers.measure, value)


def write_widening(funnel: Funnel) -> str:
    """How the limits were widened; empty where chance alone explains the spread."""
    if not funnel.between:
        return ""
    factor = sqrt(1 + 4 * funnel.denominator * funnel.between)
    return (
        f"At its size the limits are {write_rounded(factor, 1)} times as far apart as "
        "they would be if landlords were all alike."
    )


def write_funnel(funnel: Funnel, name: str = "") -> str:
    """The funnel in words: place with its uncertainty, position, and the widening."""
    who = name or "This landlord"
    figure = f"{who}: {funnel.shown} in {funnel.peers.year}"
    sentences = [
        f"{figure}, {write_place(funnel)} (at 95%).",
        write_position(funnel),
        write_widening(funnel),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def explain_no_funnel(result: Result, group_id: str = "") -> str:
    """Why there is no funnel for a figure, in a sentence; empty where there is one."""
    if not is_comparable(result):
        return (
            "Only a final figure of a whole reporting year is set beside other "
            "landlords'."
        )
    return explain_no_peers(result.measure.id, result.period.label, group_id)
