"""A page's title: what it found, counts first, and of which period."""

from collections.abc import Sequence

from analytics.ground.rounding import write_count
from analytics.measures.result import Result
from analytics.words.cells import write_counts
from analytics.words.names import (
    MADE_UP,
    name_group,
    name_population,
    say_pending,
    write_period,
)


def write_title(results: Sequence[Result]) -> str:
    """What a page found, from one figure or one at each stage.

    "63 of 74 stage 1 complaints from tenants were answered in time in 2024-25, and 11
    of 16 at stage 2". It says counts and claims no change.
    """
    first, *others = results
    group = f"{name_group(first)}: " if first.group else ""
    preposition = "at" if first.period.kind == "as_at" else "in"
    words = f"{group}{write_whole(first)} {preposition} {write_period(first.period)}"
    words += write_pending(first)
    words += "".join(write_stage_2(each, after=first) for each in others)
    made_up = any(each.is_made_up for each in results)
    return f"{words} ({MADE_UP})" if made_up else words


def write_pending(result: Result) -> str:
    """How many of those counted are judged neither way, as a clause of its own."""
    is_told = result.is_ok or result.status == "too_few"
    if is_told and result.pending and result.measure.has_parts:
        return f"; {say_pending(result)}"
    return ""


def write_stage_2(result: Result, after: Result) -> str:
    """What was found at stage 2, after what was at stage 1."""
    if result.status in ("not_recorded", "not_supplied", "not_covered"):
        return f"; for stage 2 this is {result.shown}"
    joint = "; " if write_pending(after) else ", and "
    return f"{joint}{write_short(result)} at stage 2"


def write_whole(result: Result) -> str:
    """What was found of a whole population, without the period."""
    measure, whole = result.measure, name_population(result)
    if result.status == "undefined":
        return f"No {whole}"
    if not result.is_ok and result.status != "too_few":
        return f"{measure.label}: {result.shown}"
    if measure.weight_column:
        return f"{write_short(result)} {whole} {measure.counted}"
    if measure.has_parts:
        return f"{write_short(result)} {whole} {measure.counted}"
    if measure.is_per_home:
        amount = 1 if result.numerator == 1 else 2
        words = name_population(result, amount)
        return f"{write_count(result.counted) if result.counted else 'No'} {words}"
    if measure.kind == "count":
        amount = 1 if result.numerator == 1 else 2
        number = result.shown if result.numerator else "No"
        return f"{number} {name_population(result, amount)}"
    return f"{measure.label}: {result.shown}"


def write_short(result: Result) -> str:
    """The counts alone, as people say them."""
    if not result.is_ok and result.status != "too_few":
        return result.shown
    if result.measure.weight_column:
        return f"{result.shown} of"
    if not result.measure.has_parts:
        return write_count(result.counted)
    if result.pending:
        return f"{write_count(result.counted)} of {write_count(result.decided)} judged"
    return write_counts(result)
