"""The two buttons with which what is shown is taken away: csv and xlsx."""

from collections.abc import Callable, Sequence

import streamlit as st

from analytics.behind.downloads import (
    Row,
    describe,
    list_result_rows,
    make_csv,
    make_xlsx,
)
from analytics.measures.result import Result


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(
    what: str,
    rows: Callable[[], Sequence[Row]],
    about: Callable[[], Sequence[tuple[str, str]]],
    key: str,
) -> None:
    """Buttons for some rows as csv and xlsx; the files are made when one is pressed."""
    with st.container(horizontal=True):
        st.download_button(
            f"Download {what} (csv)",
            data=lambda: make_csv(rows()),
            file_name=f"{key}.csv",
            mime="text/csv",
            key=f"download_{key}",
            on_click="ignore",
        )
        st.download_button(
            f"Download {what} (Excel)",
            data=lambda: make_xlsx(rows(), about()),
            file_name=f"{key}.xlsx",
            mime=XLSX,
            key=f"workbook_{key}",
            on_click="ignore",
        )


def offer_results(results: Sequence[Result], key: str, what: str = "") -> None:
    """Buttons for some figures."""
    offer(
        what or "these figures",
        lambda: list_result_rows(results),
        lambda: describe(results),
        key,
    )
