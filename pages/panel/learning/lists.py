"""Lists of what people said and did: survey themes, actions, findings."""

import pandas as pd
import streamlit as st

from analytics.behind.records import (
    Row,
    list_actions,
    list_determinations,
)
from analytics.figures.open_release import OpenRelease
from analytics.measures.dimensions import DIMENSIONS
from analytics.words.names import list_words
from pages.blocks.values import write_value
from pages.frame.escape import escape


# What is shown of an action besides its words.
DETAILS = {"Theme": "theme", "Owner": "owner", "Due": "due_date"}


def show_actions(release: OpenRelease) -> None:
    """Every learning action: overdue first, then open, then completed."""
    st.header("Every action", anchor=False)
    rows = list_actions(release)
    if not rows:
        st.markdown("The release has no learning actions\\.")
        return
    empty = [
        label for label, key in DETAILS.items() if not any(row[key] for row in rows)
    ]
    if empty:
        st.markdown(f"{escape(list_words(empty))}\\: not recorded for any action\\.")
    for title, members in group_actions(rows).items():
        heading = f"{title} ({len(members)})"
        # What is done is there for whoever asks; what is not is there for everybody.
        is_done = title == DIMENSIONS["status"].name_value("completed")
        place = st.expander(heading) if is_done else st.container()
        if not is_done:
            place.subheader(heading, anchor=False)
        details = {
            label: [write_value(row[key]) for row in members]
            for label, key in DETAILS.items()
            if label not in empty
        }
        actions = [write_value(row["description"]) for row in members]
        table = pd.DataFrame(details, index=pd.Index(actions, name="Action"))
        place.table(
            table, border="horizontal", alt=f"Learning actions, {title.lower()}"
        )


def group_actions(rows: list[Row]) -> dict[str, list[Row]]:
    """Actions by how pressing they are, empty groups left out."""
    groups: dict[str, list[Row]] = {"Overdue": []}
    groups |= {label: [] for label in DIMENSIONS["status"].value_labels.values()}
    for row in rows:
        name = DIMENSIONS["status"].name_value(row["status"])
        groups["Overdue" if row["is_overdue"] else name].append(row)
    return {title: members for title, members in groups.items() if members}


def show_determinations(release: OpenRelease) -> None:
    """The Ombudsman's findings, one row for each complaint head."""
    rows = list_determinations(release)
    if not rows:
        return
    table = pd.DataFrame(
        [
            {
                "Determined": write_value(row["determined_date"]),
                "About": write_value(row["head"]),
                "Finding": write_value(row["finding"], "finding"),
            }
            for row in rows
        ],
        index=pd.Index(
            [write_value(row["determination_id"]) for row in rows], name="Case"
        ),
    )
    with st.expander("The findings one by one"):
        st.table(table, border="horizontal", alt="Ombudsman findings")
