"""The middle half of like landlords.

Two years are shipped in `data/reference/peers.csv`: our own sums from the regulator's
open data, by linear interpolation. A year that was imported is worked out from its
figures instead.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analytics.bearing.peers.headings import PEER_MEASURES
from analytics.bearing.peers.store import Peers, list_imported, read_peers
from analytics.ground.errors import Refusal
from analytics.ground.peer_groups import GROUPS, PeerGroup, find_group
from analytics.ground.settings import REFERENCE
from analytics.measures import find_measure
from analytics.measures.result import Result


PEERS_FILE = REFERENCE / "peers.csv"

# The tenth, the quarter, the half and three quarters.
QUANTILES = (0.1, 0.25, 0.5, 0.75)

# Fewer landlords than this make no group to stand in.
FEWEST_PEERS = 10


@dataclass(frozen=True, kw_only=True)
class Quartiles:
    """Where the landlords of a group stood in a year: the band of a strip or chart.

    The value that a tenth lie at or below is somewhere from `p10_low` to `p10_high`:
    both are the same where it is known, and None says that nothing bounds it there.
    """

    measure_id: str
    year: str
    group: PeerGroup
    landlords: int
    p10_low: float | None
    p10_high: float | None
    q1: float
    median: float
    q3: float
    source: str


@lru_cache(maxsize=1)
def read_quartiles() -> tuple[Quartiles, ...]:
    """The distributions that are shipped, in the file's order."""
    with PEERS_FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Quartiles(
                measure_id=row["measure"],
                year=row["year"],
                group=GROUPS[row["group"]],
                landlords=int(row["landlords"]),
                p10_low=float(row["p10_low"]) if row["p10_low"] else None,
                p10_high=float(row["p10_high"]) if row["p10_high"] else None,
                q1=float(row["q1"]),
                median=float(row["median"]),
                q3=float(row["q3"]),
                source=row["source"],
            )
            for row in csv.DictReader(lines)
        )


def find_quartiles(measure_id: str, year: str, group_id: str = "") -> Quartiles | None:
    """Where like landlords stood, from the imported file or else as shipped.

    None where neither knows the measure in that year. UsageError for an unknown group.
    """
    group = find_group(group_id)
    peers = find_peers(measure_id, year, group_id)
    if peers is not None:
        return make_quartiles(peers)
    shipped = (
        each
        for each in read_quartiles()
        if (each.measure_id, each.year, each.group) == (measure_id, year, group)
    )
    return next(shipped, None)


def find_peers(measure_id: str, year: str, group_id: str = "") -> Peers | None:
    """The imported landlords of a group; None if they are not there or too few.

    A damaged file counts as not imported: `benchmarks list` says what is wrong.
    """
    if measure_id not in PEER_MEASURES:
        return None
    try:
        peers = read_peers(measure_id, year, find_group(group_id).id)
    except Refusal:
        return None
    return peers if peers is not None and len(peers) >= FEWEST_PEERS else None


def explain_no_peers(measure_id: str, year: str, group_id: str = "") -> str:
    """Why no imported landlords are known, in a sentence; empty where they are."""
    group = find_group(group_id)
    if year not in list_imported():
        return f"The regulator's figures of {year} have not been imported."
    try:
        peers = read_peers(measure_id, year, group.id)
    except Refusal as error:
        return str(error)
    if peers is None or len(peers) < FEWEST_PEERS:
        return (
            f"The regulator's file of {year} has too few {group.noun} to be set beside."
        )
    return ""


def make_quartiles(peers: Peers) -> Quartiles:
    """The distribution of imported landlords, by linear interpolation."""
    p10, q1, median, q3 = np.quantile(peers.values, QUANTILES).tolist()
    return Quartiles(
        measure_id=peers.measure,
        year=peers.year,
        group=GROUPS[peers.group],
        landlords=len(peers),
        p10_low=p10,
        p10_high=p10,
        q1=q1,
        median=median,
        q3=q3,
        source=f"the regulator's open data for {peers.year}, imported",
    )


def is_comparable(result: Result) -> bool:
    """Whether a figure may be set beside other landlords': whole, and of a whole year.

    One that can still change, or counts a part of the year, would be set beside
    figures that were final.
    """
    return (
        result.measure.id in PEER_MEASURES
        and result.is_ok
        and result.is_total
        and not result.filters
        and result.period.kind == "year"
        and not result.is_part
        and not result.is_provisional
    )


def find_band(result: Result, group_id: str = "") -> Quartiles | None:
    """The band to draw behind a figure; None where the figure may not be compared."""
    if not is_comparable(result):
        return None
    return find_quartiles(result.measure.id, result.period.label, group_id)


def write_peer_value(measure_id: str, value: float) -> str:
    """A value of a measure as it is written: "17.6", "35.8%"."""
    return find_measure(measure_id).write(value)


def write_quartiles(quartiles: Quartiles) -> str:
    """The band in words: group, how many, year, middle half and middle."""
    low, middle, high = (
        write_peer_value(quartiles.measure_id, value)
        for value in (quartiles.q1, quartiles.median, quartiles.q3)
    )
    return (
        f"The middle half of {quartiles.landlords:,} {quartiles.group.noun} in "
        f"{quartiles.year}: {low} to {high}, half of them at or below {middle}."
    )


def write_bands(bands: Iterable[Quartiles | None]) -> list[str]:
    """What the pale bands behind figures are, each said once."""
    return list(dict.fromkeys(write_quartiles(band) for band in bands if band))
