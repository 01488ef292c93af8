"""Who may bring exports in: until people sign in, this machine's own user alone."""

import streamlit as st

from pages.server.own_machine import is_own_machine


WHO_DOES = (
    "Exports are brought in by the complaints officer, on the machine that this "
    "dashboard runs on. Nothing can be brought in from here."
)


def may_bring_in() -> bool:
    """Whether whoever looks is the machine's own user."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    bound_to = st.get_option("server.address")
    return is_own_machine(bound_to, st.context.ip_address, headers)
