"""The rows behind a figure as a list, and one case with its clock explained."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from analytics.behind.cases import add_verdicts, find_case, list_rows
from analytics.behind.downloads import describe
from analytics.ground.errors import Refusal
from analytics.measures.base import ALL, Measure
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.release.models import MODELS
from analytics.release.store import current_stamp
from analytics.view import View
from analytics.words.clock import explain_case
from analytics.words.names import count_words, list_words
from analytics.words.narrative import ROW_PARTS
from pages.blocks.downloads import offer
from pages.blocks.values import write_value
from pages.frame.address import carry, warn
from pages.frame.escape import escape


# Up to so many rows stand in a table that is read like any other; more are in a grid
# that fetches rows as one scrolls.
IN_A_TABLE = 50

# So many are made ready for the grid: a reader scrolls through no more.
GRID_ROWS = 200_000

# Ids offered by name; any other may be typed.
OFFERED = 500

VERDICT = "In time?"

# Of rows with a clock, what a table has room for on a phone.
NARROW = ("Case", "Received", "Answered", VERDICT, "Service areas", "Service area")

# Columns whose values have labels.
LABELLED = {"tenure": "tenure", "outcome": "outcome", "answer": "answer"}
LABELLED |= {"finding": "finding", "status": "status"}


def choose_rows(measure: Measure) -> str:
    """Which of a figure's rows to list, kept in the address."""
    parts = list(measure.row_parts)
    wanted = st.query_params.get("rows", ALL)
    if wanted not in parts:
        warn(f"This figure has no rows called “{wanted}”; all are shown.")
        wanted = ALL
    if len(parts) > 1:
        key = f"rows_{measure.id}_{wanted}"
        st.segmented_control(
            "Which rows",
            parts,
            default=wanted,
            required=True,
            format_func=lambda part: ROW_PARTS[part],
            key=key,
            on_change=carry,
            args=("rows", key),
        )
    return wanted


def find_rows(view: View, result: Result, part: str) -> pa.Table:
    """The rows of a figure as the model has them."""
    groups = {key: (value,) for key, value in result.group.items()}
    where = {**result.filters, **groups}
    return list_rows(view.release, result.measure, result.period, where, part)


@st.cache_resource(show_spinner=False, max_entries=4)
def fetch_rows(
    stamp: Hashable,  # noqa: ARG001
    question: Hashable,  # noqa: ARG001
    _view: View,
    _result: Result,
    _part: str,
) -> tuple[int, pd.DataFrame]:
    """How many rows a figure has, and the first of them as people read them.

    Kept while the release is current; the stamp and the question are the key.
    """
    rows = find_rows(_view, _result, _part)
    return rows.num_rows, make_frame(rows.slice(0, GRID_ROWS), _result.measure.model)


def make_frame(rows: pa.Table, model: str) -> pd.DataFrame:
    """Rows of a model as people read them: labels for values, the clock's verdict."""
    columns = {
        name: heading
        for name, heading in MODELS[model].columns.items()
        if name in rows.column_names
        and (rows.num_rows == 0 or rows[name].null_count < rows.num_rows)
    }
    frame: pd.DataFrame = rows.select(list(columns)).to_pandas(date_as_object=True)
    for name in columns:
        if name in LABELLED:
            labels = {
                value: write_label(value, LABELLED[name])
                for value in frame[name].unique()
            }
            frame[name] = frame[name].map(labels)
        elif pa.types.is_list(rows.schema.field(name).type):
            lists = rows[name].to_pylist()
            frame[name] = ["; ".join(each or []) for each in lists]
        elif pa.types.is_integer(rows.schema.field(name).type):
            # With an empty cell among them whole numbers would become decimals.
            frame[name] = frame[name].astype("Int64")
        elif pa.types.is_decimal(rows.schema.field(name).type):
            frame[name] = frame[name].astype(float)
    frame = frame.rename(columns=columns)
    if MODELS[model].has_clock:
        frame.insert(1, VERDICT, add_verdicts(rows))
    return frame


def write_label(value: Any, dimension: str) -> str | None:
    """A value by its label; nothing where nothing was recorded."""
    return None if pd.isna(value) else DIMENSIONS[dimension].name_value(value)


