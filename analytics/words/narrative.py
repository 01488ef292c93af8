"""Words made from results: sentences, alt texts and what must be said beside them.

Counts come first, the population is always named, and whatever is not known says so in
words. Nothing here claims that a figure has changed.
"""

from collections.abc import Sequence
from math import ceil, floor

from analytics.ground.rounding import write_count, write_rounded
from analytics.measures.base import (
    ALL,
    COUNTED,
    PENDING,
    REST,
    UNKNOWN,
    Median,
    Rate,
    Ratio,
    Share,
)
from analytics.measures.result import Result
from analytics.words.cells import (
    total_of,
    write_counts,
    write_part_of,
    write_share_of_whole,
)
from analytics.words.names import (
    INCOMPLETE,
    MADE_UP,
    PROVISIONAL,
    list_words,
    name_group,
    name_population,
    name_results,
    say_pending,
    write_filters,
    write_period,
)
from analytics.words.notes import name_gaps


# More groups than this that tie for the most are counted and not named.
TIES_NAMED = 3


def write_sentence(result: Result) -> str:
    """A result as one sentence, counts first, with its population."""
    if not result.is_ok:
        return write_gap(result)
    text = write_known(result)
    remarks = [PROVISIONAL] if result.is_provisional else []
    remarks += [INCOMPLETE] if result.incomplete else []
    remarks += [MADE_UP] if result.is_made_up else []
    return text + (f" ({', '.join(remarks)})." if remarks else ".")


def write_dated(result: Result) -> str:
    """A result as a sentence that begins with its period."""
    return f"{write_period(result.period)}: {write_sentence(result)}"


