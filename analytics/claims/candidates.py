"""The figures of the records that a number of a sentence can be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from analytics.claims.quantities import Quantity
from analytics.claims.reading import Context, YearRecords
from analytics.claims.topics import OUTCOME_TOPICS, STATES, TOPICS
from analytics.ground.calendar import Period, make_period
from analytics.measures import find_measure
from analytics.measures.result import Result
from analytics.words.narrative import write_dated


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What records give: a count, what it can be out of, or a value of its own."""

    result: Result
    count: Fraction | None
    bases: tuple[Fraction, ...] = ()
    value: Fraction | None = None
    what: str = ""

    def fits(self, quantity: Quantity) -> bool:
        """Whether a number in a sentence is this figure."""
        if quantity.unit in ("per cent", "fraction"):
            return any(quantity.fits(each) for each in self.shares)
        if quantity.base is not None:
            return self.count is not None and (
                quantity.fits(self.count) and quantity.base in self.bases
            )
        if self.value is not None and not self.bases:
            return quantity.fits(self.value) or quantity.fits(self.count)
        return quantity.fits(self.count)

    @property
    def shares(self) -> list[Fraction]:
        """It as a percentage of each thing it can be out of."""
        found = [] if self.value is None else [self.value]
        if self.count is not None:
            found += [100 * self.count / base for base in self.bases if base]
        return found

    def write(self) -> str:
        """What the records say, in a sentence."""
        return self.what or write_dated(self.result)


def list_possible(
    records: YearRecords, context: Context, sentence: str
) -> Iterator[Figure]:
    """Every figure that a number in this context can be, the likeliest first."""
    for topic in context.topics:
        for period in context.periods:
            yield from list_possible_of(records, topic, context, period, sentence)


def list_possible_of(
    records: YearRecords, topic: str, context: Context, period: Period, sentence: str
) -> Iterator[Figure]:
    """The figures of one topic in one period."""
    where = dict(context.where)
    if context.population in ("leasehold", "lcho"):
        where["tenure"] = (context.population,)
    stages = context.stages or (1, 2)
    ids = next(ids for name, _, ids in TOPICS if name == topic)
    if topic in OUTCOME_TOPICS:
        for stage in stages:
            yield from list_outcomes(
                records, stage, OUTCOME_TOPICS[topic], period, where
            )
        return
    if topic == "decided":
        for stage in stages:
            yield from list_decided(records, stage, period, where)
        return
    if topic in ("determined", "findings") and context.population:
        yield from list_cases(records, ids[0], period, context)
        return
    if topic == "actions":
        yield from list_actions_of(
            records, sentence, where, period, is_negative=context.is_negative
        )
        return
    if topic in ("mentioned", "received", "complaints") and "service_area" in where:
        yield from list_area(records, period, context, where)
        return
    if topic in ("received", "complaints"):
        yield from list_received(records, period, context, where)
        return
    if topic in ("in_time", "overdue", "open") and where:
        ids = tuple(each for each in ids if not each.startswith("ch02"))
    elif topic == "in_time" and context.population:
        chosen = "ch02" if context.population == "tenants" else "answered"
        ids = tuple(each for each in ids if each.startswith(chosen))
    if topic == "rate" and context.population == "all":
        ids = ("received_per_1000_{stage}",)
    if topic == "severe":
        where["finding"] = ("severe_maladministration",)
    if topic == "in_time" and where and context.population == "tenants":
        where["tenure"] = ("lcra",)
    if topic == "refused":
        yield from list_refused(records, period, sentence)
    for stage, pattern in product(stages, ids):
        name = pattern.format(stage=stage)
        measure = find_measure(name)
        filters = {
            key: each for key, each in where.items() if key in measure.dimensions
        }
        for result in records.ask(name, period, filters):
            figures = read_candidates(result, is_negative=context.is_negative)
            if topic not in ("with", "without"):
                yield from figures
                continue
            # "Of the 63 answered in time, 62 without an extension."
            answered = records.ask(f"ch02_{stage}", period, filters)
            wider = tuple(Fraction(each.counted) for each in answered if each.is_ok)
            yield from (replace(each, bases=(*each.bases, *wider)) for each in figures)


def read_candidates(result: Result, *, is_negative: bool) -> Iterator[Figure]:
    """A result as what counts and, in a sentence that denies it, what does not."""
    if not result.is_ok and result.status not in ("too_few", "undefined"):
        yield Figure(result=result, count=None)
        return
    counted, cases = Fraction(result.counted), Fraction(result.cases)
    if result.measure.has_parts:
        count = Fraction(result.rest) if is_negative else counted
        yield Figure(result=result, count=count, bases=(cases,) if cases else ())
        return
    value = None if result.value is None else Fraction(result.value)
    if result.measure.has_denominator:
        yield Figure(result=result, count=counted, value=value)
        return
    yield Figure(result=result, count=counted)


def list_outcomes(
    records: YearRecords,
    stage: int,
    outcome: str,
    period: Period,
    where: Mapping[str, tuple[str, ...]],
) -> Iterator[Figure]:
    """How many complaints of a stage had an outcome, out of those closed or decided."""
    results = records.ask(f"outcomes_{stage}", period, where, by="outcome")
    if not results:
        return
    whole = results[0]
    found = next(
        (each for each in results if each.group.get("outcome") == outcome), None
    )
    if not whole.is_ok or found is None or not found.is_ok:
        yield Figure(result=whole, count=None)
        return
    decided = records.ask(f"upheld_share_{stage}", period, where)
    bases = {Fraction(whole.counted), *(Fraction(each.cases) for each in decided)}
    received = records.ask(f"received_{stage}", period, where)
    bases |= {Fraction(each.counted) for each in received if each.is_ok}
    if outcome in ("upheld", "partially_upheld"):
        bases |= {Fraction(each.counted) for each in decided if each.is_ok}
    yield Figure(
        result=found, count=Fraction(found.counted), bases=tuple(sorted(bases))
    )


