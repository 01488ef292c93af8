"""Questions to a release: measure by period, cut and filters, in one result shape.

Disclosure is applied here, so nothing above ever holds a number it may not show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from analytics.figures.counting.counts import (
    Counted,
    count_measures,
    has_dateless,
    is_recorded,
)
from analytics.figures.counting.groups import check_question, list_cells
from analytics.figures.counting.questions import Where
from analytics.figures.counting.terms import Counts
from analytics.figures.coverage import Covered
from analytics.figures.disclosure import Cell
from analytics.figures.homes import Homes, Stock
from analytics.figures.open_release import OpenRelease
from analytics.figures.suppression import Suppression
from analytics.ground.calendar import (
    Period,
    TimePart,
    make_as_at,
    make_part,
    write_date,
)
from analytics.measures.base import Beside, Measure
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import STATUSES, Result
from expectations.sources import SOURCES


def run(
    release: OpenRelease,
    measures: Sequence[Measure],
    periods: Sequence[Period],
    *,
    by: Sequence[str] = (),
    where: Mapping[str, Sequence[str]] | None = None,
) -> list[Result]:
    """Results for every measure, period and group; each total before its groups.

    Raises UsageError for dimensions or values that do not exist. Measures of the
    as-at date give one result whatever periods are asked.
    """
    cut = tuple(dict.fromkeys(by))
    filters = {
        name: tuple(dict.fromkeys(values)) for name, values in (where or {}).items()
    }
    check_question(release, measures, cut, filters)
    able = [
        measure
        for measure in measures
        if not explain_inapplicable(measure, cut, filters)
    ]
    counted = count_measures(release, able, periods, cut, filters)
    question = Asked(release, counted, cut, filters)
    results = []
    for measure in measures:
        asked = [make_as_at(release.as_at)] if measure.is_at_as_at else periods
        for period in asked:
            results.extend(question.list_results(measure, period))
    return results


def explain_inapplicable(
    measure: Measure, by: tuple[str, ...], where: Where
) -> str | None:
    """Why a measure cannot be cut or filtered like this; None if it can."""
    wrong = [name for name in (*by, *where) if name not in measure.dimensions]
    if measure.is_yearly:
        wrong += [name for name in (*by, *where) if name in ("quarter", "month")]
    if not wrong:
        return None
    labels = " or ".join(
        DIMENSIONS[name].label.lower() for name in dict.fromkeys(wrong)
    )
    if measure.has_fixed_population:
        return (
            f"This measure is fixed to {measure.population}; it cannot be broken down "
            f"or filtered by {labels}."
        )
    return f"This measure has no {labels}."


class Asked:
    """One question and what was counted for it, which it turns into results."""

    def __init__(
        self,
        release: OpenRelease,
        counted: Counted,
        by: tuple[str, ...],
        where: dict[str, tuple[str, ...]],
    ) -> None:
        """Hold the question and what was counted for it."""
        self.release = release
        self.counted = counted
        self.by = by
        self.where = where
        self._stock = cache(lambda: Stock(release.warehouse, release.as_at))
        self._suppression = Suppression(release)
        self._is_recorded = cache(lambda measure: is_recorded(release, measure))

    def list_results(self, measure: Measure, period: Period) -> list[Result]:
        """The total of a measure in a period, then its groups."""
        reason = explain_inapplicable(measure, self.by, self.where)
        if (
            reason is None
            and measure.is_yearly
            and period.kind not in ("year", "as_at")
        ):
            reason = "This measure comes once a year; choose a whole reporting year."
        if reason:
            return [self._empty(measure, period, (), "not_applicable", reason)]
        prefix = (measure.id, period.label)
        found = [key[2] for key in self.counted if key[:2] == prefix and key[2] != ()]
        total = self._result(measure, period, ())
        is_missing = total.status in ("not_supplied", "not_recorded", "not_covered")
        # Homes of some residents can be known where those of all are not.
        if is_missing and total.numerator is None:
            return [total]
        cells = list_cells(self.release, measure, period, self.by, self.where, found)
        return [total, *(self._result(measure, period, cell) for cell in cells)]

    def _result(self, measure: Measure, period: Period, cell: Cell) -> Result:
        """One figure, or the reason there is none."""
        part = self._find_part(period, cell)
        covered = self._find_cover(measure, part)
        if covered.status != "ok":
            return self._empty(
                measure, period, cell, covered.status, covered.reason or ""
            )
        lacking = self.release.find_not_given(measure)
        if lacking:
            reason = write_not_given(*lacking)
            return self._empty(measure, period, cell, "not_recorded", reason)
        counts = self.counted.get((measure.id, period.label, cell), Counts(recorded=1))
        beside = measure.find_beside(self._name_values(cell))
        if beside is None and not self._find_recorded_in(measure, counts):
            return self._empty(
                measure, period, cell, "not_recorded", measure.not_recorded_reason
            )
        if self._suppression.is_hidden(measure, period, self._name_values(cell)):
            return self._empty(
                measure, period, cell, "suppressed", STATUSES["suppressed"][1]
            )
        if measure.is_yearly and not counts.rows and not cell:
            reason = f"The release has no survey of {measure.population} for it."
            return self._empty(measure, period, cell, "not_supplied", reason)
        notes = [covered.reason] if covered.reason else []
        homes: list[Homes] = []
        if measure.is_per_home:
            homes, missing = self._find_homes(measure, part, cell, counts)
            if missing:
                return self._make(
                    measure,
                    period,
                    cell,
                    status="not_supplied",
                    reason=missing,
                    numerator=counts.numerator,
                )
            notes += write_homes(homes, part)
        if beside is not None:
            counts = count_beside(measure, beside, counts)
        if measure.dateless and has_dateless(self.release, measure, part):
            asked = self._name_values(cell).get(measure.dateless.dimension)
            if asked == (measure.dateless.value,) and not counts.numerator:
                reason = measure.dateless.reason
                return self._empty(measure, period, cell, "not_recorded", reason)
            if asked is None or measure.dateless.value in asked:
                notes.append(measure.dateless.reason)
        return self._known(measure, period, cell, counts, homes, notes)

    def _known(
        self,
        measure: Measure,
        period: Period,
        cell: Cell,
        counts: Counts,
        homes: list[Homes],
        notes: list[str],
    ) -> Result:
        """A figure from its counts, or that there is no case to take one of."""
        cases = counts.denominator
        if measure.is_per_home:
            cases = sum(each.number for each in homes)
        # What a quantile was found among is no count of anything.
        is_count = measure.kind != "median"
        numbers: dict[str, Any] = {
            "numerator": counts.numerator if is_count else None,
            "denominator": cases if measure.has_denominator else None,
            "pending": counts.pending,
            "unknown": counts.unknown,
            "design_effect": counts.design_effect,
        }
        status, reason = "ok", ""
        if measure.has_denominator and not cases:
            status, reason = "undefined", STATUSES["undefined"][1]
        elif measure.has_denominator and cases < measure.minimum_base:
            status = "too_few"
            reason = f"There are fewer than {measure.minimum_base} of them."
        if status != "ok":
            return self._make(
                measure, period, cell, status=status, reason=reason, **numbers
            )
        if counts.pending > counts.unknown:
            notes.append(f"{counts.pending - counts.unknown} can still be decided.")
        if counts.unknown:
            notes.append(f"{measure.say_unknown(counts.unknown)}.")
        beside = write_beside(measure, counts)
        if beside:
            notes.append(f"Not in it: {beside}.")
        value = measure.make_value(counts.numerator, cases)
        effect = counts.design_effect or 1
        lower, upper = measure.make_interval(
            counts.numerator / effect, cases / effect
        ) or (None, None)
        return self._make(
            measure,
            period,
            cell,
            status="ok",
            shown=measure.write(value),
            reason=" ".join(dict.fromkeys(notes)),
            value=value,
            beside=beside,
            lower=lower,
            upper=upper,
            **numbers,
        )

    def _find_homes(
        self, measure: Measure, part: Period, cell: Cell, counts: Counts
    ) -> tuple[list[Homes], str | None]:
        """The homes a rate is taken of, or why they are not known."""
        values = self._name_values(cell).get("tenure", ())
        wanted = (measure.stock,) if measure.stock else values
        return self._stock().find(wanted, counts.tenures, part)

    def _find_part(self, period: Period, cell: Cell) -> Period:
        """The period a cell is about: its own quarter, say, inside the year asked."""
        parts: tuple[TimePart, ...] = ("month", "quarter", "year")
        for name in parts:
            if name in self.by and cell:
                return make_part(name, cell[self.by.index(name)])
        return period

    def _find_cover(self, measure: Measure, part: Period) -> Covered:
        """Whether every source a measure needs covers a period."""
        best = Covered(status="ok")
        for source in measure.sources:
            covered = self.release.coverage.find(source, part)
            if covered.status != "ok":
                return covered
            if not self.release.is_supplied(source):
                name = source.replace("_", " ")
                return Covered(
                    status="not_supplied",
                    reason=f"The release has no extract of {name}.",
                )
            best = covered if covered.reason and not best.reason else best
        return best

    def _find_recorded_in(self, measure: Measure, counts: Counts) -> bool:
        """Whether the landlord recorded what the measure needs, for these rows."""
        if measure.is_recorded_in_release:
            return self._is_recorded(measure)
        return bool(counts.recorded)

    def _name_values(self, cell: Cell) -> dict[str, tuple[str, ...]]:
        """The values a figure is about: its filters and its own groups."""
        groups = {name: (value,) for name, value in zip(self.by, cell, strict=False)}
        return {**self.where, **groups}

    def _empty(
        self, measure: Measure, period: Period, cell: Cell, status: str, reason: str
    ) -> Result:
        """A result without numbers."""
        return self._make(measure, period, cell, status=status, reason=reason)

    def _make(
        self,
        measure: Measure,
        period: Period,
        cell: Cell,
        *,
        status: str,
        shown: str | None = None,
        reason: str | None = None,
        **numbers: Any,
    ) -> Result:
        """A result in the one shape."""
        return Result(
            measure=measure.given_what_matters(
                self.release.landlord.matters.get(measure.id)
            ),
            period=period,
            group=dict(zip(self.by, cell, strict=False)),
            status=status,
            shown=STATUSES[status][0] if shown is None else shown,
            reason=reason or None,
            incomplete=self.release.tell_incomplete(measure, (*self.by, *self.where))
            if status in ("ok", "too_few", "undefined")
            else "",
            is_part=status == "ok" and self._is_part(measure, period, cell),
            is_made_up=status in ("ok", "too_few")
            and self._is_made_up(measure, period, cell),
            as_at=self.release.as_at.isoformat(),
            release=self.release.release.id,
            by=self.by,
            filters=self.where,
            **numbers,
        )

    def _is_part(self, measure: Measure, period: Period, cell: Cell) -> bool:
        """Whether the records cover only a part of a figure's time."""
        covered = self._find_cover(measure, self._find_part(period, cell))
        return not measure.is_at_as_at and covered.reason is not None

    def _is_made_up(self, measure: Measure, period: Period, cell: Cell) -> bool:
        """Whether a sample's figure is not one of those that equal published facts."""
        anchored = self.release.landlord.anchored
        if anchored is None:
            return False
        key = f"{measure.id} by {', '.join(self.by)}" if cell else measure.id
        return bool(self.where) or period.label not in anchored.get(key, ())


def count_beside(measure: Measure, beside: Beside, counts: Counts) -> Counts:
    """The counts of a figure about a group that stands beside the whole."""
    found = dict(zip(measure.beside, counts.beside, strict=False))
    return replace(counts, numerator=found.get(beside, 0), beside=())


def write_not_given(source: str, column: str) -> str:
    """That no file had a column, by what the contract says of it."""
    what = SOURCES[source].column(column).definition.removesuffix(".")
    return f"{what}: no export had a column for it."


def write_beside(measure: Measure, counts: Counts) -> str:
    """How many are beside a whole and no part of it; empty where there are none."""
    said = [
        f"{number:,} {each.words}"
        for each, number in zip(measure.beside, counts.beside, strict=False)
        if number
    ]
    return " and ".join(said)


def write_homes(homes: Sequence[Homes], part: Period) -> list[str]:
    """What must be said of a rate: whose day the homes are of, and of which time."""
    notes = [
        f"The year has not ended; homes are those of {write_date(each.counted_on)}."
        for each in homes
        if each.is_latest
    ]
    if part.kind not in ("year", "as_at"):
        notes.append("For this part of the year alone, not for a whole year.")
    return notes
