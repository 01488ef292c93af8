"""What to look at first, and why: the few things in a release that ask for attention.

Rules, not judgements: each names counts, and none says that a figure has changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.figures.events import Event
from analytics.ground.calendar import Period, make_year
from analytics.ground.rounding import write_count
from analytics.measures import learning, ombudsman, timeliness, volumes
from analytics.measures import refusals as refused
from analytics.measures.base import Measure
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.names import (
    MADE_UP,
    name_population,
    write_event_date,
    write_period,
)


SEVERE = "severe_maladministration"


@dataclass(frozen=True, kw_only=True)
class Concern:
    """One thing to look at: a sentence with its reason, and the theme it belongs to."""

    theme: str
    sentence: str
    # The figure whose rows are meant, and which of them; none where no rows are.
    measure: Measure | None = None
    part: str = "all"
    # Whether it is said before every percentage.
    is_grave: bool = False
    # What a reader may ask about it.
    question: str = ""
    # Where the figure is of one group only: the dimension and its value.
    group: tuple[str, str] = ("", "")

    @property
    def first_sentence(self) -> str:
        """What is so, without what it means."""
        return f"{self.sentence.split('. ')[0].removesuffix('.')}."


def list_concerns(view: View) -> list[Concern]:
    """What to look at first in a view, most pressing first."""
    return [
        *list_severe_since(view),
        *list_overdue(view.ask(*view.name_measures("overdue_{stage}"))),
        *list_late(view.ask(*view.name_measures("ch02_{stage}"))),
        *list_recording_breaks(view.period, view.release.events),
        *list_refusals(view.ask_one("refusals")),
        *list_unfinished(*view.ask("actions_completed", "actions_overdue")),
    ]


def list_severe_since(view: View) -> list[Concern]:
    """Severe findings of the year in view and of any later one, the latest first."""
    years = [make_year(label) for label in view.release.years]
    since = [year for year in years if year.first > view.year.first]
    return [
        concern
        for year in (*since, view.year)
        for concern in list_severe(view.ask("findings", by=["finding"], periods=[year]))
    ]


def list_severe(findings: list[Result]) -> list[Concern]:
    """Findings of severe maladministration, the gravest that the Ombudsman makes."""
    whole = next((each for each in findings if each.is_total), None)
    severe = [
        result
        for result in findings
        if result.group.get("finding") == SEVERE and result.is_ok and result.counted
    ]
    if whole is None or not severe:
        return []
    [found] = severe
    are = "is" if found.counted == 1 else "are"
    return [
        Concern(
            theme=ombudsman.THEME,
            sentence=(
                f"{found.shown} of {whole.shown} "
                f"{name_population(whole, int(whole.counted))} in "
                f"{write_period(found.period)} {are} severe maladministration, the "
                f"gravest it makes{note_made_up(found)}."
            ),
            measure=found.measure,
            is_grave=True,
            question="What has changed since the Ombudsman’s findings?",
        )
    ]


def note_made_up(result: Result) -> str:
    """That a figure is made up, where it is, at the end of a sentence."""
    return f" ({MADE_UP})" if result.is_made_up else ""


def list_overdue(results: list[Result]) -> list[Concern]:
    """Complaints whose answer is overdue now."""
    return [
        Concern(
            theme=timeliness.THEME,
            sentence=(
                f"{result.shown} {name_population(result, int(result.counted))} at "
                f"{write_period(result.period)}. {result.measure.why_it_matters}"
            ),
            measure=result.measure,
            question=(
                "Have residents whose answer is overdue been told when it will come?"
            ),
        )
        for result in results
        if result.is_ok and result.counted
    ]


def list_late(results: list[Result]) -> list[Concern]:
    """The stage with the larger part of its answers late."""
    late = [
        result
        for result in results
        if result.is_ok and result.cases > result.counted + result.pending
    ]
    if not late:
        return []
    worst = min(late, key=lambda result: result.value or 0)
    number = int(worst.cases - worst.counted - worst.pending)
    few = " With so few, read the cases rather than the percentage."
    return [
        Concern(
            theme=timeliness.THEME,
            sentence=(
                f"{write_count(number)} of {write_count(worst.cases)} "
                f"{name_population(worst)} were not answered in time. "
                f"{worst.measure.why_it_matters}"
                f"{few if worst.has_few_cases else ''}"
            ),
            measure=worst.measure,
            part="rest",
            question=(
                f"Why {'was' if number == 1 else 'were'} {write_count(number)} "
                f"{name_population(worst, number)} not in time?"
            ),
        )
    ]


# What a break means for its reader, by whether it is one of the clock alone.
BREAKS = {
    False: (
        "complaints before and after it were recorded differently, so part of any rise "
        "or fall can be the recording."
    ),
    True: (
        "answers before and after it are judged by other rules, so part of any rise or "
        "fall in what is in time can be the rules."
    ),
}


def list_recording_breaks(period: Period, events: Sequence[Event]) -> list[Concern]:
    """Events in the period after which figures were recorded differently."""
    return [
        Concern(
            theme=timeliness.THEME if event.is_of_clock else volumes.THEME,
            sentence=(
                f"{event.label} ({write_event_date(event)}): "
                f"{BREAKS[event.is_of_clock]}"
            ),
        )
        for event in events
        if event.breaks_baseline and period.first <= event.event_date <= period.last
    ]


def list_refusals(refusals: Result) -> list[Concern]:
    """Refusals that nobody wrote down."""
    if refusals.status != "not_recorded":
        return []
    return [
        Concern(
            theme=refused.THEME,
            sentence=(
                f"{refusals.measure.label}: {refusals.shown}, which is not the same as "
                f"none. {refusals.measure.why_it_matters} "
                f"({refusals.measure.authority})"
            ),
            question="Who keeps a list of complaints that are not accepted?",
        )
    ]


def list_unfinished(completed: Result, overdue: Result) -> list[Concern]:
    """Learning actions not yet done."""
    if not completed.is_ok or completed.counted == completed.cases:
        return []
    number = completed.cases - completed.counted
    when = ""
    if overdue.is_ok and overdue.counted:
        when = f", {overdue.shown} of them past their due date"
    elif overdue.status == "not_recorded":
        when = ", and none has a due date"
    return [
        Concern(
            theme=learning.THEME,
            sentence=(
                f"{write_count(number)} of {write_count(completed.cases)} "
                f"learning actions are not completed{when}."
            ),
            question="Which learning action is done next, and by when?",
        )
    ]
