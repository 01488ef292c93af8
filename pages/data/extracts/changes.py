"""What changed between two releases, by figure and by row."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.behind.changes import (
    ROWS_LISTED,
    CellChange,
    FigureChange,
    SourceChange,
    compare_figures,
    compare_rows,
    may_list_rows,
    write_compared,
)
from analytics.figures.open_release import OpenRelease, open_beside
from analytics.ground.errors import Refusal
from analytics.release.history import HistoryEntry
from analytics.view import View
from analytics.words.columns import say_cell, say_column, say_columns, say_row
from analytics.words.names import count_words, list_words, name_source, write_period
from pages.blocks.tables import show_table
from pages.data.extracts.rejected import PUBLIC_ONLY
from pages.frame.escape import escape


# The two choices, by their names in the address.
CHOICES = {"before": "From release", "after": "To release"}


@st.cache_resource(show_spinner="Opening the other release", max_entries=2)
def open_stamped(stamp: object, release_id: str, _shown: OpenRelease) -> OpenRelease:  # noqa: ARG001
    """Another release, opened once; the stamp tells those of the same id apart."""
    return open_beside(release_id, _shown)


@st.cache_resource(show_spinner="Comparing the rows", max_entries=4)
def compare_stamped(
    stamp: object,  # noqa: ARG001
    _before: OpenRelease,
    _after: OpenRelease,
) -> list[SourceChange]:
    """The rows of two releases compared, once for all readers."""
    return compare_rows(_before, _after)


def show_unknown_releases(history: Sequence[HistoryEntry]) -> None:
    """Say which release of a link there is not: Streamlit drops it without a word."""
    known = {entry.id for entry in history}
    unknown = [
        f"“{value}”"
        for key in CHOICES
        for value in st.query_params.get_all(key)
        if value not in known
    ]
    if unknown:
        st.warning(
            escape(
                f"The link compares release {list_words(unknown)}, which is not among "
                "the releases listed here. That part of the link is left out of what "
                "you see."
            ),
            icon=":material/link_off:",
        )


def show_changes(view: View, history: Sequence[HistoryEntry]) -> None:
    """Two releases side by side: which figures differ, and which rows."""
    st.header("What changed between two releases", anchor=False)
    if len(history) < 2:
        st.markdown(
            "There is one release\\, so there is nothing to compare it with yet\\."
        )
        return
    chosen = choose_releases(view.release, history)
    if chosen[0] == chosen[1]:
        st.markdown("Choose two different releases\\.")
        return
    try:
        before, after = (open_chosen(each, view.release, history) for each in chosen)
        if before.release.is_sample != after.release.is_sample:
            st.markdown(
                "One of the two is the sample\\, the other holds real records\\: all "
                "of it differs\\, and none of that is a change\\."
            )
            return
        rows = compare_stamped(
            [stamp_release(each) for each in (view.release, before, after)],
            before,
            after,
        )
    except Refusal as error:
        st.error(escape(str(error)))
        return
    show_figures(compare_figures(before, after, view.period), view)
    show_row_changes(rows, may_list_rows(before.landlord, after.landlord))


def choose_releases(shown: OpenRelease, history: Sequence[HistoryEntry]) -> list[str]:
    """The ids to compare; by default the release before the one shown, and that one."""
    ids = [entry.id for entry in history]
    whole = [entry.id for entry in history if not entry.problem]
    after = shown.release.id if shown.release.id in ids else ids[0]
    earlier = [each for each in whole if ids.index(each) > ids.index(after)]
    others = [*earlier, *(each for each in reversed(whole) if each != after), *ids]
    defaults = {"before": others[0], "after": after}
    chosen = []
    for key, column in zip(CHOICES, st.columns(2), strict=True):
        with column:
            chosen.append(
                st.selectbox(
                    CHOICES[key],
                    ids,
                    index=ids.index(defaults[key]),
                    key=key,
                    bind="query-params",
                )
            )
    return chosen


def open_chosen(
    release_id: str, shown: OpenRelease, history: Sequence[HistoryEntry]
) -> OpenRelease:
    """One of the two releases, open; Refusal, in a sentence, if it is damaged."""
    if release_id == shown.release.id:
        return shown
    entry = next(each for each in history if each.id == release_id)
    if entry.release is None or entry.problem:
        raise Refusal(entry.problem or f"Release {release_id} cannot be opened.")
    stamp = (stamp_release(shown), entry.release.manifest["published_at"])
    return open_stamped(stamp, release_id, shown)


def stamp_release(release: OpenRelease) -> tuple[str, str]:
    """What tells a release from every other, even from one of the same id."""
    return release.release.id, str(release.release.manifest["published_at"])


def show_figures(changes: Sequence[FigureChange], view: View) -> None:
    """The figures that differ, each as both releases give it."""
    st.subheader("Figures", anchor=False)
    differing = [change for change in changes if not change.is_same]
    same = len(changes) - len(differing)
    st.markdown(
        escape(
            f"{len(differing)} of {len(changes)} figures differ and {same} are the "
            "same."
            if differing
            else f"All {same} figures are the same."
        )
    )
    st.caption(
        escape(
            f"Totals of the whole landlord for {write_period(view.period)}, or of each "
            "release's own as-at date; no other filter applies here."
        )
    )
    if differing:
        table = tabulate_figures(differing)
        show_table(table, "Figures that differ")


def tabulate_figures(changes: Sequence[FigureChange]) -> pd.DataFrame:
    """Figures by name, with what each of the two releases gives."""
    return pd.DataFrame(
        {
            changes[0].before.release: [
                write_compared(change.before) for change in changes
            ],
            changes[0].after.release: [
                write_compared(change.after) for change in changes
            ],
        },
        index=pd.Index([change.measure.label for change in changes], name="Figure"),
    )


def show_row_changes(changes: Sequence[SourceChange], are_listed: bool) -> None:
    """How many rows of each source differ; which ones, for the internal audience."""
    st.subheader("Rows", anchor=False)
    differing = [change for change in changes if not change.is_same]
    same = count_words(len(changes) - len(differing), "source")
    sentence = f"All accepted rows of {same} are the same."
    if differing:
        total = count_words(len(changes), "source")
        sentence = f"Accepted rows differ in {len(differing)} of {total}."
    st.markdown(escape(sentence))
    counted = [change for change in differing if not change.problem]
    if counted:
        show_table(tabulate_rows(counted), "Rows that differ, by source", "figures")
    for note in write_change_notes(changes):
        st.markdown(f"- {escape(note)}")
    if counted and not are_listed:
        st.markdown(escape(PUBLIC_ONLY))
    elif are_listed:
        for change in counted:
            show_source_change(change)


def tabulate_rows(changes: Sequence[SourceChange]) -> pd.DataFrame:
    """Sources by name, with how many of their rows differ and how."""
    return pd.DataFrame(
        [
            {
                "Added": f"{change.added:,}",
                "Removed": f"{change.removed:,}",
                "Changed": f"{change.changed:,}",
            }
            for change in changes
        ],
        index=pd.Index(
            [name_source(change.source) for change in changes], name="Source"
        ),
    )


def write_change_notes(changes: Sequence[SourceChange]) -> list[str]:
    """What the counts alone do not say of a source."""
    notes = []
    for change in changes:
        name = name_source(change.source)
        if change.problem:
            notes.append(f"{name}: {say_columns(change.problem)}")
        if change.is_new:
            notes.append(f"{name}: supplied in the second release alone.")
        if change.is_gone:
            notes.append(f"{name}: supplied in the first release alone.")
        if change.uncompared:
            columns = list_words([say_column(each) for each in change.uncompared])
            notes.append(f"{name}: only one release has {columns}; not compared.")
    return notes


def show_source_change(change: SourceChange) -> None:
    """The first rows of a source that were added, removed or changed."""
    with st.expander(f"{name_source(change.source)}: which rows"):
        for word, keys, count in (
            ("Added", change.added_keys, change.added),
            ("Removed", change.removed_keys, change.removed),
        ):
            if keys:
                more = count - len(keys)
                rest = f" and {more:,} more" if more else ""
                rows = "; ".join(say_row(change.source, key) for key in keys)
                st.markdown(f"{word}: {escape(rows)}{rest}\\.")
        if change.cells:
            show_cells(change.cells[:ROWS_LISTED], change)


def tell_cell(column: str, cell: str | None) -> str:
    """What a release holds in a cell."""
    return "empty" if cell is None else say_cell(column, cell)


def show_cells(cells: Sequence[CellChange], change: SourceChange) -> None:
    """Cells before and after, one line each."""
    rows = len({cell.key for cell in cells})
    if rows < change.changed:
        st.markdown(
            f"The first {rows} of {count_words(change.changed, 'changed row')}\\:"
        )
    table = pd.DataFrame(
        [
            {
                "Column": say_column(cell.column),
                "Before": tell_cell(cell.column, cell.before),
                "After": tell_cell(cell.column, cell.after),
            }
            for cell in cells
        ],
        index=pd.Index(
            [say_row(change.source, cell.key) for cell in cells], name="Row"
        ),
    )
    show_table(table, f"Changed cells of {name_source(change.source).lower()}")
