"""The grid of the overview: a row a figure, from what it is to what it bears."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analytics.bearing.comparison import compare
from analytics.bearing.comparison_words import write_judgement
from analytics.drawing.course import draw_spark
from analytics.figures.events import Event
from analytics.ground.calendar import make_part
from analytics.measures import (
    HEADLINES_OF_EACH,
    HEADLINES_OF_FIRST,
    HEADLINES_OF_NONE,
)
from analytics.measures.result import Result
from analytics.view import Pair, View
from analytics.words.cells import write_counts, write_figure
from analytics.words.names import PROVISIONAL
from analytics.words.narrative import write_alt
from pages.blocks.cases import write_cases_href
from pages.blocks.courses import list_quarters, list_years
from pages.blocks.panels import write_picture
from pages.frame import entries
from pages.frame.linking import write_link
from pages.frame.marks import use_mark
from pages.frame.markup import Markup, show_markup


NOTHING = "–"
# The class of each verdict, which gives it its shape.
VERDICTS = {
    "higher": "clear",
    "lower": "clear",
    "about the same": "same",
    "cannot tell": "unclear",
}
HEADINGS = (
    "This period",
    "Over time",
    "Year before",
    "Like landlords",
    "Verdict",
)


def show_headlines(view: View, pairs: Sequence[Pair]) -> None:
    """One row for each figure; on a telephone each is a card."""
    courses = find_courses(view, [now for now, _ in pairs])
    cells = [
        write_cells(view, now, before, courses.get(now.measure.id, []))
        for now, before in pairs
    ]
    # A column in which nothing is known is left out.
    kept = [
        place
        for place in range(len(HEADINGS))
        if any(each[place] != NOTHING for each in cells)
    ]
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(HEADINGS[place]) for place in kept
    )
    rows = [
        write_row(view, now, {HEADINGS[place]: each[place] for place in kept})
        for (now, _), each in zip(pairs, cells, strict=True)
    ]
    show_markup(
        Markup(
            '<table class="grid"><caption class="unseen">The headline figures</caption>'
            "<thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>"
        ).format(head, Markup("").join(rows))
    )


def name_headlines(view: View) -> list[str]:
    """The measures of the grid, in its order."""
    first = replace(view, stages=view.stages[:1])
    return [
        *first.name_measures(*HEADLINES_OF_FIRST),
        *view.name_measures(*HEADLINES_OF_EACH),
        *HEADLINES_OF_NONE,
    ]


def find_courses(view: View, results: Sequence[Result]) -> dict[str, list[Result]]:
    """The last eight quarters of each figure, or its years where it has no quarters."""
    years = list_years(view)
    quarterly = [
        each.measure.id
        for each in results
        if each.measure.is_of_register and not each.measure.is_yearly
    ]
    yearly = [
        each.measure.id
        for each in results
        if each.measure.id not in quarterly and not each.measure.is_at_as_at
    ]
    found = list_quarters(view, quarterly)
    for results_of in view.ask_each(*yearly, periods=years):
        found[results_of[0].measure.id] = results_of
    return found


def write_cells(
    view: View, now: Result, before: Result | None, course: Sequence[Result]
) -> list[Markup | str]:
    """What stands in a row, in the order of the headings."""
    band = view.find_band(now)
    comparison = compare(now, before, view.release.events)
    is_known = any(each.value is not None for each in course)
    measure = now.measure
    return [
        write_now(view, now),
        write_picture(
            draw_spark(course, find_event_places(view, course)),
            write_alt("Over time", measure.label, course),
        )
        if is_known
        else NOTHING,
        NOTHING if before is None else write_figure(before),
        f"{measure.write(band.q1)}–{measure.write(band.q3)}" if band else NOTHING,
        Markup('<span class="{}">{}</span>').format(
            VERDICTS[comparison.verdict], write_judgement(comparison)
        )
        if comparison
        else NOTHING,
    ]


def write_row(view: View, now: Result, cells: Mapping[str, Markup | str]) -> Markup:
    """A row: what it is and whom it counts, and its cells by their headings."""
    measure = now.measure
    counts = view.counts_chosen(measure)
    whom = measure.whom
    if not counts:
        whom = "all, whole year"
    elif view.where:
        # Those that are chosen, as the button above the title says.
        whom = ""
    return Markup('<tr{}><th scope="row">{} <small>{}</small></th>{}</tr>').format(
        "" if counts else Markup(' class="back"'),
        write_link(entries.THEMES[measure.theme], measure.short_label),
        whom,
        Markup("").join(
            Markup('<td data-what="{}"{}>{}</td>').format(
                heading,
                Markup(' class="nothing"') if cell == NOTHING else "",
                cell,
            )
            for heading, cell in cells.items()
        ),
    )


def write_now(view: View, now: Result) -> Markup:
    """The figure as people say it, which opens its cases; the rate under it."""
    figure = write_figure(now)
    rest = ""
    if now.is_ok and now.measure.has_parts and not now.measure.weight_column:
        rest = PROVISIONAL if now.is_provisional else now.shown
    elif now.is_ok and now.measure.is_per_home:
        rest = write_counts(now)
    mark = use_mark(view.release.landlord) if now.is_made_up else ""
    small = Markup("<small{}>{}</small>").format(
        # Two numbers more are a line of their own.
        Markup(' class="below"') if now.measure.is_per_home else "",
        rest,
    )
    return Markup('<a data-go="" href="{}">{}</a>{}{}').format(
        write_cases_href(view, now), figure, mark, small
    )


def find_event_places(view: View, course: Sequence[Result]) -> list[int]:
    """Before which parts of a course something happened that concerns it."""
    places = []
    for place, each in enumerate(course):
        quarter = each.group.get("quarter")
        period = make_part("quarter", quarter) if quarter else each.period
        events: list[Event] = [
            event
            for event in view.release.events
            if period.first <= event.event_date <= period.last
            and event.concerns(each.measure)
        ]
        places += [place] if events and quarter else []
    return places
