"""Texts as SQL literals, where a parameter cannot stand."""


def quote_text(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
