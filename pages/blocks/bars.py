"""Counts of groups as a table with bars: each row opens its cases."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from analytics.measures.dimensions import NOT_RECORDED
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.names import name_group
from pages.blocks.cases import has_cases, write_cases_href
from pages.frame.markup import Markup, show_markup


class Amount(NamedTuple):
    """What stands in a cell: its number, its words, and what the number is of."""

    number: float
    words: str
    of: float = 0.0


def show_bars(
    view: View,
    caption: str,
    columns: Mapping[str, Sequence[Result]],
    names: Sequence[str],
    *,
    name: Callable[[Result], str],
    write: Callable[[Result], Amount],
) -> None:
    """A table of groups, a column of bars for each series, in the order of the names.

    Every column's bars are of one scale, so that a longer one is more. A number that is
    of others is the filled part of an outline. The words say the number: the bar is for
    eyes alone.
    """
    cells = {
        heading: {name(each): each for each in results}
        for heading, results in columns.items()
    }
    largest = max(
        (
            max(write(each).number, write(each).of)
            for many in cells.values()
            for each in many.values()
        ),
        default=0,
    )
    rows = [
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            group,
            Markup("").join(
                write_bar(view, many.get(group), write, largest)
                for many in cells.values()
            ),
        )
        for group in names
    ]
    show_markup(write_bars_table(caption, cells, rows))


def show_counts(
    view: View, caption: str, columns: Mapping[str, Sequence[Result]]
) -> None:
    """Counts of groups, those with most in the first column first."""
    groups = {
        heading: [each for each in results if each.group]
        for heading, results in columns.items()
    }
    sizes: dict[str, tuple[float, ...]] = {}
    for place, results in enumerate(groups.values()):
        for each in results:
            size = list(sizes.get(name_group(each), (0.0,) * len(groups)))
            size[place] = -float(each.counted)
            sizes[name_group(each)] = tuple(size)
    show_bars(
        view,
        caption,
        groups,
        sorted(sizes, key=lambda name: (name == NOT_RECORDED, sizes[name], name)),
        name=name_group,
        write=lambda each: Amount(float(each.counted), each.shown),
    )


def show_amounts(caption: str, heading: str, amounts: Mapping[str, Amount]) -> None:
    """Amounts that no case lies behind, in their order."""
    largest = max(max(each.number, each.of) for each in amounts.values())
    rows = [
        Markup(
            '<tr><th scope="row">{}</th><td><span class="amount"><span>{}</span>{}'
            "</span></td></tr>"
        ).format(name, each.words, draw_bar(each.number, each.of, largest))
        for name, each in amounts.items()
    ]
    show_markup(write_bars_table(caption, [heading], rows))


def write_bars_table(
    caption: str, headings: Iterable[str], rows: Iterable[Markup]
) -> Markup:
    """The table around rows of bars."""
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(each) for each in headings
    )
    return Markup(
        '<table class="bars"><caption class="unseen">{}</caption><thead><tr>'
        "<td></td>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(caption, head, Markup("").join(rows))


def write_bar(
    view: View,
    result: Result | None,
    write: Callable[[Result], Amount],
    largest: float,
) -> Markup:
    """A cell: its bar and its words, as a link where there is anything behind it."""
    if result is None:
        return Markup("<td>–</td>")
    number, words, of = write(result)
    bar = draw_bar(number, of, largest) if number or of else Markup("")
    if not has_cases(result):
        return Markup("<td>{}</td>").format(words)
    return Markup('<td><a data-go="" href="{}"><span>{}</span>{}</a></td>').format(
        write_cases_href(view, result), words, bar
    )


def draw_bar(number: float, of: float, largest: float) -> Markup:
    """A bar as long as its number, inside an outline as long as what that is of."""
    whole = of or number
    outline = Markup(' class="of"') if of else Markup("")
    return Markup(
        '<span class="track"><span{} style="width:{:.1f}%">'
        '<span class="bar" style="width:{:.1f}%"></span></span></span>'
    ).format(outline, 100 * whole / largest, 100 * number / whole)
