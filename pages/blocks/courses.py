"""Figures over several years, a picture for each stage, with what happened then."""

from collections.abc import Sequence
from string import ascii_uppercase

from analytics.bearing.peers.quartiles import Quartiles
from analytics.drawing.course import draw_course, find_top, list_hits, trim
from analytics.figures.events import Event
from analytics.ground.calendar import (
    Period,
    TimePart,
    make_part,
    make_period,
    make_year,
)
from analytics.measures.result import STATUSES, Result
from analytics.view import View
from analytics.words.cells import write_counts, write_mark
from analytics.words.names import write_event_date, write_period
from analytics.words.narrative import write_alt
from pages.blocks.behind import fold_behind
from pages.blocks.cases import list_presses
from pages.blocks.panels import Panel, show_panels


# What stands under pictures in which something is hidden.
GAP = f"A gap: {STATUSES['suppressed'][0]}, or {STATUSES['undefined'][0]}."

# So many stand in a sparkline.
QUARTERS = 8


def list_years(view: View) -> list[Period]:
    """Every reporting year of the release up to the one in view, oldest first."""
    years = [make_year(label) for label in reversed(view.release.years)]
    return [year for year in years if year.first <= view.period.last]


def list_same_parts(view: View) -> list[Period]:
    """The part of the year in view, in each of those years."""
    label = view.period.label
    return [
        make_period(label.replace(view.period.year, year.label, 1))
        for year in list_years(view)
    ]


def list_quarters(
    view: View, ids: Sequence[str], by: Sequence[str] = ()
) -> dict[str, list[Result]]:
    """The last eight quarters up to the period in view, by measure; or each group's."""
    found: dict[str, list[Result]] = {}
    for each in view.ask(*ids, by=[*by, "quarter"], periods=list_years(view)):
        if len(each.group) != len(by) + 1:
            continue
        if make_part("quarter", each.group["quarter"]).first <= view.period.last:
            name = each.group[by[0]] if by else each.measure.id
            found.setdefault(name, []).append(each)
    return {name: results[-QUARTERS:] for name, results in found.items()}


def show_courses(
    view: View,
    ids: Sequence[str],
    key: str,
    *,
    part: TimePart = "quarter",
    headings: Sequence[str] = (),
    names_events: bool = True,
) -> None:
    """The course of some measures over all years, beside each other.

    Those of one unit are of one scale. What happened is named under the first of
    several on a page.
    """
    years = list_years(view)
    totals = view.ask(*ids)
    courses = [
        trim([each for each in many if each.group])
        for many in view.ask_each(*ids, by=[part], periods=years)
    ]
    events = letter_events(view, courses, part)
    bands = find_bands(view, ids, years)
    tops = find_tops(courses)
    panels = []
    names = headings or [f"Stage {stage}" for stage in view.stages]
    has_target = False
    for name, total, course in zip(names, totals, courses, strict=True):
        target = view.release.landlord.targets.get(total.measure.id)
        has_target = has_target or target is not None
        panels.append(
            Panel(
                heading=name,
                words=write_total(total)
                + (f"; target {target.value:g}%" if target else ""),
                picture=draw_course(
                    course,
                    part,
                    bands=bands.get(total.measure.id),
                    target=target.value if target else None,
                    events=events,
                    top=tops.get(total.measure.unit),
                ),
                alt=write_alt(name_form(total), total.measure.label, course),
                hits=list_presses(view, list_hits(course)),
            )
        )
    said = []
    if any(each.span for course in courses for each in course):
        said.append(
            f"Each dot is a {part}; the pale bar is what chance could make of it."
        )
    if has_target:
        said.append("Dashed line: the landlord’s own target.")
    found = next((band for many in bands.values() for band in many.values()), None)
    if found:
        said.append(f"Grey boxes: the middle half of {found.group.noun}, by year.")
    if any(each.is_suppressed for course in courses for each in course):
        said.append(GAP)
    told = write_events(events) if names_events else []
    if told:
        said.append("Letters: what happened, not why.")
    show_panels(panels, [" ".join(said), *told])
    fold_behind(view, [each for many in courses for each in many], key)


def find_tops(courses: Sequence[Sequence[Result]]) -> dict[str, float]:
    """The upper end of the scale for each unit."""
    tops: dict[str, float] = {}
    for course in courses:
        for measure in {each.measure for each in course}:
            values = [float(each.value) for each in course if each.value is not None]
            top = find_top(values, measure.ceiling)
            tops[measure.unit] = max(top, tops.get(measure.unit, 0))
    return tops


def name_form(result: Result) -> str:
    """What a course is called where it cannot be seen."""
    return "Columns over time" if result.measure.is_of_events else "Line over time"


def write_total(total: Result) -> str:
    """What a course comes to in the period in view."""
    when = write_period(total.period)
    if not total.is_ok:
        return f"{when}: {total.shown}"
    if total.pending:
        return f"{when}: {write_mark(total)}"
    if total.measure.has_parts:
        return f"{when}: {write_counts(total)}, {total.shown}"
    return f"{when}: {total.shown}"


def find_bands(
    view: View, ids: Sequence[str], years: Sequence[Period]
) -> dict[str, dict[str, Quartiles]]:
    """The middle half of like landlords, by measure and year, where it is known."""
    bands: dict[str, dict[str, Quartiles]] = {}
    for result in view.ask(*ids, periods=years):
        band = view.find_band(result)
        if band:
            bands.setdefault(result.measure.id, {})[result.period.label] = band
    return bands


def letter_events(
    view: View, courses: Sequence[Sequence[Result]], part: TimePart
) -> list[tuple[str, Event]]:
    """The events inside some courses, each with the letter it has on the page."""
    known = [each for course in courses for each in course]
    if not known:
        return []
    parts = [make_part(part, each.group[part]) for each in known]
    first, last = min(each.first for each in parts), max(each.last for each in parts)
    found = [
        event
        for event in view.release.events
        if first <= event.event_date <= last and event.concerns(known[0].measure)
    ]
    return list(zip(ascii_uppercase, found, strict=False))


def write_events(events: Sequence[tuple[str, Event]]) -> list[str]:
    """What the letters on the pictures stand for."""
    if not events:
        return []
    named = [
        f"{letter}: {event.label} ({write_event_date(event)})"
        for letter, event in events
    ]
    return [f"{'. '.join(named)}."]
