"""The rows behind a figure as a list, and one case with its clock explained."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from analytics.behind.cases import add_verdicts, find_case, list_rows
from analytics.behind.downloads import describe
from analytics.ground.calendar import Announced
from analytics.ground.errors import Refusal
from analytics.measures.base import ALL, Measure
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.release.models import MODELS
from analytics.release.store import current_stamp
from analytics.view import View
from analytics.words.clock import explain_case, is_unreadable
from analytics.words.names import count_words, list_words
from analytics.words.narrative import ROW_PARTS
from pages.blocks.downloads import offer
from pages.blocks.tables import show_table, write_table
from pages.blocks.values import write_value
from pages.frame import entries
from pages.frame.address import warn
from pages.frame.escape import escape
from pages.frame.linking import write_choice, write_here, write_question
from pages.frame.markup import Markup, show_markup


# So many rows stand in the table at once; links lead to the next and the last ones.
IN_A_TABLE = 50

# A date or a reference as short as this is easier to find where it is not broken.
ON_ONE_LINE = 20

# So many are made ready to be leafed through: a reader turns no more pages.
LEAFED = 200_000

CASE = MODELS["complaint_stages"].columns["complaint_id"]
VERDICT = "In time?"

# Of rows with a clock, what a table has room for; the download has all columns.
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
        names = {part: ROW_PARTS[part] for part in parts}
        show_markup(write_choice(entries.CASES, "Rows:", "rows", names, wanted))
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
    announced = _view.release.landlord.bank_holidays
    frame = make_frame(rows.slice(0, LEAFED), _result.measure.model, announced)
    return rows.num_rows, frame


def make_frame(rows: pa.Table, model: str, announced: Announced) -> pd.DataFrame:
    """Rows of a model as people read them: labels for values, the clock's verdict.

    `announced` are the bank holidays that the landlord names.
    """
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
        frame.insert(1, VERDICT, add_verdicts(rows, announced))
    return frame


def write_label(value: Any, dimension: str) -> str | None:
    """A value by its label; nothing where nothing was recorded."""
    return None if pd.isna(value) else DIMENSIONS[dimension].name_value(value)


def show_rows(result: Result, part: str, view: View) -> None:
    """The rows of a figure, as many at once as a reader looks through."""
    if result.is_suppressed:
        st.markdown(escape(f"{result.reason} Its rows are hidden too."))
        return
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
        return
    show_some_rows(frame, result.measure)
    if number > LEAFED:
        st.caption(escape(f"The first {LEAFED:,} are listed; the download has all."))
    name, model = result.measure.id, result.measure.model
    announced = view.release.landlord.bank_holidays
    offer(
        "these rows",
        lambda: list_plain(make_frame(find_rows(view, result, part), model, announced)),
        lambda: [("Rows", ROW_PARTS[part]), *describe([result])],
        f"rows_{name}",
    )


def list_plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as plain values, nothing for an empty cell but None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        {str(name): value for name, value in row.items()}
        for row in plain.to_dict("records")
    ]


def show_some_rows(frame: pd.DataFrame, measure: Measure) -> None:
    """Some of the rows as a table, with the columns there is room for.

    A heading sorts by its column, once more the other way round; a case's reference
    opens how its clock ran.
    """
    names = [name for name in NARROW if name in frame.columns]
    if not MODELS[measure.model].has_clock:
        # The case that something came of is a way on, wherever its column stands.
        names = [name for name in frame.columns[:5] if name != CASE]
        names += [CASE] * (CASE in frame.columns)
    order = read_order(names)
    if order:
        frame = frame.sort_values(
            order.removeprefix("-"),
            ascending=not order.startswith("-"),
            kind="stable",
        )
    start = read_start(len(frame))
    shown = frame.iloc[start : start + IN_A_TABLE]
    rows = [
        [write_listed(name, value) for name, value in zip(names, row, strict=True)]
        for row in shown[names].itertuples(index=False)
    ]
    heads = [write_head(name, order) for name in names] if len(frame) > 1 else []
    caption = f"The rows of {measure.label}"
    show_markup(write_table(caption, names, rows, heads=heads))
    show_turns(start, len(frame))


def write_head(name: str, order: str) -> Markup:
    """A heading that sorts by its column, or turns it round; sorted by, it says so."""
    turned = f"-{name}"
    asked = turned if order == name else name
    link = write_here(entries.CASES, name, sort=asked, start="")
    if order not in (name, turned):
        return link
    arrow, words = ("▲", "up") if order == name else ("▼", "down")
    return Markup(
        '{} <span aria-hidden="true">{}</span><span class="unseen">, sorted {}</span>'
    ).format(link, arrow, words)


def read_order(names: Sequence[str]) -> str:
    """The column of the address to sort by, behind a minus where it is turned round."""
    wanted = st.query_params.get("sort", "")
    if wanted.removeprefix("-") in ("", *names):
        return wanted if wanted != "-" else ""
    warn(f"The list cannot be sorted by “{wanted}”.")
    return ""


def read_start(number: int) -> int:
    """The first row to show: that of the address, at the beginning of a page."""
    wanted = st.query_params.get("start", "")
    if not wanted:
        return 0
    is_number = wanted.isdecimal() and len(wanted) <= len(str(number))
    if is_number and 1 <= int(wanted) <= number:
        return (int(wanted) - 1) // IN_A_TABLE * IN_A_TABLE
    warn(f"The list has no row {wanted}; it is shown from its beginning.")
    return 0


def show_turns(start: int, number: int) -> None:
    """Which of the rows these are, with the way to those before and after them."""
    if number <= IN_A_TABLE:
        return
    last = min(start + IN_A_TABLE, number)
    parts = [Markup("Rows {} to {} of {}").format(start + 1, last, f"{number:,}")]
    for words, first in (
        ("First", 0 if start else None),
        ("Before", start - IN_A_TABLE if start else None),
        ("Next", last if last < number else None),
        ("Last", (number - 1) // IN_A_TABLE * IN_A_TABLE if last < number else None),
    ):
        if first is not None:
            parts.append(write_here(entries.CASES, words, start=str(first + 1)))
    nav = Markup('<nav class="note" aria-label="Rows">{}</nav>')
    show_markup(nav.format(Markup(" · ").join(parts)))


def write_listed(name: str, value: Any) -> str | Markup:
    """A cell of the list; a case's reference opens how its clock ran."""
    if pd.isna(value):
        return write_value(None)
    text = write_value(value)
    link = write_here(entries.CASES, text, case=text) if name == CASE else text
    is_short = len(text) <= ON_ONE_LINE and (name == CASE or isinstance(value, date))
    return Markup('<span class="whole">{}</span>').format(link) if is_short else link


