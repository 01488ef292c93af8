"""What closes a paper: what is unfinished, missing, provisional, and how to read it."""

from collections.abc import Mapping, Sequence
from datetime import date

from analytics.behind.records import Row, list_actions
from analytics.ground.calendar import write_date
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.papers.paper import (
    Grid,
    Section,
)
from analytics.papers.provisions import (
    Evidence,
    Part,
    judge_provision,
    list_printed,
)
from analytics.papers.themes import list_trend
from analytics.view import View
from analytics.words.names import RANGE, list_words
from analytics.words.narrative import (
    write_dated,
    write_sentence,
)
from analytics.words.notes import (
    write_gaps,
)


# More than this and a paper is a register; the Learning page has them all.
ACTIONS_LISTED = 12


ACTION_DETAILS = {
    "Theme": "theme",
    "Owner": "owner",
    "Due": "due_date",
}


def say_unfinished(view: View) -> Section:
    """The learning actions that are not completed, overdue ones first."""
    heading = "Actions not completed"
    [whole] = view.ask("actions_open")
    areas = view.where.get("service_area")
    rows = [
        row
        for row in list_actions(view.release)
        if row["status"] != "completed"
        and (areas is None or row["service_area"] in areas)
    ]
    if not whole.is_ok or not rows:
        return Section(
            key="unfinished", heading=heading, sentences=(write_sentence(whole),)
        )
    shown = rows[:ACTIONS_LISTED]
    empty = [
        label
        for label, key in ACTION_DETAILS.items()
        if not any(row[key] for row in rows)
    ]
    sentences = [write_sentence(whole)]
    if empty:
        sentences.append(f"{list_words(empty)}: not recorded for any of them.")
    if len(rows) > len(shown):
        sentences.append(
            f"The first {len(shown)} are listed, overdue ones first; the Learning page "
            "has all of them."
        )
    return Section(
        key="unfinished",
        heading=heading,
        sentences=tuple(sentences),
        grids=(tabulate_unfinished(shown, empty),),
    )


def tabulate_unfinished(rows: Sequence[Row], empty: Sequence[str]) -> Grid:
    """Actions as a table, columns nobody has filled in left out."""
    details = {
        label: key for label, key in ACTION_DETAILS.items() if label not in empty
    }
    return Grid(
        headings=("Action", "Status", *details),
        rows=tuple(
            (
                str(row["description"]),
                name_status(row),
                *(write_list_value(row[key]) for key in details.values()),
            )
            for row in rows
        ),
        numbers=(False, False, *(False for _ in details)),
    )


def name_status(row: Row) -> str:
    """An action's status in words; overdue goes before it."""
    if row["is_overdue"]:
        return "Overdue"
    return DIMENSIONS["status"].name_value(row["status"])


def write_list_value(value: object) -> str:
    """A cell of a list: a date in words, "not recorded" where there is nothing."""
    if value is None:
        return "not recorded"
    return write_date(value) if isinstance(value, date) else str(value)


def say_missing(view: View, shown: Sequence[Section]) -> Section:  # noqa: ARG001
    """What this paper cannot say, and why."""
    points = write_gaps(list_results(shown))
    return Section(
        key="missing",
        heading="What is not here",
        sentences=(
            "Not recorded is not the same as none."
            if points
            else "Every figure this paper asks for is known.",
        ),
        points=tuple(points),
    )


def list_results(shown: Sequence[Section]) -> list[Result]:
    """The results of some parts of a paper."""
    return [each for section in shown for each in section.results]


def say_provisional(view: View, shown: Sequence[Section]) -> Section:  # noqa: ARG001
    """What can still change."""
    results = list_results(shown)
    points = [write_dated(each) for each in results if each.is_provisional]
    parts: dict[str, dict[str, None]] = {}
    for each in results:
        if each.is_part and each.is_ok and each.reason:
            parts.setdefault(each.reason, {})[each.measure.label] = None
    points += [each.incomplete for each in results if each.incomplete]
    points += [f"{'; '.join(labels)}: {reason}" for reason, labels in parts.items()]
    known = any(each.measure.has_parts and each.is_ok for each in results)
    none = "No figure in this paper is provisional." if known else ""
    return Section(
        key="provisional",
        heading="What is provisional",
        sentences=(
            "These figures can still change or cover a part of their period."
            if points
            else none or "There is no figure here that could change.",
        ),
        points=tuple(dict.fromkeys(points)),
    )


def say_provision(view: View, shown: Sequence[Section]) -> Section:
    """What provision 9.7 asks for, and whether the themes shown tell it."""
    results = {
        each.measure.id: each
        for each in list_results(shown)
        if each.period.year == view.period.year or each.measure.is_at_as_at
    }
    names = view.name_measures("received_{stage}", "ch02_{stage}")
    pairs = view.ask_pairs(*(name for name in names if name in results))
    keys = {section.key for section in shown}
    evidence = Evidence(
        volumes=take(results, view.name_measures("received_{stage}")),
        categories=take(results, ["service_area_mentions"]),
        outcomes=take(results, view.name_measures("outcomes_{stage}")),
        timeliness=take(results, view.name_measures("ch02_{stage}")),
        before=[before for _, before in pairs],
        trend=list_trend(view) if "volumes" in keys else [],
        findings=view.ask("findings", by=["finding"]) if "learning" in keys else [],
        orders=take(results, ["orders_on_time"]),
        rows=list_printed(view),
    )
    parts = judge_provision(view, evidence)
    return Section(
        key="provision",
        heading="What provision 9.7 asks for",
        sentences=(
            "Provision 9.7 of the Complaint Handling Code says what the member "
            "responsible and the governing body must be told.",
        ),
        grids=(list_provision_parts(parts),),
    )


def take(results: Mapping[str, Result], ids: Sequence[str]) -> list[Result]:
    """Results of those ids; none where their theme is not shown."""
    return [results[each] for each in ids if each in results]


def list_provision_parts(parts: Sequence[Part]) -> Grid:
    """The parts of the provision as a table."""
    return Grid(
        headings=("It asks for", "In this paper", "Why"),
        rows=tuple(
            (f"({part.letter}) {part.asks}", part.status, part.why) for part in parts
        ),
        numbers=(False, False, False),
    )


def say_method(view: View, shown: Sequence[Section]) -> Section:  # noqa: ARG001
    """How to read the figures."""
    return Section(
        key="method",
        heading="How to read the figures",
        sentences=(
            "Each figure stands with the counts it was made from.",
            f"“{RANGE}” is its 95% interval: how else a figure of so many cases could "
            "have come out with nothing changed (Wilson’s method for shares, Byar’s or "
            "the exact one for rates).",
            "What is a change is decided by a test (the mid-p) and the 95% interval of "
            "the difference, or of how many times as many, together; for the weighted "
            "survey by that interval alone.",
        ),
    )
