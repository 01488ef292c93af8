"""What a release is made of and how it was checked, as tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics.behind.records import list_coverage
from analytics.figures.open_release import OpenRelease
from analytics.ground.calendar import write_date
from analytics.words.columns import say_column
from analytics.words.names import count_words, list_words, name_source
from expectations.sources import SOURCES
from pages.blocks.tables import show_table
from pages.blocks.values import write_value
from pages.frame.escape import escape


def show_release(release: OpenRelease) -> None:
    """The page's answer: which release, how fresh, how many rows, how many rejected."""
    sources = release.release.sources
    rejected = release.release.count_rejected()
    missing = sum(map(release.release.count_missing, sources)) - rejected
    earlier = (
        f"{count_words(missing, 'row')} of earlier files "
        f"{'was' if missing == 1 else 'were'} rejected and not brought in since. "
        if missing
        else ""
    )
    with st.container(key="answer"):
        st.markdown(
            escape(
                f"{count_words(release.release.count_rows(), 'row')} came in from "
                f"{count_words(len(sources), 'source')} and {rejected:,} "
                f"{'was' if rejected == 1 else 'were'} rejected. {earlier}"
                f"{write_freshness(release)}"
            )
        )
    kind = (
        "the sample, not real records" if release.release.is_sample else "real records"
    )
    st.caption(
        escape(
            f"Release {release.release.id}: {kind}. Rows in are always rows accepted "
            "plus rejected plus set aside."
        )
    )


def write_freshness(release: OpenRelease) -> str:
    """The day the release looks from, and when the next is due where that is said."""
    due = release.landlord.find_next_due(release.as_at)
    if due is None:
        return f"As at {write_date(release.as_at)}."
    return (
        f"As at {write_date(release.as_at)}; the next extract is due by "
        f"{write_date(due)}."
    )


def show_sources(release: OpenRelease) -> None:
    """Row counts of every source of the contract, supplied or not."""
    st.header("Rows by source", anchor=False)
    supplied = release.release.sources
    keys = {
        "rows_in": "Rows in",
        "accepted": "Accepted",
        "rejected": "Rejected",
        "set_aside": "Set aside",
    }
    rows = [
        {
            label: f"{supplied[name][key]:,}" if name in supplied else "not supplied"
            for key, label in keys.items()
        }
        for name in SOURCES
    ]
    index = pd.Index([name_source(name) for name in SOURCES], name="Source")
    show_table(pd.DataFrame(rows, index=index), "Rows by source", "figures")


def show_rules(release: OpenRelease) -> None:
    """Every rule that was judged, and what was found."""
    st.header("Rules and their results", anchor=False)
    verdicts = release.release.read_validation()
    broken = sum(1 for verdict in verdicts if verdict["broken"])
    judge = "Great Expectations" if release.release.is_judged_twice else "SQL alone"
    st.markdown(
        escape(
            f"{len(verdicts)} rules were judged by {judge}; "
            f"{len(verdicts) - broken} held for every row and {broken} did not."
        )
    )
    for source in dict.fromkeys(verdict["source"] for verdict in verdicts):
        members = [verdict for verdict in verdicts if verdict["source"] == source]
        name = name_source(source)
        title = f"{name}: {len(members)} rules"
        fold = st.expander(title, key=f"fold_{source}", on_change="rerun")
        if fold.open:
            with fold:
                show_table(tabulate_rules(members), f"Rules of {name}")


# What becomes of a row that breaks a rule.
BROKEN = {"reject": "rejected", "set_aside": "cell set aside", "warn": "warned"}


def tabulate_rules(verdicts: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The rules of a source, by column, with how many rows broke each."""
    return pd.DataFrame(
        [
            {
                "Rule": verdict["rule"].replace("_", " "),
                "If broken": BROKEN[verdict["severity"]],
                "Rows judged": f"{verdict['rows']:,}",
                "Broke it": f"{verdict['broken']:,}",
            }
            for verdict in verdicts
        ],
        index=pd.Index(
            [say_column(verdict["column"]) for verdict in verdicts], name="Column"
        ),
    )


def show_coverage(release: OpenRelease) -> None:
    """For which dates each source was recorded."""
    st.header("What the records cover", anchor=False)
    rows = list_coverage(release)
    if not rows:
        st.markdown("Nothing is said of it, so every date is taken as recorded\\.")
        return
    table = pd.DataFrame(
        [
            {
                "From": write_value(row["from_date"]),
                "To": write_value(row["to_date"]) if row["to_date"] else "goes on",
                "Recorded": "yes" if row["is_recorded"] else "no",
                "Note": write_value(row["note"]) if row["note"] else "",
            }
            for row in rows
        ],
        index=pd.Index([name_source(row["source"]) for row in rows], name="Source"),
    )
    show_table(table, "What the records cover")


def show_files(release: OpenRelease) -> None:
    """Files read, files passed over, columns not read, newest record."""
    manifest = release.release.manifest
    st.header("Files", anchor=False)
    st.markdown(f"Read\\: {escape(list_words(manifest['landing_files']))}\\.")
    if manifest["ignored_files"]:
        st.markdown(
            f"Passed over\\: {escape(list_words(manifest['ignored_files']))}\\."
        )
    for file, columns in manifest["unknown_columns"].items():
        st.markdown(
            f"Columns not read in {escape(file)}\\: {escape(list_words(columns))}\\."
        )
