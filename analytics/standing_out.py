"""What stands out in a view: the few findings that a reader should have seen.

The gravest first, none that chance alone would readily make: a change from the year
before and an area or ward that differs must be more than that, by `bearing`.
"""

from collections.abc import Sequence

from analytics.attention import (
    Concern,
    list_late,
    list_overdue,
    list_severe_since,
    list_unfinished,
    note_made_up,
)
from analytics.bearing.comparison import (
    Comparison,
    compare,
    compare_many,
    find_breaks,
    find_rest,
)
from analytics.bearing.peers.low_volume import warn_of_low_volume
from analytics.ground.rounding import write_count
from analytics.measures.dimensions import NOT_RECORDED
from analytics.measures.result import Result
from analytics.view import Pair, View
from analytics.words.cells import write_counts
from analytics.words.names import (
    list_words,
    lower_first,
    name_group,
    name_population,
    write_event_date,
)
from analytics.words.notes import name_gaps


# No more of them are read.
MOST = 3

# What may have become worse, and by which measure areas and wards are looked at.
HEADLINES = ("ch02_{stage}", "tp09")
BY_AREA = "answered_in_time_{stage}"
BY_WARD = "received_{stage}"

# What no records can say.
ALWAYS = "“Cannot tell” is not “no change”; what happened is not why."

# What is asked for, to be able to say that it is not known.
ASKED = (
    "refusals",
    "tp09",
    "closure_satisfaction",
    "learning_coverage",
    "actions_completed_on_time",
    "orders_on_time",
)


def list_standing_out(view: View) -> list[Concern]:
    """What stands out, the gravest first."""
    changes = list_changes(view)
    told = {each.measure for each in changes}
    late = list_late(view.ask(*view.name_measures("ch02_{stage}")))
    return [
        *list_severe_since(view),
        *list_low_volumes(view),
        *changes,
        *list_late_areas(view),
        *list_busier_wards(view),
        *(each for each in late if each.measure not in told),
        *list_overdue(view.ask(*view.name_measures("overdue_{stage}"))),
        *list_unfinished(*view.ask("actions_completed", "actions_overdue")),
    ]


def list_low_volumes(view: View) -> list[Concern]:
    """That few complain, where the year's volume is among the lowest."""
    code = view.release.landlord.regulator_code
    for result in view.ask(*view.name_measures("ch01_{stage}")):
        warning = warn_of_low_volume(result, code, view.peer_group)
        band = view.find_band(result)
        if warning and band:
            part = "tenth" if warning.is_tenth else "quarter"
            return [
                Concern(
                    theme=result.measure.theme,
                    sentence=(
                        f"Few tenants complain: {result.shown} per 1,000 homes "
                        f"is, as counted, in the lowest {part} of {band.group.noun}. "
                        "Some may be unable to complain."
                    ),
                    measure=result.measure,
                    question="Can every resident find out how to complain?",
                )
            ]
    return []


def list_changes(view: View) -> list[Concern]:
    """Figures that are clearly worse than the year before."""
    ids = list(dict.fromkeys([*view.name_measures(*HEADLINES), "tp09"]))
    found = []
    for now, before in view.ask_pairs(*ids):
        comparison = compare(now, before, view.release.events)
        if comparison is not None and is_worse(comparison):
            found.append(write_worse(comparison))
    return found


def is_worse(comparison: Comparison) -> bool:
    """Whether a clear difference is the wrong way for a measure that has one."""
    wrong = {"increase": "lower", "decrease": "higher"}
    measure = comparison.result.measure
    return (
        comparison.is_clear
        and comparison.verdict == wrong.get(measure.improvement_direction)
        and not comparison.is_small
    )


