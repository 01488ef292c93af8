"""Values of a TOML file, each checked: a ValueError says what is wrong with one."""

from collections.abc import Mapping
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from analytics.profiles.declared import LONDON


One = TypeVar("One")


def read_look_ups(content: Mapping[str, Any], key: str) -> dict[str, dict[str, str]]:
    """Tables of texts under one key."""
    entry = content.get(key, {})
    if not isinstance(entry, dict):
        raise ValueError(f"{key} must be a table, written [{key}.…]")
    return {name: read_look_up(entry, name) for name in entry}


def read_look_up(content: Mapping[str, Any], key: str) -> dict[str, str]:
    """A look-up; ValueError if it is none."""
    entry = content.get(key, {})
    if not isinstance(entry, dict):
        raise ValueError(f"{key} must be a table of words and what each means")
    return {word: write_plain_value(meaning) for word, meaning in entry.items()}


def write_plain_value(value: Any) -> str:
    """A value as the contract writes it: true and false in small letters, no blanks."""
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def read_texts(content: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A text or a list of texts; ValueError if it is something else."""
    entry = content.get(key, [])
    texts = entry if isinstance(entry, list) else [entry]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError(f'{key} must be text, or a list of texts, not "{entry}"')
    return tuple(texts)


def read_word(content: Mapping[str, Any], key: str) -> str:
    """A text, "" where there is none; ValueError if it is something else."""
    texts = read_texts(content, key)
    if len(texts) > 1:
        raise ValueError(f'{key} must be one text, not "{content[key]}"')
    return texts[0] if texts else ""


def read_one(
    content: Mapping[str, Any], key: str, choices: tuple[One, ...]
) -> One | Any:
    """One of a closed set, "" where nothing is said; ValueError names the set."""
    value = content.get(key, "")
    if value and value not in choices:
        listed = ", ".join(f'"{choice}"' for choice in choices)
        raise ValueError(f'{key} must be one of {listed}, not "{value}"')
    return value


def read_zone(content: Mapping[str, Any]) -> str:
    """The name of a time zone; ValueError if there is no such zone."""
    zone = read_word(content, "zone")
    try:
        return zone and ZoneInfo(zone).key
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(
            f'there is no time zone "{zone}"; write it like {LONDON}, or UTC'
        ) from error
