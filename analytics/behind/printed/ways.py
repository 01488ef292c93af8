"""The ways in which a printed figure may have counted otherwise than it is said to.

Each is tried on every figure alike: none is written down for one of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analytics.behind.printed.asked import Counting
from analytics.figures.open_release import previous_year
from analytics.ground.calendar import Period, make_year
from analytics.measures import MEASURES
from analytics.measures.base import Measure, Share
from analytics.measures.dimensions import DIMENSIONS


# What the days are by which complaints can be placed in a year.
DAYS_THAT_PLACE = {
    "received_date": "the day it was received",
    "acknowledged_date": "the day of the acknowledgement",
    "responded_date": "the day of the answer",
    "closed_date": "the day it was closed",
}
MENTIONS = "service_area_mentions"


def list_ways(asked: Counting) -> Iterator[Counting]:
    """Every way that differs in one thing more, of a kind not yet changed."""
    kinds = {kind for kind, _ in asked.ways}
    for kind, find in KINDS_OF_WAYS.items():
        if kind not in kinds:
            for words, changed in find(asked):
                yield replace(changed, ways=(*asked.ways, (kind, words)))


def list_other_residents(asked: Counting) -> Iterator[tuple[str, Counting]]:
    """The same counted of other residents."""
    measures = asked.measures
    if all(each.of_chosen for each in measures):
        wider = tuple(MEASURES[each.of_chosen] for each in measures)
        yield "all residents and not tenants alone", replace(asked, measures=wider)
    narrower = tuple(
        found for each in measures if (found := find_narrower(each)) is not None
    )
    if len(narrower) == len(measures):
        yield "tenants alone", replace(asked, measures=narrower)
    for value in DIMENSIONS["tenure"].values:
        words = f"{DIMENSIONS['tenure'].name_value(value).lower()} alone"
        yield words, replace(asked, tenure=value)


def find_narrower(measure: Measure) -> Measure | None:
    """The measure that counts the same of the residents the regulator names."""
    found = (each for each in MEASURES.values() if each.of_chosen == measure.id)
    return next(found, None)


def list_stages(asked: Counting) -> Iterator[tuple[str, Counting]]:
    """The other stage, or both of them."""
    others = [swap_stage(each) for each in asked.measures]
    if len(others) == 1 and others[0] is not None:
        both = (*asked.measures, others[0])
        yield (
            "both stages added, which counts some complaints twice",
            replace(asked, measures=both),
        )
        yield "the other stage", replace(asked, measures=(others[0],))
        if asked.measures[0].kind == "count" and not asked.category:
            third = (*both, MEASURES["determinations"])
            words = "both stages and the Ombudsman's cases added"
            yield words, replace(asked, measures=third)


def swap_stage(measure: Measure) -> Measure | None:
    """The same measure of the other stage."""
    found = re.search(r"_([12])(?=_|$)", measure.id)
    if not found:
        return None
    other = "2" if found[1] == "1" else "1"
    return MEASURES.get(
        f"{measure.id[: found.start(1)]}{other}{measure.id[found.end(1) :]}"
    )


def list_extensions(asked: Counting) -> Iterator[tuple[str, Counting]]:
    """Without those that an extension made good."""
    without = [MEASURES.get(f"{each.id}_without_extension") for each in asked.measures]
    found = tuple(each for each in without if each is not None)
    if len(found) == len(asked.measures):
        yield "extensions left out", replace(asked, measures=found)


def list_mentions(asked: Counting) -> Iterator[tuple[str, Counting]]:
    """Mentions of service areas in place of complaints."""
    ids = [each.id for each in asked.measures]
    if MENTIONS not in ids and asked.measures[0].kind == "count":
        mentions = (MEASURES[MENTIONS],)
        yield "mentions of areas and not complaints", replace(asked, measures=mentions)


def list_other_days(asked: Counting) -> Iterator[tuple[str, Counting]]:
    """Placed in the year by another day."""
    for day, words in DAYS_THAT_PLACE.items():
        if all(can_be_placed_by(each, day) for each in asked.measures):
            placed = tuple(replace(each, time_dimension=day) for each in asked.measures)
            yield f"placed in the year by {words}", replace(asked, measures=placed)


def can_be_placed_by(measure: Measure, day: str) -> bool:
    """Whether its rows have that day, and another places them."""
    return measure.model == "complaint_stages" and measure.time_dimension not in (
        "",
        day,
    )


def list_other_years(asked: Counting) -> Iterator[tuple[str, Counting]]:
    """Another reporting year."""
    for period in (previous_year(asked.period), next_year(asked.period)):
        yield f"those of {period.label}", replace(asked, period=period)


def next_year(period: Period) -> Period:
    """The reporting year after one."""
    first = int(period.year[:4]) + 1
    return make_year(f"{first}-{(first + 1) % 100:02}")


def list_bases(asked: Counting) -> Iterator[tuple[str, Counting]]:
    """A share taken of other cases."""
    if asked.measures[0].kind != "share" and asked.taken != "share":
        return
    for ids, words in list_whole_counts():
        bases = tuple(MEASURES[each] for each in ids)
        yield f"a share of {words}", replace(asked, bases=bases)


def list_whole_counts() -> Iterator[tuple[Sequence[str], str]]:
    """What a share may have been taken of."""
    for stem, words in (("received", "received"), ("outcomes", "closed")):
        ids = [f"{stem}_1", f"{stem}_2"]
        yield ids[:1], f"all stage 1 complaints {words}"
        yield ids[1:], f"all stage 2 complaints {words}"
        yield ids, f"all complaints {words}, both stages added"
    yield [MENTIONS], "mentions of areas"


def list_others(asked: Counting) -> Iterator[tuple[str, Counting]]:
    """Those that do not count, in place of those that do."""
    measure = asked.measures[0]
    if isinstance(measure, Share) and asked.taken == "value":
        yield f"those that {measure.uncounted}", replace(asked, taken="rest")


def list_as_points(asked: Counting) -> Iterator[tuple[str, Counting]]:
    """A change in percentage points, said as one in per cent."""
    if asked.taken == "change":
        yield "percentage points and not per cent", replace(asked, taken="points")


KINDS_OF_WAYS = {
    "population": list_other_residents,
    "stage": list_stages,
    "extension": list_extensions,
    "mentions": list_mentions,
    "day": list_other_days,
    "year": list_other_years,
    "base": list_bases,
    "rest": list_others,
    "points": list_as_points,
}