def write_worse(comparison: Comparison) -> Concern:
    """A figure that is worse than the year before, with both counts."""
    now, before = comparison.result, comparison.other
    counts = f"{write_counts(now)} {name_population(now)} {now.measure.counted}"
    if now.measure.weight_column:
        counts = f"{now.shown} of {name_population(now)} {now.measure.counted}"
    earlier = before.shown if now.measure.weight_column else write_counts(before)
    return Concern(
        theme=now.measure.theme,
        sentence=(
            f"{counts}, {earlier} the year before: worse than chance alone would make "
            f"it{note_made_up(now)}."
        ),
        measure=now.measure,
        part="rest",
        question=(
            f"{now.measure.short_label} got worse: the service, or how it is recorded?"
        ),
    )


def list_late_areas(view: View) -> list[Concern]:
    """Areas in which clearly fewer answers are in time than in the others."""
    if "service_area" in view.where:
        return []
    found = []
    for results in view.ask_each(*view.name_measures(BY_AREA), by=["service_area"]):
        whole, *areas = results
        areas = [each for each in areas if is_named(each)]
        pairs = [(area, find_rest(whole, area)) for area in areas]
        for comparison in compare_many(pairs):
            if comparison is None or not is_worse(comparison):
                continue
            area, rest = comparison.result, comparison.other
            name = name_group(area)
            found.append(
                Concern(
                    theme=area.measure.theme,
                    sentence=(
                        f"{name}: {write_short_of(area)} {area.measure.population} "
                        f"were not answered in time, in the other areas "
                        f"{write_short_of(rest)}{note_made_up(area)}."
                    ),
                    measure=area.measure,
                    part="rest",
                    question=f"What would {lower_first(name)} need to answer in time?",
                    group=("service_area", area.group["service_area"]),
                )
            )
    return found


def write_short_of(result: Result) -> str:
    """How many of how many fell short: "20 of 30"."""
    return f"{write_count(result.rest)} of {write_count(result.cases)}"


def list_busier_wards(view: View) -> list[Concern]:
    """Wards from which clearly more complaints came than the year before.

    For the internal audience alone: for the public ward counts are rounded.
    """
    if "ward" in view.where or view.release.landlord.audience != "internal":
        return []
    found = []
    periods = [view.period, view.period_before]
    for results in view.ask_each(
        *view.name_measures(BY_WARD), by=["ward"], periods=periods
    ):
        earlier = {
            each.group["ward"]: each
            for each in results
            if each.group and each.period == view.period_before
        }
        now = [
            each
            for each in results
            if each.group and each.period == view.period and is_named(each)
        ]
        pairs = [(each, earlier.get(each.group["ward"])) for each in now]
        for comparison in compare_many(pairs):
            if comparison is None or comparison.verdict != "higher":
                continue
            ward, before = comparison.result, comparison.other
            found.append(
                Concern(
                    theme=ward.measure.theme,
                    sentence=(
                        f"{name_group(ward)} ward: {write_count(ward.counted)} "
                        f"{ward.measure.population}, {write_count(before.counted)} the "
                        f"year before: more than chance alone would make "
                        f"it{note_made_up(ward)}."
                    ),
                    measure=ward.measure,
                    question=f"What happened in {name_group(ward)}?",
                    group=("ward", ward.group["ward"]),
                )
            )
    return found


def is_named(result: Result) -> bool:
    """Whether a group is one that somebody recorded."""
    return NOT_RECORDED not in result.group.values()


def list_gaps(view: View, pairs: Sequence[Pair]) -> list[str]:
    """What the records of a view cannot say: recorded differently, or not at all."""
    breaks = dict.fromkeys(
        event
        for now, before in pairs
        if before is not None
        for event in find_breaks(now, before, view.release.events)
    )
    said = []
    if breaks:
        since = list_words([write_event_date(event) for event in breaks])
        said.append(f"Recorded differently since {since}; differences can be that.")
    said += name_gaps(each for each in view.ask(*ASKED) if is_gap(each))
    return [*said, ALWAYS]


def is_gap(result: Result) -> bool:
    """Whether a figure is not known for want of records."""
    return result.status in ("not_recorded", "not_supplied", "not_covered")
