"""Links between pages: they keep the filters, and carry what else a page is about."""

from collections.abc import Sequence

from analytics.measures import MEASURES
from analytics.measures.base import Measure
from pages.blocks.prose import write_fold
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


def offer_measures(page: str) -> None:
    """Every measure as a link to the page, by theme, folded away."""
    parts = []
    for theme in dict.fromkeys(measure.theme for measure in MEASURES.values()):
        links = [
            Markup("<li>{}</li>").format(
                write_link(page, measure.label, {"measure": measure.id})
            )
            for measure in MEASURES.values()
            if measure.theme == theme
        ]
        parts.append(
            Markup("<h3>{}</h3><ul>{}</ul>").format(theme, Markup("").join(links))
        )
    show_markup(write_fold("Another figure", Markup("").join(parts)))


def link_number(measure: Measure, by: Sequence[str] = (), label: str = "") -> None:
    """The link to where a number comes from: its rows, query, checks and past."""
    cut = {"by": ",".join(name for name in by if name in measure.dimensions)}
    link_page(
        entries.NUMBER,
        label or f"Where the number comes from: {measure.label}",
        measure=measure.id,
        **{name: value for name, value in cut.items() if value},
    )
