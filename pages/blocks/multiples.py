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


WHAT_COLUMNS_ARE = "Each quarter; blue: not in time."

# The filter of the menu that shows one group alone, by its dimension.
FILTER_OF = {dimension: key for key, dimension in SEVERAL.items()}


def show_multiples(view: View, dimension: str, most: int | None = None) -> int:
    """Groups, those with most late first, on one scale; gives how many there are.

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
        key=lambda name: (
            name == NOT_RECORDED,
            -count_late(late.get(name)),
            -float(counts[name].counted),
            name,
        ),
    )
    courses, answers = (list_quarters(wide, [each], [dimension]) for each in ids)
    top = max(
        (float(each.counted) for name in names for each in courses.get(name, ())),
        default=1.0,
    )
    cells = [
        write_one_of_many(
            wide,
            dimension,
            (counts[name], courses.get(name, ())),
            (late.get(name), answers.get(name, ())),
            top,
        )
        for name in names[:most]
    ]
    if cells:
        show_markup(
            Markup('<ul class="multiples">{}</ul>{}').format(
                Markup("").join(cells),
                Markup('<p class="note">{}</p>').format(WHAT_COLUMNS_ARE)
                if any("<img" in each for each in cells)
                else "",
            )
        )
    return len(names)


def write_one_of_many(
    view: View,
    dimension: str,
    received: tuple[Result, Sequence[Result]],
    answered: tuple[Result | None, Sequence[Result]],
    top: float,
) -> Markup:
    """One group: its name, its counts, and its last eight quarters."""
    (count, course), (late, answers) = received, answered
    name = count.group[dimension]
    # With a quarter that is hidden its gap would be read as none.
    is_known = course and not any(each.is_suppressed for each in [*course, *answers])
    picture = ""
    if is_known:
        within = [count_late(each) for each in answers]
        words = [write_alt("Columns over time", name, course)]
        words.append(f"Late: {', '.join(f'{each:,.0f}' for each in within)}.")
        drawing = draw_spark(course, top=max(top, 1), within=within)
        picture = write_picture(drawing, " ".join(words))
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
    if late is None:
        return words
    if late.is_suppressed:
        return Markup("{}; late: {}").format(words, late.shown)
    return Markup("{}, {}").format(
        words, link(view, late, f"{write_count(late.rest)} late")
    )


def count_late(result: Result | None) -> float:
    """How many were answered late; none where there was none to answer."""
    return float(result.rest) if result is not None and result.is_ok else 0.0


def link(view: View, result: Result, words: str, part: str = "") -> Markup:
    """Some words that open the cases of a figure."""
    return Markup('<a data-go="" href="{}">{}</a>').format(
        write_cases_href(view, result, part), words
    )
