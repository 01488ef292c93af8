"""The five themes of a paper, each a section of results and of words made of them."""

from collections.abc import Sequence
from dataclasses import replace

from analytics.bearing.comparison import compare
from analytics.bearing.comparison_words import write_before, write_short_comparison
from analytics.ground.calendar import TimePart, make_period
from analytics.ground.landlord import Landlord
from analytics.measures.base import Measure
from analytics.measures.result import Result
from analytics.papers.paper import (
    Grid,
    PaperChart,
    Section,
    make_chart,
)
from analytics.view import Pair, View, flatten
from analytics.words.names import lower_first
from analytics.words.narrative import (
    write_dated,
    write_interval,
    write_known_or_gap,
    write_leading,
    write_sentence,
)
from analytics.words.notes import (
    write_fixed,
    write_remarks,
    write_rounding,
    write_target,
)


# The largest groups a chart shows; the rest are named by their number.
GROUPS_DRAWN = 6


def choose_trend_part(view: View) -> TimePart:
    """The part of the year in which a paper's trend is shown."""
    return "month" if view.period.kind == "quarter" else "quarter"


def make_section(
    view: View,
    key: str,
    heading: str,
    *,
    sentences: Sequence[str],
    results: Sequence[Result],
    charts: tuple[PaperChart, ...] = (),
    grids: tuple[Grid, ...] = (),
    notes: Sequence[str] = (),
) -> Section:
    """A theme of a paper, with what must be said under its sentences."""
    measures = list(dict.fromkeys(result.measure for result in results))
    remarks = [say_target(each, view.release.landlord) for each in measures]
    remarks += [*notes, write_fixed(measures, view.where)]
    return Section(
        key=key,
        heading=heading,
        sentences=tuple(dict.fromkeys(each for each in sentences if each)),
        charts=charts,
        grids=grids,
        notes=tuple(dict.fromkeys(each for each in remarks if each)),
        results=tuple(results),
    )


def say_target(measure: Measure, landlord: Landlord) -> str:
    """The landlord's own target of a measure, with its name; empty without one."""
    target = write_target(measure, landlord)
    return f"{measure.label}: {lower_first(target)}" if target else ""


def say_volumes(view: View) -> Section:
    """How many complaints, over time, and what they were about."""
    rates = view.ask_pairs(*view.name_measures("ch01_{stage}"))
    received = view.ask(*view.name_measures("received_{stage}"))
    mentions = view.ask("service_area_mentions", by=["service_area"])
    trend = list_trend(view)
    parts = [each for each in trend if not each.is_total]
    # With a filter the sentence itself says from whom.
    everybody = "" if view.where else "From all residents: "
    return make_section(
        view,
        "volumes",
        "Volumes",
        sentences=[
            *say_pairs(view, rates),
            rates[0][0].measure.caution if rates[0][0].is_ok else "",
            *(f"{everybody}{write_sentence(each)}" for each in received),
            f"What they were about: {write_sentence(mentions[0])}",
            write_leading(mentions),
        ],
        results=[*flatten(rates), *received, *trend[:1], mentions[0]],
        charts=make_chart(
            "columns",
            f"{trend[0].measure.label} by {choose_trend_part(view)}",
            parts,
            choose_trend_part(view),
        ),
    )


def say_pairs(view: View, pairs: Sequence[Pair]) -> list[str]:
    """Figures as sentences, each with how it stands to the year before."""
    sentences = []
    for now, before in pairs:
        comparison = compare(now, before, view.release.events)
        sentences.append(write_sentence(now))
        sentences += [write_short_comparison(comparison)] if comparison else []
    return sentences


def list_trend(view: View) -> list[Result]:
    """Complaints received, part by part, this year after the one before."""
    name = f"received_{view.stages[0]}"
    results = view.ask(
        name, by=[choose_trend_part(view)], periods=[view.period_before, view.period]
    )
    *_, now = (each for each in results if each.is_total)
    # Every part says itself when it was, so none is told apart by its year again.
    parts = [
        replace(each, period=view.period)
        for each in results
        if not each.is_total and (each.is_ok or each.period == view.period)
    ]
    return [now, *parts]


