"""Findings of this period and of the year before, by what they are or are about."""

import streamlit as st

from analytics.measures.dimensions import DIMENSIONS, NOT_RECORDED
from analytics.view import View
from analytics.words.names import name_group, write_period
from pages.blocks.bars import Amount, show_bars
from pages.blocks.behind import fold_behind
from pages.blocks.prose import show_note


def show_kinds(view: View, title: str, dimension: str) -> None:
    """Findings by a dimension; nothing where nobody recorded it of any finding."""
    periods = [view.period, view.period_before]
    found = view.ask("findings", by=[dimension], periods=periods)
    some = [each for each in found if each.group and each.counted]
    # The gravest first, by the Ombudsman's own scale; without one those with most.
    scale = DIMENSIONS[dimension].values
    some.sort(
        key=lambda each: (
            scale.index(each.group[dimension]) if scale else 0,
            each.period != view.period,
            -each.counted,
        )
    )
    names = list(dict.fromkeys(name_group(each) for each in some))
    if not set(names) - {NOT_RECORDED}:
        return
    st.header(title, anchor=False)
    columns = {
        write_period(period): [
            each for each in found if each.group and each.period == period
        ]
        for period in periods
        if any(each.is_ok for each in found if each.period == period)
    }
    show_bars(
        view,
        title,
        columns,
        names,
        name=name_group,
        write=lambda each: Amount(float(each.counted), each.shown),
    )
    if any(each.group[dimension] == "redress" for each in some):
        show_note("Redress: the landlord had already put it right.")
    fold_behind(view, found, dimension)
