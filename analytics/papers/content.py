"""What a paper says, made from results and from the words of narrative.py alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from analytics.attention import list_concerns
from analytics.bearing.comparison import compare
from analytics.bearing.comparison_words import write_before, write_short_comparison
from analytics.behind.records import Row, list_actions
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import Period, TimePart, make_period, write_date
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.papers import find_kind
from analytics.papers.paper import (
    Grid,
    Paper,
    PaperChart,
    Section,
    join_grids,
    make_chart,
    make_figures,
    make_grid,
)
from analytics.papers.provisions import (
    Evidence,
    Part,
    judge_provision,
    list_printed,
)
from analytics.papers.scope import make_view
from analytics.view import Pair, View, describe_source, flatten
from analytics.words.names import list_words, write_period
from analytics.words.narrative import (
    write_dated,
    write_interval,
    write_leading,
    write_sentence,
)
from analytics.words.notes import (
    name_gaps,
    write_banner,
    write_fixed,
    write_gaps,
    write_remarks,
    write_target,
)


# More than this and a paper is a register; the Learning page has them all.
ACTIONS_LISTED = 12
# The largest groups a chart shows; the rest are named by their number.
GROUPS_DRAWN = 6

ACTION_DETAILS = {
    "Theme": "theme",
    "Owner": "owner",
    "Due": "due_date",
}


def make_paper(
    release: OpenRelease,
    kind: str,
    period: Period,
    where: Mapping[str, Sequence[str]] | None = None,
) -> Paper:
    """A paper on a period of a release.

    Raises UsageError for a kind, a filter or a period that a paper cannot have.
    """
    title = find_kind(kind).title
    view = make_view(release, period, where or {})
    themes = list_themes(view)
    results = [each for section in themes for each in section.results]
    sections = (
        say_first(view),
        *themes,
        say_unfinished(view),
        say_missing(results),
        say_provisional(results),
        say_provision(view, themes),
        say_method(),
    )
    answer = view.ask(*view.name_measures("ch02_{stage}"))
    name = f"{title}, {write_period(period)}"
    return Paper(
        kind=kind,
        title=name,
        period=period,
        landlord=release.landlord.name,
        reader=release.landlord.member_responsible,
        quiet=describe_source(view),
        banner=write_banner(release.landlord) if release.release.is_sample else "",
        answer=tuple(write_sentence(result) for result in answer),
        notes=list_notes(view, answer),
        sections=sections,
        release=release.release.id,
        as_at=release.as_at.isoformat(),
        footer=(
            f"{title}. {view.describe()}. As at {write_date(release.as_at)}, "
            f"release {release.release.id}"
            f"{', sample' if release.release.is_sample else ''}"
        ),
    )


def list_notes(view: View, answer: Sequence[Result]) -> tuple[str, ...]:
    """What must be said before anything else: a damaged release, filters ignored."""
    fixed = write_fixed([result.measure for result in answer], view.where)
    return tuple(note for note in (view.release.notice, fixed) if note)


def choose_trend_part(view: View) -> TimePart:
    """The part of the year in which a paper's trend is shown."""
    return "month" if view.period.kind == "quarter" else "quarter"


def list_themes(view: View) -> list[Section]:
    """The five themes, in the order of the menu."""
    return [
        say_volumes(view),
        say_outcomes(view),
        say_timeliness(view),
        say_satisfaction(view),
        say_learning(view),
    ]


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
    remarks = [write_target(each, view.release.landlord) for each in measures]
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


