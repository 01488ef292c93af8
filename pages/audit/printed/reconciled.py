"""Printed figures by what became of them, the gravest first."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from analytics.behind.printed.reconciling import (
    AGREES,
    DIFFERS,
    EXPLAINED,
    IMPOSSIBLE,
    NOT_COMPUTED,
    ROUNDED,
    VERDICTS,
    Reconciled,
    reconcile,
)
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import write_date
from analytics.release.store import current_stamp
from analytics.view import View, write_as_at
from analytics.words.names import count_words
from pages.blocks.bars import Amount, show_amounts
from pages.blocks.downloads import offer
from pages.blocks.head import show_title
from pages.blocks.prose import show_list, show_note
from pages.blocks.tables import write_table
from pages.frame.markup import show_markup


PRINTED = "Printed figures"
COLUMNS_OF_FIGURES = ("Figure", "Where", "Printed", "The records", "So it")


def work_out(release: OpenRelease) -> list[Reconciled]:
    """Every printed figure against the release shown, worked out once."""
    return reconcile_stamped(current_stamp(), release)


@st.cache_resource(show_spinner="Setting printed figures against the records")
def reconcile_stamped(stamp: object, _release: OpenRelease) -> list[Reconciled]:  # noqa: ARG001
    """The same; the stamp tells releases apart."""
    return reconcile(_release)


def show_none(view: View) -> None:
    """A year of which nothing printed is on record."""
    year = view.year.label
    show_title(PRINTED, year, f"No printed figure of {year} is on record")
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
    show_title(PRINTED, view.year.label, title)
    show_amounts(
        "Printed figures by what became of them",
        "Printed figures",
        {
            verdict.capitalize(): Amount(
                found[verdict], f"{found[verdict]} of {total}", total
            )
            for verdict in reversed(VERDICTS)
        },
    )


def show_impossible(settled: Sequence[Reconciled]) -> None:
    """Figures that contradict themselves or others."""
    st.header("Which cannot be right?", anchor=False)
    show_list(write_together(settled, IMPOSSIBLE) or ["None of them."])


def show_unlike(settled: Sequence[Reconciled]) -> None:
    """Figures that the records give otherwise."""
    st.header("Which differ, and why?", anchor=False)
    lines = [
        line
        for verdict in (DIFFERS, EXPLAINED, ROUNDED)
        for line in write_together(settled, verdict)
    ]
    show_list(lines or ["None of them."])
    if any(each.verdict == EXPLAINED for each in settled):
        show_note("A reason is found by counting otherwise. It can fit by chance.")


def show_not_computed(settled: Sequence[Reconciled]) -> None:
    """Figures that nothing can be set beside; nothing where there is none."""
    lines = write_together(settled, NOT_COMPUTED)
    if lines:
        st.header("Which cannot be computed?", anchor=False)
        show_list(lines)


def write_together(settled: Sequence[Reconciled], verdict: str) -> list[str]:
    """A line for each figure of a verdict; one for those of a table alike."""
    heaps: dict[tuple[str, str, str], list[Reconciled]] = {}
    for each in settled:
        if each.verdict == verdict:
            printed = each.printed
            key = printed.document, printed.reference, each.says
            heaps.setdefault(key, []).append(each)
    return [
        f"{write_names(heap)} ({document}, {reference}). {says}"
        for (document, reference, says), heap in heaps.items()
    ]


def write_names(heap: Sequence[Reconciled]) -> str:
    """The figure of a line, or how many stand in it."""
    first = heap[0].printed
    if len(heap) == 1:
        return f"{first.statement}: {first.shown}"
    figures = count_words(len(heap), "figure")
    return f"{figures}, such as {first.statement}: {first.shown}"


def show_all(view: View, settled: Sequence[Reconciled]) -> None:
    """Every figure with what the records give, in a fold, and to take away."""
    fold = st.expander(
        f"All {len(settled)} figures", key="fold_printed", on_change="rerun"
    )
    if not fold.open:
        return
    with fold:
        show_figures(settled, f"Printed figures of {view.year.label}")
        offer(
            "these figures",
            lambda: [each.to_dict() for each in settled],
            lambda: [("What", PRINTED), ("From", write_as_at(view))],
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
            st.subheader(year, anchor=False)
            of_year = [each for each in others if each.printed.reporting_year == year]
            show_figures(of_year, f"Printed figures of {year}")


def show_figures(settled: Sequence[Reconciled], caption: str) -> None:
    """A table of figures; what differs says why."""
    rows = [
        (
            each.printed.statement,
            write_place(each),
            each.printed.shown,
            each.ours,
            each.verdict if each.verdict == AGREES else f"{each.verdict}. {each.says}",
        )
        for each in settled
    ]
    show_markup(write_table(caption, COLUMNS_OF_FIGURES, rows))


def write_place(settled: Reconciled) -> str:
    """Where a figure was printed, and when."""
    printed = settled.printed
    day = printed.published_date
    said = f", {write_date(day)}" if day else ""
    return f"{printed.document}, {printed.reference}{said}"
