"""Refusals that a person can act on: one sentence, never a traceback."""

from difflib import get_close_matches


class Refusal(Exception):  # noqa: N818
    """Something was refused; the message is one sentence for the person who asked."""


class UsageError(Refusal):
    """What was asked for does not exist; the message names what does."""


def quote_nearest(wrong: str, known: list[str]) -> str:
    """A clause that names what was probably meant, or everything there is.

    Gives "the nearest is ch01_1" for a near miss, else "known are: a, b, c".
    """
    nearest = get_close_matches(wrong, known, n=3, cutoff=0.6)
    if nearest:
        return (
            f"the nearest {'is' if len(nearest) == 1 else 'are'} {', '.join(nearest)}"
        )
    return f"known are: {', '.join(known)}" if known else "there are none"
