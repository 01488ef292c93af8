"""Each printed figure set against the release: agrees, differs and why, or cannot be.

A reason is found by counting otherwise and is never written down for one figure. One
that fits can fit by chance: how many ways were tried is said, and all that fit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Any

from analytics.behind.printed.asked import (
    Counter,
    Counting,
    Reckoned,
    ask_printed,
    pick_category,
)
from analytics.behind.printed.contradictions import (
    find_contrary,
    find_larger_part,
    find_no_base,
    find_own,
    find_wrong_sum,
)
from analytics.behind.printed.figures import Printed, read_printed
from analytics.behind.printed.ways import list_ways
from analytics.figures.open_release import OpenRelease, open_beside
from analytics.figures.query import run
from analytics.ground.calendar import make_year, write_date
from analytics.ground.errors import Refusal
from analytics.ground.rounding import write_rounded
from analytics.measures import MEASURES
from analytics.release.store import list_ids


# What becomes of a figure, in the order in which a reader needs to know.
IMPOSSIBLE = "cannot be right"
DIFFERS, EXPLAINED = "differs, no reason found", "differs, a reason fits"
ROUNDED, AGREES = "differs by rounding", "agrees"
NOT_COMPUTED = "cannot be computed"
BECAME = (IMPOSSIBLE, DIFFERS, EXPLAINED, ROUNDED, NOT_COMPUTED, AGREES)

# Smaller numbers come out of almost anything: counted in one other way, and in two.
WORTH_ONE_WAY, WORTH_TWO_WAYS = 3, 20

OF_ANOTHER_DAY = (
    "It counts what was the case on the day of the paper; the records are of another."
)

# How many of the releases before are looked into for a figure that was restated.
RELEASES_BEFORE = 4


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """A printed figure and what became of it.

    `now` is what the release gives for what it is said to be; `says` is the reason for
    the verdict, empty where the figure agrees; `tried` other ways were tried.
    """

    printed: Printed
    verdict: str
    says: str
    now: Reckoned | None = None
    tried: int = 0

    @property
    def ours(self) -> str:
        """What the records give for what it is said to be, in words."""
        return self.now.shown if self.now else "–"

    @property
    def why(self) -> str:
        """The reason, after what the records give where the reader has not seen it."""
        if self.verdict == IMPOSSIBLE or not self.now:
            return self.says
        return f"The records: {self.ours}. {self.says}".strip()

    def to_dict(self) -> dict[str, Any]:
        """The public shape: what was printed, where, and what became of it."""
        printed = self.printed
        day = printed.published_date
        return {
            "document": printed.document,
            "published_date": day.isoformat() if day else None,
            "reference": printed.reference,
            "statement": printed.statement,
            "reporting_year": printed.reporting_year,
            "population": printed.population,
            "measure": printed.measure_id,
            "printed": printed.shown,
            "verdict": self.verdict,
            "computed": self.now.shown if self.now else None,
            "reason": self.says or None,
            "ways_tried": self.tried,
        }


def reconcile_printed(release: OpenRelease) -> list[Reconciled]:
    """Every printed figure of a release, in the order in which they are read."""
    counter = Counter(release)
    figures = read_printed(release)
    cases = [Settling(each, figures, counter) for each in figures]
    sure = [case.printed for case in cases if case.is_sure]
    settled = [case.settle(sure) for case in cases]
    unsettled = [each for each in settled if each.verdict in (DIFFERS, EXPLAINED)]
    restated = find_restated(release, unsettled) if unsettled else {}
    return [restated.get(each.printed, each) for each in settled]


def find_restated(
    release: OpenRelease, unsettled: Sequence[Reconciled]
) -> dict[Printed, Reconciled]:
    """Figures that an earlier release gives just as they were printed."""
    ids = list_ids()
    before = ids[: ids.index(release.release.id)] if release.release.id in ids else ids
    restated: dict[Printed, Reconciled] = {}
    for release_id in before[: -RELEASES_BEFORE - 1 : -1]:
        try:
            earlier = open_beside(release_id, release)
        except Refusal:
            continue
        counter = Counter(earlier)
        for each in unsettled:
            asked = ask_printed(each.printed)
            found = counter.find(asked) if asked else None
            if found and compare_printed(each.printed, found) == AGREES:
                when = write_date(earlier.as_at)
                says = f"It was so in release {release_id}, as at {when}: restated."
                restated.setdefault(
                    each.printed, replace(each, verdict=EXPLAINED, says=says)
                )
        earlier.warehouse.close()
    return restated


class Settling:
    """One printed figure, the others, and what the release counts."""

    def __init__(
        self, printed: Printed, others: Sequence[Printed], counter: Counter
    ) -> None:
        """Hold them, and count what the figure is said to be."""
        self.printed = printed
        self.others = others
        self.counter = counter
        self.tried = 0
        self.asked = ask_printed(printed)
        self.found = counter.find(self.asked) if self.asked else None

    @property
    def is_sure(self) -> bool:
        """Whether it is what the records give, so that others are held against it."""
        if self.found is None or find_own(self.printed) or self._is_of_another_day():
            return False
        return compare_printed(self.printed, self.found) == AGREES

    def settle(self, sure: Sequence[Printed]) -> Reconciled:
        """What becomes of it, beside figures of which the records are sure."""
        asked, found = self.asked, self.found
        if own := find_own(self.printed):
            return self._make(IMPOSSIBLE, own)
        if asked is None:
            return self._make(NOT_COMPUTED, self._say_unmeasured())
        if self._is_of_another_day():
            self.found = None
            return self._make(NOT_COMPUTED, OF_ANOTHER_DAY)
        if asked.taken == "rest":
            plain = self.counter.find(replace(asked, taken="value"))
            if plain and compare_printed(self.printed, plain):
                return self._make(IMPOSSIBLE, find_contrary(plain))
        if found and (closeness := compare_printed(self.printed, found)):
            exactly = f"Exactly {say_exactly(self.printed, found)}."
            return self._make(closeness, exactly if closeness == ROUNDED else "")
        once = list(self._try(list_ways(asked)))
        if impossible := self._find_impossible([each for each, _ in once], sure):
            return self._make(IMPOSSIBLE, impossible)
        fitting = [each for each, closeness in once if closeness == AGREES]
        if fitting and not self._is_too_small():
            return self._explain(fitting)
        if self._is_worth_two_ways():
            asked_once = [each.asked for each, _ in once]
            twice = self._try(chain.from_iterable(map(list_ways, asked_once)))
            fitting = [each for each, closeness in twice if closeness == AGREES]
            if fitting:
                return self._explain(fitting)
        if found is None:
            return self._make(NOT_COMPUTED, self._say_uncounted(asked))
        return self._make(DIFFERS, self._say_tried())

    def _is_of_another_day(self) -> bool:
        """Whether it is of one day, and the records are of another."""
        measure = self.printed.measure
        if measure is None or not measure.is_at_as_at:
            return False
        return self.printed.published_date != self.counter.release.as_at

    def _try(self, ways: Iterator[Counting]) -> Iterator[tuple[Reckoned, str]]:
        """What comes of ways of counting, and how near the printed figure it is."""
        for asked in ways:
            found = self.counter.find(asked)
            if found is not None:
                self.tried += 1
                yield found, compare_printed(self.printed, found)

    def _is_too_small(self) -> bool:
        """Whether almost any way of counting would come to it."""
        digits = self.printed.value * 10**self.printed.places
        return bool(abs(digits) < WORTH_ONE_WAY)

    def _is_worth_two_ways(self) -> bool:
        """Whether it is too particular for two ways at once to fit by chance."""
        printed = self.printed
        if printed.denominator is not None:
            return True
        return printed.value >= WORTH_TWO_WAYS

    def _say_tried(self) -> str:
        """That no way gave it, or that it is too small for one to mean anything."""
        if self._is_too_small():
            return "It is too small for a reason to be found by trying."
        return f"None of {self.tried} ways tried fits."

    def _find_impossible(
        self, tries: Sequence[Reckoned], sure: Sequence[Printed]
    ) -> str:
        """Why it cannot be right, by what else was printed."""
        table = [each for each in self.others if each.table == self.printed.table]
        among = [each for each in (self.found, *tries) if each]
        return (
            find_larger_part(self.printed, among, sure)
            or find_no_base(self.printed, table, self._list_bases(tries))
            or find_wrong_sum(self.printed, table)
        )

    def _list_bases(self, tries: Sequence[Reckoned]) -> list[int]:
        """The whole totals that shares can have been taken of."""
        found = [self.found, *tries] if self.found else tries
        year = self.printed.reporting_year
        totals = [
            each.cases
            for each in found
            if each and each.cases and each.asked.period.label == year
        ]
        if not totals:
            counts = ("received_1", "received_2", "service_area_mentions")
            measures = [MEASURES[each] for each in counts]
            results = run(self.counter.release, measures, [make_year(year)])
            known = [int(each.counted) for each in results if each.is_ok]
            totals = [*known, sum(known[:2])] if known else []
        return [int(each) for each in totals if Fraction(each).denominator == 1]

    def _explain(self, fitting: Sequence[Reckoned]) -> Reconciled:
        """That other ways of counting come to it, and which."""
        ways = list(dict.fromkeys(each.asked.words for each in fitting))
        said = "; or ".join(ways[:3])
        more = f" ({len(ways) - 3} more fit)" if len(ways) > 3 else ""
        tried = f"{len(ways)} of {self.tried} ways tried"
        return self._make(EXPLAINED, f"What fits: {said}{more} ({tried}).")

    def _say_unmeasured(self) -> str:
        """Why a figure without a measure is not computed."""
        named = self.printed.measure_id
        if named:
            return f"No measure here is called {named}."
        return "No measure here is named for it."

    def _say_uncounted(self, asked: Counting) -> str:
        """Why nothing was counted."""
        for measure in asked.measures:
            results = self.counter.find_results(measure, asked)
            for result in filter(None, (pick_category(results, asked), *results[:1])):
                if result.reason and not result.is_ok:
                    return f"{result.shown.capitalize()}: {result.reason}"
                if not result.is_ok:
                    return f"{result.shown.capitalize()}."
        part = asked.category or "such a part"
        return f"The records have no {part} to count."

    def _make(self, verdict: str, says: str) -> Reconciled:
        """What became of it."""
        return Reconciled(
            printed=self.printed,
            verdict=verdict,
            says=says,
            now=self.found,
            tried=self.tried,
        )


def compare_printed(printed: Printed, found: Reckoned) -> str:
    """Whether a figure is what was found, but for rounding; empty where it is not."""
    if printed.numerator is not None and printed.numerator != found.counted:
        return ""
    if printed.denominator is not None and printed.denominator != found.cases:
        return ""
    exact = found.counted if printed.is_count else found.value
    if exact is None:
        return ""
    exact = Fraction(exact)
    if printed.is_count:
        return AGREES if exact == printed.value else ""
    measure = found.asked.measures[0]
    places = max(printed.places, measure.places if printed.unit is None else 0)
    if write_rounded(exact, places) == write_rounded(printed.value, places):
        return AGREES
    # One unit of the last decimal is rounded the wrong way; half a unit is none.
    unit = Fraction(1, 10**printed.places)
    distance = abs(printed.value - exact)
    return ROUNDED if distance < (unit if printed.places else unit / 2) else ""


def say_exactly(printed: Printed, found: Reckoned) -> str:
    """What was found, with a decimal more than was printed."""
    exact = found.counted if printed.is_count else found.value
    return f"{write_rounded(exact or 0, printed.places + 1)}{printed.sign}"
