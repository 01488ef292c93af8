"""Since when the records hold every complaint: asked where the first came in late.

A quarter before it would else be drawn as one without complaints.
"""

import csv
import io
from datetime import date

import streamlit as st

from analytics.behind.rehearsal import Rehearsal
from analytics.ground.calendar import make_year, name_year, write_date
from expectations.sources import SOURCES
from pages.data.bringing_in.errand import Errand
from pages.data.bringing_in.files import try_uploads
from pages.frame.escape import escape


def is_beginning_asked(rehearsal: Rehearsal) -> bool:
    """Whether only the officer can say since when the records hold all complaints.

    Where no complaint came in during the first quarter of their first year, or one came
    in before the day that was said.
    """
    if rehearsal.first is None or rehearsal.release.is_sample:
        return False
    if rehearsal.begins:
        return rehearsal.first < rehearsal.begins
    return rehearsal.first.month not in (4, 5, 6)


def ask_beginning(errand: Errand, rehearsal: Rehearsal) -> None:
    """Since when the records hold all complaints; publishing waits for it."""
    first = rehearsal.first
    if first is None or not is_beginning_asked(rehearsal):
        return
    days = (first.replace(day=1), make_year(name_year(first)).first)
    st.warning(
        escape(
            f"The first complaint came in on {write_date(first)}. Either the records "
            f"begin there, or none came in from {write_date(days[1])} on. Say from "
            "which day they hold every complaint."
        )
    )
    for key, day in zip(("bring_begins_month", "bring_begins_year"), days, strict=True):
        if st.button(f"They begin on {write_date(day)}", key=key):
            # Not by the name of a file that the officer may have brought.
            errand.add(f"coverage from {day}.csv", write_coverage(day))
            try_uploads(errand)


def write_coverage(begins: date) -> bytes:
    """Since when complaints are recorded, as a file that the contract knows."""
    text = io.StringIO()
    rows = csv.DictWriter(text, [each.name for each in SOURCES["coverage"].columns])
    rows.writeheader()
    rows.writerow({"source": "complaints", "from_date": begins, "is_recorded": "true"})
    return text.getvalue().encode()
