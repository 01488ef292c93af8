"""The parts of a report on a year: what came in, what was refused, what was decided.

Each is a table that a landlord's own report prints, made of results, with the year
before beside it where that may stand there.
"""

from collections.abc import Sequence
from typing import Any

from analytics.bearing.comparison import compare
from analytics.bearing.comparison_words import write_short_comparison
from analytics.behind.orders import name_order, write_when
from analytics.behind.records import (
    Row,
    list_determinations,
    list_orders,
    list_survey_themes,
)
from analytics.figures.events import Event, read_events
from analytics.ground.calendar import Period, write_date
from analytics.measures.dimensions import DIMENSIONS
from analytics.papers.paper import (
    Grid,
    Section,
    join_grids,
    make_chart,
    make_figures,
    make_grid,
)
from analytics.papers.themes import draw_groups, keep_counted, make_section
from analytics.view import Pair, View, flatten
from analytics.words.cells import write_cell
from analytics.words.names import (
    list_words,
    write_event_date,
    write_period,
)
from analytics.words.narrative import write_leading, write_sentence
from analytics.words.notes import write_remarks, write_rounding


# What the regulator asks about complaints, in its order.
ASKED_BY_REGULATOR = ("ch01_1", "ch01_2", "ch02_1", "ch02_2", "tp09")


def say_opened(view: View) -> Section:
    """Complaints opened at each stage, and at both together."""
    pairs = view.ask_pairs(*view.name_measures("received_{stage}"))
    return make_section(
        view,
        "opened",
        "Complaints opened",
        sentences=[write_sentence(now) for now, _ in pairs if not now.is_ok],
        results=flatten(pairs),
        grids=tabulate_opened(pairs),
        notes=["A complaint that went on to stage 2 is in both rows."],
    )


def tabulate_opened(pairs: Sequence[Pair]) -> tuple[Grid, ...]:
    """Counts of the stages with their sum, this period and the one before."""
    if not any(now.is_ok for now, _ in pairs):
        return ()
    has_before = any(before for _, before in pairs)
    first = pairs[0][0].period
    before = next((each.period for _, each in pairs if each), None)
    rows = [
        (now.measure.label, write_cell(now), write_cell(earlier) if earlier else "–")
        for now, earlier in pairs
    ]
    if len(pairs) > 1:
        rows.append(("Both stages", add_up(pairs, 0), add_up(pairs, 1)))
    width = 3 if has_before else 2
    headings = ("Complaints", write_period(first), write_period(before or first))
    return (
        Grid(
            headings=headings[:width],
            rows=tuple(row[:width] for row in rows),
            numbers=(False, True, True)[:width],
        ),
    )


def add_up(pairs: Sequence[Pair], place: int) -> str:
    """The sum of one column of counts, where each of them is known."""
    found = [pair[place] for pair in pairs]
    if not all(each is not None and each.is_ok for each in found):
        return "–"
    return f"{sum(each.counted for each in found if each):,}"


def say_refused(view: View) -> Section:
    """The kinds of complaints not accepted, and whether that was explained."""
    reasons = keep_counted(view.ask("refusals", by=["reason"]))
    told = view.ask("refusals_explained", "refusals_signposted")
    return make_section(
        view,
        "refused",
        "Complaints not accepted",
        sentences=[write_sentence(reasons[0]), *map(write_sentence, told)]
        if reasons[0].is_ok
        else [write_sentence(reasons[0])],
        results=[reasons[0], *told],
        grids=make_grid("", reasons) if len(reasons) > 1 else (),
    )


def say_about(view: View) -> Section:
    """What complaints were about, area by area."""
    mentions = view.ask("service_area_mentions", by=["service_area"])
    return make_section(
        view,
        "about",
        "What complaints were about",
        sentences=[write_sentence(mentions[0]), write_leading(mentions)],
        results=[mentions[0]],
        grids=make_grid("", mentions),
        charts=draw_groups("Mentions of service areas", mentions),
        notes=["A complaint about two areas is in both rows."],
    )


def say_decided(view: View) -> Section:
    """The outcomes of each stage."""
    outcomes = view.ask_each(*view.name_measures("outcomes_{stage}"), by=["outcome"])
    return make_section(
        view,
        "decided",
        "What the landlord decided",
        sentences=[write_sentence(each[0]) for each in outcomes if not each[0].is_ok],
        results=[each[0] for each in outcomes],
        grids=join_grids("", [make_grid("", each) for each in outcomes]),
        notes=[write_rounding(each) for each in outcomes],
    )


