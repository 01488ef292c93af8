"""A page's foot: what marks mean, where its figures come from, and the next page."""

from analytics.figures.open_release import OpenRelease
from analytics.view import write_as_at
from pages.frame.entries import find_next
from pages.frame.linking import write_link
from pages.frame.marks import write_meaning
from pages.frame.markup import Markup, show_markup
from pages.frame.view import read_view


def show_foot(address: str, release: OpenRelease) -> None:
    """What the page is of, said once for all of it, and the link to the next.

    On paper, where the filters above the title are not, they stand here in words.
    """
    following = find_next(address)
    view = read_view()
    meaning = write_meaning(release.landlord) if release.release.is_sample else ""
    lines = [write_as_at(view), *release.list_incomplete(), meaning]
    lines = [line for line in lines if line]
    show_markup(
        Markup(
            '<footer class="foot"><p class="paper">{}.</p><p>{}</p><p>{}</p></footer>'
        ).format(
            view.describe(),
            " ".join(lines),
            write_link(following.path, f"Next: {following.title}"),
        )
    )
