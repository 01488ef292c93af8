"""Text from extracts, made safe to show: Streamlit would read it as Markdown."""

import re


# Every mark that Markdown, its extensions or Streamlit give a meaning to. A backslash
# takes the meaning away; letters and digits never have one.
MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:/@&^=\"'%])")


def escape(text: str) -> str:
    """The text on one line, with no mark read as formatting, link or image."""
    return MARKS.sub(r"\\\1", " ".join(str(text).split()))