def say_in_time(view: View) -> Section:
    """How answers in time stand to the year before, how long they took, what waits."""
    pairs = view.ask_pairs(*view.name_measures("ch02_{stage}"))
    others = view.ask_pairs(
        *view.name_measures("acknowledged_in_time_{stage}", "ch02_{stage}_strict"),
        *view.name_measures("response_days_median_{stage}"),
    )
    waiting = view.ask(*view.name_measures("open_{stage}", "overdue_{stage}"))
    compared = [
        (now, compare(now, before, view.release.events)) for now, before in pairs
    ]
    return make_section(
        view,
        "in_time",
        "How long answers took",
        sentences=[
            *(
                f"{now.measure.label}, {write_cell(now)}. {write_short_comparison(of)}"
                for now, of in compared
                if of
            ),
            *map(write_sentence, waiting),
        ],
        results=[*flatten([*pairs, *others]), *waiting],
        grids=make_figures("", others),
        charts=make_chart("dots", pairs[0][0].measure.axis_title, flatten(pairs)),
        notes=write_remarks(waiting),
    )


def say_regulator(view: View) -> Section:
    """The measures about complaints that the regulator asks for."""
    pairs = view.ask_pairs(*ASKED_BY_REGULATOR)
    return make_section(
        view,
        "regulator",
        "Tenant satisfaction measures about complaints",
        sentences=[write_sentence(now) for now, _ in pairs if not now.is_ok],
        results=flatten(pairs),
        grids=make_figures("", pairs),
        notes=list_wished(view),
    )


def list_wished(view: View) -> list[str]:
    """What people surveyed asked for most, this year and the one before."""
    years = {view.year.label, view.period_before.year}
    return [
        f"Asked for most often in the survey of {row['reporting_year']}: "
        f"{list_words(list(row['improvement_themes']))}."
        for row in list_survey_themes(view.release)
        if row["reporting_year"] in years
        and row["tenure"] == "lcra"
        and row["improvement_themes"] is not None
    ]


def say_happened(view: View) -> Section:
    """What changed in the period that a reader of its figures needs to know of."""
    events = [
        say_event(each)
        for each in read_events(view.release.warehouse)
        if is_within(view.period, each.event_date)
    ]
    return Section(
        key="happened",
        heading="What changed in this time",
        sentences=() if events else ("No event is recorded.",),
        points=tuple(events),
    )


def say_event(event: Event) -> str:
    """When something happened and what, in a line."""
    day = write_event_date(event)
    return f"{day[0].upper()}{day[1:]}: {event.label}."


def is_within(period: Period, day: Any) -> bool:
    """Whether a day is in a period."""
    return bool(period.first <= day <= period.last)


def list_decided_heads(view: View) -> list[Row]:
    """The Ombudsman's findings of the period, one for each head of complaint."""
    return [
        row
        for row in list_determinations(view.release)
        if is_within(view.period, row["determined_date"])
    ]


def say_determined(view: View) -> Section:
    """What the Ombudsman decided, case by case, what it ordered and what was done."""
    cases, findings = view.ask("determinations", "findings")
    heads = list_decided_heads(view)
    ids = {row["determination_id"] for row in heads}
    orders = [
        row for row in list_orders(view.release) if row["determination_id"] in ids
    ]
    known = [write_sentence(cases)]
    if heads:
        known.append(write_sentence(findings))
    return make_section(
        view,
        "determined",
        "What the Ombudsman decided",
        sentences=known,
        results=[cases, findings],
        grids=(*tabulate_heads(heads), *tabulate_orders(orders)),
    )


def tabulate_heads(heads: Sequence[Row]) -> tuple[Grid, ...]:
    """Findings as a table, one row a head."""
    if not heads:
        return ()
    return (
        Grid(
            headings=("Case", "Decided", "About", "Finding"),
            rows=tuple(
                (
                    str(row["determination_id"]),
                    write_date(row["determined_date"]),
                    str(row["head"]),
                    DIMENSIONS["finding"].name_value(row["finding"]),
                )
                for row in heads
            ),
            numbers=(False, False, False, False),
        ),
    )


def tabulate_orders(orders: Sequence[Row]) -> tuple[Grid, ...]:
    """What the Ombudsman ordered and recommended, a table for each case."""
    cases = dict.fromkeys(str(row["determination_id"]) for row in orders)
    return tuple(
        Grid(
            title=f"What it ordered and recommended in case {case}",
            headings=("To do", "Kind", "Due, and done"),
            rows=tuple(
                (str(row["description"]), name_order(row), write_when(row))
                for row in orders
                if str(row["determination_id"]) == case
            ),
            numbers=(False, False, False),
        )
        for case in cases
    )
