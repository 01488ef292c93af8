"""The dashboard's pages by name: the file each is in, and the address it is read at."""

from pages.frame.entries import DEFAULT, ENTRIES, MENU


PAGES = {entry.address: entry.path for entry in ENTRIES}
# Streamlit serves the default page at the root and nowhere else.
ADDRESSES = {name: "" if path == DEFAULT else name for name, path in PAGES.items()}
# What members read first, and not always at a desk.
PANEL = {entry.address: ADDRESSES[entry.address] for entry in MENU["Panel"]}
