"""Words made from results: sentences, alt texts and what must be said beside them.

Counts come first, the population is always named, and whatever is not known says so in
words. Nothing here claims that a figure has changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from analytics.ground.calendar import Period, add_months, write_date
from analytics.ground.landlord import Landlord
from analytics.ground.rounding import write_count, write_rounded
from analytics.measures.base import Count, Measure, Median, Rate, Ratio, Share
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result


MADE_UP = "made up"
PROVISIONAL = "provisional"

SAMPLE_BANNER = (
    "This is the sample release. Its records are made up so that their totals equal "
    "the figures {name} and the regulator published. Every figure that is not itself "
    "published says “made up” beside it."
)


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
    words = result.measure.population
    if amount == 1:
        words = words.replace("complaints", "complaint", 1).replace("actions", "action")
        words = words.replace("findings", "finding", 1).replace("cases", "case", 1)
    return words + write_filters(result.filters)


def write_sentence(result: Result) -> str:
    """A result as one sentence, counts first, with its population."""
    if not result.is_ok:
        return write_gap(result)
    text = write_known(result)
    remarks = [PROVISIONAL] if result.is_provisional else []
    remarks += [MADE_UP] if result.is_made_up else []
    return text + (f" ({', '.join(remarks)})." if remarks else ".")


def write_beside(result: Result, other: Result) -> str:
    """A result as a sentence, with the same figure of other filters after it."""
    sentence = write_sentence(result).removesuffix(".")
    if not result.is_ok:
        sentence = write_gap(result).removesuffix(".")
    figure = write_counted(other) if isinstance(other.measure, Share) else other.shown
    remark = f" ({MADE_UP})" if other.is_made_up else ""
    name = name_filters(other, result)
    return f"{sentence}; {name[0].lower()}{name[1:]}: {figure}{remark}."


def write_dated(result: Result) -> str:
    """A result as a sentence that begins with its period."""
    return f"{write_period(result.period)}: {write_sentence(result)}"


def write_known(result: Result) -> str:
    """The sentence of a figure that is known, without its full stop."""
    measure, whole = result.measure, name_population(result)
    match measure:
        case Share() if result.pending:
            decided = result.cases - result.pending
            return (
                f"{write_count(result.counted)} of {write_count(decided)} decided "
                f"{whole} {measure.counted}; {result.pending:,} can still be"
            )
        case Share():
            return f"{write_counts(result)} {whole} {measure.counted}: {result.shown}"
        case Rate():
            homes = write_count(result.cases)
            return (
                f"{write_count(result.counted)} {whole} on {homes} homes: "
                f"{result.shown} for every 1,000 homes"
            )
        case Ratio():
            return (
                f"{write_count(result.counted)} {measure.counted} beside "
                f"{write_count(result.cases)} {measure.base}"
                f"{write_filters(result.filters)}: {result.shown} for every 100"
            )
        case Median():
            part = "Half" if measure.quantile == 0.5 else "Nine in ten"
            return (
                f"{part} of {write_count(result.cases)} {whole} took "
                f"{result.shown} working days or fewer"
            )
    amount = 1 if result.numerator == 1 else 2
    number = result.shown if result.numerator else "No"
    return f"{number} {name_population(result, amount)}"


def write_counts(result: Result) -> str:
    """The counts of a share: "63 of 74"."""
    return f"{write_count(result.counted)} of {write_count(result.cases)}"


def write_gap(result: Result) -> str:
    """Why there is no figure; the counts where they are known."""
    if result.status == "undefined":
        return f"No {name_population(result)}."
    start = f"{result.measure.label}: {result.shown}."
    if result.status == "too_few":
        whole = name_population(result)
        counted = result.measure.counted if isinstance(result.measure, Share) else ""
        start = f"{write_counts(result)} {whole} {counted}: too few for a rate."
    return f"{start} {result.reason}" if result.reason else start


def write_figure(result: Result) -> str:
    """The figure of a card, as people say it: "63 of 74", "36 in 100"."""
    if not result.is_ok:
        return result.shown
    measure = result.measure
    if isinstance(measure, Share):
        if measure.weight_column:
            return f"{write_rounded(result.value or 0, 0)} in 100"
        if result.pending:
            decided = result.cases - result.pending
            return f"{write_count(result.counted)} of {write_count(decided)}"
        return write_counts(result)
    if isinstance(measure, Rate):
        return f"{result.shown} per 1,000"
    return result.shown


def write_interval(result: Result) -> str:
    """What chance alone could have made of a figure; empty where nothing is known.

    Of a provisional figure nothing is said: what is still open can move it further.
    """
    if result.lower is None or result.upper is None or result.is_provisional:
        return ""
    low, high = (write_rounded(end, 1) for end in (result.lower, result.upper))
    if isinstance(result.measure, Rate):
        span = f"{low} to {high} for every 1,000"
    else:
        span = f"{low}% to {high}%"
    if result.has_few_cases and isinstance(result.measure, Share):
        few, many = (write_tenths(end) for end in (result.lower, result.upper))
        return f"With so few, anything from {few} to {many} in 10 fits."
    return f"Chance alone could put it anywhere from {span}."


def write_tenths(share: float) -> str:
    """A percentage as how many in ten, as people say it of a few cases."""
    return write_rounded(Fraction(share) / 10, 0)


def write_cell(result: Result) -> str:
    """A figure in a table's cell, with what must be said beside it."""
    words = [result.shown]
    words += [PROVISIONAL] if result.is_provisional else []
    words += [MADE_UP] if result.is_made_up else []
    return ", ".join(words)


