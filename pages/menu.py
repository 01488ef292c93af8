"""The frame of every page: page config, menu, filters, banners; the page; the next."""

import streamlit as st

from analytics.ground.errors import Refusal
from analytics.words.notes import write_banner
from pages.blocks.links import show_next
from pages.frame.choices import list_options
from pages.frame.entries import HOME, MENU
from pages.frame.escape import escape
from pages.frame.filters import (
    find_unknown,
    keep_filters,
    show_filters,
    show_unknown,
    take_kept,
)
from pages.frame.style import STYLE
from pages.frame.view import open_shown


# No page_title here: it would overwrite the name in every tab.
st.set_page_config(layout="centered", initial_sidebar_state="auto")
st.html(STYLE)

pages = {
    section: [
        st.Page(entry.path, title=entry.title, url_path=entry.address)
        for entry in entries
    ]
    for section, entries in MENU.items()
}
# The overview under the bare address too: a default page is not found by its own name.
home = st.Page(HOME.path, title=HOME.title, url_path="home", default=True)
page = st.navigation({"": [home], **pages}, position="hidden")

try:
    release = open_shown()
except Refusal as refusal:
    st.title("Nothing to show yet", anchor=False)
    st.error(escape(str(refusal)))
    st.markdown(
        "Publish a folder of extracts with `python -m analytics publish FOLDER`\\, "
        "then open this page again\\."
    )
    st.stop()

options = list_options(release)
take_kept(options)
unknown = find_unknown(options)

with st.sidebar:
    st.markdown(f"**{escape(release.landlord.name or 'Complaints scrutiny')}**")
    for section, members in pages.items():
        st.caption(section)
        for member in members:
            st.page_link(member, query_params=keep_filters(member.url_path))
    show_filters(release, options)

if release.notice:
    st.error(escape(release.notice))
if release.release.is_sample:
    st.info(escape(write_banner(release.landlord)), icon=":material/science:")
show_unknown(unknown)
page.run()
show_next(page.url_path)
