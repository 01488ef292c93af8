"""What a paper says, from its first sentence to its last section."""

from collections.abc import Callable, Mapping, Sequence

from analytics.attention import list_concerns
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import Period, write_date
from analytics.measures.result import Result
from analytics.papers import find_kind
from analytics.papers.closing import (
    say_method,
    say_missing,
    say_provision,
    say_provisional,
    say_unfinished,
)
from analytics.papers.markup import find_used
from analytics.papers.paper import Paper, Section
from analytics.papers.scope import make_view
from analytics.papers.themes import (
    say_learning,
    say_outcomes,
    say_satisfaction,
    say_timeliness,
    say_volumes,
)
from analytics.view import View, describe_source
from analytics.words.names import write_period
from analytics.words.narrative import write_sentence
from analytics.words.notes import write_banner, write_fixed


def make_paper(
    release: OpenRelease,
    kind: str,
    period: Period,
    where: Mapping[str, Sequence[str]] | None = None,
) -> Paper:
    """A paper on a period of a release.

    Raises UsageError for a kind, a filter or a period that a paper cannot have.
    """
    paper_kind = find_kind(kind)
    title = paper_kind.title
    view = make_view(release, period, where or {})
    used = find_used(paper_kind.template, [*PARTS, *CLOSING])
    shown = [make(view) for key, make in PARTS.items() if key in used]
    # What is missing, provisional or asked for is said of what this kind shows.
    closing = [make(view, shown) for key, make in CLOSING.items() if key in used]
    answer = view.ask(*view.name_measures("ch02_{stage}"))
    name = f"{title}, {write_period(period)}"
    return Paper(
        kind=kind,
        title=name,
        period=period,
        landlord=release.landlord.name,
        reader=release.landlord.member_responsible,
        quiet=describe_source(view),
        banner=write_banner(release.landlord) if release.release.is_sample else "",
        answer=tuple(write_sentence(result) for result in answer),
        notes=list_notes(view, answer),
        sections=(*shown, *closing),
        release=release.release.id,
        as_at=release.as_at.isoformat(),
        footer=(
            f"{title}. {view.describe()}. As at {write_date(release.as_at)}, "
            f"release {release.release.id}"
            f"{', sample' if release.release.is_sample else ''}"
        ),
    )


def list_notes(view: View, answer: Sequence[Result]) -> tuple[str, ...]:
    """What must be said before anything else: a damaged release, filters ignored."""
    fixed = write_fixed([result.measure for result in answer], view.where)
    return tuple(note for note in (view.release.notice, fixed) if note)


def say_first(view: View) -> Section:
    """What to look at first, and why."""
    found = list_concerns(view)
    return Section(
        key="first",
        heading="What to look at first, and why",
        sentences=() if found else ("Nothing that the rules look for was found.",),
        points=tuple(first.sentence for first in found),
    )


# Every part that a template can show. One that it leaves out is not made.
PARTS: dict[str, Callable[[View], Section]] = {
    "first": say_first,
    "volumes": say_volumes,
    "outcomes": say_outcomes,
    "timeliness": say_timeliness,
    "satisfaction": say_satisfaction,
    "learning": say_learning,
    "unfinished": say_unfinished,
}

# Those about the other parts of the same paper.
CLOSING: dict[str, Callable[[View, Sequence[Section]], Section]] = {
    "missing": say_missing,
    "provisional": say_provisional,
    "provision": say_provision,
    "method": say_method,
}
