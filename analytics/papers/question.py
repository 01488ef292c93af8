"""What a paper asks: a period and filters, checked once, then measure by measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analytics.calendar import Period, make_period
from analytics.errors import UsageError, quote_nearest
from analytics.measures import find_measure
from analytics.measures.base import Measure
from analytics.measures.volume import STAGE_DIMENSIONS
from analytics.narrative import can_stand_beside, write_filters, write_period
from analytics.open_release import OpenRelease, previous_year
from analytics.query import run
from analytics.result import Result


# What a paper may be filtered by: what the register of complaints knows.
FILTERS = ("tenure", "service_area", "ward", "channel", "stage")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A release with the period, the filters and the stages a paper is about."""

    release: OpenRelease
    period: Period
    where: dict[str, tuple[str, ...]]
    stages: tuple[int, ...] = (1, 2)

    @property
    def before(self) -> Period:
        """The same part of the reporting year before."""
        last_year = previous_year(self.period).label
        return make_period(self.period.label.replace(self.period.year, last_year, 1))

    @property
    def part(self) -> str:
        """The part of the year in which its trend is shown."""
        return "month" if self.period.kind == "quarter" else "quarter"

    def name_stages(self, *beginnings: str) -> list[str]:
        """Ids of measures for each stage the paper is about."""
        return [f"{each}_{stage}" for stage in self.stages for each in beginnings]

    def ask(
        self, *ids: str, by: Sequence[str] = (), periods: Sequence[Period] = ()
    ) -> list[Result]:
        """Results for measures, with those filters each of them can take.

        A measure that comes once a year is asked for the whole year.
        """
        batches: dict[tuple[tuple[str, ...], bool], list[Measure]] = {}
        for measure in (find_measure(each) for each in ids):
            accepted = tuple(name for name in self.where if name in measure.dimensions)
            batches.setdefault((accepted, measure.is_yearly), []).append(measure)
        found: dict[str, list[Result]] = {}
        for (accepted, is_yearly), members in batches.items():
            asked = list(periods or [self.period])
            if is_yearly:
                asked = list(dict.fromkeys(make_period(each.year) for each in asked))
            where = {name: self.where[name] for name in accepted}
            for result in run(self.release, members, asked, by=by, where=where):
                found.setdefault(result.measure.id, []).append(result)
        return [result for each in ids for result in found[each]]

    def ask_with_before(self, *ids: str) -> list[tuple[Result, Result | None]]:
        """Totals of measures, each with last year's where it may stand beside it."""
        pairs: list[tuple[Result, Result | None]] = []
        for each in ids:
            results = self.ask(each, periods=[self.period, self.before])
            now, before = results[0], results[-1]
            stands = len(results) > 1 and can_stand_beside(now, before)
            pairs.append((now, before if stands else None))
        return pairs

    def describe(self) -> str:
        """The period and filters in words."""
        where = {name: each for name, each in self.where.items() if name != "stage"}
        filters = write_filters(where) or " of all residents"
        stages = "" if len(self.stages) == 2 else f", stage {self.stages[0]} only"
        return f"{write_period(self.period)}: complaints{filters}{stages}"


def make_question(
    release: OpenRelease, period: Period, where: Mapping[str, Sequence[str]]
) -> Question:
    """The question of a paper; UsageError if it cannot be asked like this."""
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
    return Question(release=release, period=period, where=filters, stages=stages)
