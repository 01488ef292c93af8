"""Pictures beside each other, each with its heading, its words and its presses."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.drawing.svg import Spot
from pages.frame.marks import mark
from pages.frame.markup import Markup, show_markup


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A part of a picture that can be pressed.

    It is for a pointer. By keyboard and for a screen reader the same links stand in
    the figures under the pictures.
    """

    spot: Spot
    href: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One picture: its heading, what is said over it, and what it shows in words."""

    heading: str = ""
    words: str = ""
    picture: str
    alt: str
    hits: tuple[Hit, ...] = ()


def write_picture(picture: str, alt: str) -> Markup:
    """A picture of ours as HTML."""
    code = b64encode(picture.encode()).decode()
    source = f"data:image/svg+xml;base64,{code}"
    return Markup('<img src="{}" alt="{}">').format(source, alt)


def write_panel(panel: Panel) -> Markup:
    """One panel as HTML."""
    heading = Markup("<h3>{}</h3>").format(panel.heading) if panel.heading else ""
    words = Markup("<p>{}</p>").format(mark(panel.words)) if panel.words else ""
    hits = [
        Markup(
            '<a data-go="" tabindex="-1" aria-hidden="true" href="{}" title="{}" '
            'style="left:{:.2f}%;width:{:.2f}%;top:{:.2f}%;height:{:.2f}%"></a>'
        ).format(hit.href, hit.words, *hit.spot)
        for hit in panel.hits
    ]
    picture = Markup('<div class="picture">{}{}</div>').format(
        write_picture(panel.picture, panel.alt), Markup("").join(hits)
    )
    return Markup('<div class="panel">{}{}{}</div>').format(heading, words, picture)


def show_panels(panels: Sequence[Panel], notes: Sequence[str] = ()) -> None:
    """Panels beside each other, on a phone one below the other; notes under them."""
    said = [Markup('<p class="note">{}</p>').format(note) for note in notes if note]
    show_markup(
        Markup('<div class="panels">{}</div>{}').format(
            Markup("").join(write_panel(panel) for panel in panels),
            Markup("").join(said),
        )
    )