def write_alt(kind: str, title: str, results: Sequence[Result]) -> str:
    """The alt text of a chart: what it is, and every figure in it."""
    figures = []
    for name, result in zip(name_results(results), results, strict=True):
        words = f"{name} {result.shown}"
        if (
            isinstance(result.measure, Count)
            and result.is_ok
            and result.by == ("answer",)
        ):
            words += f" ({write_part_of(result, total_of(result, results))})"
        if isinstance(result.measure, Share) and result.is_ok:
            words += f" ({write_counts(result)})"
        if result.is_provisional:
            words += f", {PROVISIONAL}, {result.pending:,} can still be decided"
        if result.is_made_up:
            words += f", {MADE_UP}"
        figures.append(words)
    return f"{kind}. {title}: {'; '.join(figures) or 'nothing to show'}."


def can_stand_beside(result: Result, before: Result | None) -> bool:
    """Whether last year's figure may be set beside this one.

    A rate or count of part of a year is smaller than a whole year's for that alone.
    """
    if before is None or isinstance(result.measure, Share | Median):
        return before is not None
    return result.is_part == before.is_part


def write_span(result: Result) -> str:
    """What a provisional share can still become: "55.0% to 57.0%"."""
    high = 100 * (result.counted + result.pending) / Fraction(result.cases or 1)
    return f"{result.shown} to {write_rounded(high, 1)}%"


def write_counted(result: Result) -> str:
    """A share in a narrow cell, counts first: "63 of 74 (85.1%)"."""
    if not result.is_ok:
        return result.shown
    if result.pending:
        return write_mark(result)
    return f"{write_counts(result)} ({result.shown})"


def write_mark(result: Result) -> str:
    """The text at a share's mark in a chart, with its counts."""
    if not result.is_ok or not isinstance(result.measure, Share):
        return result.shown
    if result.pending:
        decided = write_count(result.cases - result.pending)
        counts = f"{write_count(result.counted)} of {decided} decided"
        return f"{counts}, {result.pending:,} open"
    return f"{result.shown} ({write_counts(result)})"


def write_alt_strip(result: Result, before: Result | None) -> str:
    """The alt text of a strip."""
    if not result.is_ok:
        return f"{result.measure.label}: {result.shown}."
    words = f"{result.measure.label}: {result.shown}"
    if result.is_provisional:
        words = f"{result.measure.label}: {write_span(result)}, {PROVISIONAL}"
    elif result.lower is not None and result.upper is not None:
        low, high = (write_rounded(end, 1) for end in (result.lower, result.upper))
        words += f", chance alone could put it from {low} to {high}"
    if result.is_made_up:
        words += f", {MADE_UP}"
    if before is not None and before.is_ok:
        words += f"; the year before {before.shown}"
        words += f", {MADE_UP}" if before.is_made_up else ""
    return words + "."


def write_remarks(results: Iterable[Result]) -> list[str]:
    """What must be said once beside several figures, in order, without repetition."""
    remarks: dict[str, None] = {}
    for result in results:
        if result.is_ok and result.reason:
            remarks[result.reason] = None
    return list(remarks)


def write_share_of_whole(part: Result, whole: Result) -> str:
    """What part of a count another is: "53 of 114 (46.5%)"; the count where unknown."""
    if not (part.is_ok and whole.is_ok and whole.counted):
        return part.shown
    share = write_part_of(part, whole.counted)
    return f"{part.shown} of {whole.shown} ({share})"


def write_part_of(part: Result, total: int | Fraction) -> str:
    """What part of a total a count is, as a percentage; a dash where unknown."""
    if part.numerator is None or not total:
        return "–"
    return f"{write_rounded(100 * Fraction(part.numerator) / total, 1)}%"


def total_of(part: Result, results: Iterable[Result]) -> int | Fraction:
    """The sum of the groups beside a group, in its measure and period."""
    return sum(
        (
            Fraction(each.counted)
            for each in results
            if each.group
            and (each.measure.id, each.period) == (part.measure.id, part.period)
        ),
        Fraction(),
    )


