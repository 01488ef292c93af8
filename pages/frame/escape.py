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


# Harmless behind another mark or letter, and read out as a backslash.
READ_OUT = re.compile(r"(?<=[^\d\s])\\([().\-/\"'%&=])|(?<= )\\([(\"'])")


def escape_name(text: str) -> str:
    """The same for what names a box: that is read out as it is written."""
    return READ_OUT.sub(r"\1\2", escape(text))
