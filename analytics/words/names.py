"""Names of things: periods, groups, filters, populations, and lists of words."""

from collections.abc import Mapping, Sequence
from datetime import date

from analytics.figures.events import Event
from analytics.ground.calendar import Period, add_months, write_date
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result


MADE_UP = "made up"

PROVISIONAL = "provisional"

# Where rows of its source were rejected, or cells that it reads set aside.
INCOMPLETE = "incomplete"

# The heading over a 95% interval.
RANGE = "95% range"


def write_period(period: Period) -> str:
    """A period as people say it: "2024-25", "October to December 2024"."""
    if period.kind == "as_at":
        return write_date(period.first)
    if period.kind == "month":
        return f"{period.first:%B %Y}"
    if period.kind == "year":
        return period.label
    return write_months(period.first, period.last)


def write_months(first: date, last: date) -> str:
    """The months from one date to another: "April to June 2024"."""
    start = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"{start} to {last:%B %Y}"


def write_part(label: str) -> str:
    """A year, quarter or month of a trend, short enough for an axis."""
    if " Q" in label:
        year, quarter = label.split(" Q")
        first = date(int(year[:4]), 4, 1)
        start = add_months(first, 3 * (int(quarter) - 1))
        return f"{start:%b}–{add_months(start, 2):%b %Y}"
    first_year, _, second = label.partition("-")
    if second == f"{(int(first_year) + 1) % 100:02}":
        return label
    return f"{date(int(first_year), int(second), 1):%b %Y}"


def name_value(dimension: str, value: str) -> str:
    """A group's value as people read it; parts of a trend in words."""
    if DIMENSIONS[dimension].part:
        return write_part(value)
    return DIMENSIONS[dimension].name_value(value)


def name_group(result: Result) -> str:
    """A result's group as people read it; the whole is "All"."""
    names = [name_value(key, value) for key, value in result.group.items()]
    return ", ".join(names) or "All"


def name_results(results: Sequence[Result]) -> list[str]:
    """What tells each of several results apart: group, measure, filters, period."""
    has_measures = len({result.measure.id for result in results}) > 1
    has_periods = len({result.period for result in results}) > 1
    names = []
    for result in results:
        parts = [name_group(result)] if result.group else []
        parts += [result.measure.short_label] if has_measures else []
        other = next((each for each in results if each.filters != result.filters), None)
        parts += [name_filters(result, other)] if other else []
        parts += [write_period(result.period)] if has_periods or not parts else []
        names.append(", ".join(parts))
    return names


def name_filters(result: Result, other: Result) -> str:
    """The filters in which a result differs from another: "Repairs" beside all."""
    names = []
    for name in dict.fromkeys((*result.filters, *other.filters)):
        values = result.filters.get(name, ())
        if values == other.filters.get(name, ()):
            continue
        label = DIMENSIONS[name].label.lower()
        words = [DIMENSIONS[name].name_value(value) for value in values]
        names.append(list_words(words) if words else f"All {label}s together")
    return ", ".join(names)


def list_words(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def write_filters(where: Mapping[str, Sequence[str]]) -> str:
    """Filters as the end of a phrase: " from leaseholders about Repairs"."""
    phrases = {
        "tenure": "from {}",
        "service_area": "about {}",
        "ward": "in {}",
        "channel": "by {}",
    }
    parts = []
    for name, values in where.items():
        words = [DIMENSIONS[name].name_value(value) for value in values]
        if name == "tenure":
            words = [word[0].lower() + word[1:] for word in words]
        phrase = phrases.get(name, f"with {DIMENSIONS[name].label.lower()} {{}}")
        parts.append(phrase.format(list_words(words, "or")))
    return "".join(f" {part}" for part in parts)


def name_population(result: Result, amount: int = 2) -> str:
    """Whom or what a result is about, its filters included; singular for one."""
    words, filters = result.measure.population, dict(result.filters)
    beside = result.beside_group
    if beside is not None:
        words = f"complaints {beside.words}"
        filters.pop(beside.dimension, None)
    if amount == 1:
        words = words.replace("complaints", "complaint", 1).replace("actions", "action")
        words = words.replace("findings", "finding", 1).replace("cases", "case", 1)
        words = words.replace("orders", "order", 1).replace("refusals", "refusal", 1)
    return words + write_filters(filters)


def say_pending(result: Result) -> str:
    """How many cases can turn out either way, and why: time, or a cell."""
    said = []
    if result.still_open:
        said.append(f"{result.still_open:,} can still be")
    if result.unknown:
        said.append(result.measure.say_unknown(result.unknown))
    return "; ".join(said)


def name_source(name: str) -> str:
    """A source's name as people read it."""
    return name.replace("_", " ").capitalize()


def lower_first(words: str) -> str:
    """Words that begin a sentence, inside one."""
    return words[:1].lower() + words[1:]


def count_words(number: int, thing: str) -> str:
    """A number of things, singular for one: "1 figure", "17 figures"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def write_event_date(event: Event) -> str:
    """An event's date, no more exactly than it is known."""
    day = event.event_date
    if event.date_precision == "day":
        return f"{day.day} {day:%B %Y}"
    if event.date_precision == "month":
        return f"{day:%B %Y}"
    seasons = ("winter", "spring", "summer", "autumn")
    return f"{seasons[day.month % 12 // 3]} {day.year}"
