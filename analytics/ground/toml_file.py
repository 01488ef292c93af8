"""TOML files that people write: read once, with a sentence for whatever is wrong."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from analytics.ground.errors import Refusal, quote_nearest


T = TypeVar("T")


def read_toml(path: Path, make: Callable[[dict[str, Any]], T]) -> T:
    """What `make` makes of a TOML file's content.

    Raises Refusal, in one sentence with the file, if it cannot be read, or if `make`
    raises a ValueError, which names key and rule.
    """
    try:
        # Windows' own editor puts a mark before the text.
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refusal(f"{path}: it cannot be opened ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(f"{path.name}: it is not readable as TOML: {error}.") from error
    try:
        return make(content)
    except ValueError as error:
        raise Refusal(f"{path.name}: {error}.") from error


def check_keys(entries: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """Refuse, with a ValueError, a key that would otherwise be passed over."""
    for key in entries:
        if key not in known:
            hint = quote_nearest(key, list(known))
            raise ValueError(f'the key "{key}"{where} is not known: {hint}')
