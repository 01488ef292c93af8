"""What a reader looks at: a release, a period, filters and stages; asked by measure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from analytics.bearing.peers.quartiles import Quartiles, find_band
from analytics.figures.open_release import OpenRelease, previous_year
from analytics.figures.query import run
from analytics.ground.calendar import Period, make_period, write_date
from analytics.measures import find_measure
from analytics.measures.base import Measure
from analytics.measures.result import Result
from analytics.words.names import count_words, write_filters, write_period


# A total, and last year's where it may stand beside it.
Pair = tuple[Result, Result | None]


@dataclass(frozen=True, kw_only=True)
class View:
    """A release with the period, the filters and the stages a reader has chosen."""

    release: OpenRelease
    period: Period
    where: dict[str, tuple[str, ...]]
    stages: tuple[int, ...] = (1, 2)
    # Whether figures count those whom the regulator's definitions name; all residents
    # or those chosen otherwise.
    is_published: bool = True
    # Beside which landlords figures are set; empty for those landlord.toml names.
    peers: str = ""

    @property
    def year(self) -> Period:
        """The whole reporting year of the period."""
        return make_period(self.period.year)

    @property
    def period_before(self) -> Period:
        """The same part of the reporting year before."""
        label = self.period.label.replace(
            self.period.year, previous_year(self.period).label, 1
        )
        return make_period(label)

    @property
    def unfiltered(self) -> Self:
        """The same period of everybody: what a landlord declares is of all."""
        return replace(self, where={})

    def ask(
        self,
        *ids: str,
        by: Sequence[str] = (),
        periods: Sequence[Period] = (),
    ) -> list[Result]:
        """Results for measures, with those filters each of them can take.

        A measure that comes once a year is asked for the whole year.
        """
        measures = [find_measure(each) for each in ids]
        batches: dict[tuple[tuple[str, ...], bool], list[Measure]] = {}
        for measure in measures:
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

    def ask_each(
        self, *ids: str, by: Sequence[str] = (), periods: Sequence[Period] = ()
    ) -> list[list[Result]]:
        """Results for measures, a list for each; asked at once, in one pass of them."""
        results = self.ask(*ids, by=by, periods=periods)
        return [[each for each in results if each.measure.id == name] for name in ids]

    def ask_pairs(self, *ids: str) -> list[Pair]:
        """Totals of measures, each with last year's where that may stand beside it."""
        pairs: list[Pair] = []
        for results in self.ask_each(*ids, periods=[self.period, self.period_before]):
            now, before = results[0], results[-1]
            stands = len(results) > 1 and now.can_stand_beside(before)
            pairs.append((now, before if stands else None))
        return pairs

    def ask_beside_all(
        self,
        name: str,
        *ids: str,
        by: Sequence[str] = (),
        periods: Sequence[Period] = (),
    ) -> list[Result]:
        """Results for measures, each followed by those without one of the filters."""
        chosen = self.ask_each(*ids, by=by, periods=periods)
        wide = self.without(name).ask_each(*ids, by=by, periods=periods)
        pairs = zip(chosen, wide, strict=True)
        return [result for pair in pairs for part in pair for result in part]

    def without(self, name: str) -> "View":
        """The same view without one of its filters."""
        rest = {key: values for key, values in self.where.items() if key != name}
        return replace(self, where=rest)

    def ask_one(self, measure_id: str, period: Period | None = None) -> Result:
        """The total of one measure."""
        return self.ask(measure_id, periods=[period or self.period])[0]

    def counts_chosen(self, measure: Measure) -> bool:
        """Whether a measure counts what is chosen, or can count nothing else."""
        if any(name not in measure.dimensions for name in self.where):
            return False
        return self.is_published or not measure.of_chosen

    def settle(self, measure_id: str) -> str:
        """The measure that answers a question for what is chosen.

        Itself, or what counts the same by the same rules of the residents, areas or
        wards chosen; itself too where nothing does.
        """
        measure = find_measure(measure_id)
        while not self.counts_chosen(measure) and measure.of_chosen:
            measure = find_measure(measure.of_chosen)
        return measure.id

    def name_measures(self, *names: str) -> list[str]:
        """Measure ids from names in which {stage} stands for each stage in view.

        Those that cannot count what is chosen give way to those that can.
        """
        ids = [
            self.settle(name.format(stage=stage))
            for stage in self.stages
            for name in names
        ]
        return list(dict.fromkeys(ids))

    @property
    def peer_group(self) -> str:
        """The group of landlords beside which figures are set."""
        return self.peers or self.release.landlord.peer_group

    def find_band(self, result: Result) -> Quartiles | None:
        """The middle half of like landlords, where a figure may be set beside it."""
        return find_band(result, self.peer_group)

    def describe(self) -> str:
        """The period and filters in words."""
        # A stage is said at the end, however it was asked for.
        where = {name: each for name, each in self.where.items() if name != "stage"}
        filters = write_filters(where) or " of all residents"
        stages = "" if len(self.stages) == 2 else f", stage {self.stages[0]} only"
        return f"{write_period(self.period)}: complaints{filters}{stages}"


def describe_source(view: View) -> str:
    """What is looked at and where it comes from, in one line."""
    return f"{view.describe()}. {write_as_at(view)}"


def write_as_at(view: View) -> str:
    """Where what is looked at comes from: as at when, which release, what it lost."""
    release = view.release.release
    rejected = count_words(sum(map(release.count_missing, release.sources)), "row")
    return (
        f"As at {write_date(view.release.as_at)}, release {release.id}, {rejected} "
        "rejected."
    )


def flatten(pairs: Sequence[Pair]) -> list[Result]:
    """The results of pairs, one after the other."""
    return [each for pair in pairs for each in pair if each is not None]


def pick(results: Sequence[Result], *ids: str) -> list[Result]:
    """Those results that are of some measures."""
    return [each for each in results if each.measure.id in ids]
