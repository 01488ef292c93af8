"""The warning where few people complain: what is so, why it matters, what to check."""

from dataclasses import dataclass

from analytics.bearing.peers.funnel import Funnel, find_funnel, write_place
from analytics.bearing.peers.quartiles import Quartiles, find_band
from analytics.ground.rounding import write_rounded
from analytics.measures.result import Result


REASON = (
    "Code 3.3: many complaints are not bad in themselves, but few can be a sign that "
    "residents are unable to complain."
)
CHECKS = (
    "Channels: is there a way to complain by telephone, in writing, in person and "
    "online, and is any of them hardly ever used?",
    "Refusals: is every complaint that was not accepted recorded, with its reason?",
    "Informal handling: is dissatisfaction settled as a service request or a query, "
    "so that it never becomes a complaint?",
)


@dataclass(frozen=True, kw_only=True)
class LowVolume:
    """A warning that few people complain: what is so, why it matters, what to check."""

    sentence: str
    reason: str
    checks: tuple[str, ...]
    # Whether it is known to lie in the lowest tenth, and not only the lowest quarter.
    is_tenth: bool


def warn_of_low_volume(
    result: Result, landlord_code: str, group_id: str = ""
) -> LowVolume | None:
    """The warning that Code 3.3 asks for, where a year's CH01 is among the lowest.

    It is raised in the lowest tenth of the group, with the place that the landlord may
    truly have. Where only quarters are known it is raised in the lowest quarter and
    says that no more is known.
    """
    quartiles = find_band(result, group_id)
    if quartiles is None or not result.measure.warns_when_low:
        return None
    # As they are shown, since what is shipped is rounded in the same way.
    value = round_shown(float(result.value or 0))
    is_tenth = is_in_lowest_tenth(value, quartiles)
    if is_tenth is False or value > round_shown(quartiles.q1):
        return None
    funnel = find_funnel(result, landlord_code, group_id)
    return LowVolume(
        sentence=write_low_volume(result, quartiles, is_tenth is True, funnel),
        reason=REASON,
        checks=CHECKS,
        is_tenth=is_tenth is True,
    )


def round_shown(value: float) -> float:
    """A rate as a reader sees it."""
    return float(write_rounded(value, 1).replace(",", ""))


def is_in_lowest_tenth(value: float, quartiles: Quartiles) -> bool | None:
    """Whether a value lies in the lowest tenth of a group; None where nobody knows."""
    if quartiles.p10_low is not None and value <= round_shown(quartiles.p10_low):
        return True
    if quartiles.p10_high is not None and value > round_shown(quartiles.p10_high):
        return False
    return None


def write_low_volume(
    result: Result, quartiles: Quartiles, is_tenth: bool, funnel: Funnel | None
) -> str:
    """The first sentence of the warning: the figure, its place, how far down it is."""
    figure = f"{result.measure.label}, {quartiles.year}: {result.shown}"
    part = "tenth" if is_tenth else "quarter"
    among = f"{quartiles.landlords:,} {quartiles.group.noun}"
    file = "without the regulator's file of that year"
    if funnel is not None:
        return (
            f"{figure} is {write_place(funnel)} (at 95%), and as counted in their "
            f"lowest {part}."
        )
    if is_tenth:
        return (
            f"{figure} is as counted in the lowest tenth of {among}; how far from "
            f"there it may truly be is not known {file}."
        )
    return (
        f"{figure} is as counted in the lowest quarter of {among}. Whether it is in "
        f"the lowest tenth is not known {file}."
    )
