"""Figures in little room: a cell, a card, a mark in a chart; counts before shares."""

from collections.abc import Iterable
from fractions import Fraction

from analytics.ground.rounding import write_count, write_rounded
from analytics.measures.result import Result
from analytics.words.names import INCOMPLETE, MADE_UP, PROVISIONAL, name_population


def write_counts(result: Result) -> str:
    """What a figure was made from: "63 of 74", "74 on 4,202 homes", or a dash."""
    return result.measure.counts_form.format(
        counted=write_count(result.counted), cases=write_count(result.cases)
    )


def write_figure(result: Result) -> str:
    """The figure of a card, as people say it: "63 of 74", "36 in 100"."""
    if not result.is_ok:
        return result.shown
    measure = result.measure
    if not measure.has_parts:
        return (
            f"{result.shown} per {measure.scale:,}"
            if measure.is_per_home
            else (result.shown)
        )
    if measure.weight_column:
        return f"{write_rounded(result.value or 0, 0)} in {measure.scale}"
    return f"{write_count(result.counted)} of {write_count(result.decided)}"


def write_cell(result: Result) -> str:
    """A figure in a table's cell, with what must be said beside it."""
    words = [result.shown]
    words += [PROVISIONAL] if result.is_provisional else []
    words += [INCOMPLETE] if result.incomplete else []
    words += [MADE_UP] if result.is_made_up else []
    return ", ".join(words)


def write_counted(result: Result) -> str:
    """A share in a narrow cell, counts first: "63 of 74 (85.1%)"."""
    if not result.is_ok or not result.measure.has_parts:
        return result.shown
    if result.pending:
        return write_mark(result)
    return f"{write_counts(result)} ({result.shown})"


def write_mark(result: Result) -> str:
    """The text at a share's mark in a chart, with its counts."""
    if not result.is_ok or not result.measure.has_parts:
        return result.shown
    if result.pending:
        decided = write_count(result.decided)
        counts = f"{write_count(result.counted)} of {decided} judged"
        still = [f"{result.still_open:,} open"] if result.still_open else []
        still += [f"{result.unknown:,} unknown"] if result.unknown else []
        return ", ".join([counts, *still])
    return f"{result.shown} ({write_counts(result)})"


def write_share_of_whole(part: Result, whole: Result) -> str:
    """What part of a count another is: "53 of 114 complaints (46.5%)", or the count."""
    if not (part.is_ok and whole.is_ok and whole.counted):
        return part.shown
    share = write_part_of(part, whole.counted)
    population = name_population(whole, int(whole.counted))
    return f"{part.shown} of {whole.shown} {population} ({share})"


def write_part_of(part: Result, total: int | Fraction) -> str:
    """What part of a total a count is, as a percentage; a dash where unknown."""
    if part.numerator is None or not total:
        return "–"
    return f"{write_rounded(100 * Fraction(part.numerator) / total, 1)}%"


def total_of(part: Result, results: Iterable[Result]) -> int | Fraction:
    """The sum of the groups that make a whole, in the measure and period of one."""
    return sum(
        (
            Fraction(each.counted)
            for each in results
            if each.group
            and not each.is_beside
            and (each.measure.id, each.period) == (part.measure.id, part.period)
        ),
        Fraction(),
    )
