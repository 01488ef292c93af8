"""One sentence: what it names, where, and so what each number of it is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analytics.claims.quantities import Quantity
from analytics.claims.topics import (
    AREA_WORDS,
    BEFORE_YEAR,
    BESIDE_YEAR,
    BOUNDARY,
    NEGATIVE,
    NO_NAME_AFTER,
    NO_NAME_BEFORE,
    OTHER_TIME,
    POPULATIONS,
    QUARTER_WORDS,
    STAGE_NAMED,
    TOPICS,
    YEAR_LABEL,
)
from analytics.figures.counting.groups import list_values
from analytics.figures.open_release import OpenRelease, previous_year
from analytics.figures.query import run
from analytics.ground.calendar import Period, make_period
from analytics.ground.errors import UsageError
from analytics.measures import find_measure
from analytics.measures.dimensions import DIMENSIONS, NOT_RECORDED
from analytics.measures.result import Result


@dataclass(frozen=True, kw_only=True)
class Place:
    """Something a sentence names, and where."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a number is about, as far as its sentence says."""

    topics: tuple[str, ...]
    stages: tuple[int, ...]
    population: str
    periods: tuple[Period, ...]
    where: Mapping[str, tuple[str, ...]]
    is_negative: bool = False


@dataclass
class YearRecords:
    """A release asked about one year, each question once."""

    release: OpenRelease
    year: Period
    kept: dict[object, list[Result]] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, tuple[str, str]]:
        """Words by which areas, wards and channels are named, with what they name."""
        found: dict[str, tuple[str, str]] = {}
        for dimension in ("ward", "channel", "service_area"):
            values = list_values(self.release, dimension, "complaint_stages")
            if dimension == "service_area":
                values = [
                    *values,
                    *(each.name for each in self.release.landlord.service_areas),
                ]
            for value in values:
                if value != NOT_RECORDED:
                    words = DIMENSIONS[dimension].name_value(value).casefold()
                    found[words] = dimension, value
        listed = {value for dimension, value in found.values()}
        for words, value in AREA_WORDS.items():
            if value in listed:
                found[words] = "service_area", value
        return found

    def ask(
        self,
        measure_id: str,
        period: Period,
        where: Mapping[str, tuple[str, ...]] | None = None,
        by: str = "",
    ) -> list[Result]:
        """Results of a measure; none where it cannot be asked so."""
        filters = dict(where or {})
        key = (measure_id, period, tuple(sorted(filters.items())), by)
        if key not in self.kept:
            measure = find_measure(measure_id)
            asked = make_period(period.year) if measure.is_yearly else period
            try:
                self.kept[key] = run(
                    self.release,
                    [measure],
                    [asked],
                    by=[by] if by else [],
                    where=filters,
                )
            except UsageError:
                self.kept[key] = []
        return self.kept[key]