def say_first(view: View) -> Section:
    """What to look at first, and why."""
    found = list_concerns(view.ask, view.period, view.release.events)
    return Section(
        key="first",
        heading="What to look at first, and why",
        sentences=() if found else ("Nothing that the rules look for was found.",),
        points=tuple(first.sentence for first in found),
    )


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
        grids=make_figures("Complaints for every 1,000 homes", rates),
        charts=(
            *make_chart(
                "columns",
                f"{trend[0].measure.label} by {choose_trend_part(view)}",
                parts,
                choose_trend_part(view),
            ),
            *draw_groups("Mentions of service areas", mentions),
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
    groups = [each for each in keep_counted(results) if not each.is_total]
    groups = sorted(groups, key=lambda each: -each.counted)
    shown, rest = groups[:GROUPS_DRAWN], groups[GROUPS_DRAWN:]
    if rest:
        title = f"{title}, the {len(shown)} largest of {len(groups)}"
    return make_chart("bars", title, shown) if len(shown) > 2 else ()


def say_outcomes(view: View) -> Section:
    """What was decided, and how many went on."""
    shares = view.ask_pairs(*view.name_measures("upheld_share_{stage}"))
    escalation = view.ask("escalation") if 1 in view.stages else []
    outcomes = view.ask_each(*view.name_measures("outcomes_{stage}"), by=["outcome"])
    return make_section(
        view,
        "outcomes",
        "Outcomes",
        sentences=[
            *say_pairs(view, shares),
            shares[0][0].measure.caution if shares[0][0].is_ok else "",
            *(write_sentence(each) for each in escalation),
        ],
        results=[*flatten(shares), *(each[0] for each in outcomes), *escalation],
        grids=(
            *make_figures("Upheld or partly upheld", shares),
            *join_grids("What was decided", [make_grid("", each) for each in outcomes]),
        ),
        charts=make_chart(
            "dots",
            shares[0][0].measure.axis_title,
            flatten(shares),
        ),
    )


def say_timeliness(view: View) -> Section:
    """Whether answers came in time, how long they took, and what is overdue."""
    pairs = view.ask_pairs(*view.name_measures("ch02_{stage}"))
    others = view.ask_pairs(
        *view.name_measures("ch02_{stage}_strict"),
        *view.name_measures(
            "acknowledged_in_time_{stage}", "response_days_median_{stage}"
        ),
    )
    waiting = view.ask(*view.name_measures("open_{stage}", "overdue_{stage}"))
    return make_section(
        view,
        "timeliness",
        "Timeliness",
        sentences=[
            *say_pairs(view, pairs),
            *(write_sentence(each) for each in waiting),
        ],
        results=[*flatten([*pairs, *others]), *waiting],
        grids=make_figures("Answers and their time", [*pairs, *others]),
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
        notes=survey[0].measure.caveats if survey[0].is_ok else (),
    )


def write_known_or_gap(results: Sequence[Result]) -> list[str]:
    """Results as sentences, those missing for one reason said together."""
    known = [write_sentence(each) for each in results if is_said(each)]
    return known + name_gaps(each for each in results if not is_said(each))


def is_said(result: Result) -> bool:
    """Whether a result is a sentence of its own: known, or with counts to tell."""
    return result.status in ("ok", "undefined", "too_few")


def say_learning(view: View) -> Section:
    """What was promised and done, what was refused, what the Ombudsman found."""
    actions = view.ask(
        "actions_completed",
        "actions_overdue",
        "actions_completed_on_time",
        "learning_coverage",
        "refusals",
    )
    findings = view.ask("findings", by=["finding"])
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
        results=[*actions, *ombudsman, findings[0], *orders],
        grids=make_grid("What the Ombudsman found", keep_counted(findings)),
        charts=draw_groups("Learning actions by status", status),
    )


def keep_counted(results: Sequence[Result]) -> list[Result]:
    """Groups in which there is something, with the whole."""
    return [each for each in results if each.is_total or not each.is_ok or each.counted]


def say_unfinished(view: View) -> Section:
    """The learning actions that are not completed, overdue ones first."""
    heading = "Actions not completed"
    [whole] = view.ask("actions_open")
    areas = view.where.get("service_area")
    rows = [
        row
        for row in list_actions(view.release)
        if row["status"] != "completed"
        and (areas is None or row["service_area"] in areas)
    ]
    if not whole.is_ok or not rows:
        return Section(
            key="unfinished", heading=heading, sentences=(write_sentence(whole),)
        )
    shown = rows[:ACTIONS_LISTED]
    empty = [
        label
        for label, key in ACTION_DETAILS.items()
        if not any(row[key] for row in rows)
    ]
    sentences = [write_sentence(whole)]
    if empty:
        sentences.append(f"{list_words(empty)}: not recorded for any of them.")
    if len(rows) > len(shown):
        sentences.append(
            f"The first {len(shown)} are listed, overdue ones first; the Learning page "
            "has all of them."
        )
    return Section(
        key="unfinished",
        heading=heading,
        sentences=tuple(sentences),
        grids=(tabulate_unfinished(shown, empty),),
    )


