"""What publishing would do: rows, what is left out, figures; nothing is done yet."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.behind.changes import SourceChange
from analytics.behind.records import list_rejected_files
from analytics.behind.rehearsal import FigureMove, Rehearsal, Stopped
from analytics.ground.calendar import write_date
from analytics.measures import list_headlines
from analytics.measures.base import Measure
from analytics.profiles.synonyms import CANNOT
from analytics.words.columns import say_column, say_row
from analytics.words.names import count_words, list_words, name_source
from pages.blocks.prose import head_part, show_list, show_note
from pages.blocks.tables import show_table
from pages.data.bringing_in.errand import Errand
from pages.data.bringing_in.looking_from import say_day
from pages.data.bringing_in.read_as import shorten
from pages.data.bringing_in.words import put_in_words
from pages.data.extracts.changes import show_source_change
from pages.data.extracts.rejected import offer_rejected
from pages.frame.escape import escape
from pages.frame.markup import show_markup


# By the audience of a landlord.
EYES = {
    "public": "anybody: small counts are hidden",
    "internal": "those who scrutinise alone: small counts are hidden by ward alone",
}

ROW_COUNTS = {
    "rows_in": "Rows in",
    "accepted": "Accepted",
    "rejected": "Rejected",
    "set_aside": "Set aside",
}


def show_rehearsed(rehearsal: Rehearsal) -> None:
    """What would become of the rows that came in, and of their cells."""
    show_rows_moved(rehearsal)
    show_stopped(rehearsal)
    show_unknown_cells(rehearsal)
    show_second_look(rehearsal)


def show_answer(errand: Errand, rehearsal: Rehearsal) -> None:
    """How many rows, and how many of them would count."""
    sources = rehearsal.release.sources
    total = {key: sum(each[key] for each in sources.values()) for key in ROW_COUNTS}
    rows = count_words(total["rows_in"], "row")
    of_each = [
        f"{counts['rows_in']:,} of {name_source(name).lower()}"
        for name, counts in sources.items()
        if counts["rows_in"]
    ]
    # Homes, and what the page itself asked for, are rows that nobody counts as cases.
    rows += f" came in ({list_words(of_each)})" if len(of_each) > 1 else " came in"
    parts = [f"{total['accepted']:,} accepted"]
    parts += [
        f"{total[key]:,} {ROW_COUNTS[key].lower()}"
        for key in ("rejected", "set_aside")
        if total[key]
    ]
    with st.container(key="answer"):
        st.markdown(escape(f"{rows}: {list_words(parts)}. Nothing is published yet."))
    lost = count_lost(rehearsal.rows)
    if lost:
        st.warning(
            escape(
                f"{count_words(lost, 'known value')} would be lost: the cell is now "
                "empty, or cannot be read."
            )
        )
    show_list([*list_facts(rehearsal), say_day(errand, rehearsal)])


def count_lost(rows: Sequence[SourceChange]) -> int:
    """How many cells say something now and would say nothing."""
    return sum(
        bool(cell.before) and not cell.after for each in rows for cell in each.cells
    )


def list_facts(rehearsal: Rehearsal) -> list[str]:
    """What the rows are added to, the day they are of, and what was passed over."""
    facts = []
    if rehearsal.base.release:
        facts.append(
            f"The rows would be added to release {rehearsal.base.release.id}, which "
            "keeps all others it has."
        )
    elif rehearsal.base.other:
        facts.append(
            f"Release {rehearsal.base.other.id} is about another landlord: its rows "
            "would not be kept."
        )
    elif rehearsal.base.current:
        facts.append(
            "Made-up records are shown now. These would take their place, and the two "
            "never mix."
        )
    else:
        facts.append("This would be the first release.")
    landlord = rehearsal.base.landlord
    if landlord.name:
        facts.append(
            f"These are the complaints of {landlord.name}, for the eyes of "
            f"{EYES[landlord.audience]}."
        )
    if rehearsal.newest:
        newest = write_date(rehearsal.newest)
        facts.append(f"The newest complaint came in on {newest}.")
    remarks = (shorten(each, rehearsal) for each in rehearsal.told.remarks)
    facts += map(put_in_words, remarks)
    passed = rehearsal.told.ignored_files
    facts += [f"Not read, because it holds no rows of this: {e}." for e in passed]
    return facts


def show_rows_moved(rehearsal: Rehearsal) -> None:
    """Rows of each source: what came in, and what it would do."""
    show_markup(head_part("Rows"))
    sources = {
        name: counts
        for name, counts in rehearsal.release.sources.items()
        if counts["rows_in"]
    }
    table = pd.DataFrame(
        [
            {label: f"{counts[key]:,}" for key, label in ROW_COUNTS.items()}
            for counts in sources.values()
        ],
        index=pd.Index([name_source(name) for name in sources], name="Source"),
    )
    show_table(table, "Rows that came in, by source", "figures")
    differing = [change for change in rehearsal.rows if not change.is_same]
    if rehearsal.beside is None:
        return
    if not differing:
        st.markdown("No row would be added\\, changed or gone\\.")
        return
    moved = pd.DataFrame(
        [
            {
                "Would be added": f"{each.added:,}",
                "Would change": f"{each.changed:,}",
                "Would vanish": f"{each.removed:,}",
            }
            for each in differing
        ],
        index=pd.Index([name_source(each.source) for each in differing], name="Source"),
    )
    show_table(moved, "What would become of the release's rows", "figures")
    for each in differing:
        show_source_change(each)


def show_stopped(rehearsal: Rehearsal) -> None:
    """Rows that would not count: each rule with its count and its first rows."""
    show_markup(head_part("Rows that would be left out"))
    if not rehearsal.stopped:
        st.markdown("No row would be left out\\.")
        return
    what = "Rows that would be left out, by rule"
    show_rules_broken(rehearsal.stopped, what, rehearsal)
    if list_rejected_files(rehearsal.release):
        offer_rejected(rehearsal.release)


def show_unknown_cells(rehearsal: Rehearsal) -> None:
    """Cells that would be unknown: each rule with its count and its first rows."""
    if rehearsal.cells:
        show_markup(head_part("Cells that would be unknown"))
        st.markdown(
            "The rows count without these cells\\. Figures that read them say so\\."
        )
        what = "Cells that would be unknown, by rule"
        show_rules_broken(rehearsal.cells, what, rehearsal)


def show_second_look(rehearsal: Rehearsal) -> None:
    """What rows that count are warned of, each stage by itself."""
    if not rehearsal.warned:
        return
    show_markup(head_part("Rows that want a second look"))
    st.markdown("They count as they are\\.")
    show_list(
        f"{name_source(each.source)}{f', stage {each.stage}' if each.stage else ''}: "
        f"{put_in_words(each.reason)} ({count_words(each.rows, 'row')})."
        for each in rehearsal.warned
    )


def show_rules_broken(
    broken: Sequence[Stopped], caption: str, rehearsal: Rehearsal
) -> None:
    """Each rule with how many rows broke it, and the first of them in a fold."""
    table = pd.DataFrame(
        [
            {
                "Column": say_column(each.column or "the whole row"),
                "Why": put_in_words(each.reason),
                "Rows": f"{each.rows:,}",
            }
            for each in broken
        ],
        index=pd.Index([name_source(each.source) for each in broken], name="Source"),
    )
    show_table(table, caption)
    with st.expander("The first rows of each rule"):
        for each in broken:
            column = say_column(each.column or "Row")
            st.markdown(f"**{escape(f'{column}: {put_in_words(each.reason)}')}**")
            more = each.rows - len(each.first)
            rest = [f"And {more:,} more."] if more else []
            first = (put_in_words(shorten(row, rehearsal)) for row in each.first)
            show_list([*first, *rest])


def show_figures_moved(rehearsal: Rehearsal) -> None:
    """How each headline figure would move against the current release, then others."""
    show_markup(head_part(f"Figures of {rehearsal.period.label}"))
    known = [each for each in rehearsal.figures if not each.gap]
    headlines = [each for each in known if each.measure.id in list_headlines()]
    if rehearsal.beside is None:
        show_table(tabulate_moves(headlines), "Headline figures as they would be")
        return
    moved = [each for each in known if not each.is_same]
    st.markdown(
        escape(
            f"{len(moved)} of {len(known)} figures would move."
            if moved
            else f"None of {len(known)} figures would move."
        )
    )
    for year, count in rehearsal.moved_elsewhere.items():
        would = f"{count_words(count, 'figure')} would move"
        st.markdown(escape(f"In {year} {would} too."))
    show_table(tabulate_moves(headlines), "Headline figures, now and then")
    others = [each for each in moved if each not in headlines]
    if others:
        with st.expander(f"Other figures that would move ({len(others)})"):
            show_table(tabulate_moves(others), "Other figures, now and then")
    if any(each.moving.rows for each in moved):
        with st.expander("Which rows move each figure"):
            show_list(
                f"{name_figure(each.measure)}: {write_moving(each)}"
                for each in moved
                if each.moving.rows
            )


def tabulate_moves(moves: Sequence[FigureMove]) -> pd.DataFrame:
    """Figures by name, as they are, as they would be, and how many rows move them."""
    rows = [
        {"Would be": each.after}
        if each.before is None
        else {
            "Now": each.before,
            "Would be": "the same" if each.is_same else each.after,
            "Rows that move it": f"{each.moving.rows:,}",
        }
        for each in moves
    ]
    index = pd.Index([name_figure(each.measure) for each in moves], name="Figure")
    return pd.DataFrame(rows, index=index)


def name_figure(measure: Measure) -> str:
    """A figure's name with whose complaints or answers it counts."""
    return f"{measure.label} ({measure.whom})" if measure.whom else measure.label


