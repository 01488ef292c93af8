"""The frame of every page: page config, menu, filters, banners; the page; its foot."""

import streamlit as st

from analytics.ground.errors import Refusal
from pages.blocks.remarks import show_remarks
from pages.frame.choices import list_options
from pages.frame.entries import BRINGING_IN, HOME, MENU, THEMES, find_address
from pages.frame.escape import escape
from pages.frame.filters import (
    find_unknown,
    note_in_force,
    show_filters,
    show_unknown,
)
from pages.frame.foot import show_foot
from pages.frame.linking import follow_links, write_link, write_menu
from pages.frame.marks import forget_mark
from pages.frame.markup import Markup, show_markup
from pages.frame.style import STYLE
from pages.frame.view import open_shown, read_view
from pages.server.own_user import WHO_DOES, may_bring_in


# No page_title here: it would overwrite the name in every tab.
st.set_page_config(layout="centered", initial_sidebar_state="auto")
st.html(STYLE)

pages = {
    entry.address: st.Page(entry.path, title=entry.title, url_path=entry.address)
    for entries in MENU.values()
    for entry in entries
}
# The overview under the bare address too: a default page is not found by its own name.
home = st.Page(HOME.path, title=HOME.title, url_path="home", default=True)
page = st.navigation([home, *pages.values()], position="hidden")

try:
    release = open_shown()
except Refusal as refusal:
    with st.sidebar:
        show_markup(write_menu("Complaints scrutiny", page.url_path))
        follow_links(page.url_path)
    if page.url_path == find_address(BRINGING_IN):
        # Where the first release comes from.
        page.run()
        st.stop()
    st.title("Nothing to show yet", anchor=False)
    st.error(escape(str(refusal)))
    show_markup(
        Markup("<p>The first figures come with the first files: press {}.</p>").format(
            write_link(BRINGING_IN, "Bring in an export")
        )
        if may_bring_in()
        else Markup("<p>{}</p>").format(WHO_DOES)
    )
    st.stop()

forget_mark()
options = list_options(release)
unknown = find_unknown(options)
show_filters(release, options)
note_in_force(release, options)
with st.sidebar:
    name = release.landlord.name or "Complaints scrutiny"
    show_markup(write_menu(name, page.url_path))
    follow_links(page.url_path)

if release.notice:
    st.error(escape(release.notice))
show_unknown(unknown)
page.run()
for theme, path in THEMES.items():
    if find_address(path) == page.url_path:
        show_remarks(read_view(), theme)
show_foot(page.url_path, release)
