"""What a printed figure may have counted, and what comes of counting it so."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Literal

from analytics.behind.changes import write_compared
from analytics.behind.printed.figures import Printed
from analytics.figures.open_release import OpenRelease, previous_year
from analytics.figures.query import run
from analytics.ground.calendar import Period, make_year
from analytics.ground.rounding import write_count, write_rounded
from analytics.measures.base import Exact, Measure
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.words.names import INCOMPLETE, MADE_UP, PROVISIONAL
from expectations.sources.published_figures import CHANGE, PER_CENT


# What is taken of what was counted: its value, its part of all groups, those that do
# not count, and by how much it changed since the year before, in per cent or points.
Taken = Literal["value", "share", "rest", "change", "points"]


@dataclass(frozen=True, kw_only=True)
class Counting:
    """One way to count: measures added together, of which part, when, of what.

    `ways` say by which it differs from what the figure is said to be: kind and words.
    """

    measures: tuple[Measure, ...]
    period: Period
    breakdown: str = ""
    category: str = ""
    tenure: str = ""
    bases: tuple[Measure, ...] = ()
    taken: Taken = "value"
    ways: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """By what it differs, in words."""
        return ", ".join(words for _, words in self.ways)


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """What came of it: how many count, of how many, and the value; all exact."""

    asked: Counting
    results: Sequence[Result] = field(repr=False)
    counted: Exact | None
    cases: Exact | None
    value: Exact | None

    @property
    def shown(self) -> str:
        """What was found, with its counts, and what must be said of it."""
        is_plain = self.asked.taken == "value" and not self.asked.bases
        if is_plain and len(self.results) == 1:
            [result] = self.results
            written = write_compared(result)
            return f"{written}, {INCOMPLETE}" if result.incomplete else written
        remarks = {
            MADE_UP: any(each.is_made_up for each in self.results),
            PROVISIONAL: any(each.is_provisional for each in self.results),
            INCOMPLETE: any(each.incomplete for each in self.results),
        }
        said = [words for words, holds in remarks.items() if holds]
        return ", ".join([self._write(), *said])

    def _write(self) -> str:
        """The figure itself."""
        measure = self.asked.measures[0]
        if self.asked.taken in ("change", "points"):
            unit = "%" if self.asked.taken == "change" else " percentage points"
            return f"{write_rounded(self.value or 0, 1)}{unit}"
        is_share = self.asked.taken == "share"
        if measure.kind == "count" and not is_share:
            return write_count(self.counted or 0)
        sign = "%" if is_share else measure.sign
        value = f"{write_rounded(self.value or 0, measure.places or 1)}{sign}"
        if self.counted is None or self.cases is None:
            return value
        counts = f"{write_count(self.counted)} of {write_count(self.cases)}"
        return f"{value} ({counts})"


def ask_printed(printed: Printed) -> Counting | None:
    """What a figure is said to be; None of one that no measure here counts."""
    measure = printed.measure
    if measure is None:
        return None
    taken: Taken = "value"
    if printed.unit == CHANGE:
        taken = "change"
    elif printed.unit == PER_CENT and measure.kind == "count":
        taken = "share"
    elif printed.is_contrary:
        taken = "rest"
    return Counting(
        measures=(measure,),
        period=make_year(printed.reporting_year),
        breakdown=printed.breakdown or "",
        category=printed.category or "",
        taken=taken,
    )


class Counter:
    """Counts what is asked of one release; the same question is counted once."""

    def __init__(self, release: OpenRelease) -> None:
        """Hold the release."""
        self.release = release
        self._run = cache(self._count)

    def find(self, asked: Counting) -> Reckoned | None:
        """What comes of one way to count; None where it cannot be counted."""
        if asked.taken in ("change", "points"):
            return self._find_change(asked)
        totals = [self.find_results(each, asked) for each in asked.measures]
        if not all(totals):
            return None
        wholes = [results[0] for results in totals]
        parts = [pick_category(results, asked) for results in totals]
        if None in parts or not all(part.is_ok for part in parts if part):
            return None
        results = [part for part in parts if part]
        cases = self._find_cases(asked, wholes, results)
        measure = asked.measures[0]
        if measure.kind == "median":
            # Two of them cannot be put together.
            return Reckoned(
                asked=asked,
                results=results,
                counted=None,
                cases=None,
                value=results[0].value if len(results) == 1 else None,
            )
        counted = sum(result.counted for result in results)
        value: Exact | None = counted
        if cases is not None:
            if not cases:
                return None
            scale = 100 if asked.taken == "share" else measure.scale
            value = Fraction(scale) * Fraction(counted) / Fraction(cases)
        if asked.taken == "rest" and value is not None and cases is not None:
            counted, value = cases - counted, measure.scale - value
        return Reckoned(
            asked=asked, results=results, counted=counted, cases=cases, value=value
        )

    def _find_cases(
        self, asked: Counting, wholes: list[Result], results: list[Result]
    ) -> Exact | None:
        """Of how many it is a part; None of a plain count."""
        if asked.bases:
            bases = [self.find_results(each, asked) for each in asked.bases]
            if not all(base and base[0].is_ok for base in bases):
                return None
            return sum(base[0].counted for base in bases)
        if asked.taken == "share":
            return sum(whole.counted for whole in wholes)
        if not asked.measures[0].has_denominator:
            return None
        return sum(result.cases for result in results)

    def _find_change(self, asked: Counting) -> Reckoned | None:
        """By how much it differs from the year before."""
        plain = replace(asked, taken="value")
        now = self.find(plain)
        before = self.find(replace(plain, period=previous_year(asked.period)))
        if not (now and before and now.value is not None and before.value):
            return None
        value = Fraction(now.value) - Fraction(before.value)
        if asked.taken == "change":
            value = 100 * value / Fraction(before.value)
        results = [*now.results, *before.results]
        return Reckoned(
            asked=asked, results=results, counted=None, cases=None, value=value
        )

    def find_results(self, measure: Measure, asked: Counting) -> tuple[Result, ...]:
        """A measure's total, then its groups; nothing where it has no such part."""
        by = asked.breakdown if asked.breakdown in measure.dimensions else ""
        if asked.tenure and "tenure" not in measure.dimensions:
            return ()
        return self._run(measure, asked.period, by, asked.tenure)

    def _count(
        self, measure: Measure, period: Period, by: str, tenure: str
    ) -> tuple[Result, ...]:
        """One question to the release."""
        where = {"tenure": (tenure,)} if tenure else {}
        return tuple(
            run(self.release, [measure], [period], by=[by] if by else [], where=where)
        )


def pick_category(results: Sequence[Result], asked: Counting) -> Result | None:
    """The result of the part asked for, the total where none is."""
    if not asked.category:
        return next(iter(results), None)
    wanted = plain_words(asked.category)
    for result in results[1:]:
        for name, value in result.group.items():
            names = (value, DIMENSIONS[name].name_value(value))
            if wanted in map(plain_words, names):
                return result
    return None


def plain_words(text: str) -> str:
    """Words alike however they are written: "Partially upheld", "partially_upheld"."""
    return text.replace("_", " ").casefold().strip()
