"""Rejected rows, cells set aside and warnings: by rule, the first ones, all as csv."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from analytics.behind.changes import may_list_rows
from analytics.behind.records import (
    list_rejected_files,
    make_cells_csv,
    make_rejected_csv,
    make_rejected_xlsx,
    make_warnings_csv,
    read_breaches,
    read_cells_set_aside,
    read_rows,
    read_warnings,
)
from analytics.figures.open_release import OpenRelease
from analytics.release.checking import write_breach
from analytics.release.store import Release
from analytics.words.columns import say_column, say_columns, say_row
from analytics.words.names import count_words, name_source
from pages.blocks.downloads import XLSX
from pages.blocks.tables import show_table
from pages.frame.escape import escape


# How many rows of each rule are spelled out; the download has all of them.
FIRST = 5

PUBLIC_ONLY = (
    "Which rows they are is not shown, because this dashboard is set to speak to the "
    "public and a row could point to a person."
)

Group = tuple[tuple[str, ...], pd.DataFrame]


def group_rows(table: pd.DataFrame, *keys: str) -> list[Group]:
    """The rows of a table by the texts of some columns, in order."""
    groups = table.groupby(list(keys), sort=True)
    return [(tuple(str(key) for key in names), members) for names, members in groups]


def index_sources(groups: Sequence[Group]) -> pd.Index:
    """The sources that groups are of, which their names begin with."""
    return pd.Index([name_source(names[0]) for names, _ in groups], name="Source")


def count_rows(members: pd.DataFrame) -> int:
    """How many rows there are, whatever number of their cells broke the rule."""
    return len(members.drop_duplicates(["file", "row"]))


def show_rejected(release: OpenRelease) -> None:
    """Rejected rows by rule, the first of each in words, and all of them as csv."""
    st.header("Rejected rows", anchor=False)
    breaches = read_breaches(release.release)
    if breaches.empty:
        st.markdown("No row was rejected\\.")
        return
    st.markdown(
        "A row that breaks a rule is in no figure\\. Mend it where it comes from and "
        "publish again\\. A row that breaks two rules is listed under both\\."
    )
    groups = group_rows(breaches, "source", "rule", "reason")
    show_table(tabulate_rejected(groups), "Rejected rows by rule")
    if not may_list_rows(release.landlord):
        st.markdown(escape(PUBLIC_ONLY))
        return
    with st.expander("The first rows of each rule"):
        for (source, rule, _), members in groups:
            show_first(f"{name_source(source)}: {rule.replace('_', ' ')}", members)
    offer_rejected(release.release)


def tabulate_rejected(groups: Sequence[Group]) -> pd.DataFrame:
    """Rules that were broken, by source, and by how many rows."""
    return pd.DataFrame(
        [
            {
                "Rule": rule.replace("_", " "),
                "Reason": say_columns(reason),
                "Rows": f"{count_rows(members):,}",
            }
            for (_, rule, reason), members in groups
        ],
        index=index_sources(groups),
    )


def show_first(title: str, members: pd.DataFrame) -> None:
    """The first rejected cells of one rule as sentences."""
    st.markdown(f"**{escape(title)}**")
    for breach in read_rows(members.head(FIRST)):
        sentence = write_breach(
            breach["file"],
            breach["row"],
            breach["column_name"],
            breach["value"],
            breach["reason"],
        )
        st.markdown(f"- {escape(say_columns(sentence))}")
    if len(members) > FIRST:
        st.markdown(f"- And {len(members) - FIRST:,} more\\.")


def show_cells_set_aside(release: OpenRelease) -> None:
    """Cells set aside by rule, the first of each in words, and all of them as csv."""
    st.header("Cells set aside", anchor=False)
    cells = read_cells_set_aside(release.release)
    if cells.empty:
        st.markdown("No cell was set aside\\.")
        return
    st.markdown(
        "These cells broke a rule\\. Their rows count without them\\, and figures that "
        "read them say so\\. Mend them where they come from and publish again\\."
    )
    groups = group_rows(cells, "source", "column_name", "reason")
    table = pd.DataFrame(
        [
            {
                "Column": say_column(column),
                "Reason": say_columns(reason),
                "Rows": f"{len(members):,}",
            }
            for (_, column, reason), members in groups
        ],
        index=index_sources(groups),
    )
    show_table(table, "Cells set aside by rule")
    if not may_list_rows(release.landlord):
        st.markdown(escape(PUBLIC_ONLY))
        return
    with st.expander("The first cells of each rule"):
        for (source, column, _), members in groups:
            show_first(f"{name_source(source)}: {say_column(column)}", members)
    st.download_button(
        f"Download {count_words(len(cells), 'cell')} set aside (csv)",
        data=partial(make_cells_csv, release.release),
        file_name=f"cells-set-aside-{release.release.id}.csv",
        mime="text/csv",
        key="cells_set_aside",
        on_click="ignore",
    )


def offer_rejected(release: Release) -> None:
    """Downloads of the rejected rows of each file that has some."""
    st.markdown(
        "To mend\\: the rejected rows with the columns of their own file\\, a line a "
        "row\\, and why each was rejected\\. Mended\\, the file can be brought in\\."
    )
    for place, each in enumerate(list_rejected_files(release)):
        rows = count_words(each["rows"], "rejected row")
        name = f"rejected-{each['source']}-{release.id}".replace(" ", "-")
        made = {
            "csv": (
                partial(make_rejected_csv, release, each["path"]),
                "text/csv",
            ),
            "xlsx": (
                partial(make_rejected_xlsx, release, each["path"], each["file"]),
                XLSX,
            ),
        }
        for suffix, (make, kind) in made.items():
            st.download_button(
                f"Download {rows} of {each['file']} ({suffix})",
                data=make,
                file_name=f"{name}.{suffix}",
                mime=kind,
                key=f"rejected_{suffix}_{place}",
                on_click="ignore",
            )


def show_warnings(release: OpenRelease) -> None:
    """Rows that were kept but want a look."""
    st.header("Warnings", anchor=False)
    warnings = read_warnings(release.release)
    if warnings.empty:
        st.markdown("No row was warned of\\.")
        return
    st.markdown("These rows are kept and counted; they want a second look\\.")
    groups = group_rows(warnings, "source", "reason")
    table = pd.DataFrame(
        [
            {"Why": say_columns(reason), "Rows": f"{len(members):,}"}
            for (_, reason), members in groups
        ],
        index=index_sources(groups),
    )
    show_table(table, "Warnings by reason")
    if may_list_rows(release.landlord):
        show_warned(groups)
        offer_warnings(release, len(warnings))
    else:
        st.markdown(escape(PUBLIC_ONLY))


def show_warned(groups: Sequence[Group]) -> None:
    """The keys of the first rows that were warned of, reason by reason."""
    with st.expander("Which rows"):
        for (source, reason), members in groups:
            keys = [escape(say_row(source, key)) for key in members["key"].head(FIRST)]
            more = len(members) - len(keys)
            rest = f" and {more:,} more" if more else ""
            told = escape(say_columns(reason))
            st.markdown(f"- {told}\\: {'; '.join(keys)}{rest}\\.")


def offer_warnings(release: OpenRelease, count: int) -> None:
    """A download of every warning."""
    st.download_button(
        f"Download {count_words(count, 'warning')} (csv)",
        data=partial(make_warnings_csv, release.release),
        file_name=f"warnings-{release.release.id}.csv",
        mime="text/csv",
        key="warnings",
        on_click="ignore",
    )
