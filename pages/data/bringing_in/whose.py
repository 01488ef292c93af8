"""Whose complaints these are: asked once, of a landlord that nobody has named yet."""

import json

import streamlit as st

from analytics.behind.rehearsal import Rehearsal
from pages.data.bringing_in.errand import Errand
from pages.data.bringing_in.files import try_uploads


# By what landlord.toml says of it: who will be shown the pages.
READERS = {
    "public": "Anybody: small counts are hidden",
    "internal": "Only those who scrutinise: small counts are hidden by ward alone, and "
    "cases are listed",
}


def ask_whose(errand: Errand, rehearsal: Rehearsal) -> None:
    """The landlord's name and its readers, where no landlord.toml says them."""
    is_said = bool(errand.landlord)
    if rehearsal.release.is_sample or (rehearsal.base.landlord_file and not is_said):
        return
    # Said once, it can be said again until it is published.
    place = st.expander("Change whose complaints these are") if is_said else st
    with place.form("whose", enter_to_submit=False):
        name = st.text_input(
            "Whose complaints are these? The name of your council or landlord",
            key="whose_name",
        ).strip()
        audience = st.radio(
            "Who will be shown these pages?",
            list(READERS),
            format_func=READERS.__getitem__,
            key="whose_readers",
        )
        if not st.form_submit_button("Keep the name and the readers"):
            return
        if not name:
            st.error("Say the name first\\.")
            return
        errand.landlord = (
            f"name = {json.dumps(name, ensure_ascii=False)}\n\n"
            f'[disclosure]\naudience = "{audience}"\n'
        )
        try_uploads(errand)