def write_marks(results: Iterable[Result]) -> list[str]:
    """What a chart's title must add: whether figures are made up or provisional."""
    known = [result for result in results if result.is_ok]
    marks = []
    if any(result.is_provisional for result in known):
        marks.append(PROVISIONAL)
    if known and all(result.is_made_up for result in known):
        marks.append(MADE_UP)
    elif any(result.is_made_up for result in known):
        marks.append(f"partly {MADE_UP}")
    return marks


def write_leading(results: Sequence[Result]) -> str:
    """The largest group of a count: "Most: Repairs and maintenance, 41 of 81."."""
    whole = next((result for result in results if result.is_total), None)
    groups = [each for each in results if not each.is_total and each.is_ok]
    largest = max(groups, key=lambda each: each.counted, default=None)
    if whole is None or not whole.is_ok or largest is None or not largest.counted:
        return ""
    made_up = f" ({MADE_UP})" if largest.is_made_up else ""
    return (
        f"Most: {name_group(largest)}, {write_share_of_whole(largest, whole)}{made_up}."
    )


def write_fixed(measures: Iterable[Measure], where: Mapping[str, Sequence[str]]) -> str:
    """A sentence on filters that do not apply to measures with a fixed population."""
    ignored = [
        DIMENSIONS[name].label
        for name in where
        if any(name not in measure.dimensions for measure in measures)
    ]
    if not ignored:
        return ""
    filters = "filter" if len(ignored) == 1 else "filters"
    does = "does" if len(ignored) == 1 else "do"
    return (
        f"The {filters} {list_words(ignored)} {does} not apply here: whom these "
        "figures count is fixed by definition."
    )


def write_target(measure: Measure, landlord: Landlord) -> str:
    """What the landlord has promised for a measure and where; empty if it has not."""
    target = landlord.targets.get(measure.id)
    if target is None:
        return ""
    return (
        f"The landlord's own target: {target.value:g} {measure.unit} ({target.source})."
    )


def write_valid_from(measure: Measure) -> str:
    """From which day on a definition holds."""
    if not measure.valid_from:
        return "Nothing that it rests on has a day from which it holds."
    return f"Valid from {write_date(date.fromisoformat(measure.valid_from))}."


def write_banner(landlord: Landlord) -> str:
    """The banner of a sample release."""
    return SAMPLE_BANNER.format(name=landlord.name or "the landlord")


def name_source(name: str) -> str:
    """A source's name as people read it."""
    return name.replace("_", " ").capitalize()


def count_words(number: int, thing: str) -> str:
    """A number of things, singular for one: "1 figure", "17 figures"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def write_gaps(results: Iterable[Result]) -> list[str]:
    """What is not known, once for each reason, with the figures it keeps away."""
    gaps: dict[tuple[str, str], dict[str, None]] = {}
    for result in results:
        if not result.is_ok and result.status != "undefined":
            key = (result.shown, result.reason or "")
            gaps.setdefault(key, {})[result.measure.label] = None
    return [
        f"{shown[0].upper()}{shown[1:]}: {'; '.join(labels)}. {reason}".strip()
        for (shown, reason), labels in gaps.items()
    ]


def name_gaps(results: Iterable[Result]) -> list[str]:
    """What is not known, without the reasons: "Not recorded: Refusals."."""
    gaps: dict[str, dict[str, None]] = {}
    for result in results:
        gaps.setdefault(result.shown, {})[result.measure.label] = None
    return [
        f"{shown[0].upper()}{shown[1:]}: {'; '.join(labels)}."
        for shown, labels in gaps.items()
    ]


def write_origin(result: Result) -> str:
    """What a link to a figure's passport says: "Where 63 of 74 comes from"."""
    if not result.is_ok:
        return f"Why it is {result.shown}"
    return f"Where {write_figure(result)} comes from"


def write_rows_label(result: Result, part: str) -> str:
    """What a link to rows behind a figure says: "See the 63 that were answered…"."""
    measure = result.measure
    if measure.weight_column:
        return f"See the rows of {measure.population}: {ROW_PARTS[part].lower()}"
    match measure:
        case Share():
            words = {
                "all": f"See all {write_count(result.cases)}",
                "counted": f"See the {write_count(result.counted)} that "
                f"{measure.counted}",
                "rest": f"See the {write_count(count_rest(result))} that "
                f"{measure.uncounted}",
                "pending": f"See the {result.pending:,} that can still be decided",
            }
            return words[part]
        case Ratio():
            words = {
                "all": "See all of both",
                "counted": f"See the {write_count(result.counted)} {measure.counted}",
                "rest": f"See the {write_count(result.cases)} {measure.base}",
            }
            return words[part]
        case Median():
            return f"See all {write_count(result.cases)}"
    return f"See all {write_count(result.counted)}"


def count_rest(result: Result) -> int | Fraction:
    """The cases of a share that neither count nor can still come to count."""
    return result.cases - result.counted - result.pending


# The parts into which a figure's rows fall.
ROW_PARTS = {
    "all": "All",
    "counted": "Counted",
    "rest": "Not counted",
    "pending": "Still open",
}
