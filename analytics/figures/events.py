"""Dated events that a reader of figures over time needs to know of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analytics.measures.base import Measure
from analytics.release.clock_rules import ClockRule
from analytics.release.warehouse import Warehouse
from expectations.sources.events import OMBUDSMAN_KINDS


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event, dated as exactly as it is known: by the day, the month, the season.

    `breaks_baseline` says that figures before and after it were recorded differently;
    `is_of_clock` that this is so of those alone that judge how long answers took.
    """

    event_date: date
    date_precision: str
    label: str
    breaks_baseline: bool
    is_of_clock: bool = False

    def concerns(self, measure: Measure) -> bool:
        """Whether it is an event of what a measure counts."""
        return measure.is_of_register and (measure.is_of_clock or not self.is_of_clock)


def read_events(warehouse: Warehouse, *, of_ombudsman: str = "") -> list[Event]:
    """The events of a release, in order; or what the Ombudsman did or wrote, of a kind.

    The one is never among the other: a report changes nothing in what is recorded.
    """
    kinds = [of_ombudsman] if of_ombudsman else list(OMBUDSMAN_KINDS)
    rows = warehouse.query(
        "select event_date, date_precision, label, breaks_baseline from events "
        "where list_contains($kinds, kind) = $is_asked",
        {"kinds": kinds, "is_asked": bool(of_ombudsman)},
    )
    return [
        Event(
            event_date=day, date_precision=precision, label=label, breaks_baseline=is_
        )
        for day, precision, label, is_ in rows
    ]


def list_code_changes(rules: Iterable[ClockRule], told: Iterable[Event]) -> list[Event]:
    """The days on which another Code came into force, which every landlord has.

    Not where the landlord tells of a break on the day itself.
    """
    codes = {rule.valid_from: rule.code for rule in rules}
    known = {event.event_date for event in told if event.breaks_baseline}
    # The first has been in force for as long as records reach.
    return [
        Event(
            event_date=day,
            date_precision="day",
            label=codes[day],
            breaks_baseline=True,
            is_of_clock=True,
        )
        for day in sorted(codes)[1:]
        if day not in known
    ]
