"""Printed figures by what became of them, the gravest first."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from analytics.behind.printed.reconciling import (
    AGREES,
    BECAME,
    DIFFERS,
    EXPLAINED,
    IMPOSSIBLE,
    NOT_COMPUTED,
    ROUNDED,
    Reconciled,
    reconcile_printed,
)
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import write_date
from analytics.release.store import current_stamp
from analytics.view import View, write_as_at
from analytics.words.names import count_words
from pages.blocks.bars import Amount, show_amounts
from pages.blocks.downloads import offer
from pages.blocks.head import show_title
from pages.blocks.prose import head_part, show_note
from pages.blocks.tables import write_table
from pages.frame.escape import escape
from pages.frame.marks import mark
from pages.frame.markup import show_markup


PAGE_OF_PRINTED = "Printed figures"
COLUMNS_OF_FIGURES = ("Figure", "Where", "Printed", "The records", "So it")
COLUMNS_OF_UNLIKE = ("As printed", "Why", "Where")

HEADINGS_OF_UNLIKE = {
    "Which cannot be right?": (IMPOSSIBLE,),
    "Which differ, and why?": (DIFFERS, EXPLAINED, ROUNDED),
    "Which cannot be computed?": (NOT_COMPUTED,),
}


def work_out(release: OpenRelease) -> list[Reconciled]:
    """Every printed figure against the release shown, worked out once."""
    return reconcile_stamped(current_stamp(), release)


@st.cache_resource(
    show_spinner="Setting printed figures against the records", max_entries=2
)
def reconcile_stamped(
    stamp: object,  # noqa: ARG001
    _release: OpenRelease,
) -> list[Reconciled]:
    """The same; the stamp tells releases apart."""
    return reconcile_printed(_release)


def show_none_printed(view: View) -> None:
    """A year of which nothing printed is on record."""
    year = view.year.label
    show_title(PAGE_OF_PRINTED, year, f"No printed figure of {year} is on record")
    show_note(
        "They come with the source “published_figures”: one row for each figure that "
        "a paper told a board."
    )


def show_verdicts(view: View, settled: Sequence[Reconciled]) -> None:
    """How many agree, and what became of the others."""
    found = Counter(each.verdict for each in settled)
    total = len(settled)
    figures = count_words(total, "printed figure")
    title = f"{found[AGREES]} of {figures} agree with the records"
    if found[IMPOSSIBLE]:
        title += f"; {found[IMPOSSIBLE]} cannot be right"
    show_title(PAGE_OF_PRINTED, view.year.label, title)
    show_amounts(
        "Printed figures by what became of them",
        "Printed figures",
        {
            verdict.capitalize(): Amount(
                found[verdict], f"{found[verdict]} of {total}", total
            )
            for verdict in reversed(BECAME)
        },
    )


def show_unlike(settled: Sequence[Reconciled]) -> None:
    """Figures that do not agree, by what became of them; their place in the paper."""
    for question, verdicts in HEADINGS_OF_UNLIKE.items():
        rows = [row for verdict in verdicts for row in write_together(settled, verdict)]
        if rows:
            st.header(question, anchor=False)
            show_markup(write_table(question, COLUMNS_OF_UNLIKE, rows))
    if any(each.verdict == EXPLAINED for each in settled):
        show_note("A reason is found by counting in other ways. It can fit by chance.")


def write_together(
    settled: Sequence[Reconciled], verdict: str
) -> list[tuple[str, str, str]]:
    """A row for each figure of a verdict; one for those of a table alike."""
    heaps: dict[tuple[str, str, str], list[Reconciled]] = {}
    for each in settled:
        if each.verdict == verdict:
            printed = each.printed
            key = printed.document, printed.reference, each.why
            heaps.setdefault(key, []).append(each)
    return [
        (write_names(heap), why, f"{document}, {reference}")
        for (document, reference, why), heap in heaps.items()
    ]


def write_names(heap: Sequence[Reconciled]) -> str:
    """The figure of a row, or how many stand in it."""
    first = heap[0].printed
    named = f"{first.statement}: {first.shown}"
    more = count_words(len(heap) - 1, "other")
    return named if len(heap) == 1 else f"{named}, and {more}"


def show_all(view: View, settled: Sequence[Reconciled]) -> None:
    """Every figure with what the records give, in a fold, and to take away."""
    fold = st.expander(
        f"All {len(settled)} figures", key="fold_printed", on_change="rerun"
    )
    if not fold.open:
        return
    with fold:
        show_printed(settled)
        offer(
            "these figures",
            lambda: [each.to_dict() for each in settled],
            lambda: [("What", PAGE_OF_PRINTED), ("From", write_as_at(view))],
            "printed",
        )


def show_other_years(view: View, settled: Sequence[Reconciled]) -> None:
    """Figures printed of other years, in a fold; nothing where there is none."""
    year = view.year.label
    others = [each for each in settled if each.printed.reporting_year != year]
    if not others:
        return
    label = f"{count_words(len(others), 'figure')} of other years"
    fold = st.expander(label, key="fold_other_years", on_change="rerun")
    if not fold.open:
        return
    with fold:
        for year in dict.fromkeys(each.printed.reporting_year for each in others):
            show_markup(head_part(year))
            show_printed(
                [each for each in others if each.printed.reporting_year == year]
            )


def show_printed(settled: Sequence[Reconciled]) -> None:
    """A table of figures for each document; what differs says why."""
    for document in dict.fromkeys(each.printed.document for each in settled):
        members = [each for each in settled if each.printed.document == document]
        days = {each.printed.published_date for each in members} - {None}
        dated = f", {write_date(max(filter(None, days)))}" if days else ""
        rows = [
            (
                each.printed.statement,
                each.printed.reference,
                each.printed.shown,
                mark(each.ours),
                ". ".join(filter(None, (each.verdict, each.says))),
            )
            for each in members
        ]
        st.subheader(escape(f"{document}{dated}"), anchor=False)
        show_markup(write_table(document, COLUMNS_OF_FIGURES, rows))
