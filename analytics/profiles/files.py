"""Profiles read from their TOML files, with a sentence for each slip an officer makes.

Those that come with the project lie in `data/profiles/`; those that an officer makes in
the folder `profiles` of the data folder, where they stand before one of the same name.
"""

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from analytics.ground.errors import UsageError, quote_nearest
from analytics.ground.settings import PROJECT
from analytics.ground.toml_file import check_keys, read_toml
from analytics.profiles.declared import (
    DATE_ORDERS,
    LONDON,
    REOPENINGS,
    Block,
    Profile,
    Reading,
    Sieve,
)
from analytics.profiles.learnt import WORDS_FILE, Meanings, own_folder, read_learnt
from analytics.profiles.toml_values import (
    read_look_up,
    read_look_ups,
    read_one,
    read_texts,
    read_word,
    read_zone,
    write_plain_value,
)
from expectations.contract import Column, Source
from expectations.sources import SOURCES


SHIPPED = PROJECT / "data" / "profiles"
CONTRACT = "contract"
SHIPPED_NAMES = (
    CONTRACT,
    "dynamics",
    "freshdesk",
    "hocs",
    "icasework",
    "jadu",
    "respond",
    "salesforce",
    "zendesk",
)

STAGE_TABLES = {"stage_1": 1, "stage_2": 2}
FACTS = ("name", "title", "seen", "dates", "zone", "empty", "footers", "personal")
BLOCK_KEYS = ("columns", *STAGE_TABLES, "sheets", "only", "aside", "newest", "reopened")
READING_KEYS = (
    "column",
    "filled",
    "constant",
    "flags",
    "gather",
    "values",
    "separator",
    "dates",
    "zone",
)


def is_own(name: str) -> bool:
    """Whether a profile is one that an officer made, and so may change.

    By default both kinds lie in the same folder.
    """
    path = own_folder() / f"{name}.toml"
    return path.exists() and (own_folder() != SHIPPED or name not in SHIPPED_NAMES)


def list_profile_files() -> dict[str, Path]:
    """The file of each profile there is, by name; an officer's own go before."""
    return {
        path.stem: path
        for folder in (SHIPPED, own_folder())
        for path in sorted(folder.glob("*.toml"))
        if not path.name.endswith(WORDS_FILE)
    }


def list_profiles() -> list[Profile]:
    """Every profile there is, the contract's first."""
    names = sorted(list_profile_files(), key=lambda name: (name != CONTRACT, name))
    return [find_profile(name) for name in names]


def find_profile(name: str) -> Profile:
    """The profile of a name, or in a file; UsageError names those there are.

    One of a name has the words that an officer has said the meaning of.
    """
    files = list_profile_files()
    if name.endswith(".toml"):
        return read_profile(Path(name))
    path = files.get(name)
    if path is None:
        hint = quote_nearest(name, sorted(files))
        raise UsageError(f'There is no source profile "{name}"; {hint}.')
    learnt = read_learnt(name)
    if learnt or path.parent != SHIPPED:
        return read_profile(path, learnt)
    read = (path, SHIPPED / f"{CONTRACT}.toml")
    times = [each.stat().st_mtime_ns for each in read]
    return read_shipped(path, (*times, *map(id, SOURCES.values())))


@lru_cache(maxsize=64)
def read_shipped(path: Path, _changed: tuple[int, ...]) -> Profile:
    """A shipped profile, read once until its files or the contract change.

    Every export is held against all of them.
    """
    return read_profile(path)


def read_profile(path: Path, learnt: Meanings | None = None) -> Profile:
    """The profile in a TOML file; Refusal says in a sentence what is wrong with it."""
    return read_toml(path, partial(make_profile, path.stem, learnt=learnt or {}))


def make_profile(
    name: str, content: Mapping[str, Any], *, learnt: Meanings | None = None
) -> Profile:
    """The profile that a TOML file's content declares; ValueError names the key.

    What it does not say, the contract's own profile says for it: which words mean an
    empty cell, which begin a line under the rows, and the look-ups.
    """
    check_keys(content, (*FACTS, "values", *SOURCES), "")
    common = {} if name == CONTRACT else read_common()
    shared = {
        column: dict(words) for column, words in read_look_ups(common, "values").items()
    }
    for column, words in (learnt or {}).items():
        shared[column] = dict(words) | shared.get(column, {}) | dict(words)
    # Its own words go before those of all, both in order and in what they mean.
    values = shared | {
        column: own | shared.get(column, {}) | own
        for column, own in read_look_ups(content, "values").items()
    }
    blocks = [
        make_block(source, table, values)
        for source in SOURCES.values()
        for table in read_blocks(content, source.name)
    ]
    if name == CONTRACT:
        blocks = [make_own_block(source, values) for source in SOURCES.values()]
    return Profile(
        name=name,
        title=read_word(content, "title") or name,
        seen=read_word(content, "seen"),
        dates=read_one(content, "dates", DATE_ORDERS),
        zone=read_zone(content) or LONDON,
        empty=read_texts(content, "empty") or tuple(common.get("empty", ())),
        footers=read_texts(content, "footers") or tuple(common.get("footers", ())),
        personal=read_texts(content, "personal"),
        blocks=tuple(blocks),
    )