class Sentence:
    """One sentence, with what it names and where."""

    def __init__(
        self, records: YearRecords, sentence: str, before: "Sentence | None" = None
    ) -> None:
        """Read a sentence; one that names nothing is of what the one before is of."""
        self.records = records
        self.sentence = sentence
        self.names = self.find_names()
        hidden = sentence
        for each in self.names:
            blank = "x" * (each.end - each.start)
            hidden = hidden[: each.start] + blank + hidden[each.end :]
        self.hidden = hidden
        self.ends = [found.start() for found in BOUNDARY.finditer(hidden)]
        self.topics: list[Place] = self.find_topics() or list(
            before.topics if before else ()
        )
        self.stages = [
            Place(
                start=each.start(),
                end=each.end(),
                name="1"
                if (each[1] or each[2] or each[3]).lower() in ("1", "one", "first")
                else "2",
            )
            for each in STAGE_NAMED.finditer(hidden)
            if (each[1] or each[2] or each[3]).lower()
            in ("1", "2", "one", "two", "first", "second")
        ]
        self.populations = find_words(hidden, POPULATIONS)
        self.quarters = find_words(
            sentence, [(str(number), words) for number, words in QUARTER_WORDS]
        )

    def find_names(self) -> list[Place]:
        """Areas, wards and channels that the sentence names, longest first."""
        lower = self.sentence.casefold()
        found: list[Place] = []
        for words in sorted(self.records.names, key=len, reverse=True):
            for each in re.finditer(rf"(?<!\w){re.escape(words)}s?(?!\w)", lower):
                is_other = NO_NAME_BEFORE.search(lower[: each.start()])
                if is_other or NO_NAME_AFTER.match(lower[each.end() :]):
                    continue
                if not any(
                    other.start < each.end() and each.start() < other.end
                    for other in found
                ):
                    found.append(Place(start=each.start(), end=each.end(), name=words))
        return sorted(found, key=lambda each: each.start)

    def find_topics(self) -> list[Place]:
        """What the sentence speaks of, in order; of two in one place the first."""
        found: list[Place] = []
        for name, pattern, _ in TOPICS:
            for each in re.finditer(pattern, self.hidden, re.IGNORECASE):
                if not any(
                    other.start < each.end() and each.start() < other.end
                    for other in found
                ):
                    found.append(Place(start=each.start(), end=each.end(), name=name))
        names = {each.name for each in found}
        if "acknowledged" in names:
            found = [each for each in found if each.name != "in_time"]
        if "closed" in names:
            found = [each for each in found if each.name != "satisfied"]
        if names & {"actions", "orders"}:
            beside = ("in_time", "overdue", "open", "decided")
            found = [each for each in found if each.name not in beside]
        if names - {"complaints"}:
            # A complaint is named in every sentence.
            found = [each for each in found if each.name != "complaints"]
        return sorted(found, key=lambda each: each.start)

    def segment(self, position: int) -> tuple[int, int]:
        """Between which ends the clause of a position lies."""
        first = max((end for end in self.ends if end < position), default=-1) + 1
        last = min(
            (end for end in self.ends if end >= position), default=len(self.hidden)
        )
        return first, last

    def nearest(self, places: Sequence[Place], quantity: Quantity) -> list[Place]:
        """What is named nearest to a number: in its clause, else anywhere."""
        first, last = self.segment(quantity.start)
        inside = [each for each in places if first <= each.start < last]
        is_in_brackets = self.sentence[: quantity.start].endswith("(")
        if places is self.names and not inside and is_in_brackets:
            # What stands in brackets is of what stands before them.
            inside = [each for each in places if each.start < first][-1:]

        def distance(each: Place) -> int:
            if each.start >= quantity.end:
                return each.start - quantity.end
            return quantity.start - each.end + 4

        return sorted(inside or places, key=distance)

    def read_context(self, quantity: Quantity) -> Context:
        """What a number is about."""
        near = self.nearest(self.topics, quantity)
        topics = tuple(dict.fromkeys(each.name for each in near))
        stages = self.nearest(self.stages, quantity)
        first, last = self.segment(quantity.start)
        has_own = any(first <= each.start < last for each in self.stages)
        named = stages[:1] if has_own else stages
        populations = self.nearest(self.populations, quantity)
        where: dict[str, tuple[str, ...]] = {}
        if self.names:
            words = self.nearest(self.names, quantity)[0].name
            dimension, value = self.records.names[words]
            where = {dimension: (value,)}
        negative = self.hidden[first:last]
        topic_here = [each for each in self.topics if first <= each.start < last]
        return Context(
            topics=self.widen(topics, quantity) or ("complaints",),
            stages=tuple(sorted({int(each.name) for each in named})),
            population=populations[0].name if populations else "",
            periods=self.read_periods(quantity),
            where=where,
            # "Did not reach 90%" denies the number and not what is counted.
            is_negative=quantity.loosely != "below"
            and bool(NEGATIVE.search(negative if topic_here else self.hidden)),
        )

    def widen(self, topics: tuple[str, ...], quantity: Quantity) -> tuple[str, ...]:
        """Where a clause only tells of complaints, its share is of all else said."""
        is_share = (
            quantity.unit in ("per cent", "fraction")
            or quantity.base is not None
            or quantity.places > 0
        )
        if not is_share or set(topics) - {"received", "complaints", "mentioned"}:
            return topics
        return tuple(dict.fromkeys([*topics, *(each.name for each in self.topics)]))

    @property
    def has_other_time(self) -> bool:
        """Whether it speaks of a time that is no year and no quarter of it."""
        return bool(OTHER_TIME.search(self.sentence)) and not self.quarters

    def read_periods(self, quantity: Quantity) -> tuple[Period, ...]:
        """The year, or the quarters of it, that a number is of."""
        year = self.read_year(quantity)
        first, last = self.segment(quantity.start)
        inside = [each for each in self.quarters if first <= each.start < last]
        if not inside and len(self.quarters) > 1:
            inside = self.nearest(self.quarters, quantity)[:1]
        found = inside or self.quarters
        # "Between July and September" is cut in two by its "and".
        return tuple(make_period(f"{year.label} Q{each.name}") for each in found) or (
            year,
        )

    def is_of_other_stage(self, quantity: Quantity) -> bool:
        """Whether a number is set beside another stage's, and not another year's."""
        first, last = self.segment(quantity.start)
        here = {each.name for each in self.stages if first <= each.start < last}
        return bool(here) and {each.name for each in self.stages} != here

    def read_year(self, quantity: Quantity) -> Period:
        """The year that a number is of."""
        year, before = self.records.year, previous_year(self.records.year)
        text = self.sentence
        if re.match(r"[\s\w%)]{0,8}this year", text[quantity.end :]):
            return year
        labels = [
            (found.start(), f"{found[1]}-{found[2]}")
            for found in YEAR_LABEL.finditer(text)
        ]
        # Right after the number, or before it: "26 in 2023-24".
        after = re.match(
            r"(?:\s\w+){0,4}?\s*(?:in|for|during|of)?\s*\(?(20\d\d)[-–/](?:20)?(\d\d)",
            text[quantity.end :],
        )
        if after and not re.search(r"\bthan\b|\bfrom\b", after[0]):
            return make_period(f"{after[1]}-{after[2]}")
        if quantity.role == "before" and not self.is_of_other_stage(quantity):
            named = [each for _, each in labels if each != year.label]
            return make_period(named[0]) if named else before
        own = [
            label
            for start, label in labels
            if not BESIDE_YEAR.search(text[:start].rstrip("( "))
        ]
        if own and year.label not in own:
            return make_period(own[0])
        near_before = BEFORE_YEAR.search(text[quantity.end : quantity.end + 40])
        is_compared = re.search(
            r"\bthan\b|\bfrom\b|\bagainst\b|\bcompared\b|\bon the\b|\bon last\b|"
            r"\bas (?:in|the)\b|\bsince\b",
            text,
            re.IGNORECASE,
        )
        if near_before and not is_compared:
            return before
        return year


def find_words(text: str, patterns: Sequence[tuple[str, str]]) -> list[Place]:
    """Where patterns are met, the earlier patterns before those they overlap."""
    found: list[Place] = []
    for name, pattern in patterns:
        for each in re.finditer(rf"\b(?:{pattern})(?!\w)", text, re.IGNORECASE):
            if not any(
                other.start < each.end() and each.start() < other.end for other in found
            ):
                found.append(Place(start=each.start(), end=each.end(), name=name))
    return sorted(found, key=lambda each: each.start)