def draw_groups(title: str, results: Sequence[Result]) -> tuple[PaperChart, ...]:
    """The largest groups of a count as bars; fewer than three are a sentence."""
    groups = [
        each for each in keep_counted(results) if not (each.is_total or each.is_beside)
    ]
    groups = sorted(groups, key=lambda each: -each.counted)
    shown, rest = groups[:GROUPS_DRAWN], groups[GROUPS_DRAWN:]
    if rest:
        title = f"{title}, the {len(shown)} largest of {len(groups)}"
    return make_chart("bars", title, shown) if len(shown) > 2 else ()


def say_outcomes(view: View) -> Section:
    """What was decided, and how many went on."""
    shares = view.ask_pairs(*view.name_measures("upheld_share_{stage}"))
    escalation = view.ask("escalation") if 1 in view.stages else []
    outcomes = view.ask(*view.name_measures("outcomes_{stage}"))
    return make_section(
        view,
        "outcomes",
        "Outcomes",
        sentences=[
            *say_pairs(view, shares),
            shares[0][0].measure.caution if shares[0][0].is_ok else "",
            *(write_sentence(each) for each in escalation),
        ],
        results=[*flatten(shares), *outcomes, *escalation],
        charts=make_chart(
            "dots",
            shares[0][0].measure.axis_title,
            flatten(shares),
        ),
    )


def say_timeliness(view: View) -> Section:
    """Whether answers came in time, and what is overdue."""
    pairs = view.ask_pairs(*view.name_measures("ch02_{stage}"))
    waiting = view.ask(*view.name_measures("open_{stage}", "overdue_{stage}"))
    return make_section(
        view,
        "timeliness",
        "Timeliness",
        sentences=[
            *say_pairs(view, pairs),
            *(write_sentence(each) for each in waiting),
        ],
        results=[*flatten(pairs), *waiting],
        charts=make_chart("dots", pairs[0][0].measure.axis_title, flatten(pairs)),
        notes=write_remarks(waiting),
    )


def say_satisfaction(view: View) -> Section:
    """What people say of how complaints are handled."""
    year, before = make_period(view.period.year), view.period_before
    survey = view.ask("tp09", periods=[year, before])
    answers = view.ask("tp09_answers", by=["answer"], periods=[year, before])
    closure = view.ask("closure_satisfaction", "closure_response_rate")
    return make_section(
        view,
        "satisfaction",
        "Satisfaction",
        sentences=[
            f"{write_dated(survey[0])} {write_interval(survey[0])}",
            write_before(survey[0], survey[-1], view.release.events),
            *write_known_or_gap(closure),
        ],
        results=[*survey, *(each for each in answers if each.is_total), *closure],
        charts=make_chart(
            "answers",
            answers[0].measure.axis_title,
            [each for each in answers if not each.is_total],
        ),
        notes=[
            *(survey[0].measure.caveats if survey[0].is_ok else ()),
            write_rounding(answers),
        ],
    )


def say_learning(view: View) -> Section:
    """What was promised and done, what was refused, what the Ombudsman found."""
    actions = view.ask(
        "actions_completed",
        "actions_overdue",
        "actions_completed_on_time",
        "learning_coverage",
        "refusals",
    )
    [findings] = view.ask("findings")
    ombudsman = view.ask("determinations", "maladministration_rate")
    orders = view.ask("orders_on_time")
    status = view.ask("actions", by=["status"])
    return make_section(
        view,
        "learning",
        "Learning",
        sentences=[
            *write_known_or_gap(actions),
            *write_known_or_gap([*ombudsman, *orders]),
        ],
        results=[*actions, *ombudsman, findings, *orders],
        charts=draw_groups("Learning actions by status", status),
    )


def keep_counted(results: Sequence[Result]) -> list[Result]:
    """Groups in which there is something, with the whole."""
    return [each for each in results if each.is_total or not each.is_ok or each.counted]
