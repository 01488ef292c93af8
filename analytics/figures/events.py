"""Dated events that a reader of figures over time needs to know of."""

from dataclasses import dataclass
from datetime import date

from analytics.release.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event, dated as exactly as it is known: by the day, the month, the season.

    `breaks_baseline` says that figures before and after it were recorded differently.
    """

    event_date: date
    date_precision: str
    label: str
    breaks_baseline: bool


def read_events(warehouse: Warehouse) -> list[Event]:
    """The events of a release, in order."""
    rows = warehouse.query(
        "select event_date, date_precision, label, breaks_baseline from events"
    )
    return [
        Event(
            event_date=day, date_precision=precision, label=label, breaks_baseline=is_
        )
        for day, precision, label, is_ in rows
    ]
