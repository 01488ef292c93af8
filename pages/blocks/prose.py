"""Headings, paragraphs and lists in our own HTML, to stand together as one element."""

from collections.abc import Iterable

from pages.frame.marks import mark
from pages.frame.markup import Markup, show_markup


def head_part(words: str) -> Markup:
    """The heading of a part of a page."""
    return Markup('<h2 class="part">{}</h2>').format(words)


def write_paragraphs(sentences: Iterable[str]) -> Markup:
    """Sentences below each other; none empty."""
    said = [Markup("<p>{}</p>").format(each) for each in sentences if each]
    return Markup("").join(said)


def write_fact(name: str, fact: str) -> Markup:
    """A fact behind its name."""
    return Markup("<strong>{}</strong>: {}").format(name, fact)


def write_list(sentences: Iterable[str]) -> Markup:
    """Sentences as one list, so that a screen reader counts them; none empty."""
    said = [Markup("<li>{}</li>").format(mark(each)) for each in sentences if each]
    return Markup("<ul>{}</ul>").format(Markup("").join(said)) if said else Markup("")


def show_list(sentences: Iterable[str]) -> None:
    """The same as an element of a page."""
    show_markup(write_list(sentences))


def show_note(words: str) -> None:
    """What must be known of something, quietly under it; nothing where it is empty."""
    if words:
        show_markup(Markup('<p class="note">{}</p>').format(words))


def write_fold(summary: str, inside: Markup) -> Markup:
    """What is short and at hand, folded away until it is asked for."""
    return Markup('<details class="fold"><summary>{}</summary>{}</details>').format(
        summary, inside
    )