def list_decided(
    records: YearRecords,
    stage: int,
    period: Period,
    where: Mapping[str, tuple[str, ...]],
) -> Iterator[Figure]:
    """How many complaints of a stage were closed, and how many decided."""
    for result in records.ask(f"outcomes_{stage}", period, where):
        count = Fraction(result.counted) if result.is_ok else None
        yield Figure(result=result, count=count)
    for result in records.ask(f"upheld_share_{stage}", period, where):
        if result.is_ok:
            yield Figure(result=result, count=Fraction(result.cases))


def list_cases(
    records: YearRecords, measure_id: str, period: Period, context: Context
) -> Iterator[Figure]:
    """Decisions of the Ombudsman about some residents, out of all of them."""
    names = {"tenants": "lcra", "leasehold": "leasehold", "lcho": "lcho"}
    tenure = names.get(context.population)
    whole = records.ask(measure_id, period)
    bases = tuple(Fraction(each.counted) for each in whole if each.is_ok)
    where = {"tenure": (tenure,)} if tenure else {}
    for result in records.ask(measure_id, period, where):
        count = Fraction(result.counted) if result.is_ok else None
        yield Figure(result=result, count=count, bases=bases)


def list_actions_of(
    records: YearRecords,
    sentence: str,
    where: Mapping[str, tuple[str, ...]],
    period: Period,
    *,
    is_negative: bool,
) -> Iterator[Figure]:
    """Learning actions, by what is said of them, out of all of them."""
    filters = {name: each for name, each in where.items() if name == "service_area"}
    [whole] = records.ask("actions", period)[:1]
    bases = (Fraction(whole.counted),) if whole.is_ok else ()
    states = [
        name for name, words in STATES if re.search(words, sentence, re.IGNORECASE)
    ]
    if "actions_open" in states:
        states = [name for name in states if name != "actions_completed"]
    for name in states or ["actions"]:
        for result in records.ask(name, period, filters):
            if result.measure.has_parts or not result.is_ok:
                yield from read_candidates(result, is_negative=is_negative)
            else:
                yield Figure(result=result, count=Fraction(result.counted), bases=bases)
    if not states:
        yield from (
            Figure(result=each, count=Fraction(each.counted), bases=bases)
            for each in records.ask("actions", period)
            if each.is_ok and filters
        )


def list_refused(
    records: YearRecords, period: Period, sentence: str
) -> Iterator[Figure]:
    """Refusals for one reason, where the sentence gives one."""
    results = records.ask("refusals", period, by="reason")
    if not results or not results[0].is_ok:
        return
    whole = Fraction(results[0].counted)
    said = set(re.findall(r"[a-z]{4,}|\d+", sentence.casefold()))
    said |= {"12"} if "twelve" in said else set()
    for each in results[1:]:
        words = set(re.findall(r"[a-z]{4,}|\d+", each.group["reason"].casefold()))
        if len(words & said) * 2 >= len(words) and each.is_ok:
            yield Figure(result=each, count=Fraction(each.counted), bases=(whole,))


def list_area(
    records: YearRecords,
    period: Period,
    context: Context,
    where: Mapping[str, tuple[str, ...]],
) -> Iterator[Figure]:
    """How often an area was named; of one stage, how many complaints were about it."""
    others = {name: each for name, each in where.items() if name != "service_area"}
    ids = ["service_area_mentions"]
    if context.stages and "mentioned" not in context.topics:
        ids = [f"received_{stage}" for stage in context.stages]
    for name in ids:
        whole = records.ask(name, period, others)
        bases = tuple(Fraction(each.counted) for each in whole if each.is_ok)
        for result in records.ask(name, period, where):
            count = Fraction(result.counted) if result.is_ok else None
            yield Figure(result=result, count=count, bases=bases)


def list_received(
    records: YearRecords,
    period: Period,
    context: Context,
    where: Mapping[str, tuple[str, ...]],
) -> Iterator[Figure]:
    """Complaints received: by tenants, by all, at one stage or at both."""
    found: list[Result] = []
    filters = dict(where)
    if context.population == "tenants":
        filters["tenure"] = ("lcra",)
    for stage in context.stages or (1, 2):
        whole = records.ask(f"received_{stage}", period)
        bases = tuple(Fraction(each.counted) for each in whole if each.is_ok)
        if period.kind != "year":
            year = records.ask(f"received_{stage}", make_period(period.year))
            bases += tuple(Fraction(each.counted) for each in year if each.is_ok)
        for result in records.ask(f"received_{stage}", period, filters):
            found.append(result)
            count = Fraction(result.counted) if result.is_ok else None
            yield Figure(result=result, count=count, bases=bases)
    if not context.stages and len(found) > 1 and all(each.is_ok for each in found):
        total = sum((Fraction(each.counted) for each in found), Fraction(0))
        what = f"{period.label}: {int(total):,} complaints at both stages together."
        yield Figure(result=found[0], count=total, what=what)
