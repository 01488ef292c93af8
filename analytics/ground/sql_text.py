"""Texts as SQL literals, where a parameter cannot stand."""

from collections.abc import Sequence


def quote_text(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def quote_texts(texts: Sequence[str]) -> str:
    """Texts as an SQL list."""
    return f"[{', '.join(map(quote_text, texts))}]::varchar[]"