def write_moving(move: FigureMove) -> str:
    """The rows that move a figure: how many, and the first of them."""
    more = move.moving.rows - len(move.moving.first)
    rest = f" and {more:,} more" if more else ""
    rows = (say_row(move.moving.source, key) for key in move.moving.first)
    return f"{'; '.join(rows)}{rest}."


def show_not_given(rehearsal: Rehearsal) -> None:
    """Which figures cannot be given, and which columns the export does not have."""
    show_markup(head_part("What cannot be given"))
    supplied = {each.source for each in rehearsal.files}
    gaps: dict[str, list[str]] = {}
    for figure in rehearsal.figures:
        if figure.gap and set(figure.measure.sources) <= supplied:
            gaps.setdefault(figure.gap, []).append(figure.measure.label)
    lacking = [
        f"{shorten(each.file, rehearsal)} has no column for the "
        f"{say_column(column)}: of its rows {CANNOT[column]}."
        for each in rehearsal.files
        for column in each.absent
        if each.source == "complaints" and column in CANNOT
    ]
    told = (f"{'; '.join(names)}: {gap}" for gap, names in gaps.items())
    show_list([*lacking, *map(put_in_words, told)])
    if not lacking and not gaps:
        st.markdown("Every figure of these sources can be given\\.")
    for each in rehearsal.files:
        others = [name for name in each.absent if name not in CANNOT]
        if others:
            columns = list_words([say_column(name) for name in others])
            show_note(
                f"Nor has {shorten(each.file, rehearsal)} a column for: {columns}."
            )
