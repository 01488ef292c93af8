"""Columns of the contract in the words of an officer."""

OFFICERS_WORDS = {
    "complaint_id": "reference",
    "compensation_gbp": "compensation",
    "responded_date": "answered date",
    "homes_owned": "number of homes",
    "stock_type": "kind of homes",
}


def put_in_words(text: str) -> str:
    """A sentence or a name without the contract's own spelling of its columns."""
    for name, words in OFFICERS_WORDS.items():
        text = text.replace(name, words)
    return text.replace("_", " ")
