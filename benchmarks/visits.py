"""The dashboard's pages by name: the file each is in, and the address it is read at."""

from pages.shared.pages import DEFAULT, MENU


PAGES = {name: path for entries in MENU.values() for path, _, name in entries}
# Streamlit serves the default page at the root and nowhere else.
ADDRESSES = {name: "" if path == DEFAULT else name for name, path in PAGES.items()}