def show_rows(result: Result, part: str, view: View) -> pd.DataFrame:
    """The rows of a figure: a table where they are few, a grid where they are many."""
    if result.is_suppressed:
        st.markdown(escape(f"{result.reason} Its rows are hidden too."))
        return pd.DataFrame()
    question = (
        result.measure.id,
        result.period.label,
        tuple(result.group.items()),
        tuple(result.filters.items()),
        part,
    )
    number, frame = fetch_rows(current_stamp(), question, view, result, part)
    st.markdown(f"**{escape(count_words(number, 'row'))}**")
    if frame.empty:
        return frame
    if len(frame) <= IN_A_TABLE:
        show_few_rows(frame, result.measure)
    else:
        st.dataframe(
            frame,
            hide_index=True,
            lazy=True,
            column_config={VERDICT: st.column_config.Column(width="large")},
            alt=f"The rows of {result.measure.label}",
            key="rows_grid",
        )
        st.caption(
            "The list fetches rows as you scroll\\. Press a heading to sort by it\\. "
            "To read all of it with other tools\\, download it\\."
        )
    if number > GRID_ROWS:
        st.caption(escape(f"The first {GRID_ROWS:,} are listed; the download has all."))
    name, model = result.measure.id, result.measure.model
    offer(
        "these rows",
        lambda: list_plain(make_frame(find_rows(view, result, part), model)),
        lambda: [("Rows", ROW_PARTS[part]), *describe([result])],
        f"rows_{name}",
    )
    return frame


def list_plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as plain values, nothing for an empty cell but None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        {str(name): value for name, value in row.items()}
        for row in plain.to_dict("records")
    ]


def show_few_rows(frame: pd.DataFrame, measure: Measure) -> None:
    """A few rows as a table, with the columns there is room for."""
    names = [name for name in NARROW if name in frame.columns]
    if not MODELS[measure.model].has_clock:
        names = list(frame.columns[:5])
    table = pd.DataFrame(
        {
            name: [
                write_value(None if pd.isna(value) else value) for value in frame[name]
            ]
            for name in names[1:]
        },
        index=pd.Index([write_value(each) for each in frame[names[0]]], name=names[0]),
    )
    st.table(table, border="horizontal", alt=f"The rows of {measure.label}")


def choose_case(frame: pd.DataFrame) -> str:
    """The case to explain, from the rows shown or typed; kept in the address."""
    wanted = st.query_params.get("case")
    column = frame.get("Case", pd.Series(dtype=object)).dropna()
    ids = list(dict.fromkeys(str(each) for each in column))[:OFFERED]
    if wanted and wanted not in ids:
        ids.append(wanted)
    key = f"case_{wanted}"
    st.selectbox(
        "Explain one case",
        ids,
        index=ids.index(wanted) if wanted else None,
        placeholder="Choose a case, or type its reference",
        accept_new_options=True,
        key=key,
        on_change=carry,
        args=("case", key),
    )
    return wanted or ""


def show_case(complaint_id: str, view: View) -> None:
    """One complaint with its clock explained, stage by stage."""
    if not complaint_id:
        st.markdown("Choose a case to see how its clock ran\\, step by step\\.")
        return
    try:
        stages = find_case(view.release, complaint_id)
    except Refusal as refusal:
        st.markdown(escape(str(refusal)))
        return
    if not stages:
        warn(f"This release has no complaint “{complaint_id}”.")
    for case in stages:
        st.subheader(f"{escape(complaint_id)}\\, stage {case['stage']}", anchor=False)
        st.markdown(describe_case(case))
        steps = explain_case(case, view.release.clock_rules, view.release.as_at)
        table = pd.DataFrame(
            {"What happened": [escape(step.sentence) for step in steps]},
            index=pd.Index([step.name for step in steps], name="Step"),
        )
        st.table(table, border="horizontal", alt=f"The clock of stage {case['stage']}")


def describe_case(case: dict[str, Any]) -> str:
    """Who complained about what, by which way, and with what outcome."""
    areas = list_words([str(area) for area in case["service_areas"] or []])
    facts = {
        "Residents": write_value(case["tenure"], "tenure"),
        "About": escape(areas),
        "Channel": write_value(case["channel"]),
        "Ward": write_value(case["ward_name"]),
        "Outcome": write_value(case["outcome"], "outcome"),
    }
    return "  \n".join(f"{name}\\: {fact}" for name, fact in facts.items())
