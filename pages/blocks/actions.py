"""Learning actions one by one, those that are late first."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from analytics.bearing.after_action import After, follow_actions
from analytics.bearing.comparison import Comparison
from analytics.behind.records import Row
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import list_parts, write_date
from analytics.measures.dimensions import DIMENSIONS
from analytics.words.cells import write_cell
from pages.blocks.prose import show_note
from pages.blocks.tables import write_table
from pages.frame.marks import mark
from pages.frame.markup import Markup, show_markup


OVERDUE = "Overdue"
COMPLETED = DIMENSIONS["status"].name_value("completed")


COLUMNS_AFTER = ("Action", "Its area", "Months", "Before", "After", "So it is")
AFTER_NOTE = (
    "Stage 1 complaints about the action's area, in whole months after it and in as "
    "many before. Other things changed then too."
)


def show_actions(release: OpenRelease, rows: Sequence[Row], key: str) -> None:
    """Actions by how pressing they are; those completed in a fold.

    What is done is there for whoever asks; what is not is there for everybody.
    """
    groups = group_actions(rows)
    done = groups.pop(COMPLETED, [])
    if groups:
        show_markup(
            Markup("").join(
                Markup("<h3>{} ({})</h3>{}").format(
                    title, len(members), write_actions(title, members)
                )
                for title, members in groups.items()
            )
        )
    if done:
        label = f"{COMPLETED} ({len(done)})"
        fold = st.expander(label, key=f"fold_{key}", on_change="rerun")
        if fold.open:
            with fold:
                show_markup(write_actions(COMPLETED, done))
                show_after(done, follow_actions(release, done))


def show_after(rows: Sequence[Row], followed: Sequence[After]) -> None:
    """What complaints about their areas did after actions; why nothing else is said.

    Nothing at all where no action can be followed.
    """
    lines = [
        write_after(row, each.comparison, each.verdict)
        for row, each in zip(rows, followed, strict=True)
        if each.comparison
    ]
    if not lines:
        return
    show_markup(Markup("<h3>What came after</h3>"))
    show_markup(write_table("What came after", COLUMNS_AFTER, lines))
    others = Counter(each.reason for each in followed if not each.comparison)
    left_out = [f"{reason} ({number})" for reason, number in others.items()]
    show_note(" ".join([AFTER_NOTE, *(f"{each}." for each in left_out)]))


def write_after(row: Row, comparison: Comparison, verdict: str) -> tuple[str, ...]:
    """A row of what came after an action."""
    after = comparison.result
    months = len(list_parts(after.period, "month"))
    return (
        row["description"],
        row["service_area"],
        str(months),
        mark(write_cell(comparison.other)),
        mark(write_cell(after)),
        verdict,
    )


def group_actions(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Actions by how pressing they are, empty groups left out."""
    groups: dict[str, list[Row]] = {OVERDUE: []}
    labels = DIMENSIONS["status"].value_labels.values()
    groups |= {label: [] for label in reversed(labels)}
    for row in rows:
        name = DIMENSIONS["status"].name_value(row["status"])
        groups[OVERDUE if row["is_overdue"] else name].append(row)
    return {title: members for title, members in groups.items() if members}


def write_actions(title: str, rows: Sequence[Row]) -> Markup:
    """Actions as a table, without a column of which nothing was recorded."""
    columns = {
        "Owner": [row["owner"] or "" for row in rows],
        "Due": [write_day(row, "due_date") for row in rows],
        "Done": [write_day(row, "completed_date") for row in rows],
        "Evidence": [row["evidence"] or "" for row in rows],
    }
    kept = {name: cells for name, cells in columns.items() if any(cells)}
    lines = [
        [
            row["description"],
            *(cells[place] or "not recorded" for cells in kept.values()),
        ]
        for place, row in enumerate(rows)
    ]
    return write_table(f"Learning actions, {title.lower()}", ("Action", *kept), lines)


def write_day(row: Row, name: str) -> str:
    """A day of an action; nothing where it was not recorded."""
    return write_date(row[name]) if row[name] else ""