def tabulate_unfinished(rows: Sequence[Row], empty: Sequence[str]) -> Grid:
    """Actions as a table, columns nobody has filled in left out."""
    details = {
        label: key for label, key in ACTION_DETAILS.items() if label not in empty
    }
    return Grid(
        headings=("Action", "Status", *details),
        rows=tuple(
            (
                str(row["description"]),
                name_status(row),
                *(write_list_value(row[key]) for key in details.values()),
            )
            for row in rows
        ),
        numbers=(False, False, *(False for _ in details)),
    )


def name_status(row: Row) -> str:
    """An action's status in words; overdue goes before it."""
    if row["is_overdue"]:
        return "Overdue"
    return DIMENSIONS["status"].name_value(row["status"])


def write_list_value(value: object) -> str:
    """A cell of a list: a date in words, "not recorded" where there is nothing."""
    if value is None:
        return "not recorded"
    return write_date(value) if isinstance(value, date) else str(value)


def say_missing(results: Sequence[Result]) -> Section:
    """What this paper cannot say, and why."""
    points = write_gaps(results)
    return Section(
        key="missing",
        heading="What is not here",
        sentences=(
            "Not recorded is not the same as none."
            if points
            else "Every figure this paper asks for is known.",
        ),
        points=tuple(points),
    )


def say_provisional(results: Sequence[Result]) -> Section:
    """What can still change."""
    points = [write_dated(each) for each in results if each.is_provisional]
    parts: dict[str, dict[str, None]] = {}
    for each in results:
        if each.is_part and each.is_ok and each.reason:
            parts.setdefault(each.reason, {})[each.measure.label] = None
    points += [f"{'; '.join(labels)}: {reason}" for reason, labels in parts.items()]
    known = any(each.measure.has_parts and each.is_ok for each in results)
    none = "No figure in this paper is provisional." if known else ""
    return Section(
        key="provisional",
        heading="What is provisional",
        sentences=(
            "These figures can still change or cover a part of their period."
            if points
            else none or "There is no figure here that could change.",
        ),
        points=tuple(dict.fromkeys(points)),
    )


def say_provision(view: View, themes: Sequence[Section]) -> Section:
    """What provision 9.7 asks for, and whether it is here."""
    results = {
        each.measure.id: each
        for section in themes
        for each in section.results
        if each.period.year == view.period.year or each.measure.is_at_as_at
    }
    pairs = view.ask_pairs(*view.name_measures("received_{stage}", "ch02_{stage}"))
    trend = list_trend(view)
    evidence = Evidence(
        volumes=take(results, view.name_measures("received_{stage}")),
        categories=take(results, ["service_area_mentions"]),
        outcomes=take(results, view.name_measures("outcomes_{stage}")),
        timeliness=take(results, view.name_measures("ch02_{stage}")),
        before=[before for _, before in pairs],
        trend=trend,
        findings=view.ask("findings", by=["finding"]),
        orders=take(results, ["orders_on_time"]),
        rows=list_printed(view),
    )
    parts = judge_provision(view, evidence)
    return Section(
        key="provision",
        heading="What provision 9.7 asks for",
        sentences=(
            "Provision 9.7 of the Complaint Handling Code says what the member "
            "responsible and the governing body must be told.",
        ),
        grids=(list_provision_parts(parts),),
    )


def take(results: Mapping[str, Result], ids: Sequence[str]) -> list[Result]:
    """Results of those ids."""
    return [results[each] for each in ids]


def list_provision_parts(parts: Sequence[Part]) -> Grid:
    """The parts of the provision as a table."""
    return Grid(
        headings=("It asks for", "In this paper", "Why"),
        rows=tuple(
            (f"({part.letter}) {part.asks}", part.status, part.why) for part in parts
        ),
        numbers=(False, False, False),
    )


def say_method() -> Section:
    """How to read the figures."""
    return Section(
        key="method",
        heading="How to read the figures",
        sentences=(
            "Each figure stands with the counts it was made from. “Chance alone” is a "
            "95% interval: how far off a figure made from so many cases can be for no "
            "other reason than chance (Wilson’s method for shares, Byar’s or the exact "
            "one for rates). One test and not the ranges decides what is a change: "
            "Fisher’s exact for shares, the exact conditional one for rates, the "
            "interval of the difference for the weighted survey.",
        ),
    )
