"""What a paper is about: a period and filters, checked before anything is drawn."""

from collections.abc import Mapping, Sequence

from analytics.figures.open_release import OpenRelease
from analytics.figures.query import run
from analytics.ground.calendar import Period
from analytics.ground.errors import UsageError, quote_nearest
from analytics.measures import find_measure
from analytics.measures.volumes import STAGE_DIMENSIONS
from analytics.view import View


# What a paper may be filtered by: what the register of complaints knows.
FILTERS = ("tenure", "service_area", "ward", "channel", "stage")


def make_view(
    release: OpenRelease, period: Period, where: Mapping[str, Sequence[str]]
) -> View:
    """The view of a paper; UsageError if it cannot be made like this."""
    if period.kind == "month":
        raise UsageError(
            f'A paper is about a reporting year or its quarters, not "{period.label}": '
            'write 2024-25 or "2024-25 Q3".'
        )
    filters = {name: tuple(dict.fromkeys(values)) for name, values in where.items()}
    for name in filters:
        if name not in FILTERS:
            hint = quote_nearest(name, list(FILTERS))
            raise UsageError(f'A paper cannot be filtered by "{name}"; {hint}.')
    # Values are checked where the register knows them, before anything is drawn.
    checked = {name: each for name, each in filters.items() if name != "stage"}
    register = [name for name in checked if name in STAGE_DIMENSIONS]
    run(
        release,
        [find_measure("received_1")],
        [period],
        where={name: checked[name] for name in register},
    )
    chosen = filters.get("stage", ("1", "2"))
    for stage in chosen:
        if stage not in ("1", "2"):
            raise UsageError(f'stage has no "{stage}"; known are: 1, 2.')
    if len(chosen) == 2:
        filters.pop("stage", None)
    stages = tuple(sorted(int(stage) for stage in chosen))
    return View(release=release, period=period, where=filters, stages=stages)
