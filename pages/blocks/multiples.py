"""Groups beside each other as small multiples: how many complaints, how many late."""

from collections.abc import Sequence

from analytics.drawing.course import draw_spark
from analytics.ground.rounding import write_count
from analytics.measures.base import ALL
from analytics.measures.dimensions import NOT_RECORDED
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.names import count_words
from analytics.words.narrative import write_alt
from pages.blocks.cases import write_cases_href
from pages.blocks.courses import list_quarters
from pages.blocks.panels import write_picture
from pages.frame import entries
from pages.frame.choices import SEVERAL
from pages.frame.linking import write_link
from pages.frame.markup import Markup, show_markup


# The filter of the menu that shows one group alone, by its dimension.
FILTER_OF = {dimension: key for key, dimension in SEVERAL.items()}


def show_multiples(view: View, dimension: str, most: int | None = None) -> int:
    """Groups, those with most complaints first, on one scale; gives how many there are.

    Each name opens the group alone, each count its cases.
    """
    stage = view.stages[0]
    ids = [f"received_{stage}", f"answered_in_time_{stage}"]
    wide = view.without(dimension)
    received, answered = wide.ask_each(*ids, by=[dimension])
    counts = {each.group[dimension]: each for each in received if each.group}
    late = {each.group[dimension]: each for each in answered if each.group}
    names = sorted(
        (name for name, each in counts.items() if each.counted or not each.is_ok),
        key=lambda name: (name == NOT_RECORDED, -float(counts[name].counted), name),
    )
    courses = list_quarters(wide, ids[:1], [dimension])
    top = max(
        (float(each.counted) for name in names for each in courses.get(name, ())),
        default=1.0,
    )
    cells = [
        write_one_of_many(
            wide, dimension, counts[name], late.get(name), courses.get(name, ()), top
        )
        for name in names[:most]
    ]
    if cells:
        show_markup(
            Markup('<ul class="multiples">{}</ul>').format(Markup("").join(cells))
        )
    return len(names)


def write_one_of_many(
    view: View,
    dimension: str,
    count: Result,
    late: Result | None,
    course: Sequence[Result],
    top: float,
) -> Markup:
    """One group: its name, its counts, and its last eight quarters."""
    name = count.group[dimension]
    # With a quarter that is hidden its gap would be read as none.
    known = course and not any(each.is_suppressed for each in course)
    picture = (
        write_picture(
            draw_spark(course, top=max(top, 1)),
            write_alt("Columns over time", name, course),
        )
        if known
        else ""
    )
    title = (
        write_link(entries.SERVICE_AREAS, name, {FILTER_OF[dimension]: name})
        if name != NOT_RECORDED
        else name
    )
    return Markup("<li>{}<small>{}</small>{}</li>").format(
        title, write_counts_of(view, count, late), picture
    )


def write_counts_of(view: View, count: Result, late: Result | None) -> Markup:
    """How many complaints, and how many were answered late, each with its cases."""
    if not count.is_ok:
        return Markup("{}").format(count.shown)
    words = link(view, count, count_words(int(count.counted), "complaint"), ALL)
    if late is None or not late.is_ok:
        return words
    return Markup("{}, {}").format(
        words, link(view, late, f"{write_count(late.rest)} late")
    )


def link(view: View, result: Result, words: str, part: str = "") -> Markup:
    """Some words that open the cases of a figure."""
    return Markup('<a data-go="" href="{}">{}</a>').format(
        write_cases_href(view, result, part), words
    )
