"""Where a number comes from: one figure with its rows, its query and its checks."""

import streamlit as st

from pages.blocks.head import show_head
from pages.blocks.links import offer_measures
from pages.data.number.passport import show_passport
from pages.frame.address import choose_group, read_cut, read_measure
from pages.frame.entries import NUMBER
from pages.frame.view import read_view


view = read_view()
measure = read_measure(f"ch02_{view.stages[0]}")
results = view.ask(measure.id, by=read_cut(measure))
holder = st.container()
offer_measures(NUMBER)
result = choose_group(results)
with holder:
    show_head("Where a number comes from", view, [result])
show_passport(result, view)
