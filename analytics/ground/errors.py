"""Refusals that a person can act on: one sentence, never a traceback."""

from collections.abc import Sequence
from difflib import get_close_matches


class Refusal(Exception):  # noqa: N818
    """Something was refused; the message is one sentence for the person who asked."""


class UsageError(Refusal):
    """What was asked for does not exist; the message names what does."""


def quote_nearest(wrong: str, known: list[str], most: int | None = None) -> str:
    """A clause that names what was probably meant, or everything there is.

    Gives "the nearest is ch01_1" for a near miss, else "known are: a, b, c". Of those
    that nobody can look through only so many as `most` are named.
    """
    nearest = get_close_matches(wrong, known, n=3, cutoff=0.6)
    if nearest:
        return (
            f"the nearest {'is' if len(nearest) == 1 else 'are'} {', '.join(nearest)}"
        )
    return f"known are: {list_first(known, most)}" if known else "there are none"


def list_first(words: Sequence[str], most: int | None) -> str:
    """The first of some words and how many more there are; all where most is None."""
    more = len(words) - len(words[:most])
    rest = f" and {more:,} more" if more else ""
    return f"{', '.join(words[:most])}{rest}"
