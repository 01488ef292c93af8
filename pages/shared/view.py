"""What a page looks at: the open release, the period and the filters in force."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from analytics.calendar import Period, make_period
from analytics.errors import Refusal
from analytics.measures import find_measure
from analytics.measures.base import Measure
from analytics.narrative import can_stand_beside, write_filters, write_period
from analytics.open_release import OpenRelease, open_current_release, previous_year
from analytics.query import run
from analytics.releases import current_stamp
from analytics.result import Result
from pages.shared.choices import PARTS, STAGES, WHOLE_YEAR, list_residents


@st.cache_resource(show_spinner=False, max_entries=2)
def open_cached(stamp: tuple[str | None, int]) -> OpenRelease:  # noqa: ARG001
    """The current release, opened once for all readers and again when it changes.

    The stamp is the cache's key; Streamlit would leave one with an underscore out.
    """
    return open_current_release()


@st.cache_resource(show_spinner=False)
def remember() -> dict[str, OpenRelease]:
    """The last release that opened: it stays up if the next one does not."""
    return {}


def open_shown() -> OpenRelease:
    """The release to show; Refusal if there is none and never was one."""
    last = remember()
    try:
        last["good"] = open_cached(current_stamp())
    except Refusal as error:
        if "good" not in last:
            raise
        good = last["good"]
        notice = f"{error} Release {good.release.id} is still shown."
        return replace(good, notice=notice)
    return last["good"]


@dataclass(frozen=True)
class View:
    """The release with the period and the filters a reader has chosen."""

    release: OpenRelease
    period: Period
    where: dict[str, tuple[str, ...]]
    stages: tuple[int, ...]

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

    def ask_with_before(self, *ids: str) -> list[Result]:
        """Totals of measures, each with last year's where that may stand beside it."""
        results = []
        both = [self.period, self.period_before]
        for now, before in self.ask_each(*ids, periods=both):
            results += [now, before] if can_stand_beside(now, before) else [now]
        return results

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

    def name_measures(self, *names: str) -> list[str]:
        """Measure ids from names in which {stage} stands for each stage in view."""
        return list(
            dict.fromkeys(
                name.format(stage=stage) for name in names for stage in self.stages
            )
        )

    def describe(self) -> str:
        """The period and filters in words."""
        filters = write_filters(self.where) or " of all residents"
        stages = "" if len(self.stages) == 2 else f", stage {self.stages[0]} only"
        return f"{write_period(self.period)}: complaints{filters}{stages}"


def pick(results: Sequence[Result], *beginnings: str) -> list[Result]:
    """Those results whose measure's id begins with one of some beginnings."""
    return [each for each in results if each.measure.id.startswith(beginnings)]


def read_view() -> View:
    """The view that the filters in the menu make."""
    state = st.session_state
    release = open_shown()
    year = state.get("year") or release.default_period.label
    part = PARTS[state.get("part") or WHOLE_YEAR]
    where: dict[str, tuple[str, ...]] = {}
    tenure = list_residents(release).get(state.get("residents", ""))
    if tenure:
        where["tenure"] = (tenure,)
    if state.get("area"):
        where["service_area"] = tuple(state["area"])
    if state.get("ward"):
        where["ward"] = tuple(state["ward"])
    return View(
        release=release,
        period=make_period(f"{year} {part}" if part else year),
        where=where,
        stages=STAGES.get(state.get("stage", ""), (1, 2)),
    )
