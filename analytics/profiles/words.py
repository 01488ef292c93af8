"""Names compared by their words: case, blanks, underscores and signs do not matter."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache
from unicodedata import combining, normalize


# Each heading is held against every profile: what it comes to is kept for a while.
@lru_cache(maxsize=1000)
def reduce_words(text: str) -> str:
    """A name as its letters and digits alone, in lower case; else as its ticks.

    A `*`, which stands for anything in a profile, is dropped too; of what has no
    letter, digit or tick nothing is left.
    """
    plain = "".join(
        each for each in normalize("NFKD", text.casefold()) if not combining(each)
    )
    return re.sub(r"[\W_]+", "", plain) or re.sub("[^✓✔✗✘]+", "", text)


@lru_cache(maxsize=1000)
def reduce_pattern(pattern: str) -> str:
    """The same of a profile's pattern, whose `*` still stands for anything."""
    return "*".join(reduce_words(part) for part in pattern.split("*"))


def is_like(text: str, pattern: str) -> bool:
    """Whether a name has a pattern's words."""
    return fnmatchcase(reduce_words(text), reduce_pattern(pattern))


def find_places(headings: Iterable[str], pattern: str) -> list[int]:
    """Where among the headings those with a pattern's words stand."""
    return [
        place for place, heading in enumerate(headings) if is_like(heading, pattern)
    ]
