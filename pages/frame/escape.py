"""Text from extracts, made safe to show: Streamlit would read it as Markdown."""

import re


# Every mark that Markdown, its extensions or Streamlit give a meaning to. A backslash
# takes the meaning away; letters and digits never have one.
MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:/@&^=\"'%])")

# Addresses are made links after the backslashes are gone, so they are broken instead,
# by a joiner that has no width.
ADDRESSES = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
JOINER = "\N{WORD JOINER}"


def escape(text: str) -> str:
    """The text on one line, with no mark read as formatting, link or image."""
    line = ADDRESSES.sub(JOINER, " ".join(str(text).split()))
    return MARKS.sub(r"\\\1", line)


# Marks that mean something to Markdown at the start of a line alone, or not at all; a
# colon before a space. Where they are escaped a screen reader reads the backslash out.
HARMLESS = re.compile(r"\\([\"'])|(?<=...)\\(?:([().\-/%=])|(:)(?= ))")


def escape_name(text: str) -> str:
    """The same for the name of a box, which is read out as it is written."""
    return HARMLESS.sub(r"\1\2\3", escape(text))
