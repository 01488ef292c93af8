"""Overview: what stands out, one grid of the headline figures, the areas, the gaps."""

import streamlit as st

from analytics.measures import find_measure
from analytics.standing_out import MOST, list_gaps, list_standing_out
from pages.blocks.head import show_head
from pages.blocks.links import link_page
from pages.blocks.multiples import show_multiples
from pages.frame import entries
from pages.frame.view import read_view
from pages.panel.overview.findings import (
    show_findings,
    show_gaps,
    show_grave,
    show_questions,
)
from pages.panel.overview.grid import name_headlines, show_headlines
from pages.panel.overview.since import show_since


# So many areas stand here; all of them on their own page.
MULTIPLES = 4

view = read_view()
pairs = view.ask_pairs(*name_headlines(view))
findings = list_standing_out(view)
grave = [each for each in findings if each.is_grave][:1]
others = [each for each in findings if not each.is_grave]
heads = view.ask(*view.name_measures("ch02_{stage}"))
# What cannot be told of the chosen area alone steps back behind what can.
leads = not grave or view.counts_chosen(find_measure("findings"))
title = [each.sentence for each in grave if leads]
show_head("Overview", view, heads, first=title)
if leads:
    show_grave(grave)
show_findings(view, others[: MOST if leads else MOST - 1])
if not leads:
    show_grave(grave, is_said=True)
show_headlines(view, pairs)
show_since(view)
left, right = st.columns(2)
with left:
    st.header(f"Service areas, stage {view.stages[0]}", anchor=False)
    show_multiples(view, "service_area", MULTIPLES)
    link_page(entries.SERVICE_AREAS, "All service areas")
with right:
    show_questions(findings if leads else others)
    show_gaps(list_gaps(view, pairs))
