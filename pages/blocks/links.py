"""Links between pages: they keep the filters, and carry what else a page is about."""

from collections.abc import Sequence

from analytics.measures.base import Measure
from pages.frame import entries
from pages.frame.linking import write_link
from pages.frame.markup import Markup, show_markup


def link_page(page: str, label: str, **carried: str | Sequence[str]) -> None:
    """A link to another page on a line of its own."""
    show_markup(write_onward(page, label, **carried))


def write_onward(page: str, label: str, **carried: str | Sequence[str]) -> Markup:
    """The same, to stand among other words."""
    link = write_link(page, label, carried)
    return Markup('<p class="onward">{}</p>').format(link)


def link_number(measure: Measure, by: Sequence[str] = (), label: str = "") -> None:
    """The link to where a number comes from: its rows, query, checks and past."""
    cut = {"by": ",".join(name for name in by if name in measure.dimensions)}
    link_page(
        entries.NUMBER,
        label or f"Where the number comes from: {measure.label}",
        measure=measure.id,
        **{name: value for name, value in cut.items() if value},
    )