def write_known(result: Result) -> str:
    """The sentence of a figure that is known, without its full stop."""
    measure, whole = result.measure, name_population(result)
    match measure:
        case Share() if result.pending:
            return (
                f"{write_count(result.counted)} of {write_count(result.decided)} "
                f"judged {whole} {measure.counted}; {say_pending(result)}"
            )
        case Share():
            return f"{write_counts(result)} {whole} {measure.counted}: {result.shown}"
        case Rate():
            homes = write_count(result.cases)
            return (
                f"{write_count(result.counted)} {whole} on {homes} homes: "
                f"{result.shown} {measure.difference_unit}"
            )
        case Ratio():
            return (
                f"{write_count(result.counted)} {measure.counted} beside "
                f"{write_count(result.cases)} {measure.base}"
                f"{write_filters(result.filters)}: {result.shown} {measure.every}"
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


def write_gap(result: Result) -> str:
    """Why there is no figure; the counts where they are known."""
    if result.status == "undefined":
        return f"No {name_population(result)}."
    start = f"{result.measure.label}: {result.shown}."
    if result.status == "too_few":
        whole = name_population(result)
        counts = f"{write_counts(result)} {whole} {result.measure.counted}"
        start = f"{counts}: too few for a rate."
    return f"{start} {result.reason}" if result.reason else start


def write_interval(result: Result) -> str:
    """How else a figure could have come out with nothing changed; empty if unknown.

    Of a provisional figure nothing is said: what is still open can move it further.
    """
    if result.lower is None or result.upper is None or result.is_provisional:
        return ""
    measure, ends = result.measure, (result.lower, result.upper)
    if result.has_few_cases and measure.has_parts:
        # Outward, so that nothing that fits is left out.
        few, many = floor(ends[0] / 10), ceil(ends[1] / 10)
        return f"With so few, anything from {few} to {many} in 10 fits."
    low, high = (f"{write_rounded(end, 1)}{measure.sign}" for end in ends)
    span = f"{low} to {high} {measure.every}".rstrip()
    if measure.weight_column:
        asking = f"Asking others could have given anywhere from {span}"
        if result.design_effect is None:
            return (
                f"{asking}, or further: that answers are weighted is not in this range."
            )
        effect = f"{float(result.design_effect):g}"
        return (
            f"{asking}; that answers are weighted is in this range (design effect "
            f"{effect})."
        )
    return f"With nothing changed it could have come out anywhere from {span}."


def write_alt(kind: str, title: str, results: Sequence[Result]) -> str:
    """The alt text of a chart: what it is, and every figure in it."""
    figures = []
    for name, result in zip(name_results(results), results, strict=True):
        words = f"{name} {result.shown}"
        if result.is_ok and result.by == ("answer",):
            words += f" ({write_part_of(result, total_of(result, results))})"
        if result.measure.has_parts and (result.is_ok or result.status == "too_few"):
            words += f" ({write_counts(result)})"
        if result.is_provisional:
            said = say_pending(result).replace("can still be", "can still be decided")
            words += f", {PROVISIONAL}, {said}"
        if result.is_made_up:
            words += f", {MADE_UP}"
        figures.append(words)
    return f"{kind}. {title}: {'; '.join(figures) or 'nothing to show'}."


def write_leading(results: Sequence[Result]) -> str:
    """The largest group of the first count: "Most: Repairs, 41 of 81 complaints."."""
    whole = next((result for result in results if result.is_total), None)
    groups = [
        each
        for each in results
        if whole and each.measure == whole.measure and is_part_of_whole(each)
    ]
    largest = max(groups, key=lambda each: each.counted, default=None)
    if whole is None or not whole.is_ok or largest is None or not largest.counted:
        return ""
    made_up = f" ({MADE_UP})" if largest.is_made_up else ""
    tied = [each for each in groups if each.counted == largest.counted]
    share = write_share_of_whole(largest, whole)
    if len(tied) > 1:
        share = share.replace(" of ", " each of ", 1)
    names = list_words([name_group(each) for each in tied])
    if len(tied) > TIES_NAMED:
        names = f"{len(tied)} of {len(groups)} groups"
    beside = f"; {whole.beside}" if whole.beside else ""
    return f"Most: {names}, {share}{made_up}{beside}."


def is_part_of_whole(result: Result) -> bool:
    """Whether a result is known, and a group that its whole is made of."""
    return result.is_ok and not result.is_total and not result.is_beside


def write_rows_label(result: Result, part: str) -> str:
    """What a link to rows behind a figure says: "See the 63 that were answered…"."""
    measure = result.measure
    if measure.weight_column:
        return f"See the rows of {measure.population}: {ROW_PARTS[part].lower()}"
    match measure:
        case Share():
            words = {
                ALL: f"See all {write_count(result.cases)}",
                COUNTED: f"See the {write_count(result.counted)} that "
                f"{measure.counted}",
                REST: f"See the {write_count(result.rest)} that {measure.uncounted}",
                PENDING: f"See the {result.still_open:,} that can still be decided",
                UNKNOWN: f"See the {result.unknown:,} that cannot be judged",
            }
            return words[part]
        case Ratio():
            words = {
                ALL: "See all of both",
                COUNTED: f"See the {write_count(result.counted)} {measure.counted}",
                REST: f"See the {write_count(result.cases)} {measure.base}",
            }
            return words[part]
        case Median():
            return f"See all {write_count(result.cases)}"
    return f"See all {write_count(result.counted)}"


# The parts into which a figure's rows fall.
ROW_PARTS: dict[str, str] = {
    ALL: "All",
    COUNTED: "Counted",
    REST: "Not counted",
    PENDING: "Still open",
    UNKNOWN: "Cannot be judged",
}


def write_known_or_gap(results: Sequence[Result]) -> list[str]:
    """Results as sentences, those missing for one reason said together."""
    known = [write_sentence(each) for each in results if is_said(each)]
    return known + name_gaps(each for each in results if not is_said(each))


def is_said(result: Result) -> bool:
    """Whether a result is a sentence of its own: known, or with counts to tell."""
    return result.status in ("ok", "undefined", "too_few")
