"""Service areas: beside each other, those chosen in their own words, and the wards."""

from dataclasses import replace

import streamlit as st

from analytics.standing_out import list_late_areas
from analytics.words.names import list_words
from analytics.words.narrative import write_leading
from pages.audit.service_areas.areas import (
    AREA,
    ask_areas,
    list_named,
    show_areas,
    show_standing,
)
from pages.audit.service_areas.one_area import show_area
from pages.blocks.analysts import fold_for_analysts
from pages.blocks.head import show_head
from pages.blocks.multiples import show_multiples
from pages.frame import entries
from pages.frame.choices import list_recorded
from pages.frame.linking import write_link
from pages.frame.markup import Markup, show_markup
from pages.frame.view import read_view


view = read_view()
chosen = view.where.get(AREA, ())
areas = ask_areas(view)
if chosen:
    # Each by itself: two that are chosen stay apart.
    apart = [replace(view, where={**view.where, AREA: (name,)}) for name in chosen]
    answers = apart[0].ask(*view.name_measures("answered_in_time_{stage}"))
    show_head(f"Service areas: {list_words(chosen)}", view, answers)
    for number, of_area in enumerate(apart):
        show_area(of_area, number)
    st.header("Beside the other areas", anchor=False)
else:
    answers = view.ask(*view.name_measures("answered_in_time_{stage}"))
    standing = [each.sentence for each in list_late_areas(view)]
    found = [each for each in (*standing, write_leading(areas)) if each]
    show_head("Service areas", view, answers, first=found)
show_multiples(view, AREA)
missing = list_named(view, areas)
if missing:
    show_markup(
        Markup('<p class="note">No complaints about: {}.</p>').format(
            Markup(", ").join(
                write_link(entries.SERVICE_AREAS, name, {"area": name})
                for name in missing
            )
        )
    )
if chosen:
    show_markup(
        Markup('<p class="onward">{}</p>').format(
            write_link(entries.SERVICE_AREAS, "All service areas", {"area": []})
        )
    )
is_internal = view.release.landlord.audience == "internal"
if is_internal and list_recorded(view.release, "ward"):
    st.header("Wards", anchor=False)
    show_multiples(view, "ward")

analysts = fold_for_analysts("does any area stand out?")
if analysts.open:
    with analysts:
        show_standing(areas)

fold = st.expander("All areas in one table", key="fold_areas", on_change="rerun")
if fold.open:
    with fold:
        show_areas(view, areas)
