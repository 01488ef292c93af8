"""Learning actions one by one, those that are late first."""

from collections.abc import Sequence

import streamlit as st

from analytics.behind.records import Row
from analytics.ground.calendar import write_date
from analytics.measures.dimensions import DIMENSIONS
from pages.blocks.tables import write_table
from pages.frame.markup import Markup, show_markup


OVERDUE = "Overdue"
COMPLETED = DIMENSIONS["status"].name_value("completed")


def show_actions(rows: Sequence[Row], key: str) -> None:
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
