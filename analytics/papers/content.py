"""What a paper says, from its first sentence to its last section."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from analytics.attention import list_concerns
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import Period, write_date
from analytics.ground.errors import UsageError
from analytics.measures.result import Result
from analytics.papers import find_kind
from analytics.papers.analysis import (
    say_about,
    say_decided,
    say_determined,
    say_happened,
    say_in_time,
    say_opened,
    say_refused,
    say_regulator,
)
from analytics.papers.closing import (
    say_method,
    say_missing,
    say_provision,
    say_provisional,
    say_unfinished,
)
from analytics.papers.commentary import say_comments
from analytics.papers.decision import OF_CASE, find_determination
from analytics.papers.markup import find_used
from analytics.papers.meeting import (
    say_areas,
    say_asked,
    say_brief,
    say_counts,
    say_peers,
    say_quality,
    say_questions,
    say_reconciled,
    say_standing,
)
from analytics.papers.paper import Paper, Section
from analytics.papers.scope import make_view
from analytics.papers.statutory import (
    say_annex,
    say_assessment,
    say_contents,
    say_handling,
    say_improvements,
    say_ombudsman_publications,
    say_ombudsman_report,
)
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
    case: str = "",
) -> Paper:
    """A paper on a period of a release, or on one determination.

    Without a `case` it is the latest. Raises UsageError for a kind, a filter, a period
    or a case that it cannot have.
    """
    paper_kind = find_kind(kind)
    title = paper_kind.title
    if paper_kind.is_whole and (where or period.kind != "year"):
        raise UsageError(
            f"The {paper_kind.title.lower()} is about all residents in a whole year: "
            "ask for a year, without a filter."
        )
    if paper_kind.is_public:
        release = replace(
            release, landlord=replace(release.landlord, audience="public")
        )
    view = make_view(release, period, where or {})
    parts: dict[str, Callable[[View], Section]] = dict(PARTS)
    if paper_kind.of_case:
        case = find_determination(release, period, case)
        title = f"{title} {case}"
        parts |= {key: partial(make, case=case) for key, make in OF_CASE.items()}
    elif case:
        raise UsageError(f"The paper “{paper_kind.name}” is not about one case.")
    used = find_used(paper_kind.template, [*parts, *CLOSING])
    shown = {key: parts[key](view) for key in used if key in parts}
    # What is missing, provisional or asked for is said of what this kind shows.
    about = list(shown.values())
    shown |= {key: CLOSING[key](view, about) for key in used if key in CLOSING}
    answer = view.ask(*view.name_measures("ch02_{stage}"))
    name = title if case else f"{title}, {write_period(period)}"
    return Paper(
        kind=kind,
        case=case,
        title=name,
        period=period,
        landlord=release.landlord.name,
        reader=getattr(release.landlord, paper_kind.reader, paper_kind.reader),
        quiet=describe_source(view),
        banner=write_banner(release.landlord) if release.release.is_sample else "",
        answer=tuple(write_sentence(result) for result in answer),
        notes=list_notes(view, answer),
        sections=tuple(shown[key] for key in used),
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
    "opened": say_opened,
    "refused": say_refused,
    "about": say_about,
    "decided": say_decided,
    "in_time": say_in_time,
    "regulator": say_regulator,
    "happened": say_happened,
    "determined": say_determined,
    "assessment": say_assessment,
    "handling": say_handling,
    "improvements": say_improvements,
    "ombudsman_report": say_ombudsman_report,
    "ombudsman_publications": say_ombudsman_publications,
    "annex": say_annex,
    "standing": say_standing,
    "questions": say_questions,
    "brief": say_brief,
    "peers": say_peers,
    "comments": say_comments,
    "areas": say_areas,
    "reconciled": say_reconciled,
    "quality": say_quality,
    "counts": say_counts,
}

# Those about the other parts of the same paper.
CLOSING: dict[str, Callable[[View, Sequence[Section]], Section]] = {
    "missing": say_missing,
    "provisional": say_provisional,
    "provision": say_provision,
    "method": say_method,
    "contents": say_contents,
    "asked": say_asked,
}
