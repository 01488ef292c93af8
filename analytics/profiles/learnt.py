"""Words that an officer has said the meaning of, kept beside the profile they are of.

A profile that comes with the project is left as it is: its words, too, lie in a file of
the officer's own folder.
"""

from collections.abc import Mapping
from pathlib import Path

from analytics.ground.settings import data_folder
from analytics.ground.toml_file import read_toml
from analytics.profiles.drafts import LEFT_EMPTY
from analytics.profiles.toml_values import read_look_ups
from analytics.profiles.writing import quote_heading, write_text_value


# What a file of words is called, after its profile.
WORDS_FILE = ".words.toml"
OPENING = """\
# Words of exports read through "{name}", and what each means: "" for an empty cell.
"""

# For each column of the contract, words of an export and the contract's own for them.
Meanings = Mapping[str, Mapping[str, str]]


def own_folder() -> Path:
    """Where an officer's own profiles and words lie."""
    return data_folder() / "profiles"


def read_learnt(name: str) -> dict[str, dict[str, str]]:
    """The words kept beside a profile; Refusal says what is wrong with their file."""
    path = own_folder() / f"{name}{WORDS_FILE}"
    if not path.exists():
        return {}
    return read_toml(path, lambda content: read_look_ups(content, "values"))


def learn_words(name: str, meanings: Meanings) -> None:
    """Keep what words mean beside a profile, with those that are kept already."""
    known = read_learnt(name)
    for column, words in meanings.items():
        known[column] = known.get(column, {}) | {
            word: "" if meaning == LEFT_EMPTY else meaning
            for word, meaning in words.items()
        }
    lines = [OPENING.format(name=name)]
    for column, words in known.items():
        lines.append(f"[values.{column}]")
        lines += [
            f"{quote_heading(word)} = {write_text_value(meaning)}"
            for word, meaning in words.items()
        ]
        lines.append("")
    path = own_folder() / f"{name}{WORDS_FILE}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