def read_common() -> Mapping[str, Any]:
    """What the contract's own profile says, for those that leave it unsaid."""
    return read_toml(SHIPPED / f"{CONTRACT}.toml", dict)


def make_own_block(source: Source, values: Mapping[str, Mapping[str, str]]) -> Block:
    """A source whose columns have the contract's own names."""
    return Block(
        source=source,
        columns={
            column.name: make_reading(source, column.name, write_own(column), values)
            for column in source.columns
        },
    )


def write_own(column: Column) -> dict[str, Any]:
    """How a profile would say that a column is called as the contract calls it."""
    flags = dict(column.flags)
    return {"column": column.name} | ({"flags": flags} if flags else {})


def make_block(
    source: Source, table: Mapping[str, Any], values: Mapping[str, Mapping[str, str]]
) -> Block:
    """What a table of a profile says of one source; ValueError names the key."""
    check_keys(table, BLOCK_KEYS, f" of {source.name}")
    parts = {
        part: read_readings(source, table.get(part, {}), values)
        for part in ("columns", *STAGE_TABLES)
    }
    block = Block(
        source=source,
        sheets=read_texts(table, "sheets"),
        columns=parts["columns"],
        stages={
            stage: parts[part] for part, stage in STAGE_TABLES.items() if parts[part]
        },
        only=read_sieves(table, "only"),
        aside=read_sieves(table, "aside"),
        newest=read_texts(table, "newest"),
        reopened=read_one(table, "reopened", REOPENINGS) or REOPENINGS[0],
    )
    check_required(block)
    return block


def check_required(block: Block) -> None:
    """Refuse, with a ValueError, a block that leaves out what every row must have."""
    for name in block.source.required:
        if name == "stage" and block.stages:
            continue
        lacking = [stage for stage, own in block.stages.items() if name not in own]
        # The request to escalate has a day of its own, which is not the complaint's.
        is_own_day = name == "received_date" and block.stages.keys() - {1}
        if name in block.columns and not is_own_day:
            continue
        if lacking or not block.stages:
            where = "".join(f" at stage {stage}" for stage in lacking[:1])
            raise ValueError(
                f"it does not say where {name} of {block.source.name} comes from{where}"
            )


def read_readings(
    source: Source, table: Any, values: Mapping[str, Mapping[str, str]]
) -> dict[str, Reading]:
    """Where each of some columns comes from; ValueError names the key."""
    if not isinstance(table, dict):
        raise ValueError(f"the columns of {source.name} must be a table")
    check_keys(table, [column.name for column in source.columns], f" of {source.name}")
    return {
        name: make_reading(source, name, entry, values) for name, entry in table.items()
    }


def make_reading(
    source: Source, name: str, entry: Any, values: Mapping[str, Mapping[str, str]]
) -> Reading:
    """Where one column comes from; ValueError says what is wrong with the entry.

    A heading alone, or several of which the first that is there is taken, or a table.
    """
    if isinstance(entry, str | list):
        entry = {"column": entry}
    if not isinstance(entry, dict):
        raise ValueError(f'{name} must be a heading or a table, not "{entry}"')
    check_keys(entry, READING_KEYS, f" of {name}")
    where = ("column", "filled", "constant", "flags", "gather")
    # Yes/no columns can stand beside a list.
    said = {key for key in where if key in entry}
    if len(said) != 1 and len(said - {"flags"}) != 1:
        raise ValueError(f"{name} needs exactly one of {', '.join(where)}")
    kind = source.column(name).kind
    shared = dict(values.get(name, {})) | dict(
        values.get("boolean", {}) if kind == "boolean" or "flags" in entry else {}
    )
    own = read_look_up(entry, "values")
    return Reading(
        columns=read_texts(entry, "column") or read_texts(entry, "filled"),
        takes="all" if "filled" in entry else "first",
        constant=write_plain_value(entry.get("constant", "")),
        flags=read_look_up(entry, "flags"),
        gathered=read_texts(entry, "gather"),
        values=own | shared | own,
        separator=read_word(entry, "separator"),
        dates=read_one(entry, "dates", DATE_ORDERS),
        zone=read_zone(entry),
    )


def read_sieves(table: Mapping[str, Any], key: str) -> tuple[Sieve, ...]:
    """Rows told apart by a column's words; ValueError says what is missing."""
    entries = table.get(key, [])
    sieves = []
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, dict) or set(entry) != {"column", "values"}:
            raise ValueError(f'{key} needs a column and values, not "{entry}"')
        column = read_word(entry, "column")
        sieves.append(Sieve(column=column, values=read_texts(entry, "values")))
    return tuple(sieves)


def read_blocks(content: Mapping[str, Any], source: str) -> list[Mapping[str, Any]]:
    """The tables of one source: one, several, or none."""
    entry = content.get(source, [])
    tables = entry if isinstance(entry, list) else [entry]
    if not all(isinstance(table, dict) for table in tables):
        raise ValueError(f"{source} must be a table, written [{source}]")
    return tables
