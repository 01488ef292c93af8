"""A guess with its answers as a profile's TOML, a comment beside each line."""

import json
from collections.abc import Iterable, Mapping

from analytics.profiles.drafts import LEFT_EMPTY, Draft, Guess


PREAMBLE = """\
# Made from {file} by `profiles new`. Every line says where a column of the contract
# comes from, and beside it how sure the guess was and why. Change what is wrong: case,
# blanks and signs in headings do not matter.
"""


def write_text_value(text: str) -> str:
    """A text as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_strings(texts: Iterable[str]) -> str:
    """Texts as a TOML list."""
    return f"[{', '.join(map(write_text_value, texts))}]"


def quote_heading(heading: str) -> str:
    """A heading as a profile names it: a `*` would stand for anything."""
    return write_text_value(" ".join(heading.replace("*", " ").split()))


def quote_headings(headings: Iterable[str]) -> str:
    """Several headings as a TOML list."""
    return f"[{', '.join(map(quote_heading, headings))}]"


def write_profile(guess: Guess, title: str = "") -> str:
    """The profile of a guess of which every question is answered."""
    lines = [PREAMBLE.format(file=write_comment(guess.file))]
    title = title or f"Exports like {guess.file}"
    lines.append(f"title = {write_text_value(title)}")
    seen = f"One export, {guess.file}: {guess.shape}."
    lines.append(f"seen = {write_text_value(seen)}")
    if guess.dates:
        lines.append(f"dates = {write_text_value(guess.dates)}")
    if guess.personal:
        lines += ["", "# These look personal and are never read."]
        lines.append(f"personal = {quote_headings(guess.personal)}")
    name = guess.source.name
    lines += ["", f"[{name}]"]
    for key, is_kept in (("only", True), ("aside", False)):
        sieves = [each for each in guess.sieves if each.is_kept is is_kept]
        if sieves:
            listed = ", ".join(
                f"{{ column = {quote_heading(each.heading)}, "
                f"values = {write_strings(each.values)} }}"
                for each in sieves
            )
            lines.append(f"{key} = [{listed}]  # {write_comment(sieves[0].reason)}")
    if guess.newest:
        lines.append(f"newest = {quote_heading(guess.newest)}")
    for stage, part in enumerate(("columns", "stage_1", "stage_2")):
        drafts = [each for each in guess.drafts if each.target[0] == stage]
        if drafts or not stage:
            lines += ["", f"[{name}.{part}]"]
            lines += [
                f"{each.target[1]} = {write_reading_value(each)}"
                f"  # {each.sure}: {write_comment(each.reason)}"
                for each in drafts
            ]
    return "\n".join(lines) + "\n"


def write_comment(text: str) -> str:
    """A text on one line."""
    return "".join(each if each.isprintable() else " " for each in text)


def write_reading_value(draft: Draft) -> str:
    """Where a column comes from, as a heading alone or as a table."""
    said: dict[str, str] = {}
    if draft.how == "constant":
        said["constant"] = write_text_value(draft.constant)
    elif draft.how == "flags":
        said["flags"] = write_pairs(draft.values)
    elif draft.how == "column":
        said["column"] = quote_heading(draft.headings[0])
    else:
        said[draft.how] = quote_headings(draft.headings)
    if draft.values and draft.how != "flags":
        said["values"] = write_pairs(draft.values)
    if draft.separator:
        said["separator"] = write_text_value(draft.separator)
    if draft.dates:
        said["dates"] = write_text_value(draft.dates)
    if list(said) == ["column"]:
        return said["column"]
    return f"{{ {', '.join(f'{key} = {value}' for key, value in said.items())} }}"


def write_pairs(values: Mapping[str, str]) -> str:
    """A look-up; what means that nothing stands there has no word of the contract."""
    pairs = (
        f"{write_text_value(word)} = "
        f"{write_text_value('' if meaning == LEFT_EMPTY else meaning)}"
        for word, meaning in values.items()
    )
    return f"{{ {', '.join(pairs)} }}"