def ask_case() -> str:
    """The case of the address, and a box for the reference of another."""
    hint = "Press a case in the list, or type its reference."
    show_markup(
        write_question(entries.CASES, "Explain one case", "case", "Explain", hint)
    )
    return st.query_params.get("case", "").strip()


def show_case(complaint_id: str, view: View) -> None:
    """One complaint with its clock explained, stage by stage."""
    if not complaint_id:
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
        steps = explain_case(
            case,
            view.release.clock_rules,
            view.release.as_at,
            view.release.landlord.bank_holidays,
        )
        table = pd.DataFrame(
            {"What happened": [step.sentence for step in steps]},
            index=pd.Index([step.name for step in steps], name="Step"),
        )
        show_table(table, f"The clock of stage {case['stage']}")


def describe_case(case: dict[str, Any]) -> str:
    """Who complained about what, by which way, and with what outcome."""
    areas = list_words([str(area) for area in case["service_areas"] or []])

    def tell(column: str, value: object, dimension: str = "") -> str:
        if is_unreadable(case, column):
            return "could not be read"
        return write_value(value or None, dimension)

    facts = {
        "Residents": write_value(case["tenure"], "tenure"),
        "About": tell("service_areas", areas),
        "Channel": tell("channel", case["channel"]),
        "Ward": tell("ward_name", case["ward_name"]),
        "Outcome": tell("outcome", case["outcome"], "outcome"),
    }
    return "  \n".join(f"{name}\\: {escape(fact)}" for name, fact in facts.items())
