"""How many homes there are, said in a form instead of a file; and empty workbooks."""

import csv
import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from analytics.ground.calendar import write_date
from analytics.ground.errors import Refusal
from analytics.release.store import open_current
from analytics.release.template import write_template
from analytics.words.names import name_source
from expectations.sources import SOURCES
from pages.blocks.downloads import XLSX
from pages.data.bringing_in.errand import Errand, begin
from pages.data.bringing_in.files import try_uploads


# Kinds of homes that a landlord counts, in the contract's words and in an officer's.
KINDS = {
    "lcra": "Homes for rent",
    "lcho": "Shared ownership homes",
    "leasehold": "Leasehold homes",
}
ENDS_OFFERED = 6


def offer_homes(errand: Errand | None) -> None:
    """A form for the numbers of homes, tried with the files taken up, or alone."""
    as_at = find_day(errand)
    if as_at is None:
        return
    ends = list_year_ends(as_at)
    with st.expander("Say how many homes you have"):
        st.markdown(
            "Figures per 1\\,000 homes need the homes that you owned at the end of "
            "each year\\. What is left at 0 is not said\\."
        )
        rehearsal = errand.rehearsal if errand else None
        shown = rehearsal.period.last if rehearsal else ends[0]
        counted = st.selectbox(
            "Counted on",
            ends,
            index=ends.index(shown) if shown in ends else 0,
            format_func=write_date,
            key="homes_day",
        )
        homes = {
            kind: st.number_input(label, min_value=0, step=1, key=f"homes_{kind}")
            for kind, label in KINDS.items()
        }
        if st.button("Add these homes and try it", key="homes_add"):
            if not any(homes.values()):
                st.error("Say at least one number of homes\\.")
                return
            errand = errand or Errand.of([])
            begin(errand)
            errand.add(f"homes {counted}.csv", write_homes_file(counted, homes))
            try_uploads(errand)


def find_day(errand: Errand | None) -> date | None:
    """The day that figures look from; None before anything was tried or published."""
    if errand and errand.rehearsal:
        return errand.rehearsal.release.as_at
    try:
        return open_current()[0].as_at
    except Refusal:
        return None


def list_year_ends(as_at: date) -> list[date]:
    """The last ends of financial years before a day, newest first."""
    last = as_at.year if as_at >= date(as_at.year, 3, 31) else as_at.year - 1
    return [date(year, 3, 31) for year in range(last, last - ENDS_OFFERED, -1)]


def write_homes_file(counted: date, homes: dict[str, int]) -> bytes:
    """Numbers of homes as a file that the contract knows."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(column.name for column in SOURCES["homes"].columns)
    rows.writerows((counted, kind, count) for kind, count in homes.items() if count)
    return text.getvalue().encode()


def offer_templates() -> None:
    """An empty workbook of whatever can be brought in, to fill in."""
    with st.expander("An empty workbook to fill in"):
        name = st.selectbox(
            "Of what", list(SOURCES), format_func=name_source, key="template_source"
        )
        st.download_button(
            f"Download an empty workbook of {name_source(name).lower()}",
            data=lambda: make_template(name),
            file_name=f"{name}.xlsx",
            mime=XLSX,
            key="template",
            on_click="ignore",
        )


def make_template(name: str) -> bytes:
    """The workbook of a source to fill in."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.xlsx"
        write_template(SOURCES[name], path)
        return path.read_bytes()
