"""What must be said beside figures: remarks, marks, targets, banners, gaps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from analytics.ground.calendar import Period, write_date
from analytics.ground.landlord import Landlord
from analytics.ground.rounding import write_rounded
from analytics.measures.base import Measure
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.release.models import MODELS
from analytics.words.cells import total_of, write_part_of
from analytics.words.names import (
    INCOMPLETE,
    MADE_UP,
    PROVISIONAL,
    list_words,
    write_period,
)
from analytics.words.tables import SHARED


# What percentages of a whole add up to.
EVERYTHING = 100

SAMPLE_BANNER = (
    "This is the sample release. Its records are made up to match what {name} and the "
    "regulator published; every other figure says “made up” beside it."
)
DEMO_BANNER = (
    "This is a demonstration. The landlord and every record of it are made up: no "
    "figure here is a fact about anybody."
)


def write_remarks(results: Iterable[Result]) -> list[str]:
    """What must be said once beside several figures, in order, without repetition."""
    remarks: dict[str, None] = {}
    for result in results:
        if result.is_ok and result.reason:
            remarks[result.reason] = None
    return list(remarks)


def list_cautions(results: Iterable[Result]) -> list[str]:
    """What a reader could take wrongly from figures and their groups, each once."""
    cautions: dict[str, None] = {}
    for result in results:
        cautions[result.measure.caution] = None
        if MODELS[result.measure.model].has_areas:
            cautions |= {DIMENSIONS[name].caution: None for name in result.by}
    return [caution for caution in cautions if caution]


def write_rounding(results: Sequence[Result]) -> str:
    """That percentages of a whole, each rounded, do not add up to it; else empty."""
    sums: dict[Period, Fraction] = {}
    for result in results:
        if result.by in SHARED and not result.measure.has_denominator and result.group:
            total = total_of(result, results)
            if result.is_ok and total:
                share = write_part_of(result, total).rstrip("%")
                sums[result.period] = sums.get(result.period, Fraction()) + Fraction(
                    share
                )
    wrong = [
        f"{write_rounded(added, 1)}% in {write_period(period)}"
        for period, added in sums.items()
        if added != EVERYTHING
    ]
    if not wrong:
        return ""
    return f"Percentages are rounded one by one: they add up to {list_words(wrong)}."


def write_marks(results: Iterable[Result]) -> list[str]:
    """What a chart's title must add: whether figures are made up or provisional."""
    known = [result for result in results if result.is_ok]
    marks = []
    if any(result.is_provisional for result in known):
        marks.append(PROVISIONAL)
    if any(result.incomplete for result in known):
        marks.append(INCOMPLETE)
    if known and all(result.is_made_up for result in known):
        marks.append(MADE_UP)
    elif any(result.is_made_up for result in known):
        marks.append(f"partly {MADE_UP}")
    return marks


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
    """The banner of a sample release: whether any of its figures is a fact."""
    if not landlord.anchored:
        return DEMO_BANNER
    return SAMPLE_BANNER.format(name=landlord.name or "the landlord")


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
        gaps.setdefault(result.shown, {})[result.measure.short_label] = None
    return [
        f"{shown[0].upper()}{shown[1:]}: {'; '.join(labels)}."
        for shown, labels in gaps.items()
    ]
