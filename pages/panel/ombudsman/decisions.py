"""The Ombudsman's decisions one by one: what each found, ordered, and what was done."""

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.behind.orders import name_order, write_when
from analytics.behind.records import Row, list_determinations, list_orders
from analytics.ground.calendar import Period, write_date
from analytics.measures.dimensions import DIMENSIONS
from analytics.view import View
from analytics.words.names import name_value
from pages.blocks.tables import write_table
from pages.frame.markup import Markup, show_markup


# A decision: its heads, each a row of its own, the first with what all have in common.
Decision = Sequence[Row]


def show_decisions(view: View) -> None:
    """Decisions of the period in sight, those before and after it in a fold."""
    tenures = view.where.get("tenure")
    decisions: dict[str, list[Row]] = {}
    for row in list_determinations(view.release):
        if not tenures or row["tenure"] in tenures:
            decisions.setdefault(row["determination_id"], []).append(row)
    orders: dict[str, list[Row]] = {}
    for row in list_orders(view.release):
        orders.setdefault(row["determination_id"], []).append(row)
    now = [heads for heads in decisions.values() if is_in(view.period, heads)]
    others = [heads for heads in decisions.values() if not is_in(view.period, heads)]
    if now:
        show_some(now, orders)
    if others:
        label = f"Other decisions ({len(others)})"
        fold = st.expander(label, key="fold_decisions", on_change="rerun")
        if fold.open:
            with fold:
                show_some(others, orders)


def is_in(period: Period, heads: Decision) -> bool:
    """Whether a decision was made in a period."""
    return bool(period.first <= heads[0]["determined_date"] <= period.last)


def show_some(
    decisions: Sequence[Decision], orders: Mapping[str, Sequence[Row]]
) -> None:
    """Decisions below each other."""
    show_markup(
        Markup("").join(
            write_decision(heads, orders.get(heads[0]["determination_id"], ()))
            for heads in decisions
        )
    )


def write_decision(heads: Decision, orders: Sequence[Row]) -> Markup:
    """One decision: its reference and day, what it found, what it wants done."""
    first = heads[0]
    title = f"{first['determination_id']}, {write_date(first['determined_date'])}"
    if first["tenure"]:
        title += f", {name_value('tenure', first['tenure']).lower()}"
    scale = DIMENSIONS["finding"].values
    found = [
        [row["head"], DIMENSIONS["finding"].name_value(row["finding"])]
        for row in sorted(heads, key=lambda row: scale.index(row["finding"]))
    ]
    parts = [write_table("What it found", ("About", "Finding"), found)]
    if orders:
        wanted = [
            [row["description"], name_order(row), stress_overdue(row)] for row in orders
        ]
        parts.append(
            write_table(
                "What it wants done", ("To do", "Kind", "Due, and done"), wanted
            )
        )
    return Markup('<section class="decision"><h3>{}</h3>{}</section>').format(
        title, Markup("").join(parts)
    )


def stress_overdue(order: Row) -> str | Markup:
    """When it was due and what became of it, heavier where it is overdue."""
    words = write_when(order)
    return Markup("<strong>{}</strong>").format(words) if order["is_overdue"] else words
