"""What a paper says, from its first sentence to its last section."""

from collections.abc import Mapping, Sequence

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
from analytics.papers.paper import (
    Paper,
    Section,
)
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
from analytics.words.narrative import (
    write_sentence,
)
from analytics.words.notes import (
    write_banner,
    write_fixed,
)


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
    themes = list_themes(view)
    # What is missing, provisional or asked for is said of what this kind shows.
    used = find_used(paper_kind.template, [section.key for section in themes])
    shown = [section for section in themes if section.key in used]
    results = [each for section in shown for each in section.results]
    sections = (
        say_first(view),
        *themes,
        say_unfinished(view),
        say_missing(results),
        say_provisional(results),
        say_provision(view, shown),
        say_method(),
    )
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
        sections=sections,
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


def list_themes(view: View) -> list[Section]:
    """The five themes, in the order of the menu."""
    return [
        say_volumes(view),
        say_outcomes(view),
        say_timeliness(view),
        say_satisfaction(view),
        say_learning(view),
    ]


def say_first(view: View) -> Section:
    """What to look at first, and why."""
    found = list_concerns(view)
    return Section(
        key="first",
        heading="What to look at first, and why",
        sentences=() if found else ("Nothing that the rules look for was found.",),
        points=tuple(first.sentence for first in found),
    )
